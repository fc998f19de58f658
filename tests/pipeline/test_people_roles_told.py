"""Roles in clauses and later sentences, which one is chosen, for whom. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import GPE, HALE, ORG, PERSON, TILDA, Case, expected_roles, found_roles

SAID = " Orvik said rain fell."
LATER = "Orvik#2"
BOTH = HALE | TILDA

CLAUSES = {
    "who at the time was": Case(
        "Hale Orvik, who at the time was a judge, said rain fell.", "Hale Orvik", "judge"
    ),
    "who teaches at": Case(
        "Hale Orvik, who teaches at the village school, said rain fell.",
        "Hale Orvik",
        "teaches at the village school",
        "village school",
        tags={"teaches": "VBZ"},
    ),
    "heads": Case(
        "Hale Orvik heads the Lake Institute." + SAID,
        LATER,
        "heads the Lake Institute",
        "Lake Institute",
        names=HALE | {"Lake Institute": ORG},
    ),
    "leads by two points": Case("Hale Orvik leads by two points." + SAID, LATER, None),
    "served for years as": Case(
        "Hale Orvik has served for ten years as treasurer of the port." + SAID,
        LATER,
        "treasurer of the port",
        tags={"served": "VBN", "ten": "CD"},
    ),
    "with somebody as": Case(
        "She took office with Hale Orvik as her chief of staff." + SAID,
        LATER,
        "chief of staff",
        tags={"chief": "NN"},
    ),
    "the victim of a fraud": Case(
        "Hale Orvik was the victim of a fraud." + SAID, LATER, None, tags={"victim": "NN"}
    ),
    "appointed a diplomat": Case(
        "Hale Orvik appointed an ambassador." + SAID, LATER, None, tags={"appointed": "VBD"}
    ),
    "if he is mayor": Case(
        "If Hale Orvik is mayor, rain falls." + SAID, LATER, None, tags={"If": "IN"}
    ),
    "the notion that he is a leader": Case(
        "She rejects the notion that Hale Orvik is the leader." + SAID, LATER, None
    ),
    "a bill about him is the winner": Case(
        "The vote for Hale Orvik is the winner." + SAID, LATER, None
    ),
    "what the article thinks of him": Case(
        "Hale Orvik is a powerful speaker." + SAID, LATER, None, tags={"powerful": "JJ"}
    ),
    "a woman": Case(
        "Tilda Marsh is a woman. Marsh said rain fell.",
        "Marsh#2",
        None,
        names=TILDA | {"Marsh": PERSON},
    ),
    "the union's president is": Case(
        "The union's president is Hale Orvik." + SAID, LATER, "union's president"
    ),
    "she has been its director": Case(
        "Tilda Marsh locked the door. She has been its director since May. Marsh said rain fell.",
        "Marsh#2",
        "director",
        names=TILDA | {"Marsh": PERSON},
        tags={"locked": "VBD"},
    ),
    "of two, the one whose gender agrees": Case(
        "Tilda Marsh and her brother Hale Orvik met. He became a butcher." + SAID,
        LATER,
        "butcher",
        names=BOTH,
    ),
    "of two, nobody": Case(
        "Bo Marsh and Kit Orvik met. He became a butcher. Orvik said rain fell.",
        LATER,
        None,
        names={"Bo Marsh": PERSON, "Kit Orvik": PERSON},
    ),
    "the next sentence tells his trade": Case(
        "Hale Orvik never sat on a bench. The former car salesman left." + SAID,
        LATER,
        "former car salesman",
        tags={"never": "RB", "left": "VBD"},
    ),
    "the next sentence tells what he stands for": Case(
        "Hale Orvik won in May. The independent candidate left the port." + SAID,
        LATER,
        "independent candidate",
        tags={"independent": "JJ", "left": "VBD"},
    ),
    "a role that the article gives to somebody else": Case(
        "Tilda Marsh, a Lund candidate, wept. Hale Orvik won in May. The defeated candidate left."
        + SAID,
        LATER,
        None,
        names=BOTH | {"Lund": GPE},
        tags={"defeated": "JJ", "left": "VBD"},
    ),
    "the judge of the next sentence is another": Case(
        "Hale Orvik was arrested. The presiding judge left." + SAID,
        LATER,
        None,
        tags={"arrested": "VBN", "presiding": "JJ"},
    ),
}

INTRODUCED = {
    "the first who is named, of whom the first paragraph tells": Case(
        "The deputy head of the port resigned on Sunday.\n\nThe pier cost a lot.\n\n"
        "Hale Orvik signed the contract in May. Orvik said rain fell.",
        LATER,
        "deputy head of the port",
        tags={"deputy": "NN", "signed": "VBD", "resigned": "VBD"},
    ),
    "somebody else was in the first paragraph": Case(
        "The deputy head of the port met a farmer.\n\n"
        "Hale Orvik signed the contract in May. Orvik said rain fell.",
        LATER,
        None,
        tags={"deputy": "NN", "signed": "VBD"},
    ),
    "whoever is first named as saying something": Case(
        "A local farmer found a coin.\n\nHale Orvik said it was old. Orvik said rain fell.",
        LATER,
        None,
        tags={"found": "VBD"},
    ),
    "a judge has to do with the matter": Case(
        "The presiding judge closed the pier.\n\n"
        "Hale Orvik bought the pier in May. Orvik said rain fell.",
        LATER,
        None,
        tags={"presiding": "JJ", "closed": "VBD", "bought": "VBD"},
    ),
}

CHOICE = {
    "a present office goes before a former one": Case(
        "Mayor Hale Orvik, a former teacher at Lund School, said rain fell.",
        "Mayor Hale Orvik, a former teacher at Lund School",
        "Mayor",
        names=HALE | {"Lund School": ORG},
    ),
    "an office goes before a party": Case(
        "Representative Hale Orvik, Democrat of Lund, said rain fell.",
        "Representative Hale Orvik",
        "Representative",
        names=HALE | {"Lund": GPE},
    ),
    "an office goes before a party, however long": Case(
        "Representative Hale Orvik, a Democrat from Lund, said rain fell.",
        "Representative Hale Orvik",
        "Representative",
        names=HALE | {"Lund": GPE},
        tags={"Democrat": "NN"},
    ),
    "a title goes before what was done once": Case(
        "Gov. Hale Orvik chaired the Lake Institute. Orvik said rain fell.",
        LATER,
        "Gov.",
        names=HALE | {"Lake Institute": ORG},
        tags={"chaired": "VBD"},
    ),
    "a leading member holds an office": Case(
        "Rep. Hale Orvik, the panel's ranking Democrat, said rain fell.",
        "Rep. Hale Orvik",
        "panel's ranking Democrat",
        tags={"ranking": "JJ"},
    ),
    "an office goes before a friendship": Case(
        "Sen. Hale Orvik, a close friend of the mayor, said rain fell.",
        "Sen. Hale Orvik",
        "Sen.",
        tags={"close": "JJ"},
    ),
    "a friendship goes before a form of address": Case(
        "Dr. Hale Orvik, a close friend of the mayor, said rain fell.",
        "Dr. Hale Orvik",
        "close friend of the mayor",
        tags={"close": "JJ"},
    ),
    "how a source is called counts for other quotes too": Case(
        "Hale Orvik wept. “Snow fell,” the Lakeland senator said. Orvik said rain fell.",
        LATER,
        "Lakeland senator",
        names=HALE | {"Lakeland": GPE},
    ),
}

AFFILIATIONS = {
    "a country of its minister": Case(
        "Hale Orvik, the foreign minister of Norland, said rain fell.",
        "Hale Orvik",
        "foreign minister of Norland",
        "Norland",
        names=HALE | {"Norland": GPE},
    ),
    "whose mayor": Case(
        "Hale Orvik, Lund's mayor, said rain fell.",
        "Hale Orvik",
        "Lund's mayor",
        "Lund",
        names=HALE | {"Lund": GPE},
    ),
    "where a baker comes from is no affiliation": Case(
        "Hale Orvik, a baker of Lund, said rain fell.",
        "Hale Orvik",
        "baker of Lund",
        names=HALE | {"Lund": GPE},
    ),
    "a firm that is taken for a person": Case(
        "Hale Orvik, chief executive of Solvane, said rain fell.",
        "Hale Orvik",
        "chief executive of Solvane",
        "Solvane",
        names=HALE | {"Solvane": PERSON},
        tags={"chief": "JJ", "executive": "NN"},
    ),
    "the trust is the one that is named": Case(
        "The Lake Bridge Trust fell silent. Hale Orvik, head of the trust, said rain fell.",
        "Hale Orvik",
        "head of the trust",
        "Lake Bridge Trust",
        names=HALE | {"Lake Bridge Trust": ORG},
    ),
    "of two trusts, neither": Case(
        "The Lake Trust and the Hill Trust fell. Hale Orvik, head of the trust, said rain fell.",
        "Hale Orvik",
        "head of the trust",
        names=HALE | {"Lake Trust": ORG, "Hill Trust": ORG},
    ),
    "the party's committee, not the party": Case(
        "Hale Orvik, chair of the party's platform committee, said rain fell.",
        "Hale Orvik",
        "chair of the party's platform committee",
        "party's platform committee",
    ),
    "what an envoy's coalition fights": Case(
        "Hale Orvik, envoy to the lake coalition fighting the Lund Militia, said rain fell.",
        "Hale Orvik",
        "envoy to the lake coalition fighting the Lund Militia",
        "lake coalition",
        names=HALE | {"Lund Militia": ORG},
        tags={"fighting": "VBG"},
    ),
    "a former director's office is no part of the body's name": Case(
        "Former Lake Institute director Hale Orvik said rain fell.",
        "Former Lake Institute director Hale Orvik",
        "Former Lake Institute director",
        "Lake Institute",
        names=HALE | {"Former Lake Institute": ORG},
    ),
    "a candidate does not belong there yet": Case(
        "Lake House hopeful Hale Orvik said rain fell.",
        "Lake House hopeful Hale Orvik",
        "Lake House hopeful",
        names=HALE | {"Lake House": ORG},
        tags={"hopeful": "NN"},
    ),
    "beside the name": Case(
        "Prof. Hale Orvik of the Lake Institute said rain fell.",
        "Prof. Hale Orvik of the Lake Institute",
        "Prof.",
        "Lake Institute",
        names=HALE | {"Lake Institute": ORG},
    ),
    "a nurse with two boys": Case(
        "Hale Orvik, a nurse with two boys at the school, said rain fell.",
        "Hale Orvik",
        "nurse",
    ),
}


@pytest.mark.parametrize("name", CLAUSES)
def test_role_in_a_clause(name: str) -> None:
    assert found_roles(CLAUSES[name]) == expected_roles(CLAUSES[name])


@pytest.mark.parametrize("name", INTRODUCED)
def test_role_before_the_first_name(name: str) -> None:
    assert found_roles(INTRODUCED[name]) == expected_roles(INTRODUCED[name])


@pytest.mark.parametrize("name", CHOICE)
def test_the_role_that_says_most(name: str) -> None:
    assert found_roles(CHOICE[name]) == expected_roles(CHOICE[name])


@pytest.mark.parametrize("name", AFFILIATIONS)
def test_affiliation(name: str) -> None:
    assert found_roles(AFFILIATIONS[name]) == expected_roles(AFFILIATIONS[name])
