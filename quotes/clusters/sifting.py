"""Which of many pairs of quotes can be one statement, as far as numbers show?

What `quotes.clusters.forms.find_relation` asks first is asked of all pairs at once, with arrays.
Hands on a mask to `quotes.clusters.candidates`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.clusters.forms import Form, speaks_for_itself
from quotes.clusters.names import MAX_BLOCKS

Numbers = npt.NDArray[Any]


class Sieve:
    """What is asked first of each form, by its rank."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Take over forms in their order."""
        count = len(forms)
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
        can_be_told &= self._may_be_one_speaker(ranks, centers)
        return can_be_told

    def _may_be_one_speaker(self, ranks: Numbers, centers: Numbers) -> Numbers:
        """Tell of which pairs the speakers' names share a block, as those of one person do."""
        ours, theirs = self._blocks[ranks], self._blocks[centers]
        # Nobody, and who is no person, may be anyone.
        may_be: Numbers = (ours[:, 0] == 0) | (theirs[:, 0] == 0)
        for at in range(MAX_BLOCKS):
            own = ours[:, at, np.newaxis]
            may_be |= ((own == theirs) & (own > 0)).any(axis=1)
        return may_be


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
