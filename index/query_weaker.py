"""What is tried where nothing is found the way a query was read?

First phrases are read as words, then most of the words are enough, then any of them. Speakers,
fields, dates and exclusions stay, and so does a bare word that is the name of somebody quoted.
Hands on weaker trees, the strictest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import Protocol

from index.engine import And, AtLeast, Leaf, Not, Or, Phrase, Query, Word, map_leaves
from index.query_grammar import FUNCTION_WORDS, conjunction
from index.words import keys

_MOST = 2 / 3
"""The share of the words that "most of them" means."""

_ASKING_WORDS = FUNCTION_WORDS | frozenset(
    "who whom whose what which when where why how did do does has have had say says said saying"
    " tell told about it its he she they we you i me my any all some there this that these those"
    " not no if so can could would should will vs versus".split()
)
"""Words that alone are no reason to show a statement."""


class _Names(Protocol):
    def is_speaker(self, word: str) -> bool: ...
    def is_quoted(self, word: str) -> bool: ...


def weaker_readings(trees: Iterable[Query], names: _Names) -> Iterator[Query]:
    """Yield weaker trees for some readings, the strictest first."""
    bases = list(dict.fromkeys(without_phrases(tree) for tree in trees))
    changes: tuple[Callable[[Query, _Names], Query], ...] = (_most_words, _any_word)
    yield from bases
    for change in changes:
        yield from (change(tree, names) for tree in bases)


def without_phrases(tree: Query) -> Query:
    """Ask for the words of every phrase in any order and place."""

    def loosen(leaf: Leaf) -> Query:
        if not isinstance(leaf, Phrase) or leaf.field not in (None, "content"):
            return leaf
        words = [Word(word, leaf.field) for word in leaf.text.split() if keys(word, "word")]
        return conjunction(words, []) or leaf

    parts = tree.children if isinstance(tree, And) else (tree,)
    loosened = (part if isinstance(part, Not) else map_leaves(part, loosen) for part in parts)
    return conjunction(loosened, []) or tree


def _most_words(tree: Query, names: _Names) -> Query:
    bare, kept = _parted(tree, names)
    enough = ceil(len(bare) * _MOST)
    return _with_some(bare, kept, enough) if 1 < enough < len(bare) else tree


def _any_word(tree: Query, names: _Names) -> Query:
    bare, kept = _parted(tree, names)
    if not bare and kept:
        return conjunction(kept, []) or tree
    return _with_some(bare, kept, 1) if len(bare) > 1 or (bare and kept) else tree


def _with_some(bare: list[Query], kept: list[Query], enough: int) -> Query:
    some = bare[0] if len(bare) == 1 else AtLeast(enough, tuple(bare))
    some = Or(tuple(bare)) if enough == 1 and len(bare) > 1 else some
    return And((*kept, some)) if kept else some


def _parted(tree: Query, names: _Names) -> tuple[list[Query], list[Query]]:
    """Return the bare words of a tree that may be missing, and everything that must be there."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    bare: list[Query] = []
    kept: list[Query] = []
    asking: list[Query] = []
    for part in parts:
        is_named = isinstance(part, Word) and _is_named(part.text, names)
        if not isinstance(part, Leaf) or part.field not in (None, "content") or is_named:
            kept.append(part)
        elif isinstance(part, Word) and part.text.lower() in _ASKING_WORDS:
            asking.append(part)
        else:
            bare.append(part)
    return (bare, kept) if bare or kept else (asking, kept)


def _is_named(word: str, names: _Names) -> bool:
    if word.isupper() or not keys(word, "name"):
        return False
    return names.is_speaker(word) and (word[:1].isupper() or not names.is_quoted(word))
