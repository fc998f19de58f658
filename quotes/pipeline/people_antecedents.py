"""Which words do "who", "which" and "they" refer back to?

A relative pronoun goes to the noun its clause hangs on, or else to the nearest one before it;
"they" goes to the nearest plural subject that can speak; a quotation answers a question before it.
"""

from __future__ import annotations

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_DASHES = frozenset({"--", "–", "—"})
_NO_TAIL = frozenset("as because after before when while since".split())
_MAX_WORDS_BACK, _MAX_WORDS_OF_ANTECEDENT = 70, 12


def antecedent_phrase(tokens: Tokens, cast: Cast, pronoun: int) -> tuple[int, int] | None:
    """Return the words of the noun phrase that a relative pronoun refers to.

    The whole phrase before the pronoun is returned ("a spokesman for the port"), from its first
    word on.
    """
    wants_person = tokens.lowers[pronoun] in ("who", "whom")
    beside = _name_beside(tokens, cast, pronoun) if wants_person else None
    if beside is not None:
        return beside.start, beside.end
    noun = _antecedent_noun(tokens, pronoun)
    if noun is None:
        return None
    if _names_person(tokens, cast, noun) is not wants_person:
        noun = _nearest_before(tokens, cast, noun, pronoun, wants_person)
    mention = cast.at_word.get(noun)
    start = mention.start if mention else noun
    while start and (
        tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
        or is_determiner(tokens, start - 1)
        or tokens.lowers[start - 1] in APOSTROPHES
    ):
        start -= 1
    end = pronoun if pronoun - noun <= _MAX_WORDS_OF_ANTECEDENT else noun + 1
    end = next((i for i in range(noun + 1, end) if tokens.lowers[i] in _NO_TAIL), end)
    end = next((i for i in range(noun + 1, end) if tokens.words[i] in _DASHES), end)
    while end > noun + 1 and (tokens.upos[end - 1] in ("PUNCT", "ADP", "SPACE")):
        end -= 1
    return start, max(end, mention.end if mention else noun + 1)


def _name_beside(tokens: Tokens, cast: Cast, pronoun: int) -> NameMention | None:
    """Return the person's name right before "who", unless it only completes a noun before it.

    "He told Tilda Marsh, who …" is about her; "a friend of Tilda Marsh, who …" may not be.
    """
    before = pronoun - 2 if pronoun > 1 and tokens.words[pronoun - 1] == "," else pronoun - 1
    name = cast.at_word.get(before)
    if name is None or not name.is_person or name.end != before + 1:
        return None
    first = name.start
    while first and (tokens.title_at(first - 1) or tokens.role_group(first - 1)):
        first -= 1
    return None if first and tokens.upos[first - 1] == "ADP" else name


def _antecedent_noun(tokens: Tokens, pronoun: int) -> int | None:
    verb = tokens.heads[pronoun]
    for _ in range(3):
        if tokens.relations[verb] == "acl" and tokens.heads[verb] < pronoun:
            noun = tokens.heads[verb]
            if tokens.relations[noun] == "appos" and tokens.heads[noun] < noun:
                noun = tokens.heads[noun]  # "Delta, a fund that …": it is Delta
            if tokens.is_nominal(noun) or tokens.upos[noun] in ("PRON", "NUM"):
                return noun
        verb = tokens.heads[verb]
    for index in range(pronoun - 1, max(-1, pronoun - 12), -1):
        partitive = tokens.lowers[index + 1] == "of"  # "farmers, two of whom"
        if not partitive and (tokens.is_nominal(index) or tokens.upos[index] == "NUM"):
            return index
    return None


def _names_person(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether a word is, or is in the name of, a person or people."""
    name = cast.at_word.get(index)
    if name is not None:
        return name.is_person
    if tokens.upos[index] in ("PRON", "NUM"):
        return True
    noun = tokens.singular(index)
    people = tokens.lexicon.person_nouns
    return bool(tokens.trade(index)) or noun in people or noun in tokens.lexicon.demonyms


def _nearest_before(tokens: Tokens, cast: Cast, noun: int, pronoun: int, wants_person: bool) -> int:
    """Return the nearest noun before that suits "who", or "which", and the noun itself without one.

    "Listeners to Orvik's programme who …" are the listeners; "a fund of Hale Orvik that …" is the
    fund; "an attack on Hale Orvik who …" is Orvik.
    """
    sentence = tokens.sentences[noun]
    first = pronoun if wants_person else noun
    for index in range(first - 1, max(-1, noun - 1 - _MAX_WORDS_OF_ANTECEDENT), -1):
        if tokens.sentences[index] != sentence or tokens.is_mark(index):
            break
        name = cast.at_word.get(index)
        after = name.end if name else index + 1
        if tokens.lowers[after] in APOSTROPHES or not tokens.is_nominal(index):
            continue
        if _names_person(tokens, cast, index) is wants_person:
            return index
    return noun


def plural_before(tokens: Tokens, pronoun: int) -> tuple[int, int] | None:
    """Return the nearest plural subject before "they" that names people, as a phrase."""
    for index in range(pronoun - 1, max(-1, pronoun - _MAX_WORDS_BACK), -1):
        if not tokens.is_nominal(index) or tokens.quoted[index]:
            continue
        if tokens.relations[index] != "nsubj" or not tokens.looks_plural(index):
            continue
        noun = tokens.singular(index)
        names_people = (
            tokens.role_group(index)
            or noun in tokens.lexicon.person_nouns
            or noun in tokens.lexicon.demonyms
        )
        if names_people:
            start = index
            while start and (
                tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
                or tokens.lowers[start - 1] in APOSTROPHES
            ):
                start -= 1
            return start, index + 1
    return None


def names_before(tokens: Tokens, cast: Cast, pronoun: int) -> list[NameMention]:
    """Return the people named together as the nearest such subject before "they"."""
    named = [
        m for m in cast.mentions if m.is_person and pronoun - _MAX_WORDS_BACK < m.end <= pronoun
    ]
    for first, second in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
        joined = tokens.lowers[first.end : second.start] == ["and"]
        words = range(first.start, second.end)
        is_subject = any(tokens.relations[index] == "nsubj" for index in words)
        if joined and is_subject and not tokens.quoted[first.start]:
            return [first, second]
    return []


def answers_question(tokens: Tokens, first: int) -> bool:
    """Tell whether only a question stands before a quotation, at word `first`, in its paragraph."""
    index = first - 2
    if index < 0 or tokens.words[index] != "?" or tokens.quoted[index]:
        return False
    while index and tokens.sentences[index - 1] == tokens.sentences[first - 2]:
        index -= 1
    return index == 0 or tokens.paragraphs[index - 1] != tokens.paragraphs[first]
