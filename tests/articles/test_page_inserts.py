"""Small boxes among and below the story's paragraphs: which are inserts, which the story itself."""

from __future__ import annotations

import pytest

from quotes.articles.page_beside import remove_what_stands_beside
from quotes.articles.page_tree import parse_page, text_in

HEADLINE = "Weir is shut"
STORY = [
    f"The weir at Sund has been shut since the flood took gate {number} away, the keeper said."
    for number in range(6)
]
SAID = "“We heard it go,” said Ida Holm, who lives below it."


def left_over(body: str) -> str:
    """Return the words of a page without what stands beside its article."""
    tree = parse_page(f"<html><body><h1>{HEADLINE}</h1>{body}</body></html>")
    remove_what_stands_beside(tree, HEADLINE)
    words = text_in(tree)
    assert [text for text in STORY if text not in words] == []
    return words


def story_around(box: str, names: str = "") -> str:
    """Return a story in one box with another box in its midst."""
    paragraphs = [f"<p {names}>{text}</p>" for text in STORY]
    return f"<div id='words'>{''.join(paragraphs[:3])}{box}{''.join(paragraphs[3:])}</div>"


INSERTS = {
    "a card with a heading": f"<div class='k-card'><h3>The weir in figures</h3><p>{SAID}</p></div>",
    "an element of the site's own": (
        f"<x-part><div class='k'><h2>In figures</h2><p>{SAID}</p></div></x-part>"
    ),
    "a title called otherwise": f"<div class='k9'><p class='clip'>The flood: {SAID}</p></div>",
    "words in no paragraph": f"<div class='k9'><span>0:58</span> <span>{SAID}</span></div>",
}


@pytest.mark.parametrize("box", INSERTS.values(), ids=INSERTS)
@pytest.mark.parametrize("names", ["", "class='par'"])
def test_what_interrupts_the_paragraphs_goes(box: str, names: str) -> None:
    assert SAID not in left_over(story_around(box, names))


def test_it_goes_from_between_paragraphs_in_boxes_of_their_own() -> None:
    parts = [f"<div data-component='words'><p>{text}</p></div>" for text in STORY]
    parts.insert(2, f"<div data-component='clip'><span>{SAID}</span></div>")
    assert SAID not in left_over(f"<main>{''.join(parts)}</main>")


STAYS = {
    "a paragraph": f"<p class='k9'>{SAID}</p>",
    "a box with a paragraph like the others": f"<div class='k9'><p>{SAID}</p></div>",
    "a pasted paragraph": f"<div>{SAID}</div>",
    "a section": f"<section><h3>The night</h3><p>{SAID}</p></section>",
    "a list": f"<ul class='k9'><li>{SAID}</li></ul>",
    "a block quotation": f"<div class='k9'><blockquote>{SAID}</blockquote></div>",
    "a post": f"<div class='tweet k9'><h4>Ida Holm</h4><p class='words'>{SAID}</p></div>",
    "a row of boxes alike": (
        f"<div class='k9'><h4>Ida Holm</h4><p>{SAID}</p></div>"
        "<div class='k9'><h4>Bo Lind</h4><p>“It was loud.”</p></div>"
    ),
    "a part of the story": f"<div class='story-part'><h3>The night</h3><p>{SAID}</p></div>",
    "a long box": f"<div class='k9'><h3>The night</h3><p>{SAID}</p><p>{'It rose. ' * 40}</p></div>",
}


@pytest.mark.parametrize("box", STAYS.values(), ids=STAYS)
def test_what_may_be_the_story_stays(box: str) -> None:
    assert SAID in left_over(story_around(box))


FOOTS = {
    "below a rule": f"<hr><div class='k9'><p>Our calendar: {SAID}</p></div>",
    "called otherwise": f"<div class='k9'><p class='offer'>{SAID}</p></div>",
    "headed, in a box": f"<div class='k9'><div><h4>Our calendar</h4></div><p>{SAID}</p></div>",
}


@pytest.mark.parametrize("foot", FOOTS.values(), ids=FOOTS)
def test_what_follows_the_story_goes(foot: str) -> None:
    assert SAID not in left_over(story_around("") + foot)
    assert SAID not in left_over(f"<div>{story_around('')}</div>{foot}")


ENDS = {
    "a plain end": f"<div class='k9'><p>{SAID}</p></div>",
    "a box without a name": f"<div><h3>The night</h3><p>{SAID}</p></div>",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_an_end_that_may_be_the_story_stays(end: str) -> None:
    assert SAID in left_over(story_around("") + end)


def test_boxes_before_the_story_and_on_pages_without_one_stay() -> None:
    box = f"<div class='k9'><h3>The night</h3><p class='lead'>{SAID}</p></div>"
    assert SAID in left_over(box + story_around(""))
    unlike = "".join(f"<p class='n{number}'>{text}</p>" for number, text in enumerate(STORY))
    assert SAID in left_over(f"<div>{unlike}{box}</div>")
