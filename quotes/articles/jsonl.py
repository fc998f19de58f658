"""Which articles does a file of JSON lines hold? Hands them on one by one, as they are read.

A line that is broken is reported with its number, and the rest goes on.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from quotes.articles.decoding import (
    MAX_ARTICLE_BYTES,
    decode_part,
    reject_oversize,
    reject_surrogates,
    split_byte_order_mark,
)
from quotes.articles.draft import Draft
from quotes.errors import FormatError, InputError

_TEXT_FIELDS = ("title", "outlet", "url", "byline", "published", "language")
_QUOTE_FIELDS = frozenset({"article_id", "content"})
_CHUNK_BYTES = 1 << 20


def read_json_lines(
    stream: BinaryIO,
    *,
    head: bytes,
    label: str,
    encoding: str | None,
    report: Callable[[InputError], None],
) -> Iterator[Draft]:
    """Yield the article of every line, in the order of the lines.

    `head` is what has been read of the stream already, in whole lines. Errors go to `report` as
    `label:line`; lines count from 1, empty lines included.
    """
    mark, marked = split_byte_order_mark(head)
    codec = marked or encoding or "utf-8"
    _reject_other_content(head[len(mark) :], codec)
    found_any = False
    for line_number, raw in _numbered_lines(stream, head[len(mark) :], codec):
        try:
            line = _decode_line(raw, codec, told=encoding is not None)
            if not line.strip():
                continue
            found_any = True
            draft = read_record(line, line_number)
        except FormatError as error:
            found_any = True
            report(FormatError(error.message, f"{label}:{line_number}"))
        else:
            yield draft
    if not found_any:
        raise FormatError("is empty", label)


def holds_annotations(head: bytes) -> bool:
    """Say whether the first line is an annotated article, as `quotes evaluate` reads them.

    >>> holds_annotations(b'{"article": {"id": "a", "text": "Rain."}, "quotes": []}')
    True
    """
    mark, marked = split_byte_order_mark(head)
    try:
        record = json.loads(head[len(mark) :].decode(marked or "utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and record.keys() >= {"article", "quotes"}


def read_record(line: str, line_number: int) -> Draft:
    """Read one line: the fields of an article, or `{"article": {…}}` as in annotated articles.

    Raises:
        FormatError: It is not a JSON object, or not an article.
    """
    record = _parse_object(line)
    if isinstance(record.get("article"), Mapping):
        record = record["article"]
    if record.keys() >= _QUOTE_FIELDS:
        raise FormatError("this line is a quote, not an article; `quotes cluster` reads quotes")
    text = record.get("text")
    if not isinstance(text, str):
        raise FormatError("the article has no 'text'" if text is None else "'text' is not a string")
    if not text.strip():
        raise FormatError("the article's 'text' is empty")
    values = {name: _string_or_none(record, name) for name in _TEXT_FIELDS}
    own_id = record.get("id")
    if isinstance(own_id, int) and not isinstance(own_id, bool):
        own_id = str(own_id)
    elif own_id is not None and not isinstance(own_id, str):
        raise FormatError("'id' is neither a string nor a number")
    reject_surrogates(text, own_id, *values.values())
    own_id = own_id if own_id and own_id.strip() else None
    return Draft(text=text, own_id=own_id, line=line_number, **values)


def _parse_object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise FormatError(f"is not valid JSON ({error.msg} at character {error.pos})") from error
    except (ValueError, RecursionError) as error:
        raise FormatError("is JSON nested too deeply, or with a huge number") from error
    if not isinstance(record, dict):
        raise FormatError("is not a JSON object with the fields of an article")
    return record


def _string_or_none(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise FormatError(f"{name!r} is not a string")
    return value.strip() or None if value else None


def _reject_other_content(head: bytes, codec: str) -> None:
    first_line = head.strip()
    if b"\x00" in first_line and not _is_wide(codec):
        raise FormatError("looks like a binary file (it holds NUL bytes)")
    if first_line == b"{" or first_line.startswith(b"["):
        raise FormatError(
            "is one JSON value over several lines or in a list; JSONL has one article a line"
        )


def _decode_line(raw: bytes, codec: str, *, told: bool) -> str:
    reject_oversize(raw)
    return decode_part(raw, "utf-8" if _is_wide(codec) else codec, told=told)


def _is_wide(codec: str) -> bool:
    """Say whether a line feed is several bytes, so that lines cannot be cut before decoding."""
    return codec.startswith(("utf-16", "utf-32"))


def _numbered_lines(stream: BinaryIO, head: bytes, codec: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines and their numbers; wide encodings come as UTF-8, overlong lines cut short."""
    lines = (
        _recoded_lines(stream, head, codec)
        if _is_wide(codec)
        else chain(_bounded_lines(io.BytesIO(head)), _bounded_lines(stream))
    )
    return enumerate(lines, start=1)


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    while raw := stream.readline(MAX_ARTICLE_BYTES + 1):
        rest = raw
        while len(raw) > MAX_ARTICLE_BYTES and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_CHUNK_BYTES)
        yield raw


def _recoded_lines(stream: BinaryIO, head: bytes, codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    chunk, pending = head, ""
    while True:
        try:
            pending += decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            raise FormatError(f"stops being {codec.upper()} text ({error})") from error
        *lines, pending = pending.split("\n")
        yield from (line.encode("utf-8") for line in lines)
        if len(pending) > MAX_ARTICLE_BYTES:
            raise FormatError("holds a line that is too large for one article")
        if not chunk:
            yield pending.encode("utf-8")
            return
        chunk = stream.read(_CHUNK_BYTES)
