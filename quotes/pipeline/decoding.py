"""From the network's scores to tags, trees and links: plain numpy, no model, no spaCy.

Everything here works on the words of one article; shapes are given with `n` for words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FORBIDDEN = -1e4
"""A score that no sum of real scores outweighs."""


def is_legal(before: str, after: str) -> bool:
    """Tell whether the BIO tag `after` may follow `before`.

    >>> is_legal("B-CUE", "I-CUE"), is_legal("O", "I-CUE"), is_legal("I-SOURCE", "I-CUE")
    (True, False, False)
    """
    return not after.startswith("I-") or before[2:] == after[2:]


def legal_transitions(tags: Sequence[str]) -> tuple[Floats, Floats]:
    """Return (transitions, starts) that only forbid what `is_legal` forbids."""
    table = [[0.0 if is_legal(a, b) else FORBIDDEN for b in tags] for a in tags]
    starts = [0.0 if is_legal("O", tag) else FORBIDDEN for tag in tags]
    return np.asarray(table, dtype=np.float32), np.asarray(starts, dtype=np.float32)


def viterbi(scores: Floats, lengths: Sequence[int], transitions: Floats, starts: Floats) -> Ints:
    """Return the best tag sequence of every window, zero past its length.

    `scores` is (windows, words, tags); windows are decoded side by side, because one numpy call
    a word for all of them costs hardly more than for one.
    """
    windows, words, _ = scores.shape
    best = scores[:, 0] + starts
    history = np.zeros(scores.shape, dtype=np.int8)
    ends = np.asarray(lengths)
    for step in range(1, words):
        reached = best[:, :, None] + transitions
        history[:, step] = reached.argmax(axis=1)
        following = reached.max(axis=1) + scores[:, step]
        best = np.where((step < ends)[:, None], following, best)
    tags = np.zeros((windows, words), dtype=np.int64)
    rows = np.arange(windows)
    current = best.argmax(axis=1)
    for step in range(words - 1, -1, -1):
        inside = step < ends
        tags[inside, step] = current[inside]
        if step:
            previous = history[rows, step, current]
            current = np.where(inside, previous, current)
    return tags


def tagged_spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (label, first, end) for every B-… I-… run, in order.

    >>> tagged_spans(["B-SOURCE", "I-SOURCE", "O", "B-CUE"])
    [('SOURCE', 0, 2), ('CUE', 3, 4)]
    """
    spans: list[tuple[str, int, int]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((tag[2:], index, index + 1))
        elif tag.startswith("I-") and spans and spans[-1][2] == index:
            label, first, _ = spans[-1]
            spans[-1] = (label, first, index + 1)
    return spans


def best_tree(scores: Floats) -> list[int]:
    """Return each word's head in the best tree with one root; the root heads itself.

    `scores[i, j]` is the score of word `j` as head of word `i`; `scores[i, i]` of `i` as root.
    The greedy choice is a tree nearly always; else Chu and Liu (1965), Edmonds (1967).
    """
    heads = [int(head) for head in scores.argmax(axis=1)]
    own_roots = [index for index, head in enumerate(heads) if head == index]
    if len(own_roots) == 1 and not _cycle(heads):
        return heads
    others = scores.astype(np.float64).copy()
    np.fill_diagonal(others, -np.inf)
    if len(heads) == 1:
        return [0]
    # Choosing the root by how much it loses as somebody's dependent keeps the search linear.
    margins = np.diagonal(scores) - others.max(axis=1)
    root = int(margins.argmax())
    others[root] = -np.inf
    others[root, root] = 0.0
    return _maximum_arborescence(others, root)


def _cycle(heads: Sequence[int]) -> list[int]:
    """Return one cycle of two or more words, or an empty list."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        word, stamp = start, start + 1
        while not seen[word]:
            seen[word] = stamp
            word = heads[word]
        if seen[word] == stamp and heads[word] != word:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def _maximum_arborescence(scores: npt.NDArray[np.float64], root: int) -> list[int]:
    heads = [int(head) for head in scores.argmax(axis=1)]
    heads[root] = root
    cycle = _cycle(heads)
    if not cycle:
        return heads
    size = len(heads)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    rest = [index for index in range(size) if not inside[index]]
    # The cycle becomes one word, the last of the contracted graph.
    kept = scores[cycle, [heads[word] for word in cycle]]
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    contracted = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    contracted[:-1, :-1] = scores[np.ix_(rest, rest)]
    contracted[-1, :-1] = entering.max(axis=0)
    contracted[:-1, -1] = leaving.max(axis=1)
    reduced = _maximum_arborescence(contracted, rest.index(root))
    for position, word in enumerate(rest):
        head = reduced[position]
        heads[word] = cycle[int(leaving[position].argmax())] if head == len(rest) else rest[head]
    outside = reduced[-1]
    broken = int(entering[:, outside].argmax())
    heads[cycle[broken]] = rest[outside]
    return heads


def parse_heads(dependents: Floats, heads: Floats, sentence_starts: Sequence[int]) -> Ints:
    """Return the head of each of `n` words as an index into the article.

    `dependents` and `heads` are (n, width) vectors whose dot products score the arcs;
    `sentence_starts` are the first words of the sentences, in order, beginning with 0.
    """
    found = np.zeros(len(dependents), dtype=np.int64)
    bounds = [*sentence_starts, len(dependents)]
    for start, end in pairwise(bounds):
        scores = dependents[start:end] @ heads[start:end].T
        found[start:end] = best_tree(scores)
        found[start:end] += start
    return found
