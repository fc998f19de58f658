"""How well the whole program reads the samples, compared with what a careful reader extracted.

The answers in `samples/expected.jsonl` were written apart from the program, from the rules alone.
The floors are what the shipped model reaches, less some slack for other processors; a lower floor
must be argued for in the changelog.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.evaluate import evaluate
from quotes.evaluation_report import END_TO_END, QUOTE_FOUND, SPEAKER_RIGHT, Evaluation
from quotes.extract import extract_articles, is_shown
from quotes.gold import read_gold
from quotes.records import Article, Quote
from quotes.scoring import trim

FLOORS = {END_TO_END: 0.85, QUOTE_FOUND: 0.91, SPEAKER_RIGHT: 0.91}

Extract = Callable[[Article], tuple[Quote, ...]]


@pytest.fixture(scope="module")
def extract(nlp: Language) -> Extract:
    def extracted(article: Article) -> tuple[Quote, ...]:
        return next(extract_articles([article], nlp=nlp))[1]

    return extracted


@pytest.fixture(scope="module")
def evaluation(samples: Path, extract: Extract) -> Evaluation:
    return evaluate(read_gold(samples / "expected.jsonl"), extract, resamples=1)


@pytest.mark.parametrize("measure", FLOORS)
def test_the_samples_are_read_as_well_as_before(evaluation: Evaluation, measure: str) -> None:
    assert evaluation[measure].score.f1 >= FLOORS[measure], evaluation.as_table(error_count=40)


def test_no_scare_quote_title_or_nickname_is_returned(samples: Path, extract: Extract) -> None:
    returned = []
    for line in (samples / "expected.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        article = Article.from_exchange(record["article"])
        apart = [
            trim(article.text, span["start_char"], span["end_char"])
            for span in record["not_quotes"]
        ]
        for quote in filter(is_shown, extract(article)):
            start, _ = trim(article.text, quote.content[0].start_char, quote.content[0].end_char)
            _, end = trim(article.text, quote.content[-1].start_char, quote.content[-1].end_char)
            if any(first <= start and end <= last for first, last in apart):
                returned.append(f"{quote.id}: {quote.text}")
    assert returned == []


def test_reading_gives_the_text_the_answers_were_written_for(samples: Path) -> None:
    lines = (samples / "expected.jsonl").read_text("utf-8").splitlines()
    expected = {a["id"]: a for a in (json.loads(line)["article"] for line in lines)}
    read = {article.id: article for article in quotes.read_articles([samples])}
    assert read.keys() == expected.keys()
    for identity, article in read.items():
        assert article.text == expected[identity]["text"], identity
