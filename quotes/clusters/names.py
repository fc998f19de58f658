"""Are these two spellings the name of one person?

Names from Arabic, Persian, Russian or Korean reach English in many spellings: Meqdad, al-Mekdad,
Miqdad. They are compared by what the spellings keep, the consonants, with a look at the vowels.
Hands on "same", "maybe" or "different"; pure, and symmetric in its two arguments. "Same" says that
the *names* are the same: whether the people are takes a second signal (`quotes.clusters.people`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from quotes.folding import fold_name

NameRelation = Literal["same", "maybe", "different"]

MAX_BLOCKS = 4
"""How many keys `name_blocks` gives at most."""

_ARTICLE = re.compile(
    r"(?<![^\W_])(?:al|el|ul|ad|ar|as|ash|at|an|az|ed|er|es|esh|et)[-\u2010\u2011]"
    r"(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
"""The Arabic article, also where it takes on the next sound (ash-Sharif), tied by a hyphen."""

_TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady sheikh shaykh sheik hajj
    president prime minister deputy vice foreign defense defence chancellor premier king queen
    prince princess senator sen representative rep congressman congresswoman governor gov mayor
    judge justice general gen lieutenant lt colonel col major maj captain capt sergeant sgt
    admiral adm commander officer chief secretary ambassador spokesman spokeswoman spokesperson
    director chairman chairwoman pope cardinal archbishop bishop father rev reverend imam
    ayatollah rabbi former ex the""".split()
)
_GENERATIONS = frozenset("jr sr junior senior ii iii iv".split())
_FAMILY_PARTICLES = frozenset(
    "al el bin ibn ben bint de del della der di da do dos du la le van von den ter zu y e".split()
)


def _groups(table: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in table.split("|"))


_SHORT_FORMS = _groups(
    """joe joseph joey|bill william will billy|bob robert rob bobby|mike michael mick
    |jim james jimmy jamie|tom thomas tommy|tony anthony antony|dick richard rick rich
    |ted edward ed eddie teddy|jack john johnny|liz elizabeth beth lisa betty
    |kate katherine catherine kathy cathy|maggie margaret meg peggy|jeff jeffrey geoffrey geoff
    |chuck charles charlie|hank henry harry|larry lawrence laurence|nick nicholas
    |steve steven stephen|andy andrew drew|greg gregory|dave david|sasha alexander aleksandr
    |chris christopher|jenny jennifer|sue susan|pat patrick patricia|sam samuel samantha
    |alex alexander alexandra|ron ronald|don donald|ken kenneth|matt matthew|bernie bernard
    |abe abraham|vova vladimir|kolya nikolai|dima dmitry|misha mikhail|tim timothy"""
)
"""Short forms say less than the name, but do not contradict it: "maybe"."""

_EQUAL_GIVEN = _groups(
    """volodymyr vladimir|oleksandr aleksandr alexander|serhii serhiy sergei sergey
    |mykola nikolai nikolay|mykhailo mikhail|andriy andrii andrei andrey
    |dmytro dmitry dmitri dmitriy|yevhen yevgeny evgeny yevgeniy
    |oleksii oleksiy aleksei alexei alexey|petro pyotr|pavlo pavel|kyrylo kirill
    |vasyl vasily vasiliy|ihor igor|olena elena|kateryna ekaterina"""
)
"""Ukrainian and Russian forms of one name: the same people appear under both."""

_DISTINCT_GIVEN = _groups(
    """hassan hussein|mohammed mahmoud|salman suleiman|rashid rashad|jamal jamil|hamad hamid
    |samir samar|said saad|ali ala|omar amir amr|majid amjad|karim akram|fahd fouad
    |jan jane jean joan john jon june juan|dan dean don|maria marie mary mario|ann anna anne ian
    |andre andrea andrei|alan allen ellen|karl carol carl|mark marc|brian bryan brien|erin aaron
    |martin morten|gary grey"""
)
"""Different names though only vowels differ. A spelling that is not listed is taken for those of
its group that it agrees with."""

_DIGRAPHS = {
    "sch": "X", "tch": "C", "ch": "C", "sh": "S", "zh": "j", "dj": "j", "gh": "g", "kh": "k",
    "ph": "f", "th": "t", "dh": "d", "ck": "k", "tz": "ts", "x": "ks",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_EQUIVALENT = str.maketrans({"q": "k", "g": "k", "c": "k", "w": "v"})
_VOWELS = "aeiouy"
_CLASSES = {"a": "A", "e": "AI", "i": "I", "y": "I", "o": "U", "u": "U"}


def name_words(text: str) -> list[str]:
    """Return the folded words of a name in order, without the Arabic article.

    A capital "Al" that stands first by itself is a given name.

    >>> name_words("Faisal al-Meqdad"), name_words("Al Gore"), name_words("Kim Jong-un")
    (['faisal', 'meqdad'], ['al', 'gore'], ['kim', 'jong', 'un'])
    """
    words = fold_name(_ARTICLE.sub("", text)).split()
    first_is_article = text.lstrip()[:3] in ("al ", "el ")
    return [
        word
        for position, word in enumerate(words)
        if word not in ("al", "el") or (position == 0 and not first_is_article)
    ]


@lru_cache(maxsize=100_000)
def word_skeleton(word: str) -> str:
    """Return what the spellings of one folded name word have in common.

    Consonants that stand for one sound are merged, doubled ones are written once, vowels are
    dropped; a vowel at the beginning or end leaves a sign ("Medvedev" is not "Medvedeva").

    >>> [word_skeleton(word) for word in ("meqdad", "mikdad", "gaddafi", "qadhafi", "osama")]
    ['mkdd', 'mkdd', 'kdf-', 'kdf-', '-sm-']
    """
    sounds = _sounds(word)
    if not sounds:
        return word
    start = "-" if sounds[0] in _VOWELS else ""
    end = "-" if sounds[-1] in _VOWELS and len(sounds) > 1 else ""
    return start + re.sub(f"[{_VOWELS}]", "", sounds) + end


def same_name(one: str, other: str) -> bool:
    """Tell whether two full names are the same name, differently spelled at most."""
    return compare_names(one, other) == "same"


@lru_cache(maxsize=100_000)
def compare_names(one: str, other: str) -> NameRelation:
    """Compare two names of people, with or without titles.

    "same" takes a given and a family name on both sides, and both must agree. A bare surname or
    given name that fits, an initial or a short form is "maybe", and so are spellings whose
    consonants agree and whose vowels do not. Method: consonant skeletons of both names, which in
    our own comparison kept apart what edit distances merge (Mekdad and Meqrad).

    >>> compare_names("Faisal Meqdad", "Dr. Fayssal al-Mikdad")
    'same'
    >>> compare_names("Meqdad", "Faisal Mekdad"), compare_names("Ann Lee", "Bo Lee")
    ('maybe', 'different')
    """
    a, b = _parse(one), _parse(other)
    if not a.words or not b.words:
        return "different"
    if a.generation and b.generation and a.generation != b.generation:
        return "different"
    if len(a.words) == 1 or len(b.words) == 1:
        return _compare_single(a.words, b.words)
    whole = "".join(a.words), "".join(b.words)
    if whole[0] == whole[1]:
        return "same"
    if len(a.words) != len(b.words) and compare_words(*whole) == "same":
        # One name in two spellings, one of which writes parts of it together.
        return "same"
    family = _compare_family(a, b)
    given = _compare_given(a.words, b.words)
    if "different" in (family, given) or _middles_differ(a.words[1:-1], b.words[1:-1]):
        return "different"
    return "same" if family == given == "same" else "maybe"


@lru_cache(maxsize=50_000)
def name_blocks(name: str) -> frozenset[str]:
    """Return keys for finding names that may be the same: of such, two names share at least one.

    >>> name_blocks("Faisal Meqdad") & name_blocks("al-Mikdad")
    frozenset({'mkdd'})
    """
    words, _, family = _parse(name)
    if not words:
        return frozenset()
    return frozenset(map(word_skeleton, (words[0], words[-1], family, "".join(words))))


def compared_words(name: str) -> tuple[str, ...]:
    """Return the words by which a name is compared: without titles and particles.

    >>> compared_words("Dr. Beatrix van der Hooghe")
    ('beatrix', 'hooghe')
    """
    return _parse(name).words


class _Name(NamedTuple):
    words: tuple[str, ...]
    generation: str
    family: str
    """The family name with its particles, written together: "vanderberg" for "van der Berg"."""


@lru_cache(maxsize=50_000)
def _parse(name: str) -> _Name:
    """Split a name into words that are compared: no titles, no particles, "Abdel" with its noun."""
    chunks = _ARTICLE.sub("", name.replace(",", " ")).split()
    words = [folded for chunk in chunks if (folded := fold_name(chunk).replace(" ", ""))]
    starts_lower = name[:1].islower()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    generation = words.pop() if len(words) > 2 and words[-1] in _GENERATIONS else ""
    kept = [
        word
        for position, word in enumerate(words)
        if word not in _FAMILY_PARTICLES
        or position == len(words) - 1
        or (position == 0 and not starts_lower and words[1] not in _FAMILY_PARTICLES)
    ]
    last_given = max((at for at in range(len(words) - 1) if words[at] in kept), default=0)
    return _Name(_join_compounds(kept), generation, "".join(words[last_given + 1 :]))


def _compare_family(a: _Name, b: _Name) -> NameRelation:
    """Compare family names, with particles written apart, together or not at all."""
    relation = compare_words(a.words[-1], b.words[-1])
    if relation == "different" and (a.family == b.words[-1] or a.words[-1] == b.family):
        return "same"
    return relation


def _join_compounds(words: list[str]) -> tuple[str, ...]:
    """Write "Abd Fattah", "Abdel Fattah" and "Abdelfattah" alike; join "Abu" with its noun."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("abd", "abu", "abou", "umm"):
            joined[-1] += word
        else:
            joined.append(re.sub(r"^abd[aeou]+l(?=\w{3}|$)", "abd", word))
    return tuple(joined)


def _compare_single(a: tuple[str, ...], b: tuple[str, ...]) -> NameRelation:
    """Compare names of which one is a single word: it may be the family or the given name."""
    single, full = (a, b) if len(a) == 1 else (b, a)
    ends = {full[0], full[-1]}
    fits = any(compare_words(single[0], word) != "different" for word in ends)
    return "maybe" if fits or single[0] == "".join(full) else "different"


def compare_words(one: str, other: str) -> NameRelation:
    """Compare two folded words of names: "maybe" where only vowels speak against them."""
    if one == other:
        return "same"
    if word_skeleton(one) != word_skeleton(other):
        return "different"
    return "same" if _vowels_agree(one, other) else "maybe"


def _compare_given(a: tuple[str, ...], b: tuple[str, ...]) -> NameRelation:
    one, other = a[0], b[0]
    if one == other or any(one in group and other in group for group in _EQUAL_GIVEN):
        return "same"
    if _are_distinct(one, other):
        return "different"
    relation = compare_words(one, other)
    if relation != "different":
        return relation
    # "Tayyip Erdoğan" beside "Recep Tayyip Erdoğan"; "J. Smith", "Ben Smith" beside longer forms.
    is_middle = one in b[1:-1] or other in a[1:-1]
    is_short = any(one in group and other in group for group in _SHORT_FORMS)
    shorter, longer = sorted((one, other), key=len)
    # "Trixie" may be Beatrix, and "Ben" Benjamin; one letter more makes another name: Paul, Paula.
    is_beginning = (
        longer.startswith(shorter) and len(shorter) != 2 and len(longer) > len(shorter) + 1
    )
    is_pet_name = len(shorter) > 4 and re.sub("(?:ie|y)$", "", shorter) in longer
    return "maybe" if is_middle or is_short or is_beginning or is_pet_name else "different"


def _are_distinct(one: str, other: str) -> bool:
    """Tell whether two given names stand for different names that only vowels tell apart."""
    first, second = _listed_names(one), _listed_names(other)
    return any(
        not names.isdisjoint(first)
        and not names.isdisjoint(second)
        and first.isdisjoint(second & names)
        for names in _DISTINCT_GIVEN
    )


@lru_cache(maxsize=50_000)
def _listed_names(name: str) -> frozenset[str]:
    """Return the names of `_DISTINCT_GIVEN` that a given name can be a spelling of."""
    listed = frozenset().union(*_DISTINCT_GIVEN)
    if name in listed:
        return frozenset([name])
    return frozenset(member for member in listed if compare_words(name, member) == "same")


def _middles_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether middle names contradict: "George W. Bush" is not "George H.W. Bush"."""
    if len(a) != len(b) and _is_subsequence(*sorted((a, b), key=len)):
        return False
    pairs = zip(a, b, strict=False)
    return any(
        not (one.startswith(other) or other.startswith(one))
        and compare_words(one, other) == "different"
        for one, other in pairs
    )


def _is_subsequence(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether the words of one stand in the other in their order."""
    rest = iter(longer)
    return all(any(compare_words(word, other) == "same" for other in rest) for word in shorter)


@lru_cache(maxsize=100_000)
def _sounds(word: str) -> str:
    """Write a word with one letter for each consonant sound, its vowels as they are."""
    word = re.sub(r"(?<=[aeiou])h$", "", re.sub(r"[^a-z]", "", word))
    word = re.sub(r"c(?=[eiy])", "s", _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], word))
    word = re.sub(r"([^aeiouy])\1+", r"\1", word.translate(_EQUIVALENT))
    return "Y" + word[1:] if re.match("y[aeiou]", word) else word


def _vowels_agree(one: str, other: str) -> bool:
    """Tell whether the vowels between the same consonants can be spellings of one sound.

    Hassan and Hussein share their consonants, Mohammed and Mahmoud too: "a" never stands for "u".
    """
    slots = [re.split(f"[^{_VOWELS}]", _sounds(word)) for word in (one, other)]
    return all(
        not here or not there or _classes(here) & _classes(there)
        for here, there in zip(*slots, strict=True)
    )


def _classes(vowels: str) -> set[str]:
    return {name for vowel in vowels for name in _CLASSES[vowel]}
