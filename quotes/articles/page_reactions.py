"""Which tables and lists of a page give people's own words? Sets them as "Name, role: words".

Print sets such lists with commas and a colon; a page parts them into cells, terms and lines. Only
punctuation is added, and only where the words are plainly somebody's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_blocks import BlockReader
from quotes.articles.page_tree import names_of, text_in, writable

_MIN_ROWS = 2
_MIN_TURNS = 3
_MIN_SPOKEN_WORDS = 4
_MIN_SHARE = 0.8
_MAX_NAME_WORDS = 8
_MAX_ROLE_WORDS = 14
_SPOKEN_HEADING = re.compile(
    r"\b(?:said|says|say|words?|reactions?|quotes?|views?|comments?|response|statements?|answers?"
    r"|verdict|opinion|remarks?|told|reply|replies)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Oo]ur|[Mm]e|[Uu]s|[Ww]e['’]\w+)\b")
_MARKS = "“\"‘'«„"
_PARTICLES = frozenset(
    "of the de da van von der den bin al el la le du and for & y i di del".split()
)
_SPEAKER_NAMES = re.compile(
    r"(?:\A|[\s-])(?:speaker|speaker-(?:name|label)|interview(?:er|ee)|dialogue-name)(?:\Z|[\s-])"
)
_ROLE_NAMES = re.compile(
    r"(?:\A|[\s-])(?:role|position|occupation|job(?:-title)?|designation|affiliation"
    r"|speaker-title)(?:\Z|\s)"
)


def set_reactions(tree: HtmlElement) -> None:
    """Rewrite the tables, description lists and turns of a tree that give people's own words."""
    for table in list(tree.iter("table")):
        if table.getparent() is not None and not table.findall(".//table"):
            _set_table(table)
    for listing in list(tree.iter("dl")):
        _set_listing(listing)
    for element in list(tree.iter("p", "span", "div", "em", "i", "small")):
        if (names := names_of(element)) and _ROLE_NAMES.search(names):
            _join_role(element)
    for element in list(tree.iter("p", "li", "div", "td")):
        _close_bold_label(element)
    _close_labels_in_capitals(tree)
    for element in list(tree.iter("span", "b", "strong", "div", "p", "h4", "h5", "cite")):
        if _SPEAKER_NAMES.search(names_of(element)):
            _close_with_colon(element)


def is_like_a_name(text: str) -> bool:
    """Tell whether words could name somebody: capitals throughout, no figures, no sentence.

    >>> is_like_a_name("Orla de Venn"), is_like_a_name("Harbour dues rose"), is_like_a_name("Q")
    (True, False, True)
    """
    words = text.strip(" :").split()
    if not 0 < len(words) <= _MAX_NAME_WORDS or text.rstrip().endswith((".", "!", "?")):
        return False
    return (
        words[0][0].isupper()
        and all(
            word[0].isupper() or word.lower() in _PARTICLES or word[0] in "(“‘'\"" for word in words
        )
        and not any(char.isdigit() for char in text)
    )


def _is_spoken(text: str) -> bool:
    """Tell whether words are plainly somebody's own: between marks, or in the first person."""
    return text[:1] in _MARKS or _FIRST_PERSON.search(text) is not None


def _set_table(table: HtmlElement) -> None:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if any(text_in(cell) for cell in row)]
    heading = next((row for row in rows[:1] if all(cell.tag == "th" for cell in row)), None)
    body = rows[1:] if heading is not None else rows
    turns = [turn for row in body if (turn := _turn_of_row(row))]
    if len(turns) < _MIN_ROWS or len(turns) < _MIN_SHARE * len(body):
        return
    is_announced = heading is not None and _SPOKEN_HEADING.search(text_in(heading[-1]))
    spoken = sum(_is_spoken(words) for _, words in turns)
    if not is_announced and spoken < len(turns) / 2:
        return
    caption = table.find(".//caption")
    lines = [] if caption is None else [text_in(caption)]
    _replace(table, [*lines, *(f"{label}: {words}" for label, words in turns)])


def _turn_of_row(row: Sequence[HtmlElement]) -> tuple[str, str] | None:
    """Return who speaks, with the role, and the words of a row; nothing if it is no such row."""
    cells = [texts for cell in row if (texts := _texts(cell))]
    if not 2 <= len(cells) <= 4:
        return None
    label_cells, words = cells[:-1], " ".join(cells[-1])
    label = [text for texts in label_cells for text in texts]
    return _turn(label, words)


def _turn(label: Sequence[str], words: str) -> tuple[str, str] | None:
    if not label or len(words.split()) < _MIN_SPOKEN_WORDS:
        return None
    name = label[0].rstrip(" :,–—-")
    bare = re.split(r"[,(–—]", name)[0]
    is_short = all(len(text.split()) <= _MAX_ROLE_WORDS for text in label)
    if not is_like_a_name(bare) or not is_short:
        return None
    return ", ".join([name, *(text.strip(" :,–—-") for text in label[1:])]), words


def _texts(element: HtmlElement) -> list[str]:
    """Return the lines of a cell, parted at its blocks and line breaks."""
    copy = [block.text for block in BlockReader({}).read(element)]
    if len(copy) == 1 and element.find(".//br") is not None:
        return [text for text in map(" ".join, _lines(element)) if text]
    return copy


def _lines(element: HtmlElement) -> Iterator[list[str]]:
    line: list[str] = []
    for part in element.iter():
        if part.tag == "br":
            yield line
            line = []
            line += (part.tail or "").split()
            continue
        line += (part.text or "").split()
        if part is not element:
            line += (part.tail or "").split()
    yield line


def _set_listing(listing: HtmlElement) -> None:
    """Set a description list of who said what: its terms are names, its descriptions words."""
    turns: list[tuple[str, list[str]]] = []
    for element in listing.iter("dt", "dd"):
        if element.tag == "dt":
            turns.append((text_in(element).rstrip(" :"), []))
        elif turns:
            turns[-1][1].extend(_texts(element))
    turns = [turn for turn in turns if turn[1]]
    if len(turns) < _MIN_ROWS or listing.getparent() is None:
        return
    named = sum(is_like_a_name(re.split(r"[,(–—]", label)[0]) for label, _ in turns)
    spoken = sum(_is_spoken(" ".join(words)) for _, words in turns)
    labels = [label for label, _ in turns]
    goes_to_and_fro = len(set(labels)) < len(labels)
    if named < _MIN_SHARE * len(turns) or (not goes_to_and_fro and spoken < len(turns) / 2):
        return
    lines = []
    for label, words in turns:
        lines += [f"{label}: {words[0]}", *words[1:]]
    _replace(listing, lines)


def _close_with_colon(element: HtmlElement) -> None:
    """Put a colon after the name of a speaker who is told from the words by its looks alone."""
    text = text_in(element)
    if not text or text[-1] in ":.!?—–-" or not is_like_a_name(text):
        return
    if text_in(element.getparent()) == text and element.getnext() is None:
        element = element.getparent()
    if len(element):
        element[-1].tail = writable(element[-1].tail).rstrip() + ": "
    else:
        element.text = writable(element.text).rstrip() + ": "


def _join_role(element: HtmlElement) -> None:
    """Put a role behind the name above it, parted by a comma, as print does."""
    name, role = element.getprevious(), text_in(element)
    if name is None or (name.tail or "").strip() or not 0 < len(role.split()) <= _MAX_ROLE_WORDS:
        return
    text = text_in(name)
    if not is_like_a_name(text) or role.endswith((".", "!", "?")) or text.endswith(":"):
        return
    last = name
    while len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
    if len(last):
        last[-1].tail = writable(last[-1].tail).rstrip() + f", {writable(role)}"
    else:
        last.text = writable(last.text).rstrip() + f", {writable(role)}"
    tail = element.tail
    element.drop_tree()
    if tail and tail.strip():
        name.tail = writable(tail)


def _close_bold_label(element: HtmlElement) -> None:
    """Put a colon behind a name in bold that only a line break parts from a quotation."""
    first = element[0] if len(element) else None
    if first is None or first.tag not in ("b", "strong") or (element.text or "").strip():
        return
    text = text_in(first)
    after = (first.tail or "").strip()
    following = first.getnext()
    if not after and following is not None and following.tag == "br":
        after = (following.tail or "").strip()
    bare = re.split(r"[,(–—]", text)[0]
    if after[:1] in _MARKS and after and text and text[-1].isalnum() and is_like_a_name(bare):
        if len(first):
            first[-1].tail = writable(first[-1].tail).rstrip() + ":"
        else:
            first.text = writable(first.text).rstrip() + ":"


def _close_labels_in_capitals(tree: HtmlElement) -> None:
    """Put a colon behind names in bold capitals that begin the turns of a conversation."""
    labels = []
    for paragraph in tree.iter("p", "li"):
        first = paragraph[0] if len(paragraph) else None
        if first is None or first.tag not in ("b", "strong") or (paragraph.text or "").strip():
            continue
        text, after = text_in(first), (first.tail or "").strip()
        is_name = text.isupper() and is_like_a_name(text) and len(text) > 1
        if is_name and text[-1].isalnum() and after[:1].isalnum():
            labels.append((first, text))
    names = {text for _, text in labels}
    if len(labels) >= _MIN_TURNS and 1 < len(names) < len(labels):
        for first, _ in labels:
            if len(first):
                first[-1].tail = writable(first[-1].tail).rstrip() + ":"
            else:
                first.text = writable(first.text).rstrip() + ":"


def _replace(element: HtmlElement, lines: Sequence[str]) -> None:
    """Put a paragraph for each line in the place of an element."""
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tag, element.text, element.tail = "div", None, tail
    for line in filter(None, lines):
        paragraph = element.makeelement("p")
        paragraph.text = writable(line)
        element.append(paragraph)
