"""Which longer quotes share enough word groups with one to be worth a comparison?

Works on all forms at once, with arrays: word groups are numbers, those that stand in one quote only
are dropped, and a group's holders are a slice. Where `needed` of a quote's groups must be shared,
one of any `count - needed + 1` is, so that the commonest need not be looked up, which keeps stock
phrases from making every quote a candidate (prefix filtering: Chaudhuri, Ganti and Kaushik, ICDE
2006). Hands on the ranks of candidates to `quotes.clusters.statements`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.clusters.forms import Form
from quotes.clusters.names import MAX_BLOCKS
from quotes.clusters.similarity import shared_shingles_needed
from quotes.clusters.wording import FUNCTION_WORDS, INSERTED

Numbers = npt.NDArray[Any]

MANY = 24
"""So many candidates are first sifted by the names of their speakers, all at once."""

# Odd numbers that spread the numbers of words over 64 bits.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


class Candidates:
    """The forms in their order, and which of them have begun a statement so far."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Take over forms sorted by `Form.order`; a form's rank is its place among them."""
        self._forms = forms
        self._is_short = np.fromiter((form.wording.is_short for form in forms), bool, len(forms))
        self._is_center = np.zeros(len(forms), bool)
        words, owners, is_function = _number_words(forms)
        self._shingles = _Groups(*_shingle_keys(words, owners, is_function), len(forms))
        self._pairs = _Groups(*_pair_keys(words, owners, is_function, self._is_short), len(forms))
        self._wordings_of_article: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        self._blocks = _number_blocks(forms)

    def begin(self, rank: int) -> None:
        """Make a form the centre of a statement of its own."""
        self._is_center[rank] = True
        if self._is_short[rank]:
            form = self._forms[rank]
            own = (form.article_id, form.wording.words)
            self._wordings_of_article.setdefault(own, []).append(rank)

    def find(self, rank: int) -> list[int]:
        """Return the ranks of the centres before `rank` worth a comparison, in order."""
        if self._is_short[rank]:
            form = self._forms[rank]
            repeats = self._wordings_of_article.get((form.article_id, form.wording.words), [])
            return sorted({*repeats, *self._find_holders(rank)})
        own = self._shingles.of(rank)
        needed = shared_shingles_needed(int(self._shingles.counts[rank]))
        if len(own) < max(needed, 1):
            return []
        found = self._centers(rank, own[: len(own) - needed + 1])
        if needed < 2 or not len(found):
            return [int(at) for at in found]
        wanted = set(own.tolist())
        return [
            at
            for at in found.tolist()
            if len(wanted.intersection(self._shingles.of(at).tolist())) >= needed
        ]

    def _find_holders(self, rank: int) -> list[int]:
        """Return the centres that hold all word groups of a form too short for anything else."""
        rarest: Numbers | None = None
        for groups in (self._pairs, self._shingles):
            own = groups.of(rank)
            if len(own) < groups.counts[rank]:
                # One of its groups stands nowhere else.
                return []
            if len(own):
                found = groups.holders(int(own[0]))
                rarest = found if rarest is None or len(found) < len(rarest) else rarest
        return [] if rarest is None else [int(at) for at in self._sift(rank, rarest)]

    def _centers(self, rank: int, groups: Numbers) -> Numbers:
        """Return the centres before `rank` that hold any of these groups, in order."""
        holders = [self._shingles.holders(group) for group in groups.tolist()]
        found = self._sift(rank, np.concatenate(holders))
        return np.unique(found) if len(found) > 1 else found

    def _sift(self, rank: int, found: Numbers) -> Numbers:
        found = found[found < rank]
        found = found[self._is_center[found]]
        if len(found) > MANY and self._blocks[rank, 0]:
            # Two persons are one speaker only if their names share a block; others may be.
            blocks = self._blocks[found]
            found = found[(blocks[:, 0] == 0) | np.isin(blocks, self._own_blocks(rank)).any(axis=1)]
        return found

    def _own_blocks(self, rank: int) -> Numbers:
        own: Numbers = self._blocks[rank]
        found: Numbers = own[own > 0]
        return found


class _Groups:
    """Word groups that stand in several forms: who holds each, and which each form holds.

    `counts` is how many groups each form has, those that stand in no other form included.
    """

    def __init__(self, keys: Numbers, owners: Numbers, form_count: int) -> None:
        order = np.argsort(keys, kind="stable")
        keys, owners = keys[order], owners[order]
        del order
        is_first = np.ones(len(keys), bool)
        is_first[1:] = keys[1:] != keys[:-1]
        is_new = is_first.copy()
        # Owners of one key come in order, so that a group repeated in a form repeats here.
        is_new[1:] |= owners[1:] != owners[:-1]
        keys, owners, is_first = keys[is_new], owners[is_new], is_first[is_new]
        self.counts = np.bincount(owners, minlength=form_count)
        starts = np.flatnonzero(is_first)
        sizes = np.diff(np.append(starts, len(keys)))
        is_shared = np.repeat(sizes > 1, sizes)
        sizes = sizes[sizes > 1]
        self._holders = owners[is_shared].astype(np.int32)
        self._group_ends = np.append(0, np.cumsum(sizes))
        groups = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        by_owner = np.lexsort((groups, np.repeat(sizes, sizes), self._holders))
        self._groups = groups[by_owner]
        own = np.bincount(self._holders, minlength=form_count)
        self._form_ends = np.append(0, np.cumsum(own))

    def of(self, rank: int) -> Numbers:
        """Return the groups of a form that others hold too, the rarest first."""
        found: Numbers = self._groups[self._form_ends[rank] : self._form_ends[rank + 1]]
        return found

    def holders(self, group: int) -> Numbers:
        """Return the ranks of the forms that hold a group, in order."""
        found: Numbers = self._holders[self._group_ends[group] : self._group_ends[group + 1]]
        return found


def _number_words(forms: Sequence[Form]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the words of all forms as numbers, a 0 after each stretch; their owners; and which
    numbers are function words."""
    # What an editor put in parts the words before from those after it, as an ellipsis does.
    numbers = {"": 0, INSERTED: 0}
    words = array("I")
    lengths = array("I")
    for form in forms:
        wording = form.wording
        for start, end in wording.segments:
            for word in wording.words[start:end]:
                words.append(numbers.setdefault(word, len(numbers)))
            words.append(0)
        lengths.append(len(wording.words) + len(wording.segments))
    is_function = np.zeros(len(numbers), bool)
    is_function[[numbers[word] for word in FUNCTION_WORDS if word in numbers]] = True
    owners = np.repeat(np.arange(len(forms), dtype=np.int32), np.asarray(lengths, np.int64))
    return np.asarray(words, np.uint32), owners, is_function


def _shingle_keys(words: Numbers, owners: Numbers, is_function: Numbers) -> tuple[Numbers, Numbers]:
    """Return the groups of three neighbouring words with content, and their owners."""
    first, second, third = words[:-2], words[1:-1], words[2:]
    small = is_function[words]
    wanted = (first > 0) & (second > 0) & (third > 0)
    wanted &= ~(small[:-2] & small[1:-1] & small[2:])
    return _keys(first[wanted], second[wanted], third[wanted]), owners[:-2][wanted]


def _pair_keys(
    words: Numbers, owners: Numbers, is_function: Numbers, is_short: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the pairs of content words that any short form has, and their owners."""
    first, second = words[:-1], words[1:]
    small = is_function[words]
    wanted = (first > 0) & (second > 0) & ~small[:-1] & ~small[1:]
    keys, owners = _keys(first[wanted], second[wanted]), owners[:-1][wanted]
    wanted = np.isin(keys, np.unique(keys[is_short[owners]]))
    return keys[wanted], owners[wanted]


def _keys(*words: Numbers) -> Numbers:
    key = np.zeros(len(words[0]), np.uint64)
    for numbers, factor in zip(words, _FACTORS, strict=False):
        key += numbers.astype(np.uint64) * np.uint64(factor)
    return key


def _number_blocks(forms: Sequence[Form]) -> Numbers:
    """Return the blocks of each person's name as numbers, a row a form, zeros for nobody."""
    numbers: dict[str, int] = {}
    blocks = np.zeros((len(forms), MAX_BLOCKS), np.int32)
    for rank, form in enumerate(forms):
        if form.voice and form.voice.blocks:
            for at, block in enumerate(sorted(form.voice.blocks)):
                blocks[rank, at] = numbers.setdefault(block, len(numbers) + 1)
    return blocks
