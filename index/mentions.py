"""How many articles mention a name at all? Tells "never quoted" from "never heard of".

Reads the articles of the archive one by one, so it is asked only where a name has no quotes.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from index.words import keys


class Mentions(NamedTuple):
    """In how many articles a name stands; in at least so many where not all were looked at."""

    articles: int
    is_complete: bool


def count_mentions(
    name: str,
    article_texts: Iterable[str],
    *,
    as_written: bool = False,
    timeout_seconds: float | None = None,
) -> Mentions:
    """Count the texts that hold every word of a name, whatever its case and accents.

    With `as_written` the words must follow each other, with the same capitals: "Winter Storms" is
    then no mention where a text speaks of winter storms. The Arabic article does not count.

    >>> texts = ["Mayor Oberg (Inés) left.", "Ines left.", "Ines Obergs left."]
    >>> count_mentions("Ines Öberg", texts).articles
    1
    """
    words = keys(name, "name")
    if not words:
        return Mentions(0, True)
    deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
    patterns = [_whole_pattern(name)] if as_written else [_pattern(word) for word in words]
    count = 0
    for text in article_texts:
        bare = _without_accents(text)
        lower = bare.lower()
        squeezed = lower.replace("'", "")
        # Looking for the letters first is many times faster than the patterns.
        if all(word in squeezed for word in words):
            count += all(pattern.search(bare if as_written else lower) for pattern in patterns)
        if deadline is not None and time.monotonic() > deadline:
            return Mentions(count, False)
    return Mentions(count, True)


def _pattern(word: str) -> re.Pattern[str]:
    # Names are folded without apostrophes, which may stand anywhere in the text.
    letters = "'?".join(re.escape(letter) for letter in word)
    return re.compile(rf"(?<!\w){letters}(?!\w)")


def _whole_pattern(name: str) -> re.Pattern[str]:
    words = re.findall(r"\w+", _without_accents(name))
    joined = r"\W+".join(words)
    return re.compile(rf"(?<!\w){joined}(?!\w)")


def _without_accents(text: str) -> str:
    """Return a text in ASCII, as far as it has Latin letters; quick where folding takes long."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    return parted.translate(_SIGNS).encode("ascii", "ignore").decode("ascii")


_SIGNS: dict[int, str] = {
    **dict.fromkeys(map(ord, "’‘ʼ"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—…“”„«»"), " "),
    **{ord(letter): plain for letter, plain in zip("łŁøØđĐı", "lLoOdDi", strict=True)},
    **{ord(letter): plain for letter, plain in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"))},
}
