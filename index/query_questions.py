"""Is a query a question about who said what, and what does it ask for?

Recognises whole questions such as "what did S say about X" by their fixed words. Hands on who is
asked for, about what, and which words the quoted words should hold; the parts themselves are read
by `index/query_grammar.py`. Times and outlets have been taken out before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

MAX_NAME_WORDS = 8
MAX_GUESSED_NAME_WORDS = 4

_SAY = "say|says|said|saying|state|states|stated|claim|claims|claimed|tell|tells|told|announce"
_SAY += "|announces|announced|declare|declares|declared|argue|argues|argued|think|thinks|thought"
_SAY += "|write|writes|wrote|written|have to say|has to say|had to say|(?:make|made) of"
_ABOUT = "about|on|of|regarding|concerning|over|re|as regards|when it comes to|with regard to"
_CALL = "called?|calls|calling|described?|describes|dubbed|dubs|labell?ed|labels|branded|brands"
_CALL += "|termed|terms|likened|likens|compared|compares|referred to|refers to"
_REPORT = "den(?:y|ies|ied)|warn(?:s|ed)?|promis(?:e|es|ed)|threaten(?:s|ed)?|accus(?:e|es|ed)"
_REPORT += (
    "|admit(?:s|ted)?|confirm(?:s|ed)?|reject(?:s|ed)?|condemn(?:s|ed)?|criti[cs]i[sz](?:e|es|ed)"
)
_REPORT += "|prais(?:e|es|ed)|predict(?:s|ed)?|insist(?:s|ed)?|demand(?:s|ed)?|ask(?:s|ed)?"
_REPORT += "|blam(?:e|es|ed)|defend(?:s|ed)?|suggest(?:s|ed)?|vow(?:s|ed)?|pledg(?:e|es|ed)"
_REPORT += "|urg(?:e|es|ed)|call(?:s|ed)? for|apologi[sz](?:e|es|ed) for|welcom(?:e|es|ed)"
_REPORT += "|acknowledg(?:e|es|ed)|dismiss(?:es|ed)?|repeat(?:s|ed)?|ask(?:s|ed)? for"
_REPORT += "|tweet(?:s|ed)?|testif(?:y|ies|ied)|announc(?:e|es|ed)|reveal(?:s|ed)?|hint(?:s|ed)?"
_SPEAK = "spoke|spoken|speak|speaks|speaking|talk(?:s|ed|ing)?|comment(?:s|ed|ing)?"
_SPEAK += "|complain(?:s|ed|ing)?|joke[sd]?|(?:said|say|says) (?:some|any)thing"
_SPEAK += "|(?:gave|made|makes?|give) (?:a |any )?(?:statements?|comments?|remarks?|speech)"
_MENTION = "mention(?:s|ed)?|discuss(?:es|ed)?|address(?:es|ed)?|bring up|brought up|raised?"
_MENTION += "|respond(?:s|ed)? to|react(?:s|ed)? to|reply to|replied to|answer(?:s|ed)?"
_MENTION += "|(?:talk|speak|comment|spoke|talked|commented)(?:s|ed)? (?:about|on|of|to)"
_DESCRIBE = "describe|explain|justify|defend|see|view|characteri[sz]e|put|phrase|interpret"
_DESCRIBE += "|respond to|react to|reply to|answer|comment on|feel about|think (?:about|of)"
_QUOTES = "quotes?|quotations?|statements?|comments?|remarks?|sayings|tweets?|posts?"
_QUOTES += "|interviews?|speech(?:es)?"
_OPINION = "views?|opinions?|positions?|stance|reactions?|responses?|answers?|take|thoughts"
_NO_NAMES = frozenset(
    "i you he she it we they him her them do does did has have said say it's its this that these"
    " those there what who which when where why how and or not is are was were be been to"
    " with".split()
)
_ANYBODY = frozenset(
    "anyone anybody someone somebody everyone everybody people one others anyone's politicians"
    " nobody".split()
)
"""Whoever they are: nobody is named by these."""
_PRESS = frozenset("reporters journalists press media public people us me".split())
"""Whoever speaks tells it to these."""
_LEAD = re.compile(
    r"(?:(?:please|can you|could you|i want to|i need to|help me|let me) )*"
    r"(?:(?:show|find|give|get|list|tell|search|look|see|read|know)(?: me| us| for| out| up)*"
    r"(?: all| any| every)?(?: of)?(?: the)?) (?P<rest>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for; parts it does not have are empty.

    `speaker`: who is said to have spoken. `content`: what the quoted words hold. `about`: what
    they, or the words around them, are about. `cue`: the reporting verb. `listener`: who was told,
    or where it was said; may be left out. `is_guess`: the words may just as well be meant as they
    stand, or as those of `plain`.
    """

    speaker: str = ""
    content: str = ""
    about: str = ""
    cue: str = ""
    listener: str = ""
    is_guess: bool = False
    plain: str = ""


_PARTS = {
    "TOPIC": r"(?: ABOUT (?P<about>.+))?",
    "HAS": "(?:(?:has|have|had|is|are|was) )?",
    "DID": "(?:did|do|does|has|have|had|is|was|were|are|will|would|didn['’]t|hasn['’]t)",
    "SAY": f"(?:{_SAY})",
    "ABOUT": f"(?:{_ABOUT})",
    "CALL": f"(?:{_CALL})",
    "REPORT": f"(?:{_REPORT})",
    "SPEAK": f"(?:{_SPEAK})",
    "MENTION": f"(?:{_MENTION})",
    "DESCRIBE": f"(?:{_DESCRIBE})",
    "OPINION": f"(?:{_OPINION})",
    "QUOTES": rf"(?:(?:all|any|the|latest|recent|newest|new|other|direct) )*(?:{_QUOTES})",
    "LINK": "(?:(?:that|about|of|against|over|on) )?",
    "OUTLETS": "(?:(?:news)?papers?|outlets?|media|sites?|sources?|agenc(?:y|ies)|articles?)",
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
        r"who HAS(?:told|tells?) (?P<listener>.+?) that (?P<content>.+)",
        r"who HAS(?:told|tells?) (?P<listener>.+?) ABOUT (?P<about>.+)",
        r"who HASSPEAK(?: out| up| openly| publicly)? ABOUT (?P<about>.+)",
        r"who HASused the (?:words?|phrase|term|expression) (?P<content>.+)",
        r"who HAS(?:MENTION) (?:the (?:words?|phrase|term|expression) )?(?P<content>.+)",
        r"who (?:was |is |were )?quoted (?:as )?saying (?:that )?(?P<content>.+)",
        r"who(?:['’]s| has| have| had| is| was)? SAY (?:what|something|anything) ABOUT"
        r" (?P<about>.+)",
        r"who(?:['’]s| has| have| had| is| was)? SAYTOPIC",
        r"who(?:['’]s| has| have| had| is| was)? SAY (?:that )?(?P<content>.+)",
        r"(?P<content>.+?)[,.:;–—-]*[\"”]? (?:who said|said who|said by whom)"
        r"(?: it| this| that| so)?",
        r"who HAS(?P<cue>REPORT) LINK(?P<about>.+)",
        r"who HAS(?P<cue>REPORT)",
        r"who (?:at|from|in|of|for) (?P<speaker>.+?) (?:HAS)(?:SPEAK|SAY) ABOUT (?P<about>.+)",
        r"who (?:at|from|in|of|for) (?P<speaker>.+?) (?:HAS)SAY (?:that )?(?P<content>.+)",
        r"who(?:['’]s| is| was| are| were) (?P<speaker>.+)",
        r"whose (?:words?|quotes?|phrase|line) (?:is|was|are|were) (?P<content>.+)",
        r"what (?:is|was|are|were|(?:has|have|had) been) (?:being )?said ABOUT (?P<about>.+?)"
        r"(?: by (?P<speaker>.+))?",
        r"what(?:['’]s| is| was| were| are) (?P<speaker>.+?)(?:['’]s?)? OPINION"
        r" (?:to|on|about|of|over|in) (?P<about>.+)",
        r"what DID (?P<speaker>.+?) (?:ever )?SAYTOPIC",
        r"what DID (?P<speaker>.+?) (?:ever )?SAY (?:to |at |in )?(?P<listener>.+?)"
        r" ABOUT (?P<about>.+)",
        r"what DID (?P<speaker>.+?) (?:ever )?(?P<cue>REPORT)(?: ABOUT| to)? (?P<about>.+)",
        r"what DID (?P<speaker>.+?) (?:ever )?(?P<cue>REPORT)",
        r"what DID (?P<speaker>.+?) (?:ever )?SPEAK ABOUT (?P<about>.+)",
        r"(?:when|where|why|how often) DID (?P<speaker>.+?) (?:first|last|ever|even)"
        r" (?:MENTION|SPEAK ABOUT) (?P<about>.+)",
        r"what DID (?P<speaker>.+?) CALL (?P<about>.+)",
        r"how DID (?P<speaker>.+?) (?:DESCRIBE|CALL|MENTION) (?P<about>.+)",
        r"(?:when|where|why|how|how often) DID (?P<speaker>.+?) (?:first |last |ever )?SAY"
        r" (?:that )?(?P<content>.+)",
        r"(?:when|where|why|how often) DID (?P<speaker>.+?) (?:MENTION|SPEAK ABOUT) (?P<about>.+)",
        r"(?:which|what) OUTLETS (?:has |have |had )?(?:carried|reported|published|quoted|printed"
        r"|ran|run|carry|had|has|have|used) (?:that |the (?:quote|words|phrase|statement) )?"
        r"(?P<about>.+)",
        r"(?:which|what) (?P<speaker>.+?) HASSPEAK ABOUT (?P<about>.+)",
        r"(?:which|what) (?P<speaker>.+?) HASCALL (?P<about>.+)",
        r"(?:which|what) (?P<speaker>.+?) HASMENTION (?P<content>.+)",
        r"what (?P<speaker>.+?) HASSAYTOPIC",
        r"which (?P<speaker>.+?) HASSAYTOPIC",
        r"(?:which|what) (?P<speaker>.+?) HAS(?P<cue>REPORT) LINK(?P<about>.+)",
        r"(?:which|what) (?P<speaker>.+?) HASSAY (?:that )?(?P<content>.+)",
        r"(?:everything|anything|all(?: that)?|things|something|words) (?P<speaker>.+?)"
        r" HASSAYTOPIC",
        r"(?:everything|anything|something|all) ABOUT (?P<about>.+)",
        r"(?:articles?|stories|story|reports?|pieces?) (?:quoting|citing|with|that quotes?)"
        r" (?P<speaker>.+?)TOPIC",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*MENTION (?P<about>.+)",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*(?:SAY|SPEAK) (?:any|some)thing ABOUT"
        r" (?P<about>.+)",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*SPEAK ABOUT (?P<about>.+)",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*SAY (?:that )?(?P<content>.+)",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*CALL (?P<about>.+)",
        r"DID (?P<speaker>.+?) (?:ever |really |actually )*(?P<cue>REPORT) LINK(?P<about>.+)",
        r"(?P<speaker>anyone|anybody|someone|somebody|people) (?:saying|who said|said|says|say)"
        r" (?:that )?(?P<content>.+)",
        r"QUOTES (?:by|from|of|with) (?P<speaker>.+?)TOPIC",
        r"QUOTES (?:ABOUT|to) (?P<about>.+?) (?:by|from) (?P<speaker>.+)",
        r"QUOTES (?:ABOUT|to|with|containing|mentioning) (?P<about>.+)",
        r"(?:reactions?|responses?) (?:to|on|about) (?P<about>.+?) (?:by|from) (?P<speaker>.+)",
        r"(?:reactions?|responses?) (?:to|on|about) (?P<about>.+)",
        r"according to (?P<speaker>[^,]+?)(?:,? (?:that )?(?P<content>.+))?",
    )
)
_GUESSES = tuple(
    _pattern(text)
    for text in (
        r"(?P<speaker>.+?)(?:['’]s?) (?:QUOTES|OPINION|words)(?: (?:ABOUT|to) (?P<about>.+))?",
        r"(?P<speaker>.+?) (?:QUOTES)TOPIC",
        r"(?P<content>.+?),? according to (?P<speaker>.+)",
        r"(?P<speaker>.+?) HAS(?:SPEAK|SAY) ABOUT (?P<about>.+)",
        r"(?P<speaker>.+?) HASSAY(?: that)?(?: (?P<content>.+))?",
        r"(?P<speaker>.+?) HAS(?P<cue>REPORT) LINK(?P<about>.+)",
        r"(?P<speaker>[^:]+): (?P<content>.+)",
        r"QUOTES (?P<speaker>.+)",
        r"(?P<speaker>.+?) (?:on|about|re|regarding) (?P<about>.+)",
    )
)
_ANYTHING = _pattern(
    r"(?:what (?:was|has been|is|did|do|does)(?: (?:anyone|anybody|people|they))? (?:said|say)"
    r"|everything(?: said)?|anything(?: said)?|all|QUOTES|QUOTES and QUOTES|articles?|news"
    r"|who (?:said|spoke)(?: something| anything)?|who (?:was|is) quoted)"
)
_FIELD_NAMES = frozenset("speaker role outlet kind cue before after on cluster".split())


def asks_for_anything(text: str) -> bool:
    """Tell whether a text asks for statements and does not say for which.

    >>> asks_for_anything("what was said"), asks_for_anything("quotes"), asks_for_anything("oil")
    (True, True, False)
    """
    return bool(_ANYTHING.fullmatch(text.strip().rstrip("?!. ")))


def read_question(text: str) -> Question | None:
    """Return what a question asks for, or `None` where the text, on one line, is none.

    >>> read_question("What did Okell say about the harbour?")
    Question(speaker='Okell', content='', about='the harbour', cue='', listener='', \
is_guess=False, plain='')
    """
    asked = text.strip().rstrip("?!. ").strip()
    led = _LEAD.fullmatch(asked)
    for form in (asked, led["rest"] if led else ""):
        for pattern in _QUESTIONS:
            if (found := pattern.fullmatch(form)) and (question := _question(found)):
                return question
    for pattern in _GUESSES:
        found = pattern.fullmatch(asked)
        if found and (question := _question(found, MAX_GUESSED_NAME_WORDS)):
            plain = " ".join(part for part in found.groupdict().values() if part)
            return replace(question, is_guess=True, plain=plain)
    return None


def _question(found: re.Match[str], max_words: int = MAX_NAME_WORDS) -> Question | None:
    stated: dict[str, Any] = {
        name: part.strip(" ,") for name, part in found.groupdict().items() if part
    }
    parts = {name: part for name, part in stated.items() if not _says_nothing(name, part)}
    if stated and not parts:
        return None
    if "speaker" not in parts:
        return Question(**parts)
    if parts["speaker"].lower() in _ANYBODY:
        del parts["speaker"]
        return Question(**parts) if parts else None
    return Question(**parts) if _may_be_name(parts["speaker"], max_words) else None


def _says_nothing(name: str, part: str) -> bool:
    """Tell whether a part of a question leaves open what it asks for."""
    words = part.lower().removeprefix("the ")
    if name == "listener":
        return words in _PRESS
    return name in ("about", "content") and words in ("anything", "something", "this", "that", "it")


def _may_be_name(text: str, max_words: int) -> bool:
    words = text.split()
    is_plain = not re.search(r"[:()*~?]|\b(?:AND|OR|NOT)\b|(?:^|\s)-", text)
    has_none = any(word.lower() in _NO_NAMES and not word.isupper() for word in words)
    is_field = text.lower() in _FIELD_NAMES
    return bool(words) and is_plain and len(words) <= max_words and not has_none and not is_field


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
