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

MAX_PARAGRAPHS_APART = 4
"""Names that stand further apart begin no turns of one conversation."""

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_LINKS = "(?:(?:de|da|du|del|van|von|der|den|bin|ibn|al|el|la|le|of|the|and|for|&|y|e) ){0,2}"
_NAME = rf"{_CAPITAL}(?:[\w.’'-]+|(?= ?:))(?: {_LINKS}{_CAPITAL}[\w.’'-]*){{0,6}}"
_ROLE = r"(?P<role>, (?=\w)[^:\n“”\"]{1,90}?)"
_TIME = r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?[ ,-]{1,3}"
# VENN: … · ORLA VENN (laughing): … · Orla Venn [by telephone]: … · - Orla Venn, fitter: …
# 00:12 Venn: … · Orla Venn, fitter – “…”
_LABEL = re.compile(
    rf"(?:{_TIME}|[-•*·–—] )?(?P<name>{_NAME}){_ROLE}?(?:,? [(\[][^()\[\]\n]{{1,60}}[)\]])?"
    rf"(?:\s?(?P<colon>:)\s+|\s(?P<dash>[-–—])\s(?=[“\"‘«]))"
)
_QUESTION, _ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
_QUESTION_OR_ANSWER = re.compile(
    r"(?P<name>Q|A|Question|Answer)(?: ?\d+)?(?P<colon>\s?[:.]|\s[–—-])\s+", re.IGNORECASE
)
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
    """The turns of one conversation in order; `in_marks` says that all stand between marks.

    `is_list` says that everybody speaks once, as in a list of reactions.
    """

    turns: tuple[Turn, ...]
    in_marks: bool
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that begins with a name, or with marks.

    `quotation` is where the quotation it stands in begins, none without marks; `label` are the
    name and its colon; `is_full` says that the label is more than one word; `is_marked` that marks
    follow it.
    """

    paragraph: int
    spoken: Range
    quotation: int | None
    label: tuple[Range, Range] | None = None
    is_full: bool = False
    is_marked: bool = False


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
    for run in _conversations(_lines(text, quotations)):
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


def _without_headings(text: str, lines: list[_Line]) -> list[_Line]:
    """Leave out "Transcript: …" and "Note: …" where the other names are in capitals or in full."""
    labels = [text[slice(*line.label[0])] for line in lines if line.label is not None]
    counts = Counter(labels)
    folded = {label.casefold() for label in labels}
    asked, answered = folded & _QUESTION, folded & _ANSWER
    in_capitals = 2 * sum(label.isupper() for label in labels) > len(labels)

    def is_heading(line: _Line) -> bool:
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
        between = [bound for bound in bounds[first:last] if not _is_aside(text, bound)]
        rest = [
            bound
            for bound in between
            if not is_set_in(text, bound[0])
            and text[bound[0]] not in "([*#"
            and text[bound[1] - 1] in _SENTENCE_ENDS
            and surname not in text[slice(*bound)].casefold().split()
        ]
        yield replace(turn, spans=(*turn.spans, *rest)) if len(rest) == len(between) else turn


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
        label = _QUESTION_OR_ANSWER.match(text, *spoken) or _LABEL.match(text, *spoken)
        if label is not None and _WORD.search(text, label.end(), spoken[1]):
            rest = _within_marks(text, (label.end(), spoken[1]), outermost)
            begin = None if quotation is None else quotation.outer_start_char
            if rest is not None:
                found_marks = label.groupdict()
                mark = "colon" if found_marks["colon"] else "dash"
                yield _Line(
                    number,
                    rest,
                    begin,
                    (label.span("name"), label.span(mark)),
                    is_full=bool(found_marks.get("role")) or " " in label["name"],
                    is_marked=rest != (label.end(), spoken[1]),
                )
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
