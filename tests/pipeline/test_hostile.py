"""Hostile text is read to its end, its offsets hold, and the work grows in step with its length.

What costs time is counted here (words, windows, calls), never timed: `python -m benchmarks.limits`
reads the same texts at full size with a clock, `python -m benchmarks.fuzz` goes on at random.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import quotes
from benchmarks.fuzz.__main__ import PIECES, complaint_about, cut_down, make_text
from benchmarks.fuzz.checks import BrokenError, check_quotes
from benchmarks.fuzz.scattered import scattered_network
from benchmarks.fuzz.texts import HOSTILE_TEXTS, cast_of_thousands, nested_marks, unclosed_chain
from quotes.errors import InputError
from quotes.extract import extract_articles
from quotes.pipeline import wordpieces
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.paragraphs import paragraphs
from quotes.pipeline.tokenizing import LONGEST_RUN
from quotes.records import Article, CharSpan, Quote

SPACY_LIMIT = 1_000_000


def quotes_of(nlp: Language, text: str) -> tuple[Quote, ...]:
    (_, found), *_ = extract_articles([Article(id="a", text=text)], nlp=nlp)
    return found


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_text_is_read_to_its_end(nlp: Language, name: str) -> None:
    hostile = HOSTILE_TEXTS[name]
    assert complaint_about(nlp, hostile.make(hostile.small_size)) == ""


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_offsets_hold_whatever_the_network_says(nlp: Language, name: str) -> None:
    hostile = HOSTILE_TEXTS[name]
    with scattered_network(seed=5):
        assert complaint_about(nlp, hostile.make(hostile.small_size)) == ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(st.sampled_from(PIECES), max_size=60), seed=st.integers(0, 99))
def test_offsets_hold_in_any_text_whatever_the_network_says(
    nlp: Language, parts: list[str], seed: int
) -> None:
    with scattered_network(seed):
        assert complaint_about(nlp, "".join(parts)) == ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_characters_at_all_are_read(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text
    with scattered_network():
        assert complaint_about(nlp, text) == ""


def test_the_scattered_network_finds_quotes(nlp: Language) -> None:
    # Else the tests above would look at nothing.
    found = []
    for seed in range(8):
        with scattered_network(seed):
            found += quotes_of(nlp, HOSTILE_TEXTS["one line"].make(300))
    assert len(found) > 80
    assert {len(quote.content) for quote in found} > {1}
    assert {quote.kind for quote in found} == {"direct", "indirect", "mixed"}


# Of a million characters


def test_a_text_over_spacys_limit_is_read(nlp: Language) -> None:
    text = (
        f"“The ferry stays,” Ines Calder said.{' ' * SPACY_LIMIT}\n\n“It is ours,” Tom Addis said."
    )
    first, last = quotes_of(nlp, text)
    assert (first.text, last.text) == ("The ferry stays,", "It is ours,")
    assert last.content[0].start_char > SPACY_LIMIT


def test_a_megabyte_without_a_space_is_few_words(nlp: Language) -> None:
    text = "a" * SPACY_LIMIT
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert len(doc) == SPACY_LIMIT / LONGEST_RUN
    words = [token.text for token in doc[:40]]
    pieces = nlp.get_pipe("quotes_syntax").session.encoder.pieces.pieces_of(words)
    assert max(map(len, pieces)) <= wordpieces.MAX_PIECES_PER_WORD


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n \t\xa0\u2003\n", "\ufeff", "\u2028" * 1000])
def test_white_space_holds_no_quote(nlp: Language, text: str) -> None:
    assert quotes_of(nlp, text) == ()


# What cannot be read


def test_a_lone_surrogate_is_an_error_of_its_article(nlp: Language, tmp_path: Any) -> None:
    wire = tmp_path / "wire.jsonl"
    lines = [{"id": "torn", "text": "It \ud83d rained."}, {"id": "whole", "text": "It rained."}]
    wire.write_text("\n".join(json.dumps(line) for line in lines), encoding="ascii")
    errors: list[InputError] = []
    articles = list(quotes.read_articles([wire], on_error=errors.append))
    assert [article.id for article in articles] == ["whole"]
    assert len(errors) == 1


def test_a_lone_surrogate_from_a_library_stops_no_batch(nlp: Language) -> None:
    try:
        torn = Article(id="torn", text="It \ud83d rained.")
    except ValueError:
        return  # the record refuses it already
    errors: list[InputError] = []
    whole = Article(id="whole", text="“It rained,” said Tom Addis.")
    read = list(extract_articles([torn, whole], nlp=nlp, on_error=errors.append))
    assert [article.id for article, _ in read] == ["whole"]
    assert [error.source for error in errors] == ["torn"]


# The amount of work


class Calls:
    """Counts the calls of Python functions while it is entered, the same on every machine."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Calls:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        self.count += event in ("call", "c_call")


LONG_TEXTS = {
    "one line": HOSTILE_TEXTS["one line"].make,
    "one-word paragraphs": HOSTILE_TEXTS["one-word paragraphs"].make,
    "quoted paragraphs": HOSTILE_TEXTS["quoted paragraphs"].make,
    "loose quotations": HOSTILE_TEXTS["loose quotations"].make,
    "names of things": HOSTILE_TEXTS["names of things"].make,
    "dashes": HOSTILE_TEXTS["dashes"].make,
    "acronyms": HOSTILE_TEXTS["acronyms"].make,
    "unclosed chain": lambda words: unclosed_chain(words // 7),
    "cast of thousands": lambda words: cast_of_thousands(words // 8),
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_work_grows_in_step_with_length(nlp: Language, name: str) -> None:
    counts = []
    with scattered_network():
        quotes_of(nlp, "It rained, he said.")  # loads what is loaded once
        for words in (300, 1_200):
            text = LONG_TEXTS[name](words)
            with Calls() as calls:
                quotes_of(nlp, text)
            counts.append(calls.count)
    assert counts[1] < 5 * counts[0], counts


@pytest.mark.parametrize("depth", [10, 1_000])
def test_marks_are_paired_however_deep(depth: int) -> None:
    text = nested_marks(depth)
    found = pair_marks(text)
    assert len(found) == depth
    assert [quotation.depth for quotation in found] == list(range(depth))
    assert all(text[slice(*q.spans[0])].strip("“”‘’") == "the ferry stays" for q in found)


def test_a_long_chain_is_one_quotation() -> None:
    (quotation,) = pair_marks(unclosed_chain(2_000))
    assert len(quotation.spans) == 2_000


def test_every_character_is_in_one_paragraph_at_most() -> None:
    text = HOSTILE_TEXTS["line ends"].make(500)
    ends = [0, *(end_char for _, end_char in paragraphs(text))]
    assert all(end <= start for end, (start, _) in zip(ends, paragraphs(text), strict=False))


# The checks themselves


def broken_quotes() -> Iterator[tuple[str, Quote]]:
    span = CharSpan(start_char=0, end_char=4, text="Rain")
    good = {
        "id": "a:0", "article_id": "a", "kind": "direct", "text": "Rain", "content": (span,),
    }  # fmt: skip
    yield "in the text", Quote(**good | {"cue": CharSpan(start_char=5, end_char=8, text="sad")})
    yield "overlap", Quote(**good | {"content": (span, span), "text": "Rain … Rain"})
    yield "a:0", Quote(**good | {"id": "a:1"})
    yield "spans'", Quote(**good | {"text": "Hail"})
    yield "in b", Quote(**good | {"nested_in": "b"})


@pytest.mark.parametrize(("complaint", "quote"), list(broken_quotes()))
def test_the_checks_see_what_is_broken(complaint: str, quote: Quote) -> None:
    with pytest.raises(BrokenError, match=complaint):
        check_quotes(Article(id="a", text="Rain fell."), [quote])


def test_a_breaking_text_is_cut_down(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Language, text: str) -> str:
        return "broken" if "“" in text and "\x00" in text else ""

    monkeypatch.setattr("benchmarks.fuzz.__main__.complaint_about", breaks)
    assert cut_down(nlp, "rain “rain” rain\x00rain rain") == "“\x00"


def test_the_same_seed_makes_the_same_text() -> None:
    import random

    assert make_text(random.Random("7 1")) == make_text(random.Random("7 1"))
    assert make_text(random.Random("7 1")) != make_text(random.Random("7 2"))
