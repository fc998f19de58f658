"""What do browsers, wires, mail programs and editors print around an article?

Running titles and addresses of printed pages, slugs and take numbers of wire copy with the marks
around its lines, remarks in brackets and what newsletters say of themselves: known by their form
alone.
"""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[ \u202f]?[AP]M)?"
# 12/4/24, 8:17 AM      Rain falls | The Bay Record
_RUNNING_TITLE = re.compile(rf"{_CLOCK}(?:\s{{2,}}|\t)(?P<title>\S.{{3,300}})", re.IGNORECASE)
# https://bay.example/rain      1/3 · 1 of 3      12/4/24, 8:17 AM
_RUNNING_ADDRESS = re.compile(
    rf"(?P<url>https?://\S+)(?:\s+(?:page )?\d{{1,3}} ?(?:/|of) ?\d{{1,3}})?(?:\s+{_CLOCK})?"
    rf"|(?:page )?\d{{1,3}} ?(?:/|of) ?\d{{1,3}}\s+(?:{_CLOCK}|(?P<late>https?://\S+))",
    re.IGNORECASE,
)
_TITLE_BREAK = re.compile(r"\s+[|–—-]\s+")
# BC-HARBOR-FIRE-2ndLd · AM-Harbor Fire, 1st Ld-Writethru
_SLUG = re.compile(r"[A-Z]{2}-+[A-Z][A-Za-z0-9'’&.-]{3,}")
_SLUG_WORDS = frozenset("add adds lead ld take urgent bulletin flash advisory eds".split())
_TAKE = re.compile(
    r"[a-z]{2,4}(?:-[a-z]{2,4}){0,2}-\d{2,4}(?:-\d{2})?(?: \d{4}(?:[A-Z]{3})?)?", re.IGNORECASE
)
_MAX_SLUG_WORDS = 9
_MAIL = re.compile(
    r"(?:\A|[.!?]\s+)(?:(?:view|read|open) (?:this|it)(?: (?:e-?mail|newsletter|message))?"
    r" (?:in (?:your|a|the) browser|online\b)"
    r"|(?:was|were) (?:you |this (?:e-?mail |newsletter )?)?forwarded (?:to you|this)\b"
    r"|(?:been )?forwarded this (?:e-?mail|newsletter|message|bulletin)\?"
    r"|you(?: are|['’]re) reading (?:the |our |an? )?[^.!?“”\"]{0,60}(?:e-?mail|newsletter)[.,!]"
    r"|did (?:someone|a friend) (?:send|forward)\b.{0,40}\?"
    r"|you(?: are|['’]re)? receiv(?:ing|ed) this (?:e-?mail|newsletter|message)\b"
    r"|to (?:be removed from|leave) (?:this|our) (?:mailing )?list\b"
    r"|(?:to )?unsubscribe(?:\Z| ?[.|(]| from | at any time| here)"
    r"|(?:manage|update) your (?:e-?mail )?(?:preferences|subscription)s?\b)",
    re.IGNORECASE,
)
_MAX_MAIL_CHARS = 500
# No line without one of these is such a notice; it is quicker to see.
_MAIL_HINTS = (
    "reading browser online forward send receiv list unsubscribe preferences subscription".split()
)
# What an editor sets beside the copy, in brackets with a name: "[Box: How to sleep. See page 2.]"
_INSERT = re.compile(
    r"\[(?:box|side-?bar|inset|panel|fact-?(?:box|file)|graphic|map|chart|table|photos?|pictures?"
    r"|images?|video|gallery|captions?|pull-?quote|illustration|advert(?:isement)?|related)"
    r"(?: \d+)?\s*[:|–—-]\s[^\[\]]+\]",
    re.IGNORECASE,
)
# What is said of a text in brackets: "(As delivered. Names were added.)"
_REMARK = re.compile(
    r"[(\[](?:as (?:delivered|prepared)\b|(?:lightly )?edited for (?:length|clarity|style)\b"
    r"|(?:this|the) (?:transcript|interview|conversation|text|exchange) (?:has been|was|is)\b)"
    r"[^()\[\]]{0,300}[)\]]",
    re.IGNORECASE,
)


def running_title(line: str) -> str | None:
    """Return the title of a page that a browser has printed over each of its sheets.

    >>> running_title("12/4/24, 8:17 AM     Rain falls | The Bay Record")
    'Rain falls | The Bay Record'
    """
    found = _RUNNING_TITLE.fullmatch(line.strip()) if line[:1].strip().isdigit() else None
    return found["title"].strip() if found is not None else None


def running_address(line: str) -> str | None:
    """Return the address that a browser has printed under each sheet of a page.

    >>> running_address("https://bay.example/rain       1/3")
    'https://bay.example/rain'
    """
    found = _RUNNING_ADDRESS.fullmatch(line.strip())
    return (found["url"] or found["late"]) if found is not None else None


def title_and_outlet(title: str, lines: frozenset[str]) -> tuple[str, str | None]:
    """Part the title of a window where one of the lines of the text, folded, is its beginning.

    >>> title_and_outlet("Rain - or hail - Bay Record", frozenset({"rain - or hail"}))
    ('Rain - or hail', 'Bay Record')
    """
    for found in _TITLE_BREAK.finditer(title):
        if title[: found.start()].casefold() in lines:
            return title[: found.start()], title[found.end() :]
    return title, None


def without_wire_marks(line: str) -> str:
    """Return a line without the marks that wires set around it.

    >>> without_wire_marks("^By ANA RUIZ="), without_wire_marks("^Rain falls in Port Elm<")
    ('By ANA RUIZ', 'Rain falls in Port Elm')
    """
    line = line.strip()
    return line[1:].rstrip("<=").strip() if line.startswith("^") else line


def is_slug(line: str) -> bool:
    """Tell whether a line is only the slug of a wire story, or the number of a take.

    >>> is_slug("cec-034   u i BC-HARBOR-FIRE-2ndLd  11-02 0512"), is_slug("PM-elect resigns")
    (True, False)
    """
    words = line.strip().rstrip("<").split()
    if not 0 < len(words) <= _MAX_SLUG_WORDS:
        return False
    if _TAKE.fullmatch(" ".join(words)):
        return True
    rest = [word.strip(".,") for word in words if not _SLUG.fullmatch(word.strip(".,"))]
    return len(rest) < len(words) and all(
        len(word) < 3
        or "-" in word
        or any(char.isdigit() for char in word)
        or word.lower() in _SLUG_WORDS
        for word in rest
    )


def is_mail_notice(line: str) -> bool:
    """Tell whether a line says of itself that it is a mail, and how to get it or be rid of it.

    >>> is_mail_notice("Thanks. Was this forwarded to you? Sign up here."), is_mail_notice("Mail.")
    (True, False)
    """
    folded = line[: _MAX_MAIL_CHARS + 1].lower()
    if len(line) > _MAX_MAIL_CHARS or not any(hint in folded for hint in _MAIL_HINTS):
        return False
    return _MAIL.search(line) is not None


def is_insert(line: str) -> bool:
    """Tell whether a line stands in brackets and says that it is a box or a remark on the text.

    >>> is_insert("[Box: How to sleep. See page 2.]"), is_insert("[Laughter]")
    (True, False)
    """
    line = line.strip()
    return _INSERT.fullmatch(line) is not None or _REMARK.fullmatch(line) is not None


def is_printout(line: str) -> bool:
    """Tell whether a line was printed around an article and is none of it."""
    return (
        running_title(line) is not None
        or _RUNNING_ADDRESS.fullmatch(line.strip()) is not None
        or is_slug(line)
        or is_mail_notice(line)
    )
