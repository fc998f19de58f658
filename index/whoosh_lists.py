"""Which statements stand in a list of one Whoosh segment, and where in them does the key stand?

A list is read whole, as arrays, and kept for the next query while there is room: people ask for
common words again and again. Imports nothing of Whoosh: it is given an open matcher.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

import numpy as np

from index.postings import POSITIONS_EACH, Numbers

MAX_KEPT_NUMBERS = 16_000_000
"""Of 8 bytes each: 128 MB at most."""

Check = Callable[[], None]


class KeyList:
    """One list of one segment."""

    def __init__(self, matcher: Any, check: Check) -> None:
        """Read it; `check` is called now and then, and may raise to end the reading."""
        parts: list[tuple[bytes, bytes, bytes]] = []
        # Removed statements are taken out elsewhere; Whoosh puts a filter for them before the list.
        for block in getattr(matcher, "child", matcher).blocks():
            check()
            parts.append(block)
        numbers, sizes, positions = (b"".join(column) for column in zip(*parts, strict=True))
        self.numbers: Numbers = np.frombuffer(numbers, np.uintc).astype(np.int64)
        self._sizes, self._positions = sizes, positions

    @cached_property
    def occurrences(self) -> Numbers:
        """Where the key stands: see `index.postings.POSITIONS_EACH`."""
        counts = np.frombuffer(self._sizes, np.uintc) // np.dtype(np.uintc).itemsize
        positions = np.frombuffer(self._positions, np.uintc)
        return np.repeat(self.numbers, counts) * POSITIONS_EACH + positions

    @property
    def weight(self) -> int:
        """How many numbers it holds, at most."""
        return self.numbers.size + len(self._positions) // np.dtype(np.uintc).itemsize


class KeptLists:
    """The lists asked for last."""

    def __init__(self) -> None:
        """Start with none."""
        self._lists: OrderedDict[Hashable, KeyList] = OrderedDict()
        self._weight = 0

    def get(self, name: Hashable, read: Callable[[], KeyList]) -> KeyList:
        """Return a list by its name; `read` it where it is not kept."""
        if name in self._lists:
            self._lists.move_to_end(name)
            return self._lists[name]
        found = self._lists[name] = read()
        self._weight += found.weight
        while self._weight > MAX_KEPT_NUMBERS and len(self._lists) > 1:
            _, oldest = self._lists.popitem(last=False)
            self._weight -= oldest.weight
        return found
