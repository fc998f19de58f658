"""Which words of a web page are the article? Hands on its headline, paragraphs and metadata.

Finding the article is trafilatura's work, tuned to lose nothing. This module protects what it
would spoil (marks, block quotations, posts, lists of reactions), takes away what is certainly no
reporting, and sets the paragraphs. Nothing is fetched, and no page is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.draft import Draft
from quotes.articles.page_asides import remove_asides, remove_unseen
from quotes.articles.page_beside import remove_what_stands_beside
from quotes.articles.page_blocks import Block, BlockReader, Kind
from quotes.articles.page_boxes import without_boxes_of_others
from quotes.articles.page_choice import choose_blocks
from quotes.articles.page_facts import (
    called_headline,
    shown_headline,
    title_parts,
    with_shown_facts,
)
from quotes.articles.page_furniture import without_furniture
from quotes.articles.page_interview import set_answers_in
from quotes.articles.page_live import mark_times
from quotes.articles.page_metadata import PageMetadata, read_page_metadata, signed_byline
from quotes.articles.page_quotations import SetIn, set_quotations
from quotes.articles.page_reactions import set_reactions
from quotes.articles.page_repeats import fold_repeats
from quotes.articles.page_stated import stated_tree
from quotes.articles.page_tree import collapse, parse_page, writable
from quotes.errors import FormatError
from quotes.layout import INDENT

_MIN_SHARED_WORDS = 0.4
_QUOTE_MARKS = "“”\"‘’'«»„"


def read_page(page: str) -> Draft:
    """Read the article of a web page.

    `text` is the headline, then every paragraph, heading and list item, with an empty line between
    them and single spaces inside. What is set in on the page (block quotations, posts, the answers
    of an interview) is set in here too, each of its paragraphs behind an em space, with who said
    it in a line of its own behind a dash where the page says so.

    Raises:
        FormatError: The page is too large, nested too deeply or holds no article.
    """
    tree = parse_page(page)
    metadata = read_page_metadata(tree)
    remove_unseen(tree)
    headline, metadata = _with_shown_facts(tree, metadata)
    blocks = _article_blocks(tree, headline, metadata)
    if (stated := stated_tree(metadata.body, blocks)) is not None:
        blocks = _article_blocks(stated, headline, metadata, is_all_article=True) or blocks
    if not blocks:
        raise FormatError("no article was found in this page")
    lines = [INDENT + block.text if block.is_set_in else block.text for block in blocks]
    if headline:
        lines.insert(0, headline)
    return Draft(
        text="\n\n".join(lines),
        title=headline,
        outlet=metadata.outlet,
        url=metadata.url,
        byline=metadata.byline,
        published=metadata.published,
    )


def _with_shown_facts(tree: HtmlElement, metadata: PageMetadata) -> tuple[str | None, PageMetadata]:
    """Return the headline and the metadata; the page's words are looked at only where needed."""
    if metadata.byline is None and (byline := signed_byline(tree)) != metadata.outlet:
        metadata = replace(metadata, byline=byline)
    is_complete = metadata.outlet and metadata.byline and metadata.published
    if is_complete and tree.find(".//h1") is not None:
        return find_headline(tree, metadata, ()), metadata
    shown = list(BlockReader({}).read(tree))
    headline = find_headline(tree, metadata, shown)
    return headline, with_shown_facts(metadata, tree, shown, headline)


def _article_blocks(
    tree: HtmlElement,
    headline: str | None,
    metadata: PageMetadata,
    *,
    is_all_article: bool = False,
) -> list[Block]:
    """Return the blocks of the article, cleaned; `tree` is spent."""
    _write_quotation_marks(tree)
    times = mark_times(tree)
    remove_asides(tree, frozenset(times))
    remove_what_stands_beside(tree, headline, frozenset(times))
    set_in = set_quotations(tree)
    set_reactions(tree)
    blocks = without_boxes_of_others(_read_blocks(tree, set_in, times), headline)
    if not is_all_article:
        blocks = choose_blocks(tree, blocks, headline)
    blocks = without_furniture(blocks, headline, metadata)
    return fold_repeats(set_answers_in(_with_times_of_entries(blocks)))


def _read_blocks(tree: HtmlElement, set_in: SetIn, times: Sequence[HtmlElement]) -> list[Block]:
    kinds: dict[HtmlElement, Kind] = dict(set_in.kinds)
    kinds.update(dict.fromkeys(times, "time"))
    blocks = list(BlockReader(kinds).read(tree))
    for block in blocks:
        block.is_credit = block.element in set_in.credits
    return blocks


def _with_times_of_entries(blocks: Sequence[Block]) -> list[Block]:
    """Leave out times that no words follow before the next one."""
    following: list[Block | None] = [*blocks[1:], None]
    return [
        block
        for block, after in zip(blocks, following, strict=False)
        if block.kind != "time" or (after is not None and after.kind != "time")
    ]


def find_headline(tree: HtmlElement, metadata: PageMetadata, blocks: Sequence[Block]) -> str | None:
    """Choose the visible headline: the `h1` nearest to what the page calls itself.

    Without one it is the stated headline, or the only line that its class calls one, or the part of
    the window title that is shown on the page, or the title less the outlet's name at its end.
    """
    outlet = metadata.outlet or ""
    window_title = collapse(tree.findtext(".//title") or "")
    stated = _without_outlet(metadata.headline or window_title, outlet)
    shown = [
        (text, _is_in_article(element))
        for element in tree.iter("h1")
        if (text := collapse(element.text_content())) and text.casefold() != outlet.casefold()
    ]
    if alike := [text for text, _ in shown if _shared_words(text, stated) >= _MIN_SHARED_WORDS]:
        return max(alike, key=lambda text: _shared_words(text, stated))
    if not metadata.headline:
        parts = {part.casefold() for part in title_parts(tree)}
        named = [text for text, _ in shown if text.casefold() in parts]
        line = shown_headline(tree, blocks)
        if not shown and (called := called_headline(tree)):
            return called
        if (named or not shown) and (found := max([*named, line or ""], key=len)):
            return found
    in_article = [text for text, is_in_article in shown if is_in_article]
    return next(iter([*in_article, *filter(None, [stated]), *(text for text, _ in shown)]), None)


def _is_in_article(element: HtmlElement) -> bool:
    return any(ancestor.tag in {"article", "main"} for ancestor in element.iterancestors())


def _without_outlet(title: str, outlet: str) -> str:
    """Cut an outlet's name from the end of a title.

    >>> _without_outlet("Mayor quits | The Bay Record", "The Bay Record")
    'Mayor quits'
    """
    if outlet and title.casefold().endswith(outlet.casefold()):
        return title[: -len(outlet)].rstrip(" |-–—:·•") or title
    return title


def _shared_words(one: str, other: str) -> float:
    """Return the share of words that two headlines have in common, 0 to 1, of the longer one."""
    words, other_words = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & other_words) / max(len(words), len(other_words), 1)


def _write_quotation_marks(tree: HtmlElement) -> None:
    """Write the marks that a browser shows for `q` elements, double outside and single inside."""
    depths = [
        (element, sum(ancestor.tag == "q" for ancestor in element.iterancestors()))
        for element in tree.iter("q")
    ]
    for element, depth in depths:
        if element.text_content().strip()[:1] not in _QUOTE_MARKS:
            opening, closing = "‘’" if depth % 2 else "“”"
            element.text = opening + writable(element.text)
            if len(element):
                element[-1].tail = writable(element[-1].tail) + closing
            else:
                element.text += closing
    etree.strip_tags(tree, "q")
