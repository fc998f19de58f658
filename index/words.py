"""Where can a word of a statement be found, in which form, and what is finding it worth?

Both the texts that are indexed and the words that are asked for go through `keys`, so that an
engine compares strings and nothing else. Hands on keys, the table of places with their weights,
and `find_in_text` for marking in a text what a query found.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from rapidfuzz.distance import OSA

from index.engine import (
    DEFAULT_FIELDS,
    MAX_FUZZY_DISTANCE,
    MAX_NEAR_DISTANCE,
    And,
    FieldName,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Word,
)
from quotes.folding import fold_name, words_with_offsets

Form = Literal["word", "stem", "name", "spelling", "identifier"]


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
    "context": (Place("context", "word", 1.0), Place("context", "stem", 0.8)),
    "outlet": (Place("outlet", "word", 0.0),),
    "kind": (Place("kind", "word", 0.0),),
    "cue": (Place("cue", "word", 0.0), Place("cue", "stem", 0.0)),
    "cluster": (Place("cluster", "identifier", 0.0),),
}
"""The tiers of the ranking; only their order is meant."""

PROXIMITY_WEIGHT = 5.0
"""What the words of one `And` add when nothing stands between them in the content."""

MAX_WINDOW_EXTRA = MAX_NEAR_DISTANCE
"""With more words than this among them, words no longer count as standing together."""

MAX_KEY_CHARS = 80
"""Longer words are cut: no word of a language is as long, and engines limit their keys."""

_FORMS_OF_LEAF: dict[type[Leaf], frozenset[Form]] = {
    Word: frozenset({"word", "stem", "name", "spelling", "identifier"}),
    Phrase: frozenset({"word", "name", "spelling", "identifier"}),
    Near: frozenset({"word", "name", "spelling"}),
    Prefix: frozenset({"word", "name"}),
    Fuzzy: frozenset({"word", "name"}),
}


def places(leaf: Leaf) -> tuple[Place, ...]:
    """Return the places a leaf is looked for in, the weightiest first."""
    fields = DEFAULT_FIELDS if leaf.field is None else (leaf.field,)
    allowed = _FORMS_OF_LEAF[type(leaf)]
    return tuple(place for field in fields for place in PLACES[field] if place.form in allowed)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (Snowball, English).

    >>> stem("fabricated") == stem("fabrication")
    True
    """
    from snowballstemmer.english_stemmer import EnglishStemmer

    # A stemmer keeps state while it works, so threads must not share one.
    return str(EnglishStemmer().stemWord(word))


def keys(text: str, form: Form) -> list[str]:
    """Return the words of a text in the order of the text, in the form they are compared in.

    `word`: folded, parts of a hyphenated word by themselves. `stem`: the same, stemmed.
    `name`: folded as names are, without the Arabic article. `spelling`: what the spellings of
    one name have in common. `identifier`: the text itself, whole.
    """
    match form:
        case "identifier":
            return [text] if text else []
        case "name":
            return [word[:MAX_KEY_CHARS] for word in name_words(text)]
        case "spelling":
            return [spelling_key(word) for word in keys(text, "name")]
        case "stem":
            return [stem(word) for word, _, _ in _words(text)]
        case _:
            return [word for word, _, _ in _words(text)]


def _words(text: str) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with the characters each was read from."""
    return [
        (part[:MAX_KEY_CHARS], word.start_char, word.end_char)
        for word in words_with_offsets(text)
        for part in word.parts
    ]


_ARTICLES = frozenset("al el ul as ash ad an ar at az".split())


def name_words(text: str) -> list[str]:
    """Return the folded words of a name; the Arabic article goes where another word follows.

    >>> name_words("Faisal al-Meqdad’s")
    ['faisal', 'meqdad']
    """
    words = fold_name(text).split()
    return [
        word for word, after in zip_longest(words, words[1:]) if not (after and word in _ARTICLES)
    ]


@lru_cache(maxsize=100_000)
def spelling_key(word: str) -> str:
    """Return what the spellings of one word of a name have in common.

    It is the skeleton of consonants; where that is too short to tell names apart, the word keeps
    its vowels.
    """
    return word


def rarity(found: int, total: int) -> float:
    """Return the factor by which a leaf found in `found` of `total` statements counts.

    From 0.5 (in all of them) to 1 (in none): rarity orders statements that hold different words,
    and never lifts a word over a place twice as heavy.
    """
    if total <= 0:
        return 1.0
    return 1.0 - 0.5 * math.log1p(min(found, total)) / math.log1p(total)


def rarity_key(leaf: Leaf) -> tuple[Place, str] | None:
    """Return the place and the one key whose frequency tells how rare a leaf is.

    It is the widest form in the first field. Only single words have one; everything else counts
    as rare (factor 1).
    """
    first_field = [place for place in places(leaf) if place.field == places(leaf)[0].field]
    if not isinstance(leaf, Word) or not first_field[-1].weight:
        return None
    wanted = keys(leaf.text, first_field[-1].form)
    return (first_field[-1], wanted[0]) if len(wanted) == 1 else None


def proximity_stems(tree: And) -> list[str]:
    """Return the stems, without repeats, that score by standing together in one content."""
    words = [
        child.text
        for child in tree.children
        if isinstance(child, Word) and child.field in (None, "content")
    ]
    return list(dict.fromkeys(key for word in words for key in keys(word, "stem")))


# --- Comparing one leaf with the keys of one text ------------------------------------------------


def find_positions(leaf: Leaf, text_keys: Sequence[str], form: Form) -> list[tuple[int, int]]:
    """Return where a leaf matches the keys of one text: `[start, end)` positions, in order."""
    if isinstance(leaf, Near):
        wanted = [key for word in leaf.words for key in keys(word, form)]
        window = smallest_window(wanted, list(enumerate(text_keys)))
        fits = window and window[1] - window[0] <= len(wanted) + near_distance(leaf)
        return [window] if window and fits else []
    wanted = keys(leaf.text, form)
    if not wanted:
        return []
    if isinstance(leaf, Prefix | Fuzzy):
        accepts = word_test(leaf)
        return [(at, at + 1) for at, key in enumerate(text_keys) if accepts(key)]
    size = len(wanted)
    return [
        (at, at + size)
        for at in range(len(text_keys) - size + 1)
        if list(text_keys[at : at + size]) == wanted
    ]


def near_distance(leaf: Near) -> int:
    """Return the distance of a `Near`, kept within what engines look at."""
    return min(max(leaf.distance, 0), MAX_NEAR_DISTANCE)


def last_key(leaf: Prefix | Fuzzy) -> str:
    """Return the word a `Prefix` or `Fuzzy` is about (of several, the last), or nothing."""
    return (keys(leaf.text, "word") or [""])[-1]


def word_test(leaf: Prefix | Fuzzy) -> Callable[[str], bool]:
    """Return the test of one folded word that a `Prefix` or `Fuzzy` stands for."""
    wanted = last_key(leaf)
    if isinstance(leaf, Prefix):
        return lambda key: bool(wanted) and key.startswith(wanted)
    distance = min(max(leaf.distance, 0), MAX_FUZZY_DISTANCE)
    return lambda key: (
        key[:1] == wanted[:1] != "" and OSA.distance(key, wanted, score_cutoff=distance) <= distance
    )


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
