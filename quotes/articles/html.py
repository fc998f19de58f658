"""Which words of a web page are the article? Hands on its headline, paragraphs and metadata.

Finding the article is trafilatura's work, tuned to lose nothing; this module protects what it
would spoil (the marks of `q` elements), takes away what is certainly no reporting (captions,
bylines, boxes of links) and sets the paragraphs. Nothing is fetched, and no page is trusted.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import pairwise

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from quotes.articles.draft import Draft
from quotes.articles.page_metadata import PageMetadata, collapse, read_page_metadata
from quotes.errors import FormatError

MAX_PAGE_CHARS = 10_000_000
"""Pages with more characters than this are refused; articles of 100,000 words stay below 2 MB."""

MAX_PAGE_ELEMENTS = 50_000
"""Pages with more elements are refused; news pages have some thousand, and some steps of the
extraction take time that grows with the square of their number."""

MAX_ELEMENT_ATTRIBUTES = 1_000
"""Pages where one element has more attributes are refused, for the same reason."""

# trafilatura reports pages without text as warnings; here they are errors of their own.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Those of trafilatura's own XML, then those of HTML.
_BLOCK_TAGS = frozenset(
    "body p head list item quote div code table row cell"
    " html main article section header blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd tr td th"
    " pre figure address hr".split()
)
_UNSEEN_TAGS = frozenset({"script", "style", "template", "title", "nav", "footer", "aside"})
_SCOPES = (".//article", ".//main", ".//body")
_LINE_BREAK = "\u2028"
_PARAGRAPH_BREAK = re.compile(rf"\s*{_LINE_BREAK}\s*{_LINE_BREAK}\s*")
_ASIDE_NAME = re.compile(
    r"(?:\A|[\s_-])(?:byline|by-line|dateline|timestamp|caption|figcaption|credit|credits|related"
    r"|recommended|read-?more|share|sharing|social|newsletter|subscribe|promo|advert|advertisement"
    r"|breadcrumbs?|tags|comments?)(?:\Z|[\s_-])",
    re.IGNORECASE,
)
_ASIDE_TAGS = ("figcaption", "nav", "footer", "aside", "form", "button", "noscript", "template")
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "h1", "blockquote", "q"})
# An element with more of the page or more words may be the article, whatever its class says.
_MAX_ASIDE_SHARE = 0.3
_MAX_ASIDE_WORDS = 150
_MAX_LINK_SHARE = 0.7
_MIN_SHARED_WORDS = 0.4
_BYLINE = re.compile(
    r"(?:(?:words |story |report |written )?by:?\s+[A-Z]|(?:first )?(?:published|posted|updated)\b"
    r"|last (?:updated|modified)\b)",
    re.IGNORECASE,
)
_MAX_BYLINE_WORDS = 14
_BYLINE_REACH_BLOCKS = 6
# What is no character of XML 1.0 (production 2): lxml reads it from a page but refuses to write it.
_NO_CHARACTERS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTE_MARKS = "“”\"‘’'«»„"


def read_page(page: str) -> Draft:
    """Read the article of a web page.

    `text` is the headline, then every paragraph, heading, list item and block quotation, with an
    empty line between them and single spaces inside.

    Raises:
        FormatError: The page is too large, nested too deeply or holds no article.
    """
    if len(page) > MAX_PAGE_CHARS:
        raise FormatError(
            f"is a page of more than {MAX_PAGE_CHARS // 1_000_000} million characters"
        )
    tree = _parse(page)
    metadata = read_page_metadata(tree)
    headline = _headline(tree, metadata)
    _write_quotation_marks(tree)
    _part_at_double_breaks(tree)
    _remove_asides(tree)
    blocks = list(_without_furniture(_article_blocks(tree), headline, metadata.byline))
    if not blocks:
        raise FormatError("no article was found in this page")
    if headline:
        blocks.insert(0, headline)
    return Draft(
        text="\n\n".join(blocks),
        title=headline,
        outlet=metadata.outlet,
        url=metadata.url,
        byline=metadata.byline,
        published=metadata.published,
    )


def _parse(page: str) -> HtmlElement:
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


def _headline(tree: HtmlElement, metadata: PageMetadata) -> str | None:
    """Choose the visible headline: the `h1` nearest to what the page calls itself.

    Without one it is the stated headline or the window title, less the outlet's name at its end.
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
            element.text = opening + _writable(element.text)
            if len(element):
                element[-1].tail = _writable(element[-1].tail) + closing
            else:
                element.text += closing
    etree.strip_tags(tree, "q")


def _writable(text: str | None) -> str:
    """Return text that lxml accepts: the text without what XML has no place for."""
    return _NO_CHARACTERS.sub("", text or "")


def _part_at_double_breaks(tree: HtmlElement) -> None:
    """Make two paragraphs of one that two line breaks part; the extractor would join them."""
    for paragraph in list(tree.iter("p")):
        current = paragraph
        for child, following in pairwise([*paragraph, None]):
            if current is not paragraph:
                current.append(child)
            if _is_double_break(child, following):
                rest = paragraph.makeelement("p")
                rest.tail, current.tail = current.tail, None
                current.addnext(rest)
                current = rest


def _is_double_break(element: HtmlElement, following: HtmlElement | None) -> bool:
    is_pair = following is not None and element.tag == following.tag == "br"
    return is_pair and not (element.tail or "").strip()


def _remove_asides(tree: HtmlElement) -> None:
    """Remove captions, bylines, boxes and tables of links, unless they could be the article."""
    unseen_chars = sum(len(element.text or "") for element in tree.iter("script", "style"))
    max_chars = _MAX_ASIDE_SHARE * (sum(map(len, tree.itertext())) - unseen_chars)
    for element in list(tree.iter(etree.Element)):
        if element.tag in _KEPT_TAGS or element.getparent() is None or not _is_aside(element):
            continue
        text = element.text_content()
        is_small = len(text) <= max_chars and len(text.split()) <= _MAX_ASIDE_WORDS
        if (is_small or _is_mostly_links(element)) and element.find(".//h1") is None:
            element.drop_tree()


def _is_aside(element: HtmlElement) -> bool:
    if element.tag in _ASIDE_TAGS:
        return True
    if "author" in (element.get("rel") or "", element.get("itemprop") or ""):
        return True
    if _is_mostly_links(element):
        return True
    return bool(_ASIDE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_mostly_links(element: HtmlElement) -> bool:
    """Say whether a list or table is a menu or a list of other stories, of any length."""
    if element.tag not in {"table", "ul", "ol"}:
        return False
    links = list(element.iter("a"))
    linked_chars = sum(len(collapse(link.text_content())) for link in links)
    all_chars = len(collapse(element.text_content()))
    return len(links) > 1 and linked_chars > _MAX_LINK_SHARE * all_chars


def _article_blocks(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the article, in order."""
    try:
        document = trafilatura.bare_extraction(
            deepcopy(tree),
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            with_metadata=False,
        )
    except Exception as error:
        # Pages can break any layer below; whatever it is, this page cannot be read.
        raise FormatError(f"cannot be read as an article ({type(error).__name__})") from error
    body = getattr(document, "body", None)
    if body is None or _is_unset(body):
        found = next((tree.find(path) for path in _SCOPES if tree.find(path) is not None), tree)
        return list(_blocks_of(found))
    return list(_blocks_of(body))


def _is_unset(body: etree._Element) -> bool:
    """Say whether trafilatura gave up, as on very short pages: all in one `p`, a text node a line.

    That would tear sentences at every inline element, so such pages are set by their own elements.
    """
    return len(body) == 1 and body[0].tag == "p" and "\n" in (body[0].text or "")


def _blocks_of(body: etree._Element) -> Iterator[str]:
    """Yield the text of each block element; two line breaks in a row part paragraphs too."""
    pieces: list[str] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCK_TAGS:
            yield from _paragraphs("".join(pieces))
            pieces.clear()
        if event == "end":
            pieces.append(element.tail or "" if element is not body else "")
        elif element.tag in _UNSEEN_TAGS:
            walk.skip_subtree()
        else:
            pieces.append(_LINE_BREAK if element.tag in {"lb", "br"} else element.text or "")
    yield from _paragraphs("".join(pieces))


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, map(collapse, _PARAGRAPH_BREAK.split(text)))


def _without_furniture(
    blocks: Iterable[str], headline: str | None, byline: str | None
) -> Iterator[str]:
    """Leave out repeats of the headline, and the byline and dates at the head of an article."""
    folded_headline = (headline or "").casefold()
    folded_byline = (byline or "").casefold()
    for position, block in enumerate(blocks):
        folded = block.casefold()
        if folded == folded_headline:
            continue
        if position < _BYLINE_REACH_BLOCKS and (folded == folded_byline or _is_byline(block)):
            continue
        yield block


def _is_byline(block: str) -> bool:
    """Say whether a short line only tells who wrote the article and when.

    >>> _is_byline("By Ana Ruiz in Port Elm"), _is_byline("By noon, all of them had left.")
    (True, False)
    """
    is_line = len(block.split()) <= _MAX_BYLINE_WORDS and not block.endswith((".", "!", "?"))
    return is_line and not set(block) & set(_QUOTE_MARKS) and bool(_BYLINE.match(block))
