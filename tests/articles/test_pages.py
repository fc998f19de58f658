"""Web pages: which words are the article, and what the page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.articles import read_articles
from quotes.articles.html import read_page
from quotes.articles.page_tree import MAX_PAGE_CHARS, MAX_PAGE_ELEMENTS
from quotes.errors import FormatError

FULL_PAGE = """<!doctype html>
<html lang="en"><head>
<title>Mayor quits over bridge | The Bay Record</title>
<meta property="og:title" content="Mayor quits over the bridge">
<meta property="og:site_name" content="The Bay Record">
<meta property="og:url" content="https://bay.example/other">
<link rel="canonical" href="https://bay.example/mayor-quits">
<meta property="article:published_time" content="2026-03-03T09:30:00+02:00">
<meta name="author" content="By Ana Ruiz">
<style>p { color: black }</style><script>var said = "not an article";</script>
</head><body>
<header><a href="/">The Bay Record</a><h1 class="logo">The Bay Record</h1></header>
<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article>
<h1>Mayor quits
    over bridge</h1>
<p class="byline">By Ana Ruiz, City Editor</p>
<p>Published 3 March 2026</p>
<figure><img src="x.jpg"><figcaption>The bridge in May. Photo: Lou Berg</figcaption></figure>
<p>The mayor of Port Elm, <b>Greta Lund</b>, resigned on <a href="/t">Tuesday</a>,
   saying&nbsp; <q>I have <q>no choice</q> left</q>.</p>
<!-- a comment that nobody sees -->
<h2>What comes next</h2>
<blockquote><p>We will build it again.</p><p>And better this time.</p></blockquote>
<p>The council meets on Friday.</p>
<ul><li>“First,” she said, “we count the cost.”</li><li>Then the vote.</li></ul>
<p>A last word came from the harbour.<br><br>“It was due,” said Tom Hale.</p>
<table><tr><td><a href="/1">Storm closes harbour</a></td></tr>
<tr><td><a href="/2">Council budget explained</a></td></tr></table>
<aside><p>Sign up for our letter</p></aside>
<div class="related-stories"><h3>Related</h3><ul><li><a href="/3">Ferry sinks</a></li></ul></div>
</article>
<section id="comments"><p>Reader27: “Good riddance,” I say.</p></section>
<footer><p>Copyright 2026 The Bay Record</p></footer>
</body></html>"""


def test_an_article_is_read_whole_and_alone() -> None:
    draft = read_page(FULL_PAGE)
    assert draft.text.split("\n\n") == [
        "Mayor quits over bridge",
        "The mayor of Port Elm, Greta Lund, resigned on Tuesday, saying “I have ‘no choice’ left”.",
        "What comes next",
        "\u2003We will build it again.",
        "\u2003And better this time.",
        "The council meets on Friday.",
        "“First,” she said, “we count the cost.”",
        "Then the vote.",
        "A last word came from the harbour.",
        "“It was due,” said Tom Hale.",
    ]
    assert draft.title == "Mayor quits over bridge"
    assert draft.outlet == "The Bay Record"
    assert draft.url == "https://bay.example/mayor-quits"
    assert draft.byline == "Ana Ruiz"
    assert draft.published == "2026-03-03T09:30:00+02:00"


def page(head: str = "", body: str = "<p>Rain fell all night.</p>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def linked(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("<title>Storm</title>", "title", "Storm"),
        ('<meta property="og:title" content="Storm &amp; rain">', "title", "Storm & rain"),
        (linked('{"@type": "NewsArticle", "headline": "Storm"}'), "title", "Storm"),
        (linked('{"@graph": [{"@type": ["Article"], "headline": "Storm"}]}'), "title", "Storm"),
        (linked('[{"@type": "WebPage", "headline": "No"}]'), "title", None),
        (linked('{"@type": "Article", "headline": {"deep": 1}}'), "title", None),
        (linked("{broken"), "title", None),
        (linked("[" * 100_000), "title", None),
        (linked('{"@type":"Article","publisher":{"name":"Coast Wire"}}'), "outlet", "Coast Wire"),
        (linked('{"@type":"Article","publisher":["Coast Wire"]}'), "outlet", "Coast Wire"),
        (
            linked('{"@type":"Article","author":[{"name":"Ana Ruiz"},"Bo Lind"]}'),
            "byline",
            "Ana Ruiz, Bo Lind",
        ),
        ('<meta name="author" content="https://bay.example/ana">', "byline", None),
        ('<link rel="canonical" href="/mayor">', "url", None),
        ('<meta property="og:url" content="javascript:alert(1)">', "url", None),
        (
            linked('{"@type":"Article","mainEntityOfPage":{"@id":"https://b.example/"}}'),
            "url",
            "https://b.example/",
        ),
        (linked('{"@type":"Article","datePublished":"2026-03-03"}'), "published", "2026-03-03"),
        ('<meta name="date" content="2026-03-03T10:00">', "published", "2026-03-03"),
        ('<meta name="date" content="last week">', "published", None),
        (
            '<meta name="date" content="soon"><meta name="pubdate" content="2026-03-03">',
            "published",
            "2026-03-03",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_statements_of_a_page(head: str, field: str, expected: str | None) -> None:
    assert getattr(read_page(page(head)), field) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<article><time datetime="2026-03-03">3 March</time><p>Rain.</p></article>', "2026-03-03"),
        ('<aside><time datetime="2026-03-03">x</time></aside><p>Rain.</p>', None),
        ('<p>Rain.</p><time itemprop="datePublished" datetime="2026-03-03">x</time>', "2026-03-03"),
        ("<p>Rain fell on 3 March 2026.</p><p>Copyright 2025</p>", None),
    ],
)
def test_dates_are_read_and_never_concluded(body: str, expected: str | None) -> None:
    assert read_page(page(body=body)).published == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Storm</h1><p>Rain fell.</p>", ["Storm", "Rain fell."]),
        ("<h1>Storm</h1><p>Storm</p><p>Rain fell.</p>", ["Storm", "Rain fell."]),
        ("<title>Storm | The Bay Record</title><h1>Storm</h1><p>Rain.</p>", ["Storm", "Rain."]),
        ("<p>Rain <b>fell</b> in <i>Port</i> Elm.</p>", ["Rain fell in Port Elm."]),
        ("<div>Rain.<br>All night.<br><br>Then sun.</div>", ["Rain. All night.", "Then sun."]),
        (
            "<p>One.<br><br>Two <i>b</i>.<br><br><br>Three.<br>3.</p>",
            ["One.", "Two b.", "Three. 3."],
        ),
        (
            "<p>Rain.</p><h2 class='pullquote'>“Rain!”</h2><p>Sun.</p>",
            ["Rain.", "\u2003“Rain!”", "Sun."],
        ),
        ("<p>She said <q>yes</q></p>", ["She said “yes”"]),
        ("<p>She said <q>yes <b>now</b></q>.</p>", ["She said “yes now”."]),
        ("<p>She said <q>“yes”</q>.</p>", ["She said “yes”."]),
        ("<p>She said <q></q>.</p>", ["She said ."]),
        ("<p>She said <q>\x01yes&#2; <b>now</b>\x03</q>.</p>", ["She said “yes now”."]),
        ("<p>Kept&nbsp;as &#8220;one&#8221; space</p>", ["Kept as “one” space"]),
        ("<table><tr><td>Rain fell, said Bo.</td></tr></table>", ["Rain fell, said Bo."]),
        ("<p>By noon, all had left.</p><p>Rain.</p>", ["By noon, all had left.", "Rain."]),
        (
            "<blockquote>We stay.</blockquote><p>So she wrote.</p>",
            ["\u2003We stay.", "So she wrote."],
        ),
        (
            "<div class='share-bar'>Rain fell all night, and nothing else is here.</div>",
            ["Rain fell all night, and nothing else is here."],
        ),
    ],
)
def test_paragraphs_of_short_pages(body: str, expected: list[str]) -> None:
    assert read_page(page(body=body)).text.split("\n\n") == expected


@pytest.mark.parametrize("class_name", ["article-body tags-on", "story share", "comments-open"])
def test_a_class_name_never_costs_the_article(class_name: str) -> None:
    words = "Rain fell on the harbour while the council met, said Bo Lind. "
    entries = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(400))
    menu = f"<ul>{entries}</ul>"
    paragraphs = "".join(f"<p>{n}. {words * 3}</p>" for n in range(6))
    draft = read_page(page(body=f"{menu}<div class='{class_name}'>{paragraphs}</div>"))
    assert draft.text.count("said Bo Lind") == 18
    assert "Section" not in draft.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><body></body></html>", "no article"),
        ("<script>var x = 1;</script>", "no article"),
        ("<head><title>Storm</title></head><body><nav>Home</nav></body>", "no article"),
        ("<div>" * 5000 + "Rain fell.", "nested too deeply"),
        ("<p>" + "a" * MAX_PAGE_CHARS, "million characters"),
        ("<p>Rain.</p>" * (MAX_PAGE_ELEMENTS + 1), "30,000 elements"),
        (f"<p {' '.join(f'a{n}=1' for n in range(1001))}>Rain.</p>", "1,000 attributes"),
        ("<!-- -->", "HTML|no article"),
    ],
    ids=lambda value: value[:30],
)
def test_pages_without_an_article_are_errors(content: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_page(content)


def test_no_page_makes_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    path = tmp_path / "page.xhtml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://bay.example/x.dtd" '
        '[<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        '<html><head><base href="http://bay.example/"><link rel="stylesheet" href="x.css">'
        '</head><body><img src="http://bay.example/x.jpg"><iframe src="http://bay.example/">'
        "</iframe><p>Rain fell &f; all night.</p></body></html>"
    )
    [article] = read_articles([path])
    assert article.text.endswith("all night.")
