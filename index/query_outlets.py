"""Which words of a query name the outlet it was published in?

"in the Courier", "from Tarn", "told the Ledger" restrict to an outlet where the archive has one
that is called so; the same words may name a place, so that a name counts whole, by its end ("the
Courier" for "Calderport Courier") or without what such names end in ("Tarn" for "Tarn Press
Agency"). Hands on where the words stand and the outlets they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.folding import words_with_offsets

_BEFORE = frozenset("in from via per told tells tell to at with inside published".split())
_ARTICLES = frozenset("the a an".split())
_TOLD = frozenset("told tells tell".split())
_GENERIC = frozenset(
    "agency press news newspaper online wire daily weekly tv television radio network service"
    " media group magazine com org net the".split()
)
"""What the name of an outlet ends in and people leave out."""
_PLAIN_WORDS = frozenset("herald state line world people guardian sun star mirror".split())
MAX_OUTLET_WORDS = 8


@dataclass(frozen=True, slots=True)
class OutletWords:
    """A stretch of a query that names outlets: `text[start_char:end_char]`, with their names."""

    start_char: int
    end_char: int
    names: tuple[str, ...]


def find_outlets(text: str, outlets: Iterable[str]) -> list[OutletWords]:
    """Return the outlets named in a text, in order.

    >>> [found.names for found in find_outlets("tolls in the courier", ["Bay Courier"])]
    [('Bay Courier',)]
    """
    short_forms = _short_forms(outlets)
    words = [(word.folded, word.start_char, word.end_char) for word in words_with_offsets(text)]
    found: list[OutletWords] = []
    at = 0
    while at < len(words):
        match = _match_at(words, at, short_forms, text)
        if match is None:
            at += 1
            continue
        end, names = match
        found.append(OutletWords(_start(words, at), words[end - 1][2], names))
        at = end
    return found


_Words = Sequence[tuple[str, int, int]]


def _match_at(
    words: _Words, at: int, short_forms: dict[tuple[str, ...], set[str]], text: str
) -> tuple[int, tuple[str, ...]] | None:
    """Return the end and the names of the longest outlet that begins at a word."""
    for end in range(min(len(words), at + MAX_OUTLET_WORDS), at, -1):
        names = short_forms.get(tuple(word for word, _, _ in words[at:end]))
        if names is None:
            continue
        is_written_as_name = text[words[at][1]].isupper()
        is_whole = end - at > 1 and any(len(_folded(name)) == end - at for name in names)
        if _is_led_in(words, at) or (is_whole and is_written_as_name):
            return end, tuple(sorted(names))
    return None


def _is_led_in(words: _Words, at: int) -> bool:
    before = at - 1 - (at > 0 and words[at - 1][0] in _ARTICLES)
    return before >= 0 and words[before][0] in _BEFORE


def _start(words: _Words, at: int) -> int:
    """Return where the words begin that lead to an outlet; "told" stays: it says who spoke."""
    if at and words[at - 1][0] in _ARTICLES:
        at -= 1
    if at and words[at - 1][0] in _BEFORE - _TOLD:
        at -= 1
    return words[at][1]


def _folded(name: str) -> tuple[str, ...]:
    words = tuple(word.folded for word in words_with_offsets(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _short_forms(outlets: Iterable[str]) -> dict[tuple[str, ...], set[str]]:
    """Return every way to name each outlet, as folded words."""
    forms: dict[tuple[str, ...], set[str]] = {}
    for name in outlets:
        words = _folded(name)
        ends = {words[start:] for start in range(len(words)) if words[start:][0] not in _GENERIC}
        kept = len(words)
        while kept > 1 and words[kept - 1] in _GENERIC:
            kept -= 1
        initials = ("".join(word[0] for word in words),) if len(words) > 2 else words
        bare = re.sub(r"\.(?:com|org|net|co\.uk|example)$", "", " ".join(words))
        for form in {words, words[:kept], tuple(bare.split()), initials, *ends}:
            if form and form[0]:
                forms.setdefault(form, set()).add(name)
    return forms
