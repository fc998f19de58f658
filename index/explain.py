"""Why does a statement stand where it stands among the answers?

Looks at one statement by itself and hands on every part of its score, and in which of its places
the query was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.engine import (
    And,
    AtLeast,
    FieldName,
    Fuzzy,
    Leaf,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    StatementRecord,
    Word,
    wanted_leaves,
)
from index.ranking import best_place, closeness, matches, rarity, rarity_key
from index.store import QuoteIndex
from index.words import keys

_PLACE_NAMES: dict[FieldName, str] = {
    "content": "the words",
    "speaker": "the speaker",
    "role": "the role",
    "context": "the text around",
    "outlet": "the outlet",
    "kind": "the kind",
    "cue": "the reporting verb",
    "cluster": "the statement's id",
}
_FORM_NAMES = {"stem": ", in another form", "spelling": ", in another spelling"}


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: what was found, where, and what it counts."""

    found: str
    where: str
    score: float


def explain(tree: Query, record: StatementRecord, index: QuoteIndex) -> tuple[ScorePart, ...]:
    """Return the parts of a statement's score, in the order of the query; they add up to it."""
    total = index.search(And(()), limit=0).total
    return tuple(_parts(tree, record, index, total))


def found_in(tree: Query, record: StatementRecord) -> tuple[FieldName, ...]:
    """Return the fields in which a query was found, the weightiest first, each once."""
    places = [best_place(leaf, record) for leaf in dict.fromkeys(wanted_leaves(tree))]
    shown = sorted((place for place in places if place), key=lambda place: -place.weight)
    return tuple(dict.fromkeys(place.field for place in shown))


def _parts(
    tree: Query, record: StatementRecord, index: QuoteIndex, total: int
) -> Iterator[ScorePart]:
    match tree:
        case And(children):
            for child in children:
                yield from _parts(child, record, index, total)
            typed = {
                key: child.text
                for child in children
                if isinstance(child, Word)
                for key in keys(child.text, "stem")
            }
            for pair, worth in closeness(tree, record):
                words = " ".join(typed[key] for key in pair)
                yield ScorePart(words, "close together in the words", worth)
        case Or(children) | AtLeast(_, children):
            for child in children:
                if matches(child, record):
                    yield from _parts(child, record, index, total)
        case Word() | Phrase() | Prefix() | Fuzzy() | Near():
            yield from _leaf_parts(tree, record, index, total)


def _leaf_parts(
    leaf: Leaf, record: StatementRecord, index: QuoteIndex, total: int
) -> Iterable[ScorePart]:
    place = best_place(leaf, record)
    if place is None or not place.weight:
        return []
    text = " ".join(leaf.words) if isinstance(leaf, Near) else leaf.text
    factor = _rarity(leaf, index, total)
    where = _PLACE_NAMES[place.field] + _FORM_NAMES.get(place.form, "")
    return [ScorePart(text, where, place.weight * factor)]


def _rarity(leaf: Leaf, index: QuoteIndex, total: int) -> float:
    frequent = rarity_key(leaf)
    if frequent is None:
        return 1.0
    place, key = frequent
    found = (term for term in index.terms(place.field, place.form, key) if term.key == key)
    return rarity(next((term.statements for term in found), 0), total)
