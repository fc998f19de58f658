"""Which word of a cue says that something was said, written or thought?

Hands on `saying_of`, the word that medium and modality are read from, and the look-ups it is found
by. Verbs are looked up by their lemma and, where the tagger took the word for another form, by the
endings of English verbs: only a base form that the lexicon knows is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.pipeline.lexicon import ReportingWord, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PARTICLES = frozenset({"accord", "according", "per", "via", ":"})
_BEFORE_NOUNS = frozenset({"for", "no", "any", "a", "an", "the", "without", "further"})
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "’s", "'s", "’re", "'re"})
_ASPECTS = frozenset({"begin", "start", "continue", "finish", "hold"})
_CARRIERS = _ASPECTS | {"show"}
"""Verbs that say nothing by themselves where a noun follows: "continued his praise of"."""
_VERB_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""),
    ("ing", ""), ("ing", "e"),
)  # fmt: skip
_MAX_WORDS_BETWEEN = 4
"""Words between a governing verb and what it governs: "declined once again to say"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """The word of a cue that reports, and what the lexicon says of it, if it knows the word."""

    token: Token
    word: ReportingWord | None = None
    is_verb: bool = False


def base_form(token: Token, known: Collection[str]) -> str:
    """Return the form of a word that `known` holds, else its lemma, in lower case."""
    lemma, lower = (token.lemma_ or token.text).lower(), token.lower_
    if lemma in known or lower in known:
        return lemma if lemma in known else lower
    for ending, replacement in _VERB_ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            stem = lower[: -len(ending)]
            doubled = len(stem) > 2 and stem[-1] == stem[-2]
            for form in (stem + replacement, stem[:-1] if doubled else stem):
                if form in known:
                    return form
    return lemma


def has_reporting_word(cue: Span) -> bool:
    """Tell whether a cue has a word that the lexicon knows to report something."""
    return any(token.lower_ in _PARTICLES for token in cue) or any(_sayings(cue))


def saying_of(cue: Span) -> Saying:
    """Return the word of a cue that everything else is read from.

    It is the first reporting verb, else the first reporting noun or adjective, else the first
    verb, else the first word. A verb that only leads up to another one is passed over: "began to
    argue", "is expected to say", "refused to say" are all read from their last word, but
    "threatened to sue" and "asked him to explain" from the first, which is itself a saying; of
    "continued his praise of" the noun says what it is.
    """
    sayings = list(_sayings(cue))
    verbs = [saying for saying in sayings if saying.is_verb]
    for saying, following in pairwise(verbs):
        if not _leads_to(saying, following):
            return saying
    nouns = [saying for saying in sayings if not saying.is_verb]
    if verbs and not (nouns and base_form(verbs[-1].token, _CARRIERS) in _CARRIERS):
        return verbs[-1]
    if nouns:
        return nouns[0]
    return Saying(next((token for token in cue if token.pos_ == "VERB"), cue[0]))


def _sayings(cue: Span) -> Iterator[Saying]:
    """Yield the words of a cue that the lexicon knows, in their order."""
    lexicon = load_lexicon()
    for token in cue:
        before = cue.doc[token.i - 1].lower_ if token.i else ""
        # Taggers err on words that are both; "to" and "any" decide ("to comment", "for comment").
        is_verb = before == "to" or (token.pos_ == "VERB" and before not in _BEFORE_NOUNS)
        verb = lexicon.verbs.get(base_form(token, lexicon.verbs))
        noun = lexicon.cue_nouns.get(base_form(token, lexicon.cue_nouns))
        adjective = lexicon.cue_adjectives.get(token.lower_)
        if adjective and _follows_be(token):
            yield Saying(token, adjective)
        elif verb and (is_verb or not (noun or adjective or _is_function_word(token))):
            yield Saying(token, verb, is_verb=True)
        elif noun:
            yield Saying(token, noun)
        elif adjective:
            yield Saying(token, adjective)


def _follows_be(token: Token) -> bool:
    """Tell whether a word is what somebody is: "was determined", "is now convinced"."""
    index = token.i - 1
    while index > 0 and token.doc[index].pos_ == "ADV":
        index -= 1
    return index >= 0 and token.doc[index].lower_ in _BE


def _is_function_word(token: Token) -> bool:
    """Tell whether a word that looks like a verb is none: "like", "second", "back"."""
    return token.pos_ in {"ADP", "ADV", "ADJ", "DET", "PRON", "SCONJ", "CCONJ", "NUM"}


def _leads_to(saying: Saying, following: Saying) -> bool:
    """Tell whether a verb only leads up to the next one."""
    first, second = saying.token, following.token
    if second.i - first.i > _MAX_WORDS_BETWEEN or following.word is None or saying.word is None:
        return False
    lexicon = load_lexicon()
    verb = base_form(first, lexicon.verbs)
    if verb in _ASPECTS:
        return following.word.medium != "thought"
    governing = lexicon.governing_words
    if verb in governing["ing"] and second.lower_.endswith("ing"):
        return True  # "denied saying"
    if saying.word.medium == "speech" and saying.word.modality == "asserted":
        return False
    if saying.word.modality == "asserted" and following.word.medium == "thought":
        return False  # "wants to see" is one attitude
    between = {token.lower_ for token in first.doc[first.i + 1 : second.i]}
    return any(verb in governing.get(link, ()) for link in between)
