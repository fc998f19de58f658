"""What do people look like on a terminal?"""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from quotes.cli.answer_table import console
from quotes.cli.messages import counted
from quotes.cli.streams import printable
from quotes.clusters.profiles import Profile, RolePeriod
from quotes.records import Person

MAX_ROLES_LISTED = 3


def print_people(people: Sequence[Person]) -> None:
    """Write a table of people: the name, how many quotes, other spellings, roles."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Who")
    table.add_column("Quotes", justify="right")
    table.add_column("Also")
    table.add_column("Roles")
    for person in people:
        others = [spelling for spelling in person.spellings if spelling != person.name]
        table.add_row(
            _text(person.name),
            str(person.quote_count),
            _text("\n".join(others)),
            _text("\n".join(person.roles[:MAX_ROLES_LISTED])),
        )
    console().print(table)


def print_profiles(profiles: Sequence[Profile]) -> None:
    """Write what is known of each person."""
    out = console()
    for profile in profiles:
        person = profile.person
        articles = counted(len(profile.articles), "article")
        quotes = counted(person.quote_count, "quote")
        out.print(Text(printable(person.name), style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        table.add_row(person.kind, f"{quotes} in {articles}")
        spellings = [f"{name} ({count})" for name, count in profile.spellings]
        table.add_row("spellings", _text("\n".join(spellings)))
        if profile.roles:
            table.add_row("roles", _text("\n".join(map(_period, profile.roles))))
        if profile.perhaps:
            table.add_row("perhaps also", _text("\n".join(profile.perhaps)))
        out.print(table)


def _period(role: RolePeriod) -> str:
    days = [day for day in (role.first_day, role.last_day) if day]
    return f"{role.text} ({' to '.join(dict.fromkeys(days))})" if days else role.text


def _text(words: str) -> Text:
    return Text(printable(words))
