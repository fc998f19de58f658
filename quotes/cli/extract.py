"""`quotes extract` and `quotes cluster`: articles → quotes → statements, without an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.messages import Batch, batch, counted
from quotes.cli.options import (
    ARTICLES_EXPECTED,
    Encoding,
    IncludeAll,
    Jobs,
    MinConfidence,
    Model,
    Outlet,
    Paths,
    Published,
    QuoteFormat,
)
from quotes.cli.streams import check_stdin, output, read_file
from quotes.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.records import Article, Quote


def extract(
    paths: Paths = None,
    include_all: IncludeAll = False,
    format: Annotated[QuoteFormat, typer.Option(help="How quotes are written.")] = "jsonl",
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    model: Model = None,
) -> None:
    """Read articles and write their quotes, in the order of the text.

    Articles are plain text, HTML or JSON lines. One that cannot be read is reported and the rest
    goes on.

    \b
    Examples:
      quotes extract samples/bridge-tarn.txt
      quotes extract --format markdown samples/damascus-meridian.html
      quotes extract --min-confidence 0.8 samples/strike-beacon.html
      cat samples/wire.jsonl | quotes extract --all > quotes.jsonl
    """
    from quotes.articles import read_articles
    from quotes.export import write_quotes
    from quotes.extract import withhold_speaker

    given = articles_named(paths)
    check_jobs(jobs, model)
    with batch(has_output=True) as run:
        articles = read_articles(
            given,
            outlet=outlet,
            published=published,
            encoding=encoding,
            on_error=run.report,
            on_notice=run.tell,
        )
        counts = {"articles": 0}
        quotes = _quotes_of(
            articles,
            run,
            counts,
            include_all=include_all,
            jobs=jobs,
            model=model,
            # A stream may pause: what it has brought is told before the next article comes.
            read_ahead="-" not in given,
        )
        certain = (withhold_speaker(quote, min_confidence) for quote in quotes)
        quote_count = write_quotes(certain, output(), format)
    run.end(f"{counted(quote_count, 'quote')} in {counted(counts['articles'], 'article')}")


def cluster(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="Quotes as JSON lines; `-` or nothing is standard input.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes work.")] = 1,
) -> None:
    """Group quotes that carry the same statement, one statement a line.

    Reads what `quotes extract` writes. Every quote is in exactly one statement as `same`,
    `shortened` or `contained`; it may stand in others as `related`.

    \b
    Examples:
      quotes extract samples/*.txt | quotes cluster
      quotes extract samples/*.txt | quotes cluster --jobs 2
    """
    from quotes.cluster_lines import cluster_lines

    counts = {"quotes": 0, "statements": 0}
    expected = "a file of quotes (see: quotes extract)"
    with batch(has_output=True) as run, read_file(file, expected=expected) as (name, stream):
        statements = cluster_lines(
            stream,
            name,
            jobs=jobs,
            on_error=run.report,
            on_repeat=lambda id_: run.tell(f"the quote {id_} comes twice and is used once"),
        )
        out = output()
        for line, quote_count in statements:
            out.write(f"{line}\n")
            counts["statements"] += 1
            counts["quotes"] += quote_count
    run.end(
        f"{counted(counts['statements'], 'statement')} from {counted(counts['quotes'], 'quote')}"
    )


def articles_named(paths: list[str] | None) -> list[str]:
    """Return what to read: standard input where nothing is named."""
    if not paths or "-" in paths:
        check_stdin(is_named=bool(paths), expected=ARTICLES_EXPECTED)
    return paths or ["-"]


def load_model(name: str | None) -> Language | None:
    """Load the pipeline that is named; `None`, for the bundled one, where none is."""
    import quotes

    return None if name is None else quotes.load(name)


def check_jobs(jobs: int, model: str | None) -> None:
    """Refuse what `quotes.extract` would pass over: several processes with another model."""
    if jobs > 1 and model is not None:
        raise UsageError("--jobs works with the bundled model only; leave out --jobs or --model")


def _quotes_of(
    articles: Iterable[Article],
    run: Batch,
    counts: dict[str, int],
    *,
    include_all: bool,
    jobs: int,
    model: str | None,
    read_ahead: bool,
) -> Iterator[Quote]:
    from quotes.extract import extract_articles

    for _, found in extract_articles(
        _english(articles, run),
        nlp=load_model(model),
        include_all=include_all,
        jobs=jobs,
        read_ahead=read_ahead,
        on_error=run.report,
    ):
        counts["articles"] += 1
        run.advance()
        yield from found


def _english(articles: Iterable[Article], run: Batch) -> Iterator[Article]:
    """Leave out, and name, what is in another language; that is no failure."""
    for article in articles:
        if article.language.lower().split("-")[0] == "en":
            yield article
        else:
            run.tell(f"left out {article.id}: it is in another language ({article.language})")
