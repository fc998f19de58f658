"""Which quotations run on over paragraphs?

Hands on the pieces of every quotation: one piece, or one for each paragraph of an unclosed
quotation, also where one of them lacks its opening mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.pipeline.glyphs import Style

MAX_WITHOUT_MARK = 3
"""So many paragraphs in a row may lack the opening mark of the quotation that runs through them."""

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_WORDS = re.compile(r"\w[\w.’'-]*")
_MAX_CREDIT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation within one paragraph, before paragraphs are joined."""

    start_char: int
    inner_start_char: int
    inner_end_char: int
    end_char: int
    style: Style
    closed: bool
    # An unclosed piece that does not stand alone is kept only in a chain that is closed.
    stands_alone: bool = True

    @property
    def has_mark(self) -> bool:
        """Whether it begins with an opening mark."""
        return self.inner_start_char > self.start_char


@dataclass(slots=True)
class ParagraphReading:
    """The quotations of one paragraph by themselves.

    `closings` has, for each style, what goes from the paragraph's start to a mark that closes what
    an earlier paragraph opened.
    """

    start_char: int
    end_char: int
    closed: list[Piece]
    unclosed: list[Piece]
    closings: dict[Style, Piece]

    def opening_piece(self, style: Style) -> Piece | None:
        """Return the piece of this style that begins the paragraph, if there is one."""
        for piece in (*self.closed[:1], *self.unclosed):
            if piece.start_char == self.start_char and piece.style == style:
                return piece
        return None


def join_paragraphs(text: str, readings: Sequence[ParagraphReading]) -> Iterator[list[Piece]]:
    """Yield the pieces of every quotation: one piece, or one for each paragraph of a chain."""
    # Where a piece that has been dealt with begins, and whether it was kept.
    kept: dict[int, bool] = {}
    for index, reading in enumerate(readings):
        covered = -1
        for piece in reading.unclosed:
            if piece.start_char not in kept and piece.start_char >= covered:
                chain = _follow(text, readings, index, piece)
                is_kept = piece.stands_alone or (len(chain) > 1 and chain[-1].closed)
                kept.update((link.start_char, is_kept) for link in chain if link.has_mark)
                if is_kept:
                    yield chain
            if kept.get(piece.start_char):
                covered = piece.end_char
        for piece in reading.closed:
            if not kept.get(piece.start_char):
                yield [piece]


def _follow(
    text: str, readings: Sequence[ParagraphReading], index: int, piece: Piece
) -> list[Piece]:
    """Return the piece and its continuations, one for each following paragraph."""
    chain = [piece]
    while not chain[-1].closed and piece.style != "dash":
        if chain[-1].end_char != readings[index].end_char:
            break
        following = _continuation(
            text, readings[index + 1 : index + 2 + MAX_WITHOUT_MARK], piece.style
        )
        if not following:
            break
        chain.extend(following)
        index += len(following)
    return chain


def _continuation(text: str, readings: Sequence[ParagraphReading], style: Style) -> list[Piece]:
    """Return the next piece of an unclosed quotation, after those that lack their opening mark.

    A paragraph without any mark of the style belongs to it where a closing mark follows that
    nothing else opened, or where it speaks of "I" or "we" and an opening mark follows.
    """
    skipped: list[Piece] = []
    for reading in readings:
        opening = reading.opening_piece(style)
        if opening is not None:
            return [*skipped, opening] if all(_speaks(text, gap) for gap in skipped) else []
        if style in reading.closings:
            closing = reading.closings[style]
            return [] if _is_credit(text, closing) else [*skipped, closing]
        if any(piece.style == style for piece in (*reading.closed, *reading.unclosed)):
            break
        start_char, end_char = reading.start_char, reading.end_char
        skipped.append(Piece(start_char, start_char, end_char, end_char, style, closed=False))
    return []


def _speaks(text: str, piece: Piece) -> bool:
    return _FIRST_PERSON.search(text, piece.start_char, piece.end_char) is not None


def _is_credit(text: str, piece: Piece) -> bool:
    """Tell whether a paragraph only names the speaker, within the marks ("Orla Venn, fitter”")."""
    words = _WORDS.findall(text, piece.start_char, piece.inner_end_char)
    begins = [word[0].isupper() for word in words[:2]]
    return len(words) <= _MAX_CREDIT_WORDS and len(begins) == 2 and all(begins)
