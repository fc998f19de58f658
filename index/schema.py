"""What an archive file looks like, and is this file one of ours?

Hands on an open SQLite connection whose schema is exactly the one described here. Everything else
is refused with an `ArchiveError`: a file that is not SQLite, another program's database, a newer
version, a schema somebody has changed or added a trigger or view to. An archive may come from
anybody, so nothing in it is ever executed: only tables and indexes whose definition is known,
letter for letter, are used.

The tables, for people who open the file in Datasette or the `sqlite3` shell:

- `archive`: one row: the archive's id and its change number, raised by every commit by a random
  step, so that two copies of one archive that went different ways do not share a number.
- `changes`: every change number there has been: a search view whose number is not here is of
  another copy and is thrown away.
- `articles`: the articles as they were read. `path` is the file an article was read from, `digest`
  the fingerprint of its words and metadata.
- `quotes`: one row a quote. `record` is the whole record as JSON; the other columns repeat what
  people filter by.
- `statement_keys`: digests of the word groups by which two quotes can meet; see
  `quotes.clusters.keys`.
- `statement_forms`: what clustering looks up of each quote, and whose statement it belongs to:
  `center_no` is the longest form's number, the quote's own where it is that one.
- `clusters`, `cluster_members`: one row a statement; its quotes in order, with their relation.
- `related_statements`: pairs of centres that may word one statement in two ways, both ways round.
- `removed_clusters`: ids of statements that are no more, for views that still hold them.
- `aliases`: spellings a person told the archive to take for one name.
- `decisions`: who was decided to be, or not to be, one person; see `quotes.clusters.decisions`.
- `history`: replaced and removed articles with their quotes, as JSON, until they are forgotten.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from quotes.errors import ArchiveBusyError, ArchiveError

APPLICATION_ID = 0x51756F74
"""The letters "Quot" in the file's header: tells our archives from other SQLite files."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE archive (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        id TEXT NOT NULL,
        change INTEGER NOT NULL,
        created TEXT NOT NULL
    );
    CREATE TABLE changes (
        change INTEGER PRIMARY KEY
    );
    CREATE TABLE articles (
        article_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT,
        outlet TEXT,
        published TEXT,
        url TEXT,
        byline TEXT,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        path TEXT,
        digest TEXT NOT NULL,
        added TEXT NOT NULL
    );
    CREATE INDEX articles_by_url ON articles (url);
    CREATE INDEX articles_by_path ON articles (path);
    CREATE TABLE quotes (
        quote_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        article_no INTEGER NOT NULL REFERENCES articles (article_no) ON DELETE CASCADE,
        text TEXT NOT NULL,
        speaker TEXT,
        role TEXT,
        outlet TEXT,
        published TEXT,
        kind TEXT NOT NULL,
        medium TEXT NOT NULL,
        modality TEXT NOT NULL,
        start_char INTEGER NOT NULL,
        confidence REAL NOT NULL,
        record TEXT NOT NULL
    );
    CREATE INDEX quotes_by_article ON quotes (article_no, start_char);
    CREATE INDEX quotes_by_speaker ON quotes (speaker);
    CREATE TABLE statement_keys (
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        key INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        PRIMARY KEY (quote_no, key)
    ) WITHOUT ROWID;
    CREATE INDEX statement_keys_by_key ON statement_keys (key, kind);
    CREATE TABLE links (
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        other_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        PRIMARY KEY (quote_no, other_no)
    ) WITHOUT ROWID;
    CREATE INDEX links_by_other ON links (other_no);
    CREATE TABLE clusters (
        cluster_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        representative_id TEXT NOT NULL,
        first_published TEXT,
        text TEXT NOT NULL,
        speaker TEXT,
        outlet_count INTEGER NOT NULL,
        quote_count INTEGER NOT NULL,
        change INTEGER NOT NULL
    );
    CREATE INDEX clusters_by_change ON clusters (change);
    CREATE TABLE cluster_members (
        cluster_no INTEGER NOT NULL REFERENCES clusters (cluster_no) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        PRIMARY KEY (cluster_no, position)
    ) WITHOUT ROWID;
    CREATE INDEX cluster_members_by_quote ON cluster_members (quote_no);
    CREATE TABLE removed_clusters (
        id TEXT PRIMARY KEY,
        change INTEGER NOT NULL
    );
    CREATE TABLE aliases (
        spelling TEXT PRIMARY KEY,
        name TEXT NOT NULL
    );
    CREATE TABLE history (
        history_no INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL,
        ended TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('replaced', 'removed')),
        path TEXT,
        article TEXT NOT NULL,
        quotes TEXT NOT NULL
    );
    CREATE INDEX history_by_article ON history (article_id);
    """,
    # Places are decided by the forms a quote has a relation with; links of all pairs are not kept.
    """
    DROP TABLE links;
    DROP TABLE statement_keys;
    CREATE TABLE statement_keys (
        key INTEGER NOT NULL,
        is_rare INTEGER NOT NULL,
        quote_no INTEGER NOT NULL,
        PRIMARY KEY (key, is_rare, quote_no)
    ) WITHOUT ROWID;
    CREATE TABLE statement_forms (
        quote_no INTEGER PRIMARY KEY REFERENCES quotes (quote_no) ON DELETE CASCADE,
        length_order TEXT NOT NULL,
        moment_order TEXT NOT NULL,
        voice TEXT,
        keys_needed INTEGER NOT NULL,
        speaker_key TEXT,
        day INTEGER,
        topics TEXT,
        own_cluster_id TEXT NOT NULL,
        center_no INTEGER,
        relation TEXT
    );
    CREATE INDEX statement_forms_by_center ON statement_forms (center_no);
    CREATE INDEX statement_forms_by_speaker ON statement_forms (speaker_key, day);
    CREATE INDEX statement_forms_by_own_cluster_id ON statement_forms (own_cluster_id);
    CREATE TABLE related_statements (
        center_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        other_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        PRIMARY KEY (center_no, other_no)
    ) WITHOUT ROWID;
    CREATE INDEX related_statements_by_other ON related_statements (other_no);
    CREATE TABLE decisions (
        decision_no INTEGER PRIMARY KEY,
        verb TEXT NOT NULL CHECK (verb IN ('merge', 'forbid', 'split')),
        name TEXT NOT NULL,
        other TEXT NOT NULL,
        first_key TEXT NOT NULL,
        second_key TEXT NOT NULL,
        decided TEXT NOT NULL,
        UNIQUE (first_key, second_key)
    );
    ALTER TABLE clusters ADD COLUMN center_no INTEGER;
    CREATE INDEX clusters_by_center ON clusters (center_no);
    """,
)
"""One script for each version of the schema, run in order; never changed once released."""

NO_ARCHIVE_MESSAGE = "there is no archive at {path}; make one with: quotes add …"
BUSY_MESSAGE = (
    "{path}: another process is writing to this archive; wait until it has finished and try again"
)


def connect(
    path: Path, *, create: bool, readonly: bool, timeout_seconds: float
) -> sqlite3.Connection:
    """Open the archive at `path`, make a new one if `create`, and bring its schema up to date.

    Raises:
        ArchiveError: there is none and `create` is false, or the file is not an archive of ours.
        ArchiveBusyError: another process held the file for longer than `timeout_seconds`.
    """
    create = create and not readonly
    exists = _check_place(path, create=create)
    mode = "ro" if readonly else "rwc" if create else "rw"
    with archive_errors(path):
        connection = _open_file(path, mode, timeout_seconds)
        try:
            if exists and not _is_blank(connection):
                _check_is_ours(connection, path)
            elif not create:
                raise ArchiveError(NO_ARCHIVE_MESSAGE.format(path=path))
            _prepare(connection, path, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def archive_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite, and stored records that are none, into ours, in a sentence each."""
    try:
        yield
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(str(part) for part in problem["loc"])
        raise ArchiveError(
            f"{path}: a stored {error.title} is not a valid record ({place}: {problem['msg']}); the"
            " archive is damaged or was written by something else; restore it from a copy"
        ) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if code is not None else None
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ArchiveBusyError(BUSY_MESSAGE.format(path=path)) from error
        if primary == sqlite3.SQLITE_NOTADB:
            raise ArchiveError(f"{path} is not an archive of quotes (not a SQLite file)") from error
        if primary == sqlite3.SQLITE_READONLY:
            message = f"{path}: the archive cannot be written; check the rights of file and folder"
            raise ArchiveError(message) from error
        if primary == sqlite3.SQLITE_CORRUPT:
            message = f"{path}: the archive is damaged ({error}); restore it from a copy"
            raise ArchiveError(message) from error
        raise ArchiveError(f"{path}: the archive cannot be used: {error}") from error


def now() -> str:
    """Return the current time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _check_place(path: Path, *, create: bool) -> bool:
    """Tell whether there is something at `path`; refuse places where no archive can be."""
    try:
        exists = path.exists() and path.stat().st_size > 0
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except OSError as error:
        raise ArchiveError(f"{path}: the archive cannot be opened: {error.strerror}") from error
    if is_folder:
        raise ArchiveError(f"{path} is a folder; name the archive file itself, e.g. quotes.db")
    if not exists and not create:
        raise ArchiveError(NO_ARCHIVE_MESSAGE.format(path=path))
    if not exists and not has_folder:
        raise ArchiveError(f"the folder {path.parent} for the archive {path.name} does not exist")
    return exists


def _open_file(path: Path, mode: str, timeout_seconds: float) -> sqlite3.Connection:
    """Open the file with SQLite's guards against hostile schemas on, before anything is read."""
    uri = path.absolute().as_uri()
    connection = _connect_uri(f"{uri}?mode={mode}", timeout_seconds)
    try:
        if mode == "ro":
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A database in WAL mode needs files beside it even to be read; on read-only media it can
        # be read as it is, provided that no log of unfinished work lies there.
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = _connect_uri(f"{uri}?mode=ro&immutable=1", timeout_seconds)
    return connection


def _connect_uri(uri: str, timeout_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=timeout_seconds, isolation_level=None)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing was ever stored: the state a process leaves that dies while creating."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(application_id == 0 and objects == 0)


def _check_is_ours(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise ArchiveError(f"{path} is a database of another program, not an archive of quotes")
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise ArchiveError(
            f"{path} was written by a newer version of quotes (archive version {version}, this"
            f" program reads up to {len(MIGRATIONS)}); update quotes to open it"
        )
    if version < 1:
        raise ArchiveError(f"{path} says it is an archive of quotes but has no version; damaged")
    _check_schema(connection, version, path)


def _check_schema(connection: sqlite3.Connection, version: int, path: Path) -> None:
    """Refuse any object that is not ours, plain extra tables and their own indexes excepted."""
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript("".join(MIGRATIONS[:version]))
        expected = _objects(model)
    found = _objects(connection)
    for name, (kind, table, sql) in expected.items():
        if found.get(name) != (kind, table, sql):
            raise ArchiveError(f"{path}: the {kind} {name} is missing or has been changed")
    our_tables = {table for _, table, _ in expected.values()}
    for name, (kind, table, sql) in found.items():
        is_plain_table = kind == "table" and not sql.upper().startswith("CREATE VIRTUAL")
        is_index_elsewhere = kind == "index" and table not in our_tables
        if name not in expected and not is_plain_table and not is_index_elsewhere:
            raise ArchiveError(
                f"{path} holds a {kind} named {name} that quotes did not make; it is not opened,"
                " because opening could run what somebody else put there. Drop it to use the file"
            )


def _objects(connection: sqlite3.Connection) -> dict[str, tuple[str, str, str]]:
    rows = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master")
    return {
        str(name): (str(kind), str(table), str(sql or ""))
        for name, kind, table, sql in rows
        if not str(name).startswith("sqlite_")
    }


def _prepare(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if readonly:
        if _version(connection) < len(MIGRATIONS):
            raise ArchiveError(
                f"{path} is of an older version and opened for reading only; open it once where it"
                " can be written, e.g. quotes stats"
            )
        return
    # Where the file system cannot share memory between processes (network drives), SQLite stays
    # with the rollback journal by itself; both lose nothing that was committed.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that are missing, all in one transaction, the first one for a new file."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        for script in MIGRATIONS[version:]:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        if version == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(
                "INSERT INTO archive VALUES (1, ?, 0, ?)", (str(uuid.uuid4()), now())
            )
            connection.execute("INSERT INTO changes VALUES (0)")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
