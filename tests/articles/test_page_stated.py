"""Pages that show no article, and state its text in JSON-LD alone."""

from __future__ import annotations

import json

import pytest

from quotes.articles.html import read_page
from quotes.errors import FormatError

PARAGRAPHS = [
    "The pier of Sund closed on Monday, four years after the first plank fell into the sea.",
    "“I heard it go,” said Greta Lund, the harbour master. “I put the kettle on.”",
    "Oak has been ordered from the hills, and will take until March to come.",
]


def page(body: object, shown: str = "", kind: str = "NewsArticle") -> str:
    stated = {"@type": kind, "headline": "Pier closes", "articleBody": body}
    script = json.dumps(stated).replace("</", "<\\/")
    return (
        f"<html><head><script type='application/ld+json'>{script}</script></head>"
        f"<body><main><h1>Pier closes</h1><div class='skeleton'></div>{shown}</main>"
        "<footer>© 2026 The Elm Post</footer></body></html>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(PARAGRAPHS),
        "\r\n".join(PARAGRAPHS),
        "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
        "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in PARAGRAPHS),
        "\n".join(PARAGRAPHS).replace("“", "&ldquo;").replace("”", "&#8221;"),
        "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
    ],
    ids=["plain", "one break", "HTML", "escaped HTML", "escaped marks", "line breaks"],
)
def test_the_stated_text_is_read_in_paragraphs(body: str) -> None:
    assert read_page(page(body)).text.split("\n\n") == ["Pier closes", *PARAGRAPHS]


def test_what_is_stated_is_cleaned_like_what_is_shown() -> None:
    body = (
        f"<p>Pier closes</p><p>By Ana Ruiz</p><p>SUND, March 3 (Coast Wire) — {PARAGRAPHS[0]}</p>"
        f"<figure><figcaption>“Mind your feet,” reads a sign.</figcaption></figure>"
        f"<p>Read also: ‘I told them,’ says fitter</p><blockquote>{PARAGRAPHS[1]}</blockquote>"
        f"<script>“Buy,” it said.</script><p>{PARAGRAPHS[2]}</p>"
    )
    expected = ["Pier closes", PARAGRAPHS[0], f"\u2003{PARAGRAPHS[1]}", PARAGRAPHS[2]]
    assert read_page(page(body)).text.split("\n\n") == expected


def test_what_the_page_shows_comes_first() -> None:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    text = read_page(page(" ".join(PARAGRAPHS), shown)).text
    assert text.split("\n\n")[1:] == PARAGRAPHS


def test_a_teaser_gives_way_to_the_whole() -> None:
    shown = "<p>The pier of Sund closed on Monday, four years after …</p>"
    assert read_page(page("\n".join(PARAGRAPHS), shown)).text.split("\n\n")[1:] == PARAGRAPHS


@pytest.mark.parametrize("body", [None, 3, ["Rain"], {"@value": "Rain"}, "", " \n", "<p></p><p>"])
def test_a_statement_that_is_no_text_is_none(body: object) -> None:
    with pytest.raises(FormatError, match="no article was found"):
        read_page(page(body))


def test_the_text_of_what_is_no_article_is_none() -> None:
    with pytest.raises(FormatError, match="no article was found"):
        read_page(page("\n".join(PARAGRAPHS), kind="Product"))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + "Rain fell all day. " * 50,
        "<p>Rain fell.</p>" * 40_000,
        "Rain fell. " * 500_000,
        "<" * 1_000_000,
        "<p " * 300_000,
        "&" * 1_000_000,
    ],
    ids=["deep", "many", "long", "brackets", "open tags", "entities"],
)
def test_a_hostile_statement_leaves_what_is_shown(body: str) -> None:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    text = read_page(page(body, shown)).text
    assert text.startswith("Pier closes\n\n")


def test_halves_of_surrogate_pairs_are_left_out() -> None:
    # They cannot be written to any file, and JSON can hold them.
    body = "\n".join(PARAGRAPHS).replace("planks", "planks \ud800")
    draft = read_page(page(body).replace("Pier closes", "Pier \\ud83d closes"))
    for value in (draft.text, draft.title or ""):
        value.encode("utf-8")
