"""Roles that only a description states, anywhere in the article. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import HALE, PERSON, TILDA, Case, expected_roles, found_roles

FIRST = "Hale Orvik said rain fell. The water rose."

DESCRIBED = {
    "in a later sentence": Case(
        FIRST + " On Sunday the Lakeland senator left.", "Hale Orvik", "Lakeland senator"
    ),
    "an office of state keeps its tail": Case(
        FIRST + " The former secretary of state left.",
        "Hale Orvik",
        "former secretary of state",
        tags={"former": "JJ"},
    ),
    "other tails are of the clause": Case(
        FIRST + " Few thanked the Lakeland senator for his vote.", "Hale Orvik", "Lakeland senator"
    ),
    "not the age": Case(
        FIRST + " The 61-year-old Lakeland senator left.",
        "Hale Orvik",
        "Lakeland senator",
    ),
    "more than a title": Case(
        "Sen. " + FIRST + " The Lakeland senator left.", "Hale Orvik", "Lakeland senator"
    ),
    "a bare noun is no more than a title": Case(
        "Sen. " + FIRST + " The senator left.", "Hale Orvik", "Sen."
    ),
    "not what somebody else says": Case(
        FIRST + ' Tilda Marsh said: "The Lakeland senator left."',
        "Hale Orvik",
        None,
        names=HALE | TILDA,
    ),
    "not somebody new": Case(FIRST + " A Lakeland senator left.", "Hale Orvik", None),
    "not whoever has to do with the matter": Case(
        FIRST + " The presiding judge left.", "Hale Orvik", None, tags={"presiding": "JJ"}
    ),
    "not whose office is said": Case(
        FIRST + " The club's director left.", "Hale Orvik", None, names=HALE | {"Lund": PERSON}
    ),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_role_in_a_description(name: str) -> None:
    assert found_roles(DESCRIBED[name]) == expected_roles(DESCRIBED[name])
