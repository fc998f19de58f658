"""What an archive file looks like, and is this file one of ours?

Hands on an open SQLite connection whose schema is exactly the one described here. Everything else
is refused with an `ArchiveError`: a file that is not SQLite, another program's database, a newer
version, a schema somebody has changed or added a trigger or view to. An archive may come from
anybody, so nothing in it is ever executed: only tables and indexes whose definition is known,
letter for letter, are used.

`index/tables.py` documents the tables.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from index.tables import MIGRATIONS
from quotes.errors import ArchiveBusyError, ArchiveError

APPLICATION_ID = 0x51756F74
"""The letters "Quot" in the file's header: tells our archives from other SQLite files."""

MAX_VALUE_BYTES = 256 * 2**20
"""No value in an archive is read that is larger: an article has 20 million bytes at most."""

SQLITE_MARK = b"SQLite format 3\x00"

MAX_NUMBER = 2**62
"""Every number in an archive is smaller, and so can be added to."""

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
    mode = "ro" if readonly else "rwc" if create else "rw"
    with archive_errors(path):
        connection = _open_checked(path, mode, timeout_seconds)
        try:
            _prepare(connection, path, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_as_it_is(path: Path, *, timeout_seconds: float) -> sqlite3.Connection:
    """Open the archive at `path` for reading only, of whichever version it is; see `connect`."""
    with archive_errors(path):
        return _open_checked(path, "ro", timeout_seconds)


def _open_checked(path: Path, mode: str, timeout_seconds: float) -> sqlite3.Connection:
    """Open a file that is an archive of ours, or blank where one is to be made."""
    create = mode == "rwc"
    exists = _check_place(path, create=create)
    connection = _open_file(path, mode, timeout_seconds)
    try:
        # One state of the file is looked at: another process may be bringing it up to date.
        connection.execute("BEGIN")
        if exists and not _is_blank(connection):
            _check_is_ours(connection, path)
        elif not create:
            raise ArchiveError(NO_ARCHIVE_MESSAGE.format(path=path))
        connection.execute("COMMIT")
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


def stored_number(value: object) -> int:
    """Return a number that was read from the archive, which may hold anything there."""
    if isinstance(value, int) and abs(value) < MAX_NUMBER:
        return value
    raise sqlite3.DatabaseError(f"{value!r} is stored where there should be a number")


def now() -> str:
    """Return the current time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def can_write(path: Path) -> bool:
    """Tell whether an archive could be written: SQLite also needs to make files beside it."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _check_place(path: Path, *, create: bool) -> bool:
    """Tell whether there is something at `path`; refuse places where no archive can be."""
    try:
        _check_beside(path)
        exists = _is_file_with_content(path)
        has_folder = path.parent.is_dir()
    except OSError as error:
        raise ArchiveError(f"{path}: the archive cannot be opened: {error.strerror}") from error
    if not exists and not create:
        raise ArchiveError(NO_ARCHIVE_MESSAGE.format(path=path))
    if not exists and not has_folder:
        raise ArchiveError(f"the folder {path.parent} for the archive {path.name} does not exist")
    return exists


def _is_file_with_content(path: Path) -> bool:
    try:
        state = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            message = f"{path} is a link to {os.readlink(path)}, which is not there"
            raise ArchiveError(message) from None
        return False
    if stat.S_ISDIR(state.st_mode):
        raise ArchiveError(f"{path} is a folder; name the archive file itself, e.g. quotes.db")
    if not stat.S_ISREG(state.st_mode):
        raise ArchiveError(f"{path} is not a file but a pipe, socket or device; name a file")
    if state.st_size == 0:
        return False
    with path.open("rb") as stream:
        # SQLite itself takes a file of a few letters for an empty one, and writes over it.
        if stream.read(len(SQLITE_MARK)) != SQLITE_MARK:
            raise ArchiveError(f"{path} is not an archive of quotes (not a SQLite file)")
    return True


def files_beside(path: Path) -> list[Path]:
    """Return where SQLite keeps the unfinished work of the archive at `path`, if there is any."""
    return [Path(os.path.realpath(path) + end) for end in ("-wal", "-shm", "-journal")]


def _check_beside(path: Path) -> None:
    """Refuse links and the like where SQLite keeps unfinished work: they could lead anywhere."""
    for beside in files_beside(path):
        if os.path.lexists(beside) and not stat.S_ISREG(beside.lstat().st_mode):
            raise ArchiveError(f"{beside} is not a plain file, as SQLite makes it; remove it")


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
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.row_factory = _without_blobs
    return connection


def _without_blobs(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row as it is; a column's type alone keeps no bytes out of it, and we store none."""
    if bytes in map(type, row):
        raise sqlite3.DatabaseError("bytes are stored where there should be a text or number")
    return row


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
    expected = _expected(version)
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


def table_names() -> list[str]:
    """Return the names of the tables of an archive that is up to date."""
    expected = _expected(len(MIGRATIONS))
    return [name for name, (kind, _, _) in expected.items() if kind == "table"]


def _expected(version: int) -> dict[str, tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript("".join(MIGRATIONS[:version]))
        return _objects(model)


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
    """Run the migrations that are missing, each in a transaction, the first one for a new file."""
    while (version := _version(connection)) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker.
            if _version(connection) == version:
                _run_migration(connection, version)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _run_migration(connection: sqlite3.Connection, version: int) -> None:
    for statement in filter(str.strip, MIGRATIONS[version].split(";")):
        connection.execute(statement)
    if version == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("INSERT INTO archive VALUES (1, ?, 0, ?)", (str(uuid.uuid4()), now()))
        connection.execute("INSERT INTO changes VALUES (0)")
    connection.execute(f"PRAGMA user_version = {version + 1}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
