"""From examples to weights: a listwise logistic model, fitted with numpy alone.

Hands on weights that give the right candidates of an example the largest share, and how often that
holds for texts that were left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from quotes.pipeline.people_ranking import Features
from training.people_examples import Example, Teacher

WEIGHTS: Mapping[Teacher, float] = {"speakers": 8.0, "GUM": 1.0, "silver": 1.0}
"""What an example counts by who teaches it."""

STEPS, RATE = 400, 0.05
SHARPNESS = tuple(factor / 20 for factor in range(10, 61))
FOLDS = 8
Floats = npt.NDArray[np.float64]


class Fitter:
    """Fits weights to examples.

    Some may be `fixed` by hand; the others are drawn towards `expected`, or to 0.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        penalty: float,
        *,
        fixed: Features | None = None,
        expected: Features | None = None,
    ) -> None:
        names = sorted({name for e in examples for features in e.candidates for name in features})
        self.names, self.penalty, self.fixed = names, penalty, fixed or {}
        column = {name: index for index, name in enumerate(names)}
        self.unseen = {
            name: value for name, value in (expected or {}).items() if name not in column
        }
        self.expected = np.array([(expected or {}).get(name, 0.0) for name in names])
        sizes = [len(example.candidates) for example in examples]
        self.rows: Floats = np.zeros((sum(sizes), len(names)))
        self.is_right = np.zeros(sum(sizes), dtype=bool)
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.example_of = np.repeat(np.arange(len(examples)), sizes)
        self.counts = np.array([WEIGHTS[example.teacher] for example in examples])
        for start, example in zip(self.starts, examples, strict=True):
            for number, features in enumerate(example.candidates):
                self.is_right[start + number] = number in example.right
                for name, value in features.items():
                    self.rows[start + number, column[name]] = value

    def fit(self) -> Features:
        """Return the weights, by full gradients (Adam) with a quadratic penalty."""
        weights = self.expected.copy()
        is_free = np.array([name not in self.fixed for name in self.names])
        weights[~is_free] = [value for name, value in sorted(self.fixed.items())]
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, STEPS + 1):
            gradient = self._gradient(weights) + self.penalty * (weights - self.expected)
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            scaled = (second / (1 - 0.999**step)) ** 0.5 + 1e-8
            weights -= is_free * RATE * first / (1 - 0.9**step) / scaled
        learned = zip(self.names, weights, strict=True)
        return {**self.unseen, **{name: round(float(weight), 3) for name, weight in learned}}

    def _gradient(self, weights: Floats) -> Floats:
        """Return the gradient of the mean negative log of the right candidates' share."""
        shares = self._shares(self.rows @ weights, np.ones_like(self.is_right))
        wanted = self._shares(self.rows @ weights, self.is_right)
        gradient: Floats = (self.counts[self.example_of] * (shares - wanted)) @ self.rows
        return gradient / float(self.counts.sum())

    def log_likelihood(self, weights: Floats) -> float:
        """Return the logarithm of the likelihood of the right candidates."""
        shares = self._shares(self.rows @ weights, np.ones_like(self.is_right))
        right = np.add.reduceat(np.where(self.is_right, shares, 0.0), self.starts)
        return float(np.log(np.maximum(right, 1e-12)) @ self.counts)

    def _shares(self, scores: Floats, among: npt.NDArray[np.bool_]) -> Floats:
        scores = np.where(among, scores, -np.inf)
        scores = scores - np.maximum.reduceat(scores, self.starts)[self.example_of]
        shares: Floats = np.exp(scores)
        shares /= np.add.reduceat(shares, self.starts)[self.example_of]
        return shares


def sharpened(weights: Features, examples: Sequence[Example]) -> Features:
    """Return the weights times the one factor that makes their shares fit the examples best.

    Weights learned from chains that are often wrong give shares that are too even.
    """
    fitter = Fitter(examples, penalty=0.0)
    given = np.array([weights.get(name, 0.0) for name in fitter.names])
    best = max(SHARPNESS, key=lambda factor: fitter.log_likelihood(factor * given))
    return {name: round(best * weight, 3) for name, weight in weights.items()}


def is_ranked_right(example: Example, weights: Features) -> bool:
    """Tell whether a right candidate has the highest score."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in features.items())
        for features in example.candidates
    ]
    return scores.index(max(scores)) in example.right


def report(examples: Iterable[Example], weights: Features) -> str:
    """Return the accuracy by teacher and kind of example, held out or not."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for example in examples:
        kind = "source" if example.is_source else "other"
        held_out = "held out" if example.is_held_out else "trained on"
        name = f"{example.teacher}, {kind}, {held_out}"
        groups[name].append(is_ranked_right(example, weights))
    return "\n".join(_line(name, members) for name, members in sorted(groups.items()))


def cross_validate(examples: Sequence[Example], penalty: float, expected: Features) -> str:
    """Return the accuracy where each text's examples are ranked by weights of the other texts."""
    texts = sorted({example.text for example in examples})
    right: list[bool] = []
    for fold in range(FOLDS):
        left_out = set(texts[fold::FOLDS])
        others = [e for e in examples if e.text not in left_out]
        weights = Fitter(others, penalty, expected=expected).fit()
        right += [is_ranked_right(e, weights) for e in examples if e.text in left_out]
    return _line("cross-validated", right)


def _line(name: str, members: Sequence[bool]) -> str:
    return f"  {name:34} {100 * sum(members) / len(members):5.1f} % of {len(members)}"
