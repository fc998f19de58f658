"""How many of the queries written apart are answered right?

    python -m benchmarks.search_queries tests/quality/queries/work.jsonl

The archive holds the asserted quotes that a careful reader finds in `samples/`, so that search
alone is measured; with `--read`, those that the program itself reads. A query is right where every
statement that must be found is among the first 20 answers, none that must not be found is among
all of them, and the first is the one asked for. `--misses` lists what is wrong; `--engine` chooses
the search engine.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from index.answers import answer
from index.store import QuoteIndex
from quotes.articles import read_articles
from quotes.extract import extract_articles, is_shown
from quotes.folding import fold_text
from quotes.gold import read_gold
from quotes.records import Answer, Article, Quote, Speaker
from quotes.scoring_people import is_same_speaker

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PAGE_SIZE = 20
TODAY = date(2026, 11, 20)
"""The day the queries were written on; "last year" counts from it."""

Expected = Mapping[str, Any]
Statement = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each file; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--read", action="store_true", help="read the samples with the program")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        filled_index(Path(folder), options.engine, reads=options.read) as index,
    ):
        for file in options.files:
            _report(score_queries(index, file), file.name, shows_misses=options.misses)
    return 0


def gold_samples() -> Iterator[tuple[Article, list[Quote]]]:
    """Yield the samples with the asserted quotes that a careful reader finds."""
    for gold in read_gold(SAMPLES / "expected.jsonl"):
        known = {name: getattr(gold.article, name) for name in ("outlet", "title", "published")}
        yield (
            gold.article,
            [quote.model_copy(update=known) for quote in gold.quotes if is_shown(quote)],
        )


def read_samples() -> Iterator[tuple[Article, list[Quote]]]:
    """Yield the samples with the asserted quotes that the program reads."""
    articles = read_articles([SAMPLES])
    for article, quotes in extract_articles(articles):
        yield article, [quote for quote in quotes if is_shown(quote)]


@dataclass(slots=True)
class Score:
    """How many queries of each type were asked and answered right, and what was wrong."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def share(self) -> float:
        """The share answered right."""
        return self.right.total() / max(self.asked.total(), 1)


def filled_index(folder: Path, engine: str, *, reads: bool = False) -> QuoteIndex:
    """Return an index of the samples in a folder of its own."""
    os.environ["QUOTES_CACHE"] = str(folder / "cache")
    index = QuoteIndex.open(folder / "quotes.db", engine=engine, create=True)  # type: ignore[arg-type]
    for article, quotes in read_samples() if reads else gold_samples():
        index.add(article, quotes)
    return index


def score_queries(index: QuoteIndex, file: Path) -> Score:
    """Ask every query of a file."""
    score = Score()
    for line in file.read_text("utf-8").splitlines():
        expected = json.loads(line)
        begun = time.perf_counter()
        wrong = _wrong(index, expected)
        score.seconds += time.perf_counter() - begun
        score.asked[expected["type"]] += 1
        score.right[expected["type"]] += not wrong
        if wrong:
            score.misses.append(f"{expected['id']} {expected['query']!r}: {'; '.join(wrong)}")
    return score


def _report(score: Score, name: str, *, shows_misses: bool) -> None:
    for miss in score.misses if shows_misses else ():
        print(miss)
    for kind, asked in score.asked.items():
        print(f"{kind:<28} {score.right[kind]:>3} of {asked:>3}")
    total = f"{score.right.total()} of {score.asked.total()}"
    print(f"{name}: {total} right ({score.share:.3f}), {score.seconds:.1f} s")


def _wrong(index: QuoteIndex, expected: Expected) -> list[str]:
    """Return what is wrong with the answers to a query, in words."""
    answers = answer(index, expected["query"], limit=None, today=TODAY).answers
    first_page = answers[:PAGE_SIZE]
    wrong = [
        f"missing: {wanted['words']}" for wanted in expected["must"] if not _has(first_page, wanted)
    ]
    wrong += [f"found: {bad['words']}" for bad in expected["must_not"] if _has(answers, bad)]
    first = expected.get("first")
    if first and not _has(answers[:1], {"words": first, "speaker": None}):
        wrong.append(f"first is {answers[0].text[:60] if answers else 'nothing'!r}")
    if expected.get("nothing") and answers:
        wrong.append(f"{len(answers)} answers, the first {answers[0].text[:60]!r}")
    return wrong


def _has(answers: Iterable[Answer], wanted: Statement) -> bool:
    words = " ".join(wanted["words"].split())
    return any(
        words in " ".join(quote.text.split()) and _fits(quote.speaker, wanted["speaker"])
        for answer in answers
        for quote in answer.quotes
        if quote.relation != "related"
    )


def _fits(found: Speaker | None, name: str | None) -> bool:
    if name is None or found is None:
        return name is None
    described = set(fold_text(name).split()) <= set(fold_text(found.name).split())
    return described or is_same_speaker(Speaker(name=name), found)


if __name__ == "__main__":
    sys.exit(main())
