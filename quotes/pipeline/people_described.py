"""Which roles do descriptions state of the people they stand for: `the Lakeland senator`?

An article that has named somebody goes on with descriptions, which say what nothing beside the name
may say. Each is a role of whom it was taken for, where that is likely. Hands on `StatedRole`s by
figure, in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_discourse import Discourse
from quotes.pipeline.people_stated import StatedRole, make_role
from quotes.pipeline.people_subjects import RULING
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_unnamed import PersonPhrase

_MIN_SHARE = 0.65
_OFFICES_OF = frozenset("secretary undersecretary minister chief".split())
_NO_CLAIMS = frozenset({"relation", "address", "membership"})


def described_roles(
    tokens: Tokens,
    cast: Cast,
    discourse: Discourse,
    stated: Mapping[Figure, Sequence[StatedRole]],
) -> dict[Figure, list[StatedRole]]:
    """Return the role that definite descriptions state of each named person, if any does.

    The same words mean the same person all through an article: whoever has the largest share of
    all their places on average, 0.65 or more. Of several descriptions of somebody the surest one
    counts, a bare noun only alone. "The judge" is nobody who is not `stated` to be one.
    """
    discourse.advance(len(tokens))
    worded: dict[str, list[tuple[StatedRole, PersonPhrase]]] = defaultdict(list)
    for phrase in discourse.phrase_at.values():
        role = _role_of_description(tokens, cast, phrase)
        if role is not None:
            worded[" ".join(tokens.lowers[role.start : role.end])].append((role, phrase))
    likeliest: dict[Figure, tuple[bool, float, StatedRole]] = {}
    for places in worded.values():
        figure, share = _whom(discourse, [phrase for _, phrase in places])
        role = places[0][0]
        if figure is None or share < _MIN_SHARE or _names(cast, role, figure):
            continue
        if role.group in RULING and not _has_role(stated.get(figure, ()), role.group):
            continue
        found = (role.end - role.start > 1, share * len(places), role)
        if figure not in likeliest or found[:2] > likeliest[figure][:2]:
            likeliest[figure] = found
    return {figure: [role] for figure, (_, _, role) in likeliest.items()}


def _names(cast: Cast, role: StatedRole, figure: Figure) -> bool:
    """Tell whether a role's words name somebody: "the Orvik spokesman" is not Orvik."""
    names = (cast.at_word.get(index) for index in range(role.start, role.end))
    return any(figure in cast.figures_of[name] for name in names if name)


def _has_role(stated: Sequence[StatedRole], group: str) -> bool:
    return any(role.group == group for role in stated)


def _role_of_description(tokens: Tokens, cast: Cast, phrase: PersonPhrase) -> StatedRole | None:
    """Return the role in a definite description that the article itself makes."""
    start, head = phrase.start + 1, phrase.head
    if phrase.is_new or tokens.lowers[phrase.start] != "the" or tokens.quoted[head]:
        return None
    if not tokens.role_group(head) or _is_owned(tokens, start, head):
        return None
    ages = [index for index in range(start, head) if tokens.lowers[index].endswith("old")]
    start = ages[-1] + 1 if ages else start
    role = make_role(tokens, cast, (start, _end_of(tokens, head), head), "description")
    return None if role.standing in _NO_CLAIMS else role


def _is_owned(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a phrase says whose office it is: `the club's director` may be anybody's."""
    return any(tokens.lowers[index] in APOSTROPHES for index in range(start, end))


def _end_of(tokens: Tokens, head: int) -> int:
    """Return where an office ends: the secretary `of state`; other tails are of the clause."""
    tail = head + 2
    of = tail < len(tokens) and tokens.lowers[head + 1] == "of"
    is_office = of and tokens.lowers[head] in _OFFICES_OF and tokens.upos[tail] != "DET"
    return tail + 1 if is_office else head + 1


def _whom(discourse: Discourse, phrases: list[PersonPhrase]) -> tuple[Figure | None, float]:
    """Return whom phrases in the same words mean, and the mean of that person's shares."""
    shares: dict[Figure, float] = defaultdict(float)
    for phrase in phrases:
        for share, figure in discourse.ranking_at.get(phrase.head, ()):
            shares[figure] += share / len(phrases)
    best = max(shares, key=lambda figure: shares[figure], default=None)
    return (best, shares[best]) if best is not None and best.is_named else (None, 0.0)
