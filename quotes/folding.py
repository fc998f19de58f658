"""When are two written words the same word?

The one place that says so, for clusters, search engines and scoring. Case, accents, the form of
marks, British and American spelling, contractions, number words, soft hyphens and special spaces
do not make a difference. Hands on folded words with the characters they were read from; what is
stored is never altered. Two words that fold alike are compared as one; a folded form is a key and
is never shown.

A folded word is lower-case ASCII where its letters can be romanised. It may hold a hyphen
(`al-mekdad`), the mark of a possessive (`turkey's`), or what holds a number together (`2.5`,
`9/11`), and no white space, except that `fold_word` opens a contraction into two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_IGNORABLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphens, zero-width spaces and joiners: inside a word they are not there."""
_COMBINING = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_APOSTROPHES = "'’‘‛ʼ´`＇"
_HYPHENS = "\u2010\u2011\\-"
_MARKS = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | {"\u2010": "-", "\u2011": "-", "¼": ".25", "½": ".5", "¾": ".75"}
)
_LETTER = r"[^\W\d_]"
_RUN = rf"\w[\w{_COMBINING}{_IGNORABLE}]*"

_WORD = re.compile(
    rf"(?:{_LETTER}\.){{2,}}(?!{_LETTER}{{2}}){_LETTER}?"  # U.S., e.g., U.S.A
    r"|\d{1,4}(?:/\d{1,4})+(?![\w/])"  # 9/11, 24/7
    rf"|\d+(?:[.,]\d+)*(?:[{_HYPHENS}]?{_RUN}(?:[{_APOSTROPHES}{_HYPHENS}]{_RUN})*)?"
    r"|(?i:per)[ \u00a0](?i:cent)(?!\w)|%"
    rf"|{_RUN}(?:[{_APOSTROPHES}{_HYPHENS}]{_RUN})*"
)


class FoldedWord(NamedTuple):
    """A word as it is compared, and where it stands: `text[start_char:end_char]`.

    `parts` are the folded pieces between the hyphens, without the mark of a possessive:
    `("al", "mekdad")` for "Al-Mekdad's". A plain word has one part, itself.
    """

    folded: str
    start_char: int
    end_char: int
    parts: tuple[str, ...]


def words_with_offsets(text: str) -> list[FoldedWord]:
    """Return the folded words of `text` in order, each with the characters it was read from.

    A contraction gives two words that both stand where it stands, so that marking either in the
    text marks the whole of it.

    >>> [word.folded for word in words_with_offsets("Don’t ask Al-Mekdad’s 3%")]
    ['do', 'not', 'ask', "al-mekdad's", '3', 'percent']
    """
    return [
        FoldedWord(folded, *match.span(), parts)
        for match in find_written(text)
        for folded, parts in fold_written(match[0])
    ]


def find_written(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of `text` as they are written, in order, each for `fold_written`."""
    return _WORD.finditer(text)


def fold_text(text: str) -> str:
    """Return the folded words of `text`, a space between them.

    >>> fold_text("The Labour Party’s programme, they’re told, has thirty-four points.")
    "the labor party's program they are told has 34 points"
    """
    return " ".join(
        [folded for match in _WORD.finditer(text) for folded, _ in fold_written(match[0])]
    )


def fold_word(word: str) -> str:
    """Return how one word is compared; a contraction is opened into two, with a space between.

    >>> fold_word("Colonisers"), fold_word("can't"), fold_word("Erdoğan"), fold_word("U.S.")
    ('colonizers', 'can not', 'erdogan', 'us')
    """
    return fold_text(word)


@lru_cache(maxsize=50_000)
def fold_name(text: str) -> str:
    """Return a name as it is compared: letters and digits only, with single spaces.

    Hyphens part words, apostrophes, full stops and a possessive go; spelling rules, contractions
    and number words are for prose and leave names alone.

    >>> fold_name("Faisal al-Meqdad’s"), fold_name("Bashar Ja'afari"), fold_name("J.K. Grey")
    ('faisal al meqdad', 'bashar jaafari', 'jk grey')
    """
    words = []
    for match in _WORD.finditer(text):
        for piece in re.split(rf"[{_HYPHENS}/]", match[0]):
            word = _without_possessive(_romanise(piece))
            words.append(re.sub(r"[^\w]", "", word))
    return " ".join(word for word in words if word)


_Folds = tuple[tuple[str, tuple[str, ...]], ...]
"""What one written word is compared as: nearly always one word, two where it was contracted."""


@lru_cache(maxsize=200_000)
def fold_written(written: str) -> _Folds:
    """Return the folded words of one written word that `find_written` found, each with its parts.

    >>> fold_written("Al-Mekdad’s")
    (("al-mekdad's", ('al', 'mekdad')),)
    """
    word = _romanise(written)
    if word.isalpha():
        return _plain(*(_OPENED_WHOLE.get(word) or (_fold_plain(word),)))
    if word[0].isdigit() and not re.search("[a-z-]", word):
        return _plain(_fold_figures(word))
    if word == "%" or word.split() == ["per", "cent"]:
        return _plain("percent")
    if "." in word and word[0].isalpha():
        return _plain(word.replace(".", ""))
    opened = _open_contraction(word) if "'" in word and "-" not in word else None
    return _plain(*opened) if opened else (_fold_compound(word),)


def _plain(*words: str) -> _Folds:
    return tuple((word, (word,)) for word in words)


def _romanise(written: str) -> str:
    """Return a word in lower-case ASCII letters, with straight marks, without ignorable ones.

    A letter that has no romanisation by itself, such as an Arabic alif, stays what it is.
    """
    if written.isascii():
        return written.lower().replace("`", "'")
    from anyascii import anyascii

    bare = re.sub(f"[{_IGNORABLE}]", "", written).translate(_MARKS)
    if bare[0] == ".":
        bare = "0" + bare
    word = re.sub("[^a-z0-9'./%-]", "", anyascii(bare).lower().replace("`", "'")).strip("'")
    return word if re.search("[a-z0-9]", word) else bare.casefold()


def _fold_plain(word: str) -> str:
    return _NUMBERS.get(word) or _fold_spelling(word)


def _fold_figures(word: str) -> str:
    """Take the commas out of "2,500,000"; leave "2.5", "9/11" and "2019-20" as they are."""
    return re.sub(r",(?=\d{3}(?!\d))", "", word)


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _fold_compound(word: str) -> tuple[str, tuple[str, ...]]:
    """Fold a word with hyphens, apostrophes that open nothing, or letters after figures."""
    stem = _without_possessive(word)
    pieces = [re.sub(r"[^\w.,/]", "", piece) for piece in stem.split("-")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and (pieces[0], pieces[1][:1]) in _JOINED_PREFIXES:
        pieces[:2] = [pieces[0] + pieces[1]]
    parts: list[str] = []
    for piece in pieces:
        part = _fold_figures(piece) if piece[0].isdigit() else _fold_plain(piece)
        is_unit = len(part) == 1 and part in "123456789" and not piece.isdigit()
        if is_unit and parts and parts[-1] in _TENS:
            parts[-1] = parts[-1][0] + part
        else:
            parts.append(part)
    folded = "-".join(parts)
    return (folded + word[len(stem) :], tuple(parts)) if parts else (word, (word,))


_JOINED_PREFIXES = {("co", "o"), ("re", "e"), ("pre", "e"), ("e", "m")}
"""Prefix and next letter written with or without a hyphen: co-operate, re-elect, e-mail."""


# --- Contractions --------------------------------------------------------------------------------

_OPENED_WHOLE = {
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
}
_IRREGULAR_NEGATIONS = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will"}
_HOSTS = {
    "'s": "it he she that this there here what who where when how".split(),
    "'d": "i you he she it we they who that there this what".split(),
    "'m": ["i"],
}
_AMBIGUOUS_ENDINGS = {"'s": "is", "'d": "would", "'m": "am"}
"""Opened only after `_HOSTS`: after a noun, 's marks a possessive; "Sa'd" is a name."""


def _open_contraction(word: str) -> tuple[str, ...] | None:
    """Return the words of a contraction, or nothing where it is none.

    's and 'd are read as "is" and "would": which of "has" or "had" is meant takes the sentence.
    """
    if word == "let's":
        return ("let", "us")
    if word.endswith("n't"):
        stem = _IRREGULAR_NEGATIONS.get(word, word[:-3])
        # "N't" by itself is the tail of a word that something else cut in two.
        return (stem, "not") if stem else ("not",)
    for ending, opened in _ENDINGS.items():
        host = word.removesuffix(ending)
        if host != word and (len(host) > 1 or host == "i"):
            return (*(_open_contraction(host) or (_fold_plain(host),)), opened)
    for ending, opened in _AMBIGUOUS_ENDINGS.items():
        if word.endswith(ending) and word[: -len(ending)] in _HOSTS[ending]:
            return (word[: -len(ending)], opened)
    return None


# --- Numbers -------------------------------------------------------------------------------------

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: str(value) for value, word in enumerate(_UNITS)} | {
    word: str(value) for value, word in zip(range(20, 100, 10), _TENS_WORDS, strict=True)
}
_TENS = frozenset(str(value) for value in range(20, 100, 10))


# --- British spelling → American -----------------------------------------------------------------
# Rules are tied to closed lists of stems, or have their exceptions beside them, so that a word
# nobody thought of keeps its spelling. Forms that both sides of the Atlantic write ("dialogue",
# "analyses" as a plural) are left alone, and so is "tyre" in the singular: Tyre is a city.

_OUR = re.compile(
    "(^arb|ard|arm|behavi|cand|clam|clang|col|demean|enam|endeav|fav|ferv|flav|glam|harb|hon|hum"
    "|lab|neighb|od|parl|ranc|rig|rum|savi|sav|splend|succ|tum|val|vap|vig)our"
)
"""-our → -or. A list of stems: four, hour, tour, pour, detour, contour, flour never change."""

_ISE = re.compile(
    r"^(?P<stem>\w+[bcdghlmnprstvx])is(?P<ending>e|ed|es|ing|er|ers|ation|ations|able|ements?)$"
)
_NEVER_IZE = re.compile(
    "^(?:(?:dis|en|un|re|mis|over|under|self|pre)*(?:adv|advert|appr|chast|circumc|compr|comprom"
    "|conc|dem|desp|dev|exc|exerc|franch|impr|improv|inc|merchand|prem|prom|prov|rev|superv|surm"
    "|surpr|telev|r|pr|w|m|v)|enterpr|expert|parad|prec|repr|treat|val|chem|an|ar|cr|upr|sunr"
    "|moonr|highr|lowr|cer|mort|den|el|pract|trell|metropol|necropol|pelv|mant|pen|ir|marqu|tenn|chass"
    "|clitor|cannab|foreclos)$"
)
"""Stems of -ise words that no one spells with z: advise, rise, promise, exercise, crises …"""

_YSE = re.compile(r"^(ana|para|cata|electro|dia|hydro|psychoana|breatha)lys(e|ed|er|ers|ing)$")

_DOUBLED = re.compile(
    r"^((?:un|re|mis|back|out|de)*(?:apparel|barrel|bedevil|bevel|cancel|carol|channel|chisel"
    "|counsel|devil|dial|dishevel|duel|enamel|equal|fuel|funnel|gravel|grovel|imperil|initial"
    "|jewel|label|laurel|level|libel|marshal|marvel|medal|model|panel|parcel|pedal|pencil|quarrel"
    "|ravel|revel|rival|shovel|shrivel|signal|snivel|spiral|stencil|swivel|symbol|tinsel|total"
    "|towel|trammel|travel|tunnel|yodel))l(ed|ing|ings|er|ers|or|ors|ous|ously|able)$"
)
"""Verbs not stressed at the end, where British spelling doubles the l; not "controlled"."""

_AE_OE = re.compile(
    "anaesth|paediatr|haemo|haema|leukaem|anaem|gynaec|orthopaed|encyclopaed|mediaev|archaeo"
    "|caesar(?=ean)|oestro|foet|diarrhoea|oesoph|oedema|homoeo|paedo|septicaem"
)

_RE = "cent theat epicent amphitheat met kilomet centimet millimet lit millilit fib calib sab"
_RE += " somb spect meag lust scept sepulch goit mit reconnoit"

_FORMS = (
    # noun or verb, and the American form, each taking the endings given
    ("defence defense|offence offense|pretence pretense", "|s|less"),
    ("licence license", "|s|d"),
    ("catalogue catalog|analogue analog", "|s"),
    ("programme program|gramme gram|kilogramme kilogram", "|s"),
    ("cheque check|chequebook checkbook|grey gray|plough plow|gaol jail|draught draft", "|s"),
    ("mould mold|smoulder smolder|plough plow|draught draft|kerb curb", "|s|ed|ing"),
    ("sceptic skeptic", "|s|al|ally|ism"),
    ("enquir inquir", "e|es|ed|er|ers|y|ies|ing"),
    ("fulfil fulfill|enrol enroll|instil instill|distil distill|enthral enthrall", "|s|ment"),
    ("instalment installment|skilful skillful|wilful willful", "|s|ly"),
    ("judgement judgment|acknowledgement acknowledgment|artefact artifact", "|s|al"),
    ("councillor councilor|counsellor counselor|jeweller jeweler", "|s"),
    ("practis practic", "ed|ing"),
    ("manoeuvre maneuver", "|s|d"),
    ("moustache mustache|pyjama pajama|aeroplane airplane|speciality specialty", "|s"),
    ("focuss focus|benefitt benefit|biass bias|worshipp worship", "ed|ing"),
    ("sulph sulf", "ur|ate|ates|uric|ide"),
    ("ageing aging|whilst while|amongst among|learnt learned|burnt burned|dreamt dreamed", ""),
    ("spoilt spoiled|leapt leaped|towards toward|afterwards afterward|aluminium aluminum", ""),
    ("jewellery jewelry|woollen woolen|cosy cozy|furore furor|tsar czar|tsars czars", ""),
    ("manoeuvring maneuvering|manoeuvrable maneuverable|sizeable sizable|practise practice", ""),
    ("practises practices|catalogued cataloged|yoghurt yogurt|specialities specialties", ""),
    ("accoutrements accouterments|centring centering|centrepiece centerpiece", ""),
    ("fibreglass fiberglass|neighbourly neighborly|tyres tires|storeys stories", ""),
)
_TABLE = {
    old + ending: new + ending
    for pairs, endings in _FORMS
    for old, new in (pair.split() for pair in pairs.split("|"))
    for ending in endings.split("|")
} | {f"{stem}re{ending}": f"{stem}er{ending}" for stem in _RE.split() for ending in ("", "s", "d")}


@lru_cache(maxsize=100_000)
def _fold_spelling(word: str) -> str:
    """Return the American spelling of a lower-case word, or the word itself."""
    if word in _TABLE:
        return _TABLE[word]
    if len(word) < 5:
        return word
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "ae" in word or "oe" in word:
        word = _AE_OE.sub(lambda found: found[0].replace("ae", "e").replace("oe", "e"), word)
    if "is" in word and (found := _ISE.match(word)) and not _NEVER_IZE.match(found["stem"]):
        return f"{found['stem']}iz{found['ending']}"
    if found := _YSE.match(word) or _DOUBLED.match(word):
        joint = "lyz" if word[found.end(1)] == "l" and found.re is _YSE else ""
        return found[1] + joint + found[2]
    return word
