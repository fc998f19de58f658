"""Which statements does a query find, given lists of where every word stands?

An engine that keeps such lists (postings) shows them block by block as a `PostingsBlock`; here
the query tree is worked out over one block with arrays of truth values and scores, one element a
statement. Hands on, for each block, the statements found and their scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engine import And, AtLeast, DateRange, Everything, Hit, Leaf, Near, Not, Only, Or, Query
from index.ranking import neighbour_pairs, pair_worth
from index.words import (
    Place,
    expand,
    key_expansion,
    keys,
    near_distance,
    places,
    smallest_window,
)

Mask: TypeAlias = NDArray[np.bool_]
Scores: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]

CLOSENESS_PLACE = Place("content", "stem", 0.0)


class PostingsBlock(Protocol):
    """Some consecutive statements of an engine, numbered from 0 to `size` - 1.

    Positions number the words of all texts of one field; between two texts they leave a gap far
    wider than any window looked at. Every method may raise to end the search (out of time).
    """

    size: int

    def live(self) -> Mask:
        """Return which numbers are statements that were not removed."""

    def numbers(self, place: Place, key: str, among: Numbers | None) -> Numbers:
        """Return the statements that hold a key, rising; only those of `among` where given."""

    def positions(self, place: Place, key: str, among: Numbers) -> Iterator[Sequence[int]]:
        """Yield the rising positions of a key in each statement of `among`; all of them hold it."""

    def published_within(self, days: DateRange) -> Mask:
        """Return which statements have a member published within a range of days."""


@dataclass(frozen=True, slots=True)
class Expansions:
    """The keys that the leaves of one query stand for, by leaf and place; `cut`: not all of them.

    They are gathered once for the whole view, so that a limit means the same in every block.
    """

    keys_of: Mapping[tuple[Leaf, Place], Sequence[str]]
    cut: tuple[Leaf, ...]

    @classmethod
    def of(cls, leaves: Iterable[Leaf], vocabulary: Callable[[Place, str], Iterable[str]]) -> Self:
        """Gather them; `vocabulary` gives the keys of a place that begin with something."""
        keys_of: dict[tuple[Leaf, Place], Sequence[str]] = {}
        cut: dict[Leaf, None] = {}
        for leaf in dict.fromkeys(leaves):
            for place in places(leaf):
                if expansion := key_expansion(leaf, place.form):
                    found, is_cut = expand(expansion, vocabulary(place, expansion.start))
                    keys_of[leaf, place] = found
                    if is_cut:
                        cut[leaf] = None
        return cls(keys_of, tuple(cut))


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
        self._read: dict[tuple[Place, str], Numbers] = {}

    def run(self, tree: Query) -> tuple[Numbers, Scores]:
        """Return the statements found, rising, with the score of each."""
        mask, scores = self._find(tree, None)
        found = np.flatnonzero(mask & self._block.live())
        return found, scores[found]

    def _find(self, tree: Query, among: Numbers | None) -> tuple[Mask, Scores]:
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

    def _find_all(self, tree: And, among: Numbers | None) -> tuple[Mask, Scores]:
        mask, scores = np.ones(self._block.size, dtype=np.bool_), self._nothing()[1]
        for child in sorted(tree.children, key=_turn):
            child_mask, child_scores = self._find(child, among)
            mask &= child_mask
            scores += child_scores
            candidates = np.flatnonzero(mask)
            if not candidates.size:
                break
            among = candidates
        for pair in neighbour_pairs(tree) if mask.any() else ():
            for number, lists in self._placed(CLOSENESS_PLACE, pair, np.flatnonzero(mask)):
                scores[number] += pair_worth(lists[pair[0]], lists[pair[1]])
        return mask, np.where(mask, scores, 0.0)

    def _find_some(
        self, children: Sequence[Query], count: int, among: Numbers | None
    ) -> tuple[Mask, Scores]:
        how_many = np.zeros(self._block.size, dtype=np.int64)
        scores = self._nothing()[1]
        for child in children:
            child_mask, child_scores = self._find(child, among)
            how_many += child_mask
            scores += np.where(child_mask, child_scores, 0.0)
        return how_many >= count, scores

    def _find_leaf(self, leaf: Leaf, among: Numbers | None) -> tuple[Mask, Scores]:
        """Look in the weightiest place first; where it was found there, no other is looked at."""
        mask, scores = self._nothing()
        for place in sorted(places(leaf), key=lambda place: -place.weight):
            if among is not None and not among.size:
                break
            found = self._find_at(leaf, place, among)
            found = found[~mask[found]]
            mask[found] = True
            scores[found] = place.weight * self._rarities.get(leaf, 1.0)
            if among is not None:
                among = among[~mask[among]]
        return mask, scores

    def _find_at(self, leaf: Leaf, place: Place, among: Numbers | None) -> Numbers:
        """Return the statements in which one place holds a leaf."""
        if isinstance(leaf, Near):
            wanted = [key for word in leaf.words for key in keys(word, place.form)]
            width = len(wanted) + near_distance(leaf)
            windows = self._windows(place, wanted, among)
            return _as_numbers(number for number, span in windows if span <= width)
        if (expanded := self._expansions.keys_of.get((leaf, place))) is not None:
            found = [self._numbers(place, key, among) for key in expanded]
            return np.unique(np.concatenate(found)) if found else _as_numbers(())
        wanted = keys(leaf.text, place.form)
        if not wanted:
            return _as_numbers(())
        if len(wanted) == 1:
            return self._numbers(place, wanted[0], among)
        return _as_numbers(self._sequences(place, wanted, among))

    def _holding_all(self, place: Place, wanted: Sequence[str], among: Numbers | None) -> Numbers:
        for key in dict.fromkeys(wanted):
            among = self._numbers(place, key, among)
            if not among.size:
                break
        return _as_numbers(()) if among is None else among

    def _placed(
        self, place: Place, wanted: Sequence[str], among: Numbers | None
    ) -> Iterator[tuple[int, dict[str, Sequence[int]]]]:
        """Yield every statement that holds all the keys, with the positions of each key."""
        holding = self._holding_all(place, wanted, among)
        distinct = list(dict.fromkeys(wanted))
        columns = [self._block.positions(place, key, holding) for key in distinct]
        for number, *lists in zip(holding.tolist(), *columns, strict=True):
            yield number, dict(zip(distinct, lists, strict=True))

    def _sequences(
        self, place: Place, wanted: Sequence[str], among: Numbers | None
    ) -> Iterator[int]:
        """Yield the statements in which the keys follow one another."""
        for number, lists in self._placed(place, wanted, among):
            starts = set(lists[wanted[0]])
            for step, key in enumerate(wanted[1:], start=1):
                starts &= {position - step for position in lists[key]}
            if starts:
                yield number

    def _windows(
        self, place: Place, wanted: Sequence[str], among: Numbers | None
    ) -> Iterator[tuple[int, int]]:
        """Yield statements with the length of the shortest stretch that holds all the keys."""
        for number, lists in self._placed(place, wanted, among):
            placed = sorted((at, key) for key, found in lists.items() for at in found)
            window = smallest_window(wanted, placed)
            if window:
                yield number, window[1] - window[0]

    def _numbers(self, place: Place, key: str, among: Numbers | None) -> Numbers:
        """Return the statements that hold a key; a list that was read whole is not read again."""
        if (place, key) in self._read:
            whole = self._read[place, key]
            return whole if among is None else np.intersect1d(whole, among, assume_unique=True)
        found = self._block.numbers(place, key, among)
        if among is None:
            self._read[place, key] = found
        return found

    def _nothing(self) -> tuple[Mask, Scores]:
        size = self._block.size
        return np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.float64)


def _turn(child: Query) -> int:
    """Return when a child of an `And` is asked: the last have the fewest candidates to look up."""
    return 0 if isinstance(child, Only) else 2 if isinstance(child, Not) else 1


def _as_numbers(found: Iterable[int]) -> Numbers:
    return np.fromiter(found, dtype=np.int64)


class FoundSoFar:
    """Gathers what was found in block after block and picks the best of it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._numbers: list[Numbers] = [_as_numbers(())]
        self._scores: list[Scores] = [np.empty(0, dtype=np.float64)]
        self._days: list[Numbers] = [_as_numbers(())]

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
        scores, days = np.concatenate(self._scores), np.concatenate(self._days)
        order = np.lexsort((-days, -scores))
        if count is not None and 0 < count < order.size:
            last = order[count - 1]
            # Which of those that tie with the last one belong is for the identifiers to say.
            ties = (scores[order] == scores[last]) & (days[order] == days[last])
            order = order[: int(np.flatnonzero(ties)[-1]) + 1]
        elif count is not None and count <= 0:
            return []
        numbers = np.concatenate(self._numbers)[order].tolist()
        ranked = sorted(
            (-score, -day, cluster_id_of(number))
            for number, score, day in zip(
                numbers, scores[order].tolist(), days[order].tolist(), strict=True
            )
        )
        return [Hit(cluster_id, -score) for score, _, cluster_id in ranked[:count]]
