"""Does clustering hold a million quotes, and does it find again what was planted among them?

Statements are walked from word to following word through the contents of PolNeAR's attributions, so
that words, phrases and lengths are those of news; each is carried by one to many outlets in whole,
cut, respelled, with an ellipsis, as a fragment or with a misprint. Clustering runs as its users run
it, as a process of its own from file to file.

Run: python -m benchmarks.cluster_scale POLNEAR_TRAIN.jsonl.gz FOLDER COUNT…

Prints for each count: seconds and CPU seconds, peak memory, and the share of the planted variants
that stand in the cluster of the statement they were made of, by the way they were made.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

SYLLABLES = "ba re ko mi tu sal ven dor lin gar pel fis tro nab hes wic lu mar ot ris".split()
RESPELLINGS = (
    ("do not", "don't"), ("is not", "isn't"), ("we are", "we're"), ("it is", "it's"),
    ("defense", "defence"), ("program", "programme"), ("percent", "per cent"),
    ("color", "colour"), ("labor", "labour"), ("will not", "won't"), ("three", "3"), ("10", "ten"),
)  # fmt: skip
MAX_FOLLOWED = 0.6
"""The share of steps that look at two words back: more would repeat whole spans word for word."""
JOBS = "2"
MIN_WORDS_PLANTED = 5
SIZES = (1,) * 55 + (2,) * 18 + (3,) * 10 + (4,) * 6 + (6,) * 5 + (10,) * 4 + (25,) * 2


class Walk:
    """New statements in the words of old ones."""

    def __init__(self, contents: list[list[str]], chance: random.Random) -> None:
        """Learn which word follows which."""
        self._chance = chance
        self._contents = contents
        self._after_one: defaultdict[str, list[str]] = defaultdict(list)
        self._after_two: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for words in contents:
            for one, two in pairwise(words):
                self._after_one[one].append(two)
            for one, two, three in zip(words, words[1:], words[2:], strict=False):
                self._after_two[one, two].append(three)

    def statement(self) -> list[str]:
        """Return the words of one statement, as many as some real one has."""
        length = len(self._chance.choice(self._contents))
        words = self._chance.choice(self._contents)[:2]
        while len(words) < length:
            follows = self._after_one.get(words[-1])
            if self._chance.random() < MAX_FOLLOWED:
                follows = self._after_two.get((words[-2], words[-1])) or follows
            # Where nothing follows, a new sentence begins.
            words = words + ([self._chance.choice(follows)] if follows else self._start())
        return words[:length]

    def _start(self) -> list[str]:
        return self._chance.choice(self._contents)[:2]


def vary(words: list[str], chance: random.Random) -> tuple[str, str]:
    """Return a way to carry a statement, and its text."""
    way = chance.choice(("whole", "whole", "respelled", "cut", "ellipsis", "fragment", "misprint"))
    count = len(words)
    if way == "respelled":
        text = " ".join(words)
        for one, other in RESPELLINGS:
            text = text.replace(f" {one} ", f" {other} ")
        return way, text.replace("’", "'").replace("“", '"')
    if way == "cut" and count >= 8:
        left = chance.randrange(count // 4 + 1)
        return way, " ".join(words[left : count - chance.randrange(count // 4 + 1)])
    if way == "ellipsis" and count >= 14:
        start = chance.randrange(4, count - 8)
        return way, f"{' '.join(words[:start])} … {' '.join(words[start + 3 :])}"
    if way == "fragment" and count >= 12:
        size = chance.randrange(6, 10)
        start = chance.randrange(count - size)
        return way, " ".join(words[start : start + size])
    if way == "misprint" and count >= 8:
        place = max(range(count), key=lambda at: (words[at].islower(), len(words[at])))
        word = words[place]
        at = len(word) // 2
        word = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        return way, " ".join((*words[:place], word, *words[place + 1 :]))
    return "whole", " ".join(words)


def make_quotes(contents: list[list[str]], count: int) -> Iterator[tuple[dict[str, Any], int, str]]:
    """Yield `count` quotes with the number of their statement and the way they carry it."""
    chance = random.Random(count)
    walk = Walk(contents, chance)
    names = [f"{_name(chance)} {_name(chance)}" for _ in range(max(20, count // 25))]
    made = statement = 0
    while made < count:
        words = walk.statement()
        # The rank in speaking often is spread evenly over its orders of magnitude (Zipf).
        name = names[int(len(names) ** chance.random()) - 1]
        day = 1 + chance.randrange(1000)
        # Of two or three words nobody can tell whether they are one statement, and none is joined.
        size = chance.choice(SIZES) if len(words) >= MIN_WORDS_PLANTED else 1
        for carrier in range(min(size, count - made)):
            way, text = vary(words, chance) if carrier else ("first", " ".join(words))
            spoken = chance.random()
            speaker = name if spoken < 0.8 else name.split()[1] if spoken < 0.92 else None
            yield _quote(made, text, speaker, day + chance.randrange(2)), statement, way
            made += 1
        statement += 1


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).title()


def _quote(number: int, text: str, speaker: str | None, day: int) -> dict[str, Any]:
    article = f"a{number // 8}.txt"
    start = (number % 8) * 1000
    span = {"start_char": start, "end_char": start + len(text), "text": text}
    return {
        "id": f"{article}:{start}",
        "article_id": article,
        "outlet": f"Outlet {number // 8 % 200}",
        "published": f"{2015 + day // 365}-{1 + day % 365 // 31:02}-{1 + day % 28:02}",
        "kind": "direct",
        "text": text,
        "content": [span],
        "speaker": {"name": speaker, "kind": "person"} if speaker else None,
    }


def read_contents(path: str) -> list[list[str]]:
    """Return the words of every content in a file of PolNeAR."""
    contents = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for attribution in article["attributions"]:
                spans = [article["text"][start:end] for start, end in attribution["content"]]
                words = " ".join(spans).split()
                if len(words) > 1:
                    contents.append(words)
    return contents


def write_input(contents: list[list[str]], count: int, folder: Path) -> tuple[Path, Path]:
    """Write quotes as JSON lines, and what was planted beside them."""
    quotes, truth = folder / f"quotes-{count}.jsonl", folder / f"planted-{count}.tsv"
    if not truth.exists():
        with quotes.open("w") as out, truth.open("w") as planted:
            for quote, statement, way in make_quotes(contents, count):
                out.write(json.dumps(quote) + "\n")
                planted.write(f"{quote['id']}\t{statement}\t{way}\n")
    return quotes, truth


def run_clustering(quotes: Path, out: Path) -> dict[str, float]:
    """Run `quotes cluster` on a file; return seconds, CPU seconds and megabytes at the peak."""
    start = time.monotonic()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "quotes", "cluster", "--jobs", JOBS, str(quotes)],
        dict(os.environ),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        ],
    )
    peak = 0.0
    while True:
        ended, status, usage = os.wait4(process, os.WNOHANG)
        if ended:
            break
        peak = max(peak, _family_megabytes(process))
        time.sleep(0.5)
    if status:
        raise SystemExit(f"quotes cluster ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "seconds": time.monotonic() - start,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": max(peak, usage.ru_maxrss / 1024),
    }


def _family_megabytes(process: int) -> float:
    """Return the memory of a process and its children, as Linux tells it; 0 elsewhere."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(folder.name) == process or int(fields[1]) == process:
                # Pages shared by parent and child count once: the proportional set size.
                rollup = (folder / "smaps_rollup").read_text()
                total += int(rollup.partition("Pss:")[2].split()[0]) / 1024
        except (OSError, ValueError, IndexError):
            continue
    return total


def score(out: Path, truth: Path) -> tuple[dict[str, tuple[int, int]], float]:
    """Count the variants found by the way they were made; and how many clusters are impure."""
    cluster_of: dict[str, int] = {}
    with out.open("rb") as lines:
        for number, line in enumerate(lines):
            for member in json.loads(line)["quotes"]:
                if member["relation"] != "related":
                    cluster_of[member["id"]] = number
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    first = ""
    statements: defaultdict[int, set[str]] = defaultdict(set)
    with truth.open() as lines_of_truth:
        for row in lines_of_truth:
            id_, statement, way = row.split()
            statements[cluster_of[id_]].add(statement)
            if way == "first":
                first = id_
                continue
            planted[way] += 1
            found[way] += cluster_of[id_] == cluster_of[first]
    mixed = sum(len(each) > 1 for each in statements.values()) / len(statements)
    return {way: (found[way], planted[way]) for way in sorted(planted)}, mixed


def main(arguments: list[str]) -> None:
    """Print a few lines of figures for each number of quotes."""
    contents = read_contents(arguments[0])
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    for count in map(int, arguments[2:]):
        quotes, truth = write_input(contents, count, folder)
        out = folder / f"clusters-{count}.jsonl"
        figures = run_clustering(quotes, out)
        by_way, mixed = score(out, truth)
        found, planted = (sum(each) for each in zip(*by_way.values(), strict=True))
        print(
            f"{count} quotes: {figures['seconds']:.1f} s, {figures['cpu_seconds']:.1f} s of CPU"
            f" ({1e6 * figures['cpu_seconds'] / count:.0f} µs a quote),"
            f" {figures['megabytes']:.0f} MB; {found / planted:.3f} of {planted} planted variants"
            f" found; {mixed:.4f} of the clusters hold two statements"
        )
        shares = (f"{way} {here / there:.3f}" for way, (here, there) in by_way.items())
        print(f"  {', '.join(shares)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
