"""As which fields does tantivy keep a statement?

A field for each place of `index/words.py`, whose words are keys made there: none of tantivy's own
analysis is used. Hands on the schema and the documents to `index/tantivy_engine.py`.
"""

from __future__ import annotations

import json
from functools import lru_cache

from tantivy import (
    Document,
    Filter,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from index.engine import FACETS, MAX_NEAR_DISTANCE, FacetName, FieldName, Form, StatementRecord
from index.words import PLACES, Place, keys

ALL_PLACES = tuple(place for group in PLACES.values() for place in group)
ID_PLACE = PLACES["cluster"][0]
DAY_FIELD = "published_day"
ORDER_FIELD = "order"
"""A number that is the higher the earlier a statement stands among equals; see `order_number`."""
ERA_FIELD = "era"
"""Some days; a statement of a later era stands before all of an earlier one among equals."""
FACET_FIELDS: dict[FacetName, str] = {facet: f"facet_{facet}" for facet in FACETS}
VIEW_FIELD = "view"
VIEW_KEY = "this"
"""The one document that is no statement: it holds the change number."""
CHANGE_FIELD = "change_number"
VERSION_FIELD = "view_version"
TEXTS_FIELD = "texts"
"""The texts in which windows of words are looked for, as JSON."""
TOKENIZER = "keys"
"""Cuts at spaces and leaves out the fillers between texts, whose positions stay free."""


def field_name(place: Place) -> str:
    """Return the name of the field that holds a place."""
    return f"{place.field}_{place.form}"


_NAMES = {place: field_name(place) for place in ALL_PLACES}
_LONG_FIELDS: tuple[FieldName, ...] = ("content", "context")
_FIELDS_WITH_WINDOWS: tuple[FieldName, ...] = ("content", "speaker", "role", "outlet", "cue")
_FILLER = "#"
"""Stands between two texts of one field; no key has this sign in it."""
_FILLERS = f" {' '.join([_FILLER] * (MAX_NEAR_DISTANCE + 1))} "
"""So many positions are left free that no phrase or window reaches across."""
_ID_BYTES = 5
_ID_NUMBERS = 2 ** (8 * _ID_BYTES)
_SURROGATES = range(0xD800, 0xE000)
_STAND_INS = 0xF0000 - 0xD800
"""Names of files may hold bytes that are no letters; in memory they are surrogates, which tantivy
cannot store. Characters of plane 15, which nobody may use in texts, stand in for them."""


def stored(text: str) -> str:
    """Return a text as tantivy can store it."""
    if text.isascii() or not any(ord(char) in _SURROGATES for char in text):
        return text
    return "".join(chr(ord(c) + _STAND_INS) if ord(c) in _SURROGATES else c for c in text)


def restored(text: str) -> str:
    """Return a text as it was before it was stored."""
    if text.isascii():
        return text
    stand_ins = range(_SURROGATES.start + _STAND_INS, _SURROGATES.stop + _STAND_INS)
    return "".join(chr(ord(c) - _STAND_INS) if ord(c) in stand_ins else c for c in text)


def tantivy_schema() -> Schema:
    """Return the fields of a view."""
    builder = SchemaBuilder()
    for facet in FACETS:
        builder.add_text_field(
            FACET_FIELDS[facet], fast=True, tokenizer_name="raw", index_option="basic"
        )
    for place in ALL_PLACES:
        is_whole = place.form == "identifier"
        builder.add_text_field(
            field_name(place),
            stored=place is ID_PLACE,
            tokenizer_name="raw" if is_whole else TOKENIZER,
            index_option="basic" if place.form in ("identifier", "spelling") else "position",
        )
    builder.add_integer_field(DAY_FIELD, indexed=True, fast=True)
    builder.add_integer_field(ORDER_FIELD, fast=True)
    builder.add_text_field(ERA_FIELD, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(VIEW_FIELD, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(TEXTS_FIELD, stored=True)
    builder.add_integer_field(CHANGE_FIELD, stored=True)
    builder.add_text_field(VERSION_FIELD, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def order_number(record: StatementRecord) -> int:
    """Return the first day, 0 where undated, and the first bytes of the id, the other way round.

    Only statements of one number have to be told apart by their whole ids.
    """
    start = record.cluster_id.encode("utf-8", "surrogatepass")[:_ID_BYTES].ljust(_ID_BYTES, b"\0")
    behind: int = _ID_NUMBERS - 1 - int.from_bytes(start, "big")
    return (record.first_day or 0) * _ID_NUMBERS + behind


def era_of(order: int) -> str:
    """Return eight days, or of the undated a part by their ids; a later era is a higher text."""
    day, behind = divmod(order, _ID_NUMBERS)
    return f"d{day // 8:07}" if day else f"b{behind >> 8 * (_ID_BYTES - 2):07}"


def era_of_day(day: int) -> str:
    """Return the era of a day from 1 on."""
    return era_of(day * _ID_NUMBERS)


def key_analyzer() -> TextAnalyzer:
    """Return what cuts a field's text into its keys."""
    fillers = Filter.custom_stopword([_FILLER])
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(fillers).build()


def document(record: StatementRecord) -> Document:
    """Return a record as tantivy is given it."""
    found = Document()
    for place in ALL_PLACES:
        texts, name = record.texts(place.field), _NAMES[place]
        if place.form == "identifier":
            for text in filter(None, texts):
                found.add_text(name, stored(text))
        elif texts:
            joined = _joined if place.field in _LONG_FIELDS else _joined_once
            found.add_text(name, joined(texts, place.form))
    for day in record.published_days:
        found.add_integer(DAY_FIELD, day)
    for facet, name in FACET_FIELDS.items():
        for value in record.facet_values(facet):
            found.add_text(name, stored(value))
    order = order_number(record)
    found.add_integer(ORDER_FIELD, order)
    found.add_text(ERA_FIELD, era_of(order))
    texts_of = {field: record.texts(field) for field in _FIELDS_WITH_WINDOWS}
    found.add_bytes(TEXTS_FIELD, json.dumps(texts_of).encode("ascii"))
    return found


def _joined(texts: tuple[str, ...], form: Form) -> str:
    """Return the keys of texts with fillers between one text and the next."""
    return stored(_FILLERS.join(" ".join(keys(text, form)) for text in texts))


# Names, roles and outlets come again and again.
_joined_once = lru_cache(maxsize=50_000)(_joined)


def texts_in(kept: Document, field: FieldName) -> tuple[str, ...]:
    """Return the texts of one field of a stored statement in which windows are looked for."""
    texts_of = json.loads(bytes(kept[TEXTS_FIELD][0]))
    return tuple(texts_of.get(field, ()))


def view_document(change_number: int, version: str) -> Document:
    """Return the document that holds the change number."""
    found = Document()
    found.add_text(VIEW_FIELD, VIEW_KEY)
    found.add_integer(ORDER_FIELD, 0)
    found.add_integer(CHANGE_FIELD, change_number)
    found.add_text(VERSION_FIELD, version)
    return found
