"""What does an archive hold? Everything that is read from it, without changing it.

Every record is validated as it is read. `index/archive.py` adds what writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from index import people, rows, saved_searches, schema
from index.saved_searches import SavedSearch
from quotes.clusters.decisions import Decision
from quotes.clusters.members import build_cluster
from quotes.clusters.people import Group, group_spoken, to_person
from quotes.errors import ArchiveError, NotFoundError
from quotes.records import Article, Person, Quote, QuoteCluster, Relation

_READ_AT_ONCE = 500
"""SQLite takes only so many values in one statement."""


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """How much an archive holds, and the days of the first and last article that has a date."""

    articles: int
    quotes: int
    clusters: int
    outlets: int
    speakers: int
    first_published: str | None
    last_published: str | None


class ArchiveReader:
    """An open archive file, for reading."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
        """Take over an open connection; use `Archive.open`."""
        self._connection = connection
        self.path = path
        self.readonly = readonly
        self.id = str(self._row("SELECT id FROM archive")[0])

    @property
    def change(self) -> int:
        """The number of the last change; 0 in an archive nothing was ever stored in."""
        with schema.archive_errors(self.path):
            return schema.stored_number(self._row("SELECT change FROM archive")[0])

    def knows_change(self, change: int) -> bool:
        """Tell whether this archive has ever been at `change`."""
        return bool(self._row("SELECT count(*) FROM changes WHERE change = ?", change)[0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything read inside see one state, whatever other processes write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with schema.archive_errors(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def get_article(self, article_id: str) -> Article:
        """Return one article; raises `NotFoundError`."""
        sql = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles WHERE id = ?"
        for row in self._rows(sql, article_id):
            with schema.archive_errors(self.path):
                return rows.to_article(row)
        raise NotFoundError(f"there is no article {article_id} in {self.path}")

    def get_quote(self, quote_id: str) -> Quote:
        """Return one quote; raises `NotFoundError`."""
        for (record,) in self._rows("SELECT record FROM quotes WHERE id = ?", quote_id):
            with schema.archive_errors(self.path):
                return rows.to_quote(record)
        raise NotFoundError(f"there is no quote {quote_id} in {self.path}")

    def get_cluster(self, cluster_id: str) -> QuoteCluster:
        """Return one statement with its quotes in order; raises `NotFoundError`.

        A statement is also found by an id it had before an earlier quote of it was found, or
        before it became one with another.
        """
        for id_, cluster_no, first_published in self._rows(
            "SELECT id, cluster_no, first_published FROM clusters WHERE id = ?1 UNION ALL"
            " SELECT clusters.id, cluster_no, first_published FROM statement_forms"
            " JOIN clusters USING (center_no) WHERE own_cluster_id = ?1",
            cluster_id,
        ):
            with schema.archive_errors(self.path):
                members = self._members(cluster_no)
                if not members:
                    raise sqlite3.DatabaseError(f"the statement {id_} has no quotes")
                return build_cluster(id_, members, first_published)
        raise NotFoundError(f"there is no cluster {cluster_id} in {self.path}")

    def cluster_id_of(self, quote_id: str) -> str:
        """Return the id of the one statement that a quote counts for; raises `NotFoundError`."""
        found = self._rows(
            "SELECT clusters.id FROM quotes JOIN cluster_members USING (quote_no)"
            " JOIN clusters USING (cluster_no)"
            " WHERE quotes.id = ? AND relation != 'related'",
            quote_id,
        )
        for (cluster_id,) in found:
            return str(cluster_id)
        raise NotFoundError(f"there is no quote {quote_id} in {self.path}")

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, in the order in which they were stored."""
        return tuple(str(row[0]) for row in self._rows("SELECT id FROM articles ORDER BY rowid"))

    def article_texts(self) -> Iterator[str]:
        """Yield the text of every article, in the order in which they were stored."""
        return (str(row[0]) for row in self._rows("SELECT text FROM articles ORDER BY article_no"))

    def quotes(self) -> Iterator[Quote]:
        """Yield all quotes: articles as they were stored, each one's quotes as they stand there."""
        sql = "SELECT record FROM quotes ORDER BY article_no, start_char, quote_no"
        for (record,) in self._rows(sql):
            with schema.archive_errors(self.path):
                quote = rows.to_quote(record)
            yield quote

    def clusters(self) -> Iterator[QuoteCluster]:
        """Yield all statements, the first published first, the undated last."""
        found = self._rows(
            "SELECT id FROM clusters ORDER BY first_published IS NULL, first_published, id"
        )
        return (self.get_cluster(str(row[0])) for row in found)

    def people(self, limit: int | None = None) -> list[Person]:
        """Return everybody who is quoted, across articles, most quoted first.

        With `limit` no more than so many. Where there are thousands of names, these are the people
        with the names most used, and the rest of the archive is not read.
        """
        with schema.archive_errors(self.path), self.snapshot():
            names = None if limit is None else people.names_most_used(self._connection, limit)
            groups = self._people_called(names)
        found = [to_person(group) for group in groups]
        found.sort(key=lambda person: (-person.quote_count, person.name, person.id))
        return found[:limit]

    def people_with_quotes(self, name: str | None = None) -> list[Group]:
        """Return for everybody who is quoted what they said, earliest first, in no order.

        With `name`, only of those who may be called so, and whoever may be taken for them.
        """
        with schema.archive_errors(self.path), self.snapshot():
            return self._people_called(None if name is None else {name})

    def _people_called(self, wanted: Collection[str] | None) -> list[Group]:
        """Return what those with these names said, and whoever may be taken for them."""
        names = None if wanted is None else people.names_around(self._connection, wanted)
        return group_spoken(people.read_spoken(self._connection, names), self.decisions())

    def decisions(self) -> list[Decision]:
        """Return what was decided about who is whom, in the order in which it was."""
        with schema.archive_errors(self.path):
            return people.read_stored_decisions(self._connection)

    def changed_clusters(self, since: int) -> Iterator[str]:
        """Yield the ids of the statements that are new or not the same since a change number."""
        found = self._rows("SELECT id FROM clusters WHERE change > ? ORDER BY cluster_no", since)
        return (str(row[0]) for row in found)

    def changed_statements(self, since: int) -> Iterator[tuple[str, list[Quote]]]:
        """Yield those statements, each with the quotes that count for it alone, in order."""
        sql = "SELECT cluster_no FROM clusters WHERE change > ? ORDER BY cluster_no"
        numbers = [row[0] for row in self._rows(sql, since)]
        for start in range(0, len(numbers), _READ_AT_ONCE):
            portion = numbers[start : start + _READ_AT_ONCE]
            found = self._rows(
                "SELECT clusters.id, record FROM clusters JOIN cluster_members USING (cluster_no)"
                " JOIN quotes USING (quote_no) WHERE relation != 'related'"
                f" AND cluster_no IN ({', '.join('?' * len(portion))})"
                " ORDER BY cluster_no, position",
                *portion,
            )
            for id_, members in groupby(found, itemgetter(0)):
                with schema.archive_errors(self.path):
                    quotes = [rows.to_quote(record) for _, record in members]
                yield str(id_), quotes

    def removed_clusters(self, since: int) -> Iterator[str]:
        """Yield the ids of the statements that are no more since a change number."""
        found = self._rows("SELECT id FROM removed_clusters WHERE change > ?", since)
        return (str(row[0]) for row in found)

    def arrivals(self, cluster_ids: Iterable[str]) -> dict[str, dict[str, rows.Arrival]]:
        """Return when the words of each quote of some statements first came in, by their ids."""
        found = self._rows(
            "SELECT hit.value, quotes.id, first_added, first_change FROM json_each(?) AS hit"
            " JOIN clusters ON clusters.id = hit.value JOIN cluster_members USING (cluster_no)"
            " JOIN quotes USING (quote_no) WHERE relation != 'related'",
            json.dumps(list(cluster_ids)),
        )
        arrivals: defaultdict[str, dict[str, rows.Arrival]] = defaultdict(dict)
        with schema.archive_errors(self.path):
            for cluster_id, quote_id, added, change in found:
                arrival = rows.Arrival(str(added), schema.stored_number(change))
                arrivals[cluster_id][quote_id] = arrival
        return dict(arrivals)

    def aliases(self) -> dict[str, str]:
        """Return every spelling that was told, or decided, to stand for a name."""
        told = dict(self._rows("SELECT spelling, name FROM aliases ORDER BY spelling"))
        with schema.archive_errors(self.path):
            return people.written_spellings(self._connection) | told

    def saved_searches(self) -> list[SavedSearch]:
        """Return the queries that are kept here, by name."""
        with schema.archive_errors(self.path):
            return saved_searches.read_searches(self._connection)

    def saved_search(self, name: str) -> SavedSearch:
        """Return one query that is kept here; raises `NotFoundError`."""
        with schema.archive_errors(self.path):
            return saved_searches.read_search(self._connection, name)

    def stats(self) -> ArchiveStats:
        """Count what is here."""
        row = self._row(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes),"
            " (SELECT count(*) FROM clusters),"
            " (SELECT count(DISTINCT outlet) FROM articles),"
            " (SELECT count(DISTINCT speaker) FROM quotes),"
            " (SELECT substr(min(published), 1, 10) FROM articles),"
            " (SELECT substr(max(published), 1, 10) FROM articles)"
        )
        return ArchiveStats(*row)

    def _rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with schema.archive_errors(self.path):
            # Not `yield from`, which closes the cursor, also after the connection.
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row

    def _row(self, sql: str, *values: object) -> tuple[Any, ...]:
        for row in self._rows(sql, *values):
            return row
        raise ArchiveError(f"{self.path}: the archive is damaged: a row is missing")

    def _members(self, cluster_no: int) -> list[tuple[Quote, Relation]]:
        seats = self._rows(
            "SELECT record, relation FROM cluster_members JOIN quotes USING (quote_no)"
            " WHERE cluster_no = ? ORDER BY position",
            cluster_no,
        )
        related = self._rows(
            "SELECT record, 'related' FROM clusters JOIN related_statements USING (center_no)"
            " JOIN quotes ON quotes.quote_no = other_no"
            " JOIN statement_forms ON statement_forms.quote_no = other_no"
            " WHERE cluster_no = ? ORDER BY moment_order",
            cluster_no,
        )
        return [(rows.to_quote(record), relation) for record, relation in (*seats, *related)]
