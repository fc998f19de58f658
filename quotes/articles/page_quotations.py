"""Who is quoted in the set-in parts of a page? Sets block quotations, pull quotes and posts alike.

Each becomes paragraphs of its words and, last, a line that begins with a dash and names who wrote
or said them, as the page gives it: in a `footer` or `cite`, above the words of a post, below them.
Counts of likes, buttons and links to the network are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_blocks import BlockReader, Kind
from quotes.articles.page_tree import is_small, names_of, text_in, writable
from quotes.datelines import without_dates
from quotes.layout import CREDIT_DASH

_POST = re.compile(
    r"(?:\A|[\s-])(?:tweet|toot|skeet|twitter-(?:tweet|video|embed|post)|x-post|xpost"
    r"|instagram-media"
    r"|instagram-(?:embed|post)|bluesky-\w+|mastodon-\w+|tiktok-embed|tiktok|fb-post|facebook-post"
    r"|threads-post|text-post-media|reddit-\w+|telegram-post|linkedin-post"
    r"|(?:social|embedded|embed)-(?:media-)?(?:post|card|embed|quote|status|update|message)"
    r"|(?:post|status|message)-embed(?:ded)?|social-?(?:media-?)?embed"
    r"|embed\w*[\s-](?:\w+[\s-])?(?:facebook|twitter|x|instagram|bluesky|mastodon|threads|tiktok"
    r"|telegram|linkedin|reddit))"
    r"(?:\Z|[\s-])"
)
_PULL = re.compile(
    r"(?:\A|[\s-])(?:pull-?quotes?|pullquote|quote-pull|pulled-quote|pull-out|pullout|callout-quote"
    r"|big-quote|quote-callout|highlight-quote|quote-highlight|inset-quote)(?:\Z|[\s-])"
)
_QUOTE = re.compile(
    r"(?:\A|\s)(?:block-?quote|quote|quotation|testimonial|(?:block-)?quote-(?:block|box|wrap|wrapper|container|card)"
    r"|\w+-(?:block-)?quote)(?:\Z|\s)"
)
_QUOTATION_TAGS = ("blockquote", "aside", "div", "figure", "p", "section", "h2", "h3")
_AUTHOR = re.compile(
    r"(?:\A|[\s-])(?:authors?|author-\w+|(?:\w+-)?(?:user(?:-?name)?|handle|account|display-name"
    r"|screen-name)|name|full-?name|profile(?:-name)?|who|poster|posted-by)(?:\Z|[\s-])"
)
_CREDIT = re.compile(
    r"(?:\A|[\s-])(?:cite|citation|attribution|credit|source|author|byline|by|speaker|name"
    r"|quote-\w+"
    r"|pullquote-\w+|blockquote-\w+)(?:\Z|[\s-])"
)
_DASH = re.compile(r"\A\s*(?:[-‒–—―]|--)\s*(?=\w|@|\()")
_SHARED_BY = re.compile(
    r"\A(?:(?:a|an) (?:post|reel|video|photo|story|note) (?:shared |posted )?by\b"
    r"|(?:posted|shared|tweeted) by (?-i:[A-ZÀ-Þ@])(?=.{1,120}[^.!?]\Z))",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\w[\w.]+")
_NAME_AND_HANDLE = re.compile(r"\A[^.!?:“”\"]{0,60}(?<![\w.])\(?@[\w.@-]+\w\)?(?:\s.{0,40})?\Z")
# What networks write around a post: counts, times, buttons.
_NETWORK_LINE = re.compile(
    r"(?:[\d.,]+\s?[km]?\s+)?(?:likes?|loves?|replies|reply|reposts?|retweets?|shares?|comments?"
    r"|views?"
    r"|boosts?|favou?rites?|quotes?|bookmarks?|reactions?|follow(?:ing|ers)?|verified(?: account)?"
    r"|copy link|more|report|translate(?: post)?|see (?:more|translation|original)"
    r"|\[?image or embed\]?|(?:view|see|read|watch|open|show)\b[^.!?]{0,60})\W*",
    re.IGNORECASE,
)
_MAX_NAME_WORDS = 6
_MAX_CREDIT_WORDS = 25
_MAX_POST_WORDS = 400
_MAX_POST_ELEMENTS = 200
_MIN_GENERIC_WORDS = 4
_MAX_GENERIC_WORDS = 150


@dataclass(slots=True)
class SetIn:
    """The set-in parts of a tree: what each element is, and which elements are credits."""

    kinds: dict[HtmlElement, Kind] = field(default_factory=dict)
    credits: set[HtmlElement] = field(default_factory=set)


def set_quotations(tree: HtmlElement) -> SetIn:
    """Rewrite the posts, block quotations and pull quotes of a tree, and say where they are."""
    found = SetIn()
    for element in list(_posts(tree)):
        if element.getparent() is not None and not _is_within(element, found):
            _set_post(element, found)
    for element in list(tree.iter(*_QUOTATION_TAGS)):
        if element.getparent() is None or _is_within(element, found):
            continue
        if element.tag == "blockquote" and _is_only_link(element):
            element.drop_tree()
        elif _is_quotation(element):
            _set_quotation(element, found)
    return found


def is_set_apart(element: HtmlElement) -> bool:
    """Tell whether an element is a post, a pull quote or a box with a quotation in it."""
    names = names_of(element)
    if names and _says_apart(names):
        return True
    is_box = element.tag == "aside" and element.find(".//blockquote") is not None
    return is_box and element.find(".//a") is None


@lru_cache(maxsize=4096)
def _says_apart(names: str) -> bool:
    return any(known.search(names) for known in (_POST, _PULL, _QUOTE))


def _is_quotation(element: HtmlElement) -> bool:
    if element.tag == "blockquote":
        return not _is_layout(element)
    names = names_of(element)
    if not names or not _says_apart(names) or not is_small(element):
        return False
    if _PULL.search(names):
        return True
    is_named = _QUOTE.search(names) is not None
    word_count = len(text_in(element).split())
    return is_named and _MIN_GENERIC_WORDS <= word_count <= _MAX_GENERIC_WORDS


def _is_layout(element: HtmlElement) -> bool:
    """Tell whether a block quotation only indents an article, as on old pages."""
    return any(element.find(f".//{tag}") is not None for tag in ("h1", "h2", "blockquote", "form"))


def _is_within(element: HtmlElement, found: SetIn) -> bool:
    if element in found.kinds:
        return True
    return any(ancestor in found.kinds for ancestor in element.iterancestors())


def _is_only_link(element: HtmlElement) -> bool:
    """Tell whether a block quotation is only the link of another story that is embedded."""
    links = list(element.iter("a"))
    return len(links) == 1 and text_in(links[0]) == text_in(element)


def _posts(tree: HtmlElement) -> Iterator[HtmlElement]:
    outermost: set[HtmlElement] = set()
    for element in tree.iter("blockquote", "div", "figure", "section", "article", "aside"):
        names = names_of(element)
        if not names or not _POST.search(names) or not is_small(element, _MAX_POST_ELEMENTS):
            continue
        if not any(ancestor in outermost for ancestor in element.iterancestors()):
            outermost.add(element)
            if len(text_in(element).split()) <= _MAX_POST_WORDS:
                yield element
    for element in tree.iter("span", "div", "p", "a", "small", "em", "i"):
        text = (element.text or "").strip()
        if text.startswith(("@", "(@")) and _HANDLE.match(text.lstrip("(")):
            card = _card_around(element)
            if card is not None:
                yield card


def _card_around(handle: HtmlElement) -> HtmlElement | None:
    """Return the element that holds a handle and, as its own words, what was posted."""
    for element in handle.iterancestors("div", "figure", "section", "aside", "blockquote", "li"):
        if not is_small(element):
            return None
        word_count = len(text_in(element).split())
        if word_count > _MAX_GENERIC_WORDS or element.find(".//h1") is not None:
            return None
        rest = word_count - len(text_in(handle).split())
        is_card = bool(element.get("class")) or element.tag == "blockquote"
        if is_card and rest >= _MIN_GENERIC_WORDS and _has_paragraph(element):
            return element
    return None


def _has_paragraph(element: HtmlElement) -> bool:
    return any(
        len(text_in(inner).split()) >= _MIN_GENERIC_WORDS and not _HANDLE.search(text_in(inner))
        for inner in element.iter("p", "div", "blockquote")
        if inner is not element
    )


def _set_post(element: HtmlElement, found: SetIn) -> None:
    """Set a post: its words, then its author as the page names him."""
    author = _post_author(element)
    words: list[str] = []
    credit = ""
    for block in BlockReader({}).read(element):
        text = block.text
        pieces = [piece for piece in re.split(r"\s*[·•|]\s*", text) if piece]
        if all(_NETWORK_LINE.fullmatch(piece) or _is_time(piece) for piece in pieces):
            continue
        if text == author:
            continue
        if _DASH.match(text) and len(text.split()) <= _MAX_CREDIT_WORDS:
            credit = _DASH.sub("", text)
        elif _SHARED_BY.match(text):
            credit = text
        elif (author and _is_author_line(text, author)) or _NAME_AND_HANDLE.match(text):
            credit = credit or text
        elif not (words or credit or author) and _is_bare_name(text):
            credit = text
        else:
            words.append(text)
    if words:
        _rewrite(element, words, credit or author, "post", found)


def _post_author(element: HtmlElement) -> str:
    """Return what the elements called after the author say, in their order, without repeats."""
    parts: list[str] = []
    for inner in element.iter(
        "span", "div", "p", "a", "b", "strong", "cite", "header", "footer", "h4"
    ):
        is_named = _AUTHOR.search(names_of(inner)) or inner.tag == "cite"
        text = text_in(inner)
        is_handle = text.startswith("@") and len(text.split()) == 1
        if (is_named or is_handle) and 0 < len(text.split()) <= _MAX_CREDIT_WORDS:
            if inner.tag == "p" and text.endswith((".", "!", "?")):
                continue
            if not any(text in part for part in parts):
                parts = [part for part in parts if part not in text] + [text]
    return " ".join(parts)


def _is_author_line(text: str, author: str) -> bool:
    """Tell whether a line holds the author and at most a date or a mark besides."""
    if len(text.split()) > _MAX_CREDIT_WORDS or text.endswith(("!", "?")):
        return False
    known = set(re.findall(r"\w+", author.lower()))
    words = re.findall(r"\w+", text.lower())
    return bool(known) and sum(word in known for word in words) >= 0.6 * len(words)


def _is_bare_name(text: str) -> bool:
    """Tell whether a line is a name, perhaps with a date, as above the words of a post."""
    words = without_dates(text).strip(" ·|•,:-–—").split()
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and all(word[0].isupper() for word in words)
        and (text[-1].isalnum())
    )


def _is_time(text: str) -> bool:
    """Tell whether a line has nothing but a date or a time.

    >>> _is_time("9:14 AM · Mar 3, 2026"), _is_time("Mar 3 was awful")
    (True, False)
    """
    rest = re.sub(
        r"\d+|\b(?:[ap]\.?m\b\.?|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tue"
        r"|wed|thu"
        r"|fri|sat|sun|january|february|march|april|august|september|october|november|december"
        r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at|ago|hours?|hrs?|h|d|mins?"
        r"|minutes?|m|days?|gmt|bst|utc|est|edt|cet|cest|pst|pdt|posted|published|on|via|web"
        r"|edited)\b",
        "",
        text.lower(),
    )
    return bool(re.search(r"\d", text)) and not re.search(r"\w", rest)


def _set_quotation(element: HtmlElement, found: SetIn) -> None:
    """Set a block quotation or pull quote: its words, then who is named beside them."""
    around = (element, *islice(element.iterancestors(), 2))
    is_pull = any(_PULL.search(names_of(part)) or part.tag == "aside" for part in around)
    kind: Kind = "pull" if is_pull else "quotation"
    credit = _take_credit(element)
    words = [block.text for block in BlockReader({}).read(element)]
    is_last_short = len(words) > 1 and len(words[-1].split()) <= _MAX_CREDIT_WORDS
    if is_last_short and not credit and _DASH.match(words[-1]):
        credit = _DASH.sub("", words.pop())
    if words:
        _rewrite(element, words, credit, kind, found)


def _take_credit(element: HtmlElement) -> str:
    """Take the credit out of a quotation, or out of the caption of the figure around it."""
    parent = element.getparent()
    captions = [] if parent is None or parent.tag != "figure" else list(parent.iter("figcaption"))
    inner = [
        part
        for part in element.iter(
            "footer", "cite", "figcaption", "span", "p", "div", "small", "strong"
        )
        if part is not element
        and (part.tag in ("footer", "cite", "figcaption") or _CREDIT.search(names_of(part)))
    ]
    for part in [*inner, *captions]:
        text = text_in(part)
        if not 0 < len(text.split()) <= _MAX_CREDIT_WORDS or not _stands_apart(part, element):
            continue
        if part.tag in ("p", "div", "span") and text.endswith(("!", "?", "”", '"')):
            continue
        part.drop_tree()
        return _DASH.sub("", text)
    return ""


def _stands_apart(part: HtmlElement, element: HtmlElement) -> bool:
    """Tell whether no words of the quotation follow a credit, and it is no part of a sentence."""
    if part.tag not in ("cite", "span", "small", "strong"):
        return True
    around, before = part.getparent(), ""
    if around is None or around is element:
        before = part.getprevious().tail or "" if part.getprevious() is not None else ""
    else:
        before = "".join(around.itertext()).split("".join(part.itertext()))[0]
    follows = (part.tail or "").strip()
    return not follows and (not before.strip() or before.rstrip()[-1:] in ".!?”’\"'—–-…")


def _rewrite(element: HtmlElement, words: list[str], credit: str, kind: Kind, found: SetIn) -> None:
    """Leave nothing in an element but a `p` a paragraph, and one for the credit."""
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.text = None
    element.tag, element.tail = "blockquote", tail
    for text in words:
        paragraph = element.makeelement("p")
        paragraph.text = writable(text)
        element.append(paragraph)
    if credit:
        paragraph = element.makeelement("p")
        paragraph.text = CREDIT_DASH + writable(credit)
        element.append(paragraph)
        found.credits.add(paragraph)
    found.kinds[element] = kind
