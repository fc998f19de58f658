"""How long and how large does it get: start-up, memory, processes, long articles, hostile texts.

    python -m benchmarks.limits [load] [memory] [jobs] [length] [hostile] [--full]

Without names, all five; without `--full`, small sizes that take some minutes on two cores:

- load: seconds of `load()` after its imports, and of `quotes extract` of a short article, each in
  fresh processes, the best of three.
- memory: the peak of a `quotes extract` process over growing numbers of articles. It must not grow
  with them by more than a tenth.
- jobs: `--jobs 2` against one process on the same articles.
- length: CPU time of a word in articles of growing length, made of the samples.
- hostile: seconds of every hostile text (`benchmarks/fuzz/texts.py`), with its offsets checked.

`--corpus FILE` takes the articles of memory and jobs from a `.jsonl.gz` of records with `text`, as
often as needed. Ends with exit code 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import quotes
from benchmarks.fuzz.checks import check_quotes
from benchmarks.fuzz.texts import HOSTILE_TEXTS, cast_of_thousands
from quotes.extract import extract_articles
from quotes.records import Article

MAX_LOAD_SECONDS = 1.5
MAX_SHORT_EXTRACT_SECONDS = 5.0
MAX_PEAK_MEGABYTES = 900
MAX_PEAK_GROWTH = 1.1
MIN_JOBS_RATIO = 1.0
MAX_WORD_COST_GROWTH = 1.5
MAX_HOSTILE_SECONDS = 300
"""At full size; a clause that is not linear would take hours."""

_LOAD = """
import time
import numpy, onnxruntime, spacy, tokenizers
import quotes.pipeline.load
begun = time.perf_counter()
nlp = quotes.pipeline.load.load_pipeline()
print(time.perf_counter() - begun)
begun = time.perf_counter()
nlp("It rained, he said.")
print(time.perf_counter() - begun)
"""


class Limits:
    """Prints what was measured beside its limit, and remembers whether one was passed."""

    def __init__(self) -> None:
        self.all_hold = True

    def note(
        self, what: str, measured: float, unit: str, limit: float, least: bool = False
    ) -> None:
        """Print one line; `least` says that the limit is from below."""
        holds = measured >= limit if least else measured <= limit
        self.all_hold &= holds
        word = "at least" if least else "at most"
        verdict = "" if holds else "   PASSED"
        print(f"{what:44}{measured:9.2f} {unit}, {word} {limit:g}{verdict}", flush=True)


def measure_load(limits: Limits) -> None:
    """Measure what a user waits for before the first quote."""
    command = [sys.executable, "-c", _LOAD]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
    load, sentence = (min(seconds) for seconds in zip(*map(_two_numbers, runs), strict=True))
    limits.note(
        f"load() after imports (then {sentence:.2f} s a sentence)", load, "s", MAX_LOAD_SECONDS
    )
    short = min(quotes.samples_folder().glob("*.txt"), key=lambda path: path.stat().st_size)
    seconds = min(run_extract([short])[0] for _ in range(3))
    limits.note("quotes extract of a short article", seconds, "s", MAX_SHORT_EXTRACT_SECONDS)


def _two_numbers(run: subprocess.CompletedProcess[str]) -> tuple[float, float]:
    first, second = map(float, run.stdout.split())
    return first, second


def measure_memory(limits: Limits, counts: Sequence[int], corpus: Path | None) -> None:
    """Measure the peak memory of growing numbers of articles."""
    peaks = []
    for count in counts:
        with written_articles(count, corpus) as path:
            seconds, megabytes = run_extract([path])
        peaks.append(megabytes)
        limits.note(
            f"peak of {count} articles ({seconds:.0f} s)", megabytes, "MB", MAX_PEAK_MEGABYTES
        )
    growth = peaks[-1] / peaks[0]
    limits.note("peak, most articles to fewest", growth, "times", MAX_PEAK_GROWTH)


def measure_jobs(limits: Limits, count: int, corpus: Path | None) -> None:
    """Measure how much faster two processes are than one."""
    with written_articles(count, corpus) as path:
        alone, _ = run_extract([path])
        together, _ = run_extract([path, "--jobs", "2"])
    print(f"{count} articles: {alone:.1f} s with --jobs 1, {together:.1f} s with --jobs 2")
    limits.note(
        "--jobs 2, times as fast as --jobs 1", alone / together, "times", MIN_JOBS_RATIO, True
    )


def measure_length(limits: Limits, word_counts: Sequence[int]) -> None:
    """Measure the cost of a word in short and long articles."""
    nlp = quotes.load()
    texts = [article.text for article in quotes.read_articles([quotes.samples_folder()])]
    words = "\n\n".join(texts).split(" ")
    list(extract_articles([Article(id="warm", text=" ".join(words[:2000]))], nlp=nlp))
    costs = []
    for count in word_counts:
        article = Article(id="long", text=" ".join(islice(cycle(words), count)))
        begun, begun_cpu = time.perf_counter(), time.process_time()
        (_, found), *_ = extract_articles([article], nlp=nlp)
        seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - begun_cpu
        check_quotes(article, found)
        # What else the machine does lengthens the wait, hardly the work.
        costs.append(cpu_seconds / count * 1e6)
        growth = costs[-1] / costs[0]
        what = f"{count} words: {seconds:.1f} s, {costs[-1]:.0f} µs of CPU a word"
        limits.note(what, growth, "times", MAX_WORD_COST_GROWTH)


def measure_hostile(limits: Limits, share: float) -> None:
    """Measure every hostile text at a share of its full size."""
    nlp = quotes.load()
    for name, hostile in HOSTILE_TEXTS.items():
        article = Article(id="hostile", text=hostile.make(max(1, int(hostile.full_size * share))))
        begun = time.perf_counter()
        (_, found), *_ = extract_articles([article], nlp=nlp)
        seconds = time.perf_counter() - begun
        check_quotes(article, found)
        what = f"{name} ({len(article.text)} characters)"
        limits.note(what, seconds, "s", MAX_HOSTILE_SECONDS)


def run_extract(arguments: Sequence[Path | str]) -> tuple[float, float]:
    """Run `quotes extract` and return its seconds and its peak memory in megabytes.

    Raises `RuntimeError` where it fails. With `--jobs` the peak is of the first process alone.
    """
    command = [sys.executable, "-m", "quotes", "extract", *map(str, arguments)]
    begun = time.perf_counter()
    # Not waited for by `subprocess`: only `wait4` tells the peak of this one child.
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {child.returncode}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return seconds, usage.ru_maxrss / scale


class written_articles:  # noqa: N801  # a context manager, used like a function
    """Write articles into a file of JSON lines that lasts as long as the context."""

    def __init__(self, count: int, corpus: Path | None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._articles = islice(texts_of(corpus) if corpus else made_texts(), count)

    def __enter__(self) -> Path:
        path = Path(self._folder.name) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for number, text in enumerate(self._articles):
                lines.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def texts_of(corpus: Path) -> Iterator[str]:
    """Yield the texts of a corpus over and over."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        yield from cycle([json.loads(line)["text"] for line in lines])


def made_texts() -> Iterator[str]:
    """Yield articles of the samples' paragraphs in ever new company, each with its own name."""
    chance = random.Random(11)
    articles = quotes.read_articles([quotes.samples_folder()])
    paragraphs = [part for article in articles for part in article.text.split("\n\n")]
    for number, names in enumerate(cast_of_thousands(10_000).split(". ")):
        own = f"{names} on day {number}."
        yield "\n\n".join([*chance.choices(paragraphs, k=12), own])


def main() -> int:
    """Measure and print; return the exit code."""
    parts = ("load", "memory", "jobs", "length", "hostile")
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"{', '.join(parts)}; all of them by default")
    parser.add_argument("--full", action="store_true", help="10,000 articles, 200,000 words")
    parser.add_argument("--articles", type=int, help="the most articles, by default 400")
    parser.add_argument("--words", type=int, help="the longest article, by default 20,000 words")
    parser.add_argument("--share", type=float, help="of the hostile texts' size, by default 0.02")
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(parts):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(parts)}")
    articles = given.articles or (10_000 if given.full else 400)
    longest = given.words or (200_000 if given.full else 20_000)
    chosen = given.parts or parts
    limits = Limits()
    if "load" in chosen:
        measure_load(limits)
    if "memory" in chosen:
        counts = sorted({max(10, articles // 20), max(10, articles // 5), articles})
        measure_memory(limits, counts, given.corpus)
    if "jobs" in chosen:
        measure_jobs(limits, min(articles, 1000), given.corpus)
    if "length" in chosen:
        counts = [n for n in (1_000, 10_000, 50_000, 100_000, 200_000) if n < longest]
        measure_length(limits, [*counts, longest])
    if "hostile" in chosen:
        measure_hostile(limits, given.share or (1.0 if given.full else 0.02))
    return 0 if limits.all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
