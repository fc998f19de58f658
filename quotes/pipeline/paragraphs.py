"""Where does one paragraph of an article end and the next begin?

Hands on the character range of every paragraph. This is the one definition of a paragraph: the
pairing of quotation marks, the windows of the encoder and the context of a quote all use it.
"""

from __future__ import annotations

import re
from itertools import pairwise

Range = tuple[int, int]

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# Plain text is usually wrapped at 65 to 80 columns; a line that is longer than this was not
# broken to fit a column, and a shorter column than this is a list, a poem or a menu.
_MAX_WRAP_WIDTH = 100
_MIN_WRAP_WIDTH = 50
_MIN_LOWER_CASE_SHARE = 1 / 3


def paragraphs(text: str) -> list[Range]:
    r"""Return the `(start_char, end_char)` of every paragraph, in order, without outer white space.

    A blank line always ends a paragraph. A single line break ends one too, unless the block of
    lines it stands in is hard-wrapped, which is so when all of these hold: no line is wider than
    100 characters and the widest has at least 50; no line had room for the first word of the next
    one; a third or more of the lines after the first begin in lower case.

    >>> paragraphs("Bridge to close\n\nThe mayor spoke.\nThe council listened.\n")
    [(0, 15), (17, 33), (34, 55)]
    """
    found: list[Range] = []
    block: list[Range] = []
    for start_char, end_char in _lines(text):
        if start_char == end_char:
            found.extend(_split_block(text, block))
            block = []
        else:
            block.append((start_char, end_char))
    found.extend(_split_block(text, block))
    return found


def _lines(text: str) -> list[Range]:
    """Return the range of every line, trimmed of white space; a blank line has an empty range."""
    breaks = [match.span() for match in _LINE_BREAK.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    lines = []
    for start_char, end_char in zip(starts, ends, strict=True):
        line = text[start_char:end_char]
        start_char += len(line) - len(line.lstrip())
        lines.append((start_char, start_char + len(line.strip())))
    return lines


def _split_block(text: str, block: list[Range]) -> list[Range]:
    """Return one range for a hard-wrapped block of lines, else one for each line."""
    if len(block) > 1 and _is_hard_wrapped([text[start:end] for start, end in block]):
        return [(block[0][0], block[-1][1])]
    return block


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Tell whether a block of lines is one paragraph broken to fit a column."""
    width = max(len(line) for line in lines)
    if not _MIN_WRAP_WIDTH <= width <= _MAX_WRAP_WIDTH:
        return False
    had_room = any(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
        for line, following in pairwise(lines)
    )
    lower_case = sum(line[0].islower() for line in lines[1:])
    return not had_room and lower_case >= _MIN_LOWER_CASE_SHARE * (len(lines) - 1)
