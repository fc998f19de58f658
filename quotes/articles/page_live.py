"""Is a page a live blog? Hands on the elements that say when each of its entries was written.

Three or more dated parts of one make are entries; the times of other pages say only when the page
was published.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.etree import XPath  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_tree import is_small, names_of, text_in

MIN_ENTRIES = 3
"""So many parts of one make, each with its time, make a live blog."""

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?|\d{1,2}[:.]\d{2}", re.IGNORECASE)
_MAX_TIME_WORDS = 8
_TIME_NAMES = re.compile(
    r"(?:\A|[\s-])(?:time|time-?stamp|date-?time|post-time|entry-time)(?:\Z|[\s-])"
)
_TIMED = XPath(
    "//time | //*[contains(@class, 'time') or contains(@class, 'Time')]"
    "[self::span or self::p or self::div or self::h2 or self::h3 or self::h4 or self::a]"
)
_ENTRY_TAGS = ("article", "section", "div", "li")
_MIN_ENTRY_WORDS = 8
_MAX_ENTRY_ELEMENTS = 400


def mark_times(tree: HtmlElement) -> tuple[HtmlElement, ...]:
    """Return the elements with the times of a live blog's entries, in order; none elsewhere."""
    by_make: dict[tuple[HtmlElement, str, str], list[tuple[HtmlElement, HtmlElement]]]
    by_make = defaultdict(list)
    for element in _TIMED(tree):
        if element.tag != "time" and not _TIME_NAMES.search(names_of(element)):
            continue
        text = text_in(element)
        if not _CLOCK.search(text) or len(text.split()) > _MAX_TIME_WORDS:
            continue
        entry = _entry_around(element)
        if entry is not None:
            make = (entry.getparent(), entry.tag, first_name(entry))
            by_make[make].append((element, entry))
    chosen: list[HtmlElement] = []
    for found in by_make.values():
        seen: set[HtmlElement] = set()
        first = []
        for time, entry in found:
            if entry not in seen:
                seen.add(entry)
                first.append((time, entry))
        if len(first) >= MIN_ENTRIES:
            chosen += [_outermost(time) for time, _ in first]
    return tuple(chosen)


def first_name(element: HtmlElement) -> str:
    """Return the first class of an element without a number, which it shares with its like.

    What follows may tell it from these: "entry", "entry pinned", "entry entry-7".
    """
    names = (element.get("class") or "").split()
    return next((name for name in names if not re.search(r"\d", name)), "")


def _entry_around(element: HtmlElement) -> HtmlElement | None:
    """Return the nearest part of the page that holds a time and some sentences."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("aside", "nav", "footer", "figure", "body", "html"):
            return None
        if not is_small(ancestor, _MAX_ENTRY_ELEMENTS):
            return None
        if ancestor.tag in _ENTRY_TAGS and len(text_in(ancestor).split()) >= _MIN_ENTRY_WORDS:
            return ancestor
    return None


def _outermost(time: HtmlElement) -> HtmlElement:
    """Return the line that a time stands in, if nothing else stands there."""
    found, parent = time, time.getparent()
    while parent is not None and parent.tag in (
        "p",
        "div",
        "span",
        "h2",
        "h3",
        "h4",
        "header",
        "a",
    ):
        if text_in(parent) != text_in(time):
            break
        found, parent = parent, parent.getparent()
    return found
