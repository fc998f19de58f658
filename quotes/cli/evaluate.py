"""`quotes evaluate`: how right the extractor is, on articles that people have annotated."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quotes.cli.extract import load_model
from quotes.cli.messages import Batch, batch, counted
from quotes.cli.options import Model
from quotes.cli.streams import is_terminal, output, read_file
from quotes.errors import FormatError, InputError

if TYPE_CHECKING:
    from quotes.gold import GoldArticle
    from quotes.records import Article, Quote

GOLD_EXPECTED = "a file of annotated articles (see: quotes schema gold)"


def evaluate(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="GOLD",
            help="Annotated articles as JSON lines, plain or gzipped; `-` or nothing is stdin.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["table", "json"] | None,
        typer.Option(help="A table on a terminal, JSON elsewhere, unless told."),
    ] = None,
    worst_count: Annotated[
        int,
        typer.Option("--worst", min=0, metavar="N", help="List the errors in so many articles."),
    ] = 0,
    model: Model = None,
) -> None:
    """Measure the extractor on annotated articles.

    Precision, recall and F1 of sources, cues and contents, and end to end: the quote is found and
    the speaker is right. Each with the interval in which 95 % of resampled sets of articles fall.

    \b
    Examples:
      quotes evaluate --format table samples/expected.jsonl
      head -n 3 samples/expected.jsonl | quotes evaluate --worst 1
    """
    from quotes.evaluate import evaluate as measure

    with batch(has_output=False) as run:
        articles = list(_gold(file, run))
        evaluation = measure(articles, _extractor(model, run))
    shows_table = is_terminal(sys.stdout) if format is None else format == "table"
    if not articles:
        run.report(
            FormatError(f"holds no annotated articles; expected {GOLD_EXPECTED}", file or "")
        )
    elif shows_table:
        print(evaluation.as_table(worst_count=worst_count), end="", file=output())
    else:
        record = evaluation.as_json(worst_count=worst_count)
        print(json.dumps(record, ensure_ascii=False), file=output())
    run.end(f"measured on {counted(len(articles), 'article')}")


def _gold(file: str | None, run: Batch) -> Iterator[GoldArticle]:
    """Yield annotated articles; a line that is none is reported, and the rest is read."""
    from quotes.gold import parse_gold_line, read_gold

    if file not in (None, "-"):
        yield from read_gold(Path(file), on_error=run.report)
        return
    with read_file(file, expected=GOLD_EXPECTED) as (name, stream):
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield parse_gold_line(line.decode("utf-8-sig"), source=f"{name}:{number}")
            except UnicodeDecodeError:
                run.report(FormatError("is not UTF-8", f"{name}:{number}"))
            except InputError as error:
                run.report(error)


def _extractor(model: str | None, run: Batch) -> Callable[[Article], Iterable[Quote]]:
    import quotes
    from quotes.extract import extract_quotes

    nlp = load_model(model) or quotes.load()

    def extract(article: Article) -> Iterable[Quote]:
        found = tuple(extract_quotes([article], nlp=nlp, include_all=True))
        run.advance()
        return found

    return extract
