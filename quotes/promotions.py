"""Which lines and headings sell, praise, count votes or play? Such boxes stand inside articles.

For web pages, which leave the boxes out, and for plain text, from which no quote of them is
returned. Praise counts as such only where its writer is called a buyer or a user, and a call to act
only at the end of a line, outside quotation marks: people in the news are customers too.
"""

from __future__ import annotations

import re

_HEADING_EDGES = " :.…!|-–—•"
_BOX_HEADING = re.compile(
    r"(?:from|in|visit) (?:our|the) (?:[\w-]+ )?(?:shop|store|guest-?book|mail-?bag|post-?bag)"
    r"|(?:download|install|get) (?:our|the) (?:[\w-]+ ){0,2}app"
    r"|(?:(?:the|our|your|[\w'’-]+) )?(?:bingo|lotto|lottery|sudoku|crossword|horoscopes?"
    r"|prize draw|giveaway|sweepstakes?|guest-?book)"
    r"|(?:text|phone|web|online|reader|readers['’]|listener|quick|flash|your|today['’]s|weekly)"
    r" (?:vote|poll|survey)|(?:poll|vote|question) of the (?:day|week)"
    r"|(?:vote|win|enter|play|shop|buy|order|book) now"
    r"|(?:(?:your|song|music|listener|birthday) )(?:requests|dedications|shout-?outs)"
    r"|your (?:letters|e-?mails|texts|messages|stories) to (?:the )?[\w ]{2,40}"
    r"|small ads|situations vacant"
    r"|(?:presenter|host|quote|quotation|joke|recipe|photo|picture|pet|star|reader|word) of the"
    r" (?:day|week|month)|(?:on )?this day in history",
    re.IGNORECASE,
)
# Who praises goods in a box is not named as people are in the news, but by what he is to the shop.
_PRAISE = re.compile(
    r"[”’\"'],?\s+(?:says|said|writes|wrote|raves|raved|reports|from|[-–—])\s"
    r"(?:(?:(?:happy|satisfied|delighted) (?:customer|reader|subscriber)|verified (?:buyer"
    r"|customer|purchaser|reviewer)) [A-Z]\S*|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4},? \(?(?:a )?"
    r"(?:verified (?:buyer|customer|purchase|purchaser|user|owner|reviewer)"
    r"|(?:happy|satisfied|delighted) (?:customer|user"
    r"|reader|subscriber)|(?:five|5)[- ]star review)\)?)"
)
_CALL_TO_ACT = re.compile(
    r"[.!?…”’\"'] +(?:(?:Play|Enter|Book|Order|Buy|Shop|Subscribe|Vote|Donate|Join|Try it)"
    r" (?:today|now|online|here)\b[^“”\"]{0,60}"
    r"|(?:Get|Download|Install) (?:the|our) [^.“”\"]{0,40}\bapp\b[^“”\"]{0,40}"
    r"|Text [A-Z]{3,}(?: to \d{3,})? to (?:give|donate|win|enter|vote|\d{3,})\b[^“”\"]{0,40}"
    r")[.!]?\Z"
)
_ANSWER = r"[“‘\"']?[\w’' ]{1,40}[”’\"']?:? \(?\d{1,3}(?:\.\d+)? ?%\)?"
_VOTE = re.compile(rf"[^?]{{5,150}}\?\s*{_ANSWER}(?:\s*[-–—,;/|·•]?\s*{_ANSWER}){{1,6}}\.?")
_MAX_CHARS = 400
_CALL_TO_READERS = re.compile(
    r"(?:\A|[.!?…”’\"'] +)(?:tell us (?:what|how|why|about|your|if|whether)\b"
    r"|share (?:your|a) (?:own )?(?:story|stories|experiences?|thoughts|views|memories|tip)\b"
    r"|fill (?:out|in) (?:our|this|the) (?:\w+ )?(?:form|survey|questionnaire)\b"
    r"|(?:contact|e-?mail|write to|message) (?:us\b|our (?:reporters?|newsroom|team|news ?desk)\b)"
    r"|send (?:us )?(?:an? |your )?(?:tips?|stor(?:y|ies))\b"
    r"|we(?: want|['’]d (?:like|love)| would (?:like|love)) to hear from you\b"
    r"|get in touch with (?:us|our)\b|help us (?:investigate|report)\b)[^“”\"]{0,100}\Z",
    re.IGNORECASE,
)
# No line without one of these at its end is a call; it is quicker to see.
_CALL_HINTS = (
    "tell us", "share ", "fill ", "contact", "mail", "write to", "message", "send ", "hear from",
    "touch", "help us",
)  # fmt: skip
_MAX_CALL_CHARS = 150
_ADVERT = re.compile(
    r"(?:advertisements?|adverts?|(?:sponsored|promoted|paid|partner)"
    r"(?: content| message| post| links?)?|sponsor['’]?s? message)",
    re.IGNORECASE,
)
_SPONSOR = re.compile(
    r"(?:an? )?(?:message|word|note) from (?:our|the|today['’]s) (?:sponsors?|advertisers?"
    r"|partners?|supporters?)\b[^.!?]{0,60}",
    re.IGNORECASE,
)


def is_heading_of_box(line: str) -> bool:
    """Tell whether a heading stands over a box with a game, a vote, goods, requests or the like.

    Only what stands in one box with such a heading goes: in an article the words may mean it.

    >>> is_heading_of_box("Song requests"), is_heading_of_box("The vote")
    (True, False)
    """
    return _BOX_HEADING.fullmatch(line.strip(_HEADING_EDGES)) is not None


def is_heading_of_advert(line: str) -> bool:
    """Tell whether a line stands over an advertisement, or where one was.

    >>> is_heading_of_advert("[Advertisement]"), is_heading_of_advert("An advertisement for rope")
    (True, False)
    """
    bare = line.strip(_HEADING_EDGES + "[]()*")
    return _ADVERT.fullmatch(bare) is not None or is_heading_of_sponsor(line)


def is_heading_of_sponsor(line: str) -> bool:
    """Tell whether a line announces the words of somebody who pays for them.

    >>> is_heading_of_sponsor("A MESSAGE FROM OUR SPONSOR, ELM ROPES")
    True
    """
    return _SPONSOR.fullmatch(line.strip(_HEADING_EDGES + "[]()*")) is not None


def is_call_to_readers(line: str) -> bool:
    """Tell whether a line ends by asking its readers for stories, tips or forms.

    >>> is_call_to_readers("Were you there? Tell us what you saw."), is_call_to_readers("“Tell us”")
    (True, False)
    """
    end = line[-_MAX_CALL_CHARS:].lower()
    if len(line) > _MAX_CHARS or not any(hint in end for hint in _CALL_HINTS):
        return False
    return _CALL_TO_READERS.search(line) is not None


def is_promotion(line: str) -> bool:
    """Tell whether a line praises goods, calls to buy, to play or to write, or counts a vote.

    >>> is_promotion("“Warm at last,” says Ida, verified buyer."), is_promotion("Buy now or never.")
    (True, False)
    """
    if len(line) > _MAX_CHARS:
        return False
    return (
        _PRAISE.search(line) is not None
        or _CALL_TO_ACT.search(line) is not None
        or _VOTE.fullmatch(line) is not None
        or is_call_to_readers(line)
    )
