"""Are these two spellings the name of one organisation?

Hands on "same", "maybe" or "different", as `quotes.clusters.names` does for people; "same" says
that the names are the same, and whether the organisations are takes a second signal. Pure, and
symmetric in its two arguments.
"""

from __future__ import annotations

from functools import lru_cache

from quotes.clusters.names import NameRelation
from quotes.folding import fold_name, fold_text

_FILLERS = frozenset("the of for and in on at to a an de la & s".split())
_GENERIC = frozenset(
    """ministry government department police army military navy council court company party union
    office authority authorities parliament senate house committee commission agency board bank
    university hospital school church team club firm group board administration organization
    institute federation association office bureau service ministry embassy campaign
    foreign defense interior health finance justice education trade labor transport agriculture
    energy environment supreme high city county state national federal local central public
    presidency cabinet security water culture sports economy district chamber museum library
    newspaper trust foundation network station league charity""".split()
)
"""Words that many organisations are called by: a name of these alone is one in its article only."""
MIN_ACRONYM_LETTERS = 3


def is_full_organization(name: str) -> bool:
    """Tell whether a name says which organisation it is.

    >>> is_full_organization("Norvik Harbour Union"), is_full_organization("The district")
    (True, False)
    """
    is_proper = any(word[:1].isupper() and word.lower() not in _FILLERS for word in name.split())
    return is_proper and not _GENERIC.issuperset(organization_words(name))


@lru_cache(maxsize=50_000)
def organization_words(name: str) -> frozenset[str]:
    """Return the words of an organisation's name as they are compared, whatever their order.

    >>> organization_words("Ministry of Defence") == organization_words("the Defense Ministry")
    True
    """
    words = (word.removesuffix("'s") for word in fold_text(name).replace("-", " ").split())
    return frozenset(word for word in words if word not in _FILLERS)


def compare_organizations(one: str, other: str) -> NameRelation:
    """Compare the names of two organisations.

    The same words in any order are "same"; a name whose words are all in the other, or that is
    made of its initials, is "maybe".

    >>> compare_organizations("NHU", "Norvik Harbour Union")
    'maybe'
    """
    mine, theirs = organization_words(one), organization_words(other)
    if not mine or not theirs:
        return "different"
    if mine == theirs:
        return "same"
    if mine < theirs or theirs < mine:
        return "maybe"
    return "maybe" if _is_acronym(one, other) or _is_acronym(other, one) else "different"


def organization_blocks(name: str) -> frozenset[str]:
    """Return keys of which two names that may be the same share at least one."""
    return organization_words(name) | {_initials(name)}


def _is_acronym(short: str, name: str) -> bool:
    letters = short.removeprefix("the ").replace(".", "")
    is_short = letters.isupper() and letters.isalpha() and len(letters) >= MIN_ACRONYM_LETTERS
    return is_short and letters.lower() == _initials(name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in fold_name(name).split() if word not in _FILLERS)
