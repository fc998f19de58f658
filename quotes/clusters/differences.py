"""In which words does a variant differ from the longest form, and does it change what is said?

Aligns the words of both texts as they are compared, so that spelling, case and marks make no
difference, and hands on `Difference` records with the words as they are written. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from quotes.clusters.names import compare_words
from quotes.clusters.similarity import are_opposites
from quotes.clusters.spellings import is_variant
from quotes.clusters.wording import NEGATIONS, is_name, is_number, join_number
from quotes.folding import words_with_offsets
from quotes.records import Change, Difference, Stake

_CONDITIONS = frozenset(
    """if unless provided providing until till only except almost nearly about roughly may might
    could should would perhaps possibly probably likely allegedly reportedly maybe some most
    partly partially once whether assuming depending eventually temporarily when""".split()
)
_CONDITION_PHRASES = ("as long as", "so long as", "in case", "on condition", "in the event")
"""Words on which it depends whether, when or how far something holds."""
_SENTENCE_END = re.compile(r"[.!?;…]")


_INVOKED = frozenset("god lord christ jesus heaven".split())
"""Names that are called upon and that nothing is said of."""


class _Word(NamedTuple):
    folded: str
    start_char: int
    end_char: int
    is_name: bool


def find_differences(representative: str, variant: str) -> tuple[Difference, ...]:
    """Return the differences between two texts of one statement, in the order of the text.

    >>> [one.change for one in find_differences("We will pay if we must.", "We will pay in May")]
    ['replaced']
    >>> find_differences("We will rebuild it", "we’ll rebuild it!")
    ()
    """
    if representative == variant:
        return ()
    ours, theirs = _read(representative), _read(variant)
    if [word.folded for word in ours] == [word.folded for word in theirs]:
        return ()
    return tuple(_describe(representative, variant, ours, theirs))


def _describe(
    representative: str, variant: str, ours: Sequence[_Word], theirs: Sequence[_Word]
) -> Iterator[Difference]:
    for (our_start, our_end), (their_start, their_end) in _gaps(ours, theirs):
        mine, others = ours[our_start:our_end], theirs[their_start:their_end]
        if _is_spelling(mine, others):
            continue
        change: Change = "replaced" if mine and others else "cut" if mine else "added"
        yield Difference(
            change=change,
            representative=_written(representative, mine),
            variant=_written(variant, others),
            stakes=_stakes(
                _same_sentence(representative, ours, our_start, our_end),
                _same_sentence(variant, theirs, their_start, their_end),
            ),
        )


def _gaps(
    ours: Sequence[_Word], theirs: Sequence[_Word]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the ranges of words that stand on one side only, both between the same neighbours."""
    one, other = [word.folded for word in ours], [word.folded for word in theirs]
    at = place = 0
    for block in LCSseq.editops(one, other).as_matching_blocks():
        if block.a > at or block.b > place:
            yield (at, block.a), (place, block.b)
        at, place = block.a + block.size, block.b + block.size


def _is_spelling(mine: Sequence[_Word], others: Sequence[_Word]) -> bool:
    """Tell whether two stretches are one word for word, in other spellings."""
    return len(mine) == len(others) and all(
        one.folded == other.folded
        or is_variant(one.folded, other.folded)
        or (one.is_name and other.is_name and compare_words(one.folded, other.folded) == "same")
        for one, other in zip(mine, others, strict=True)
    )


def _written(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start_char : words[-1].end_char] if words else ""


def _same_sentence(text: str, words: Sequence[_Word], start: int, end: int) -> list[_Word]:
    """Return those of a stretch's words that stand in a sentence with a word outside of it.

    A sentence left out whole takes nothing from those that are left; of a sentence cut short,
    what is gone may have changed it.
    """
    kept = []
    for at in range(start, end):
        word = words[at]
        reaches_back = start > 0 and not _SENTENCE_END.search(
            text[words[start - 1].end_char : word.start_char]
        )
        reaches_on = end < len(words) and not _SENTENCE_END.search(
            text[word.end_char : words[end].start_char]
        )
        if reaches_back or reaches_on:
            kept.append(word)
    return kept


def _stakes(mine: Sequence[_Word], others: Sequence[_Word]) -> tuple[Stake, ...]:
    """Return what is at stake where one side has the one words and the other side the others."""
    one, other = {word.folded for word in mine}, {word.folded for word in others}
    only = one ^ other
    found: list[Stake] = []
    if sum(word.folded in NEGATIONS for word in mine) != sum(
        word.folded in NEGATIONS for word in others
    ):
        found.append("negation")
    if any(is_number(word) and word != "1" for word in only):
        found.append("number")
    if any(word.is_name and word.folded in only for word in (*mine, *others)):
        found.append("name")
    phrases = [" ".join(word.folded for word in words) for words in (mine, others)]
    if not only.isdisjoint(_CONDITIONS) or any(
        (phrase in phrases[0]) != (phrase in phrases[1]) for phrase in _CONDITION_PHRASES
    ):
        found.append("condition")
    if any(are_opposites(here, there) for here in one - other for there in other - one):
        found.append("opposite")
    return tuple(found)


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[_Word, ...]:
    # The longest form is compared with every other one.
    words: list[_Word] = []
    for read in words_with_offsets(text):
        written = text[read.start_char : read.end_char]
        named = (
            written[0].isupper()
            and read.folded not in _INVOKED
            and is_name(text, read.start_char, written, read.parts)
        )
        for part in read.parts:
            number = join_number(words[-1].folded, part) if words else None
            if number:
                words[-1] = _Word(number, words[-1].start_char, read.end_char, False)
            else:
                words.append(_Word(part, read.start_char, read.end_char, named))
    return tuple(words)
