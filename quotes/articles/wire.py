"""What do the first and last lines of a plain-text article say about it? Reads, and alters nothing.

Hands on headline, outlet, date and author as wire copy ("By …", "PORT ELM, March 3 (Coast Wire) -")
and databases of newspapers ("BYLINE: …", "HD  …") state them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.articles.dates_in_words import read_date_in_words
from quotes.furniture import dateline_agency, field_of, is_byline

_HEAD_LINES = 25
_MAX_FIELD_LINES = 400
_MIN_FIELDS = 2
_MAX_TITLE_WORDS = 40
_BY = re.compile(
    r"(?:(?:words|story|report|written|reporting|text) )?by:?\s+(?P<name>\S.*)", re.IGNORECASE
)
_NAME_END = re.compile(
    r"\s*(?:[,;|•·(/–—]|\s-\s|\s(?:in|for|at|of|from)\s(?=[A-Z])|\bpublished\b|\s(?:on|via)\s|\bupdated\b|\d|<|\bwith\b)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\W*(?:(?:first |originally )?(?:published|posted|issued|filed|released?)|date|dated)\b",
    re.IGNORECASE,
)
_MAX_NAME_CHARS = 60
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:de|da|du|del|van|von|der|den|al|el|bin|di|la|le) )*[A-ZÀ-Þ][\w.’'-]*){1,4}"
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
    byline = fields.get("byline") or next(filter(None, map(_byline, head)), None)
    agency = next(filter(None, map(dateline_agency, head)), None)
    stated = [fields["published"]] if "published" in fields else filter(_PUBLISHED.match, head)
    return StatedFacts(
        title=fields.get("title"),
        outlet=fields.get("outlet") or agency,
        published=next(filter(None, map(read_date_in_words, stated)), None),
        byline=byline and clean_byline(byline),
        url=fields.get("url"),
    )


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
        if stripped := line.strip():
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
