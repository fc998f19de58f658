"""How good a state of the network is on the development sets, for watching a run.

These figures are by word and by window; what the whole program reaches from raw text is measured
by `quotes evaluate`.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from corpora import Example
from losses import Piece, inputs_of, within_window
from network import Reader

from quotes.pipeline.decoding import legal_transitions, parse_heads, tagged_spans, viterbi
from quotes.pipeline.reading_spans import SPAN_COST
from quotes.pipeline.segments import ChainTables, best_spans, span_probabilities, span_scores
from quotes.pipeline.wordpieces import WordPieces


def measure(
    reader: Reader,
    corpora: dict[str, list[Example]],
    pieces: WordPieces,
    labels: dict[str, tuple[str, ...]],
) -> dict[str, float]:
    """Return exact span F1 by role and name kind, tag accuracy, UAS and LAS, sentence F1."""
    reader.eval()
    counts: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for examples in corpora.values():
            for batch in _batches(examples, pieces):
                outputs = {k: v.numpy() for k, v in reader(inputs_of(batch)).items()}
                _count_attributions(counts, reader, outputs, batch, labels)
                _count_names(counts, outputs, batch, labels)
                for row, piece in enumerate(batch):
                    _count_syntax(counts, reader, outputs, row, piece, labels)
    return _figures(counts)


def _batches(examples: list[Example], pieces: WordPieces) -> list[list[Piece]]:
    windows = [
        Piece(example, window)
        for example in examples
        for window in pieces.windows(example.words, example.paragraph_starts)
    ]
    windows.sort(key=lambda piece: len(piece.window.piece_ids))
    return [windows[start : start + 16] for start in range(0, len(windows), 16)]


def _count_spans(
    counts: Counter[tuple[str, str]], gold: list[str], found: list[tuple[str, int, int]]
) -> None:
    wanted, had = set(tagged_spans(gold)), set(found)
    for label, _, _ in wanted:
        counts[label, "gold"] += 1
    for label, _, _ in had:
        counts[label, "found"] += 1
    for label, _, _ in wanted & had:
        counts[label, "right"] += 1


def _count_attributions(
    counts: Counter[tuple[str, str]],
    reader: Reader,
    outputs: dict[str, np.ndarray],
    batch: list[Piece],
    labels: dict[str, tuple[str, ...]],
) -> None:
    if batch[0].example.attributions is None:
        return
    lengths = [len(piece.window.word_starts) for piece in batch]
    tables = ChainTables(*(table.numpy() for table in reader.crf.tables()))
    scores = outputs["attribution"]
    spans = span_scores(scores, outputs["span_start"], outputs["span_end"], tables)
    chances = span_probabilities(scores, spans, lengths, tables)
    kinds = [name[2:] for name in labels["attribution"][1::2]]
    none = reader.link_none.numpy()
    for row, piece in enumerate(batch):
        first, end = piece.window.first_word, piece.window.end_word
        gold = within_window(piece.example.attributions[first:end])
        chosen = best_spans(chances[row], SPAN_COST)
        _count_spans(counts, gold, [(kinds[kind], start, end) for kind, start, end, _ in chosen])
        cues = [position for position, tag in enumerate(gold) if tag == "B-CUE"]
        options = np.vstack([none, outputs["link_head"][row, cues]])
        for start, cue in piece.example.links.items():
            if first <= start < end and first <= cue < end:
                chosen = int((options @ outputs["link_dependent"][row, start - first]).argmax())
                right = chosen > 0 and cues[chosen - 1] == cue - first
                counts["links", "right" if right else "wrong"] += 1


def _count_names(
    counts: Counter[tuple[str, str]],
    outputs: dict[str, np.ndarray],
    batch: list[Piece],
    labels: dict[str, tuple[str, ...]],
) -> None:
    lengths = [len(piece.window.word_starts) for piece in batch]
    best = viterbi(outputs["names"], lengths, *legal_transitions(labels["names"]))
    for row, piece in enumerate(batch):
        if piece.example.names is None:
            continue
        gold = piece.example.names[piece.window.first_word : piece.window.end_word]
        found = tagged_spans([labels["names"][i] for i in best[row, : lengths[row]]])
        _count_spans(counts, gold, found)


def _count_syntax(
    counts: Counter[tuple[str, str]],
    reader: Reader,
    outputs: dict[str, np.ndarray],
    row: int,
    piece: Piece,
    labels: dict[str, tuple[str, ...]],
) -> None:
    example, window = piece.example, piece.window
    if example.sentence_starts is None:
        return
    first, end = window.first_word, window.end_word
    here = slice(0, end - first)
    gold_starts = np.asarray(example.sentence_starts[first:end])
    found_starts = outputs["sentences"][row, here] > 0
    counts["sentences", "gold"] += int(gold_starts.sum())
    counts["sentences", "found"] += int(found_starts.sum())
    counts["sentences", "right"] += int((gold_starts & found_starts).sum())
    if example.heads is None:
        return
    starts = sorted({0, *np.flatnonzero(gold_starts).tolist()})
    heads = parse_heads(outputs["arc_dependent"][row, here], outputs["arc_head"][row, here], starts)
    vectors = (outputs["label_dependent"][row, here], outputs["label_head"][row, heads])
    chosen = reader.label_scores(*(torch.from_numpy(v) for v in vectors)).argmax(1).tolist()
    tags = {t: outputs[t][row, here].argmax(1) for t in ("universal_tags", "treebank_tags")}
    for position in range(end - first):
        word = first + position
        counts["words", "all"] += 1
        for task, found in tags.items():
            right = labels[task][found[position]] == getattr(example, task)[word]
            counts[task, "right"] += right
        if heads[position] == example.heads[word] - first:
            counts["heads", "right"] += 1
            label = labels["relations"][chosen[position]].partition(":")[0]
            counts["labelled", "right"] += label == example.relations[word].partition(":")[0]


def _figures(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    figures = {}
    for name in ("SOURCE", "CUE", "CONTENT", "PERSON", "ORG", "GPE", "LOC", "sentences"):
        total = counts[name, "gold"] + counts[name, "found"]
        figures[name.lower()] = 200 * counts[name, "right"] / max(1, total)
    for name in ("universal_tags", "treebank_tags", "heads", "labelled"):
        figures[name] = 100 * counts[name, "right"] / max(1, counts["words", "all"])
    linked = counts["links", "right"] + counts["links", "wrong"]
    figures["links"] = 100 * counts["links", "right"] / max(1, linked)
    return {name: round(value, 2) for name, value in figures.items()}
