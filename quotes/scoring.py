"""How right is a set of quotes, compared with what people found in the same article?

Hands on counts (`Score`), from which precision, recall and F1 follow and which add up over
articles, and what all comparisons share: trimmed ranges, their overlap, pairs of quotes. Both sides
of every comparison are trimmed at both edges of white space, quotation marks and stops; contents
also of a leading "that".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from quotes.pipeline.glyphs import GLYPHS
from quotes.records import CharSpan, Quote

Part = Literal["source", "cue", "content"]
Range = tuple[int, int]

PARTS: tuple[Part, ...] = ("source", "cue", "content")
MIN_OVERLAP = 0.5

_EDGES = GLYPHS + ".,;:!?–—-…"
_LEADING_THAT = re.compile(r"that\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up: how many were found, how many are right, how many there are.

    A share (7 of 10 speakers right) is a `Score` whose `found` and `gold` are both the 10.
    `shared_found` is how many of the found are right where these are not the same as the gold ones
    that were found: gold direct contents are looked for among everything that was found, those
    returned as direct among all gold.

    >>> (Score(3, 4, 5) + Score(1, 1, 5)).recall
    0.4
    """

    shared: float = 0
    found: float = 0
    gold: float = 0
    shared_found: float | None = None

    def __add__(self, other: Score) -> Score:
        """Return the counts of both together."""
        is_same = self.shared_found is None and other.shared_found is None
        return Score(
            self.shared + other.shared,
            self.found + other.found,
            self.gold + other.gold,
            None if is_same else self.right_found + other.right_found,
        )

    @property
    def right_found(self) -> float:
        """How many of the found are right."""
        return self.shared if self.shared_found is None else self.shared_found

    @property
    def precision(self) -> float:
        """The part of what was found that is right; 0 where nothing was found."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of what there is that was found; 0 where there is nothing."""
        return self.shared / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        if self.shared_found is None:
            total = self.found + self.gold
            return 2 * self.shared / total if total else 0.0
        total_rate = self.precision + self.recall
        return 2 * self.precision * self.recall / total_rate if total_rate else 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A gold quote and a found one whose contents overlap, by their places in the two lists."""

    gold_index: int
    found_index: int
    overlap: float


def trim(text: str, start_char: int, end_char: int, *, is_content: bool = False) -> Range:
    """Return a range without the white space, quotation marks and stops at its edges.

    With `is_content` a leading "that" goes too. A range that holds nothing else is returned as
    it is.

    >>> text = "said that “it is over.”"
    >>> trim(text, 4, 23, is_content=True), trim(text, 10, 23)
    ((11, 21), (11, 21))
    """
    start, end = start_char, end_char
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    while start < end:
        that = _LEADING_THAT.match(text, start, end) if is_content else None
        if that:
            start = that.end()
        elif _is_edge(text[start]):
            start += 1
        else:
            return start, end
    return start_char, end_char


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGES


def ranges_of(text: str, quote: Quote, part: Part, *, trimmed: bool = True) -> tuple[Range, ...]:
    """Return the ranges of one part of a quote, in order; none where the quote has no such part."""
    single = {"source": quote.source, "cue": quote.cue}
    spans: Iterable[CharSpan | None] = quote.content if part == "content" else (single[part],)
    ranges = [(span.start_char, span.end_char) for span in spans if span is not None]
    if trimmed:
        ranges = [trim(text, *span, is_content=part == "content") for span in ranges]
    return tuple(ranges)


def whole_attribution_score(text: str, gold: Sequence[Quote], found: Sequence[Quote]) -> Score:
    """Count attributions whose source and contents are exact and whose cues overlap.

    This is the whole-quote figure of Citron (Richards, 2021). Two attributions without a cue
    agree on the cue. Each is used once, in order.
    """
    unused = [_Whole.of(text, quote) for quote in found]
    shared = 0
    for quote in gold:
        wanted = _Whole.of(text, quote)
        index = next((i for i, whole in enumerate(unused) if wanted.agrees_with(whole)), None)
        if index is not None:
            del unused[index]
            shared += 1
    return Score(shared, len(found), len(gold))


@dataclass(frozen=True, slots=True)
class _Whole:
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]

    @classmethod
    def of(cls, text: str, quote: Quote) -> _Whole:
        return cls(*(ranges_of(text, quote, part) for part in PARTS))

    def agrees_with(self, other: _Whole) -> bool:
        if (self.source, self.content) != (other.source, other.content):
            return False
        return self.cue == other.cue or bool(common_ranges(self.cue, other.cue))


def match_quotes(
    text: str,
    gold: Sequence[Quote],
    found: Sequence[Quote],
    *,
    min_overlap: float = MIN_OVERLAP,
    prefer: Callable[[Quote, Quote], bool] | None = None,
) -> list[Match]:
    """Pair quotes whose contents overlap, best pairs first, each used once; in order of gold.

    Overlap is the intersection over the union of the non-space characters of the trimmed
    contents, 0 to 1. Of equal pairs one that `prefer(gold, found)` accepts comes first, then
    order in the lists decides.
    """
    ink = Ink(text)
    gold_ranges = [merged_ranges(ranges_of(text, quote, "content")) for quote in gold]
    found_ranges = [merged_ranges(ranges_of(text, quote, "content")) for quote in found]
    candidates = []
    for gold_index, left in enumerate(gold_ranges):
        for found_index, right in enumerate(found_ranges):
            overlap = overlap_of(ink, left, right)
            if overlap >= min_overlap:
                is_preferred = prefer is not None and prefer(gold[gold_index], found[found_index])
                candidates.append((-overlap, not is_preferred, gold_index, found_index))
    matches = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for negative_overlap, _, gold_index, found_index in sorted(candidates):
        if gold_index not in used_gold and found_index not in used_found:
            used_gold.add(gold_index)
            used_found.add(found_index)
            matches.append(Match(gold_index, found_index, -negative_overlap))
    return sorted(matches, key=lambda match: match.gold_index)


class Ink:
    """Counts the non-space characters of ranges of one text."""

    def __init__(self, text: str) -> None:
        """Count once, so that each range takes constant time."""
        self._before = [0, *accumulate(not character.isspace() for character in text)]

    def count(self, ranges: Iterable[Range]) -> int:
        """Return how many characters of `ranges`, which must not overlap, are no white space."""
        return sum(self._before[end] - self._before[start] for start, end in ranges)


def overlap_of(ink: Ink, left: Sequence[Range], right: Sequence[Range]) -> float:
    """Return the intersection over the union of the characters of two sides, 0 to 1.

    Each side is a list of ranges in order and without overlaps (`merged_ranges`).
    """
    if left[0][0] >= right[-1][1] or right[0][0] >= left[-1][1]:
        return 0.0
    shared = ink.count(common_ranges(left, right))
    union = ink.count(left) + ink.count(right) - shared
    return shared / union if union else 0.0


def merged_ranges(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges in order, those that overlap made one."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def common_ranges(left: Sequence[Range], right: Sequence[Range]) -> list[Range]:
    """Return what two lists of ranges, each in order and without overlaps, have in common."""
    common = []
    left_index = right_index = 0
    while left_index < len(left) and right_index < len(right):
        start = max(left[left_index][0], right[right_index][0])
        end = min(left[left_index][1], right[right_index][1])
        if start < end:
            common.append((start, end))
        if left[left_index][1] <= right[right_index][1]:
            left_index += 1
        else:
            right_index += 1
    return common
