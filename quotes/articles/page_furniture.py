"""Which blocks of an article are none of its words? Leaves out bylines, notices and other stories.

The elements have been looked at before (`page_asides.py`); here the words decide, and where a block
stands: a byline only at the head, a list of other stories under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.articles.page_blocks import Block
from quotes.articles.page_metadata import PageMetadata
from quotes.datelines import dateline_end, is_only_date
from quotes.furniture import (
    MAX_BYLINE_WORDS,
    introduces,
    is_byline,
    is_furniture,
    is_heading_of_others,
    is_heading_of_public,
)

_BYLINE_REACH_BLOCKS = 8
_MAX_OTHER_WORDS = 30
_MAX_LINK_SHARE = 0.7
_MIN_POINTER_SHARE = 0.5
_ONLY_LINK_SHARE = 0.95
_MAX_LABEL_WORDS = 4
_MARKS = frozenset('“”"‘«»„')
_COMMENTS_BEGIN = re.compile(r"(?:readers?['’]? )?comments?(?: \(\d+\))?:\s", re.IGNORECASE)
_ABOUT_AUTHOR = re.compile(r"(?:about|more about) (?:the )?authors?", re.IGNORECASE)


def without_furniture(
    blocks: Sequence[Block], headline: str | None, metadata: PageMetadata
) -> list[Block]:
    """Return the blocks of the article less what is none of its words, datelines cut off."""
    kept: list[Block] = []
    skipped = iter(_without_other_stories(blocks))
    folded_headline = (headline or "").casefold()
    for position, block in enumerate(skipped):
        if block.text.casefold() == folded_headline or is_furniture(block.text):
            continue
        if block.kind == "time":
            kept.append(block)
            continue
        at_head = position < _BYLINE_REACH_BLOCKS and not block.is_set_in
        if _is_linked_pointer(block) or __is_over_author(block, metadata, position):
            continue
        if at_head and (is_byline(block.text) or _is_signature(block, metadata)):
            continue
        if is_only_date(block.text) and not block.is_set_in:
            continue
        end_char = dateline_end(block.text)
        kept.append(replace(block, text=block.text[end_char:]) if end_char else block)
    return kept


def _is_linked_pointer(block: Block) -> bool:
    """Tell whether a block is only a link, or a label and a link ("More: …")."""
    if block.is_set_in or block.link_share < _MIN_POINTER_SHARE:
        return False
    lead = block.text.partition(":")[0].split()
    is_labelled = ":" in block.text and len(lead) <= _MAX_LABEL_WORDS
    return is_labelled or (
        block.link_share > _ONLY_LINK_SHARE and not block.text.endswith((".", "!", "?"))
    )


def __is_over_author(block: Block, metadata: PageMetadata, position: int) -> bool:
    """Tell whether a paragraph introduces the author or the outlet, as at an article's end."""
    if block.is_set_in or position < _BYLINE_REACH_BLOCKS / 2 or not metadata.byline:
        return False
    names = [*re.split(r", | and | & ", metadata.byline), metadata.outlet or ""]
    return any(introduces(block.text, name) for name in filter(None, names))


def _is_signature(block: Block, metadata: PageMetadata) -> bool:
    """Tell whether a short line gives the author's name or the outlet's, and no sentence."""
    text = block.text
    if len(text.split()) > MAX_BYLINE_WORDS or set(text) & _MARKS or block.kind == "heading":
        return False
    if text.endswith((".", "!", "?", ":")):
        return False
    folded = text.casefold()
    names = re.split(r", | and | & ", metadata.byline or "")
    return any(len(name) > 3 and name.casefold() in folded for name in names) or (
        metadata.outlet is not None and folded == metadata.outlet.casefold()
    )


def _without_other_stories(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks less those under a heading such as "Related" or "Comments".

    Under most such headings only links, list items and short lines are left out, up to the next
    heading or paragraph; readers' comments go to the end of their part of the page.
    """
    skipping: Block | None = None
    is_final = False
    for block in blocks:
        if _COMMENTS_BEGIN.match(block.text) and not block.is_set_in:
            skipping, is_final = block, True
            continue
        if block.kind != "time" and _is_heading(block) and is_heading_of_others(block.text):
            skipping = block
            is_final = is_heading_of_public(block.text) or _is_over_author(block.text)
            continue
        if skipping is not None:
            if is_final and block.scope is skipping.scope:
                continue
            if not is_final and _is_other_story(block, skipping):
                continue
            skipping = None
        yield block


def _is_over_author(heading: str) -> bool:
    """Tell whether a heading stands over words about who wrote the article."""
    return _ABOUT_AUTHOR.fullmatch(heading.strip(" :.…!|")) is not None


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or block.emphasis_share > 0.9 or len(block.text.split()) <= 6


def _is_other_story(block: Block, heading: Block) -> bool:
    if block.kind == "heading" or block.is_set_in:
        return False
    is_short = len(block.text.split()) <= _MAX_OTHER_WORDS
    return block.link_share > _MAX_LINK_SHARE or (block.kind == "item" and is_short)
