"""Of which party and from which country or state is somebody, by the article's words beside names?

"The Texas senator" is not the one called `Orvik (R-Fla.)`, nor "the Democratic nominee" the one
called "the Republican". Hands on `Traits`, to be compared; what is not stated clashes with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_tokens import Tokens

Comparison = Literal["agree", "clash", "unknown"]

_PARTY_LABEL = re.compile(r"^,? ?\(?(?P<party>[DRI])(?:[-–,] ?(?P<place>[A-Z][A-Za-z.]+)|\))")
"""What American papers put after a politician's name: `(R-Ky.)`, `, D-Mass.,`, `(D)`."""

_PARTY_OF_LABEL = {"D": "democratic party", "R": "republican party"}
_PARTY_NOUNS = {"democrat": "democratic party", "democrats": "democratic party"}
_MAX_BEFORE, _MAX_AFTER, _LABEL_CHARS = 5, 7, 24
_MAX_MENTIONS = 16


@dataclass(frozen=True, slots=True)
class Traits:
    """Parties, and countries or states, in lower case; empty where nothing is stated."""

    parties: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def compare(self, wanted: Traits) -> tuple[Comparison, Comparison]:
        """Compare with what a description asks for: parties, then places."""
        return _compare(self.parties, wanted.parties), _compare(self.places, wanted.places)


def _compare(known: frozenset[str], wanted: frozenset[str]) -> Comparison:
    if not known or not wanted:
        return "unknown"
    return "clash" if known.isdisjoint(wanted) else "agree"


def traits_in(tokens: Tokens, indices: Iterable[int]) -> Traits:
    """Return the traits that some words state, given in the order of the text."""
    parties: set[str] = set()
    places: set[str] = set()
    lexicon = tokens.lexicon
    taken = -1
    for index in indices:
        if index == taken:
            continue  # "New" + "Mexico" is not Mexico
        lower = tokens.lowers[index].rstrip(".")
        belongs_to = lexicon.demonyms.get(lower) or _PARTY_NOUNS.get(lower)
        if belongs_to is not None:
            (parties if belongs_to.endswith("party") else places).add(belongs_to)
        elif tokens.is_capitalised(index) and len(lower) > 2:
            pair = f"{lower} {tokens.lowers[index + 1]}" if index + 1 < len(tokens) else ""
            taken = index + 1 if pair in lexicon.regions else -1
            place = lexicon.regions.get(pair) or lexicon.regions.get(lower)
            place = place or (lower if lower in lexicon.countries else None)
            places.update([place] if place else [])
    return Traits(frozenset(parties), frozenset(places - {"-"}))


def traits_of(tokens: Tokens, figure: Figure, role_words: Iterable[int]) -> Traits:
    """Return the traits that an article states of somebody: in roles and right beside the name."""
    words = set(role_words)
    labels: list[Traits] = []
    for mention in figure.mentions[:_MAX_MENTIONS]:
        if len(figure.words) == 1 or len(mention.words) > 1:
            words.update(_before(tokens, mention))
        words.update(_after(tokens, mention))
        labels.append(_labelled(tokens, mention))
    stated = traits_in(tokens, sorted(words))
    return Traits(
        stated.parties.union(*(label.parties for label in labels)),
        stated.places.union(*(label.places for label in labels)),
    )


def _before(tokens: Tokens, mention: NameMention) -> list[int]:
    """Return the words of the name's own noun phrase before it: `Texas Sen.` Hale Orvik."""
    found = []
    for index in range(mention.start - 1, max(-1, mention.start - 1 - _MAX_BEFORE), -1):
        if tokens.upos[index] not in ("PROPN", "NOUN", "ADJ") or tokens.is_mark(index):
            break
        if tokens.sentences[index] != tokens.sentences[mention.start]:
            break
        found.append(index)
    return found


def _after(tokens: Tokens, mention: NameMention) -> list[int]:
    """Return the words after a name that say of where or what: `of Texas`, `, a Democrat`."""
    end = mention.end
    found: list[int] = []
    if end + 1 >= len(tokens):
        return found
    if tokens.lowers[end] == "of":
        return [i for i in (end + 1, end + 2) if i < len(tokens) and tokens.is_capitalised(i)]
    if tokens.words[end] != "," or tokens.lowers[end + 1] not in ("a", "an", "the"):
        return found
    for index in range(end + 2, min(len(tokens), end + 2 + _MAX_AFTER)):
        if not (tokens.is_nominal(index) or tokens.upos[index] == "ADJ"):
            break
        found.append(index)
    return found


def _labelled(tokens: Tokens, mention: NameMention) -> Traits:
    end = tokens.ends[mention.end - 1]
    match = _PARTY_LABEL.match(tokens.text[end : end + _LABEL_CHARS])
    if match is None:
        return Traits()
    party = _PARTY_OF_LABEL.get(match["party"], "")
    place = tokens.lexicon.regions.get((match["place"] or "").replace(".", "").lower(), "")
    return Traits(frozenset(filter(None, [party])), frozenset(filter(None, [place])))
