"""Who said it, on passages written apart from the program, by somebody who saw no code.

The answers of `work.jsonl` may be read for work; those of `unread.jsonl` are only counted, with
`python -m benchmarks.people tests/quality/people/unread.jsonl`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import quotes
from benchmarks.passages import read_entries
from benchmarks.people import Given, Timing, is_pronoun, name_given, read_raw
from quotes.evaluate import evaluate
from quotes.evaluation_report import END_TO_END
from quotes.records import Quote

PASSAGES = Path(__file__).parent / "quality" / "people" / "work.jsonl"

Pairs = list[tuple[Quote, Quote]]


@pytest.fixture(scope="module")
def read() -> tuple[Pairs, float]:
    """Return the answers given the attributions, and the end-to-end F1 from raw text."""
    nlp = quotes.load()
    pairs: Pairs = []
    entries, found = [], {}
    for entry, _ in read_entries(PASSAGES):
        doc, raw = read_raw(nlp, entry, Timing())
        entries.append(entry)
        found[entry.article.id] = raw
        pairs += name_given(nlp, doc, entry)
    evaluation = evaluate(entries, lambda article: found[article.id], resamples=1)
    return pairs, evaluation[END_TO_END].score.f1


def counted(pairs: Pairs) -> Given:
    counts = Given()
    for gold, answer in pairs:
        counts.add(gold, answer)
    return counts


def test_speakers_are_right_where_attributions_are_given(read: tuple[Pairs, float]) -> None:
    counts = counted(read[0])
    assert counts.stated > 120
    assert counts.right / counts.stated >= 0.88
    assert counts.wrong / counts.stated <= 0.09


def test_pronouns_are_followed(read: tuple[Pairs, float]) -> None:
    counts = counted([pair for pair in read[0] if is_pronoun(pair[0])])
    assert counts.stated > 25
    assert counts.right / counts.stated >= 0.85


def test_speakers_are_right_from_raw_text(read: tuple[Pairs, float]) -> None:
    assert read[1] >= 0.78


def test_pieces_of_a_passage_are_found_by_their_occurrence() -> None:
    for entry, hard in read_entries(PASSAGES):
        assert hard <= {quote.id for quote in entry.quotes}
        for quote in entry.quotes:
            for span in quote.content:
                assert entry.article.text[span.start_char : span.end_char] == span.text
