"""Who is the source, in cases a journalist could check by reading. All people are invented."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
import spacy
from build_docs import Attributed, build_doc, find_words
from spacy.tokens import Doc, DocBin

from quotes.pipeline import people_acronyms
from quotes.pipeline.people_decisions import SpeakerDecision
from quotes.pipeline.people_names import is_acronym_of, is_form_of, name_words
from quotes.pipeline.speakers import SpeakerResolver, resolve_speakers

PERSON, ORG, GPE = "PERSON", "ORG", "GPE"


@dataclass(frozen=True)
class Case:
    """A text and, for each attribution (source, cue, content), the expected name and kind."""

    text: str
    names: Mapping[str, str]
    expected: Sequence[tuple[Attributed, str | None, str | None]]
    tags: Mapping[str, str] = field(default_factory=dict)


def said(source: str | None, content: str, cue: str | None = "said") -> Attributed:
    return Attributed(source, cue, (content,))


CASES = {
    "a name in full": Case(
        "“The bridge is safe,” said Hale Orvik.",
        {"Hale Orvik": PERSON},
        [(said("Hale Orvik", "The bridge is safe"), "Hale Orvik", "person")],
    ),
    "a title is no part of the name": Case(
        "“The bridge is safe,” Transport Minister Hale Orvik said.",
        {"Hale Orvik": PERSON},
        [(said("Transport Minister Hale Orvik", "The bridge is safe"), "Hale Orvik", "person")],
    ),
    "a title inside the marked name": Case(
        "Sen. Tilda Marsh said rain fell.",
        {"Sen. Tilda Marsh": PERSON},
        [(said("Sen. Tilda Marsh", "rain fell"), "Tilda Marsh", "person")],
    ),
    "a later surname": Case(
        "Hale Orvik opened the bridge. Orvik said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("Orvik#2", "it was safe"), "Hale Orvik", "person")],
    ),
    "a surname before the full name": Case(
        "Orvik said it was safe. Hale Orvik is an engineer.",
        {"Hale Orvik": PERSON, "Orvik": PERSON},
        [(said("Orvik", "it was safe"), "Hale Orvik", "person")],
    ),
    "a surname marked as a body's name": Case(
        "Hale Orvik opened the bridge. Orvik said it was safe.",
        {"Hale Orvik": PERSON, "Orvik": ORG},
        [(said("Orvik#2", "it was safe"), "Hale Orvik", "person")],
    ),
    "an Arabic article comes and goes": Case(
        "Faris al-Dalwan met reporters. Dalwan said talks had begun.",
        {"Faris al-Dalwan": PERSON, "Dalwan": PERSON},
        [(said("Dalwan#2", "talks had begun"), "Faris al-Dalwan", "person")],
    ),
    "a name that was cut": Case(
        "“Talks go on,” Faris al-Dalwan said.",
        {"Faris": PERSON},
        [(said("Faris al-Dalwan", "Talks go on"), "Faris al-Dalwan", "person")],
    ),
    "a surname in capitals, as in a transcript": Case(
        "Hale Orvik came to the studio.\n\nORVIK: It is safe.",
        {"Hale Orvik": PERSON},
        [(said("ORVIK", "It is safe", ":"), "Hale Orvik", "person")],
    ),
    "two people of one surname, told apart by Mr. and Ms.": Case(
        "Hale Orvik and Marlo Orvik opened the bridge. Ms. Orvik said it was safe. Mr. Orvik"
        " said it was late.",
        {"Hale Orvik": PERSON, "Marlo Orvik": PERSON, "Mr. Orvik": PERSON, "Ms. Orvik": PERSON},
        [
            (said("Ms. Orvik", "it was safe"), None, None),
            (said("Mr. Orvik", "it was late", "said#2"), None, None),
        ],
    ),
    "two of one surname, known by title": Case(
        "Mr. Hale Orvik met Mrs. Tilda Orvik. Mrs. Orvik said it was safe. Mr. Orvik said it"
        " was late.",
        {"Hale Orvik": PERSON, "Tilda Orvik": PERSON},
        [
            (said("Mrs. Orvik", "it was safe"), "Tilda Orvik", "person"),
            (said("Mr. Orvik", "it was late", "said#2"), "Hale Orvik", "person"),
        ],
    ),
    "the given name of one keeps being repeated": Case(
        "Hale Orvik opened the bridge. Orvik smiled. Tilda Orvik, his aunt, came late. Tilda Orvik"
        " left early. Orvik said it was safe.",
        {"Hale Orvik": PERSON, "Tilda Orvik": PERSON, "Orvik": PERSON},
        [(said("Orvik#5", "it was safe"), "Hale Orvik", "person")],
    ),
    "the hearer is not the speaker": Case(
        "Hale Orvik told Tilda Marsh that rain fell.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [(said("Hale Orvik", "rain fell", "told Tilda Marsh"), "Hale Orvik", "person")],
    ),
    "according to": Case(
        "The bridge is safe, according to engineer Hale Orvik.",
        {"Hale Orvik": PERSON},
        [(said("engineer Hale Orvik", "The bridge is safe", "according to"), "Hale Orvik",
          "person")],
    ),
    "he, after one man": Case(
        "Mr. Hale Orvik opened the bridge. He said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("He", "it was safe"), "Hale Orvik", "person")],
    ),
    "she is not the last one named but the woman": Case(
        "Ms. Tilda Marsh met Mr. Hale Orvik. She said rain fell.",
        {"Tilda Marsh": PERSON, "Hale Orvik": PERSON},
        [(said("She", "rain fell"), "Tilda Marsh", "person")],
    ),
    "gender from a role noun": Case(
        "Spokeswoman Robin Pell met Mr. Hale Orvik. She said rain fell.",
        {"Robin Pell": PERSON, "Hale Orvik": PERSON},
        [(said("She", "rain fell"), "Robin Pell", "person")],
    ),
    "what the text says outweighs the given name": Case(
        "Mr. Maria Lund met Ms. Tilda Marsh. He said rain fell.",
        {"Maria Lund": PERSON, "Tilda Marsh": PERSON},
        [(said("He", "rain fell"), "Maria Lund", "person")],
    ),
    "pronouns of the text outweigh the given name": Case(
        "Thomas Quill sold her house. Quill lost her keys. Peter Lund came. She said rain fell.",
        {"Thomas Quill": PERSON, "Quill": PERSON, "Peter Lund": PERSON},
        [(said("She", "rain fell"), "Thomas Quill", "person")],
    ),
    "he is not the one his own words name": Case(
        "Mr. Hale Orvik met Mr. Jon Pell. “Pell is late,” he said.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [(said("he", "Pell is late"), "Hale Orvik", "person")],
    ),
    "he added, in the next paragraph": Case(
        "“The bridge is safe,” said Mr. Hale Orvik.\n\nJon Pell came late.\n\n“It is new,” he"
        " added.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [
            (said("Mr. Hale Orvik", "The bridge is safe"), "Hale Orvik", "person"),
            (said("he", "It is new", "added"), "Hale Orvik", "person"),
        ],
    ),
    "a floating quotation in the next paragraph": Case(
        "“The bridge is safe,” said Hale Orvik.\n\n“It is new.”",
        {"Hale Orvik": PERSON},
        [
            (said("Hale Orvik", "The bridge is safe"), "Hale Orvik", "person"),
            (Attributed(None, None, ("It is new.",)), "Hale Orvik", "person"),
        ],
    ),
    "a floating quotation in the same paragraph": Case(
        "“The bridge is safe,” said Hale Orvik. “It is new.”",
        {"Hale Orvik": PERSON},
        [
            (said("Hale Orvik", "The bridge is safe"), "Hale Orvik", "person"),
            (Attributed(None, None, ("It is new.",)), "Hale Orvik", "person"),
        ],
    ),
    "a floating quotation after narration is nobody's": Case(
        "“The bridge is safe,” said Hale Orvik.\n\nRain fell all day.\n\n“It is new.”",
        {"Hale Orvik": PERSON},
        [(Attributed(None, None, ("It is new.",)), None, None)],
    ),
    "a floating quotation after somebody else was named is nobody's": Case(
        "“The bridge is safe,” said Hale Orvik. Jon Pell came in. “It is new.”",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [
            (said("Hale Orvik", "The bridge is safe"), "Hale Orvik", "person"),
            (Attributed(None, None, ("It is new.",)), None, None),
        ],
    ),
    "a quotation that stands first is nobody's": Case(
        "“It is new.”\n\nThe bridge opened.",
        {},
        [(Attributed(None, None, ("It is new.",)), None, None)],
    ),
    "a passive names nobody": Case(
        "“It is safe,” said Hale Orvik. The mayor has been accused of lying.",
        {"Hale Orvik": PERSON},
        [
            (said("Hale Orvik", "It is safe"), "Hale Orvik", "person"),
            (Attributed(None, "has been accused of", ("lying",)), None, None),
        ],
    ),
    "the minister": Case(
        "Transport Minister Hale Orvik met lawyer Tilda Marsh. The minister said it was safe.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [(said("The minister", "it was safe"), "Hale Orvik", "person")],
    ),
    "the attorney is the lawyer": Case(
        "Transport Minister Hale Orvik met lawyer Tilda Marsh. The attorney said it was late.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [(said("The attorney", "it was late"), "Tilda Marsh", "person")],
    ),
    "the senator, after Sen.": Case(
        "Sen. Tilda Marsh met Hale Orvik. Orvik spoke. The senator said it was late.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [(said("The senator", "it was late"), "Tilda Marsh", "person")],
    ),
    "the minister of the other country": Case(
        "Finnish Foreign Minister Aino Salo met Chilean Foreign Minister Rosa Vera. The Chilean"
        " minister said it was late.",
        {"Aino Salo": PERSON, "Rosa Vera": PERSON},
        [(said("The Chilean minister", "it was late"), "Rosa Vera", "person")],
    ),
    "her lawyer, named elsewhere": Case(
        "Tilda Marsh came with her lawyer. Her lawyer said it was late. The lawyer, Jon Pell,"
        " left.",
        {"Tilda Marsh": PERSON, "Jon Pell": PERSON},
        [(said("Her lawyer", "it was late"), "Jon Pell", "person")],
    ),
    "her lawyer, never named": Case(
        "Ms. Tilda Marsh left. Her lawyer said it was late.",
        {"Tilda Marsh": PERSON},
        [(said("Her lawyer", "it was late"), "Her lawyer", "unnamed")],
    ),
    "the mayor is not the minister": Case(
        "Transport Minister Hale Orvik left. The mayor said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("The mayor", "it was safe"), "The mayor", "unnamed")],
    ),
    "a senior official": Case(
        "Hale Orvik left. A senior official said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("A senior official", "it was safe"), "A senior official", "unnamed")],
    ),
    "two officials": Case(
        "Hale Orvik left. Two officials said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("Two officials", "it was safe"), "Two officials", "group")],
        {"officials": "NNS"},
    ),
    "residents": Case(
        "Residents of the old town said it was loud.",
        {},
        [(said("Residents of the old town", "it was loud"), "Residents of the old town",
          "group")],
    ),
    "they, after a group": Case(
        "Residents said it was loud. They added that it was dirty.",
        {},
        [
            (said("Residents", "it was loud"), "Residents", "group"),
            (said("They", "it was dirty", "added"), "Residents", "group"),
        ],
        {"added": "VBD"},
    ),
    "two people as one source": Case(
        "Hale Orvik and Jon Pell said it was safe.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [(said("Hale Orvik and Jon Pell", "it was safe"), "Hale Orvik and Jon Pell", "group")],
    ),
    "those who do something are called by their noun": Case(
        "Porters who blocked the quay said it was safe.",
        {},
        [(said("Porters who blocked the quay", "it was safe"), "Porters", "group")],
        {"Porters": "NNS"},
    ),
    "a firm of which half was marked, as a person": Case(
        "The mill's owner, Orvik Chemicals, said it was safe. Orvik said it was late.",
        {"Orvik": PERSON},
        [
            (said("The mill's owner, Orvik Chemicals,", "it was safe"), "Orvik Chemicals",
             "organization"),
            (said("Orvik#2", "it was late", "said#2"), "Orvik Chemicals", "organization"),
        ],
    ),
    "the company, where there is one firm": Case(
        "Orvik Chemicals burned. The company said it was late.",
        {"Orvik": PERSON},
        [(said("The company", "it was late"), "Orvik Chemicals", "organization")],
    ),
    "a union with its long name": Case(
        "The Fishers' Guild of the Upper Lund said it was late.",
        {"Lund": GPE},
        [(said("The Fishers' Guild of the Upper Lund", "it was late"),
          "Fishers' Guild of the Upper Lund", "organization")],
    ),
    "an agency called by its name and noun": Case(
        "The ORVINFO agency said it was late.",
        {"ORVINFO": ORG},
        [(said("The ORVINFO agency", "it was late"), "ORVINFO", "organization")],
    ),
    "a source cut after a possessive": Case(
        "Later a coroner's assistant said it was late.",
        {},
        [(said("coroner's", "it was late"), "a coroner's assistant", "unnamed")],
    ),
    "somebody's claim is not cut": Case(
        "Tilda Marsh left. Marsh's claim that it was late is old.",
        {"Tilda Marsh": PERSON},
        [(said("Marsh's", "it was late", "claim"), "Tilda Marsh", "person")],
    ),
    "a nickname between the names": Case(
        "Hale “Oar” Orvik spoke. Orvik said it was late.",
        {"Hale": PERSON, "Orvik": PERSON},
        [(said("Orvik#2", "it was late"), "Hale “Oar” Orvik", "person")],
    ),
    "he, after her deputy by name": Case(
        "“It is late,” Nerissa Marsh said. “It is safe,” she said. Her counterpart from Lund,"
        " Oskan Pell, was brief. He said rain fell.",
        {"Nerissa Marsh": PERSON, "Oskan Pell": PERSON, "Lund": GPE},
        [
            (said("Nerissa Marsh", "It is late"), "Nerissa Marsh", "person"),
            (said("she", "It is safe", "said#2"), "Nerissa Marsh", "person"),
            (said("He", "rain fell", "said#3"), "Oskan Pell", "person"),
        ],
    ),
    "only the title was marked": Case(
        "Mayor Dr. Hale Orvik said it was late.",
        {"Mayor": PERSON, "Hale Orvik": PERSON},
        [(said("Mayor Dr. Hale Orvik", "it was late"), "Hale Orvik", "person")],
    ),
    "he, after her captain by name and what he does": Case(
        "“It is late,” Nerissa Marsh said. “It is safe,” she said. Her captain, Oskan Pell, who"
        " came late, was brief. He said rain fell.",
        {"Nerissa Marsh": PERSON, "Oskan Pell": PERSON},
        [
            (said("Nerissa Marsh", "It is late"), "Nerissa Marsh", "person"),
            (said("she", "It is safe", "said#2"), "Nerissa Marsh", "person"),
            (said("He", "rain fell", "said#3"), "Oskan Pell", "person"),
        ],
    ),
    "an answer to the writer's question": Case(
        "“It is late,” Tilda Marsh said.\n\nAnd then? “It is safe.”",
        {"Tilda Marsh": PERSON},
        [
            (said("Tilda Marsh", "It is late"), "Tilda Marsh", "person"),
            (said(None, "It is safe.", None), "Tilda Marsh", "person"),
        ],
    ),
    "no answer, after something told": Case(
        "“It is late,” Tilda Marsh said.\n\nThen rain fell. “It is safe.”",
        {"Tilda Marsh": PERSON},
        [
            (said("Tilda Marsh", "It is late"), "Tilda Marsh", "person"),
            (said(None, "It is safe.", None), None, None),
        ],
    ),
    "a paper of the one council, seen by an agency": Case(
        "Lund Harbour Council met. Repairs are late, according to a council paper seen by Orvik"
        " News.",
        {"Lund Harbour Council": ORG, "Orvik News": ORG},
        [(said("a council paper seen by Orvik News", "Repairs are late", "according to"),
          "Lund Harbour Council", "organization")],
        {"seen": "VBN"},
    ),
    "a paper of nobody, seen by an agency": Case(
        "Repairs are late, according to a memo obtained by Orvik News.",
        {"Orvik News": ORG},
        [(said("a memo obtained by Orvik News", "Repairs are late", "according to"),
          "a memo obtained by Orvik News", "unnamed")],
        {"obtained": "VBN"},
    ),
    "the leader of the body, elected": Case(
        "The head of the port council said it was late. Tilda Marsh, who was elected in May, left.",
        {"Tilda Marsh": PERSON},
        [(said("The head of the port council", "it was late"), "Tilda Marsh", "person")],
        {"elected": "VBN"},
    ),
    "a woman inside a quotation": Case(
        "Ms. Tilda Marsh left the house. “The woman said it was late,” she said.",
        {"Tilda Marsh": PERSON},
        [(said("The woman", "it was late"), "The woman", "unnamed")],
    ),
    "an agency": Case(
        "Talks go on, the state news agency SENA said.",
        {"SENA": ORG},
        [(said("the state news agency SENA", "Talks go on"), "SENA", "organization")],
    ),
    "an agency after its name": Case(
        "Talks go on, the official SENA news agency said.",
        {"SENA": ORG},
        [(said("the official SENA news agency", "Talks go on"), "SENA", "organization")],
    ),
    "a tabloid after its name": Case(
        "The nationalist Tarrow Times tabloid said it was late.",
        {"Tarrow Times": ORG},
        [
            (
                said("The nationalist Tarrow Times tabloid", "it was late"),
                "Tarrow Times",
                "organization",
            )
        ],
    ),
    "a poll of a body with “of” in its name": Case(
        "A University of Tarrow poll said it was late.",
        {"University of Tarrow": ORG},
        [
            (
                said("A University of Tarrow poll", "it was late"),
                "University of Tarrow",
                "organization",
            )
        ],
    ),
    "an agency that is called so": Case(
        "The Tarrow Press Agency said it was late.",
        {"Tarrow Press Agency": ORG},
        [
            (
                said("The Tarrow Press Agency", "it was late"),
                "Tarrow Press Agency",
                "organization",
            )
        ],
    ),
    "a ministry": Case(
        "The Health Ministry said it was safe.",
        {"Health Ministry": ORG},
        [(said("The Health Ministry", "it was safe"), "Health Ministry", "organization")],
    ),
    "the ministry, named before": Case(
        "The Health Ministry opened a ward. The ministry said it was safe.",
        {"Health Ministry": ORG},
        [(said("The ministry", "it was safe"), "Health Ministry", "organization")],
    ),
    "it, a body": Case(
        "The Health Ministry opened a ward. It said beds were free.",
        {"Health Ministry": ORG},
        [(said("It", "beds were free"), "Health Ministry", "organization")],
    ),
    "a country speaks": Case(
        "Norland said talks would go on.",
        {"Norland": GPE},
        [(said("Norland", "talks would go on"), "Norland", "organization")],
    ),
    "an acronym by its initials": Case(
        "The Union of Lake Fishers met. ULF said nets were lost.",
        {"Union of Lake Fishers": ORG, "ULF": ORG},
        [(said("ULF", "nets were lost"), "Union of Lake Fishers", "organization")],
    ),
    "the campaign of somebody is not that person": Case(
        "Tilda Marsh left. The Marsh campaign said it was late.",
        {"Tilda Marsh": PERSON, "Marsh": PERSON},
        [(said("The Marsh campaign", "it was late"), "Marsh campaign", "organization")],
    ),
    "an adviser to somebody is not that person": Case(
        "Tilda Marsh left. An adviser to Marsh said it was late.",
        {"Tilda Marsh": PERSON, "Marsh": PERSON},
        [(said("An adviser to Marsh", "it was late"), "An adviser to Marsh", "unnamed")],
    ),
    "somebody's adviser is not that person": Case(
        "President Hale Orvik's adviser Jon Pell said it was late.",
        {"Hale Orvik": PERSON, "Jon Pell": PERSON},
        [(said("President Hale Orvik's adviser Jon Pell", "it was late"), "Jon Pell", "person")],
    ),
    "a poll speaks for its issuer": Case(
        "A Lakeview University poll found that most agree.",
        {"Lakeview University": ORG},
        [(said("A Lakeview University poll", "most agree", "found"), "Lakeview University",
          "organization")],
        {"found": "VBD"},
    ),
    "a letter by somebody": Case(
        "Tilda Marsh left. Marsh's letter said it was late.",
        {"Tilda Marsh": PERSON, "Marsh": PERSON},
        [(said("Marsh's letter", "it was late"), "Tilda Marsh", "person")],
    ),
    "a document of nobody": Case(
        "Court papers said it was late.",
        {},
        [(said("Court papers", "it was late"), "Court papers", "unnamed")],
        {"Court": "NN"},
    ),
    "who": Case(
        "Police met Hale Orvik, who said it was safe.",
        {"Hale Orvik": PERSON},
        [(said("who", "it was safe"), "Hale Orvik", "person")],
    ),
    "a spokesman who": Case(
        "Police met a spokesman for the port, who said it was safe.",
        {},
        [(said("who", "it was safe"), "a spokesman for the port", "unnamed")],
    ),
    "a title names somebody the names missed": Case(
        "Mr. Okafor said it was safe.",
        {},
        [(said("Mr. Okafor", "it was safe"), "Okafor", "person")],
    ),
    "a name that no name was seen in": Case(
        "“It is safe,” said Brin Okafor.",
        {},
        [(said("Brin Okafor", "It is safe"), "Brin Okafor", "person")],
    ),
    "a headline makes a name look longer": Case(
        "Hale Orvik Slams Port Over Bridge\n\nHale Orvik opened it. Orvik said it was safe.",
        {"Hale Orvik Slams Port": PERSON, "Hale Orvik": PERSON},
        [(said("Orvik#3", "it was safe"), "Hale Orvik", "person")],
    ),
    "somebody given as an example is not the source": Case(
        "Several candidates, including Tilda Marsh, said it was late.",
        {"Tilda Marsh": PERSON},
        [(said("Several candidates, including Tilda Marsh,", "it was late"),
          "Several candidates", "group")],
    ),
    "the speaker may be the subject of indirect words": Case(
        "Ms. Tilda Marsh met Ms. Ida Pell. Marsh would resign, she said.",
        {"Tilda Marsh": PERSON, "Ida Pell": PERSON},
        [(said("she", "Marsh would resign"), "Tilda Marsh", "person")],
    ),
    "nobody is named against the given name alone": Case(
        "Peter Lund left. She said it was late.",
        {"Peter Lund": PERSON},
        [(said("She", "it was late"), None, None)],
    ),
    "noting, in the same sentence": Case(
        "“It is safe,” Hale Orvik said, noting that rain fell.",
        {"Hale Orvik": PERSON},
        [
            (said("Hale Orvik", "It is safe"), "Hale Orvik", "person"),
            (Attributed(None, "noting", ("that rain fell",)), "Hale Orvik", "person"),
        ],
        {"noting": "VBG"},
    ),
    "an agency marked as a person": Case(
        "Talks go on, the news agency SENA said. SENA said rain fell.",
        {"SENA": PERSON},
        [(said("SENA#2", "rain fell", "said#2"), "SENA", "organization")],
    ),
    "a body whose name was cut": Case(
        "The Central and East Lake Coalition said it was late.",
        {"Central": ORG},
        [(said("The Central and East Lake Coalition", "it was late"),
          "Central and East Lake Coalition", "organization")],
    ),
    "a town and others": Case(
        "Lund and other old towns said it was late.",
        {"Lund": GPE},
        [(said("Lund and other old towns", "it was late"), "Lund and other old towns", "group")],
    ),
    "two bodies are not one": Case(
        "Norland and the Lake Council said it was late.",
        {"Norland": ORG, "Lake Council": ORG},
        [(said("Norland and the Lake Council", "it was late"), "Norland and Lake Council",
          "group")],
    ),
    "first person is not guessed": Case(
        "Hale Orvik left. I think it was late.",
        {"Hale Orvik": PERSON},
        [(said("I", "it was late", "think"), None, None)],
        {"think": "VBP"},
    ),
    "he, and nobody to be": Case(
        "He said it was late.",
        {},
        [(said("He", "it was late"), None, None)],
    ),
    "non-breaking spaces": Case(
        "Spokesman\u00a0Mr.\u00a0Hale\u00a0Orvik said it was safe.",
        {"Hale\u00a0Orvik": PERSON},
        [(said("Mr.\u00a0Hale\u00a0Orvik", "it was safe"), "Hale\u00a0Orvik", "person")],
    ),
}  # fmt: skip

# "Ms." and "Mr." tell the two apart only where one of them is called so in full: nothing says
# which of Hale and Tilda is a woman, so both may be named but neither for certain.
UNDECIDED = {"two people of one surname, told apart by Mr. and Ms."}


def decide(case: Case, **options: object) -> list[SpeakerDecision]:
    doc = build_doc(
        case.text, case.names, [one for one, _, _ in case.expected], tags=case.tags, **options
    )
    return resolve_speakers(doc)


@pytest.mark.parametrize("name", [name for name in CASES if name not in UNDECIDED])
def test_speaker(name: str) -> None:
    case = CASES[name]
    decisions = {decision.attribution_id: decision for decision in decide(case)}
    found = [(decisions[str(n)].name, decisions[str(n)].kind) for n in range(len(case.expected))]
    assert found == [(expected, kind) for _, expected, kind in case.expected]


@pytest.mark.parametrize("scheme", ["clearnlp", "ud1"])
@pytest.mark.parametrize("name", ["he, after one man", "who", "the hearer is not the speaker"])
def test_other_schemes_of_labels(name: str, scheme: str) -> None:
    names = {
        "clearnlp": {"acl": "relcl", "nsubj": "nsubj", "dep": "pobj"},
        "ud1": {"acl": "acl:relcl", "nsubj": "nsubjpass", "compound": "name"},
    }
    case = CASES[name]
    decisions = decide(case, relation_names=names[scheme])
    assert [decision.name for decision in decisions] == [name for _, name, _ in case.expected]


def test_shared_surname_is_less_certain_than_a_full_name() -> None:
    case = CASES["two people of one surname, told apart by Mr. and Ms."]
    sure = decide(CASES["a name in full"])[0].confidence
    for decision in decide(case):
        if decision.name is not None:
            assert decision.name in ("Hale Orvik", "Marlo Orvik")
            assert decision.confidence < sure
        assert decision.candidates


def test_mention_is_where_the_fullest_name_stands() -> None:
    case = CASES["a later surname"]
    (decision,) = decide(case)
    assert decision.mention == find_words(case.text, "Hale Orvik")


def test_a_doubtful_pronoun_is_withheld_with_its_candidates() -> None:
    text = "Kit Orvik met Jo Pell and Lee Brand. He said it was late."
    names = {"Kit Orvik": PERSON, "Jo Pell": PERSON, "Lee Brand": PERSON}
    doc = build_doc(text, names, [said("He", "it was late")])
    (strict,) = resolve_speakers(doc, min_confidence=0.99)
    assert strict.name is None
    assert {candidate.name for candidate in strict.candidates} == set(names)
    assert strict.confidence == 0.0


def test_every_place_reproduces_its_text() -> None:
    for case in CASES.values():
        for decision in decide(case):
            if decision.mention and decision.kind == "person":
                start_char, end_char = decision.mention
                assert case.text[start_char:end_char] == decision.name
            for role in decision.roles:
                assert case.text[role.start_char : role.end_char] == role.text


def test_component_writes_spans_and_plain_values() -> None:
    case = CASES["he added, in the next paragraph"]
    doc = SpeakerResolver()(build_doc(case.text, case.names, [one for one, _, _ in case.expected]))
    spans = [(span.id_, span.text) for span in doc.spans["quotes"] if span.label_ == "SPEAKER"]
    assert spans == [("0", "Hale Orvik"), ("1", "Hale Orvik")]
    assert doc.user_data["quotes.speakers"]["1"]["name"] == "Hale Orvik"
    assert SpeakerResolver()(doc) is doc
    again = [span for span in doc.spans["quotes"] if span.label_ == "SPEAKER"]
    assert len(again) == 2


def test_prediction_changes_nothing() -> None:
    case = CASES["a floating quotation in the next paragraph"]
    doc = build_doc(case.text, case.names, [one for one, _, _ in case.expected])
    before = doc.to_bytes()
    assert SpeakerResolver().predict(doc) == SpeakerResolver().predict(doc)
    assert doc.to_bytes() == before


def test_decisions_survive_docbin() -> None:
    case = CASES["the minister"]
    doc = SpeakerResolver()(build_doc(case.text, case.names, [one for one, _, _ in case.expected]))
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (read,) = DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)
    plain = {
        key: user_data["quotes.speakers"]["0"]
        for key, user_data in (("written", doc.user_data), ("read", read.user_data))
    }
    assert SpeakerDecision.from_plain("0", plain["read"]) == SpeakerDecision.from_plain(
        "0", plain["written"]
    )
    assert [span.id_ for span in read.spans["quotes"]] == [span.id_ for span in doc.spans["quotes"]]


def test_decision_becomes_plain_and_back() -> None:
    for name in ("the minister", "two people as one source", "he, and nobody to be"):
        for decision in decide(CASES[name]):
            plain = decision.to_plain()
            kept = replace(decision, evidence=None)  # evidence is kept apart
            assert SpeakerDecision.from_plain(decision.attribution_id, plain) == kept


def test_no_quotes_no_words_no_names() -> None:
    assert resolve_speakers(spacy.blank("en")("")) == []
    assert resolve_speakers(build_doc("Rain fell.")) == []
    untagged = spacy.blank("en")("“It is safe,” said Hale Orvik.")
    span = untagged.char_span(*find_words(untagged.text, "Hale Orvik"), "SOURCE", span_id="0")
    untagged.spans["quotes"] = [span]
    assert [decision.attribution_id for decision in resolve_speakers(untagged)] == ["0"]


def test_an_acronym_introduced_in_brackets() -> None:
    if sys.version_info >= (3, 13):
        pytest.skip("textacy cannot be installed there; the next test covers it")
    text = "The Lake Fishers Union (LFU) met. The LFU said nets were lost."
    doc = build_doc(text, {"LFU": ORG}, [said("The LFU", "nets were lost")])
    assert resolve_speakers(doc)[0].name == "Lake Fishers Union"


def test_without_textacy_acronyms_stay_and_it_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "textacy.extract.acros", None)
    people_acronyms._say_once_missing.cache_clear()
    text = "The Lake Fishers Union (LFU) met. The LFU said nets were lost."
    for _ in range(2):
        doc = build_doc(text, {"LFU": ORG}, [said("The LFU", "nets were lost")])
        assert resolve_speakers(doc)[0].name == "LFU"
    assert [record.message for record in caplog.records] == [
        "textacy is not installed: acronyms are not expanded"
    ]


@pytest.mark.parametrize(
    ("words", "full", "expected"),
    [
        ("Akar", "Hulda Akar", True),
        ("Hulda", "Hulda Akar", True),
        ("H. Akar", "Hulda Akar", True),
        ("Chris Bell", "Christopher Bell", True),
        ("Charles Bell", "Charles B. Bell", True),
        ("Tilda Bell", "Hale Bell", False),
        ("Hale Bell", "Hale Orvik", False),
        ("Al-Dalwan", "Faris Dalwan", True),
    ],
)
def test_forms_of_a_name(words: str, full: str, expected: bool) -> None:
    assert is_form_of(name_words(words), name_words(full)) is expected


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("ULF", "Union of Lake Fishers", True),
        ("U.L.F.", "Union of Lake Fishers", True),
        ("ULB", "Union of Lake Fishers", False),
        ("Ulf", "Union of Lake Fishers", False),
    ],
)
def test_acronyms(acronym: str, name: str, expected: bool) -> None:
    assert is_acronym_of(acronym, name) is expected


def test_work_grows_no_faster_than_the_article() -> None:
    """An article eight times as long may take about eight times as many calls, not sixty."""

    def work(copies: int) -> int:
        parts, attributions = [], []
        for number in range(1, copies + 1):
            parts.append(f"“It is safe,” said Hale Orvik{number} of LK{number}. He said rain fell.")
            attributions.append(said(f"Hale Orvik{number}", f"It is safe#{number}"))
            attributions.append(said(f"He#{number}", f"rain fell#{number}", None))
        names = {f"Hale Orvik{number}": PERSON for number in range(1, copies + 1)}
        names |= {f"LK{number}": ORG for number in range(1, copies + 1)}
        doc: Doc = build_doc("\n\n".join(parts), names, attributions)
        calls = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        try:
            resolve_speakers(doc)
        finally:
            sys.setprofile(None)
        return calls

    assert work(160) < 12 * work(20)
