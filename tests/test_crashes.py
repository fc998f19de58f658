"""`quotes` killed in every stage, and two of them at once, with the real program and network.

A few kills here; for hundreds: `python -m benchmarks.crashes --kills 200`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.crashing.articles import QUOTES_AN_ARTICLE, name_of, text_of
from index.checking import check_index
from index.store import QuoteIndex

ROOT = Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("QUOTES_KILLS", "8"))
WRITERS, ARTICLES = 2, 6


@pytest.mark.skipif(os.name != "posix", reason="a process cannot be killed like this here")
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_kills_lose_nothing_reported_and_leave_no_stale_answer(engine: str, tmp_path: Path) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy")
    log = tmp_path / "kills.jsonl"
    arguments = ["--engine", engine, "--kills", str(KILLS), "--log", str(log)]
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.crashes", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    kills = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert len(kills) >= KILLS
    assert len({kill["stage"] for kill in kills}) > 1
    assert all(kill["answers_compared"] for kill in kills)


def test_two_commands_at_once_add_every_article_once(tmp_path: Path) -> None:
    articles, archive = tmp_path / "articles", tmp_path / "quotes.db"
    articles.mkdir()
    for number in range(ARTICLES):
        (articles / name_of(number)).write_text(text_of(number, 0), encoding="utf-8")
    command = [sys.executable, "-m", "quotes", "add", "--index", str(archive), str(articles)]
    writers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(WRITERS)
    ]
    told = [writer.communicate(timeout=300)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, told
    added = [name for text in told for name in re.findall(r"added (\S+): \d+ quotes", text)]
    assert sorted(added) == [name_of(number) for number in range(ARTICLES)]
    with QuoteIndex.open(archive, readonly=True) as index:
        assert index.stats().quotes == ARTICLES * QUOTES_AN_ARTICLE
        assert not list(check_index(index))
