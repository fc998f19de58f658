"""The archive: which articles have been read, what was said in them, and which quotes are one?

One SQLite file holds everything and is the truth: what people keep, copy and share. Everything
about one article (its text, its quotes, the clusters they change, the change number) is one
transaction, stored through to the disk before it is reported. Hands on the records of
`quotes.records`, every one of them validated as it is read. `index/tables.py` documents the tables.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from index import identity, linking, people, rows, saved_searches, schema, statement_forms
from index.archive_reader import ArchiveReader
from index.identity import Settled
from index.statement_rows import (
    StatementChanges,
    all_centers,
    drop_statements_without_center,
    write_statements,
)
from quotes.clusters.decisions import Decision
from quotes.errors import ArchiveBusyError, ArchiveError, NotFoundError
from quotes.records import Article, Quote

CHANGE_STEP_LIMIT = 2**20
"""Change numbers rise by a random step up to this: see `archive` in `index/tables.py`."""


class Archive(ArchiveReader):
    """One archive file, open. Use as a context manager, or call `close`."""

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        readonly: bool | None = False,
        timeout_seconds: float = 10.0,
    ) -> Self:
        """Open the archive at `path`; only with `create` is one made where there is none.

        `readonly`: change nothing; `None` for that only where the file cannot be written.

        Raises:
            ArchiveError: there is none, or the file is not an archive of ours.
            ArchiveBusyError: another process held it for longer than `timeout_seconds`.
        """
        path = Path(path)
        if readonly is None:
            readonly = path.exists() and not schema.can_write(path)
        connection = schema.connect(
            path, create=create, readonly=readonly, timeout_seconds=timeout_seconds
        )
        try:
            archive = cls(connection, path, readonly=readonly)
            archive._catch_up()
            return archive
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Fold the write-ahead log into the one file, and close it; closing twice does no harm."""
        try:
            if not self.readonly:
                # Nobody waits for it: whoever closes the file last does it too.
                self._connection.execute("PRAGMA busy_timeout = 0")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            # Closed already, or somebody is reading: the log stays beside the file and is whole.
            pass
        finally:
            self._connection.close()

    # --- Writing ---------------------------------------------------------------------------------

    def settle(self, article: Article, *, path: str | Path | None = None) -> Settled:
        """Find the id `article` has or would have here; see `identity.settle`."""
        with schema.archive_errors(self.path):
            return identity.settle(self._connection, article, path)

    def put(
        self, article: Article, quotes: Sequence[Quote], *, path: str | Path | None = None
    ) -> StatementChanges:
        """Store `article` (under its settled id) and its quotes in the place of what was there.

        Returns which statements are new, not as they were, or gone.

        Raises:
            FormatError: a quote is not of this article, or a span does not reproduce its text.
            ArchiveBusyError: another process is writing, or has just given this id away.
        """
        identity.check_quotes(article, quotes)
        with self._writing() as change:
            self._settle_again(article, path)
            return self._put(article, quotes, path, change)

    def put_unless_there(
        self, article: Article, quotes: Sequence[Quote], *, path: str | Path | None = None
    ) -> StatementChanges | None:
        """Store an article as `put` does, unless it is here word for word: then return `None`."""
        identity.check_quotes(article, quotes)
        with self._transaction():
            if self._settle_again(article, path).outcome == "unchanged":
                return None
            return self._put(article, quotes, path, self._raise_change())

    def remove(self, article_ids: Iterable[str], *, forget: bool = False) -> StatementChanges:
        """Remove articles with their quotes; `forget` leaves no trace of them in the file.

        Without `forget` they are kept in `history`. An article removed before can be forgotten.
        Returns which statements are not as they were, or gone.

        Raises:
            NotFoundError: one of them is not here; then nothing is removed.
        """
        wanted = list(dict.fromkeys(article_ids))
        with self._writing() as change:
            for article_id in wanted:
                self._check_known(article_id, also_history=forget)
            links = linking.Linking(self._connection, people.naming(self._connection))
            for article_id in wanted:
                self._retire(article_id, links, reason="removed")
            changes = self._write(links, (), change)
            if forget:
                for article_id in wanted:
                    self._delete("history WHERE article_id = ?", article_id)
                # By these a view could catch up, and keep the words; so it is built anew.
                self._delete("removed_clusters")
                self._delete("changes WHERE change != ?", change)
        if forget:
            self._shrink()
        return changes

    def recluster(self) -> StatementChanges:
        """Compare all quotes anew, as after an update of the rules by which quotes are one."""
        with self._writing() as change:
            drop_statements_without_center(self._connection, change)
            statement_forms.relink_all(self._connection, people.naming(self._connection))
            return write_statements(self._connection, all_centers(self._connection), (), change)

    def set_alias(self, spelling: str, name: str) -> None:
        """Take `spelling` for `name` from now on when statements are searched by speaker."""
        with self._writing() as change:
            self._connection.execute("REPLACE INTO aliases VALUES (?, ?)", (spelling, name))
            self._connection.execute(
                "UPDATE clusters SET change = ? WHERE speaker IN (?, ?)", (change, spelling, name)
            )

    def decide(self, decisions: Iterable[Decision]) -> StatementChanges:
        """Follow decisions about who is whom, from now on; of two about one matter the later.

        Returns which statements are not as they were, because two names are one speaker now, or
        are two.
        """
        return self._redecide(lambda: people.store_decisions(self._connection, decisions))

    def withdraw(self, decisions: Iterable[Decision]) -> StatementChanges:
        """Take decisions back.

        Raises:
            NotFoundError: there is none about one of these matters; then nothing is taken back.
        """

        def take_back() -> None:
            for each in decisions:
                if not people.withdraw_decision(self._connection, each):
                    raise NotFoundError(
                        f"nothing was decided about {each.name} and {each.other} in {self.path}"
                    )

        return self._redecide(take_back)

    def _redecide(self, change_decisions: Callable[[], None]) -> StatementChanges:
        with self._writing() as change:
            old = people.naming(self._connection)
            change_decisions()
            new = people.naming(self._connection)
            names = old.differing(new)
            concerned = people.quotes_by(self._connection, names) if names else []
            links = linking.Linking(self._connection, old)
            links.respell(concerned, new)
            changes = self._write(links, (), change)
            # They are found by other names now.
            self._connection.executemany(
                "UPDATE clusters SET change = ? WHERE center_no ="
                " (SELECT center_no FROM statement_forms WHERE quote_no = ?)",
                [(change, quote_no) for quote_no in concerned],
            )
            return changes

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name; what is added from now on is new to it.

        Raises:
            UsageError: the name stands for another query, or one of the two is empty, too long, or
                of more than one line.
        """
        with self._transaction():
            saved_searches.store_search(self._connection, name, query, self.change)

    def mark_search_run(self, name: str, change: int) -> None:
        """Take what came with a change, and before it, as shown to whoever saved a search."""
        with self._transaction():
            saved_searches.mark_run(self._connection, name, change)

    def delete_search(self, name: str) -> None:
        """Keep a query no longer; raises `NotFoundError`."""
        with self._transaction():
            saved_searches.delete_search(self._connection, name)

    # --- Inside ----------------------------------------------------------------------------------

    def _shrink(self) -> None:
        """Give the freed pages back, and take what was in them out of the log too."""
        with schema.archive_errors(self.path):
            self._connection.execute("VACUUM")
            is_busy = self._row("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if is_busy:
            raise ArchiveBusyError(
                f"{self.path}: forgotten, but another process is still reading an earlier state;"
                " the last traces leave the file when both are closed"
            )

    @contextmanager
    def _writing(self) -> Iterator[int]:
        """Make what is done inside one transaction under a new change number."""
        with self._transaction():
            yield self._raise_change()

    def _raise_change(self) -> int:
        change = self.change + 1 + secrets.randbelow(CHANGE_STEP_LIMIT)
        self._connection.execute("UPDATE archive SET change = ?", (change,))
        self._connection.execute("INSERT INTO changes VALUES (?)", (change,))
        return change

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Make what is done inside one transaction, kept when it ends and undone by an error."""
        if self.readonly:
            raise ArchiveError(f"{self.path} is open for reading only: nothing can be written")
        with schema.archive_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _settle_again(self, article: Article, path: str | Path | None) -> Settled:
        """Settle an article within the transaction: another process may have been quicker."""
        settled = self.settle(article, path=path)
        if settled.article.id != article.id:
            raise ArchiveBusyError(
                f"{self.path}: another process has just stored a different article as"
                f" {article.id}; add this one again"
            )
        return settled

    def _put(
        self, article: Article, quotes: Sequence[Quote], path: str | Path | None, change: int
    ) -> StatementChanges:
        links = linking.Linking(self._connection, people.naming(self._connection))
        known = rows.arrivals(self._connection, article.id)
        self._retire(article.id, links, reason="replaced")
        added = rows.insert_article(self._connection, article, quotes, path, change, known)
        links.add(added)
        return self._write(links, added.keys(), change)

    def _delete(self, what: str, *values: object) -> None:
        self._connection.execute(f"DELETE FROM {what}", values)

    def _check_known(self, article_id: str, *, also_history: bool) -> None:
        sql = "SELECT id FROM articles WHERE id = ?1"
        if also_history:
            sql += " UNION SELECT article_id FROM history WHERE article_id = ?1"
        if not list(self._rows(sql, article_id)):
            raise NotFoundError(f"there is no article {article_id} in {self.path}")

    def _retire(self, article_id: str, links: linking.Linking, *, reason: rows.Reason) -> None:
        """Move an article, if it is here, to the history, and its quotes out of all statements."""
        article_no = rows.copy_to_history(self._connection, article_id, reason)
        if article_no is not None:
            sql = "SELECT quote_no FROM quotes WHERE article_no = ?"
            links.retire([int(row[0]) for row in self._rows(sql, article_no)])
            self._delete("articles WHERE article_no = ?", article_no)

    def _write(
        self, links: linking.Linking, rewritten: Collection[int], change: int
    ) -> StatementChanges:
        """Decide what a change leaves open, and write the statements that are not as they were."""
        links.settle()
        changes = write_statements(self._connection, links.touched, rewritten, change)
        for center_no in links.relate():
            sql = "UPDATE clusters SET change = ? WHERE center_no = ?"
            self._connection.execute(sql, (change, center_no))
        return changes

    def _catch_up(self) -> None:
        """Compare all quotes of an archive that was written by an earlier version."""
        is_behind = self._row(
            "SELECT EXISTS (SELECT 1 FROM quotes) AND NOT EXISTS (SELECT 1 FROM statement_forms)"
        )[0]
        if is_behind and not self.readonly:
            self.recluster()
