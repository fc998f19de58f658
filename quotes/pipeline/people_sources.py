"""What kind of phrase is a source: a name, a pronoun, a role, a group, a body, a document?

Reads the words of a source span, from left to right and without trust in the parse, and hands on a
`SourceReading`: what must still be found out, not yet who it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_issuers import document_noun
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_source_names import (
    RELATIVES,
    are_joined,
    begin_a_list,
    is_headline_pair,
    is_list_of_groups,
    joins_another,
    main_names,
    name_alike,
    others_after,
    whole_name,
)
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_unnamed import is_countryman

SourceForm = Literal[
    "name", "names", "pronoun", "person", "group", "body", "document", "thing", "unknown_name"
]

_DEFINITE = frozenset({"the", "this", "that"})
_PLURAL_WORDS = frozenset(
    "many some several few most all both dozens hundreds thousands millions others two three four"
    " five six seven eight nine ten those these various numerous countless everyone"
    " everybody".split()
)
_PARTITIVES = frozenset("group number majority handful dozen couple lot range variety half".split())


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A source phrase: words `start` to before `end` (without what only describes), main word.

    `names` are the names it consists of; `is_definite` tells "the minister" from "a minister".
    """

    form: SourceForm
    start: int
    end: int
    head: int
    names: tuple[NameMention, ...] = ()
    is_definite: bool = False


def read_source(tokens: Tokens, cast: Cast, start: int, end: int) -> SourceReading | None:
    """Read the source in the words `start` to before `end`; nothing where it names nobody."""
    start, end = _trim(tokens, start, end)
    if start >= end or all(tokens.upos[index] == "VERB" for index in range(start, end)):
        return None
    if end - start > 2 and tokens.lowers[end - 2 : end] == ["of", "whom"]:
        return SourceReading("pronoun", end - 1, end, end - 1)  # "two of whom"
    is_one = tokens.lowers[start : start + 2] == ["one", "of"]
    if is_one and document_noun(tokens, cast, start + 2, end) is not None:
        start += 2  # "one of `her ads`"
    document = document_noun(tokens, cast, start, end)
    if document is not None:
        close = _description_from(tokens, document + 1, end)
        return _read_common(tokens, cast, start, close, document)
    names = main_names(tokens, cast, start, end)
    close = _description_from(tokens, start, end)
    alike = name_alike(tokens, cast, start, close) if not names else None
    if alike is not None:
        return SourceReading("name", start, alike.end, alike.end - 1, (alike,), True)
    whole = whole_name(tokens, cast, names, start, end)
    if whole:
        return SourceReading("name", start, end, end - 1, (whole,), True)
    people = [name for name in names if name.is_person]
    if names and others_after(tokens, names[-1].end, end):
        close = _description_from(tokens, others_after(tokens, names[-1].end, end), end)
        close = end if tokens.lowers[close : close + 1] == ["who"] else close
        return SourceReading("group", start, close, close - 1)
    if not names and is_list_of_groups(tokens, start, end):
        return SourceReading("group", start, end, end - 1)
    if len(names) == 1 and names[0].end == end and joins_another(tokens, names[0].start, start):
        return SourceReading("group", start, end, end - 1)  # "the Marsh campaign and Delta"
    if people:
        several = names if begin_a_list(tokens, names) else people
        is_list = are_joined(tokens, several) or is_headline_pair(tokens, people, start, end)
        form: SourceForm = "names" if is_list else "name"
        chosen = tuple(several) if form == "names" else (people[0],)
        return SourceReading(form, start, end, chosen[0].end - 1, chosen, True)
    head, phrase_end = _find_head(tokens, cast, start, end)
    named = next((name for name in names if name.start <= head < name.end), None)
    if named is None and names and names[-1].start > head and _is_news_body(tokens, head):
        named = names[-1]  # "state news agency SANA"
    if named is None and names and _says_who(tokens, names[-1], phrase_end, end):
        named = names[-1]  # "the plant's owner, Lake Chemicals"
    if named:
        if len(names) > 1 and are_joined(tokens, names):
            return SourceReading("names", start, phrase_end, head, tuple(names), True)
        return SourceReading("name", start, phrase_end, head, (named,), True)
    common = _read_common(tokens, cast, start, phrase_end, head)
    return replace(common, end=end) if _is_defined(tokens, common, end) else common


def _is_defined(tokens: Tokens, reading: SourceReading, end: int) -> bool:
    """Tell whether "who" says which people are meant: "those `who stayed`", "anyone who …"."""
    if tokens.lowers[reading.end : reading.end + 1] != ["who"] or reading.end >= end:
        return False
    pronoun = tokens.lexicon.pronouns.get(tokens.lowers[reading.head])
    return pronoun is not None and pronoun.person == "indefinite"


def whole_noun_phrase(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return a source that was cut after a possessive with its noun: a `sheriff's` deputy.

    Only a noun that names a person is taken in: in "Orvik's claim that" the source is Orvik.
    """
    if not start < end < len(tokens) or tokens.lowers[end - 1] not in APOSTROPHES:
        return start, end
    last = end
    while last < len(tokens) - 1 and tokens.upos[last] == "ADJ":
        last += 1
    if not tokens.role_group(last):
        return start, end
    while start and (
        is_determiner(tokens, start - 1) or tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN")
    ):
        start -= 1
    return start, last + 1


def named_after(tokens: Tokens, cast: Cast, end: int) -> NameMention | None:
    """Return the name between commas right after a source: "the regulator", `Ofwell`, "said"."""
    name = cast.at_word.get(end + 1) if tokens.words[end : end + 1] == [","] else None
    if name is None or name.start != end + 1 or name.label in ("GPE", "LOC"):
        return None
    return name if tokens.words[name.end : name.end + 1] == [","] else None


def _says_who(tokens: Tokens, name: NameMention, comma: int, end: int) -> bool:
    """Tell whether a body's name between commas says who the phrase before them means."""
    begins = name.label == "ORG" and name.start == comma + 1 and tokens.words[comma] == ","
    return begins and (name.end >= end or tokens.words[name.end] == ",")


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    def is_outside(index: int) -> bool:
        word = tokens.words[index]
        return not any(map(str.isalnum, word)) and word not in ")%"

    while start < end and (is_outside(start) or tokens.words[start] in ".)'’"):
        start += 1
    while end > start and (is_outside(end - 1) or tokens.lowers[end - 1] in APOSTROPHES):
        end -= 1
    while start < end - 1 and (
        tokens.lowers[start] in ("by", "to", "from", "and", "but")
        or tokens.lowers[start : start + 2] == ["according", "to"]
    ):
        start += 1
    return start, end


def _is_news_body(tokens: Tokens, head: int) -> bool:
    noun = tokens.singular(head)
    return noun in tokens.lexicon.organization_nouns


def _find_head(tokens: Tokens, cast: Cast, start: int, end: int) -> tuple[int, int]:
    """Return the main noun or pronoun of a phrase and where its description (", who …") begins."""
    index = start
    while index < end and (is_determiner(tokens, index) or tokens.upos[index] in ("ADV", "DET")):
        if index == end - 1 or tokens.lowers[index] in RELATIVES:
            break
        index += 1
    head = -1
    while index < end:
        upos = tokens.upos[index]
        if head >= 0 and tokens.lowers[index] in RELATIVES:
            break  # "teachers who lined the hall"
        name = cast.at_word.get(index)
        if name is not None and name.start == index and name.end <= end:
            head, index = name.end - 1, name.end  # the "University of Tarrow" poll
            continue
        if upos in ("NOUN", "PROPN", "PRON") or (head < 0 and upos in ("NUM", "DET")):
            head = index
        elif tokens.lowers[index] in APOSTROPHES or tokens.words[index] in ("-", "&", ".", "/"):
            pass
        elif upos == "CCONJ" and tokens.upos[index - 1] == "ADJ" and index + 1 < end:
            pass  # "two old and new groups"
        elif upos == "ADJ" or tokens.tags[index] in ("VBN", "VBG", "JJ"):
            if head >= 0 and upos == "VERB":
                break  # "a poll released last week"
            if head < 0 and (index == end - 1 or tokens.upos[index + 1] == "ADP"):
                head = index
        elif head >= 0:
            break
        index += 1
    head = head if head >= 0 else end - 1
    return head, _description_from(tokens, head + 1, end)


def _description_from(tokens: Tokens, index: int, end: int) -> int:
    """Return where, from a word on, a mark or "who" begins what only describes."""
    while index < end and not (
        _starts_description(tokens, index) and tokens.lowers[index + 1 : index + 2] != ["and"]
    ):
        index += 1
    return index


def _starts_description(tokens: Tokens, index: int) -> bool:
    return tokens.words[index] in (",", "–", "—", "(", "-LRB-") or tokens.lowers[index] in RELATIVES


def _read_common(tokens: Tokens, cast: Cast, start: int, end: int, head: int) -> SourceReading:
    definite = tokens.lowers[start] in _DEFINITE or _has_owner(tokens, start, head)
    form = _form_of(tokens, cast, start, head)
    if form == "person" and tokens.upos[start] not in ("DET", "NUM"):
        definite = definite or not is_determiner(tokens, start)  # "Senator says", as headlines do
    return SourceReading(form, start, end, head, (), definite)


def _has_owner(tokens: Tokens, start: int, head: int) -> bool:
    pronoun = tokens.lexicon.pronouns.get(tokens.lowers[start])
    if pronoun and start < head and is_determiner(tokens, start):
        return True
    return any(tokens.lowers[index] in APOSTROPHES for index in range(start, head))


def _form_of(tokens: Tokens, cast: Cast, start: int, head: int) -> SourceForm:
    lower = tokens.lowers[head]
    if head == start and lower in tokens.lexicon.pronouns:
        return "pronoun"
    noun = tokens.singular(head)
    plural = tokens.looks_plural(head) and not is_countryman(tokens, head)
    quantified = any(tokens.lowers[index] in _PLURAL_WORDS for index in range(start, head + 1))
    is_said = noun in tokens.lexicon.cue_nouns and _has_owner(tokens, start, head)
    if (noun in tokens.lexicon.document_nouns or is_said) and not tokens.role_group(head):
        return "document"
    if noun in tokens.lexicon.organization_nouns and not tokens.role_group(head):
        return "group" if plural and noun not in ("police", "media", "state") else "body"
    if plural or noun in _PARTITIVES or noun in ("people", "police", "percent", "public"):
        return "group"
    if quantified and tokens.upos[head] != "PROPN" and lower != "one":
        return "group"
    if is_countryman(tokens, head) or (head > start and lower in tokens.lexicon.demonyms):
        return "person"
    if tokens.role_group(head) or noun in tokens.lexicon.person_nouns:
        return "person"
    if tokens.upos[head] == "PROPN" or _is_shouted_name(tokens, head):
        return "unknown_name"
    if noun.startswith("mother") or noun.startswith("father") or _is_age(tokens, head):
        return "person"
    return "thing"


def _is_age(tokens: Tokens, head: int) -> bool:
    return tokens.lowers[head].endswith(("year-old", "olds")) or tokens.lowers[head] == "old"


def _is_shouted_name(tokens: Tokens, head: int) -> bool:
    word = tokens.words[head]
    return len(word) > 2 and word.isupper() and word.isalpha()
