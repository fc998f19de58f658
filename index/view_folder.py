"""Is the folder of a search view ours alone, and are its files on the disk?

A view's files may be pickles: whoever can write them can run code in our name. Hands on a folder
that only its owner can read, or says why it must not be used.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from index.engine import EngineDamagedError
from quotes.errors import ArchiveError, QuotesError

_OS_ERROR = re.compile(r"\(os error (\d+)\)")
"""How tantivy, which raises no `OSError`, tells what the disk said."""

_NOT_DAMAGE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})
"""Errors of the disk that building the view again would only meet again."""


class ViewFolder:
    """The folder of one view; only files whose names begin with `prefixes` are the view's."""

    def __init__(self, path: Path, prefixes: tuple[str, ...]) -> None:
        """Name the folder; nothing is created yet."""
        self.path = path
        self._prefixes = prefixes

    def prepare(self) -> None:
        """Create the folder, for its owner alone, where there is none."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.mkdir(mode=stat.S_IRWXU, exist_ok=True)

    def files(self) -> Iterator[Path]:
        """Return the files and folders of the view, in no order."""
        return (path for path in self.path.iterdir() if path.name.startswith(self._prefixes))

    def failure(self, error: BaseException) -> QuotesError:
        """Return the error of ours that an engine's error stands for: the disk's, or damage."""
        number = next((number for number in _error_numbers(error) if number in _NOT_DAMAGE), None)
        if number is not None:
            return ArchiveError(
                f"{self.path}: the search view cannot be kept there: {os.strerror(number)}"
            )
        return EngineDamagedError(
            f"{self.path}: the search view cannot be read ({type(error).__name__}: {error})"
        )

    def refuse_if_strange(self) -> None:
        """Raise where somebody else could have written what is about to be read."""
        if not hasattr(os, "getuid"):
            return
        status = self.path.stat()
        if status.st_uid != os.getuid():
            raise ArchiveError(
                f"{self.path}: this folder for the search view belongs to another user;"
                " remove it or choose another cache folder"
            )
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise EngineDamagedError(f"{self.path}: other users may write to the search view")

    def clear(self) -> None:
        """Remove the view's files and close the folder to everybody else."""
        for path in list(self.files()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.path.chmod(stat.S_IRWXU)

    def wait_for_disk(self) -> None:
        """Return when the disk has every file, so that a power cut takes nothing."""
        if os.name != "posix":
            return
        for path in (*self.files(), self.path):
            if path.is_file() or path == self.path:
                descriptor = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)


def _error_numbers(error: BaseException | None) -> Iterator[int]:
    """Yield what the disk said, be it only the reason for an error; the nearest reason first."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            yield error.errno
        yield from map(int, _OS_ERROR.findall(str(error)))
        error = error.__cause__ or error.__context__
