"""Which of many pairs of quotes can be one statement, as far as numbers show?

What `quotes.clusters.forms.find_relation` asks first is asked of all pairs at once, with arrays: of
a million quotes thousands share a few words with any one. Hands on masks to
`quotes.clusters.candidates`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.clusters.forms import Form, speaks_for_itself
from quotes.clusters.names import MAX_BLOCKS
from quotes.clusters.similarity import missable_words

Numbers = npt.NDArray[Any]

_SKETCH_PARTS = 4
_SPREADING = 0x9E3779B97F4A7C15


class Sieve:
    """What is asked first of each form, by its rank."""

    def __init__(self, forms: Sequence[Form], words: Numbers, owners: Numbers) -> None:
        """Take over forms in their order, and their words as numbers beside their ranks."""
        count = len(forms)
        self._words = Sketches(words, owners, count)
        self._lengths = np.fromiter((len(form.wording.words) for form in forms), np.int32, count)
        self._missable = np.fromiter(
            (missable_words(form.wording) for form in forms), np.int32, count
        )
        self._articles = _number(form.article_id for form in forms)
        self._acts = _number(form.act for form in forms)
        self._blocks = _number_blocks(forms)
        self._is_named = np.fromiter((form.voice is not None for form in forms), bool, count)
        self._speaks = np.fromiter((speaks_for_itself(form.wording) for form in forms), bool, count)

    def sift(self, ranks: Numbers, centers: Numbers) -> Numbers:
        """Tell which of these forms may have a relation with the centre beside each."""
        both_named = self._is_named[ranks] & self._is_named[centers]
        can_be_told: Numbers = both_named | self._speaks[ranks]
        can_be_told |= self._articles[ranks] == self._articles[centers]
        can_be_told &= self._acts[ranks] == self._acts[centers]
        can_be_told &= self._may_hold_the_words(ranks, centers)
        can_be_told &= self._may_be_one_speaker(ranks, centers)
        return can_be_told

    def _may_hold_the_words(self, ranks: Numbers, centers: Numbers) -> Numbers:
        """Tell of which pairs the longer may have as many words of the shorter as it must."""
        missing = self._words.count_missing(ranks, centers)
        may_hold: Numbers = missing <= self._missable[ranks]
        # Of two that are as long either may be taken for the shorter.
        may_hold |= self._lengths[ranks] == self._lengths[centers]
        return may_hold

    def _may_be_one_speaker(self, ranks: Numbers, centers: Numbers) -> Numbers:
        """Tell of which pairs the speakers' names share a block, as those of one person do."""
        ours, theirs = self._blocks[ranks], self._blocks[centers]
        # Nobody, and who is no person, may be anyone.
        may_be: Numbers = (ours[:, 0] == 0) | (theirs[:, 0] == 0)
        for at in range(MAX_BLOCKS):
            own = ours[:, at, np.newaxis]
            may_be |= ((own == theirs) & (own > 0)).any(axis=1)
        return may_be


class Sketches:
    """Which items each form may have: every item sets one of some hundred bits of its forms."""

    def __init__(self, items: Numbers, owners: Numbers, form_count: int) -> None:
        """Take over items as numbers, and the rank of a form that has it beside each."""
        spread = items.astype(np.uint64) * np.uint64(_SPREADING)
        bits = np.left_shift(np.uint64(1), (spread >> np.uint64(32)) & np.uint64(63))
        parts = (spread >> np.uint64(40)) % np.uint64(_SKETCH_PARTS)
        self._parts = []
        for part in range(_SKETCH_PARTS):
            sketch = np.zeros(form_count, np.uint64)
            here = parts == part
            np.bitwise_or.at(sketch, owners[here], bits[here])
            self._parts.append(sketch)

    def count_missing(self, ranks: Numbers, others: Numbers) -> Numbers:
        """Return how many items of each form the other beside it has not, at least."""
        missing: Numbers = np.zeros(len(ranks), np.int32)
        for sketch in self._parts:
            missing += np.bitwise_count(sketch[ranks] & ~sketch[others])
        return missing


def _number(values: Iterable[Hashable]) -> Numbers:
    numbers: dict[Hashable, int] = {}
    return np.asarray([numbers.setdefault(value, len(numbers)) for value in values], np.int32)


def _number_blocks(forms: Sequence[Form]) -> Numbers:
    """Return the blocks of each person's name as numbers, a row a form, zeros for nobody."""
    numbers: dict[str, int] = {}
    blocks = np.zeros((len(forms), MAX_BLOCKS), np.int32)
    for rank, form in enumerate(forms):
        if form.voice and form.voice.blocks:
            for at, block in enumerate(sorted(form.voice.blocks)):
                blocks[rank, at] = numbers.setdefault(block, len(numbers) + 1)
    return blocks
