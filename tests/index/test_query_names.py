"""Queries that name outlets, speakers and roles of an archive, and how they are read then."""

from __future__ import annotations

from datetime import date

import pytest

from index.engine import (
    And,
    AtLeast,
    DateRange,
    Only,
    Or,
    Phrase,
    Query,
    Word,
    all_leaves,
    day_number,
)
from index.query import parse_query
from index.query_numbers import with_number_forms
from index.query_outlets import find_outlets
from index.query_roles import role_alternatives, with_role_forms
from index.searching import attempts

TODAY = date(2026, 11, 20)
OUTLETS = ("Bay Courier", "The Coast Daily", "Torrin Press Agency", "Inland Post", "Torrin Post")


class Newsroom:
    """An archive in which Okell and Weir speak."""

    def outlets(self) -> tuple[str, ...]:
        return OUTLETS

    def is_speaker(self, word: str) -> bool:
        return word.lower() in ("okell", "weir", "ines")

    def is_quoted(self, word: str) -> bool:
        return word.lower() in ("war", "terror", "harbour", "tolls", "torrin")


def by(name: str) -> Word:
    return Word(name, "speaker")


def carried_by(outlet: str) -> Phrase:
    return Phrase(outlet, "outlet")


def read(text: str) -> list[Query]:
    parsed = parse_query(text, known=Newsroom(), today=TODAY)
    return [parsed.tree, *(fallback.tree for fallback in parsed.fallbacks)]


NAMED: list[tuple[str, tuple[str, ...]]] = [
    ("tolls in the Courier", ("Bay Courier",)),
    ("tolls in courier", ("Bay Courier",)),
    ("tolls in the Coast Daily", ("The Coast Daily",)),
    ("tolls in Coast Daily", ("The Coast Daily",)),
    ("tolls in Torrin Press Agency", ("Torrin Press Agency",)),
    ("tolls in TPA", ("Torrin Press Agency",)),
    ("tolls in the Post", ("Inland Post", "Torrin Post")),
    ("tolls Inland Post", ("Inland Post",)),
    ("told the Courier about tolls", ("Bay Courier",)),
    # a place, or plain words
    ("tolls in Bay", ()),
    ("inland post tolls", ()),
    ("courier strike", ()),
    ("in the bay", ()),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_outlets(text: str, names: tuple[str, ...]) -> None:
    assert tuple(name for found in find_outlets(text, OUTLETS) for name in found.names) == names


LIMITED: list[tuple[str, Query]] = [
    ("tolls in the Courier", And((Word("tolls"), carried_by("Bay Courier")))),
    (
        "what did Okell say about tolls in the Courier last year",
        And(
            (
                by("Okell"),
                Word("tolls"),
                carried_by("Bay Courier"),
                DateRange(day_number("2025-01-01"), day_number("2025-12-31")),
            )
        ),
    ),
    ("in the Courier", carried_by("Bay Courier")),
    (
        "tolls in the Post",
        And((Word("tolls"), Or((carried_by("Inland Post"), carried_by("Torrin Post"))))),
    ),
    ('"tolls in the Courier"', Phrase("tolls in the Courier")),
    ("speaker:Okell in 2020", And((by("Okell"), DateRange(737425, 737790)))),
    ("quotes in the Courier", carried_by("Bay Courier")),
    ("what was said in 2020", DateRange(737425, 737790)),
    ("direct quotes by Okell", And((by("Okell"), Word("direct", "kind")))),
    ("indirect statements about tolls", And((Word("tolls"), Word("indirect", "kind")))),
    ("articles quoting Okell on tolls", And((by("Okell"), Word("tolls")))),
    ("everything about tolls", Word("tolls")),
    ("who said what about tolls", Word("tolls")),
    ("did Okell say anything", by("Okell")),
    ("what did Okell tell reporters about tolls", And((by("Okell"), Word("tolls")))),
    ("when did Okell last speak about tolls", And((by("Okell"), Word("tolls")))),
    ("tweets by Okell", by("Okell")),
    ("who denied", Word("denied", "cue")),
    # names in lower case are known from the archive
    ("okell on tolls", And((by("okell"), Word("tolls")))),
    ("okell said tolls", And((by("okell"), Word("tolls", "content")))),
    ("Okell: tolls", And((by("Okell"), Word("tolls", "content")))),
    ("Okell's remarks on tolls", And((by("Okell"), Word("tolls")))),
]


@pytest.mark.parametrize(("text", "tree"), LIMITED)
def test_outlets_times_and_speakers(text: str, tree: Query) -> None:
    assert read(text)[0] == tree


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("CEO", {"chief", "executive"}),
        ("role:spokesman", {"spokeswoman", "spokesperson"}),
        ("ex-warden", {"former", "warden"}),
        ("Senator", {"sen"}),
        ("spokesman", set()),
        ("ceo", set()),
    ],
)
def test_short_forms_of_roles_are_looked_for_whole(text: str, others: set[str]) -> None:
    tree = with_role_forms(parse_query(text).tree)
    assert {leaf.text for leaf in all_leaves(tree) if isinstance(leaf, Word)} - {
        text.removeprefix("role:")
    } == others


def test_words_for_a_time_may_be_meant_as_words() -> None:
    assert And((Word("tolls"), Word("March"), Word("2020"))) in read("tolls March 2020")


def test_no_name_is_exchanged_for_words_around_what_others_said() -> None:
    assert all(
        by("Brandt") in tree.children for tree in read("Brandt on tolls") if isinstance(tree, And)
    )
    assert And((Word("War"), Word("Terror"))) in read("War on Terror")


def test_a_bare_name_is_kept_when_words_are_left_out() -> None:
    assert read("Okell ferries gulls")[1:] == [
        And((Word("Okell"), Or((Word("ferries"), Word("gulls"))))),
    ]


def test_most_of_many_words_before_any_of_them() -> None:
    words = tuple(Word(word) for word in "ferries gulls rain".split())

    assert read("ferries gulls rain") == [And(words), AtLeast(2, words), Or(words)]


ROLES = [
    ("spokesman", {"spokeswoman", "spokesperson"}),
    ("chairwoman", {"chairman", "chairperson"}),
    ("CEO", {"chief executive"}),
    ("Syrian", {"syria"}),
    ("woman", set()),
    ("master", set()),
]


@pytest.mark.parametrize(("word", "others"), ROLES)
def test_other_words_for_a_role(word: str, others: set[str]) -> None:
    assert set(role_alternatives(word)) == others


NUMBERS: list[tuple[Query, set[str]]] = [
    (Word("11,000"), {"11,000", "11 thousand", "11k"}),
    (Word("2.1bn"), {"2.1bn", "2.1 billion", "2100000000"}),
    (And((Word("eleven"), Word("thousand"))), {"eleven thousand", "11000", "11k"}),
    (Word("2020"), {"2020"}),
    (Word("9/11"), {"9/11"}),
    (Word("22"), {"22"}),
]


@pytest.mark.parametrize(("tree", "forms"), NUMBERS)
def test_numbers_in_all_their_forms(tree: Query, forms: set[str]) -> None:
    found = with_number_forms(tree)
    found = found.children[0] if isinstance(found, And) else found
    leaves = found.children if isinstance(found, Or) else (found,)

    assert {leaf.text for leaf in leaves if isinstance(leaf, Word | Phrase)} == forms


def test_the_text_around_is_enough_only_where_nothing_better_is_found() -> None:
    (reading,) = [parse_query("tolls ferries")]
    tried = [attempt.tree for attempt in attempts(reading.fallbacks[0])]

    assert isinstance(tried[0], And)
    assert isinstance(tried[0].children[1], Only)
    assert tried[1] == reading.fallbacks[0].tree
