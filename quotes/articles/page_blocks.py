"""Which blocks of words does a web page show, in order? Hands on paragraphs, headings and the like.

Each block carries what its element says of it: that it is set in, that all of it is bold or linked.
A label can be written in front of each block before the page goes to the extractor, which then
judges which parts are the article; the words themselves are always taken from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_tree import collapse, writable

Kind = Literal["paragraph", "heading", "item", "cell", "quotation", "pull", "post", "time"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = frozenset(
    "html body main article section header footer aside nav div p blockquote h1 h2 h3 h4 h5 h6 ul"
    " ol li dl dt dd table thead tbody tfoot tr td th caption pre figure figcaption address hr"
    " details summary fieldset form center".split()
)
_UNSEEN_TAGS = frozenset({"head", "script", "style", "template", "noscript", "title"})
_EMPHASIS_TAGS = frozenset({"b", "strong", "em", "i"})
_INNER_TAGS = frozenset(
    "p li ul ol dl dt dd blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr td th pre figure".split()
)
_LINE_BREAK = "\u2028"
_PARAGRAPH_BREAK = re.compile(rf"\s*{_LINE_BREAK}\s*{_LINE_BREAK}\s*")
# Characters that Unicode keeps for a program's own use and no text may hold.
_LABEL_EDGE = "\ufdd0"
_DIGITS = "\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8"
_LABEL = re.compile(f"{_LABEL_EDGE}([{_DIGITS}]+){_LABEL_EDGE}")
_NO_TEXT = re.compile("[\ufdd0-\ufdef]")
# What a browser never shows: places where a word may be broken, and marks of the byte order.
_UNSHOWN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Marks that a page has escaped twice, so that a reader sees their names.
_ESCAPED_TWICE = re.compile(
    r"&(?:[lr][ds]quo|[lr]aquo|quot|amp|apos|nbsp|hellip|[mn]dash|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)

Slot = tuple[HtmlElement, Literal["text", "tail"]]


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item or the like, with single spaces inside.

    `element` is the block element it stands in, `scope` the section, division or page around
    that; `emphasis_share` and `link_share` say how much of it is bold or in italics, and linked,
    0 to 1; `group` is the number of the quotation, post or entry it belongs to, and `is_credit`
    says that it names who wrote that.
    """

    text: str
    kind: Kind
    element: HtmlElement
    scope: HtmlElement
    emphasis_share: float = 0.0
    link_share: float = 0.0
    group: int | None = None
    is_credit: bool = False
    slot: Slot | None = None

    @property
    def is_set_in(self) -> bool:
        """Whether it stands apart from the author's own words."""
        return self.kind in ("quotation", "pull", "post")


@dataclass(slots=True)
class _Run:
    """The words met since the last edge of a block."""

    pieces: list[tuple[str, Slot | None, bool, bool]] = field(default_factory=list)

    def add(
        self, text: str | None, slot: Slot | None, is_emphasised: bool, is_linked: bool
    ) -> None:
        if text:
            self.pieces.append((text, slot, is_emphasised, is_linked))


class BlockReader:
    """Walks a tree once; `kinds` says which elements are something that their tags do not say."""

    def __init__(self, kinds: Mapping[HtmlElement, Kind]) -> None:
        self._kinds = kinds
        self._groups = 0

    def read(self, tree: HtmlElement) -> Iterator[Block]:
        """Yield the blocks of a tree in the order of the page."""
        run = _Run()
        stack: list[tuple[HtmlElement, Kind, int | None]] = [(tree, "paragraph", None)]
        bold = linked = 0
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            is_block = tag in _BLOCK_TAGS or element in self._kinds
            if event == "start":
                if tag in _UNSEEN_TAGS:
                    walk.skip_subtree()
                    continue
                if is_block:
                    if run.pieces:
                        yield from self._flush(run, stack[-1])
                    stack.append(self._context(element, stack[-1]))
                bold += tag in _EMPHASIS_TAGS
                linked += tag == "a"
                text = _LINE_BREAK if tag == "br" else element.text
                run.add(text, None if tag == "br" else (element, "text"), bold > 0, linked > 0)
                continue
            if tag not in _UNSEEN_TAGS:
                if is_block:
                    context = stack.pop()
                    if run.pieces:
                        yield from self._flush(run, context)
                bold -= tag in _EMPHASIS_TAGS
                linked -= tag == "a"
            if element is not tree:
                run.add(element.tail, (element, "tail"), bold > 0, linked > 0)
        yield from self._flush(run, stack[0])

    def _context(
        self, element: HtmlElement, around: tuple[HtmlElement, Kind, int | None]
    ) -> tuple[HtmlElement, Kind, int | None]:
        _, outer, group = around
        own = self._kinds.get(element)
        tag = element.tag
        if own in ("quotation", "pull", "post"):
            if outer in ("quotation", "pull", "post"):
                return element, outer, group
            self._groups += 1
            return element, own, self._groups
        if outer in ("quotation", "pull", "post"):
            return element, outer, group
        if own is not None:
            return element, own, group
        if tag in _HEADINGS:
            return element, "heading", group
        if tag in ("li", "dd", "dt"):
            return element, "item", group
        if tag in ("td", "th"):
            return element, "cell", group
        return element, outer if tag not in ("ul", "ol", "table", "section") else "paragraph", group

    def _flush(self, run: _Run, context: tuple[HtmlElement, Kind, int | None]) -> Iterator[Block]:
        """Yield what was met as blocks: two line breaks in a row part paragraphs."""
        pieces, run.pieces = run.pieces, []
        if not any(piece[0].strip() for piece in pieces):
            return
        paragraph: list[tuple[str, Slot | None, bool, bool]] = []
        breaks = 0
        for piece in pieces:
            if piece[0] == _LINE_BREAK:
                breaks += 1
            elif piece[0].strip():
                if breaks > 1:
                    yield from self._block(paragraph, context)
                    paragraph = []
                breaks = 0
            paragraph.append(piece)
        yield from self._block(paragraph, context)

    def _block(
        self,
        pieces: list[tuple[str, Slot | None, bool, bool]],
        context: tuple[HtmlElement, Kind, int | None],
    ) -> Iterator[Block]:
        text = shown_text("".join(piece[0] for piece in pieces))
        if not text:
            return
        element, kind, group = context
        counts = [(len(collapse(text)), b, a) for text, _, b, a in pieces]
        total = max(1, sum(count for count, _, _ in counts))
        slot = next((s for text, s, _, _ in pieces if s is not None and text.strip()), None)
        yield Block(
            text=text,
            kind=kind,
            element=element,
            scope=_scope(element),
            emphasis_share=sum(count for count, is_emphasised, _ in counts if is_emphasised)
            / total,
            link_share=sum(count for count, _, is_linked in counts if is_linked) / total,
            group=group,
            slot=slot,
        )


def shown_text(text: str) -> str:
    """Return text as a reader sees it, or was meant to: with single spaces, marks written out.

    >>> shown_text("yester\u00adday  &ldquo;No&rdquo;")
    'yesterday “No”'
    """
    text = _UNSHOWN.sub("", _NO_TEXT.sub("", text))
    if "&" in text:
        text = _ESCAPED_TWICE.sub(lambda found: unescape(found[0]), text)
    return collapse(text)


def _scope(element: HtmlElement) -> HtmlElement:
    """Return the section or division that an element stands in."""
    scope = element
    while scope.tag in _INNER_TAGS and (parent := scope.getparent()) is not None:
        scope = parent
    return scope


def write_labels(blocks: list[Block]) -> None:
    """Write each block's number in front of its words, in the tree it was read from."""
    for number, block in enumerate(blocks):
        if block.slot is None:
            continue
        element, place = block.slot
        label = _LABEL_EDGE + "".join(_DIGITS[int(digit)] for digit in f"{number:o}") + _LABEL_EDGE
        if place == "text":
            element.text = label + _writable(element.text)
        else:
            element.tail = label + _writable(element.tail)


def read_labels(texts: Iterator[str]) -> set[int]:
    """Return the numbers of the blocks whose labels stand in the texts."""
    found = set()
    for match in _LABEL.finditer("".join(texts)):
        found.add(int("".join(str(_DIGITS.index(char)) for char in match[1]), 8))
    return found


def _writable(text: str | None) -> str:
    return writable(_NO_TEXT.sub("", text or ""))
