"""A network that says anything: scores by chance, the same for the same window.

With it the rules after the network meet spans, links and trees that no trained network gives them,
and long texts take seconds in place of minutes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from unittest.mock import patch

import numpy as np

from quotes.pipeline.decoding import Floats
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.wordpieces import Window

# Spans of several words, verbs and sentences of some length must come up, as they do in articles.
_LEANS = {
    "attribution": lambda name: 2.0 if name.startswith("I-") else 1.0 if name == "O" else 0.0,
    "universal_tags": lambda name: 1.5 if name == "VERB" else 0.0,
    "names": lambda name: 1.5 if name == "O" else 0.0,
}
_SENTENCE_LEAN = -2.5


@contextmanager
def scattered_network(seed: int = 0) -> Iterator[None]:
    """Let every encoder give scores by chance while the context lasts."""
    real = Encoder.scores
    shapes: dict[str, tuple[tuple[int, ...], float]] = {}
    is_measured = Lock()  # windows are read by several threads

    def scores(encoder: Encoder, window: Window) -> dict[str, Floats]:
        with is_measured:
            if not shapes:
                for name, array in real(encoder, window).items():
                    shapes[name] = array.shape[1:], float(array.std()) or 1.0
        chance = np.random.default_rng((seed, zlib.crc32(window.piece_ids.tobytes())))
        words = len(window.word_starts)
        drawn = {}
        for name, (shape, deviation) in shapes.items():
            drawn[name] = chance.normal(0, 1, (words, *shape)).astype(np.float32)
            if name in _LEANS:
                drawn[name] += [_LEANS[name](label) for label in encoder.labels[name]]
            elif name == "sentences":
                drawn[name] += _SENTENCE_LEAN
            drawn[name] *= deviation
        return drawn

    with patch.object(Encoder, "scores", scores):
        yield
