"""Which statements does a query find, given lists of where every word stands?

An engine that keeps such lists (postings) shows them block by block as a `PostingsBlock`; here
the query tree is worked out over one block with arrays of truth values and scores, one element a
statement. Hands on, for each block, the statements found and their scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engine import And, AtLeast, DateRange, Everything, Hit, Leaf, Near, Not, Only, Or, Query
from index.expansions import CLOSENESS_PLACE, Expansions
from index.ranking import NEARBY, NEARBY_REACH, SIDE_BY_SIDE, neighbour_pairs
from index.words import (
    Place,
    keys,
    near_distance,
    places,
)

Mask: TypeAlias = NDArray[np.bool_]
Scores: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]

POSITIONS_EACH = 2**32
"""An occurrence is one number: the statement's, times this, and the position of the word in it."""


class PostingsBlock(Protocol):
    """Some consecutive statements of an engine, numbered from 0 to `size` - 1.

    Positions number the words of all texts of one field; between two texts they leave a gap far
    wider than any window looked at. Every method may raise to end the search (out of time).
    """

    size: int

    def live(self) -> Mask:
        """Return which numbers are statements that were not removed; not to be changed."""

    def numbers(self, place: Place, key: str) -> Numbers:
        """Return the statements that hold a key, rising; not to be changed."""

    def occurrences(self, place: Place, key: str) -> Numbers:
        """Return where a key stands, as occurrences, rising; not to be changed."""

    def published_within(self, days: DateRange) -> Mask:
        """Return which statements have a member published within a range of days."""


class BlockSearch:
    """Works out queries over one block.

    `rarities` holds the factor of every leaf, `expansions` the keys it stands for in a place.
    """

    def __init__(
        self, block: PostingsBlock, rarities: Mapping[Leaf, float], expansions: Expansions
    ) -> None:
        """Keep the block, the factors and the keys."""
        self._block = block
        self._rarities = rarities
        self._expansions = expansions

    def run(self, tree: Query) -> tuple[Numbers, Scores]:
        """Return the statements found, rising, with the score of each."""
        mask, scores = self._find(tree, self._block.live())
        found = np.flatnonzero(mask & self._block.live())
        return found, scores[found]

    def _find(self, tree: Query, among: Mask) -> tuple[Mask, Scores]:
        """Return what matches and its scores; outside of `among` both may be anything."""
        match tree:
            case And():
                return self._find_all(tree, among)
            case Or(children):
                return self._find_some(children, 1, among)
            case AtLeast(count, children):
                return self._find_some(children, count, among)
            case Only(child):
                return self._find(child, among)[0], self._nothing()[1]
            case Not(child):
                return ~self._find(child, among)[0], self._nothing()[1]
            case DateRange():
                return self._block.published_within(tree), self._nothing()[1]
            case Everything():
                return np.ones(self._block.size, dtype=np.bool_), self._nothing()[1]
            case _:
                return self._find_leaf(tree, among)

    def _find_all(self, tree: And, among: Mask) -> tuple[Mask, Scores]:
        mask, scores = among.copy(), self._nothing()[1]
        for child in sorted(tree.children, key=_turn):
            child_mask, child_scores = self._find(child, mask)
            mask &= child_mask
            scores += child_scores
            if not mask.any():
                break
        for pair in neighbour_pairs(tree) if mask.any() else ():
            first, second = self._occurrences_of_all(CLOSENESS_PLACE, pair, mask)
            scores[_statements(first[_has_within_reach(first, second)])] += NEARBY
            scores[_statements(first[_are_in(first + 1, second)])] += SIDE_BY_SIDE - NEARBY
        return mask, np.where(mask, scores, 0.0)

    def _find_some(self, children: Sequence[Query], count: int, among: Mask) -> tuple[Mask, Scores]:
        how_many = np.zeros(self._block.size, dtype=np.int64)
        scores = self._nothing()[1]
        for child in children:
            child_mask, child_scores = self._find(child, among)
            how_many += child_mask
            scores += np.where(child_mask, child_scores, 0.0)
        return how_many >= count, scores

    def _find_leaf(self, leaf: Leaf, among: Mask) -> tuple[Mask, Scores]:
        """Take for every statement the weightiest place in which the leaf is found."""
        mask, scores = self._nothing()
        for place in sorted(places(leaf), key=lambda place: place.weight):
            found = self._find_at(leaf, place, among)
            mask[found] = True
            scores[found] = place.weight * self._rarities.get(leaf, 1.0)
        return mask, scores

    def _find_at(self, leaf: Leaf, place: Place, among: Mask) -> Numbers:
        """Return the statements in which one place holds a leaf."""
        if isinstance(leaf, Near):
            wanted = [key for word in leaf.words for key in keys(word, place.form)]
            return self._windows(place, wanted, len(wanted) + near_distance(leaf), among)
        if (expanded := self._expansions.keys_of.get((leaf, place))) is not None:
            found, _ = self._nothing()
            for key in expanded:
                found[self._block.numbers(place, key)] = True
            return np.flatnonzero(found)
        wanted = keys(leaf.text, place.form)
        if len(wanted) == 1:
            return self._block.numbers(place, wanted[0])
        return self._sequences(place, wanted, among)

    def _sequences(self, place: Place, wanted: Sequence[str], among: Mask) -> Numbers:
        """Return the statements in which the keys follow one another."""
        if not wanted:
            return _NONE
        starts, *others = self._occurrences_of_all(place, wanted, among)
        for step, other in enumerate(others, start=1):
            starts = starts[_are_in(starts + step, other)]
        return _statements(starts)

    def _windows(self, place: Place, wanted: Sequence[str], width: int, among: Mask) -> Numbers:
        """Return the statements in which `width` words hold every key as often as it is wanted."""
        if not wanted:
            return _NONE
        times = Counter(wanted)
        found = self._occurrences_of_all(place, list(times), among)
        ends = np.sort(np.concatenate(found))
        starts = ends
        for occurrences, needed in zip(found, times.values(), strict=True):
            # The last but so many at or before each end, or one too far away where there is none.
            padded = np.concatenate((np.full(needed, -POSITIONS_EACH), occurrences))
            starts = np.minimum(starts, padded[np.searchsorted(occurrences, ends, side="right")])
        return _statements(ends[ends - starts < width])

    def _occurrences_of_all(
        self, place: Place, wanted: Sequence[str], among: Mask
    ) -> list[Numbers]:
        """Return where each key stands, in those of `among` that hold all of them."""
        holding = among
        for key in dict.fromkeys(wanted):
            holds, _ = self._nothing()
            holds[self._block.numbers(place, key)] = True
            holding = holding & holds
        if not holding.any():
            return [_NONE for _ in wanted]
        found = (self._block.occurrences(place, key) for key in wanted)
        return [places[holding[places // POSITIONS_EACH]] for places in found]

    def _nothing(self) -> tuple[Mask, Scores]:
        size = self._block.size
        return np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.float64)


def _turn(child: Query) -> int:
    """Return when a child of an `And` is asked: the last have the fewest candidates to look up."""
    return 0 if isinstance(child, Only) else 2 if isinstance(child, Not) else 1


_NONE: Numbers = np.empty(0, dtype=np.int64)


def _statements(occurrences: Numbers) -> Numbers:
    """Return the statements of some rising occurrences, each once."""
    return np.unique(occurrences // POSITIONS_EACH)


def _are_in(wanted: Numbers, occurrences: Numbers) -> Mask:
    """Tell of each number whether it is among some that rise."""
    if not occurrences.size:
        return np.zeros(wanted.size, dtype=np.bool_)
    at = np.minimum(np.searchsorted(occurrences, wanted), occurrences.size - 1)
    found: Mask = occurrences[at] == wanted
    return found


def _has_within_reach(first: Numbers, second: Numbers) -> Mask:
    """Tell of each occurrence whether one of the others is near it."""
    padded = np.concatenate(([-POSITIONS_EACH], second, [2**62]))
    at = np.searchsorted(second, first)
    near: Mask = np.minimum(first - padded[at], padded[at + 1] - first) <= NEARBY_REACH
    return near


class FoundSoFar:
    """Gathers what was found in block after block and picks the best of it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._numbers: list[Numbers] = [_NONE]
        self._scores: list[Scores] = [np.empty(0, dtype=np.float64)]
        self._days: list[Numbers] = [_NONE]

    def add(self, numbers: Numbers, scores: Scores, days: Numbers) -> None:
        """Add statements by the engine's own numbers, with their scores and first days."""
        self._numbers.append(numbers)
        self._scores.append(scores)
        self._days.append(days)

    @property
    def total(self) -> int:
        """How many statements were found."""
        return sum(numbers.size for numbers in self._numbers)

    def best(self, count: int | None, cluster_id_of: Callable[[int], str]) -> list[Hit]:
        """Return the `count` best, best first: by score, latest day, identifier."""
        numbers, scores = np.concatenate(self._numbers), np.concatenate(self._scores)
        days = np.concatenate(self._days)
        if count is not None and count < numbers.size:
            if count <= 0:
                return []
            # Which of those that tie with the last one belong is for the identifiers to say.
            kept = _greatest(scores, count)
            last = scores[kept].min()
            above = kept[scores[kept] > last]
            equal = kept[scores[kept] == last]
            equal = equal[_greatest(days[equal], count - above.size)]
            kept = np.concatenate((above, equal))
            numbers, scores, days = numbers[kept], scores[kept], days[kept]
        ranked = sorted(
            (-score, -day, cluster_id_of(number))
            for number, score, day in zip(
                numbers.tolist(), scores.tolist(), days.tolist(), strict=True
            )
        )
        return [Hit(cluster_id, -score) for score, _, cluster_id in ranked[:count]]


def _greatest(values: Numbers | Scores, count: int) -> Numbers:
    """Return where the `count` greatest values stand, and all that are equal to the last."""
    if count >= values.size:
        return np.arange(values.size)
    return np.flatnonzero(values >= np.partition(values, values.size - count)[values.size - count])
