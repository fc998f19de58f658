"""What stands beside the article: narrow columns of old pages, boxes of the site below."""

from __future__ import annotations

import pytest

from quotes.articles.html import read_page
from quotes.articles.page_beside import remove_what_stands_beside
from quotes.articles.page_tree import parse_page, text_in

HEADLINE = "Oak is late"
PARAGRAPHS = [
    "Oak has been ordered from Sund, and it will take until March to come, the board said."
    f" Load {number} is on its way."
    for number in range(5)
]
BODY = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
ALL_WORDS = " ".join([HEADLINE, *PARAGRAPHS])
FOG = "Fog is on the quay, says a pilot who rang us at noon."
QUAY = "“We shall go on with pine,” said Bo Lind, who mends the quay."


def left_over(page: str) -> str:
    """Return the words of a page without what stands beside its article."""
    tree = parse_page(f"<html><body>{page}</body></html>")
    remove_what_stands_beside(tree, HEADLINE)
    words = text_in(tree)
    assert words.startswith(HEADLINE) or FOG in words
    assert [text for text in PARAGRAPHS if text not in words] == []
    return words


def row(left: str, story: str, right: str) -> str:
    """Return a page of one row, with attributes for each cell."""
    cells = f"<td {left}>{FOG}<hr>“Sing,” a man writes.</td><td {story}><h1>{HEADLINE}</h1>\n{BODY}"
    return f"<table><tr>{cells}</td><td {right}><p>{QUAY}</p></td></tr></table>"


def after_story(box: str, story: str = "section class='news-story'") -> str:
    """Return a page with a box after what is called the story."""
    tag = story.partition(" ")[0]
    return f"<{story}><h1>{HEADLINE}</h1>\n{BODY}</{tag}>{box}"


COLUMNS_GONE = {
    "pixels": row("width=140", "width=480", "width='160'"),
    "shares": row("width='20%'", "width='60%'", "width='20%'"),
    "a table in the cell": (
        f"<table><tr><td width=100>{FOG}</td><td width=400><table><tr><td><h1>{HEADLINE}</h1>\n"
        f"{BODY}</td></tr></table></td></tr></table>"
    ),
}


@pytest.mark.parametrize("page", COLUMNS_GONE.values(), ids=COLUMNS_GONE)
def test_narrow_columns_go(page: str) -> None:
    assert left_over(page) == ALL_WORDS


def test_a_column_nearly_as_wide_stays() -> None:
    assert QUAY in left_over(row("width=90", "width=480", "width=400"))


def test_widths_in_different_units_are_not_compared() -> None:
    assert QUAY in left_over(row("width=90", "width=480", "width='40%'"))


BOXES_GONE = {
    "traffic": f"<section class='travel'><h2>Roads</h2><p>{FOG}</p></section>",
    "a charity": f"<div class='bay-cares'><h3>Bay Cares</h3><p>{FOG}</p></div>",
    "two": f"<div class='k1'><h3>Tides</h3>{FOG}</div><div class='k2'><h3>Sky</h3>{FOG}</div>",
}


@pytest.mark.parametrize("box", BOXES_GONE.values(), ids=BOXES_GONE)
@pytest.mark.parametrize("story", ["section class='news-story'", "article", "div class='x7'"])
def test_small_boxes_after_the_story_go(box: str, story: str) -> None:
    assert left_over(after_story(box, story)) == ALL_WORDS
    assert FOG not in read_page(after_story(box, story)).text


BOXES_KEPT = {
    "without a heading": f"<div class='k1'><p>{QUAY}</p></div>",
    "without a name": f"<section><h2>On the quay</h2><p>{QUAY}</p></section>",
    "named as more of it": f"<section class='story-part'><h2>The quay</h2><p>{QUAY}</p></section>",
    "reactions": f"<section class='reactions'><h2>What they say</h2><p>{QUAY}</p></section>",
    "long": f"<section class='quay'><h2>On the quay</h2>{f'<p>{QUAY}</p>'}{BODY}</section>",
}


@pytest.mark.parametrize("box", BOXES_KEPT.values(), ids=BOXES_KEPT)
def test_what_the_article_may_go_on_in_stays(box: str) -> None:
    assert QUAY in left_over(after_story(box))


def test_a_set_apart_quotation_after_the_story_stays() -> None:
    box = f"<div class='k1'><h3>Bo Lind</h3><blockquote><p>{QUAY}</p></blockquote></div>"
    assert QUAY in left_over(after_story(box))


def test_a_short_story_with_long_sections_keeps_them() -> None:
    sections = "".join(
        f"<section class='k{number}'><h2>Load {number}</h2><p>{text}</p><p>{QUAY}</p></section>"
        for number, text in enumerate(PARAGRAPHS * 2)
    )
    found = left_over(f"<section class='story'><h1>{HEADLINE}</h1>\n{BODY}</section>{sections}")
    assert "Load 3" in found
