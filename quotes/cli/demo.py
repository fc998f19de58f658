"""`quotes demo`: the main job, on the articles that come with the program."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from quotes.cli.messages import counted
from quotes.cli.search import show_page
from quotes.cli.streams import output, say

QUESTION = "who said Turkish colonizer"
GOLD_FILE = "expected.jsonl"
"""The answers of a careful reader, which lie beside the samples and are no articles to read."""

WHAT_NEXT = """
Next, with articles of your own (text, HTML or JSON lines):

  quotes add FOLDER                 read articles into ./quotes.db
  quotes search "speaker:NAME"      what somebody said
  quotes show ID                    a quote in its article
  quotes export --format csv        everything, for a table
  quotes --help                     all commands"""


def demo() -> None:
    """Ask the sample articles "who said Turkish colonizer".

    They are read into a temporary archive. Needs no network and leaves nothing behind.

    \b
    Examples:
      quotes demo
    """
    from index.answers import answer
    from index.intake import add_articles
    from index.store import QuoteIndex
    from quotes.articles import locate_articles

    say("reading the sample articles …")
    with _temporary_folder() as folder, QuoteIndex.open(folder / "demo.db", create=True) as index:
        report = add_articles(index, locate_articles(sample_paths()))
        counts = index.stats()
        print(
            f"{counted(report.stored, 'article')} from {counted(counts.outlets, 'outlet')}:"
            f" {counted(counts.quotes, 'quote')}, {counted(counts.clusters, 'statement')}.\n\n"
            f'quotes search "{QUESTION}"\n',
            file=output(),
        )
        page = answer(index, QUESTION)
        show_page(page)
    print(WHAT_NEXT, file=sys.stderr)
    if not page.answers:
        raise typer.Exit(1)


def sample_paths() -> list[Path]:
    """Return the sample articles, sorted by name."""
    from quotes.articles import samples_folder
    from quotes.articles.sources import FOLDER_SUFFIXES

    files = sorted(samples_folder().iterdir())
    return [file for file in files if file.suffix in FOLDER_SUFFIXES and file.name != GOLD_FILE]


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Yield a folder for the archive and its search files, which goes away at the end."""
    before = os.environ.get("QUOTES_CACHE")
    with tempfile.TemporaryDirectory(prefix="quotes-demo-") as name:
        os.environ["QUOTES_CACHE"] = str(Path(name) / "cache")
        try:
            yield Path(name)
        finally:
            if before is None:
                del os.environ["QUOTES_CACHE"]
            else:
                os.environ["QUOTES_CACHE"] = before
