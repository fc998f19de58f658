"""Is an archive whole, and does everything in it fit together?

Looks at the file, at every article with its quotes, at every statement, at what is kept of the past
and at the search files, and changes nothing in the archive. Hands on what is wrong, in words, with
what to do about it.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from index import identity, rows, schema
from index.engine import Everything
from index.statement_rows import wrong_statements
from index.store import QuoteIndex
from quotes.errors import ArchiveError, FormatError
from quotes.records import Article, Quote

RESTORE = "go back to a copy of the archive, as quotes backup makes them"
REBUILD = "run: quotes rebuild"
NOTHING = "nothing: they have just been made anew"
MAX_OF_THE_FILE = 20
"""So many things that are wrong with the file itself are told."""
READ_TIMEOUT_SECONDS = 10.0
MAX_LOOKS = 5
"""So often the search files are compared anew with an archive that has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, what, and what to do."""

    where: str
    problem: str
    remedy: str


def check_index(index: QuoteIndex) -> Iterator[Finding]:
    """Yield everything that is wrong with an archive and its search files.

    First the file, then the articles in the order in which they were stored, then statements, what
    is kept of the past, and the search files.
    """
    yield from check_archive(index.archive.path)
    yield from _guarded(_check_view(index))


def check_archive(path: Path) -> Iterator[Finding]:
    """Yield everything that is wrong with an archive.

    Raises:
        ArchiveError: it cannot even be opened.
    """
    connection = schema.connect(
        path, create=False, readonly=True, timeout_seconds=READ_TIMEOUT_SECONDS
    )
    with closing(connection):
        # One moment is looked at, whatever is added meanwhile.
        connection.execute("BEGIN")
        for look in (_check_file, _check_articles, _check_statements, _check_past):
            yield from _guarded(look(connection))


def _guarded(found: Iterator[Finding]) -> Iterator[Finding]:
    """Yield what is found; that the file cannot be read is a finding too."""
    try:
        yield from found
    except (sqlite3.Error, ArchiveError) as error:
        yield Finding("the file", f"cannot be read further ({error})", RESTORE)


def _check_file(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (state,) in connection.execute(f"PRAGMA integrity_check({MAX_OF_THE_FILE})"):
        if state != "ok":
            yield Finding("the file", f"is damaged ({' '.join(state.split())})", RESTORE)
    for table, row_no, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        problem = f"row {row_no} of {table} belongs to a row of {parent} that is not there"
        yield Finding("the file", problem, RESTORE)
    yield from _check_types(connection)
    (change,) = connection.execute("SELECT change FROM archive").fetchone()
    later = "SELECT EXISTS (SELECT 1 FROM changes WHERE change > ?1) OR NOT EXISTS"
    sql = f"{later} (SELECT 1 FROM changes WHERE change = ?1)"
    if connection.execute(sql, (change,)).fetchone()[0]:
        yield Finding("the file", f"its change number {change} is not its last one", REBUILD)


def _check_types(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look for values of another type than their column's, which SQLite lets pass."""
    for table in schema.table_names():
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        for _, name, declared, is_required, _, _ in columns:
            right = "('integer', 'real')" if declared == "REAL" else f"('{declared.lower()}')"
            wrong = f"typeof({name}) NOT IN {right}"
            wrong += "" if is_required else f" AND {name} IS NOT NULL"
            sql = f"SELECT count(*) FROM {table} WHERE {wrong}"
            (count,) = connection.execute(sql).fetchone()
            if count:
                problem = f"{count:,} values in the column {name} of {table} are of a wrong type"
                yield Finding("the file", problem, RESTORE)


# --- Articles and their quotes -------------------------------------------------------------------


def _check_articles(connection: sqlite3.Connection) -> Iterator[Finding]:
    numbers = connection.execute("SELECT article_no, id FROM articles ORDER BY article_no")
    for article_no, article_id in numbers.fetchall():
        try:
            article = _read_article(connection, article_no)
            yield from _check_quotes(connection, article_no, article)
        except (sqlite3.Error, ValueError) as error:
            yield _unfit(f"article {article_id}", error, str(article_id))


def _read_article(connection: sqlite3.Connection, article_no: int) -> Article:
    """Read one article; raises `ValueError` where it is not what was stored."""
    sql = f"SELECT digest, {rows.ARTICLE_COLUMNS} FROM articles WHERE article_no = ?"
    digest, *row = connection.execute(sql, (article_no,)).fetchone()
    article = rows.to_article(row)
    if identity.digest(article) != digest:
        raise ValueError("its text or what is known of it is not what was stored")
    return article


def _check_quotes(
    connection: sqlite3.Connection, article_no: int, article: Article
) -> Iterator[Finding]:
    sql = "SELECT * FROM quotes WHERE article_no = ? ORDER BY start_char, quote_no"
    found = connection.execute(sql, (article_no,))
    names = [column[0] for column in found.description]
    for row in found.fetchall():
        columns = dict(zip(names, row, strict=True))
        try:
            quote = rows.to_quote(columns["record"])
            identity.check_quotes(article, [quote])
            _check_columns(quote, columns)
        except ValueError as error:
            yield _unfit(f"quote {columns['id']}", error, article.id)


def _check_columns(quote: Quote, columns: dict[str, object]) -> None:
    """Raise `ValueError` where a column does not repeat what the record says."""
    for name, value in rows.quote_fields(quote).items():
        if name != "record" and columns[name] != value:
            raise ValueError(f"its column {name} says {columns[name]!r}, its record {value!r}")


def _unfit(where: str, error: Exception, article_id: str) -> Finding:
    """Return that something is not as it was stored; what cannot be read cannot be removed."""
    is_readable = not isinstance(error, (ValidationError, sqlite3.Error))
    again = f"quotes remove {shlex.quote(article_id)}, then quotes add its file again"
    return Finding(where, _in_words(error), again if is_readable else RESTORE)


def _in_words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        place = ".".join(str(part) for part in problem["loc"])
        return f"is not a valid record ({place}: {problem['msg']})"
    if isinstance(error, FormatError):
        return error.message
    return str(error)


# --- Statements ----------------------------------------------------------------------------------


def _check_statements(connection: sqlite3.Connection) -> Iterator[Finding]:
    seats = connection.execute(
        "SELECT quotes.id, count(cluster_no) FROM quotes LEFT JOIN cluster_members"
        " ON cluster_members.quote_no = quotes.quote_no AND relation != 'related'"
        " GROUP BY quotes.quote_no HAVING count(cluster_no) != 1"
    )
    for quote_id, count in seats.fetchall():
        yield Finding(f"quote {quote_id}", f"is in {count} statements, not in one", REBUILD)
    for cluster_id in wrong_statements(connection):
        problem = "its members, words or counts are not what its quotes make it"
        yield Finding(f"statement {cluster_id}", problem, REBUILD)


# --- The past ------------------------------------------------------------------------------------


def _check_past(connection: sqlite3.Connection) -> Iterator[Finding]:
    numbers = connection.execute("SELECT history_no, article_id, ended FROM history")
    for history_no, article_id, ended in numbers.fetchall():
        sql = "SELECT article, quotes FROM history WHERE history_no = ?"
        try:
            article, quotes = connection.execute(sql, (history_no,)).fetchone()
            Article.model_validate_json(article)
            for quote in json.loads(quotes):
                Quote.model_validate(quote)
        except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
            yield Finding(
                f"the state of {article_id} until {ended}",
                _in_words(error),
                f"quotes remove --forget {shlex.quote(str(article_id))} takes its past out",
            )


# --- The search files ----------------------------------------------------------------------------


def _check_view(index: QuoteIndex) -> Iterator[Finding]:
    if not index.is_view_as_left():
        problem = "are not as they were left: cut short, changed or copied from elsewhere"
        yield Finding("the search files", problem, NOTHING)
    for _ in range(MAX_LOOKS):
        change = index.archive.change
        found = {hit.cluster_id for hit in index.search(Everything(), limit=None).hits}
        there = set(index.archive.changed_clusters(-1))
        if index.archive.change == change:
            break
    else:
        # Others write faster than this looks; what a view lacks, each search applies first.
        return
    if found != there:
        problem = f"lack {len(there - found):,} statements and have {len(found - there):,} too many"
        yield Finding("the search files", problem, REBUILD)
