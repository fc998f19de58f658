"""Do two quotes stand in the same surroundings, as reprints of one wire text do?

A sketch of what stands around a quote is kept with it (`Quote.context_digest`): of the paragraph
before, of the rest of its own and of the paragraph after, the least digests of their word groups
(one-permutation MinHash: Li, Owen, Zhang, NIPS 2012). Two sketches agree as far as the texts share
word groups, so that a reprint is known though an editor cut or respelled it. Nothing of the text
can be read from a sketch.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

from quotes.folding import fold_text

SLOTS = 16
"""Least digests a part: each stands for a sixteenth of all word groups."""
SHINGLE_WORDS = 3
MIN_SHARED_SHARE = 0.2
"""Reports of one event in words of their own share hardly any group of three words."""

MIN_SHARED_SLOTS = 4
"""Less than this, "he told reporters on Monday" can be all that is shared."""

_DIGITS = 3
_EMPTY = "-" * _DIGITS


def sketch_surroundings(before: str, own: str, after: str) -> str | None:
    """Return the sketch of what stands around a quote, nothing where nothing does.

    `own` is what the quote's own paragraphs hold besides it.

    >>> sketch_surroundings("", "", "") is None
    True
    """
    parts = [sketch_text(text) for text in (before, own, after)]
    return ".".join(parts) if any(parts) else None


def have_same_surroundings(one: str | None, other: str | None) -> bool:
    """Tell whether two sketches are of one text, reprinted; without a sketch nobody can tell.

    >>> rain = "It rained all day and all night in the hills above the town"
    >>> sketch = sketch_surroundings(rain, "", "The road was closed at noon by snow")
    >>> have_same_surroundings(sketch, sketch_surroundings(rain, "he said", ""))
    True
    >>> have_same_surroundings(sketch, sketch_surroundings("Nobody knew why he had come", "", ""))
    False
    """
    if one is None or other is None:
        return False
    shared = slots = 0
    for first, second in zip(_slots(one), _slots(other), strict=False):
        if first and second:
            pairs = [pair for pair in zip(first, second, strict=True) if pair != (_EMPTY, _EMPTY)]
            slots += len(pairs)
            shared += sum(mine == theirs for mine, theirs in pairs)
    return shared >= max(MIN_SHARED_SLOTS, MIN_SHARED_SHARE * slots)


@lru_cache(maxsize=64)
def sketch_text(text: str) -> str:
    """Return the least digest of each slot's word groups, three hexadecimal digits each."""
    words = fold_text(text).split()
    if not words:
        return ""
    least: list[int | None] = [None] * SLOTS
    for at in range(max(1, len(words) - SHINGLE_WORDS + 1)):
        digest = zlib.crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode())
        slot, value = digest % SLOTS, digest >> 4
        known = least[slot]
        least[slot] = value if known is None else min(known, value)
    # Of the least digest its last bits: the first ones are nearly always zeros.
    return "".join(_EMPTY if value is None else f"{value & 0xFFF:03x}" for value in least)


def slots_of(sketch: str) -> list[tuple[int, str]]:
    """Return what a sketch shares with those of the same text: the place and digest of each slot.

    Digests of different places never agree.
    """
    places = [slot for part in _slots(sketch) for slot in (part or (_EMPTY,) * SLOTS)]
    return [(at, digest) for at, digest in enumerate(places) if digest != _EMPTY]


@lru_cache(maxsize=1000)
def _slots(sketch: str) -> Sequence[tuple[str, ...]]:
    return [
        tuple(part[at : at + _DIGITS] for at in range(0, len(part), _DIGITS))
        if len(part) == SLOTS * _DIGITS
        else ()
        for part in sketch.split(".")
    ]
