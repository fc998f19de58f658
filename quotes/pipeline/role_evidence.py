"""What in the article shows that a speaker has this role, and why this one of several?

Read from the `Doc` when somebody asks, with the same rule that chose the role; nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.pipeline.people_decisions import (
    SPEAKERS_KEY,
    SpeakerDecision,
    StatedRoleText,
)
from quotes.pipeline.roles import choose_role, information_in, roles_as_sources, stated_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

_PLACES = {
    "before": "before the name",
    "apposition": "beside the name",
    "signature": "in the signature",
    "predicate": "in a clause about the person",
    "relative": 'in a clause with "who"',
    "description": "in a description of the person",
    "source": "in the words that stand for the person",
}
_STANDINGS = {
    "office": "an office or trade",
    "shared": "an office of several",
    "title": "a title",
    "byname": "what somebody is known as",
    "past": "an office held before",
    "relation": "a relation to somebody",
    "address": "a form of address",
    "membership": "the membership of a party",
}
_BESIDE = ("before", "apposition", "signature")


@dataclass(frozen=True, slots=True)
class RoleEvidence:
    """Why a role was chosen: `place` and `standing` in plain words, and what it was chosen over.

    `others` are the other roles stated for the speaker, the most informative first, each wording
    once; `rule` says why they came second.
    """

    chosen: StatedRoleText
    place: str
    standing: str
    rule: str
    others: tuple[StatedRoleText, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return plain lists, strings and numbers."""
        return {
            "role": _plain_role(self.chosen),
            "place": self.place,
            "standing": self.standing,
            "rule": self.rule,
            "others": [_plain_role(role) for role in self.others],
        }


def _plain_role(role: StatedRoleText) -> dict[str, Any]:
    return {"text": role.text, "start_char": role.start_char, "end_char": role.end_char}


def role_evidence(doc: Doc) -> dict[str, RoleEvidence]:
    """Return the evidence for each attribution of a document that has a role, by attribution id."""
    plain: Mapping[str, Mapping[str, Any]] = doc.user_data.get(SPEAKERS_KEY, {})
    decisions = [SpeakerDecision.from_plain(key, plain[key]) for key in plain]
    shared = roles_as_sources(decisions)
    found: dict[str, RoleEvidence] = {}
    for decision in decisions:
        roles = stated_for(decision, shared)
        chosen = choose_role(roles)
        if chosen is not None:
            found[decision.attribution_id] = explain_choice(chosen, roles)
    return found


def explain_choice(chosen: StatedRoleText, roles: tuple[StatedRoleText, ...]) -> RoleEvidence:
    """Say why a role was chosen from those that are stated for one speaker.

    >>> mayor = StatedRoleText("mayor of Lund", 20, 33, "apposition")
    >>> explain_choice(mayor, (mayor,)).rule
    'no other role is stated'
    """
    wordings = {chosen.text.casefold(): chosen}
    for role in sorted(roles, key=information_in, reverse=True):
        wordings.setdefault(role.text.casefold(), role)
    others = tuple(wordings.values())[1:]
    return RoleEvidence(
        chosen,
        _PLACES.get(chosen.form, chosen.form),
        _STANDINGS.get(chosen.standing, chosen.standing),
        _why_before(chosen, others[0]) if others else "no other role is stated",
        others,
    )


def _why_before(chosen: StatedRoleText, other: StatedRoleText) -> str:
    """Say what decided between a role and the next one, in the order of the rule."""
    rank, words, _ = information_in(chosen)
    other_rank, other_words, _ = information_in(other)
    if chosen.standing != other.standing and rank > other_rank:
        said, less = _STANDINGS[chosen.standing], _STANDINGS[other.standing]
        return f"{said} says more than {less}"
    beside_both = chosen.form in _BESIDE and other.form in _BESIDE
    if rank > other_rank and not beside_both:
        return f"a role {_PLACES[chosen.form]} goes before one {_PLACES[other.form]}"
    return "it has more words" if words > other_words else "it is stated first"
