"""Words for a time, beside the days they mean on Friday 20 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.query_times import cut_out, find_times

TODAY = date(2026, 11, 20)

TIMES: list[tuple[str, str, str | None, str | None]] = [
    # what is typed, what is left of it, the first day, the last day
    ("tolls last week", "tolls", "2026-11-09", "2026-11-15"),
    ("tolls this week", "tolls", "2026-11-16", "2026-11-22"),
    ("tolls yesterday", "tolls", "2026-11-19", "2026-11-19"),
    ("tolls last month", "tolls", "2026-10-01", "2026-10-31"),
    ("tolls last year", "tolls", "2025-01-01", "2025-12-31"),
    ("tolls in the past two weeks", "tolls", "2026-11-06", "2026-11-20"),
    ("tolls since yesterday", "tolls", "2026-11-19", None),
    ("tolls since March 2020", "tolls", "2020-03-01", None),
    ("tolls after March 2020", "tolls", "2020-04-01", None),
    ("tolls before 2021", "tolls", None, "2020-12-31"),
    ("tolls until May 2025", "tolls", None, "2025-05-31"),
    ("tolls in 2020", "tolls", "2020-01-01", "2020-12-31"),
    ("tolls in the 1990s", "tolls", "1990-01-01", "1999-12-31"),
    ("tolls March 2020", "tolls", "2020-03-01", "2020-03-31"),
    ("tolls on 3 March 2020", "tolls", "2020-03-03", "2020-03-03"),
    ("tolls on March 3, 2020", "tolls", "2020-03-03", "2020-03-03"),
    ("tolls on 3rd of March 2020", "tolls", "2020-03-03", "2020-03-03"),
    ("tolls 2020-03-03", "tolls", "2020-03-03", "2020-03-03"),
    ("tolls between 3 and 9 May 2025", "tolls", "2025-05-03", "2025-05-09"),
    ("tolls between 2019 and 2021", "tolls", "2019-01-01", "2021-12-31"),
    ("tolls from January to March 2025", "tolls", "2025-01-01", "2025-03-31"),
    ("tolls from March 2020 on", "tolls", "2020-03-01", None),
    ("tolls from March 2020", "tolls", "2020-03-01", "2020-03-31"),
    ("what did Okell say last week about tolls", "what did Okell say about tolls",
     "2026-11-09", "2026-11-15"),
    # without a year: the last that has begun
    ("tolls in March", "tolls", "2026-03-01", "2026-03-31"),
    ("tolls in December", "tolls", "2025-12-01", "2025-12-31"),
    ("tolls on Monday", "tolls", "2026-11-16", "2026-11-16"),
    ("tolls last Friday", "tolls", "2026-11-13", "2026-11-13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rest", "first", "last"), TIMES, ids=[row[0] for row in TIMES])
def test_times(text: str, rest: str, first: str | None, last: str | None) -> None:
    (found,) = find_times(text, TODAY)

    days = [
        day and date.fromordinal(day).isoformat()
        for day in (found.days.earliest, found.days.latest)
    ]
    assert days == [first, last]
    assert cut_out(text, iter([(found.start_char, found.end_char)])) == rest


NO_TIMES = [
    "9/11",
    "march on the capital",
    "a march in may",
    "the 2020 budget",
    "on 31 February 2020",
    "24/7 care",
    "route 2020-13-45",
    "may we speak",
    "",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_words_that_are_no_times(text: str) -> None:
    assert find_times(text, TODAY) == []


PIECES = st.sampled_from(
    "in on since before after between from to and until last this past the 3 31 9999 2020 0 1st"
    " March may Monday week years ago two 2020-02-30 1990s today tolls".split()
)


@given(
    st.lists(PIECES, max_size=9).map(" ".join),
    st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)),
)
@example("999 years ago", date(1, 1, 1))
@example("this week last year last month", date(1, 1, 1))
@example("this week", date(9999, 12, 31))
def test_any_words_on_any_day(text: str, today: date) -> None:
    found = find_times(text, today)

    ends = [0, *(time.end_char for time in found)]
    assert all(time.start_char >= end for time, end in zip(found, ends, strict=False))
