"""When was it published? Hands on an ISO date, or a date-time with its zone, and never a guess."""

from __future__ import annotations

from datetime import date, datetime

from quotes.errors import UsageError


def read_published(value: str) -> str | None:
    """Return `value` as an ISO date or a date-time with zone; `None` where it is neither.

    A date-time without a zone is cut to its date: the hour would mean nothing elsewhere.

    >>> read_published("2020-03-03T09:30:00Z"), read_published("2020-03-03T09:30")
    ('2020-03-03T09:30:00+00:00', '2020-03-03')
    >>> read_published("last Tuesday")
    """
    value = value.strip()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def check_published(value: str) -> str:
    """Return a told `value` in ISO form.

    Raises:
        UsageError: It is no ISO date, or a date-time without its zone.
    """
    published = read_published(value)
    if published is None:
        raise UsageError(
            f"{value!r} is not an ISO date; write it like 2020-03-03 or 2020-03-03T09:30+02:00"
        )
    if "T" not in published and any(mark in value for mark in "T :"):
        raise UsageError(
            f"{value!r} has a time but no zone; write it like "
            "2020-03-03T09:30+02:00, or only the date"
        )
    return published
