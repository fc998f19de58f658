"""How fast do the engines build and answer, beside SQLite's own full-text search?

    python -m benchmarks.search_speed --statements 10000 --engines whoosh tantivy

Makes statements of invented words (drawn by Zipf's law), people, outlets and days, and asks for
words that stand in them, class by class: `--queries` of each, warm, after ten to warm up. Prints
the seed, the seconds and megabytes of every view, p50 and p95 in milliseconds, p95 of the
processor's time (for where others use the machine too), and the ratio to FTS5's p95 where it has
the class. Engines are measured by themselves, without the archive.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.engine import (
    And,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Only,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchEngine,
    StatementRecord,
    Word,
)
from index.engines import make_engine

SEED = 20261120
WARM_UP = 10
VOCABULARY = 40_000
FIRST_DAY, LAST_DAY = 735_000, 739_000
_SYLLABLES = "ba be bi bo bu da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no".split()
_SYLLABLES += "ra re ri ro sa se si so ta te ti to va ve vi vo lan ren tor mel dan sul gar".split()


class Newsroom:
    """Invented statements, the same for the same seed."""

    def __init__(self, statements: int) -> None:
        self.chance = random.Random(SEED)
        self.words = self._invented(VOCABULARY, 2, 4)
        self.weights = [1 / (rank + 2) for rank in range(VOCABULARY)]
        names = self._invented(4_000, 2, 3)
        self.names = [
            f"{self.chance.choice(names)} {self.chance.choice(names)}".title()
            for _ in range(max(50, statements // 40))
        ]
        self.outlets = [f"{word} Post".title() for word in names[:60]]
        self.roles = [f"{word} minister" for word in names[60:260]]
        self.records = [self._record(at) for at in range(statements)]

    def _invented(self, count: int, shortest: int, longest: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            size = self.chance.randint(shortest, longest)
            found["".join(self.chance.choices(_SYLLABLES, k=size))] = None
        return list(found)

    def text(self, size: int) -> str:
        return " ".join(self.chance.choices(self.words, self.weights, k=size))

    def _record(self, at: int) -> StatementRecord:
        chance = self.chance
        return StatementRecord(
            f"c{at:08}",
            (self.text(chance.randint(8, 40)),),
            (chance.choice(self.names),),
            (chance.choice(self.roles),),
            tuple(chance.sample(self.outlets, chance.choice((1, 1, 1, 2)))),
            (chance.choice(("direct", "indirect", "mixed")),),
            ("said",),
            (self.text(30), self.text(30)),
            (chance.randint(FIRST_DAY, LAST_DAY),),
        )


def drawn_queries(room: Newsroom, count: int) -> dict[str, list[Query]]:
    """Return queries of each class whose words stand together in some statement."""
    chance = random.Random(SEED + 1)
    classes: dict[str, list[Query]] = {name: [] for name in _CLASSES}
    for _ in range(count):
        record = chance.choice(room.records)
        words = record.contents[0].split()
        at = chance.randrange(len(words) - 4)
        for name, make in _CLASSES.items():
            classes[name].append(make(record, words[at : at + 4], chance))
    return classes


Make = Callable[[StatementRecord, Sequence[str], random.Random], Query]


def _shown(words: Sequence[str]) -> Query:
    """Return what `index/searching.py` makes of bare words."""
    leaves = tuple(Word(word) for word in words)
    fields = ("content", "speaker", "role")
    spread = tuple(Word(word, field) for word in words for field in fields)  # type: ignore[arg-type]
    return And((And(leaves), Only(Or(spread))))


def _days(record: StatementRecord, chance: random.Random) -> DateRange:
    day = record.published_days[0]
    return DateRange(day - chance.randint(0, 200), day + chance.randint(0, 200))


_CLASSES: dict[str, Make] = {
    "one word": lambda r, w, c: _shown(w[:1]),
    "two words": lambda r, w, c: _shown((w[0], w[2])),
    "phrase": lambda r, w, c: Phrase(" ".join(w[:2]), "content"),
    "near": lambda r, w, c: Near(tuple(w[:3]), 6, "content"),
    "prefix": lambda r, w, c: Prefix(w[0][:4], "content"),
    "fuzzy": lambda r, w, c: Fuzzy(w[0], 1, "content"),
    "speaker": lambda r, w, c: And(tuple(Word(x, "speaker") for x in r.speakers[0].split())),
    "speaker and word": lambda r, w, c: And(
        (Word(r.speakers[0].split()[1], "speaker"), Word(w[0]))
    ),
    "one or other": lambda r, w, c: Or((Word(w[0]), Word(w[1]))),
    "without": lambda r, w, c: And((Word(w[0]), Not(Word(w[1], "content")))),
    "words, outlet, dates": lambda r, w, c: And(
        (Word(w[0]), Phrase(r.outlets[0], "outlet"), _days(r, c))
    ),
}
_FTS: dict[str, Callable[[StatementRecord, Sequence[str]], tuple[str, tuple[object, ...]]]] = {
    "two words": lambda r, w: ("", (f'content : "{w[0]}" "{w[2]}"',)),
    "phrase": lambda r, w: ("", (f'content : "{" ".join(w[:2])}"',)),
    "prefix": lambda r, w: ("", (f"content : {w[0][:4]}*",)),
    "words, outlet, dates": lambda r, w: (
        " AND +outlet = ? AND +day BETWEEN ? AND ?",
        (f'content : "{w[0]}"', r.outlets[0], r.published_days[0] - 100, r.published_days[0] + 100),
    ),
}


def measured(
    run: Callable[[Query], object], queries: Sequence[Query]
) -> tuple[float, float, float]:
    """Return p50 and p95 in milliseconds, and p95 of processor time, after some to warm up."""
    for query in queries[:WARM_UP]:
        run(query)
    walls, processors = [], []
    for query in queries:
        begun = time.perf_counter(), time.process_time()
        run(query)
        walls.append((time.perf_counter() - begun[0]) * 1000)
        processors.append((time.process_time() - begun[1]) * 1000)
    return *_percentiles(walls), _percentiles(processors)[1]


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def measure_fts(room: Newsroom, folder: Path, count: int) -> dict[str, float]:
    """Build a table of SQLite's FTS5 and return its p95 for the classes it has."""
    database = sqlite3.connect(folder / "fts.db")
    begun = time.perf_counter()
    database.execute("CREATE TABLE statements (id TEXT, outlet TEXT, day INTEGER)")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (content, speaker, role, context)")
    for at, record in enumerate(room.records, start=1):
        row = (at, record.cluster_id, record.outlets[0], record.published_days[0])
        database.execute("INSERT INTO statements (rowid, id, outlet, day) VALUES (?, ?, ?, ?)", row)
        texts = (record.contents[0], record.speakers[0], record.roles[0], record.contexts[0])
        database.execute("INSERT INTO words (rowid, content, speaker, role, context)"
                         " VALUES (?, ?, ?, ?, ?)", (at, *texts))  # fmt: skip
    database.commit()
    print(f"fts5: built in {time.perf_counter() - begun:.1f} s")
    chance = random.Random(SEED + 1)
    times: dict[str, list[float]] = {name: [] for name in _FTS}
    for _ in range(count):
        record = chance.choice(room.records)
        words = record.contents[0].split()
        at = chance.randrange(len(words) - 4)
        for name, make in _FTS.items():
            where, values = make(record, words[at : at + 4])
            sql = (
                "SELECT id FROM words JOIN statements ON statements.rowid = words.rowid"
                f" WHERE words MATCH ?{where} ORDER BY rank LIMIT 20"
            )
            begun = time.perf_counter()
            database.execute(sql, values).fetchall()
            times[name].append((time.perf_counter() - begun) * 1000)
    database.close()
    return {name: _percentiles(found)[1] for name, found in times.items()}


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _build(engine: SearchEngine, records: Sequence[StatementRecord]) -> str:
    begun = time.perf_counter(), time.process_time()
    engine.open()
    engine.put(records)
    engine.commit(1)
    wall, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
    return f"built in {wall:.1f} s ({processor:.1f} s of the processor)"


def _lines(
    engine: SearchEngine, room: Newsroom, count: int, fts: dict[str, float]
) -> Iterator[str]:
    for name, queries in drawn_queries(room, count).items():
        p50, p95, processor = measured(lambda query: engine.search(query, limit=20), queries)
        beside = f"  {p95 / fts[name]:>6.2f} × fts5" if name in fts else ""
        times = f"p50 {p50:>8.2f}  p95 {p95:>8.2f} ms, processor {processor:>8.2f}"
        yield f"  {name:<22} {times}{beside}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each engine; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=50, help="of each class")
    parser.add_argument("--engines", nargs="+", default=["whoosh", "tantivy"])
    options = parser.parse_args(arguments)
    room = Newsroom(options.statements)
    print(f"seed {SEED}, {options.statements:,} statements, {options.queries} queries a class")
    with tempfile.TemporaryDirectory() as name:
        fts = measure_fts(room, Path(name), options.queries)
        for engine_name in options.engines:
            folder = Path(name) / engine_name
            engine = make_engine(engine_name, folder)
            built = _build(engine, room.records)
            print(f"{engine_name}: {built}, {_size_mb(folder):.0f} MB")
            for line in _lines(engine, room, options.queries, fts):
                print(line, flush=True)
            engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
