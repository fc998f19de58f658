"""Boxes of a page that say what they are: by a line over them, a name, a tag, a picture."""

from __future__ import annotations

import pytest

from quotes.articles.html import read_page

PARAGRAPHS = [
    "Oak has been ordered from Sund, and it will take until March to come, the board said."
    f" Load {number} is on its way."
    for number in range(4)
]
KNOTS = " ".join(f"Knot {number} holds a boat of {number} tons." for number in range(12))
SHOP = "Rope is sold by the yard in Quay Street, said Bo Lind."

GONE = {
    "links under a heading, in a box called nothing": (
        "<div><div>RELATED COVERAGE</div><div>Ropes ‘too thin,’ says fitter</div>"
        "<div>Why oak?</div></div>"
    ),
    "a span and links": (
        "<div class='x9'><span>Keep reading</span><a>‘I sold my boat’</a><a>Nine ropes, tried</a>"
        "</div>"
    ),
    "a comment": (
        "<div class='k2'><span>Top comment</span><p>“Sink it,” said my aunt.</p>"
        "<span>Mon 9.00</span></div>"
    ),
    "reviews": (
        "<div class='panel'><h3>What our listeners say</h3>"
        "<p>“I slept at once, thank you,” wrote Hew of Sund.</p></div>"
    ),
    "reviews by their class": "<div class='reviews'><p>“I slept at once,” wrote Hew.</p></div>",
    "a heading, then one line break": (
        "<p><small><b>OTHER HEADLINES</b><br>&bull; “Oak is dear,” says joiner<br>&bull; Gull back"
        "</small></p>"
    ),
    "letters, after one line break": (
        "<div><b>Reader mail</b><br>Last week you said that my gate was open. It is a hedge.</div>"
    ),
    "an advertisement, after one line break": (
        "<p><font size='1'>- ADVERTISEMENT -</font><br><a href='/a'>LUND “Ropes that hold”</a></p>"
    ),
    "an advertisement in a box": (
        "<div class='k5'><p>Advertisement</p><p>“It holds,” says Ida of Sund. Rope at £2.</p></div>"
    ),
    "a sponsor's box": "<section><p>Sponsor Message</p><p>“They know me,” says Ida.</p></section>",
    "a call to readers": (
        "<div class='k6'><h3>Did you fall in?</h3><p>“It was easy,” says one who wrote to us in"
        " May. Tell us what you saw.</p><a href='/f'>Fill out our form</a></div>"
    ),
    "a caption with a credit": (
        "<div class='photo'><img src='p.jpg'><p class='x'>The band. “One more,” the drummer said."
        "</p><p>Lou Berg/Record</p></div>"
    ),
    "a caption by its name": "<p class='cutline'>The band. “One more,” the drummer said.</p>",
    "a column at the side": (
        "<div id='right'><h3>Weather</h3><p>Fog.</p><h3>Blog</h3><p>“Sing,” a man writes.</p></div>"
    ),
    "an element of the site's own": "<bay-footer><p>The Record is read by all.</p></bay-footer>",
    "the same, of a library": "<amp-ad><div>“Ropes that hold,” says Lund</div></amp-ad>",
    "a request": "<div class='z'><p>Enjoying this story? Buy us a pot of paint.</p></div>",
    "goods for sale": (
        "<div class='k3'><h4>From our shop</h4><p>Rope mat. ‘It holds,’ writes Hew.</p></div>"
    ),
    "a game by its class": "<div class='bingo'><p>“I won a kettle!” says Greta of Sund.</p></div>",
    "an app by its class": "<div class='get-our-app'><p>“I never drift,” writes Bo.</p></div>",
    "letters by their class": (
        "<section class='mailbag'><p>Dear Record, “why oak?” my son asks.</p><p>Hew</p></section>"
    ),
    "a vote under its line": (
        "<section class='k4'><h2>Web poll</h2><p>Is oak too dear?</p><p>“Yes” 70%</p></section>"
    ),
    "the source of a player": "<ul><li>&lt;iframe src='/p/3' title='player'&gt;</li></ul>",
}
KEPT = {
    "a section of the article under such a word": (
        f"<section><h2>Elsewhere</h2><p>{SHOP}</p><p>It is dear.</p></section>",
        [SHOP, "It is dear."],
    ),
    "a paragraph that begins with a large letter": (
        f"<p class='story-dropcap'>{SHOP}</p><p class='has-drop-cap'>It is dear.</p>",
        [SHOP, "It is dear."],
    ),
    "a paragraph set to the right": (
        f"<p class='text-right'>{SHOP}</p><p class='right big'>It is dear.</p>",
        [SHOP, "It is dear."],
    ),
    "a paragraph beside a picture": (
        f"<div class='entry'><img src='p.jpg'><p>{SHOP}</p><p>It is dear.</p></div>",
        [SHOP, "It is dear."],
    ),
    "a quotation beside a picture": (
        "<div class='photo'><img src='p.jpg'><blockquote>We have stayed.</blockquote></div>",
        ["\u2003We have stayed."],
    ),
    "a heading of the article that a box could have": (
        f"<h2>Lottery</h2><p>{SHOP}</p><p>It is dear.</p>",
        ["Lottery", SHOP, "It is dear."],
    ),
    "what stands after the word advertisement": (
        f"<p>Advertisement</p><p>{SHOP}</p><p>It is dear.</p>",
        [SHOP, "It is dear."],
    ),
    "a section of the article that asks its readers at the end": (
        f"<section><h2>Rope</h2><p>{SHOP}</p><p>{KNOTS}</p><p>Contact us about rope.</p></section>",
        ["Rope", SHOP, KNOTS],
    ),
    "bold words that only look like a heading": (
        f"<p><b>More rope</b><br>{SHOP}</p>",
        [f"More rope {SHOP}"],
    ),
    "an element of the site's own with the words of the article": (
        f"<bay-paragraph><p>{SHOP}</p></bay-paragraph>",
        [SHOP],
    ),
}


def lines(box: str) -> list[str]:
    """Return the paragraphs of a page with something in the midst of its article."""
    before, after = ("".join(f"<p>{text}</p>" for text in PARAGRAPHS[n : n + 2]) for n in (0, 2))
    body = f"<article><h1>Oak is late</h1><div>{before}{box}{after}</div></article>"
    return read_page(f"<html><body>{body}</body></html>").text.split("\n\n")


@pytest.mark.parametrize("box", GONE.values(), ids=GONE)
def test_a_box_that_says_what_it_is_goes_whole(box: str) -> None:
    assert lines(box) == ["Oak is late", *PARAGRAPHS]


@pytest.mark.parametrize(("box", "expected"), KEPT.values(), ids=KEPT)
def test_what_only_looks_like_a_box_stays(box: str, expected: list[str]) -> None:
    found = lines(box)
    assert [line for line in expected if line not in found] == []
    assert [line for line in PARAGRAPHS if line not in found] == []


def test_a_heading_over_the_whole_article_costs_nothing() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<html><body><div><p>Latest news</p>{body}</div></body></html>"
    assert read_page(page).text.split("\n\n")[-4:] == PARAGRAPHS
