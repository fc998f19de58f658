"""How an article's words are put before the encoder: word pieces, features, windows.

The training recipe and the running program share this module, so that the network always reads
what it learned to read. An article is cut into windows of whole paragraphs, each read by itself;
a paragraph too long for one window is cut after a sentence mark. Words that the tokenizer
splits are represented by their first piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

MAX_PIECES = 128
"""Pieces in one window, the two special ones included.

The network learned from windows of 112 to 192 pieces. On PolNeAR's development set it reads no
worse in windows of 128 than of 192 (whole attributions 57.1 against 56.7), and in less time: what
stands in other paragraphs tells it nothing about a span."""

MAX_PIECES_PER_WORD = 16
"""A "word" of hundreds of pieces (a row of dashes, a long address) says no more than its start."""

CASES = ("none", "lower", "title", "upper", "other")
QUOTATION_STATES = ("outside", "inside", "mark")

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_EITHER = frozenset(['"', "``", "''"])
_SENTENCE_MARKS = frozenset([".", "!", "?", "…", "”", '"', "..."])


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that the encoder reads together.

    `first_word` and `end_word` delimit the words (half-open); the four piece arrays have one entry
    a piece, special pieces included; `word_starts` has the index of each word's first piece.
    """

    first_word: int
    end_word: int
    piece_ids: npt.NDArray[np.int64]
    cases: npt.NDArray[np.int64]
    quotation_states: npt.NDArray[np.int64]
    paragraph_firsts: npt.NDArray[np.int64]
    word_starts: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded with zeros: arrays of shape (windows, pieces or words)."""

    piece_ids: npt.NDArray[np.int64]
    attention_mask: npt.NDArray[np.int64]
    cases: npt.NDArray[np.int64]
    quotation_states: npt.NDArray[np.int64]
    paragraph_firsts: npt.NDArray[np.int64]
    word_starts: npt.NDArray[np.int64]

    def feeds(self) -> dict[str, npt.NDArray[np.int64]]:
        """Return the arrays by the names of the network's inputs."""
        return {name: getattr(self, name) for name in self.__slots__}


def case_of(word: str) -> int:
    """Return the index in `CASES` of a word's letter case.

    >>> [CASES[case_of(word)] for word in ("said", "Akar", "NATO", "iPhone", "42")]
    ['lower', 'title', 'upper', 'other', 'none']
    """
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) == 1 else 3
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return 2
    return 4 if any(character.isalpha() for character in word) else 0


def quotation_states_of(words: Sequence[str], paragraph_starts: Sequence[bool]) -> list[int]:
    """Return for each word whether double marks put it outside or inside, or it is a mark.

    The count starts anew in each paragraph, so a missing mark misleads no further than that.

    >>> quotation_states_of(["“", "Rain", "”", "he"], [True, False, False, False])
    [2, 1, 2, 0]
    """
    states: list[int] = []
    inside = False
    for word, starts in zip(words, paragraph_starts, strict=True):
        if starts:
            inside = False
        if word in _OPENING:
            inside = True
        elif word in _CLOSING:
            inside = False
        elif word in _EITHER:
            inside = not inside
        else:
            states.append(1 if inside else 0)
            continue
        states.append(2)
    return states


class WordPieces:
    """Cuts words into the pieces of one vocabulary and packs them into windows."""

    def __init__(self, tokenizer: Tokenizer, max_pieces: int = MAX_PIECES) -> None:
        self.tokenizer = tokenizer
        self.max_pieces = max_pieces
        tokenizer.no_padding()
        tokenizer.no_truncation()
        vocabulary = tokenizer.get_vocab()
        self._cls = vocabulary["[CLS]"]
        self._sep = vocabulary["[SEP]"]
        self._unknown = vocabulary["[UNK]"]

    @classmethod
    def from_file(cls, path: Path, max_pieces: int = MAX_PIECES) -> WordPieces:
        """Read the vocabulary from a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)), max_pieces)

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        """Return each word's piece ids; every word has at least one."""
        if not words:
            return []
        encoding = self.tokenizer.encode(
            list(words), is_pretokenized=True, add_special_tokens=False
        )
        pieces: list[list[int]] = [[] for _ in words]
        for piece_id, word_index in zip(encoding.ids, encoding.word_ids, strict=True):
            if word_index is not None:
                pieces[word_index].append(piece_id)
        return [ids[:MAX_PIECES_PER_WORD] or [self._unknown] for ids in pieces]

    def windows(
        self,
        words: Sequence[str],
        paragraph_starts: Sequence[bool],
        states: Sequence[int] | None = None,
    ) -> list[Window]:
        """Return the windows over `words` in order; together they cover each word once.

        `states` are the words' quotation states, as indices of `QUOTATION_STATES`, where the
        caller knows better than `quotation_states_of`.
        """
        pieces = self.pieces_of(words)
        lengths = [len(ids) for ids in pieces]
        cases = [case_of(word) for word in words]
        states = states or quotation_states_of(words, paragraph_starts)
        bounds = self._bounds(words, lengths, paragraph_starts)
        return [
            self._window(first, end, pieces, cases, states, paragraph_starts)
            for first, end in bounds
        ]

    def _bounds(
        self, words: Sequence[str], lengths: Sequence[int], paragraph_starts: Sequence[bool]
    ) -> list[tuple[int, int]]:
        room = self.max_pieces - 2
        starts = [index for index, is_start in enumerate(paragraph_starts) if is_start or not index]
        blocks: list[tuple[int, int, int]] = []
        for start, end in pairwise([*starts, len(words)]):
            blocks.extend(_cut(words, lengths, start, end, room))
        bounds: list[tuple[int, int]] = []
        filled = 0
        for start, end, size in blocks:
            if bounds and filled + size <= room:
                bounds[-1] = (bounds[-1][0], end)
                filled += size
            else:
                bounds.append((start, end))
                filled = size
        return bounds

    def _window(
        self,
        first: int,
        end: int,
        pieces: Sequence[Sequence[int]],
        cases: Sequence[int],
        states: Sequence[int],
        paragraph_starts: Sequence[bool],
    ) -> Window:
        piece_ids, piece_cases, piece_states, firsts = [self._cls], [0], [0], [0]
        word_starts = []
        for index in range(first, end):
            ids = pieces[index]
            word_starts.append(len(piece_ids))
            piece_ids.extend(ids)
            piece_cases.extend([cases[index]] * len(ids))
            piece_states.extend([states[index]] * len(ids))
            firsts.append(1 if paragraph_starts[index] else 0)
            firsts.extend([0] * (len(ids) - 1))
        return Window(
            first,
            end,
            np.asarray([*piece_ids, self._sep], dtype=np.int64),
            np.asarray([*piece_cases, 0], dtype=np.int64),
            np.asarray([*piece_states, 0], dtype=np.int64),
            np.asarray([*firsts, 0], dtype=np.int64),
            np.asarray(word_starts, dtype=np.int64),
        )


def _cut(
    words: Sequence[str], lengths: Sequence[int], start: int, end: int, room: int
) -> Iterable[tuple[int, int, int]]:
    """Yield (start, end, pieces) of the parts of one paragraph, none larger than `room`."""
    part_start, filled, last_sentence_end, filled_there = start, 0, start, 0
    for index in range(start, end):
        if filled + lengths[index] > room:
            # A sentence end in the first half would leave a window mostly empty.
            if filled_there * 2 >= room:
                yield part_start, last_sentence_end, filled_there
                part_start, filled = last_sentence_end, filled - filled_there
            else:
                yield part_start, index, filled
                part_start, filled = index, 0
            last_sentence_end, filled_there = part_start, 0
        filled += lengths[index]
        if words[index] in _SENTENCE_MARKS:
            last_sentence_end, filled_there = index + 1, filled
    if part_start < end:
        yield part_start, end, filled


def collate(windows: Sequence[Window]) -> Batch:
    """Pad `windows` to the longest of them and stack them."""
    pieces = max(len(window.piece_ids) for window in windows)
    words = max(len(window.word_starts) for window in windows)

    def stack(name: str, width: int) -> npt.NDArray[np.int64]:
        stacked = np.zeros((len(windows), width), dtype=np.int64)
        for row, window in enumerate(windows):
            values = getattr(window, name)
            stacked[row, : len(values)] = values
        return stacked

    mask = np.zeros((len(windows), pieces), dtype=np.int64)
    for row, window in enumerate(windows):
        mask[row, : len(window.piece_ids)] = 1
    return Batch(
        stack("piece_ids", pieces),
        mask,
        stack("cases", pieces),
        stack("quotation_states", pieces),
        stack("paragraph_firsts", pieces),
        stack("word_starts", words),
    )
