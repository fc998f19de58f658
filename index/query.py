"""What does somebody look for who types this?

Turns any text into a query tree, says in a sentence how it was read, and gives weaker trees to
try where nothing is found. Never fails: what cannot be understood is looked for word by word, and
the reading says so.

How the readings that could go two ways are decided:

- "S on X" and "S quotes": where S is written like a name, S is taken as the speaker, and the plain
  words are what is tried next; else the two readings are asked for together, so that "war on
  terror" finds these words, and "okell on harbours" what Okell said.
- In a question the speaker of one word is looked for among speakers only: "what did Okell say"
  must not find a spokesman for Okell. Of several words, as in "Defence Minister Okell", those
  before the last may be found in the role; with "the" in front, all may: "the harbour master".
- What a question calls content ("who said X") is looked for in the quoted words, and in all
  places only when nothing is found.
- The weakest tree asks for any of the words instead of all; it keeps speakers, fields, dates and
  exclusions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.engine import (
    And,
    Everything,
    FieldName,
    Leaf,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    map_leaves,
)
from index.query_grammar import conjunction, plain_words, read_signs
from index.query_questions import Question, looks_like_name, read_question
from index.query_reading import describe
from index.query_tokens import DoubtError, printable
from index.words import keys

MAX_QUERY_CHARS = 2_000
_HONORIFICS = frozenset("mr mrs ms miss dr sir".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query, and the sentence that says it."""

    tree: Query
    text: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """How a query was understood.

    `reading`: a sentence without full stop. `fallbacks`: weaker readings, to be tried in order
    where nothing is found. `notes`: what else the reader of the answer should know.
    """

    text: str
    tree: Query
    reading: str
    fallbacks: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()


def parse_query(text: str) -> ParsedQuery:
    """Understand any text as a query; raises nothing.

    >>> parse_query("harbour -bridge").reading
    'Statements with harbour, not with bridge'
    """
    notes: list[str] = []
    if len(text) > MAX_QUERY_CHARS:
        notes.append(f"only the first {MAX_QUERY_CHARS:,} characters were read")
    asked = " ".join(printable(text[:MAX_QUERY_CHARS]).split())
    if not asked:
        return ParsedQuery(text, Everything(), describe(Everything()))
    readings, plain = _readings(asked, notes)
    trees = [tree for tree in readings if tree is not None]
    bases = [*trees, plain] if plain is not None else trees
    weaker = [change(tree) for change in (_without_phrases, _any_word) for tree in bases]
    first, *rest = dict.fromkeys([*trees, *weaker]) or [Or(())]
    fallbacks = tuple(Reading(tree, describe(tree)) for tree in rest if tree != plain)
    return ParsedQuery(text, first, describe(first), fallbacks, tuple(dict.fromkeys(notes)))


def _readings(asked: str, notes: list[str]) -> tuple[list[Query | None], Query | None]:
    """Return the readings of a query, the likeliest first, and the plain one if it has a part."""
    question = read_question(asked)
    if question is None:
        return [_words(asked, notes)], None
    trees = _question_trees(question, notes)
    if not question.is_guess:
        return trees, None
    plain = _words(asked, [])
    if looks_like_name(question.speaker):
        return [*trees, plain], None
    likely = [tree for tree in (trees[0], plain) if tree is not None]
    return [Or(tuple(likely)), trees[0]], plain


def _words(text: str, notes: list[str], in_field: FieldName | None = None) -> Query | None:
    """Read signs and words; bare words are looked for in `in_field`."""
    own_notes: list[str] = []
    try:
        tree = read_signs(text, own_notes)
    except DoubtError as doubt:
        own_notes = [f"read as plain words: {doubt}"]
        tree = plain_words(text, own_notes)
    notes.extend(own_notes)
    return None if tree is None else _within(tree, in_field)


def _within(tree: Query, field: FieldName | None) -> Query:
    if field is None:
        return tree
    return map_leaves(tree, lambda leaf: leaf if leaf.field else replace(leaf, field=field))


# --- Questions -----------------------------------------------------------------------------------


def _question_trees(question: Question, notes: list[str]) -> list[Query | None]:
    content = _words(question.content, notes, "content") if question.content else None
    anywhere = _words(question.content, []) if question.content else None
    about = _words(question.about, notes) if question.about else None
    cue = Word(question.cue, "cue") if question.cue else None
    speakers: list[Query | None] = [*_speakers(question.speaker)] or [None]
    trees = [_all(speaker, cue, about, content) for speaker in speakers]
    trees += [_all(speaker, about, anywhere) for speaker in speakers]
    return trees


def _all(*parts: Query | None) -> Query | None:
    return conjunction([part for part in parts if part is not None], [])


def _speakers(text: str) -> list[Query]:
    """Return the ways to look for who is named, the strictest first."""
    words = [word for word in re.split(r'[\s"“”„«»,]+', text) if keys(word, "name")]
    has_article = len(words) > 1 and words[0].lower() in ("the", "a", "an", "our")
    if has_article:
        words = words[1:]
    named = [word for word in words if word.lower().strip(".") not in _HONORIFICS] or words
    if not named:
        return []
    loose = _all(*(Or((Word(word, "speaker"), Word(word, "role"))) for word in named))
    *before, last = named
    strict = _all(
        *(Or((Word(word, "speaker"), Word(word, "role"))) for word in before),
        Word(last, "speaker"),
    )
    # Nobody whose name was typed is exchanged for somebody with that name in the role.
    strict_only = last[:1].isupper()
    ways = (loose,) if has_article else (strict,) if strict_only else (strict, loose)
    return [tree for tree in ways if tree is not None]


# --- Weaker readings -----------------------------------------------------------------------------


def _without_phrases(tree: Query) -> Query:
    """Ask for the words of every phrase in any order and place."""

    def loosen(leaf: Leaf) -> Query:
        if not isinstance(leaf, Phrase) or leaf.field not in (None, "content"):
            return leaf
        words = tuple(Word(word, leaf.field) for word in leaf.text.split() if keys(word, "word"))
        return And(words)

    parts = tree.children if isinstance(tree, And) else (tree,)
    return (
        _all(*(part if isinstance(part, Not) else map_leaves(part, loosen) for part in parts))
        or tree
    )


def _any_word(tree: Query) -> Query:
    """Ask for any of the bare words instead of all; keep everything else."""
    tree = _without_phrases(tree)
    if not isinstance(tree, And):
        return tree
    bare = [child for child in tree.children if isinstance(child, Leaf) and _is_bare(child)]
    if len(bare) < 2:
        return tree
    kept = [child for child in tree.children if child not in bare]
    return And((*kept, Or(tuple(bare)))) if kept else Or(tuple(bare))


def _is_bare(leaf: Leaf) -> bool:
    return leaf.field in (None, "content", "context")
