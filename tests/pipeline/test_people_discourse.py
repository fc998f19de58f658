"""Whom phrases and pronouns mean beyond names, and what shows it. All people are invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from build_docs import Attributed, build_doc

from quotes.pipeline.people_decisions import BYLINE_KEY
from quotes.pipeline.people_evidence import speaker_evidence
from quotes.pipeline.people_ranking import load_weights, use_of_pronoun
from quotes.pipeline.speakers import SpeakerResolver, resolve_speakers

PERSON, ORG = "PERSON", "ORG"


def said(source: str, content: str, cue: str = "said") -> Attributed:
    return Attributed(source, cue, (content,))


CASES: dict[str, tuple[str, dict[str, str], Sequence[tuple[Attributed, str | None]]]] = {
    "he, after somebody who is not named": (
        "Ms. Tilda Marsh opened the bridge. A driver waited outside. “It is late,” he said.",
        {"Tilda Marsh": PERSON},
        [(said("he", "It is late"), "A driver")],
    ),
    "who, right after a name": (
        "The mayor, Hale Orvik, told Tilda Marsh, who said she would stay.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [(said("who", "she would stay"), "Tilda Marsh")],
    ),
    "the same unnamed one again": (
        "A driver waited. “It is late,” the driver said.",
        {},
        [(said("the driver", "It is late"), "the driver")],
    ),
    "her lawyer is not she": (
        "Lawyer Tilda Marsh came. “She is late,” her lawyer said.",
        {"Tilda Marsh": PERSON},
        [(said("her lawyer", "She is late"), "her lawyer")],
    ),
    "the older one, by their ages": (
        "Hale Orvik, 71, met Jon Pell, 38. “I won,” the older man said.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [(said("the older man", "I won"), "Hale Orvik")],
    ),
    "whose age it is": (
        "Hale Orvik, 71, met Jon Pell, 38. “I won,” the 38-year-old said.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [(said("the 38-year-old", "I won"), "Jon Pell")],
    ),
    "the couple, after two who spoke together": (
        "Hale and Tilda Orvik said rain fell. “We waited,” the couple said.",
        {"Hale": PERSON, "Tilda Orvik": PERSON},
        [
            (said("Hale and Tilda Orvik", "rain fell"), "Hale and Tilda Orvik"),
            (said("the couple", "We waited", "said#2"), "Hale and Tilda Orvik"),
        ],
    ),
    "these residents, as those before": (
        "Older residents said rain fell. “We waited,” these residents said.",
        {},
        [
            (said("Older residents", "rain fell"), "Older residents"),
            (said("these residents", "We waited", "said#2"), "Older residents"),
        ],
    ),
    "the statement somebody spoke in": (
        "Tilda Marsh said in a statement that rain fell.\n\nThe bridge was safe, the statement"
        " said.",
        {"Tilda Marsh": PERSON},
        [
            (said("Tilda Marsh", "rain fell", "said in a statement"), "Tilda Marsh"),
            (said("the statement", "The bridge was safe", "said#2"), "Tilda Marsh"),
        ],
    ),
    "a body by the noun set beside it": (
        "Harbourline, the company that bought the port, paid. The company said rain fell.",
        {"Harbourline": PERSON},
        [(said("The company", "rain fell"), "Harbourline")],
    ),
    "it, after a body that spoke": (
        "Lake Chemicals said rain fell. It said the plant was safe.",
        {"Lake Chemicals": ORG},
        [
            (said("Lake Chemicals", "rain fell"), "Lake Chemicals"),
            (said("It", "the plant was safe", "said#2"), "Lake Chemicals"),
        ],
    ),
    "she, who is named only after": (
        "“It rattles,” she said.\n\nNoemi Haddad, the caretaker, laid a towel there.",
        {"Noemi Haddad": PERSON},
        [(said("she", "It rattles"), "Noemi Haddad")],
    ),
    "the hearer does not speak": (
        "Ms. Tilda Marsh waited. Ms. Dara Quist came. “Go,” she told Quist.",
        {"Tilda Marsh": PERSON, "Dara Quist": PERSON},
        [(said("she", "Go", "told Quist"), "Tilda Marsh")],
    ),
    "a firm called after somebody": (
        "Hale Orvik died. Orvik & Daughters said rain fell.",
        {"Hale Orvik": PERSON, "Orvik": PERSON},
        [(said("Orvik & Daughters", "rain fell"), "Orvik & Daughters")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_source(name: str) -> None:
    text, names, expected = CASES[name]
    doc = build_doc(text, names, [one for one, _ in expected], tags={"old": "NN"})
    assert [decision.name for decision in resolve_speakers(doc)] == [name for _, name in expected]


def test_i_is_the_author_where_the_byline_names_one() -> None:
    doc = build_doc("I told her that rain fell.", {}, [said("I", "rain fell", "told")])
    (nobody,) = resolve_speakers(doc)
    assert nobody.name is None
    doc.user_data[BYLINE_KEY] = "By Odalys Brenn"
    (author,) = resolve_speakers(doc)
    assert (author.name, author.kind) == ("Odalys Brenn", "person")


def test_i_is_the_author_where_the_text_begins_with_a_byline() -> None:
    text = "My year\n\nBy Odalys Brenn\n\nI told her that rain fell."
    doc = build_doc(text, {"Odalys Brenn": PERSON}, [said("I", "rain fell", "told")])
    assert [decision.name for decision in resolve_speakers(doc)] == ["Odalys Brenn"]


def test_evidence_leads_from_the_source_to_the_name() -> None:
    text = "Mayor Hale Orvik came. “It is safe,” the mayor said. He added that rain fell."
    attributions = [said("the mayor", "It is safe"), said("He", "rain fell", "added")]
    doc = SpeakerResolver()(build_doc(text, {"Hale Orvik": PERSON}, attributions))
    evidence = speaker_evidence(doc)["1"]
    assert evidence.source is not None
    assert (evidence.source.kind, evidence.source.text) == ("pronoun", "He")
    assert [link.text for link in evidence.chain] == ["the mayor", "Hale Orvik"]
    assert evidence.reasons
    assert set(evidence.reasons) <= load_weights().keys()
    for link in (evidence.source, *evidence.chain):
        assert text[link.start_char : link.end_char] == link.text


def test_weights_say_what_everybody_knows() -> None:
    weights = load_weights()
    assert weights["pronouns fit"] > weights["pronouns do not fit"]
    assert weights["in the same paragraph"] > 0 > weights.get("in further back", -1.0)


@pytest.mark.parametrize(
    ("word", "tag", "use"),
    [("he", "PRP", "subject"), ("her", "PRP", "object"), ("her", "PRP$", "owner")],
)
def test_use_of_pronoun(word: str, tag: str, use: str) -> None:
    assert use_of_pronoun(word, tag) == use
