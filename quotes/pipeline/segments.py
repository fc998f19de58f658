"""From the scores of words and whole spans to the spans themselves: plain numpy, no model.

A semi-Markov CRF (Sarawagi & Cohen, 2004): every span, of one word or many, is scored as a whole,
by its words' BIO scores and by how its first word goes with its last. What is handed on is not the
likeliest sequence of spans but each span's own probability, and the set of spans that is expected
to be right most often: a span is worth its probability, less what one more answer costs.

Shapes: `windows`, `words`, `kinds` of span (the BIO tags are O and two a kind: B, then I).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotes.pipeline.decoding import FORBIDDEN, Floats, Ints


@dataclass(frozen=True, slots=True)
class ChainTables:
    """What the chain adds between words: `transitions` is (tags, tags), `starts` (tags)."""

    transitions: Floats
    starts: Floats

    @property
    def kinds(self) -> int:
        """The number of kinds of span."""
        return (len(self.starts) - 1) // 2


def span_scores(
    scores: Floats, span_starts: Floats, span_ends: Floats, tables: ChainTables
) -> Floats:
    """Return every span's own score, (windows, kinds, last word, first word).

    `scores` is (windows, words, tags), the two others (windows, words, kinds × width). The order
    of the axes is that in which the sums go over them.
    """
    kinds = tables.kinds
    words = scores.shape[1]
    begins = 1 + 2 * np.arange(kinds)
    insides = begins + 1
    first = _kinds_first(span_starts, kinds)
    last = _kinds_first(span_ends, kinds)
    whole: Floats = last @ first.swapaxes(2, 3)
    begin = scores[:, :, begins].swapaxes(1, 2)
    stay = tables.transitions[insides, insides]
    within = (scores[:, :, insides] + stay).cumsum(axis=1).swapaxes(1, 2)
    enter = (tables.transitions[begins, insides] - stay)[None, :, None]
    diagonal = np.arange(words)
    single = whole[:, :, diagonal, diagonal] + begin
    whole += within[:, :, :, None]
    whole += (begin + enter - within)[:, :, None, :]
    whole[:, :, diagonal, diagonal] = single
    whole[:, :, diagonal[:, None] < diagonal[None, :]] = FORBIDDEN
    return whole


def _kinds_first(vectors: Floats, kinds: int) -> Floats:
    windows, words, width = vectors.shape
    return vectors.reshape(windows, words, kinds, width // kinds).swapaxes(1, 2)


def span_probabilities(
    scores: Floats, spans: Floats, lengths: Sequence[int], tables: ChainTables
) -> Floats:
    """Return each span's probability given all scores of its window, in the shape of `spans`.

    `spans` comes from `span_scores`, with `FORBIDDEN` where no span may be. Windows may be padded
    to the longest; what stands past a window's length has no probability.
    """
    words = spans.shape[2]
    ends_at = np.asarray(lengths)
    spans = np.where((np.arange(words) < ends_at[:, None])[:, None, :, None], spans, FORBIDDEN)
    opened, total = _forward(scores, spans, ends_at, tables)
    after = _backward(scores, spans, ends_at, tables)
    # A span of one word ends in its kind's B, a longer one in its I.
    closed = np.repeat(after[:, :, 2::2].swapaxes(1, 2)[:, :, :, None], words, axis=3)
    diagonal = np.arange(words)
    closed[:, :, diagonal, diagonal] = after[:, :, 1::2].swapaxes(1, 2)
    probabilities: Floats = np.exp(
        np.minimum(spans + opened[:, :, None, :] + closed - total[:, None, None, None], 0.0)
    )
    return probabilities


def _forward(
    scores: Floats, spans: Floats, ends_at: Ints, tables: ChainTables
) -> tuple[Floats, Floats]:
    """Return what leads to each span's first word, (windows, kinds, words), and each total."""
    windows, kinds, words, _ = spans.shape
    opened = np.zeros((windows, kinds, words), dtype=np.float32)
    total = np.zeros(windows, dtype=np.float32)
    reached = np.broadcast_to(tables.starts, (windows, len(tables.starts)))
    ends = np.empty_like(reached)
    for step in range(words):
        if step:
            reached = _log_sum(ends[:, :, None] + tables.transitions, axis=1)
        opened[:, :, step] = reached[:, 1::2]
        ends = np.full(reached.shape, FORBIDDEN, dtype=np.float32)
        ends[:, 0] = reached[:, 0] + scores[:, step, 0]
        ends[:, 1::2] = reached[:, 1::2] + spans[:, :, step, step]
        if step:
            ends[:, 2::2] = _log_sum(opened[:, :, :step] + spans[:, :, step, :step], axis=2)
        last = ends_at == step + 1
        if last.any():
            total[last] = _log_sum(ends[last], axis=1)
    return opened, total


def _backward(scores: Floats, spans: Floats, ends_at: Ints, tables: ChainTables) -> Floats:
    """Return what follows each word by the tag it ends in, (windows, words, tags)."""
    windows, _, words, _ = spans.shape
    after = np.zeros((windows, words, len(tables.starts)), dtype=np.float32)
    ahead = np.empty((windows, len(tables.starts)), dtype=np.float32)
    ahead.fill(FORBIDDEN)
    by_first = np.ascontiguousarray(spans.swapaxes(2, 3))
    for step in range(words - 1, 0, -1):
        ahead[:, 0] = scores[:, step, 0] + after[:, step, 0]
        tails = by_first[:, :, step, step:] + after[:, step:, 2::2].swapaxes(1, 2)
        tails[:, :, 0] = by_first[:, :, step, step] + after[:, step, 1::2]
        ahead[:, 1::2] = _log_sum(tails, axis=2)
        before = _log_sum(ahead[:, None, :] + tables.transitions, axis=2)
        after[:, step - 1] = np.where((step < ends_at)[:, None], before, 0.0)
    return after


def _log_sum(values: Floats, axis: int) -> Floats:
    highest = values.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(values - highest).sum(axis=axis)) + np.squeeze(highest, axis)
    return summed


def coverage(probabilities: Floats) -> Floats:
    """Return the probability of each word to be in a span of each kind, (kinds, words).

    `probabilities` is (kinds, last, first), of one window.
    """
    opened = probabilities.sum(axis=1).cumsum(axis=1)
    closed = probabilities.sum(axis=2).cumsum(axis=1)
    covered: Floats = opened
    covered[:, 1:] -= closed[:, :-1]
    return np.clip(covered, 0.0, 1.0)


def best_spans(probabilities: Floats, cost: float) -> list[tuple[int, int, int, float]]:
    """Return the spans (kind, first, end, probability) of one window that are worth most together.

    `probabilities` is (kinds, last, first). A span is worth its probability less `cost`; no two
    overlap. With `cost` at half of the F1 that is reached, the expected F1 is about the highest
    (Lipton, Elkan & Narayanaswamy, 2014).
    """
    kinds, lasts, firsts = np.nonzero(probabilities > cost)
    order = np.lexsort((kinds, firsts, lasts))
    worth = [0.0]
    chosen: list[tuple[int, int, int, float] | None] = [None]
    # worth[e], chosen[e]: the best over the first e words, and the span that ends there.
    candidates = [
        (
            int(lasts[i]) + 1,
            int(firsts[i]),
            int(kinds[i]),
            float(probabilities[kinds[i], lasts[i], firsts[i]]),
        )
        for i in order
    ]
    position = 0
    for end in range(1, probabilities.shape[1] + 1):
        worth.append(worth[-1])
        chosen.append(None)
        while position < len(candidates) and candidates[position][0] == end:
            _, first, kind, probability = candidates[position]
            if worth[first] + probability - cost > worth[end]:
                worth[end] = worth[first] + probability - cost
                chosen[end] = (kind, first, end, probability)
            position += 1
    found = []
    end = probabilities.shape[1]
    while end:
        span = chosen[end]
        if span:
            found.append(span)
        end = span[1] if span else end - 1
    return found[::-1]
