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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from benchmarks.passages import read_entries
from benchmarks.people import with_attributions
from benchmarks.treebanks import read_treebank
from quotes.gold import GoldArticle, parse_gold_line, read_gold
from quotes.pipeline.factories import SYNTAX
from quotes.pipeline.people_ranking import Features
from quotes.records import Speaker
from training.join_speakers import joined, unread_ids
from training.people_chains import Chain, ChainMention, read_gold_chains, read_silver_chains
from training.people_examples import Text, examples_of
from training.people_fit import Fitter, cross_validate, report, sharpened
from training.people_phrases import phrase_examples, read_phrases

POLNEAR, GUM = "polnear/train.jsonl.gz", "gum/gum-train.conllu.gz"
SILVER = "polnear/train.parse.jsonl.gz"
SPEAKERS = "speakers/dev.jsonl.gz"
"""Of these articles only those on odd lines are for work."""

_PASSAGES = Path(__file__).parents[1] / "tests" / "quality" / "people"
PASSAGES = (_PASSAGES / "work.jsonl", _PASSAGES / "work-2.jsonl")
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

EXPECTED: Features = {
    "the article calls him or her so": 4.0,
    "has the same surname": 2.0,
    "has another role": -1.0,
    "has another office": -2.5,
    "has no role": -0.5,
    "not named, and called so": 2.5,
    "not named, and called otherwise": -2.0,
    "called so before": 1.0,
    "how present": 1.0,
    "the gender does not fit": -3.0,
    "the text states the gender": 1.0,
    "party: clash": -2.0,
    "party: agree": 1.0,
    "place: clash": -1.0,
    "place: agree": 1.0,
    "nobody: in quoted words": 4.0,
}
"""What one would expect of phrases; the few examples change it where they speak against it."""

PENALTY, DESCRIPTION_PENALTY = 0.002, 0.005


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
    texts += _texts_apart(nlp, corpora)
    return texts


def _texts_apart(nlp: Language, corpora: Path) -> Iterator[Text]:
    """Yield what else was annotated for work: articles of PolNeAR's other part, and passages."""
    articles = [entry for entry, _ in read_entries(corpora / SPEAKERS)][::2]
    passages = [entry for path in PASSAGES for entry, _ in read_entries(path)]
    for entry in (*articles, *passages):
        doc = nlp.get_pipe(SYNTAX)(nlp.make_doc(entry.article.text))
        given = _with_given(doc, entry)
        yield Text(entry.article.id, given, [], False, _speakers(entry))


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the weights."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args(arguments)
    texts = read_texts(options.corpora, options.cache)
    descriptions = fit_descriptions(texts)
    pronouns = fit_pronouns(texts)
    weights = {"pronouns": pronouns, "descriptions": descriptions}
    kept = {
        of: {name: weight for name, weight in learned.items() if abs(weight) >= 0.005}
        for of, learned in weights.items()
    }
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    options.weights.write_text(text + "\n", encoding="utf-8")


def fit_pronouns(texts: Sequence[Text]) -> Features:
    """Return the weights of the ranker of pronouns, printing how right it is in each round."""
    weights = START
    for number in (1, 2):
        examples = [example for text in texts for example in examples_of(text, weights)]
        print(f"round {number}, with the weights before\n{report(examples, weights)}")
        taught = [example for example in examples if not example.is_held_out]
        weights = Fitter(taught, PENALTY, fixed=FIXED).fit()
        print(f"round {number}, fitted\n{report(examples, weights)}", flush=True)
    annotated = [example for example in examples if example.teacher == "speakers"]
    return sharpened(weights, annotated)


def fit_descriptions(texts: Sequence[Text]) -> Features:
    """Return the weights of the ranker of phrases; there are too few to hold any out."""
    phrases = read_phrases()
    known = [text for text in texts if text.name in phrases or text.speakers]
    weights = EXPECTED
    for number in (1, 2):
        examples = [
            example
            for text in known
            for example in phrase_examples(text, phrases.get(text.name, {}), weights)
        ]
        weights = Fitter(examples, DESCRIPTION_PENALTY, expected=EXPECTED).fit()
        print(f"phrases, round {number}\n{cross_validate(examples, DESCRIPTION_PENALTY, EXPECTED)}")
    return weights


if __name__ == "__main__":
    main()
