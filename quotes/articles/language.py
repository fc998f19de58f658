"""In which language is an article? Hands on a two-letter code, English unless it is plainly not.

Short texts are not judged: on single sentences py3langid takes English with foreign names for
other languages, and an article wrongly left out is lost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_WORDS = 100
"""Articles with fewer words count as English."""

MIN_PROBABILITY = 0.8
"""How sure py3langid must be, as a probability, that an article is in another language.

On 500 articles of PolNeAR's training part and on their first 100 words it took none for another
language, whatever the threshold; paragraphs in nine other languages scored 0.91 and more.
"""

_WORD = re.compile(r"\w+")
# Enough to judge by; the time grows with the length and very long articles gain nothing.
_REACH_CHARS = 50_000


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a whole article.

    >>> find_language("Bonjour tout le monde")
    'en'
    """
    if not _has_enough_words(text):
        return "en"
    language, probability = _identifier().classify(text[:_REACH_CHARS])
    return language if probability >= MIN_PROBABILITY else "en"


def primary_language(tag: str) -> str:
    """Return the language of a stated tag without its region or script.

    >>> primary_language("en-GB"), primary_language("eng")
    ('en', 'en')
    """
    primary = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return "en" if primary in {"eng", "english"} else primary


def _has_enough_words(text: str) -> bool:
    return any(count >= MIN_WORDS for count, _ in enumerate(_WORD.finditer(text), start=1))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
