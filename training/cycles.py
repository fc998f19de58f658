"""The recipe's cycles: each raises the learning rates anew and lets them sink.

The first teaches every task; the later ones begin from where the one before ended, with whole
spans scored, attributions weighing more and only some of the treebanks' windows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

WEIGHTS = {
    "attribution": 1.0,
    "links": 0.3,
    "names": 0.5,
    "sentences": 0.3,
    "universal_tags": 0.3,
    "treebank_tags": 0.3,
    "arcs": 0.5,
    "relations": 0.5,
}


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one cycle does; rates are the highest of AdamW, shares and `warm_up` run from 0 to 1.

    The rates rise over `warm_up` of the steps and sink in a line to `last_share` of themselves.
    Each article is cut into windows of some size in word pieces from `smallest_window` to
    `largest_window`, anew in each epoch. `treebank_share` is the part of the treebanks' windows
    that an epoch reads.
    """

    epochs: int = 4
    encoder_rate: float = 2e-4
    feature_rate: float = 1e-3
    head_rate: float = 2e-3
    warm_up: float = 0.1
    last_share: float = 0.0
    treebank_share: float = 1.0
    smallest_window: int = 192
    largest_window: int = 192
    attribution_weight: float = WEIGHTS["attribution"]
    names_weight: float = WEIGHTS["names"]
    whole_spans: bool = True
    trains_embeddings: bool = True
    seed: int = 7

    def weights(self) -> dict[str, float]:
        """Return the weight of every task's loss."""
        own = {"attribution": self.attribution_weight, "names": self.names_weight}
        return WEIGHTS | own


_SECOND = Cycle(
    epochs=2,
    encoder_rate=1e-4,
    feature_rate=5e-4,
    head_rate=1e-3,
    warm_up=0.05,
    treebank_share=0.4,
    smallest_window=112,
    attribution_weight=2.0,
    trains_embeddings=False,
)

_THIRD = replace(
    _SECOND,
    encoder_rate=1.5e-4,
    feature_rate=7e-4,
    head_rate=1.5e-3,
    warm_up=0.075,
    last_share=0.35,
    names_weight=0.8,
    seed=11,
)

RECIPE = (
    Cycle(whole_spans=False),
    _SECOND,
    _THIRD,
    # The treebanks once more in full, as the rates sink to nothing.
    replace(
        _THIRD,
        epochs=1,
        encoder_rate=5e-5,
        feature_rate=2.5e-4,
        head_rate=5e-4,
        warm_up=0.02,
        last_share=0.0,
        treebank_share=1.0,
        names_weight=1.0,
        seed=13,
    ),
)
