"""Which word of a cue is the saying, in a table."""

from __future__ import annotations

import pytest
from marked_passages import read_marked

from quotes.pipeline.cues import base_form, has_reporting_word, saying_of


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Orvik {said} rain fell.", "said"),
        ("Orvik {did not say} whether rain fell.", "say"),
        ("Orvik {said he believed} rain fell.", "said"),
        ("Orvik {refused to say} whether rain fell.", "say"),
        ("Orvik {declined to comment} on the rain.", "comment"),
        ("Orvik {began to argue} that rain fell.", "argue"),
        ("Orvik {was expected to announce} rain.", "announce"),
        ("Orvik {asked him to explain} the rain.", "asked"),
        ("Orvik {threatened to complain} about the rain.", "threatened"),
        ("Orvik {denied saying} that rain fell.", "saying"),
        ("Orvik {was quoted as saying} that rain fell.", "quoted"),
        ("Orvik {gave no explanation} for the rain.", "explanation"),
        ("Orvik {could not be reached for comment}.", "comment"),
        ("Orvik {was confident} that rain fell.", "confident"),
        ("Orvik {repainted} the pump.", "repainted"),
    ],
)
def test_the_saying_of_a_cue(passage: str, expected: str) -> None:
    (cue,) = read_marked(passage).cues
    assert saying_of(cue).token.text == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("says", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("agrees", "agree"),
        ("describing", "describe"),
        ("quipped", "quip"),
        ("repainted", "repainted"),
    ],
)
def test_a_verb_is_known_by_its_ending_where_its_lemma_is_wrong(word: str, expected: str) -> None:
    (cue,) = read_marked(f"Orvik {{{word}}} it.", {word: "NN"}).cues
    cue[0].lemma_ = word
    assert base_form(cue[0], {"say", "deny", "agree", "describe", "quip"}) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Orvik {has said} so.", True),
        ("Orvik {was afraid} of rain.", True),
        ("{According to} Orvik, rain fell.", True),
        ("Orvik {counts} the pumps.", True),
        ("Orvik {repainted} the pump.", False),
    ],
)
def test_words_that_report(passage: str, expected: bool) -> None:
    (cue,) = read_marked(passage).cues
    assert has_reporting_word(cue) == expected
