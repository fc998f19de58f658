"""Datelines, relayed words and names of things: tables a journalist could read."""

from __future__ import annotations

import re

import pytest

from quotes.pipeline.marks import pair_marks
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.trimming import (
    is_name_of_a_thing,
    with_relayed_speaker,
    with_rest_of_sentence,
    without_dateline,
    without_hearer,
)

LABELS = {"S": "SOURCE", "C": "CUE", "X": "CONTENT"}


def marked(passage: str) -> tuple[str, Draft]:
    """Read `[S She]` as the source, `[C said]` as the cue, `[X …]` as a content of one draft."""
    text, draft, position = "", Draft(), 0
    for found in re.finditer(r"\[([SCX]) ([^\]]*)\]", passage):
        text += passage[position : found.start()]
        quoted = "all" if text.endswith(("“", "‘")) else "none"
        part = Part(LABELS[found[1]], len(text), len(text) + len(found[2]), 0, "", quoted=quoted)  # type: ignore[arg-type]
        text += found[2]
        position = found.end()
        if found[1] == "S":
            draft.source = part
        elif found[1] == "C":
            draft.cue = part
        else:
            draft.contents.append(part)
    return text + passage[position:], draft


@pytest.mark.parametrize(
    ("paragraph", "content"),
    [
        ("OSTER, England — The ferry sank", "The ferry sank"),
        ("OSTER BEND (Tarn) - The ferry sank", "The ferry sank"),
        ("OSTER, England, Feb 12 (Tarn) - A ferry sank", "A ferry sank"),
        ("OSTER -- The ferry sank", "The ferry sank"),
        ("The ferry — an old one — sank", "The ferry — an old one — sank"),
        ("NATO said it was late", "NATO said it was late"),
        ("A - the best mark", "A - the best mark"),
    ],
)
def test_a_dateline_is_no_content(paragraph: str, content: str) -> None:
    part = without_dateline(paragraph, Part("CONTENT", 0, len(paragraph), 0, ""))
    assert paragraph[slice(*part.chars)] == content


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "[S The Mail] [C quoted] [X Tom Addis as saying the yard was empty].",
            ("Tom Addis", "quoted", ["the yard was empty"]),
        ),
        (
            "[S The Mail] [C quoted] Tom Addis as saying “[X The yard is empty]”.",
            ("Tom Addis", "quoted", ["The yard is empty"]),
        ),
        (
            "[S The agency] [C cited] [X a minister as telling reporters it was late].",
            ("a minister", "cited", ["it was late"]),
        ),
        (
            "[S Tom Addis] [C was quoted as saying] [X the yard was empty].",
            ("Tom Addis", "was quoted as saying", ["the yard was empty"]),
        ),
        (
            "[S She] [C quoted] [X the report].",
            ("She", "quoted", ["the report"]),
        ),
        (
            "[S She] [C described] [X him as saying little].",
            ("She", "described", ["him as saying little"]),
        ),
    ],
)
def test_relayed_words_are_their_speakers(
    passage: str, expected: tuple[str, str, list[str]]
) -> None:
    text, draft = marked(passage)
    draft = with_relayed_speaker(text, draft)
    assert draft.source is not None
    assert draft.cue is not None
    found = [text[slice(*part.chars)] for part in draft.contents]
    assert (text[slice(*draft.source.chars)], text[slice(*draft.cue.chars)], found) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "[X The yard], [C according to] [S a worker], has closed for good.",
            ["The yard", "has closed for good"],
        ),
        ("[X The yard has closed], [C according to] [S a worker].", ["The yard has closed"]),
        ("[C According to] [S a worker], [X the yard closed].", ["the yard closed"]),
        ("[X The yard], [C said] [S a worker], has closed.", ["The yard"]),
        (
            "[X The yard], [C according to] [S a worker], has a name: “Number 10”.",
            ["The yard"],
        ),
    ],
)
def test_a_divided_sentence_is_one_content(passage: str, expected: list[str]) -> None:
    text, draft = marked(passage)
    draft = with_rest_of_sentence(text, draft, len(text))
    assert [text[slice(*part.chars)] for part in draft.contents] == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("[X Residents] [C were told] [X to stay indoors].", ["to stay indoors"]),
        ("[X It] [C was claimed] [X that the yard closed].", ["that the yard closed"]),
        ("[X The plan] [C was described] [X as bold].", ["The plan", "as bold"]),
        ("[X It rained], [S he] [C said], [X and snowed].", ["It rained", "and snowed"]),
        ("[X It] [C was claimed].", ["It"]),
    ],
)
def test_the_hearer_is_no_content(passage: str, expected: list[str]) -> None:
    text, draft = marked(passage)
    draft = without_hearer(text, draft)
    assert [text[slice(*part.chars)] for part in draft.contents] == expected


@pytest.mark.parametrize(
    ("passage", "is_name"),
    [
        ("a van [C called] “[X Number 10]”", True),
        ("the picket, which [S regulars] have [C named] “[X Camp Diesel]”", True),
        ("the bridge is [C known as] “[X the Old Lady]”", True),
        ("[S Somebody] [C has painted] “[X The Last Ferry]” on the wall", True),
        ("[S Somebody] [C has painted] “[X NO FERRY]” on the wall", False),
        ("[S Somebody] [C has painted] “[X They sold the ferry]” on the wall", False),
        ("[S She] [C called] it “[X a wall]”", False),
        ("[S She] [C called] it “[X Madness from the first day to the last]”", False),
        ("[S She] [C said] “[X Never]”", False),
        ("[S She] [C called] [X it a Wall]", False),
        ("[S The yard] [C has christened] [X its ferry the ‘Lady Maud’]", True),
        ("[S She] [C called] [X the ferry “a wreck with a bell”]", False),
        ("[S She] [C explains] it in her film “[X Night Ferry to the Isle of Oster]”", True),
        ("[S She] [C sings] in a clip from ‘[X Nine Tides]’", True),
        ("[S She] [C says] in her film: “[X Nobody Came to the Quay]”", False),
        ("[S She] [C says] of the film “[X it is far too long]”", False),
        ("[S She] [C says] [X the film “Night Ferry” is too long]", False),
    ],
)
def test_what_a_thing_is_called_is_not_said(passage: str, is_name: bool) -> None:
    text, draft = marked(passage)
    assert is_name_of_a_thing(text, draft, pair_marks(text)) is is_name
