"""Which speakers in different articles are one person or organisation?

A full name spelled alike is taken for one person. Other spellings of it need a second signal: a
statement, an article, an affiliation or words of a role in common. A bare surname never joins
anybody by itself: it needs such a signal too, and only one person whom it fits. Nobody is joined
with somebody whose name contradicts theirs. Organisations are told the same way, by names of their
own kind. What a person decided (`quotes.clusters.decisions`) goes before all of it. Hands on
`Person` records. Groups ("protesters") and unnamed speakers are nobody in particular and are left
out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from quotes.clusters.decisions import Decision
from quotes.clusters.forms import Moment, published_order
from quotes.clusters.identities import Identities, Identity, is_full_name
from quotes.folding import fold_name, fold_text
from quotes.records import Person, Quote, QuoteCluster, SpeakerKind

_ROLE_FILLERS = frozenset("the a an of for in at to and former then acting his her its".split())
MAX_ROLE_WORDS = 12


class Spoken(NamedTuple):
    """What is asked of a quote to tell whose it is; `cluster_id` is the statement it counts for."""

    published: Moment
    quote_id: str
    article_id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    cluster_id: str | None = None


Group = list[Spoken]
"""The quotes of one person or organisation, earliest first."""


def group_people(
    quotes: Iterable[Quote],
    clusters: Iterable[QuoteCluster] = (),
    decisions: Collection[Decision] = (),
) -> list[Person]:
    """Group the named speakers of quotes into people and organisations, most quoted first.

    `clusters` of the same quotes let a shared statement count as a second signal. A person is
    shown by the most used of their full names; `roles` come in the order they first appeared.
    The `id` is a digest of the person's earliest quote by (date, id): it stays while later
    quotes are found. The input's order makes no difference.
    """
    groups = group_spoken(read_spoken(quotes, clusters), decisions)
    people = [to_person(group) for group in groups]
    return sorted(people, key=lambda person: (-person.quote_count, person.name, person.id))


def identify_speakers(
    quotes: Iterable[Quote],
    clusters: Iterable[QuoteCluster] = (),
    decisions: Collection[Decision] = (),
) -> dict[str, str]:
    """Return the id of the person who said each quote, by the quote's id; see `group_people`."""
    groups = group_spoken(read_spoken(quotes, clusters), decisions)
    return {spoken.quote_id: person_id(group) for group in groups for spoken in group}


def group_spoken(spoken: Iterable[Spoken], decisions: Collection[Decision] = ()) -> list[Group]:
    """Return the quotes of each person and organisation, in no order."""
    split = {each.key for each in decisions if each.verb == "split"}
    found: dict[tuple[object, ...], Identity] = {}
    for each in sorted(spoken):
        name = fold_name(each.name).removeprefix("the ")
        if not name or each.kind not in ("person", "organization"):
            continue
        is_split = (fold_name(each.name), f"\t{each.article_id}") in split
        is_full = is_full_name(each.name, each.kind)
        key = (each.kind, name, is_split, "" if is_full else each.article_id)
        identity = found.setdefault(key, Identity(each.name, each.kind, is_split))
        identity.spoken.append(each)
        identity.signals |= _signals(each)
    return [
        sorted(each for identity in group for each in identity.spoken)
        for group in Identities(list(found.values()), decisions).join()
    ]


def to_person(group: Group) -> Person:
    """Return the record of a person from what they said."""
    used = Counter(each.name for each in group)
    spellings = sorted(used, key=lambda name: (-used[name], name))
    kind = group[0].kind
    full = [name for name in spellings if is_full_name(name, kind)]
    roles: dict[str, str] = {}
    for each in group:
        if each.role:
            roles.setdefault(fold_text(each.role), each.role)
    return Person(
        id=person_id(group),
        name=(full or spellings)[0],
        kind=kind,
        spellings=tuple(spellings),
        roles=tuple(roles.values()),
        quote_count=len(group),
    )


def person_id(group: Group) -> str:
    """Return the id of whoever said what is in a group."""
    earliest = group[0].quote_id.encode(errors="surrogatepass")
    return "p" + hashlib.sha256(earliest).hexdigest()[:15]


def read_spoken(quotes: Iterable[Quote], clusters: Iterable[QuoteCluster] = ()) -> Iterator[Spoken]:
    """Yield what is asked of each quote with a speaker, in the order of the quotes."""
    cluster_of = {
        member.id: cluster.id
        for cluster in clusters
        for member in cluster.quotes
        if member.relation != "related"
    }
    for quote in quotes:
        if quote.speaker is not None:
            yield Spoken(
                published=published_order(quote.published),
                quote_id=quote.id,
                article_id=quote.article_id,
                name=quote.speaker.name,
                kind=quote.speaker.kind,
                role=quote.role.text if quote.role else None,
                affiliation=quote.role.affiliation if quote.role else None,
                cluster_id=cluster_of.get(quote.id),
            )


def _signals(spoken: Spoken) -> set[str]:
    """Return what speaks for one person beside the name, in a form that can be looked up.

    Of a role, each pair of its words: two "presidents" may be anyone, two "deputy foreign
    ministers" of one surname hardly.
    """
    signals = {f"article {spoken.article_id}"}
    if spoken.cluster_id:
        signals.add(f"cluster {spoken.cluster_id}")
    if spoken.role:
        words = sorted(set(fold_text(spoken.role).split()) - _ROLE_FILLERS)[:MAX_ROLE_WORDS]
        signals |= {f"role {one} {other}" for one, other in combinations(words, 2)}
    if spoken.affiliation:
        signals.add(f"affiliation {fold_text(spoken.affiliation)}")
    return signals
