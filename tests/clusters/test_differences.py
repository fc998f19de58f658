"""In which words two variants differ, and which differences can change the meaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.clusters.differences import find_differences

DAM = "The dam will hold through the winter if the valley stays dry, and 40 families can go home"

NOTHING = [
    (DAM, DAM),
    (DAM, DAM.upper().lower()),
    ("We’ll organise it for forty men", "we will organize it for 40 men"),
    ("Ask Tariq Meqbil about the bridge", "Ask Tariq Mekbil about the bridge"),
    ("They rebuilt the bridge in May", "They rebuilt the brigde in May"),
    ("The dam cost two hundred thousand", "The dam cost 200,000"),
]


@pytest.mark.parametrize(("one", "other"), NOTHING)
def test_spelling_is_no_difference(one: str, other: str) -> None:
    assert find_differences(one, other) == ()


CHANGES = [
    # the longest form, the variant, how it changed, the words on both sides, what is at stake
    (
        "The dam will not hold",
        "The dam will hold",
        "cut",
        ("not", ""),
        ("negation",),
    ),
    (
        "40 families can go home today",
        "14 families can go home today",
        "replaced",
        ("40", "14"),
        ("number",),
    ),
    (
        "We stand with Norvik on this",
        "We stand with Sudby on this",
        "replaced",
        ("Norvik", "Sudby"),
        ("name",),
    ),
    (
        "The dam will hold if the valley stays dry",
        "The dam will hold",
        "cut",
        ("if the valley stays dry", ""),
        ("condition",),
    ),
    (
        "She can play as long as the knee holds",
        "She can play",
        "cut",
        ("as long as the knee holds", ""),
        ("condition",),
    ),
    (
        "Rents will rise in May",
        "Rents will fall in May",
        "replaced",
        ("rise", "fall"),
        ("opposite",),
    ),
    (
        "It is a very hard winter for the valley",
        "It is a hard winter for the valley",
        "cut",
        ("very", ""),
        (),
    ),
    # A sentence left out whole takes nothing from the others.
    (
        "The dam will hold. Nobody in Norvik need fear.",
        "The dam will hold.",
        "cut",
        ("Nobody in Norvik need fear", ""),
        (),
    ),
    ("The dam will hold", "The old dam will hold", "added", ("", "old"), ()),
]


@pytest.mark.parametrize(("longest", "variant", "change", "words", "stakes"), CHANGES)
def test_a_difference_says_what_changed_and_what_is_at_stake(
    longest: str, variant: str, change: str, words: tuple[str, str], stakes: tuple[str, ...]
) -> None:
    (difference,) = find_differences(longest, variant)
    assert difference.change == change
    assert (difference.representative, difference.variant) == words
    assert difference.stakes == stakes


@settings(deadline=None)
@given(st.text("ab not 4.…,", max_size=30), st.text("ab not 4.…,", max_size=30))
def test_the_words_are_those_of_the_texts_in_their_order(one: str, other: str) -> None:
    at = place = 0
    for difference in find_differences(one, other):
        at = one.index(difference.representative, at) + len(difference.representative)
        place = other.index(difference.variant, place) + len(difference.variant)
