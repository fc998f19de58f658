"""Which words of a query say when something was published?

Finds "last week", "since March 2020", "between 3 and 9 May" and the like in plain words, and hands
on where they stand and which days they mean. A month or a weekday without a year is the last one
that has begun. Bare years and bare months are words; after "in", "since", "before" they are times.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.engine import DateRange

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NUMBER = {name: at for at, name in enumerate(_MONTHS.split(), start=1)}
_MONTH_NUMBER |= {name[:3]: at for name, at in _MONTH_NUMBER.items()} | {"sept": 9}
_COUNTS = {
    name: at
    for at, name in enumerate("one two three four five six seven eight nine ten".split(), start=1)
} | {"a": 1, "an": 1, "few": 3, "couple of": 2, "dozen": 12}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}

_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_COUNT = r"(?:\d{1,3}|" + "|".join(_COUNTS) + ")"
_UNIT = "(?:day|week|month|year)"

_CLEAR = "|".join(
    (
        r"\d{4}-\d\d?-\d\d?",
        r"\d{4}-\d\d?(?![-\d])",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
        "today|yesterday",
        r"(?:last|this|previous) (?:week|month|year)",
        rf"(?:the |these )?(?:last|past|previous) {_COUNT} {_UNIT}s?",
        rf"{_COUNT} {_UNIT}s? ago",
        rf"(?:last|this) (?:{'|'.join(_WEEKDAYS)}|{_MONTH})",
    )
)
"""What is a time wherever it stands."""
_AFTER_WORD = "|".join(
    (
        rf"(?:the )?{_YEAR[:-4]}\d0s",
        _YEAR,
        rf"{_DAY} (?:of )?{_MONTH}",
        rf"{_MONTH} {_DAY}",
        _MONTH,
        "|".join(_WEEKDAYS),
    )
)
"""What is a time only after a word such as "since"."""
_PERIOD = rf"(?:{_CLEAR}|{_AFTER_WORD})"
_SIDES = {
    "since": "since|starting(?: in| on| from)?|from(?=.* on(?:wards?)?$)",
    "after": "after|later than",
    "before": "before|prior to|earlier than",
    "until": "until|till|up to|through",
    "during": "in|during|on|from|throughout|over|dated|published(?: in| on)?|within",
}
_SIDE = "|".join(f"(?P<{name}>{words})" for name, words in _SIDES.items())
_TIMES = tuple(
    re.compile(rf"(?<![\w/-]){pattern}(?![\w/-])", re.IGNORECASE)
    for pattern in (
        rf"between (?P<first>{_PERIOD}|{_DAY}) and (?P<last>{_PERIOD})",
        rf"from (?P<first>{_PERIOD}|{_DAY}) (?:to|until|till|through) (?P<last>{_PERIOD})",
        rf"(?:{_SIDE}) (?P<period>{_PERIOD})(?: on| onwards?)?",
        rf"(?P<period>{_CLEAR})",
    )
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A stretch of a query that says when: `text[start_char:end_char]`, and the days it means."""

    start_char: int
    end_char: int
    days: DateRange


def find_times(text: str, today: date) -> list[TimeWords]:
    """Return the times in a text, in order, none overlapping.

    >>> [(t.start_char, t.days.earliest) for t in find_times("since 2020", date(2024, 5, 1))]
    [(0, 737425)]
    """
    found: list[TimeWords] = []
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            start_char, end_char = match.span()
            is_free = all(end_char <= t.start_char or t.end_char <= start_char for t in found)
            days = _days(match, today) if is_free else None
            if days is not None:
                found.append(TimeWords(start_char, end_char, days))
    return sorted(found, key=lambda time: time.start_char)


def _days(match: re.Match[str], today: date) -> DateRange | None:
    parts = match.groupdict()
    if "first" in parts:
        last = _period(match["last"], today)
        begun = match["first"]
        if last and re.fullmatch(_DAY, begun, re.IGNORECASE):
            first = _period(f"{last[1]:%Y-%m}-{_number(begun)}", today)
        else:
            # "from January to March 2025": the year of the second is the year of both.
            first = _period(begun, last[1] if last else today)
        if not first or not last or first[0] > last[1]:
            return None
        return DateRange(first[0].toordinal(), last[1].toordinal())
    if not _is_written_as_time(match["period"], has_word="since" in parts):
        return None
    period = _period(match["period"], today)
    if period is None:
        return None
    first_day, last_day = (day.toordinal() for day in period)
    if parts.get("since"):
        return DateRange(first_day, None)
    if parts.get("after"):
        return DateRange(last_day + 1, None)
    if parts.get("before"):
        return DateRange(None, first_day - 1)
    if parts.get("until"):
        return DateRange(None, last_day)
    return DateRange(first_day, last_day)


def _is_written_as_time(text: str, *, has_word: bool) -> bool:
    """Tell whether a lone month's name is one: "in may" and "in march" are seldom meant so."""
    is_word_too = text.lower().strip(".") in ("may", "march", "mar", "sep", "dec", "jan")
    return not (has_word and is_word_too) or text[:1].isupper()


def _number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 0


def _day(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


def _period(text: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of what one expression says, `None` for no day there is."""
    words = text.lower().replace(",", " ").removeprefix("the ").removeprefix("these ")
    for read in (_relative, _counted, _numeric, _dated):
        try:
            period = read(words, today)
        except (ValueError, OverflowError):
            # Before the year 1 or after 9999.
            return None
        if period:
            return period
    return None


def _relative(words: str, today: date) -> tuple[date, date] | None:
    if words in ("today", "yesterday"):
        day = today - timedelta(days=words == "yesterday")
        return day, day
    found = re.fullmatch(r"(last|this|previous) (\S+)", words)
    which, unit = (found[1], found[2]) if found else ("", words)
    steps = int(which in ("last", "previous"))
    match unit:
        case "week" if found:
            monday = today - timedelta(days=today.weekday() + 7 * steps)
            return monday, monday + timedelta(days=6)
        case "month" if found:
            before = today.year * 12 + today.month - 1 - steps
            return _month(before // 12, before % 12 + 1)
        case "year" if found:
            return date(today.year - steps, 1, 1), date(today.year - steps, 12, 31)
        case _ if unit in _WEEKDAYS:
            back = (today.weekday() - _WEEKDAYS.index(unit)) % 7
            day = today - timedelta(days=back or 7 * steps)
            return day, day
        case _ if number := _MONTH_NUMBER.get(unit.strip(".")):
            is_running = number == today.month and steps
            year = today.year - (number > today.month or bool(is_running))
            return _month(year, number)
    return None


def _counted(words: str, today: date) -> tuple[date, date] | None:
    """Read "the past two weeks" (up to today) and "two weeks ago" (the unit it lies in)."""
    found = re.fullmatch(rf"(?:last|past|previous) ({_COUNT}) ({_UNIT})s?", words)
    ago = re.fullmatch(rf"({_COUNT}) ({_UNIT})s? ago", words)
    if not (number := found or ago):
        return None
    count = int(number[1]) if number[1].isdigit() else _COUNTS[number[1]]
    unit = number[2]
    first = today - timedelta(days=count * _UNIT_DAYS[unit])
    if found:
        return first, today
    reach = _UNIT_DAYS[unit] // 2
    return first - timedelta(days=reach), first + timedelta(days=reach)


def _numeric(words: str, _: date) -> tuple[date, date] | None:
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", words.strip()):
        year, month, day = (int(number) if number else 0 for number in found.groups())
        if day:
            return _day(year, month, day)
        if month:
            return _month(year, month)
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    if found := re.fullmatch(r"(\d{3})0s", words):
        first = int(found[1]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    return None


def _dated(words: str, today: date) -> tuple[date, date] | None:
    """Read a month's name with a day, a year or both."""
    numbers = {"month": 0, "day": 0, "year": 0}
    for word in words.replace(" of ", " ").split():
        if month := _MONTH_NUMBER.get(word.strip(".")):
            numbers["month"] = month
        elif re.fullmatch(r"\d{4}", word):
            numbers["year"] = int(word)
        else:
            numbers["day"] = _number(word)
    month, day = numbers["month"], numbers["day"]
    if not month:
        return None
    year = numbers["year"] or today.year - ((month, day) > (today.month, today.day))
    return _day(year, month, day) if day else _month(year, month)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def cut_out(text: str, stretches: Iterator[tuple[int, int]]) -> str:
    """Return a text without some stretches, in order, and without the gaps they leave."""
    kept, at = [], 0
    for start_char, end_char in stretches:
        kept.append(text[at:start_char])
        at = end_char
    return " ".join(" ".join([*kept, text[at:]]).split())
