"""A process killed while it adds articles loses nothing it has reported.

Reading quotes is stubbed here (the articles bring theirs along), so that what is killed is the
work of the archive; `adding_process.py` is what runs and dies.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from adding_process import ARTICLE_COUNT, OUTLETS, stories

from index.archive import Archive
from index.engine import Everything, Word
from index.store import QuoteIndex
from quotes.clusters import cluster_quotes

KILLS = 5
MAX_REPORTS = 8
"""A process is killed within 10 ms of one of its first reports."""

ROOT = Path(__file__).parents[2]


def add_in_process(path: Path, *, kill_after: int | None = None) -> list[str]:
    """Run the adding process, killed after so many reports; return the articles it reported."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("adding_process.py")), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )
    assert process.stdout is not None
    lines = []
    with process.stdout as stream:
        for line in stream:
            lines.append(line)
            if len(lines) == kill_after:
                time.sleep(random.uniform(0, 0.01))
                process.kill()
    status = process.wait(timeout=60)
    assert status == 0 or (kill_after is not None and status == -signal.SIGKILL)
    # A line that was cut off was not reported.
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.skipif(os.name != "posix", reason="a process cannot be killed like this here")
def test_killed_at_random_moments_it_keeps_all_it_reported_and_adds_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "quotes.db"
    reported: list[str] = []
    for kill_after in [*(random.randint(1, MAX_REPORTS) for _ in range(KILLS)), None]:
        if kill_after is None:
            # This time it dies after the last article, while the view is written.
            with Archive.open(path) as archive:
                kill_after = ARTICLE_COUNT - archive.stats().articles
        assert kill_after > 0, "all was added before the last kill: there are too few articles"
        added = add_in_process(path, kill_after=kill_after)
        assert len(added) >= kill_after
        assert not set(added) & set(reported), "an article was added twice"
        reported += added
        with Archive.open(path) as archive:
            assert set(reported) <= set(archive.article_ids())

    # At each kill one article at most was stored and not yet reported.
    assert ARTICLE_COUNT - KILLS <= len(reported) <= ARTICLE_COUNT
    assert add_in_process(path) == []
    with QuoteIndex.open(path, readonly=True) as index:
        check_index(index)


def check_index(index: QuoteIndex, count: int = ARTICLE_COUNT) -> None:
    """Compare archive and view with what one undisturbed run over everything gives."""
    expected = list(stories(count))
    quotes = {quote.id: quote for _, quotes in expected for quote in quotes}
    clusters = {cluster.id: cluster for cluster in cluster_quotes(quotes.values())}
    assert sorted(index.archive.article_ids()) == sorted(article.id for article, _ in expected)
    assert {quote.id: quote for quote in index.archive.quotes()} == quotes
    hits = index.search(Everything(), limit=None).hits
    assert sorted(hit.cluster_id for hit in hits) == sorted(clusters)
    assert {cluster_id: index.get_cluster(cluster_id) for cluster_id in clusters} == clusters
    assert index.search(Word("depot", field="content")).total == count // len(OUTLETS)
