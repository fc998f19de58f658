"""Who is in the reader's mind at a place in the article?

Keeps, while an article is read from left to right, how recently, how prominently and in which form
everyone was mentioned, who spoke last, and what is known of people's gender. The weights follow the
order of Lappin and Leass (1994): subject, object, other; they fade with every sentence. What is
concluded for pronouns is `people_ranking.py`'s matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_WEIGHT_OF_RELATION = {"nsubj": 1.0, "obj": 0.6, "iobj": 0.6, "appos": 0.5, "nmod": 0.4}
_OTHER_WEIGHT, _QUOTED_FACTOR, _OWNER_WEIGHT = 0.5, 0.25, 0.45
_FADING = 0.6
MAX_SENTENCES_BACK = 10
MAX_IN_MIND = 24
"""No more people than these are weighed at one place: the ones mentioned last."""

_MAX_NOTES = 6
_LAST_SPEAKER_WEIGHT, _SPEAKER_FADING = 0.9, 0.5
_CERTAIN_CLASH, _VOTED_CLASH, _NAME_CLASH, _UNKNOWN = 0.0, 0.1, 0.25, 0.85
_GENDERED = {"he": "m", "him": "m", "his": "m", "himself": "m"} | dict.fromkeys(
    ("she", "her", "hers", "herself"), "f"
)

Ranking = list[tuple[float, Figure]]
Form = Literal["name", "pronoun", "phrase"]
Place = Literal["subject", "object", "owner", "other"]


class Note(NamedTuple):
    """One mention of somebody: where, as what in its sentence, in which form, how prominently."""

    word: int
    sentence: int
    place: Place
    form: Form
    quoted: bool
    weight: float


class Attention:
    """Who was mentioned how lately; `note` takes in a mention, places in the order of the text."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.name_gender = {
            figure: tokens.lexicon.given_names.get(figure.words[0], "-")
            if len(figure.words) > 1
            else "-"
            for figure in cast.figures
        }
        self.voted_gender = _vote_genders(tokens, cast, self.name_gender)
        self._bare_factors: dict[tuple[Figure, str], float] = {}
        self._first_bare: dict[str, int] = {}
        for mention in cast.mentions:
            if len(mention.words) == 1:
                self._first_bare.setdefault(mention.words[0], mention.start)
        self._first_called: dict[str, Figure] = {}
        for figure in cast.figures:
            if len(figure.words) > 1:
                self._first_called.setdefault(figure.words[-1], figure)
        self.notes: dict[Figure, list[Note]] = {}
        self.counts: dict[Figure, int] = defaultdict(int)
        self.spoken: dict[Figure, int] = {}
        self.last_speaker: Figure | None = None
        self.last_spoken_at = 0

    def note(self, figure: Figure, index: int, form: Form, place: Place, weight: float) -> None:
        """Take in a mention at a word."""
        notes = self.notes.pop(figure, [])
        self.notes[figure] = notes  # now the last: whoever was noted latest stands at the end
        tokens = self.tokens
        quoted = tokens.quoted[index]
        notes.append(Note(index, tokens.sentences[index], place, form, quoted, weight))
        del notes[:-_MAX_NOTES]
        self.counts[figure] += 1

    def note_name(self, figure: Figure, mention: NameMention) -> None:
        """Take in a name."""
        place, weight = self.place_of(mention.start, mention.end)
        self.note(figure, mention.start, "name", place, weight)

    def place_of(self, start: int, end: int) -> tuple[Place, float]:
        """Return as what a phrase stands in its sentence, and how prominent that is."""
        tokens = self.tokens
        factor = _QUOTED_FACTOR if tokens.quoted[start] else 1.0
        if end < len(tokens):
            if tokens.lowers[end] in APOSTROPHES:
                return "owner", _OWNER_WEIGHT * factor
            if tokens.upos[end] == "NOUN" or tokens.words[end] == "-":
                return "other", 0.25 * factor
        if self._renames_subject(start, end):
            return "subject", factor
        for index in range(start, end):
            if not start <= tokens.heads[index] < end:
                relation = tokens.relations[index]
                weight = _WEIGHT_OF_RELATION.get(relation, _OTHER_WEIGHT) * factor
                if relation == "nsubj":
                    return "subject", weight
                return "object" if relation in ("obj", "iobj") else "other", weight
        return "other", _OTHER_WEIGHT * factor

    def _renames_subject(self, start: int, end: int) -> bool:
        """Tell whether a name between commas says who the subject is: "Her deputy, Jon Pell, …"."""
        tokens = self.tokens
        comma = start - 1
        closed = tokens.words[end : end + 1] == [","]
        if not closed or comma < 1 or tokens.words[comma] != ",":
            return False
        follows = end + 1
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

    def note_speaker(self, figure: Figure, index: int, last: int) -> None:
        """Remember who spoke, at a word, in an attribution that ends with the word `last`."""
        self.spoken[figure] = self.tokens.paragraphs[index]
        self.last_speaker = figure
        self.last_spoken_at = max(index, last)
        self.note(figure, index, "name", "subject", 1.0)

    def salience(self, figure: Figure, index: int) -> float:
        """Return how present somebody is at a word: 0 for nobody of late, about 1 to 4 else."""
        sentence = self.tokens.sentences[index]
        weights: dict[int, float] = {}
        for note in self.notes.get(figure, ()):
            if sentence - note.sentence <= MAX_SENTENCES_BACK:
                weights[note.sentence] = max(note.weight, weights.get(note.sentence, 0.0))
        total = sum(weight * _FADING ** max(0, sentence - seen) for seen, weight in weights.items())
        if figure in self.spoken:
            away = max(0, self.tokens.paragraphs[index] - self.spoken[figure])
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
        for figure in self.lately_seen(index) if among is None else among:
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

    def lately_seen(self, index: int) -> list[Figure]:
        """Return who was noted in the last sentences before a word, latest first, and who spoke."""
        oldest = self.tokens.sentences[index] - MAX_SENTENCES_BACK
        lately: list[Figure] = []
        for figure in reversed(self.notes):
            if self.notes[figure][-1].sentence < oldest or len(lately) >= MAX_IN_MIND:
                break
            lately.append(figure)
        if self.last_speaker is not None and self.last_speaker not in lately:
            lately.append(self.last_speaker)
        return lately

    def bare_name_factor(self, figure: Figure, mention: NameMention) -> float:
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
            early = 1.0 if self._first_called.get(word) is figure else 0.4
            self._bare_factors[key] = early * (1 + short) / (1 + repeated) ** 2
        return self._bare_factors[key]


def _vote_genders(tokens: Tokens, cast: Cast, by_name: dict[Figure, str]) -> dict[Figure, str]:
    """Return the gender that pronouns suggest for people who are alone in their sentence.

    A pronoun votes for the only person named before it in its sentence, where no other person is
    named in that sentence; outside quotations only, for inside them "he" is mostly somebody else.
    One pronoun alone does not outweigh a given name: "she" may be the ship.
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
    voted = {}
    for figure, counts in votes.items():
        gender, most = ("m", counts["m"]) if counts["m"] > counts["f"] else ("f", counts["f"])
        is_backed = most > 1 or by_name.get(figure, "-") in ("-", gender)
        if is_backed and most > 2 * min(counts.values()):
            voted[figure] = gender
    return voted
