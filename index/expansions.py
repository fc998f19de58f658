"""Which keys does a leaf of a query stand for in one view: "harb*", a likeness, or a plain word?

Hands on the keys to the engines that keep lists of where every word stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from index.engine import Leaf
from index.words import Place, expand, key_expansion, places

CLOSENESS_PLACE = Place("content", "stem", 0.0)
"""Where it is looked at whether two words stand side by side."""


@dataclass(frozen=True, slots=True)
class Expansions:
    """The keys that the leaves of one query stand for, by leaf and place; `cut`: not all of them.

    They are gathered once for the whole view, so that a limit means the same in every block.
    """

    keys_of: Mapping[tuple[Leaf, Place], Sequence[str]]
    cut: tuple[Leaf, ...]

    @classmethod
    def of(cls, leaves: Iterable[Leaf], vocabulary: Callable[[Place, str], Iterable[str]]) -> Self:
        """Gather them; `vocabulary` gives the keys of a place that begin with something."""
        keys_of: dict[tuple[Leaf, Place], Sequence[str]] = {}
        cut: dict[Leaf, None] = {}
        for leaf in dict.fromkeys(leaves):
            for place in places(leaf):
                if expansion := key_expansion(leaf, place.form):
                    found, is_cut = expand(expansion, vocabulary(place, expansion.start))
                    keys_of[leaf, place] = found
                    if is_cut:
                        cut[leaf] = None
        return cls(keys_of, tuple(cut))
