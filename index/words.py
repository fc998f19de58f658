"""Where can a word of a statement be found, in which form, and what is finding it worth?

Both the texts that are indexed and the words that are asked for go through `keys`, so that an
engine compares strings and nothing else. Hands on keys, the table of places with their weights,
and `find_in_text` for marking in a text what a query found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from rapidfuzz.distance import OSA

from index.engine import (
    DEFAULT_FIELDS,
    MAX_FUZZY_DISTANCE,
    MAX_NEAR_DISTANCE,
    FieldName,
    Form,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Word,
)
from index.stems import stem
from quotes.clusters.names import name_words, same_name, word_skeleton
from quotes.folding import words_with_offsets


@dataclass(frozen=True, slots=True)
class Place:
    """A field together with the form its words are compared in, and the score of a match there."""

    field: FieldName
    form: Form
    weight: float


PLACES: dict[FieldName, tuple[Place, ...]] = {
    "content": (Place("content", "word", 10.0), Place("content", "stem", 8.0)),
    "speaker": (Place("speaker", "name", 6.0), Place("speaker", "spelling", 5.0)),
    "role": (Place("role", "word", 4.0), Place("role", "stem", 3.5)),
    "context": (Place("context", "stem", 1.0),),
    "outlet": (Place("outlet", "word", 0.0), Place("outlet", "identifier", 0.0)),
    "kind": (Place("kind", "word", 0.0),),
    "cue": (Place("cue", "word", 0.0), Place("cue", "stem", 0.0)),
    "cluster": (Place("cluster", "identifier", 0.0),),
}
"""With the weights of the ranking: see `index/ranking.py`. Contexts are several times as long as
what they surround, so they are kept in one form only."""

MAX_EXPANDED_KEYS = 1024
"""How many keys the beginning or likeness of a word stands for at most in a kept view: the first in
the order of the alphabet."""

MAX_KEY_CHARS = 80
"""Longer words are cut: no word of a language is as long, and engines limit their keys."""

MIN_BARE_CONSONANTS = 3
"""A bare word is taken for another spelling of a name only when it has as many consonants: "war"
shall not find what Weir said."""

_MAX_KEPT_CHARS = 100
_MAX_KEPT_KEYS = 200_000
_SPELLING_SEPARATOR = "|"
_NOTHING_STARTS_SO = "\uffff"

_FORMS_OF_LEAF: dict[type[Leaf], frozenset[Form]] = {
    Word: frozenset({"word", "stem", "name", "spelling", "identifier"}),
    Phrase: frozenset({"word", "name", "identifier"}),
    Near: frozenset({"word", "name"}),
    Prefix: frozenset({"word", "name"}),
    Fuzzy: frozenset({"word", "name"}),
}


def place_of(field: FieldName, form: Form) -> Place:
    """Return the place of a field whose words are kept in one form; raises `LookupError`."""
    for place in PLACES[field]:
        if place.form == form:
            return place
    raise LookupError(f"the words of {field} are not kept in the form {form}")


def places(leaf: Leaf) -> tuple[Place, ...]:
    """Return the places a leaf is looked for in, the weightiest first."""
    fields = DEFAULT_FIELDS if leaf.field is None else (leaf.field,)
    allowed = _FORMS_OF_LEAF[type(leaf)]
    return tuple(place for field in fields for place in PLACES[field] if place.form in allowed)


def keys(text: str, form: Form) -> list[str]:
    """Return the words of a text in the order of the text, in the form they are compared in.

    `word`: folded, parts of a hyphenated word by themselves. `stem`: the same, stemmed.
    `name`: folded as names are, without the Arabic article. `spelling`: the same, each after what
    all spellings of it have in common. `identifier`: the text itself, whole.
    """
    match form:
        case "identifier":
            return [text] if text else []
        case "name" | "spelling":
            name_keys = _name_keys if len(text) <= _MAX_KEPT_CHARS else _name_keys.__wrapped__
            return list(name_keys(text, form))
        case _:
            kept = _kept_stems if form == "stem" else _kept_words
            return list(chain.from_iterable(map(kept.__getitem__, _stretches(text))))


@lru_cache(maxsize=50_000)
def _name_keys(text: str, form: Form) -> tuple[str, ...]:
    # Names come again and again while a view is built.
    if form == "name":
        return tuple(word[:MAX_KEY_CHARS] for word in name_words(text))
    return tuple(_spelling_start(word) + word for word in keys(text, "name"))


def _stretches(text: str) -> list[str]:
    """Return a text cut where no word can reach across: at its white space.

    A stretch is folded once, however often it comes. "Per cent" is one word with a space in it.
    """
    lower = text.lower()
    return [text] if "per cent" in lower or "per\u00a0cent" in lower else text.split()


class _KeptKeys(dict[str, tuple[str, ...]]):
    """The keys of stretches of text, worked out once; a view of a million statements asks often."""

    def __init__(self, work_out: Callable[[str], tuple[str, ...]]) -> None:
        self.work_out = work_out

    def __missing__(self, text: str) -> tuple[str, ...]:
        found = self.work_out(text)
        if len(text) <= _MAX_KEPT_CHARS:
            if len(self) >= _MAX_KEPT_KEYS:
                self.clear()
            self[text] = found
        return found


_kept_words = _KeptKeys(lambda text: tuple(word for word, _, _ in _words(text)))
_kept_stems = _KeptKeys(lambda text: tuple(map(stem, _kept_words[text])))


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the folded words of a text with the characters each was read from."""
    # For what is shown, a text is asked for by one word of the query after the other.
    return tuple(
        (part[:MAX_KEY_CHARS], word.start_char, word.end_char)
        for word in words_with_offsets(text)
        for part in word.parts
    )


def _spelling_start(name_word: str) -> str:
    return word_skeleton(name_word)[:MAX_KEY_CHARS] + _SPELLING_SEPARATOR


def _is_spelling_of(name_word: str, key: str) -> bool:
    """Tell whether a key of the form `spelling` is a spelling of a name's word.

    Names are compared whole, so the same second word is put behind both.
    """
    other = key.partition(_SPELLING_SEPARATOR)[2]
    return other == name_word or same_name(f"{name_word} x", f"{other} x")


# --- Comparing one leaf with the keys of one text ------------------------------------------------


def find_positions(leaf: Leaf, text_keys: Sequence[str], form: Form) -> list[tuple[int, int]]:
    """Return where a leaf matches the keys of one text: `[start, end)` positions, in order."""
    if isinstance(leaf, Near):
        wanted = [key for word in leaf.words for key in keys(word, form)]
        window = smallest_window(wanted, list(enumerate(text_keys)))
        fits = window and window[1] - window[0] <= len(wanted) + near_distance(leaf)
        return [window] if window and fits else []
    if expansion := key_expansion(leaf, form):
        return [(at, at + 1) for at, key in enumerate(text_keys) if expansion.accepts(key)]
    wanted = keys(leaf.text, form)
    size = len(wanted)
    return [
        (at, at + size)
        for at in range(len(text_keys) - size + 1)
        if wanted and list(text_keys[at : at + size]) == wanted
    ]


def near_distance(leaf: Near) -> int:
    """Return the distance of a `Near`, kept within what engines look at."""
    return min(max(leaf.distance, 0), MAX_NEAR_DISTANCE)


class KeyExpansion(NamedTuple):
    """Stands for every key that begins with `start` and is accepted."""

    start: str
    accepts: Callable[[str], bool]


def key_expansion(leaf: Leaf, form: Form) -> KeyExpansion | None:
    """Return which keys a leaf stands for in one form, `None` where it stands for its own."""
    if isinstance(leaf, Prefix | Fuzzy):
        wanted = (keys(leaf.text, "word") or [_NOTHING_STARTS_SO])[-1]
        if isinstance(leaf, Prefix):
            return KeyExpansion(wanted, lambda key: key.startswith(wanted))
        most = min(max(leaf.distance, 0), MAX_FUZZY_DISTANCE)
        return KeyExpansion(
            wanted[0],
            lambda key: (
                key.startswith(wanted[0]) and OSA.distance(key, wanted, score_cutoff=most) <= most
            ),
        )
    if form != "spelling" or isinstance(leaf, Near):
        return None
    words = keys(leaf.text, "name")
    start = _spelling_start(words[0]) if len(words) == 1 else _NOTHING_STARTS_SO
    consonants = sum(char.isalpha() for char in start)
    if leaf.field is None and consonants < MIN_BARE_CONSONANTS:
        start = _NOTHING_STARTS_SO
    return KeyExpansion(start, lambda key: key.startswith(start) and _is_spelling_of(words[0], key))


def expand(expansion: KeyExpansion, vocabulary: Iterable[str]) -> tuple[list[str], bool]:
    """Return the keys of a vocabulary that are accepted, and whether some had to be left out."""
    found = list(islice(filter(expansion.accepts, vocabulary), MAX_EXPANDED_KEYS + 1))
    return found[:MAX_EXPANDED_KEYS], len(found) > MAX_EXPANDED_KEYS


def smallest_window(
    wanted: Sequence[str], placed: Sequence[tuple[int, str]]
) -> tuple[int, int] | None:
    """Return the shortest `[start, end)` holding every wanted key as often as it is wanted.

    `placed`: positions with their keys, rising. The first window where several are as short;
    `None` where there is none.

    >>> smallest_window(["a", "b"], list(enumerate(["b", "x", "a", "b"])))
    (2, 4)
    """
    missing = Counter(wanted)
    relevant = [(at, key) for at, key in placed if key in missing]
    still_missing = len(wanted)
    best: tuple[int, int] | None = None
    left = 0
    for at, key in relevant:
        still_missing -= missing[key] > 0
        missing[key] -= 1
        while wanted and still_missing == 0:
            start, first = relevant[left]
            if best is None or at + 1 - start < best[1] - best[0]:
                best = (start, at + 1)
            missing[first] += 1
            still_missing += missing[first] > 0
            left += 1
    return best


def find_in_text(leaf: Leaf, text: str) -> list[tuple[int, int]]:
    """Return the character ranges of `text`, read as content, that a leaf finds; in order."""
    searched = [place for place in places(leaf) if place.field == "content"]
    if not searched:
        return []
    # The last form is the widest: whatever is found as a word is found by its stem too.
    form = searched[-1].form
    words = _words(text)
    text_keys = [stem(word) if form == "stem" else word for word, _, _ in words]
    return [
        (words[start][1], words[end - 1][2]) for start, end in find_positions(leaf, text_keys, form)
    ]
