"""Invented articles for programs that are killed: small, alike, and every version its own words.

Each holds three quotes, of which the third is carried by several articles, so that statements gain
and lose members. The word of an article stands in its first two quotes and nowhere else: an archive
that has one of them and not the other holds half an article.
"""

from __future__ import annotations

from random import Random

QUOTES_AN_ARTICLE = 3

_SYLLABLES = "ba ke li mo nu ra te vi so da fe gi".split()
_PLACES = "pier,quay,market hall,swing bridge,ferry landing,fish market,mill,lower dock".split(",")
_THINGS = "lamps,benches,railings,pumps,signs,gates,drains,stairs".split(",")
_SPEAKERS = "Ada Fenwick,Tomas Reeve,Ines Calder,Noor Halloran,Piet Arkwright".split(",")
_SHARED = (
    ("The council will pay for every crossing that was cancelled in the storm", "Mara Ostrey"),
    ("Nobody who lives on the island was ever asked about the new timetable", "Owen Tallis"),
    ("We found cracks in eleven of the forty piers under the northern span", "Lena Brandt"),
    ("Children and pensioners will cross free of charge from the first of May", "Mara Ostrey"),
    ("The last steam ferry leaves on Sunday and there will not be another one", "Owen Tallis"),
)


def word_of(number: int, version: int) -> str:
    """Return the word that only this version of this article uses."""
    rest, syllables = number * 1000 + version, []
    for _ in range(6):
        rest, at = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables)


def name_of(number: int) -> str:
    """Return the file name of an article, which is its id in an archive."""
    return f"ward-{number:04}.txt"


def text_of(number: int, version: int) -> str:
    """Return the article."""
    chance, word = Random(f"{number}/{version}"), word_of(number, version)
    first, second = chance.sample(_SPEAKERS, 2)
    shared, third = _SHARED[number % len(_SHARED)]
    place, other_place = chance.sample(_PLACES, 2)
    thing, other_thing = chance.sample(_THINGS, 2)
    day = chance.randrange(1, 29)
    return (
        f"It rained on Monday, and the {place} was closed.\n\n"
        f"“The {word} {thing} at the {place} will be repaired on day {day},” said {first}.\n\n"
        f"“Somebody took {day + 2} of our {word} {other_thing} to the {other_place},”"
        f" {second} told the council.\n\n"
        f"“{shared},” said {third}."
    )
