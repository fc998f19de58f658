"""Measuring the network by itself, on a few words; every figure was worked out by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.analyses import LAS, LEMMAS, SENTENCES, TAGS, UAS, WORDS, Analysis, compare
from benchmarks.reading import (
    LINKS,
    NEAREST,
    Reader,
    measure_links,
    measure_names,
    measure_syntax,
)
from benchmarks.treebanks import read_treebank
from quotes.pipeline.decoding import Floats
from quotes.pipeline.encoder import MODEL_FOLDER
from quotes.scoring import Score

VOCAB = spacy.blank("en").vocab

# Each row: number, form, lemma, universal tag, treebank tag, head, relation, MISC.
TREEBANK = """\
# newdoc id = ferry
# newpar
1 Orla Orla PROPN NNP 2 nsubj Entity=(1-person-new-nnnnn-cf1-1-sgl
2 Venn Venn PROPN NNP 4 nsubj:outer Entity=1)
3-4 didn't _ _ _ _ _ _
3 did do AUX VBD 4 aux _
4 n't not PART RB 0 root _
5 sail sail VERB VB 4 xcomp SpaceAfter=No
6 . . PUNCT . 4 punct _

# newpar
1 It it PRON PRP 2 nsubj _
2 rained rain VERB VBD 0 root SpaceAfter=No
3 . . PUNCT . 2 punct _

1 Twice twice ADV RB 0 root _

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    lines = []
    for line in TREEBANK.splitlines():
        if line and not line.startswith("#"):
            number, form, lemma, tag, fine, head, relation, misc = line.split(" ")
            line = "\t".join([number, form, lemma, tag, fine, "_", head, relation, "_", misc])
        lines.append(line)
    path = tmp_path / "ferry.conllu.gz"
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8")))
    return path


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(MODEL_FOLDER)


def test_a_document_is_put_back_into_its_text(treebank: Path) -> None:
    (document,) = read_treebank(treebank)
    doc = document.gold_doc(VOCAB)
    assert doc.text == "Orla Venn didn't sail.\n\nIt rained. Twice "
    assert [token.text for token in doc if not token.is_space] == document.example.words


def _gold(treebank: Path) -> Analysis:
    (document,) = read_treebank(treebank)
    return Analysis.of_gold(document, document.gold_doc(VOCAB))


def test_the_gold_analysis_is_all_right(treebank: Path) -> None:
    scores = compare(_gold(treebank), _gold(treebank))
    assert {name: score.f1 for name, score in scores.items()} == dict.fromkeys(scores, 1.0)
    assert (scores[WORDS].gold, scores[SENTENCES].gold) == (10, 3)


def test_other_words_are_aligned_by_their_characters(treebank: Path) -> None:
    # "didn't" is one word here, the last two sentences are one, and its root is the last word.
    words = ["Orla", "Venn", "didn't", "sail", ".", "\n\n", "It", "rained", ".", "Twice"]
    spaces = [True, True, True, False, False, False, True, False, True, True]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=["PROPN", "NOUN", "AUX", "VERB", "PUNCT", "SPACE", "PRON", "VERB", "PUNCT", "ADV"],
        lemmas=["Orla", "venn", "do", "sail", ".", "", "it", "rain", ".", "twice"],
        heads=[1, 2, 2, 2, 2, 2, 7, 9, 7, 9],
        deps=["nsubj", "nsubj", "ROOT", "xcomp", "obj", "dep", "obj", "ccomp", "punct", "ROOT"],
    )
    scores = compare(_gold(treebank), Analysis.of_doc(doc))
    # 9 words found, 10 gold; all but "didn't" are aligned, 8 in all.
    assert scores[WORDS] == Score(8, 9, 10)
    assert scores[TAGS] == Score(7, 9, 10)
    assert scores[LEMMAS] == Score(7, 9, 10)
    # Orla, It, the second stop and Twice; the words that hang on "didn't" hang on no gold word.
    assert scores[UAS] == Score(4, 9, 10)
    assert scores[LAS] == Score(3, 9, 10)
    assert scores[SENTENCES] == Score(1, 2, 3)


def test_all_figures_of_a_treebank_are_measured(reader: Reader, treebank: Path) -> None:
    scores = measure_syntax(reader, treebank)
    for name in (TAGS, LEMMAS, UAS, LAS, SENTENCES):
        assert 0 <= scores[name].f1 <= 1
        assert f"{name}, raw text" in scores
    assert scores[TAGS].gold == scores[f"{UAS}, gold sentences"].gold == 10
    assert scores[f"{WORDS}, raw text"] == Score(10, 10, 10)
    names = measure_names(reader, treebank)
    assert names["names, PERSON"].gold == 1
    assert names[SENTENCES].gold == 3


def test_gold_sentence_ends_are_taken_over_however_odd(reader: Reader, treebank: Path) -> None:
    (document,) = read_treebank(treebank)
    for starts in ([True] * 10, [True] + [False] * 5 + [True] + [False] * 3):
        doc = document.gold_doc(reader.nlp.vocab)
        reader.tell("sentences", _signs(starts))
        assert Analysis.of_doc(reader.read(doc)).starts == starts
    doc = document.gold_doc(reader.nlp.vocab)
    assert Analysis.of_doc(reader.read(doc)).starts != [True] * 10, "what was told is forgotten"


def _signs(starts: list[bool]) -> Floats:
    return np.where(starts, 1.0, -1.0).astype(np.float32)


def test_links_are_of_gold_spans_and_the_nearest_cue_is_beside_them(
    reader: Reader, tmp_path: Path
) -> None:
    text = (
        "Rain, said Orla Venn, will fall on Skell, and Tam Reyes added that it will snow."
        "\n\nThe ferry sails at noon, a notice read."
    )
    parts = [
        ("Orla Venn", "said", ["Rain", "will fall on Skell"]),
        ("Tam Reyes", "added", ["that it will snow"]),
        ("a notice", "read", ["The ferry sails at noon"]),
    ]

    def span(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    record = {
        "id": "weather",
        "text": text,
        "attributions": [
            {"source": [span(source)], "cue": [span(cue)], "content": [span(c) for c in contents]}
            for source, cue, contents in parts
        ],
    }
    path = tmp_path / "dev.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(record) + "\n").encode("utf-8")))
    scores = measure_links(reader, path)
    # "will fall on Skell" has three words to "said" and four to "added".
    assert scores[NEAREST] == Score(7, 7, 7)
    assert scores[LINKS].gold == 7
    assert scores["links of gold sources"].gold == 3
    assert scores[LINKS].shared >= 5, "these are easy"
