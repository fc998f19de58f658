"""What do the lists of one Whoosh segment say about some of its statements?

Shows a stretch of a segment as the `PostingsBlock` that `index/postings.py` works on. Imports
nothing of Whoosh: it is given an open segment reader.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from index.engine import FACETS, DateRange, FacetName, StatementRecord, Term
from index.postings import POSITIONS_EACH, Mask, Numbers
from index.whoosh_lists import Check, KeptLists, KeyList
from index.words import PLACES, Place, keys

DAY_FIELD = "published_day"
FIRST_DAY_FIELD = "first_day"
LAST_DAY_FIELD = "last_day"
FACET_FIELDS: dict[FacetName, str] = {facet: f"facet_{facet}" for facet in FACETS}
VIEW_FIELD = "view"
VIEW_KEY = "this"
"""The one document that is no statement: it holds the change number."""


class OutOfTimeError(Exception):
    """The time given to a search is over; never leaves the engine."""


def field_name(place: Place) -> str:
    """Return the name of the Whoosh field that holds a place."""
    return f"{place.field}_{place.form}"


def day_key(day: int) -> str:
    """Return a day as a key whose order is the order of days."""
    return f"{day:07d}"


def document(record: StatementRecord) -> dict[str, Any]:
    """Return the fields of a record as Whoosh is given them."""
    fields: dict[str, Any] = {
        field_name(place): [keys(text, place.form) for text in record.texts(field)]
        for field, group in PLACES.items()
        for place in group
    }
    for facet, name in FACET_FIELDS.items():
        fields[name] = [list(record.facet_values(facet))]
    fields[DAY_FIELD] = [[day_key(day) for day in record.published_days]]
    fields[FIRST_DAY_FIELD] = min(record.published_days, default=0)
    fields[LAST_DAY_FIELD] = max(record.published_days, default=0)
    fields["cluster_id"] = record.cluster_id
    return fields


def terms(reader: Any, place: Place, start: str) -> list[Term]:
    """Return the keys of a place that begin with `start`, in order, with what Whoosh counted."""
    name = field_name(place)
    return [Term(key, reader.doc_frequency(name, key)) for key in vocabulary(reader, place, start)]


def vocabulary(reader: Any, place: Place, start: str) -> Iterator[str]:
    """Return the keys of a place that begin with `start`, in order."""
    return _decoded_keys(reader, field_name(place), start)


def _decoded_keys(reader: Any, field: str, start: str) -> Iterator[str]:
    if field in reader.indexed_field_names():
        for key in reader.expand_prefix(field, start.encode("utf-8", "surrogatepass")):
            yield key.decode("utf-8", "surrogatepass")


def _pass() -> None:
    """Let a list be read to its end."""


class Clock:
    """Tells a search when its time is over."""

    def __init__(self, timeout_seconds: float | None) -> None:
        """Start the time running; `None` gives all the time there is."""
        self._deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds

    def check(self) -> None:
        """Raise `OutOfTimeError` once the time is over."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise OutOfTimeError


class Segment:
    """One segment of one state of the view, with what was read of it."""

    def __init__(self, reader: Any, kept: KeptLists) -> None:
        """Keep the reader; nothing is read yet."""
        self.reader = reader
        self._kept = kept
        self._facets: dict[str, tuple[list[str], Numbers, Numbers]] = {}

    @cached_property
    def live(self) -> Mask:
        """Which of its numbers are statements that were not removed."""
        mask = np.ones(self.reader.doc_count_all(), dtype=np.bool_)
        mask[list(self.reader.deleted_docs_set)] = False
        own = self.list(VIEW_FIELD, VIEW_KEY, _pass)
        if own is not None:
            mask[own.numbers] = False
        return mask

    @cached_property
    def first_days(self) -> Numbers:
        """The first day of every statement, 0 where undated."""
        return self._column(FIRST_DAY_FIELD)

    @cached_property
    def last_days(self) -> Numbers:
        """The last day of every statement, 0 where undated."""
        return self._column(LAST_DAY_FIELD)

    def list(self, field: str, key: str, check: Check) -> KeyList | None:
        """Return the list of a key, `None` where there is none."""
        check()
        if (field, key) not in self.reader:
            return None
        name = (self.reader.generation(), self.reader.segment().segment_id(), field, key)
        return self._kept.get(name, lambda: KeyList(self.reader.postings(field, key), check))

    def count_values(self, found: Numbers, field: str) -> dict[str | None, int]:
        """Return how many of some statements have each value of a facet, `None`: have none."""
        if field not in self._facets:
            self._facets[field] = self._read_facet(field)
        values, numbers, which = self._facets[field]
        wanted = np.zeros(self.reader.doc_count_all(), dtype=np.bool_)
        wanted[found] = True
        counts = np.bincount(which[wanted[numbers]], minlength=len(values)).tolist()
        wanted[numbers] = False
        not_stated = int(np.count_nonzero(wanted))
        stated = {value: count for value, count in zip(values, counts, strict=True) if count}
        return stated | ({None: not_stated} if not_stated else {})

    def _read_facet(self, field: str) -> tuple[list[str], Numbers, Numbers]:
        """Return all values, and for each time one is held by which statement, and which it is."""
        values = list(_decoded_keys(self.reader, field, ""))
        lists = [KeyList(self.reader.postings(field, value), _pass).numbers for value in values]
        if not lists:
            return [], _NONE, _NONE
        which = np.repeat(np.arange(len(values)), [each.size for each in lists])
        return values, np.concatenate(lists), which

    def _column(self, name: str) -> Numbers:
        size = self.reader.doc_count_all()
        if not self.reader.has_column(name):
            return np.zeros(size, dtype=np.int64)
        column = self.reader.column_reader(name)
        stored = _stored_numbers(column)
        if stored is None:
            return np.fromiter((column[number] for number in range(size)), np.int64, size)
        numbers = np.zeros(size, dtype=np.int64)
        numbers[: stored.size] = stored
        return numbers


def _stored_numbers(column: Any) -> Numbers | None:
    """Return what the file of a column of numbers holds, `None` where it is kept in another way.

    Whoosh reads them one by one, a hundred times as slowly. Those at the end that are 0 it leaves
    out.
    """
    parts = ("_dbfile", "_basepos", "_count", "_fixedlen")
    if not all(hasattr(column, part) for part in parts) or getattr(column, "_typecode", "") != "i":
        return None
    raw = column._dbfile.get(column._basepos, column._count * column._fixedlen)
    return np.frombuffer(raw, dtype=">i4").astype(np.int64)


class SegmentBlock:
    """A stretch of the statements of one segment; `offset` is what Whoosh calls its number 0."""

    def __init__(self, segment: Segment, stretch: range, offset: int, clock: Clock) -> None:
        """Show a stretch of a segment; `clock` ends reading that takes too long."""
        self.size = len(stretch)
        self.offset = offset
        self._segment, self._clock = segment, clock
        self._start, self._end = stretch.start, stretch.stop

    def first_days(self, numbers: Numbers) -> Numbers:
        """Return the first day of each of some statements, 0 where undated."""
        return self._segment.first_days[numbers + self._start]

    def count_values(self, found: Numbers, field: str) -> dict[str | None, int]:
        """Return how many of some statements have each value of a facet, `None`: have none."""
        return self._segment.count_values(found + self._start, field)

    def live(self) -> Mask:
        """Return which numbers are statements that were not removed; not to be changed."""
        return self._segment.live[self._start : self._end]

    def numbers(self, place: Place, key: str) -> Numbers:
        """Return the statements that hold a key, rising; not to be changed."""
        return self._numbers(field_name(place), key)

    def _numbers(self, field: str, key: str) -> Numbers:
        found = self._segment.list(field, key, self._clock.check)
        return _NONE if found is None else _stretch(found.numbers, self._start, self._end)

    def occurrences(self, place: Place, key: str) -> Numbers:
        """Return where a key stands, as occurrences, rising; not to be changed."""
        found = self._segment.list(field_name(place), key, self._clock.check)
        if found is None:
            return _NONE
        bounds = self._start * POSITIONS_EACH, self._end * POSITIONS_EACH
        return _stretch(found.occurrences, *bounds)

    def published_within(self, days: DateRange) -> Mask:
        """Return which statements have a member published within a range of days."""
        first = self._segment.first_days[self._start : self._end]
        last = self._segment.last_days[self._start : self._end]
        earliest = 1 if days.earliest is None else days.earliest
        mask = (last > 0) & (last >= earliest)
        if days.latest is None:
            return mask
        mask &= first <= days.latest
        # Published before and after, but perhaps on no day between: only the days themselves tell.
        open_question = mask & (first < earliest) & (last > days.latest)
        if open_question.any():
            mask &= ~open_question | self._published_on(days)
        return mask

    def _published_on(self, days: DateRange) -> Mask:
        mask = np.zeros(self.size, dtype=np.bool_)
        for key in self._segment.reader.expand_prefix(DAY_FIELD, ""):
            if days.contains(int(key)):
                mask[self._numbers(DAY_FIELD, key.decode("ascii"))] = True
        return mask


_NONE: Numbers = np.empty(0, dtype=np.int64)


def _stretch(rising: Numbers, start: int, end: int) -> Numbers:
    """Return the numbers from `start` up to `end`, counted from `start`."""
    first, last = np.searchsorted(rising, (start, end))
    found = rising[first:last]
    return found - start if start else found
