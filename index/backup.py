"""How is an archive copied to one file while others search it and add to it?

By SQLite's own online backup: the copy is of one moment, whatever is written meanwhile, and whoever
writes does not wait. It appears under its name only once it is whole, checked and on the disk.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from index import schema
from quotes.errors import ArchiveError, UsageError

READ_TIMEOUT_SECONDS = 10.0


def back_up(archive: str | Path, copy: str | Path, *, overwrite: bool = False) -> int:
    """Copy the archive to the file `copy`; return its size in bytes.

    The copy is an archive like any other, of the same version, with the same readers as
    the original. It is one file, and can be read where nothing can be written.

    Raises:
        ArchiveError: there is no archive, it is damaged, or the copy cannot be written.
        UsageError: `copy` exists and `overwrite` is false, or it is no place for a file.
    """
    archive, copy = Path(archive), Path(copy)
    _check_target(archive, copy, overwrite=overwrite)
    with closing(
        schema.connect_as_it_is(archive, timeout_seconds=READ_TIMEOUT_SECONDS)
    ) as connection:
        part = copy.with_name(f".{copy.name}.{secrets.token_hex(4)}.part")
        try:
            _copy_to(connection, archive, part)
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
            # Nobody may read the copy who may not read the original; its owner may write it.
            part.chmod(stat.S_IMODE(archive.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)
            size = part.stat().st_size
            _check_target(archive, copy, overwrite=overwrite)
            part.replace(copy)
            _wait_for_folder(copy.absolute().parent)
        except OSError as error:
            raise ArchiveError(f"{copy}: the copy cannot be written: {error.strerror}") from error
        finally:
            for leftover in (part, *schema.files_beside(part)):
                leftover.unlink(missing_ok=True)
    return size


def _check_target(archive: Path, copy: Path, *, overwrite: bool) -> None:
    if not copy.absolute().parent.is_dir():
        raise UsageError(f"the folder {copy.parent} for the copy does not exist")
    if not os.path.lexists(copy):
        return
    if copy.is_dir() or not copy.is_file():
        raise UsageError(f"{copy} is not a file; name a file for the copy")
    if copy.exists() and archive.exists() and copy.samefile(archive):
        raise UsageError(f"{copy} is the archive itself; name another file for the copy")
    if not overwrite:
        raise UsageError(f"{copy} exists; add --force to overwrite it, or choose another name")
    if any(map(os.path.lexists, schema.files_beside(copy))):
        # Unfinished work beside it would be taken for work on the copy.
        raise UsageError(f"{copy} is in use: end what has it open, or choose another name")


def _copy_to(connection: sqlite3.Connection, archive: Path, part: Path) -> None:
    """Write the copy to a file that only its owner can read, and check it."""
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            connection.backup(target)
            target.execute("PRAGMA trusted_schema = OFF")
            (state,) = target.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise ArchiveError(
                    f"{archive}: the archive is damaged ({state}), and was not copied; what is"
                    " wrong says: quotes check"
                )
            # Without a log it needs no other files beside it, even to be read.
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        raise ArchiveError(f"{archive}: the archive cannot be copied: {error}") from error


def _wait_for_folder(folder: Path) -> None:
    """Return when the disk knows the file by its new name."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
