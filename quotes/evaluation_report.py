"""What does an evaluation say, and how is it shown?

Hands on `Evaluation`: every figure with its interval over articles, the articles it did worst on
and what was wrong in each; as a table for a terminal and as plain values for JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quotes.records import KINDS
from quotes.scoring import PARTS, Score

Fault = Literal["missed", "spurious", "speaker", "role", "kind", "boundaries"]

RESAMPLES = 1000
LEVEL = 0.95

END_TO_END = "end to end"
QUOTE_FOUND = "quote found"
SPEAKER_RIGHT = "speaker right"
ROLE_RIGHT = "role right"
KIND_RIGHT = "kind right"
WHOLE_ATTRIBUTION = "whole attribution"
MEASURES = (
    END_TO_END,
    *(f"{END_TO_END}, {kind}" for kind in KINDS),
    QUOTE_FOUND,
    SPEAKER_RIGHT,
    ROLE_RIGHT,
    *(f"{part} {how}" for part in PARTS for how in ("exact", "exact, untrimmed", "characters")),
    WHOLE_ATTRIBUTION,
    *(f"found, {kind}" for kind in KINDS),
    KIND_RIGHT,
)
"""The names of all figures, in the order they are shown.

From "source exact" on they compare all attributions with all; before that, asserted speech and
writing only. "role right", "speaker right" and "kind right" are over matched quotes. A figure for
one kind is a share: of the gold quotes of that kind, how many.
"""

_MAX_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the F1 of a resampled set of articles falls, in `LEVEL` of the resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its counts over all articles and the interval of its F1."""

    name: str
    score: Score
    interval: Interval


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is wrong: what people found there and what the extractor returned."""

    fault: Fault
    start_char: int
    gold: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """The counts of one article by measure, and everything that is wrong in it."""

    article_id: str
    scores: dict[str, Score]
    discrepancies: tuple[Discrepancy, ...]
    failure: str | None = None

    @property
    def main_score(self) -> Score:
        """The end-to-end count, or that of exact contents where no speakers are annotated."""
        return self.scores.get(END_TO_END) or self.scores["content exact"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over all articles, in the order they are shown, and a report on each article."""

    measures: tuple[Measure, ...]
    articles: tuple[ArticleReport, ...]

    def __getitem__(self, name: str) -> Measure:
        """Return one figure by its name; raises `KeyError` where it was not measured."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(name)

    def worst(self, count: int) -> list[ArticleReport]:
        """Return the articles with most quotes to mend, most first; none that is all right."""

        def to_mend(report: ArticleReport) -> int:
            score = report.main_score
            return score.found + score.gold - 2 * score.shared

        imperfect = [report for report in self.articles if report.discrepancies]
        return sorted(imperfect, key=lambda r: (-to_mend(r), r.article_id))[:count]

    def as_table(self, *, worst_count: int = 0) -> str:
        """Return the figures as lines of plain text, with the worst articles under them."""
        width = max((len(measure.name) for measure in self.measures), default=0)
        lines = [
            f"{'':{width}}       P      R     F1  {LEVEL:.0%} interval     right    found     gold"
        ]
        for measure in self.measures:
            score, interval = measure.score, measure.interval
            lines.append(
                f"{measure.name:{width}}  {score.precision:6.1%} {score.recall:6.1%}"
                f" {score.f1:6.1%}  {interval.low:5.1%}–{interval.high:6.1%}"
                f"  {score.shared:8} {score.found:8} {score.gold:8}"
            )
        lines.append(f"{len(self.articles)} articles")
        failures = [report for report in self.articles if report.failure]
        lines += [f"not read: {report.article_id}: {report.failure}" for report in failures]
        for report in self.worst(worst_count):
            lines += _report_lines(report)
        return "\n".join(lines) + "\n"

    def as_json(self, *, worst_count: int = 0) -> dict[str, Any]:
        """Return the figures and the worst articles as plain values."""
        return {
            "measures": {
                measure.name: {
                    **_counts(measure.score),
                    "interval": [measure.interval.low, measure.interval.high],
                }
                for measure in self.measures
            },
            "articles": len(self.articles),
            "failures": {r.article_id: r.failure for r in self.articles if r.failure},
            "worst": [
                {
                    "article_id": report.article_id,
                    **_counts(report.main_score),
                    "discrepancies": [asdict(wrong) for wrong in report.discrepancies],
                }
                for report in self.worst(worst_count)
            ],
        }


def bootstrap_interval(
    scores: Sequence[Score], *, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Return the interval of F1 when the articles, one score each, are drawn anew.

    Percentile bootstrap (Efron and Tibshirani, 1993) with the article as the unit, because the
    quotes of one article are not independent of each other.
    """
    import numpy as np

    if not scores or not resamples:
        return Interval(0.0, 1.0)
    counts = np.array([(2 * s.shared, s.found + s.gold) for s in scores], dtype=np.int64)
    random = np.random.default_rng(seed)
    values = np.empty(resamples)
    for index in range(resamples):
        shared, total = counts[random.integers(0, len(scores), len(scores))].sum(axis=0)
        values[index] = shared / total if total else 0.0
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _counts(score: Score) -> dict[str, float]:
    return {
        "right": score.shared,
        "found": score.found,
        "gold": score.gold,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _report_lines(report: ArticleReport) -> Iterator[str]:
    score = report.main_score
    yield f"\n{report.article_id}: {score.shared} right, {score.found} found, {score.gold} gold"
    for wrong in report.discrepancies:
        words = [_shortened(side) for side in (wrong.gold, wrong.found) if side is not None]
        if wrong.fault in ("speaker", "role", "kind", "boundaries"):
            words = [f"{_shortened(wrong.gold)} → {_shortened(wrong.found)}"]
        yield f"  {wrong.fault:10} {wrong.start_char:6}  {words[0]}"


def _shortened(words: str | None) -> str:
    flat = " ".join((words or "–").split())
    return flat if len(flat) <= _MAX_SHOWN else flat[: _MAX_SHOWN - 1] + "…"
