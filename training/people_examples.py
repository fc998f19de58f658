"""Pronouns of which it is known whom they mean, as the program's ranker would be asked for them.

Three teachers, in order of trust: the annotated speakers of `speakers/` (a pronoun that is the
source of an attribution), GUM's gold chains, CoreNLP's silver ones. Hands on `Example`s: the
candidates' features and which of them is right.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from spacy.tokens import Doc

from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import AttributionSpans, read_attributions
from quotes.pipeline.people_ranking import Features, Question, Ranker
from quotes.pipeline.people_resolution import Resolution
from quotes.records import Speaker
from quotes.scoring_people import is_same_speaker
from training.people_chains import Chain

MIN_AGREEMENT = 0.9
"""Chains whose names are of several people are wrong somewhere; this share must be of one."""

HELD_OUT = 10
"""Every tenth text is held out and only measured."""

_MISFITS = frozenset({"pronouns do not fit", "the given name does not fit"})
# A chain that goes against the gender known otherwise is taken to be wrong: it teaches nothing.

Teacher = Literal["speakers", "GUM", "silver"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as read, its attributions as spans, and what is known of its pronouns.

    `speakers` gives who speaks by the character at which the source begins.
    """

    name: str
    doc: Doc
    chains: list[Chain]
    is_gold: bool
    speakers: Mapping[int, Speaker] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """One pronoun or phrase: its candidates' features, and which of them are right."""

    text: str
    candidates: tuple[Features, ...]
    right: frozenset[int]
    is_source: bool
    is_held_out: bool
    teacher: Teacher


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    described: tuple[tuple[Figure, Features], ...]


class _RecordingRanker(Ranker):
    """A ranker that remembers what it was asked about pronouns, and who came into question."""

    def __init__(self, attention: Attention, weights: Features, asked: list[_Asked]) -> None:
        super().__init__(attention, weights)
        self._asked = asked

    def rank(self, question: Question, among: Any = None) -> Ranking:
        """Rank as always; remember the question where it is about a pronoun."""
        tokens = self.attention.tokens
        if among is None and tokens.lowers[question.index] in tokens.lexicon.pronouns:
            self._asked.append(_Asked(question, tuple(self.describe(question))))
        return super().rank(question, among)


def examples_of(text: Text, weights: Features) -> Iterator[Example]:
    """Yield the pronouns of a text of which it is known which candidate they mean.

    The ranker with `weights` decides every pronoun before the one that is asked for.
    """
    asked: list[_Asked] = []
    resolution = Resolution(text.doc, partial(_RecordingRanker, weights=weights, asked=asked))
    for attribution in sorted(read_attributions(text.doc), key=place_of):
        resolution.decide(attribution)
    resolution.story.discourse.advance(len(resolution.story.tokens))
    chain_at = {mention.chars: chain for chain in text.chains for mention in chain}
    tokens = resolution.story.tokens
    held_out = is_held_out(text.name)
    done: set[int] = set()
    for one in asked:
        index = one.question.index
        if index in done or len(one.described) < 2:
            continue
        speaker = text.speakers.get(tokens.starts[index]) if one.question.is_source else None
        chain = chain_at.get((tokens.starts[index], tokens.ends[index]))
        if speaker is not None:
            right = _places_of(speaker, one)
        elif chain is not None:
            right = _places_in_chain(resolution, chain, one)
        else:
            continue
        done.add(index)
        if right:
            teacher: Teacher = "speakers" if speaker else "GUM" if text.is_gold else "silver"
            candidates = tuple(features for _, features in one.described)
            source = one.question.is_source
            yield Example(text.name, candidates, frozenset(right), source, held_out, teacher)


def is_held_out(name: str) -> bool:
    """Tell whether a text only measures, by its name."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def place_of(attribution: AttributionSpans) -> int:
    """Return the word where an attribution is decided, as `speakers.py` does."""
    return int((attribution.sources or attribution.cues or attribution.contents)[0][0])


def _places_of(speaker: Speaker, asked: _Asked) -> list[int]:
    return [
        number
        for number, (figure, _) in enumerate(asked.described)
        if is_same_speaker(speaker, Speaker(name=figure.name, kind=figure.kind))
    ]


def _places_in_chain(resolution: Resolution, chain: Chain, asked: _Asked) -> list[int]:
    meant = _meant(resolution, chain)
    return [
        number
        for number, (figure, features) in enumerate(asked.described)
        if figure is meant and not _MISFITS & features.keys()
    ]


def _meant(resolution: Resolution, chain: Chain) -> Figure | None:
    """Return whom of the cast a chain means, by the names and phrases in it."""
    tokens, votes = resolution.story.tokens, Counter[Figure]()
    for mention in chain:
        index, _ = tokens.between_chars(*mention.head)
        name = resolution.story.cast.at_word.get(index)
        figures = resolution.story.cast.figures_of[name] if name else []
        if len(figures) == 1:
            votes[figures[0]] += 1
        elif index in resolution.story.discourse.figure_at:
            votes[resolution.story.discourse.figure_at[index]] += 1
    if not votes:
        return None
    meant, count = votes.most_common(1)[0]
    return meant if count >= MIN_AGREEMENT * votes.total() else None
