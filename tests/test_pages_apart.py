"""Sixty pages and files written apart from the program: what is kept, left out, quoted, stated.

The half for work is held to figures here; the unread half is counted, without being looked at, by
`python -m benchmarks.pages_apart`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import quotes
from benchmarks.pages_apart import Tally, read_answers, tally

FOLDER = Path(__file__).parent / "quality" / "pages"
SET_FORMS = ("blockquote", "reaction", "transcript")

# Issue 4 asks for these; what is below what is reached is slack for other processors.
MIN_KEPT = 0.98
MIN_METADATA = 0.95
MIN_ATTRIBUTED = 0.90
MIN_DROPPED = 0.97
MIN_BODY_QUOTES_FOUND = 0.90


@pytest.fixture(scope="module")
def work() -> Tally:
    answers = read_answers(sorted(FOLDER.glob("work-*.jsonl")))
    return tally(FOLDER / "work", answers, quotes.load())


def test_the_sentences_of_the_articles_are_kept(work: Tally) -> None:
    assert work.share("kept") >= MIN_KEPT, work.misses


def test_what_is_no_reporting_is_left_out(work: Tally) -> None:
    assert work.share("dropped") >= MIN_DROPPED, work.misses


def test_no_quote_comes_from_what_is_no_reporting(work: Tally) -> None:
    assert work.right["no quote from dropped"] == work.all["no quote from dropped"], work.misses


@pytest.mark.parametrize("field", ["title", "outlet", "published", "byline", "url", "language"])
def test_the_metadata_is_right(work: Tally, field: str) -> None:
    assert work.share(f"meta {field}") >= MIN_METADATA, work.misses


@pytest.mark.parametrize("form", SET_FORMS)
def test_what_stands_apart_is_attributed(work: Tally, form: str) -> None:
    assert work.share(f"speaker {form}") >= MIN_ATTRIBUTED, work.misses


def test_quotes_of_posts_and_live_blogs_are_attributed(work: Tally) -> None:
    assert work.shares("speaker post", "speaker liveblog") >= MIN_ATTRIBUTED, work.misses


def test_quotes_of_the_body_are_found(work: Tally) -> None:
    assert work.share("found body") >= MIN_BODY_QUOTES_FOUND, work.misses
