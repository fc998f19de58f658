"""`quotes add`, `remove`, `stats` and `rebuild`: what keeps an archive."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quotes.cli.extract import articles_named, check_jobs, load_model
from quotes.cli.messages import Batch, batch, counted
from quotes.cli.options import (
    DEFAULT_INDEX,
    Encoding,
    IncludeAll,
    IndexFile,
    Jobs,
    Model,
    Outlet,
    Paths,
    Published,
)
from quotes.cli.streams import is_terminal, output, say

if TYPE_CHECKING:
    from index.intake import IntakeReport, StoredArticle
    from index.statement_rows import StatementChanges


def add(
    paths: Paths = None,
    index_file: IndexFile = DEFAULT_INDEX,
    include_all: IncludeAll = False,
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
    jobs: Jobs = 1,
    model: Model = None,
) -> None:
    """Keep articles and their quotes in the archive.

    The archive is made where there is none. What is reported as added is safe on the disk. Articles
    that are there already, word for word, are not read again; a changed one takes the place of the
    old one.

    \b
    Examples:
      quotes add samples/*.txt samples/*.html
      quotes add --index bridge.db --outlet "Calderport Courier" samples/bridge-courier.txt
      cat samples/wire.jsonl | quotes add
    """
    from index.intake import add_articles
    from index.store import QuoteIndex
    from quotes.articles import locate_articles

    given = articles_named(paths)
    check_jobs(jobs, model)
    with (
        QuoteIndex.open(index_file, create=True) as index,
        batch(has_output=False) as run,
    ):
        articles = locate_articles(
            given,
            outlet=outlet,
            published=published,
            encoding=encoding,
            on_error=run.report,
            on_notice=run.tell,
        )
        report = add_articles(
            index,
            articles,
            jobs=jobs,
            nlp=load_model(model),
            include_all=include_all,
            read_ahead="-" not in given,
            on_article=lambda stored: _tell_stored(stored, run),
            on_error=run.report,
        )
    run.end(_summary(report, index_file))


def remove(
    article_ids: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles, as search shows.")
    ],
    index_file: IndexFile = DEFAULT_INDEX,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Leave no trace of them: no history, no search files."),
    ] = False,
) -> None:
    """Remove articles with their quotes from the archive.

    They stay in the archive's history unless they are forgotten. If one of them is not there,
    nothing is removed.

    \b
    Examples:
      quotes remove bridge-tarn.txt
      quotes remove --forget bridge-courier.txt bridge-ledger.html
    """
    from index.store import QuoteIndex

    with QuoteIndex.open(index_file) as index:
        before = index.stats()
        changes = index.remove(article_ids, forget=forget)
        after = index.stats()
    articles = counted(before.articles - after.articles, "article")
    quotes = counted(before.quotes - after.quotes, "quote")
    left = counted(after.articles, "article")
    verb = "forgot" if forget else "removed"
    say(f"{verb} {articles} with {quotes}{changed_statements(changes)}; {index_file} holds {left}")


def stats(
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[
        Literal["table", "json"] | None,
        typer.Option(help="A table on a terminal, JSON elsewhere, unless told."),
    ] = None,
) -> None:
    """Count what the archive holds.

    \b
    Examples:
      quotes stats
      quotes stats --format table
    """
    from index.store import QuoteIndex

    with QuoteIndex.open(index_file, readonly=None) as index:
        counts = dataclasses.asdict(index.stats())
    if format is None:
        format = "table" if is_terminal(sys.stdout) else "json"
    if format == "json":
        print(json.dumps(counts), file=output())
        return
    for name, value in counts.items():
        shown = f"{value:,}" if isinstance(value, int) else value or "–"
        print(f"{name.replace('_', ' '):<16} {shown:>12}", file=output())


def rebuild(index_file: IndexFile = DEFAULT_INDEX) -> None:
    """Compare all quotes anew and build the search files from nothing.

    Never needed for correct answers: search files that are missing, damaged or out of date are
    rebuilt by themselves. Use it after an update that changes which quotes are the same.

    \b
    Examples:
      quotes rebuild
    """
    from index.store import QuoteIndex

    with QuoteIndex.open(index_file) as index:
        index.rebuild()
        counts = index.stats()
    say(f"rebuilt: {counted(counts.clusters, 'statement')} in {counted(counts.quotes, 'quote')}")


def _tell_stored(stored: StoredArticle, run: Batch) -> None:
    run.advance()
    if stored.fate == "other language":
        run.tell(f"left out {stored.id}: it is in another language ({stored.note})")
        return
    if stored.note:
        run.tell(stored.note)
    if stored.fate == "unchanged":
        run.log(f"unchanged {stored.id}")
    else:
        found = counted(stored.quote_count, "quote")
        run.log(f"{stored.fate} {stored.id}: {found}{changed_statements(stored.changes)}")


def changed_statements(changes: StatementChanges) -> str:
    """Return, after a comma, what became of the statements an archive held before."""
    parts = [
        f"{counted(len(ids), 'statement')} {words}"
        for ids, words in ((changes.changed, "not as before"), (changes.gone, "gone"))
        if ids
    ]
    return "".join(f", {part}" for part in parts)


def _summary(report: IntakeReport, index_file: Path) -> str:
    parts = [
        f"{counted(report.added, 'article')} added",
        f"{counted(report.quotes, 'quote')} found",
    ]
    for count, words in (
        (report.replaced, "replaced"),
        (report.unchanged, "unchanged"),
        (report.other_language, "left out for their language"),
    ):
        if count:
            parts.append(f"{count:,} {words}")
    return f"{', '.join(parts)}; archive {index_file}"
