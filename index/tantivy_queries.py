"""How does tantivy look for what a query tree asks for, with the scores of `index/ranking.py`?

Every leaf is the best of its places, each with a fixed score, so that tantivy's own ranking has no
say. Windows of three words or more, or with a word twice, are beyond what it answers reliably:
there it gives the candidates, and their words are looked at here. Hands on a tantivy query for a
tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from tantivy import FieldType, Occur, Schema, Searcher
from tantivy import Query as Found

from index.bounds import added_up, highest_score, lost_outside
from index.engine import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldName,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Only,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    wanted_leaves,
)
from index.expansions import CLOSENESS_PLACE, Expansions
from index.ranking import (
    NEARBY,
    NEARBY_REACH,
    SIDE_BY_SIDE,
    Rarities,
    neighbour_pairs,
    rarity,
    rarity_key,
)
from index.tantivy_fields import (
    DAY_FIELD,
    ID_PLACE,
    VIEW_FIELD,
    VIEW_KEY,
    era_of_day,
    field_name,
    stored,
)
from index.words import PLACES, Place, keys, near_distance, places

_SAID_WORD, _SAID_STEM = PLACES["content"]

_MAX_COUNTED_APART = 3
"""For each word more there are twice as many queries to count by."""

LEAVES = (Word, Phrase, Prefix, Fuzzy, Near)

Verify = Callable[[Found, Leaf, Place], Iterable[str]]
"""Gives the ids of those candidates in which a place holds a leaf indeed."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A leaf without a field that must stand in some of the places it is looked for in."""

    leaf: Leaf
    fields: frozenset[FieldName | None]


class QueryMaker:
    """Makes the tantivy queries for one tree, as of one state of the view."""

    def __init__(
        self, schema: Schema, searcher: Searcher, expansions: Expansions, verify: Verify
    ) -> None:
        """Keep what leaves are looked up in."""
        self._schema, self._searcher = schema, searcher
        self._expansions, self._verify = expansions, verify
        self._rarities: dict[Leaf, float] = {}
        self._found_at: dict[tuple[Leaf, Place], Found | None] = {}
        self._said: frozenset[Leaf] = frozenset()

    def matching(self, tree: Query) -> Found:
        """Return what finds the same statements as the tree, whatever they score."""
        return self._find(tree, None)

    def counting(self, tree: Query) -> list[Found]:
        """Return queries that together find what the tree finds, each statement once.

        Two or three common words are counted by where they stand: lists that must all hold a
        statement are gone through faster than lists of which any must.
        """
        words, fields = self._words_to_show(tree)
        queries = [
            self._shown_or_around(dict(zip(words, shown, strict=True)), fields)
            for shown in product((True, False), repeat=len(words))
            if any(shown)
        ]
        return [query for query in queries if query is not None] if words else [self.matching(tree)]

    def _words_to_show(self, tree: Query) -> tuple[Sequence[Leaf], frozenset[FieldName | None]]:
        """Return bare words of which one must stand in some fields, and these; none if another."""
        match tree:
            case And((And(words), Only(Or(demanded)))) if 2 <= len(words) <= _MAX_COUNTED_APART:
                bare = [word for word in words if isinstance(word, Word) and word.field is None]
                fields = frozenset(leaf.field for leaf in demanded if isinstance(leaf, LEAVES))
                wanted = [replace(word, field=field) for word in bare for field in fields]
                if len(set(bare)) == len(words) and set(demanded) == set(wanted):
                    return bare, fields
        return (), frozenset()

    def _shown_or_around(
        self, words: Mapping[Leaf, bool], fields: frozenset[FieldName | None]
    ) -> Found | None:
        """Return what finds some words in the fields, the others not there but elsewhere."""
        clauses: list[tuple[Occur, Found]] = []
        for word, is_shown in words.items():
            searched = _widest(places(word))
            shown = self._all_at(word, [place for place in searched if place.field in fields])
            around = self._all_at(word, [place for place in searched if place.field not in fields])
            for field in fields:
                # Of a speaker more spellings are enough, where the word stands around too.
                other = replace(word, field=field)
                if around and not self._are_alike(word, [other]):
                    both = (_any(around), _any(self._all_at(other, places(other))))
                    shown.append(Found.boolean_query([(Occur.Must, each) for each in both]))
            if not (shown if is_shown else around):
                return None
            clauses.append((Occur.Must, _any(shown if is_shown else around)))
            clauses += [] if is_shown else [(Occur.MustNot, at) for at in shown]
        return Found.boolean_query(clauses)

    def scoring(self, tree: Query) -> Found:
        """Return the query for a tree, with the scores."""
        return self._find(tree, self._rarities_of(tree))

    def highest_score(self, tree: Query) -> float:
        """Return what no statement can score more than."""
        return highest_score(tree, self._rarities_of(tree))

    def scoring_said(self, tree: Query) -> tuple[Found, float] | None:
        """Return the query for those statements in which all bare words were said.

        With it, what the others score at most. `None` where some words need not be found at all.
        """
        leaves = added_up(tree)
        words = [leaf for leaf in leaves or () if isinstance(leaf, Word) and leaf.field is None]
        words = [word for word in words if self._at(word, _SAID_STEM) is not None]
        if not words:
            return None
        rarities = self._rarities_of(tree)
        lost = min(lost_outside(word, tree, rarities) for word in words)
        self._said = frozenset(words)
        query = self._find(tree, rarities)
        self._said = frozenset()
        return query, self.highest_score(tree) - lost

    def _rarities_of(self, tree: Query) -> Rarities:
        # One document is the view's own; removed ones are counted until they are merged away.
        total = self._searcher.num_docs - 1
        for leaf in wanted_leaves(tree):
            frequent = None if leaf in self._rarities else rarity_key(leaf)
            if frequent is not None:
                place, key = frequent
                found = self._searcher.doc_freq(field_name(place), stored(key))
                self._rarities[leaf] = rarity(found, total)
        return self._rarities

    def _find(self, tree: Query | _Shown, rarities: Rarities | None) -> Found:
        """Return the query for a tree; without `rarities`, one that is not to be scored."""
        match tree:
            case And():
                return self._all(tree, rarities)
            case Or(children):
                return _any([self._find(child, rarities) for child in children])
            case AtLeast(count, children):
                return self._some(count, [self._find(child, rarities) for child in children])
            case Only(child):
                return Found.const_score_query(self._find(child, None), 0.0)
            case Not(child):
                return self._without(self._find(child, None))
            case DateRange():
                return Found.const_score_query(self._published(tree), 0.0)
            case Everything():
                return self._without(None)
            case _Shown(leaf, fields):
                searched = [place for place in places(leaf) if place.field in fields]
                return self._leaf(leaf, searched, rarities)
            case _:
                return self._leaf(tree, places(tree), rarities)

    def _all(self, tree: And, rarities: Rarities | None) -> Found:
        if not tree.children:
            return self._without(None)
        children = self._narrowed(tree.children)
        children = [child for child in children if not self._is_said_anyway(child)]
        clauses = [(Occur.Must, self._find(child, rarities)) for child in children]
        for first, second in neighbour_pairs(tree) if rarities is not None else ():
            near = [(first, second), (second, first)]
            apart = [self._phrase(CLOSENESS_PLACE, pair, NEARBY_REACH - 1) for pair in near]
            beside = self._phrase(CLOSENESS_PLACE, (first, second), 0)
            extra = SIDE_BY_SIDE - NEARBY
            clauses.append((Occur.Should, Found.const_score_query(_any(apart), NEARBY)))
            clauses.append((Occur.Should, Found.const_score_query(beside, extra)))
        return Found.boolean_query(clauses)

    def _is_said_anyway(self, child: Query | _Shown) -> bool:
        """Tell whether a demand is met by words that must all have been said."""
        return (
            isinstance(child, Only)
            and isinstance(child.child, Or)
            and any(replace(word, field="content") in child.child.children for word in self._said)
        )

    def _narrowed(self, children: Sequence[Query]) -> list[Query | _Shown]:
        """Join a leaf with a demand that it stand in some fields: the others need no look."""
        found: list[Query | _Shown] = list(children)
        for leaf in children:
            for child in children:
                shown = self._demanded(leaf, child) if isinstance(child, Only) else None
                if shown is not None:
                    found[found.index(leaf)] = shown
                    found.remove(child)
                    return found
        return found

    def _demanded(self, leaf: Query, demand: Only) -> _Shown | None:
        if not isinstance(leaf, LEAVES) or leaf.field or not isinstance(demand.child, Or):
            return None
        fields = {other.field for other in demand.child.children if isinstance(other, LEAVES)}
        wanted = [replace(leaf, field=field) for field in fields]
        if set(demand.child.children) != set(wanted):
            return None
        return _Shown(leaf, frozenset(fields)) if self._are_alike(leaf, wanted) else None

    def _are_alike(self, leaf: Leaf, others: Iterable[Leaf]) -> bool:
        """Tell whether leaves with a field stand for the same keys as the one without.

        With a field a name is taken for more spellings.
        """
        keys_of = self._expansions.keys_of
        return all(
            keys_of.get((other, place)) == keys_of.get((leaf, place))
            for other in others
            for place in places(other)
        )

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

    def _leaf(self, leaf: Leaf, searched: Sequence[Place], rarities: Rarities | None) -> Found:
        if rarities is not None and leaf in self._said:
            return self._said_leaf(leaf, rarities.get(leaf, 1.0))
        if rarities is None:
            return _any(self._all_at(leaf, _widest(searched)))
        factor = rarities.get(leaf, 1.0)
        scored = [
            Found.const_score_query(at_place, place.weight * factor)
            for place in searched
            if (at_place := self._at(leaf, place)) is not None
        ]
        return Found.disjunction_max_query(scored) if scored else Found.empty_query()

    def _said_leaf(self, leaf: Leaf, factor: float) -> Found:
        """Return what finds a word in what was said: by its stem, and some more for the word."""
        stem, word = self._at(leaf, _SAID_STEM), self._at(leaf, _SAID_WORD)
        if stem is None or word is None:
            return Found.empty_query()
        more = (_SAID_WORD.weight - _SAID_STEM.weight) * factor
        return Found.boolean_query(
            [
                (Occur.Must, Found.const_score_query(stem, _SAID_STEM.weight * factor)),
                (Occur.Should, Found.const_score_query(word, more)),
            ]
        )

    def _all_at(self, leaf: Leaf, searched: Iterable[Place]) -> list[Found]:
        found = (self._at(leaf, place) for place in searched)
        return [at_place for at_place in found if at_place is not None]

    def _at(self, leaf: Leaf, place: Place) -> Found | None:
        """Return the query for a leaf in one place, `None` where nothing can be there."""
        if (leaf, place) not in self._found_at:
            self._found_at[leaf, place] = self._look_up(leaf, place)
        return self._found_at[leaf, place]

    def _look_up(self, leaf: Leaf, place: Place) -> Found | None:
        if isinstance(leaf, Near):
            words = [key for word in leaf.words for key in keys(word, place.form)]
            return self._near(leaf, place, words) if words else None
        expanded = self._expansions.keys_of.get((leaf, place))
        if expanded is not None:
            return self._one_of(place, expanded) if expanded else None
        words = keys(leaf.text, place.form)
        if not all(self._searcher.doc_freq(field_name(place), stored(word)) for word in words):
            return None
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
    if len(queries) == 1:
        return queries[0]
    return Found.boolean_query([(Occur.Should, query) for query in queries])


_LAST_ERA = "e"
"""Higher than every era."""


def last_era(tree: Query) -> str:
    """Return an era; whatever the tree finds is of this one or of an earlier one."""
    match tree:
        case And(children):
            return min(map(last_era, children), default=_LAST_ERA)
        case DateRange(_, latest) if latest is not None:
            return era_of_day(max(latest, 1))
        case _:
            return _LAST_ERA


def _widest(searched: Sequence[Place]) -> list[Place]:
    """Leave out words where their stems are looked for too: whoever has the one has the other."""
    stemmed = {place.field for place in searched if place.form == "stem"}
    return [place for place in searched if place.form != "word" or place.field not in stemmed]
