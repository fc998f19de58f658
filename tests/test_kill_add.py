"""`quotes add` killed at random moments loses nothing that it reported, with the real program.

Two kills in the suite; QUOTES_KILLS=10 for more. The articles are the samples under several
names; extraction, archive and view are the real ones.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import quotes

KILLS = int(os.environ.get("QUOTES_KILLS", "2"))
COPIES = 3
ADDED = re.compile(r"added (\S+): \d+ quotes?")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of the plain-text samples, several times over."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in quotes.read_articles([quotes.samples_folder()]):
        for copy in range(COPIES):
            name = re.sub(r"\W+", "-", article.id)
            (folder / f"{name}-{copy}.txt").write_text(article.text, encoding="utf-8")
    return folder


def command(archive: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "quotes", "add", "--index", str(archive), str(folder)]


def reported_before_kill(archive: Path, folder: Path, seconds: float) -> set[str]:
    """Start adding, kill it `seconds` after the first report, return what it reported."""
    process = subprocess.Popen(
        command(archive, folder), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if ADDED.search(line):
            break
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()[1], None
    return set(ADDED.findall("".join(lines) + (rest or "")))


def stored(archive: Path) -> dict[str, int]:
    """Return the number of quotes of every article in the archive, and check its soundness."""
    connection = sqlite3.connect(archive)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute(
            "SELECT articles.id, COUNT(quotes.quote_no) FROM articles"
            " LEFT JOIN quotes USING (article_no) GROUP BY articles.id"
        ).fetchall()
    finally:
        connection.close()
    return dict(rows)


def test_killing_add_loses_nothing_reported(articles: Path, tmp_path: Path) -> None:
    archive = tmp_path / "quotes.db"
    chance = random.Random(20200303)
    reported: set[str] = set()
    for _ in range(KILLS):
        reported |= reported_before_kill(archive, articles, chance.uniform(0, 1.5))
        assert reported
        assert reported <= stored(archive).keys()
    done = subprocess.run(
        command(archive, articles), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    again = subprocess.run(
        command(archive, articles), capture_output=True, text=True, check=False, timeout=300
    )
    assert not ADDED.findall(again.stderr)
    fresh = tmp_path / "fresh.db"
    subprocess.run(command(fresh, articles), capture_output=True, check=True, timeout=300)
    assert stored(archive) == stored(fresh)
    assert len(stored(archive)) == len(list(articles.iterdir()))
