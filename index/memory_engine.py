"""What does a query find, worked out in the plainest way there is?

Every record is looked at for every query, word by word. This engine is the reference that the
others are tested against, and is good for tests and a few thousand statements; hands on what any
`SearchEngine` does.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable

from index.engine import (
    FacetName,
    FieldName,
    Form,
    Hit,
    Leaf,
    Query,
    SearchResult,
    StatementRecord,
    Term,
    wanted_leaves,
)
from index.ranking import matches, rarity, rarity_key, score_of
from index.words import keys


class MemoryEngine:
    """A search engine that keeps its records in memory and forgets them when it is closed."""

    def __init__(self) -> None:
        """Start empty."""
        self._records: dict[str, StatementRecord] = {}
        self._pending: dict[str, StatementRecord | None] = {}
        self._change_number = 0

    def open(self) -> None:
        """Start empty: nothing outlives `close`."""

    def reset(self) -> None:
        """Forget everything."""
        self._records, self._pending, self._change_number = {}, {}, 0

    def close(self) -> None:
        """Forget everything."""
        self.reset()

    @property
    def change_number(self) -> int:
        """The number given at the last commit."""
        return self._change_number

    def put(self, records: Iterable[StatementRecord]) -> None:
        """Add or replace records at the next commit."""
        self._pending.update((record.cluster_id, record) for record in records)

    def remove(self, cluster_ids: Iterable[str]) -> None:
        """Remove records at the next commit."""
        self._pending.update((cluster_id, None) for cluster_id in cluster_ids)

    def commit(self, change_number: int) -> None:
        """Make all changes findable."""
        self._records.update(
            (cluster_id, record) for cluster_id, record in self._pending.items() if record
        )
        for cluster_id, record in self._pending.items():
            if record is None:
                self._records.pop(cluster_id, None)
        self._pending.clear()
        self._change_number = change_number

    def search(
        self,
        tree: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        timeout_seconds: float | None = None,
    ) -> SearchResult:
        """Look at every record; where the time runs out, answer from those looked at."""
        deadline = math.inf if timeout_seconds is None else time.monotonic() + timeout_seconds
        rarities = {leaf: self._rarity(leaf) for leaf in wanted_leaves(tree)}
        scored: list[tuple[float, int, str]] = []
        is_complete = True
        for record in self._records.values():
            if time.monotonic() > deadline:
                is_complete = False
                break
            if matches(tree, record):
                score = score_of(tree, record, rarities)
                scored.append((-score, -(record.first_day or 0), record.cluster_id))
        scored.sort()
        end = None if limit is None else offset + limit
        hits = tuple(Hit(cluster_id, -score) for score, _, cluster_id in scored[offset:end])
        return SearchResult(hits, len(scored), is_complete)

    def count(self, tree: Query, *, timeout_seconds: float | None = None) -> int:
        """Return how many records match."""
        return self.search(tree, limit=0, timeout_seconds=timeout_seconds).total

    def count_values(self, tree: Query, facet: FacetName) -> dict[str | None, int]:
        """Count over the records that match."""
        found: Counter[str | None] = Counter()
        for record in self._records.values():
            if matches(tree, record):
                found.update(record.facet_values(facet) or (None,))
        return dict(found)

    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]:
        """Return the keys of a field, counted over all records."""
        found = Counter(
            key
            for record in self._records.values()
            for key in {key for text in record.texts(field) for key in keys(text, form)}
        )
        return [Term(key, found[key]) for key in sorted(found) if key.startswith(start)]

    def _rarity(self, leaf: Leaf) -> float:
        frequent = rarity_key(leaf)
        if frequent is None:
            return 1.0
        place, key = frequent
        found = sum(
            any(key in keys(text, place.form) for text in record.texts(place.field))
            for record in self._records.values()
        )
        return rarity(found, len(self._records))
