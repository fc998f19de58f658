"""Who is mentioned where, read from left to right: names, phrases for people, pronouns.

Everything that mentions somebody up to a place is taken into `Attention` before a question about
that place is answered, so that "he" may mean whom an earlier "he" or "the driver" meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_description_ranking import DescribedAs, MakeDescriptionRanker
from quotes.pipeline.people_descriptions import Descriptions
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_ranking import Question, Ranker, use_of_pronoun
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_unnamed import PersonPhrase

_PRONOUN_WEIGHTS = {"subject": 0.8, "owner": 0.45, "object": 0.5}
_MAX_SENTENCES_TO_SAME = 15
_LIKELY, _BACKGROUND, _MAX_SAME = 0.5, 0.15, 30

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
        description_ranker: MakeDescriptionRanker,
        phrases: Iterable[PersonPhrase],
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.attention = attention
        self.ranker = ranker
        self.descriptions = descriptions
        self.description_ranker = description_ranker(attention, descriptions)
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
        """Return the likeliest person named, or an unnamed one where that is likelier.

        Even where nobody named is likely enough to be told, he or she is who "he" goes on with.
        """
        ranking = self.rank_phrase(phrase)
        self.ranking_at[phrase.head] = ranking
        unnamed = self.share_of_unnamed(phrase)
        likeliest = (pair for pair in ranking if pair[1].is_named is (unnamed < _LIKELY))
        share, figure = next(likeliest, (0.0, None))
        if figure is None or (not figure.is_named and share < unnamed - share):
            figure = self._enter(phrase)
        self.description_ranker.note(phrase, figure)
        return figure

    def described(self, phrase: PersonPhrase) -> DescribedAs:
        """Return a phrase with its owners."""
        owners = self._owners(phrase)
        return DescribedAs(phrase, owners, bool(owners) or self._is_possessed(phrase))

    def rank_phrase(self, phrase: PersonPhrase) -> Ranking:
        """Return whom "the driver" can mean, with probabilities; what is missing to 1 is nobody."""
        if phrase.is_new:
            return []
        return self.description_ranker.rank(self.described(phrase), self._candidates(phrase))

    def reasons(self, phrase: PersonPhrase) -> tuple[str, ...]:
        """Return what spoke most for the first of a phrase's ranking, in words."""
        ranking = self.ranking_at.get(phrase.head, [])
        return self.description_ranker.reasons(self.described(phrase), ranking)

    def share_of_unnamed(self, phrase: PersonPhrase) -> float:
        """Return how likely it is that a phrase means nobody whom the article names (0..1)."""
        ranking = self.ranking_at.get(phrase.head, [])
        return 1.0 - sum(share for share, figure in ranking if figure.is_named)

    def was_said_of_somebody(self, phrase: PersonPhrase) -> bool:
        """Tell whether a noun, known as a person's or not, was said of somebody named."""
        return any(
            figure.is_named and self.descriptions.is_called(figure, phrase)
            for figure in self._candidates(phrase)
        )

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
