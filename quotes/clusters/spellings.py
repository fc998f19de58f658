"""Is this written word another spelling, form or misprint of that one?

Hands on `is_variant` for words of texts (names of people have `quotes.clusters.names`). What
separates a misprint from another word is that it is no word: "brigde" is none, while "trail" and
"trial" are two.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

MIN_MISPRINT_LETTERS = 5
"""Shorter words have too many neighbours that are words themselves."""
_ENDINGS = frozenset("s es ed d ing ism ly".split())
_VOCABULARY_FILE = Path(__file__).parent.parent / "pipeline" / "model" / "tokenizer.json"


@lru_cache(maxsize=50_000)
def is_variant(one: str, other: str) -> bool:
    """Tell whether two different folded words are forms or misprints of one word.

    >>> is_variant("bridge", "brigde"), is_variant("trial", "trail"), is_variant("ship", "ships")
    (True, False, True)
    """
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(shorter) > 3 and longer[len(shorter) :] in _ENDINGS:
        return True
    if len(shorter) < MIN_MISPRINT_LETTERS or not (one + other).isalpha() or one[0] != other[0]:
        return False
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    return not (is_common(one) and is_common(other))


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
