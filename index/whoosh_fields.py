"""As which fields does Whoosh keep a statement?

A field for each place of `index/words.py`, whose values are keys made there: none of Whoosh's own
analysis is used. Hands on the schema to `index/whoosh_engine.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

from index.engine import MAX_NEAR_DISTANCE
from index.whoosh_blocks import DAY_FIELD, FIRST_DAY_FIELD, LAST_DAY_FIELD, VIEW_FIELD, field_name
from index.words import PLACES

ID_PLACE = PLACES["cluster"][0]
_TEXT_GAP = 100 * MAX_NEAR_DISTANCE
"""Positions left free between two texts, so that no phrase or window reaches across."""


class UnmeasuredCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec without the lengths of fields, which it asks the disk for at every key."""

    length_stats = False


class KeysField(fields.FieldType):  # type: ignore[misc]
    """A field whose values are keys made by `index.words`, one list a text."""

    def __init__(self, has_positions: bool) -> None:
        """Keep where in the texts a key stands, or only that it is there."""
        form = formats.Positions() if has_positions else formats.Existence()
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
    for name in (DAY_FIELD, VIEW_FIELD):
        schema.add(name, KeysField(has_positions=False))
    for name in ("cluster_id", "change_number", "view_version"):
        schema.add(name, fields.STORED())
    return schema
