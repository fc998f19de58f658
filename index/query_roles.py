"""In which other words may a role stand: "spokeswoman" for "spokesperson", "PM", "Syrian"?

Hands on the words that are looked for besides the one that was typed.
"""

from __future__ import annotations

from functools import cache

from quotes.folding import fold_word
from quotes.pipeline.lexicon import load_lexicon

_SHORT_FORMS = {
    "pm": "prime minister",
    "fm": "foreign minister",
    "ceo": "chief executive",
    "cfo": "chief financial",
    "coo": "chief operating",
    "mp": "member parliament",
    "mep": "member parliament",
    "vp": "vice president",
    "da": "district attorney",
    "ag": "attorney general",
    "un": "united nations",
    "eu": "european union",
    "uk": "british",
    "us": "american",
    "usa": "american",
}
_GENDERED = ("man", "woman", "person", "men", "women", "persons", "people")
_LEADERS = frozenset("chair spokes congress council alder ombuds business anchor police".split())


def role_alternatives(word: str) -> tuple[str, ...]:
    """Return other words for one word of a role, in order; several words must all be there.

    >>> role_alternatives("spokesman"), role_alternatives("CEO"), role_alternatives("Syrian")
    (('spokeswoman', 'spokesperson'), ('chief executive',), ('syria',))
    """
    folded = fold_word(word)
    found: list[str] = []
    if word.isupper() or folded not in ("us", "ag", "da"):
        found += [_SHORT_FORMS[folded]] if folded in _SHORT_FORMS else []
    for ending in _GENDERED:
        start = folded.removesuffix(ending)
        if start != folded and start in _LEADERS:
            found += [start + other for other in ("man", "woman", "person") if other != ending]
    if folded == "chair":
        found += ["chairman", "chairwoman", "chairperson"]
    found += _demonyms().get(folded, ())
    return tuple(dict.fromkeys(found))


def without_role_nouns(words: list[str]) -> list[str]:
    """Return what is left of a name when the role before it is taken away; at least one word.

    >>> without_role_nouns(["Defence", "Minister", "Okell"])
    ['Okell']
    """
    known = load_lexicon()
    nouns = [
        at
        for at, word in enumerate(words[:-1])
        if word.lower().strip(".") in known.titles or word.lower() in known.roles
    ]
    return words[nouns[-1] + 1 :] if nouns else words


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    """Return what belongs together: the adjective of a nation and the nation's name."""
    pairs: dict[str, tuple[str, ...]] = {}
    for adjective, country in load_lexicon().demonyms.items():
        if country != "-":
            for one, other in ((adjective, country), (country, adjective)):
                key = fold_word(one)
                pairs[key] = (*pairs.get(key, ()), other)
    return pairs
