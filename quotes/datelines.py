"""Where and when was it written, as the first lines of an article word it?

Datelines, dates, the line above a printed page and the fields of newspaper databases: known by
their words alone, for web pages and plain text alike.
"""

from __future__ import annotations

import re

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MAX_DATE_CHARS = 100
# A figure alone ("2019", "41,000") is no date.
_DATE_MARK = re.compile(
    rf"\d.*\b(?:{MONTHS}|ago)\b|\b(?:{MONTHS})\b.*\d|\d[:.]\d\d\b|\d{{4}}-\d\d-\d\d"
    rf"|\d[./]\d{{1,2}}[./]\d"
    r"|\d ?[ap]\.?m\b|\d+[- ]min",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    rf"\d+(?:st|nd|rd|th)?|(?<![^\W\d_])(?:{MONTHS}|mon(?:day)?|tue(?:s(?:day)?)?"
    rf"|wed(?:nesday)?|thu(?:rs(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|a\.?m|p\.?m|at|on|ago|hours?|hrs?|minutes?|mins?"
    r"|min|read"
    r"|gmt|bst|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|eest|ist|jst|sast|wat|eat|aest"
    r"|aedt|nzst"
    r"|nzdt|msk|last|first|updated|modified|published|posted|filed|issued|date|time|local"
    r"|comments?)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PAGE_HEADER = re.compile(
    rf"(?:(?:page|p\.|pg\.?)\s*(?:\w?\d+|{_NUMBER_WORDS})[ ,.|–—-]+)?(?P<name>[^\d,"
    rf"|:]{{4,50}}?)[ ,.|–—-]+"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[ ,.]+)?(?:{MONTHS})\.? \d{{1,2}}, ?\d{{4}}"
    rf"(?:[ ,.|–—-]+(?:page|p\.|pg\.?)?\s*(?:\w?\d+|{_NUMBER_WORDS})?)?(?P<late>)",
    re.IGNORECASE,
)
# PORT ELM, March 3 (Coast Wire) — · PORT ELM, Oct. 2.-- · Port Elm, 3 March 2026 /NewsLine/ --
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][A-Za-z. ]{1,25})?"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    r"(?:, [A-Z][A-Za-z. ]{1,25})?)"
    rf"(?P<date>(?i:, (?:{MONTHS})\.? \d{{1,2}}(?:, \d{{4}})?"
    rf"|, \d{{1,2}} (?:{MONTHS})\.?(?: \d{{4}})?))?"
    r"\s*(?P<agency>[(/][A-Z][\w.& ’'-]{1,40}(?:/[\w.& ’'-]{1,30})?[)/])?\s*(?:\.?--\s*|-\s+"
    r"|[–—]\s*)(?=\S)"
)
_LABELS = frozenset(
    "RELATED MORE READ WATCH LISTEN UPDATE UPDATED BREAKING EXCLUSIVE ANALYSIS OPINION EXPLAINER"
    " LIVE"
    " NEW VIDEO PHOTOS SEE NOTE CORRECTION EDITORIAL REVIEW INTERVIEW PROFILE FEATURE".split()
)
# How databases of newspapers and wire services call what they say about an article.
_FIELD_NAMES = {
    "headline": "title", "title": "title", "hd": "title",
    "publication": "outlet", "publication title": "outlet", "newspaper": "outlet",
    "source": "outlet", "sn": "outlet", "journal": "outlet", "outlet": "outlet",
    "date": "published", "publication date": "published", "published": "published",
    "pub date": "published", "pd": "published", "issue date": "published",
    "byline": "byline", "author": "byline", "authors": "byline", "by": "byline",
    "url": "url", "link": "url",
}  # fmt: skip
_OTHER_FIELDS = frozenset(
    "section length dateline graphic load-date language publication-type body lead document-type"
    " copyright subject subjects geographic city state country company organization industry ticker"
    " keywords keyword type edition page pages column series correction correction-date highlight"
    " lp td wc sc pg la cy co in ns re pub an clm et vol ed pg se issn volume issue start abstract"
    " slug priority category word-count wordcount credit caption photo notes note provider database"
    " accession-number document-id id file desk embargo".split()
)
_FIELD = re.compile(
    r"\s*(?P<name>[A-Z][A-Za-z]*(?:[ -][A-Za-z]+){0,2}):(?:\s+(?P<value>\S.*))?\s*\Z"
)
_CODE = re.compile(
    r"(?P<name>HD|BY|WC|PD|SN|SC|PG|LA|CY|CO|IN|NS|RE|PUB|AN|CLM|ET|SE|ED|VOL) {2,}(?P<value>\S.*)"
)

# The lead and the text that follows it are the article itself.
_ANY_CODE = re.compile(r"(?!LP|TD|HL|AB)[A-Z]{2,3} {2,}\S")


def field_of(line: str) -> tuple[str | None, str] | None:
    """Return what a line of a database's record says: its meaning for us, if any, and the value.

    >>> field_of("BYLINE: Ana Ruiz"), field_of("LENGTH: 612 words"), field_of("Mayor: I quit.")
    (('byline', 'Ana Ruiz'), (None, '612 words'), None)
    """
    found = _FIELD.match(line) or _CODE.match(line)
    if found is None:
        return None
    name = found["name"].lower()
    is_known = name in _FIELD_NAMES or name.replace(" ", "-") in _OTHER_FIELDS
    return (_FIELD_NAMES.get(name), (found["value"] or "").strip()) if is_known else None


def is_coded_field(line: str) -> bool:
    """Tell whether a line could be a field of a record with codes: capitals, a gap, a value.

    >>> is_coded_field("ART  Photograph: the oldest vine"), is_coded_field("TD  He left.")
    (True, False)
    """
    return _ANY_CODE.match(line) is not None


def page_header(line: str) -> str | None:
    """Return the paper's name in the line above a printed page; nothing if it is no such line.

    >>> page_header("THE BAY RECORD, FRIDAY, OCTOBER 3, 1952      Page Four")
    'THE BAY RECORD'
    """
    found = _PAGE_HEADER.fullmatch(line.strip())
    if found is None or not re.search(r"\d", line):
        return None
    name = (found["name"] or found["late"] or "").strip(" ,.-–—|")
    return name if name.isupper() and len(name) > 3 else None


def is_only_date(line: str) -> bool:
    """Tell whether a line has nothing but dates and times.

    >>> is_only_date("Tuesday 3 March, 9.30am"), is_only_date("41,000")
    (True, False)
    """
    if len(line) > _MAX_DATE_CHARS or _DATE_MARK.search(line) is None:
        return False
    return not re.search(r"[^\W\d_]", without_dates(line))


def without_dates(line: str) -> str:
    """Return a line without its figures, months, days and other words of dates.

    >>> without_dates("5 August 2024 | Ana Ruiz").strip()
    '| Ana Ruiz'
    """
    return _DATE_WORDS.sub("", line)


def dateline_agency(paragraph: str) -> str | None:
    """Return the agency in brackets of a dateline.

    >>> dateline_agency("PORT ELM, March 3 (Coast Wire) — Rain fell.")
    'Coast Wire'
    """
    found = _DATELINE.match(paragraph.lstrip())
    return found["agency"].strip("()/") if found is not None and found["agency"] else None


def dateline_date(paragraph: str) -> str | None:
    """Return the date of a dateline, as it is worded.

    >>> dateline_date("PORT ELM, March 3, 2026 — Rain fell.")
    'March 3, 2026'
    """
    found = _DATELINE.match(paragraph.lstrip())
    return found["date"].strip(" ,") if found is not None and found["date"] else None


def dateline_end(paragraph: str) -> int:
    """Return where the dateline at the head of a paragraph ends, 0 where there is none.

    A dateline names a place in capitals, or an agency in brackets, before a dash.

    >>> text = "PORT ELM, March 3 (Coast Wire) — Rain fell."
    >>> text[dateline_end(text):]
    'Rain fell.'
    >>> dateline_end("Greta Lund — the mayor — resigned.")
    0
    """
    found = _DATELINE.match(paragraph)
    if found is None or not found["place"][0].isupper():
        return 0
    first_word = re.split(r"[ ,]", found["place"])[0]
    is_capital = len(first_word) > 2 and first_word.isupper() and first_word not in _LABELS
    if found["agency"] or is_capital:
        return found.end()
    return 0
