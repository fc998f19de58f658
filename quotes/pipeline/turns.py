"""Who speaks where an article prints a conversation or a list of reactions, a name before each?

Both are verbatim, with marks or without; the name, the role and the colon after it are no words of
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

from quotes.layout import is_set_in
from quotes.pipeline.glyphs import GLYPHS
from quotes.pipeline.interviewees import find_interviewee
from quotes.pipeline.marks import Quotation, Range, paragraphs
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.texts import text_of
from quotes.pipeline.turn_lines import Line, find_lines, is_aside

MAX_PARAGRAPHS_APART = 4
"""Names that stand further apart begin no turns of one conversation."""

_QUESTION, _ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur|[Uu]s|[Yy]ou)\b")
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "’", "—", "–", "-")
_MIN_LIST = 2
_MIN_TALK = 4
_HEADINGS = frozenset(
    "transcript transcripts speakers speaker participants note notes update correction corrections"
    " clarification photo photos picture image video source sources date time place venue summary"
    " background context headline editor contact topic topics subject re location programme program"
    " show episode series outlet station channel network broadcast aired recorded duration length"
    " title byline".split()
)
"""What stands before a colon in any article and is nobody's name."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next: the name, the colon, and a span a paragraph."""

    name: Range
    colon: Range
    spans: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of one conversation in order; `in_marks` says that all stand between marks.

    `is_list` says that everybody speaks once, as in a list of reactions.
    """

    turns: tuple[Turn, ...]
    in_marks: bool
    is_list: bool = False


def find_transcripts(text: str, quotations: Sequence[Quotation]) -> list[Transcript]:
    """Return the transcripts of a text in order; `quotations` are its marks.

    A paragraph is a turn if it begins with a name, perhaps with a role, and a colon. One such
    paragraph alone is none ("UPDATE: …"): within marks it takes two names in capitals or one name
    twice, without marks one name twice, or two names in full where all speak once. Where an
    unclosed quotation goes on, or a conversation without marks, a paragraph without a name belongs
    to the turn before it; a remark in brackets, "(Laughter.)", belongs to nobody.

    >>> from quotes.pipeline.marks import pair_marks
    >>> text = "“VENN: It was money.\\n\\n“ADDIS: It always is.”"
    >>> (found,) = find_transcripts(text, pair_marks(text))
    >>> [text[slice(*turn.spans[0])] for turn in found.turns]
    ['It was money.', 'It always is.']
    """
    found = []
    for run in _conversations(find_lines(text, quotations)):
        lines = _without_headings(text, run)
        if not lines:
            continue
        names = Counter(text[slice(*line.label[0])] for line in lines if line.label is not None)
        in_marks = lines[0].quotation is not None
        in_capitals = len(names) > 1 and all(name.isupper() for name in names)
        if max(names.values()) > 1 or (in_marks and in_capitals):
            turns = _turns(text, lines)
            if not in_marks and not any(line.is_marked for line in lines):
                turns = _with_rest(text, list(turns))
            found.append(Transcript(tuple(turns), in_marks))
        elif len(names) >= _MIN_LIST and all(line.is_full for line in lines) and not in_marks:
            found.append(Transcript(tuple(_turns(text, lines)), in_marks, is_list=True))
    return found


def _without_headings(text: str, lines: list[Line]) -> list[Line]:
    """Leave out "Transcript: …" and "Note: …" where the other names are in capitals or in full."""
    labels = [text[slice(*line.label[0])] for line in lines if line.label is not None]
    counts = Counter(labels)
    folded = {label.casefold() for label in labels}
    asked, answered = folded & _QUESTION, folded & _ANSWER
    in_capitals = 2 * sum(label.isupper() for label in labels) > len(labels)

    def is_heading(line: Line) -> bool:
        if line.label is None:
            return False
        label = text[slice(*line.label[0])]
        if label.casefold() in _QUESTION:
            return not answered and len(folded) < _MIN_LIST
        if label.casefold() in _ANSWER:
            return not asked
        if counts[label] > 1:
            return False
        if line.paragraph == 0 and len(labels) > _MIN_LIST and not label.isupper():
            return True  # a headline such as "Podcast: The rotten pier"
        return label.casefold() in _HEADINGS or (in_capitals and not label.isupper())

    kept = [line for line in lines if not is_heading(line)]
    first = next((n for n, line in enumerate(kept) if line.label is not None), len(kept))
    return kept[first:]


def _with_rest(text: str, turns: list[Turn]) -> Iterator[Turn]:
    """Yield the turns with the paragraphs before the next one that go on with them."""
    bounds = paragraphs(text)
    starts = [start for start, _ in bounds]
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        if following is None:
            yield turn
            return
        first = bisect_right(starts, turn.spans[-1][0])
        last = bisect_right(starts, following.name[0]) - 1
        # In capitals or shortened, the name in the text may be either.
        surname = text[slice(*turn.name)].split()[-1].casefold()
        between = [bound for bound in bounds[first:last] if not is_aside(text, bound)]
        rest = [
            bound
            for bound in between
            if not is_set_in(text, bound[0])
            and text[bound[0]] not in "([*#"
            and text[bound[1] - 1] in _SENTENCE_ENDS
            and surname not in text[slice(*bound)].casefold().split()
        ]
        yield replace(turn, spans=(*turn.spans, *rest)) if len(rest) == len(between) else turn


def _conversations(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines, all with marks or all without, each begun by a name."""
    run: list[Line] = []
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


def _turns(text: str, lines: Sequence[Line]) -> Iterator[Turn]:
    """Yield a turn for each name, with what goes on with its quotation."""
    turn: Turn | None = None
    quotation: int | None = None
    for line in lines:
        if line.label is not None:
            if turn is not None:
                yield turn
            turn, quotation = Turn(*line.label, (line.spoken,)), line.quotation
        # A new quotation without a name is the article's own again.
        elif turn is not None and line.quotation == quotation and not is_aside(text, line.spoken):
            turn = replace(turn, spans=(*turn.spans, line.spoken))
    if turn is not None:
        yield turn


def with_turns(doc: Doc, drafts: Sequence[Draft], transcripts: Sequence[Transcript]) -> list[Draft]:
    """Return `drafts` with one for each turn in place of those that took it for something else.

    What a speaker reports within a turn stays. Without marks a transcript is one only where a
    source was found at one of its names, or where people are named who speak in the first person:
    lists and forms look the same.
    """
    sources = {draft.source.start_char for draft in drafts if draft.source is not None}
    named = {ent.start_char for ent in doc.ents if ent.label_ in ("PERSON", "PER", "ORG")}
    sure = [
        transcript
        for transcript in transcripts
        if transcript.in_marks
        or (not transcript.is_list and any(t.name[0] in sources for t in transcript.turns))
        or any(text_of(doc)[slice(*t.name)].casefold() in _ANSWER for t in transcript.turns)
        or _is_of_people(text_of(doc), transcript, sources | named)
    ]
    whole = [(known.turns[0].name[0], known.turns[-1].spans[-1][1]) for known in sure]
    turns = [turn for known in sure for turn in known.turns]
    spans = [span for turn in turns for span in turn.spans]
    for draft in drafts:
        if draft.cue is None or not _is_inside(spans, *_extent(draft)):
            draft.contents = [part for part in draft.contents if not _is_inside(whole, *part.chars)]
    kept = [draft for draft in drafts if draft.contents]
    return kept + list(_drafts(doc, sure))


def _is_of_people(text: str, transcript: Transcript, named: set[int]) -> bool:
    """Tell whether half of the names are names, and half of the turns speak for themselves.

    Where people speak to and fro, one question and one "I" are enough.
    """
    turns = transcript.turns
    of_people = sum(
        any(start in named for start in range(turn.name[0], turn.name[1])) for turn in turns
    )
    speaking = sum(
        text[turn.spans[0][0] - 1] in GLYPHS
        or _FIRST_PERSON.search(text, *turn.spans[0]) is not None
        for turn in turns
    )
    asking = any(text[turn.spans[-1][1] - 1] == "?" for turn in turns)
    to_and_fro = not transcript.is_list and len(turns) >= _MIN_TALK and asking and speaking > 0
    return 2 * of_people >= len(turns) and (to_and_fro or 2 * speaking >= len(turns))


def _extent(draft: Draft) -> Range:
    return min(part.start_char for part in draft.parts), draft.end_char


def _is_inside(ranges: Sequence[Range], start_char: int, end_char: int) -> bool:
    """Tell whether one of the ranges, which are in order and apart, holds all of this one."""
    index = bisect_right(ranges, start_char, key=lambda known: known[0]) - 1
    return index >= 0 and end_char <= ranges[index][1]


def _drafts(doc: Doc, transcripts: Sequence[Transcript]) -> Iterator[Draft]:
    """Yield an attribution a turn; "A:" stands for who is interviewed, and "Q:" for nobody."""
    text = text_of(doc)
    for transcript in transcripts:
        first = transcript.turns[0].name[0]
        for turn in transcript.turns:
            label = text[slice(*turn.name)].casefold()
            if label in _QUESTION:
                continue
            name = find_interviewee(doc, first) if label in _ANSWER else turn.name
            yield Draft(
                _part(doc, "CUE", turn.colon),
                None if name is None else _part(doc, "SOURCE", name),
                [_part(doc, "CONTENT", span) for span in turn.spans],
            )


def _part(doc: Doc, label: str, chars: Range) -> Part:
    span = doc.char_span(*chars, alignment_mode="expand")
    assert span is not None, "an expanded span always exists"
    return Part(label, *chars, span.start, "", quoted="all" if label == "CONTENT" else "none")
