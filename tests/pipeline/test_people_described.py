"""Roles that only a description states, anywhere in the article. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import HALE, TILDA, Case, expected_roles, found_roles

FIRST = "Sen. Hale Orvik said rain fell. The water rose."
MARSH = "Secretary Tilda Marsh said rain fell. The water rose."

DESCRIBED = {
    "in a later sentence": Case(
        FIRST + " On Sunday the Lakeland senator left.", "Sen. Hale Orvik", "Lakeland senator"
    ),
    "an office of state keeps its tail": Case(
        MARSH + " The former secretary of state left.",
        "Secretary Tilda Marsh",
        "former secretary of state",
        names=TILDA,
        tags={"former": "JJ"},
    ),
    "other tails are of the clause": Case(
        FIRST + " Few thanked the Lakeland senator for his vote.",
        "Sen. Hale Orvik",
        "Lakeland senator",
    ),
    "not the age": Case(
        FIRST + " The 61-year-old Lakeland senator left.",
        "Sen. Hale Orvik",
        "Lakeland senator",
    ),
    "a bare noun is no more than a title": Case(
        FIRST + " The senator left.", "Sen. Hale Orvik", "Sen."
    ),
    "not what somebody else says": Case(
        FIRST + ' Tilda Marsh said: "The Lakeland senator left."',
        "Sen. Hale Orvik",
        "Sen.",
        names=HALE | TILDA,
    ),
    "not somebody new": Case(FIRST + " A Lakeland senator left.", "Sen. Hale Orvik", "Sen."),
    "not whoever has to do with the matter": Case(
        FIRST + " The presiding judge left.",
        "Sen. Hale Orvik",
        "Sen.",
        tags={"presiding": "JJ"},
    ),
    "not whose office is said": Case(
        FIRST + " The port's senator left.", "Sen. Hale Orvik", "Sen."
    ),
    "not who is named in it": Case(
        FIRST + " Few knew the Orvik senator.", "Sen. Hale Orvik", "Sen."
    ),
    "the likelier of two": Case(
        FIRST + " The Lakeland senator left. Few knew the well-spoken Lund lawyer.",
        "Sen. Hale Orvik",
        "Lakeland senator",
        tags={"spoken": "VBN"},
    ),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_role_in_a_description(name: str) -> None:
    assert found_roles(DESCRIBED[name]) == expected_roles(DESCRIBED[name])
