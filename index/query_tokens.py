"""Where do the words and signs of a query begin and end?

Cuts a query into tokens: words, phrases, fields, brackets, operators. Hands them on in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import category

from index.engine import FieldName
from index.words import keys

MAX_QUERY_WORDS = 64

FIELDS: dict[str, FieldName] = {
    "speaker": "speaker",
    "role": "role",
    "outlet": "outlet",
    "kind": "kind",
    "cue": "cue",
    "context": "context",
    "cluster": "cluster",
}
DATE_FIELDS = ("before", "after", "on")

TokenKind = Literal["word", "phrase", "field", "open", "close", "not", "or", "and"]

_FIELD = re.compile(rf"({'|'.join((*FIELDS, *DATE_FIELDS))}):", re.IGNORECASE)
_DISTANCE = re.compile(r"~(\d{1,4})")
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MINUS = "-−"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp", "Zs"})
_EDGES = ".,;:!?…'’‘`-–—"
_OPERATORS: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not", "&&": "and", "||": "or"}


class DoubtError(Exception):
    """The signs of a query make no sense; the message says why. Never leaves the parser."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `distance` is the number after the `~` of a phrase."""

    kind: TokenKind
    text: str = ""
    distance: int | None = None


def scan(text: str) -> list[Token]:
    """Return the tokens of a query in order; raise `DoubtError` where a phrase does not end."""
    text = printable(text).translate(_QUOTATION_MARKS)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        char, after = text[at], text[at + 1 : at + 2]
        if char == '"':
            token, at = _scan_phrase(text, at)
            tokens.append(token)
        elif char in "()":
            tokens.append(Token("open" if char == "(" else "close"))
            at += 1
        elif char in _MINUS and after.strip() and after not in _MINUS:
            tokens.append(Token("not"))
            at += 1
        elif found := _FIELD.match(text, at):
            tokens.append(Token("field", found[1].lower()))
            at = found.end()
        elif char.isspace() or char == "+":
            at += 1
        else:
            is_identifier = bool(tokens) and tokens[-1] == Token("field", "cluster")
            end = _end_of_word(text, at, r"\s" if is_identifier else r'[\s()"]')
            tokens.extend(_word_tokens(text[at:end], is_identifier))
            at = end
    return tokens


def _scan_phrase(text: str, at: int) -> tuple[Token, int]:
    end = text.find('"', at + 1)
    if end < 0:
        raise DoubtError("a quotation mark is not closed")
    found = _DISTANCE.match(text, end + 1)
    distance = int(found[1]) if found else None
    return Token("phrase", text[at + 1 : end].strip(), distance), found.end() if found else end + 1


def _end_of_word(text: str, at: int, stop: str) -> int:
    found = re.compile(stop).search(text, at)
    return found.start() if found else len(text)


def _word_tokens(word: str, is_identifier: bool) -> list[Token]:
    if word in _OPERATORS:
        return [Token(_OPERATORS[word])]
    # A word without letters or digits, such as a dash, is no word.
    return [Token("word", word)] if is_identifier or keys(word, "word") else []


def printable(text: str) -> str:
    """Return a text with a space for every control character, line end and half character."""
    return "".join(" " if category(char) in _UNPRINTABLE else char for char in text)


def cut(tokens: list[Token], notes: list[str]) -> list[Token]:
    """Return the tokens up to the greatest number of words; says in `notes` if any were cut."""
    words = 0
    for at, token in enumerate(tokens):
        words += len(token.text.split())
        if words > MAX_QUERY_WORDS:
            notes.append(f"only the first {MAX_QUERY_WORDS} words were looked for")
            shortened = replace(token, text=" ".join(token.text.split()[:MAX_QUERY_WORDS]))
            return tokens[:at] or [shortened]
    return tokens


def trim(word: str) -> str:
    """Return a word without the marks that may stand at its edges."""
    return word.strip(_EDGES)
