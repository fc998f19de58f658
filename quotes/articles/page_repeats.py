"""Which words does a page print twice? Folds pull quotes and other repeats into one: the body's.

A pull quote, a heading or a summary goes where each of its sentences stands in the body; of two
paragraphs with the same words the first stays. What stands nowhere else is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotes.articles.page_blocks import Block

MIN_REPEATED_WORDS = 5
"""Shorter lines ("Yes, she said.") may well be meant twice."""

_MIN_PULLED_WORDS = 3
_MIN_PARAGRAPH_WORDS = 8
_MAX_HOLDERS = 40
_MAX_LOOKED_THROUGH = 400
_SHINGLE = 3
_WORD = re.compile(r"\w+")
_SENTENCE_BREAK = re.compile(r"[.!?…]+[”\"’']*\s|\.\.\.|…")

Words = tuple[str, ...]


def fold_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks in order, each statement once; credits of what goes, go with it."""
    words = [_words(block.text) for block in blocks]
    holders = _Holders(words)
    gone: set[int] = set()
    for number, block in enumerate(blocks):
        if block.is_credit or block.kind == "time":
            continue
        if _is_repeat(number, block, blocks, words, holders, gone):
            gone.add(number)
    stays = {block.group for n, block in enumerate(blocks) if n not in gone and not block.is_credit}
    return [
        block
        for number, block in enumerate(blocks)
        if number not in gone and not (block.is_credit and block.group not in stays)
    ]


class _Holders:
    """Finds the blocks that hold a run of words.

    The blocks of a usual page are looked through one by one, which is fastest; those of a page of
    very many through an index of their words, three in a row.
    """

    def __init__(self, words: Sequence[Words]) -> None:
        self._texts = [f" {' '.join(known)} " for known in words]
        self._by_shingle: dict[Words, list[int]] | None = None
        if len(words) > _MAX_LOOKED_THROUGH:
            self._by_shingle = defaultdict(list)
            for number, known in enumerate(words):
                for shingle in set(zip(known, known[1:], known[2:], strict=False)):
                    if len(self._by_shingle[shingle]) < _MAX_HOLDERS:
                        self._by_shingle[shingle].append(number)

    def of(self, part: Words) -> set[int]:
        """Return the numbers of the blocks that hold these words in this order."""
        if len(part) < _SHINGLE:
            return set()
        looked_for = f" {' '.join(part)} "
        near: Iterable[int] = range(len(self._texts))
        if self._by_shingle is not None:
            near = self._by_shingle.get(part[:_SHINGLE], [])
        return {number for number in near if looked_for in self._texts[number]}


def _is_repeat(
    number: int,
    block: Block,
    blocks: Sequence[Block],
    words: Sequence[Words],
    holders: _Holders,
    gone: set[int],
) -> bool:
    own = words[number]
    if len(own) < (_MIN_PULLED_WORDS if block.kind == "pull" else MIN_REPEATED_WORDS):
        return False
    is_body = (
        not block.is_set_in and block.kind not in ("heading", "pull") and not _is_all_marks(block)
    )
    if is_body and len(own) < _MIN_PARAGRAPH_WORDS:
        return False

    def may_hold(other: int) -> bool:
        if other == number or other in gone:
            return False
        if blocks[other].kind == "pull" and block.kind != "pull":
            return False
        if len(words[other]) > len(own):
            return True
        # Of two alike the body's stays, and of two in the body the first.
        return len(words[other]) == len(own) and (_rank(blocks[other]), -other) > (
            _rank(block),
            -number,
        )

    parts = [part for part in map(_words, _SENTENCE_BREAK.split(block.text)) if part]
    found: set[int] | None = None
    for part in parts if not is_body else [own]:
        if len(part) < _SHINGLE:
            continue
        holding = {other for other in holders.of(part) if may_hold(other)}
        found = holding if found is None else found & holding
        if not found:
            return False
    return bool(found)


def _rank(block: Block) -> int:
    return 0 if block.kind == "pull" else 1 if block.is_set_in or block.kind == "heading" else 2


def _is_all_marks(block: Block) -> bool:
    """Tell whether a block is one quotation and nothing else, as unmarked pull quotes are."""
    text = block.text
    return text[:1] in "“\"‘'«" and text[-1:] in "”\"’'»"


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))
