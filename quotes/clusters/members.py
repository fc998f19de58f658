"""How does each quote of a statement stand to the others: what differs, and which are reprints?

Hands on the members of a `QuoteCluster`, and how many outlets reported it independently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotes.clusters.differences import find_differences
from quotes.records import ClusterMember, Quote, QuoteCluster, Relation
from quotes.surroundings import MIN_SHARED_SLOTS, have_same_surroundings, slots_of


def build_cluster(
    cluster_id: str, members: Sequence[tuple[Quote, Relation]], first_published: str | None
) -> QuoteCluster:
    """Return the record of a statement; the representative is the first of `members`."""
    counted = [quote for quote, relation in members if relation != "related"]
    prints = find_reprints(counted)
    center = members[0][0]
    return QuoteCluster(
        id=cluster_id,
        representative_id=center.id,
        first_published=first_published,
        independent_outlets=count_independent(counted, prints),
        quotes=tuple(
            _to_member(quote, center, relation, is_wire=quote.id in prints)
            for quote, relation in members
        ),
    )


def find_reprints(quotes: Sequence[Quote]) -> dict[str, int]:
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


def count_independent(quotes: Sequence[Quote], prints: dict[str, int]) -> int:
    """Count the outlets with words of their own around a quote, and each reprinted text as one."""
    own = {quote.outlet for quote in quotes if quote.outlet and quote.id not in prints}
    shared = {
        prints[quote.id]
        for quote in quotes
        if quote.outlet and quote.id in prints and quote.outlet not in own
    }
    return len(own) + len(shared)


def _alike(quotes: Sequence[Quote]) -> Iterable[tuple[Quote, Quote]]:
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


def _to_member(quote: Quote, center: Quote, relation: Relation, *, is_wire: bool) -> ClusterMember:
    values = {name: getattr(quote, name) for name in Quote.model_fields}
    differences = () if relation == "related" else find_differences(center.text, quote.text)
    # What comes from a record need not be validated again.
    return ClusterMember.model_construct(
        **values, relation=relation, wire=is_wire, differences=differences
    )
