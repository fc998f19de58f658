"""In which formats can quotes be written? The one place that chooses the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Self, TextIO, get_args

from quotes.errors import UsageError
from quotes.export.json_lines import write_json_lines
from quotes.export.markdown import write_markdown
from quotes.export.tables import write_csv, write_spreadsheet_csv
from quotes.records import Answer, ClusterMember, Quote, Record

ExportFormat = Literal["jsonl", "csv", "excel", "markdown"]
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


class ExportRow(ClusterMember):
    """A quote of an archive, with the statement it carries: rows of one `cluster_id` are one."""

    cluster_id: str

    @classmethod
    def of(cls, cluster_id: str, quotes: Iterable[ClusterMember]) -> Iterator[Self]:
        """Yield the rows of one statement: the quotes that count for it, in their order."""
        for quote in quotes:
            if quote.relation != "related":
                yield cls(**_fields(quote), cluster_id=cluster_id)


class AnswerToQuery(Answer):
    """An answer with the query that it answers: a line of a batch."""

    query: str

    @classmethod
    def of(cls, answer: Answer, query: str) -> Self:
        """Return `answer` as one to `query`."""
        return cls(**_fields(answer), query=query)


def _fields(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def write_quotes(
    quotes: Iterable[Quote],
    stream: TextIO,
    format: ExportFormat = "jsonl",
    *,
    kind: type[Quote] = Quote,
) -> int:
    """Write quotes to `stream` as they come, in their order; return how many there were.

    Args:
        quotes: The quotes, all of the one `kind`.
        stream: A text stream that leaves line ends alone (opened with `newline=""`).
        format: `jsonl` and `csv` hold every field exactly; `excel` is CSV with formulas defused;
            `markdown` is to be read.
        kind: The record that gives CSV its columns: `Quote`, `ClusterMember` or `ExportRow`.

    Raises:
        UsageError: There is no such format.

    >>> import sys
    >>> write_quotes([], sys.stdout, "markdown")
    0
    """
    if format == "jsonl":
        return write_json_lines(quotes, stream)
    if format == "csv":
        return write_csv(quotes, kind, stream)
    if format == "excel":
        return write_spreadsheet_csv(quotes, kind, stream)
    if format == "markdown":
        return write_markdown(quotes, stream)
    raise UsageError(f"there is no format {format!r}; use one of: {', '.join(FORMATS)}")
