"""How are all the statements that a query finds spread over speakers, roles, outlets and months?

Counts statements in the archive, not in the view: there everything stands that is counted, and one
reading of it is exact. Has a connection of its own, for reading only. Hands on counts, the greatest
first.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from index import schema
from quotes.clusters.names import name_blocks, same_name
from quotes.folding import fold_text

FacetName = Literal["speaker", "role", "outlet", "kind", "month"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
NOT_STATED = "not stated"
READ_TIMEOUT_SECONDS = 10.0

_OF_HITS = """
    FROM json_each(?) AS hit
    JOIN clusters ON clusters.id = hit.value
    JOIN cluster_members USING (cluster_no)
    JOIN quotes USING (quote_no)
    WHERE relation != 'related'
"""
_COUNTED: Mapping[FacetName, str] = {
    "speaker": "clusters.speaker",
    "role": "quotes.role",
    "outlet": "quotes.outlet",
    "kind": "quotes.kind",
    "month": "substr(clusters.first_published, 1, 7)",
}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value, as most write it, and how many statements have it."""

    value: str
    statements: int


def count_facets(
    path: Path, cluster_ids: Sequence[str], names: Iterable[FacetName] = FACETS
) -> dict[FacetName, tuple[FacetCount, ...]]:
    """Count the statements of some ids by each facet; one may count for several roles or outlets.

    Speakers are counted by person: every spelling of a name under the one that most have. The
    greatest counts first, then by the alphabet; months in their own order.
    """
    ids = json.dumps(list(cluster_ids))
    with _reading(path) as connection:
        return {name: _counts(connection, name, ids) for name in names}


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with schema.archive_errors(path):
        connection = schema.connect(
            path, create=False, readonly=True, timeout_seconds=READ_TIMEOUT_SECONDS
        )
        with closing(connection):
            yield connection


def _counts(connection: sqlite3.Connection, name: FacetName, ids: str) -> tuple[FacetCount, ...]:
    column = _COUNTED[name]
    sql = f"SELECT {column}, count(DISTINCT cluster_no) {_OF_HITS} GROUP BY {column}"
    found = {value or NOT_STATED: int(count) for value, count in connection.execute(sql, (ids,))}
    if name == "speaker":
        found = _by_person(found)
    if name == "role":
        found = _by_words(found)
    order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    if name == "month":
        order = sorted(found.items(), key=lambda item: (item[0] == NOT_STATED, item[0]))
    return tuple(FacetCount(value, count) for value, count in order)


def _by_words(found: Mapping[str, int]) -> dict[str, int]:
    """Add up what differs in case, accents or spelling only, under what most statements have."""
    counts: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    for text in sorted(found, key=lambda text: (-found[text], text)):
        counts[spellings.setdefault(fold_text(text), text)] += found[text]
    return dict(counts)


def _by_person(found: Mapping[str, int]) -> dict[str, int]:
    """Add up the spellings of each name under the one that most statements have."""
    counts: Counter[str] = Counter()
    known: dict[str, list[str]] = {}
    for name in sorted(found, key=lambda name: (-found[name], name)):
        blocks = name_blocks(name)
        others = (other for block in sorted(blocks) for other in known.get(block, ()))
        spelling = next((other for other in others if same_name(name, other)), name)
        counts[spelling] += found[name]
        for block in blocks if spelling == name else ():
            known.setdefault(block, []).append(name)
    return dict(counts)
