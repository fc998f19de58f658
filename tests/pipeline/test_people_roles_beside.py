"""Roles that stand beside a name with something between, or before it. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import GPE, HALE, ORG, TILDA, Case, expected_roles, found_roles

SAID = " Orvik said rain fell."
LATER = "Orvik#2"
LUND = HALE | {"Lund": GPE}

BESIDE = {
    "after a party and a seat": Case(
        "Sen. Hale Orvik, L-Lund, a long-serving union leader, said rain fell.",
        "Sen. Hale Orvik",
        "long-serving union leader",
        tags={"long": "RB", "serving": "VBG"},
    ),
    "the second in a party": Case(
        "Senator Hale Orvik of Lund, the No. 2 Liberal in the Senate, said rain fell.",
        "Senator Hale Orvik",
        "No. 2 Liberal in the Senate",
        "Senate",
        names=LUND | {"Senate": ORG},
        tags={"No": "NNP", "2": "CD", "Liberal": "NN"},
    ),
    "a party and a former office": Case(
        "Hale Orvik, a Liberal and former Lund councillor, said rain fell.",
        "Hale Orvik",
        "Liberal and former Lund councillor",
        names=LUND,
        tags={"Liberal": "NN", "former": "IN"},
    ),
    "before a dash": Case(
        "A former manager of Lund Port -- Hale Orvik, who lives abroad -- said rain fell.",
        "Hale Orvik",
        "former manager of Lund Port",
        "Lund Port",
        names=HALE | {"Lund Port": ORG},
        tags={"former": "JJ"},
    ),
    "after a dateline": Case(
        "LUND, May 2 (Wire) - The Lake Party leader, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "Lake Party leader",
        "Lake Party",
        names=HALE | {"Lake Party": ORG},
    ),
    "after what is set in front of a clause": Case(
        "According to the paper, a letter was sent from the club's director, Hale Orvik, to the"
        " members." + SAID,
        LATER,
        "club's director",
        tags={"According": "VBG", "sent": "VBN", "to": "IN"},
    ),
    "of a party in the plural": Case(
        "The month in which Liberals' chief whip, Hale Orvik, promised bread began." + SAID,
        LATER,
        "Liberals' chief whip",
        tags={"which": "WDT", "Liberals": "NNPS", "chief": "JJ", "promised": "VBD"},
    ),
    "a friend who is more": Case(
        "Hale Orvik, a friend and adviser, said rain fell.", "Hale Orvik", "friend and adviser"
    ),
    "an office ends before a count": Case(
        "Hale Orvik is the mayor of Lund and two terms of that are over." + SAID,
        LATER,
        "mayor of Lund",
        "Lund",
        names=LUND,
        tags={"two": "CD", "terms": "NNS"},
    ),
    "what a headline calls somebody": Case(
        "Hale Orvik, fierce scourge of bankers, dies at 92.\n\n" + SAID.strip(),
        LATER,
        "fierce scourge of bankers",
        tags={"fierce": "JJ", "scourge": "NN", "bankers": "NNS", "dies": "VBZ"},
    ),
}

BEFORE = {
    "as what somebody acted": Case(
        "As a Lund senator, Hale Orvik voted for it." + SAID,
        LATER,
        "Lund senator",
        names=LUND,
        tags={"As": "IN", "voted": "VBD"},
    ),
    "as what somebody would act": Case(
        "As the mayor, Hale Orvik would vote for it." + SAID,
        LATER,
        None,
        tags={"As": "IN", "would": "MD", "vote": "VB"},
    ),
    "a title inside what was taken for a name": Case(
        "Lund Mayor Hale Orvik said rain fell.",
        "Lund Mayor Hale Orvik",
        "Lund Mayor",
        names={"Lund Mayor Hale Orvik": "PERSON"},
    ),
    "an office taken for a part of a name": Case(
        "Former port manager and Marine Hale Orvik said rain fell.",
        "Marine Hale Orvik",
        "Former port manager and Marine",
        names={"Marine Hale Orvik": "PERSON"},
        tags={"Former": "JJ", "port": "NN", "manager": "NN"},
    ),
    "whose rival": Case(
        "The mayor met her Liberal rival Hale Orvik." + SAID,
        LATER,
        "Liberal rival",
        tags={"met": "VBD", "Liberal": "JJ"},
    ),
    "called by name, not called names": Case(
        "One baker called Orvik a thief. Hale Orvik said rain fell.",
        "Hale Orvik",
        None,
        tags={"called": "VBD"},
    ),
    "who leads somebody else": Case(
        "Hale Orvik, who leads Tilda Marsh by two points, said rain fell.",
        "Hale Orvik",
        None,
        names=HALE | TILDA,
        tags={"leads": "VBZ"},
    ),
    "who is told of first and named later": Case(
        "A Lund councillor called for a new port.\n\nHale Orvik said rain fell.",
        "Hale Orvik",
        "Lund councillor",
        names=LUND,
        tags={"called": "VBD"},
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_role_beside_a_name(name: str) -> None:
    assert found_roles(BESIDE[name]) == expected_roles(BESIDE[name])


@pytest.mark.parametrize("name", BEFORE)
def test_role_before_or_away_from_a_name(name: str) -> None:
    assert found_roles(BEFORE[name]) == expected_roles(BEFORE[name])
