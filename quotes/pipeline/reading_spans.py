"""Which stretches of a window are sources, cues and contents, and which cue each belongs to.

Hands on `FoundSpan`s, in words of the article; the marks have not been asked yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quotes.pipeline.decoding import FORBIDDEN, Floats, Ints
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.segments import (
    ChainTables,
    best_spans,
    coverage,
    span_probabilities,
    span_scores,
)
from quotes.pipeline.wordpieces import Window

SPAN_COST = 0.5
"""What a span must be worth. Half of the F1 that is reached, about 0.4, makes the expected F1
highest where probabilities are true (Lipton, Elkan & Narayanaswamy, 2014); the network's are too
sure, and 0.5 was better on PolNeAR's development set."""

MIN_COVERAGE = 0.8
"""Words that belong to a source, cue or content by this probability are returned, though no
single extent is worth its cost. Chosen on the same set."""

MIN_COMPLETING = 0.1
"""A cue without content takes the likeliest one that belongs to it from this probability on. With
the weights before these it found 3 in 100 more sources and cues on PolNeAR's development set, and
2 in 100 fewer of the contents returned were exact."""

_LABELS = ("SOURCE", "CUE", "CONTENT")
_CUE, _CONTENT = 1, 2


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """One span of an attribution, as words; `cue_first` is the first word of its cue or None.

    `label` is SOURCE, CUE or CONTENT; `confidence` and `link_confidence` run from 0 to 1.
    """

    label: str
    first_word: int
    end_word: int
    confidence: float
    cue_first: int | None = None
    link_confidence: float = 1.0


Extent = tuple[int, int, int]
"""A kind (index in `_LABELS`), the first word in its window, and the end."""


def stack(scores: Sequence[dict[str, Floats]], name: str) -> Floats:
    """Return one output of several windows side by side, padded with zeros."""
    longest = max(len(output[name]) for output in scores)
    stacked = np.zeros((len(scores), longest, scores[0][name].shape[1]), dtype=np.float32)
    for row, output in enumerate(scores):
        stacked[row, : len(output[name])] = output[name]
    return stacked


def find_spans(
    encoder: Encoder, windows: Sequence[Window], scores: Sequence[dict[str, Floats]]
) -> Iterator[FoundSpan]:
    """Yield the windows' spans in order, sources and contents with the cue they belong to."""
    lengths = [len(window.word_starts) for window in windows]
    tables = ChainTables(encoder.decoders.transitions, encoder.decoders.starts)
    words = stack(scores, "attribution")
    spans = span_scores(words, stack(scores, "span_start"), stack(scores, "span_end"), tables)
    paragraphs = [np.cumsum(window.paragraph_firsts[window.word_starts]) for window in windows]
    for row, paragraph in enumerate(paragraphs):
        # No span runs on into the next paragraph; quotations that do are joined by their marks.
        size = len(paragraph)
        spans[row, :, :size, :size][:, paragraph[:, None] != paragraph[None, :]] = FORBIDDEN
    chances = span_probabilities(words, spans, lengths, tables)
    for row, (window, output) in enumerate(zip(windows, scores, strict=True)):
        likely = chances[row, :, : lengths[row], : lengths[row]]
        inside = coverage(likely)
        chosen = [(kind, first, end) for kind, first, end, _ in best_spans(likely, SPAN_COST)]
        chosen += _of_no_likely_extent(likely, inside, paragraphs[row], chosen)
        links = _Links(encoder, output, paragraphs[row], chosen)
        chosen += _completing(links, likely, chosen)
        for kind, first, end in sorted(chosen, key=lambda extent: extent[1:]):
            yield _found(links, kind, first, end, inside, window.first_word)


def _of_no_likely_extent(
    likely: Floats, inside: Floats, paragraph: Ints, chosen: Sequence[Extent]
) -> Iterator[Extent]:
    """Yield the likeliest extent of what is surely there, though no one extent is likely.

    A run of words of one paragraph that surely enough belong to a kind, none of them in a
    chosen span, takes the likeliest span that shares a word with it.
    """
    free = np.ones(likely.shape[2], dtype=bool)
    for _, first, end in chosen:
        free[first:end] = False
    for kind in range(len(_LABELS)):
        runs = np.where(free & (inside[kind] > MIN_COVERAGE), paragraph, 0)
        edges = np.flatnonzero(np.diff(runs, prepend=0, append=0))
        for first, end in pairwise(edges.tolist()):
            if not runs[first]:
                continue
            best = np.unravel_index(likely[kind, first:, :end].argmax(), (len(free) - first, end))
            start, stop = int(best[1]), int(best[0]) + first + 1
            if free[start:stop].all():
                free[start:stop] = False
                yield kind, start, stop


class _Links:
    """Tells which of a window's cues a source or content belongs to."""

    def __init__(
        self,
        encoder: Encoder,
        output: dict[str, Floats],
        paragraph: Ints,
        spans: Sequence[Extent],
    ) -> None:
        self._cues = np.asarray(
            sorted(first for kind, first, _ in spans if kind == _CUE), dtype=np.int64
        )
        self._options = np.vstack(
            [encoder.decoders.link_none[None], output["link_head"][self._cues]]
        )
        self._dependent = output["link_dependent"]
        self._paragraph = paragraph

    def cue_of(self, kind: int, first: int) -> tuple[int | None, float]:
        """Return the first word of the likeliest cue, or None, and its probability."""
        scored = self._options @ self._dependent[first]
        scored[1:][~self._in_reach(kind, int(self._paragraph[first]))] = FORBIDDEN
        option = int(scored.argmax())
        chance = 1 / float(np.exp(scored - scored[option]).sum())
        return (int(self._cues[option - 1]) if option else None), chance

    def _in_reach(self, kind: int, paragraph: int) -> npt.NDArray[np.bool_]:
        """Return which cues a span may belong to: those of its paragraph.

        A content whose paragraph has no cue may also belong to one of the paragraph before
        ("She said:" on a line of its own).
        """
        own = self._paragraph[self._cues]
        reachable: npt.NDArray[np.bool_] = own == paragraph
        if kind == _CONTENT and not reachable.any():
            reachable = own == paragraph - 1
        return reachable


def _completing(links: _Links, likely: Floats, chosen: Sequence[Extent]) -> Iterator[Extent]:
    """Yield the likeliest content of each cue that has none.

    A saying of which only the extent is in doubt is better shown than left out.
    """
    have = {links.cue_of(kind, first)[0] for kind, first, _ in chosen if kind == _CONTENT}
    free = np.ones(likely.shape[2], dtype=bool)
    for _, first, end in chosen:
        free[first:end] = False
    lasts, firsts = np.nonzero(likely[_CONTENT] > MIN_COMPLETING)
    for index in np.argsort(-likely[_CONTENT][lasts, firsts], kind="stable"):
        first, end = int(firsts[index]), int(lasts[index]) + 1
        if not free[first:end].all():
            continue
        cue, _ = links.cue_of(_CONTENT, first)
        if cue is not None and cue not in have:
            have.add(cue)
            free[first:end] = False
            yield _CONTENT, first, end


def _found(links: _Links, kind: int, first: int, end: int, inside: Floats, shift: int) -> FoundSpan:
    confidence = float(inside[kind, first:end].mean())
    cue, chance = (first, 1.0) if kind == _CUE else links.cue_of(kind, first)
    return FoundSpan(
        _LABELS[kind],
        first + shift,
        end + shift,
        confidence,
        None if cue is None else cue + shift,
        chance,
    )
