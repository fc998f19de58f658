"""What do the acronyms of an article stand for?

textacy says which words are acronyms; where it cannot be installed (Python 3.13, for want of
floret) this step does nothing and says so once. What an acronym stands for is matched here:
textacy's own matching of definitions uses a name that NumPy 2 removed.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from quotes.pipeline.people_names import is_acronym_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LOG = logging.getLogger(__name__)
_IN_BRACKETS = re.compile(r"\(\s*[“\"‘']?([A-Z][A-Z.&]{1,7})[’'”\"]?\s*\)")
_WORD = re.compile(r"[^\s,;:()“”\"]+")


@cache
def _say_once_missing() -> None:
    _LOG.warning("textacy is not installed: acronyms are not expanded")


def find_expansions(doc: Doc, text: str) -> dict[str, str]:
    """Return what each acronym of the article stands for, where its text says so in brackets.

    textacy, which is slow to load, is only asked where a definition was found.
    """
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        name = _definition_before(text, match.start(), match[1])
        if name:
            found.setdefault(match[1], name)
    if not found:
        return {}
    try:
        from textacy.extract.acros import acronyms
    except ImportError:
        _say_once_missing()
        return {}
    known = {token.text for token in acronyms(doc)}
    return {acronym: name for acronym, name in found.items() if acronym in known}


def _definition_before(text: str, end_char: int, acronym: str) -> str:
    """Return the shortest stretch before a bracket whose initials are the acronym."""
    window = text[max(0, end_char - 120) : end_char].rstrip()
    # A definition does not cross a mark, so only the words after the last one are read.
    tail = re.split(r"[,;:()“”\"\n]", window)[-1]
    starts = [match.start() for match in _WORD.finditer(tail)]
    for start in reversed(starts[-2 * len(acronym) - 1 :]):
        if tail[start].isupper() and is_acronym_of(acronym, tail[start:]):
            return tail[start:].strip()
    return ""
