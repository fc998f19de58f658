"""Modality and medium on 80 passages written apart from the program, by somebody who saw no code.

The answers of the odd lines may be read for work; those of the even ones are only counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import quotes
from quotes.extract import extract_quotes
from quotes.records import Article, Quote

PASSAGES = Path(__file__).parent / "quality" / "modality.jsonl"
MIN_OVERLAP = 0.5

Answer = dict[str, str]


def overlap_of(text: str, answer: Answer, quote: Quote) -> float:
    """Return intersection over union, in characters, of the answer's content and the quote's."""
    start = text.index(answer["content"])
    end = start + len(answer["content"])
    shared = sum(max(0, min(end, s.end_char) - max(start, s.start_char)) for s in quote.content)
    all_of_quote = sum(span.end_char - span.start_char for span in quote.content)
    return shared / (end - start + all_of_quote - shared)


def matched(text: str, answers: Sequence[Answer], found: list[Quote]) -> list[tuple[Answer, Quote]]:
    pairs = []
    for answer in answers:
        best = max(found, key=lambda quote: overlap_of(text, answer, quote), default=None)
        if best is not None and overlap_of(text, answer, best) >= MIN_OVERLAP:
            found.remove(best)
            pairs.append((answer, best))
    return pairs


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Answer, Quote]]:
    nlp = quotes.load()
    found = []
    for line in PASSAGES.read_text("utf-8").splitlines():
        passage = json.loads(line)
        article = Article(id=passage["id"], text=passage["text"])
        read = list(extract_quotes([article], nlp=nlp, include_all=True))
        found += matched(article.text, passage["quotes"], read)
    return found


def test_most_sayings_are_found(pairs: list[tuple[Answer, Quote]]) -> None:
    assert len(pairs) / 88 >= 0.9


def test_modality_is_right(pairs: list[tuple[Answer, Quote]]) -> None:
    right = sum(answer["modality"] == quote.modality for answer, quote in pairs)
    assert right / len(pairs) >= 0.9


def test_medium_is_right(pairs: list[tuple[Answer, Quote]]) -> None:
    right = sum(answer["medium"] == quote.medium for answer, quote in pairs)
    assert right / len(pairs) >= 0.9
