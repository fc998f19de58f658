"""The ranker of people, from chains of mentions to weights.

    python -m training.people --corpora PATH --cache FOLDER \\
        --weights quotes/pipeline/people_weights.json

PATH is the folder of the other recipe (`README.md`); of it are read PolNeAR's training articles
with CoreNLP's chains and GUM's training documents with its own. The program's network reads every
text once (about three minutes on two cores; kept in FOLDER). Then, twice: every pronoun is asked
for as the program does, those whose chain holds a known candidate become examples, and weights are
fitted to them. The second time the first weights decide the pronouns before each question. Every
tenth article is held out and only measured.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, DocBin

import quotes
from benchmarks.people import with_attributions
from benchmarks.treebanks import read_treebank
from quotes.gold import GoldArticle, parse_gold_line, read_gold
from quotes.pipeline.factories import SYNTAX
from quotes.pipeline.people_ranking import Features
from quotes.records import Speaker
from training.join_speakers import joined, unread_ids
from training.people_chains import Chain, ChainMention, read_gold_chains, read_silver_chains
from training.people_examples import Example, Teacher, Text, examples_of

POLNEAR, GUM = "polnear/train.jsonl.gz", "gum/gum-train.conllu.gz"
SILVER = "polnear/train.parse.jsonl.gz"
START: Features = {
    "how present": 1.0,
    "spoke last, in this paragraph": 0.5,
    "pronouns do not fit": -2.3,
    "the given name does not fit": -1.4,
    "named in the quoted words": -2.0,
}
"""Where the first round starts from: the order of salience, and gender."""

FIXED: Features = {"spoke last, and the cue goes on": 1.5}
"""What chains cannot teach: they were found without knowing who speaks ("he added")."""

WEIGHTS: dict[Teacher, float] = {"speakers": 8.0, "GUM": 1.0, "silver": 1.0}
"""What an example counts by who teaches it."""

PENALTY, STEPS, RATE = 0.002, 400, 0.05
Floats = npt.NDArray[np.float64]


def read_texts(corpora: Path, cache: Path) -> list[Text]:
    """Return the training texts, as the program's network reads them.

    Articles whose speakers were annotated for measuring alone are left out.
    """
    nlp = quotes.load()
    texts = []
    silver = read_silver_chains(corpora / SILVER)
    annotated = {
        record["id"]: parse_gold_line(json.dumps(record), source=record["id"])
        for record in joined(corpora / POLNEAR)
    }
    articles = [entry for entry in read_gold(corpora / POLNEAR) if entry.article.id in silver]
    docs = _cached(cache / "polnear.spacy", nlp, (nlp.make_doc(e.article.text) for e in articles))
    unread = unread_ids()
    for entry, doc in zip(articles, docs, strict=True):
        name = entry.article.id
        if name not in unread:
            known = annotated.get(name, entry)
            given = _with_given(doc, known)
            texts.append(Text(name, given, silver[name], False, _speakers(known)))
    gold = read_gold_chains(corpora / GUM)
    documents = list(read_treebank(corpora / GUM))
    docs = _cached(cache / "gum.spacy", nlp, (one.gold_doc(nlp.vocab) for one in documents))
    for document, doc in zip(documents, docs, strict=True):
        name = document.example.name
        texts.append(Text(name, doc, list(_in_chars(doc, gold.get(name, []))), is_gold=True))
    return texts


def _speakers(entry: GoldArticle) -> dict[int, Speaker]:
    return {
        quote.source.start_char: quote.speaker
        for quote in entry.quotes
        if quote.source and quote.speaker
    }


def _cached(path: Path, nlp: Any, docs: Iterable[Doc]) -> list[Doc]:
    if not path.exists():
        attributes = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
        kept = DocBin(attrs=[*attributes, "SENT_START", "SPACY"])
        reader = nlp.get_pipe(SYNTAX)
        for doc in docs:
            reader(doc)
            reader.session.drop(doc)
            kept.add(doc)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept.to_disk(path)
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def _with_given(doc: Doc, entry: GoldArticle) -> Doc:
    given = sorted(
        (*entry.quotes, *entry.set_aside), key=lambda quote: (quote.content[0].start_char, quote.id)
    )
    return with_attributions(doc, given)


def _in_chars(doc: Doc, chains: list[list[tuple[int, int, int]]]) -> Iterator[Chain]:
    words = [token for token in doc if not token.is_space]
    bounds = [(word.idx, word.idx + len(word)) for word in words]
    for chain in chains:
        yield [
            ChainMention((bounds[first][0], bounds[end - 1][1]), bounds[head])
            for first, end, head in chain
        ]


class Fitter:
    """Fits weights that give the right candidate the largest share: a listwise logistic model."""

    def __init__(self, examples: Sequence[Example]) -> None:
        names = sorted({name for e in examples for features in e.candidates for name in features})
        self.names = names
        column = {name: index for index, name in enumerate(names)}
        rows, self.starts, self.right = [], [], []
        for example in examples:
            self.starts.append(len(rows))
            self.right.append(len(rows) + example.right)
            for features in example.candidates:
                row = np.zeros(len(names))
                for name, value in features.items():
                    row[column[name]] = value
                rows.append(row)
        self.rows: Floats = np.array(rows)
        self.example_of = np.repeat(
            np.arange(len(examples)), [len(example.candidates) for example in examples]
        )
        self.counts = np.array([WEIGHTS[example.teacher] for example in examples])

    def shares(self, weights: Floats) -> Floats:
        """Return each candidate's share among those of its example."""
        scores = self.rows @ weights
        scores -= np.maximum.reduceat(scores, self.starts)[self.example_of]
        shares: Floats = np.exp(scores)
        shares /= np.add.reduceat(shares, self.starts)[self.example_of]
        return shares

    def fit(self) -> Features:
        """Return the weights, by full gradients (Adam) with a quadratic penalty."""
        weights = np.array([FIXED.get(name, 0.0) for name in self.names])
        is_free = np.array([name not in FIXED for name in self.names])
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        wanted = self.counts @ self.rows[self.right]
        count, of_row = self.counts.sum(), self.counts[self.example_of]
        for step in range(1, STEPS + 1):
            gradient = (
                of_row * self.shares(weights) @ self.rows - wanted
            ) / count + PENALTY * weights
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            scaled = (second / (1 - 0.999**step)) ** 0.5 + 1e-8
            weights -= is_free * RATE * first / (1 - 0.9**step) / scaled
        return {name: round(float(w), 3) for name, w in zip(self.names, weights, strict=True)}


def accuracy(examples: Iterable[Example], weights: Features) -> tuple[int, int]:
    """Return how many examples have the right candidate first, and of how many."""
    right = total = 0
    for example in examples:
        scores = [
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            for features in example.candidates
        ]
        right += scores.index(max(scores)) == example.right
        total += 1
    return right, total


def report(examples: Sequence[Example], weights: Features) -> str:
    """Return the accuracy by kind of example, held out or not."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        kind = "source" if example.is_source else "other pronoun"
        groups[
            f"{example.teacher}, {kind}, {'held out' if example.is_held_out else 'trained on'}"
        ].append(example)
    lines = []
    for name, members in sorted(groups.items()):
        right, total = accuracy(members, weights)
        lines.append(f"  {name:36} {100 * right / total:5.1f} % of {total}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the weights."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args(arguments)
    texts = read_texts(options.corpora, options.cache)
    weights = START
    for number in (1, 2):
        examples = [example for text in texts for example in examples_of(text, weights)]
        print(f"round {number}, with the weights before\n{report(examples, weights)}")
        weights = Fitter([example for example in examples if not example.is_held_out]).fit()
        print(f"round {number}, fitted\n{report(examples, weights)}", flush=True)
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= 0.005}
    text = json.dumps({"weights": kept}, indent=1, ensure_ascii=False)
    options.weights.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
