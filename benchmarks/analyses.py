"""How right is an analysis of words: their tags, lemmas, trees and sentence ends?

Compares a gold document with a `Doc` as the CoNLL 2018 shared task does (Zeman et al., 2018): words
are aligned where they are the same characters, and a figure is the F1 of aligned words that agree.
Where both sides have the same words that is the share of words that agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from benchmarks.treebanks import TreebankDocument, sentence_ranges
from quotes.scoring import Range, Score

WORDS, SENTENCES = "words", "sentences"
TAGS, LEMMAS, UAS, LAS = "universal tags", "lemmas", "UAS", "LAS"


@dataclass(frozen=True, slots=True)
class Analysis:
    """An entry a word, white space left out.

    `bounds` are character ranges, `heads` indices into these lists (a root heads itself),
    `relations` are without subtypes, `starts` tells which words begin a sentence.
    """

    bounds: list[Range]
    tags: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    starts: Sequence[bool]

    @classmethod
    def of_gold(cls, document: TreebankDocument, doc: Doc) -> Analysis:
        """Return what the treebank says; `doc` is the document's own gold `Doc`."""
        gold = document.example
        return cls(
            _bounds(doc),
            gold.universal_tags or (),
            gold.lemmas or (),
            gold.heads or (),
            [_plain(relation) for relation in gold.relations or ()],
            gold.sentence_starts or (),
        )

    @classmethod
    def of_doc(cls, doc: Doc) -> Analysis:
        """Return what the program wrote into a `Doc`."""
        words = [token for token in doc if not token.is_space]
        place = {token.i: index for index, token in enumerate(words)}
        return cls(
            _bounds(doc),
            [token.pos_ for token in words],
            [token.lemma_ for token in words],
            [place[token.head.i] for token in words],
            [_plain(token.dep_) for token in words],
            [bool(token.is_sent_start) for token in words],
        )


def _bounds(doc: Doc) -> list[Range]:
    return [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]


def _plain(relation: str) -> str:
    return relation.partition(":")[0].lower()


def compare(gold: Analysis, found: Analysis) -> dict[str, Score]:
    """Count the words, sentences, tags, lemmas and arcs that agree.

    A sentence agrees where both its ends do. As in the shared task, any lemma is right where the
    treebank has none ("_").
    """
    place = {bounds: index for index, bounds in enumerate(found.bounds)}
    pairs = [(i, place[bounds]) for i, bounds in enumerate(gold.bounds) if bounds in place]
    gold_of = {j: i for i, j in pairs}
    arcs = [(i, j) for i, j in pairs if _has_same_head(gold, found, i, j, gold_of)]
    right = {
        WORDS: len(pairs),
        TAGS: sum(gold.tags[i] == found.tags[j] for i, j in pairs),
        LEMMAS: sum(gold.lemmas[i] in ("_", found.lemmas[j]) for i, j in pairs),
        UAS: len(arcs),
        LAS: sum(gold.relations[i] == found.relations[j] for i, j in arcs),
    }
    totals = len(found.bounds), len(gold.bounds)
    scores = {name: Score(count, *totals) for name, count in right.items()}
    gold_sentences = sentence_ranges(gold.bounds, gold.starts)
    found_sentences = sentence_ranges(found.bounds, found.starts)
    shared = len(gold_sentences & found_sentences)
    scores[SENTENCES] = Score(shared, len(found_sentences), len(gold_sentences))
    return scores


def _has_same_head(
    gold: Analysis, found: Analysis, gold_word: int, found_word: int, gold_of: dict[int, int]
) -> bool:
    gold_head, found_head = gold.heads[gold_word], found.heads[found_word]
    if gold_head == gold_word or found_head == found_word:
        return gold_head == gold_word and found_head == found_word
    return gold_of.get(found_head) == gold_head
