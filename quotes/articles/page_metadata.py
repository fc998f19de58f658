"""What does a web page say about itself? Hands on headline, outlet, address, byline and date.

Only statements are read: meta elements, JSON-LD (schema.org), microdata and `time`. Nothing is
concluded from the words of the page or from its address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.etree import XPath  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.dates import read_published
from quotes.articles.dates_in_words import read_date_in_words
from quotes.articles.page_tree import collapse, names_of, text_in, writable
from quotes.articles.wire import clean_byline, is_a_name

_ARTICLE_TYPE = re.compile(r"(Article|BlogPosting|Report)\Z")
_MAX_JSON_NODES = 10_000
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
)
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
)
_NOBODY = frozenset("admin administrator editor webmaster staff user root".split())
_BYLINE_NAME = re.compile(
    r"(?:\A|[\s-])(?:byline(?:-(?:names?|contributors?|authors?|block))?|by-line|author|author-name|by|posted-by)(?:\Z|\s)"
)
# What could be called after its author, found without looking at each element from here.
_SIGNED = XPath(
    "//*[@rel or @itemprop or contains(@class, 'by') or contains(@class, 'By') or @id='author'"
    " or contains(@class, 'uthor') or contains(@class, 'BY')"
    " or contains(@data-testid, 'yline') or contains(@data-component, 'yline')]"
    "[self::a or self::span or self::p or self::div or self::address or self::h4 or self::h5"
    " or self::li or self::cite or self::b or self::strong]"
)
_OTHERS = re.compile(
    r"(?:\A|[\s-])(?:comments?|repl(?:y|ies)|embed(?:ded)?|social|tweet|post-embed|related\w*"
    r"|teasers?|card|sidebar)"
    r"(?:\Z|[\s-])"
)
_LEADING_BY = re.compile(r"\A(?:words |story |report |written )?by:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states about itself; `headline` is the one for sharing, not the visible one.

    `body` is the text of the article as it is stated, with its line breaks, and perhaps as HTML.
    """

    headline: str | None
    outlet: str | None
    url: str | None
    byline: str | None
    published: str | None
    body: str | None = None


def read_page_metadata(tree: HtmlElement) -> PageMetadata:
    """Read what the page states, the most specific statement first."""
    meta = _meta_values(tree)
    objects = list(_linked_objects(tree))
    linked = _article_object(objects)
    outlet = _first(_outlets(meta, linked, objects))
    names = (name for name in _bylines(meta, linked) if name != outlet)
    return PageMetadata(
        headline=_first([meta.get("og:title"), linked.get("headline"), meta.get("twitter:title")]),
        outlet=outlet,
        url=_first(filter(_is_web_address, _addresses(tree, meta, linked))),
        byline=_first(_LEADING_BY.sub("", name) for name in names),
        published=_fullest_date(filter(None, map(_read_date, _dates(tree, meta, linked)))),
        body=_stated_body(linked),
    )


def _stated_body(linked: Mapping[str, Any]) -> str | None:
    body = linked.get("articleBody")
    return writable(body) if isinstance(body, str) and body.strip() else None


def _read_date(value: str) -> str | None:
    return read_published(value) or read_date_in_words(value)


def _fullest_date(dates: Iterator[str]) -> str | None:
    """Return the first date, with the time where another statement of that day has one."""
    first = next(dates, None)
    if first is None or "T" in first:
        return first
    return next((date for date in dates if date.startswith(f"{first}T")), first)


def _outlets(
    meta: Mapping[str, str], linked: Mapping[str, Any], objects: Iterable[Mapping[str, Any]]
) -> Iterator[object]:
    """Yield what the page calls its outlet; references to other objects are followed."""
    objects = list(objects)
    yield meta.get("og:site_name")
    publisher = linked.get("publisher")
    yield _name_of(publisher)
    identity = publisher.get("@id") if isinstance(publisher, dict) else None
    if isinstance(identity, str):
        yield from (_name_of(node) for node in objects if node.get("@id") == identity)
    for wanted in ("WebSite", "NewsMediaOrganization"):
        yield from (_name_of(node) for node in objects if wanted in _types(node))
    for name in ("application-name", "publisher", "dc.publisher", "dcterms.publisher", "copyright"):
        value = meta.get(name)
        yield None if value is None or _is_web_address(value) else value


def _first(values: Iterable[object]) -> str | None:
    for value in values:
        # JSON may hold halves of surrogate pairs, which no file can.
        if isinstance(value, str) and (cleaned := collapse(writable(unescape(value)))):
            return cleaned
    return None


def _meta_values(tree: HtmlElement) -> dict[str, str]:
    """Map the names of meta elements, in lower case, to the first value each has."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            values.setdefault(name.strip().lower(), content)
    return values


def _linked_objects(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects of a page."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _json_objects(value)


def _types(node: Mapping[str, Any]) -> list[Any]:
    types = node.get("@type")
    return types if isinstance(types, list) else [types]


def _article_object(objects: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the first JSON-LD object that describes an article, or an empty one."""
    for node in objects:
        if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in _types(node)):
            return node
    return {}


def _json_objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a JSON-LD document: itself, members of lists and of `@graph`."""
    pending = [value]
    for _ in range(_MAX_JSON_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            yield node
            pending += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _name_of(value: Any) -> str | None:
    """Return the names in a person or organisation of JSON-LD, which has many shapes."""
    if isinstance(value, str):
        return None if _is_web_address(value) else value
    if isinstance(value, dict):
        return _name_of(value.get("name"))
    if isinstance(value, list):
        names = [name for item in value if not isinstance(item, list) and (name := _name_of(item))]
        return ", ".join(names) or None
    return None


def _addresses(
    tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any]
) -> Iterator[object]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href")
    yield meta.get("og:url")
    main_page = linked.get("mainEntityOfPage")
    yield main_page.get("@id") if isinstance(main_page, dict) else main_page
    yield linked.get("url")


def _is_web_address(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower().startswith(("http://", "https://"))


def _bylines(meta: Mapping[str, str], linked: Mapping[str, Any]) -> Iterator[str]:
    values = [_name_of(linked.get("author")), *map(meta.get, _AUTHOR_NAMES)]
    for value in values:
        if value and not _is_web_address(value) and value.strip().casefold() not in _NOBODY:
            yield value


def signed_byline(tree: HtmlElement) -> str | None:
    """Return the names in the first element that is called after the author."""
    for element in _SIGNED(tree):
        is_author = "author" in (element.get("rel") or "", element.get("itemprop") or "")
        names = names_of(element)
        if (is_author or (names and _BYLINE_NAME.search(names))) and not _is_of_others(element):
            shown = [text for link in element.iter("a") if is_a_name(text := text_in(link))]
            words = collapse(" ".join(element.itertext()))
            name = " and ".join(shown) or _name_alone(element) or clean_byline(words)
            if name:
                return name
    return None


def _name_alone(element: HtmlElement) -> str | None:
    """Return the name that stands in a part of its own, beside a part with a post or a place."""
    parts = [
        text
        for part in element.iter("span", "div", "p")
        if not len(part) and (text := text_in(part))
    ]
    names = [text for text in parts if is_a_name(text)]
    return names[0] if len(names) == 1 and len(parts) > 1 else None


def _is_of_others(element: HtmlElement) -> bool:
    """Tell whether a name stands in a post, a quotation or a comment."""
    return any(
        ancestor.tag == "blockquote" or _OTHERS.search(names_of(ancestor)) is not None
        for ancestor in element.iterancestors()
        if ancestor.tag not in ("body", "html", "main")
    )


def _dates(tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any]) -> Iterator[str]:
    values: list[object] = [meta.get(_DATE_NAMES[0]), linked.get("datePublished")]
    values += [meta.get(name) for name in _DATE_NAMES[1:]]
    values += [element.get("datetime") for element in _time_elements(tree)]
    yield from (value for value in values if isinstance(value, str))


def _time_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield `time` elements said to be the publication, then the first one of the article."""
    elements = list(tree.iter("time"))
    for element in elements:
        said = " ".join(element.get(name) or "" for name in ("itemprop", "class")).lower()
        if "publi" in said:
            yield element
    yield from (element for element in elements if _in_article_head(element))


def _in_article_head(element: HtmlElement) -> bool:
    """Say whether a `time` stands in the article itself, and not in a list of other stories.

    Where the page has a headline, the part around the time must have it too: the entries of a
    live blog have times of their own.
    """
    around = list(element.iterancestors())
    tags = {ancestor.tag for ancestor in around}
    if tags & {"aside", "li", "nav", "footer"} or not tags & {"article", "main"}:
        return False
    part = next((a for a in around if a.tag in ("article", "section", "main")), around[-1])
    return part.find(".//h1") is not None or around[-1].find(".//h1") is None
