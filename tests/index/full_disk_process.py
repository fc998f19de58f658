"""Adds articles on a disk that gets full, and again once there is room.

Run in a mount namespace of its own, with what is to be full ("archive" or "cache") and an engine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from adding_process import stories
from newsroom import reader_of
from test_kill import check_index

from index.checking import check_index as findings
from index.engine import Word
from index.engines import EngineName
from index.intake import add_articles
from index.store import QuoteIndex
from quotes.errors import ArchiveError

ARTICLE_COUNT = 45
SMALL = {"archive": "640k", "cache": "64k"}
LARGE = "64m"
"""Less than the articles or their search files need, and more than enough."""


def add(path: Path, engine: EngineName) -> tuple[list[str], list[str]]:
    """Add the articles; return which were reported, and what else was told."""
    reported: list[str] = []
    known = list(stories(ARTICLE_COUNT))
    with QuoteIndex.open(path, engine=engine, create=True) as index:
        report = add_articles(
            index,
            (article for article, _ in known),
            extract=reader_of(known),
            on_article=lambda stored: reported.append(stored.id),
        )
    return reported, list(report.notes)


def error_of(action: Callable[[], object]) -> str:
    """Return what an action says that must fail."""
    try:
        action()
    except ArchiveError as error:
        return str(error)
    raise AssertionError("the disk was not full")


def fill_archive(path: Path, engine: EngineName) -> None:
    """The archive stands on the disk that gets full: what was reported before is kept."""
    reported: list[str] = []
    known = list(stories(ARTICLE_COUNT))

    def add_reporting() -> None:
        with QuoteIndex.open(path, engine=engine, create=True) as index:
            add_articles(
                index,
                (article for article, _ in known),
                extract=reader_of(known),
                on_article=lambda stored: reported.append(stored.id),
            )

    message = error_of(add_reporting)
    assert "full" in message, message
    assert 0 < len(reported) < ARTICLE_COUNT
    with QuoteIndex.open(path, engine=engine, readonly=None) as index:
        assert sorted(index.archive.article_ids()) == sorted(reported)
        assert index.search(Word("ferry", field="content")).total
        assert not list(findings(index))


def fill_cache(path: Path, engine: EngineName) -> None:
    """The search files stand on it: all is stored, and a search says why it cannot answer."""
    reported, notes = add(path, engine)
    assert len(reported) == ARTICLE_COUNT
    assert any("the next search has to catch up" in note for note in notes), notes
    with QuoteIndex.open(path, engine=engine) as index:
        message = error_of(lambda: index.search(Word("ferry")))
        assert "No space left" in message or "full" in message, message


def main(full: str, engine: EngineName, folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL[full]}", "tmpfs", small], check=True
    )
    path = (small if full == "archive" else folder) / "quotes.db"
    os.environ["QUOTES_CACHE"] = str((small if full == "cache" else folder) / "cache")
    fill_archive(path, engine) if full == "archive" else fill_cache(path, engine)
    subprocess.run(["mount", "-o", f"remount,size={LARGE}", small], check=True)
    add(path, engine)
    with QuoteIndex.open(path, engine=engine, readonly=True) as index:
        check_index(index, ARTICLE_COUNT)
        assert not list(findings(index))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))  # type: ignore[arg-type]
