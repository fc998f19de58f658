"""What is an archive of a million statements like? One is made here, to search in.

Articles of invented words (drawn by Zipf's law), people, roles, outlets and days, each with eight
statements and text around them; the same for the same seed. They are stored by the archive's own
code, in one transaction. What is one statement is not worked out anew, because no two of them are
(`benchmarks.cluster_scale` measures that): every quote is put down as a statement of its own.
Hands on the path of the archive, and what storing it took, to `benchmarks.search_speed`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np

from index import rows
from index.archive import Archive
from index.statement_rows import all_centers, write_statements
from quotes.clusters.statements import cluster_id
from quotes.records import Article, CharSpan, Quote, Role, Speaker

SEED = 20261120
VOCABULARY = 40_000
STATEMENTS_AN_ARTICLE = 8
FIRST_DAY, LAST_DAY = 735_000, 739_000
_SYLLABLES = "ba be bi bo bu da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no".split()
_SYLLABLES += "ra re ri ro sa se si so ta te ti to va ve vi vo lan ren tor mel dan sul gar".split()


class Newsroom:
    """Invented articles, the same for the same seed and number of statements."""

    def __init__(self, statements: int) -> None:
        """Invent the words, people, roles and outlets."""
        self._chance = np.random.default_rng(SEED)
        self._statements = statements
        self._words = self._invented(VOCABULARY, 2, 4)
        weights = 1 / (np.arange(VOCABULARY) + 2)
        self._shares = np.cumsum(weights) / weights.sum()
        names = self._invented(4_000, 2, 3)
        pairs = self._chance.integers(len(names), size=(max(50, statements // 40), 2)).tolist()
        self._names = [f"{names[one]} {names[other]}".title() for one, other in pairs]
        self._outlets = [f"{name} Post".title() for name in names[:60]]
        self._roles = [f"{name} minister" for name in names[60:260]]

    def _invented(self, count: int, shortest: int, longest: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            size = self._chance.integers(shortest, longest + 1)
            found["".join(self._chance.choice(_SYLLABLES, size))] = None
        return list(found)

    def articles(self) -> Iterator[tuple[Article, list[Quote]]]:
        """Yield the articles with their quotes."""
        for number in range(self._statements // STATEMENTS_AN_ARTICLE):
            yield self._article(f"a{number:07}.txt")

    def _article(self, id_: str) -> tuple[Article, list[Quote]]:
        text = f"{self._text(8)}\n"
        outlet = self._one_of(self._outlets)
        published = date.fromordinal(int(self._chance.integers(FIRST_DAY, LAST_DAY))).isoformat()
        quotes: list[Quote] = []
        for _ in range(STATEMENTS_AN_ARTICLE):
            text += f"\n{self._text(30)}.\n\n“"
            content, who, office = (
                self._text(int(self._chance.integers(8, 41))),
                self._one_of(self._names),
                self._one_of(self._roles),
            )
            start_char = len(text)
            text += f"{content},” said {who}, the {office}. {self._text(20)}.\n"
            at = start_char + len(content)
            quotes.append(
                Quote(
                    id=f"{id_}:{start_char}",
                    article_id=id_,
                    outlet=outlet,
                    published=published,
                    kind="direct",
                    text=content,
                    content=(CharSpan(start_char=start_char, end_char=at, text=content),),
                    cue=CharSpan(start_char=at + 3, end_char=at + 7, text="said"),
                    speaker=Speaker(name=who, kind="person"),
                    role=Role(text=office),
                )
            )
        return Article(id=id_, text=text, outlet=outlet, published=published), quotes

    def _text(self, size: int) -> str:
        drawn = np.searchsorted(self._shares, self._chance.random(size)).tolist()
        return " ".join([self._words[rank] for rank in drawn])

    def _one_of(self, values: list[str]) -> str:
        return values[int(self._chance.integers(len(values)))]


class Stages:
    """Seconds of the wall clock and of the processor, by stage."""

    def __init__(self) -> None:
        """Start with none."""
        self.seconds: dict[str, tuple[float, float]] = {}

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Add what is done inside to a stage."""
        begun = time.perf_counter(), time.process_time()
        yield
        wall, processor = self.seconds.get(stage, (0.0, 0.0))
        wall += time.perf_counter() - begun[0]
        self.seconds[stage] = wall, processor + time.process_time() - begun[1]

    def __str__(self) -> str:
        """Return all stages in a line."""
        return "; ".join(
            f"{stage} {wall:.1f} s ({processor:.1f} of the processor)"
            for stage, (wall, processor) in self.seconds.items()
        )


_OWN_STATEMENT = (
    "INSERT INTO statement_forms (quote_no, length_order, moment_order, keys_needed,"
    " own_cluster_id, center_no, relation) VALUES (?1, '', ?2, 1, ?3, ?1, 'same')"
)


def _own_statement(numbered: tuple[int, Quote]) -> tuple[int, str, str]:
    number, quote = numbered
    return number, quote.id, cluster_id(quote.id)


def make_archive(path: Path, statements: int, say: Callable[[str], None] = print) -> None:
    """Make the archive of so many statements at `path`, and say what each stage took."""
    stages = Stages()
    with Archive.open(path, create=True) as archive, archive._writing() as change:
        connection = archive._connection
        for article, quotes in Newsroom(statements).articles():
            with stages.measured("articles and quotes"):
                numbered = rows.insert_article(connection, article, quotes, None, change)
                connection.executemany(_OWN_STATEMENT, map(_own_statement, numbered.items()))
        with stages.measured("statements"):
            write_statements(connection, all_centers(connection), (), change)
    say(f"archive of {statements:,} statements: {stages}, {path.stat().st_size / 1e6:.0f} MB")
