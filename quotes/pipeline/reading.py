"""What the network reads in an article, word by word: the decoded scores of all heads.

A `Reading` is small (some bytes a word) whatever the article's length: windows are decoded a few
at a time, and the network's vectors are let go with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from spacy.tokens import Doc

from quotes.pipeline.decoding import (
    Floats,
    Ints,
    legal_transitions,
    parse_heads,
    viterbi,
)
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.marks import Quotation, paragraphs
from quotes.pipeline.names import settle_names
from quotes.pipeline.reading_spans import FoundSpan, find_spans, stack
from quotes.pipeline.texts import text_of
from quotes.pipeline.wordpieces import Window

_CHUNK_WINDOWS = 16


@dataclass(frozen=True, slots=True)
class Syntax:
    """Tags, dependencies, names and sentence starts: an entry a word.

    `heads` are word indices, a root heads itself; `names` are BIO tags.
    """

    universal_tags: list[str]
    treebank_tags: list[str]
    heads: Ints
    relations: list[str]
    names: list[str]
    sentence_starts: list[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one article; `tokens` maps words to tokens of the `Doc`."""

    tokens: list[int]
    spans: list[FoundSpan]
    syntax: Syntax


@dataclass(frozen=True, slots=True)
class Begun:
    """A reading that the network has begun with: the words, and their scores as they come."""

    tokens: list[int]
    words: list[str]
    windows: list[Window]
    scores: Iterator[dict[str, Floats]]


def begin_reading(doc: Doc, encoder: Encoder, quotations: Sequence[Quotation]) -> Begun:
    """Let the network begin with the words of `doc`; tokens of white space are not words."""
    found = [token for token in doc if not token.is_space]
    words = [token.text for token in found]
    starts_char = [token.idx for token in found]
    paragraph_starts = _paragraph_starts(text_of(doc), starts_char)
    states = _quotation_states(len(text_of(doc)), starts_char, quotations)
    windows = encoder.pieces.windows(words, paragraph_starts, states)
    return Begun([token.i for token in found], words, windows, encoder.scores_of(windows))


def finish_reading(begun: Begun, encoder: Encoder) -> Reading:
    """Decode the scores of a reading that was begun, some windows at a time."""
    windows = begun.windows
    spans: list[FoundSpan] = []
    parts: list[Syntax] = []
    for start in range(0, len(windows), _CHUNK_WINDOWS):
        chunk = windows[start : start + _CHUNK_WINDOWS]
        scores = list(islice(begun.scores, len(chunk)))
        spans.extend(find_spans(encoder, chunk, scores))
        parts.extend(_find_syntax(encoder, chunk, scores))
    syntax = _joined(parts)
    settle_names(begun.words, syntax.names)
    return Reading(begun.tokens, spans, syntax)


def _paragraph_starts(text: str, starts_char: Sequence[int]) -> list[bool]:
    is_start = [False] * len(starts_char)
    position = 0
    for start_char, _ in paragraphs(text):
        while position < len(starts_char) and starts_char[position] < start_char:
            position += 1
        if position < len(starts_char):
            is_start[position] = True
    if is_start:
        is_start[0] = True
    return is_start


def _quotation_states(
    length: int, starts_char: Sequence[int], quotations: Sequence[Quotation]
) -> list[int]:
    """Return each word's index in `QUOTATION_STATES` by the outermost quotations."""
    states = np.zeros(length, dtype=np.int8)
    for quotation in quotations:
        if quotation.depth == 0:
            states[quotation.outer_start_char : quotation.outer_end_char] = 2
            for start_char, end_char in quotation.spans:
                states[start_char:end_char] = 1
    return [int(states[start_char]) for start_char in starts_char]


def _find_syntax(
    encoder: Encoder, windows: Sequence[Window], scores: Sequence[dict[str, Floats]]
) -> Iterator[Syntax]:
    """Yield each window's syntax; no sentence runs on from one window to the next."""
    labels, decoders = encoder.labels, encoder.decoders
    lengths = [len(window.word_starts) for window in windows]
    best = viterbi(stack(scores, "names"), lengths, *legal_transitions(labels["names"]))
    for row, (window, output) in enumerate(zip(windows, scores, strict=True)):
        # A paragraph begins a sentence, whatever the network says.
        opens = window.paragraph_firsts[window.word_starts] > 0
        starts = sorted({0, *np.flatnonzero((output["sentences"] > 0) | opens).tolist()})
        heads = parse_heads(output["arc_dependent"], output["arc_head"], starts)
        hidden = np.maximum(output["label_dependent"] + output["label_head"][heads], 0)
        label_scores = hidden @ decoders.label_weight.T + decoders.label_bias
        # What heads itself is the root, and nothing else is.
        is_root = heads == np.arange(len(heads))
        label_scores[:, labels["relations"].index("root")] = np.where(is_root, np.inf, -np.inf)
        yield Syntax(
            [labels["universal_tags"][i] for i in output["universal_tags"].argmax(axis=1)],
            [labels["treebank_tags"][i] for i in output["treebank_tags"].argmax(axis=1)],
            heads + window.first_word,
            [labels["relations"][i] for i in label_scores.argmax(axis=1)],
            [labels["names"][i] for i in best[row, : lengths[row]]],
            [start + window.first_word for start in starts],
        )


def _joined(parts: Sequence[Syntax]) -> Syntax:
    return Syntax(
        [tag for part in parts for tag in part.universal_tags],
        [tag for part in parts for tag in part.treebank_tags],
        np.concatenate([part.heads for part in parts]) if parts else np.zeros(0, dtype=np.int64),
        [label for part in parts for label in part.relations],
        [name for part in parts for name in part.names],
        [start for part in parts for start in part.sentence_starts],
    )
