"""How does a record stand on one line of JSON, the exchange format that all else comes from?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from pydantic import ValidationError

from quotes.errors import FormatError, InputError
from quotes.records import Record

RecordT = TypeVar("RecordT", bound=Record)

# JSON allows these inside strings, but programs that split text into lines (Python's own
# `str.splitlines` among them) take them for line ends and would tear a record apart.
_LINE_ENDS_ELSEWHERE = re.compile("[\x85\u2028\u2029]")


def json_line(record: Record) -> str:
    r"""Return a record as one line of JSON, without the line end; every field is there.

    >>> from quotes.records import CharSpan
    >>> json_line(CharSpan(start_char=3, end_char=6, text="a\nb"))
    '{"start_char":3,"end_char":6,"text":"a\\nb"}'
    """
    return escape_line_ends(record.model_dump_json())


def escape_line_ends(line: str) -> str:
    """Return a line of JSON without characters that other programs take for line ends."""
    return _LINE_ENDS_ELSEWHERE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def write_json_lines(records: Iterable[Record], stream: TextIO) -> int:
    """Write records to `stream` as they come, each line at once; return how many there were."""
    count = 0
    for record in records:
        stream.write(f"{json_line(record)}\n")
        stream.flush()
        count += 1
    return count


def read_json_lines(
    lines: Iterable[bytes],
    kind: type[RecordT],
    source: str,
    on_error: Callable[[InputError], None],
) -> Iterator[RecordT]:
    """Yield the record of every line, in their order; empty lines are passed over.

    Fields that are not known are ignored, and missing ones filled from their defaults, so that
    lines of other programs can be read. A line that is no such record goes to `on_error` with its
    number, counted from 1, and the rest is read.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _read_line(line.removeprefix(b"\xef\xbb\xbf"), kind)
        except FormatError as error:
            on_error(FormatError(error.message, f"{source}:{number}"))


def _read_line(line: bytes, kind: type[RecordT]) -> RecordT:
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FormatError("is not a line of JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise FormatError("is not a JSON object")
    try:
        return kind.from_exchange(value)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in problem["loc"])
        name = kind.__name__.lower()
        message = f"is not a {name}: {place + ': ' if place else ''}{problem['msg'].lower()}"
        raise FormatError(message) from error
