"""What the network reads in an article, word by word: the decoded scores of all heads.

A `Reading` is small (some bytes a word) whatever the article's length: windows are decoded a few
at a time, and the network's vectors are let go with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from quotes.pipeline.decoding import (
    FORBIDDEN,
    Floats,
    Ints,
    legal_transitions,
    marginals,
    parse_heads,
    tagged_spans,
    viterbi,
)
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.marks import Quotation, paragraphs
from quotes.pipeline.wordpieces import Window

_CHUNK_WINDOWS = 16


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


def read_doc(doc: Doc, encoder: Encoder, quotations: Sequence[Quotation]) -> Reading:
    """Read the words of `doc`; tokens of white space are not words."""
    tokens = [token.i for token in doc if not token.is_space]
    words = [doc[index].text for index in tokens]
    starts_char = [doc[index].idx for index in tokens]
    paragraph_starts = _paragraph_starts(doc.text, starts_char)
    states = _quotation_states(len(doc.text), starts_char, quotations)
    windows = encoder.pieces.windows(words, paragraph_starts, states)
    spans: list[FoundSpan] = []
    parts: list[Syntax] = []
    for start in range(0, len(windows), _CHUNK_WINDOWS):
        chunk = windows[start : start + _CHUNK_WINDOWS]
        scores = [encoder.scores(window) for window in chunk]
        spans.extend(_find_spans(encoder, chunk, scores))
        parts.extend(_find_syntax(encoder, chunk, scores))
    return Reading(tokens, spans, _joined(parts))


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


def _stack(scores: Sequence[dict[str, Floats]], name: str) -> Floats:
    longest = max(len(output[name]) for output in scores)
    stacked = np.zeros((len(scores), longest, scores[0][name].shape[1]), dtype=np.float32)
    for row, output in enumerate(scores):
        stacked[row, : len(output[name])] = output[name]
    return stacked


def _find_spans(
    encoder: Encoder, windows: Sequence[Window], scores: Sequence[dict[str, Floats]]
) -> Iterator[FoundSpan]:
    """Yield the windows' spans in order, sources and contents with the cue they belong to."""
    names = encoder.labels["attribution"]
    lengths = [len(window.word_starts) for window in windows]
    tables = encoder.decoders.transitions, encoder.decoders.starts
    stacked = _stack(scores, "attribution")
    # What the recipe found to balance precision and recall on the development set.
    stacked[:, :, names.index("O")] -= encoder.outside_bias
    # No span runs on into the next paragraph; quotations that do are joined by their marks.
    inside = [index for index, name in enumerate(names) if name.startswith("I-")]
    for row, window in enumerate(windows):
        firsts = np.flatnonzero(window.paragraph_firsts[window.word_starts])
        stacked[row, firsts[:, None], inside] = FORBIDDEN
    best = viterbi(stacked, lengths, *tables)
    likely = marginals(stacked, lengths, *tables)
    for row, (window, output) in enumerate(zip(windows, scores, strict=True)):
        chosen = best[row, : lengths[row]]
        certainty = likely[row, np.arange(lengths[row]), chosen]
        spans = tagged_spans([names[index] for index in chosen])
        paragraph = np.cumsum(window.paragraph_firsts[window.word_starts])
        cues = np.asarray([first for label, first, _ in spans if label == "CUE"], dtype=np.int64)
        options = np.vstack([encoder.decoders.link_none[None], output["link_head"][cues]])
        for label, first, end in spans:
            confidence = float(certainty[first:end].mean())
            cue: int | None = first
            link = 1.0
            if label != "CUE":
                scored = options @ output["link_dependent"][first]
                scored[1:][~_in_reach(label, paragraph[first], paragraph[cues])] = FORBIDDEN
                linking = _probabilities(scored[None])[0]
                option = int(linking.argmax())
                cue, link = (int(cues[option - 1]) if option else None), float(linking[option])
            shift = window.first_word
            yield FoundSpan(
                label,
                first + shift,
                end + shift,
                confidence,
                None if cue is None else cue + shift,
                link,
            )


def _in_reach(label: str, paragraph: int, cue_paragraphs: Ints) -> npt.NDArray[np.bool_]:
    """Return which cues a span may belong to: those of its paragraph.

    A content whose paragraph has no cue may also belong to one of the paragraph before
    ("She said:" on a line of its own).
    """
    reachable: npt.NDArray[np.bool_] = cue_paragraphs == paragraph
    if label == "CONTENT" and not reachable.any():
        reachable = cue_paragraphs == paragraph - 1
    return reachable


def _probabilities(scores: Floats) -> Floats:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities: Floats = exponents / exponents.sum(axis=1, keepdims=True)
    return probabilities


def _find_syntax(
    encoder: Encoder, windows: Sequence[Window], scores: Sequence[dict[str, Floats]]
) -> Iterator[Syntax]:
    """Yield each window's syntax; no sentence runs on from one window to the next."""
    labels, decoders = encoder.labels, encoder.decoders
    lengths = [len(window.word_starts) for window in windows]
    best = viterbi(_stack(scores, "names"), lengths, *legal_transitions(labels["names"]))
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
