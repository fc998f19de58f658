"""Which texts word the same statement; tables of what newspapers do to one, and look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.clusters.similarity import compare
from quotes.clusters.wording import read_wording, shingles

SAME = [
    (
        "The harbour will reopen in May, and the labour dispute is settled.",
        "the harbor will reopen in May and the labor dispute is settled",
    ),
    ("We won’t organise a second vote", "We will not organize a second vote"),
    ("They've counted twelve boats", "They have counted 12 boats"),
    ("It cost two hundred thousand dollars", "It cost 200,000 dollars"),
    ("The fund holds 5bn kroner for repairs", "The fund holds five billion kroner for repairs"),
    ("Turnout fell by 3% in the valley", "Turnout fell by three per cent in the valley"),
    (
        "It is a very, very hard winter for the whole valley",
        "It is a very hard winter for the whole valley",
    ),
    ("Ask Meqbil about the bridge accounts", "Ask Mekbil about the bridge accounts"),
    ("THE BRIDGE MUST NEVER CLOSE AGAIN", "The bridge must never close again"),
]

SHORTENED = [
    (
        "We will rebuild the bridge … within a year",
        "We will rebuild the bridge, whatever the council may say, within a year",
    ),
    (
        "We will rebuild the bridge [...] within a year",
        "We will rebuild the bridge, whatever the council may say, within a year",
    ),
    (
        "the bridge accounts were closed before the audit began",
        "I can only repeat that the bridge accounts were closed before the audit began last June",
    ),
]

CONTAINED = [
    (
        "a heavy burden for every family",
        "What we are being asked to pay this winter, without any vote in the assembly, is a heavy"
        " burden for every family in the northern districts and beyond the river",
    ),
    ("Stolen bridge", "Nobody will forget the stolen bridge and the men who took it"),
]

NOT_ONE = {
    "negation": [
        ("The mayor has our full support", "The mayor does not have our full support"),
        ("There is no proof of a leak", "There is proof of a leak"),
        ("We accept the ruling of the court", "We never accept the ruling of the court"),
    ],
    "what was left outside a negation": [
        ("proof of a leak at the plant", "There is no proof of a leak at the plant"),
    ],
    "number": [
        ("We lost 40 boats in the storm", "We lost 14 boats in the storm"),
        ("The bridge will cost 2.5 million", "The bridge will cost 3.5 million"),
        ("It opens to the public in 2031", "It opens to the public in 2032"),
    ],
    "name": [
        ("We stand with the people of Norvik tonight", "We stand with the people of Sudby tonight"),
        ("I met Minister Qadiri about the ferry", "I met Minister Holm about the ferry"),
    ],
    "opposite": [
        ("Rents for new flats will go up next year", "Rents for new flats will go down next year"),
        (
            "I agree with the mayor on the harbour, the bridge and the ferry prices",
            "I disagree with the mayor on the harbour, the bridge and the ferry prices",
        ),
    ],
    "another thing in the same phrases": [
        (
            "We strongly condemn the attack on the school and call on all sides to show restraint",
            "We strongly condemn the attack on the market and call on all sides to show restraint",
        ),
        ("The ferry is late and the crew is tired", "The ferry is cheap and the view is fine"),
    ],
    "too little to tell": [
        ("no comment", "No comment was given by the harbour police"),
        ("of course", "Of course we will rebuild the bridge"),
        ("very worried", "We are very worried about the ice on the river"),
        ("stolen bridge", "stolen bridge"),
        ("", "We will rebuild the bridge"),
    ],
    "an order of its own": [
        (
            "We will go home … we rebuilt the old bridge",
            "When we rebuilt the old bridge I said that we will go home",
        ),
    ],
}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [(*pair, "same") for pair in SAME]
    + [(*pair, "shortened") for pair in SHORTENED]
    + [(*pair, "contained") for pair in CONTAINED],
)
def test_one_statement_in_two_wordings(one: str, other: str, relation: str) -> None:
    assert compare(one, other) == relation
    assert compare(other, one) == relation


@pytest.mark.parametrize(("one", "other"), [pair for pairs in NOT_ONE.values() for pair in pairs])
def test_look_alikes_are_not_one_statement(one: str, other: str) -> None:
    assert compare(one, other) is None
    assert compare(other, one) is None


def test_a_fragment_is_found_after_an_earlier_chance_match() -> None:
    longer = (
        "The bridge of the north and the men of the north are gone, but the north will not fall"
    )
    assert compare("but the north will not fall", longer) == "contained"


def test_shingles_do_not_reach_across_an_ellipsis() -> None:
    assert shingles("the burned bridge … burned down") == {"the burned bridge"}
    assert shingles("the burned bridge burned down") > {"burned bridge burned"}
    assert shingles("it is what it is") == frozenset()


@pytest.mark.parametrize("ellipsis", ["…", "...", "[…]", "[...]", "(...)", ". . .", " [ … ] "])
def test_every_form_of_an_ellipsis_parts_the_words(ellipsis: str) -> None:
    wording = read_wording(f"They go{ellipsis}home now")
    assert wording.words == ("they", "go", "home", "now")
    assert wording.segments == ((0, 2), (2, 4))


def test_names_are_told_by_capitals_where_none_are_due() -> None:
    wording = read_wording("Boats left Norvik. They carry NATO flags, and I’m sorry")
    assert {wording.words[at] for at in wording.names} == {"norvik", "nato"}


WORDS = st.lists(
    st.sampled_from(
        "we will not rebuild the old bridge bridges in Norvik 40 fifty years boats sail … home"
        " before winter no never up down".split()
    ),
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one)


@given(WORDS)
def test_a_text_is_the_same_as_itself_or_too_short(text: str) -> None:
    wording = read_wording(text)
    says_enough = wording.content_count > (len(wording.words) < 5) and len(wording.words) >= 4
    assert compare(text, text) == ("same" if says_enough else None)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_can_be_prepared(text: str) -> None:
    wording = read_wording(text)
    assert [at for pair in wording.segments for at in range(*pair)] == list(
        range(len(wording.words))
    )
