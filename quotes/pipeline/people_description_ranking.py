"""Whom does "the senator" or "her lawyer" mean, or is it nobody who is named?

A linear ranker like that of pronouns (`people_ranking.py`), with one answer more: nobody who was
named. What the article says of each candidate is compared with the phrase; the weights are learned
from phrases of which a reader told whom they mean (`training/people.py`). Hands on a `Ranking`;
what its shares lack to 1 is the share of nobody.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.pipeline.people_attention import Attention, Note, Ranking
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_descriptions import MATCHED, RELATED, Descriptions
from quotes.pipeline.people_ranking import Features, load_weights
from quotes.pipeline.people_stated import KINSHIP
from quotes.pipeline.people_tokens import Tokens
from quotes.pipeline.people_unnamed import PersonPhrase

_FADED = 0.05
_CLEAR_CLASH = 0.3
_FAR = 4
_MAX_REASONS = 3


@dataclass(frozen=True, slots=True)
class DescribedAs:
    """A phrase in its place, and whose lawyer it is in "her lawyer" (who is not meant)."""

    phrase: PersonPhrase
    owners: frozenset[Figure] = frozenset()
    is_owned: bool = False


class DescriptionRanker:
    """Ranks the people of one article for phrases; reads what `Attention` holds at that moment."""

    def __init__(
        self, attention: Attention, descriptions: Descriptions, weights: Features | None = None
    ) -> None:
        self.attention = attention
        self.tokens: Tokens = attention.tokens
        self.descriptions = descriptions
        self.weights = load_weights("descriptions") if weights is None else weights
        self._called: dict[frozenset[str], set[Figure]] = {}
        figures = [figure for figure in attention.cast.figures if figure.is_person]
        self._most_mentions = max((len(figure.mentions) for figure in figures), default=0)
        self._log_people = math.log1p(len(figures))

    def note(self, phrase: PersonPhrase, figure: Figure) -> None:
        """Remember whom a phrase was taken for."""
        self._called.setdefault(self._words(phrase), set()).add(figure)

    def rank(self, described: DescribedAs, figures: Sequence[Figure]) -> Ranking:
        """Return whom a phrase can mean of some people, likeliest first, with probabilities."""
        candidates = self.describe(described, figures)
        scores = [
            sum(self.weights.get(name, 0.0) * value for name, value in features.items())
            for _, features in candidates
        ]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = sum(shares)
        ranking = [
            (share / total, figure)
            for share, (figure, _) in zip(shares, candidates, strict=True)
            if figure is not None
        ]
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def describe(
        self, described: DescribedAs, figures: Sequence[Figure]
    ) -> list[tuple[Figure | None, Features]]:
        """Return what is known of each candidate; the last is nobody (`None`)."""
        candidates: list[tuple[Figure | None, Features]] = [
            (figure, self._features(figure, described))
            for figure in figures
            if figure.is_person and figure not in described.owners
        ]
        noted = [f for f, _ in candidates if f and f.is_named and f in self.attention.notes]
        for figure, features in candidates:
            if noted == [figure]:
                features["nobody else was named so far"] = 1.0
        candidates.append((None, self._features_of_nobody(described)))
        return candidates

    def reasons(self, described: DescribedAs, ranking: Ranking) -> tuple[str, ...]:
        """Return what spoke most for the first of a ranking, in words."""
        features = self._features(ranking[0][1], described) if ranking else {}
        gains = sorted((-self.weights.get(n, 0.0) * value, n) for n, value in features.items())
        return tuple(name for gain, name in gains[:_MAX_REASONS] if gain < -0.05)

    def _features(self, figure: Figure, described: DescribedAs) -> Features:
        features: Features = {}
        self._add_fit(features, figure, described)
        self._add_place(features, figure, described.phrase)
        if figure.is_named:
            self._add_traits(features, figure, described)
        if figure in self._called.get(self._words(described.phrase), ()):
            features["called so before"] = 1.0
        gender = described.phrase.gender
        if self.attention.gender_factor(figure, gender) < _CLEAR_CLASH:
            features["the gender does not fit"] = 1.0
        elif gender != "-" and figure.gender == gender and figure.gender_is_certain:
            features["the text states the gender"] = 1.0
        return features

    def _add_fit(self, features: Features, figure: Figure, described: DescribedAs) -> None:
        """Add how what the article says of somebody fits the noun and the words before it."""
        phrase = described.phrase
        fit = self.descriptions.fit(figure, phrase, is_owned=described.is_owned)
        if not figure.is_named:
            features["not named"] = 1.0
            features[f"not named, and {_likeness(fit)}"] = 1.0
        elif fit >= MATCHED / 2:
            features["the article calls him or her so"] = 1.0
            features["in the same words"] = math.log(fit / MATCHED)
        elif self.descriptions.has_role_of(figure, phrase, is_owned=described.is_owned):
            features["has that role in other words"] = 1.0
        elif fit == 1.0:
            features["the phrase fits anybody"] = 1.0
        elif fit >= RELATED:
            features["words like these stand beside the name"] = 1.0
        elif self.descriptions.has_other_office(figure, phrase):
            features["has another office"] = 1.0
        elif self.descriptions.has_role(figure):
            features["has another role"] = 1.0
        else:
            features["has no role"] = 1.0

    def _add_place(self, features: Features, figure: Figure, phrase: PersonPhrase) -> None:
        """Add where somebody was mentioned, before the phrase and after it."""
        attention, tokens = self.attention, self.tokens
        sentence = tokens.sentences[phrase.head]
        features["how present"] = math.log(attention.salience(figure, phrase.head) + _FADED)
        plain = [note for note in attention.notes.get(figure, ()) if not note.quoted]
        if plain:
            self._add_last(features, plain, phrase)
        else:
            features["not mentioned yet"] = 1.0
        if figure is attention.last_speaker:
            away = tokens.paragraphs[phrase.head] - attention.spoken[figure]
            where = ("this paragraph", "the paragraph before")[away] if away < 2 else "further back"
            features[f"spoke last, in {where}"] = 1.0
        if not figure.is_named:
            return
        features["how often named in the article"] = math.log1p(len(figure.mentions))
        if len(figure.mentions) == self._most_mentions:
            features["named most often"] = 1.0
        ahead = [m.start for m in figure.mentions if m.start > phrase.head]
        if any(start in (phrase.end, phrase.end + 1) for start in ahead):
            features["named right after"] = 1.0
        elif any(tokens.sentences[start] == sentence for start in ahead):
            features["named later in the same sentence"] = 1.0
        if any(0 < tokens.sentences[start] - sentence <= 2 for start in ahead):
            features["named in the next two sentences"] = 1.0

    def _add_last(self, features: Features, plain: list[Note], phrase: PersonPhrase) -> None:
        tokens, last = self.tokens, plain[-1]
        sentence = tokens.sentences[phrase.head]
        away = min(sentence - last.sentence, _FAR)
        features[f"mentioned {away} sentences before"] = 1.0
        if any(n.place == "subject" and n.sentence == sentence - 1 for n in plain):
            features["a subject of the sentence before"] = 1.0
        if tokens.paragraphs[last.word] == tokens.paragraphs[phrase.head]:
            features["in the same paragraph"] = 1.0

    def _add_traits(self, features: Features, figure: Figure, described: DescribedAs) -> None:
        """Add whether party and place agree, and whether a relative has the owner's surname."""
        wanted = self.descriptions.traits_of_phrase(described.phrase)
        known = self.descriptions.traits(figure)
        party, place = known.compare(wanted)
        if wanted.parties:
            features[f"party: {party}"] = 1.0
        if wanted.places:
            features[f"place: {place}"] = 1.0
        is_kin = self.tokens.role_group(described.phrase.head) in KINSHIP
        if is_kin and any(one.words[-1] == figure.words[-1] for one in described.owners):
            features["has the same surname"] = 1.0

    def _features_of_nobody(self, described: DescribedAs) -> Features:
        phrase = described.phrase
        features: Features = {"nobody": 1.0, "nobody: so many are named": self._log_people}
        if described.is_owned:
            features["nobody: somebody's"] = 1.0
        if self.tokens.quoted[phrase.head]:
            features["nobody: in quoted words"] = 1.0
        if not self.tokens.trade(phrase.head):
            features["nobody: no role"] = 1.0
        return features

    def _words(self, phrase: PersonPhrase) -> frozenset[str]:
        tokens = self.tokens
        return frozenset(
            tokens.lowers[index]
            for index in range(phrase.start, phrase.end)
            if tokens.upos[index] in ("NOUN", "ADJ", "PROPN")
        )


def _likeness(fit: float) -> str:
    """Return how well a phrase fits somebody unnamed, by the factors of `Descriptions`."""
    if fit >= MATCHED:
        return "called so"
    if fit == 1.0:
        return "the phrase fits anybody"
    return "called so without an introduction" if fit > 0.1 else "called otherwise"


MakeDescriptionRanker = Callable[[Attention, Descriptions], DescriptionRanker]
