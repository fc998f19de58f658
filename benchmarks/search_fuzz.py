"""Does any text typed as a query raise, or take too long?

    python -m benchmarks.search_fuzz --queries 100000 --engine whoosh

Asks random and hostile queries (signs, brackets, fields, dates, marks, scripts, control characters,
very long words, words of the archive, pieces of questions, shuffled and broken) over the samples.
Prints the seed, how many raised (with the first of them), and the slowest. Ends with 1 where one
raised or was slower than the limit.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.search_queries import filled_index, gold_samples
from index.answers import answer

SEED = 20261120
LIMIT_SECONDS = 11.0
"""A search ends after ten seconds; the rest is reading the query and building the answer."""
TOLD_EVERY = 5_000

_SIGNS = (
    "\" “ ” „ « » ' ’ ( ) [ ] { } - − – — + * ~ ~2 ~9 : ; , . ! ? / \\ | || && & ^ % $ # @ = < >"
)
_WORDS = (
    "who said what did say about on in the a of quotes by called as told how which since before"
)
_WORDS += (
    " last week between and 2020 2020-03 March NOT OR AND not speaker: role: outlet: kind: cue:"
)
_WORDS += " before: after: on: context: cluster: 9/11 £2.1bn eleven thousand co* bri* colonizr~1 :"
_ODD = [
    "\x00",
    "\ud800",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\t",
    "\n",
    "\u2028",
    "\U0001f405",
    "ب",
    "中文",
]
_ODD += [
    "é" * 300,
    "x" * 5_000,
    "(" * 60,
    ")" * 60,
    '"' * 31,
    "-" * 40,
    "a " * 400,
    "*" * 80,
    "1" * 400,
]
_ODD += [
    "' OR '1'='1",
    "'; DROP TABLE quotes; --",
    "<script>",
    "%s%n",
    "../../etc/passwd",
    "\\",
    "{{7*7}}",
]


def queries(words: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Yield queries of every sort, the same for the same seed."""
    pieces = [*_SIGNS.split(" "), *_WORDS.split(" "), *_ODD, *words]
    for _ in range(count):
        match chance.randrange(5):
            case 0:
                yield "".join(chr(_code_point(chance)) for _ in range(chance.randint(0, 40)))
            case 1:
                yield "".join(chance.choices(pieces, k=chance.randint(1, 12)))
            case 2:
                yield " ".join(chance.choices(words, k=chance.randint(1, 8)))
            case _:
                text = " ".join(chance.choices(pieces, k=chance.randint(1, 14)))
                cut = chance.randrange(len(text) + 1)
                yield text[:cut] if chance.random() < 0.2 else text


def _code_point(chance: random.Random) -> int:
    return chance.choice(
        (chance.randrange(32, 127), chance.randrange(0, 0x3000), chance.randrange(0x110000))
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and print what happened; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    raised: list[tuple[str, str]] = []
    slowest = (0.0, "")
    with (
        tempfile.TemporaryDirectory() as name,
        filled_index(Path(name), options.engine) as index,
    ):
        words = {word for article, _ in gold_samples() for word in article.text.split()}
        for at, text in enumerate(queries(sorted(words), options.queries, chance)):
            if at and at % TOLD_EVERY == 0:
                print(f"{at:,}: {len(raised)} raised, slowest {slowest[0]:.2f} s", flush=True)
            begun = time.perf_counter()
            try:
                answer(index, text, limit=5)
            except Exception as error:
                raised.append((text, f"{type(error).__name__}: {error}"))
            slowest = max(slowest, (time.perf_counter() - begun, text))
    print(f"seed {options.seed}, {options.queries:,} queries, {len(raised)} raised")
    for text, reason in raised[:5]:
        print(f"  {text[:200]!r}: {reason[:300]}")
    print(f"slowest: {slowest[0] * 1000:.0f} ms, {slowest[1][:200]!r}")
    return int(bool(raised) or slowest[0] > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
