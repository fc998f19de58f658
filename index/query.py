"""What does somebody look for who types this?

Turns any text into a query tree, says in a sentence how it was read, and gives weaker trees to
try where nothing is found. Never fails: what cannot be understood is looked for word by word, and
the reading says so. `index/query_weaker.py` makes the weaker trees.

How the readings that could go two ways are decided:

- "S on X", "S said X" and "S quotes": where S is written like a name, or the archive has a speaker
  called so, S is taken as the speaker, and the plain words are what is tried next; else the two
  readings are asked for together, so that "war on terror" finds these words, and "okell on
  harbours" what Okell said.
- In a question the speaker of one word is looked for among speakers only: "what did Okell say"
  must not find a spokesman for Okell. Of several words, as in "Defence Minister Okell", those
  before the last may be found in the role; with "the" or "which" in front, all may: "the harbour
  master". Words in a role stand for their other forms too: "spokesman", "Syrian".
- What a question calls content ("who said X") is looked for in the quoted words, and in all
  places only when nothing is found.
- Times ("last week", "since March 2020") and outlets of the archive ("in the Courier") restrict
  every reading; the words as they stand are tried where that finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from index.engine import (
    Everything,
    FieldName,
    Leaf,
    Or,
    Phrase,
    Query,
    Word,
    map_leaves,
)
from index.query_grammar import TOO_COMMON, all_of, conjunction, plain_words, read_signs
from index.query_outlets import find_outlets
from index.query_questions import (
    Question,
    asks_for_anything,
    looks_like_name,
    read_question,
)
from index.query_reading import describe
from index.query_roles import role_alternatives, without_role_nouns
from index.query_times import cut_out, find_times
from index.query_tokens import DATE_FIELDS, FIELDS, DoubtError, printable
from index.query_weaker import weaker_readings
from index.words import keys
from quotes.records import KINDS

MAX_QUERY_CHARS = 2_000
_HONORIFICS = frozenset("mr mrs ms miss dr sir".split())
_PROTECTED = re.compile(
    r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»'
    rf"|\b(?:{'|'.join((*FIELDS, *DATE_FIELDS))}):\s*(?:\([^)]*\)|\S+)",
    re.IGNORECASE,
)
"""Phrases and fields: nothing in them is a time or an outlet."""


_KIND_OF_QUOTES = re.compile(
    rf"\b({'|'.join(KINDS)}) (?:quotes?|quotations?|statements?|speech)\b", re.IGNORECASE
)


class KnownNames(Protocol):
    """What an archive can tell about the names in a query."""

    def outlets(self) -> Sequence[str]:
        """Return the names of all outlets."""

    def is_speaker(self, word: str) -> bool:
        """Tell whether anybody who is quoted is called so, in any spelling."""

    def is_quoted(self, word: str) -> bool:
        """Tell whether a word stands in anything that was said."""


class NothingKnown:
    """Knows no names: for reading a query without an archive."""

    def outlets(self) -> Sequence[str]:
        """Return nothing."""
        return ()

    def is_speaker(self, word: str) -> bool:
        """Tell nothing."""
        return False

    def is_quoted(self, word: str) -> bool:
        """Tell nothing."""
        return True


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query, and the sentence that says it."""

    tree: Query
    text: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """How a query was understood.

    `reading`: a sentence without full stop. `fallbacks`: weaker readings, to be tried in order
    where nothing is found. `notes`: what else the reader of the answer should know. `asked_for`:
    the speaker whose words were asked for, as typed; empty where nobody was. `role`: the tree of
    who was asked for, where that is a role and no name; `besides`: all else that was asked for.
    """

    text: str
    tree: Query
    reading: str
    fallbacks: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    asked_for: str = ""
    role: Query | None = None
    besides: Query | None = None


def parse_query(
    text: str, *, known: KnownNames | None = None, today: date | None = None
) -> ParsedQuery:
    """Understand any text as a query; raises nothing.

    `known` tells which names the archive has; `today` is what "last week" counts from.

    >>> parse_query("harbour -bridge").reading
    'Statements with harbour, not with bridge'
    """
    known = known or NothingKnown()
    notes: list[str] = []
    if len(text) > MAX_QUERY_CHARS:
        notes.append(f"only the first {MAX_QUERY_CHARS:,} characters were read")
    asked = " ".join(printable(text[:MAX_QUERY_CHARS]).split())
    if not asked:
        return ParsedQuery(text, Everything(), describe(Everything()))
    rest, limits = _take_out_limits(asked, known, today or date.today())
    reader = _Reader(known, notes)
    strict = [_limited(tree, limits) for tree in reader.read(rest)] if rest else [all_of(limits)]
    whole = _Reader(known, []).read(asked) if limits and rest else []
    first, *others = list(dict.fromkeys(strict)) or [Or(())]
    weaker = [tree for tree in weaker_readings(strict, known) if tree not in strict]
    fallbacks = tuple(
        Reading(tree, describe(tree))
        for tree in dict.fromkeys((*others, *whole, *weaker))
        if tree != first
    )
    return ParsedQuery(
        text,
        first,
        describe(first),
        fallbacks,
        tuple(dict.fromkeys(notes)),
        reader.asked_for,
        reader.role,
        _all(reader.besides, *limits),
    )


# --- Times and outlets ---------------------------------------------------------------------------


def _take_out_limits(asked: str, known: KnownNames, today: date) -> tuple[str, list[Query]]:
    """Return the query without the words for a time or an outlet, and what these restrict it to."""
    free = _PROTECTED.sub(lambda found: "\0" * len(found[0]), asked)
    found: list[tuple[int, int, Query]] = [
        (time.start_char, time.end_char, time.days) for time in find_times(free, today)
    ]
    for outlet in find_outlets(free, known.outlets()):
        phrases = tuple(Phrase(name, "outlet") for name in outlet.names)
        tree = phrases[0] if len(phrases) == 1 else Or(phrases)
        if all(outlet.end_char <= start or end <= outlet.start_char for start, end, _ in found):
            found.append((outlet.start_char, outlet.end_char, tree))
    found += [
        (*kind.span(1), Word(kind[1].lower(), "kind")) for kind in _KIND_OF_QUOTES.finditer(free)
    ]
    found.sort(key=lambda stretch: stretch[0])
    rest = cut_out(asked, ((start, end) for start, end, _ in found))
    says_more = keys(rest, "word") and not asks_for_anything(rest)
    rest = rest if says_more or not found else ""
    return rest, [tree for _, _, tree in found]


def _limited(tree: Query, limits: Iterable[Query]) -> Query:
    return conjunction([tree, *limits], []) or tree


# --- Readings ------------------------------------------------------------------------------------


class _Reader:
    """Reads one query; `notes` are added to as it goes."""

    def __init__(self, known: KnownNames, notes: list[str]) -> None:
        self._known, self._notes = known, notes
        self.asked_for = ""
        self.role: Query | None = None
        self.besides: Query | None = None

    def read(self, asked: str) -> list[Query]:
        """Return the readings of a query, the likeliest first."""
        question = read_question(asked)
        if question is None:
            return _kept(_read_words(asked, self._notes))
        self.asked_for = question.speaker
        trees = self._question_trees(question)
        if not question.is_guess:
            return _kept(*trees)
        plain = _words_quietly(asked)
        bare = _words_quietly(question.plain)
        if question.speaker and self._is_named(question.speaker):
            # "War on Terror" may be words; nobody's name is exchanged for words around others'.
            words = question.speaker.split()
            may_be_words = any(self._known.is_quoted(word) for word in words)
            return _kept(*trees, *((plain, bare) if may_be_words else ()))
        self.asked_for = ""
        likely = _kept(trees[0] if trees else None, plain)
        together: Query | None = Or(tuple(likely)) if len(likely) > 1 else None
        return _kept(together, *likely, bare)

    def _is_named(self, text: str) -> bool:
        if looks_like_name(text):
            return True
        words = [word for word in text.split() if word.lower().strip(".") not in _HONORIFICS]
        return all(self._known.is_speaker(word) for word in words) and not any(
            self._known.is_quoted(word) for word in words
        )

    def _words(self, text: str, in_field: FieldName | None = None) -> Query | None:
        notes: list[str] = []
        tree = _within(_read_words(text, notes), in_field)
        # In a question nobody takes "the" for a word to look for.
        self._notes.extend(note for note in notes if not note.startswith(TOO_COMMON))
        return tree

    def _question_trees(self, question: Question) -> list[Query | None]:
        content = self._words(question.content, "content") if question.content else None
        anywhere = _words_quietly(question.content)
        about = self._words(question.about) if question.about else None
        listener = _words_quietly(question.listener)
        cue = Word(question.cue, "cue") if question.cue else None
        speakers: list[Query | None] = [*_speakers(question.speaker)] or [None]
        if question.speaker and not question.is_guess and not looks_like_name(question.speaker):
            self.role = next((tree for tree in speakers if tree is not None), None)
            self.besides = _all(about, anywhere)
        trees: list[Query | None] = []
        verb = Word(question.cue.split()[0]) if question.cue else None
        for told in dict.fromkeys((listener, None)):
            trees += [_all(speaker, cue, about, content, told) for speaker in speakers]
        trees += [_all(speaker, about, verb) for speaker in speakers if verb]
        trees += [_all(speaker, about, anywhere) for speaker in speakers]
        return trees


def _kept(*trees: Query | None) -> list[Query]:
    return list(dict.fromkeys(tree for tree in trees if tree is not None))


def _read_words(text: str, notes: list[str]) -> Query | None:
    """Read signs and words; where the signs make no sense, only words."""
    own_notes: list[str] = []
    try:
        tree = read_signs(text, own_notes)
    except DoubtError as doubt:
        own_notes = [f"read as plain words: {doubt}"]
        tree = plain_words(text, own_notes)
    notes.extend(own_notes)
    return tree


def _words_quietly(text: str) -> Query | None:
    return _read_words(text, []) if text else None


def _within(tree: Query | None, field: FieldName | None) -> Query | None:
    if field is None or tree is None:
        return tree
    return map_leaves(tree, lambda leaf: leaf if leaf.field else _in_field(leaf, field))


def _in_field(leaf: Leaf, field: FieldName) -> Leaf:
    return replace(leaf, field=field)


def _all(*parts: Query | None) -> Query | None:
    return conjunction([part for part in parts if part is not None], [])


# --- Who is asked for ----------------------------------------------------------------------------


def _speakers(text: str) -> list[Query]:
    """Return the ways to look for who is named, the strictest first."""
    words = [word for word in re.split(r'[\s"“”„«»,]+', text) if keys(word, "name")]
    has_article = len(words) > 1 and words[0].lower() in ("the", "a", "an", "our", "any", "some")
    if has_article:
        words = words[1:]
    named = [word for word in words if word.lower().strip(".") not in _HONORIFICS] or words
    # "the chief of police", "the minister for migration"
    named = [
        word for word in named if word.lower() not in ("of", "for", "in", "at", "the")
    ] or named
    if not named:
        return []
    loose = _all(*(_in_name_or_role(word) for word in named))
    *before, last = named
    untitled = without_role_nouns(named)
    strict = _all(*(_in_name_or_role(word) for word in before), Word(last, "speaker"))
    # Nobody whose name was typed is exchanged for somebody with that name in the role.
    strict_only = last[:1].isupper() and not last.isupper()
    ways = [loose] if has_article else [strict] if strict_only else [strict, loose]
    if strict_only and len(untitled) < len(named):
        ways.append(_all(*(Word(word, "speaker") for word in untitled)) or strict)
    if len(named) > 1 and not any(word[:1].isupper() for word in named):
        # Of a role in lower case, some of the words may be missing.
        ways.append(_all(*(_in_name_or_role(word) for word in named[-1:])))
    return [tree for tree in dict.fromkeys(ways) if tree is not None]


def _in_name_or_role(word: str) -> Query:
    """Return the tree for a word of a name or a role, in every form it may have in a role."""
    forms: list[Query] = [Word(word, "speaker"), Word(word, "role")]
    for other in (*role_alternatives(word), *_singular(word)):
        parts = other.split()
        forms.append(all_of(Word(part, "speaker") for part in parts))
        forms.append(all_of(Word(part, "role") for part in parts))
    return Or(tuple(forms))


def _singular(word: str) -> tuple[str, ...]:
    """Return the singular of a common noun: "officials" finds "a senior official"."""
    if not word.islower() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return ()
    return (f"{word[:-3]}y",) if word.endswith("ies") else (word[:-1],)
