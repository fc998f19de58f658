"""How fast do the engines build and answer, beside SQLite's own full-text search?

    python -m benchmarks.search_speed --statements 100000 --engines whoosh tantivy --folder FOLDER

Makes the archive of `benchmarks.search_archive`, lets every engine build its view of it, and asks
for words that stand together in some statement of the archive, class by class: `--queries` of each,
warm, after ten to warm up. Prints the seed, the seconds and megabytes of archive and views, p50 and
p95 in milliseconds, p95 of the processor's time (for where others use the machine too), and the
ratio to FTS5's p95 where it has the class. "facet by speaker" is two words and their speakers
counted; "typed" is the whole answer to two typed words, from the archive. Last, a cold
`quotes search` in a process of its own, with the engine it takes by itself. What is made is kept in
FOLDER for the next time.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.search_archive import SEED, make_archive
from index.answers import answer
from index.engine import (
    And,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    StatementRecord,
    Word,
)
from index.engines import chosen_engine
from index.facets import count_facets
from index.query import Reading
from index.searching import attempts
from index.statements import statement_record
from index.store import QuoteIndex

WARM_UP = 10
COLD_RUNS = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement of the archive, four words that follow each other in it, and some days."""

    record: StatementRecord
    words: tuple[str, ...]
    days: DateRange


def drawn_from(index: QuoteIndex, count: int) -> list[Drawn]:
    """Return statements drawn by chance, the same for the same seed and archive."""
    chance = random.Random(SEED)
    ids = sorted(index.archive.changed_clusters(0))
    text_of = lru_cache(maxsize=64)(lambda id_: index.get_article(id_).text)
    drawn = []
    for id_ in chance.choices(ids, k=count):
        record = statement_record(index.get_cluster(id_), text_of, {})
        words = record.contents[0].split()
        at = chance.randrange(len(words) - 4)
        day = record.published_days[0]
        days = DateRange(day - chance.randint(0, 200), day + chance.randint(0, 200))
        drawn.append(Drawn(record, tuple(words[at : at + 4]), days))
    return drawn


def _asked(tree: Query) -> Query:
    """Return what is asked of the engine first for a query that was read so."""
    return next(attempts(Reading(tree, ""))).tree


def _bare(*words: str) -> Query:
    leaves = tuple(Word(word) for word in words)
    return _asked(leaves[0] if len(leaves) == 1 else And(leaves))


def _named(drawn: Drawn) -> Query:
    return And(tuple(Word(word, "speaker") for word in drawn.record.speakers[0].split()))


_CLASSES: dict[str, Callable[[Drawn], Query]] = {
    "one word": lambda d: _bare(d.words[0]),
    "two words": lambda d: _bare(d.words[0], d.words[2]),
    "three words": lambda d: _bare(*d.words[:3]),
    "phrase": lambda d: Phrase(" ".join(d.words[:2]), "content"),
    "near": lambda d: Near(d.words[:3], 6, "content"),
    "prefix": lambda d: Prefix(d.words[0][:4], "content"),
    "fuzzy": lambda d: Fuzzy(d.words[0], 1, "content"),
    "speaker": _named,
    "speaker and word": lambda d: _asked(And((_named(d), Word(d.words[0])))),
    "one or other": lambda d: _asked(Or((Word(d.words[0]), Word(d.words[1])))),
    "without": lambda d: _asked(And((Word(d.words[0]), Not(Word(d.words[1]))))),
    "date range": lambda d: _asked(And((Word(d.words[0]), d.days))),
    "word, outlet, dates": lambda d: _asked(
        And((Word(d.words[0]), Phrase(d.record.outlets[0], "outlet"), d.days))
    ),
}


# --- SQLite's FTS5 -------------------------------------------------------------------------------

_MATCHING = "FROM words JOIN statements ON statements.rowid = words.rowid WHERE words MATCH ?"
_BEST = f"SELECT id {_MATCHING}%s ORDER BY rank LIMIT 20"
_BETWEEN = " AND +day BETWEEN ? AND ?"
_FTS: dict[str, Callable[[Drawn], tuple[str, tuple[object, ...]]]] = {
    "one word": lambda d: (_BEST % "", (f'"{d.words[0]}"',)),
    "two words": lambda d: (_BEST % "", (f'"{d.words[0]}" "{d.words[2]}"',)),
    "three words": lambda d: (_BEST % "", (" ".join(f'"{word}"' for word in d.words[:3]),)),
    "phrase": lambda d: (_BEST % "", (f'content : "{" ".join(d.words[:2])}"',)),
    "near": lambda d: (_BEST % "", (f"content : NEAR({' '.join(d.words[:3])}, 6)",)),
    "prefix": lambda d: (_BEST % "", (f"content : {d.words[0][:4]}*",)),
    "speaker": lambda d: (_BEST % "", (f'speaker : "{d.record.speakers[0]}"',)),
    "one or other": lambda d: (_BEST % "", (f'"{d.words[0]}" OR "{d.words[1]}"',)),
    "date range": lambda d: (
        _BEST % _BETWEEN,
        (f'"{d.words[0]}"', d.days.earliest, d.days.latest),
    ),
    "word, outlet, dates": lambda d: (
        _BEST % f"{_BETWEEN} AND +outlet = ?",
        (f'"{d.words[0]}"', d.days.earliest, d.days.latest, d.record.outlets[0]),
    ),
    "facet by speaker": lambda d: (
        f"SELECT name, count(*) {_MATCHING} GROUP BY name",
        (f'"{d.words[0]}" "{d.words[2]}"',),
    ),
}


def make_fts(index: QuoteIndex, path: Path) -> None:
    """Build a table of SQLite's FTS5 with what the engines are given."""
    begun = time.process_time()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE statements (id TEXT, name TEXT, outlet TEXT, day INTEGER)")
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (content, speaker, role, context)")
        for at, record in enumerate(index._records(0), start=1):
            row = (record.speakers[0], record.outlets[0], record.published_days[0])
            texts = (record.contents, record.speakers, record.roles, record.contexts)
            database.execute(
                "INSERT INTO statements (rowid, id, name, outlet, day) VALUES (?, ?, ?, ?, ?)",
                (at, record.cluster_id, *row),
            )
            database.execute(
                "INSERT INTO words (rowid, content, speaker, role, context) VALUES (?, ?, ?, ?, ?)",
                (at, *map("\n".join, texts)),
            )
        database.commit()
    print(f"fts5: built in {time.process_time() - begun:.1f} s of the processor,", _size(path))


def measure_fts(path: Path, drawn: Sequence[Drawn]) -> dict[str, float]:
    """Return FTS5's p95 for the classes it has."""
    with closing(sqlite3.connect(path)) as database:

        def run(asked: tuple[str, tuple[object, ...]]) -> None:
            database.execute(*asked).fetchall()

        return {
            name: measured(run, [make(each) for each in drawn])[1] for name, make in _FTS.items()
        }


# --- The engines ---------------------------------------------------------------------------------


def measured(run: Callable[[Any], object], queries: Sequence[Any]) -> tuple[float, float, float]:
    """Return p50 and p95 in milliseconds, and p95 of processor time, after some to warm up."""
    for query in queries[:WARM_UP]:
        run(query)
    walls, processors = [], []
    for query in queries:
        begun = time.perf_counter(), time.process_time()
        run(query)
        walls.append((time.perf_counter() - begun[0]) * 1000)
        processors.append((time.process_time() - begun[1]) * 1000)
    return statistics.median(walls), _p95(walls), _p95(processors)


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measure_engine(
    index: QuoteIndex, drawn: Sequence[Drawn], fts: dict[str, float]
) -> Iterator[str]:
    """Yield a line for each class of queries."""
    index.refresh()

    def count_speakers(tree: Query) -> None:
        count_facets(index, tree, ["speaker"])

    def line(name: str, times: tuple[float, float, float]) -> str:
        beside = f"  {times[1] / fts[name]:>6.2f} × fts5" if name in fts else ""
        p50, p95, processor = (f"{time:>8.2f}" for time in times)
        return f"  {name:<22} p50 {p50}  p95 {p95} ms, processor {processor}{beside}"

    for name, make in _CLASSES.items():
        trees = [make(each) for each in drawn]
        yield line(name, measured(lambda tree: index.engine.search(tree, limit=20), trees))
    pairs = [_bare(each.words[0], each.words[2]) for each in drawn]
    yield line("facet by speaker", measured(count_speakers, pairs))
    typed = [f"{each.words[0]} {each.words[2]}" for each in drawn]
    yield line("typed", measured(lambda text: answer(index, text), typed))


def cold_search(path: Path, drawn: Sequence[Drawn]) -> str:
    """Return how long `quotes search` takes as a process of its own."""
    walls = []
    for each in drawn[:COLD_RUNS]:
        command = [sys.executable, "-m", "quotes", "search", " ".join(each.words[:2])]
        command += ["--index", str(path)]
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        walls.append(time.perf_counter() - begun)
    times = ", ".join(f"{wall:.2f}" for wall in walls)
    return f"  cold `quotes search`: {statistics.median(walls):.2f} s of {times}"


def _size(path: Path) -> str:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return f"{sum(each.stat().st_size for each in files) / 1e6:.0f} MB"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each engine; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=500, help="of each class")
    parser.add_argument("--fts-queries", type=int, default=50, help="of each class; they take long")
    parser.add_argument("--engines", nargs="+", default=["whoosh", "tantivy"])
    parser.add_argument("--folder", type=Path, help="where to keep what is made")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["QUOTES_CACHE"] = str(folder / "cache")
        path = folder / "quotes.db"
        print(f"seed {SEED}, {options.statements:,} statements, {options.queries} queries a class")
        if not path.exists():
            make_archive(path, options.statements)
        fts: dict[str, float] = {}
        drawn: list[Drawn] = []
        for engine in options.engines:
            with QuoteIndex.open(path, engine=engine) as index:
                begun = time.perf_counter(), time.process_time()
                index.refresh()
                wall, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
                took = f"view ready in {wall:.1f} s ({processor:.1f} of the processor)"
                print(f"{engine}: {took}, {_size(folder / 'cache')} of views", flush=True)
                if not fts:
                    drawn = drawn_from(index, options.queries)
                    if not (folder / "fts.db").exists():
                        make_fts(index, folder / "fts.db")
                    fts = measure_fts(folder / "fts.db", drawn[: options.fts_queries])
                    print("fts5 p95:", ", ".join(f"{k} {v:.1f}" for k, v in fts.items()))
                for line in measure_engine(index, drawn, fts):
                    print(line, flush=True)
            if engine == chosen_engine("auto"):
                print(cold_search(path, drawn), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
