"""Decoding agrees with trying out everything, on inputs small enough for that."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from quotes.pipeline.decoding import (
    best_tree,
    is_legal,
    legal_transitions,
    parse_heads,
    tagged_spans,
    viterbi,
)


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == word for word, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if heads[word] != word:
            return False
    return True


@pytest.mark.parametrize("seed", range(60))
def test_a_tree_is_the_best_with_its_root(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(1, 6))
    scores = chance.normal(size=(size, size)).astype(np.float32)
    heads = tuple(best_tree(scores))
    assert is_tree(heads)
    root = next(word for word, head in enumerate(heads) if head == word)

    def total(chosen: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(chosen)))

    every = itertools.product(range(size), repeat=size)
    best = max(total(chosen) for chosen in every if chosen[root] == root and is_tree(chosen))
    assert total(heads) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_the_best_tag_sequence_is_found_for_every_window(seed: int) -> None:
    chance = np.random.default_rng(seed)
    lengths = [5, 2, 4]
    scores = chance.normal(size=(3, 5, 4)).astype(np.float32)
    transitions = chance.normal(size=(4, 4)).astype(np.float32)
    starts = chance.normal(size=4).astype(np.float32)
    found = viterbi(scores, lengths, transitions, starts)
    for row, length in enumerate(lengths):

        def total(tags: tuple[int, ...], row: int = row) -> float:
            emitted = sum(scores[row, step, tag] for step, tag in enumerate(tags))
            moved = sum(transitions[a, b] for a, b in itertools.pairwise(tags))
            return float(starts[tags[0]] + emitted + moved)

        best = max(itertools.product(range(4), repeat=length), key=total)
        assert tuple(found[row, :length]) == best
        assert not found[row, length:].any()


def test_no_span_begins_inside_another() -> None:
    tags = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE")
    chance = np.random.default_rng(3)
    scores = chance.normal(size=(4, 30, len(tags))).astype(np.float32)
    found = viterbi(scores, [30] * 4, *legal_transitions(tags))
    for row in found:
        sequence = ["O", *(tags[index] for index in row)]
        assert all(is_legal(a, b) for a, b in itertools.pairwise(sequence))


def test_spans_are_read_from_tags() -> None:
    tags = ["B-CUE", "O", "B-CONTENT", "I-CONTENT", "B-CONTENT", "O"]
    assert tagged_spans(tags) == [("CUE", 0, 1), ("CONTENT", 2, 4), ("CONTENT", 4, 5)]


def test_no_head_lies_in_another_sentence() -> None:
    chance = np.random.default_rng(5)
    vectors = chance.normal(size=(2, 12, 8)).astype(np.float32)
    heads = parse_heads(vectors[0], vectors[1], [0, 5, 6])
    assert all(head < 5 for head in heads[:5])
    assert heads[5] == 5
    assert all(head >= 6 for head in heads[6:])
