"""Where is the article of a page that shows none? Hands on the tree of the text it only states.

Pages that are written by scripts carry their text as `articleBody` (schema.org) in JSON-LD, plain
or as HTML. It is made into a page of its own, so that it is cleaned like any other, and is read
only where the page shows much less: what is shown has marks, credits and layout that it has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_asides import remove_unseen
from quotes.articles.page_blocks import Block
from quotes.articles.page_tree import parse_page, text_in
from quotes.errors import FormatError

MAX_SHOWN_SHARE = 0.5
"""A page that shows more of its stated text than this is read as it is shown."""

MAX_STATED_CHARS = 2_000_000
"""A longer statement is none of an article."""

_TAGS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|q|blockquote|figure|img|script|style)\b"
    r"[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LINE_BREAKS = re.compile(r"[\n\r\u2028\u2029]+")
_MIN_TAGS = 2


def stated_tree(body: str | None, shown: Sequence[Block]) -> HtmlElement | None:
    """Return the tree of a page's stated text, nothing where the page shows as much itself.

    Nothing, too, where the text is HTML that no page may be: what is shown is read then.
    """
    shown_chars = sum(len(block.text) for block in shown)
    if body is None or not shown_chars / MAX_SHOWN_SHARE < len(body) <= MAX_STATED_CHARS:
        return None
    try:
        tree = parse_page(f"<html><body><article>{_as_html(body)}</article></body></html>")
    except FormatError:
        return None
    remove_unseen(tree)
    return tree if shown_chars < MAX_SHOWN_SHARE * len(text_in(tree)) else None


def _as_html(body: str) -> str:
    """Return the text as HTML, each of its lines a paragraph where it is plain.

    >>> _as_html("Rain &amp; wind.\\n\\nThey fell < 3 mm."), _as_html("<p>Rain.</p>")
    ('<p>Rain &amp; wind.</p><p>They fell &lt; 3 mm.</p>', '<p>Rain.</p>')
    """
    if len(_TAGS.findall(body)) >= _MIN_TAGS:
        return body
    # Many sites escape what they write into JSON once too often.
    text = unescape(body)
    if len(_TAGS.findall(text)) >= _MIN_TAGS:
        return text
    lines = filter(None, map(str.strip, _LINE_BREAKS.split(text)))
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
