"""Where in a longer text do the words of a shorter one stand, in order and close together?

Hands on the window of a text that a stretch of another is worded in, or nothing where the two have
too little in common. Pure. The thresholds come from our own comparison of such pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from quotes.clusters.wording import FUNCTION_WORDS, INSERTED, count_content

MIN_WORD_SHARE = 0.8
MIN_CONTENT_SHARE = 0.85
"""So many words of either side must stand in the other. They may be left out, but none of content
replaced: who condemns an attack on "the school" says the same as before about "the market", in the
same phrases, and means something else."""
MAX_NAMED_WORDS = 4
"""So many words may stand on one side where the other has a pronoun or an editor's brackets."""

_PRONOUNS = frozenset("they their it this that these those who which one mine".split()) | {INSERTED}

Blocks = Sequence[tuple[int, int, int]]
"""Runs of equal words: where in the segment, where in the text, how many."""


def locate(segment: Sequence[str], words: Sequence[str], after: int) -> tuple[int, int] | None:
    """Find the window of `words` that a segment aligns with best, or nothing good enough.

    It is where the segment stands word for word, if it does. Other windows begin where a word pair
    of the segment stands in `words`, give or take the few words that may be added or left out: an
    alignment over the whole text would stretch over chance matches of small words.
    """
    exact = _find_exactly(segment, words, after)
    if exact is not None:
        return exact, exact + len(segment)
    slack = max(1, round(len(segment) * (1 - MIN_WORD_SHARE)))
    best: tuple[float, int, int] | None = None
    for offset in _offsets(segment, words, after):
        low = max(after, offset - slack)
        high = min(len(words), offset + len(segment) + slack)
        window = _align(segment, words, low, high)
        if window and (best is None or window[0] > best[0]):
            best = window
            if best[0] == 1:
                break
    return best[1:] if best else None


def _find_exactly(segment: Sequence[str], words: Sequence[str], after: int) -> int | None:
    """Return where a segment stands in `words` word for word, nothing where it does not."""
    size = len(segment)
    last = len(words) - size
    while after <= last:
        try:
            after = words.index(segment[0], after, last + 1)
        except ValueError:
            return None
        if words[after : after + size] == segment:
            return after
        after += 1
    return None


def _offsets(segment: Sequence[str], words: Sequence[str], after: int) -> list[int]:
    """Return where the segment may begin in `words`, the likeliest first."""
    width = min(2, len(segment))
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(after, len(words) - width + 1):
        places.setdefault(tuple(words[at : at + width]), []).append(at)
    votes = Counter(
        at - position
        for position in range(len(segment) - width + 1)
        for at in places.get(tuple(segment[position : position + width]), ())
    )
    return [offset for offset, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))][:4]


def _align(
    segment: Sequence[str], words: Sequence[str], low: int, high: int
) -> tuple[float, int, int] | None:
    """Align a segment with `words[low:high]`; return the share of words and the window it takes."""
    blocks = [
        (block.a, low + block.b, block.size)
        for block in LCSseq.editops(list(segment), list(words[low:high])).as_matching_blocks()
        if block.size
    ]
    if not blocks:
        return None
    start, end = blocks[0][1], blocks[-1][1] + blocks[-1][2]
    matched = [word for at, _, size in blocks for word in segment[at : at + size]]
    taken = words[start:end]
    own, other = _size(segment), _size(taken)
    for mine, theirs in _gaps(segment, words, blocks):
        if _names_the_other(mine, theirs):
            own, other = _less(own, mine), _less(other, theirs)
        elif _is_replaced(mine, theirs):
            return None
    content = max(own[1], other[1])
    share = len(matched) / max(own[0], other[0])
    content_share = count_content(matched) / content if content else 1.0
    if share < MIN_WORD_SHARE or content_share < MIN_CONTENT_SHARE:
        return None
    return min(1.0, (share + content_share) / 2), start, end


def _size(words: Sequence[str]) -> tuple[int, int]:
    return len(words), count_content(words)


def _less(size: tuple[int, int], words: Sequence[str]) -> tuple[int, int]:
    return size[0] - len(words), size[1] - count_content(words)


def _names_the_other(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether one side has a pronoun, or an editor's brackets, for what the other names."""
    if not mine and not theirs:
        return False
    for short, full in ((mine, theirs), (theirs, mine)):
        if short and _PRONOUNS.issuperset(short) and len(full) <= MAX_NAMED_WORDS:
            return INSERTED in short or bool(full)
    return False


def _gaps(
    segment: Sequence[str], words: Sequence[str], blocks: Blocks
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield what stands between the runs of equal words, and at the ends, on either side.

    At the ends of the segment so much of the text is taken as of the segment is left over.
    """
    at, place = 0, max(0, blocks[0][1] - blocks[0][0])
    tail = len(segment) - (blocks[-1][0] + blocks[-1][2])
    closing = (len(segment), min(len(words), blocks[-1][1] + blocks[-1][2] + tail), 0)
    for start, start_place, size in (*blocks, closing):
        yield segment[at:start], words[place:start_place]
        at, place = start + size, start_place + size


def _is_replaced(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether one side has other words of content in place of the other's.

    A word left out is no replacement, and neither is another form of the word ("attacks").
    """
    ours = {word[:4] for word in mine if word not in FUNCTION_WORDS}
    others = {word[:4] for word in theirs if word not in FUNCTION_WORDS}
    return bool(ours and others) and ours.isdisjoint(others)
