"""Who is this person, across articles: spellings, roles over time, and who else it may be?

Hands on a `Profile` for everybody whom a name fits, best first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotes.clusters.decisions import Decision
from quotes.clusters.identities import Identity, compare, is_full_name
from quotes.clusters.people import Group, to_person
from quotes.folding import fold_name, fold_text
from quotes.records import Person


class RolePeriod(NamedTuple):
    """A role as it is first worded, the first and last day it is stated, and how often."""

    text: str
    first_day: str | None
    last_day: str | None
    quote_count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with what their quotes say of them.

    `spellings`: each with its count, the most used first. `perhaps`: names of others who may be
    the same and for whom nothing speaks but the name. `articles`: their ids, earliest first.
    """

    person: Person
    spellings: tuple[tuple[str, int], ...]
    roles: tuple[RolePeriod, ...]
    articles: tuple[str, ...]
    perhaps: tuple[str, ...]

    def details(self) -> dict[str, Any]:
        """Return what the record of the person does not hold, as plain values."""
        return {
            "spelling_counts": dict(self.spellings),
            "role_periods": [role._asdict() for role in self.roles],
            "articles": list(self.articles),
            "perhaps": list(self.perhaps),
        }


def find_profiles(
    name: str, groups: Sequence[Group], decisions: Collection[Decision] = ()
) -> list[Profile]:
    """Return the profiles of all whom a name fits: the same name first, then the most quoted."""
    found = [
        (closeness, group) for group in groups if (closeness := _closeness(name, group)) is not None
    ]
    found.sort(key=lambda each: (each[0], -len(each[1]), each[1][0].quote_id))
    best = found[0][0] if found else None
    return [_profile(group, groups, decisions) for closeness, group in found if closeness == best]


def _closeness(name: str, group: Group) -> int | None:
    """Return how well a name fits a person, 0 best; nothing where it does not."""
    folded = fold_name(name)
    spellings = {each.name for each in group}
    if any(fold_name(spelling) == folded for spelling in spellings):
        return 0
    kind = group[0].kind
    relations = {compare(Identity(name, kind), Identity(other, kind)) for other in spellings}
    if "same" in relations:
        return 1
    is_part = any(set(folded.split()) <= set(fold_name(other).split()) for other in spellings)
    return 2 if folded and ("maybe" in relations or is_part) else None


def _profile(group: Group, groups: Iterable[Group], decisions: Collection[Decision]) -> Profile:
    person = to_person(group)
    used = Counter(each.name for each in group)
    return Profile(
        person=person,
        spellings=tuple(sorted(used.items(), key=lambda each: (-each[1], each[0]))),
        roles=_roles(group),
        articles=tuple(dict.fromkeys(each.article_id for each in group)),
        perhaps=_perhaps(group, groups, decisions),
    )


def _roles(group: Group) -> tuple[RolePeriod, ...]:
    """Return the roles in the order in which they first appear."""
    found: dict[str, RolePeriod] = {}
    for each in group:
        if not each.role:
            continue
        day = each.published[1][:10] if each.published[0] == 0 else None
        key = fold_text(each.role)
        known = found.get(key)
        if known is None:
            found[key] = RolePeriod(each.role, day, day, 1)
        else:
            last = max(filter(None, (known.last_day, day)), default=None)
            found[key] = known._replace(last_day=last, quote_count=known.quote_count + 1)
    return tuple(found.values())


def _perhaps(
    group: Group, groups: Iterable[Group], decisions: Collection[Decision]
) -> tuple[str, ...]:
    """Return others by a full name that may be the same, unless that is forbidden."""
    forbidden = {each.key for each in decisions if each.verb == "forbid"}
    kind = group[0].kind
    own = [name for name in {each.name for each in group} if is_full_name(name, kind)]
    found: Counter[str] = Counter()
    for other in groups:
        if other is group or other[0].kind != kind:
            continue
        names = {each.name for each in other if is_full_name(each.name, kind)}
        if any(_may_be_one(mine, theirs, group, forbidden) for mine in own for theirs in names):
            found[to_person(other).name] = len(other)
    return tuple(name for name, _ in sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _may_be_one(
    mine: str, theirs: str, group: Group, forbidden: Collection[tuple[str, str]]
) -> bool:
    first, second = sorted((fold_name(mine), fold_name(theirs)))
    if first == second or (first, second) in forbidden:
        return False
    kind = group[0].kind
    return compare(Identity(mine, kind), Identity(theirs, kind)) != "different"
