"""The loss of each task on one batch of windows, and the targets it is taken against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from corpora import Example
from network import Reader
from torch import Tensor
from torch.nn import functional

from quotes.pipeline.decoding import FORBIDDEN
from quotes.pipeline.wordpieces import Window, collate

IGNORE = -100


@dataclass(frozen=True, slots=True)
class Piece:
    """One window of one example."""

    example: Example
    window: Window


def inputs_of(pieces: Sequence[Piece]) -> dict[str, Tensor]:
    """Return the network's inputs for a batch of windows."""
    batch = collate([piece.window for piece in pieces])
    return {name: torch.from_numpy(array) for name, array in batch.feeds().items()}


def within_window(tags: Sequence[str]) -> list[str]:
    """Return the tags of one window, where a span that a cut divides begins anew.

    >>> within_window(["I-CONTENT", "I-CONTENT", "O"])
    ['B-CONTENT', 'I-CONTENT', 'O']
    """
    tags = list(tags)
    if tags and tags[0].startswith("I-"):
        tags[0] = "B-" + tags[0][2:]
    return tags


def _column(
    pieces: Sequence[Piece], field: str, index: dict[str, int] | None, width: int
) -> Tensor | None:
    """Return one label column as ids, `IGNORE` where unknown, or None if nobody knows it."""
    known = [getattr(piece.example, field) for piece in pieces]
    if all(values is None for values in known):
        return None
    column = np.full((len(pieces), width), IGNORE, dtype=np.int64)
    for row, (piece, values) in enumerate(zip(pieces, known, strict=True)):
        if values is not None:
            part = values[piece.window.first_word : piece.window.end_word]
            if field == "attributions":
                part = within_window(part)
            ids = [index.get(value, IGNORE) if index else int(value) for value in part]
            column[row, : len(ids)] = ids
    return torch.from_numpy(column)


def losses(
    reader: Reader,
    pieces: Sequence[Piece],
    indices: dict[str, dict[str, int]],
    whole_spans: bool = True,
) -> dict[str, Tensor]:
    """Return the unweighted mean loss of every task these windows have labels for.

    Without `whole_spans` attributions are scored by their words and neighbours alone.
    """
    outputs = reader(inputs_of(pieces))
    width = outputs["attribution"].shape[1]
    found: dict[str, Tensor] = {}
    tags = _column(pieces, "attributions", indices["attribution"], width)
    if tags is not None:
        mask = (tags != IGNORE).float()
        starts, ends = outputs["span_start"], outputs["span_end"]
        if not whole_spans:
            starts, ends = torch.zeros_like(starts), torch.zeros_like(ends)
        found["attribution"] = reader.crf.loss(
            outputs["attribution"], tags.clamp_min(0), mask, starts, ends
        )
        links = _link_loss(reader, outputs, pieces)
        if links is not None:
            found["links"] = links
    for task in ("names", "universal_tags", "treebank_tags"):
        target = _column(pieces, task, indices[task], width)
        if target is not None:
            found[task] = functional.cross_entropy(
                outputs[task].flatten(0, 1), target.flatten(), ignore_index=IGNORE
            )
    starts = _column(pieces, "sentence_starts", None, width)
    if starts is not None:
        known = starts != IGNORE
        found["sentences"] = functional.binary_cross_entropy_with_logits(
            outputs["sentences"][known], starts[known].float()
        )
    relations = _column(pieces, "relations", indices["relations"], width)
    if relations is not None:
        found |= _dependency_losses(reader, outputs, pieces, relations, starts)
    return found


def _dependency_losses(
    reader: Reader,
    outputs: dict[str, Tensor],
    pieces: Sequence[Piece],
    relations: Tensor,
    starts: Tensor,
) -> dict[str, Tensor]:
    width = relations.shape[1]
    heads = np.full(relations.shape, IGNORE, dtype=np.int64)
    for row, piece in enumerate(pieces):
        first, end = piece.window.first_word, piece.window.end_word
        for position, head in enumerate(piece.example.heads[first:end]):
            if first <= head < end:
                heads[row, position] = head - first
    target = torch.from_numpy(heads)
    # A word may only depend on words of its own sentence; a root depends on itself.
    sentence = (starts == 1).cumsum(1)
    same = (sentence[:, :, None] == sentence[:, None, :]) & (starts != IGNORE)[:, None, :]
    scores = outputs["arc_dependent"] @ outputs["arc_head"].transpose(1, 2)
    scores = scores.masked_fill(~same, FORBIDDEN)
    arcs = functional.cross_entropy(
        scores.reshape(-1, width), target.flatten(), ignore_index=IGNORE
    )
    index = target.clamp_min(0)[:, :, None].expand(-1, -1, outputs["label_head"].shape[-1])
    labels = reader.label_scores(outputs["label_dependent"], outputs["label_head"].gather(1, index))
    return {
        "arcs": arcs,
        "relations": functional.cross_entropy(
            labels.flatten(0, 1), relations.flatten(), ignore_index=IGNORE
        ),
    }


def _link_loss(
    reader: Reader, outputs: dict[str, Tensor], pieces: Sequence[Piece]
) -> Tensor | None:
    """Compare each source or content start with all cue starts of its window and with none."""
    terms = []
    for row, piece in enumerate(pieces):
        first, end = piece.window.first_word, piece.window.end_word
        tags = piece.example.attributions[first:end]
        cues = [position for position, tag in enumerate(tags) if tag == "B-CUE"]
        place = {position: order + 1 for order, position in enumerate(cues)}
        wanted = [
            (start - first, place.get(cue - first, 0))
            for start, cue in piece.example.links.items()
            if first <= start < end
        ]
        if not wanted or not cues:
            continue
        positions, targets = zip(*wanted, strict=True)
        options = torch.cat([reader.link_none[None], outputs["link_head"][row, cues]])
        scores = outputs["link_dependent"][row, list(positions)] @ options.T
        terms.append(functional.cross_entropy(scores, torch.tensor(targets), reduction="none"))
    return torch.cat(terms).mean() if terms else None
