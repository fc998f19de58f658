"""Names settled over the whole article: tables of words as the network might tag them.

`[Ines Calder/PERSON]` is a name with its kind; everything else is outside of names.
"""

from __future__ import annotations

import re

import pytest

from quotes.pipeline.names import settle_names

_NAME = re.compile(r"\[([^/\]]+)/([A-Z]+)\]|(\S+)")


def tagged(marked: str) -> tuple[list[str], list[str]]:
    words: list[str] = []
    names: list[str] = []
    for name, kind, word in _NAME.findall(marked):
        parts = name.split() or [word]
        words += parts
        names += [f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)] if kind else ["O"]
    return words, names


TITLES_AND_INITIALS = [
    ("[Dr. Ines Calder/PERSON] spoke", "Dr. [Ines Calder/PERSON] spoke"),
    ("[Judge King/PERSON] spoke", "Judge [King/PERSON] spoke"),
    ("[Mr. Secretary/PERSON] , I ask", "Mr. Secretary , I ask"),
    ("[Vice President/PERSON] of the club", "[Vice President/PERSON] of the club"),
    ("[Chief Justice/PERSON] spoke", "[Chief Justice/PERSON] spoke"),
    ("Mr. [Chief/PERSON] Justice ,", "Mr. Chief Justice ,"),
    ("[Madam/PERSON] Speaker , I rise", "Madam Speaker , I rise"),
    ("[K./PERSON] [Michael Venn/PERSON] sued", "[K. Michael Venn/PERSON] sued"),
    ("photograph : R [Venn/PERSON] .", "photograph : [R Venn/PERSON] ."),
    ("said J.R. [Addis/PERSON]", "said [J.R. Addis/PERSON]"),
    ("I [Venn/PERSON] was there", "I [Venn/PERSON] was there"),
    ("[INES B./PERSON] CALDER FOR THE CROWN", "[INES B. CALDER/PERSON] FOR THE CROWN"),
    ("[Ines B./PERSON] said so", "[Ines B./PERSON] said so"),
    ("[Tom Addis/PERSON] and [Ines Venn/PERSON]", "[Tom Addis/PERSON] and [Ines Venn/PERSON]"),
]

HYPHENS = [
    ("[Ines Venn/PERSON] - Addis spoke", "[Ines Venn - Addis/PERSON] spoke"),
    ("[Ines Venn -/PERSON] [Addis/GPE] spoke", "[Ines Venn - Addis/PERSON] spoke"),
    ("[Ines Venn/PERSON] - [Addis/GPE] spoke", "[Ines Venn - Addis/PERSON] spoke"),
    ("Ms. Venn - [Addis/PERSON] spoke", "Ms. [Venn - Addis/PERSON] spoke"),
    ("[Mary -/PERSON] Ann spoke", "[Mary - Ann/PERSON] spoke"),
    (
        "[Ines Venn - Addis/GPE] and [Ines Venn/GPE] - [Addis/GPE]",
        "[Ines Venn - Addis/GPE] and [Ines Venn - Addis/GPE]",
    ),
    ("the [Venn/PERSON] - [Addis/PERSON] talks", "the [Venn/PERSON] - [Addis/PERSON] talks"),
    ("[Ines Venn/PERSON] - [Tom Addis/PERSON]", "[Ines Venn/PERSON] - [Tom Addis/PERSON]"),
    ("[New Elm/GPE] - [Sund/GPE] ferry", "[New Elm/GPE] - [Sund/GPE] ferry"),
    ("[Ines Venn/PERSON] - Addis Levellers", "[Ines Venn/PERSON] - Addis Levellers"),
    ("[Venn/PERSON] - Backed Plan", "[Venn/PERSON] - Backed Plan"),
    ("[Venn/PERSON] - Pier talks on the pier", "[Venn/PERSON] - Pier talks on the pier"),
]

IN_THE_WHOLE_ARTICLE = [
    ("[Coron/GPE] , [Coron/PERSON] or [Coron/GPE]", "[Coron/GPE] , [Coron/GPE] or [Coron/GPE]"),
    ("[Coron/GPE] or [Coron/PERSON]", "[Coron/GPE] or [Coron/PERSON]"),
    (
        "[Ines Lincoln/PERSON] left [Lincoln/GPE] , [Lincoln/GPE] where [Lincoln/PERSON] was born",
        "[Ines Lincoln/PERSON] left [Lincoln/GPE] , [Lincoln/GPE] where [Lincoln/PERSON] was born",
    ),
    (
        "[Venn Coal/ORG] closed ; [Venn/PERSON] said [Venn/ORG] would",
        "[Venn Coal/ORG] closed ; [Venn/ORG] said [Venn/ORG] would",
    ),
]


@pytest.mark.parametrize(
    ("read", "settled"), [*TITLES_AND_INITIALS, *HYPHENS, *IN_THE_WHOLE_ARTICLE]
)
def test_names_are_settled(read: str, settled: str) -> None:
    words, names = tagged(read)
    settle_names(words, names)
    assert (words, names) == tagged(settled)
