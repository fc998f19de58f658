"""Where does a phrase that names a role begin and end?

Noun phrases are read by tags and by the marks between them, not by the parse: the end of a long
apposition is where parsers err most. Hands on `(start, end, head)`, half-open, in words.
"""

from __future__ import annotations

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

Bounds = tuple[int, int, int]

_ARTICLES = frozenset({"the", "a", "an", "another", "one", "this", "that"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_ROLE_ADPOSITIONS = frozenset("of for to at with in from on against under within behind".split())
_OCCASIONS = frozenset("statement interview email e-mail letter tweet speech briefing call".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MAX_BASE, _MAX_TAIL, _MAX_BEFORE, _MAX_TITLED, _MAX_CLAUSE, _MAX_FIELD = 14, 25, 9, 12, 60, 6

PAST_TENSES = frozenset("former ex then late retired onetime one-time".split())
TENSES = PAST_TENSES | {"acting", "interim"}
"""Words that say when somebody holds or held an office; they are never left out of a role."""

MEMBERSHIPS = frozenset(
    "democrat republican conservative liberal libertarian socialist independent populist"
    " nationalist communist feminist separatist".split()
)
"""Groups of role nouns that only say to which party or side somebody belongs."""


def skip_brackets(tokens: Tokens, index: int) -> int:
    """Return the word after a bracket that opens here, else the same word."""
    if index < len(tokens) and tokens.words[index] in ("(", "-LRB-", "["):
        for close in range(index + 1, min(index + 9, len(tokens))):
            if tokens.words[close] in (")", "-RRB-", "]"):
                return close + 1
    return index


def is_determiner(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is an article, a demonstrative or a possessive pronoun."""
    lower = tokens.lowers[index]
    return lower in _ARTICLES or lower in _POSSESSIVES


def _is_premodifier(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in ("-", "&") or tokens.lowers[index] in APOSTROPHES:
        return True
    if tokens.words[index + 1 : index + 2] == ["-"] and tokens.upos[index] in ("ADP", "ADV"):
        return tokens.starts[index + 1] == tokens.ends[index]  # "in-state director"
    if tokens.upos[index] in ("ADJ", "NOUN", "PROPN", "NUM"):
        return True
    if word == "." and index and tokens.lowers[index - 1] == "no":
        return tokens.words[index + 1 : index + 2] != [] and tokens.words[index + 1].isdigit()
    if tokens.is_short_title(index) and tokens.is_capitalised(index):
        return True
    if tokens.lowers[index] == "outside":  # "a top outside adviser", but "a baker outside Lund"
        return any(map(tokens.role_group, range(index + 1, min(index + 3, len(tokens)))))
    return tokens.tags[index] in ("VBN", "VBG") or tokens.lowers[index] in ("then", "longtime")


def is_plural(tokens: Tokens, index: int) -> bool:
    """Tell whether a role noun stands in the plural; a wrong tag does not make `pollster` one."""
    return tokens.looks_plural(index) and tokens.singular(index) != tokens.lowers[index]


def read_phrase(
    tokens: Tokens,
    cast: Cast,
    start: int,
    *,
    needs_role: bool = True,
    is_signed: bool = False,
    in_plural: bool = False,
) -> Bounds | None:
    """Read the role phrase that begins at a word: its article left out, its tail included.

    Returns nothing where the phrase's main noun is no role noun, is not in the number asked for, or
    is the title of somebody who is named next. After an article, and in a signature, every noun
    that names a person will do.
    """
    first = start
    while start < len(tokens) and is_determiner(tokens, start):
        start += 1
    end = _before_participle(tokens, start, _base_end(tokens, cast, start, needs_role))
    if end < len(tokens) and end in cast.at_word and cast.at_word[end].is_person:
        return None
    head = end - 1
    if start == first or not tokens.role_group(head):  # "a Republican", also tagged as `ADJ`
        while head >= start and not tokens.is_nominal(head):
            head -= 1
    if head < start:
        return None
    noun = tokens.trade(head) if start > first or is_signed else tokens.role_group(head)
    if needs_role and (not noun or is_plural(tokens, head) is not in_plural):
        return None
    if needs_role and (tokens.singular(head) in tokens.lexicon.person_nouns or noun == "youth"):
        return None  # "because she is a woman"
    return start, _read_tail(tokens, cast, head + 1 if head + 1 == end else end), head


def _base_end(tokens: Tokens, cast: Cast, start: int, needs_role: bool) -> int:
    """Return where a phrase's nouns and what stands before them end; names are taken whole."""
    end = start
    limit = min(len(tokens), start + _MAX_BASE)
    while end < limit:
        mention = cast.at_word.get(end)
        if mention and mention.is_person and needs_role:
            serves = mention.start == end and _is_plain_noun(tokens, mention.end)
            if not _owns(tokens, mention.end) and not serves:
                break
        if mention and (not mention.is_person or mention.start == end):
            end = mention.end
        elif _is_premodifier(tokens, end) or (end > start and _joins(tokens, start, end)):
            end += 1
        else:
            break
    return end


def _before_participle(tokens: Tokens, start: int, end: int) -> int:
    """Return where a phrase's nouns end before `representing Lund`, which belongs to its tail."""
    for index in range(start + 1, end):
        if tokens.tags[index] == "VBG" and tokens.role_group(index - 1):
            return end if tokens.role_group(end - 1) else index
    return end


def _joins(tokens: Tokens, start: int, index: int) -> bool:
    """Tell whether an "and" stands before a role's noun: a `history and music` teacher."""
    if tokens.lowers[index] != "and":
        return False
    if _joins_capitals(tokens, index):
        return True
    if any(map(tokens.role_group, range(start, index))) or not _says_field(tokens, start, index):
        return False
    after = index + 1
    while after < min(len(tokens), index + _MAX_FIELD) and _says_field(tokens, after, after + 1):
        if tokens.role_group(after):
            return not is_plural(tokens, after)
        after += 1
    return False


def _says_field(tokens: Tokens, start: int, end: int) -> bool:
    return all(tokens.upos[index] in ("ADJ", "NOUN", "PROPN") for index in range(start, end))


def _joins_capitals(tokens: Tokens, index: int) -> bool:
    """Tell whether an "and" is inside a name before a role: the `Lake and Hill Bank` chairman."""
    if tokens.lowers[index] != "and" or not tokens.is_capitalised(index - 1):
        return False
    after = index + 1
    while after < len(tokens) - 1 and tokens.is_capitalised(after):
        after += 1
    return after > index + 1 and bool(tokens.role_group(after))


def _owns(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.lowers[index] in APOSTROPHES


def _is_plain_noun(tokens: Tokens, index: int) -> bool:
    """Tell whether a common noun stands here: of `an Orvik adviser` the adviser."""
    inside = index < len(tokens) and tokens.upos[index] == "NOUN"
    return inside and not tokens.is_capitalised(index)


def _read_tail(tokens: Tokens, cast: Cast, index: int) -> int:
    """Return where the prepositional tail of a phrase ends ("of the X union for Y")."""
    end = index
    limit = min(len(tokens), index + _MAX_TAIL)
    while index < limit:
        lower, upos = tokens.lowers[index], tokens.upos[index]
        if lower == "and" and _starts_somebody(tokens, cast, index + 1):
            break
        counts = tokens.upos[index + 1 : index + 2] == ["NUM"] and tokens.upos[index - 1] != "NUM"
        if lower == "and" and counts:
            break  # "congresswoman and five years in office"
        titled = _titled_end(tokens, index)
        if titled > index:
            index = end = titled
            continue
        if upos == "ADP" and not _continues_role(tokens, index):
            break
        fits = (
            upos in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "CCONJ")
            or _is_premodifier(tokens, index)
            or lower in _POSSESSIVES
            or (upos == "PART" and lower in ("to", *APOSTROPHES))
            or (upos == "ADV" and tokens.upos[index + 1 : index + 2] == ["ADJ"])
            or (index in cast.at_word and not cast.at_word[index].is_person)
        )
        if not fits or lower in ("who", "which", "that", "but") or tokens.is_finite(index):
            break
        index += 1
        named = index - 1 in cast.at_word
        dated = upos == "NUM" and len(lower) == 4 and tokens.lowers[index - 2] == "in"
        if tokens.is_nominal(index - 1) or named or dated or lower in APOSTROPHES:
            end = index
    return end


def _titled_end(tokens: Tokens, index: int) -> int:
    """Return the word after `“The Night Tram”` where a title in marks begins at a word."""
    if not tokens.is_mark(index) or tokens.quoted[index - 1]:
        return index
    for close in range(index + 2, min(index + _MAX_TITLED, len(tokens))):
        if tokens.is_mark(close):
            plain = tokens.words[close - 1][-1:].isalnum() and tokens.is_capitalised(index + 1)
            return close + 1 if plain else index
    return index


def _starts_somebody(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether the words after an "and" name the next person of a list."""
    for ahead in range(index, min(index + 6, len(tokens))):
        mention = cast.at_word.get(ahead)
        if mention:
            return mention.is_person
        if tokens.upos[ahead] in ("PUNCT", "ADP", "VERB", "AUX"):
            return False
    return False


def _continues_role(tokens: Tokens, index: int) -> bool:
    """Tell whether a preposition belongs to the role and not to the occasion of speaking."""
    if tokens.lowers[index] not in _ROLE_ADPOSITIONS:
        return False
    if tokens.lowers[index] == "with" and index + 2 < len(tokens):
        named = tokens.is_capitalised(index + 1) or tokens.is_capitalised(index + 2)
        return named or tokens.lowers[index + 1] == "the"  # "a nurse with two boys"
    ahead = range(index + 1, min(index + 4, len(tokens)))
    return not any(tokens.lowers[i] in _OCCASIONS or tokens.lowers[i] in DAYS for i in ahead)


def role_phrase_ending(tokens: Tokens, cast: Cast, end: int) -> Bounds | None:
    """Read the role phrase that ends before a comma: `An attorney for Pagliano,`.

    It must begin with an article or begin its sentence, and no preposition may stand before it:
    in "after a meeting with the president, Sato said" nothing is stated of Sato.
    """
    start = end
    sentence = tokens.sentences[end]
    while start and end - start < 18 and tokens.sentences[start - 1] == sentence:
        index = start - 1
        participle = tokens.tags[index] in ("VBN", "VBG") and tokens.upos[index] == "VERB"
        breaks = tokens.upos[index] in ("PUNCT", "VERB", "AUX", "SCONJ", "SPACE")
        joins = tokens.words[index] == "-" and tokens.ends[index] == tokens.starts[start]
        joins = joins or tokens.lowers[index] in APOSTROPHES
        if breaks and not (participle and index > 0) and not joins:
            break
        start = index
    while start < end and tokens.upos[start] in ("CCONJ", "ADV", "SPACE"):
        start += 1
    if start >= end or tokens.upos[start] in ("ADP", "PART"):
        return None
    if tokens.lowers[start : start + 2] == ["one", "of"]:  # "One of her advisers, Hale Orvik,"
        several = read_phrase(tokens, cast, start + 2, in_plural=True)
        return (start, *several[1:]) if several and several[1] >= end - 1 else None
    bounds = read_phrase(tokens, cast, start)
    return bounds if bounds and bounds[1] >= end - 1 else None


def phrase_set_off(
    tokens: Tokens, cast: Cast, end: int, *, is_surely_set_off: bool, indefinite: bool = False
) -> Bounds | None:
    """Read a definite role phrase before a comma inside a sentence: `met the port's chairman,`.

    A clause must have begun before it, unless the comma surely sets off what follows; else it may
    only end what was set in front of a clause. `indefinite` admits "a" and "an" too.
    """
    start = end
    while start and end - start < _MAX_BEFORE and _is_premodifier(tokens, start - 1):
        start -= 1
    named = (cast.at_word.get(index) for index in range(start, end))
    owner = next((mention for mention in named if mention), None)
    first = start - 1
    if owner is not None and _owns(tokens, owner.end):
        first = owner.start  # "Mr. Orvik's deputy," and "the BBC's host," need no article
        while first > start and tokens.title_at(first - 1):
            first -= 1
    elif start < end and tokens.is_capitalised(start) and _owns(tokens, start + 1):
        first = start  # "Liberals' chief whip,"
    elif first < 0 or not is_determiner(tokens, first):
        return None
    if tokens.lowers[first] in ("a", "an") and not indefinite:
        return None
    sentence = tokens.sentences[end]
    index = first - 1
    oldest = max(-1, first - _MAX_CLAUSE)
    while index > oldest and tokens.sentences[index] == sentence and not tokens.is_finite(index):
        index -= 1
    begun = is_surely_set_off or (index > oldest and tokens.sentences[index] == sentence)
    bounds = read_phrase(tokens, cast, first) if begun else None
    return bounds if bounds and bounds[1] == end else None


def long_phrase_set_off(tokens: Tokens, cast: Cast, end: int) -> Bounds | None:
    """Read `met the leader of the lake's fishermen,`: a definite phrase whose tail ends there."""
    sentence = tokens.sentences[end]
    for first in range(end - 3, max(-1, end - _MAX_BASE), -1):
        if tokens.sentences[first] != sentence or tokens.upos[first] in ("PUNCT", "VERB", "AUX"):
            return None
        if tokens.lowers[first] == "the" or tokens.lowers[first] in _POSSESSIVES:
            bounds = read_phrase(tokens, cast, first)
            if bounds and bounds[1] == end:
                return bounds
    return None
