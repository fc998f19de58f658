"""The process that searches all the while: fails where anything fails, or is half there, or stale.

Prints how often it looked; ends when the file that it is given is there.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.crashing.articles import QUOTES_AN_ARTICLE
from index.answers import answer
from index.engine import Everything
from index.identity import check_quotes
from index.store import QuoteIndex

PAUSE_SECONDS = 0.3
"""Whoever comes first brings the search files up to date: mostly not the reader."""

LOOKS_AN_OPENING = 3


def look(index: QuoteIndex) -> bool:
    """Search, and compare with the archive; tell whether it stood still meanwhile."""
    for found in answer(index, "council OR repaired", limit=50).answers:
        assert found.quotes, f"{found.cluster_id} has no quotes"
    before = index.archive.change
    hits = {hit.cluster_id for hit in index.search(Everything(), limit=None).hits}
    there = set(index.archive.changed_clusters(-1))
    stood_still = index.archive.change == before
    assert not stood_still or hits == there, f"stale: {hits ^ there} at change {before}"
    with index.archive.snapshot():
        check_articles(index)
    return stood_still


def check_articles(index: QuoteIndex) -> None:
    """Check that every article has all of its quotes, and those of this version."""
    quotes = defaultdict(list)
    for quote in index.archive.quotes():
        quotes[quote.article_id].append(quote)
    assert set(quotes) == set(index.archive.article_ids())
    for article_id, found in quotes.items():
        check_quotes(index.get_article(article_id), found)
        assert len(found) == QUOTES_AN_ARTICLE, f"{article_id} has {len(found)} quotes"


def main(path: str, engine: str, end: Path) -> None:
    looks = still = 0
    parent = os.getppid()
    while not end.exists() and os.getppid() == parent:
        with QuoteIndex.open(path, engine=engine, readonly=None) as index:  # type: ignore[arg-type]
            for _ in range(LOOKS_AN_OPENING):
                still += look(index)
                looks += 1
                time.sleep(PAUSE_SECONDS)
    print(looks, still)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
