"""What can a statement score at most, by `index/ranking.py`?

An engine that knows it need not look at what cannot stand among the first. Pure: works on trees
alone. Hands on bounds to `index/tantivy_queries.py`.
"""

from __future__ import annotations

from index.engine import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Leaf,
    Not,
    Only,
    Or,
    Query,
    Word,
)
from index.ranking import SIDE_BY_SIDE, Rarities, neighbour_pairs
from index.words import PLACES, keys, places

_SAID_WORD, _ = PLACES["content"]


def added_up(tree: Query) -> list[Leaf] | None:
    """Return the leaves that score, if every statement found has all of them; else `None`."""
    match tree:
        case And(children):
            found: list[Leaf] = []
            for child in children:
                leaves = added_up(child)
                if leaves is None:
                    return None
                found += leaves
            return found
        case Or() | AtLeast():
            return None
        case Only() | Not() | DateRange() | Everything():
            return []
        case _:
            return [tree]


def lost_outside(word: Word, tree: Query, rarities: Rarities) -> float:
    """Return how much a statement scores less, at least, in which a word was not said."""
    stems = keys(word.text, "stem")
    best_outside = max(place.weight for place in places(word) if place.field != "content")
    lost = (_SAID_WORD.weight - best_outside) * rarities.get(word, 1.0)
    # Parts of a compound may be said without it.
    return lost + (SIDE_BY_SIDE * _pairs_with(stems[0], tree) if len(stems) == 1 else 0.0)


def _pairs_with(stem: str, tree: Query) -> int:
    if not isinstance(tree, And):
        return 0
    own = sum(stem in pair for pair in neighbour_pairs(tree))
    return own + sum(_pairs_with(stem, child) for child in tree.children)


def highest_score(tree: Query, rarities: Rarities) -> float:
    """Return what no statement scores more than."""
    match tree:
        case And(children):
            together = sum(highest_score(child, rarities) for child in children)
            return together + SIDE_BY_SIDE * len(neighbour_pairs(tree))
        case Or(children) | AtLeast(_, children):
            return sum(highest_score(child, rarities) for child in children)
        case Only() | Not() | DateRange() | Everything():
            return 0.0
        case _:
            # A leaf that looks in no place of words, as one in `cluster` does, scores nothing.
            highest = max((place.weight for place in places(tree)), default=0.0)
            return highest * rarities.get(tree, 1.0)
