"""Which of the names in a source phrase speak: one, several, or none of them?

Names that only own, describe or belong to something are left out. Hands on the others.
"""

from __future__ import annotations

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_titles import phrase_before
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_EXAMPLES = frozenset({"including", "like", "especially", "particularly", "such", "except"})
_JOINERS = frozenset({"of", "for", "and", "&", "the"})
_MAX_WORDS_BETWEEN_NAMES = 8


def main_names(tokens: Tokens, cast: Cast, start: int, end: int) -> list[NameMention]:
    """Return the names that can be the source itself: not owners, not inside "of" or "who"."""
    found: list[NameMention] = []
    index = start
    attached = False
    while index < end:
        lower = tokens.lowers[index]
        if (lower in RELATIVES or lower in _EXAMPLES) and index > start:
            break
        if index > start and _acts(tokens, index):
            break
        if index > start and _only_describes(tokens, index):
            index = _description_end(tokens, cast, index, end)
            continue
        mention = cast.mention_within(index, start, end)
        if mention is None or mention.start < index:
            if tokens.words[index] in (",", "–", "—"):
                attached = False
            elif tokens.upos[index] == "ADP" or (lower == "to" and index > start):
                attached = True
            elif tokens.is_finite(index) and index > start:
                break
            index += 1
            continue
        after = mention.end
        joined = index > 1 and tokens.lowers[index - 1] in ("and", "&") and bool(found)
        if attached and mention.is_person and joined and _is_place_before(tokens, cast, index - 1):
            attached = False  # "Orvik of Lakeland and `Marsh` of Norland"
        if attached and mention.is_person:
            title = phrase_before(tokens, cast, mention.start)
            attached = title is None or not start <= title[0] <= start + 1
        if not attached and not _modifies(tokens, after, end):
            found.append(mention)
        index = after
    return found


def _acts(tokens: Tokens, index: int) -> bool:
    """Tell whether a participle begins what a group does: groups `urging` Hale Orvik to go."""
    if tokens.tags[index] != "VBG" or tokens.upos[index] != "VERB":
        return False
    return tokens.upos[index - 1] == "NOUN" and tokens.looks_plural(index - 1)


def _after_bracket(tokens: Tokens, index: int, end: int) -> int:
    """Return the word after a bracket that begins at a word, else the word itself."""
    if index < end and tokens.words[index] in ("(", "-LRB-"):
        closing = (i for i in range(index, end) if tokens.words[i] in (")", "-RRB-"))
        return next(closing, index - 1) + 1
    return index


def others_after(tokens: Tokens, index: int, end: int) -> int:
    """Return where, after a name, those begin who speak with it; 0 where nobody does.

    "Lund and `other towns`", "Orvik and `his wife`", "Orvik, Marsh, and `other Democrats`".
    """
    index = _after_bracket(tokens, index, end)
    index += index < end and tokens.words[index] == ","
    return index + 1 if index + 1 < end and tokens.lowers[index] == "and" else 0


def is_list_of_groups(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a source lists groups: "unions, churches and many farmers"."""
    commas = [index for index in range(start, end) if tokens.words[index] == ","]
    joints = [index for index in range(start + 1, end - 1) if tokens.lowers[index] == "and"]
    if not commas or not joints or joints[-1] < commas[0]:
        return False
    if any(tokens.lowers[i] in RELATIVES or tokens.is_finite(i) for i in range(start, end)):
        return False
    ends = [commas[0], joints[-1] - (tokens.words[joints[-1] - 1] == ","), end]
    return all(tokens.is_nominal(index - 1) and tokens.looks_plural(index - 1) for index in ends)


def _only_describes(tokens: Tokens, index: int) -> bool:
    """Tell whether a comma begins what only says who the name before it is: ", a", ", head of"."""
    if tokens.words[index] != "," or index + 1 >= len(tokens):
        return False
    if tokens.upos[index - 1] != "PROPN" and tokens.words[index - 1] != ")":
        return False
    if tokens.lowers[index + 1] in ("a", "an"):
        return True
    return bool(tokens.role_group(index + 1)) and not tokens.is_capitalised(index + 1)


def _description_end(tokens: Tokens, cast: Cast, index: int, end: int) -> int:
    """Return where, after a comma, names can go on: at ", and", or right before another name."""
    for place in range(index + 1, end - 1):
        if tokens.words[place] == "," and tokens.lowers[place + 1] == "and":
            return place + 1
    return end


def name_alike(tokens: Tokens, cast: Cast, start: int, end: int) -> NameMention | None:
    """Return capitals that a body is called elsewhere: The `Advocate`, which is no advocate."""
    first = start + is_determiner(tokens, start)
    if first >= end or not tokens.is_capitalised(first):
        return None
    if not all(tokens.is_capitalised(i) or tokens.lowers[i] in _JOINERS for i in range(first, end)):
        return None
    if end - first == 1 and tokens.singular(first) in tokens.lexicon.organization_nouns:
        return None  # "the PAC", "the Committee"
    return cast.named_alike(first, end, is_definite=first > start)


def whole_name(
    tokens: Tokens, cast: Cast, names: list[NameMention], start: int, end: int
) -> NameMention | None:
    """Return a source that is all capitals' words as one name, where less of it was marked."""
    people = [name for name in names if name.is_person]
    if not people or not 1 < end - start <= 6 or people[0].end - people[0].start == end - start:
        return None
    name = people[0]
    for index in range(start, end):
        if not tokens.is_capitalised(index):
            return None
        known = bool(tokens.title_at(index) or tokens.role_group(index))
        known = known or tokens.lowers[index] in tokens.lexicon.organization_nouns
        if not name.start <= index < name.end and (
            known or tokens.lowers[index] in tokens.lexicon.demonyms
        ):
            return None
    return cast.name_anew(name, start, end)


def _modifies(tokens: Tokens, after: int, end: int) -> bool:
    """Tell whether the name before a word only describes what follows: `Clinton` campaign."""
    if after >= end:
        return False
    if tokens.lowers[after] in APOSTROPHES:
        return after + 1 < end
    if tokens.upos[after] == "NOUN" or tokens.words[after] in ("-", "/"):
        return True
    if tokens.upos[after] == "ADJ" and after + 1 < end and tokens.upos[after + 1] == "NOUN":
        return True  # the `Clinton` super PAC
    return tokens.lowers[after] in tokens.lexicon.organization_nouns


def are_joined(tokens: Tokens, names: list[NameMention]) -> bool:
    """Tell whether names are coordinated ("X and Y", "X, Y and Z")."""
    if len(names) < 2:
        return False
    between = tokens.lowers[names[0].end : names[-1].start]
    if {"and", "&"}.isdisjoint(between):
        return False
    after = _after_bracket(tokens, names[0].end, names[1].start)
    if names[1].start - after <= _MAX_WORDS_BETWEEN_NAMES:
        return True
    return _only_describes(tokens, names[0].end) and tokens.lowers[names[1].start - 1] == "and"


def joins_another(tokens: Tokens, index: int, start: int) -> bool:
    """Tell whether a body's noun and "and", with or without "the", stand before a name."""
    index -= tokens.lowers[index - 1] == "the"
    if index - 2 <= start or tokens.lowers[index - 1] != "and":
        return False
    return tokens.singular(index - 2) in tokens.lexicon.organization_nouns


def _is_place_before(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether a place, or a bracket, stands before a word."""
    name = cast.at_word.get(index - 1)
    return tokens.words[index - 1] == ")" or (name is not None and name.label in ("GPE", "LOC"))


def begin_a_list(tokens: Tokens, names: list[NameMention]) -> bool:
    """Tell whether only "and", with or without "the", stands between a first name and a second."""
    if len(names) != 2 or names[1].label in ("GPE", "LOC"):
        return False
    between = tokens.lowers[names[0].end : names[1].start]
    return between in (["and"], ["and", "the"])


def is_headline_pair(tokens: Tokens, people: list[NameMention], start: int, end: int) -> bool:
    """Tell whether a source is two names and a comma: "Orvik, Marsh" clash, as headlines say."""
    if len(people) != 2 or (people[0].start, people[1].end) != (start, end):
        return False
    return tokens.words[people[0].end : people[1].start] == [","]
