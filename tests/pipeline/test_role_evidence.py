"""Why this role: the evidence agrees with what was chosen. All people are invented."""

from __future__ import annotations

import pytest
from build_docs import Attributed, build_doc
from test_people_roles import BESIDE_NAMES
from test_people_roles_told import CHOICE

from quotes.pipeline.people_decisions import StatedRoleText
from quotes.pipeline.role_evidence import explain_choice, role_evidence
from quotes.pipeline.roles import RoleFinder
from quotes.pipeline.speakers import SpeakerResolver

CASES = BESIDE_NAMES | CHOICE


@pytest.mark.parametrize("name", CASES)
def test_the_evidence_is_of_the_role_that_was_chosen(name: str) -> None:
    case = CASES[name]
    content = "Rain fell" if "“Rain fell" in case.text else "rain fell"
    attribution = Attributed(case.source, None, (content,))
    doc = build_doc(case.text, case.names, [attribution], tags=case.tags)
    doc = RoleFinder()(SpeakerResolver()(doc))
    chosen = {span.id_: span.text for span in doc.spans["quotes"] if span.label_ == "ROLE"}
    assert {key: found.chosen.text for key, found in role_evidence(doc).items()} == chosen


def stated(text: str, form: str, start_char: int, standing: str = "office") -> StatedRoleText:
    return StatedRoleText(text, start_char, start_char + len(text), form, standing=standing)


MAYOR = stated("mayor of Lund", "apposition", 20)


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (stated("Sen.", "before", 0, "title"), "an office or trade says more than a title"),
        (stated("minister", "source", 0),
         "a role beside the name goes before one in the words that stand for the person"),
        (stated("mayor", "before", 0), "it has more words"),
        (stated("head of Lund", "before", 90), "it is stated first"),
        (stated("Mayor of Lund", "before", 90), "no other role is stated"),
    ],
)  # fmt: skip
def test_the_rule_says_what_decided(other: StatedRoleText, rule: str) -> None:
    assert explain_choice(MAYOR, (other, MAYOR)).rule == rule
