"""Which boxes of a page say in their first line that they are other stories? Leaves them out.

Sites make up what they call such boxes, but over them stands a line for their readers: "Related
coverage", "Top comment", "What listeners say". All that the line stands over goes, before anything
is asked which blocks are the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_blocks import Block
from quotes.articles.page_tree import text_in
from quotes.furniture import is_heading_of_others, is_heading_of_public
from quotes.promotions import is_call_to_readers, is_heading_of_advert, is_heading_of_box

_MAX_HEADING_CHARS = 60
_MAX_TEASER_WORDS = 30
_MAX_LED_WORDS = 80
_MAX_BOX_SHARE = 0.4
_MIN_HEADLINE_SHARE = 0.5
_LEAD_TAGS = frozenset("b strong font small span em i u big a".split())
_SENTENCE_ENDS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"')


def without_boxes_of_others(blocks: Sequence[Block], headline: str | None) -> list[Block]:
    """Return the blocks less the boxes whose first line says that they are none of the article."""
    folded = (headline or "").casefold()
    max_chars = _MAX_BOX_SHARE * sum(len(block.text) for block in blocks)
    dropped: set[int] = set()
    for number, block in enumerate(blocks):
        if number in dropped or block.is_set_in or block.kind == "time":
            continue
        if _is_led_by_heading(block):
            dropped.add(number)
        elif is_call_to_readers(block.text):
            dropped.update(_box_around(blocks, number))
        elif len(block.text) <= _MAX_HEADING_CHARS and _is_heading(block.text):
            end = _box_end(blocks, number)
            members = blocks[number + 1 : end]
            is_small = sum(len(member.text) for member in members) <= max_chars
            is_article = any(folded and member.text.casefold() == folded for member in members)
            if is_small and not is_article and _are_of_others(block, members):
                dropped.update(range(number, end))
    return [block for number, block in enumerate(blocks) if number not in dropped]


def _is_heading(text: str) -> bool:
    return is_heading_of_others(text) or _is_heading_of_anything(text)


def _is_heading_of_anything(text: str) -> bool:
    """Tell whether all in a box with this heading goes, be it paragraphs."""
    return is_heading_of_public(text) or is_heading_of_box(text) or is_heading_of_advert(text)


def _box_end(blocks: Sequence[Block], heading: int) -> int:
    """Return the number after the last block in the smallest box that the heading begins."""
    following = blocks[heading + 1].element if heading + 1 < len(blocks) else None
    if following is None:
        return heading + 1
    around = {following, *following.iterancestors()}
    element = blocks[heading].element
    own = (element, *element.iterancestors())
    box: HtmlElement | None = next((part for part in own if part in around), None)
    if box is None or box.tag in ("body", "html", "main"):
        return heading + 1
    if heading and _is_in(blocks[heading - 1], box):
        return heading + 1
    end = heading + 1
    while end < len(blocks) and _is_in(blocks[end], box):
        end += 1
    return end


def _box_around(blocks: Sequence[Block], number: int) -> set[int]:
    """Return the numbers of the blocks in the small headed box that a block stands in."""
    box = blocks[number].scope
    if box.tag not in ("div", "section", "aside"):
        return {number}
    members = [n for n in range(len(blocks)) if _is_in(blocks[n], box)]
    words = sum(len(blocks[n].text.split()) for n in members)
    first = blocks[members[0]]
    is_headed = first.kind == "heading" and first.element.tag != "h1"
    return set(members) if is_headed and words <= _MAX_LED_WORDS else {number}


def _is_in(block: Block, box: HtmlElement) -> bool:
    return block.element is box or any(part is box for part in block.element.iterancestors())


def _are_of_others(heading: Block, members: Sequence[Block]) -> bool:
    """Tell whether blocks are the public's words, or mostly headlines and no paragraphs."""
    if not members:
        return False
    if _is_heading_of_anything(heading.text):
        return True
    if any(len(member.text.split()) > _MAX_TEASER_WORDS for member in members):
        return False
    headlines = sum(not member.text.endswith(_SENTENCE_ENDS) for member in members)
    return headlines >= _MIN_HEADLINE_SHARE * len(members)


def _is_led_by_heading(block: Block) -> bool:
    """Tell whether a block begins with such a heading and a line break, as on old pages."""
    if block.slot is None or block.slot[1] != "text" or block.slot[0].tag not in _LEAD_TAGS:
        return False
    if len(block.text.split()) > _MAX_LED_WORDS:
        return False
    return any(
        _is_heading_of_anything(text)
        or (is_heading_of_others(text) and not block.text.endswith(_SENTENCE_ENDS))
        for text in _leads(block)
    )


def _leads(block: Block) -> Iterator[str]:
    """Yield the words of the first element of a block, if a line break follows it at once."""
    element = block.slot[0] if block.slot else None
    if element is None or (element.tail or "").strip():
        return
    following = element.getnext()
    text = text_in(element) if following is not None and following.tag == "br" else ""
    if 0 < len(text) <= min(_MAX_HEADING_CHARS, len(block.text) - 1):
        yield text
