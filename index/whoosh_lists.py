"""Which statements stand in a list of one Whoosh segment, and where in them does the key stand?

Whoosh keeps a list in blocks and walks through them one number at a time; here whole blocks become
arrays, and blocks that hold nothing wanted are not unpacked. A list too short for blocks, or of a
form not known here, is walked through as Whoosh does. Imports nothing of Whoosh: it is given an
open matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from index.postings import Numbers

_BLOCK_PARTS = ("_read_data", "_read_values", "_next_block", "_maxid", "_byteids")
_CHECK_EVERY = 64
"""Blocks between two looks at the clock."""

Check = Callable[[], None]


def numbers(matcher: Any, stretch: range, among: Numbers | None, check: Check) -> Numbers:
    """Return the numbers of a list that lie in a stretch, and in `among` where given; rising.

    `check` is called now and then, and may raise to end the reading.
    """
    found = [kept for kept, _, _ in _blocks(matcher, stretch, among, check)]
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def positions(matcher: Any, among: Numbers, check: Check) -> Iterator[Sequence[int]]:
    """Yield the rising positions of the key in each of `among`, all of which the list holds."""
    if not among.size:
        return
    stretch = range(int(among[0]), int(among[-1]) + 1)
    for _, places, block in _blocks(matcher, stretch, among, check):
        if block is None:
            yield places
            continue
        block._read_values()
        decode = block.format.decoder("positions")
        for place in places:
            yield decode(block._values[place])


def _blocks(
    matcher: Any, stretch: range, among: Numbers | None, check: Check
) -> Iterator[tuple[Numbers, Any, Any]]:
    """Yield the numbers wanted of each block, where they stand in it, and the block.

    Of a list that is walked through: each number, its positions if `among` is given, and `None`.
    """
    # Removed statements are taken out elsewhere; Whoosh puts a filter for them before the list.
    leaf = getattr(matcher, "child", matcher)
    if not all(hasattr(leaf, part) for part in _BLOCK_PARTS) or leaf._byteids:
        yield from _walk(matcher, stretch, among, check)
        return
    blocks = 0
    while leaf.is_active():
        blocks += 1
        if blocks % _CHECK_EVERY == 0:
            check()
        last = leaf._maxid
        wanted = last >= stretch.start
        if wanted and among is not None:
            ahead = among[np.searchsorted(among, stretch.start) :]
            wanted = bool(ahead.size) and bool(ahead[0] <= last)
        if wanted:
            leaf._read_data()
            ids = np.cumsum(np.asarray(leaf._data[0], dtype=np.int64))
            inside = (ids >= stretch.start) & (ids < stretch.stop)
            if among is not None:
                inside &= np.isin(ids, among, assume_unique=True)
            places = np.flatnonzero(inside)
            if places.size:
                yield ids[places], places.tolist(), leaf
        if last >= stretch.stop - 1:
            return
        stretch = range(max(stretch.start, last + 1), stretch.stop)
        leaf._next_block()


def _walk(
    matcher: Any, stretch: range, among: Numbers | None, check: Check
) -> Iterator[tuple[Numbers, Any, None]]:
    wanted = None if among is None else set(among.tolist())
    steps = 0
    if stretch.start and matcher.is_active():
        matcher.skip_to(stretch.start)
    while matcher.is_active():
        number = int(matcher.id())
        if number >= stretch.stop:
            return
        if wanted is None or number in wanted:
            places = (
                matcher.value_as("positions")
                if wanted is not None and _has_positions(matcher)
                else ()
            )
            yield np.array([number], dtype=np.int64), places, None
        matcher.next()
        steps += 1
        if steps % (_CHECK_EVERY * _CHECK_EVERY) == 0:
            check()


def _has_positions(matcher: Any) -> bool:
    return bool(matcher.supports("positions"))
