"""Which tree of elements is a web page? Hands on one that is safe to walk, or says why not.

Pages are not trusted: what is too large, too deep or too wide ends here with a clear word, before
any step whose time could grow with the square of it. Nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from quotes.errors import FormatError

MAX_PAGE_CHARS = 10_000_000
"""Pages with more characters than this are refused; articles of 100,000 words stay below 2 MB."""

MAX_PAGE_ELEMENTS = 30_000
"""Pages with more elements are refused; news pages have some thousand, and some steps of the
extraction take time that grows with the square of their number."""

MAX_ELEMENT_ATTRIBUTES = 1_000
"""Pages where one element has more attributes are refused, for the same reason."""

_WORD_EDGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+|-+")
# What is no character of XML 1.0 (production 2): lxml reads it from a page but refuses to write it.
_NO_CHARACTERS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_ATTRIBUTES = frozenset({"class", "id", "data-testid", "data-component", "data-name"})
# A name longer than any that a person gave: it holds data, and no word is looked for in it.
_MAX_NAME_CHARS = 500


def parse_page(page: str) -> HtmlElement:
    """Return the tree of a page, without comments and processing instructions.

    Raises:
        FormatError: The page is too large, nested too deeply, or no page at all.
    """
    if len(page) > MAX_PAGE_CHARS:
        raise FormatError(
            f"is a page of more than {MAX_PAGE_CHARS // 1_000_000} million characters"
        )
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FormatError(f"cannot be read as HTML ({collapse(str(error))})") from error
    # The parser only notes it and drops the rest, which would be a silent loss.
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise FormatError("is a page with elements nested too deeply to be an article")
    elements = list(tree.iter(etree.Element))
    if len(elements) > MAX_PAGE_ELEMENTS:
        raise FormatError(f"is a page of more than {MAX_PAGE_ELEMENTS:,} elements")
    if any(len(element.attrib) > MAX_ELEMENT_ATTRIBUTES for element in elements):
        raise FormatError(f"has an element with more than {MAX_ELEMENT_ATTRIBUTES:,} attributes")
    return tree


def collapse(text: str) -> str:
    """Turn every run of white space into one space.

    >>> collapse(" Rain\\n   fell. ")
    'Rain fell.'
    """
    return " ".join(text.split())


def text_in(element: HtmlElement) -> str:
    """Return all text of an element with single spaces, its tail left out."""
    return collapse("".join(element.itertext()))


def is_small(element: HtmlElement, max_elements: int = 80) -> bool:
    """Tell whether an element holds few others, in a time that does not grow with what it holds."""
    return next(islice(element.iter(), max_elements, None), None) is None


def names_of(element: HtmlElement) -> str:
    """Return what an element is called: its names as words parted by hyphens, spaces between.

    Sites that make up their classes ("css-1k2j") name their parts in attributes for tests.
    """
    items = element.items()
    if not items:
        return ""
    names = [value for name, value in items if name in _NAME_ATTRIBUTES]
    return _spelled(" ".join(names)[:_MAX_NAME_CHARS]) if names else ""


@lru_cache(maxsize=4096)
def _spelled(names: str) -> str:
    """Spell names one way.

    >>> _spelled("articleBody story__text")
    'article-body story-text'
    """
    return _WORD_EDGE.sub("-", names).lower().strip()


def writable(text: str | None) -> str:
    """Return text that lxml accepts: the text without what XML has no place for."""
    return _NO_CHARACTERS.sub("", text or "")
