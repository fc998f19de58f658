"""Which paragraphs begin with the name of who speaks, or have it in the line above them?

Hands on every such line of a text, and every one that begins with marks, for `turns.py` to tell
which of them are a conversation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.pipeline.marks import Quotation, Range, paragraphs

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_LINKS = "(?:(?:de|da|du|del|van|von|der|den|bin|ibn|al|el|la|le|of|the|and|for|&|y|e) ){0,2}"
_NAME = rf"{_CAPITAL}(?:[\w.’'-]+|(?= ?:))(?: {_LINKS}{_CAPITAL}[\w.’'-]*){{0,6}}"
_ROLE = r"(?P<role>, (?=\w)[^:\n“”\"]{1,90}?)"
_TIME = r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?[ ,-]{1,3}"
# VENN: … · ORLA VENN (laughing): … · Orla Venn [by telephone]: … · - Orla Venn, fitter: …
# 00:12 Venn: … · Orla Venn, fitter – “…”
_LABEL = re.compile(
    rf"(?:{_TIME}|[-•*·–—] )?(?P<name>{_NAME}){_ROLE}?(?:,? [(\[][^()\[\]\n]{{1,60}}[)\]])?"
    rf"(?:\s?(?P<colon>:)(?:\s+|\Z)|\s(?P<dash>[-–—])\s(?=[“\"‘«]))"
)
_QUESTION_OR_ANSWER = re.compile(
    r"(?P<name>Q|A|Question|Answer)(?: ?\d+)?(?P<colon>\s?[:.]|\s[–—-])(?:\s+|\Z)", re.IGNORECASE
)
_STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.…]?\Z")
_WORD = re.compile(r"\w")
_MAX_MARKS = 3
_MAX_ROLE_WORDS = 6
_DASH = re.compile("[–—]|--")


@dataclass(frozen=True, slots=True)
class Line:
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


def find_lines(text: str, quotations: Sequence[Quotation]) -> Iterator[Line]:
    """Yield the lines of a text in order; `quotations` are its marks."""
    outermost = {
        span[0]: (span, quotation)
        for quotation in quotations
        if quotation.depth == 0 and quotation.style != "dash"
        for span in quotation.spans
    }
    bounds = paragraphs(text)
    labels = filter(None, (_LABEL.match(text, *bound) for bound in bounds))
    counts = Counter(label["name"] for label in labels)
    above: re.Match[str] | None = None
    for number, (start_char, end_char) in enumerate(bounds):
        chars = range(start_char, start_char + _MAX_MARKS)
        found = next((outermost[char] for char in chars if char in outermost), None)
        spoken, quotation = ((start_char, end_char), None) if found is None else found
        label = _QUESTION_OR_ANSWER.match(text, *spoken) or _LABEL.match(text, *spoken)
        if label is not None and not _WORD.search(text, label.end(), spoken[1]):
            above = label if quotation is None and _may_head(label, counts) else None
            continue
        begin = None if quotation is None else quotation.outer_start_char
        if label is None and above is not None:
            if not is_aside(text, (start_char, end_char)):
                rest = _within_marks(text, (start_char, end_char), outermost)
                if rest is not None:
                    yield _labelled(number, rest, None, above, rest != (start_char, end_char))
                above = None
            continue
        above = None
        if label is not None:
            rest = _within_marks(text, (label.end(), spoken[1]), outermost)
            if rest is not None:
                is_marked = rest != (label.end(), spoken[1])
                yield _labelled(number, rest, begin, label, is_marked)
        elif quotation is not None:
            yield Line(number, spoken, begin)


def _may_head(label: re.Match[str], counts: Counter[str]) -> bool:
    """Tell whether a name alone in its line may head what is said in the next paragraph.

    It stands in capitals, or labels another line too: headings such as "Next steps:" do neither.
    What is longer than a role, or has a dash in it, is a sentence that announces something.
    """
    role = label.groupdict().get("role") or ""
    if len(role.split()) > _MAX_ROLE_WORDS or _DASH.search(role):
        return False
    return label["name"].isupper() or counts[label["name"]] > 1


def _labelled(
    number: int, rest: Range, quotation: int | None, label: re.Match[str], is_marked: bool
) -> Line:
    groups = label.groupdict()
    return Line(
        number,
        rest,
        quotation,
        (label.span("name"), label.span("colon" if groups["colon"] else "dash")),
        is_full=bool(groups.get("role")) or " " in label["name"],
        is_marked=is_marked,
    )


def _within_marks(
    text: str, rest: Range, outermost: dict[int, tuple[Range, Quotation]]
) -> Range | None:
    """Return what is said after a name: without its marks, none if more follows on them."""
    chars = range(rest[0], rest[0] + _MAX_MARKS)
    found = next((outermost[char] for char in chars if char in outermost), None)
    if found is None:
        return rest
    return None if _WORD.search(text, found[0][1], rest[1]) else found[0]


def is_aside(text: str, spoken: Range) -> bool:
    """Tell whether a paragraph is a remark in brackets, "(Laughter.)"."""
    return _STAGE_DIRECTION.match(text, *spoken) is not None
