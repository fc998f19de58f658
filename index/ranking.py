"""What is finding something worth, so that statements can be put in order?

The tiers, in writing:

1. A word found in what was said counts most (10, by its stem 8), then in the speaker's name (6,
   in another spelling 5), then in the role (4, by its stem 3.5), last in the text around (1). Each
   word counts once, where it counts most; the words add up.
2. A rare word counts up to twice as much as one that is everywhere, never so much that it rises
   over a place of twice the weight.
3. Two words that follow each other in the query count 2 more where they stand side by side in what
   was said, 1 more where at most seven words stand between them, in either order.
4. Among equals the latest first, then by the statement's id.

What only restricts (dates, outlets, kinds, exclusions) counts nothing. All figures are multiples of
1/32, so that every engine adds them up to the same sum in any order. The weights of tier 1 stand in
`index/words.py`; tier 3 is the sequential dependence of Metzler and Croft (A Markov random field
model for term dependencies, SIGIR 2005), with their window of eight words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

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
    StatementRecord,
    Word,
)
from index.words import Place, find_positions, keys, places

SIDE_BY_SIDE = 2.0
NEARBY = 1.0
NEARBY_REACH = 8
"""Two words are near each other with at most so many steps from one to the other."""

_STEPS = 16

Rarities = Mapping[Leaf, float]
Pair = tuple[str, str]


def rarity(found: int, total: int) -> float:
    """Return the factor by which a leaf found in `found` of `total` statements counts.

    From 0.5 (in all of them) to 1 (in none), in sixteenths.
    """
    if total <= 0:
        return 1.0
    share = math.log1p(min(found, total)) / math.log1p(total)
    return round((1.0 - 0.5 * share) * _STEPS) / _STEPS


def rarity_key(leaf: Leaf) -> tuple[Place, str] | None:
    """Return the place and the one key whose frequency tells how rare a leaf is.

    It is its stem in the first field that has stems, else the word as it is. Only single words
    have one; everything else counts as rare (factor 1).
    """
    if not isinstance(leaf, Word):
        return None
    searched = places(leaf)
    place = next((place for place in searched if place.form == "stem"), searched[0])
    if not place.weight:
        return None
    wanted = keys(leaf.text, place.form)
    return (place, wanted[0]) if len(wanted) == 1 else None


def neighbour_pairs(tree: And) -> list[Pair]:
    """Return the stems of words that follow each other in a query, each pair once, in order."""
    found: list[Pair] = []
    run: list[str] = []
    for child in (*tree.children, None):
        if isinstance(child, Word) and child.field in (None, "content"):
            run += keys(child.text, "stem")
        else:
            found += pairwise(run)
            run = []
    return [pair for pair in dict.fromkeys(found) if pair[0] != pair[1]]


def pair_worth(first: Iterable[int], second: Iterable[int]) -> float:
    """Return what two words count by standing together, given the positions of each in a text.

    >>> pair_worth([3], [4]), pair_worth([4], [3]), pair_worth([3], [12])
    (2.0, 1.0, 0.0)
    """
    after = set(second)
    best = 0.0
    for at in first:
        if at + 1 in after:
            return SIDE_BY_SIDE
        if not best and any(at + step in after for step in _REACH):
            best = NEARBY
    return best


_REACH = [step for step in range(-NEARBY_REACH, NEARBY_REACH + 1) if step]


# --- One statement, looked at by itself ----------------------------------------------------------


def matches(tree: Query, record: StatementRecord) -> bool:
    """Tell whether a query finds a statement."""
    match tree:
        case Everything():
            return True
        case And(children):
            return all(matches(child, record) for child in children)
        case Or(children):
            return any(matches(child, record) for child in children)
        case AtLeast(count, children):
            return sum(matches(child, record) for child in children) >= count
        case Only(child):
            return matches(child, record)
        case Not(child):
            return not matches(child, record)
        case DateRange():
            return any(tree.contains(day) for day in record.published_days)
        case _:
            return best_place(tree, record) is not None


def best_place(leaf: Leaf, record: StatementRecord) -> Place | None:
    """Return the weightiest place in which a leaf is found, `None` if in none."""
    for place in sorted(places(leaf), key=lambda place: -place.weight):
        for text in record.texts(place.field):
            if find_positions(leaf, keys(text, place.form), place.form):
                return place
    return None


def score_of(tree: Query, record: StatementRecord, rarities: Rarities) -> float:
    """Return what a statement that matches scores."""
    match tree:
        case And(children):
            together = sum(score_of(child, record, rarities) for child in children)
            return together + sum(worth for _, worth in closeness(tree, record))
        case Or(children) | AtLeast(_, children):
            return sum(
                score_of(child, record, rarities) for child in children if matches(child, record)
            )
        case Only() | Not() | DateRange() | Everything():
            return 0.0
        case _:
            place = best_place(tree, record)
            return place.weight * rarities.get(tree, 1.0) if place else 0.0


def closeness(tree: And, record: StatementRecord) -> list[tuple[Pair, float]]:
    """Return what each pair of neighbouring words adds by standing together in one content."""
    pairs = neighbour_pairs(tree)
    texts = [keys(text, "stem") for text in record.contents] if pairs else []
    worths = ((pair, max((_worth(pair, text) for text in texts), default=0.0)) for pair in pairs)
    return [(pair, worth) for pair, worth in worths if worth]


def _worth(pair: Pair, text_keys: Sequence[str]) -> float:
    first, second = ([at for at, key in enumerate(text_keys) if key == stem] for stem in pair)
    return pair_worth(first, second)
