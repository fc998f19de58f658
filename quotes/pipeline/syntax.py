"""Component: sentence ends, tags, lemmas, dependencies and names, from the network's reading.

Needs nothing before it but the tokenizer. Names get the labels PERSON, ORG, GPE and LOC; tags and
dependencies are Universal Dependencies v2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG
from spacy.symbols import IDS
from spacy.tokens import Doc

from quotes.pipeline.decoding import Ints
from quotes.pipeline.lemmas import LemmaTable
from quotes.pipeline.reading import Reading
from quotes.pipeline.session import ReadingSession

_ATTRIBUTES = [TAG, POS, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_IOB = {"I": 1, "O": 2, "B": 3}
_SPACE_TAG = "_SP"


class SyntaxReader:
    """Writes what the network reads about every word into the `Doc`."""

    def __init__(self, session: ReadingSession) -> None:
        self.session = session
        self.lemmas = LemmaTable.from_file(session.encoder.folder / "lemmas.json")

    def __call__(self, doc: Doc) -> Doc:
        """Predict first, write second."""
        if any(not token.is_space for token in doc):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> Reading:
        """Return the reading of `doc`, shared with the components after this one."""
        return self.session.reading(doc)

    def set_annotations(self, doc: Doc, reading: Reading) -> None:
        """Write tags, lemmas, dependencies, sentence ends and names."""
        rows: Any = attribute_rows(doc, reading, self.lemmas)
        doc.from_array(_ATTRIBUTES, rows)


def attribute_rows(doc: Doc, reading: Reading, lemmas: LemmaTable) -> npt.NDArray[np.uint64]:
    """Return one row a token in the order of `_ATTRIBUTES`, for `Doc.from_array`."""
    syntax, add = reading.syntax, doc.vocab.strings.add
    rows = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    # White space belongs to the word before it, or to the first word.
    rows[:, 0], rows[:, 1] = add(_SPACE_TAG), IDS["SPACE"]
    rows[:, 2] = [token.orth if token.is_space else 0 for token in doc]
    rows[:, 3], rows[:, 5] = add("dep"), _IOB["O"]
    tokens = np.asarray(reading.tokens, dtype=np.int64)
    rows[:, 4] = _space_heads(len(doc), tokens).view(np.uint64)
    rows[tokens, 0] = [add(tag) for tag in syntax.treebank_tags]
    rows[tokens, 1] = [IDS[tag] for tag in syntax.universal_tags]
    forms = (doc[index].text for index in reading.tokens)
    rows[tokens, 2] = [
        add(lemmas.lemma(form, tag)) for form, tag in zip(forms, syntax.treebank_tags, strict=True)
    ]
    rows[tokens, 3] = [add("ROOT" if label == "root" else label) for label in syntax.relations]
    rows[tokens, 4] = (tokens[syntax.heads] - tokens).view(np.uint64)
    rows[tokens, 5] = [_IOB[name[0]] for name in syntax.names]
    rows[tokens, 6] = [add(name[2:]) if name != "O" else 0 for name in syntax.names]
    # White space inside a name is part of it: spaCy knows no names with holes.
    following = np.searchsorted(tokens, np.arange(len(doc)))
    # `np.setdiff1d` would import `numpy.ma`, a sixth of a second.
    is_space = np.ones(len(doc), dtype=bool)
    is_space[tokens] = False
    for index in np.flatnonzero(is_space):
        if following[index] < len(tokens) and syntax.names[following[index]][0] == "I":
            rows[index, 5:] = rows[tokens[following[index]], 5:]
    return rows


def _space_heads(length: int, tokens: Ints) -> Ints:
    """Return for every token the offset to the word before it, or to the first word."""
    indices = np.arange(length)
    before = np.searchsorted(tokens, indices, side="right") - 1
    heads: Ints = tokens[np.maximum(before, 0)] - indices
    return heads
