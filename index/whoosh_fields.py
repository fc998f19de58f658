"""As which fields does Whoosh keep a statement?

A field for each place of `index/words.py`, whose values are keys made there: none of Whoosh's own
analysis is used. Hands on the schema, and the codec that keeps the lists, to
`index/whoosh_engine.py`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter

from index.engine import MAX_NEAR_DISTANCE
from index.whoosh_blocks import (
    DAY_FIELD,
    FACET_FIELDS,
    FIRST_DAY_FIELD,
    LAST_DAY_FIELD,
    VIEW_FIELD,
    field_name,
)
from index.words import PLACES

ID_PLACE = PLACES["cluster"][0]
_TEXT_GAP = 100 * MAX_NEAR_DISTANCE
"""Positions left free between two texts, so that no phrase or window reaches across."""


_BLOCK_POSTINGS = 4096
"""Of so many statements a list is kept together; they are read at once."""
_NUMBER = "I"
"""Lists are made and read on one machine, so numbers are kept as it keeps them."""


class KeysCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec with lists that can be read as arrays.

    Without the lengths of fields, which Whoosh asks the disk for at every key.
    """

    length_stats = False

    def __init__(self) -> None:
        """Keep long blocks, and no list anywhere else."""
        super().__init__(blocklimit=_BLOCK_POSTINGS, inlinelimit=0)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        """Return what writes a list."""
        options = (self._blocklimit, byteids, self._compression, self._inlinelimit)
        return _ListWriter(dbfile, *options)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> W3LeafMatcher:
        """Return what walks through a list, or reads it block by block."""
        return ListMatcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class _ListWriter(W3PostingsWriter):  # type: ignore[misc]
    def _mini_ids(self) -> bytes:
        return bytes(self._ids.tobytes())

    def _mini_weights(self) -> None:
        return None

    def _mini_values(self) -> tuple[bytes, bytes]:
        return array(_NUMBER, map(len, self._values)).tobytes(), b"".join(self._values)


class ListMatcher(W3LeafMatcher):  # type: ignore[misc]
    """Walks through a list as Whoosh does when it merges, or gives whole blocks of it."""

    def blocks(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Yield each block: numbers, how many bytes of positions each has, and the positions."""
        self.reset()
        while self.is_active():
            self._read_data()
            numbers, _, (sizes, positions) = self._data
            yield numbers, sizes, positions
            self._next_block()

    def _read_ids(self) -> None:
        if self._data is None:
            self._read_data()
        self._ids = array(_NUMBER, self._data[0])

    def _read_values(self) -> None:
        if self._data is None:
            self._read_data()
        sizes, positions = self._data[2]
        ends = list(accumulate(array(_NUMBER, sizes), initial=0))
        self._values = [positions[start:end] for start, end in pairwise(ends)]
        self._values = self._values or [b""] * self._blocklength


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """Positions as numbers of the machine."""

    def encode(self, poslist: list[int]) -> bytes:
        """Return rising positions as bytes."""
        return array(_NUMBER, poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions that `encode` kept."""
        return array(_NUMBER, valuestring).tolist()


class KeysField(fields.FieldType):  # type: ignore[misc]
    """A field whose values are keys made by `index.words`, one list a text."""

    def __init__(self, has_positions: bool) -> None:
        """Keep where in the texts a key stands, or only that it is there."""
        form = PackedPositions() if has_positions else formats.Existence()
        super().__init__(form, analyzer=None, scorable=False)

    def index(
        self, value: list[list[str]], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each key with its encoded positions, as Whoosh asks for them."""
        positions: dict[str, list[int]] = {}
        start = 0
        for text_keys in value:
            for at, key in enumerate(text_keys, start=start):
                positions.setdefault(key, []).append(at)
            start += len(text_keys) + _TEXT_GAP
        for key, found in positions.items():
            yield self.to_bytes(key), len(found), 1.0, self.format.encode(found)

    def to_bytes(self, value: str | bytes) -> bytes:
        """Encode a key; names of files may hold bytes that are no letters, kept as surrogates."""
        return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def whoosh_schema() -> fields.Schema:
    """Return the fields of a view: one for each place, the days, and what is stored."""
    schema = fields.Schema()
    for place in (place for group in PLACES.values() for place in group):
        schema.add(field_name(place), KeysField(has_positions=place is not ID_PLACE))
    for name in (FIRST_DAY_FIELD, LAST_DAY_FIELD):
        schema.add(name, fields.COLUMN(columns.NumericColumn("i", default=0)))
    for name in (DAY_FIELD, VIEW_FIELD, *FACET_FIELDS.values()):
        schema.add(name, KeysField(has_positions=False))
    for name in ("cluster_id", "change_number", "view_version"):
        schema.add(name, fields.STORED())
    return schema
