"""Which stretches of an article's text are none of its words?

Plain text is never altered, so the bylines, notices and menus that came with it are still there;
hands on their ranges, from which no quote is read. See `quotes/furniture.py` for how single lines
are known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes.datelines import field_of, is_coded_field
from quotes.furniture import (
    introduces,
    is_byline,
    is_ending,
    is_furniture,
    is_heading_of_others,
    is_heading_of_public,
)
from quotes.pipeline.paragraphs import Range
from quotes.pipeline.parts import Draft
from quotes.printouts import without_wire_marks
from quotes.promotions import is_heading_of_advert, is_heading_of_box, is_heading_of_sponsor

_HEAD_LINES = 14
_MIN_FIELDS = 3
_MAX_TAIL_SHARE = 0.4
_TAIL_SHARE = 0.25
_MAX_FINAL_CHARS = 40
_MAX_ADVERT_LINES = 6
_MAX_ADVERT_WORDS = 60
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_FINAL = re.compile(
    r"\W*(?:ends?|-?\s*30\s*-?|#\s*#\s*#?|copy ends|end of (?:text|document|story|release"
    r"|transcript))\W*",
    re.IGNORECASE,
)
_EDITORS_NOTE = re.compile(
    r"(?:notes? (?:to|for) (?:the )?editors?|editor['’]?s?['’]? notes?|attention editors|eds)\b",
    re.IGNORECASE,
)
_CAPTION_HEAD = re.compile(r"(?:image|photo|picture|media) captions?(?:\s*:.*)?", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"\b(?:views|opinions)\b[^.]{0,60}\b(?:(?:their|his|her) own"
    r"|do(?:es)? not (?:necessarily )?reflect|not necessarily those)\b"
    r"|\A[\s(\[*•-]*(?:listen|watch|catch up)(?: again| back| on demand)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?i:(?:words |story |report |reporting )?by):?\s+(?P<name>[A-ZÀ-Þ][^,|(]+?)\s*(?:[,|(]|\Z)"
)
_REACTION = re.compile(r"[\W_]*[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,4}(?:, [^:“”\"]{2,80})?:\s")
_NAME_BEHIND = re.compile(r"[-–—]\s*[A-ZÀ-Þ][\w.’'-]*(?: [\w.’',-]+){0,8}\Z")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_MAX_HEADING_WORDS = 8
_MIN_PLAIN_SHARE = 0.6
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_MARKS = frozenset('“”"«»„')
_SLUG_NUMBER = re.compile(r"\s*(?:--?|[–—/])?\s*\d{1,2}\s*\Z")
_MIN_SLUG_CHARS = 8


def furniture_ranges(text: str) -> list[Range]:
    r"""Return the ranges of a text that are none of the article's words, in order and apart.

    >>> [text[a:b] for text in ["Rain fell.\n\nRead also: “I told you,” says Venn\n\nENDS"]
    ...  for a, b in furniture_ranges(text)]
    ['Read also: “I told you,” says Venn', 'ENDS']
    """
    blocks = list(_blocks(text))
    lines = [line for block in blocks for line in block]
    if not lines:
        return []
    has_fields = sum(field_of(text[slice(*line)]) is not None for line in lines) >= _MIN_FIELDS
    title = text[slice(*lines[0])].strip().casefold()
    final = _final_line(text, lines)
    found: list[Range] = []
    number = 0
    is_sponsored = False
    authors = _authors(text, lines)
    has_plain_paragraphs = sum(len(block) == 1 for block in blocks) >= _MIN_PLAIN_SHARE * len(
        blocks
    )
    for block in blocks:
        # The words of a sponsor stand under their heading, as the next paragraph or in the same.
        is_heading = len(block) == 1 and is_heading_of_sponsor(text[slice(*block[0])])
        is_box = has_plain_paragraphs and number > 0 and _is_box_at_end(text, block)
        if is_sponsored or is_heading or is_box or _introduces_author(text, block, authors):
            found.append((block[0][0], block[-1][1]))
        else:
            found += _of_block(text, block, number, has_fields=has_fields, title=title)
        is_sponsored = is_heading
        number += len(block)
    if final is not None:
        found.append((final, len(text)))
    return _joined(found)


def without_furniture(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without the contents that stand in furniture."""
    ranges = furniture_ranges(text)
    if not ranges:
        return list(drafts)

    def is_outside(char: int) -> bool:
        index = bisect_right(ranges, char, key=lambda known: known[0]) - 1
        return index < 0 or char >= ranges[index][1]

    for draft in drafts:
        draft.contents = [part for part in draft.contents if is_outside(part.start_char)]
    return [draft for draft in drafts if draft.contents]


def _blocks(text: str) -> Iterator[list[Range]]:
    """Yield the lines of each run of lines without an empty one between."""
    block: list[Range] = []
    end = 0
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        if block and text.count("\n", end, match.start()) > 1:
            yield block
            block = []
        block.append(match.span())
        end = match.end()
    if block:
        yield block


def _of_block(
    text: str, block: Sequence[Range], number: int, *, has_fields: bool, title: str
) -> Iterator[Range]:
    """Yield what of a run of lines is furniture; `number` is that of its first line."""
    first = text[slice(*block[0])].strip()
    whole = (block[0][0], block[-1][1])
    place = whole[0] / max(len(text), 1)
    if number and is_heading_of_others(first):
        # A list of other stories stands under its heading; a bare line ends with itself.
        is_late = is_heading_of_public(first) and place > 1 - _MAX_TAIL_SHARE
        yield (whole[0], len(text)) if is_late else whole
        return
    if (
        _is_advert(text, block)
        or _EDITORS_NOTE.match(first.lstrip("(*^"))
        or _CAPTION_HEAD.fullmatch(first)
    ):
        yield whole
        return
    is_field = field_of(first) is not None and not _is_body_field(first)
    if has_fields and (is_field or is_coded_field(first)):
        yield whole
        return
    if place > 1 - _TAIL_SHARE and _is_colophon(text[slice(*whole)].strip()):
        yield whole
        return
    joined = " ".join(text[slice(*line)].strip() for line in block)
    if number and (is_furniture(joined) or _is_slug(joined, title)):
        yield whole
        return
    for offset, line in enumerate(block):
        words = without_wire_marks(text[slice(*line)])
        is_head = 0 < number + offset < _HEAD_LINES and is_byline(words)
        if is_furniture(words) or is_head or _is_slug(words, title, offset):
            yield line


def _authors(text: str, lines: Sequence[Range]) -> list[str]:
    """Return the names in the bylines of the first lines."""
    head = (text[slice(*line)].strip() for line in lines[1:_HEAD_LINES])
    found = (_BY.match(line) for line in head if is_byline(line))
    return [match["name"] for match in found if match is not None]


def _introduces_author(text: str, block: Sequence[Range], authors: Sequence[str]) -> bool:
    """Tell whether a late paragraph says who wrote the article."""
    if block[0][0] < (1 - _MAX_TAIL_SHARE) * len(text):
        return False
    return any(introduces(text[slice(*block[0])].strip(), name) for name in authors)


def _is_box_at_end(text: str, block: Sequence[Range]) -> bool:
    """Tell whether a late run of lines is a heading right over a list, in a text of paragraphs.

    The heading is in capitals, or the list is numbered. Reactions ("Name, title: words") and
    quotations with a name behind a dash may be the article's own.
    """
    if len(block) < 2 or block[0][0] < (1 - _MAX_TAIL_SHARE) * len(text):
        return False
    heading, *entries = (text[slice(*line)].strip() for line in block)
    if len(heading.split()) > _MAX_HEADING_WORDS or heading.endswith((".", "!", "?", ",")):
        return False
    if is_heading_of_box(heading):
        return True
    if any(_REACTION.match(entry) or _NAME_BEHIND.search(entry) for entry in entries):
        return False
    return heading.isupper() or all(map(_NUMBERED.match, entries))


def _is_advert(text: str, block: Sequence[Range]) -> bool:
    """Tell whether a few lines stand under a word such as "Advertisement" as their heading."""
    first = text[slice(*block[0])]
    if not 1 < len(block) <= _MAX_ADVERT_LINES or not is_heading_of_advert(first):
        return False
    return len(text[block[0][0] : block[-1][1]].split()) <= _MAX_ADVERT_WORDS


def _is_body_field(line: str) -> bool:
    """Tell whether a field's value is the article itself ("BODY: …")."""
    return line.partition(":")[0].strip().lower() in (
        "body",
        "lead",
        "abstract",
        "headline",
        "title",
    )


def _is_colophon(block: str) -> bool:
    """Tell whether a late paragraph stands in brackets, disclaims views, or gives an address."""
    if block.startswith("((") or (block.startswith("(") and block.endswith(")")):
        return not _MARKS & set(block)
    if _DISCLAIMER.search(block) is not None:
        return True
    return _MAIL.search(block) is not None and not _MARKS & set(block)


def _is_slug(line: str, title: str, offset: int = 1) -> bool:
    """Tell whether a line repeats the headline with the number of a page."""
    bare = _SLUG_NUMBER.sub("", line).casefold()
    return offset > 0 and bare != line.casefold() and len(bare) >= _MIN_SLUG_CHARS and bare in title


def _final_line(text: str, lines: Sequence[Range]) -> int | None:
    """Return where the line begins that ends the copy, if little follows it."""
    earliest = (1 - _MAX_TAIL_SHARE) * len(text)
    for start, end in lines:
        if start > earliest and end - start < _MAX_FINAL_CHARS:
            words = text[start:end].strip()
            if is_ending(words) and _FINAL.fullmatch(words):
                return start
    return None


def _joined(ranges: Sequence[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
