"""Pages that are made to cost: each ends, as an article or with a clear word.

The time is not taken here but the work bounded: a step that grows with the square of a page would
run into the suite's own limit. `MAX_PAGE_ELEMENTS` and its like bound the rest.
"""

from __future__ import annotations

import gzip
import io
import time

import pytest

from quotes.articles import read_articles
from quotes.articles.decoding import MAX_ARTICLE_BYTES
from quotes.articles.html import read_page
from quotes.errors import FormatError

N = 1_500
SENTENCE = "Rain fell on the harbour while the council met, said Bo Lind. "
MAX_SECONDS = 20
"""Generous, for a busy machine: each takes a second or two. A square of N would take minutes."""

PAGES = {
    "paragraphs": f"<p>{SENTENCE}</p>" * N,
    "block quotations": "<p>So it went.</p>" + "<blockquote>Rain fell all night.</blockquote>" * N,
    "handles side by side": "<div class='c'>" + "<span>@abc</span><p>Rain fell here.</p>" * N,
    "posts in posts": ("<div class='tweet'>" * 90 + "Rain." + "</div>" * 90) * (N // 90),
    "quotations in quotations": ("<q>" * 90 + "Rain." + "</q>" * 90) * (N // 90),
    "tables in tables": ("<table><tr><td>" * 60 + "Rain." + "</table>" * 60) * (N // 180),
    "times side by side": "<div>" + "<time>11:10</time> Rain fell all night on us. " * N,
    "pictures side by side": "<div>" + "<img>" * N + "</div><p>Rain.</p>",
    "fields side by side": "<div>" + "<input type=text>" * N + "</div><p>Rain.</p>",
    "other stories": "<h2>Related</h2><ul><li>Rain</li></ul>" * N + f"<p>{SENTENCE}</p>",
    "one long paragraph": "<p>" + SENTENCE * 20_000,
    "one long word": "<p>" + "a" * 2_000_000,
    "dashes": "<p>" + "- " * 100_000 + "</p><p>Rain.</p>",
    "a long title": "<title>" + "Rain fell all: " * 50_000 + "</title><p>Rain fell.</p>",
    "a class of many names": f"<p class='{'related ' * 100_000}'>Rain fell.</p>",
    "deep JSON": f"<script type='application/ld+json'>{'[' * 50_000}</script><p>Rain.",
    "broken entities": "<p>Rain " + "&#xFDD0;&#0;&#x1;&foo;&" * 20_000,
    "marks escaped twice": "<p>Rain " + "&amp;ldquo;" * 50_000,
    "an open comment": "<p>Rain.</p><!-- " + SENTENCE * 10_000,
    "a script like an article": f"<script><p>{SENTENCE}</p></script><p>Rain.</p>",
    "an open script": f"<p>Rain.</p><script>{SENTENCE * 1000}",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_ends(page: str) -> None:
    start = time.perf_counter()
    try:
        text = read_page(page).text
    except FormatError as error:
        text = str(error)
    assert text
    assert "\ufdd0" not in text
    assert time.perf_counter() - start < MAX_SECONDS


@pytest.mark.parametrize(
    "page", ["<p>Rain.</p><!-- " + SENTENCE, f"<script>{SENTENCE}</script>Rain."]
)
def test_what_only_looks_like_text_is_not_read(page: str) -> None:
    assert read_page(page).text == "Rain."


def test_ten_thousand_tags_in_each_other_are_too_deep() -> None:
    with pytest.raises(FormatError, match="nested too deeply"):
        read_page("<div>" * 10_000 + "Rain fell.")


class _Endless(io.RawIOBase):
    """A stream of a hundred megabytes that nobody should read to its end."""

    def __init__(self) -> None:
        self.read_count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.read_count > 100_000_000:
            return 0
        self.read_count += len(buffer)
        buffer[:] = (b"<p>Rain.</p>" * (len(buffer) // 12 + 1))[: len(buffer)]
        return len(buffer)


def test_a_hundred_megabytes_are_refused_before_they_are_read() -> None:
    endless = _Endless()
    with pytest.raises(FormatError, match="too large for one article"):
        list(read_articles(["-"], stdin=io.BufferedReader(endless)))
    assert endless.read_count < 3 * MAX_ARTICLE_BYTES


def test_what_is_packed_is_not_unpacked(tmp_path: object) -> None:
    packed = gzip.compress(b"<p>Rain.</p>" * 100_000)
    with pytest.raises(FormatError, match="gzip"):
        list(read_articles(["-"], stdin=io.BytesIO(packed)))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"<meta charset=utf-16><p>Rain \xe2\x80\x9cfell\xe2\x80\x9d.</p>", "Rain “fell”."),
        (b"<meta charset=latin-1><p>Rain \x93fell\x94.</p>", "Rain “fell”."),
        (b"<meta charset=no-such-thing><p>Rain fell.</p>", "Rain fell."),
    ],
)
def test_what_a_page_says_of_its_characters_is_not_believed_blindly(
    raw: bytes, expected: str
) -> None:
    (article,) = read_articles(["-"], stdin=io.BytesIO(b"<html>" + raw))
    assert article.text == expected


def test_nulls_are_named() -> None:
    with pytest.raises(FormatError, match="NUL"):
        list(read_articles(["-"], stdin=io.BytesIO(b"<html><p>Rain\x00 fell.</p>")))
