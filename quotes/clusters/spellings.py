"""Is this written word another spelling, form or misprint of that one?

Hands on `is_variant` for words of texts (names of people have `quotes.clusters.names`). What
separates a misprint from another word is that it is no word: "brigde" is none, while "trail" and
"trial" are two.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from rapidfuzz.distance import OSA

MIN_MISPRINT_LETTERS = 5
"""Shorter words have too many neighbours that are words themselves."""
MIN_NEAR_LETTERS = 4
MIN_LONG_LETTERS = 8
"""From so many letters on two misprints do not make another word."""
_ENDINGS = frozenset(("", *"s es ed d ing ism ly".split()))
_VOCABULARY_FILE = Path(__file__).parent.parent / "pipeline" / "model" / "tokenizer.json"


@lru_cache(maxsize=50_000)
def is_variant(one: str, other: str) -> bool:
    """Tell whether two different folded words are forms or misprints of one word.

    >>> is_variant("bridge", "brigde"), is_variant("trial", "trail"), is_variant("ship", "ships")
    (True, False, True)
    """
    if _have_one_stem(one, other):
        return True
    if not _may_be_misprint(one, other):
        return False
    letters = min(len(one), len(other))
    allowed = 2 if letters >= MIN_LONG_LETTERS else 1
    if letters < MIN_MISPRINT_LETTERS or OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    return not (is_common(one) and is_common(other))


def is_near(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter, or in the order of two.

    >>> is_near("woman", "women"), is_near("form", "from"), is_near("now", "not")
    (True, True, False)
    """
    is_long = min(len(one), len(other)) >= MIN_NEAR_LETTERS
    return is_long and _may_be_misprint(one, other) and OSA.distance(one, other) <= 1


def _may_be_misprint(one: str, other: str) -> bool:
    return one[0] == other[0] and one.isalpha() and other.isalpha()


def _have_one_stem(one: str, other: str) -> bool:
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    endings = one[shared:], other[shared:]
    return shared > (3 if "" in endings else 2) and _ENDINGS.issuperset(endings)


def is_common(word: str) -> bool:
    """Tell whether a word is one of the twenty thousand commonest of English.

    They are the whole words of the reading network's vocabulary (BERT's, uncased).
    """
    return word in _common_words()


@cache
def _common_words() -> frozenset[str]:
    try:
        vocabulary = json.loads(_VOCABULARY_FILE.read_text("utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        # Without the model nothing is known to be a word, and every near spelling is a variant;
        # the packages that are published always have it.
        return frozenset()
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 3)
