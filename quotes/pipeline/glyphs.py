"""Which characters of a paragraph may be quotation marks, and how well does each open or close?

Hands on scored `Mark`s; `pairing.py` finds the best reading of a whole paragraph. The
scores are small whole numbers set by the rules of typography (Chicago Manual of Style, 17th ed.,
6.112 to 6.118; Ritter, New Hart's Rules, ch. 9), not fitted to data: what the glyph says counts
up to 3, what its neighbours say up to 2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal["double", "single", "guillemets", "dash"]

NEVER = float("-inf")

GLYPHS = "“”\"„‟«»‹›‘’'‚‛`"
"""Every single character that can be a quotation mark."""

_SINGLES = "‘’'‚‛`"
_MARK = re.compile(f"[{GLYPHS}]")
_MARK_OR_DOUBLED = re.compile(f"``|''|‘‘|’’|[{GLYPHS}]")
# Words that are written with an apostrophe at their start, and years.
_ELIDED = (
    r"(?:em|n|til|till|tis|twas|twere|twill|cause|cos|coz|cuz|bout|round|neath|tween|ere|er|im"
    r"|ave|ow|ello|nother|fraid|nuff|cept|scuse|tude|burbs|hood|\d\d|\d0s)(?!\w)"
)
_ELISION = re.compile(_ELIDED, re.IGNORECASE)
# '' and ’’ are one mark only where something in the paragraph opens that way; elsewhere they are
# two single marks that close together.
_DOUBLED_OPENING = re.compile(rf"``|‘‘|(?<![^\s(\[])''(?=\w)(?!{_ELIDED})", re.IGNORECASE)
_FEET_AND_INCHES = re.compile(r"(?<!\w)\d{1,3}\s?(['’])\s?\d{1,2}[½¼¾]?(\"|”|''|’’)?")
_ROCK_N_ROLL = re.compile(r"(?<!\w)['’‘][nN]['’](?!\w)")

# Words that are written with an apostrophe at their end, besides possessives in s'.
_CLIPPED = re.compile(r"(?:\w\win|o|ol|an|th|lil|lo|mo|po|wi)$", re.IGNORECASE)

_LEAN_OF_GLYPH = {"“": 3, "„": 3, "‟": 3, "``": 3, "‘‘": 3, "”": -3, "’’": -3, "''": -1}
_LEAN_OF_GUILLEMET = {"«": 1, "‹": 1, "»": -1, "›": -1}
# At a word's start: how well each single mark opens, and how well it is none (an apostrophe).
_SINGLE_OPENINGS: dict[str, tuple[float, float]] = {
    "‘": (4, -3),
    "‚": (4, -3),
    "‛": (4, -3),
    "`": (4, -0.5),
    "'": (2, -1.5),
    "’": (-1.5, 0),
}

_OPENS_BEFORE = "([{—–-/|<>=+¿¡"
_CLOSES_AFTER = ".,;:!?)]}—–-…/|"
_STARTS_A_WORD = "$£€¥₹#@%([{¿¡&*"


@dataclass(frozen=True, slots=True)
class Mark:
    """A character (or two) that may be a quotation mark.

    `open_score`, `close_score` and `none_score` say how well it reads as an opening mark, as a
    closing mark and as neither; `NEVER` where it cannot be.
    """

    start_char: int
    end_char: int
    glyph: str
    style: Style
    open_score: float
    close_score: float
    none_score: float

    @property
    def opens_a_word(self) -> bool:
        """Whether this is an opening mark by its form and place, matched or not."""
        return self.open_score >= 1 and self.none_score < 0

    @property
    def closes_surely(self) -> bool:
        """Whether this can be nothing but a closing mark, matched or not."""
        return self.close_score >= 2 and self.none_score <= -2


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What stands before and after a run of marks; a gap is white space or the paragraph's edge."""

    left: str
    right: str
    right_after: str

    @property
    def gap_left(self) -> bool:
        return not self.left or self.left.isspace()

    @property
    def gap_right(self) -> bool:
        return not self.right or self.right.isspace()

    @property
    def may_open(self) -> bool:
        """Whether a word begins here: a gap or bracket before, a word after."""
        return (self.gap_left or self.left in _OPENS_BEFORE) and self.word_right

    @property
    def may_close(self) -> bool:
        """Whether a word ends here: a word or stop before, a gap or stop after."""
        return not self.gap_left and (self.gap_right or self.right in _CLOSES_AFTER)

    @property
    def word_right(self) -> bool:
        """Whether a word, a sum of money, a bracket or an ellipsis follows."""
        if self.gap_right:
            return False
        ellipsis = self.right == "…" or (self.right == "." and self.right_after == ".")
        return ellipsis or is_word_character(self.right) or self.right in _STARTS_A_WORD


def is_word_character(character: str) -> bool:
    """Tell whether a character is a letter, a digit, a combining mark or a soft hyphen."""
    return (
        character.isalnum()
        or character == "\u00ad"
        or (character > "\u02ff" and unicodedata.category(character)[0] == "M")
    )


def find_marks(text: str, start_char: int, end_char: int) -> list[Mark]:
    """Return what may be quotation marks in one paragraph, in order.

    Left out are apostrophes inside a word, the marks of feet in feet and inches, and the two of
    rock 'n' roll. Takes time linear in the length of the paragraph.

    >>> [mark.glyph for mark in find_marks("“Don’t go,” she said.", 0, 21)]
    ['“', '”']
    """
    doubled = _DOUBLED_OPENING.search(text, start_char, end_char) is not None
    pattern = _MARK_OR_DOUBLED if doubled else _MARK
    tokens = [match.span() for match in pattern.finditer(text, start_char, end_char)]
    never, inches = _marks_of_measure(text, start_char, end_char)
    found = []
    for run in _runs(tokens):
        around = _neighbours(text, run[0][0], run[-1][1], start_char, end_char)
        for token in run:
            if token[0] in never or _is_inside_a_word(text, token, start_char, end_char):
                continue
            mark = _score(text, token, around, is_inch=token[0] in inches)
            if mark is not None:
                found.append(mark)
    return found


def _marks_of_measure(text: str, start_char: int, end_char: int) -> tuple[set[int], set[int]]:
    """Return where marks of feet (and 'n') stand, and where marks of inches after feet stand."""
    never: set[int] = set()
    inches: set[int] = set()
    for match in _FEET_AND_INCHES.finditer(text, start_char, end_char):
        never.add(match.start(1))
        inches.add(match.start(2))
    for match in _ROCK_N_ROLL.finditer(text, start_char, end_char):
        never.update((match.start(), match.end() - 1))
    return never, inches


def _runs(tokens: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Group marks that touch: what stands around the group decides for each of them."""
    runs: list[list[tuple[int, int]]] = []
    for token in tokens:
        if runs and runs[-1][-1][1] == token[0]:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _neighbours(text: str, start: int, end: int, start_char: int, end_char: int) -> _Neighbours:
    return _Neighbours(
        left=text[start - 1] if start > start_char else "",
        right=text[end] if end < end_char else "",
        right_after=text[end + 1] if end + 1 < end_char else "",
    )


def _is_inside_a_word(text: str, token: tuple[int, int], start_char: int, end_char: int) -> bool:
    """Tell whether a single mark is an apostrophe inside a word, as in don't or al-'Aziz."""
    start, end = token
    if end - start > 1 or text[start] not in _SINGLES or start == start_char or end == end_char:
        return False
    left = text[start - 1]
    if left == "-" and start - 1 > start_char:
        left = text[start - 2]
    return is_word_character(left) and is_word_character(text[end])


def _score(text: str, token: tuple[int, int], around: _Neighbours, is_inch: bool) -> Mark | None:
    start, end = token
    glyph = text[start:end]
    style: Style = "double"
    scores: tuple[float, float, float] | None
    if glyph in _LEAN_OF_GUILLEMET:
        style = "guillemets"
        scores = _directed_scores(_LEAN_OF_GUILLEMET[glyph] + _lean(around), 0, -3)
    elif glyph in _SINGLES:
        style = "single"
        scores = _single_scores(text, token, around)
    elif is_inch:
        scores = (NEVER, -1, 0)
    elif glyph == '"' and start > 0 and text[start - 1].isnumeric():
        scores = (NEVER, max(-_lean(around), 0), -0.5)
    else:
        scores = _directed_scores(_LEAN_OF_GLYPH.get(glyph, 0) + _lean(around), -2, -3)
    return Mark(start, end, glyph, style, *scores) if scores else None


def _directed_scores(
    lean: float, least_score: float, none_score: float
) -> tuple[float, float, float]:
    """Turn a lean (positive: opening) into scores, refusing what lies under `least_score`."""
    open_score = lean if lean >= least_score else NEVER
    close_score = -lean if -lean >= least_score else NEVER
    return open_score, close_score, none_score


def _lean(around: _Neighbours) -> float:
    """Say what the neighbours make of a mark: 2 surely opening, -2 surely closing."""
    if around.gap_left and around.gap_right:
        return (1 if not around.left else 0) - (1 if not around.right else 0)
    if around.may_open:
        return 1 if around.left in "—–-" and around.left else 2
    if around.gap_left:
        return 1 if around.right in "—–-" else -0.5
    if around.may_close:
        return 0 if around.left in "([{" else -2
    return 0


def _single_scores(
    text: str, token: tuple[int, int], around: _Neighbours
) -> tuple[float, float, float] | None:
    """Score a single mark: it opens only at a word's start and closes only at a word's end."""
    start, end = token
    glyph = text[start]
    if around.may_open:
        if _ELISION.match(text, end):
            return -2, NEVER, 0
        open_score, none_score = {"'": (2, -1.5), "’": (-1.5, 0), "`": (4, -0.5)}.get(
            glyph, (4, -3)
        )
        return open_score, NEVER, none_score
    if not around.may_close or glyph in "‚‛`":
        return None
    if glyph == "‘":
        return NEVER, -1, -0.5
    if around.left in "—–-":
        return NEVER, 2, -2
    if not is_word_character(around.left):
        return NEVER, 3, -3
    word = text[max(0, start - 4) : start]
    if around.left in "sSzZxX" or around.left.isnumeric() or _CLIPPED.search(word):
        return NEVER, 1, 0
    return NEVER, 2, -1
