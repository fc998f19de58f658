"""How right are the spans of one part (source, cue or content), without regard to links?

Hands on five counts of growing tolerance: exact (trimmed or not), begin, Jaccard, characters. Each
is over all quotes or, for the contents of one kind, over the gold spans of that kind (recall,
whatever kind they were returned as) and the found spans of that kind (precision, whatever kind they
are). A span that several quotes share, as one source of two quotes, counts once: taggers, whose
published figures these are compared with, cannot return it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from quotes.records import Kind, Quote
from quotes.scoring import (
    Ink,
    Part,
    Range,
    Score,
    common_ranges,
    merged_ranges,
    overlap_of,
    ranges_of,
)

Kinds = Mapping[Range, Collection[Kind]]
"""The spans of one part, each with the kinds of the quotes that have it."""
Pair = tuple[Range, Range, float]
"""A gold span, a found one, and what the pair is worth, up to 1."""


def exact_score(
    text: str,
    gold: Sequence[Quote],
    found: Sequence[Quote],
    part: Part,
    *,
    trimmed: bool = True,
    kind: Kind | None = None,
) -> Score:
    """Count the spans that are equal on both sides.

    The exact match of taggers (Wang et al., COLING 2022). Published figures are untrimmed.
    """
    gold_spans = _spans(text, gold, part, trimmed=trimmed)
    found_spans = _spans(text, found, part, trimmed=trimmed)
    pairs = [(span, span, 1) for span in gold_spans.keys() & found_spans.keys()]
    return _tally(pairs, gold_spans, found_spans, kind)


def begin_score(
    text: str,
    gold: Sequence[Quote],
    found: Sequence[Quote],
    part: Part,
    *,
    kind: Kind | None = None,
) -> Score:
    """Count the spans whose trimmed first characters agree, each used once.

    The begin match of Wang et al. (COLING 2022). Of several that begin at one place those that
    overlap most are paired first.
    """
    gold_spans, found_spans = _spans(text, gold, part), _spans(text, found, part)
    pairs = _best_pairs(text, gold_spans, found_spans, lambda left, right: left[0] == right[0])
    return _tally([(*pair[:2], 1) for pair in pairs], gold_spans, found_spans, kind)


def jaccard_score(
    text: str,
    gold: Sequence[Quote],
    found: Sequence[Quote],
    part: Part,
    *,
    kind: Kind | None = None,
) -> Score:
    """Add up the overlap of spans, each paired once, best pairs first.

    A pair is worth the intersection over the union of its non-space characters, trimmed (Jaccard);
    precision is the sum over the number of found spans, recall over the number of gold spans. The
    partial score of Pareti et al. (EMNLP 2013) and the Jaccard figure of Wang et al. (COLING 2022)
    credit partial spans too, but let one long span serve several; theirs is a mean over gold and
    spurious spans, no F1, so that the figures are close and not the same.
    """
    gold_spans, found_spans = _spans(text, gold, part), _spans(text, found, part)
    pairs = _best_pairs(text, gold_spans, found_spans, lambda left, right: True)
    return _tally(pairs, gold_spans, found_spans, kind)


def token_overlap_score(
    text: str,
    gold: Sequence[Quote],
    found: Sequence[Quote],
    part: Part,
    *,
    kind: Kind | None = None,
) -> Score:
    """Count the characters, white space left out, that stand in a part on both sides."""
    ink = Ink(text)
    gold_spans, found_spans = _spans(text, gold, part), _spans(text, found, part)
    all_gold, all_found = merged_ranges(gold_spans), merged_ranges(found_spans)
    if kind is None:
        shared = ink.count(common_ranges(all_gold, all_found))
        return Score(shared, ink.count(all_found), ink.count(all_gold))
    of_gold = merged_ranges(_of_kind(gold_spans, kind))
    of_found = merged_ranges(_of_kind(found_spans, kind))
    return Score(
        ink.count(common_ranges(of_gold, all_found)),
        ink.count(of_found),
        ink.count(of_gold),
        ink.count(common_ranges(all_gold, of_found)),
    )


def _spans(text: str, quotes: Iterable[Quote], part: Part, *, trimmed: bool = True) -> Kinds:
    """Return the spans of one part in order."""
    kinds: dict[Range, set[Kind]] = {}
    for quote in quotes:
        for span in ranges_of(text, quote, part, trimmed=trimmed):
            kinds.setdefault(span, set()).add(quote.kind)
    return {span: kinds[span] for span in sorted(kinds)}


def _of_kind(spans: Kinds, kind: Kind | None) -> list[Range]:
    return [span for span, kinds in spans.items() if kind is None or kind in kinds]


def _best_pairs(
    text: str, gold: Kinds, found: Kinds, may_pair: Callable[[Range, Range], bool]
) -> list[Pair]:
    """Pair spans that overlap, best pairs first, each used once; order decides between equals."""
    ink = Ink(text)
    candidates = []
    for left in gold:
        for right in found:
            if right[0] >= left[1]:
                break
            overlap = 1.0 if left == right else overlap_of(ink, [left], [right])
            if overlap and may_pair(left, right):
                candidates.append((-overlap, left, right))
    pairs: list[Pair] = []
    used_gold: set[Range] = set()
    used_found: set[Range] = set()
    for negative_overlap, left, right in sorted(candidates):
        if left not in used_gold and right not in used_found:
            used_gold.add(left)
            used_found.add(right)
            pairs.append((left, right, -negative_overlap))
    return pairs


def _tally(pairs: Iterable[Pair], gold: Kinds, found: Kinds, kind: Kind | None) -> Score:
    if kind is None:
        return Score(sum(worth for _, _, worth in pairs), len(found), len(gold))
    listed = list(pairs)
    return Score(
        sum(worth for left, _, worth in listed if kind in gold[left]),
        len(_of_kind(found, kind)),
        len(_of_kind(gold, kind)),
        sum(worth for _, right, worth in listed if kind in found[right]),
    )
