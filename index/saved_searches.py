"""Which queries does an archive keep, and up to where were their answers shown?

Reads and writes the table `saved_searches`, inside the transactions of `index/archive.py`. Hands on
`SavedSearch` records.
"""

from __future__ import annotations

import shlex
import sqlite3
from dataclasses import dataclass

from index import schema
from quotes.errors import NotFoundError, UsageError

MAX_NAME_LENGTH = 100
MAX_QUERY_LENGTH = 10_000


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name.

    `saved` and `last_run` are times (ISO 8601, UTC); `last_change` is the archive's change number
    up to which what is new has been shown.
    """

    name: str
    query: str
    saved: str
    last_run: str | None
    last_change: int


_COLUMNS = "name, query, saved, last_run, last_change"


def read_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return all saved searches, by name."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM saved_searches ORDER BY name")
    return [_read(row) for row in found]


def read_search(connection: sqlite3.Connection, name: str) -> SavedSearch:
    """Return one saved search; raises `NotFoundError`."""
    sql = f"SELECT {_COLUMNS} FROM saved_searches WHERE name = ?"
    for row in connection.execute(sql, (name,)):
        return _read(row)
    raise NotFoundError(f"there is no saved search called {name}; list them with: quotes saved")


def store_search(connection: sqlite3.Connection, name: str, query: str, change: int) -> None:
    """Keep a query under a name; what comes into the archive after `change` is new to it.

    Raises:
        UsageError: the name stands for another query, or one of the two is empty, too long, or of
            more than one line.
    """
    _check("name", name, MAX_NAME_LENGTH)
    _check("query", query, MAX_QUERY_LENGTH)
    for (known,) in connection.execute("SELECT query FROM saved_searches WHERE name = ?", (name,)):
        if known == query:
            return
        raise UsageError(
            f"{name} is saved already, for: {known}; choose another name, or delete it first with:"
            f" quotes saved --delete {shlex.quote(name)}"
        )
    connection.execute(
        f"INSERT INTO saved_searches ({_COLUMNS}) VALUES (?, ?, ?, NULL, ?)",
        (name, query, schema.now(), change),
    )


def mark_run(connection: sqlite3.Connection, name: str, change: int) -> None:
    """Take everything up to a change as shown, unless more was shown meanwhile."""
    sql = "UPDATE saved_searches SET last_run = ?, last_change = max(last_change, ?) WHERE name = ?"
    connection.execute(sql, (schema.now(), change, name))


def delete_search(connection: sqlite3.Connection, name: str) -> None:
    """Keep a query no longer; raises `NotFoundError`."""
    read_search(connection, name)
    connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,))


def _check(what: str, text: str, longest: int) -> None:
    if not text.strip() or len(text) > longest or len(text.splitlines()) > 1:
        raise UsageError(f"the {what} of a saved search is one line of 1 to {longest:,} letters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"the {what} of a saved search holds half a character") from error


def _read(row: tuple[object, ...]) -> SavedSearch:
    name, query, saved, last_run, last_change = row
    run = None if last_run is None else str(last_run)
    change = schema.stored_number(last_change)
    return SavedSearch(str(name), str(query), str(saved), run, change)
