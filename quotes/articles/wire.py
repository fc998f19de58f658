"""What do the first and last lines of a plain-text article say about it? Reads, and alters nothing.

Hands on headline, outlet, date and author as wire copy ("By …", "PORT ELM, March 3 (Coast Wire) -")
and databases of newspapers ("BYLINE: …", "HD  …") state them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.articles.dates_in_words import read_date_in_words
from quotes.datelines import (
    MONTHS,
    dateline_agency,
    dateline_date,
    field_of,
    is_only_date,
    page_header,
)
from quotes.furniture import is_byline, is_furniture
from quotes.printouts import running_address, running_title, title_and_outlet, without_wire_marks

_HEAD_LINES = 25
_MAX_FIELD_LINES = 400
_MIN_FIELDS = 2
_MAX_PAPER_WORDS = 8
_MAX_ENTRY_WORDS = 4
_ENTRY_BREAK = re.compile(r"\s{2,}|\t|\s*[|•·]\s*")
_MIN_ENTRIES = 3
_MIN_ENTRY_SHARE = 0.7
_TITLE_REACH_CHARS = 3000
_PAPER = re.compile(
    r"\b(?:Post|Times|News|Herald|Gazette|Courier|Record|Tribune|Journal|Chronicle|Echo|Argus"
    r"|Mail|Star|Sun"
    r"|Telegraph|Guardian|Observer|Examiner|Advertiser|Messenger|Reporter|Review|Press|Daily"
    r"|Weekly|Wire|Mercury"
    r"|Bulletin|Standard|Express|Mirror|Globe|Dispatch|Sentinel|Bugle|Monitor)\b"
)
_MASTHEAD_NAME = re.compile(
    r"\A[A-Z].* (?:Post|Times|Herald|Gazette|Courier|Record|Tribune|Journal|Chronicle|Echo|Argus"
    r"|Telegraph|Guardian|Examiner|Advertiser|Messenger|Mercury|Bugle|Dispatch|Sentinel)\Z"
)
_BY = re.compile(
    r"(?:(?:words|story|report|written|reporting|text|posted) )?by:?\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"(?<=[a-z]{2})\.\s|\s*(?:[,;|•·(/–—]|\s-\s|\s(?:in|for|at|of|from)\s(?=[A-Z])|\b(?:published|posted)\b"
    r"|\s(?:on|via)\s|\bupdated\b|\d|<|\bwith\b"
    rf"|\s(?:{MONTHS})\.?\s\d)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\W*(?:(?:first |originally )?(?:published|posted|issued|filed|released?|broadcast|aired)"
    r"|date|dated)\b",
    re.IGNORECASE,
)
_MAX_NAME_CHARS = 60
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:de|da|du|del|van|von|der|den|al|el|bin|di|la"
    r"|le) )*[A-ZÀ-Þ][\w.’'-]*){1,4}"
)
_BODY = re.compile(
    r"\b(?:Board|Committee|Council|Office|Department|Ministry|University|College|School|Company"
    r"|Association"
    r"|Agency|Authority|Service|Party|Union|Institute|Foundation|Group|Commission|Court|Trust"
    r"|Inc|Ltd|PLC)\b"
)
_OWNED = re.compile(
    r"^[ \t]*(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))(?: ©| \([Cc]\))? ?\d{4},?"
    r" (?:by )?(?P<owner>[A-ZÀ-Þ][^.,|·;:©\n]{2,60})",
    re.MULTILINE,
)
_NO_NAMES = frozenset("staff staffs our the a an agencies agency reporter correspondent".split())


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """What a text states about itself; `None` where it does not."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None


def read_stated_facts(text: str) -> StatedFacts:
    r"""Read what a plain-text article states about itself.

    >>> read_stated_facts("Storm\n\nBy Ana Ruiz\n\nPORT ELM, March 3 (Coast Wire) - Rain fell.")
    StatedFacts(title=None, outlet='Coast Wire', published=None, byline='Ana Ruiz', url=None)
    """
    fields = _fields(text)
    head = list(_head(text))
    printed = next(filter(None, map(running_title, head)), "")
    printed_title, printed_outlet = title_and_outlet(printed, frozenset(map(str.casefold, head)))
    address = next(filter(None, map(running_address, text.splitlines())), None) if printed else None
    title, masthead = _title(text)
    by_date = _names_by_dates(head)
    is_record = bool(fields)
    byline = fields.get("byline") or next(filter(None, map(_byline, head)), None)
    if byline is None and not is_record:
        byline = next((name for name in by_date if is_a_name(name) and not _is_body(name)), None)
    papers = (name for name in by_date if is_record or _is_paper(name))
    outlets = [
        printed_outlet,
        *map(page_header, head),
        *papers,
        masthead,
        *map(dateline_agency, head),
        *(line for line in head[1:] if _is_masthead_name(line)),
        _owner(text, head),
    ]
    outlet = fields.get("outlet") or next(filter(None, outlets), None)
    return StatedFacts(
        title=fields.get("title") or (printed_title if printed_outlet else title),
        outlet=outlet and _in_small_letters(outlet, head),
        published=next(filter(None, map(read_date_in_words, _dates(fields, head))), None),
        byline=byline and clean_byline(byline),
        url=fields.get("url") or address,
    )


def _in_small_letters(name: str, lines: Sequence[str]) -> str:
    """Return a name in capitals as another line writes it, if one does."""
    if not name.isupper():
        return name
    found = (re.search(rf"\b{re.escape(name)}\b", line, re.IGNORECASE) for line in lines)
    return next((f[0] for f in found if f is not None and not f[0].isupper()), name)


def _dates(fields: Mapping[str, str], head: Sequence[str]) -> Iterator[str]:
    """Yield the lines that may say when it was published, the surest first."""
    if "published" in fields:
        yield fields["published"]
    yield from (line for line in head if _PUBLISHED.match(line))
    yield from (line for line in head if is_only_date(line) or page_header(line))
    yield from filter(None, map(dateline_date, head))


def _names_by_dates(head: Sequence[str]) -> list[str]:
    """Return the names that stand alone in the line above a date."""
    return [
        without_place(line)
        for line, following in pairwise(head)
        if is_only_date(following)
        and not is_furniture(line)
        and not line.endswith((".", "!", "?", ":"))
        and len(line.split()) <= _MAX_PAPER_WORDS
        and line != head[0]
    ]


def without_place(name: str) -> str:
    """Return a paper's name without its place in brackets.

    >>> without_place("The Bay Record (Port Elm)")
    'The Bay Record'
    """
    return re.sub(r"\s*\([^()]*\)\Z", "", name)


def _owner(text: str, head: Sequence[str]) -> str | None:
    """Return whose copyright the text states, if the same name stands among its first lines."""
    owners = (found["owner"].strip() for found in _OWNED.finditer(text))
    others = [line for line in head if not _OWNED.match(line)]
    return next((name for name in owners if any(name in line for line in others)), None)


def _is_paper(name: str) -> bool:
    name = name.title() if name.isupper() else name
    return name.split()[0] == "The" or _PAPER.search(name) is not None


def _is_body(name: str) -> bool:
    return _is_paper(name) or _BODY.search(name) is not None


def _title(text: str) -> tuple[str | None, str | None]:
    """Return the first line that is no furniture, where the text begins with some, and a paper.

    A headline in capitals that is broken over two lines is put together. The title is `None` where
    the first line is it as it stands; the paper is the one named in a masthead above the title.
    """
    blocks = [
        [line for line in map(without_wire_marks, block.splitlines()) if line]
        for block in re.split(r"\n\s*\n", text[:_TITLE_REACH_CHARS])
    ]
    blocks = [block for block in blocks if block]
    entries: set[str] = set()
    paper: str | None = None
    for number, block in enumerate(blocks):
        if number + 1 < len(blocks) and _is_masthead(block):
            entries.update(entry.casefold() for line in block for entry in _entries(line))
            paper = paper or next((line for line in block if _is_masthead_name(line)), None)
            continue
        if len(block) == 1 and block[0].casefold() in entries:
            continue
        for place, line in enumerate(block):
            if is_furniture(line) or is_byline(line) or field_of(line) is not None:
                continue
            if place + 1 < len(block) and line.isupper() and block[place + 1].isupper():
                return f"{line} {block[place + 1]}", paper
            is_first = number == 0 and place == 0 and text.lstrip().startswith(line)
            return (None if is_first else line), paper
    return None, paper


def _is_masthead(block: Sequence[str]) -> bool:
    """Tell whether lines are the menu of a page that was copied with its text."""
    if any(_BY.match(line) and is_byline(line) for line in block):
        # The head of an article that was copied with its share bar.
        return False
    if any(len(_entries(line)) >= _MIN_ENTRIES for line in block):
        return True
    if any(is_only_date(line) or is_byline(line) for line in block):
        return False
    return len(block) > 1 and not block[0].isupper() and all(map(_is_entry, block))


def _entries(line: str) -> list[str]:
    """Return the short entries of a menu in one line, parted by rules or wide gaps."""
    entries = _ENTRY_BREAK.split(line)
    is_menu = sum(map(_is_entry, entries)) > _MIN_ENTRY_SHARE * len(entries)
    return [entry.strip() for entry in entries] if is_menu else []


def _is_masthead_name(line: str) -> bool:
    """Tell whether a line is a paper's name, and no entry of its menu such as "Local News"."""
    is_short = len(line.split()) <= _MAX_PAPER_WORDS and not _ENTRY_BREAK.search(line)
    if not is_short or is_furniture(line):
        return False
    is_named = line.lower().startswith("the ") and _PAPER.search(line) is not None
    return is_named or _MASTHEAD_NAME.search(line) is not None


def _is_entry(line: str) -> bool:
    """Tell whether a line could be an entry of a menu."""
    return 0 < len(line.split()) <= _MAX_ENTRY_WORDS and line[-1].isalnum()


def clean_byline(line: str) -> str | None:
    """Return only the names in a byline.

    >>> clean_byline("Ana Ruiz and Bo Lind, City Editors"), clean_byline("our own correspondent")
    ('Ana Ruiz and Bo Lind', None)
    """
    name = line.strip()
    if led := _BY.fullmatch(name):
        name = led["name"]
    if name.isupper():
        name = name.title()
    parts = re.split(r",\s+(?=[^,]*\band\b\s+[A-Z])", name, maxsplit=1)
    if len(parts) == 2 and " and " in parts[1] and _NAME_END.search(parts[1]) is None:
        return name
    end = _NAME_END.search(name)
    name = (name[: end.start()] if end else name).strip(" .,:;")
    words = name.split()
    if not words or not words[0][0].isupper() or words[0].lower() in _NO_NAMES:
        return None
    return name


def is_a_name(text: str) -> bool:
    """Tell whether words are two to five capitalised ones, as a person's name is.

    >>> is_a_name("Ana de Ruiz"), is_a_name("More by this author")
    (True, False)
    """
    return len(text) <= _MAX_NAME_CHARS and _NAME.fullmatch(text) is not None


def _head(text: str) -> Iterator[str]:
    count = 0
    for line in text.splitlines():
        if stripped := without_wire_marks(line):
            yield stripped
            count += 1
        if count == _HEAD_LINES:
            return


def _byline(line: str) -> str | None:
    found = _BY.fullmatch(line) if is_byline(line) else None
    return found["name"] if found else None


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a database's record, if there are several."""
    found: dict[str, str] = {}
    count = 0
    for line in text.splitlines()[:_MAX_FIELD_LINES]:
        field = field_of(line)
        if field is not None:
            count += 1
            name, value = field
            if name and value:
                found.setdefault(name, value)
    return found if count >= _MIN_FIELDS else {}
