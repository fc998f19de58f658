"""When was it published, as a page or a file words it? Hands on an ISO date or date-time.

Only what names day, month in letters and year is a date: "03/04/2020" is March in one country and
April in another. A time counts only with its zone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august"
        "|sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of"
    rf" )?(?P<month>{_MONTH})\b\.?,?[\s-]+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*\(?(?P<zone>[A-Z]{2,5}\b|Z\b|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
# The names that newspapers use; those that stand for two zones (CST, IST, AST) follow the press in
# English of North America, where such a name stands behind a time at all.
_ZONE_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "west": 1, "wat": 1, "cest": 2,
    "eet": 2, "sast": 2, "cat": 2, "eest": 3, "msk": 3, "eat": 3, "trt": 3, "gst": 4, "pkt": 5,
    "sgt": 8, "hkt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13, "ndt": -2.5, "nst": -3.5, "adt": -3, "ast": -4, "edt": -4, "est": -5, "cdt": -5,
    "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akst": -9, "hst": -10,
}  # fmt: skip
_REACH_CHARS = 300
_MAX_CHARS_TO_CLOCK = 40
_HALF_DAY = 12


def read_date_in_words(text: str) -> str | None:
    """Return the first date that a text names, with its time where time and zone stand beside it.

    >>> read_date_in_words("Published 3 March 2026, 9.30pm GMT")
    '2026-03-03T21:30:00+00:00'
    >>> read_date_in_words("Tuesday, Mar. 3, 2026 at 9:30"), read_date_in_words("03/04/2026")
    ('2026-03-03', None)
    """
    text = text[:_REACH_CHARS]
    found = min(
        filter(None, (pattern.search(text) for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST))),
        key=lambda match: match.start(),
        default=None,
    )
    if found is None:
        return None
    month = found["month"].lower()
    try:
        day = datetime(
            int(found["year"]),
            int(month) if month.isdigit() else _MONTHS[month],
            int(found["day"]),
        )
    except ValueError:
        return None
    after = text[found.end() : found.end() + _MAX_CHARS_TO_CLOCK]
    before = text[max(0, found.start() - _MAX_CHARS_TO_CLOCK) : found.start()]
    for near in (after, before):
        moment = _moment(day, near)
        if moment is not None:
            return moment.isoformat()
    return day.date().isoformat()


def _moment(day: datetime, near: str) -> datetime | None:
    """Return the day with the time in the words beside it; nothing without a zone."""
    for clock in _CLOCK.finditer(near):
        zone = _zone(clock["zone"])
        hour = int(clock["hour"])
        if zone is None or (clock["minute"] is None and clock["half"] is None):
            continue
        if clock["half"]:
            is_afternoon = clock["half"].lower().startswith("p")
            hour = hour % _HALF_DAY + (_HALF_DAY if is_afternoon else 0)
        try:
            return day.replace(
                hour=hour,
                minute=int(clock["minute"] or 0),
                second=int(clock["second"] or 0),
                tzinfo=zone,
            )
        except ValueError:
            continue
    return None


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    hours = _ZONE_HOURS.get(name.lower())
    return None if hours is None else timezone(timedelta(hours=hours))
