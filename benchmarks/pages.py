"""What does cleaning a web page cost beside finding its article?

    python -m benchmarks.pages [--rounds 20]

Reads invented pages of the size and make of news pages (menus, scripts, lists of other stories,
comments around an article) whole, as the program does, and takes the time of parsing and of
trafilatura alone on the same pages in the same run. The difference is the cleaning.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from quotes.articles.html import read_page
from quotes.articles.page_tree import parse_page

MAX_CLEANING_MS = 5.0
"""What cleaning may cost a page, in milliseconds (issue 4)."""

_SENTENCES = (
    "The harbour board met on Tuesday to look at the cracks in the wall.",
    "“We will not open it before it is safe,” said Greta Lund, who chairs the board.",
    "Boats have been moored at the fish quay since the storm in January.",
    "The council has set aside money, but less than the builders ask for.",
    "Lund said that nobody had measured the wall for eleven years.",
    "Two of the three cranes stand still, and the third one leans.",
)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each page, from a short one to a long one."""
    yield "short, 12 paragraphs", page(paragraphs=12, links=60, comments=5, script_chars=5_000)
    yield "usual, 30 paragraphs", page(paragraphs=30, links=250, comments=40, script_chars=80_000)
    yield "long, 90 paragraphs", page(paragraphs=90, links=400, comments=120, script_chars=200_000)


def page(*, paragraphs: int, links: int, comments: int, script_chars: int) -> str:
    """Return a page with an article of so many paragraphs and so much around it."""
    menu = "".join(
        f'<li class="nav-item"><a href="/{n}">Section {n}</a></li>' for n in range(links)
    )
    body = "".join(_paragraph(number) for number in range(paragraphs))
    replies = "".join(
        f'<li class="comment"><b class="user">reader{n}</b><p>“Never,” I say, number {n}.</p></li>'
        for n in range(comments)
    )
    stories = "".join(
        f'<div class="card"><a href="/s/{n}"><h3>{n}: “I was there,” says baker</h3></a></div>'
        for n in range(links // 5)
    )
    return f"""<!doctype html><html lang="en"><head><title>Wall to stay shut | Bay Record</title>
<meta property="og:site_name" content="Bay Record">
<meta property="og:title" content="Wall to stay shut">
<meta property="article:published_time" content="2026-03-03T09:30:00+02:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Wall"}}</script>
<script>var data = "{"x" * script_chars}";</script></head><body class="single-post">
<header><div class="logo">Bay Record</div><nav><ul>{menu}</ul></nav></header>
<div class="layout"><main><article><h1>Wall to stay shut</h1><p class="byline">By Ana Ruiz</p>
<div class="share-bar"><button>Share</button></div><div class="article-body">{body}</div>
<section class="related"><h2>Related</h2>{stories}</section></article>
<section id="comments"><h2>Comments</h2><ul>{replies}</ul></section></main>
<aside class="sidebar">{stories}</aside></div>
<footer><ul>{menu}</ul><p>© 2026 Bay Record</p></footer></body></html>"""


def _paragraph(number: int) -> str:
    sentences = " ".join(_SENTENCES[(number + offset) % len(_SENTENCES)] for offset in range(3))
    text = f"<p>{number}. {sentences} See <a href='/wall'>the wall</a>.</p>"
    if number % 10 == 4:
        caption = "<figcaption>The wall. Photo: Lou Berg</figcaption>"
        return f"{text}<figure><img src='x.jpg'>{caption}</figure>"
    if number % 10 == 7:
        words = f"<p>Nobody measured it, number {number}.</p><cite>Bo Lind</cite>"
        return f"{text}<blockquote>{words}</blockquote>"
    return text


def _extract(tree: HtmlElement) -> None:
    trafilatura.bare_extraction(
        tree, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )


def measure(source: str, rounds: int) -> tuple[float, float, float]:
    """Return the processor time of the whole, of parsing and of finding alone, in milliseconds.

    The three take turns, and the best of each counts, so that what else the machine does falls on
    all of them alike.
    """
    best = [float("inf")] * 3
    for _ in range(rounds):
        start = time.process_time()
        read_page(source)
        after_whole = time.process_time()
        tree = parse_page(source)
        after_parsing = time.process_time()
        _extract(tree)
        end = time.process_time()
        times = (after_whole - start, after_parsing - after_whole, end - after_parsing)
        best = [min(one, other) for one, other in zip(best, times, strict=True)]
    whole, parsing, finding = (1000 * seconds for seconds in best)
    return whole, parsing, finding


def main() -> None:
    """Print the times a page, and whether cleaning keeps to its limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    columns = f"{'whole':>9}{'parsing':>9}{'finding':>9}{'cleaning':>10}"
    heading = f"{'page':24}{'kB':>6}{columns}"
    print(f"{heading}  ms of processor time, best of {rounds}")
    for name, source in pages():
        whole, parsing, finding = measure(source, rounds)
        cleaning = whole - parsing - finding
        size = len(source) / 1000
        print(f"{name:24}{size:6.0f}{whole:9.1f}{parsing:9.1f}{finding:9.1f}{cleaning:10.1f}")


if __name__ == "__main__":
    main()
