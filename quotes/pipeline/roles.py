"""In which role does a speaker speak, and for whom?

Chooses one of the roles the article states for the speaker that was decided on, by a stated rule,
and hands on ROLE spans with the same `id_`, and the affiliation in `doc.user_data`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.pipeline.people_decisions import (
    SPANS_KEY,
    SPEAKERS_KEY,
    SpeakerDecision,
    StatedRoleText,
    write_spans,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MAX_COUNTED_WORDS = 8
_MIN_CONFIDENCE_TO_SHARE = 0.6
_RANK_OF_OFFICE_AS = {"predicate": 8, "relative": 8, "source": 7, "description": 7}
_RANK_OF_STANDING = {
    "office": 9,
    "title": 6,
    "shared": 5,
    "past": 4,
    "byname": 2,
    "relation": 2,
    "address": 1,
    "membership": 1,
}


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """The role of one attribution's speaker, as worded, with its place in characters.

    `affiliation` may be stated by another role of the same speaker than the one chosen.
    """

    attribution_id: str
    text: str
    mention: tuple[int, int]
    affiliation: str | None = None


def choose_role(roles: Iterable[StatedRoleText]) -> StatedRoleText | None:
    """Return the most informative role, by this rule.

    1. An office or trade beside the name, in two words or more ("Hale Orvik, mayor of Lund"),
    2. the same in a clause ("is the mayor", "who leads the union"), or a bare noun beside the name,
    3. the same as a source ("the Lakeland senator said") or in a description,
    4. a bare title ("Sen."), or a bare noun as a source or description ("the senator"),
    5. an office stated of several at once ("candidates Orvik and Marsh"),
    6. a former office, first beside the name,
    7. whose relative, rival or friend somebody is, or what he or she is known as ("billionaire"),
    8. a form of address ("Dr.") or the membership of a party ("Democrat");
    among equals the one with more words (8 at most are counted), then the first of the article.
    """
    return max(roles, key=information_in, default=None)


def information_in(role: StatedRoleText) -> tuple[int, int, int]:
    """Return what `choose_role` compares: the rank, the words (8 at most), and how early it is."""
    words = min(_MAX_COUNTED_WORDS, len(role.text.split()))
    return _rank(role), words, -role.start_char


def _rank(role: StatedRoleText) -> int:
    """Return how much a role's kind says, from 9 down to 1."""
    rank = _RANK_OF_STANDING[role.standing]
    is_bare = " " not in role.text
    if role.standing == "office" and is_bare and role.form in ("source", "description"):
        return _RANK_OF_STANDING["title"]
    if role.standing == "office":
        return _RANK_OF_OFFICE_AS.get(
            role.form, _RANK_OF_OFFICE_AS["relative"] if is_bare else rank
        )
    return rank - (role.standing == "past" and role.form in _RANK_OF_OFFICE_AS)


def find_roles(doc: Doc, decisions: Sequence[SpeakerDecision]) -> list[RoleDecision]:
    """Return a role for each decision that has one, in the order of the decisions.

    >>> find_roles.__name__
    'find_roles'
    """
    shared = roles_as_sources(decisions)
    found: list[RoleDecision] = []
    for decision in decisions:
        roles = stated_for(decision, shared)
        role = choose_role(roles)
        if role is None:
            continue
        mention = (role.start_char, role.end_char)
        affiliation = role.affiliation or _affiliation_among(role, roles)
        found.append(RoleDecision(decision.attribution_id, role.text, mention, affiliation))
    return found


def stated_for(
    decision: SpeakerDecision, shared: Mapping[str, Sequence[StatedRoleText]]
) -> tuple[StatedRoleText, ...]:
    """Return all roles the article states for a decision's speaker; a body has none.

    How a source elsewhere is called counts only for somebody of whom the article states no more
    than a title beside the name; see `roles_as_sources`.
    """
    if decision.name is None or decision.kind == "organization":
        return ()
    said = [role for role in decision.roles if not role.at_source]
    if any(role.standing in ("office", "past", "relation") for role in said):
        return decision.roles
    return (*decision.roles, *shared.get(_key(decision), ()))


def _key(decision: SpeakerDecision) -> str:
    """Return by what two decisions are known to mean the same: a name, of the unnamed its place."""
    return f"{decision.mention}" if decision.kind == "unnamed" else f"{decision.name}"


def roles_as_sources(
    decisions: Iterable[SpeakerDecision],
) -> dict[str, list[StatedRoleText]]:
    """Return the roles that sources state ("the senator said"), by whom they stand for.

    Only where it is likely that this person was meant: they are then given to all other quotes of
    that person too, also of somebody unnamed ("a passenger, a retired nurse"). What several people
    who are named together are called ("biologists") is also theirs where "they" speak.
    """
    shared: dict[str, list[StatedRoleText]] = {}
    for decision in decisions:
        if decision.kind == "group":
            shared.setdefault(_key(decision), []).extend(decision.roles)
        if decision.kind not in ("person", "unnamed") or decision.name is None:
            continue
        if decision.confidence >= _MIN_CONFIDENCE_TO_SHARE:
            said = [replace(role, at_source=False) for role in decision.roles if role.at_source]
            shared.setdefault(_key(decision), []).extend(said)
    return shared


def _affiliation_among(chosen: StatedRoleText, roles: Iterable[StatedRoleText]) -> str | None:
    """Return a body that another of somebody's offices names; a former office lends none."""
    if chosen.standing not in ("office", "title"):
        return None
    lending = (one for one in roles if one.standing in ("office", "title"))
    return next((one.affiliation for one in lending if one.affiliation), None)


class RoleFinder:
    """The pipeline component: writes ROLE spans, and the affiliation beside the speaker."""

    def __call__(self, doc: Doc) -> Doc:
        """Predict first, write second."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[RoleDecision]:
        """Return the roles of the speakers that `SpeakerResolver` decided on."""
        plain: Mapping[str, Mapping[str, Any]] = doc.user_data.get(SPEAKERS_KEY, {})
        return find_roles(doc, [SpeakerDecision.from_plain(key, plain[key]) for key in plain])

    def set_annotations(self, doc: Doc, decisions: list[RoleDecision]) -> None:
        """Write the roles; earlier ones of this component are replaced."""
        if SPANS_KEY not in doc.spans:
            return
        write_spans(doc, "ROLE", {one.attribution_id: one.mention for one in decisions})
        plain: dict[str, dict[str, Any]] = doc.user_data.get(SPEAKERS_KEY, {})
        for values in plain.values():
            values["affiliation"] = None
        for decision in decisions:
            plain[decision.attribution_id]["affiliation"] = decision.affiliation
