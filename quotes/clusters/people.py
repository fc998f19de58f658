"""Which speakers in different articles are one person or organisation?

A full name spelled alike is taken for one person. Other spellings of it need a second signal: a
statement, an article, an affiliation or words of a role in common. A bare surname never joins
anybody by itself: it needs such a signal too, and only one person whom it fits. Nobody is joined
with somebody whose name contradicts theirs. Hands on `Person` records. Groups ("protesters") and
unnamed speakers are nobody in particular and are left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from quotes.clusters.forms import published_order
from quotes.clusters.names import compare_names, name_blocks, name_words
from quotes.folding import fold_name, fold_text
from quotes.records import Person, Quote, QuoteCluster

MAX_NAMES_COMPARED = 100
"""How many names with one signal and one family name are compared with each other."""

_ROLE_FILLERS = frozenset("the a an of for in at to and former then acting his her its".split())


def group_people(quotes: Iterable[Quote], clusters: Iterable[QuoteCluster] = ()) -> list[Person]:
    """Group the named speakers of quotes into people and organisations, most quoted first.

    `clusters` of the same quotes let a shared statement count as a second signal. A person is
    shown by the most used of their full names; `roles` come in the order they first appeared.
    The `id` is a digest of the person's earliest quote by (date, id): it stays while later
    quotes are found. The input's order makes no difference.
    """
    people = [_to_person(group) for group in _group_quotes(quotes, clusters)]
    return sorted(people, key=lambda person: (-person.quote_count, person.name, person.id))


def identify_speakers(
    quotes: Iterable[Quote], clusters: Iterable[QuoteCluster] = ()
) -> dict[str, str]:
    """Return the id of the person who said each quote, by the quote's id; see `group_people`."""
    return {
        quote.id: _person_id(group) for group in _group_quotes(quotes, clusters) for quote in group
    }


@dataclass(slots=True)
class _Identity:
    """Quotes by one speaker under one name: everywhere if it is full, in one article if bare."""

    name: str
    quotes: list[Quote] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)


class _Groups:
    """Identities that are taken for one person: sets that are joined and never parted."""

    def __init__(self, identities: list[_Identity]) -> None:
        self._identities = identities
        self._parents = list(range(len(identities)))
        self._names = [{identity.name} for identity in identities]

    def find(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Join two groups, unless a name in one contradicts a name in the other."""
        first, second = sorted((self.find(one), self.find(other)))
        contradicts = any(
            mine != theirs and compare_names(mine, theirs) == "different"
            for mine in self._names[first]
            for theirs in self._names[second]
        )
        if first != second and not contradicts:
            self._parents[second] = first
            self._names[first] |= self._names[second]

    def has_full_name(self, at: int) -> bool:
        return any(len(name_words(name)) > 1 for name in self._names[self.find(at)])

    def quotes(self) -> Iterator[list[Quote]]:
        """Yield the quotes of each group, each time in the order of publication."""
        groups: defaultdict[int, list[Quote]] = defaultdict(list)
        for at, identity in enumerate(self._identities):
            groups[self.find(at)] += identity.quotes
        for group in groups.values():
            yield sorted(group, key=_order)


def _group_quotes(
    quotes: Iterable[Quote], clusters: Iterable[QuoteCluster]
) -> Iterator[list[Quote]]:
    """Yield the quotes of each person, and then of each organisation, earliest first."""
    cluster_of = {
        member.id: cluster.id
        for cluster in clusters
        for member in cluster.quotes
        if member.relation != "related"
    }
    people: dict[tuple[str, str], _Identity] = {}
    organizations: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=_order):
        speaker = quote.speaker
        name = fold_name(speaker.name).removeprefix("the ") if speaker else ""
        if speaker is None or not name:
            continue
        if speaker.kind == "organization":
            organizations[name].append(quote)
        elif speaker.kind == "person":
            is_full = len(name_words(speaker.name)) > 1
            key = (name, "" if is_full else quote.article_id)
            identity = people.setdefault(key, _Identity(speaker.name))
            identity.quotes.append(quote)
            identity.signals |= _signals(quote, cluster_of.get(quote.id))
    yield from _join_names(list(people.values())).quotes()
    yield from organizations.values()


def _signals(quote: Quote, cluster_id: str | None) -> set[str]:
    """Return what speaks for one person beside the name, in a form that can be looked up.

    Of a role, each pair of its words: two "presidents" may be anyone, two "deputy foreign
    ministers" of one surname hardly.
    """
    signals = {f"article {quote.article_id}"}
    if cluster_id:
        signals.add(f"cluster {cluster_id}")
    if quote.role:
        words = sorted(set(fold_text(quote.role.text).split()) - _ROLE_FILLERS)
        signals |= {f"role {one} {other}" for one, other in combinations(words[:12], 2)}
        if quote.role.affiliation:
            signals.add(f"affiliation {fold_text(quote.role.affiliation)}")
    return signals


def _join_names(identities: list[_Identity]) -> _Groups:
    """Join spellings of one name that share a signal; first full names, then uncertain ones."""
    groups = _Groups(identities)
    certain: list[tuple[int, int]] = []
    uncertain: list[tuple[int, int]] = []
    for bucket in _by_name_and_signal(identities):
        first_of: dict[str, int] = {}
        for at in bucket:
            groups.join(first_of.setdefault(fold_name(identities[at].name), at), at)
        for one, other in combinations(list(first_of.values())[:MAX_NAMES_COMPARED], 2):
            relation = compare_names(identities[one].name, identities[other].name)
            if relation != "different":
                (certain if relation == "same" else uncertain).append((one, other))
    for pair in sorted(certain):
        groups.join(*pair)
    _join_uncertain(groups, sorted(uncertain))
    return groups


def _by_name_and_signal(identities: list[_Identity]) -> list[list[int]]:
    """Return the identities that share a signal and whose names may be the same."""
    buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, identity in enumerate(identities):
        for block in name_blocks(identity.name):
            for signal in identity.signals:
                buckets[block, signal].append(at)
    return [bucket for _, bucket in sorted(buckets.items()) if len(bucket) > 1]


def _join_uncertain(groups: _Groups, pairs: list[tuple[int, int]]) -> None:
    """Join a bare surname, an initial or a short form where it fits one person only."""
    full_matches: defaultdict[int, set[int]] = defaultdict(set)
    roots = sorted({(groups.find(one), groups.find(other)) for one, other in pairs})
    for one, other in roots:
        for here, there in ((one, other), (other, one)):
            if groups.has_full_name(there):
                full_matches[here].add(there)
    for one, other in roots:
        uncertain = [at for at in (one, other) if not groups.has_full_name(at)] or [one, other]
        if all(len(full_matches[at]) <= 1 for at in uncertain):
            groups.join(one, other)


def _order(quote: Quote) -> tuple[tuple[int, str], str]:
    return published_order(quote.published), quote.id


def _person_id(quotes: list[Quote]) -> str:
    digest = hashlib.sha256(quotes[0].id.encode(errors="surrogatepass")).hexdigest()
    return "p" + digest[:15]


def _to_person(quotes: list[Quote]) -> Person:
    """Return the record of a person from their quotes, earliest first."""
    speakers = [quote.speaker for quote in quotes if quote.speaker]
    used = Counter(speaker.name for speaker in speakers)
    spellings = sorted(used, key=lambda name: (-used[name], name))
    full = [name for name in spellings if len(name_words(name)) > 1]
    roles: dict[str, str] = {}
    for quote in quotes:
        if quote.role:
            roles.setdefault(fold_text(quote.role.text), quote.role.text)
    return Person(
        id=_person_id(quotes),
        name=(full or spellings)[0],
        kind=speakers[0].kind,
        spellings=tuple(spellings),
        roles=tuple(roles.values()),
        quote_count=len(quotes),
    )
