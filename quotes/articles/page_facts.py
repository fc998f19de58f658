"""What does a page show about itself, where it states nothing? Completes the metadata by its words.

What stands beside the headline (a date, "By …", a name) and what the site calls itself in its
masthead and window title. What the page states in its head comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.dates import read_published
from quotes.articles.dates_in_words import read_date_in_words
from quotes.articles.page_blocks import Block
from quotes.articles.page_metadata import PageMetadata
from quotes.articles.page_tree import collapse, names_of, text_in
from quotes.articles.wire import clean_byline, is_a_name
from quotes.datelines import is_only_date, without_dates

_REACH_BLOCKS = 8
_MAX_HEAD_WORDS = 30
_MIN_HEADLINE_WORDS = 3
_MAX_TITLE_CHARS = 1_000
_MAX_TITLE_BREAKS = 8
_MIN_SENTENCE_WORDS = 15
_MAX_OUTLET_WORDS = 7
_TITLE_BREAK = re.compile(r"\s+[|–—»·•-]\s+|:\s+|\s*\|\s*")
_SITE_NAMES = re.compile(
    r"(?:\A|[\s-])(?:site-?(?:name|title|logo)|logo|brand|masthead|publication-name|paper-name"
    r"|\w+-logo|\w+-name)(?:\Z|[\s-])"
)
_HEADLINE_NAME = re.compile(
    r"(?:\A|\s)(?:(?:main-?)?(?:headline|hed)|(?:story|article|news|post|entry|main)-?"
    r"(?:headline|hed|title|heading))(?:\Z|\s)"
)
_BY = re.compile(
    r"\b(?:words|story|report|text|posted|written|reporting)?(?: by)?:?\s*\b(?:by"
    r"|words):?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_NO_WRITER = re.compile(
    r"\b(?:provided|supplied|sponsored|presented|powered|hosted|owned|issued|photos?|photography"
    r"|pictures?|illustrations?|produced|edited)\s+by\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted)\b", re.IGNORECASE)
_MODIFIED = re.compile(r"updated|modified|edited", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"\A\W*(?:copyright|©|\(c\))?\W*(?:\d{4}(?:[-–]\d{4})?)?\W*|\W*(?:all rights reserved)?\W*\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?i:copyright|©|\(c\))(?: ©| \(c\))? ?\d{4}(?:[-–]\d{4})?,?"
    r" (?:by )?(?P<owner>[A-ZÀ-Þ][^.,|·;:©]{2,60})[.,|·;]"
)
_PRINTED = re.compile(
    r"(?i:(?:this (?:article|story|page) (?:was|is|has been) )?(?:re)?printed from)"
    r" (?:the (?:web ?)?site of )?(?P<outlet>[A-ZÀ-Þ][^.,|·;:()©]{2,60})(?= \(|[.,|·;:]|\Z)"
)
_MAX_LINE_CHARS = 100
_ONLINE = re.compile(r"\s+(?:online|\.com|website|web ?site|homepage)\Z", re.IGNORECASE)


def title_parts(tree: HtmlElement) -> list[str]:
    """Return the parts of the window title: the headline, and often what the site is called.

    The parts come in order, one for every way to cut the title in two, and the title whole.
    """
    title = collapse((tree.findtext(".//title") or "")[:_MAX_TITLE_CHARS])
    parts = [title]
    for found in islice(_TITLE_BREAK.finditer(title), _MAX_TITLE_BREAKS):
        parts += [title[: found.start()].strip(), title[found.end() :].strip()]
    return [part for part in parts if part]


def shown_headline(tree: HtmlElement, blocks: Sequence[Block]) -> str | None:
    """Return the part of the window title that also stands on the page in a line of its own."""
    parts = [part for part in title_parts(tree)[1:] if len(part.split()) >= _MIN_HEADLINE_WORDS]
    shown = [
        block.text[: len(part)]
        for part in parts
        for block in blocks
        if block.text.casefold().startswith(part.casefold())
    ]
    # The site's own name is often as long; the author stands below the headline only.
    signed = {part for part in shown if any(_is_signed_below(part, blocks))}
    return max(shown, key=lambda part: (part in signed, len(part)), default=None)


def _is_signed_below(part: str, blocks: Sequence[Block]) -> Iterator[bool]:
    """Yield for each line that begins with these words whether a byline goes on behind them."""
    for block, after in zip(blocks, [*(b.text for b in blocks[1:]), ""], strict=True):
        if block.text.startswith(part):
            yield _BY.match(block.text[len(part) :].strip() or after) is not None


def called_headline(tree: HtmlElement) -> str | None:
    """Return the words of the only element that is called a headline, as on pages without `h1`."""
    found = [
        text
        for element in tree.iter("td", "div", "p", "span", "font", "h2", "h3")
        if _HEADLINE_NAME.search(names_of(element))
        and _MIN_HEADLINE_WORDS <= len((text := text_in(element)).split()) <= _MAX_HEAD_WORDS
    ]
    return found[0] if len(found) == 1 else None


def with_shown_facts(
    metadata: PageMetadata, tree: HtmlElement, blocks: Sequence[Block], headline: str | None
) -> PageMetadata:
    """Return the metadata completed by what the page shows."""
    head = _lines_by_headline(blocks, headline)
    if metadata.byline is None:
        metadata = replace(metadata, byline=next(_shown_bylines(head), None))
    if metadata.published is None:
        metadata = replace(metadata, published=_shown_date(tree, headline, head))
    if metadata.outlet is None:
        metadata = replace(metadata, outlet=_shown_outlet(tree, blocks, headline))
    return metadata


def _lines_by_headline(blocks: Sequence[Block], headline: str | None) -> list[str]:
    """Return the short lines right after the headline."""
    folded = (headline or "").casefold()
    starts = (n for n, block in enumerate(blocks) if block.text.casefold().startswith(folded))
    place = next(starts, None)
    if place is None or not folded:
        return []
    # Old pages part the headline from the byline by one line break.
    texts = [blocks[place].text[len(folded) :].strip()]
    for block in blocks[place + 1 : place + 1 + _REACH_BLOCKS]:
        if block.is_set_in or _is_sentence(block.text):
            break
        texts.append(block.text)
    return list(filter(None, texts))


def _is_sentence(text: str) -> bool:
    """Tell whether a paragraph is one of the article, and no line of its head."""
    word_count = len(text.split())
    ends = text.rstrip("”\"’'").endswith((".", "!", "?"))
    return word_count > _MAX_HEAD_WORDS or (ends and word_count >= _MIN_SENTENCE_WORDS)


def _shown_bylines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        found = _BY.search(line)
        is_writer = found is not None and not _NO_WRITER.search(line, 0, found.end())
        if found is not None and is_writer and (name := clean_byline(line[found.end() :])):
            yield name
    for line in lines:
        # "5 August 2024 | Ana Ruiz": a name and a date, and nothing else.
        rest = without_dates(line).strip(" |·•,–—-")
        if rest != line.strip() and is_a_name(rest):
            yield rest


def _shown_date(tree: HtmlElement, headline: str | None, lines: Sequence[str]) -> str | None:
    for element in _times_after_headline(tree, headline):
        published = read_published(element.get("datetime") or "")
        if published:
            return published
    for line in lines:
        first = _MODIFIED.split(line, maxsplit=1)[0] or line
        if (published := read_date_in_words(first)) and _is_dated(line):
            return published
    return None


def _is_dated(line: str) -> bool:
    """Tell whether a line is short enough, or begins like, a date and not a sentence."""
    rest = without_dates(line)
    return is_only_date(line) or (
        not line.rstrip().endswith((".", "!", "?", "”", '"')) and len(rest.split()) <= 8
    )


def _times_after_headline(tree: HtmlElement, headline: str | None) -> Iterator[HtmlElement]:
    """Yield the `time` elements of the article's head that do not say when it was changed."""
    folded, is_after = (headline or "").casefold(), False
    for element in tree.iter("h1", "time", "p"):
        if element.tag == "h1":
            is_after = is_after or text_in(element).casefold() == folded
        elif element.tag != "time" and is_after:
            # Below the first paragraph stand the times of posts, comments and other stories.
            if _is_sentence(text_in(element)) and not _PUBLISHED.search(text_in(element)):
                return
        elif element.tag == "time" and is_after and not _is_in_entry(element):
            around = element.getparent()
            before = (around.text or "") + "".join(
                (e.text or "") + (e.tail or "") for e in element.itersiblings(preceding=True)
            )
            if not _MODIFIED.search(before.rsplit(".", maxsplit=1)[-1]):
                yield element


def _is_in_entry(element: HtmlElement) -> bool:
    """Tell whether a time stands in a part of the page that is not headed by the headline."""
    around = element.iterancestors("article", "section", "li", "blockquote")
    return any(part.find(".//h1") is None for part in around)


def _shown_outlet(tree: HtmlElement, blocks: Sequence[Block], headline: str | None) -> str | None:
    """Return what the site calls itself, best where window title and page agree.

    A title "Headline | Outlet" is believed without more; other marks stand in headlines too.
    """
    folded_headline = (headline or "").casefold()
    shown = list(dict.fromkeys(_site_names(tree)))
    lines = {name.casefold() for name in shown}
    lines |= {
        _COPYRIGHT.sub("", b.text).casefold() for b in blocks if len(b.text) < _MAX_LINE_CHARS
    }
    owners = {name.casefold(): name for name in _owners(blocks)}
    for part in title_parts(tree)[1:]:
        for name in (part, _ONLINE.sub("", part)):
            if name.casefold() in lines and name.casefold() != folded_headline:
                return name
            if name.casefold() in owners:
                return owners[name.casefold()]
    if shown:
        return shown[0]
    if printed := next(filter(None, (_PRINTED.match(block.text) for block in blocks)), None):
        return printed["outlet"].strip()
    title = title_parts(tree)[:1]
    before, _, last = title[0].rpartition("|") if title else ("", "", "")
    is_convention = bool(folded_headline) and before.strip().casefold().startswith(folded_headline)
    return last.strip() if is_convention and _is_like_an_outlet(last.strip()) else None


def _owners(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield whose copyright is stated, of lines that go on behind it."""
    for block in blocks:
        if (found := _OWNED.match(block.text)) and _is_like_an_outlet(found["owner"]):
            yield found["owner"]


def _site_names(tree: HtmlElement) -> Iterator[str]:
    """Yield the short names in the masthead: its words, and the words its pictures stand for."""
    for element in tree.iter("a", "p", "span", "div", "h1", "h2", "strong", "img"):
        if element.tag == "img":
            source = (element.get("src") or "").lower()
            is_logo = "logo" in source or "title" in source or "masthead" in source
            text = collapse(element.get("alt") or "")
            if not (is_logo or _SITE_NAMES.search(names_of(element))):
                continue
        elif _SITE_NAMES.search(names_of(element)) or _is_home_link(element):
            text = text_in(element)
        else:
            continue
        if _is_like_an_outlet(text):
            yield text


def _is_like_an_outlet(text: str) -> bool:
    words = text.split()
    if not 0 < len(words) <= _MAX_OUTLET_WORDS or not text[0].isupper() or text.endswith("."):
        return False
    return text != "Home" and any(word[0].isupper() and len(word) > 3 for word in words)


def _is_home_link(element: HtmlElement) -> bool:
    return element.tag == "a" and element.get("href") == "/" and _is_in_header(element)


def _is_in_header(element: HtmlElement) -> bool:
    return any(ancestor.tag == "header" for ancestor in element.iterancestors())
