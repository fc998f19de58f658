"""Which opening mark belongs to which closing mark in one paragraph?

Hands on the pairs of the best-scoring reading of a paragraph's marks, for `marks.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

from quotes.pipeline.glyphs import NEVER, Mark

# Which mark closes which, and how much better or worse the pair is than the usual one.
_CLOSERS: dict[str, dict[str, float]] = {
    "“": {"”": 0, '"': -1, "''": -1, "“": 0},
    "‟": {"”": 0, '"': -1},
    "„": {"“": 2, "”": 0, '"': -1, "''": -1},
    '"': {'"': 0, "”": -1, "“": -1, "''": -1},
    "”": {"”": 0, "“": -1, '"': -1},
    "``": {"''": 0, '"': -1, "”": -1},
    "‘‘": {"’’": 0, "''": -1},
    "''": {"''": 0},
    "«": {"»": 0},
    "»": {"«": 0, "»": -0.5},
    "‹": {"›": 0},
    "›": {"‹": 0, "›": -0.5},
    "‘": {"’": 0, "'": -1, "‘": 0},
    "'": {"'": 0, "’": -1},
    "’": {"’": 0, "'": -1},
    "‚": {"‘": 2, "’": 0, "'": -1},
    "‛": {"’": 0},
    "`": {"'": 0, "’": -1},
}
# A reading that is behind by more than the best pair can bring never catches up.
_BEAM_WIDTH = 8
_MAX_BEHIND = 16.0
_SAME_GLYPH_NESTED = -2.0
_NOTHING_BETWEEN = -4.0
_PREFER_OPEN = 1e-3

_Stack = tuple[int, "_Stack"] | None
_Pairs = tuple[int, int, "_Pairs"] | None
_Reading = tuple[float, _Stack, _Pairs]


def match_marks(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the `(opening, closing)` index pairs of the best-scoring reading of the marks.

    A beam search over stacks of open marks. What follows cannot tell two readings with the same
    stack apart, so only the better one is kept. Stacks and pairs are linked tuples, so that a
    step costs the same however deep the nesting is.
    """
    readings: list[_Reading] = [(0.0, None, None)]
    for index, mark in enumerate(marks):
        following: dict[int, _Reading] = {}
        for score, stack, pairs in readings:
            _keep(following, score + mark.none_score, stack, pairs)
            if mark.open_score > NEVER:
                lead = mark.none_score + _PREFER_OPEN * mark.open_score
                _keep(following, score + lead, (index, stack), pairs)
            if stack is not None and mark.close_score > NEVER:
                gain = _pair_gain(marks, stack, mark)
                if gain > NEVER:
                    _keep(following, score + gain, stack[1], (stack[0], index, pairs))
        readings = _best_of(following.values())
    chosen = []
    rest = max(readings, key=lambda reading: reading[0])[2]
    while rest is not None:
        chosen.append(rest[:2])
        rest = rest[2]
    return sorted(chosen)


def _best_of(readings: Iterable[_Reading]) -> list[_Reading]:
    """Return the readings worth following, at most eight."""
    scored = list(readings)
    least_score = max(reading[0] for reading in scored) - _MAX_BEHIND
    near = [reading for reading in scored if reading[0] > least_score]
    if len(near) <= _BEAM_WIDTH:
        return near
    return nlargest(_BEAM_WIDTH, near, key=lambda reading: reading[0])


def _keep(following: dict[int, _Reading], score: float, stack: _Stack, pairs: _Pairs) -> None:
    """Keep a reading unless a better one has the same stack.

    Equal stacks are one object: a stack is made once, where its mark is opened, and handed back
    when what was opened above it is closed.
    """
    known = following.get(id(stack))
    if known is None or score > known[0]:
        following[id(stack)] = (score, stack, pairs)


def _pair_gain(marks: Sequence[Mark], stack: tuple[int, _Stack], closing: Mark) -> float:
    """Return what closing the innermost open mark adds to the score, `NEVER` if it cannot."""
    opening = marks[stack[0]]
    closers = _CLOSERS.get(opening.glyph, {})
    if closing.glyph not in closers:
        return NEVER
    gain = opening.open_score - opening.none_score + closing.close_score + closers[closing.glyph]
    if stack[1] is not None and marks[stack[1][0]].glyph == opening.glyph:
        gain += _SAME_GLYPH_NESTED
    if opening.end_char == closing.start_char:
        gain += _NOTHING_BETWEEN
    return gain
