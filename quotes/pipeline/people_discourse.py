"""Who is mentioned where, read from left to right: names, phrases for people, pronouns.

Everything that mentions somebody up to a place is taken into `Attention` before a question about
that place is answered, so that "he" may mean whom an earlier "he" or "the driver" meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_descriptions import MATCHED, Descriptions
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_ranking import Question, Ranker, use_of_pronoun
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_unnamed import PersonPhrase

_PRONOUN_WEIGHTS = {"subject": 0.8, "owner": 0.45, "object": 0.5}
_MAX_SENTENCES_TO_SAME = 15
_LIKELY, _NOBODY, _BACKGROUND = 0.5, 0.04, 0.15
_MAX_SAME, _ONLY_POSSIBLE = 30, 0.1

Event = tuple[int, NameMention | PersonPhrase | str]


class Discourse:
    """Reads one article once; `advance` moves on, `figure_at` tells who a phrase was taken for.

    `ranking_at` has who came into question there, likeliest first.
    """

    def __init__(
        self,
        tokens: Tokens,
        cast: Cast,
        attention: Attention,
        ranker: Ranker,
        descriptions: Descriptions,
        phrases: Iterable[PersonPhrase],
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.attention = attention
        self.ranker = ranker
        self.descriptions = descriptions
        self.phrase_at = {phrase.head: phrase for phrase in phrases}
        self.figure_at: dict[int, Figure] = {}
        self.ranking_at: dict[int, Ranking] = {}
        self._unnamed: dict[str, list[Figure]] = {}
        self._events = self._collect_events()
        self._next_event = 0
        self.answered: set[int] = set()

    def _collect_events(self) -> list[Event]:
        tokens, pronouns = self.tokens, self.tokens.lexicon.pronouns
        events: list[Event] = [(mention.start, mention) for mention in self.cast.mentions]
        events.extend((phrase.start, phrase) for phrase in self.phrase_at.values())
        for index, lower in enumerate(tokens.lowers):
            pronoun = pronouns.get(lower)
            if pronoun and pronoun.gender in ("m", "f") and not tokens.quoted[index]:
                events.append((index, lower))
        events.sort(key=lambda event: event[0])
        return events

    def advance(self, index: int) -> None:
        """Take in every mention before a word; places are visited in the order of the text."""
        while self._next_event < len(self._events):
            place, what = self._events[self._next_event]
            if place >= index:
                return
            self._next_event += 1
            if isinstance(what, NameMention):
                self._take_in_name(what)
            elif isinstance(what, PersonPhrase):
                self.figure_of_phrase(what)
            else:
                self._take_in_pronoun(place, what)

    def _take_in_name(self, mention: NameMention) -> None:
        figures = self.cast.figures_of[mention]
        if len(figures) > 1:
            figures = [self.choose(mention, figures)[0][1]]
        self.attention.note_name(figures[0], mention)

    def choose(self, mention: NameMention, figures: Sequence[Figure]) -> Ranking:
        """Rank the people that a shared name can mean; all, even when none was seen so far."""
        question = Question(mention.start, mention.gender)
        ranked = self.ranker.rank(question, figures[:_MAX_SAME])
        present = {figure: share for share, figure in ranked}
        ranking = [
            (
                (_BACKGROUND + present.get(figure, 0.0))
                * max(0.01, self.attention.gender_factor(figure, mention.gender))
                * self.attention.bare_name_factor(figure, mention),
                figure,
            )
            for figure in figures[:_MAX_SAME]
        ]
        total = sum(score for score, _ in ranking)
        ranking = [(score / total, figure) for score, figure in ranking]
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def _take_in_pronoun(self, index: int, lower: str) -> None:
        if index in self.answered:
            return  # it was the source of an attribution
        gender = self.tokens.lexicon.pronouns[lower].gender
        use = use_of_pronoun(lower, self.tokens.tags[index])
        ranking = self.ranker.rank(Question(index, gender, use))
        if ranking:
            self.attention.note(ranking[0][1], index, "pronoun", use, _PRONOUN_WEIGHTS[use])

    def figure_of_phrase(self, phrase: PersonPhrase) -> Figure:
        """Return whom a phrase means, somebody named or not, and take the mention in, once."""
        if phrase.head not in self.figure_at:
            figure = self._resolve(phrase)
            self.figure_at[phrase.head] = figure
            place, weight = self.attention.place_of(phrase.start, phrase.end)
            self.attention.note(figure, phrase.head, "phrase", place, weight)
        return self.figure_at[phrase.head]

    def _resolve(self, phrase: PersonPhrase) -> Figure:
        if not phrase.is_new:
            ranking = self.rank_phrase(phrase)
            self.ranking_at[phrase.head] = ranking
            if ranking and ranking[0][0] >= _LIKELY:
                return ranking[0][1]
        return self._enter(phrase)

    def rank_phrase(self, phrase: PersonPhrase) -> Ranking:
        """Return whom "the driver" can mean, with probabilities; what is missing to 1 is nobody.

        Whoever was called so comes first, then whoever was said something like it; without any of
        this the one in mind is likelier than somebody new where the phrase says what sort of person
        it is: articles seldom let a stranger speak as "the senator".
        """
        owners = self._owners(phrase)
        is_owned = bool(owners) or self._is_possessed(phrase)
        # What a quoted speaker means is not in the article's own mind.
        must_be_stated = is_owned or self.tokens.quoted[phrase.head]
        ranking: Ranking = []
        fits: dict[Figure, float] = {}
        best = 0.0
        for figure in self._candidates(phrase):
            if not figure.is_person or figure in owners:
                continue
            fit = self.descriptions.fit(figure, phrase, is_owned=is_owned)
            fit *= self.attention.gender_factor(figure, phrase.gender)
            if must_be_stated and fit < MATCHED / 2:
                continue
            best = max(best, fit)
            fits[figure] = fit
            ranking.append((fit * (_BACKGROUND + self._presence(figure, phrase)), figure))
        if best >= MATCHED:
            # Somebody was called so: that others might be called so too counts for little.
            ranking = [(s if fits[f] >= MATCHED else s * _ONLY_POSSIBLE, f) for s, f in ranking]
        ranking = [pair for pair in ranking if pair[0] > 0.0]
        total = sum(score for score, _ in ranking) + (_NOBODY if best < MATCHED / 2 else 0.0)
        ranking = [(score / total, figure) for score, figure in ranking]
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def was_said_of_somebody(self, phrase: PersonPhrase) -> bool:
        """Tell whether a noun, known as a person's or not, was said of somebody named."""
        return any(
            figure.is_named and self.descriptions.is_called(figure, phrase)
            for figure in self._candidates(phrase)
        )

    def may_be_named(self, phrase: PersonPhrase) -> bool:
        """Tell whether a phrase taken for somebody unnamed may mean somebody who is named."""
        if self._is_possessed(phrase) or self.tokens.quoted[phrase.head]:
            return False
        ranking = self.ranking_at.get(phrase.head, [])
        return any(
            figure.is_named and not self.descriptions.has_role(figure) for _, figure in ranking
        )

    def _presence(self, figure: Figure, phrase: PersonPhrase) -> float:
        return self.attention.salience(figure, phrase.head)

    def _candidates(self, phrase: PersonPhrase) -> list[Figure]:
        oldest = self.tokens.sentences[phrase.head] - _MAX_SENTENCES_TO_SAME
        same = [
            figure
            for figure in self._unnamed.get(phrase.group, ())[-_MAX_SAME:]
            if self.attention.notes[figure][-1].sentence >= oldest
        ]
        called = self.descriptions.called_so(phrase.group, _MAX_SAME)
        lately = self.attention.lately_seen(phrase.head)
        everybody = [figure for figure in self.cast.figures[:_MAX_SAME] if figure.is_person]
        return list(dict.fromkeys((*called, *same, *lately, *everybody)))

    def _is_possessed(self, phrase: PersonPhrase) -> bool:
        tokens = self.tokens
        return tokens.tags[phrase.start] == "PRP$" or any(
            tokens.lowers[index] in APOSTROPHES for index in range(phrase.start, phrase.head)
        )

    def _owners(self, phrase: PersonPhrase) -> frozenset[Figure]:
        """Return whose driver it is, in "her driver" and "Orvik's driver": they are not meant."""
        name = self.cast.at_word.get(phrase.start)
        if name is not None:
            return frozenset(self.cast.figures_of[name])
        pronoun = self.tokens.lexicon.pronouns.get(self.tokens.lowers[phrase.start])
        if pronoun is None or pronoun.gender not in ("m", "f"):
            return frozenset()
        ranking = self.ranker.rank(Question(phrase.start, pronoun.gender, "owner"))
        return frozenset(figure for _, figure in ranking[:1])

    def _enter(self, phrase: PersonPhrase) -> Figure:
        """Enter somebody unnamed; called so again, he or she is the same one."""
        text = self.tokens.span_text(phrase.start, phrase.end)
        figure = Figure(text, name_words(text), is_person=True, is_named=False)
        figure.is_introduced = phrase.is_new
        figure.mentions.append(
            NameMention(phrase.start, phrase.end, figure.words, "PERSON", phrase.gender)
        )
        if phrase.gender != "-":
            figure.gender, figure.gender_is_certain = phrase.gender, True
        self._unnamed.setdefault(phrase.group, []).append(figure)
        return figure
