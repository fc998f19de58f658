"""Span probabilities and choices, compared with going through every possibility."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from quotes.pipeline.decoding import FORBIDDEN, legal_transitions, tagged_spans
from quotes.pipeline.segments import (
    ChainTables,
    best_spans,
    coverage,
    span_probabilities,
    span_scores,
)

TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
KINDS = ("SOURCE", "CUE", "CONTENT")
WIDTH = 4


def random_tables(seed: int) -> ChainTables:
    source = np.random.default_rng(seed)
    transitions, starts = legal_transitions(TAGS)
    noise = source.normal(size=transitions.shape).astype(np.float32)
    return ChainTables(transitions + noise, starts)


def by_enumeration(
    scores: np.ndarray, first: np.ndarray, last: np.ndarray, tables: ChainTables
) -> np.ndarray:
    """Return the probability of every span by summing over all tag sequences of one window."""
    words = len(scores)
    sums, total = np.zeros((len(KINDS), words, words)), 0.0
    for tags in product(range(len(TAGS)), repeat=words):
        value = tables.starts[tags[0]] + sum(scores[i, tag] for i, tag in enumerate(tags))
        value += sum(tables.transitions[a, b] for a, b in pairwise(tags))
        if value < FORBIDDEN / 2:
            continue
        spans = [
            (KINDS.index(label), start, end - 1)
            for label, start, end in tagged_spans([TAGS[tag] for tag in tags])
        ]
        value += sum(first[start, kind] @ last[end, kind] for kind, start, end in spans)
        total += np.exp(value)
        for kind, start, end in spans:
            sums[kind, end, start] += np.exp(value)
    return sums / total


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_probabilities_are_those_of_going_through_all_sequences(seed: int) -> None:
    source = np.random.default_rng(seed + 10)
    tables, lengths = random_tables(seed), [4, 2, 1]
    scores = source.normal(size=(3, 4, 7)).astype(np.float32)
    first = source.normal(size=(3, 4, 3, WIDTH)).astype(np.float32)
    last = source.normal(size=(3, 4, 3, WIDTH)).astype(np.float32)
    spans = span_scores(scores, first.reshape(3, 4, -1), last.reshape(3, 4, -1), tables)
    found = span_probabilities(scores, spans, lengths, tables)
    for row, length in enumerate(lengths):
        window = slice(0, length)
        wanted = by_enumeration(scores[row, window], first[row], last[row], tables)
        np.testing.assert_allclose(found[row, :, window, window], wanted, atol=1e-5)
        assert found[row, :, length:].max(initial=0.0) == 0.0


def test_a_forbidden_span_has_no_probability_and_the_others_share_it() -> None:
    tables = random_tables(3)
    scores = np.zeros((1, 3, 7), dtype=np.float32)
    spans = span_scores(scores, np.zeros((1, 3, 12)), np.zeros((1, 3, 12)), tables)
    free = span_probabilities(scores, spans, [3], tables)[0]
    spans[0, :, 2, 0] = FORBIDDEN
    bound = span_probabilities(scores, spans, [3], tables)[0]
    assert bound[:, 2, 0].max() == 0.0
    assert (bound[:, 0, 0] > free[:, 0, 0]).all()


def test_a_word_is_covered_by_the_sum_of_its_spans() -> None:
    chances = np.zeros((1, 3, 3), dtype=np.float32)
    chances[0, 1, 0], chances[0, 2, 1], chances[0, 2, 2] = 0.5, 0.25, 0.125
    np.testing.assert_allclose(coverage(chances), [[0.5, 0.75, 0.375]])


@pytest.mark.parametrize(
    ("chances", "chosen"),
    [
        pytest.param({(0, 0, 2): 0.9, (2, 3, 4): 0.5}, [(0, 0, 3), (2, 3, 5)], id="both"),
        pytest.param({(0, 0, 2): 0.9, (2, 3, 4): 0.3}, [(0, 0, 3)], id="not worth its cost"),
        pytest.param({(0, 0, 4): 0.7, (1, 0, 1): 0.6, (2, 2, 4): 0.6}, [(1, 0, 2), (2, 2, 5)]),
        pytest.param({(0, 0, 4): 0.9, (1, 0, 1): 0.6, (2, 2, 4): 0.6}, [(0, 0, 5)]),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_the_spans_that_are_worth_most_together_are_chosen(
    chances: dict[tuple[int, int, int], float], chosen: list[tuple[int, int, int]]
) -> None:
    table = np.zeros((3, 5, 5), dtype=np.float32)
    for (kind, first, last), chance in chances.items():
        table[kind, last, first] = chance
    found = best_spans(table, cost=0.4)
    assert [(kind, first, end) for kind, first, end, _ in found] == chosen
