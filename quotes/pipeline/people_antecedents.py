"""Which words do "who", "which" and "they" refer back to?

A relative pronoun goes to the noun its clause hangs on, or else to the nearest one before it;
"they" goes to the nearest plural subject that can speak; a quotation answers a question before it.
"""

from __future__ import annotations

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_MAX_WORDS_BACK, _MAX_WORDS_OF_ANTECEDENT = 70, 12


def antecedent_phrase(tokens: Tokens, cast: Cast, pronoun: int) -> tuple[int, int] | None:
    """Return the words of the noun phrase that a relative pronoun refers to.

    The whole phrase before the pronoun is returned ("a spokesman for the port"), from its first
    word on.
    """
    noun = _antecedent_noun(tokens, pronoun)
    if noun is None:
        return None
    if tokens.lowers[pronoun] in ("who", "whom") and noun not in cast.at_word:
        noun = _person_noun_before(tokens, noun)
    mention = cast.at_word.get(noun)
    start = mention.start if mention else noun
    while start and (
        tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
        or is_determiner(tokens, start - 1)
        or tokens.lowers[start - 1] in APOSTROPHES
    ):
        start -= 1
    end = pronoun if pronoun - noun <= _MAX_WORDS_OF_ANTECEDENT else noun + 1
    while end > noun + 1 and (tokens.upos[end - 1] in ("PUNCT", "ADP", "SPACE")):
        end -= 1
    return start, max(end, mention.end if mention else noun + 1)


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
        if tokens.is_nominal(index) or tokens.upos[index] == "NUM":
            return index
    return None


def _person_noun_before(tokens: Tokens, noun: int) -> int:
    """Return the noun for a person that "who" means: the spokesman, in "a spokesman for the port".

    The noun itself, where it or nothing before it in the phrase names a person.
    """
    index = noun
    while index >= max(0, noun - 8):
        if tokens.is_nominal(index) and (
            tokens.role_group(index) or tokens.singular(index) in tokens.lexicon.person_nouns
        ):
            return index
        if tokens.upos[index] not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PRON", "PART", "NUM"):
            break
        index -= 1
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


def answers_question(tokens: Tokens, first: int) -> bool:
    """Tell whether only a question stands before a quotation, at word `first`, in its paragraph."""
    index = first - 2
    if index < 0 or tokens.words[index] != "?" or tokens.quoted[index]:
        return False
    while index and tokens.sentences[index - 1] == tokens.sentences[first - 2]:
        index -= 1
    return index == 0 or tokens.paragraphs[index - 1] != tokens.paragraphs[first]
