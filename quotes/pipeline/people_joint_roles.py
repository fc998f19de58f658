"""Which role do several people share: `Senators Hale Orvik and Tilda Marsh`?

A plural beside joined names is stated of each of them, in the plural. Hands on `StatedRole`s.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_plural, read_phrase, skip_brackets
from quotes.pipeline.people_stated import KINSHIP, StatedRole, make_role
from quotes.pipeline.people_titles import own_words, walk_left
from quotes.pipeline.people_tokens import Tokens

_COUNTED = frozenset({"two", "three", "four", "five", "both", "the", "all"})
_MAX_NAMES_LENGTH, _MAX_ORIGIN = 24, 8


def joint_role(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Return the plural role of names joined by "and" of which `mention` is one."""
    start, end = _joined_names(tokens, cast, mention)
    if end - start <= mention.end - mention.start:
        return None
    role = _plural_before(tokens, cast, start, end) or _plural_after(tokens, cast, end)
    if role is None or (role.standing == "relation" and role.group not in KINSHIP):
        return None  # "its clients": whose, the words do not say
    return replace(role, standing="shared") if role.standing == "office" else role


def _joined_names(tokens: Tokens, cast: Cast, mention: NameMention) -> tuple[int, int]:
    """Return the words of a list of people that a name is in, given names alone included."""
    start, end = mention.start, mention.end
    sentence = tokens.sentences[mention.start]
    while start and end - start < _MAX_NAMES_LENGTH and tokens.sentences[start - 1] == sentence:
        before = _step_back(tokens, cast, start)
        if before == start:
            break
        start = before
    while end < len(tokens) and end - start < _MAX_NAMES_LENGTH:
        after = _skip_origin(tokens, cast, end)
        if after == end and not _is_listed(tokens, cast, end):
            break
        end = max(after, end + 1)
    while start < mention.start and tokens.words[start] in (",", "and"):
        start += 1
    while end > mention.end and tokens.words[end - 1] in (",", "and"):
        end -= 1
    return (start, end) if "and" in tokens.lowers[start:end] else (mention.start, mention.end)


def _step_back(tokens: Tokens, cast: Cast, start: int) -> int:
    """Return where the words before a place begin that belong to a list of people."""
    if _is_listed(tokens, cast, start - 1):
        return start - 1
    for first in range(start - 1, max(-1, start - _MAX_ORIGIN), -1):
        if first - 1 in cast.at_word and _skip_origin(tokens, cast, first) == start:
            return first
    return start


def _skip_origin(tokens: Tokens, cast: Cast, index: int) -> int:
    """Step over where somebody is from, or for which party: `(Lib.)`, `of Lakeland`."""
    after = skip_brackets(tokens, index)
    if after > index or index + 1 >= len(tokens) or tokens.lowers[index] not in ("of", "from"):
        return after
    place = cast.at_word.get(index + 1)
    return place.end if place is not None and place.label in ("GPE", "LOC") else index


def _is_listed(tokens: Tokens, cast: Cast, index: int) -> bool:
    name = cast.at_word.get(index)
    if name is not None:
        return name.is_person
    if tokens.words[index] in (",", "and"):
        return True
    alone = tokens.upos[index] == "PROPN" and tokens.is_capitalised(index)
    follows = cast.at_word.get(index + 1)  # "Dolores and Ray Chaffin", or half of a name
    joined = tokens.lowers[index + 1 : index + 2] == ["and"] or (follows and follows.is_person)
    return alone and bool(joined) and not (tokens.role_group(index) or tokens.title_at(index))


def _plural_before(tokens: Tokens, cast: Cast, start: int, end: int) -> StatedRole | None:
    """Read `Senators` before names, or `the two biologists,` where a comma closes them again."""
    head = start - 1
    if head > 0 and tokens.words[head] == "." and tokens.title_at(head - 1):
        head -= 1  # "Reps." in two words
    closes = tokens.words[end : end + 1] in ([","], ["."])
    is_set_off = head > 0 and tokens.words[head] == "," and closes
    head -= is_set_off
    if head < 0 or not _is_plural_role(tokens, head):
        return None
    first = own_words(tokens, walk_left(tokens, cast, head + 1), head + 1)
    counted = first > 0 and tokens.lowers[first - 1] in _COUNTED
    if first > head or (is_set_off and not counted):
        return None
    end = head + 1 if is_set_off else start
    return make_role(tokens, cast, (first, end, head), "before")


def _is_plural_role(tokens: Tokens, index: int) -> bool:
    """Tell whether a plural role noun stands here, or a title in the plural (`Representatives`)."""
    if is_plural(tokens, index) and tokens.role_group(index):
        return True
    title = tokens.lowers[index].rstrip(".")
    return title.endswith("s") and title[:-1] in tokens.lexicon.titles


def _plural_after(tokens: Tokens, cast: Cast, end: int) -> StatedRole | None:
    """Read `, both professors at the Lake Institute` after names."""
    if end + 2 >= len(tokens) or tokens.words[end] != ",":
        return None
    first = end + 1
    counted = tokens.lowers[first] in _COUNTED
    plain = first if not counted or tokens.lowers[first] == "the" else first + 1
    bounds = read_phrase(tokens, cast, plain, in_plural=True)
    if bounds is None or not (counted or bounds[1] > bounds[2] + 1):
        return None  # "Orvik and Marsh, lawyers" may begin a list of others
    return make_role(tokens, cast, bounds, "apposition")
