"""How does a record stand on one line of JSON, the exchange format that all else comes from?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.records import Record

# JSON allows these inside strings, but programs that split text into lines (Python's own
# `str.splitlines` among them) take them for line ends and would tear a record apart.
_LINE_ENDS_ELSEWHERE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def json_line(record: Record) -> str:
    r"""Return a record as one line of JSON, without the line end; every field is there.

    >>> from quotes.records import CharSpan
    >>> json_line(CharSpan(start_char=3, end_char=6, text="a\nb"))
    '{"start_char":3,"end_char":6,"text":"a\\nb"}'
    """
    return record.model_dump_json().translate(_LINE_ENDS_ELSEWHERE)


def write_json_lines(records: Iterable[Record], stream: TextIO) -> int:
    """Write records to `stream` as they come, each line at once; return how many there were."""
    count = 0
    for record in records:
        stream.write(f"{json_line(record)}\n")
        stream.flush()
        count += 1
    return count
