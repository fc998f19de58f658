"""Where must what the network took for content be cut, because marks begin or end a sentence?

Hands on `Candidate`s for `contents.py`. Works on character ranges alone: no model, no spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.pipeline.glyphs import GLYPHS
from quotes.pipeline.marks import Quotation

MAX_HEARER_WORDS = 3
"""So many words before a colon and marks only name who was addressed ("told him: “…”")."""

MIN_EXCLAIMED_WORDS = 5
"""A shorter exclamation or question ("“Bobby!” Hall") may stand within a sentence."""

_MAX_MARKS = 6
_SPACES = " \t\xa0"
_SENTENCE_ENDS = (".", "!", "?")
_GOES_ON = re.compile(rf"\s*(?:,|--|[–—-])\s*[{GLYPHS}]+\s*(?=[a-z])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A content span as the network found it; `cue` is where the cue it belongs to begins."""

    start_char: int
    end_char: int
    confidence: float
    cue: int | None = None
    link_confidence: float = 1.0


def cut_candidates(
    text: str, candidates: Sequence[Candidate], outermost: Sequence[Quotation]
) -> list[Candidate]:
    """Return the candidates in order of their start, cut where marks begin or end a sentence.

    "“…like rifles.” Facing …": what follows is another sentence, left out unless marks stand in it
    too. "told him: “…”": who was addressed is no content. "told of loss: “…,” she wrote": what
    leads up to the colon is a content of its own.
    """
    cut: list[Candidate] = []
    position = 0
    for candidate in _joined(text, sorted(candidates, key=lambda c: (c.start_char, -c.end_char))):
        while position < len(outermost) and ends_before(outermost[position], candidate):
            position += 1
        rest: Candidate | None = candidate
        for index in touched_by(outermost, position, candidate):
            quotation = outermost[index]
            if rest is None:
                rest = replace(candidate, start_char=quotation.outer_start_char)
            if _is_announced(text, rest, quotation):
                lead = replace(rest, end_char=_before_colon(text, quotation))
                rest = replace(rest, start_char=quotation.outer_start_char)
                if _words(text, lead) > MAX_HEARER_WORDS:
                    cut.append(lead)
                    if quotation.ending == "comma":
                        # Its own cue follows: “…,” she wrote.
                        rest = replace(rest, cue=None, link_confidence=1.0)
            if _ends_sentence(text, rest, quotation):
                cut.append(replace(rest, end_char=quotation.outer_end_char))
                rest = None
        if rest is not None:
            cut.append(rest)
    return sorted(cut, key=lambda c: (c.start_char, -c.end_char))


def _joined(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with those made one that only a comma and an opening mark part.

    "She said fares would rise, “and soon”": the sentence goes on within the marks.
    """
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and last.cue is not None and last.cue == candidate.cue:
            gap = _GOES_ON.match(text, last.end_char)
            if gap is not None and candidate.start_char <= gap.end() <= candidate.end_char:
                joined[-1] = replace(
                    last,
                    end_char=candidate.end_char,
                    confidence=min(last.confidence, candidate.confidence),
                    link_confidence=min(last.link_confidence, candidate.link_confidence),
                )
                continue
        joined.append(candidate)
    return joined


def _is_announced(text: str, candidate: Candidate, quotation: Quotation) -> bool:
    """Tell whether a colon parts the candidate's first words from a sentence between marks."""
    return (
        quotation.lead == "colon"
        and quotation.ending != "none"
        and text[quotation.start_char].isupper()
        and _words(text, replace(candidate, end_char=quotation.outer_start_char)) > 0
    )


def _before_colon(text: str, quotation: Quotation) -> int:
    """Return where the words before a colon and marks end."""
    end_char = quotation.outer_start_char
    while text[end_char - 1] == ":" or text[end_char - 1].isspace():
        end_char -= 1
    return end_char


def _words(text: str, candidate: Candidate) -> int:
    return len(_WORD.findall(text[candidate.start_char : candidate.end_char]))


def _ends_sentence(text: str, candidate: Candidate, quotation: Quotation) -> bool:
    """Tell whether the candidate goes on after marks in which its sentence ends.

    A short exclamation or question ("“Bobby!” Hall") may be within a sentence.
    """
    after = text[quotation.outer_end_char : candidate.end_char]
    last_char = max(quotation.start_char, quotation.end_char - _MAX_MARKS)
    stop = text[last_char : quotation.end_char].rstrip(GLYPHS + _SPACES)[-1:]
    following = after.lstrip(GLYPHS + _SPACES)[:1]
    if stop not in _SENTENCE_ENDS or not (following.isupper() or following.isdigit()):
        return False
    return after[:1].isspace() and (stop == "." or quotation.word_count >= MIN_EXCLAIMED_WORDS)


def ends_before(quotation: Quotation, candidate: Candidate) -> bool:
    """Tell whether a quotation stands before all of a candidate."""
    return quotation.outer_end_char <= candidate.start_char


def touched_by(outermost: Sequence[Quotation], position: int, candidate: Candidate) -> list[int]:
    """Return the indices of the quotations that share a character with the candidate."""
    end = position
    while end < len(outermost) and outermost[end].start_char < candidate.end_char:
        end += 1
    return [i for i in range(position, end) if outermost[i].end_char > candidate.start_char]
