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


def is_heading_of_box(line: str) -> bool:
    """Tell whether a heading stands over a box with a game, a vote, goods, requests or the like.

    Only what stands in one box with such a heading goes: in an article the words may mean it.

    >>> is_heading_of_box("Song requests"), is_heading_of_box("The vote")
    (True, False)
    """
    return _BOX_HEADING.fullmatch(line.strip(_HEADING_EDGES)) is not None


def is_promotion(line: str) -> bool:
    """Tell whether a line praises goods, calls to buy or to play, or counts a vote of readers.

    >>> is_promotion("“Warm at last,” says Ida, verified buyer."), is_promotion("Buy now or never.")
    (True, False)
    """
    if len(line) > _MAX_CHARS:
        return False
    return (
        _PRAISE.search(line) is not None
        or _CALL_TO_ACT.search(line) is not None
        or _VOTE.fullmatch(line) is not None
    )
