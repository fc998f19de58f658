"""Which stretches of an article are the content of attributions: the network's guess, settled by
the quotation marks.

Marks decide where quoted words begin and end; the network decides whether they are speech. Works
on character ranges alone: no model, no spaCy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from quotes.pipeline.candidates import Candidate, cut_candidates, ends_before, touched_by
from quotes.pipeline.marks import Quotation, Range

__all__ = ["Candidate", "Content", "settle_contents", "trimmed"]

MIN_COVERED_SHARE = 0.5
"""Share of a quotation's characters that the network must take for content to call it speech,
where it links them to no cue outside."""

MIN_FLOATING_WORDS = 5
"""A quotation that opens its paragraph and ends like a sentence is speech from this many words on,
whatever the network says: titles and scare quotes do not stand there."""

MIN_LONG_WORD_LETTERS = 4
"""Titles write words from this length on with a capital (Associated Press Stylebook, composition
titles)."""

_MAX_MARKS = 3
_SPACES = " \t\xa0"
_LINE_ENDS = "\n\r\u2028\u2029"
_SENTENCE_ENDS = (".", "!", "?")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Content:
    """A settled content: its spans in order, and the outermost quotations it is made of.

    `is_direct` says that all of it stands between marks.
    """

    spans: tuple[Range, ...]
    is_direct: bool
    confidence: float
    cue: int | None = None
    link_confidence: float = 1.0

    @property
    def start_char(self) -> int:
        """Where the content begins."""
        return self.spans[0][0]

    @property
    def end_char(self) -> int:
        """Where the content ends, exclusive."""
        return self.spans[-1][1]


def settle_contents(
    text: str, candidates: Sequence[Candidate], quotations: Sequence[Quotation]
) -> list[Content]:
    """Return the contents in order of their start.

    A candidate that lies within marks becomes the whole quotation; one that reaches beyond them
    keeps its own edges but never cuts a quotation in two; a quotation that the network missed is
    added if it stands where only speech stands (see `MIN_FLOATING_WORDS`).
    """
    # A dash opens speech but does not close it, and opens lists as well: it settles nothing.
    outermost = [q for q in quotations if q.depth == 0 and q.style != "dash"]
    settled: list[Content] = []
    taken: dict[int, int] = {}
    position = 0
    for candidate in cut_candidates(text, candidates, outermost):
        while position < len(outermost) and ends_before(outermost[position], candidate):
            position += 1
        touched = touched_by(outermost, position, candidate)
        if not touched:
            settled.append(_as_found(candidate))
        elif _words_outside(text, candidate, [outermost[i] for i in touched]):
            taken.update((index, len(settled)) for index in touched if index not in taken)
            settled.append(_mixed(text, candidate, [outermost[i] for i in touched]))
        else:
            _add_direct(settled, taken, candidate, touched, outermost)
    covered = _CoverIndex(settled)
    settled.extend(
        Content(quotation.spans, is_direct=True, confidence=0.5)
        for quotation in outermost
        if _stands_as_speech(text, quotation) and not covered.touches(quotation)
    )
    return sorted(settled, key=lambda content: (content.start_char, -content.end_char))


def _words_outside(text: str, candidate: Candidate, quotations: Sequence[Quotation]) -> bool:
    """Tell whether the candidate has words that stand in none of the quotations."""
    position = candidate.start_char
    for quotation in quotations:
        if _WORD.search(text[position : max(position, quotation.outer_start_char)]):
            return True
        position = max(position, quotation.outer_end_char)
    return position < candidate.end_char and bool(_WORD.search(text[position : candidate.end_char]))


def _as_found(candidate: Candidate) -> Content:
    return Content(
        ((candidate.start_char, candidate.end_char),),
        False,
        candidate.confidence,
        candidate.cue,
        candidate.link_confidence,
    )


def _mixed(text: str, candidate: Candidate, quotations: Sequence[Quotation]) -> Content:
    """Widen the candidate so that it cuts none of its quotations in two.

    A whole sentence before the marks ("Would he go? “Never,” he said") is the writer's own.
    """
    lead = text[candidate.start_char : quotations[0].outer_start_char].rstrip()
    ends_inside = candidate.end_char <= quotations[-1].outer_end_char
    if len(quotations) == 1 and ends_inside and lead.endswith(_SENTENCE_ENDS):
        return Content(
            quotations[0].spans,
            True,
            candidate.confidence,
            candidate.cue,
            candidate.link_confidence,
        )
    start_char, end_char = candidate.start_char, candidate.end_char
    first, last = quotations[0], quotations[-1]
    if start_char > first.outer_start_char:
        start_char = first.outer_start_char
    later: tuple[Range, ...] = ()
    if end_char < last.outer_end_char:
        # Words of a quotation that runs on over paragraphs are spans of their own.
        here = [span for span in last.spans if span[0] < end_char]
        later = tuple(span for span in last.spans if span[0] >= end_char)
        end_char = here[-1][1] if later else last.outer_end_char
    return Content(
        ((start_char, end_char), *later),
        False,
        candidate.confidence,
        candidate.cue,
        candidate.link_confidence,
    )


def _add_direct(
    settled: list[Content],
    taken: dict[int, int],
    candidate: Candidate,
    touched: Sequence[int],
    outermost: Sequence[Quotation],
) -> None:
    """Add the touched quotations as one direct content, or better the one that has them already."""
    spans: list[Range] = []
    for index in touched:
        quotation = outermost[index]
        if index in taken:
            earlier = settled[taken[index]]
            last = quotation.spans[-1]
            if _has_other_cue(quotation, earlier, candidate):
                settled[taken[index]] = replace(earlier, spans=earlier.spans[:-1])
                spans.append(last)
                taken[index] = len(settled)
                continue
            # The network cut one quotation in pieces: the best link of them counts.
            if earlier.cue is None and candidate.cue is not None:
                settled[taken[index]] = replace(
                    earlier, cue=candidate.cue, link_confidence=candidate.link_confidence
                )
            continue
        if _is_speech(quotation, candidate):
            spans.extend(_until_cue(quotation, candidate))
            taken[index] = len(settled)
        elif len(touched) == 1:
            spans.append((candidate.start_char, candidate.end_char))
        else:
            # Another of the quotations may be speech: its words are not taken twice.
            start_char = max(candidate.start_char, quotation.start_char)
            spans.append((start_char, min(candidate.end_char, quotation.end_char)))
    if spans:
        whole = all(_is_speech(outermost[index], candidate) for index in touched)
        settled.append(
            Content(
                tuple(spans), whole, candidate.confidence, candidate.cue, candidate.link_confidence
            )
        )


def _has_other_cue(quotation: Quotation, earlier: Content, candidate: Candidate) -> bool:
    """Tell whether the last paragraph of a quotation has a cue after it, another one before it.

    Then a closing mark may have been forgotten: "She said: “We go.", and in the next paragraph
    "“You stay,” he said." `drafts.py` sees who they are.
    """
    last = quotation.spans[-1]
    return (
        len(earlier.spans) > 1
        and earlier.spans[-1] == last
        and earlier.cue is not None
        and candidate.cue is not None
        and earlier.cue < quotation.outer_start_char
        and quotation.outer_end_char <= candidate.cue
        and candidate.start_char >= last[0] - _MAX_MARKS
    )


def _until_cue(quotation: Quotation, candidate: Candidate) -> tuple[Range, ...]:
    """Return the quotation's spans; where it misses its closing mark, no more than was said.

    "“We go, she said. “You stay.”": the first marks run on over their own cue.
    """
    start_char, end_char = quotation.spans[-1]
    cue, said_end_char = candidate.cue, candidate.end_char
    if quotation.closed or cue is None or not start_char < said_end_char <= cue < end_char:
        return quotation.spans
    return (*quotation.spans[:-1], (start_char, said_end_char))


def _is_speech(quotation: Quotation, candidate: Candidate) -> bool:
    """Tell whether the candidate covers enough of the quotation, or of one of its paragraphs.

    Any part of it is enough where the cue stands outside: then the cue is not of an attribution
    within the quotation.
    """
    if candidate.cue is not None and not (
        quotation.outer_start_char <= candidate.cue < quotation.outer_end_char
    ):
        return True
    spans = quotation.spans
    for index in range(bisect_right(spans, candidate.start_char, key=itemgetter(1)), len(spans)):
        start_char, end_char = spans[index]
        shared = min(end_char, candidate.end_char) - max(start_char, candidate.start_char)
        if shared <= 0:
            break
        if shared >= MIN_COVERED_SHARE * (end_char - start_char):
            return True
    return False


def _stands_as_speech(text: str, quotation: Quotation) -> bool:
    if quotation.word_count < MIN_FLOATING_WORDS:
        return False
    before = text[max(0, quotation.outer_start_char - 80) : quotation.outer_start_char]
    before = before.rstrip(" \t\xa0")
    if before and before[-1] not in _LINE_ENDS:
        return False
    after = text[quotation.outer_end_char : quotation.outer_end_char + 80].lstrip(" \t\xa0")
    is_headline = not after or after[0] in _LINE_ENDS or after[0] == ":"
    if is_headline:
        return not _is_title(text, quotation)
    return quotation.ending != "none"


def _is_title(text: str, quotation: Quotation) -> bool:
    """Tell whether words are written like the title of a work, most of them with a capital.

    Where they end like a sentence, every long word must have one.
    """
    words: list[str] = _WORD.findall(text[quotation.start_char : quotation.end_char])
    if quotation.ending != "none":
        return all(word[0].isupper() for word in words if len(word) >= MIN_LONG_WORD_LETTERS)
    return sum(word[0].isupper() for word in words) * 2 > len(words)


class _CoverIndex:
    """Tells quickly whether any content shares a character with a quotation."""

    def __init__(self, contents: Sequence[Content]) -> None:
        self._spans = sorted(span for content in contents for span in content.spans)
        self._position = 0

    def touches(self, quotation: Quotation) -> bool:
        """Answer for quotations asked about in order of their start."""
        spans = self._spans
        while self._position < len(spans) and spans[self._position][1] <= quotation.start_char:
            self._position += 1
        index = self._position
        return index < len(spans) and spans[index][0] < quotation.end_char


def trimmed(text: str, start_char: int, end_char: int) -> Range:
    """Return the range without white space at its edges."""
    piece = text[start_char:end_char]
    start_char += len(piece) - len(piece.lstrip())
    return start_char, start_char + len(piece.strip())
