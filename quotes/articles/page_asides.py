"""What on a web page is certainly no reporting? Takes away captions, bylines, boxes and menus.

What an element is called and what it is made of decide, never its words; nothing that could be the
article itself is taken. Words that block quotations and posts give their speakers in are left
alone, whatever they are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_quotations import is_set_apart
from quotes.articles.page_tree import collapse, is_small, names_of, text_in

Weight = Literal["small", "section"]

# A line or a box beside the article: taken where it is small.
_SMALL_NAMES = (
    "byline|by-line|bylines|dateline|time-?stamp|pub-?date|publish(?:ed)?-date|(?:post|entry"
    "|article"
    "|story)-(?:meta|date|info|tools|tags|share)|caption|fig-?caption|\\w*-?cap(?:tion)?"
    "|\\w*caption\\w*|caption-\\w+|credits?|photo-?credit"
    "|share|sharing|share-?bar|social|follow-us|promo|promotion|promo-\\w+|advert|advert-\\w+"
    "|advertisement|advertising"
    "|ads?|ad-\\w+|\\w+-ads?|mpu|dfp|leaderboard|sponsor|sponsored|breadcrumbs?|tags|tag-list"
    "|topics|authors?|author-\\w+"
    "|about-(?:the-)?author|bio|signup|sign-up|donate|donation|support-us|read(?:ing)?-time"
    "|read-?more|read-?also|also-read|see-also|read-?next|print-only|sr-only|screen-reader-text"
    "|visually-hidden|visuallyhidden|skip-link|copyright|legal|disclaimer|toolbar|kicker|eyebrow"
    "|cut-?line|legend|(?:photo|image|picture|pic)-?(?:credit|text|info|by|byline)|audio-(?:module"
    "|embed|tools)|cta|call-to-action|house-ad|membership|pledge|follow|tag-?line"
    "|app-(?:download|promo|banner)|download-(?:our-|the-)?app|(?:get|install)-(?:our-|the-)?app"
    "|(?:shop|store|product|merch|merchandise|affiliate|buy)-(?:box|card|link|promo|teaser|module)"
    "|bingo|lotto|giveaway|prize-draw|sweepstakes?|competition-(?:box|promo)|(?:\\w+-)?poll"
    "|(?:text|phone|reader|quick|web|online)-(?:vote|poll|survey)|vote-box|sign-?off|\\w*-?video-player\\w*|player|poll|quiz|tip|tips|appeal|tts"
    "|audio-player|listen|view-count|most-read|comment-count"
)
# A part of the page with paragraphs of its own: taken at any length, if it is not most of it.
_SECTION_NAMES = (
    "comments?(?!-(?:open|closed|on|off|enabled|disabled|count))|comment-(?:list|section|area"
    "|thread|form|respond|box|stream)"
    "|reader-comments|user-comments|respond|disqus(?:-thread)?|cookies?|cookie-\\w+"
    "|consent|consent-\\w+|gdpr|cmp|related\\w*|\\w*related|related-\\w+|recommended"
    "|recommendations?|recirc"
    "|recirculation|more-(?:on|from|stories|news|like-this)|most-(?:read|popular|viewed|shared)"
    "|trending|popular|teasers?|testimonials|reviews|(?:user|customer|listener|reader)-(?:reviews|letters)|(?:letters|guest-?book|mail-?bag|post-?bag)-?(?:box|list|section|page)|guest-?book|mail-?bag|post-?bag|newsletter|newsletter-\\w+|inline-newsletter|subscribe"
    "|subscription|subscribe-\\w+|paywall|piano|regwall|modal|popup|pop-up|side-?bar"
    "|(?:right|side)-?(?:rail|col|column|side|panel)|(?<!.)right(?!.)"
    "|menu|nav|navigation|nav-?bar|masthead|site-(?:header|footer|nav)|global-\\w+|footer"
    "|outbrain|taboola|(?:\\w+-)*widget|replies|readers?-reply|puzzles?|classifieds|horoscopes?"
    "|lottery|events|"
    "jobs|partners|white-?paper|subscribe-?wall|pay-?wall-\\w+|e-?news|discussion|notice-bar"
    "|alert-bar|up-next|you-may-(?:also-)?like|whats-next"
)
# Of these a page may well have more than of its story.
_PUBLIC_NAME = re.compile(r"comment|repl(?:y|ies)|respon[ds]|discuss|review|letter|related|teaser")
_SMALL_NAME = re.compile(rf"(?:\A|[\s-])(?:{_SMALL_NAMES})(?:\Z|[\s-])")
_SECTION_NAME = re.compile(rf"(?:\A|[\s-])(?:{_SECTION_NAMES})(?:\Z|[\s-])")
# "cap" is short for a caption too; these are paragraphs that begin with a large letter.
_LARGE_LETTERS = re.compile(r"(?:drop|initial|first|lead|big|small|all)-?caps?(?![a-z])")
_ASIDE_TAGS: dict[str, Weight] = {
    "figcaption": "small",
    "form": "small",
    "button": "small",
    "nav": "section",
    "footer": "section",
    "aside": "section",
}
_ASIDE_ROLES = frozenset({"navigation", "contentinfo", "search", "dialog", "alertdialog"})
_UNSEEN_TAGS = (
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select",
    "textarea", "audio", "video", "canvas",
)  # fmt: skip
_KEPT_TAGS = frozenset(
    "html body head main article h1 blockquote q cite b strong i em a span".split()
)
_NAMED_INLINE_TAGS = frozenset({"span", "a", "i", "em", "b", "strong"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FIGURES_OF_WORDS = ("blockquote", "table", "pre", "dl")
_PICTURE_BOXES = frozenset({"div", "td", "center", "figure", "section", "li"})
_CAPTION_TAGS = frozenset({"div", "span", "font", "small", "em", "i", "figcaption"})
_FIELD_TYPES = frozenset({"text", "email", "search", "radio", "checkbox", "tel"})
_MAX_CAPTION_WORDS = 60
_PICTURE_NAME = re.compile(
    r"(?:\A|[\s-])(?:photos?|pictures?|pics?|images?|img|illustration|gallery|slide-?show)(?:\Z|[\s-])"
)
_MAX_BOX_WORDS = 60
_MAX_QUOTATION_ELEMENTS = 120
_MAX_SMALL_WORDS = 150
_MAX_SMALL_SHARE = 0.3
_MAX_SECTION_SHARE = 0.6
_MAX_LINK_SHARE = 0.7
_MAX_INLINE_WORDS = 12


def remove_unseen(tree: HtmlElement) -> None:
    """Remove what nobody sees, and the menus.

    Menus go first: beside a long one the article would look like a small part of the page.
    """
    for element in list(tree.iter(*_UNSEEN_TAGS)):
        _drop(element)
    for element in list(tree.iter("table", "ul", "ol")):
        if is_mostly_links(element) and element.find(".//h1") is None:
            _drop(element)


def remove_asides(tree: HtmlElement, protected: frozenset[HtmlElement] = frozenset()) -> None:
    """Remove what is no reporting, unless it could be the article; `protected` elements stay."""
    for element in [*_captions(tree), *_request_boxes(tree)]:
        if not _is_kept(element, protected):
            _drop(element)
    page_chars = sum(map(len, tree.itertext()))
    of_story = _names_of_story(tree)
    pending = [tree]
    while pending:
        element = pending.pop()
        weight = _weight(element) if isinstance(element.tag, str) else None
        is_free = weight is not None and not _is_kept(element, protected)
        is_free = is_free and names_of(element) not in of_story
        if is_free and weight is not None and _may_go(element, weight, page_chars):
            _drop(element)
            continue
        pending.extend(reversed(element))


def _names_of_story(tree: HtmlElement) -> frozenset[str]:
    """Return what boxes are called that hold most of the page's paragraphs together.

    Programs that build pages out of parts call every part a widget or a card, the story's too.
    """
    chars: Counter[str] = Counter()
    total = 0
    for paragraph in tree.iter("p"):
        count = len(text_in(paragraph))
        total += count
        chars.update(
            dict.fromkeys({names_of(box) for box in paragraph.iterancestors("div")}, count)
        )
    return frozenset(
        names
        for names, count in chars.items()
        if names and count > _MAX_SECTION_SHARE * total and _PUBLIC_NAME.search(names) is None
    )


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what only stands with a picture: a figure without a quotation, a line under an"
    " image."""
    for figure in tree.iter("figure"):
        holds_words = any(figure.find(f".//{tag}") is not None for tag in _FIGURES_OF_WORDS)
        if is_set_apart(figure):
            continue
        if not holds_words and len(text_in(figure).split()) <= _MAX_SMALL_WORDS:
            yield figure
    for image in tree.iter("img", "picture"):
        box = image.getparent()
        while box is not None and box.tag in ("a", "picture", "noscript", "span"):
            box = box.getparent()
        if box is None or box.tag not in _PICTURE_BOXES or (box.text or "").strip():
            continue
        if not is_small(box):
            continue
        lines = [child for child in box if text_in(child)]
        if lines and _is_picture_box(box):
            yield from lines
            continue
        is_bare = not any((child.tail or "").strip() for child in box)
        is_caption = is_bare and len(lines) == 1 and lines[0].tag in _CAPTION_TAGS
        if is_caption and len(text_in(lines[0]).split()) <= _MAX_CAPTION_WORDS:
            yield lines[0]


def _is_picture_box(box: HtmlElement) -> bool:
    """Tell whether a small box is called after the picture in it and holds no quotation."""
    if _PICTURE_NAME.search(names_of(box)) is None or is_set_apart(box):
        return False
    holds_words = any(box.find(f".//{tag}") is not None for tag in ("h1", *_FIGURES_OF_WORDS))
    return not holds_words and len(text_in(box).split()) <= _MAX_CAPTION_WORDS


def _request_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the small boxes around a field to fill in: subscriptions, searches, polls."""
    for form in tree.iter("form", "input"):
        if form.tag == "input" and (form.get("type") or "text").lower() not in _FIELD_TYPES:
            continue
        box = form
        for ancestor in form.iterancestors("form", "div", "section", "aside", "li"):
            is_box = is_small(ancestor) and ancestor.find(".//h1") is None
            if not is_box or len(text_in(ancestor).split()) > _MAX_BOX_WORDS:
                break
            box = ancestor
        if box.tag != "input":
            yield box


def _drop(element: HtmlElement) -> None:
    """Take an element and all in it away; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _weight(element: HtmlElement) -> Weight | None:
    tag = element.tag
    if tag in ("html", "body", "head", "h1"):
        return None
    by_tag = _ASIDE_TAGS.get(tag)
    if by_tag is not None and is_set_apart(element):
        return None
    attributes = dict(element.items())
    if not attributes and "-" not in tag:
        return by_tag
    if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")):
        return "section"
    if "author" in (attributes.get("rel"), attributes.get("itemprop")):
        return "small"
    if attributes.get("role") in _ASIDE_ROLES:
        return "section"
    names = names_of(element)
    if "-" in tag:
        # Elements of a site's own say in their tag what they are: <news-footer>, <amp-ad>.
        names = f"{tag} {names}"
    if names and is_set_apart(element):
        return None
    by_name = _weight_of_names(names) if names else None
    if by_name is not None and tag in _KEPT_TAGS and tag not in _NAMED_INLINE_TAGS:
        # The article itself is often called after what stands around it.
        by_name = by_name if tag == "article" and by_name == "section" else None
    found: Weight | None = "section" if "section" in (by_tag, by_name) else None
    return found or ("small" if "small" in (by_tag, by_name) else None)


@lru_cache(maxsize=4096)
def _weight_of_names(names: str) -> Weight | None:
    """Say how much an element with these names may hold and still be taken.

    >>> _weight_of_names("story-related"), _weight_of_names("photo-caption")
    ('section', 'small')
    >>> _weight_of_names("paragraph-drop-cap") is None
    True
    """
    names = _LARGE_LETTERS.sub("", names)
    if _SECTION_NAME.search(names):
        return "section"
    return "small" if _SMALL_NAME.search(names) else None


def _is_kept(element: HtmlElement, protected: frozenset[HtmlElement]) -> bool:
    """Tell whether an element holds, or stands in, what must not be taken apart."""
    if element in protected or element.getparent() is None:
        return True
    for ancestor in element.iterancestors():
        if ancestor in protected or ancestor.tag in ("q", "dl"):
            return True
        if ancestor.tag == "blockquote" and is_small(ancestor, _MAX_QUOTATION_ELEMENTS):
            return True
        if ancestor.tag not in ("body", "html") and is_set_apart(ancestor):
            return True
    is_quoted_figure = element.tag == "figcaption" and element.getparent().find("blockquote")
    return is_quoted_figure is not None and is_quoted_figure is not False


def _may_go(element: HtmlElement, weight: Weight, page_chars: int) -> bool:
    """Tell whether an element is too small, in words and of the page, to be the article."""
    if element.find(".//h1") is not None:
        return False
    text = "".join(element.itertext())
    share = len(text) / max(page_chars, 1)
    word_count = len(text.split())
    if element.tag in _NAMED_INLINE_TAGS and word_count > _MAX_INLINE_WORDS:
        return False
    if weight == "section":
        return share <= _MAX_SECTION_SHARE
    return share <= _MAX_SMALL_SHARE and word_count <= _MAX_SMALL_WORDS


def is_mostly_links(element: HtmlElement) -> bool:
    """Say whether a list or table is a menu or a list of other stories, of any length."""
    if element.tag not in {"table", "ul", "ol"}:
        return False
    links = list(element.iter("a"))
    if len(links) < 2:
        return False
    linked_chars = sum(len(collapse(link.text_content())) for link in links)
    all_chars = len(collapse(element.text_content()))
    return linked_chars > _MAX_LINK_SHARE * all_chars
