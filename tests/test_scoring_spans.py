"""Counting spans of one part, by five measures and by kind. Every figure was worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_scoring import LATE, NOON, TEXT, WAIT, quote

from quotes.records import Article, Kind, Quote
from quotes.scoring import Score
from quotes.scoring_spans import begin_score, exact_score, jaccard_score, token_overlap_score


def test_exact_counts_spans_trimmed_and_untrimmed() -> None:
    found = [
        quote("“The ferry is late,”", source="Orla Venn"),
        quote("it would sail at noon", source="captain added"),
    ]
    gold = [LATE, NOON]
    assert exact_score(TEXT, gold, found, "content") == Score(2, 2, 2)
    assert exact_score(TEXT, gold, found, "content", trimmed=False) == Score(0, 2, 2)
    assert exact_score(TEXT, gold, found, "source") == Score(1, 2, 2)
    assert exact_score(TEXT, gold, found, "cue") == Score(0, 0, 2)


def test_exact_counts_every_piece_of_a_content_and_a_shared_source_once() -> None:
    found = [quote("We wait,", source="the man"), quote("We always", source="the man")]
    assert exact_score(TEXT, [WAIT], found, "content") == Score(1, 2, 2)
    assert exact_score(TEXT, [WAIT], found, "source") == Score(1, 1, 1)


def test_token_overlap_counts_characters_without_spaces() -> None:
    # "The ferry is late" has 14 characters without its spaces, "ferry is late, Orla" trimmed
    # is "ferry is late,” Orla": 11 of them, the comma, the mark and the 4 of "Orla".
    found = [quote("ferry is late,” Orla")]
    assert token_overlap_score(TEXT, [LATE], found, "content") == Score(11, 17, 14)
    assert token_overlap_score(TEXT, [LATE], found, "source") == Score(0, 0, 8)


def test_token_overlap_counts_a_character_once() -> None:
    found = [quote("The ferry is late"), quote("ferry is late")]
    assert token_overlap_score(TEXT, [LATE, LATE], found, "content") == Score(14, 14, 14)


def test_begin_counts_spans_that_begin_alike_each_once() -> None:
    found = [quote("“The ferry"), quote("it would"), quote("We wait,” the man")]
    assert begin_score(TEXT, [LATE, NOON, WAIT], found, "content") == Score(3, 3, 4)
    both = [quote("The ferry"), quote("The ferry is")]
    assert begin_score(TEXT, [LATE], both, "content") == Score(1, 2, 1)
    assert begin_score(TEXT, [LATE], [quote("ferry is late")], "content") == Score(0, 1, 1)


def test_jaccard_adds_up_overlap_each_span_paired_once() -> None:
    # "ferry is late" has 11 of the 14 characters of "The ferry is late"; "late" would have 4.
    found = [quote("late,"), quote("ferry is late,")]
    score = jaccard_score(TEXT, [LATE], found, "content")
    assert (score.found, score.gold) == (2, 1)
    assert score.shared == pytest.approx(11 / 14)
    # One long span cannot serve two: "We wait … wait" pairs with the longer piece alone.
    long = TEXT[TEXT.index("We wait") : TEXT.rindex("wait") + 4]
    piece = sum(not c.isspace() for c in "We always wait")
    whole = sum(not c.isspace() for c in long)
    score = jaccard_score(TEXT, [WAIT], [quote(long)], "content")
    assert score.shared == pytest.approx(piece / whole)


def test_a_kind_has_recall_among_everything_and_precision_among_what_was_called_so() -> None:
    gold = [LATE, WAIT, NOON.model_copy(update={"kind": "indirect"})]
    # All but "We always wait" are found; "We wait" was called indirect, and "noon" direct.
    found = [
        quote("The ferry is late"),
        quote("We wait", kind="indirect"),
        quote("it would sail at noon"),
        quote("floating palace"),
    ]
    direct = exact_score(TEXT, gold, found, "content", kind="direct")
    assert direct == Score(shared=2, found=3, gold=3, shared_found=2)
    indirect = exact_score(TEXT, gold, found, "content", kind="indirect")
    assert indirect == Score(shared=1, found=1, gold=1, shared_found=1)
    assert exact_score(TEXT, gold, found, "content", kind="mixed") == Score(0, 0, 0, 0)
    for measure in (begin_score, jaccard_score):
        assert measure(TEXT, gold, found, "content", kind="direct") == Score(2, 3, 3, 2)
    # Theferryislate 14, Wewait 6, Wealwayswait 12; itwouldsailatnoon 17, floatingpalace 14.
    characters = token_overlap_score(TEXT, gold, found, "content", kind="direct")
    assert characters == Score(20, 45, 32, 31)


WORDS = Article(id="w", text="aa bb, cc “dd” ee ff. gg hh")
RANGES = st.tuples(st.integers(0, 26), st.integers(1, 8)).map(lambda p: (p[0], sum(p)))


@st.composite
def quotes_of_words(draw: st.DrawFn) -> list[Quote]:
    quotes = []
    for start, end in draw(st.lists(RANGES, max_size=6)):
        kind: Kind = draw(st.sampled_from(["direct", "indirect"]))
        span = WORDS.span(start, min(end, len(WORDS.text)))
        fields = {"id": f"w:{start}", "article_id": "w", "kind": kind, "text": span.text}
        quotes.append(Quote(content=(span,), **fields))  # type: ignore[arg-type]
    return quotes


@settings(deadline=None)
@given(quotes_of_words(), quotes_of_words())
def test_the_measures_order_as_they_should(gold: list[Quote], found: list[Quote]) -> None:
    exact, begin, jaccard = (
        measure(WORDS.text, gold, found, "content")
        for measure in (exact_score, begin_score, jaccard_score)
    )
    assert exact.shared <= begin.shared <= min(begin.found, begin.gold)
    assert exact.shared <= jaccard.shared + 1e-9
    assert jaccard.shared <= min(jaccard.found, jaccard.gold) + 1e-9
    for measure in (exact_score, begin_score, jaccard_score, token_overlap_score):
        perfect = measure(WORDS.text, gold, gold, "content")
        assert perfect.f1 == (1 if gold else 0) or not perfect.gold
        kind = measure(WORDS.text, gold, found, "content", kind="direct")
        assert 0 <= kind.shared <= kind.gold
        assert 0 <= kind.right_found <= kind.found
