"""How well does the network read by itself: tags, trees, lemmas, names, sentence ends, links?

    python -m benchmarks.reading CORPORA [--model FOLDER] [--against FOLDER] [--json FILE]

CORPORA is the folder that the training recipe takes. Measured through the program's own code, on
the development sets: the English Web Treebank (ud/ewt-dev) with the treebank's own words, once with
the sentence ends that the network reads and once with the treebank's, and from raw text; GUM
(gum/gum-dev) for names and sentence ends; PolNeAR (polnear/dev) for links. The network and its
decoding run as they do in the program: where something is given (gold sentence ends, gold spans),
the answer takes the place of that one head's scores.

`--against` measures a second model, such as the same in single precision, and the difference.
Figures are held to the floors in `floors-reading.json`; see `floors.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import floors
from benchmarks.analyses import LAS, SENTENCES, UAS, WORDS, Analysis, compare
from benchmarks.command import measure_model
from benchmarks.floors import EvaluationSet
from benchmarks.treebanks import TreebankDocument, read_treebank
from quotes.errors import FormatError, ModelError
from quotes.pipeline.decoding import Floats, tagged_spans
from quotes.pipeline.encoder import Encoder
from quotes.pipeline.factories import ATTRIBUTION_COMPONENTS, SYNTAX
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.load import load_pipeline
from quotes.pipeline.session import ReadingSession
from quotes.pipeline.syntax import SyntaxReader
from quotes.pipeline.wordpieces import Window
from quotes.scoring import Score
from training.corpora import Example, read_polnear

EWT, GUM, POLNEAR = "ud/ewt-dev.conllu.gz", "gum/gum-dev.conllu.gz", "polnear/dev.jsonl.gz"
FLOORS = Path(__file__).parent / "floors-reading.json"

LINKS = "links of gold spans"
NEAREST = "links of gold spans, nearest cue"
BASELINES = frozenset([NEAREST])
"""Figures of something simpler than the network: shown beside it, never held to a floor."""

_UNLIKELY = -100.0
"""A score that no other evidence for a tag outweighs, and that sums without loss of precision."""

Scores = dict[str, Score]


class GivenScores(Encoder):
    """A loaded encoder one of whose heads says what it is given; the others are read."""

    def __init__(self, encoder: Encoder, head: str, given: Floats) -> None:
        # A stand-in for the encoder that is there: the weights are not loaded again.
        self.__dict__.update(encoder.__dict__)
        self._head = head
        self._given = given

    def scores(self, window: Window) -> dict[str, Floats]:
        """Return every head's output for one window, the given scores in place of one."""
        outputs = super().scores(window)
        given = self._given[window.first_word : window.end_word]
        if given.shape != outputs[self._head].shape:
            raise ModelError(
                f"{self.folder}: “{self._head}” has scores of shape {outputs[self._head].shape}"
                f" where {given.shape} was expected"
            )
        return {**outputs, self._head: given}


class Reader:
    """A model's own tokenizer and network, and a way to tell the network one answer."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()
        components = (SYNTAX, *ATTRIBUTION_COMPONENTS)
        self.nlp: Language = load_pipeline(folder, exclude=components)
        self.session = ReadingSession(folder)
        self.syntax = SyntaxReader(self.session)
        self._encoder = self.session.encoder

    def tell(self, head: str, given: Floats) -> None:
        """Let one head say `given` for the words of the next document."""
        self.session.encoder = GivenScores(self._encoder, head, given)

    def read(self, doc: Doc) -> Doc:
        """Write tags, lemmas, trees, sentence ends and names into `doc`."""
        self.syntax(doc)
        self.forget(doc)
        return doc

    def forget(self, doc: Doc) -> None:
        """Drop what was read in `doc`, and what was told."""
        self.session.drop(doc)
        self.session.encoder = self._encoder


def measure_syntax(reader: Reader, path: Path) -> Scores:
    """Return the figures on a treebank: gold words, gold words and sentences, raw text."""
    totals: Scores = {}
    for document in read_treebank(path):
        empty = document.gold_doc(reader.nlp.vocab)
        gold = Analysis.of_gold(document, empty)
        found = compare(gold, Analysis.of_doc(reader.read(empty)))
        _add(totals, {name: score for name, score in found.items() if name != WORDS})
        _add(totals, _with_gold_sentences(reader, document, gold))
        raw = compare(gold, Analysis.of_doc(reader.read(reader.nlp.make_doc(empty.text))))
        _add(totals, {f"{name}, raw text": score for name, score in raw.items()})
    return totals


def _with_gold_sentences(reader: Reader, document: TreebankDocument, gold: Analysis) -> Scores:
    reader.tell("sentences", np.where(gold.starts, 1.0, -1.0).astype(np.float32))
    found = Analysis.of_doc(reader.read(document.gold_doc(reader.nlp.vocab)))
    if any(told and not read for told, read in zip(gold.starts, found.starts, strict=True)):
        raise ModelError(f"{document.example.name}: gold sentence ends were not taken over")
    scores = compare(gold, found)
    return {f"{name}, gold sentences": scores[name] for name in (UAS, LAS)}


def measure_names(reader: Reader, path: Path) -> Scores:
    """Return the F1 of names by kind, and of sentences, with GUM's gold words.

    What is a name in GUM is said by `training/corpora.py`: an entity whose head is a proper noun,
    without titles and what else is no part of the name. Both its ends must be right. That counts
    "the Secretary" and "Americans" as persons, which are nobody's name: the figure without what is
    nothing but titles, roles and peoples is given beside it.
    """
    totals: Scores = {}
    for document in read_treebank(path, with_entities=True):
        doc = document.gold_doc(reader.nlp.vocab)
        gold = Analysis.of_gold(document, doc)
        wanted = {
            (kind, gold.bounds[first][0], gold.bounds[end - 1][1])
            for kind, first, end in tagged_spans(document.example.names or ())
        }
        reader.read(doc)
        found = {(entity.label_, entity.start_char, entity.end_char) for entity in doc.ents}
        for kind in ("PERSON", "ORG", "GPE", "LOC"):
            of_kind = [{name for name in side if name[0] == kind} for side in (wanted, found)]
            score = Score(len(of_kind[0] & of_kind[1]), len(of_kind[1]), len(of_kind[0]))
            _add(totals, {f"names, {kind}": score})
        people = [
            {name for name in side if name[0] == "PERSON" and not _is_common(doc.text, name)}
            for side in (wanted, found)
        ]
        score = Score(len(people[0] & people[1]), len(people[1]), len(people[0]))
        _add(totals, {"names, PERSON, no bare titles or peoples": score})
        _add(totals, {SENTENCES: compare(gold, Analysis.of_doc(doc))[SENTENCES]})
    return totals


def _is_common(text: str, name: tuple[str, int, int]) -> bool:
    """Tell whether a "name" is made of titles, roles and peoples alone."""
    lexicon = load_lexicon()
    words = [word.lower().rstrip(".") for word in text[name[1] : name[2]].split()]
    common = (lexicon.titles, lexicon.roles, lexicon.person_nouns, lexicon.demonyms)
    forms = [(word, word.removesuffix("s")) for word in words]
    return all(any(form in known for form in pair for known in common) for pair in forms)


def measure_links(reader: Reader, path: Path) -> Scores:
    """Return the share of gold sources and contents that are linked to the right gold cue.

    A source or content that several attributions share (one in forty) belongs to the first of
    them; one that overlaps an earlier span is left out, because a word bears one tag. The nearest
    cue is the one with the fewest words between, in the span's paragraph where that has one; of
    two equally near the first.
    """
    totals: Scores = {}
    names = reader.session.encoder.labels["attribution"]
    for text, example in zip(_texts(path), read_polnear(path), strict=True):
        doc = reader.nlp.make_doc(text)
        if [token.text for token in doc if not token.is_space] != example.words:
            raise FormatError(f"{example.name}: the recipe reads other words than the program")
        tags = example.attributions or []
        right = np.asarray([[name == tag for name in names] for tag in tags])
        reader.tell("attribution", np.where(right, 0.0, _UNLIKELY).astype(np.float32))
        read = reader.session.reading(doc).spans
        reader.forget(doc)
        _require_gold_spans(example, [(span.label, span.first_word) for span in read])
        linked = {span.first_word: span.cue_first for span in read if span.label != "CUE"}
        nearest = dict(_nearest_cues(example))
        _add(totals, _link_scores(example, linked, nearest))
    return totals


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _require_gold_spans(example: Example, read: list[tuple[str, int]]) -> None:
    """Make sure that the gold spans are what was linked, but for the few that windows cut."""
    told = {(label, first) for label, first, _ in tagged_spans(example.attributions or ())}
    lost = told - set(read)
    if len(lost) > max(2, 0.05 * len(told)):
        raise ModelError(
            f"{example.name}: {len(lost)} of {len(told)} gold spans were not taken over"
        )


def _nearest_cues(example: Example) -> Iterator[tuple[int, int]]:
    """Yield (first word, first word of the nearest cue) for every gold source and content."""
    paragraph = np.cumsum(example.paragraph_starts)
    spans = tagged_spans(example.attributions or ())
    cues = [(first, end) for label, first, end in spans if label == "CUE"]
    for label, first, end in spans:
        if label == "CUE" or not cues:
            continue
        here = [cue for cue in cues if paragraph[cue[0]] == paragraph[first]]
        best = min(here or cues, key=lambda cue: max(cue[0] - end, first - cue[1]))
        yield first, best[0]


def _link_scores(
    example: Example, linked: Mapping[int, int | None], nearest: Mapping[int, int]
) -> Scores:
    labels = {first: label for label, first, _ in tagged_spans(example.attributions or ())}
    scores: Scores = {}
    for first, cue in example.links.items():
        if cue >= 0:
            is_right = int(linked.get(first) == cue)
            part = f"links of gold {labels[first].lower()}s"
            _add(scores, {LINKS: Score(is_right, 1, 1), part: Score(is_right, 1, 1)})
            _add(scores, {NEAREST: Score(int(nearest.get(first) == cue), 1, 1)})
    return scores


def _add(totals: Scores, scores: Mapping[str, Score]) -> None:
    for name, score in scores.items():
        totals[name] = totals.get(name, Score()) + score


MEASURES = {EWT: measure_syntax, GUM: measure_names, POLNEAR: measure_links}


def measure(folder: Path, corpora: Path) -> dict[str, Scores]:
    """Return the figures of the model in `folder` by development set."""
    reader = Reader(folder)
    found = {}
    for path, measure_set in MEASURES.items():
        print(f"{folder}: {path}", file=sys.stderr)
        found[path] = measure_set(reader, corpora / path)
    return found


def table(own: Scores, other: Scores | None) -> Iterator[str]:
    """Yield a line a figure: the value, how many of how many, the other model's, the difference."""
    for name, score in own.items():
        line = f"  {name:34} {score.f1:7.2%}  {score.shared:6} of {score.gold:6}"
        if other is not None:
            line += f"  against {other[name].f1:7.2%}  {100 * (score.f1 - other[name].f1):+6.2f}"
        yield line


def as_json(scores: Mapping[str, Scores]) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures with their counts as plain values, by set and name."""
    return {
        path: {
            name: {"value": s.f1, "right": s.shared, "found": s.found, "gold": s.gold}
            for name, s in figures.items()
        }
        for path, figures in scores.items()
    }


def main() -> None:
    """Measure, print, and hold the figures to their floors."""
    measure_model(
        __doc__.partition("\n")[0],
        data="corpora",
        needed="the folder of the corpora",
        default_floors=FLOORS,
        run=run,
    )


def run(options: argparse.Namespace) -> None:
    """Do what the options say; raises `BelowFloorError` where a figure is below its floor."""
    sets = {path: EvaluationSet.of(options.corpora / path) for path in MEASURES}
    floors.refuse_unknown(options, list(sets.values()))
    own = measure(options.model, options.corpora)
    other = measure(options.against, options.corpora) if options.against else None
    for path, scores in own.items():
        print(f"{path} ({sets[path].digest[:12]}…)")
        print("\n".join(table(scores, other[path] if other else None)))
    if options.json:
        record = {"model": as_json(own), "against": as_json(other) if other else None}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    held = {
        sets[path]: {name: score.f1 for name, score in scores.items() if name not in BASELINES}
        for path, scores in own.items()
    }
    floors.hold(options, held)


if __name__ == "__main__":
    main()
