"""Which names, each with what speaks for it, are one person's or one organisation's?

An identity is a speaker under one name: everywhere if the name is full, in one article if it is
bare. Identities that share a signal and whose names may be the same are joined, the certain ones
first; what people decided goes before that. Hands on groups to `quotes.clusters.people`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from quotes.clusters.decisions import Decision
from quotes.clusters.names import NameRelation, compare_names, name_blocks, name_words
from quotes.clusters.organizations import (
    compare_organizations,
    is_full_organization,
    organization_blocks,
)
from quotes.folding import fold_name
from quotes.records import SpeakerKind

MAX_NAMES_COMPARED = 100
"""How many names with one signal and one family name are compared with each other."""


@dataclass(slots=True)
class Identity:
    """A speaker under one name; `is_split` if decided to be a second one of that name."""

    name: str
    kind: SpeakerKind
    is_split: bool = False
    spoken: list[Any] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)

    @property
    def label(self) -> tuple[str, bool]:
        """What decisions are about: the folded name, and which of two people of that name."""
        return fold_name(self.name), self.is_split

    @property
    def is_full(self) -> bool:
        """Whether the name is enough to tell who it is."""
        return is_full_name(self.name, self.kind)


def is_full_name(name: str, kind: SpeakerKind) -> bool:
    """Tell whether a name is more than a surname or a kind of institution."""
    return is_full_organization(name) if kind == "organization" else len(name_words(name)) > 1


def compare(one: Identity, other: Identity) -> NameRelation:
    """Compare two identities by their names."""
    if one.kind != other.kind or (one.label[0] == other.label[0] and one.label != other.label):
        return "different"
    if one.kind == "organization":
        return compare_organizations(one.name, other.name)
    return compare_names(one.name, other.name)


class Identities:
    """Identities that are taken for one: sets that are joined and never parted."""

    def __init__(self, identities: list[Identity], decisions: Collection[Decision] = ()) -> None:
        """Begin with every identity by itself."""
        self._identities = identities
        self._parents = list(range(len(identities)))
        self._members = [{identity.label: identity} for identity in identities]
        self._is_decided = [False] * len(identities)
        self._decisions = decisions
        self._forbidden = {each.key for each in decisions if each.verb == "forbid"}

    def join(self) -> list[list[Identity]]:
        """Join what is one, and return the groups."""
        self._follow_decisions()
        certain: set[tuple[int, int]] = set()
        uncertain: set[tuple[int, int]] = set()
        for bucket in self._by_name_and_signal():
            first_of: dict[tuple[str, bool], int] = {}
            for at in bucket:
                self._unite(first_of.setdefault(self._identities[at].label, at), at)
            for pair in combinations(list(first_of.values())[:MAX_NAMES_COMPARED], 2):
                relation = compare(*(self._identities[at] for at in pair))
                if relation != "different":
                    (certain if relation == "same" else uncertain).add(pair)
        for pair in sorted(certain):
            self._unite(*pair)
        self._join_uncertain(sorted(uncertain))
        groups: defaultdict[int, list[Identity]] = defaultdict(list)
        for at, identity in enumerate(self._identities):
            groups[self._find(at)].append(identity)
        return list(groups.values())

    def _follow_decisions(self) -> None:
        """Join whatever was decided to be one, whatever the names."""
        by_name: defaultdict[str, list[int]] = defaultdict(list)
        for at, identity in enumerate(self._identities):
            if not identity.is_split:
                by_name[fold_name(identity.name)].append(at)
        for decision in sorted(self._decisions):
            if decision.verb != "merge":
                continue
            concerned = [at for name in decision.key for at in by_name[name]]
            for other in concerned[1:]:
                self._unite(concerned[0], other, is_decided=True)

    def _by_name_and_signal(self) -> list[list[int]]:
        """Return the identities that share a signal and whose names may be the same."""
        buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, identity in enumerate(self._identities):
            is_person = identity.kind == "person"
            blocks = (name_blocks if is_person else organization_blocks)(identity.name)
            for block in blocks:
                for signal in identity.signals:
                    buckets[f"{identity.kind} {block}", signal].append(at)
        return [bucket for _, bucket in sorted(buckets.items()) if len(bucket) > 1]

    def _join_uncertain(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join a bare surname, an initial or a short form where it fits one person only."""
        full_matches: defaultdict[int, set[int]] = defaultdict(set)
        roots = sorted({(self._find(one), self._find(other)) for one, other in pairs})
        for one, other in roots:
            for here, there in ((one, other), (other, one)):
                if self._has_full_name(there):
                    full_matches[here].add(there)
        for one, other in roots:
            uncertain = [at for at in (one, other) if not self._has_full_name(at)] or [one, other]
            if all(len(full_matches[at]) <= 1 for at in uncertain):
                self._unite(one, other)

    def _find(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at

    def _unite(self, one: int, other: int, *, is_decided: bool = False) -> None:
        """Join two groups, unless a name in one contradicts a name in the other."""
        first, second = sorted((self._find(one), self._find(other)))
        if first == second or (not is_decided and self._contradict(first, second)):
            return
        self._parents[second] = first
        self._members[first] |= self._members[second]
        self._is_decided[first] |= self._is_decided[second] or is_decided

    def _contradict(self, first: int, second: int) -> bool:
        """Tell whether names in two groups speak against one person, or a decision does.

        Where somebody decided that different names are one person's, any of them may agree.
        """
        relations = set()
        for mine in self._members[first].values():
            for theirs in self._members[second].values():
                if tuple(sorted((mine.label[0], theirs.label[0]))) in self._forbidden:
                    return True
                if mine.label != theirs.label:
                    relations.add(compare(mine, theirs))
        if self._is_decided[first] or self._is_decided[second]:
            return relations == {"different"}
        return "different" in relations

    def _has_full_name(self, at: int) -> bool:
        return any(identity.is_full for identity in self._members[self._find(at)].values())
