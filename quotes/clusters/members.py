"""How does each quote of a statement stand to the others: what differs, and which are reprints?

Hands on what is said of each member of a `QuoteCluster`, and how many outlets reported it
independently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from quotes.clusters.differences import find_differences
from quotes.clusters.wording import marked_words
from quotes.records import ClusterMember, Difference, Kind, Quote, QuoteCluster, Relation
from quotes.surroundings import MIN_SHARED_SLOTS, have_same_surroundings, slots_of


class Carried(Protocol):
    """What is asked of a member: a `Quote`, or so much of one as has been read."""

    @property
    def id(self) -> str:
        """The quote's own."""

    @property
    def article_id(self) -> str:
        """The article it stands in."""

    @property
    def outlet(self) -> str | None:
        """Who carried it."""

    @property
    def kind(self) -> Kind:
        """Whether all of its words are the speaker's own."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def context_digest(self) -> str | None:
        """The sketch of what stands around it."""


class Standing(NamedTuple):
    """How a member stands to the others, by the fields of `ClusterMember`."""

    relation: Relation
    wire: bool
    differences: tuple[Difference, ...]


def build_cluster(
    cluster_id: str, members: Sequence[tuple[Quote, Relation]], first_published: str | None
) -> QuoteCluster:
    """Return the record of a statement; the representative is the first of `members`."""
    independent_outlets, standings = find_standings(members)
    return QuoteCluster(
        id=cluster_id,
        representative_id=members[0][0].id,
        first_published=first_published,
        independent_outlets=independent_outlets,
        quotes=tuple(
            _to_member(quote, standing)
            for (quote, _), standing in zip(members, standings, strict=True)
        ),
    )


def find_standings(members: Sequence[tuple[Carried, Relation]]) -> tuple[int, list[Standing]]:
    """Return how many outlets are independent, and how each member stands to the first."""
    counted = [quote for quote, relation in members if relation != "related"]
    prints = find_reprints(counted)
    center = _own_words(members[0][0])
    standings = [
        Standing(
            relation,
            quote.id in prints,
            () if relation == "related" else find_differences(center, _own_words(quote)),
        )
        for quote, relation in members
    ]
    return count_independent(counted, prints), standings


def _own_words(quote: Carried) -> str:
    """Return the words that count: where a reporter's stand between them, what is in marks."""
    return marked_words(quote.text) if quote.kind == "mixed" else quote.text


def find_reprints(quotes: Sequence[Carried]) -> dict[str, int]:
    """Return the quotes that stand in a text which another article has too.

    Gives by a quote's id the number of the text: reprints of one text have one number.
    """
    numbers: dict[str, int] = {}
    for one, other in _alike(quotes):
        if have_same_surroundings(one.context_digest, other.context_digest):
            mine = numbers.setdefault(one.id, len(numbers))
            old = numbers.setdefault(other.id, mine)
            if old != mine:
                numbers = {id_: mine if at == old else at for id_, at in numbers.items()}
    return numbers


def count_independent(quotes: Sequence[Carried], prints: dict[str, int]) -> int:
    """Count the outlets with words of their own around a quote, and each reprinted text as one."""
    own = {quote.outlet for quote in quotes if quote.outlet and quote.id not in prints}
    shared = {
        prints[quote.id]
        for quote in quotes
        if quote.outlet and quote.id in prints and quote.outlet not in own
    }
    return len(own) + len(shared)


def _alike(quotes: Sequence[Carried]) -> Iterable[tuple[Carried, Carried]]:
    """Yield pairs of different articles whose sketches share a few slots, each pair once."""
    holders: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for at, quote in enumerate(quotes):
        if quote.context_digest is None:
            continue
        slots = slots_of(quote.context_digest)
        shared = Counter(other for slot in slots for other in holders[slot])
        for other, count in shared.items():
            if count >= MIN_SHARED_SLOTS and quotes[other].article_id != quote.article_id:
                yield quotes[other], quote
        for slot in slots:
            # Reprints of one text are joined by any of them: a few stand for all.
            if len(holders[slot]) < 20:
                holders[slot].append(at)


def _to_member(quote: Quote, standing: Standing) -> ClusterMember:
    values = {name: getattr(quote, name) for name in Quote.model_fields}
    # What comes from a record need not be validated again.
    return ClusterMember.model_construct(**values, **standing._asdict())
