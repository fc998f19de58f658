"""Roles before and beside names, and traps there. All people are invented."""

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
    "several people's abbreviated title": Case(
        "Reps. Tilda Marsh and Hale Orvik came." + SAID, LATER, "Reps.", names=BOTH
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
    "a sentence that runs on past the name": Case(
        "The letter came from the club's director, Hale Orvik, to the port." + SAID,
        LATER,
        "club's director",
        tags={"to": "IN"},
    ),
    "what is set in front of the name": Case(
        "After talks with the director, Hale Orvik, in tears, left." + SAID,
        LATER,
        None,
        tags={"left": "VBD"},
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


@pytest.mark.parametrize("name", BEFORE_NAMES)
def test_role_before_a_name(name: str) -> None:
    assert found_roles(BEFORE_NAMES[name]) == expected_roles(BEFORE_NAMES[name])


@pytest.mark.parametrize("name", BESIDE_NAMES)
def test_role_beside_a_name(name: str) -> None:
    assert found_roles(BESIDE_NAMES[name]) == expected_roles(BESIDE_NAMES[name])
