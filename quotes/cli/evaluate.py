"""`quotes evaluate`: how right the extractor is, on articles that people have annotated."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from quotes.cli.extract import load_model
from quotes.cli.messages import Batch, batch, counted
from quotes.cli.options import Model
from quotes.cli.streams import is_terminal, output, printable, read_file
from quotes.errors import FormatError, InputError, UsageError

if TYPE_CHECKING:
    from quotes.baselines import Baseline, Extract
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
    error_count: Annotated[
        int, typer.Option("--errors", min=0, metavar="N", help="List the N worst errors.")
    ] = 0,
    baseline: Annotated[
        Literal["textacy", "marks-and-verbs"] | None,
        typer.Option(help="Measure a simpler program instead, on the same reading."),
    ] = None,
    is_compared: Annotated[
        bool, typer.Option("--compare", help="Measure this program beside the simpler ones.")
    ] = False,
    model: Model = None,
) -> None:
    """Measure the extractor on annotated articles.

    Precision, recall and F1 of sources, cues and contents, and end to end: the quote is found and
    the speaker is right. Each with the interval in which 95 % of resampled sets of articles fall.
    Reads gold lines (quotes schema gold) and PolNeAR's attributions, one article a line.

    The simpler programs are textacy's direct quotations and a rule: what stands in quotation marks,
    with the nearest reporting verb and its subject.

    \b
    Examples:
      quotes evaluate --format table samples/expected.jsonl
      head -n 1 samples/expected.jsonl | quotes evaluate --errors 5
      head -n 1 samples/expected.jsonl | quotes evaluate --compare
    """
    from quotes.evaluate import compare

    if is_compared and (baseline or error_count):
        raise UsageError("--compare measures all at once; leave out --baseline and --errors")
    with batch(has_output=False) as run:
        articles = list(_gold(file, run))
        extractors = _extractors(model, baseline, run, is_compared=is_compared)
        comparison = compare(articles, extractors)
    shows_table = is_terminal(sys.stdout) if format is None else format == "table"
    if not articles:
        run.report(
            FormatError(f"holds no annotated articles; expected {GOLD_EXPECTED}", file or "")
        )
    elif is_compared:
        _write(comparison.as_table() if shows_table else comparison.as_json())
    else:
        (evaluation,) = comparison.evaluations.values()
        form = evaluation.as_table if shows_table else evaluation.as_json
        _write(form(error_count=error_count))
    run.end(f"measured on {counted(len(articles), 'article')}")


def _write(result: str | dict[str, Any]) -> None:
    if isinstance(result, str):
        # Words of articles stand in it, which could carry commands to a terminal.
        print(printable(result), end="", file=output())
    else:
        print(json.dumps(result, ensure_ascii=False), file=output())


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


def _extractors(
    model: str | None, baseline: Baseline | None, run: Batch, *, is_compared: bool
) -> dict[str, Extract]:
    """Return what is to be measured, by name; the first moves the bar."""
    import quotes
    from quotes.baselines import BASELINES, OURS, has_textacy, make_extractors

    names = [OURS, *BASELINES] if is_compared else [baseline or OURS]
    if is_compared and not has_textacy():
        run.tell("textacy is not installed and is left out")
        names.remove("textacy")
    extractors = make_extractors(load_model(model) or quotes.load(), names)
    first = extractors[names[0]]

    def counted_extract(article: Article) -> tuple[Quote, ...]:
        try:
            return first(article)
        finally:
            run.advance()

    return {**extractors, names[0]: counted_extract}
