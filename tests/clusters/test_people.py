"""Which speakers in different articles are taken for one person."""

from __future__ import annotations

import random

import pytest

from quotes.clusters import cluster_quotes, group_people, identify_speakers
from quotes.clusters.decisions import Decision, make_decision
from quotes.clusters.people import group_spoken, read_spoken
from quotes.clusters.profiles import find_profiles
from quotes.records import CharSpan, Person, Quote, Role, Speaker

DAM = "The dam will hold through the winter, whatever the weather brings to the valley"


def quote(
    at: str,
    speaker: str,
    role: str | None = None,
    *,
    text: str = "",
    kind: str = "person",
    affiliation: str | None = None,
) -> Quote:
    """Build a quote; `at` is its id."""
    text = text or " ".join(
        f"{at.rpartition(':')[0]}{word}" for word in "one two three four".split()
    )
    values = {
        "id": at,
        "article_id": at.rpartition(":")[0],
        "kind": "direct",
        "content": (CharSpan(start_char=0, end_char=len(text), text=text),),
        "text": text,
        "published": f"2021-05-0{1 + ord(at[0]) - ord('a')}",
        "speaker": Speaker(name=speaker, kind=kind),
        "role": Role(text=role, affiliation=affiliation) if role else None,
    }
    return Quote.model_validate(values)


def people(*quotes: Quote) -> list[Person]:
    return group_people(quotes, cluster_quotes(quotes))


def spellings(*quotes: Quote) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(person.spellings)) for person in people(*quotes))


def test_a_person_is_shown_by_the_most_used_full_name_with_roles_over_time() -> None:
    (person,) = people(
        quote("c:0", "Tariq al-Qadiri", "Minister of Water"),
        quote("a:0", "Tarek Kadiri", "deputy minister of water"),
        quote("b:0", "Tariq al-Qadiri", "Deputy Minister of Water"),
        quote("b:9", "Qadiri"),
        quote("b:19", "Qadiri"),
        quote("b:29", "Qadiri"),
    )
    assert person.name == "Tariq al-Qadiri"
    assert person.spellings == ("Qadiri", "Tariq al-Qadiri", "Tarek Kadiri")
    assert person.roles == ("deputy minister of water", "Minister of Water")
    assert person.quote_count == 6


ONE = {
    "one full name": [("a:0", "Ada Lindqvist", None), ("b:0", "Ada Lindqvist", None)],
    "two spellings, one role": [
        ("a:0", "Tariq Qadiri", "deputy minister of water"),
        ("b:0", "Tarek al-Kadiri", "Deputy Water Minister"),
    ],
    "two spellings, one article": [("a:0", "Tariq Qadiri", None), ("a:9", "Tarek Kadiri", None)],
    "surname, one article": [("a:0", "Ada Lindqvist", None), ("a:9", "Lindqvist", None)],
    "surname, one role": [
        ("a:0", "Ada Lindqvist", "head of the harbour union"),
        ("b:0", "Lindqvist", "harbour union head"),
    ],
    "initial, one role": [
        ("a:0", "Ada Lindqvist", "harbour union head"),
        ("b:0", "A. Lindqvist", "harbour union head"),
    ],
}

NOT_ONE = {
    "surname alone": [("a:0", "Ada Lindqvist", None), ("b:0", "Lindqvist", None)],
    "bare surnames": [("a:0", "Lindqvist", None), ("b:0", "Lindqvist", None)],
    "two spellings alone": [("a:0", "Tariq Qadiri", None), ("b:0", "Tarek Kadiri", None)],
    "a role of one word": [("a:0", "Ada Lindqvist", "mayor"), ("b:0", "Lindqvist", "mayor")],
    "two people, one role": [
        ("a:0", "Hassan Qadiri", "deputy water minister"),
        ("b:0", "Hussein Qadiri", "deputy water minister"),
    ],
    "two people, one article": [("a:0", "Ada Lindqvist", None), ("a:9", "Bo Lindqvist", None)],
}


@pytest.mark.parametrize("case", ONE)
def test_names_with_a_second_signal_are_one_person(case: str) -> None:
    assert len(people(*(quote(*row) for row in ONE[case]))) == 1


@pytest.mark.parametrize("case", NOT_ONE)
def test_names_without_one_are_two(case: str) -> None:
    assert len(people(*(quote(*row) for row in NOT_ONE[case]))) == 2


def test_a_shared_statement_is_a_signal() -> None:
    quotes = [quote("a:0", "Ada Lindqvist", text=DAM), quote("b:0", "Lindqvist", text=DAM)]
    assert len(people(*quotes)) == 1
    assert len(group_people(quotes)) == 2


def test_a_shared_affiliation_is_a_signal() -> None:
    quotes = [
        quote("a:0", "Ada Lindqvist", "head", affiliation="Harbour Union"),
        quote("b:0", "Lindqvist", "chair", affiliation="harbor union"),
    ]
    assert len(people(*quotes)) == 1


def test_a_surname_that_fits_two_people_joins_neither() -> None:
    quotes = [
        quote("a:0", "Ada Lindqvist", "harbour union head"),
        quote("b:0", "Bo Lindqvist", "harbour union head"),
        quote("c:0", "Lindqvist", "harbour union head"),
    ]
    assert spellings(*quotes) == [("Ada Lindqvist",), ("Bo Lindqvist",), ("Lindqvist",)]


def test_organizations_are_one_by_name_and_nameless_speakers_are_nobody() -> None:
    quotes = [
        quote("a:0", "the Harbour Union", kind="organization"),
        quote("b:0", "Harbour Union", kind="organization"),
        quote("c:0", "protesters", kind="group"),
        quote("d:0", "an official", kind="unnamed"),
    ]
    (union,) = people(*quotes)
    assert (union.kind, union.quote_count) == ("organization", 2)


def test_order_makes_no_difference_and_every_quote_finds_its_person() -> None:
    rows = [row for rows in (*ONE.values(), *NOT_ONE.values()) for row in rows]
    quotes = [
        quote(f"{at[0]}{number}:{at[2:]}", name, role)
        for number, (at, name, role) in enumerate(rows)
    ]
    expected = people(*quotes)
    random.Random(3).shuffle(quotes)
    assert people(*quotes) == expected
    by_quote = identify_speakers(quotes, cluster_quotes(quotes))
    assert set(by_quote) == {each.id for each in quotes}
    assert {person.id for person in expected} == set(by_quote.values())


def decided(rows: list[tuple[str, str, str | None]], *decisions: Decision) -> list[Person]:
    quotes = [quote(*row) for row in rows]
    return group_people(quotes, cluster_quotes(quotes), decisions)


def test_what_was_merged_is_one_person_whatever_the_names() -> None:
    rows = [("a:0", "Khalil Hawaij", None), ("b:0", "Lahweej", None), ("c:0", "Lahweej", None)]
    merge = make_decision("merge", "Khalil Hawaij", "Lahweej")
    assert len(decided(rows)) == 3
    (person,) = decided(rows, merge)
    assert person.name == "Khalil Hawaij"
    assert person.spellings == ("Lahweej", "Khalil Hawaij")
    # Other spellings of the first name still find their way.
    more = [*rows, ("a:9", "Khaleel al-Hawaij", None)]
    assert len(decided(more, merge)) == 1


def test_what_was_forbidden_is_never_one_person() -> None:
    rows = [("a:0", "Tariq Qadiri", "deputy water minister")]
    rows += [("b:0", "Tarek al-Kadiri", "deputy water minister")]
    assert len(decided(rows)) == 1
    assert len(decided(rows, make_decision("forbid", "Tarek al-Kadiri", "Tariq Qadiri"))) == 2


def test_two_people_of_one_name_are_split_by_article() -> None:
    rows = [(f"{at}:0", "John Hartley", None) for at in "abc"]
    assert len(decided(rows)) == 1
    split = [make_decision("split", "John Hartley", at) for at in "bc"]
    assert sorted(person.quote_count for person in decided(rows, *split)) == [1, 2]


def test_a_ministry_without_a_country_is_one_in_its_article_only() -> None:
    quotes = [
        quote("a:0", "the Defence Ministry", kind="organization"),
        quote("a:9", "Ministry of Defence", kind="organization"),
        quote("b:0", "the Defence Ministry", kind="organization"),
        quote("c:0", "Norvik Harbour Union", kind="organization"),
        quote("c:9", "NHU", kind="organization"),
        quote("d:0", "Norvik Harbour Union", kind="organization"),
    ]
    found = sorted((person.name, person.quote_count) for person in people(*quotes))
    assert found == [
        ("Ministry of Defence", 2),
        ("Norvik Harbour Union", 3),
        ("the Defence Ministry", 1),
    ]


def test_a_profile_tells_roles_over_time_and_who_else_it_may_be() -> None:
    quotes = [
        quote("a:0", "Tariq Qadiri", "deputy water minister"),
        quote("c:0", "Tariq Qadiri", "Deputy Water Minister"),
        quote("d:0", "Tariq Qadiri", "water minister"),
        quote("e:0", "Tarek Kadiri"),
        quote("f:0", "Samir Qadiri"),
    ]
    groups = group_spoken(read_spoken(quotes))
    (profile,) = find_profiles("al-Qadiri, Tariq", groups) or find_profiles("Tariq Qadiri", groups)
    assert profile.person.name == "Tariq Qadiri"
    assert [tuple(role) for role in profile.roles] == [
        ("deputy water minister", "2021-05-01", "2021-05-03", 2),
        ("water minister", "2021-05-04", "2021-05-04", 1),
    ]
    assert profile.articles == ("a", "c", "d")
    assert profile.perhaps == ("Tarek Kadiri",)
    forbid = make_decision("forbid", "Tarek Kadiri", "Tariq Qadiri")
    (profile,) = find_profiles("Tariq Qadiri", groups, [forbid])
    assert profile.perhaps == ()
    assert [each.person.name for each in find_profiles("Qadiri", groups)] == [
        "Tariq Qadiri",
        "Tarek Kadiri",
        "Samir Qadiri",
    ]
    assert find_profiles("Nobody", groups) == []
