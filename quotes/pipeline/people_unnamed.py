"""Which phrases of an article stand for one person who is not named there?

"A police officer", "the woman", "her lawyer": singular nouns for people outside names, roles beside
names and predicates. Pronouns may mean them as well as anybody named. Hands on `PersonPhrase`s; who
is meant by them is found while the article is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_stated import StatedRole
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_ONE = frozenset({"a", "an", "one", "another"})
_MAX_WORDS_BEFORE, _MAX_WORDS_AFTER = 8, 8
_TAIL_ADPOSITIONS = frozenset({"of", "for", "from"})
_PLACE_ADPOSITIONS = frozenset({"in", "at", "near", "on"})
_NOT_ONE_PERSON = frozenset(
    "anyone everyone everybody somebody someone nobody majority minority number dozen hundred"
    " thousand half other others people percent elderly source figure native".split()
)


@dataclass(frozen=True, slots=True)
class PersonPhrase:
    """A phrase for one unnamed person: words `start` to before `end`, main noun at `head`.

    `is_new` tells "a driver" from "the driver"; `group` is the role noun's, or the noun itself.
    "The driver of the bus" ends with its noun.
    """

    start: int
    end: int
    head: int
    group: str
    gender: str
    is_new: bool


def find_person_phrases(
    tokens: Tokens, cast: Cast, roles: Iterable[StatedRole]
) -> list[PersonPhrase]:
    """Return the phrases for unnamed people, in the order of the text."""
    stated = {index for role in roles for index in range(role.start, role.end)}
    found = []
    for head, upos in enumerate(tokens.upos):
        if head in stated or head in cast.at_word:
            continue
        if upos != "NOUN" and not is_countryman(tokens, head):
            continue
        phrase = _phrase_at(tokens, cast, head)
        if phrase is not None:
            found.append(phrase)
    return found


def is_countryman(tokens: Tokens, head: int) -> bool:
    """Tell whether a word stands for one person by nation: "the Finn", "the Canadian"."""
    if not head or tokens.lowers[head - 1] not in ("the", "a", "an", "another"):
        return False
    follows = head + 1 < len(tokens) and (
        tokens.upos[head + 1] in ("NOUN", "PROPN", "ADJ", "NUM") or tokens.words[head + 1] == "-"
    )
    return tokens.lowers[head] in tokens.lexicon.demonyms and not follows


def introduces(tokens: Tokens, start: int) -> bool:
    """Tell whether a phrase that begins at a word is about somebody new: "a driver", "one aide"."""
    return tokens.lowers[start] in _ONE


def phrase_tail(tokens: Tokens, head: int) -> int:
    """Return where the words that belong to a phrase after its noun end: "of the opposition".

    "In the valley" belongs to it where the sentence's verb, or a comma, follows at once.
    """
    end = _tail(tokens, head, _TAIL_ADPOSITIONS)
    placed = _tail(tokens, head, _TAIL_ADPOSITIONS | _PLACE_ADPOSITIONS)
    closes = placed < len(tokens) and (tokens.is_finite(placed) or tokens.words[placed] == ",")
    return placed if closes else end


def _tail(tokens: Tokens, head: int, adpositions: frozenset[str]) -> int:
    end = index = head + 1
    limit = min(len(tokens), head + _MAX_WORDS_AFTER)
    while index < limit and tokens.sentences[index] == tokens.sentences[head]:
        if index == end and tokens.lowers[index] not in adpositions:
            break
        if tokens.is_nominal(index):
            if index + 1 == limit or not tokens.is_nominal(index + 1):
                end = index + 1
        elif tokens.upos[index] not in ("ADP", "DET", "ADJ", "PRON", "NUM", "PART"):
            break
        index += 1
    return end


def gender_of_noun(tokens: Tokens, head: int) -> str:
    """Return the gender that a noun for a person states, or `-`."""
    noun = tokens.singular(head)
    role = tokens.lexicon.roles.get(noun)
    if role:
        return role.gender
    if noun.startswith(("mother", "father")):
        return "f" if noun.startswith("mother") else "m"
    return tokens.lexicon.person_nouns.get(noun, "-")


def _phrase_at(tokens: Tokens, cast: Cast, head: int) -> PersonPhrase | None:
    plural = tokens.looks_plural(head) and not is_countryman(tokens, head)
    if plural or tokens.relations[head] == "appos":
        return None
    group = _person_group(tokens, head)
    if not group or _goes_on(tokens, cast, head + 1):
        return None
    start = _start_of(tokens, cast, head)
    if start is None or _is_predicate(tokens, start):
        return None
    new = introduces(tokens, start)
    end = phrase_tail(tokens, head)
    return PersonPhrase(start, end, head, group, gender_of_noun(tokens, head), new)


def _person_group(tokens: Tokens, head: int) -> str:
    noun = tokens.singular(head)
    if noun in tokens.lexicon.person_nouns:
        return "" if noun in _NOT_ONE_PERSON else noun
    if noun.endswith("old") or is_countryman(tokens, head):
        return noun
    return tokens.role_group(head)


def _goes_on(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether a noun only begins a longer name or noun: "police officer union"."""
    if index >= len(tokens):
        return False
    named = cast.at_word.get(index)
    return tokens.is_nominal(index) or tokens.words[index] == "-" or named is not None


def _start_of(tokens: Tokens, cast: Cast, head: int) -> int | None:
    """Return the determiner or possessor that a phrase begins with; none without one."""
    sentence = tokens.sentences[head]
    for index in range(head - 1, max(-1, head - 1 - _MAX_WORDS_BEFORE), -1):
        if tokens.sentences[index] != sentence:
            return None
        if is_determiner(tokens, index) or tokens.lowers[index] in _ONE:
            return index
        if tokens.lowers[index] in APOSTROPHES:
            owner = cast.at_word.get(index - 1)
            if owner is not None:
                return owner.start
            continue  # "a coroner's assistant"
        fits = tokens.upos[index] in ("ADJ", "NOUN", "PROPN", "NUM") or tokens.words[index] == "-"
        if not fits and tokens.tags[index] not in ("VBN", "VBG"):
            return None
    return None


def _is_predicate(tokens: Tokens, start: int) -> bool:
    """Tell whether a phrase only says what somebody is: "was a driver", "as a driver"."""
    before = start - 1
    while before >= 0 and tokens.upos[before] in ("ADV", "PART"):
        before -= 1
    if before < 0:
        return False
    return tokens.lemmas[before] in ("be", "become", "remain") or tokens.lowers[before] in (
        "as",
        "like",
        "than",
    )
