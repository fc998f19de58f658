"""Which longer quotes share enough word groups with one to be worth a comparison?

Word groups are numbers, the rarest first, and those that stand in one quote only are dropped. Where
`needed` of a quote's groups must be shared, one of any `count - needed + 1` is, so that the
commonest need not be looked up, which keeps stock phrases from making every quote a candidate
(prefix filtering: Chaudhuri, Ganti and Kaushik, ICDE 2006). A thousand quotes are looked up at
once, with arrays. Hands on the ranks of candidates to `quotes.clusters.statements`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.clusters.forms import Form
from quotes.clusters.sifting import Sieve, Sketches
from quotes.clusters.similarity import shared_shingles_needed
from quotes.clusters.wording import FUNCTION_WORDS, INSERTED

Numbers = npt.NDArray[Any]

FORMS_AT_ONCE = 1024
"""Those that begin a statement meanwhile are candidates unsifted: with more at once, too many."""
ENTRIES_AT_ONCE = 2_000_000
"""So many holders of groups are looked through at once; it bounds what is in memory."""
MANY = 24
"""So many holders of a short form's groups are first sifted, all at once."""

# Odd numbers that spread the numbers of words over 64 bits.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


class Candidates:
    """The forms in their order, and which of them have begun a statement so far.

    They are asked about, and begin statements, in their order.
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        """Take over forms sorted by `Form.order`; a form's rank is its place among them."""
        self._forms = forms
        self._is_short = np.fromiter((form.wording.is_short for form in forms), bool, len(forms))
        words, owners, is_function = _number_words(forms)
        self._shingles = _Groups(*_shingle_keys(words, owners, is_function), len(forms))
        self._pairs = _Groups(*_pair_keys(words, owners, is_function, self._is_short), len(forms))
        self._wordings_of_article: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        self._sieve = Sieve(forms, words, owners)
        self._needed = _needed_of(self._shingles.counts)
        # How many of its groups a form looks up.
        self._looked_up = np.maximum(self._shingles.own_counts - self._needed + 1, 0)
        self._looked_up[self._is_short | (self._shingles.own_counts == 0)] = 0
        self._batch = range(0)
        self._found: list[list[int]] = []

    def begin(self, rank: int) -> None:
        """Make a form the centre of a statement of its own."""
        self._pairs.add(rank)
        self._shingles.add(rank)
        if self._is_short[rank]:
            form = self._forms[rank]
            key = (form.article_id, form.wording.words)
            self._wordings_of_article.setdefault(key, []).append(rank)

    def find(self, rank: int) -> Iterable[int]:
        """Return the ranks of the centres before `rank` worth a comparison, in order."""
        if rank not in self._batch:
            self._look_up_from(rank)
        if self._is_short[rank]:
            form = self._forms[rank]
            repeats = self._wordings_of_article.get((form.article_id, form.wording.words), [])
            return sorted({*repeats, *self._find_holders(rank)})
        found = self._found[rank - self._batch.start]
        own = self._shingles.of(rank)[: self._looked_up[rank]].tolist()
        begun = {at for group in own for at in self._shingles.recent.get(group, ())}
        return (*found, *sorted(begun)) if begun else found

    def _find_holders(self, rank: int) -> list[int]:
        """Return the centres that hold all word groups of a form too short for anything else."""
        rarest: list[int] | None = None
        for groups in (self._pairs, self._shingles):
            own = groups.of(rank)
            if len(own) < groups.counts[rank]:
                # One of its groups stands nowhere else.
                return []
            if len(own):
                found = groups.holders(int(own[0]))
                rarest = found if rarest is None or len(found) < len(rarest) else rarest
        if rarest and len(rarest) > MANY:
            centers = np.asarray(rarest)
            fitting = self._sieve.sift(np.full(len(centers), rank), centers)
            rarest = centers[fitting].tolist()
        return rarest or []

    def _look_up_from(self, start: int) -> None:
        """Find the centres there are by now for as many forms from `start` on as go at once."""
        self._pairs.settle()
        self._shingles.settle()
        end = min(start + FORMS_AT_ONCE, len(self._forms))
        ranks, groups = self._shingles.first_groups(start, self._looked_up[start:end])
        sizes = self._shingles.sizes(groups)
        if sizes.sum() > ENTRIES_AT_ONCE:
            fitting = ranks[np.searchsorted(np.cumsum(sizes), ENTRIES_AT_ONCE)]
            end = max(start + 1, int(fitting))
            kept = ranks < end
            ranks, groups, sizes = ranks[kept], groups[kept], sizes[kept]
        self._batch = range(start, end)
        ranks, centers = np.repeat(ranks, sizes), self._shingles.holders_of_all(groups)
        # Of those that share one group most share no more.
        missing = self._shingles.sketches.count_missing(ranks, centers)
        kept = self._shingles.own_counts[ranks] - missing >= self._needed[ranks]
        pairs = np.unique(ranks[kept] * np.int64(len(self._forms)) + centers[kept])
        ranks, centers = np.divmod(pairs, len(self._forms))
        kept = self._sieve.sift(ranks, centers)
        ranks, centers = ranks[kept], centers[kept]
        ends = np.searchsorted(ranks, np.arange(start, end + 1)).tolist()
        found = centers.tolist()
        self._found = [found[ends[at] : ends[at + 1]] for at in range(end - start)]


class _Groups:
    """Word groups that stand in several forms: which each form has, and which centres hold each.

    The rarest have the lowest numbers. `counts` is how many groups each form has, `own_counts` how
    many of them stand in other forms too. `recent` are the holders since the last `settle`.
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
        sizes = np.diff(np.append(np.flatnonzero(is_first), len(keys)))
        owners = owners[np.repeat(sizes > 1, sizes)]
        sizes = sizes[sizes > 1]
        by_size = np.argsort(sizes, kind="stable")
        numbers = np.empty(len(sizes), np.int32)
        numbers[by_size] = np.arange(len(sizes), dtype=np.int32)
        groups = np.repeat(numbers, sizes)
        by_owner = np.lexsort((groups, owners))
        self._groups = groups[by_owner]
        self.own_counts = np.bincount(owners, minlength=form_count)
        self._form_ends = np.append(0, np.cumsum(self.own_counts))
        self._starts = np.append(0, np.cumsum(sizes[by_size]))[:-1]
        self._sizes = np.zeros(len(sizes), np.int32)
        self._holders = np.empty(len(groups), np.int32)
        self.sketches = Sketches(self._groups, owners[by_owner], form_count)
        self.recent: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, rank: int) -> None:
        """Let a form hold its groups from now on."""
        for group in self.of(rank).tolist():
            self.recent[group].append(rank)

    def settle(self) -> None:
        """Put those who hold groups since the last time with the others."""
        groups = np.fromiter(self.recent, np.int64, len(self.recent))
        counts = np.fromiter(map(len, self.recent.values()), np.int64, len(groups))
        ranks = np.fromiter(chain.from_iterable(self.recent.values()), np.int32, counts.sum())
        self._holders[_ranges(self._starts[groups] + self._sizes[groups], counts)] = ranks
        self._sizes[groups] += counts
        self.recent.clear()

    def of(self, rank: int) -> Numbers:
        """Return the groups of a form that others have too, the rarest first."""
        found: Numbers = self._groups[self._form_ends[rank] : self._form_ends[rank + 1]]
        return found

    def first_groups(self, start: int, counts: Numbers) -> tuple[Numbers, Numbers]:
        """Return the rarest `counts` groups of the forms from `start` on, beside their ranks."""
        ranks = np.arange(start, start + len(counts))
        return np.repeat(ranks, counts), self._groups[_ranges(self._form_ends[ranks], counts)]

    def sizes(self, groups: Numbers) -> Numbers:
        """Return how many centres hold each of these groups."""
        found: Numbers = self._sizes[groups]
        return found

    def holders(self, group: int) -> list[int]:
        """Return the ranks of the centres that hold a group, in order."""
        start = self._starts[group]
        found: list[int] = self._holders[start : start + self._sizes[group]].tolist()
        return found + self.recent.get(group, [])

    def holders_of_all(self, groups: Numbers) -> Numbers:
        """Return the holders of these groups before the last `settle`, group after group."""
        found: Numbers = self._holders[_ranges(self._starts[groups], self._sizes[groups])]
        return found


def _ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """Return the numbers of several ranges, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return found


def _needed_of(counts: Numbers) -> Numbers:
    most = int(counts.max()) if len(counts) else 0
    needed = [shared_shingles_needed(count) for count in range(most + 1)]
    found: Numbers = np.asarray(needed)[counts]
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
