"""What stands between quotation marks in a text?

Hands on every `Quotation`: where it begins and ends, how deep it stands inside others, whether it
is closed, and what its punctuation says. Works on plain text alone, paragraph by paragraph, so
that an odd mark disturbs no more than its own paragraph and the chain of unclosed paragraphs it
belongs to. Whether a quotation is speech, a title or a scare quote is for the next room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotes.pipeline.chains import ParagraphReading, Piece, join_paragraphs
from quotes.pipeline.glyphs import GLYPHS, Mark, Style, find_marks, is_word_character
from quotes.pipeline.pairing import match_marks
from quotes.pipeline.paragraphs import Range, paragraphs

__all__ = ["Ending", "Lead", "Quotation", "Range", "Style", "pair_marks", "paragraphs"]

Ending = Literal["sentence", "comma", "none"]
Lead = Literal["comma", "colon", "none"]

_DASHES = "—–―"
# Marks and spaces to look across for the punctuation before or at the end of a quotation.
_MAX_LOOK_BACK = 8
_MIN_DASH_WORDS = 3
_LIST_STOPS = _DASHES + ";:"
_WORD_START = re.compile(r"(?<!\w)\w")
_SENTENCE_STOPS = ".!?…"
_SENTENCE_END = re.compile(rf"[{_SENTENCE_STOPS}](?=\s+\w)")
_COMMAS = ",;—–"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between an opening and a closing mark, or after an opening one that stays open.

    `spans` are the `(start_char, end_char)` ranges of the words inside, marks and outer white
    space left out: one range, or one a paragraph where an opening mark begins each paragraph and
    only the last one is closed. `outer_start_char` and `outer_end_char` include the marks.
    `depth` is 0 for the outermost. `closed` is false where no closing mark was found; the
    quotation then runs to the next quotation with the same mark or to its paragraph's end.
    `ending` is the punctuation that ends it, inside or just after the mark; `lead` is what stands
    before it.
    """

    spans: tuple[Range, ...]
    outer_start_char: int
    outer_end_char: int
    style: Style
    closed: bool
    depth: int = 0
    word_count: int = 0
    ending: Ending = "none"
    lead: Lead = "none"

    @property
    def start_char(self) -> int:
        """Where the words inside begin."""
        return self.spans[0][0]

    @property
    def end_char(self) -> int:
        """Where the words inside end, exclusive."""
        return self.spans[-1][1]


def pair_marks(text: str) -> list[Quotation]:
    """Return every quotation in `text`, in order of start, outer before inner.

    Within a paragraph the marks are read the way that scores best (see `pairing.py`). A mark that
    is left over is dropped, unless it opens a paragraph, follows a comma, colon, dash or sentence
    end, or has a capital after it: then what follows is an unclosed quotation. If it runs to the
    paragraph's end and the next paragraph begins with an opening mark of its style, the two are
    one quotation, with a paragraph between them whose mark was forgotten (see `chains.py`).
    Straight single marks open unclosed quotations only where such a chain is closed in the end. A
    paragraph without double marks that begins with a dash and holds a sentence is an unclosed
    quotation of style `dash`. What holds no letter or digit is dropped.
    Takes time linear in the length of the text.

    >>> [(q.start_char, q.end_char, q.depth) for q in pair_marks("“Not ‘now’,” he said.")]
    [(1, 11, 0), (6, 9, 1)]
    """
    readings = [_read_paragraph(text, start, end) for start, end in paragraphs(text)]
    word_starts = [match.start() for match in _WORD_START.finditer(text)]
    quotations = []
    for pieces in join_paragraphs(text, readings):
        quotation = _build(text, pieces, word_starts)
        if quotation is not None:
            quotations.append(quotation)
    quotations.sort(key=lambda q: (q.outer_start_char, -q.outer_end_char))
    return list(_with_depths(quotations))


def _read_paragraph(text: str, start_char: int, end_char: int) -> ParagraphReading:
    marks = find_marks(text, start_char, end_char)
    pairs = match_marks(marks)
    closed = [
        Piece(
            marks[opening].start_char,
            marks[opening].end_char,
            marks[closing].start_char,
            marks[closing].end_char,
            marks[opening].style,
            closed=True,
        )
        for opening, closing in pairs
    ]
    unclosed = list(_unclosed_pieces(text, (start_char, end_char), marks, pairs))
    if not any(piece.style != "single" for piece in (*closed, *unclosed)):
        unclosed.extend(_dash_dialogue(text, start_char, end_char))
    closings = _closing_pieces((start_char, end_char), marks, pairs)
    return ParagraphReading(start_char, end_char, closed, unclosed, closings)


def _closing_pieces(
    paragraph: Range, marks: Sequence[Mark], pairs: Sequence[tuple[int, int]]
) -> dict[Style, Piece]:
    """Return, for each style, what an unmatched closing mark closes that is the first of it."""
    matched = {index for pair in pairs for index in pair}
    firsts: dict[Style, Piece | None] = {}
    start_char = paragraph[0]
    for index, mark in enumerate(marks):
        if index in matched or mark.opens_a_word:
            firsts.setdefault(mark.style, None)
        elif mark.closes_surely and mark.start_char > start_char:
            piece = Piece(
                start_char, start_char, mark.start_char, mark.end_char, mark.style, closed=True
            )
            firsts.setdefault(mark.style, piece)
    return {style: piece for style, piece in firsts.items() if piece is not None}


def _unclosed_pieces(
    text: str, paragraph: Range, marks: Sequence[Mark], pairs: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Yield what the unmatched opening marks of a paragraph open, in order.

    Only marks outside every pair count. Each piece ends where the next quotation that begins with
    the same mark begins, or at the paragraph's end.
    """
    ends: dict[str, int] = {}
    closing_of = dict(pairs)
    outermost: list[tuple[Mark, bool]] = []
    index = 0
    while index < len(marks):
        if index in closing_of:
            outermost.append((marks[index], True))
            index = closing_of[index]
        elif marks[index].opens_a_word and _follows_directly(text, marks[index], paragraph[1]):
            outermost.append((marks[index], False))
        index += 1
    found = []
    for mark, is_matched in reversed(outermost):
        if not is_matched and _may_run_on(text, mark, paragraph[0]):
            end_char = ends.get(mark.glyph, paragraph[1])
            if end_char < paragraph[1]:
                end_char = _before_announcement(text, mark.end_char, end_char)
            found.append(
                Piece(
                    mark.start_char,
                    mark.end_char,
                    end_char,
                    end_char,
                    mark.style,
                    closed=False,
                    stands_alone=mark.glyph != "'",
                )
            )
        ends[mark.glyph] = mark.start_char
    yield from reversed(found)


def _before_announcement(text: str, start_char: int, end_char: int) -> int:
    """Return where an unclosed quotation ends that runs up to the mark of another one.

    "“We stay. Addis replied: “Never.”": the last words before the mark announce the other one.
    """
    position = end_char
    while position > start_char and text[position - 1].isspace():
        position -= 1
    if position > start_char and text[position - 1] in ",:":
        for stop in _SENTENCE_END.finditer(text, start_char, position):
            end_char = stop.end()
    return end_char


def _follows_directly(text: str, mark: Mark, end_char: int) -> bool:
    """Tell whether words follow the mark, with no space between unless its style has one."""
    if mark.end_char >= end_char:
        return False
    return not text[mark.end_char].isspace() or mark.glyph in "«‹``"


def _may_run_on(text: str, mark: Mark, paragraph_start_char: int) -> bool:
    """Tell whether an unmatched opening mark stands where a quotation would begin."""
    position = mark.start_char
    least_position = max(paragraph_start_char, position - _MAX_LOOK_BACK)
    while position > least_position and (
        text[position - 1].isspace() or text[position - 1] in GLYPHS
    ):
        position -= 1
    if position == paragraph_start_char or text[position - 1] in ",:;.!?…—–)":
        return True
    following = text[mark.end_char : mark.end_char + 2].strip(GLYPHS + " \u00a0")
    return following[:1].isupper()


def _dash_dialogue(text: str, start_char: int, end_char: int) -> Iterator[Piece]:
    """Yield the speech of a paragraph that begins with a dash: — We stay, said the keeper.

    A list of sentences looks the same to this room: ask for a cue before believing it.
    """
    if text[start_char] not in _DASHES:
        return
    inner = start_char + 1
    while inner < end_char and text[inner].isspace():
        inner += 1
    words = sum(1 for _ in _WORD_START.finditer(text, inner, end_char))
    has_sentence = any(stop in text[inner:end_char] for stop in _SENTENCE_STOPS)
    begins_one = is_word_character(text[inner : inner + 1]) and not text[inner].islower()
    if text[end_char - 1] in _LIST_STOPS or text[end_char - 2] in _DASHES:
        return
    if begins_one and has_sentence and words >= _MIN_DASH_WORDS:
        yield Piece(start_char, inner, end_char, end_char, "dash", closed=False)


def _build(text: str, pieces: Sequence[Piece], word_starts: Sequence[int]) -> Quotation | None:
    """Make the record of one quotation; none if it holds no letter or digit."""
    spans = []
    word_count = 0
    for piece in pieces:
        start_char, end_char = _trim(text, piece.inner_start_char, piece.inner_end_char)
        words = bisect_left(word_starts, end_char) - bisect_left(word_starts, start_char)
        if words:
            spans.append((start_char, end_char))
        word_count += words
    if not spans:
        return None
    outer_start_char, outer_end_char = pieces[0].start_char, pieces[-1].end_char
    return Quotation(
        spans=tuple(spans),
        outer_start_char=outer_start_char,
        outer_end_char=outer_end_char,
        style=pieces[0].style,
        closed=pieces[-1].closed,
        word_count=word_count,
        ending=_ending(text, spans[-1], outer_end_char),
        lead=_lead(text, outer_start_char),
    )


def _trim(text: str, start_char: int, end_char: int) -> Range:
    while start_char < end_char and text[start_char].isspace():
        start_char += 1
    while end_char > start_char and text[end_char - 1].isspace():
        end_char -= 1
    return start_char, end_char


def _ending(text: str, last_span: Range, outer_end_char: int) -> Ending:
    """Classify the punctuation at the end of the words, or else just after the mark."""
    position = last_span[1] - 1
    least_position = max(last_span[0], position - _MAX_LOOK_BACK)
    while position > least_position and (text[position] in GLYPHS or text[position].isspace()):
        position -= 1
    for character in (text[position], text[outer_end_char : outer_end_char + 1]):
        if character and character in _SENTENCE_STOPS:
            return "sentence"
        if character and character in _COMMAS:
            return "comma"
    return "none"


def _lead(text: str, outer_start_char: int) -> Lead:
    before = text[max(0, outer_start_char - 3) : outer_start_char].rstrip()
    return "comma" if before.endswith(",") else "colon" if before.endswith(":") else "none"


def _with_depths(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations, which are in order of start, with how many others each is inside."""
    open_ends: list[int] = []
    for quotation in quotations:
        while open_ends and open_ends[-1] <= quotation.outer_start_char:
            open_ends.pop()
        yield replace(quotation, depth=len(open_ends)) if open_ends else quotation
        open_ends.append(quotation.outer_end_char)
