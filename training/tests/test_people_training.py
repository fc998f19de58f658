"""From annotated speakers and phrases to the weights of the rankers. All people are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc, Span

import quotes
from quotes.pipeline.factories import SYNTAX
from quotes.pipeline.people_decisions import SPANS_KEY
from quotes.pipeline.people_ranking import load_weights
from quotes.records import Speaker
from training.join_speakers import ANNOTATIONS, unread_ids
from training.people_examples import Example, Text, examples_of
from training.people_fit import Fitter, cross_validate, is_ranked_right, report, sharpened
from training.people_phrases import phrase_examples, read_phrases

TEXT = (
    "Hale Orvik, the mayor, opened the bridge on Monday.\n\n"
    "Tilda Marsh came late. She said the road was closed.\n\n"
    "The mayor said it would open."
)


def example(right: int, *features: dict[str, float], text: str = "a") -> Example:
    return Example(text, features, frozenset({right}), True, False, "speakers")


def teaching(text: str) -> list[Example]:
    """Return two examples of one text that agree: whoever is near is meant."""
    return [
        example(0, {"near": 1.0}, {"far": 1.0}, text=text),
        example(1, {"far": 1.0, "tall": 1.0}, {"near": 1.0, "tall": 1.0}, text=text),
    ]


def read(text: str, attributions: list[tuple[str, str, str]]) -> Doc:
    nlp = quotes.load()
    doc = nlp.get_pipe(SYNTAX)(nlp.make_doc(text))
    spans: list[Span] = []
    for key, parts in enumerate(attributions):
        for label, words in zip(("SOURCE", "CUE", "CONTENT"), parts, strict=True):
            start = text.rindex(words)
            span = doc.char_span(start, start + len(words), label=label, span_id=str(key))
            assert span is not None, words
            spans.append(span)
    doc.spans[SPANS_KEY] = spans
    return doc


@pytest.fixture(scope="module")
def text() -> Text:
    said = [
        ("She", "said", "the road was closed"),
        ("The mayor", "said", "it would open"),
    ]
    speakers = {
        TEXT.index("She"): Speaker(name="Tilda Marsh", kind="person"),
        TEXT.index("The mayor"): Speaker(name="Hale Orvik", kind="person"),
    }
    return Text("bridge", read(TEXT, said), [], False, speakers)


def test_weights_follow_the_examples() -> None:
    weights = Fitter(teaching("a"), penalty=0.01).fit()
    assert weights["near"] > 0.5 > -0.5 > weights["far"]
    assert weights["tall"] == pytest.approx(0.0, abs=0.01)  # it tells nobody from anybody


def test_a_fixed_weight_stays_and_an_expected_one_is_where_nothing_speaks_against_it() -> None:
    fitter = Fitter(teaching("a"), 0.01, fixed={"near": 0.25}, expected={"tall": 2.0})
    weights = fitter.fit()
    assert weights["near"] == 0.25
    assert weights["tall"] == pytest.approx(2.0, abs=0.01)


def test_several_may_be_right() -> None:
    both = Example(
        "a", ({"near": 1.0}, {"new": 1.0}, {"far": 1.0}), frozenset({0, 1}), True, False, "GUM"
    )
    weights = Fitter([both], 0.01).fit()
    assert weights["near"] == pytest.approx(weights["new"], abs=0.01)
    assert weights["far"] < weights["near"]
    assert is_ranked_right(both, weights)
    assert not is_ranked_right(both, {"far": 1.0})


def test_shares_that_are_too_even_are_sharpened() -> None:
    right = [example(0, {"near": 1.0}, {"far": 1.0}) for _ in range(9)]
    wrong = example(1, {"near": 1.0}, {"far": 1.0})
    weights = sharpened({"near": 0.5, "far": -0.5}, [*right, wrong])
    assert weights["near"] == pytest.approx(1.1, abs=0.05)  # nine of ten: a difference of ln 9


def test_what_is_held_out_is_counted_apart() -> None:
    held_out = Example("b", ({"near": 1.0}, {}), frozenset({1}), False, True, "silver")
    lines = report([*teaching("a"), held_out], {"near": 1.0}).splitlines()
    assert lines[0].split() == "silver, other, held out 0.0 % of 1".split()
    assert lines[1].split() == "speakers, source, trained on 100.0 % of 2".split()


def test_cross_validation_ranks_each_text_by_the_others() -> None:
    examples = [one for name in "abcdefgh" for one in teaching(name)]
    assert cross_validate(examples, 0.01, {}).split() == "cross-validated 100.0 % of 16".split()


def test_a_pronoun_that_is_a_source_becomes_an_example(text: Text) -> None:
    (one,) = examples_of(text, load_weights())
    assert one.teacher == "speakers"
    assert one.is_source
    assert len(one.candidates) == 2
    assert len(one.right) == 1


def test_a_phrase_that_is_a_source_becomes_an_example(text: Text) -> None:
    (one,) = phrase_examples(text, {}, load_weights("descriptions"))
    assert one.is_source
    assert is_ranked_right(one, load_weights("descriptions"))
    assert "nobody" in one.candidates[-1]


def test_an_annotated_phrase_may_mean_nobody_named(text: Text) -> None:
    start = TEXT.index("The mayor")
    (one,) = phrase_examples(text, {(start, start + 9): None}, load_weights("descriptions"))
    assert len(one.candidates) - 1 in one.right


def test_annotated_phrases_hold_no_text_and_none_of_the_unread_articles() -> None:
    assert not unread_ids() & read_phrases().keys()
    for line in (ANNOTATIONS / "phrases.jsonl").read_text(encoding="utf-8").splitlines():
        for phrase in json.loads(line)["phrases"]:
            assert phrase.keys() == {"start_char", "end_char", "person", "kind", "doubtful"}


def test_unread_articles_are_nobodys_to_train_on() -> None:
    worked = {
        json.loads(line)["id"]
        for path in Path(ANNOTATIONS).glob("articles-*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(unread_ids()) == 67
    assert not unread_ids() & worked
