"""`quotes search` and `quotes export`: from a query to answers, and out of the archive."""

from __future__ import annotations

import csv
import re
import shlex
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from quotes.cli.messages import counted
from quotes.cli.options import DEFAULT_INDEX, IndexFile, QuoteFormat
from quotes.cli.streams import is_terminal, output, printable, read_file, say, written_file
from quotes.errors import FormatError, UsageError

if TYPE_CHECKING:
    from index.answers import AnswerPage
    from index.store import QuoteIndex
    from quotes.export import ExportRow

AnswerFormat = Literal["table", "jsonl"]


class QueryCommand(TyperCommand):
    """A command whose query may hold `-word`, which leaves a word out and is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options; what looks like an excluded word belongs to the query."""
        if "--" not in args:
            options = [arg for arg in args if not _EXCLUDED_WORD.match(arg)]
            excluded = [arg for arg in args if _EXCLUDED_WORD.match(arg)]
            args = [*options, "--", *excluded] if excluded else options
        return super().parse_args(ctx, args)


# Options of one letter are written apart from their value here, so that `-oil` is a word.
_EXCLUDED_WORD = re.compile(r'-[^\W\d_]\w|-["“(]|-\w+:')

Query = Annotated[
    list[str] | None,
    typer.Argument(metavar="QUERY", help="What to look for.", show_default=False),
]


def search(
    query: Query = None,
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[
        AnswerFormat | None,
        typer.Option(help="A table on a terminal, JSON lines elsewhere, unless told."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many answers.")] = 20,
    after: Annotated[
        str | None,
        typer.Option(metavar="PAGE", help="The page after another, as that one says at its end."),
    ] = None,
    new_since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Only what came into the archive since then (UTC)."),
    ] = None,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count all that is found by speaker, outlet, month …")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what each answer's place is due to.")
    ] = False,
    batch_file: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help="Answer every line of a file, or the column `query` of a CSV; `-` is stdin.",
        ),
    ] = None,
) -> None:
    """Find statements: who said it, in which role, in which outlets.

    Words mean "and"; "phrase", -word, OR, ( ), word*, word~1 and the fields speaker: role: outlet:
    kind: cue: before: after: on: work too, and so do questions. The way a query was read is shown
    above the answers. The exit code is 1 where nothing is found, so that with --new-since a timed
    job can tell whether there is anything to report.

    \b
    Examples:
      quotes search "who said Turkish colonizer"
      quotes search speaker:Mekdad -Arabism
      quotes search --format jsonl --limit 5 '"the colonizer" OR embassy'
      quotes search --facets --explain "bridge since January 2025"
      quotes search --new-since 2020-01-01 bridge
      printf "bridge\\nArabism\\n" | quotes search --batch - > answers.jsonl
    """
    from index.answers import answer
    from index.engine import FACETS
    from index.store import QuoteIndex

    if after and batch_file:
        raise UsageError("--after goes on with one query; it cannot be given with --batch")
    queries = _queries(query, batch_file)
    shows_table = is_terminal(sys.stdout) if format is None else format == "table"
    found_any = False
    with QuoteIndex.open(index_file, readonly=None) as index:
        for text in queries:
            page = answer(
                index,
                text,
                limit=limit,
                after=after,
                new_since=new_since,
                facets=FACETS if facets else (),
                explains=explain,
            )
            found_any = found_any or bool(page.answers)
            if shows_table:
                show_page(page)
            else:
                write_page(page, names_query=batch_file is not None)
    if not found_any:
        raise typer.Exit(1)


def export(
    query: Query = None,
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[QuoteFormat, typer.Option(help="How quotes are written.")] = "jsonl",
    output_file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write the quotes of every statement that matches.

    Without a query, all there are. A row for each quote, the rows of one statement (`cluster_id`)
    together. `jsonl` and `csv` hold every field exactly; `excel` is CSV in which no cell can run as
    a formula (such a cell gets an apostrophe in front); `markdown` is to be read, and shows only
    words, speaker, role and place.

    \b
    Examples:
      quotes export > quotes.jsonl
      quotes export --format csv -o bridge.csv bridge
      quotes export --format excel --force -o bridge.csv bridge
      quotes export --format markdown speaker:Meqdad
    """
    from index.store import QuoteIndex
    from quotes.export import ExportRow, write_quotes

    text = " ".join(query) if query else None
    with QuoteIndex.open(index_file, readonly=None) as index:
        rows = _all_rows(index) if text is None else _matching_rows(index, text)
        if rows is None:
            raise typer.Exit(1)
        # Closed before the archive is, also where whoever reads the output hangs up.
        with closing(rows), written_file(output_file, force=force) as stream:
            count = write_quotes(rows, stream, format, kind=ExportRow)
    say(f"{counted(count, 'quote')} exported{f' to {output_file}' if output_file else ''}")


def show_page(page: AnswerPage) -> None:
    """Write a page of answers as a table, with how the query was read above it."""
    from quotes.cli.answer_table import answer_table, console, facet_lines

    if not page.answers:
        _say_nothing_found(page)
        return
    out = console()
    if page.asked:
        out.print(printable(f"Nothing found for: {page.asked}."), style="yellow")
    out.print(printable(f"{page.reading}."), style="italic")
    for note in page.notes:
        out.print(printable(f"Note: {note}."), style="yellow")
    for line in facet_lines(page.facets):
        out.print(line)
    table = answer_table(page.answers, first_number=page.offset + 1, explanations=page.explanations)
    out.print(table)
    sys.stdout.flush()
    say(_how_many(page))


def _queries(query: list[str] | None, batch_file: str | None) -> Iterator[str]:
    """Return the queries to answer, in order; those of a file are read as they are needed."""
    if query and batch_file:
        raise UsageError("give a query or --batch FILE, not both")
    if query:
        return iter([" ".join(query)])
    if batch_file is None:
        raise UsageError('say what to look for, as in: quotes search "who said Turkish colonizer"')
    return _lines(batch_file)


def _lines(file: str) -> Iterator[str]:
    """Yield the queries of a file: its lines, or the column `query` of a table."""
    with read_file(file, expected="a file with a query on each line") as (name, stream):
        lines = _decoded(name, stream)
        first = next(lines, "")
        columns = next(csv.reader([first]), [])
        if file.lower().endswith(".csv") or (len(columns) > 1 and "query" in columns):
            if "query" not in columns:
                raise FormatError("has no column called query in its first line", name)
            at = columns.index("query")
            rows = csv.reader(lines, strict=True)
            texts: Iterable[str] = (row[at] for row in rows if len(row) > at)
        else:
            texts = chain([first], lines)
        yield from (stripped for text in texts if (stripped := text.strip()))


def _decoded(name: str, stream: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FormatError("is not UTF-8", f"{name}:{number}") from error


def write_page(page: AnswerPage, *, names_query: bool) -> None:
    """Write answers as JSON lines, in a batch each with its query; the rest goes to stderr."""
    from quotes.export import AnswerToQuery, write_json_lines

    if not page.answers:
        _say_nothing_found(page)
        return
    _say_reading(page)
    answers = page.answers
    if names_query:
        answers = tuple(AnswerToQuery.of(answer, page.query) for answer in answers)
    write_json_lines(answers, output())
    if page.explanations or page.facets:
        # It brings what tables are made of, which most answers in a pipe do without.
        from quotes.cli.answer_table import explained, facet_lines

        for number, parts in enumerate(page.explanations, start=page.offset + 1):
            say(f"{number}: {explained(parts)}")
        for line in facet_lines(page.facets):
            say(line)
    say(_how_many(page))


def _say_reading(page: AnswerPage) -> None:
    if page.asked:
        say(f"nothing found for: {page.asked}; shown instead: {page.reading}")
    else:
        say(page.reading)
    for note in page.notes:
        say(note)


def _say_nothing_found(page: AnswerPage) -> None:
    say(f"nothing found. {page.reading}")
    for note in page.notes:
        say(note)
    if not page.is_complete:
        say("the search ran out of time; ask for something narrower")


def _how_many(page: AnswerPage) -> str:
    shown = len(page.answers)
    if not page.is_complete:
        return f"{counted(shown, 'statement')} shown; the time ran out, and there may be more"
    if page.next_page:
        place = f"{page.offset + 1}–{page.offset + shown}" if page.offset else f"{shown}"
        return (
            f"{place} of {counted(page.total, 'statement')}; more with --limit {page.total}"
            f" or --after {shlex.quote(page.next_page)}"
        )
    if page.total > shown:
        return f"the last {shown} of {counted(page.total, 'statement')}"
    return counted(shown, "statement")


def _all_rows(index: QuoteIndex) -> Generator[ExportRow]:
    from quotes.export import ExportRow

    with index.archive.snapshot():
        for cluster_id in index.archive.changed_clusters(-1):
            yield from ExportRow.of(cluster_id, index.get_cluster(cluster_id).quotes)


def _matching_rows(index: QuoteIndex, text: str) -> Generator[ExportRow] | None:
    """Return what matches, and say what a reader of the export must know; `None` for nothing."""
    from index.answers import answer
    from quotes.export import ExportRow

    page = answer(index, text, limit=None, timeout_seconds=None)
    if not page.answers:
        _say_nothing_found(page)
        return None
    _say_reading(page)
    left_out = page.total - len(page.answers)
    if left_out or not page.is_complete:
        say(f"left out: {counted(left_out, 'statement')} changed meanwhile; export again")
    return (row for found in page.answers for row in ExportRow.of(found.cluster_id, found.quotes))
