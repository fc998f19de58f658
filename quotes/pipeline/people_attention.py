"""Who is in the reader's mind at a place in the article?

Keeps, while an article is read from left to right, how recently and how prominently everyone was
mentioned, and ranks them for a pronoun or a shared surname. The weights follow the order of
Lappin and Leass (1994): subject, object, other; they fade with every sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_WEIGHT_OF_RELATION = {"nsubj": 1.0, "obj": 0.6, "iobj": 0.6, "appos": 0.5, "nmod": 0.4}
_OTHER_WEIGHT, _QUOTED_FACTOR, _OWNER_WEIGHT = 0.5, 0.25, 0.45
_FADING, _BACKGROUND = 0.6, 0.15
_MAX_SENTENCES_BACK = 10
_LAST_SPEAKER_WEIGHT, _SPEAKER_FADING = 0.9, 0.5
_CERTAIN_CLASH, _VOTED_CLASH, _NAME_CLASH, _UNKNOWN = 0.0, 0.1, 0.25, 0.85
_SUBJECT_PRONOUNS = {"he": "m", "she": "f"}
_GENDERED = {"he": "m", "him": "m", "his": "m", "himself": "m"} | dict.fromkeys(
    ("she", "her", "hers", "herself"), "f"
)

Ranking = list[tuple[float, Figure]]


class Attention:
    """Who was mentioned how lately; `advance` moves on, `rank` answers at the reached place."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.name_gender = {
            figure: tokens.lexicon.given_names.get(figure.words[0], "-")
            if len(figure.words) > 1
            else "-"
            for figure in cast.figures
        }
        self.voted_gender = _vote_genders(tokens, cast)
        self._bare_factors: dict[tuple[Figure, str], float] = {}
        self._first_bare: dict[str, int] = {}
        for mention in cast.mentions:
            if len(mention.words) == 1:
                self._first_bare.setdefault(mention.words[0], mention.start)
        self._events = self._collect_events()
        self._next_event = 0
        self._seen: dict[Figure, list[tuple[int, float]]] = {}
        self._spoken: dict[Figure, int] = {}
        self.last_speaker: Figure | None = None

    def _collect_events(self) -> list[tuple[int, NameMention | str]]:
        tokens = self.tokens
        events: list[tuple[int, NameMention | str]] = [
            (mention.start, mention) for mention in self.cast.mentions
        ]
        events.extend(
            (index, lower)
            for index, lower in enumerate(tokens.lowers)
            if lower in _SUBJECT_PRONOUNS and not tokens.quoted[index]
        )
        events.sort(key=lambda event: event[0])
        return events

    def advance(self, index: int) -> None:
        """Take in every mention before a word; places are visited in the order of the text."""
        while self._next_event < len(self._events):
            place, what = self._events[self._next_event]
            if place >= index:
                return
            self._next_event += 1
            if isinstance(what, str):
                ranking = self.rank(place, _SUBJECT_PRONOUNS[what])
                if ranking:
                    self._note(ranking[0][1], place, 0.8)
            else:
                figures = self.cast.figures_of[what]
                if len(figures) > 1:
                    figures = [self.choose(what, figures)[0][1]]
                self._note(figures[0], place, self._weight(what))

    def _note(self, figure: Figure, index: int, weight: float) -> None:
        notes = self._seen.pop(figure, [])
        self._seen[figure] = notes  # now the last: whoever was noted latest stands at the end
        sentence = self.tokens.sentences[index]
        if notes and notes[-1][0] == sentence:
            notes[-1] = (sentence, max(weight, notes[-1][1]))
        else:
            notes.append((sentence, weight))
            del notes[:-4]

    def _weight(self, mention: NameMention) -> float:
        tokens = self.tokens
        factor = _QUOTED_FACTOR if tokens.quoted[mention.start] else 1.0
        after = mention.end
        if after < len(tokens):
            if tokens.lowers[after] in APOSTROPHES:
                return _OWNER_WEIGHT * factor
            if tokens.upos[after] == "NOUN" or tokens.words[after] == "-":
                return 0.25 * factor
        if self._renames_subject(mention):
            return factor
        for index in range(mention.start, mention.end):
            if not mention.start <= tokens.heads[index] < mention.end:
                return _WEIGHT_OF_RELATION.get(tokens.relations[index], _OTHER_WEIGHT) * factor
        return _OTHER_WEIGHT * factor

    def _renames_subject(self, mention: NameMention) -> bool:
        """Tell whether a name between commas says who the subject is: "Her deputy, Jon Pell, …"."""
        tokens = self.tokens
        comma = mention.start - 1
        closed = tokens.words[mention.end : mention.end + 1] == [","]
        if not closed or comma < 1 or tokens.words[comma] != ",":
            return False
        follows = mention.end + 1
        if follows >= len(tokens) or not (
            tokens.is_finite(follows) or tokens.lowers[follows] == "who"
        ):
            return False
        sentence = tokens.sentences[comma]
        for index in range(comma - 1, max(-1, comma - 12), -1):
            if tokens.sentences[index] != sentence or tokens.is_finite(index):
                return False
            if tokens.relations[index] == "nsubj" and tokens.is_nominal(index):
                return True
        return False

    def learn_gender(self, figure: Figure, gender: str) -> None:
        """Remember by which pronoun somebody was clearly meant; what is known already stands."""
        if gender in ("m", "f"):
            self.voted_gender.setdefault(figure, gender)

    def note_speaker(self, figure: Figure, index: int) -> None:
        """Remember who spoke last, at a word."""
        self._spoken[figure] = self.tokens.paragraphs[index]
        self.last_speaker = figure
        self._note(figure, index, 1.0)

    def salience(self, figure: Figure, index: int) -> float:
        """Return how present somebody is at a word: 0 for nobody of late, about 1 to 4 else."""
        sentence = self.tokens.sentences[index]
        total = sum(
            weight * _FADING ** max(0, sentence - seen)
            for seen, weight in self._seen.get(figure, ())
            if sentence - seen <= _MAX_SENTENCES_BACK
        )
        if figure in self._spoken:
            away = max(0, self.tokens.paragraphs[index] - self._spoken[figure])
            factor = 1.0 if figure is self.last_speaker else 0.5
            total += factor * _LAST_SPEAKER_WEIGHT * _SPEAKER_FADING**away
        return total

    def gender_factor(self, figure: Figure, gender: str) -> float:
        """Return 1 where a figure's gender agrees, less the more certain it is that it does not.

        What the text states outweighs what its pronouns suggest, and that the given name.
        """
        if gender == "-":
            return 1.0
        if figure.gender_is_certain:
            return 1.0 if figure.gender == gender else _CERTAIN_CLASH
        for known, clash in (
            (self.voted_gender.get(figure, "-"), _VOTED_CLASH),
            (self.name_gender.get(figure, "-"), _NAME_CLASH),
        ):
            if known != "-":
                return 1.0 if known == gender else clash
        return _UNKNOWN

    def rank(
        self,
        index: int,
        gender: str = "-",
        *,
        is_person: bool = True,
        factor: Callable[[Figure], float] | None = None,
        among: Iterable[Figure] | None = None,
    ) -> Ranking:
        """Return those who can be meant at a word, best first, with their scores (above 0)."""
        ranking: Ranking = []
        for figure in self._lately_seen(index) if among is None else among:
            if figure.is_person is not is_person:
                continue
            score = self.salience(figure, index)
            if score:
                score *= self.gender_factor(figure, gender)
                score *= factor(figure) if factor else 1.0
            if score > 0.0:
                ranking.append((score, figure))
        # Equal scores are decided by the order of first mention, so that runs agree.
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def rank_ahead(self, index: int, gender: str) -> Ranking:
        """Look for "he" ahead in its own sentence ("As he spoke, Sato …") when none is behind."""
        sentence = self.tokens.sentences[index]
        for mention in self.cast.mentions:
            if mention.start > index and mention.is_person:
                if self.tokens.sentences[mention.start] != sentence:
                    break
                figure = self.cast.figures_of[mention][0]
                return [(self.gender_factor(figure, gender) * 0.3, figure)]
        return []

    def _lately_seen(self, index: int) -> list[Figure]:
        """Return those who were noted in the last sentences before a word, and the last speaker."""
        oldest = self.tokens.sentences[index] - _MAX_SENTENCES_BACK
        lately: list[Figure] = []
        for figure in reversed(self._seen):
            if self._seen[figure][-1][0] < oldest:
                break
            lately.append(figure)
        if self.last_speaker is not None and self.last_speaker not in lately:
            lately.append(self.last_speaker)
        return lately

    def choose(self, mention: NameMention, figures: list[Figure]) -> Ranking:
        """Rank the figures that a shared name can mean; all of them, even when none was seen."""
        ranking = [
            (
                (_BACKGROUND + self.salience(figure, mention.start))
                * max(0.01, self.gender_factor(figure, mention.gender))
                * self._bare_name_factor(figure, mention),
                figure,
            )
            for figure in figures
        ]
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def _bare_name_factor(self, figure: Figure, mention: NameMention) -> float:
        """Return less for somebody who is called by the full name while a bare surname is in use.

        Articles give the bare surname to one of two relatives, mostly to the one named first, and
        repeat the given name of the other.
        """
        if len(mention.words) > 1 or len(figure.words) == 1:
            return 1.0
        word = mention.words[0]
        key = (figure, word)
        if key not in self._bare_factors:
            first_bare = self._first_bare.get(word, mention.start)
            full = [one.start for one in figure.mentions if len(one.words) > 1]
            repeated = sum(start > first_bare for start in full)
            # "Mr. Orvik" and the like, where only one of them can be meant.
            short = len(figure.mentions) - len(full)
            early = 1.0 if full and full[0] < first_bare else 0.4
            self._bare_factors[key] = early * (1 + short) / (1 + repeated)
        return self._bare_factors[key]


def _vote_genders(tokens: Tokens, cast: Cast) -> dict[Figure, str]:
    """Return the gender that pronouns suggest for people who are alone in their sentence.

    A pronoun votes for the only person named before it in its sentence, where no other person is
    named in that sentence; outside quotations only, for inside them "he" is mostly somebody else.
    """
    named: dict[int, dict[Figure, int]] = defaultdict(dict)
    for mention in cast.mentions:
        figures = cast.figures_of[mention]
        if mention.is_person and len(figures) == 1 and not tokens.quoted[mention.start]:
            figure = figures[0]
            named[tokens.sentences[mention.start]].setdefault(figure, mention.start)
    votes: dict[Figure, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
    for index, lower in enumerate(tokens.lowers):
        gender = _GENDERED.get(lower)
        if gender is None or tokens.quoted[index]:
            continue
        people = named.get(tokens.sentences[index], {})
        if len(people) == 1:
            ((figure, place),) = people.items()
            if place < index:
                votes[figure][gender] += 1
    return {
        figure: "m" if counts["m"] > counts["f"] else "f"
        for figure, counts in votes.items()
        if max(counts.values()) > 2 * min(counts.values())
    }
