"""By which name is a speaker found who has none, or is many?

"Officials of the government of Hale Orvik" are not Hale Orvik: a name that only completes a
description makes nobody a speaker. One that says which office, town or body somebody is of does,
as far as words tell. Hands on names to `index/statements.py`. Pure.
"""

from __future__ import annotations

import re

from quotes.records import Speaker

_NAME_WORD = r"(?:[\w’']+-)*[^\W\d_a-z][\w.’'\-]*"
_NAME = rf"{_NAME_WORD}(?: (?:(?:de|der|van|von|bin|ibn|al|el) )*{_NAME_WORD})*"
_POSSESSIVE = re.compile(r"\b[^\W\d_a-z][\w.\-]*(?: [^\W\d_a-z][\w.\-]*)*(?:['’]s|s['’])(?=\s)")
_OF_SOMEBODY = """supporter follower loyalist backer relative family friend neighbor neighbour ally
    lawyer attorney aide adviser advisor associate colleague confidant critic opponent rival fan
    spokesman spokeswoman spokesperson widow widower wife husband partner parent mother father son
    daughter child children brother sister uncle aunt cousin nephew niece victim entourage camp
    behalf"""
"""Whose these are, is somebody."""
_OF_SOMEBODY_OR_SOMEWHERE = """government regime administration army force troop party office
    official member soldier fighter people representative delegation campaign team"""
"""Whose these are, is somebody if the name has two words, and may be a place if it has one."""


def _any_of(nouns: str) -> str:
    return rf"\b(?i:{'|'.join(nouns.split())})s?"


_TITLES = r"(?:[a-z]+,? |(?:President|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Gov\.|Gen\.) )*"
_COMPLETING = re.compile(
    rf"(?:{_any_of(_OF_SOMEBODY)} of {_TITLES}(?P<one>{_NAME})"
    rf"|{_any_of(_OF_SOMEBODY_OR_SOMEWHERE)} of (?!the [^\W\d_a-z])"
    rf"{_TITLES}(?P<two>{_NAME_WORD} {_NAME})"
    # "A spokesman for the Ministry" speaks for it, "a lawyer for Orvik" for a client.
    r"|\b(?:for|to|with|by|around|behind|against|under) (?!the [^\W\d_a-z])"
    rf"{_TITLES}(?P<three>{_NAME}))"
)
_LOOSE_END = re.compile(
    r"(?:\s+(?:of|for|to|with|by|around|behind|against|under|the|a|an|and)|,)+$"
)


MAX_CHARS = 300
"""What is longer is no description, and would take long to look through."""


def searchable_name(speaker: Speaker) -> str:
    """Return the name by which a speaker is found.

    Whose officials, neighbours or lawyer somebody is does not make the owner a speaker: of groups
    and the unnamed, names in the possessive are left out, and those that say no more than whom
    they belong to or speak for.
    """
    if speaker.kind in ("person", "organization") or len(speaker.name) > MAX_CHARS:
        return speaker.name
    name = _POSSESSIVE.sub("", speaker.name)
    while found := _COMPLETING.search(name):
        start, end = found.span(found.lastgroup or 0)
        name = f"{_LOOSE_END.sub('', name[:start].rstrip())}{name[end:]}"
    return " ".join(name.split()) or speaker.name
