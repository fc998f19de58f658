"""`quotes read`: the words and the metadata that the program reads in files, for looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quotes.cli.extract import articles_named
from quotes.cli.messages import Batch, batch, counted
from quotes.cli.options import Encoding, Outlet, Paths, Published
from quotes.cli.streams import is_terminal, output, printable

if TYPE_CHECKING:
    from quotes.records import Article

_FIELDS = ("title", "outlet", "published", "byline", "url", "language")


def read(
    paths: Paths = None,
    format: Annotated[
        Literal["text", "jsonl"] | None,
        typer.Option(help="Text on a terminal, JSON lines elsewhere, unless told."),
    ] = None,
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
) -> None:
    """Show what is read in articles: the cleaned text, and what is known about each.

    Web pages come without menus, captions, bylines, boxes and comments; block quotations, posts
    and the answers of interviews are set in. Plain text is shown as it is. The JSON lines are
    articles, which all commands read.

    \b
    Examples:
      quotes read samples/damascus-meridian.html
      quotes read --format text samples/bridge-pump.html
      quotes read samples/*.html | quotes extract
    """
    from quotes.articles import read_articles

    given = articles_named(paths)
    with batch(has_output=True) as run:
        articles = _counted(
            read_articles(
                given,
                outlet=outlet,
                published=published,
                encoding=encoding,
                on_error=run.report,
                on_notice=run.tell,
            ),
            run,
        )
        if format == "text" or (format is None and is_terminal(sys.stdout)):
            count = _print_articles(articles)
        else:
            from quotes.export import write_json_lines

            count = write_json_lines(articles, output())
    run.end(f"{counted(count, 'article')} read")


def _counted(articles: Iterable[Article], run: Batch) -> Iterator[Article]:
    for article in articles:
        yield article
        run.advance()


def _print_articles(articles: Iterable[Article]) -> int:
    """Print each article below what is known about it; return how many there were."""
    stream, count = output(), 0
    for article in articles:
        if count:
            stream.write("\n" + "-" * 8 + "\n\n")
        count += 1
        stream.write(f"{'id':10} {printable(article.id)}\n")
        for name in _FIELDS:
            value = getattr(article, name)
            stream.write(f"{name:10} {'-' if value is None else printable(value)}\n")
        stream.write(f"\n{printable(article.text)}\n")
    return count
