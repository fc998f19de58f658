"""How much CPU time does it take to cluster quotes, and does it grow with their number?

Writes invented statements, each carried by several outlets in whole, cut, re-spelt or as a
fragment, and clusters them. Run: python -m benchmarks.clusters [COUNT …]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from quotes.clusters import cluster_quotes, group_people
from quotes.records import CharSpan, Quote, Speaker

STOCK_PHRASES = (
    "we will continue to", "I want to be clear that", "it is time to", "we have to make sure that",
    "at the end of the day", "there is no doubt that", "the people of this country",
)  # fmt: skip
SYLLABLES = "ba re ko mi tu sal ven dor lin gar pel fis tro nab hes wic".split()


def make_quotes(count: int, seed: int = 7) -> Iterator[Quote]:
    """Yield `count` quotes of about a third as many statements."""
    chance = random.Random(seed)
    # Word frequencies fall off as in a language, so that word groups are shared by chance.
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    made = 0
    while made < count:
        words = chance.choice(STOCK_PHRASES).split() if chance.random() < 0.3 else []
        words += chance.choices(vocabulary, weights, k=chance.randint(6, 35))
        speaker = f"{chance.choice(SYLLABLES).title()} {chance.choice(vocabulary).title()}"
        for _ in range(min(count - made, chance.choice((1, 1, 2, 3, 8)))):
            yield _carry(words, speaker, made, chance)
            made += 1


def _carry(words: list[str], speaker: str, number: int, chance: random.Random) -> Quote:
    form = chance.random()
    if form < 0.4:
        text = " ".join(words)
    elif form < 0.6:
        text = " ".join(words[: len(words) // 2]) + " … " + " ".join(words[-4:])
    elif form < 0.8:
        text = " ".join(word for word in words if chance.random() > 0.05)
    else:
        start = chance.randrange(len(words) - 4)
        text = " ".join(words[start : start + 4])
    return Quote(
        id=f"{number}.txt:0",
        article_id=f"{number}.txt",
        outlet=f"Outlet {number % 40}",
        published=f"2021-03-{1 + number % 28:02}",
        kind="direct",
        content=(CharSpan(start_char=0, end_char=len(text), text=text),),
        text=text,
        speaker=Speaker(name=speaker) if chance.random() < 0.8 else None,
    )


def main(counts: list[int]) -> None:
    """Print a line of figures for each number of quotes."""
    for count in counts:
        quotes = list(make_quotes(count))
        start = time.process_time()
        clusters = cluster_quotes(quotes)
        seconds = time.process_time() - start
        start = time.process_time()
        people = group_people(quotes, clusters)
        people_seconds = time.process_time() - start
        sizes = Counter(min(len(cluster.quotes), 8) for cluster in clusters)
        print(
            f"{count} quotes: {len(clusters)} clusters in {seconds:.1f} s of CPU time"
            f" ({1e6 * seconds / count:.0f} µs a quote), {len(people)} people in"
            f" {people_seconds:.1f} s; clusters by size {dict(sorted(sizes.items()))}"
        )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5_000, 20_000])
