"""Is a query a question about who said what, and what does it ask for?

Recognises whole questions such as "what did S say about X" by their fixed words. Hands on who is
asked for, about what, and which words the quoted words should hold; the parts themselves are read
by `index/query_grammar.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_NAME_WORDS = 8

_SAY = "say|says|said|saying|state|states|stated|claim|claims|claimed|tell|tells|told|announce"
_SAY += "|announced|declare|declared|argue|argued|think|thinks|write|wrote"
_ABOUT = "about|on|of|regarding|concerning|over"
_CALL = "called?|calls|calling|described?|describes|dubbed|dubs|labell?ed|labels|branded|brands"
_CALL += "|termed|terms|likened|likens|compared|compares|referred to|refers to"
_REPORT = "den(?:y|ies|ied)|warn(?:s|ed)?|promis(?:e|es|ed)|threaten(?:s|ed)?|accus(?:e|es|ed)"
_REPORT += (
    "|admit(?:s|ted)?|confirm(?:s|ed)?|reject(?:s|ed)?|condemn(?:s|ed)?|criti[cs]i[sz](?:e|es|ed)"
)
_REPORT += "|prais(?:e|es|ed)|predict(?:s|ed)?|insist(?:s|ed)?|demand(?:s|ed)?|ask(?:s|ed)?"
_NO_NAMES = frozenset(
    "i you he she it we they him her them people anyone someone somebody did do does has".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for; parts it does not have are empty.

    `speaker`: who is said to have spoken. `content`: what the quoted words hold. `about`: what
    they, or the words around them, are about. `cue`: the reporting verb. `is_guess`: the words
    may just as well be meant as they stand.
    """

    speaker: str = ""
    content: str = ""
    about: str = ""
    cue: str = ""
    is_guess: bool = False


_PARTS = {
    "TOPIC": r"(?: ABOUT (?P<about>.+))?",
    "HAS": "(?:(?:has|have|had) )?",
    "SAY": f"(?:{_SAY})",
    "ABOUT": f"(?:{_ABOUT})",
    "CALL": f"(?:{_CALL})",
    "REPORT": f"(?:{_REPORT})",
    "QUOTES": "(?:all )?(?:quotes|quotations|statements)",
}
"""What the capitals in the patterns below stand for."""


def _pattern(text: str) -> re.Pattern[str]:
    for name, meaning in _PARTS.items():
        text = text.replace(name, meaning)
    return re.compile(text, re.IGNORECASE)


_QUESTIONS = tuple(
    _pattern(text)
    for text in (
        r"who HASCALL (?P<about>.+?)(?: as)? (?:an?|the|to) (?P<content>.+)",
        r"who HASCALL (?P<about>.+?) as (?P<content>.+)",
        r"who HASCALL (?P<about>.+)",
        r"who HAS(?:spoke|spoken|talked|commented|said (?:some|any)thing) ABOUT (?P<about>.+)",
        r"who HASused the (?:words?|phrase|term|expression) (?P<content>.+)",
        r"who (?:was |is )?quoted (?:as )?saying (?:that )?(?P<content>.+)",
        r"who(?:['’]s| has| have| had| is| was)? SAY (?:that )?(?P<content>.+)",
        r"who HAS(?P<cue>REPORT) (?:that )?(?P<about>.+)",
        r"what (?:did|do|does|has|have|had|is|was|were|are) (?P<speaker>.+?) SAYTOPIC",
        r"what (?P<speaker>.+?) HASSAYTOPIC",
        r"(?:everything|anything|all(?: that)?) (?P<speaker>.+?) HASSAYTOPIC",
        r"(?:did|has|have) (?P<speaker>.+?) (?:ever )?SAY (?:that )?(?P<content>.+)",
        r"QUOTES (?:by|from) (?P<speaker>.+?)TOPIC",
        r"QUOTES ABOUT (?P<about>.+)",
        r"(?P<speaker>.+?) QUOTESTOPIC",
    )
)
_NAME_ON_TOPIC = _pattern(r"(?P<speaker>.+?) (?:on|about) (?P<about>.+)")


def read_question(text: str) -> Question | None:
    """Return what a question asks for, or `None` where the text, on one line, is none.

    >>> read_question("What did Okell say about the harbour?")
    Question(speaker='Okell', content='', about='the harbour', cue='', is_guess=False)
    """
    asked = text.strip().rstrip("?!. ").strip()
    for pattern in _QUESTIONS:
        found = pattern.fullmatch(asked)
        if found:
            parts = {name: part.strip() for name, part in found.groupdict().items() if part}
            if "speaker" not in parts or _may_be_name(parts["speaker"]):
                is_guess = pattern is _QUESTIONS[-1]
                return Question(**parts, is_guess=is_guess)
    found = _NAME_ON_TOPIC.fullmatch(asked)
    if found and _may_be_name(found["speaker"], max_words=4):
        return Question(speaker=found["speaker"], about=found["about"], is_guess=True)
    return None


def _may_be_name(text: str, max_words: int = MAX_NAME_WORDS) -> bool:
    words = text.split()
    is_plain = not re.search(r"[:()*~?]|\b(?:AND|OR|NOT)\b|(?:^|\s)-", text)
    has_none = any(word.lower() in _NO_NAMES and not word.isupper() for word in words)
    return is_plain and len(words) <= max_words and not has_none


def looks_like_name(text: str) -> bool:
    """Tell whether every word is written as in a name, small particles aside.

    >>> looks_like_name("Ines al-Vahl"), looks_like_name("war")
    (True, False)
    """
    particles = {"al", "el", "bin", "ibn", "bint", "de", "del", "della", "di", "da", "van", "von"}
    words = text.split()
    return any(word[:1].isupper() for word in words) and all(
        word[:1].isupper() or word.lower() in particles or word.lower().startswith(("al-", "el-"))
        for word in words
    )
