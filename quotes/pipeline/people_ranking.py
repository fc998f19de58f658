"""Whom does "he" mean, of the people in mind?

A linear ranker over candidates: each is described by what the article shows (how far away, subject
or not, who spoke last, whose gender agrees), the weights are learned from chains of mentions
(`training/people.py`), and the scores become probabilities. Hands on a `Ranking` whose scores add
up to 1, and in words what spoke for the first.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from quotes.pipeline.people_attention import Attention, Note, Ranking
from quotes.pipeline.people_cast import Figure

WEIGHTS_FILE = "people_weights.json"
Features = dict[str, float]
PronounUse = Literal["subject", "owner", "object"]

_FAR = ((0, "the same sentence"), (1, "the sentence before"), (2, "two sentences before"))
_SOON, _LATE = "three or four sentences before", "further back"
_MAX_REASONS = 3
_USE_OF_PRONOUN: dict[str, PronounUse] = {
    "his": "owner",
    "him": "object",
    "hers": "owner",
    "himself": "object",
    "herself": "object",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A place where somebody is meant: a pronoun or a general phrase such as "the woman".

    `quoted_names` and `reported_names` are those whom the attribution's own content names, in marks
    and outside them; `hearers` those whom its cue names ("told Marsh"), who are not meant.
    `follows_content` tells whether the attribution's content stands before it, `goes_on` whether
    its cue says that somebody spoke before ("added").
    """

    index: int
    gender: str
    use: PronounUse = "subject"
    is_source: bool = False
    follows_content: bool = False
    goes_on: bool = False
    quoted_names: Collection[Figure] = ()
    reported_names: Collection[Figure] = ()
    hearers: Collection[Figure] = ()


class Ranker:
    """Ranks the people of one article; reads what `Attention` holds at that moment."""

    def __init__(self, attention: Attention, weights: Features | None = None) -> None:
        self.attention = attention
        self.weights = load_weights() if weights is None else weights

    def rank(self, question: Question, among: Sequence[Figure] | None = None) -> Ranking:
        """Return the people who can be meant, likeliest first, with probabilities."""
        described = self.describe(question, among)
        if not described:
            return []
        weights = self.weights
        scores = [
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            for _, features in described
        ]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = sum(shares)
        ranking = [
            (share / total, figure) for share, (figure, _) in zip(shares, described, strict=True)
        ]
        # Equal scores are decided by the order of first mention, so that runs agree.
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def reasons(self, question: Question, ranking: Ranking) -> tuple[str, ...]:
        """Return what spoke most for the first of a ranking, against the second, in words."""
        described = dict(self.describe(question))
        best = described.get(ranking[0][1], {}) if ranking else {}
        other = described.get(ranking[1][1], {}) if len(ranking) > 1 else {}
        gains = {
            name: self.weights.get(name, 0.0) * (best.get(name, 0.0) - other.get(name, 0.0))
            for name in best
        }
        named = sorted((-gain, name) for name, gain in gains.items() if gain > 0.05)
        return tuple(name for _, name in named[:_MAX_REASONS])

    def describe(
        self, question: Question, among: Sequence[Figure] | None = None
    ) -> list[tuple[Figure, Features]]:
        """Return the candidates with what is known of each; whose stated gender clashes is none."""
        attention, gender = self.attention, question.gender
        figures = [
            figure
            for figure in (attention.lately_seen(question.index) if among is None else among)
            if figure.is_person and not self._clashes(figure, gender)
            if figure not in question.hearers
        ]
        order = self._order(figures)
        most = max((attention.counts[figure] for figure in figures), default=0)
        described = []
        for figure in figures:
            features = self._features(figure, question, order.get(figure, len(order)))
            if attention.counts[figure] == most:
                features["mentioned most often"] = 1.0
            described.append((figure, features))
        return described

    def _clashes(self, figure: Figure, gender: str) -> bool:
        return figure.gender_is_certain and gender != "-" and figure.gender != gender

    def _order(self, figures: Sequence[Figure]) -> dict[Figure, int]:
        """Return who was mentioned last outside quotations (0), last but one (1) and so on."""
        places = []
        for figure in figures:
            note = self._last_plain(figure)
            if note is not None:
                places.append((-note.word, figure.mentions[0].start, figure))
        places.sort(key=lambda place: place[:2])
        return {figure: rank for rank, (_, _, figure) in enumerate(places)}

    def _last_plain(self, figure: Figure) -> Note | None:
        notes = self.attention.notes.get(figure, ())
        return next((note for note in reversed(notes) if not note.quoted), None)

    def _features(self, figure: Figure, question: Question, order: int) -> Features:
        features: Features = {}
        note = self._last_plain(figure)
        if note is None:
            seen = figure in self.attention.notes
            features["only in quoted words" if seen else "not mentioned yet"] = 1.0
        else:
            self._add_place(features, figure, note, question)
            if order < 2:
                features["mentioned last" if order == 0 else "mentioned last but one"] = 1.0
        self._add_speech(features, figure, question)
        features[self._gender_fit(figure, question.gender)] = 1.0
        features["how often mentioned"] = math.log1p(self.attention.counts[figure])
        features["how present"] = self.attention.salience(figure, question.index)
        if not figure.is_named:
            features["not named"] = 1.0
        if figure in question.quoted_names:
            features["named in the quoted words"] = 1.0
        elif figure in question.reported_names:
            features["named in the reported words"] = 1.0
        return features

    def _add_place(
        self, features: Features, figure: Figure, note: Note, question: Question
    ) -> None:
        tokens = self.attention.tokens
        sentence = tokens.sentences[question.index]
        away = sentence - note.sentence
        where = next((words for far, words in _FAR if far == away), _SOON if away < 5 else _LATE)
        features[f"in {where}"] = 1.0
        features[f"{note.place} in {where}"] = 1.0
        if away == 0:
            features[f"{note.place} in the same sentence, for a pronoun as {question.use}"] = 1.0
        features[f"last called by a {note.form}"] = 1.0
        earlier = self.attention.notes[figure]
        if any(n.place == "subject" and n.sentence == sentence - 1 for n in earlier):
            features["a subject of the sentence before"] = 1.0
        if any(n.place == "subject" and n.sentence == sentence for n in earlier):
            features["a subject of the same sentence"] = 1.0
        paragraphs = tokens.paragraphs[question.index] - tokens.paragraphs[note.word]
        if paragraphs < 2:
            features["in the same paragraph" if not paragraphs else "in the paragraph before"] = 1.0

    def _add_speech(self, features: Features, figure: Figure, question: Question) -> None:
        attention = self.attention
        if figure not in attention.spoken:
            return
        if figure is not attention.last_speaker:
            features["spoke before"] = 1.0
            return
        away = attention.tokens.paragraphs[question.index] - attention.spoken[figure]
        where = ("this paragraph", "the paragraph before")[away] if away < 2 else "further back"
        features[f"spoke last, in {where}"] = 1.0
        if question.is_source:
            order = "after" if question.follows_content else "before"
            features[f"spoke last, for a pronoun {order} its words"] = 1.0
            if question.goes_on:
                features["spoke last, and the cue goes on"] = 1.0
            if not self._others_since(figure, question.index):
                features["spoke last, and nobody was named since"] = 1.0

    def _others_since(self, speaker: Figure, index: int) -> bool:
        """Tell whether somebody else was mentioned outside quotations since the last speech."""
        attention = self.attention
        for figure in attention.lately_seen(index):
            if figure is not speaker and figure.is_person:
                note = self._last_plain(figure)
                if note is not None and note.word > attention.last_spoken_at:
                    return True
        return False

    def _gender_fit(self, figure: Figure, gender: str) -> str:
        if gender == "-":
            return "no gender asked"
        if figure.gender_is_certain:
            return "the text states the gender"
        voted = self.attention.voted_gender.get(figure, "-")
        if voted != "-":
            return "pronouns fit" if voted == gender else "pronouns do not fit"
        known = self.attention.name_gender.get(figure, "-")
        if known != "-":
            return "the given name fits" if known == gender else "the given name does not fit"
        return "gender unknown"


def use_of_pronoun(lower: str, tag: str) -> PronounUse:
    """Return as what a personal pronoun stands; "her" by its tag.

    >>> use_of_pronoun("her", "PRP$"), use_of_pronoun("she", "PRP")
    ('owner', 'subject')
    """
    if lower == "her":
        return "owner" if tag == "PRP$" else "object"
    return _USE_OF_PRONOUN.get(lower, "subject")


@cache
def load_weights(of: Literal["pronouns", "descriptions"] = "pronouns") -> Features:
    """Read the learned weights of a ranker, once for each process."""
    text = files(__package__).joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
    weights: Features = json.loads(text)[of]
    return weights
