"""In which role somebody speaks, in cases a journalist could check. All people are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_docs import Attributed, build_doc
from role_cases import GPE, HALE, ORG, PERSON, Case, expected_roles, found_roles

from quotes.pipeline.people_decisions import SpeakerDecision, StatedRoleText
from quotes.pipeline.roles import RoleFinder, choose_role, find_roles
from quotes.pipeline.speakers import SpeakerResolver
from quotes.records import SpeakerKind

CASES = {
    "title before the name": Case(
        "Norlandic Defence Minister Hale Orvik said rain fell.",
        "Norlandic Defence Minister Hale Orvik",
        "Norlandic Defence Minister",
        tags={"Norlandic": "JJ"},
    ),
    "a title with of": Case(
        "Secretary of State Hale Orvik said rain fell.",
        "Secretary of State Hale Orvik",
        "Secretary of State",
    ),
    "a title of the house": Case(
        "Speaker of the House Hale Orvik said rain fell.",
        "Speaker of the House Hale Orvik",
        "Speaker of the House",
    ),
    "lower-case role before the name": Case(
        "Fishing champion and former boxer rival farmer Hale Orvik said rain fell.",
        "farmer Hale Orvik",
        "Fishing champion and former boxer rival farmer",
        tags={"Fishing": "NN"},
    ),
    "former and acting are kept": Case(
        "The former acting mayor Hale Orvik said rain fell.",
        "The former acting mayor Hale Orvik",
        "former acting mayor",
    ),
    "a body before the role": Case(
        "Health Ministry spokesman Hale Orvik said rain fell.",
        "Health Ministry spokesman Hale Orvik",
        "Health Ministry spokesman",
        "Health Ministry",
        names=HALE | {"Health Ministry": ORG},
    ),
    "a body known only by its noun": Case(
        "Lakeside council spokesman Hale Orvik said rain fell.",
        "Lakeside council spokesman Hale Orvik",
        "Lakeside council spokesman",
        "Lakeside council",
    ),
    "a campaign called by a person's name": Case(
        "Marsh campaign manager Hale Orvik said rain fell.",
        "Marsh campaign manager Hale Orvik",
        "Marsh campaign manager",
        "Marsh campaign",
        names=HALE | {"Marsh": PERSON},
    ),
    "a paper that no name was seen in": Case(
        "Hale Orvik, a writer for The Lake Herald, said rain fell.",
        "Hale Orvik",
        "writer for The Lake Herald",
        "Lake Herald",
    ),
    "a short title is left out of a longer one": Case(
        "Conservative nominee Gov. Hale Orvik said rain fell.",
        "Conservative nominee Gov. Hale Orvik",
        "Conservative nominee",
    ),
    "a short title alone": Case("Sen. Hale Orvik said rain fell.", "Sen. Hale Orvik", "Sen."),
    "an honorific is no role": Case("Mr. Hale Orvik said rain fell.", "Mr. Hale Orvik", None),
    "apposition": Case(
        "Hale Orvik, founding partner of Delta Relations, said rain fell.",
        "Hale Orvik",
        "founding partner of Delta Relations",
        "Delta Relations",
        names=HALE | {"Delta Relations": ORG},
    ),
    "apposition with an article": Case(
        "Hale Orvik, the interim chairman of the Lake Party, said rain fell.",
        "Hale Orvik",
        "interim chairman of the Lake Party",
        "Lake Party",
        names=HALE | {"Lake Party": ORG},
    ),
    "apposition at the end": Case(
        "“Rain fell,” said Hale Orvik, a lawyer for the port.",
        "Hale Orvik",
        "lawyer for the port",
    ),
    "apposition after an age": Case(
        "“Rain fell,” said Hale Orvik, 41, a baker.", "Hale Orvik", "baker"
    ),
    "apposition after a bracket": Case(
        "Hale Orvik (Lib.), a baker, said rain fell.", "Hale Orvik", "baker"
    ),
    "apposition after a place": Case(
        "Hale Orvik of Lund, the panel's youngest member, said rain fell.",
        "Hale Orvik",
        "panel's youngest member",
        names=HALE | {"Lund": GPE},
        tags={"youngest": "JJS"},
    ),
    "apposition before the name": Case(
        "The Norlandic Deputy Minister of Foreign Trade, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "Norlandic Deputy Minister of Foreign Trade",
        tags={"Norlandic": "JJ"},
    ),
    "a title between the role and the name": Case(
        "The chairman of the Lake Port, Gen. Hale Orvik, said rain fell.",
        "Gen. Hale Orvik",
        "chairman of the Lake Port",
        "Lake Port",
        names=HALE | {"Lake Port": ORG},
    ),
    "the only one to": Case(
        "Hale Orvik is the only politician at the port. Orvik said rain fell.", "Orvik#2", None
    ),
    "an office, not an affiliation": Case(
        "Hale Orvik, an undersecretary of state, said rain fell.",
        "Hale Orvik",
        "undersecretary of state",
    ),
    "candidates, both of them": Case(
        "Candidates Hale Orvik and Tilda Marsh came. Orvik said rain fell.",
        "Orvik#2",
        None,
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "an attorney for somebody else": Case(
        "An attorney for Pell, Hale Orvik, said rain fell.",
        "Hale Orvik",
        "attorney for Pell",
        names=HALE | {"Pell": PERSON},
    ),
    "an occasion before a comma is no role": Case(
        "After a meeting with the president, Hale Orvik said rain fell.", "Hale Orvik", None
    ),
    "a list is no apposition": Case(
        "Hale Orvik, Senator Tilda Marsh and others came. Orvik said rain fell.",
        "Orvik#2",
        None,
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "the next person's role": Case(
        "Hale Orvik, a baker and Tilda Marsh, a judge, came. Orvik said rain fell.",
        "Orvik#2",
        "baker",
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "what was said about the occasion is no part of the role": Case(
        "Hale Orvik, a lawyer for the port in a statement on Monday, said rain fell.",
        "Hale Orvik",
        "lawyer for the port",
    ),
    "who leads": Case(
        "Hale Orvik, who leads the union, said rain fell.",
        "Hale Orvik",
        "leads the union",
    ),
    "who is": Case(
        "Hale Orvik, who is a professor at Lakeview University, said rain fell.",
        "Hale Orvik",
        "professor at Lakeview University",
        "Lakeview University",
        names=HALE | {"Lakeview University": ORG},
    ),
    "a predicate elsewhere": Case(
        "Hale Orvik is the mayor of Lund. Orvik said rain fell.",
        "Orvik#2",
        "mayor of Lund",
        "Lund",
        names=HALE | {"Lund": GPE},
    ),
    "was appointed": Case(
        "Hale Orvik was appointed ambassador to Norland. Orvik said rain fell.",
        "Orvik#2",
        "ambassador to Norland",
        names=HALE | {"Norland": GPE},
    ),
    "is not": Case("Hale Orvik is not a lawyer. Orvik said rain fell.", "Orvik#2", None),
    "would be": Case("Hale Orvik would be a judge. Orvik said rain fell.", "Orvik#2", None),
    "what others claim is no statement": Case(
        "“Hale Orvik is a warlord,” Tilda Marsh said. Orvik said rain fell.",
        "Orvik#2",
        None,
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "somebody's adviser has not his title": Case(
        "President Tilda Marsh's adviser Hale Orvik said rain fell.",
        "President Tilda Marsh's adviser Hale Orvik",
        "adviser",
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "the president has not his adviser's role": Case(
        "President Tilda Marsh's adviser Hale Orvik left. Marsh said rain fell.",
        "Marsh#2",
        "President",
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "a title before and words after: the words": Case(
        "Dr. Hale Orvik, director of the Lake Clinic, said rain fell.",
        "Dr. Hale Orvik",
        "director of the Lake Clinic",
        "Lake Clinic",
        names=HALE | {"Lake Clinic": ORG},
    ),
    "a role noun stands for a stated role": Case(
        "Transport Minister Hale Orvik left. The minister said rain fell.",
        "The minister",
        "Transport Minister",
    ),
    "an unnamed official": Case(
        "A senior official at the Health Ministry said rain fell.",
        "A senior official at the Health Ministry",
        "senior official at the Health Ministry",
        "Health Ministry",
        names={"Health Ministry": ORG},
    ),
    "several advisers": Case(
        "Two advisers to Orvik said rain fell.",
        "Two advisers to Orvik",
        None,
        names={"Orvik": PERSON},
    ),
    "a doctor's title without a full stop, after a role": Case(
        "Deputy surveyor Dr Hale Orvik said rain fell.",
        "Deputy surveyor Dr Hale Orvik",
        "Deputy surveyor",
        tags={"Deputy": "JJ"},
    ),
    "a trade no list has, with what he does": Case(
        "“Rain fell,” said Hale Orvik, a dockside cooper who mends barrels.",
        "Hale Orvik",
        "dockside cooper",
        tags={"mends": "VBZ"},
    ),
    "words after a name that name no person": Case(
        "Hale Orvik, a matter of hours later, said rain fell.", "Hale Orvik", None
    ),
    "who drives": Case(
        "Hale Orvik, who drives the night tram, said rain fell.",
        "Hale Orvik",
        "drives the night tram",
        tags={"drives": "VBZ"},
    ),
    "who leads a body of several words": Case(
        "Hale Orvik, who leads the Rope and Sail Makers Guild, said rain fell.",
        "Hale Orvik",
        "leads the Rope and Sail Makers Guild",
        "Rope and Sail Makers Guild",
        names=HALE | {"Rope and Sail Makers Guild": ORG},
    ),
    "a role named inside a sentence": Case(
        "The poster mocked the harbour's manager, Hale Orvik. Orvik said rain fell.",
        "Orvik#2",
        "harbour's manager",
    ),
    "a role at the end of a sentence without a verb": Case(
        "Orvik said rain fell.\n\nA mention of the harbour's manager, Hale Orvik.",
        "Orvik",
        "harbour's manager",
    ),
    "a role at the end of a quotation": Case(
        "“I will ask the harbour manager, Hale Orvik,” Tilda Marsh wrote. Orvik said rain fell.",
        "Orvik#2",
        "harbour manager",
        names=HALE | {"Tilda Marsh": PERSON},
    ),
    "an occasion at the end is no role": Case(
        "After lunch with the president, Hale Orvik said rain fell.", "Hale Orvik", None
    ),
    "a trade before kinship": Case(
        "The grandson, Hale Orvik, a piano tuner of forty, said rain fell.",
        "The grandson, Hale Orvik, a piano tuner of forty",
        "piano tuner",
        tags={"forty": "CD"},
    ),
    "a trade after kinship": Case(
        "Tilda Marsh, the widow of a tanner and a retired ferry clerk, said rain fell.",
        "Tilda Marsh, the widow of a tanner and a retired ferry clerk,",
        "retired ferry clerk",
        names={"Tilda Marsh": PERSON},
        tags={"retired": "JJ"},
    ),
    "kinship alone": Case(
        "The grandson, Hale Orvik, said rain fell.", "The grandson, Hale Orvik", "grandson"
    ),
    "a counterpart is no role": Case(
        "Her counterpart from Lund, Hale Orvik, said rain fell.",
        "Her counterpart from Lund, Hale Orvik",
        None,
        names=HALE | {"Lund": GPE},
    ),
    "elected, to the office last mentioned": Case(
        "The head of the port council resigned. Hale Orvik, who was elected in May, said rain"
        " fell.",
        "Hale Orvik, who was elected in May",
        "head of the port council",
        "port council",
        tags={"elected": "VBN"},
    ),
    "elected, but the office is somebody else's": Case(
        "The mayor, Tilda Marsh, resigned. Hale Orvik, who was elected in May, said rain fell.",
        "Hale Orvik, who was elected in May",
        None,
        names=HALE | {"Tilda Marsh": PERSON},
        tags={"elected": "VBN"},
    ),
    "not elected: no link": Case(
        "The head of the port council resigned. Hale Orvik, who wept, said rain fell.",
        "Hale Orvik, who wept",
        None,
        tags={"wept": "VBD"},
    ),
    "a neighbour has no role": Case("A neighbour said rain fell.", "A neighbour", None, names={}),
    "a mother has no role": Case("His mother said rain fell.", "His mother", None, names={}),
    "officials stand for a body": Case(
        "Harbour officials said rain fell.", "Harbour officials", None, names={}
    ),
    "residents have no role": Case(
        "Residents of Lund said rain fell.", "Residents of Lund", None, names={"Lund": GPE}
    ),
    "a body has no role": Case(
        "The Health Ministry said rain fell.",
        "The Health Ministry",
        None,
        names={"Health Ministry": ORG},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_role(name: str) -> None:
    assert found_roles(CASES[name]) == expected_roles(CASES[name])


def stated(text: str, form: str, start_char: int = 0, standing: str = "office") -> StatedRoleText:
    end_char = start_char + len(text)
    return StatedRoleText(text, start_char, end_char, form, standing=standing)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([stated("Sen.", "before", 0, "title"), stated("senator", "source")], "Sen."),
        ([stated("Sen.", "before", 0, "title"), stated("Lund senator", "source")], "Lund senator"),
        ([stated("leads the union", "relative"), stated("hill farmer", "before")], "hill farmer"),
        ([stated("leads the union", "relative"), stated("farmer", "before")], "leads the union"),
        ([stated("farmer", "before"), stated("former mayor of Lund", "apposition")],
         "former mayor of Lund"),
        ([stated("tall baker", "before", 9), stated("old farmer", "predicate", 40)],
         "tall baker"),
        ([], None),
    ],
)  # fmt: skip
def test_the_most_informative_role_is_chosen(
    roles: list[StatedRoleText], expected: str | None
) -> None:
    chosen = choose_role(roles)
    assert (chosen.text if chosen else None) == expected


def test_component_writes_spans_and_affiliation() -> None:
    case = CASES["a body before the role"]
    doc = build_doc(
        case.text, case.names, [Attributed(case.source, "said", ("rain fell",))], tags=case.tags
    )
    doc = RoleFinder()(SpeakerResolver()(doc))
    labels = {span.label_: (span.id_, span.text) for span in doc.spans["quotes"]}
    assert labels["ROLE"] == ("0", "Health Ministry spokesman")
    assert labels["SPEAKER"] == ("0", "Hale Orvik")
    assert doc.user_data["quotes.speakers"]["0"]["affiliation"] == "Health Ministry"
    assert RoleFinder().predict(doc) == RoleFinder().predict(doc)


def test_no_speakers_no_roles() -> None:
    doc = build_doc("Rain fell.")
    assert RoleFinder()(doc).user_data.get("quotes.speakers", {}) == {}


def said(key: str, name: str, kind: SpeakerKind, *roles: StatedRoleText) -> SpeakerDecision:
    return SpeakerDecision(key, name, kind, (0, 3), 0.7, roles=roles)


SOURCE = StatedRoleText("retired nurse", 20, 33, "apposition", at_source=True)


@pytest.mark.parametrize("kind", ["person", "unnamed"])
def test_how_a_source_is_called_counts_for_the_other_quotes_too(kind: SpeakerKind) -> None:
    decisions = [said("0", "a passenger", kind, SOURCE), said("1", "a passenger", kind)]
    found = find_roles(build_doc("Rain fell."), decisions)
    assert [(role.attribution_id, role.text) for role in found] == [
        ("0", "retired nurse"),
        ("1", "retired nurse"),
    ]


def test_what_two_are_called_together_is_theirs_where_they_speak_again() -> None:
    both = "Hale Orvik and Tilda Marsh"
    biologists = stated("biologists", "apposition", 30, "shared")
    decisions = [said("0", both, "group", biologists), said("1", both, "group")]
    found = find_roles(build_doc("Rain fell."), decisions)
    assert [role.text for role in found] == ["biologists", "biologists"]


def test_how_a_source_is_called_does_not_outweigh_what_stands_beside_the_name() -> None:
    daughter = stated("mayor's daughter", "apposition", 60, "relation")
    decisions = [said("0", "Tilda Marsh", "person", SOURCE),
                 said("1", "Tilda Marsh", "person", daughter)]  # fmt: skip
    found = find_roles(build_doc("Rain fell."), decisions)
    assert [role.text for role in found] == ["retired nurse", "mayor's daughter"]


def test_a_body_has_no_role() -> None:
    decisions = [said("0", "Solvane", "organization", stated("battery maker", "apposition", 9))]
    assert find_roles(build_doc("Rain fell."), decisions) == []


def test_a_source_that_was_hardly_resolved_lends_no_role() -> None:
    unsure = replace(said("0", "Hale Orvik", "person", SOURCE), confidence=0.4)
    found = find_roles(build_doc("Rain fell."), [unsure, said("1", "Hale Orvik", "person")])
    assert [role.attribution_id for role in found] == ["0"]
