"""What is a word known for: reporting verbs, settings, roles, titles, pronouns, given names?

The lists are text files beside this module: `#` starts a comment, columns are parted by a tab, and
the first lines of each file say where it comes from. They are read once, at the first call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from quotes.records import Medium, Modality


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """What a reporting verb, noun or adjective says by itself: the usual medium and modality."""

    medium: Medium
    modality: Modality


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for what somebody is: gender `m`, `f` or `-`; nouns of one group are synonyms."""

    gender: str
    group: str


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name; an honorific (`Mr`) states no role, a title (`Sen.`) does."""

    gender: str
    is_honorific: bool
    full: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Person (`first`, `second`, `third`, `relative`, `indefinite`), gender and number."""

    person: str
    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists; keys are lower case, nouns and verbs are lemmas."""

    verbs: Mapping[str, ReportingWord]
    cue_nouns: Mapping[str, ReportingWord]
    cue_adjectives: Mapping[str, ReportingWord]
    governing_words: Mapping[str, Mapping[str, str]]
    """Link, word and effect ("to", "refuse", "negated"); the file says what these are."""
    settings: Mapping[str, Medium]
    press_nouns: frozenset[str]
    roles: Mapping[str, RoleNoun]
    titles: Mapping[str, Title]
    pronouns: Mapping[str, Pronoun]
    demonyms: Mapping[str, str]
    countries: frozenset[str]
    """Countries and continents, as the demonyms give them."""
    regions: Mapping[str, str]
    """States and provinces by name, short form and the word for who lives there."""
    given_names: Mapping[str, str]
    person_nouns: Mapping[str, str]
    organization_nouns: frozenset[str]
    document_nouns: frozenset[str]


def _rows(file_name: str) -> Iterator[list[str]]:
    """Yield the columns of each line of a list, in the order of the file."""
    text = files(__package__).joinpath(file_name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _reporting(file_name: str) -> dict[str, ReportingWord]:
    return {
        word: ReportingWord(cast(Medium, medium), cast(Modality, modality))
        for word, medium, modality in _rows(file_name)
    }


def _by_link(file_name: str) -> dict[str, dict[str, str]]:
    links: dict[str, dict[str, str]] = {}
    for word, link, effect in _rows(file_name):
        links.setdefault(link, {})[word] = effect
    return links


def _regions() -> dict[str, str]:
    regions: dict[str, str] = {}
    for name, forms in _rows("regions.txt"):
        for form in (name, *forms.split()):
            regions[form.lower()] = name.lower()
    return regions


@cache
def load_lexicon() -> Lexicon:
    """Read all lists, once for each process.

    >>> load_lexicon().verbs["tweet"].medium
    'writing'
    """
    demonyms = {word.lower(): place.lower() for word, place in _rows("demonyms.txt")}
    return Lexicon(
        verbs=_reporting("reporting_verbs.txt"),
        cue_nouns=_reporting("cue_nouns.txt"),
        cue_adjectives=_reporting("cue_adjectives.txt"),
        governing_words=_by_link("governing_words.txt"),
        settings={word: cast(Medium, medium) for word, medium in _rows("settings.txt")},
        press_nouns=frozenset(word for (word,) in _rows("press_nouns.txt")),
        roles={word: RoleNoun(gender, group) for word, gender, group in _rows("role_nouns.txt")},
        titles={
            word: Title(gender, use == "honorific", full)
            for word, gender, use, full in _rows("titles.txt")
        },
        pronouns={
            word: Pronoun(person, gender, number)
            for word, person, gender, number in _rows("pronouns.txt")
        },
        demonyms=demonyms,
        countries=frozenset(place for place in demonyms.values() if not place.endswith("party")),
        regions=_regions(),
        given_names={word.lower(): gender for word, gender in _rows("given_names.txt")},
        person_nouns={word: gender for word, gender in _rows("person_nouns.txt")},  # noqa: C416 (rows are lists)
        organization_nouns=frozenset(word for (word,) in _rows("organization_nouns.txt")),
        document_nouns=frozenset(word for (word,) in _rows("document_nouns.txt")),
    )
