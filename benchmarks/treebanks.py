"""A treebank's documents as texts with their gold words: what the network's syntax is held to.

The words, their tags, trees and names are read by `training/corpora.py`, so that a measurement and
the training agree on what is right; here they are put back into the running text they came from.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.errors import FormatError
from quotes.scoring import Range
from training.corpora import Example, read_conllu

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """One document: its gold words (`example`) and, for each, whether a space follows it."""

    example: Example
    spaces: list[bool]

    def gold_doc(self, vocab: Vocab) -> Doc:
        """Return a `Doc` whose tokens are the gold words, with breaks between paragraphs."""
        words: list[str] = []
        spaces: list[bool] = []
        starts = self.example.paragraph_starts
        for index, word in enumerate(self.example.words):
            if index and starts[index]:
                spaces[-1] = False
                words.append(PARAGRAPH_BREAK)
                spaces.append(False)
            words.append(word)
            spaces.append(self.spaces[index])
        return Doc(vocab, words=words, spaces=spaces)


def read_treebank(path: Path, *, with_entities: bool = False) -> Iterator[TreebankDocument]:
    """Yield the documents of a gzipped CoNLL-U file in file order.

    Raises `FormatError` where the two readings of the file, for words and for spaces, differ.
    """
    examples = read_conllu(path, with_entities)
    for example, spaces in zip(examples, _spaces_by_document(path), strict=True):
        if len(spaces) != len(example.words):
            raise FormatError(
                f"{example.name}: {len(example.words)} words, but spaces for {len(spaces)}",
                str(path),
            )
        yield TreebankDocument(example, spaces)


def _spaces_by_document(path: Path) -> Iterator[list[bool]]:
    """Yield, for each document, whether a space follows each of its words."""
    spaces: list[bool] = []
    joined: tuple[int, int, bool] = (0, 0, True)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and spaces:
                yield spaces
                spaces = []
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 10:
                joined = (0, 0, True)
                continue
            has_space = "SpaceAfter=No" not in columns[9].split("|")
            first, dash, last = columns[0].partition("-")
            if dash:
                # "didn't": no space after "did"; after "n't" what the line of both says.
                joined = (int(first), int(last), has_space)
            elif first.isdigit():
                number = int(first)
                if joined[0] <= number <= joined[1]:
                    has_space = number == joined[1] and joined[2]
                spaces.append(has_space)
    if spaces:
        yield spaces


def sentence_ranges(bounds: Sequence[Range], starts: Sequence[bool]) -> set[Range]:
    """Return the sentences as ranges, from the start of the first word to the end of the last.

    `bounds` are the words' character ranges; `starts` tells which words begin a sentence.

    >>> sorted(sentence_ranges([(0, 2), (2, 3), (4, 6)], [True, False, True]))
    [(0, 3), (4, 6)]
    """
    firsts = [index for index, is_start in enumerate(starts) if is_start or not index]
    ends = [*firsts[1:], len(bounds)] if firsts else []
    return {(bounds[first][0], bounds[end - 1][1]) for first, end in zip(firsts, ends, strict=True)}
