"""Which statements does tantivy find, in the order of `index/ranking.py`?

tantivy puts statements of one score in the order of its files. They are sorted by day in each, and
where the line between two pages runs through such equals, all that could stand there are looked at.
Hands on hits to `index/tantivy_engine.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from tantivy import DocAddress, FieldType, Occur
from tantivy import Query as Found

from index.engine import Hit, Leaf
from index.tantivy_fields import FIRST_DAY_FIELD, ID_PLACE, field_name, restored, texts_in
from index.words import Place, find_positions, keys

_EXTRA_HITS = 200
"""So many hits more than asked for are fetched, to see where those of one score end."""
_STEP = 8
"""How many times more are looked at when equals do not end there."""

_Scored = tuple[float, DocAddress]


class OutOfTimeError(Exception):
    """The time given to a search is over; never leaves the engine."""


class HitSearch:
    """One search over one state of the view."""

    def __init__(self, schema: Any, searcher: Any, deadline: float) -> None:
        self._schema, self._searcher, self._deadline = schema, searcher, deadline

    def check_time(self) -> None:
        """Raise once the time is over."""
        if time.monotonic() > self._deadline:
            raise OutOfTimeError

    def count(self, query: Found) -> int:
        """Return how many statements match."""
        return int(self._searcher.search(query, 1).count)

    def verify(self, candidates: Found, leaf: Leaf, place: Place) -> Iterator[str]:
        """Yield the ids of the candidates in which a place holds a leaf."""
        for _, address in self._searcher.search(candidates, max(self.count(candidates), 1)).hits:
            self.check_time()
            kept = self._searcher.doc(address)
            texts = (keys(text, place.form) for text in texts_in(kept, place.field))
            if any(find_positions(leaf, text, place.form) for text in texts):
                yield restored(kept[field_name(ID_PLACE)][0])

    def best(self, query: Found, end: int, total: int) -> list[Hit]:
        """Return the first `end` hits: by score, latest day, id."""
        hits: list[_Scored] = self._searcher.search(query, min(end + _EXTRA_HITS, total)).hits
        if len(hits) < total and hits[-1][0] == hits[end - 1][0]:
            hits = self._with_all_equals(query, hits, end, total)
        return self._ranked(hits, end)

    def _with_all_equals(
        self, query: Found, hits: list[_Scored], end: int, total: int
    ) -> list[_Scored]:
        """Return hits with all of the last score that could stand before `end`.

        Those are among the latest: ever more of the latest statements that match are looked at,
        until there are enough of that score.
        """
        score = hits[end - 1][0]
        better = [hit for hit in hits if hit[0] > score]
        count = len(hits)
        while True:
            self.check_time()
            count = min(count * _STEP, total)
            latest = self._searcher.search(query, count, order_by_field=FIRST_DAY_FIELD).hits
            day = latest[-1][0] if count < total else 0
            since = Found.range_query(self._schema, FIRST_DAY_FIELD, FieldType.Integer, day)
            recent = Found.boolean_query(
                [(Occur.Must, query), (Occur.Must, Found.const_score_query(since, 0.0))]
            )
            found = self._searcher.search(recent, self.count(recent)).hits
            equal = [hit for hit in found if hit[0] == score]
            if len(better) + len(equal) >= end or count == total:
                return better + equal

    def _ranked(self, hits: list[_Scored], end: int) -> list[Hit]:
        days = self._searcher.fast_field_values(FIRST_DAY_FIELD, [hit[1] for hit in hits])
        order = sorted(
            (-score, -(day or 0), at)
            for at, ((score, _), day) in enumerate(zip(hits, days, strict=True))
        )
        if not order:
            return []
        last = order[min(end, len(order)) - 1][:2]
        # Which of those that tie with the last one belong is for the identifiers to say.
        kept = [item for item in order if item[:2] <= last]
        ranked = sorted((score, day, self._id(hits[at][1])) for score, day, at in kept)
        return [Hit(cluster_id, -score) for score, _, cluster_id in ranked[:end]]

    def _id(self, address: DocAddress) -> str:
        return restored(self._searcher.doc(address)[field_name(ID_PLACE)][0])
