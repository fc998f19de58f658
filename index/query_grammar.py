"""What do the signs in a query mean?

Reads words, `"phrases"`, `-word`, `NOT`, `OR`, `( )`, `word*`, `word~1`, `"a b"~6` and fields into
the query tree. Hands on the tree and notes, or raises `DoubtError` with the reason where the signs
make no sense; `index/query.py` then reads everything as plain words.

`OR` joins its two neighbours and binds closer than words standing side by side: `a OR b c` is
`(a OR b) c`. Operators are capitals; `or`, `not` and `and` are words. An excluded bare word is
looked for in content, speaker and role, not in the context around: what is not shown excludes
nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from index.engine import (
    MAX_FUZZY_DISTANCE,
    MAX_NEAR_DISTANCE,
    MIN_PREFIX_LETTERS,
    And,
    DateRange,
    FieldName,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    map_leaves,
)
from index.query_tokens import DATE_FIELDS, FIELDS, DoubtError, Token, TokenKind, cut, scan, trim
from index.words import keys
from quotes.pipeline.lexicon import load_lexicon
from quotes.records import KINDS

MAX_NESTING = 20
TOO_COMMON = "too common to look for: "

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or as that is are was were be been".split()
)
"""Words that, among others, are not asked for: nearly every statement has them around it."""
_SMALL_WORDS = FUNCTION_WORDS | frozenset("not no do does did it he she i we you they who".split())
"""Beside nothing but these, function words are asked for too: "to be or not to be"."""


def read_signs(text: str, notes: list[str]) -> Query | None:
    """Return the tree of a query, `None` where there is no word in it; adds to `notes`."""
    return _Parser(cut(scan(text), notes), notes).read_all()


def plain_words(text: str, notes: list[str], in_field: FieldName | None = None) -> Query | None:
    """Return a tree that asks for all the words of a text, whatever signs are in it."""
    words = [word for word in (trim(word) for word in re.split(r'[\s()"“”„«»]+', text)) if word]
    words = [word for word in words if word not in ("AND", "OR", "NOT")] or words
    tokens = cut([Token("word", word) for word in words if keys(word, "word")], notes)
    return conjunction([Word(token.text, in_field) for token in tokens], notes)


def conjunction(
    children: Iterable[Query], notes: list[str], *, keep_function_words: bool = False
) -> Query | None:
    """Return the `And` of some trees: flat, dates merged, function words left out among others."""
    flat: list[Query] = []
    for child in children:
        flat.extend(child.children if isinstance(child, And) else (child,))
    content_words = [child for child in flat if not _is_one_of(child, FUNCTION_WORDS)]
    if not keep_function_words and any(_says_something(child) for child in content_words):
        left_out = [child.text for child in flat if _is_one_of(child, FUNCTION_WORDS)]
        if left_out:
            notes.append(f"{TOO_COMMON}{', '.join(dict.fromkeys(left_out))}")
        flat = content_words
    flat = list(dict.fromkeys(_merge_dates(flat)))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _says_something(tree: Query) -> bool:
    return not isinstance(tree, Not | DateRange) and not _is_one_of(tree, _SMALL_WORDS)


def _is_one_of(tree: Query, words: frozenset[str]) -> TypeGuard[Word]:
    """Tell whether a tree is one of some words, not written as a name or short form is."""
    if not isinstance(tree, Word) or tree.field not in (None, "content"):
        return False
    is_small = tree.text.islower() or tree.text == tree.text.capitalize() != "A"
    return is_small and tree.text.lower() in words


def _merge_dates(children: list[Query]) -> list[Query]:
    ranges = [child for child in children if isinstance(child, DateRange)]
    if len(ranges) < 2:
        return children
    earliest = [days.earliest for days in ranges if days.earliest is not None]
    latest = [days.latest for days in ranges if days.latest is not None]
    merged = DateRange(max(earliest, default=None), min(latest, default=None))
    return [*(child for child in children if not isinstance(child, DateRange)), merged]


# --- From tokens to the tree ---------------------------------------------------------------------


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[Token], notes: list[str]) -> None:
        self._tokens, self._notes = tokens, notes
        self._at = 0
        self._depth = 0
        # A word less to exclude by would exclude more.
        self._is_excluding = False

    def read_all(self) -> Query | None:
        tree = self._sequence(None)
        if self._at < len(self._tokens):
            raise DoubtError("a bracket is closed that was never opened")
        return tree

    def _peek(self) -> TokenKind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _sequence(self, in_field: str | None) -> Query | None:
        """Read what stands side by side, up to a closing bracket or the end."""
        children: list[Query] = []
        while self._peek() not in (None, "close"):
            if self._peek() == "and":
                self._next()
                if not children or self._peek() in (None, "close", "and", "or"):
                    raise DoubtError("AND has nothing on one side")
            children.append(self._alternatives(in_field))
        return conjunction(children, self._notes, keep_function_words=self._is_excluding)

    def _alternatives(self, in_field: str | None) -> Query:
        children = [self._negatable(in_field)]
        while self._peek() == "or":
            self._next()
            children.append(self._negatable(in_field))
        flat = dict.fromkeys(children)
        return children[0] if len(flat) == 1 else Or(tuple(flat))

    def _negatable(self, in_field: str | None) -> Query:
        if self._peek() != "not":
            return self._primary(in_field)
        self._next()
        self._go_deeper()
        was_excluding, self._is_excluding = self._is_excluding, True
        child = self._negatable(in_field)
        self._is_excluding = was_excluding
        self._depth -= 1
        return child.child if isinstance(child, Not) else Not(_shown_fields_only(child))

    def _primary(self, in_field: str | None) -> Query:
        kind = self._peek()
        if kind == "field":
            return self._restricted(self._next().text)
        if kind == "open":
            return self._bracketed(in_field)
        if kind not in ("word", "phrase"):
            raise DoubtError("an operator or a bracket has nothing to work on")
        token = self._next()
        if in_field in DATE_FIELDS:
            return self._dated(in_field, token)
        restricted_to = None if in_field is None else FIELDS[in_field]
        leaf = self._phrase if token.kind == "phrase" else self._word
        return leaf(token, restricted_to)

    def _restricted(self, name: str) -> Query:
        if self._peek() in (None, "close", "or", "and"):
            return Word(name)
        if name == "kind" and self._tokens[self._at].text.lower() not in (*KINDS, ""):
            self._notes.append(f"kind: is one of {', '.join(KINDS)}")
        self._go_deeper()
        tree = self._negatable(name)
        self._depth -= 1
        return tree

    def _bracketed(self, in_field: str | None) -> Query:
        self._next()
        self._go_deeper()
        tree = self._sequence(in_field)
        self._depth -= 1
        if self._peek() != "close":
            raise DoubtError("a bracket is not closed")
        self._next()
        if tree is None:
            raise DoubtError("there is nothing between the brackets")
        return tree

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise DoubtError("the brackets are nested too deep")

    def _phrase(self, token: Token, in_field: FieldName | None) -> Query:
        if in_field == "cluster":
            return Word(token.text, in_field)
        words = keys(token.text, "word")
        if not words:
            raise DoubtError("there is no word between the quotation marks")
        if in_field == "speaker":
            # However somebody's names are ordered, it is the same person.
            names = without_titles(word for word in token.text.split() if keys(word, "name"))
            return all_of(Word(name, in_field) for name in names)
        if token.distance is None or len(words) == 1:
            return Phrase(token.text, in_field)
        if token.distance > MAX_NEAR_DISTANCE:
            self._notes.append(f"~ reaches over {MAX_NEAR_DISTANCE} words at most")
        return Near(tuple(words), min(token.distance, MAX_NEAR_DISTANCE), in_field)

    def _word(self, token: Token, in_field: FieldName | None) -> Query:
        if in_field == "cluster":
            return Word(token.text, in_field)
        word = trim(token.text)
        if word.endswith("*"):
            return self._prefix(word.rstrip("*"), in_field)
        if found := re.fullmatch(r"(.+?)~(\d*)", word):
            return self._fuzzy(found[1], int(found[2][:3] or 1), in_field)
        return Word(word, in_field)

    def _prefix(self, text: str, in_field: FieldName | None) -> Query:
        *before, last = keys(text, "word")
        if len(last) < MIN_PREFIX_LETTERS:
            self._notes.append(f"* needs {MIN_PREFIX_LETTERS} letters before it")
            return Word(text, in_field)
        return all_of([*(Word(word, in_field) for word in before), Prefix(last, in_field)])

    def _fuzzy(self, text: str, distance: int, in_field: FieldName | None) -> Query:
        *before, last = keys(text, "word")
        if distance > MAX_FUZZY_DISTANCE:
            self._notes.append(f"~ allows {MAX_FUZZY_DISTANCE} letters of difference at most")
            distance = MAX_FUZZY_DISTANCE
        if distance == 0:
            return Word(text, in_field)
        return all_of([*(Word(word, in_field) for word in before), Fuzzy(last, distance, in_field)])

    def _dated(self, name: str, token: Token) -> Query:
        period = _period(token.text)
        if period is None:
            self._notes.append(
                f"{name}: needs a date such as 2020-03-31; “{token.text}” was read as a word"
            )
            return Phrase(token.text) if token.kind == "phrase" else Word(trim(token.text))
        first, last = period
        ranges = {
            "before": DateRange(None, first - 1),
            "after": DateRange(last + 1, None),
            "on": DateRange(first, last),
        }
        return ranges[name]


def without_titles(words: Iterable[str]) -> list[str]:
    """Return the words of a name without the titles before it, which are no part of it.

    >>> without_titles(["Dr", "Ines", "Okell"])
    ['Ines', 'Okell']
    """
    left = list(words)
    titles = load_lexicon().titles
    while len(left) > 1 and (left[0].lower().strip(".") in titles or left[0].lower() in titles):
        left.pop(0)
    return left


def all_of(children: Iterable[Query]) -> Query:
    """Return the `And` of some trees, or the one there is."""
    kept = tuple(children)
    return kept[0] if len(kept) == 1 else And(kept)


def _shown_fields_only(tree: Query) -> Query:
    def spread(leaf: Leaf) -> Query:
        if leaf.field is not None:
            return leaf
        return Or(tuple(replace(leaf, field=name) for name in ("content", "speaker", "role")))

    return map_leaves(tree, spread)


def _period(text: str) -> tuple[int, int] | None:
    """Return the first and last day of a day, month or year written as numbers, largest first."""
    found = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", text.strip())
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1).toordinal(), date(year or 0, 12, 31).toordinal()
        last = monthrange(year, month)[1]
        return (
            date(year, month, day or 1).toordinal(),
            date(year, month, day or last).toordinal(),
        )
    except ValueError:
        return None
