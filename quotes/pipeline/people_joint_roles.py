"""Which role do several people share: `Senators Hale Orvik and Tilda Marsh`?

A plural beside joined names is stated of each of them, in the plural. Hands on `StatedRole`s.
"""

from __future__ import annotations

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_plural, read_phrase
from quotes.pipeline.people_stated import StatedRole, make_role
from quotes.pipeline.people_titles import own_words, walk_left
from quotes.pipeline.people_tokens import Tokens

_COUNTED = frozenset({"two", "three", "four", "five", "both", "the", "all"})
_MAX_NAMES_LENGTH = 16


def joint_role(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Return the plural role of names joined by "and" of which `mention` is one."""
    start, end = _joined_names(tokens, cast, mention)
    if end - start <= mention.end - mention.start:
        return None
    return _plural_before(tokens, cast, start, end) or _plural_after(tokens, cast, end)


def _joined_names(tokens: Tokens, cast: Cast, mention: NameMention) -> tuple[int, int]:
    """Return the words of a list of people that a name is in, given names alone included."""
    start, end = mention.start, mention.end
    while start and end - start < _MAX_NAMES_LENGTH and _is_listed(tokens, cast, start - 1):
        start -= 1
    while end < len(tokens) and end - start < _MAX_NAMES_LENGTH and _is_listed(tokens, cast, end):
        end += 1
    while start < mention.start and tokens.words[start] in (",", "and"):
        start += 1
    while end > mention.end and tokens.words[end - 1] in (",", "and"):
        end -= 1
    return (start, end) if "and" in tokens.lowers[start:end] else (mention.start, mention.end)


def _is_listed(tokens: Tokens, cast: Cast, index: int) -> bool:
    name = cast.at_word.get(index)
    if name is not None:
        return name.is_person
    if tokens.words[index] in (",", "and"):
        return True
    alone = tokens.upos[index] == "PROPN" and tokens.is_capitalised(index)
    joined = index + 1 < len(tokens) and tokens.lowers[index + 1] == "and"
    return alone and joined and not tokens.role_group(index)  # "Dolores and Ray Chaffin"


def _plural_before(tokens: Tokens, cast: Cast, start: int, end: int) -> StatedRole | None:
    """Read `Senators` before names, or `the two biologists,` where a comma closes them again."""
    head = start - 1
    if head > 0 and tokens.words[head] == "." and _is_plural_role(tokens, head - 1):
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
    if tokens.lowers[first] not in _COUNTED:
        return None
    bounds = read_phrase(tokens, cast, first + (tokens.lowers[first] != "the"), in_plural=True)
    return make_role(tokens, cast, bounds, "apposition") if bounds else None
