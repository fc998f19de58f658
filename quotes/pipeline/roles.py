"""In which role does a speaker speak, and for whom?

Chooses one of the roles the article states for the speaker that was decided on, by a stated rule,
and hands on ROLE spans with the same `id_` and the affiliation in `doc.user_data`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
_RANK_OF_FORM = {
    "apposition": 4,
    "predicate": 4,
    "before": 4,
    "relative": 3,
    "kinship": 2,
    "source": 2,
    "title": 1,
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

    A phrase (apposition, predicate, words before the name) goes before a relative clause, that
    before whose relative somebody is and before the words of the source itself ("the minister"),
    these before a bare title ("Sen.");
    among equals the one with more words (8 at most are counted), then the first of the article.
    """
    best: StatedRoleText | None = None
    best_rank = (0, 0)
    for role in roles:
        words = min(_MAX_COUNTED_WORDS, len(role.text.split()))
        rank = (_RANK_OF_FORM.get(role.form, 0), words)
        if best is None or rank > best_rank:
            best, best_rank = role, rank
    return best


def find_roles(doc: Doc, decisions: Iterable[SpeakerDecision]) -> list[RoleDecision]:
    """Return a role for each decision that has one, in the order of the decisions.

    >>> find_roles.__name__
    'find_roles'
    """
    found: list[RoleDecision] = []
    for decision in decisions:
        role = choose_role(decision.roles) if decision.name else None
        if role is None:
            continue
        affiliation = role.affiliation or next(
            (other.affiliation for other in decision.roles if other.affiliation), None
        )
        mention = (role.start_char, role.end_char)
        found.append(RoleDecision(decision.attribution_id, role.text, mention, affiliation))
    return found


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
