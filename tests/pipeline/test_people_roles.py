"""Roles from anywhere in an article, former ones and traps. All people are invented."""

from __future__ import annotations

import pytest
from role_cases import GPE, HALE, ORG, PERSON, TILDA, Case, expected_roles, found_roles

SAID = " Orvik said rain fell."
LATER = "Orvik#2"
BOTH = HALE | TILDA

BEFORE_NAMES = {
    "an abbreviated title keeps its place and its time": Case(
        "Former Lakeland Gov. Hale Orvik said rain fell.",
        "Former Lakeland Gov. Hale Orvik",
        "Former Lakeland Gov.",
        "Lakeland",
        names=HALE | {"Lakeland": GPE},
        tags={"Former": "JJ"},
    ),
    "two abbreviated titles": Case(
        "Lt. Gov. Hale Orvik said rain fell.", "Lt. Gov. Hale Orvik", "Lt. Gov."
    ),
    "a place that is of the sentence": Case(
        "In Lakeland Gov. Hale Orvik said rain fell.",
        "Gov. Hale Orvik",
        "Gov.",
        names=HALE | {"Lakeland": GPE},
    ),
    "two offices joined": Case(
        "Harbour pilot and union secretary Hale Orvik said rain fell.",
        "Harbour pilot and union secretary Hale Orvik",
        "Harbour pilot and union secretary",
        tags={"Harbour": "NN"},
    ),
    "what an office is for": Case(
        "Vice president for news and talk Hale Orvik said rain fell.",
        "Vice president for news and talk Hale Orvik",
        "Vice president for news and talk",
        tags={"Vice": "NN"},
    ),
    "whose strategist": Case(
        "Marsh's chief strategist Hale Orvik said rain fell.",
        "Marsh's chief strategist Hale Orvik",
        "Marsh's chief strategist",
        names=HALE | {"Marsh": PERSON},
    ),
    "called after whom he serves": Case(
        "Marsh adviser Hale Orvik said rain fell.",
        "Marsh adviser Hale Orvik",
        "Marsh adviser",
        names=HALE | {"Marsh": PERSON},
    ),
    "a supporter of somebody else": Case(
        "A supporter of former minister Hale Orvik wept. Orvik said rain fell.",
        LATER,
        "former minister",
    ),
    "a rival without saying whose": Case("Her chief rival Hale Orvik wept." + SAID, LATER, None),
    "the elder of two": Case("The elder Hale Orvik wept." + SAID, LATER, None),
    "a woman called": Case(
        "The buyer, a collector called Hale Orvik, wept." + SAID,
        LATER,
        "collector",
        tags={"called": "VBN"},
    ),
    "several people's title": Case(
        "Senators Hale Orvik and Tilda Marsh came." + SAID,
        LATER,
        "Senators",
        names=BOTH,
        tags={"Senators": "NNPS"},
    ),
    "a trade of two between commas": Case(
        "The two marine biologists, Tilda Marsh and Hale Orvik, came." + SAID,
        LATER,
        "marine biologists",
        names=BOTH,
        tags={"marine": "JJ", "biologists": "NNS"},
    ),
    "officials before a list are not its trade": Case(
        "According to officials, Hale Orvik and Tilda Marsh came." + SAID, LATER, None, names=BOTH
    ),
}

BESIDE_NAMES = {
    "the subject between its office and its verb": Case(
        "On Sunday the port's manager, Hale Orvik, said rain fell.", "Hale Orvik", "port's manager"
    ),
    "somebody's deputy, before the name": Case(
        "On Sunday Tilda Marsh's deputy, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "Tilda Marsh's deputy",
        names=BOTH,
        tags={"deputy": "NN"},
    ),
    "one of several": Case(
        "One of the port's top advisers, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "One of the port's top advisers",
        tags={"advisers": "NNS", "top": "JJ"},
    ),
    "another, from a town": Case(
        "Another skipper, Hale Orvik of Lund, said rain fell.",
        "Hale Orvik",
        "skipper",
        names=HALE | {"Lund": GPE},
    ),
    "a hyphen inside the phrase": Case(
        "The leader of the Anti-Flood League, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "leader of the Anti-Flood League",
        "Anti-Flood League",
        names=HALE | {"Anti-Flood League": ORG},
        tags={"-": "HYPH"},
    ),
    "a noun that was tagged as a plural": Case(
        "“Rain fell,” said Hale Orvik, a local pollster.",
        "Hale Orvik",
        "local pollster",
        tags={"pollster": "NNS"},
    ),
    "an outside adviser": Case(
        "Hale Orvik, a top outside Marsh adviser, said rain fell.",
        "Hale Orvik",
        "top outside Marsh adviser",
        names=HALE | {"Marsh": PERSON},
        tags={"top": "JJ", "outside": "IN"},
    ),
    "outside a town": Case(
        "Hale Orvik, a baker outside Lund, said rain fell.",
        "Hale Orvik",
        "baker",
        names=HALE | {"Lund": GPE},
        tags={"outside": "IN"},
    ),
    "an and inside a body's name": Case(
        "Hale Orvik, the Lake and Hill Bank chairman, said rain fell.",
        "Hale Orvik",
        "Lake and Hill Bank chairman",
        "Lake and Hill Bank",
        names=HALE | {"Lake": ORG, "Hill Bank": ORG},
    ),
    "a party and an office": Case(
        "Hale Orvik, a Republican and former Lund governor, said rain fell.",
        "Hale Orvik",
        "Republican and former Lund governor",
        names=HALE | {"Lund": GPE},
        tags={"Republican": "JJ"},
    ),
    "in brackets": Case(
        "Hale Orvik (director of the Lake Institute) said rain fell.",
        "Hale Orvik",
        "director of the Lake Institute",
        "Lake Institute",
        names=HALE | {"Lake Institute": ORG},
    ),
    "an age, a place and a trade": Case(
        "Hale Orvik, 41, of Lund, a baker, said rain fell.",
        "Hale Orvik",
        "baker",
        names=HALE | {"Lund": GPE},
        tags={"41": "CD"},
    ),
    "formerly": Case(
        "Hale Orvik, formerly the mayor of Lund, said rain fell.",
        "Hale Orvik",
        "formerly the mayor of Lund",
        "Lund",
        names=HALE | {"Lund": GPE},
        tags={"formerly": "RB"},
    ),
    "until a year": Case(
        "“Rain fell,” said Hale Orvik, until 2030 the bank's head of risk.",
        "Hale Orvik",
        "until 2030 the bank's head of risk",
        tags={"until": "IN", "2030": "CD"},
    ),
    "recently named": Case(
        "Hale Orvik, recently named the port's director, said rain fell.",
        "Hale Orvik",
        "port's director",
        tags={"recently": "RB", "named": "VBN"},
    ),
    "a follower of somebody": Case(
        "“Rain fell,” said Hale Orvik, a Marsh campaign aide.",
        "Hale Orvik",
        "Marsh campaign aide",
        "Marsh campaign",
        names=HALE | {"Marsh": PERSON},
    ),
    "a daughter who is a lawyer": Case(
        "“Rain fell,” said Tilda Marsh, his daughter, a probate lawyer.",
        "Tilda Marsh",
        "probate lawyer",
        names=TILDA,
    ),
    "a trade before kinship stands without it": Case(
        "Tilda Marsh, a baker and the wife of Mayor Hale Orvik, said rain fell.",
        "Tilda Marsh",
        "baker",
        names=BOTH,
    ),
    "a title in marks is part of the role": Case(
        "Hale Orvik, host of “The Night Tram”, said rain fell.",
        "Hale Orvik",
        "host of “The Night Tram”",
    ),
    "the brother of a mayor is no mayor": Case(
        "Hale Orvik, brother of Mayor Tilda Marsh, said rain fell.",
        "Hale Orvik",
        "brother of Mayor Tilda Marsh",
        names=BOTH,
    ),
    "a phrase that may be the brother's": Case(
        "The brother of Tilda Marsh, a baker, wept. Marsh said rain fell.",
        "Marsh#2",
        None,
        names=TILDA | {"Marsh": PERSON},
    ),
    "a signature": Case(
        "“Rain fell.” – Hale Orvik, former foreman, Lake Aggregates",
        "Hale Orvik",
        "former foreman",
        "Lake Aggregates",
    ),
    "a signature with a place": Case(
        "“Rain fell.” – Dr Hale Orvik, general practitioner, Lund",
        "Hale Orvik",
        "general practitioner",
        names=HALE | {"Lund": GPE},
        tags={"general": "JJ"},
    ),
    "a signature without a role": Case(
        "“Rain fell.” – Hale Orvik, Lund", "Hale Orvik", None, names=HALE | {"Lund": GPE}
    ),
}

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
    "stepped down as": Case(
        "Hale Orvik stepped down as mayor of Lund." + SAID,
        LATER,
        "stepped down as mayor of Lund",
        "Lund",
        names=HALE | {"Lund": GPE},
        tags={"stepped": "VBD", "down": "RB"},
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
        None,  # who "the senator" is, this text does not say surely enough
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


@pytest.mark.parametrize("name", INTRODUCED)
def test_role_before_the_first_name(name: str) -> None:
    assert found_roles(INTRODUCED[name]) == expected_roles(INTRODUCED[name])


@pytest.mark.parametrize("name", AFFILIATIONS)
def test_affiliation(name: str) -> None:
    assert found_roles(AFFILIATIONS[name]) == expected_roles(AFFILIATIONS[name])


@pytest.mark.parametrize("name", BEFORE_NAMES)
def test_role_before_a_name(name: str) -> None:
    assert found_roles(BEFORE_NAMES[name]) == expected_roles(BEFORE_NAMES[name])


@pytest.mark.parametrize("name", BESIDE_NAMES)
def test_role_beside_a_name(name: str) -> None:
    assert found_roles(BESIDE_NAMES[name]) == expected_roles(BESIDE_NAMES[name])


@pytest.mark.parametrize("name", CLAUSES)
def test_role_in_a_clause(name: str) -> None:
    assert found_roles(CLAUSES[name]) == expected_roles(CLAUSES[name])


@pytest.mark.parametrize("name", CHOICE)
def test_the_role_that_says_most(name: str) -> None:
    assert found_roles(CHOICE[name]) == expected_roles(CHOICE[name])
