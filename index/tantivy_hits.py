"""Which statements does tantivy find, in the order of `index/ranking.py`?

tantivy puts statements of one score in the order of its files, and looks at every statement that
matches however few are asked for. Where many match, the newest are looked at first, in ever longer
stretches: statements of one score come the newest first, and once enough have the highest score
that the query can give, no older one can stand before them. Hands on hits to
`index/tantivy_engine.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tantivy import DocAddress, Occur
from tantivy import Query as Found

from index.engine import Hit, Leaf
from index.tantivy_fields import ERA_FIELD, ID_PLACE, ORDER_FIELD, field_name, restored, texts_in
from index.words import Place, find_positions, keys

_FEW = 100
"""Of so few statements that match all are looked at."""
_FIRST_STRETCH = 500
"""So many of the newest statements are looked at first, then `_STEP` times as many."""
_STEP = 8
_ENOUGH = 4
"""A stretch is looked at that is likely to hold so many times what is wanted."""
_FETCHED = 1_000
"""So many of one score are fetched at first, to see whether it is all of them."""

_MAX_BUCKETS = 60_000
"""So many values tantivy counts at a time; where there are more, they are gone through one by one.
"""

_NONE_STATED = "\n"
"""Stands for no value; no value is like it."""

_Scored = tuple[float, DocAddress]


class OutOfTimeError(Exception):
    """The time given to a search is over; never leaves the engine."""


class HitSearch:
    """One search over one state of the view.

    `eras`: those that statements found can be of, the newest first, with how many are of each.
    """

    def __init__(
        self, schema: Any, searcher: Any, eras: Sequence[tuple[str, int]], deadline: float
    ) -> None:
        self._schema, self._searcher, self._deadline = schema, searcher, deadline
        self._eras = eras

    def check_time(self) -> None:
        """Raise once the time is over."""
        if time.monotonic() > self._deadline:
            raise OutOfTimeError

    def count(self, query: Found) -> int:
        """Return how many statements match."""
        return int(self._searcher.search(query, 1).count)

    def count_all(self, queries: Sequence[Found]) -> int:
        """Return how many statements match several queries in all, two counted side by side."""
        if len(queries) < 2:
            return sum(map(self.count, queries))
        with ThreadPoolExecutor(2) as threads:
            return sum(threads.map(self.count, queries))

    def count_values(self, query: Found, field: str) -> dict[str | None, int]:
        """Return how many statements that match have each value of a column, `None`: have none."""
        wanted = {"terms": {"field": field, "size": _MAX_BUCKETS, "missing": _NONE_STATED}}
        found = self._searcher.aggregate(query, {"found": wanted})["found"]
        counts = {restored(each["key"]): each["doc_count"] for each in found["buckets"]}
        if found["sum_other_doc_count"]:
            stated = self._searcher.terms_with_prefix(field, "", filter_query=query)
            have_any = [(Occur.Must, query), (Occur.Must, Found.exists_query(field))]
            not_stated = self.count(query) - self.count(Found.boolean_query(have_any))
            counts = {restored(value): count for value, count in stated if count}
            counts |= {_NONE_STATED: not_stated} if not_stated else {}
        return {None if value == _NONE_STATED else value: each for value, each in counts.items()}

    def verify(self, candidates: Found, leaf: Leaf, place: Place) -> Iterator[str]:
        """Yield the ids of the candidates in which a place holds a leaf."""
        for _, address in self._searcher.search(candidates, max(self.count(candidates), 1)).hits:
            self.check_time()
            kept = self._searcher.doc(address)
            texts = (keys(text, place.form) for text in texts_in(kept, place.field))
            if any(find_positions(leaf, text, place.form) for text in texts):
                yield restored(kept[field_name(ID_PLACE)][0])

    def is_many(self, total: int, end: int) -> bool:
        """Tell whether more statements match than are looked at one and all."""
        return total > max(_FEW, end)

    def best(self, query: Found, end: int, total: int, highest: float) -> list[Hit]:
        """Return the first `end` of `total` hits: by score, latest day, id.

        `highest`: no hit scores more.
        """
        if not self.is_many(total, end):
            return self._ranked(self._search(query, total), end)
        return self._ranked(self._of_many(query, end, total, highest) or [], end)

    def best_said(
        self, query: Found, end: int, total: int, highest: float, others: float
    ) -> list[Hit] | None:
        """Return the first `end` of at most `total` hits; `None` if not all score over `others`."""
        hits = self._of_many(query, end, total, highest, others)
        return None if hits is None else self._ranked(hits, end)

    def _of_many(
        self, query: Found, end: int, total: int, highest: float, others: float = -1.0
    ) -> list[_Scored] | None:
        """Return hits with the first `end` among them, `None` where not all score over `others`."""
        stretches = list(self._stretches(_ENOUGH * end / total))
        for stretch in stretches[:-1]:
            newest = self._of_score(self._within(query, stretch), highest)
            if len(newest) >= end:
                return newest
        asked = max(end, _FETCHED)
        hits = self._search(query, asked)
        if len(hits) < end or hits[end - 1][0] <= others:
            return None
        score = hits[end - 1][0]
        if len(hits) < asked or hits[-1][0] < score:
            return hits
        better = [hit for hit in hits if hit[0] > score]
        for stretch in stretches:
            equal = self._of_score(self._within(query, stretch), score)
            if len(better) + len(equal) >= end:
                break
        return better + equal

    def _search(self, query: Found, count: int) -> list[_Scored]:
        self.check_time()
        found: list[_Scored] = self._searcher.search(query, max(count, 1), count=False).hits
        return found

    def _stretches(self, share: float) -> Iterator[Sequence[str] | None]:
        """Yield the eras that hold ever more of the newest statements; last `None` for all.

        Less than a `share` of all is not looked at by itself.
        """
        wanted = max(_FIRST_STRETCH, share * sum(statements for _, statements in self._eras))
        held = 0
        for at, (_, statements) in enumerate(self._eras[:-1], start=1):
            held += statements
            if held >= wanted:
                yield [era for era, _ in self._eras[:at]]
                wanted = held * _STEP
        yield None

    def _within(self, query: Found, eras: Sequence[str] | None) -> Found:
        if eras is None:
            return query
        newest = Found.term_set_query(self._schema, ERA_FIELD, list(eras))
        clauses = [(Occur.Must, query), (Occur.Must, Found.const_score_query(newest, 0.0))]
        return Found.boolean_query(clauses)

    def _of_score(self, query: Found, score: float) -> list[_Scored]:
        """Return all that have a score; none has a higher one, or few have."""
        count = _FETCHED
        while True:
            hits = self._search(query, count)
            if len(hits) < count or hits[-1][0] < score:
                return [hit for hit in hits if hit[0] == score]
            count *= _STEP

    def _ranked(self, hits: list[_Scored], end: int) -> list[Hit]:
        orders = self._searcher.fast_field_values(ORDER_FIELD, [hit[1] for hit in hits])
        order = sorted(
            (-score, -(order or 0), at)
            for at, ((score, _), order) in enumerate(zip(hits, orders, strict=True))
        )
        if not order:
            return []
        last = order[min(end, len(order)) - 1][:2]
        # Which of those that tie with the last one belong is for the identifiers to say.
        kept = [item for item in order if item[:2] <= last]
        ranked = sorted((score, order, self._id(hits[at][1])) for score, order, at in kept)
        return [Hit(cluster_id, -score) for score, _, cluster_id in ranked[:end]]

    def _id(self, address: DocAddress) -> str:
        return restored(self._searcher.doc(address)[field_name(ID_PLACE)][0])
