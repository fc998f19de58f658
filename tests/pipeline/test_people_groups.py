"""Who speaks where several do. All people and bodies are invented."""

from __future__ import annotations

import pytest
from speaker_cases import GPE, ORG, PERSON, Case, found_speakers

HALE, TILDA = {"Hale Orvik": PERSON, "Orvik": PERSON}, {"Tilda Marsh": PERSON, "Marsh": PERSON}
BOTH = HALE | TILDA

CASES = {
    "each of a place": Case(
        "Sens. Hale Orvik of Norland and Tilda Marsh of Lund said it was late.",
        BOTH | {"Norland": GPE, "Lund": GPE},
        [("Sens. Hale Orvik of Norland and Tilda Marsh of Lund", "Hale Orvik and Tilda Marsh")],
    ),
    "an adviser to two is neither": Case(
        "An adviser to Hale Orvik and Tilda Marsh said it was late.",
        BOTH,
        [("An adviser to Hale Orvik and Tilda Marsh",) * 2],
    ),
    "a person and a body": Case(
        "Tilda Marsh left. Marsh and the FNA said it was late.",
        TILDA | {"FNA": ORG},
        [("Marsh and the FNA", "Tilda Marsh and FNA")],
    ),
    "two names in a headline": Case(
        "Orvik, Marsh said it was late.\n\nHale Orvik met Tilda Marsh.",
        BOTH,
        [("Orvik, Marsh", "Hale Orvik and Tilda Marsh")],
    ),
    "a name and what is said of him": Case(
        "Hale Orvik, Democrat of Norland, said it was late.",
        HALE | {"Norland": GPE, "Democrat": ORG},
        [("Hale Orvik, Democrat of Norland", "Hale Orvik")],
    ),
    "they, named together before": Case(
        "Hale Orvik and Tilda Marsh left. They said it was late.",
        BOTH,
        [("They", "Hale Orvik and Tilda Marsh")],
    ),
    "they, a group named after the two": Case(
        "Hale Orvik and Tilda Marsh left. Farmers met. They said it was late.",
        BOTH,
        [("They", None)],  # too often wrong to be named
        tags={"Farmers": "NNS", "met": "VBD"},
    ),
    "she and others": Case(
        "Tilda Marsh left. She and her advisers said it was late.",
        TILDA,
        [("She and her advisers", "Tilda Marsh and her advisers")],
        tags={"advisers": "NNS"},
    ),
    "the minister and her advisers": Case(
        "Minister Tilda Marsh left. The minister and her advisers said it was late.",
        TILDA,
        [("The minister and her advisers", "Tilda Marsh and her advisers")],
        tags={"advisers": "NNS"},
    ),
    "a campaign and a body": Case(
        "The Marsh campaign and FNA said it was late.",
        TILDA | {"FNA": ORG},
        [("The Marsh campaign and FNA",) * 2],
    ),
    "both of a sort that two in mind need not be": Case(
        "Hale Orvik met Tilda Marsh. Both lake ministers said it was late.",
        BOTH,
        [("Both lake ministers",) * 2],
        tags={"ministers": "NNS"},
    ),
    "two of whom": Case(
        "It rained on farmers, two of whom said it was late.",
        {},
        [("two of whom", "farmers")],
        tags={"farmers": "NNS"},
    ),
    "who, of an owner and somebody else": Case(
        "It rained on farmers of Hale Orvik's farm who said it was late.",
        HALE,
        [("who", "farmers of Hale Orvik's farm")],
        tags={"farmers": "NNS", "rained": "VBD"},
    ),
    "two sorts, set off by dashes": Case(
        "Farmers — and some fishers — said it was late.",
        {},
        [("Farmers — and some fishers", "Farmers — and some fishers")],
        tags={"Farmers": "NNS", "fishers": "NNS"},
    ),
    "groups by another noun": Case(
        "Two old and new organizations said it was late. The groups said rain fell.",
        {},
        [
            ("Two old and new organizations", "Two old and new organizations"),
            ("The groups", "Two old and new organizations"),
        ],
    ),
    "the farmers of somewhere else": Case(
        "Many old farmers said it was late. The farmers of Norland said rain fell.",
        {"Norland": GPE},
        [("Many old farmers", "Many old farmers"), ("The farmers of Norland",) * 2],
        tags={"farmers": "NNS"},
    ),
    "it, a lawsuit": Case(
        "Hale Orvik's lawsuit said it was late. It said rain fell.",
        HALE,
        [("Hale Orvik's lawsuit", "Hale Orvik"), ("It", "Hale Orvik")],
    ),
    "a verb is nobody": Case(
        "It rained. Asked if it was late.", {}, [("Asked", None)], {"Asked": "VBN"}
    ),
    "a bracket before the others": Case(
        "Gov. Hale Orvik (R) and farmers in Lund said it was late.",
        HALE | {"Lund": GPE},
        [("Gov. Hale Orvik (R) and farmers in Lund",) * 2],
        tags={"farmers": "NNS"},
    ),
    "two names and others": Case(
        "Orvik, Marsh, and other farmers said it was late.",
        BOTH,
        [("Orvik, Marsh, and other farmers",) * 2],
        tags={"farmers": "NNS"},
    ),
    "groups alone": Case(
        "Labor unions, churches, and many farmers said it was late.",
        {},
        [("Labor unions, churches, and many farmers",) * 2],
        tags={"unions": "NNS", "churches": "NNS", "farmers": "NNS"},
    ),
    "each with what he or she is": Case(
        "Hale Orvik, head of the Lake Institute, a foundation, and Tilda Marsh said it was late.",
        BOTH | {"Lake Institute": ORG},
        [
            (
                "Hale Orvik, head of the Lake Institute, a foundation, and Tilda Marsh",
                "Hale Orvik and Tilda Marsh",
            )
        ],
    ),
    "whom a group asks": Case(
        "Some groups urging Hale Orvik to go said it was late.",
        HALE,
        [("Some groups urging Hale Orvik to go",) * 2],
        tags={"groups": "NNS", "urging": "VBG"},
    ),
    "both sides are not the two who spoke": Case(
        "Hale Orvik and Tilda Marsh said so. Both sides said it was late.",
        BOTH,
        [("Hale Orvik and Tilda Marsh",) * 2, ("Both sides",) * 2],
        tags={"sides": "NNS"},
    ),
    "a pair of things": Case(
        "Hale Orvik and Tilda Marsh said so. The pair of essays said it was late.",
        BOTH,
        [("Hale Orvik and Tilda Marsh",) * 2, ("The pair of essays",) * 2],
        tags={"essays": "NNS"},
    ),
    "those who are told apart by what they do": Case(
        "Those who stayed said it was late.",
        {},
        [("Those who stayed",) * 2],
        tags={"Those": "DT"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_group(name: str) -> None:
    assert found_speakers(CASES[name]) == [speaker for _, speaker in CASES[name].speakers]
