"""What interrupts or follows the story's own paragraphs? Takes away the small boxes between them.

The paragraphs of a story look alike: they are called the same and stand in boxes that are called
the same. A small box among them or below them that holds no such paragraph (a video's title, a
card, an offer) is an insert, whatever the site calls it and whatever it says. Quotations, lists,
tables and boxes that come in rows, such as reactions, are left to other rooms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.page_tree import names_of, text_in

_MIN_PARAGRAPHS = 4
_MIN_STORY_SHARE = 0.5
_MIN_ROOT_SHARE = 0.85
_MAX_BOX_WORDS = 60
_PART_TAGS = frozenset(
    "html body head main p h1 h2 h3 h4 h5 h6 ul ol dl table tbody tr td blockquote pre hr br a span"
    " b i em strong font time figure center".split()
)
_LAYOUT_TAGS = frozenset({"section", "div", "article"})
_HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# What a story may go on in, outside the paragraphs that look alike.
_MORE_OF_STORY = re.compile(
    r"story|article|body|content|text|main|post|entry|live|update|reaction|quote|statement"
    r"|transcript|interview|analysis|background|context|question|answer|timeline|chapter|part"
    r"|lead|intro|summary|standfirst|headline|title"
)

Shape = tuple[str, str, str]


def inserted_boxes(tree: HtmlElement, all_chars: int) -> Iterator[HtmlElement]:
    """Yield the small boxes that stand between or after the paragraphs of the story, in no order.

    Nothing is yielded unless at least four paragraphs look alike and make half of the page.
    """
    story = _story_paragraphs(tree, all_chars)
    if not story:
        return
    names = names_of(story[0])
    root = _root_of(story)
    holders = frozenset(
        element for paragraph in story for element in (paragraph, *paragraph.iterancestors())
    )
    parts = list(root)
    among = [number for number, part in enumerate(parts) if part in holders]
    for part in parts[among[0] : among[-1]]:
        if part not in holders and _is_box(part) and _interrupts(part, names):
            yield part
    following = parts[among[-1] + 1 :]
    for part in (root, *root.iterancestors()):
        yield from (box for box in following if _is_box(box) and _comes_after(box, names))
        if part.tag in ("body", "html"):
            return
        following = [box for box in part.itersiblings() if box not in holders]


def _interrupts(box: HtmlElement, names: str) -> bool:
    """Tell whether a box between paragraphs of these names is none of the story.

    A section without a name is one of the story's own.
    """
    is_marked = bool(names_of(box)) or box.tag not in _LAYOUT_TAGS
    if _is_in_row(box) or not is_marked:
        return False
    return _is_headed(box) or not _holds_plain(box, names)


def _comes_after(box: HtmlElement, names: str) -> bool:
    """Tell whether a box below the story is none of it.

    One without a name may be layout, and one with plain paragraphs and no heading may be the end.
    """
    if not names_of(box) or _is_in_row(box):
        return False
    before = box.getprevious()
    is_parted = before is not None and before.tag == "hr"
    return is_parted or _is_headed(box) or not _holds_plain(box, names)


def _story_paragraphs(tree: HtmlElement, all_chars: int) -> list[HtmlElement]:
    """Return the paragraphs of the one shape that most of the page's words stand in."""
    alike: defaultdict[Shape, list[HtmlElement]] = defaultdict(list)
    chars: Counter[Shape] = Counter()
    for paragraph in tree.iter("p"):
        around = paragraph.getparent()
        if around is not None:
            shape = (names_of(paragraph), around.tag, names_of(around))
            alike[shape].append(paragraph)
            chars[shape] += len(text_in(paragraph))
    (shape, count) = max(chars.items(), key=lambda known: known[1], default=(("", "", ""), 0))
    is_story = len(alike[shape]) >= _MIN_PARAGRAPHS and count >= _MIN_STORY_SHARE * all_chars
    return alike[shape] if is_story else []


def _root_of(story: list[HtmlElement]) -> HtmlElement:
    """Return the smallest element that holds nearly all of the story's words."""
    chars: Counter[HtmlElement] = Counter()
    for paragraph in story:
        count = len(text_in(paragraph))
        chars.update(dict.fromkeys(paragraph.iterancestors(), count))
    enough = _MIN_ROOT_SHARE * max(chars.values())
    fullest = max(story, key=lambda paragraph: chars[paragraph.getparent()])
    return next(part for part in fullest.iterancestors() if chars[part] >= enough)


def _is_box(element: HtmlElement) -> bool:
    """Tell whether an element is small, made for layout and not called a part of a story."""
    if not isinstance(element.tag, str) or element.tag in _PART_TAGS:
        return False
    if _MORE_OF_STORY.search(names_of(element)):
        return False
    return 0 < len(text_in(element).split()) <= _MAX_BOX_WORDS


def _is_headed(box: HtmlElement) -> bool:
    """Tell whether the first words in a box are a heading, be it inside of other boxes."""
    first: HtmlElement | None = box
    while first is not None and first.tag not in _HEADING_TAGS:
        if (first.text or "").strip():
            return False
        first = next((part for part in first.iterchildren() if text_in(part)), None)
    return first is not None


def _holds_plain(box: HtmlElement, names: str) -> bool:
    """Tell whether a box holds paragraphs, all of these names."""
    paragraphs = list(box.iter("p"))
    return bool(paragraphs) and all(names_of(paragraph) == names for paragraph in paragraphs)


def _is_in_row(box: HtmlElement) -> bool:
    """Tell whether a box of the same name stands right beside this one."""
    kind = (box.tag, names_of(box))
    beside = [part for part in (box.getprevious(), box.getnext()) if part is not None]
    return any((part.tag, names_of(part)) == kind for part in beside)
