"""Which body speaks, and under which name. All people and bodies are invented."""

from __future__ import annotations

import pytest
from speaker_cases import GPE, ORG, PERSON, Case, found_speakers

TILDA = {"Tilda Marsh": PERSON, "Marsh": PERSON}

CASES = {
    "what a committee is on": Case(
        "The Lake Committee on Ports, Harbours and Home Affairs said it was late. The Committee"
        " said rain fell.",
        {"Lake Committee": ORG, "Ports": ORG, "Home Affairs": ORG, "Committee": ORG},
        [
            (
                "The Lake Committee on Ports, Harbours and Home Affairs",
                "Lake Committee on Ports, Harbours and Home Affairs",
            ),
            ("The Committee", "Lake Committee on Ports, Harbours and Home Affairs"),
        ],
    ),
    "a committee on something and somebody": Case(
        "The Lake Committee on Ports and Hale Orvik said it was late.",
        {"Lake Committee": ORG, "Hale Orvik": PERSON},
        [("The Lake Committee on Ports", "Lake Committee on Ports")],
    ),
    "what a committee is for": Case(
        "The Committee for a Dry Lake Bed said it was late.",
        {"Committee for": ORG},
        [("The Committee for a Dry Lake Bed", "Committee for a Dry Lake Bed")],
    ),
    "in small letters, without its state": Case(
        "The Lakeland Board of Ports met. The board of ports said it was late. The board said so.",
        {"Lakeland Board of Ports": ORG},
        [
            ("The board of ports", "Lakeland Board of Ports"),
            ("The board#2", "Lakeland Board of Ports"),
        ],
    ),
    "a body described before": Case(
        "The Tarrow Board met. A Lakeland ballot commission was late. The commission said so.",
        {"Tarrow Board": ORG, "Lakeland": GPE},
        [("The commission", "Lakeland ballot commission")],
    ),
    "a description is no part of a name": Case(
        "Lake Network met. The network said it was late.",
        {"Lake Network": ORG},
        [("The network", "Lake Network")],
    ),
    "the noun beside the name": Case(
        "The panel, Delta Nine, met. It rained. The panel said it was late.",
        {"Delta Nine": ORG, "panel": ORG},
        [("The panel#2", "Delta Nine")],
    ),
    "the school, of a university": Case(
        "Tilda Marsh left Tarrow University for the Lake Center. The school said it was late.",
        {"Tarrow University": ORG, "Lake Center": ORG} | TILDA,
        [("The school", "Tarrow University")],
    ),
    "the first words of a name": Case(
        "The National Rope Makers Guild met. The National Rope Makers said it was late.",
        {"National Rope Makers Guild": ORG, "National Rope Makers": ORG},
        [("The National Rope Makers#2", "National Rope Makers Guild")],
    ),
    "the first words are another body": Case(
        "Lake House Press Secretary Hale Orvik left. The Lake House said it was late.",
        {"Lake House Press": ORG, "Lake House": ORG, "Hale Orvik": PERSON},
        [("The Lake House", "Lake House")],
    ),
    "an acronym before other capitals is a body of its own": Case(
        "The F.N.A. Security Council met. The F.N.A. said it was late.",
        {"F.N.A. Security Council": ORG},
        [("The F.N.A.#2", "F.N.A.")],
    ),
    "a titled name before a body's noun is a person's": Case(
        "President Orvik left. Allies of Orvik, the only party there, met. Orvik said it was late.",
        {"Orvik": PERSON},
        [("Orvik#3", "Orvik")],
    ),
    "beginnings put together": Case(
        "The Lakeland Post came late. LaPo said it was late.",
        {"Lakeland Post": ORG},
        [("LaPo", "Lakeland Post")],
    ),
    "an acronym that begins a pair is no short form of it": Case(
        "The FNA and State met. The FNA said it was late.",
        {"FNA and State": ORG, "FNA": ORG},
        [("The FNA#2", "FNA")],
    ),
    "a short name that is a common noun": Case(
        "Week Magazine came late. In May, Week said it was late.",
        {"Week Magazine": ORG},
        [("Week#2", "Week Magazine")],
        tags={"Week": "NN"},
    ),
    "somebody's team, which has a name": Case(
        "Tilda Marsh left. The Marsh campaign met. Marsh's team said it was late.",
        TILDA,
        [("Marsh's team", "Marsh campaign")],
    ),
    "her campaign, which has a name": Case(
        "The Marsh campaign met. Tilda Marsh left. Her campaign said it was late.",
        TILDA,
        [("Her campaign", "Marsh campaign")],
    ),
    "her campaign, which has none": Case(
        "Tilda Marsh left. Her campaign said it was late.", TILDA, [("Her campaign",) * 2]
    ),
    "a reporter's": Case(
        "A reporter’s question said it was late.", {}, [("A reporter’s", "A reporter")]
    ),
    "a full stop that belongs to the word": Case(
        "Critics in L.L. said it was late.", {"L.L.": GPE}, [("Critics in L.L.",) * 2]
    ),
    "somebody's claim": Case(
        "Tilda Marsh left. Marsh's own argument said it was late.",
        TILDA,
        [("Marsh's own argument", "Tilda Marsh")],
    ),
    "the team, of a campaign of that name": Case(
        "Tilda Marsh met Hale Marsh. The Marsh campaign met. The Marsh team said it was late.",
        {"Tilda Marsh": PERSON, "Hale Marsh": PERSON, "Marsh": PERSON},
        [("The Marsh team", "Marsh campaign")],
    ),
    "a nickname in single marks": Case(
        "Hale ‘Tug’ Orvik said it was late.", {"Hale": PERSON}, [("Hale ‘Tug’ Orvik",) * 2]
    ),
    "a given name spelled out": Case(
        "Ken Orvik left. Kenneth Orvik said it was late.",
        {"Ken Orvik": PERSON, "Kenneth Orvik": PERSON},
        [("Kenneth Orvik", "Kenneth Orvik")],
    ),
    "a question before a surname": Case(
        "Will Orvik go? Hale Orvik left. Orvik said it was late.",
        {"Will Orvik": PERSON, "Hale Orvik": PERSON, "Orvik": PERSON},
        [("Orvik#3", "Hale Orvik")],
        tags={"Will": "MD"},
    ),
    "a body for somebody": Case(
        "Tarrow First, a pro-Orvik group, said it was late.",
        {"Tarrow First": ORG, "Orvik": PERSON},
        [("Tarrow First, a pro-Orvik group", "Tarrow First")],
    ),
    "a name whose article was marked alone": Case(
        "It rained. The Advocate said it was late.",
        {"The": ORG, "Advocate": ORG},
        [("The Advocate", "Advocate")],
    ),
    "a surname alone was marked": Case(
        "Sen. Rand Orvik, Lund, said it was late.",
        {"Orvik": PERSON, "Lund": GPE},
        [("Sen. Rand Orvik", "Rand Orvik")],
    ),
    "a headline taken for one name": Case(
        "Lund’s Tilda Marsh Backs Orvik.\n\nTilda Marsh met Hale Orvik. Marsh said it was late.",
        {"Tilda Marsh Backs Orvik": ORG, "Tilda Marsh": ORG, "Marsh": PERSON, "Hale Orvik": PERSON},
        [("Marsh#3", "Tilda Marsh")],
    ),
    "a person's role before what was taken for a body": Case(
        "The party leader, Tilda Marsh, left. Marsh said it was late.",
        {"Tilda Marsh": ORG, "Marsh": PERSON},
        [("Marsh#2", "Tilda Marsh")],
    ),
    "a paper by its article": Case(
        "It rained in Lund, wrote The Advocate. The Advocate was late. A Lund newspaper said so."
        " The newspaper said it was late.",
        {"Lund": ORG, "Advocate": ORG},
        [
            ("The Advocate#2", "Advocate"),
            ("A Lund newspaper", "Lund newspaper"),
            ("The newspaper", "Advocate"),
        ],
    ),
    "a paper by its last word": Case(
        "The Delta Board met the Lund Times. The paper said it was late.",
        {"Delta Board": ORG, "Lund Times": ORG},
        [("The paper", "Lund Times")],
    ),
    "a noun that the capitals stand for": Case(
        "The Lund Trust met the LRB. The Lund Bank left. The bureau said it was late.",
        {"Lund Trust": ORG, "LRB": ORG, "Lund Bank": ORG},
        [("The bureau", "LRB")],
    ),
    "a town is no body": Case(
        "Delta Nine met. The town said it was late.", {"Delta Nine": ORG}, [("The town",) * 2]
    ),
    "her campaign, which is a camp": Case(
        "The Marsh camp met. Tilda Marsh left. Her campaign said it was late.",
        TILDA,
        [("Her campaign", "Marsh camp")],
    ),
    "first words of two, of which one only adds what it is for": Case(
        "The Lake Center for Justice met. The Lake Center Program left. The Lake Center said so.",
        {"Lake Center for Justice": ORG, "Lake Center Program": ORG, "Lake Center": ORG},
        [("The Lake Center#3", "Lake Center for Justice")],
    ),
    "without the noun that ends it": Case(
        "The Census Bureau met. It rained. The Census said it was late.",
        {"Census Bureau": ORG},
        [("The Census#2", "Census Bureau")],
    ),
    "a name with small words, and what it is": Case(
        "Ports for Lund met. It rained. Ports for Lund, a pressure group, said it was late.",
        {"Ports for Lund": ORG},
        [("Ports for Lund, a pressure group", "Ports for Lund")],
    ),
    "somebody of a nation": Case(
        "One kind Finn said it was late.", {}, [("One kind Finn",) * 2], tags={"Finn": "NNP"}
    ),
    "a noun of its kind, in the headline": Case(
        "Lake panel said it was late.\n\nThe Lake Ports Committee met the Lake Rope Committee.",
        {"Lake Ports Committee": ORG, "Lake Rope Committee": ORG},
        [("Lake panel", "Lake Ports Committee")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_body(name: str) -> None:
    assert found_speakers(CASES[name]) == [speaker for _, speaker in CASES[name].speakers]
