"""Which role stands directly before a name: `Turkish Defence Minister` Hale Orvik?

Walks left from the name over whole names, adjectives and nouns, and over what joins two offices.
Hands on `(start, end, head)`, half-open, in words.
"""

from __future__ import annotations

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import DAYS, MEMBERSHIPS, TENSES, Bounds, is_plural
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_MAX_BEFORE, _MAX_OWNER = 12, 7
# "Obama consultant Hale Orvik": only these are called by the name of whom they serve or oppose.
_NAMED_BY_WHOM_THEY_SERVE = frozenset(
    "adviser aide ally assistant attorney backer biographer confidant consultant critic donor"
    " fundraiser lawyer manager operative opponent pollster spokesperson strategist supporter"
    " surrogate".split()
)
_PLACED = frozenset("state county city district federal us u.s. u.s".split())


def phrase_before(tokens: Tokens, cast: Cast, name_start: int) -> Bounds | None:
    """Read the role that stands directly before a name, `Mr` and `Sen.` left out of a longer one.

    A possessor belongs to it ("the panel's chairman"). An abbreviated title by itself keeps what
    says where and when ("former Lakeland Gov.").
    """
    end = _skip_short_titles(tokens, name_start)
    start = own_words(tokens, walk_left(tokens, cast, end), end)
    head = _head_before(tokens, start, end)
    if head is not None and end < name_start and tokens.trade(head) in MEMBERSHIPS:
        return start, name_start, _skip_stop(tokens, name_start) - 1  # "liberal Sen."
    if head is not None:
        return _with_possessor(tokens, cast, start), end, head
    if end == name_start and end and tokens.title_at(end - 1) and tokens.is_capitalised(end - 1):
        end -= 1  # "President" that was tagged as something else than a noun
    return _titles_before(tokens, cast, end, name_start)


def _skip_short_titles(tokens: Tokens, name_start: int) -> int:
    """Step back over abbreviations and honorifics, kept only when nothing fuller is before them."""
    end = _skip_stop(tokens, name_start)
    while end and tokens.is_short_title(end - 1):
        end = _skip_stop(tokens, end - 1)
    return end


def _titles_before(tokens: Tokens, cast: Cast, start: int, name_start: int) -> Bounds | None:
    """Read the titles from a word to a name, without honorifics, with their place and time."""
    last = _skip_stop(tokens, name_start) - 1
    first = start
    while first <= last and _is_honorific(tokens, first):
        first += 1
    key = tokens.title_at(last) if last >= first else ""
    if not key or _is_honorific(tokens, last):
        return None
    widest = first
    while first == start and widest and _says_where_or_when(tokens, cast, widest - 1, name_start):
        mention = cast.at_word.get(widest - 1)
        widest = mention.start if mention else widest - 1
    if widest and tokens.lowers[widest - 1] in ("in", "near", "across"):
        widest = first  # "In Lakeland Gov. Hale Orvik said": the place is of the sentence
    return widest, name_start, last


def _is_honorific(tokens: Tokens, index: int) -> bool:
    key = tokens.title_at(index)
    return bool(key) and tokens.lexicon.titles[key].is_honorific


def _says_where_or_when(tokens: Tokens, cast: Cast, index: int, name_start: int) -> bool:
    if tokens.sentences[index] != tokens.sentences[name_start - 1]:
        return False
    mention = cast.at_word.get(index)
    if mention:
        return mention.label in ("GPE", "LOC")
    lower = tokens.lowers[index]
    return lower in TENSES or lower in _PLACED or lower in tokens.lexicon.demonyms


def _skip_stop(tokens: Tokens, index: int) -> int:
    """Step back over the full stop of an abbreviated title that was made a word of its own."""
    if index > 1 and tokens.words[index - 1] == "." and tokens.is_short_title(index - 2):
        return index - 1
    return index


def walk_left(tokens: Tokens, cast: Cast, end: int) -> int:
    """Return where the words begin that can belong to a role which ends before a word."""
    start = end
    sentence = tokens.sentences[end] if end < len(tokens) else -1
    while start and end - start < _MAX_BEFORE:
        index = start - 1
        if tokens.sentences[index] != sentence:
            break
        mention = cast.at_word.get(index)
        if (
            mention
            and mention.end == start
            and (_lends_its_name(tokens, mention.end, end) if mention.is_person else True)
        ):
            start = mention.start  # whole names: "Council on Lake Relations", "Orvik campaign"
            continue
        if (mention and mention.is_person) or not _is_before_role(tokens, index, start):
            break
        start = index
    while start < end and tokens.upos[start] in ("ADP", "CCONJ", "PUNCT"):
        start += 1
    return start


def own_words(tokens: Tokens, start: int, end: int) -> int:
    """Return where the words of the last role noun begin: a supporter of | `former president`.

    What stands before the preposition is then somebody else, whom the article does not name here.
    """
    if end > start and tokens.role_group(end - 1):
        for index in range(end - 2, start, -1):
            if tokens.lowers[index] in ("of", "for") and tokens.role_group(index - 1):
                # "secretary of state and candidate" are two offices of one person.
                return start if "and" in tokens.lowers[index:end] else index + 1
    return start


def _lends_its_name(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether the words after a person's name say who serves him, or what is called so."""
    if start < end and tokens.lowers[start] in tokens.lexicon.organization_nouns:
        return True  # "Orvik campaign spokesman Jon Pell"
    return start < end and tokens.role_group(end - 1) in _NAMED_BY_WHOM_THEY_SERVE


def _is_before_role(tokens: Tokens, index: int, start: int) -> bool:
    """Tell whether a word can stand before a role's words that begin at `start`."""
    if tokens.is_mark(index) or "=" in tokens.words[index]:  # what is left of a page's markup
        return False
    lower = tokens.lowers[index]
    if lower in ("of", "for", "and") and index > 0 and tokens.role_group(index - 1):
        return not is_plural(tokens, index - 1)
    if lower == "and":
        return _is_in_field(tokens, index)
    if lower == "the" and index > 1 and tokens.lowers[index - 1] in ("of", "for"):
        return bool(tokens.role_group(index - 2))  # "Speaker of the House"
    if lower == "&":
        return tokens.is_capitalised(start)
    if tokens.words[index] == "-":
        return tokens.ends[index] == tokens.starts[start]
    plain = tokens.upos[index] in ("ADJ", "NOUN", "PROPN") and lower not in DAYS
    plain = plain or (tokens.relations[index] == "amod" and tokens.heads[index] >= start)
    return plain or bool(tokens.title_at(index)) or lower in ("then", "longtime")


def _is_in_field(tokens: Tokens, index: int) -> bool:
    """Tell whether an "and" joins the fields of an office: president for news `and` talk."""
    for before in range(index - 1, max(0, index - 5), -1):
        if tokens.lowers[before] in ("of", "for"):
            return bool(tokens.role_group(before - 1))
        if not tokens.is_nominal(before) and tokens.upos[before] != "ADJ":
            return False
    return False


def _head_before(tokens: Tokens, start: int, end: int) -> int | None:
    """Return the role noun of a phrase before a name: its last word, or the one before "of"."""
    if start < end and tokens.trade(end - 1):
        # "candidates Pell and Orvik": the words are of both, not of one.
        return None if is_plural(tokens, end - 1) else end - 1
    if start >= end or not tokens.is_nominal(end - 1):
        return None  # in "an attorney for Pell" nothing stands between "for" and the name
    for index in range(end - 3, start - 1, -1):
        if tokens.lowers[index + 1] in ("of", "for", "and") and tokens.role_group(index):
            return index
    return None


def _with_possessor(tokens: Tokens, cast: Cast, start: int) -> int:
    """Take in a possessor before a role: the `panel's` chairman, `Orvik's` chief strategist.

    Not one with a title: in "President Orvik's adviser Jon Pell" nobody may read Pell as president.
    """
    if start < 2 or tokens.lowers[start - 1] not in APOSTROPHES:
        return start
    owner = start - 1
    while (
        owner
        and start - owner < _MAX_OWNER
        and tokens.sentences[owner - 1] == tokens.sentences[start]
        and tokens.upos[owner - 1] in ("ADJ", "NOUN", "PROPN")
    ):
        owner -= 1
    named = any(index in cast.at_word for index in range(owner, start))
    titled = any(map(tokens.role_group, range(owner, start)))
    return owner if owner < start - 1 and not (named and titled) else start
