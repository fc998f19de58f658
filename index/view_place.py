"""Where are the search files of an archive kept, and are they as we left them?

In a folder of the user's cache that nobody else can use, keyed by the archive's id and its place.
Whoosh's files are pickles: whoever can write them can run code in our name. So after every commit
it is noted which files there are, their sizes, and when each was last changed, which the system
sets and nobody can choose; before an engine opens them they are compared with that. What is not as
it was left (copied here from elsewhere, cut short, changed, added) is thrown away unread.

The note is kept in this folder and not in the archive: an archive may be read by several people,
each with a view of their own, and by some who cannot write it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from quotes.errors import ArchiveBusyError, ArchiveError

VIEW_VERSION = 3
"""Raised when what a view is told about a statement changes; older views are then built anew."""

LOCK_TIMEOUT_SECONDS = 60.0
_LOCK_NAME = "lock.sqlite"

Seal = dict[str, list[int]]
"""The size and the times of last change, in nanoseconds, of every file, by its name."""


class ViewPlace:
    """The folder of the views of one archive in one place."""

    def __init__(self, archive_id: str, archive_path: Path) -> None:
        """Make the folder, where there is none, for this user alone.

        Raises:
            ArchiveError: it cannot be made, or belongs to somebody else.
        """
        from platformdirs import user_cache_path

        folder = Path(os.environ.get("QUOTES_CACHE") or user_cache_path("quotes"))
        # The parts are digests, because an archive's id may be anything its author liked.
        parts = ("views", _digest(archive_id), _digest(str(archive_path.resolve())))
        if not folder.exists():
            _make_private(folder)
        for part in parts:
            folder = _make_private(folder / part)
        self.folder = folder

    def throw_away(self) -> None:
        """Remove the views of this archive, here and of all other places where it has been.

        Their locks are kept: who waits for one would else get one that nobody else heeds.
        """
        for place in self.folder.parent.iterdir():
            if place.is_dir() and not place.is_symlink():
                with _locked(place) as lock:
                    lock.throw_all_away()

    def locked(self) -> AbstractContextManager[ViewLock]:
        """Let one process at a time open, throw away or write the views.

        What is sealed inside is kept if the block ends well.
        """
        return _locked(self.folder)


class ViewLock:
    """The right to write views, as long as the lock is held."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        """Take over a connection inside a transaction; throw away views of other versions."""
        self._folder, self._connection = folder, connection
        sql = "CREATE TABLE IF NOT EXISTS seals (engine TEXT PRIMARY KEY, files TEXT NOT NULL)"
        connection.execute(sql)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VIEW_VERSION:
            connection.execute("DELETE FROM seals")
            connection.execute(f"PRAGMA user_version = {VIEW_VERSION}")

    def is_as_left(self, engine: str) -> bool:
        """Tell whether an engine's files are as they were when they were last sealed."""
        now = _look(self._folder / engine)
        return now is not None and now == self._sealed(engine)

    def throw_away_unless_as_left(self, engine: str) -> None:
        """Remove an engine's folder where somebody else, or a crash, has changed its files."""
        if not self.is_as_left(engine):
            _remove(self._folder / engine)

    def throw_all_away(self) -> None:
        """Remove the folders of all engines, and what was noted of them."""
        self._connection.execute("DELETE FROM seals")
        for path in self._folder.iterdir():
            if not path.name.startswith(_LOCK_NAME):
                _remove(path)

    def seal(self, engine: str) -> None:
        """Note how an engine's files are now."""
        now = _look(self._folder / engine)
        if now is not None and now != self._sealed(engine):
            sql = "REPLACE INTO seals (engine, files) VALUES (?, ?)"
            self._connection.execute(sql, (engine, json.dumps(now)))

    def _sealed(self, engine: str) -> object:
        sql = "SELECT files FROM seals WHERE engine = ?"
        for (files,) in self._connection.execute(sql, (engine,)):
            with suppress(ValueError):
                return json.loads(files)
            return None
        return {}


@contextmanager
def _locked(folder: Path) -> Iterator[ViewLock]:
    """Hold the lock of a folder of views.

    The lock is a transaction on a small database in the folder: it works on every system and is
    released when its process dies.
    """
    try:
        with closing(_open_lock(folder / _LOCK_NAME)) as connection:
            yield ViewLock(folder, connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise ArchiveError(f"the search view in {folder} cannot be used: {error}") from error


def _remove(folder: Path) -> None:
    """Remove an engine's folder, or whatever stands there instead."""
    try:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"{folder}: these search files must go, and cannot be removed ({error.strerror});"
            " remove them"
        ) from error


def _look(folder: Path) -> Seal | None:
    """Return how the files in a folder are; `None` where there is anything but plain files.

    Empty files are left out: engines make them as locks, and there is nothing in them to read.
    """
    found: Seal = {}
    if not os.path.lexists(folder):
        return found
    if folder.is_symlink() or not folder.is_dir():
        return None
    for path in folder.iterdir():
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            return None
        if state.st_size:
            found[path.name] = [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _make_private(folder: Path) -> Path:
    """Make a folder only this user can use; empty it first if others could have written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
        if hasattr(os, "getuid") and (state.st_uid != os.getuid() or folder.is_symlink()):
            raise ArchiveError(
                f"the cache folder {folder} belongs to somebody else; set QUOTES_CACHE to a folder"
                " of your own"
            )
        if os.name == "posix" and state.st_mode & 0o022:
            shutil.rmtree(folder)
            folder.mkdir(mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise ArchiveError(
            f"the cache folder {folder} cannot be used ({error.strerror}); set QUOTES_CACHE to a"
            " folder that can be written"
        ) from error
    return folder


def _open_lock(path: Path) -> sqlite3.Connection:
    """Return a connection that holds the view's lock until it is closed."""
    _make_private(path.parent)
    for is_last in (False, True):
        connection = sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.DatabaseError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise ArchiveBusyError(
                    "another process is building the search view; try again when it has finished"
                ) from error
            if is_last or isinstance(error, sqlite3.OperationalError):
                raise
            # Not a database any more: nothing of worth is in it.
            path.unlink(missing_ok=True)
        else:
            return connection
    raise AssertionError("the loop returns or raises")
