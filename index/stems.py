"""Which words are forms of one word?

Snowball's English stemmer says so, save where it joins words that are not alike: "Arabism" with
"Arab", "university" with "universe", "hardly" with "hard". Hands on one key for all forms of a
word; a key is compared and never shown.

The table was gathered by reading through the 800 commonest groups that the stemmer makes of the
words of PolNeAR's training articles and of the English treebanks, and holds those in which a
reader would take one word for a wrong answer to another.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNLIKE = """
    candid candidly|polite politely politeness|objective objectives objectively
    |publication publications|publicity|nominal nominally|securities
    |conservation conservationist conservationists|lively|business businesses|opera operas|several
    |important importance importantly|conventional conventionally|informal informally
    |animal animals|relative relatives relatively|author authors|authority authorities
    |executive executives|liberal liberals|initial initially initials|initiative initiatives
    |experiment experiments experimental experimented|intelligent intelligently
    |generation generations|protestant protestants|minority minorities|majority majorities
    |respective respectively|population populations|populous|subjective subjectively
    |moderator moderators|identical identically|denis|opposite opposites|celebrity celebrities
    |consistent consistently consistency|appropriation appropriations|competent competence
    |affection affections affectionate|cooper coopers|divisive divisiveness|memorial memorials
    |admiral admirals|witness witnesses witnessed witnessing|engine engines|apartment apartments
    |empirical empirically|physics physicist physicists|edition editions|colon colons
    |harris|edwards|richards|williams|roberts|peters|stevens|adams|ironic ironically|irony ironies
    |elevator elevators|utility utilities|compassion compassionate|fabric fabrics
    |university universities|universal universally|emergency emergencies|hardly|lately|likely|barely
    |shortly|willing willingly|willingness|department departments departmental|customs
    |customer customers|according accordingly|internal internally|training trainings
    |hospitality hospitable|organ organs|organic organically|arabic|news|newly|momentous|honorary
    |policing|arms armed|army armies|means meaning|numerous|officer officers|official officials
    |product products|secretion|sterling|corporal corporals|generic|generous generously generosity
    |marine marines|marina marinas|positive positively|negative negatively|native natives|nativity
    |past|paste pasted pastes|wander wandered wandering wanders|wand wands|hearty heartily
"""
"""Families that keep to themselves, between bars; every word of one has the same key."""

_FAMILY = {
    word: f"{family.split()[0]}+"
    for family in " ".join(_UNLIKE.split()).split("|")
    for word in family.split()
}

_BELIEF = re.compile(r"(?P<what>\w{3,})is(?:m|ms|t|ts)$")
"""A doctrine and who follows it: one word, and not the one it is made from."""
_NO_BELIEF = re.compile(
    r"(?:ex|ins|pers|res|cons|subs|ass|enl|des|coex|tw|checkl|shortl|wishl|playl|blackl|backl|chr"
    r"|organ|mechan|critic|metabol|pr|sch|bapt|optom|orthodont|dent|art|cycl|vocal|guitar|pian|flor)"
    r"is(?:m|t)s?$"
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the key of all forms of a folded word.

    >>> stem("fabricated") == stem("fabrication"), stem("arabism") == stem("arab")
    (True, False)
    """
    from snowballstemmer.english_stemmer import EnglishStemmer

    if family := _FAMILY.get(word):
        return family
    belief = _BELIEF.fullmatch(word)
    if belief and not _NO_BELIEF.fullmatch(word):
        return f"{belief['what']}ism+"
    # A stemmer keeps state while it works, so threads must not share one.
    return str(EnglishStemmer().stemWord(word))
