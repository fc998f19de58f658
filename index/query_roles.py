"""In which other words may a role stand: "spokeswoman" for "spokesperson", "PM", "Syrian"?

Hands on the words that are looked for besides the one that was typed.
"""

from __future__ import annotations

from functools import cache

from index.engine import And, Leaf, Or, Query, Word, map_leaves
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
_SHORT_TITLE_LETTERS = 4
_NATIONS = frozenset("uk us usa eu un".split())
"""Short forms that are looked for as they stand, but for where a role is asked for."""
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
    if folded.startswith("ex-") and len(folded) > len("ex-"):
        found.append(f"former {folded.removeprefix('ex-')}")
    if folded == "chair":
        found += ["chairman", "chairwoman", "chairperson"]
    found += [*_titles().get(folded, ()), *_demonyms().get(folded, ())]
    return tuple(dict.fromkeys(found))


def with_role_forms(tree: Query) -> Query:
    """Return a tree that looks for words in roles in all their forms, short forms anywhere.

    >>> with_role_forms(Word("CEO"))
    Or(children=(Word(text='CEO', field=None), And(children=(Word(text='chief', field='role'), \
Word(text='executive', field='role')))))
    """

    def widen(leaf: Leaf) -> Query:
        if not isinstance(leaf, Word) or leaf.field not in (None, "role"):
            return leaf
        folded = fold_word(leaf.text)
        is_short = folded in _SHORT_FORMS and leaf.text.isupper() and folded not in _NATIONS
        is_title = folded in _titles() and leaf.text[:1].isupper()
        if leaf.field is None and not is_short and not is_title and folded[:3] != "ex-":
            return leaf
        forms: list[Query] = [leaf]
        for other in role_alternatives(leaf.text):
            # "ex-employee" may be in the name, short forms of offices stand in the role.
            field = leaf.field if folded.startswith("ex-") else "role"
            words = tuple(Word(word, field) for word in other.split())
            forms.append(words[0] if len(words) == 1 else And(words))
        return Or(tuple(forms)) if len(forms) > 1 else leaf

    return map_leaves(tree, widen)


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
def _titles() -> dict[str, tuple[str, ...]]:
    """Return what belongs together: a title written short and its full word."""
    pairs: dict[str, tuple[str, ...]] = {}
    titles = load_lexicon().titles
    for short, title in titles.items():
        is_plural = short.endswith("s") and short[:-1] in titles
        is_short = len(short) <= _SHORT_TITLE_LETTERS and title.full not in ("-", short)
        if is_short and not is_plural and not title.is_honorific and " " not in title.full:
            pairs[short] = (*pairs.get(short, ()), title.full)
            pairs[title.full] = (*pairs.get(title.full, ()), short)
    return pairs


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
