"""What a page and a plain-text file say about themselves, where no head or front matter says it."""

from __future__ import annotations

import pytest

from quotes.articles.dates_in_words import read_date_in_words
from quotes.articles.html import read_page
from quotes.articles.plain import read_plain_text
from quotes.articles.wire import clean_byline

BODY = "<p>The council of Port Elm closed its old pier on Tuesday, and eleven legs are rotten.</p>"


def page(above: str, title: str = "Pier") -> str:
    return f"<html><head><title>{title}</title></head><body>{above}{BODY * 3}</body></html>"


@pytest.mark.parametrize(
    ("source", "field", "expected"),
    [
        (page("<h1>Pier</h1><p>By Ana Ruiz</p>"), "byline", "Ana Ruiz"),
        (page("<h1>Pier</h1><div>3 March 2026 | Ana Ruiz</div>"), "byline", "Ana Ruiz"),
        (
            page("<h1>Pier</h1><div class='author'>By <a>Ana Ruiz</a> <i>Reporter</i></div>"),
            "byline",
            "Ana Ruiz",
        ),
        (
            page(
                "<h1>Pier</h1><div data-testid='byline-contributors'><span>Ana Ruiz</span>"
                "<span>Coast correspondent, The Post</span></div>"
            ),
            "byline",
            "Ana Ruiz",
        ),
        (page("<h1>Pier</h1><p>Words: Ana Ruiz. Photos: Lou Berg.</p>"), "byline", "Ana Ruiz"),
        (page(f"<h1>Pier</h1>{BODY}<p>By Bo Lind</p>"), "byline", None),
        (page("<h1>Pier</h1><p>News provided by Lund Ropes, Inc.</p>"), "byline", None),
        (page("<h1>Pier</h1><p>Photos by Lou Berg</p><p>By Ana Ruiz</p>"), "byline", "Ana Ruiz"),
        (
            page("<h1>Pier</h1><p>3 March 2026, 9.30am GMT</p>"),
            "published",
            "2026-03-03T09:30:00+00:00",
        ),
        (
            page("<h1>Pier</h1><p>Published Mar. 3, 2026. Updated Mar. 4, 2026</p>"),
            "published",
            "2026-03-03",
        ),
        (
            page("<h1>Pier</h1><p>Updated <time datetime='2026-03-04'>4</time></p>"),
            "published",
            None,
        ),
        (page(f"<h1>Pier</h1>{BODY}<time datetime='2026-03-04'>4 March</time>"), "published", None),
        (
            page("<h1>Pier</h1><section><time datetime='2026-03-04'>9.15</time></section>"),
            "published",
            None,
        ),
        (page("<a class='logo'>Port Elm Post</a><h1>Pier</h1>"), "outlet", "Port Elm Post"),
        (
            page("<p id='sitename'>The Post</p><h1>Pier</h1>", "Pier – The Post"),
            "outlet",
            "The Post",
        ),
        (page("<h1>Pier</h1>", "Pier – A pun"), "outlet", None),
        (
            page(
                "<p>This article was printed from <b>The Elm Post</b> (elm.example)</p><h1>P</h1>"
            ),
            "outlet",
            "The Elm Post",
        ),
        (page("<p>Printed from oak blocks, the maps are blue.</p><h1>P</h1>"), "outlet", None),
        (
            page(
                "<b>The Elm Weekly Post</b><br><br><b>Pier is shut</b><br>By ANA RUIZ<br><br>",
                "The Elm Weekly Post - Pier is shut",
            ),
            "title",
            "Pier is shut",
        ),
        (page("<h1>Pier</h1>", "Pier | News | The Post"), "outlet", "The Post"),
        (page("<a href='/'>The Post</a><h1>Pier</h1>", "Pier - The Post"), "outlet", "The Post"),
        (page("<h1>Pier</h1><p>© 2026 The Post</p>", "Pier - The Post"), "outlet", "The Post"),
        (
            page(
                "<h1>Pier</h1><p>Copyright 2008 The Post. Built by hand on Thursday.</p>",
                "THE POST - Your paper since 1904",
            ),
            "outlet",
            "The Post",
        ),
        (page("<h1>Pier</h1><p>Copyright 2008 Lou Berg. Built by hand.</p>"), "outlet", None),
        (
            page(
                "<b>BAY POST NEWS</b><div class='hed'>Pier closed today</div>", "BAY POST NEWS - 1"
            ),
            "title",
            "Pier closed today",
        ),
        (
            page(
                "<div class='title'>Read our letter</div><b>Pier closed today</b>",
                "Pier closed today - The Post",
            ),
            "title",
            "Pier closed today",
        ),
        (
            page(
                "<div class='hed'>Pier closed today</div><div class='hed'>Gull is back again</div>",
                "Gull is back again - The Post",
            ),
            "title",
            "Gull is back again",
        ),
        (
            page(
                "<table><tr><td><b>Pier closed today</b><br>3 March 2026</td></tr></table>",
                "The Post Online: Pier closed today",
            ),
            "title",
            "Pier closed today",
        ),
    ],
)
def test_what_a_page_shows_completes_what_it_states(
    source: str, field: str, expected: str | None
) -> None:
    assert getattr(read_page(source), field) == expected


def test_a_page_that_refers_to_its_publisher() -> None:
    graph = (
        '{"@graph": [{"@type": "Organization", "@id": "#us", "name": "Port Elm Post"},'
        ' {"@type": "Article", "headline": "Pier closed", "datePublished": "2026-03-03",'
        ' "publisher": {"@id": "#us"}}]}'
    )
    date = "<meta name='date' content='2026-03-03T09:30:00Z'>"
    head = f"<script type='application/ld+json'>{graph}</script>{date}"
    draft = read_page(f"<head>{head}</head><h1>Pier closed</h1>{BODY}")
    # The same day with a time says more than the day alone.
    assert (draft.outlet, draft.published) == ("Port Elm Post", "2026-03-03T09:30:00+00:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday 3 March 2026", "2026-03-03"),
        ("March 3rd, 2026 at 5 p.m. ET", "2026-03-03"),
        ("3 Mar 2026 17:05 BST", "2026-03-03T17:05:00+01:00"),
        ("12.30am EST, Mar 3, 2026", "2026-03-03T00:30:00-05:00"),
        ("2026-03-03 09:30 +02:00", "2026-03-03T09:30:00+02:00"),
        ("03/04/2026", None),
        ("31 February 2026", None),
        ("in March 2026", None),
    ],
)
def test_dates_in_words(text: str, expected: str | None) -> None:
    assert read_date_in_words(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By ANA RUIZ", "Ana Ruiz"),
        ("Ana Ruiz, City Editor", "Ana Ruiz"),
        ("Ana Ruiz and Bo Lind", "Ana Ruiz and Bo Lind"),
        ("Posted by Ana Ruiz on March 3", "Ana Ruiz"),
        ("By Ana Ruiz Posted Tuesday, 3 March", "Ana Ruiz"),
        ("by Ana Ruiz December 1, 2026", "Ana Ruiz"),
        ("staff and agencies", None),
    ],
)
def test_bylines_keep_the_names_alone(line: str, expected: str | None) -> None:
    assert clean_byline(line) == expected


WIRE = """Pier closes

By Ana Ruiz and Bo Lind

PORT ELM, March 3 (Coast Wire) - The pier closed.
"""
DATABASE = """Copyright 2014 Port Elm Newspapers
All Rights Reserved
The Port Elm Post (Sund)

October 3, 2014 Friday

SECTION: Local; Pg. A4
LENGTH: 212 words
HEADLINE: Pier closes
BYLINE: Ana Ruiz, Staff Writer

BODY:
The pier closed.
"""
CODES = """HD  Pier closes
BY  By Ana Ruiz
WC  212 words
PD  3 October 2014
SN  The Port Elm Post

The pier closed.
"""
COPIED = """Skip to main content

Home
News

Pier closes

Ana Ruiz
March 3, 2026
3 min read

The pier closed.
"""
PRINTED = """THE PORT ELM POST, FRIDAY, OCTOBER 3, 1952      Page Four

PIER WILL CLOSE
FOR TWO YEARS

The pier closed.
"""
PASTED = """Skip to main content
The Elm Advertiser
Home   News   Farming   Property   “Since 1874”

Farming

Pier closes
3 March 2026

By Ana Ruiz
"""
BROWSER = """12/4/24, 8:17 AM          Pier closes - at last - The Elm Post

Pier closes - at last

By Ana Ruiz
Published 6:02 PM, Tue December 3, 2024

The pier closed.

https://elm.example/pier                              1/3
"""
TAKE = """elm-pn-034            u i BC-ELM-PIER-2ndLd-Writethru   11-02 0512

^Pier closes<
^By ANA RUIZ=
^Coast Wire=

PORT ELM, Nov. 2 (Coast Wire) - The pier closed.
"""
LETTER = """Elm Bell: Pier closes

View this email in your browser ( https://elm.example/1 )

ELM BELL WEEKLY
March 3, 2026
By Ana Ruiz

The pier closed, the Elm Bell Weekly has learned.
"""
SHARED = """Pier closes
Home > Local > Quay
Published June 5, 2026
By Ana Ruiz
The Elm Dispatch
Share  Tweet  Email  Save

The pier closed on Thursday.
"""
SPOKEN = """Why the pier closes
The Noon Hour, Radio Elm
Broadcast 11 May 2026

The pier closed on Sunday.

Copyright 2026 Radio Elm. For personal use only.
"""


@pytest.mark.parametrize(
    ("text", "title", "outlet", "published", "byline"),
    [
        (WIRE, "Pier closes", "Coast Wire", None, "Ana Ruiz and Bo Lind"),
        (DATABASE, "Pier closes", "The Port Elm Post", "2014-10-03", "Ana Ruiz"),
        (CODES, "Pier closes", "The Port Elm Post", "2014-10-03", "Ana Ruiz"),
        (COPIED, "Pier closes", None, "2026-03-03", "Ana Ruiz"),
        (PRINTED, "PIER WILL CLOSE FOR TWO YEARS", "THE PORT ELM POST", "1952-10-03", None),
        (PASTED, "Pier closes", "The Elm Advertiser", "2026-03-03", "Ana Ruiz"),
        (BROWSER, "Pier closes - at last", "The Elm Post", "2024-12-03", "Ana Ruiz"),
        (TAKE, "Pier closes", "Coast Wire", None, "Ana Ruiz"),
        (LETTER, "Elm Bell: Pier closes", "Elm Bell Weekly", "2026-03-03", "Ana Ruiz"),
        (SHARED, "Pier closes", "The Elm Dispatch", "2026-06-05", "Ana Ruiz"),
        (SPOKEN, "Why the pier closes", "Radio Elm", "2026-05-11", None),
        ("Pier closes\n\nBy noon it was shut.", "Pier closes", None, None, None),
        ("Venn: We stay.\nAddis: We go.", "Venn: We stay.", None, None, None),
    ],
    ids=[
        *("wire", "database", "codes", "copied", "printed", "pasted", "browser", "take", "letter"),
        *("shared", "spoken", "prose", "talk"),
    ],
)
def test_plain_text_states_facts_and_is_never_altered(
    text: str, title: str, outlet: str | None, published: str | None, byline: str | None
) -> None:
    draft = read_plain_text(text)
    assert draft.text == text
    assert (draft.title, draft.outlet, draft.published, draft.byline) == (
        title,
        outlet,
        published,
        byline,
    )


def test_the_address_under_a_printed_page_is_its_own() -> None:
    assert read_plain_text(BROWSER).url == "https://elm.example/pier"
    assert read_plain_text("Pier closes\n\nhttps://elm.example/tides").url is None


def test_front_matter_wins_over_what_the_text_states() -> None:
    draft = read_plain_text(f"---\noutlet: The Bay Record\nbyline: Lena Ott\n---\n{WIRE}")
    assert (draft.outlet, draft.byline) == ("The Bay Record", "Lena Ott")
