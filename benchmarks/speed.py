"""Words a second: the whole program from raw text beside its bare encoder, in one run.

    python -m benchmarks.speed [ARTICLES] [--limit 200]

ARTICLES is anything `quotes extract` reads, a `.jsonl.gz` of records with `id` and `text` too; the
samples where it is left out. The bare encoder is the same session with the same weights and
threads, run over the same articles' words, tokenized and packed into windows without overlap
beforehand, as many batches at a time as there are threads, in the batch size (1, 2, 4, 8, 16) that
is fastest. A word is a token of the pipeline
that is not white space. Both are measured several times in turn and the best of each counts, so
that what else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import quotes
from quotes.extract import extract_articles
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.factories import ATTRIBUTION_COMPONENTS, SYNTAX
from quotes.pipeline.wordpieces import Window, collate
from quotes.records import Article

BATCH_SIZES = (1, 2, 4, 8, 16)


def read(path: Path | None, limit: int) -> list[Article]:
    """Return up to `limit` articles."""
    if path is not None and path.name.endswith(".jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line, _ in zip(lines, range(limit), strict=False)]
        return [Article(id=record["id"], text=record["text"]) for record in records]
    found = list(quotes.read_articles([path or quotes.samples_folder()]))
    return found[:limit]


def windows_of(nlp: Any, articles: Sequence[Article]) -> tuple[list[list[Window]], int]:
    """Return each article's windows, and the number of words."""
    encoder: Encoder = nlp.get_pipe(SYNTAX).session.encoder
    packed, count = [], 0
    for article in articles:
        doc = nlp.make_doc(article.text)
        words, starts, fresh = [], [], True
        for token in doc:
            if token.is_space:
                fresh = fresh or "\n" in token.text
                continue
            words.append(token.text)
            starts.append(fresh)
            fresh = False
        count += len(words)
        packed.append(encoder.pieces.windows(words, starts))
    return packed, count


def run_bare(encoder: Encoder, packed: Sequence[Sequence[Window]], size: int) -> float:
    """Return the seconds the session takes for all windows, `size` at a time."""
    windows = [window for article in packed for window in article]
    batches = [collate(windows[i : i + size]).feeds() for i in range(0, len(windows), size)]
    begun = time.perf_counter()
    deque(encoder.pool().map(encoder.run, batches), maxlen=0)
    return time.perf_counter() - begun


def run_whole(nlp: Any, articles: Sequence[Article]) -> tuple[float, int]:
    """Return the seconds from raw text to quotes, and how many quotes were found."""
    begun = time.perf_counter()
    found = sum(len(one) for _, one in extract_articles(articles, nlp=nlp))
    return time.perf_counter() - begun, found


def by_component(nlp: Any, articles: Sequence[Article]) -> dict[str, float]:
    """Return the seconds spent in each component, tokenizer included."""
    spent = dict.fromkeys(("tokenizer", SYNTAX, *ATTRIBUTION_COMPONENTS), 0.0)
    for article in articles:
        begun = time.perf_counter()
        doc = nlp.make_doc(article.text)
        spent["tokenizer"] += time.perf_counter() - begun
        for name, component in nlp.pipeline:
            begun = time.perf_counter()
            doc = component(doc)
            spent[name] += time.perf_counter() - begun
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    articles = read(arguments.articles, arguments.limit)
    nlp = quotes.load()
    encoder: Encoder = nlp.get_pipe(SYNTAX).session.encoder
    packed, words = windows_of(nlp, articles)
    pieces = sum(len(window.piece_ids) for article in packed for window in article)
    run_whole(nlp, articles[:5])
    few = packed[: max(5, len(packed) // 10)]
    best_size = min(BATCH_SIZES, key=lambda size: run_bare(encoder, few, size))
    whole, bare, found = [], [], 0
    for _ in range(arguments.rounds):
        bare.append(run_bare(encoder, packed, best_size))
        seconds, found = run_whole(nlp, articles)
        whole.append(seconds)
    print(f"{len(articles)} articles, {words} words, {pieces} pieces, {found} quotes")
    print(f"bare encoder   {words / min(bare):9.0f} words a second (batches of {best_size})")
    print(f"whole program  {words / min(whole):9.0f} words a second")
    print(f"ratio          {min(bare) / min(whole):9.2f}")
    for name, seconds in by_component(nlp, articles).items():
        print(f"  {name:20}{seconds / words * 1e6:7.1f} microseconds a word")


if __name__ == "__main__":
    main()
