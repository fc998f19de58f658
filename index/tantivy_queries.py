"""How does tantivy look for what a query tree asks for, with the scores of `index/ranking.py`?

Every leaf is the best of its places, each with a fixed score, so that tantivy's own ranking has no
say. Windows of three words or more, or with a word twice, are beyond what it answers reliably:
there it gives the candidates, and their words are looked at here. Hands on a tantivy query for a
tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from tantivy import FieldType, Occur, Schema, Searcher
from tantivy import Query as Found

from index.engine import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Leaf,
    Near,
    Not,
    Only,
    Or,
    Query,
    wanted_leaves,
)
from index.postings import CLOSENESS_PLACE, Expansions
from index.ranking import NEARBY, NEARBY_REACH, SIDE_BY_SIDE, neighbour_pairs, rarity, rarity_key
from index.tantivy_fields import DAY_FIELD, ID_PLACE, VIEW_FIELD, VIEW_KEY, field_name, stored
from index.words import Place, keys, near_distance, places

Verify = Callable[[Found, Leaf, Place], Iterable[str]]
"""Gives the ids of those candidates in which a place holds a leaf indeed."""


class QueryMaker:
    """Makes the tantivy queries for one tree, as of one state of the view."""

    def __init__(
        self, schema: Schema, searcher: Searcher, expansions: Expansions, verify: Verify
    ) -> None:
        """Keep what leaves are looked up in."""
        self._schema, self._searcher = schema, searcher
        self._expansions, self._verify = expansions, verify
        self._rarities: dict[Leaf, float] = {}

    def make(self, tree: Query) -> Found:
        """Return the tantivy query for a tree."""
        # One document is the view's own; removed ones are counted until they are merged away.
        total = self._searcher.num_docs - 1
        for leaf in wanted_leaves(tree):
            frequent = rarity_key(leaf)
            if frequent is not None:
                place, key = frequent
                found = self._searcher.doc_freq(field_name(place), stored(key))
                self._rarities[leaf] = rarity(found, total)
        return self._find(tree)

    def _find(self, tree: Query) -> Found:
        match tree:
            case And(children):
                return self._all(tree, [self._find(child) for child in children])
            case Or(children):
                return _any([self._find(child) for child in children])
            case AtLeast(count, children):
                return self._some(count, [self._find(child) for child in children])
            case Only(child):
                return Found.const_score_query(self._find(child), 0.0)
            case Not(child):
                return self._without(self._find(child))
            case DateRange():
                return Found.const_score_query(self._published(tree), 0.0)
            case Everything():
                return self._without(None)
            case _:
                return self._leaf(tree)

    def _all(self, tree: And, children: list[Found]) -> Found:
        if not children:
            return self._without(None)
        clauses = [(Occur.Must, child) for child in children]
        for first, second in neighbour_pairs(tree):
            near = [(first, second), (second, first)]
            apart = [self._phrase(CLOSENESS_PLACE, pair, NEARBY_REACH - 1) for pair in near]
            beside = self._phrase(CLOSENESS_PLACE, (first, second), 0)
            extra = SIDE_BY_SIDE - NEARBY
            clauses.append((Occur.Should, Found.const_score_query(_any(apart), NEARBY)))
            clauses.append((Occur.Should, Found.const_score_query(beside, extra)))
        return Found.boolean_query(clauses)

    def _some(self, count: int, children: list[Found]) -> Found:
        clauses = [(Occur.Should, child) for child in children]
        if count <= 0:
            return Found.boolean_query([(Occur.Must, self._without(None)), *clauses])
        if count > len(children):
            return Found.empty_query()
        return Found.boolean_query(clauses, minimum_number_should_match=count)

    def _without(self, excluded: Found | None) -> Found:
        """Return every statement but those excluded."""
        own = Found.term_query(self._schema, VIEW_FIELD, VIEW_KEY, "basic")
        clauses = [(Occur.Must, Found.all_query()), (Occur.MustNot, own)]
        clauses += [(Occur.MustNot, excluded)] if excluded is not None else []
        return Found.const_score_query(Found.boolean_query(clauses), 0.0)

    def _published(self, days: DateRange) -> Found:
        earliest = 1 if days.earliest is None else days.earliest
        latest = 10_000_000 if days.latest is None else days.latest
        if earliest > latest:
            return Found.empty_query()
        return Found.range_query(self._schema, DAY_FIELD, FieldType.Integer, earliest, latest)

    # --- Leaves ----------------------------------------------------------------------------------

    def _leaf(self, leaf: Leaf) -> Found:
        factor = self._rarities.get(leaf, 1.0)
        found = [
            Found.const_score_query(at_place, place.weight * factor)
            for place in places(leaf)
            if (at_place := self._at(leaf, place)) is not None
        ]
        return Found.disjunction_max_query(found) if found else Found.empty_query()

    def _at(self, leaf: Leaf, place: Place) -> Found | None:
        """Return the query for a leaf in one place, `None` where nothing can be there."""
        if isinstance(leaf, Near):
            words = [key for word in leaf.words for key in keys(word, place.form)]
            return self._near(leaf, place, words) if words else None
        expanded = self._expansions.keys_of.get((leaf, place))
        if expanded is not None:
            return self._one_of(place, expanded) if expanded else None
        words = keys(leaf.text, place.form)
        if len(words) < 2:
            return self._term(place, words[0]) if words else None
        return self._phrase(place, words, 0)

    def _near(self, leaf: Near, place: Place, words: list[str]) -> Found:
        distance = near_distance(leaf)
        if len(words) == 1:
            return self._term(place, words[0])
        if len(words) == 2 and words[0] != words[1]:
            orders = (words, words[::-1])
            return _any([self._phrase(place, order, distance) for order in orders])
        return self._verified(leaf, place, words)

    def _verified(self, leaf: Near, place: Place, words: list[str]) -> Found:
        distinct = list(dict.fromkeys(words))
        clauses = [(Occur.Must, self._term(place, word)) for word in distinct]
        reach = len(words) - 2 + near_distance(leaf)
        for pair in combinations(distinct, 2):
            orders = (pair, pair[::-1])
            clauses.append((Occur.Must, _any([self._phrase(place, o, reach) for o in orders])))
        found = list(self._verify(Found.boolean_query(clauses), leaf, place))
        return self._one_of(ID_PLACE, found) if found else Found.empty_query()

    def _term(self, place: Place, key: str) -> Found:
        option = "basic" if place.form in ("identifier", "spelling") else "position"
        return Found.term_query(self._schema, field_name(place), stored(key), option)

    def _one_of(self, place: Place, wanted: Sequence[str]) -> Found:
        values = [stored(key) for key in wanted]
        return Found.term_set_query(self._schema, field_name(place), values)

    def _phrase(self, place: Place, words: Sequence[str], slop: int) -> Found:
        """Return what holds words in this order with at most `slop` others between."""
        wanted: list[str | tuple[int, str]] = [stored(word) for word in words]
        return Found.phrase_query(self._schema, field_name(place), wanted, slop)


def _any(queries: list[Found]) -> Found:
    if not queries:
        return Found.empty_query()
    return Found.boolean_query([(Occur.Should, query) for query in queries])
