"""Which columns does a table of records have, and what stands in them?

The columns follow the fields of the record, dotted where a field is a record itself
(`speaker.mention.start_char`), so that a field added to `quotes.records` is in every table at once.
A field that holds several records is one column of JSON; of several spans, the first one has
columns of its own besides.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin

from quotes.records import CharSpan, Record

Cell = str | int | float | None


@cache
def column_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns of a table of `kind`, in the order of its fields.

    >>> from quotes.records import Role
    >>> column_names(Role)[:3]
    ('text', 'mention.start_char', 'mention.end_char')
    """
    return tuple(_column_names(kind))


def cells(record: Record) -> tuple[Cell, ...]:
    """Return what stands in the columns of `record`, `None` where there is nothing."""
    return tuple(_cells(type(record), record))


def _column_names(kind: type[Record]) -> Iterator[str]:
    for name, single, several in _fields(kind):
        if several is not None:
            yield name
        if single is not None:
            yield from (f"{name}.{inner}" for inner in _column_names(single))
        elif several is None:
            yield name


def _cells(kind: type[Record], record: Record | None) -> Iterator[Cell]:
    for name, single, several in _fields(kind):
        value = getattr(record, name) if record is not None else None
        if several is not None:
            yield _json_of(value)
            value = value[0] if value else None
        if single is not None:
            yield from _cells(single, value)
        elif several is None:
            yield value


def _json_of(values: tuple[Record, ...] | None) -> str | None:
    if not values:
        return None
    return json.dumps([value.model_dump() for value in values], ensure_ascii=False)


@cache
def _fields(
    kind: type[Record],
) -> tuple[tuple[str, type[Record] | None, type[Record] | None], ...]:
    """Return each field with the record it holds one (or the first) of, and many of."""
    return tuple(
        (name, *_records_in(field.annotation)) for name, field in kind.model_fields.items()
    )


def _records_in(annotation: Any) -> tuple[type[Record] | None, type[Record] | None]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation, None
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        found = [_records_in(option) for option in inner if option is not types.NoneType]
        return found[0] if len(found) == 1 else (None, None)
    if origin is tuple and isinstance(inner[0], type) and issubclass(inner[0], Record):
        return (CharSpan if inner[0] is CharSpan else None), inner[0]
    return None, None
