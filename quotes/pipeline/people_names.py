"""Do two names in one article mean the same person or body?

Pure comparison of words: within one article spelling hardly varies, what varies is how much of a
name is given. Comparison across articles, with their spellings, is the clusters' matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"})
_ARTICLE_PREFIX = re.compile(r"^(?:al|el|ad|as|ash|an|at|ar|az)\s*-\s*(?=\w)")
_JOINERS = frozenset({"of", "the", "for", "and", "&", "in", "on", "a"})


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: no case, accents, full stops or article.

    >>> name_words("Faisal Al-Meqdad"), name_words("Julie A. Díaz Jr.")
    (('faisal', 'meqdad'), ('julie', 'a', 'diaz'))
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = plain.replace("’", "'").replace(".", " ")
    words = []
    for word in plain.split():
        bare = _ARTICLE_PREFIX.sub("", word.strip("\"'“”‘(),;:")).removesuffix("'s")
        if bare and bare not in _SUFFIXES and bare not in ("al", "el", "-"):
            words.append(bare.strip("-"))
    return tuple(words)


def _given_names_agree(left: str, right: str) -> bool:
    """Tell whether one given name is the other, its initial or its short form."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


def is_form_of(words: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a person's name may be a form of a fuller name of the same article.

    >>> is_form_of(("akar",), ("hulusi", "akar"))
    True
    >>> is_form_of(("bill", "clinton"), ("hillary", "clinton"))
    False
    """
    if not words or not full or len(words) > len(full):
        return False
    if len(words) == 1:
        return len(words[0]) > 1 and words[0] in full
    if words[-1] == full[-1] and _given_names_agree(words[0], full[0]):
        return True
    remaining = iter(full)
    return all(word in remaining for word in words)


def is_longer_form(words: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether a name of as many words spells out the given name of the known one.

    >>> is_longer_form(("kenneth", "orvik"), ("ken", "orvik"))
    True
    """
    same = len(words) == len(known) > 1 and words[1:] == known[1:]
    return same and len(words[0]) > len(known[0])


def is_within(words: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether two or more words stand in this order in a longer name of a body and end it.

    Singular and plural are the same.

    >>> is_within(("board", "of", "ports"), ("lakeland", "board", "of", "port"))
    True
    """
    short, long = ([word.removesuffix("s") for word in one] for one in (words, full))
    if not 1 < len(short) < len(long) or short[-1] != long[-1]:
        return False
    remaining = iter(long)
    return all(word in remaining for word in short)


def is_blend_of(word: str, name: str) -> bool:
    """Tell whether a word is put together of the beginnings of a name's words.

    >>> is_blend_of("LaPo", "Lakeland Post"), is_blend_of("Lake", "Lakeland Post")
    (True, False)
    """
    parts = re.findall(r"[A-Z][a-z]+", word)
    words = name.split()
    if len(parts) < 2 or "".join(parts) != word or len(parts) != len(words):
        return False
    return all(full.startswith(part) for part, full in zip(parts, words, strict=True))


def is_acronym_of(acronym: str, name: str) -> bool:
    """Tell whether capitals are the initials of a body's name, with or without its small words.

    >>> is_acronym_of("GNA", "Government of National Accord")
    True
    """
    letters = acronym.replace(".", "").casefold()
    if not 2 <= len(letters) <= 8 or not acronym.replace(".", "").isupper():
        return False
    words = [word for word in re.split(r"[\s\-]+", name.casefold()) if word[:1].isalnum()]
    main = "".join(word[0] for word in words if word not in _JOINERS)
    return len(words) > 1 and letters in (main, "".join(word[0] for word in words))
