"""Which blocks of a page are the article? trafilatura judges; what it loses between is kept.

It is asked with labelled blocks, tuned to lose nothing. A block stays if its label comes back, or
if it stands among such blocks in the same part of the page and is no list of links.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_blocks import Block, read_labels, write_labels
from quotes.articles.page_live import MIN_ENTRIES
from quotes.articles.page_tree import is_small
from quotes.errors import FormatError

_MIN_ROOT_SHARE = 0.85
"""How much of what is judged to be the article its smallest part of the page must hold: what stands
after that part, such as a colophon, is none of it."""

_MAX_COMPARED_ELEMENTS = 2_000
_MIN_MAIN_CELL_SHARE = 0.6
_MAX_LINK_SHARE = 0.7
_MIN_SENTENCE_WORDS = 6
_MAX_BLOCKS_AFTER_HEADLINE = 12
_MAX_BYLINE_CHARS = 80
# A headline so far below the beginning of the article is the heading of one of its parts.
_MAX_LEAD = 12
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "…", ":")


def choose_blocks(tree: HtmlElement, blocks: Sequence[Block], headline: str | None) -> list[Block]:
    """Return the blocks of the article in order, those before its headline left out.

    `tree`, which the blocks were read from, is spent.

    Raises:
        FormatError: The extractor cannot cope with the page.
    """
    is_headline = [_shows(block, headline) for block in blocks]
    head = next((n for n, shows in enumerate(is_headline) if shows), None)
    scope = _outer_scope(tree)
    write_labels(list(blocks))
    judged = read_labels(_judged_texts(tree))
    if not judged:
        return _all_in_scope(blocks, scope)
    root = _smallest_root([blocks[n] for n in judged])
    inside = {n for n in judged if _is_in(blocks[n].element, root)}
    if head is not None and head not in inside:
        inside |= {n for n in judged if head < n < min(inside)}
    inside |= _of_entries(blocks, inside)
    beside = _beside_main_cell(blocks, inside)
    kept = _filled(blocks, inside - beside, root, head) - beside
    begin = head if head is not None and head - min(kept) <= _MAX_LEAD else -1
    return [blocks[n] for n in sorted(kept) if n > begin]


def _shows(block: Block, headline: str | None) -> bool:
    """Tell whether a block is the headline, perhaps with a byline behind one line break."""
    if headline is None or len(block.text) > len(headline) + _MAX_BYLINE_CHARS:
        return False
    return block.text.casefold().startswith(headline.casefold())


def _smallest_root(blocks: Sequence[Block]) -> HtmlElement:
    """Return the smallest element that holds nearly all of the words of these blocks."""
    chars: Counter[HtmlElement] = Counter()
    depths: dict[HtmlElement, int] = {}
    total = 0
    for block in blocks:
        total += len(block.text)
        chain = [block.element, *block.element.iterancestors()]
        for height, element in enumerate(chain):
            chars[element] += len(block.text)
            depths[element] = len(chain) - height
    large = [element for element, count in chars.items() if count >= _MIN_ROOT_SHARE * total]
    return max(large, key=lambda element: depths[element])


def _of_entries(blocks: Sequence[Block], judged: set[int]) -> set[int]:
    """Return the blocks in the entries of a live blog, if what is judged stands in one of them.

    Entries may be short, and of these the extractor believes some and not others.
    """
    times = [block.element for block in blocks if block.kind == "time"]
    if len(times) < MIN_ENTRIES:
        return set()
    around = [[time, *time.iterancestors()] for time in times]
    shared = set(around[0]).intersection(*around[1:])
    entries = {next(part for part in chain if part.getparent() in shared) for chain in around}
    members = {
        number
        for number, block in enumerate(blocks)
        if (block.kind == "time" or block.link_share <= _MAX_LINK_SHARE)
        and any(part in entries for part in (block.element, *block.element.iterancestors()))
    }
    return members if members & judged else set()


def _beside_main_cell(blocks: Sequence[Block], judged: set[int]) -> set[int]:
    """Return the blocks in the narrow columns of a page that is laid out as a table."""
    chars: Counter[HtmlElement] = Counter()
    for number in judged:
        chars.update(dict.fromkeys(_cells_around(blocks[number]), len(blocks[number].text)))
    enough = _MIN_MAIN_CELL_SHARE * sum(len(blocks[number].text) for number in judged)
    rows = {cell.getparent(): cell for cell, count in chars.items() if count >= enough}
    return {
        number
        for number, block in enumerate(blocks)
        if rows
        and any(rows.get(cell.getparent()) not in (None, cell) for cell in _cells_around(block))
    }


def _cells_around(block: Block) -> list[HtmlElement]:
    around = [block.element, *block.element.iterancestors()]
    return [element for element in around if element.tag == "td"]


def _outer_scope(tree: HtmlElement) -> HtmlElement:
    """Return the element that says of itself that it is the article, or the whole page."""
    for tag in ("article", "main"):
        found = list(tree.iter(tag))
        if len(found) == 1:
            return found[0]
    body = tree.find(".//body")
    return tree if body is None else body


def _is_in(element: HtmlElement, root: HtmlElement) -> bool:
    return element is root or any(ancestor is root for ancestor in element.iterancestors())


def _all_in_scope(blocks: Sequence[Block], root: HtmlElement) -> list[Block]:
    found = [block for block in blocks if _is_in(block.element, root)]
    return found or list(blocks)


def _filled(
    blocks: Sequence[Block], judged: set[int], root: HtmlElement, headline: int | None
) -> set[int]:
    """Return the numbers judged and of those that stand among them.

    A block between is taken from the parts of the page that judged ones stand in; what is set in,
    and what stands between the headline and the first judged one, from all of the article.
    """
    first, last = min(judged), max(judged)
    is_near = headline is not None and 0 < first - headline <= _MAX_BLOCKS_AFTER_HEADLINE
    begin = headline + 1 if is_near and headline is not None else first
    groups = {blocks[n].group for n in judged} - {None}
    scopes = Counter(blocks[n].scope for n in judged)
    taken = set(judged)
    for number in range(begin, len(blocks)):
        block = blocks[number]
        if number in taken or block.link_share > _MAX_LINK_SHARE:
            continue
        if block.group in groups:
            taken.add(number)
        elif number > last:
            # Only what directly goes on in the same part of the page.
            follows = number - 1 in taken and blocks[number - 1].scope is block.scope
            if follows and (block.is_set_in or _is_sentence(block)):
                taken.add(number)
        elif block.scope in scopes or number < first:
            if block.kind != "paragraph" or _is_sentence(block):
                taken.add(number)
        elif _is_in(block.element, root) and (block.is_set_in or block.kind == "time"):
            taken.add(number)
    return taken


def _is_sentence(block: Block) -> bool:
    """Tell whether a block is long enough, or ends like, a sentence."""
    words = len(block.text.split())
    return words >= _MIN_SENTENCE_WORDS or (words > 1 and block.text.endswith(_SENTENCE_ENDS))


def _judged_texts(tree: HtmlElement) -> Iterator[str]:
    try:
        with _silenced("trafilatura"):
            document = trafilatura.bare_extraction(
                tree,
                favor_recall=True,
                include_comments=False,
                include_tables=True,
                include_links=False,
                with_metadata=False,
                # Its comparison with other extractors takes a time that grows with the square.
                fast=not is_small(tree, _MAX_COMPARED_ELEMENTS),
            )
    except Exception as error:
        # Pages can break any layer below; whatever it is, this page cannot be read.
        raise FormatError(f"cannot be read as an article ({type(error).__name__})") from error
    body = getattr(document, "body", None)
    return iter(()) if body is None else body.itertext()


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """Keep a library's log from everybody: what it warns of are errors of our own here."""
    logger = logging.getLogger(name)
    handler, propagate = logging.NullHandler(), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = propagate
        logger.removeHandler(handler)
