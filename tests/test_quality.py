"""The quality gate: the program on passages of our own, and the gate itself.

`quality/passages.jsonl` holds short invented articles with what a careful reader would mark in
them, written before the program was run on them; `quality/floors.json` the figures it must reach.
To raise them after a gain:

    python -m benchmarks.polnear tests/quality/passages.jsonl \
        --floors tests/quality/floors.json --raise-floors
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.floors import (
    SLACK,
    BelowFloorError,
    EvaluationSet,
    FloorFile,
    SetChangedError,
)
from benchmarks.polnear import EVERYTHING, evaluate_model, figures
from quotes.errors import FormatError, ReadError, UsageError
from quotes.evaluate import evaluate
from quotes.gold import GoldArticle, read_gold
from quotes.pipeline.encoder import MODEL_FOLDER
from quotes.records import KINDS, MEDIA, MODALITIES, Article, Quote

QUALITY = Path(__file__).parent / "quality"
PASSAGES, FLOORS = QUALITY / "passages.jsonl", QUALITY / "floors.json"


@pytest.fixture(scope="module")
def passages() -> list[GoldArticle]:
    return list(read_gold(PASSAGES))


def test_the_program_reaches_its_floors(passages: list[GoldArticle]) -> None:
    evaluation = evaluate_model(MODEL_FOLDER, passages)[EVERYTHING]
    assert not evaluation.failures
    FloorFile(FLOORS).check(EvaluationSet.of(PASSAGES), figures(evaluation))


def test_a_program_that_drops_quotes_or_swaps_speakers_falls_through(
    passages: list[GoldArticle],
) -> None:
    right = {entry.article.id: entry.quotes for entry in passages}
    speakers = [quote.speaker for entry in passages for quote in entry.quotes]

    def perfect(article: Article) -> tuple[Quote, ...]:
        return right[article.id]

    def forgetful(article: Article) -> tuple[Quote, ...]:
        return right[article.id][1:]

    def confused(article: Article) -> list[Quote]:
        other = next(known for known in speakers if known != right[article.id][0].speaker)
        return [quote.model_copy(update={"speaker": other}) for quote in right[article.id]]

    gate, evaluated = FloorFile(FLOORS), EvaluationSet.of(PASSAGES)
    gate.check(evaluated, figures(evaluate(passages, perfect)))
    with pytest.raises(BelowFloorError, match="source exact is"):
        gate.check(evaluated, figures(evaluate(passages, forgetful)))
    with pytest.raises(BelowFloorError, match="speaker right is"):
        gate.check(evaluated, figures(evaluate(passages, confused)))


def test_every_part_of_the_design_has_a_passage(passages: list[GoldArticle]) -> None:
    quotes = [quote for entry in passages for quote in entry.quotes]
    assert {quote.kind for quote in quotes} == set(KINDS)
    assert {quote.medium for quote in quotes} == set(MEDIA)
    assert {quote.modality for quote in quotes} == set(MODALITIES)
    assert any(quote.nested_in for quote in quotes)
    assert any("\n\n" in _between(entry.article, quote) for entry, quote in _with_pieces(passages))
    assert {entry.article.id for entry in passages if "“immersive" in entry.article.text}


def _with_pieces(passages: list[GoldArticle]) -> list[tuple[GoldArticle, Quote]]:
    return [(entry, quote) for entry in passages for quote in entry.quotes if quote.content[1:]]


def _between(article: Article, quote: Quote) -> str:
    return article.text[quote.content[0].end_char : quote.content[1].start_char]


# The gate itself, on sets and figures made up for it.

KEPT = {"cue exact": 0.75, "content exact": 0.7}


@pytest.fixture
def evaluated(tmp_path: Path) -> EvaluationSet:
    return EvaluationSet.of(_set_file(tmp_path, "Rain fell on Skell."))


@pytest.fixture
def file(tmp_path: Path, evaluated: EvaluationSet) -> Path:
    path = tmp_path / "floors.json"
    gate = FloorFile(path)
    gate.add(evaluated, KEPT, None)
    gate.write()
    return path


def _set_file(folder: Path, text: str) -> Path:
    path = folder / "dev.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def _hold(
    file: Path, evaluated: EvaluationSet, measured: Mapping[str, float], *arguments: str
) -> None:
    parser = argparse.ArgumentParser()
    floors.add_options(parser, file)
    options = parser.parse_args(arguments)
    floors.refuse_unknown(options, [evaluated])
    floors.hold(options, {evaluated: measured})


@pytest.mark.parametrize("figure", [0.9, 0.75, 0.7451, 0.75 - SLACK])
def test_a_figure_down_to_the_slack_passes(
    file: Path, evaluated: EvaluationSet, figure: float
) -> None:
    before = file.read_bytes()
    _hold(file, evaluated, {**KEPT, "cue exact": figure})
    assert file.read_bytes() == before, "passing changes no floor"


@pytest.mark.parametrize("figure", [0.7449, 0.5, 0.0])
def test_a_figure_below_the_slack_fails_and_says_how_to_accept_it(
    file: Path, evaluated: EvaluationSet, figure: float
) -> None:
    with pytest.raises(BelowFloorError) as raised:
        _hold(file, evaluated, {**KEPT, "cue exact": figure}, "--raise-floors")
    message = str(raised.value)
    assert f"cue exact is {figure:.4f}" in message
    assert "floor of 0.7500" in message
    assert f'--lower-floor "{evaluated.name}: cue exact" --reason' in message
    assert "content exact" not in message, "it names what is wrong and nothing else"
    assert FloorFile(file).sets[evaluated.digest].floors == KEPT, "a failed run writes nothing"


def test_a_measure_that_is_gone_fails(file: Path, evaluated: EvaluationSet) -> None:
    with pytest.raises(BelowFloorError, match=r"content exact .* was not measured"):
        _hold(file, evaluated, {"cue exact": 0.8})


def test_a_changed_set_is_refused_before_it_is_measured(
    file: Path, tmp_path: Path, evaluated: EvaluationSet
) -> None:
    changed = EvaluationSet.of(_set_file(tmp_path, "Rain fell on Skell!"))
    assert (changed.name, changed.digest != evaluated.digest) == (evaluated.name, True)
    for arguments in ((), ("--raise-floors",)):
        with pytest.raises(SetChangedError, match=changed.digest[:12]):
            _hold(file, changed, {"cue exact": 1.0, "content exact": 1.0}, *arguments)


def test_a_changed_set_gets_floors_of_its_own_with_a_reason_only(
    file: Path, tmp_path: Path, evaluated: EvaluationSet
) -> None:
    changed = EvaluationSet.of(_set_file(tmp_path, "Rain fell on Skell!"))
    with pytest.raises(UsageError, match="say why"):
        _hold(file, changed, {"cue exact": 0.2}, "--add-sets")
    _hold(file, changed, {"cue exact": 0.2}, "--add-sets", "--reason", "a stop was wrong")
    ((digest, entry),) = FloorFile(file).sets.items()
    assert (digest, entry.floors) == (changed.digest, {"cue exact": 0.2})
    assert entry.taken_back[0]["digest"] == evaluated.digest
    assert entry.taken_back[0]["floors"] == KEPT
    assert entry.taken_back[0]["reason"] == "a stop was wrong"


def test_floors_are_raised_when_asked_and_never_by_the_way(
    file: Path, evaluated: EvaluationSet
) -> None:
    better = {"cue exact": 0.81239, "content exact": 0.698, "source exact": 0.8}
    _hold(file, evaluated, better)
    assert FloorFile(file).sets[evaluated.digest].floors == KEPT
    _hold(file, evaluated, better, "--raise-floors")
    raised = FloorFile(file).sets[evaluated.digest].floors
    assert raised == {"cue exact": 0.8124, "content exact": 0.7, "source exact": 0.8}


def test_a_floor_is_lowered_by_name_and_with_a_reason_that_is_kept(
    file: Path, evaluated: EvaluationSet
) -> None:
    worse = {**KEPT, "cue exact": 0.7}
    lower = ("--lower-floor", f"{evaluated.name}: cue exact")
    for reason in ((), ("--reason", "  ")):
        with pytest.raises(UsageError, match="say why"):
            _hold(file, evaluated, worse, *lower, *reason)
    _hold(file, evaluated, worse, *lower, "--reason", "half the size, twice the speed")
    entry = FloorFile(file).sets[evaluated.digest]
    assert entry.floors == {**KEPT, "cue exact": 0.7}
    (kept,) = entry.taken_back
    assert (kept["measure"], kept["floor"], kept["lowered_to"]) == ("cue exact", 0.75, 0.7)
    assert kept["reason"] == "half the size, twice the speed"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("content exact", "not below its floor"),
        ("cues exact", "has no floor"),
    ],
)
def test_nothing_is_lowered_by_mistake(
    file: Path, evaluated: EvaluationSet, name: str, message: str
) -> None:
    arguments = ("--lower-floor", f"{evaluated.name}: {name}", "--reason", "why not")
    with pytest.raises(UsageError, match=message):
        _hold(file, evaluated, KEPT, *arguments)
    with pytest.raises(UsageError, match="of a set measured"):
        _hold(file, evaluated, KEPT, "--lower-floor", name, "--reason", "why not")
    assert FloorFile(file).sets[evaluated.digest].floors == KEPT


def test_lowering_one_floor_does_not_let_another_figure_through(
    file: Path, evaluated: EvaluationSet
) -> None:
    worse = {"cue exact": 0.6, "content exact": 0.6}
    arguments = ("--lower-floor", f"{evaluated.name}: cue exact", "--reason", "a trade")
    with pytest.raises(BelowFloorError, match="content exact is"):
        _hold(file, evaluated, worse, *arguments)
    assert FloorFile(file).sets[evaluated.digest].floors == KEPT


def test_a_set_is_known_by_what_it_holds_not_by_how_it_is_packed(tmp_path: Path) -> None:
    plain = _set_file(tmp_path, "Rain fell on Skell.")
    packed = tmp_path / "dev.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert EvaluationSet.of(plain) == EvaluationSet.of(packed)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="could not be read"):
        EvaluationSet.of(tmp_path / "none.jsonl")
    (cut := tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"Rain fell.")[:-9])
    with pytest.raises(ReadError, match="could not be read"):
        EvaluationSet.of(cut)
    (tmp_path / "floors.json").write_text(json.dumps({"digest": 3}), encoding="utf-8")
    with pytest.raises(FormatError, match="not a file of floors"):
        FloorFile(tmp_path / "floors.json")
