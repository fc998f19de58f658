"""What kind of phrase is a source: a name, a pronoun, a role, a group, a body, a document?

Reads the words of a source span, from left to right and without trust in the parse, and hands on a
`SourceReading`: what must still be found out, not yet who it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_issuers import document_noun
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_titles import phrase_before
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.pipeline.people_unnamed import is_countryman

SourceForm = Literal[
    "name", "names", "pronoun", "person", "group", "body", "document", "thing", "unknown_name"
]

_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_EXAMPLES = frozenset({"including", "like", "especially", "particularly", "such", "except"})
_DEFINITE = frozenset({"the", "this", "that"})
_PLURAL_WORDS = frozenset(
    "many some several few most all both dozens hundreds thousands millions others two three four"
    " five six seven eight nine ten those these various numerous countless everyone"
    " everybody".split()
)
_MAX_WORDS_BETWEEN_NAMES = 8
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
    document = document_noun(tokens, cast, start, end)
    if document is not None:
        close = _description_from(tokens, document + 1, end)
        return _read_common(tokens, cast, start, close, document)
    names = _main_names(tokens, cast, start, end)
    alike = _name_alike(tokens, cast, start, end) if not names else None
    if alike is not None:
        return SourceReading("name", start, end, end - 1, (alike,), True)
    whole = _whole_name(tokens, cast, names, start, end)
    if whole:
        return SourceReading("name", start, end, end - 1, (whole,), True)
    people = [name for name in names if name.is_person]
    if names and _others_after(tokens, names[-1].end, end):
        close = _description_from(tokens, _others_after(tokens, names[-1].end, end), end)
        return SourceReading("group", start, close, close - 1)
    if not names and _is_list_of_groups(tokens, start, end):
        return SourceReading("group", start, end, end - 1)
    if len(names) == 1 and names[0].end == end and _joins_another(tokens, names[0].start, start):
        return SourceReading("group", start, end, end - 1)  # "the Marsh campaign and Delta"
    if people:
        several = names if _begin_a_list(tokens, names) else people
        is_list = _are_joined(tokens, several) or _is_headline_pair(tokens, people, start, end)
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
        if len(names) > 1 and _are_joined(tokens, names):
            return SourceReading("names", start, phrase_end, head, tuple(names), True)
        return SourceReading("name", start, phrase_end, head, (named,), True)
    return _read_common(tokens, cast, start, phrase_end, head)


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


def _main_names(tokens: Tokens, cast: Cast, start: int, end: int) -> list[NameMention]:
    """Return the names that can be the source itself: not owners, not inside "of" or "who"."""
    found: list[NameMention] = []
    index = start
    attached = False
    while index < end:
        lower = tokens.lowers[index]
        if (lower in _RELATIVES or lower in _EXAMPLES) and index > start:
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


def _others_after(tokens: Tokens, index: int, end: int) -> int:
    """Return where, after a name, those begin who speak with it; 0 where nobody does.

    "Lund and `other towns`", "Orvik and `his wife`", "Orvik, Marsh, and `other Democrats`".
    """
    index = _after_bracket(tokens, index, end)
    index += index < end and tokens.words[index] == ","
    return index + 1 if index + 1 < end and tokens.lowers[index] == "and" else 0


def _is_list_of_groups(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a source lists groups: "unions, churches and many farmers"."""
    commas = [index for index in range(start, end) if tokens.words[index] == ","]
    joints = [index for index in range(start + 1, end - 1) if tokens.lowers[index] == "and"]
    if not commas or not joints or joints[-1] < commas[0]:
        return False
    if any(tokens.lowers[i] in _RELATIVES or tokens.is_finite(i) for i in range(start, end)):
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


def _name_alike(tokens: Tokens, cast: Cast, start: int, end: int) -> NameMention | None:
    """Return capitals that a body is called elsewhere: The `Advocate`, which is no advocate."""
    first = start + is_determiner(tokens, start)
    if first >= end or not all(map(tokens.is_capitalised, range(first, end))):
        return None
    if end - first == 1 and tokens.singular(first) in tokens.lexicon.organization_nouns:
        return None  # "the PAC", "the Committee"
    return cast.named_alike(first, end)


def _whole_name(
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


def _are_joined(tokens: Tokens, names: list[NameMention]) -> bool:
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


def _joins_another(tokens: Tokens, index: int, start: int) -> bool:
    """Tell whether a body's noun and "and", with or without "the", stand before a name."""
    index -= tokens.lowers[index - 1] == "the"
    if index - 2 <= start or tokens.lowers[index - 1] != "and":
        return False
    return tokens.singular(index - 2) in tokens.lexicon.organization_nouns


def _is_place_before(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether a place, or a bracket, stands before a word."""
    name = cast.at_word.get(index - 1)
    return tokens.words[index - 1] == ")" or (name is not None and name.label in ("GPE", "LOC"))


def _begin_a_list(tokens: Tokens, names: list[NameMention]) -> bool:
    """Tell whether only "and", with or without "the", stands between a first name and a second."""
    if len(names) != 2 or names[1].label in ("GPE", "LOC"):
        return False
    between = tokens.lowers[names[0].end : names[1].start]
    return between in (["and"], ["and", "the"])


def _is_headline_pair(tokens: Tokens, people: list[NameMention], start: int, end: int) -> bool:
    """Tell whether a source is two names and a comma: "Orvik, Marsh" clash, as headlines say."""
    if len(people) != 2 or (people[0].start, people[1].end) != (start, end):
        return False
    return tokens.words[people[0].end : people[1].start] == [","]


def _is_news_body(tokens: Tokens, head: int) -> bool:
    noun = tokens.singular(head)
    return noun in tokens.lexicon.organization_nouns


def _find_head(tokens: Tokens, cast: Cast, start: int, end: int) -> tuple[int, int]:
    """Return the main noun or pronoun of a phrase and where its description (", who …") begins."""
    index = start
    while index < end and (is_determiner(tokens, index) or tokens.upos[index] in ("ADV", "DET")):
        if index == end - 1 or tokens.lowers[index] in _RELATIVES:
            break
        index += 1
    head = -1
    while index < end:
        upos = tokens.upos[index]
        if head >= 0 and tokens.lowers[index] in _RELATIVES:
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
    return (
        tokens.words[index] in (",", "–", "—", "(", "-LRB-") or tokens.lowers[index] in _RELATIVES
    )


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
    if is_countryman(tokens, head):
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
