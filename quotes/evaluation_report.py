"""What does an evaluation say, and how is it shown?

Hands on `Evaluation`: every figure with its interval over articles, and everything that is wrong,
worst first; as a table for a terminal and as plain values for JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from quotes.records import KINDS
from quotes.scoring import PARTS, Score

Fault = Literal["speaker", "spurious", "modality", "medium", "missed", "role", "boundaries", "kind"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
"""What can be wrong, worst first: what would put words in somebody's mouth comes before what leaves
somebody out, and this before what is said less exactly."""

RESAMPLES = 1000
LEVEL = 0.95

END_TO_END = "end to end"
QUOTE_FOUND = "quote found"
SPEAKER_RIGHT = "speaker right"
ROLE_RIGHT = "role right"
WHOLE_ATTRIBUTION = "whole attribution"
KIND_RIGHT = "kind right"
MEDIUM_RIGHT = "medium right"
MODALITY_RIGHT = "modality right"
NOT_ASSERTED_RIGHT = "modality right, not asserted"
HOWS = ("exact", "exact, untrimmed", "begin", "Jaccard", "characters")

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "asserted speech and writing",
        (
            END_TO_END,
            *(f"{END_TO_END}, {kind}" for kind in KINDS),
            QUOTE_FOUND,
            SPEAKER_RIGHT,
            ROLE_RIGHT,
        ),
    ),
    (
        "all attributions",
        (*(f"{part} {how}" for part in PARTS for how in HOWS), WHOLE_ATTRIBUTION),
    ),
    (
        "contents of one kind",
        tuple(f"{kind} content {how}" for kind in KINDS for how in HOWS),
    ),
    (
        "shares of all attributions",
        (
            *(f"found, {kind}" for kind in KINDS),
            KIND_RIGHT,
            MEDIUM_RIGHT,
            MODALITY_RIGHT,
            NOT_ASSERTED_RIGHT,
        ),
    ),
)
"""The names of all figures, in the order they are shown.

The first section looks at what is shown by default, all others compare everything with everything.
A figure called right is over matched quotes. "found, direct" and "end to end, direct" are shares:
of the gold quotes of that kind, how many. "direct content" has precision over what was returned as
direct and recall over what is direct.
"""
MEASURES = tuple(name for _, names in SECTIONS for name in names)

_COLUMNS = "     P      R     F1  95% interval     right    found     gold"
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
    """One thing that is wrong: what people found there and what the extractor returned.

    `text` is the quote it is about; `gold` and `found` are what differs (names, roles, kinds, or
    the words themselves). `confidence` is the extractor's, 0 to 1; 0 where it returned nothing.
    """

    fault: Fault
    start_char: int
    text: str
    gold: str | None
    found: str | None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """The counts of one article by measure, and everything that is wrong in it."""

    article_id: str
    scores: dict[str, Score]
    discrepancies: tuple[Discrepancy, ...]
    failure: str | None = None


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

    @property
    def failures(self) -> dict[str, str]:
        """Why articles could not be read, by their ids."""
        return {report.article_id: report.failure for report in self.articles if report.failure}

    def errors(self, count: int) -> list[tuple[str, Discrepancy]]:
        """Return so many errors with their articles' ids, worst first.

        In the order of `FAULTS`; of one fault first those of which the extractor was surest, then
        the longest quotes.
        """

        def badness(entry: tuple[str, Discrepancy]) -> tuple[int, float, int, str, int]:
            article_id, wrong = entry
            rank = FAULTS.index(wrong.fault)
            return rank, -wrong.confidence, -len(wrong.text), article_id, wrong.start_char

        listed = [(report.article_id, w) for report in self.articles for w in report.discrepancies]
        return sorted(listed, key=badness)[:count]

    def as_table(self, *, error_count: int = 0) -> str:
        """Return the figures as lines of plain text, with the worst errors under them."""
        measured = {measure.name: measure for measure in self.measures}
        titles = [title for title, _ in SECTIONS]
        width = max(len(name) for name in (*measured, *titles))
        lines = []
        for title, names in SECTIONS:
            shown = [measured[name] for name in names if name in measured]
            if shown:
                lines += [f"{title:{width}}  {_COLUMNS}", *(_row(m, width) for m in shown), ""]
        lines.append(f"{len(self.articles)} articles")
        lines += [f"not read: {failure}" for failure in self.failures.values()]
        errors = self.errors(error_count)
        if errors:
            lines += ["", *(_error_line(*error) for error in errors)]
        return "\n".join(lines) + "\n"

    def as_json(self, *, error_count: int = 0) -> dict[str, Any]:
        """Return the figures and the worst errors as plain values."""
        return {
            "measures": {
                measure.name: {
                    **_counts(measure.score),
                    "interval": [measure.interval.low, measure.interval.high],
                }
                for measure in self.measures
            },
            "articles": len(self.articles),
            "failures": self.failures,
            "errors": [
                {"article_id": article_id, **asdict(wrong)}
                for article_id, wrong in self.errors(error_count)
            ],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """The evaluations of several extractors on the same articles, by their names."""

    evaluations: dict[str, Evaluation]

    def as_table(self) -> str:
        """Return F1 with its interval, a line a measure and a column an extractor."""
        names = [
            name
            for name in _COMPARED
            if all(name in (m.name for m in e.measures) for e in self.evaluations.values())
        ]
        width = max(len(name) for name in ("F1, 95% interval", *_COMPARED))
        heads = "".join(f"{name:>22}" for name in self.evaluations)
        lines = [f"{'F1, 95% interval':{width}}{heads}"]
        for name in names:
            cells = (_cell(evaluation[name]) for evaluation in self.evaluations.values())
            lines.append(f"{name:{width}}{''.join(cells)}")
        counts = {len(evaluation.articles) for evaluation in self.evaluations.values()}
        lines += ["", f"{max(counts, default=0)} articles"]
        for extractor, evaluation in self.evaluations.items():
            if evaluation.failures:
                lines.append(f"{extractor} could not read {len(evaluation.failures)} of them")
        return "\n".join(lines) + "\n"

    def as_json(self) -> dict[str, Any]:
        """Return every figure of every extractor as plain values."""
        return {name: evaluation.as_json() for name, evaluation in self.evaluations.items()}


_COMPARED = (
    END_TO_END,
    f"{END_TO_END}, direct",
    QUOTE_FOUND,
    SPEAKER_RIGHT,
    *(f"{part} exact" for part in PARTS),
    "content characters",
    "direct content exact",
    WHOLE_ATTRIBUTION,
)


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
    counts = np.array([(s.shared, s.right_found, s.found, s.gold) for s in scores], dtype=float)
    chances = np.full(len(scores), 1 / len(scores))
    # How often each article is drawn is all that its sum depends on.
    draws = np.random.default_rng(seed).multinomial(len(scores), chances, size=resamples)
    shared, right_found, found, gold = (draws @ counts).T
    recall = np.divide(shared, gold, out=np.zeros(resamples), where=gold > 0)
    precision = np.divide(right_found, found, out=np.zeros(resamples), where=found > 0)
    total = precision + recall
    f1 = np.divide(2 * precision * recall, total, out=np.zeros(resamples), where=total > 0)
    low, high = np.quantile(f1, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _counts(score: Score) -> dict[str, float]:
    counts = {
        "right": score.shared,
        "found": score.found,
        "gold": score.gold,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }
    if score.shared_found is not None:
        counts["right_found"] = score.shared_found
    return counts


def _row(measure: Measure, width: int) -> str:
    score, interval = measure.score, measure.interval
    return (
        f"{measure.name:{width}}  {score.precision:6.1%} {score.recall:6.1%} {score.f1:6.1%}"
        f"  {interval.low:5.1%}–{interval.high:6.1%}"
        f"  {score.shared:8.{_places(score.shared)}f} {score.found:8.0f} {score.gold:8.0f}"
    )


def _places(count: float) -> int:
    """Return the decimal places of a count: Jaccard adds up parts."""
    return 0 if float(count).is_integer() else 1


def _cell(measure: Measure) -> str:
    interval = f"{measure.interval.low:.1%}–{measure.interval.high:.1%}"
    return f"{measure.score.f1:8.1%}{interval:>14}"


def _error_line(article_id: str, wrong: Discrepancy) -> str:
    place = f"{wrong.fault:10}  {article_id}:{wrong.start_char}  "
    if wrong.fault in ("missed", "spurious"):
        return place + _shortened(wrong.text)
    words = f"{_shortened(wrong.gold)} → {_shortened(wrong.found)}"
    return place + (words if wrong.fault == "boundaries" else f"{words}: {_shortened(wrong.text)}")


def _shortened(words: str | None) -> str:
    flat = " ".join((words or "–").split())
    return flat if len(flat) <= _MAX_SHOWN else flat[: _MAX_SHOWN - 1] + "…"
