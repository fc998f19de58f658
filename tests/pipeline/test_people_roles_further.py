"""Roles in further clauses, of several people, and which says most. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import GPE, HALE, ORG, TILDA, Case, expected_roles, found_roles

SAID = " Orvik said rain fell."
LATER = "Orvik#2"
BOTH = HALE | TILDA

CLAUSES = {
    "a clause after an apposition": Case(
        "Hale Orvik, a baker who is the director of the Lake Institute, said rain fell.",
        "Hale Orvik",
        "director of the Lake Institute",
        "Lake Institute",
        names=HALE | {"Lake Institute": ORG},
    ),
    "the second half of a clause": Case(
        "Hale Orvik, who founded the Lake Institute and is the mayor of Lund, said rain fell.",
        "Hale Orvik",
        "mayor of Lund",
        "Lund",
        names=HALE | {"Lake Institute": ORG, "Lund": GPE},
        tags={"founded": "VBD"},
    ),
    "a clause after what is set off": Case(
        "Hale Orvik, a Lutheran, was elected mayor of Lund." + SAID,
        LATER,
        "mayor of Lund",
        "Lund",
        names=HALE | {"Lund": GPE},
        tags={"elected": "VBN"},
    ),
    "listed as": Case(
        "Hale Orvik, who is listed as a lawyer in Lund, said rain fell.",
        "Hale Orvik",
        "lawyer in Lund",
        names=HALE | {"Lund": GPE},
        tags={"listed": "VBN"},
    ),
    "who served is no longer there": Case(
        "Sen. Hale Orvik, who served as harbour master of Lund, said rain fell.",
        "Sen. Hale Orvik",
        "Sen.",
        names=HALE | {"Lund": GPE},
        tags={"served": "VBD"},
    ),
    "then this, now that": Case(
        "Hale Orvik, a port clerk during the flood and now head of the Lake Institute, said rain"
        " fell.",
        "Hale Orvik",
        "head of the Lake Institute",
        "Lake Institute",
        names=HALE | {"Lake Institute": ORG},
        tags={"now": "RB"},
    ),
    "of what and what else": Case(
        "Hale Orvik, a village history and old music teacher, said rain fell.",
        "Hale Orvik",
        "village history and old music teacher",
        tags={"village": "NN", "history": "NN", "old": "JJ", "music": "NN"},
    ),
    "whose host, after a verb": Case(
        "The mayor was pressed by Lake Radio's host, Hale Orvik, about it." + SAID,
        LATER,
        "Lake Radio's host",
        "Lake Radio",
        names=HALE | {"Lake Radio": ORG},
        tags={"about": "IN", "pressed": "VBN"},
    ),
    "whom a member represents": Case(
        "Hale Orvik is a council member representing Lund." + SAID,
        LATER,
        "council member representing Lund",
        names=HALE | {"Lund": GPE},
        tags={"representing": "VBG"},
    ),
}

SOURCES = {
    "staff is who they are": Case(
        "Campaign aides said rain fell.", "Campaign aides", None, names={}
    ),
    "researchers are who they are": Case(
        "Two researchers said rain fell.", "Two researchers", None, names={}
    ),
    "a reporter has no role": Case("A reporter said rain fell.", "A reporter", None, names={}),
}

SEVERAL = {
    "two senators and their parties": Case(
        "Sens. Hale Orvik (L-Lund) and Tilda Marsh (L-Aske) met. Marsh said rain fell.",
        "Marsh#2",
        "Sens.",
        names=BOTH,
    ),
    "two mayors and their towns": Case(
        "Mayors Hale Orvik of Lund and Tilda Marsh of Aske met. Marsh said rain fell.",
        "Marsh#2",
        "Mayors",
        names=BOTH | {"Lund": GPE, "Aske": GPE},
        tags={"Mayors": "NNS"},
    ),
    "both as the source": Case(
        "Hale Orvik and Tilda Marsh, biologists at the Lake Institute, said rain fell.",
        "Hale Orvik and Tilda Marsh",
        "biologists at the Lake Institute",
        "Lake Institute",
        names=BOTH | {"Lake Institute": ORG},
        tags={"biologists": "NNS"},
    ),
    "only one of two": Case(
        "Mayor Hale Orvik and Tilda Marsh said rain fell.",
        "Mayor Hale Orvik and Tilda Marsh",
        None,
        names=BOTH,
    ),
    "whose clients, is not said": Case(
        "The firm sued for clients Hale Orvik and Tilda Marsh. Marsh said rain fell.",
        "Marsh#2",
        None,
        names=BOTH,
        tags={"clients": "NNS"},
    ),
}

BEFORE_NAMES = {
    "an office of state and another one": Case(
        "Former secretary of state and union candidate Hale Orvik said rain fell.",
        "Former secretary of state and union candidate Hale Orvik",
        "Former secretary of state and union candidate",
        tags={"Former": "JJ"},
    ),
    "the side a senator is on": Case(
        "In May, liberal Sen. Hale Orvik said rain fell.",
        "liberal Sen. Hale Orvik",
        "liberal Sen.",
        tags={"liberal": "JJ"},
    ),
}

CHOICE = {
    "a title that is held no longer": Case(
        "Gen. Hale Orvik, a retired general and former director of the Lake Guard, said rain fell.",
        "Gen. Hale Orvik",
        "retired general and former director of the Lake Guard",
        "Lake Guard",
        names=HALE | {"Lake Guard": ORG},
        tags={"retired": "JJ", "former": "JJ"},
    ),
    "an office before what somebody is known as": Case(
        "Hale Orvik, the conservative icon who heads the Lake Guard, said rain fell.",
        "Hale Orvik",
        "heads the Lake Guard",
        "Lake Guard",
        names=HALE | {"Lake Guard": ORG},
        tags={"conservative": "JJ", "heads": "VBZ"},
    ),
    "one's own office before one of several": Case(
        "Candidates Hale Orvik and Tilda Marsh met. Orvik, a Lund senator, said rain fell.",
        "Orvik#2",
        "Lund senator",
        names=HALE | TILDA | {"Lund": GPE},
        tags={"Candidates": "NNS"},
    ),
}


@pytest.mark.parametrize("name", CLAUSES)
def test_role_in_a_further_clause(name: str) -> None:
    assert found_roles(CLAUSES[name]) == expected_roles(CLAUSES[name])


@pytest.mark.parametrize("name", SOURCES)
def test_role_of_an_unnamed_source(name: str) -> None:
    assert found_roles(SOURCES[name]) == expected_roles(SOURCES[name])


@pytest.mark.parametrize("name", SEVERAL)
def test_role_of_several(name: str) -> None:
    assert found_roles(SEVERAL[name]) == expected_roles(SEVERAL[name])


@pytest.mark.parametrize("name", BEFORE_NAMES)
def test_several_roles_before_a_name(name: str) -> None:
    assert found_roles(BEFORE_NAMES[name]) == expected_roles(BEFORE_NAMES[name])


@pytest.mark.parametrize("name", CHOICE)
def test_the_role_that_says_most_of_several(name: str) -> None:
    assert found_roles(CHOICE[name]) == expected_roles(CHOICE[name])
