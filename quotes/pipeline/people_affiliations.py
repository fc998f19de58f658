"""For which body does somebody speak, by the words of a role?

Reads the body that a role phrase names ("director of the Lake Institute", "council spokesman"), or
that stands beside a name ("Orvik of the Lake Institute"), and of an office of state the country or
town ("the prime minister of Norland"). Hands on its name without article.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.pipeline.mentions import FIRM_ENDINGS, NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

# "White House press secretary": of these nouns no body speaks, they only help to name an office.
_OFFICE_NOUNS = frozenset({"press", "media", "majority", "minority"})
_NOT_OF_A_NAME = frozenset(
    "former ex then acting interim late current longtime senior junior top chief deputy assistant"
    " incoming outgoing new veteran retired the a an".split()
)
_NAMES_BY_THEMSELVES = frozenset("House Senate Congress Parliament Treasury Commons".split())
_FIRM_NOUNS = frozenset({"company", "firm", "manufacturer", "business", "corporation"})
_OFFICES_OF_STATE = frozenset(
    "president minister premier chancellor governor mayor monarch king chief sheriff secretary"
    " ambassador lieutenant-governor attorney-general prince dictator ruler".split()
)
_OFFICES_OF_TOWNS = frozenset({"mayor", "governor", "chief", "sheriff"})
_OFFICES_OF_FIRMS = frozenset("ceo cfo coo chair founder owner executive".split())
_LINKS = frozenset({"for", "at", "with"})


def affiliation_in(tokens: Tokens, cast: Cast, start: int, end: int, head: int) -> str | None:
    """Return the body that a role phrase names, without article; after its noun before others.

    "The company" and "the council" are the one body of the article whose name has that word; where
    there is none or several, nothing is named.
    """
    if tokens.lowers[head] == "speaker" and tokens.lowers[head + 1 : head + 2] == ["of"]:
        return None  # "Speaker of the House" is an office
    found = _body_after(tokens, cast, head, end) or _body_before(tokens, cast, start, head)
    if found is None:
        return _named_as_owner(tokens, cast, start, end, head)
    if " " in found or found.lower() not in tokens.lexicon.organization_nouns:
        return found
    return found if found in _NAMES_BY_THEMSELVES else _named_with(cast, found, head)


def _named_with(cast: Cast, noun: str, place: int) -> str | None:
    """Return the only body whose name begins or ends with a noun, if it was named before a place.

    For "the company" that is a firm.
    """
    noun = noun.lower()
    bodies = [
        figure
        for figure in cast.figures
        if not figure.is_person and len(figure.words) > 1 and figure.mentions
        if figure.mentions[0].start < place
    ]
    if noun in _FIRM_NOUNS:
        named = [figure.name for figure in bodies if figure.words[-1] in FIRM_ENDINGS]
    else:
        named = [f.name for f in bodies if noun in (f.words[0], f.words[-1])]
    return named[0] if len(named) == 1 else None


def _named_as_owner(tokens: Tokens, cast: Cast, start: int, end: int, head: int) -> str | None:
    """Return whose office it is in `prime minister of Norland`, `Norland's mayor`, `Delta chair`.

    A country or a town has offices of state; of a firm's office the name may be taken for a place
    or a person, where it is one word.
    """
    group = tokens.role_group(head)
    for index in range(start, end):
        mention = cast.at_word.get(index)
        if mention is None or mention.start != index or mention.start <= head < mention.end:
            continue
        after = tokens.lowers[mention.end] if mention.end < len(tokens) else ""
        before = tokens.lowers[index - 1] if index else ""
        linked = (index == head + 2 and before == "of") or (index < head and after in APOSTROPHES)
        is_place = mention.label in ("GPE", "LOC")
        is_short = len(mention.words) == 1  # may be marked as a person's name all the same
        state = group in _OFFICES_OF_STATE and (is_place or is_short)
        firm = group in _OFFICES_OF_FIRMS and is_short
        adjacent = is_place and mention.end <= head and group in _OFFICES_OF_TOWNS
        if (linked and (state or firm)) or adjacent or (firm and mention.end == head):
            return tokens.span_text(mention.start, mention.end)
    return None


def _body_after(tokens: Tokens, cast: Cast, head: int, end: int) -> str | None:
    """Return the first body after a role's noun; of "the party's committee" the committee."""
    index = head + 1
    found: str | None = None
    while index < end:
        participle = tokens.tags[index] in ("VBG", "VBN") and tokens.upos[index] == "VERB"
        if participle and tokens.words[index - 1] != "-":
            return found  # "envoy to the coalition fighting the militia": not of the militia
        mention = cast.at_word.get(index)
        last = index
        if mention and mention.label == "ORG" and not mention.start <= head < mention.end:
            found = _bare_name(tokens, mention, head + 1, end)
            last = min(mention.end, end) - 1
        elif tokens.lowers[index] in tokens.lexicon.organization_nouns:
            found = _body_around(tokens, head + 1, index, head) or found
        elif tokens.lowers[index - 1] in _LINKS:
            found = _capitals_from(tokens, cast, index, end)
        owns = last + 1 < end and tokens.lowers[last + 1] in APOSTROPHES
        if found and not owns and not _goes_on(tokens, last, end):
            return found
        index = last + 1
    return found


def _goes_on(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether a body's name ends only in a later noun: `platform drafting` committee."""
    following = index + 1
    while following < end and tokens.upos[following] in ("ADJ", "NOUN", "PROPN"):
        if tokens.lowers[following] in tokens.lexicon.organization_nouns:
            return True
        following += 1
    return False


def _body_before(tokens: Tokens, cast: Cast, start: int, head: int) -> str | None:
    """Return the body that stands before a role's noun, the nearest one."""
    noun = -1
    for index in range(head - 1, start - 1, -1):
        mention = cast.at_word.get(index)
        if mention and mention.label == "ORG" and not mention.start <= head < mention.end:
            if noun >= 0:
                break
            other = cast.at_word.get(mention.start - 2)
            joined = tokens.lowers[mention.start - 1] == "and" and mention.start - 2 >= start
            if joined and other and other.label == "ORG":  # "the Lake | and | Hill Bank chairman"
                mention = replace(mention, start=other.start)
            return _bare_name(tokens, mention, start, head)
        if (
            noun < 0
            and tokens.lowers[index] in tokens.lexicon.organization_nouns
            and tokens.lowers[index] not in _OFFICE_NOUNS
        ):
            noun = index
    if noun < 0:
        return None
    found = _body_around(tokens, start, noun, head)
    return found or tokens.words[noun]


def _bare_name(tokens: Tokens, mention: NameMention, start: int, end: int) -> str | None:
    """Return a body's name within a phrase, without what belongs to the office before it."""
    first, last = max(start, mention.start), min(end, mention.end)
    for index in range(first, last - 1):
        if tokens.role_group(index) and tokens.lowers[index + 1] in ("of", "for"):
            first = index + 2  # "National Director of the Lake Project", marked as one name
    while first < last and tokens.lowers[first] in _NOT_OF_A_NAME:
        first += 1
    while last > first and tokens.lowers[last - 1] in _OFFICE_NOUNS:
        last -= 1
    return tokens.span_text(first, last) or None


def _capitals_from(tokens: Tokens, cast: Cast, start: int, end: int) -> str | None:
    """Return capitals after "for" or "at" in which no name was seen: `The Lake Herald`."""
    last = start
    while last < end and tokens.is_capitalised(last) and last not in cast.at_word:
        last += 1
    if tokens.words[start] == "The":  # "a writer for The Baltic", which is no sea here
        while last < end and tokens.is_capitalised(last):
            last += 1
    if last == start or (last < end and last in cast.at_word):
        return None
    first = start + 1 if tokens.lowers[start] == "the" and last > start + 1 else start
    return tokens.span_text(first, last)


def _body_around(tokens: Tokens, start: int, noun: int, head: int) -> str | None:
    """Return the body that ends in a noun; nothing for a noun that only helps to name an office.

    "The union" is a body; "secretary of state" and "Speaker of the House" are offices.
    """
    left = noun
    while left > start and left - 1 != head and _is_of_name(tokens, left - 1):
        left -= 1
    while left < noun and (
        tokens.lowers[left] in APOSTROPHES or tokens.lowers[left] in _NOT_OF_A_NAME
    ):
        left += 1
    known = left > 0 and tokens.lowers[left - 1] == "the" and not tokens.is_capitalised(noun)
    return tokens.span_text(left, noun + 1) if left < noun or known else None


def _is_of_name(tokens: Tokens, index: int) -> bool:
    """Tell whether a word can stand inside the name of a body that ends in a common noun."""
    return (
        tokens.upos[index] in ("ADJ", "NOUN", "PROPN")
        or tokens.words[index] in ("-", "&")
        or tokens.lowers[index] in APOSTROPHES
    )


def affiliation_beside(tokens: Tokens, cast: Cast, name_end: int) -> str | None:
    """Return the body in `Hale Orvik of the Lake Institute`: the one beside the name itself."""
    if name_end >= len(tokens) or tokens.lowers[name_end] not in ("of", "from", "at", "with"):
        return None
    index = name_end + 1
    if index < len(tokens) and tokens.lowers[index] == "the":
        index += 1
    mention = cast.at_word.get(index)
    if mention is None or mention.label != "ORG" or mention.start != index:
        return None
    return tokens.span_text(mention.start, mention.end)
