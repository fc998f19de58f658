"""How right is the whole program, from raw text to attributions, on a set that people annotated?

    python -m benchmarks.polnear GOLD [--model FOLDER] [--against FOLDER] [--json FILE]

GOLD is PolNeAR's development set (polnear/dev.jsonl.gz), or any other file that `quotes evaluate`
reads. Everything that the program returns is compared with everything that is annotated, by
`quotes.evaluate`; nothing is counted here. Intervals are over articles, by outlet too.

`--against` measures a second model, such as the same in single precision, and the difference.
Figures are held to the floors in `floors-polnear.json`; see `floors.py`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import floors
from benchmarks.command import measure_model
from benchmarks.floors import EvaluationSet
from quotes.evaluate import evaluate
from quotes.evaluation_report import (
    END_TO_END,
    KIND_RIGHT,
    MEDIUM_RIGHT,
    MODALITY_RIGHT,
    QUOTE_FOUND,
    ROLE_RIGHT,
    SPEAKER_RIGHT,
    WHOLE_ATTRIBUTION,
    Evaluation,
    Measure,
)
from quotes.extract import extract_articles
from quotes.gold import GoldArticle, read_gold
from quotes.pipeline.load import load_pipeline
from quotes.records import Article, Quote
from quotes.scoring import PARTS

FLOORS = Path(__file__).parent / "floors-polnear.json"

BY_OUTLET = (
    *(f"{part} exact" for part in PARTS),
    "content characters",
    "direct content exact",
    WHOLE_ATTRIBUTION,
)
SHOWN = (
    *BY_OUTLET,
    *(f"{part} exact, untrimmed" for part in PARTS),
    END_TO_END,
    QUOTE_FOUND,
    SPEAKER_RIGHT,
    ROLE_RIGHT,
    KIND_RIGHT,
    MEDIUM_RIGHT,
    MODALITY_RIGHT,
)
"""What is shown and held to a floor, where the annotation says enough to measure it."""

EVERYTHING = "all articles"


def evaluate_model(folder: Path, gold: Sequence[GoldArticle]) -> dict[str, Evaluation]:
    """Return the evaluation of the model in `folder` on all articles, then by outlet by name."""
    nlp = load_pipeline(folder)
    returned: dict[str, tuple[Quote, ...]] = {}

    def read_once(article: Article) -> tuple[Quote, ...]:
        if article.id not in returned:
            ((_, found),) = extract_articles([article], nlp=nlp, include_all=True)
            returned[article.id] = found
        return returned[article.id]

    evaluations = {EVERYTHING: evaluate(gold, read_once)}
    outlets = sorted({entry.article.outlet for entry in gold if entry.article.outlet})
    for outlet in outlets if len(outlets) > 1 else ():
        chosen = [entry for entry in gold if entry.article.outlet == outlet]
        evaluations[outlet] = evaluate(chosen, read_once)
    return evaluations


def shown(evaluation: Evaluation) -> dict[str, Measure]:
    """Return the figures that are shown, by name; those that were not measured are left out."""
    measured = {measure.name: measure for measure in evaluation.measures}
    return {name: measured[name] for name in SHOWN if name in measured}


def figures(evaluation: Evaluation) -> dict[str, float]:
    """Return the F1 of each figure, to be held to its floor."""
    return {name: measure.score.f1 for name, measure in shown(evaluation).items()}


def table(
    own: Mapping[str, Evaluation], other: Mapping[str, Evaluation] | None = None
) -> Iterator[str]:
    """Yield all figures on all articles, then the main ones by outlet."""
    rivals = shown(other[EVERYTHING]) if other else None
    heads = "     P      R     F1  95% interval"
    yield f"{'':28}{heads}{'   against  difference' if rivals else ''}"
    for name, measure in shown(own[EVERYTHING]).items():
        rival = f"   {rivals[name].score.f1:7.1%}" if rivals else ""
        gap = f"  {100 * (measure.score.f1 - rivals[name].score.f1):+10.2f}" if rivals else ""
        score, interval = measure.score, measure.interval
        yield (
            f"{name:28}{score.precision:6.1%} {score.recall:6.1%} {score.f1:6.1%}"
            f"  {interval.low:5.1%}–{interval.high:6.1%}{rival}{gap}"
        )
    for outlet, evaluation in own.items():
        if outlet != EVERYTHING:
            yield f"\n{outlet} ({len(evaluation.articles)} articles)"
            measured = shown(evaluation)
            for name in (name for name in BY_OUTLET if name in measured):
                interval = measured[name].interval
                yield (
                    f"  {name:26}{measured[name].score.f1:6.1%}"
                    f"  {interval.low:5.1%}–{interval.high:6.1%}"
                )


def as_json(evaluations: Mapping[str, Evaluation] | None) -> object:
    """Return every figure of every evaluation as plain values."""
    if evaluations is None:
        return None
    return {name: evaluation.as_json() for name, evaluation in evaluations.items()}


def main() -> None:
    """Measure, print, and hold the figures to their floors."""
    measure_model(
        __doc__.partition("\n")[0],
        data="gold",
        needed="a file of annotated articles",
        default_floors=FLOORS,
        run=run,
    )


def run(options: argparse.Namespace) -> None:
    """Do what the options say; raises `BelowFloorError` where a figure is below its floor."""
    evaluated = EvaluationSet.of(options.gold)
    floors.refuse_unknown(options, [evaluated])
    gold = list(read_gold(options.gold))
    own = evaluate_model(options.model, gold)
    other = evaluate_model(options.against, gold) if options.against else None
    print(f"{evaluated.name} ({evaluated.digest[:12]}…), {len(gold)} articles")
    print("\n".join(table(own, other)))
    if options.json:
        record = {"model": as_json(own), "against": as_json(other)}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    floors.hold(options, {evaluated: figures(own[EVERYTHING])})


if __name__ == "__main__":
    main()
