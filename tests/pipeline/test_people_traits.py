"""Parties and places beside names, and whom phrases with them mean. All people are invented."""

from __future__ import annotations

import pytest
from build_docs import Attributed, build_doc

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_tokens import Tokens
from quotes.pipeline.people_traits import Traits, traits_in, traits_of
from quotes.pipeline.speakers import resolve_speakers

PERSON = "PERSON"
DEMOCRATS, REPUBLICANS = "democratic party", "republican party"

STATED: dict[str, tuple[str, set[str], set[str]]] = {
    "a label in brackets": ("Hale Orvik (R-Ky.) spoke.", {REPUBLICANS}, {"kentucky"}),
    "a label between commas": ("Hale Orvik, D-Mass., spoke.", {DEMOCRATS}, {"massachusetts"}),
    "a party alone": ("Hale Orvik (D) spoke.", {DEMOCRATS}, set()),
    "a state before a title": ("Texas Sen. Hale Orvik spoke.", set(), {"texas"}),
    "a party before the name": ("Republican Hale Orvik spoke.", {REPUBLICANS}, set()),
    "an apposition": ("Hale Orvik, a Democrat, spoke.", {DEMOCRATS}, set()),
    "a state of two words": ("Hale Orvik of New Mexico spoke.", set(), {"new mexico"}),
    "a country": ("French President Hale Orvik spoke.", set(), {"france"}),
    "nothing stated": ("Hale Orvik spoke.", set(), set()),
    "brackets of another kind": ("Hale Orvik (left) spoke.", set(), set()),
}


@pytest.mark.parametrize("name", STATED)
def test_traits_beside_a_name(name: str) -> None:
    text, parties, places = STATED[name]
    tokens = Tokens(build_doc(text, {"Hale Orvik": PERSON}, []))
    (figure,) = Cast(tokens).figures
    assert traits_of(tokens, figure, ()) == Traits(frozenset(parties), frozenset(places))


def test_traits_of_a_phrase() -> None:
    tokens = Tokens(build_doc("The Democratic senator from Vermont spoke.", {}, []))
    assert traits_in(tokens, range(5)) == Traits(frozenset({DEMOCRATS}), frozenset({"vermont"}))


@pytest.mark.parametrize(
    ("known", "wanted", "expected"),
    [
        ({"texas"}, {"texas"}, "agree"),
        ({"texas"}, {"ohio"}, "clash"),
        (set(), {"ohio"}, "unknown"),
        ({"texas"}, set(), "unknown"),
    ],
)
def test_what_is_not_stated_does_not_clash(
    known: set[str], wanted: set[str], expected: str
) -> None:
    one, other = Traits(places=frozenset(known)), Traits(places=frozenset(wanted))
    assert one.compare(other) == ("unknown", expected)


MEANT: dict[str, tuple[str, str, str]] = {
    "the senator of the state named": (
        "Sen. Hale Orvik (R-Ky.) spoke. Sen. Tilda Marsh (D-Vt.) left."
        " “It is late,” the Kentucky senator said.",
        "the Kentucky senator",
        "Hale Orvik",
    ),
    "the candidate of the party named": (
        "Republican candidate Hale Orvik met Democratic candidate Tilda Marsh. Orvik left."
        " “It is late,” the Democratic candidate said.",
        "the Democratic candidate",
        "Tilda Marsh",
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_whom_a_description_means(name: str) -> None:
    text, source, expected = MEANT[name]
    names = {"Hale Orvik": PERSON, "Tilda Marsh": PERSON, "Orvik": PERSON}
    doc = build_doc(text, names, [Attributed(source, "said", ("It is late",))])
    assert [decision.name for decision in resolve_speakers(doc)] == [expected]
