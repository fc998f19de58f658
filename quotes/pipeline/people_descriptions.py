"""How well does "the minister", "the biologist" or "the older man" describe somebody?

What an article says of a person is compared with what a description says: roles it states, words of
the sentences that begin with the name ("took command": the commander), ages. Hands on factors; who
is present in the reader's mind besides is for `people_discourse.py` to weigh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_stated import KINSHIP, StatedRole
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_traits import Traits, traits_in, traits_of
from quotes.pipeline.people_unnamed import PersonPhrase

MATCHED = 4.0
"""A description with this factor or a higher one is backed by the article's own words."""

_CLASHING_COUNTRY, _MISSING_MODIFIER, _MATCHED_MODIFIER = 0.05, 0.7, 1.5
RELATED = 0.6
"""From this factor on, words like those of a description stand beside the name."""

_UNKNOWN_ROLE, _OTHER_ROLE, _OTHER_PHRASE = 0.09, 0.04, 0.02
_SAME_PHRASE = 0.3
_SAME_AGE, _OTHER_AGE = 1.5, 0.02
_TENSES = frozenset({"former", "ex", "then", "late", "acting", "interim", "new"})
# "the mother of three" describes anybody, whatever the article states of her besides.
_FAMILY = frozenset({"parent", "child", "grandparent", "sibling", "spouse"})
_OFFICES = frozenset(
    "minister mayor governor president senator representative councillor ambassador judge"
    " secretary chancellor premier monarch sheriff".split()
)
"""Groups of role nouns of which somebody holds one at a time."""

_COMPARED = {"older": 1, "elder": 1, "oldest": 1, "younger": -1, "youngest": -1}
_MAX_WORDS_AFTER_NAME = 16
_MIN_SHARED_LETTERS, _MIN_SHARED_PART = 5, 0.6
_AGES = range(10, 111)
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")
_BROADER = {
    "legislator": "representative senator delegate councillor".split(),
    "politician": "representative senator minister mayor governor councillor legislator".split(),
    "officer": "sergeant detective captain inspector constable lieutenant commander".split(),
    "leader": "president chair chairman head chief minister captain".split(),
    "boss": "ceo chief director manager owner".split(),
    "executive": "ceo chief director president".split(),
    "scientist": "scholar professor researcher doctor".split(),
    "scholar": "professor scientist historian".split(),
    "athlete": "player sprinter runner swimmer".split(),
}
"""Groups of role nouns that may stand for narrower ones: "the lawmaker" for a representative."""


class Descriptions:
    """Knows what one article says of everybody it names."""

    def __init__(
        self, tokens: Tokens, roles: dict[Figure, list[StatedRole]], attention: Attention
    ) -> None:
        self.tokens = tokens
        self.attention = attention
        self._roles = roles
        self._words: dict[Figure, frozenset[str]] = {}
        self._ages: dict[Figure, int] = {}
        self._traits: dict[Figure, Traits] = {}
        self._by_group: dict[str, dict[Figure, list[StatedRole]]] = defaultdict(dict)
        for figure, stated in roles.items():
            for role in stated:
                if role.group:
                    self._by_group[role.group].setdefault(figure, []).append(role)

    def called_so(self, group: str, limit: int) -> list[Figure]:
        """Return the first of whom the article states a role of a group, or of a narrower one."""
        groups = (group, *_BROADER.get(group, ()))
        called = (figure for name in groups for figure in self._by_group.get(name, ()))
        return list(islice(called, limit))

    def says_little(self, phrase: PersonPhrase) -> bool:
        """Tell whether a description fits everybody: "the woman", "the mother of three"."""
        group = self.tokens.trade(phrase.head)
        return not group or group in _FAMILY

    def has_role_of(self, figure: Figure, phrase: PersonPhrase, *, is_owned: bool) -> bool:
        """Tell whether a role of a phrase's group is stated of somebody, in whichever words."""
        return bool(self._matching(figure, phrase, is_owned))

    def has_other_office(self, figure: Figure, phrase: PersonPhrase) -> bool:
        """Tell whether the article states an office of somebody beside which one holds no other."""
        if self.tokens.role_group(phrase.head) not in _OFFICES:
            return False
        return any(
            role.group in _OFFICES and role.standing != "past"
            for role in self._roles.get(figure, ())
        )

    def traits(self, figure: Figure) -> Traits:
        """Return somebody's parties, countries and states."""
        if figure not in self._traits:
            roles = self._roles.get(figure, ())
            words = (index for role in roles for index in range(role.start, role.end))
            self._traits[figure] = traits_of(self.tokens, figure, words)
        return self._traits[figure]

    def traits_of_phrase(self, phrase: PersonPhrase) -> Traits:
        """Return the parties, countries and states that a phrase names."""
        return traits_in(self.tokens, range(phrase.start, phrase.end))

    def has_role(self, figure: Figure) -> bool:
        """Tell whether the article states a role of somebody."""
        return bool(self._roles.get(figure))

    def fit(self, figure: Figure, phrase: PersonPhrase, *, is_owned: bool) -> float:
        """Return how well a description fits somebody: `MATCHED` and more where it is stated.

        `is_owned` tells that somebody is named as the owner ("her mother"): then a relative's role
        must be somebody's too.
        """
        if not figure.is_named:
            return self._fit_of_unnamed(figure, phrase)
        age = self._fit_of_age(figure, phrase)
        if age is not None:
            return age
        fits = [
            self._fit_of_role(phrase, role) for role in self._matching(figure, phrase, is_owned)
        ]
        if fits:
            return MATCHED * max(fits)
        if self.says_little(phrase) and not is_owned:
            return 1.0
        shared = self._shared_words(figure, phrase)
        if shared:
            return RELATED * (1 + shared)
        return _OTHER_ROLE if self._roles.get(figure) else _UNKNOWN_ROLE

    def is_called(self, figure: Figure, phrase: PersonPhrase) -> bool:
        """Tell whether the very noun of a phrase, or its stem, is said of somebody."""
        key = self._key(phrase.head)
        return figure.is_person and any(_are_related(key, said) for said in self._said_of(figure))

    def _fit_of_unnamed(self, figure: Figure, phrase: PersonPhrase) -> float:
        head = self.tokens.singular(phrase.head)
        if head in figure.words:
            return MATCHED if figure.is_introduced else _SAME_PHRASE
        same = self.tokens.role_group(phrase.head) and phrase.group in figure.words
        if same:
            return MATCHED
        is_general = phrase.group in self.tokens.lexicon.person_nouns  # "the woman"
        return 1.0 if is_general and figure.is_introduced else _OTHER_PHRASE

    def _matching(self, figure: Figure, phrase: PersonPhrase, is_owned: bool) -> list[StatedRole]:
        group = self.tokens.trade(phrase.head)
        groups = (group, *_BROADER.get(group, ())) if group else ()
        found = [role for name in groups for role in self._by_group.get(name, {}).get(figure, ())]
        if is_owned and group in KINSHIP:
            found = [role for role in found if self._is_of_somebody(role)]
        return found

    def _is_of_somebody(self, role: StatedRole) -> bool:
        tokens = self.tokens
        return any(
            tokens.lowers[index] in APOSTROPHES
            or tokens.lowers[index] in ("of", "to")
            or tokens.tags[index] == "PRP$"
            for index in range(max(0, role.start - 1), role.end)
        )

    def _fit_of_role(self, phrase: PersonPhrase, role: StatedRole) -> float:
        """Return how well the modifiers of a description agree with a stated role's words."""
        stated = {self._key(index) for index in range(role.start, role.end)}
        countries = self.tokens.lexicon.demonyms.values()
        fit = 1.0
        for index in self._modifiers(phrase):
            key = self._key(index)
            if key in stated:
                fit *= _MATCHED_MODIFIER
            elif key in countries and any(word in countries for word in stated):
                fit *= _CLASHING_COUNTRY
            elif key not in _TENSES:
                fit *= _MISSING_MODIFIER
        return fit

    def _modifiers(self, phrase: PersonPhrase) -> list[int]:
        return [
            index
            for index in range(phrase.start, phrase.end)
            if index != phrase.head and self.tokens.upos[index] in ("ADJ", "NOUN", "PROPN")
        ]

    def _key(self, index: int) -> str:
        """Return a word as descriptions are compared: `Libyan` as `libya`, `GOP` as its party."""
        lower = self.tokens.lowers[index]
        return self.tokens.lexicon.demonyms.get(lower, lower)

    def _shared_words(self, figure: Figure, phrase: PersonPhrase) -> int:
        """Count the words of a description that are related to what is said of somebody."""
        said = self._said_of(figure)
        wanted = [self._key(phrase.head), *(self._key(i) for i in self._modifiers(phrase))]
        return sum(any(_are_related(word, other) for other in said) for word in wanted)

    def _said_of(self, figure: Figure) -> frozenset[str]:
        """Return the words after somebody's name in its sentence, and of the roles stated."""
        if figure not in self._words:
            words = {
                self._key(index)
                for role in self._roles.get(figure, ())
                for index in range(role.start, role.end)
            }
            for mention in figure.mentions[:_MAX_WORDS_AFTER_NAME]:
                words |= self._words_after(mention.end)
            self._words[figure] = frozenset(words - set(figure.words))
        return self._words[figure]

    def _words_after(self, start: int) -> set[str]:
        tokens, words = self.tokens, set()
        for index in range(start, min(len(tokens), start + _MAX_WORDS_AFTER_NAME)):
            name = self.attention.cast.at_word.get(index)
            if tokens.sentences[index] != tokens.sentences[start] or tokens.quoted[index]:
                break
            if name is not None and name.is_person and self._is_surely_somebody(name):
                break
            if tokens.upos[index] in ("NOUN", "VERB", "PROPN", "ADJ"):
                words.add(self._key(index))
        return words

    def _is_surely_somebody(self, name: NameMention) -> bool:
        """Tell whether a name is of two words or said of somebody with a role; dairies are not."""
        figures = self.attention.cast.figures_of[name]
        return any(len(figure.words) > 1 or self._roles.get(figure) for figure in figures)

    def _fit_of_age(self, figure: Figure, phrase: PersonPhrase) -> float | None:
        """Compare ages, where the description is about age; nothing where nothing is known."""
        compared = [
            _COMPARED[self.tokens.lowers[i]]
            for i in range(phrase.start, phrase.head)
            if self.tokens.lowers[i] in _COMPARED
        ]
        words = self.tokens.span_text(phrase.start, phrase.end)
        stated = _AGE.search(words)
        age = self._age(figure)
        if not age or not (compared or stated):
            return None
        if stated:
            return _SAME_AGE * MATCHED if int(stated[1]) == age else _OTHER_AGE
        known = [self._age(other) for other in self.attention.lately_seen(phrase.head)]
        ages = [other for other in known if other]
        if len(ages) < 2:
            return None
        wanted = max(ages) if compared[0] > 0 else min(ages)
        return _SAME_AGE * MATCHED if age == wanted else _OTHER_AGE

    def _age(self, figure: Figure) -> int:
        """Return the age stated right after somebody's name, or 0."""
        if figure not in self._ages:
            tokens = self.tokens
            self._ages[figure] = 0
            for mention in figure.mentions if figure.is_person and figure.is_named else ():
                number = tokens.words[mention.end + 1 : mention.end + 2]
                before = tokens.lowers[mention.end : mention.end + 1]
                if not number or before[0] not in (",", "is", "was", "("):
                    continue
                if number[0].isdecimal() and int(number[0][:4]) in _AGES:
                    self._ages[figure] = int(number[0])
                    break
        return self._ages[figure]


def _are_related(word: str, other: str) -> bool:
    """Tell whether two words share their stem: "commander" and "command".

    >>> _are_related("biologist", "biology"), _are_related("driver", "drink")
    (True, False)
    """
    shared = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        shared += 1
    if word == other:
        return len(word) > 3
    return shared >= _MIN_SHARED_LETTERS and shared >= _MIN_SHARED_PART * len(word)
