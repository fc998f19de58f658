"""What stands beside the article on a page? Takes away narrow columns and inserted boxes.

Some pages are laid out by tables, with columns of all sorts at the sides; others have boxes of the
site's own among their paragraphs and below them (`page_inserts.py`). Neither is given away by its
words. Nothing goes unless most of the page's paragraphs stand together elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_inserts import inserted_boxes
from quotes.articles.page_quotations import is_set_apart
from quotes.articles.page_tree import text_in

_MIN_PARAGRAPHS = 4
_MIN_STORY_SHARE = 0.5
_MAX_WIDTH_SHARE = 0.6
_MAX_COLUMN_SHARE = 0.5
_QUOTING_TAGS = ("h1", "blockquote", "dl", "q")


def remove_what_stands_beside(
    tree: HtmlElement, headline: str | None, protected: Collection[HtmlElement] = ()
) -> None:
    """Remove narrow columns beside the article's and small boxes among and after its own."""
    all_chars = len(text_in(tree))
    for element in [*_narrow_columns(tree, all_chars), *inserted_boxes(tree, all_chars)]:
        if element.getparent() is None or _may_be_article(element, headline, protected):
            continue
        element.drop_tree()


def _narrow_columns(tree: HtmlElement, all_chars: int) -> Iterator[HtmlElement]:
    """Yield the cells that are stated to be much narrower than the cell with the article."""
    cell = max(tree.iter("td"), key=_paragraph_chars, default=None)
    if cell is None or not _holds_story(cell, all_chars):
        return
    story_chars = len(text_in(cell))
    for column in (cell, *cell.iterancestors("td")):
        row, width = column.getparent(), _width(column)
        if row is None or width is None:
            continue
        for other in row.iterchildren("td"):
            other_width = _width(other)
            if other is column or other_width is None or other_width[1] != width[1]:
                continue
            is_narrow = other_width[0] <= _MAX_WIDTH_SHARE * width[0]
            if is_narrow and len(text_in(other)) <= _MAX_COLUMN_SHARE * story_chars:
                yield other


def _holds_story(element: HtmlElement, all_chars: int) -> bool:
    """Tell whether an element holds several paragraphs, and with them most of the page."""
    if sum(1 for _ in _paragraphs(element)) < _MIN_PARAGRAPHS:
        return False
    return _paragraph_chars(element) >= _MIN_STORY_SHARE * all_chars


def _paragraphs(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the paragraphs right in an element, or in boxes of it that are no cells."""
    pending = list(element)
    while pending:
        part = pending.pop()
        if part.tag == "p":
            yield part
        elif part.tag != "td":
            pending.extend(part)


def _paragraph_chars(element: HtmlElement) -> int:
    return sum(len(text_in(paragraph)) for paragraph in _paragraphs(element))


def _width(cell: HtmlElement) -> tuple[int, str] | None:
    """Return the stated width of a cell and its unit: "%" or none, for pixels."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*(?:px)?\s*(%?)\s*", cell.get("width") or "")
    return (int(found[1]), found[2]) if found else None


def _may_be_article(
    element: HtmlElement, headline: str | None, protected: Collection[HtmlElement]
) -> bool:
    """Tell whether an element holds the headline, a quotation set apart or what must stay."""
    if headline and headline.casefold() in text_in(element).casefold():
        return True
    return any(
        part.tag in _QUOTING_TAGS or part in protected or is_set_apart(part)
        for part in element.iter()
        if isinstance(part.tag, str)
    )
