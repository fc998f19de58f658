"""Who speaks where an article prints a conversation as a transcript, a name before every turn?

A transcript is verbatim, with marks or without; the name and the colon after it are no words of
the speaker. Hands on every `Transcript`, and attributions with one for each turn in place of what
was read there without knowing it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from quotes.pipeline.marks import Quotation, Range, paragraphs
from quotes.pipeline.parts import Draft, Part

MAX_PARAGRAPHS_APART = 4
"""Names that stand further apart begin no turns of one conversation."""

_NAME = r"(?:[A-Z]{2}[A-Z.’'-]*|[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]*){0,4}"
# VENN: … · ORLA VENN (laughing): … · Orla Venn [by telephone]: …
_LABEL = re.compile(rf"(?P<name>{_NAME})(?:,? [(\[][^()\[\]\n]{{1,60}}[)\]])?\s?(?P<colon>:)\s+")
_STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.…]?\Z")
_WORD = re.compile(r"\w")
_MAX_MARKS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next: the name, the colon, and a span a paragraph."""

    name: Range
    colon: Range
    spans: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of one conversation in order; `in_marks` says that all stand between marks."""

    turns: tuple[Turn, ...]
    in_marks: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that begins with a name, or with marks.

    `quotation` is where the quotation it stands in begins, none without marks; `label` are the
    name and its colon.
    """

    paragraph: int
    spoken: Range
    quotation: int | None
    label: tuple[Range, Range] | None = None


def find_transcripts(text: str, quotations: Sequence[Quotation]) -> list[Transcript]:
    """Return the transcripts of a text in order; `quotations` are its marks.

    A paragraph is a turn if it begins with a name and a colon. One such paragraph alone is none
    ("UPDATE: …"): within marks it takes two names in capitals or one name twice, without marks
    one name twice. Where an unclosed quotation goes on, a paragraph without a name belongs to the
    turn before it; a remark in brackets, "(Laughter.)", belongs to nobody.

    >>> from quotes.pipeline.marks import pair_marks
    >>> text = "“VENN: It was money.\\n\\n“ADDIS: It always is.”"
    >>> (found,) = find_transcripts(text, pair_marks(text))
    >>> [text[slice(*turn.spans[0])] for turn in found.turns]
    ['It was money.', 'It always is.']
    """
    found = []
    for lines in _conversations(_lines(text, quotations)):
        names = Counter(text[slice(*line.label[0])] for line in lines if line.label is not None)
        in_marks = lines[0].quotation is not None
        in_capitals = len(names) > 1 and all(name.isupper() for name in names)
        if max(names.values()) > 1 or (in_marks and in_capitals):
            found.append(Transcript(tuple(_turns(text, lines)), in_marks))
    return found


def _lines(text: str, quotations: Sequence[Quotation]) -> Iterator[_Line]:
    outermost = {
        span[0]: (span, quotation)
        for quotation in quotations
        if quotation.depth == 0 and quotation.style != "dash"
        for span in quotation.spans
    }
    for number, (start_char, end_char) in enumerate(paragraphs(text)):
        chars = range(start_char, start_char + _MAX_MARKS)
        found = next((outermost[char] for char in chars if char in outermost), None)
        spoken, quotation = ((start_char, end_char), None) if found is None else found
        label = _LABEL.match(text, *spoken)
        if label is not None and _WORD.search(text, label.end(), spoken[1]):
            rest = _within_marks(text, (label.end(), spoken[1]), outermost)
            begin = None if quotation is None else quotation.outer_start_char
            if rest is not None:
                yield _Line(number, rest, begin, (label.span("name"), label.span("colon")))
        elif quotation is not None:
            yield _Line(number, spoken, quotation.outer_start_char)


def _within_marks(
    text: str, rest: Range, outermost: dict[int, tuple[Range, Quotation]]
) -> Range | None:
    """Return what is said after a name: without its marks, none if more follows on them."""
    chars = range(rest[0], rest[0] + _MAX_MARKS)
    found = next((outermost[char] for char in chars if char in outermost), None)
    if found is None:
        return rest
    return None if _WORD.search(text, found[0][1], rest[1]) else found[0]


def _conversations(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    """Yield the runs of lines, all with marks or all without, each begun by a name."""
    run: list[_Line] = []
    last_named = 0
    for line in lines:
        is_alike = bool(run) and (line.quotation is None) == (run[0].quotation is None)
        if run and not (is_alike and line.paragraph - last_named <= MAX_PARAGRAPHS_APART):
            yield run
            run = []
        if line.label is not None:
            last_named = line.paragraph
        if run or line.label is not None:
            run.append(line)
    if run:
        yield run


def _turns(text: str, lines: Sequence[_Line]) -> Iterator[Turn]:
    """Yield a turn for each name, with what goes on with its quotation."""
    turn: Turn | None = None
    quotation: int | None = None
    for line in lines:
        if line.label is not None:
            if turn is not None:
                yield turn
            turn, quotation = Turn(*line.label, (line.spoken,)), line.quotation
        # A new quotation without a name is the article's own again.
        elif turn is not None and line.quotation == quotation and not _is_aside(text, line.spoken):
            turn = replace(turn, spans=(*turn.spans, line.spoken))
    if turn is not None:
        yield turn


def _is_aside(text: str, spoken: Range) -> bool:
    return _STAGE_DIRECTION.match(text, *spoken) is not None


def with_turns(doc: Doc, drafts: Sequence[Draft], transcripts: Sequence[Transcript]) -> list[Draft]:
    """Return `drafts` with one for each turn in place of those that took it for something else.

    What a speaker reports within a turn stays. Without marks a transcript is one only where a
    source was found at one of its names: lists and forms look the same.
    """
    sources = {draft.source.start_char for draft in drafts if draft.source is not None}
    sure = [
        transcript
        for transcript in transcripts
        if transcript.in_marks or any(turn.name[0] in sources for turn in transcript.turns)
    ]
    whole = [(known.turns[0].name[0], known.turns[-1].spans[-1][1]) for known in sure]
    turns = [turn for known in sure for turn in known.turns]
    spans = [span for turn in turns for span in turn.spans]
    for draft in drafts:
        if draft.cue is None or not _is_inside(spans, *_extent(draft)):
            draft.contents = [part for part in draft.contents if not _is_inside(whole, *part.chars)]
    kept = [draft for draft in drafts if draft.contents]
    return kept + [_draft(doc, turn) for turn in turns]


def _extent(draft: Draft) -> Range:
    return min(part.start_char for part in draft.parts), draft.end_char


def _is_inside(ranges: Sequence[Range], start_char: int, end_char: int) -> bool:
    """Tell whether one of the ranges, which are in order and apart, holds all of this one."""
    index = bisect_right(ranges, start_char, key=lambda known: known[0]) - 1
    return index >= 0 and end_char <= ranges[index][1]


def _draft(doc: Doc, turn: Turn) -> Draft:
    return Draft(
        _part(doc, "CUE", turn.colon),
        _part(doc, "SOURCE", turn.name),
        [_part(doc, "CONTENT", span) for span in turn.spans],
    )


def _part(doc: Doc, label: str, chars: Range) -> Part:
    span = doc.char_span(*chars, alignment_mode="expand")
    assert span is not None, "an expanded span always exists"
    return Part(label, *chars, span.start, "", quoted="all" if label == "CONTENT" else "none")
