"""The batches of one epoch: windows of articles and treebank documents, in random order."""

from __future__ import annotations

import random
from collections import defaultdict

from corpora import Example
from cycles import Cycle
from losses import Piece

from quotes.pipeline.wordpieces import MAX_PIECES, WordPieces, quotation_states_of

MARK_SWAPS = 0.15
"""The share of articles that are read with other quotation marks than they have."""


def swap_marks(example: Example, chance: float, source: random.Random) -> Example:
    """Sometimes return the example with other quotation marks: straight, or British single ones."""
    if source.random() >= chance:
        return example
    table = source.choice([{"“": '"', "”": '"', "’": "'"}, {"“": "‘", "”": "’", '"': "'"}])
    words = ["".join(table.get(character, character) for character in w) for w in example.words]
    fields = {name: getattr(example, name) for name in Example.__slots__}
    return Example(**(fields | {"words": words}))


def batches_of(
    corpora: dict[str, list[Example]], pieces: WordPieces, cycle: Cycle, epoch: int, size: int
) -> list[list[Piece]]:
    """Return one epoch's batches of `size` windows; a batch is of one kind of corpus."""
    source = random.Random(cycle.seed * 1000 + epoch)
    batches = []
    for kind, windows in _windows(corpora, pieces, cycle, source).items():
        source.shuffle(windows)
        if kind == "treebank":
            windows = windows[: int(len(windows) * cycle.treebank_share)]
        # Windows of like length share a batch, within a pool small enough to stay random.
        for start in range(0, len(windows), size * 16):
            pool = sorted(windows[start : start + size * 16], key=lambda p: len(p.window.piece_ids))
            batches.extend(pool[i : i + size] for i in range(0, len(pool), size))
    source.shuffle(batches)
    return batches


def _windows(
    corpora: dict[str, list[Example]], pieces: WordPieces, cycle: Cycle, source: random.Random
) -> dict[str, list[Piece]]:
    kinds: dict[str, list[Piece]] = defaultdict(list)
    for name, examples in corpora.items():
        kind = "polnear" if name == "polnear" else "treebank"
        for example in examples:
            read = swap_marks(example, MARK_SWAPS, source) if kind == "polnear" else example
            # Whatever the marks look like, what they mark is known.
            states = quotation_states_of(example.words, example.paragraph_starts)
            pieces.max_pieces = source.randint(cycle.smallest_window, cycle.largest_window)
            for window in pieces.windows(read.words, read.paragraph_starts, states):
                kinds[kind].append(Piece(read, window))
    pieces.max_pieces = MAX_PIECES
    return kinds
