"""What is each article of a batch called? Hands on identifiers that are unique within it.

An article is called after its file, without folders, or by the id its record brings along. Where
that name is taken by a different article, the later one gets the shortest folder prefix that tells
them apart, and a notice says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path


class ArticleIdentifiers:
    """Gives out the identifiers of one batch; remembers names only, no articles."""

    def __init__(self, notify: Callable[[str], None]) -> None:
        """Begin a batch; `notify` is told of every name that had to be changed."""
        self._taken: set[str] = set()
        self._notify = notify

    def for_file(self, path: Path) -> str:
        """Return the id of a one-article file, or the label of a file of records without ids.

        >>> identifiers = ArticleIdentifiers(print)
        >>> identifiers.for_file(Path("/news/bay/storm.txt"))
        'storm.txt'
        >>> identifiers.for_file(Path("/news/port/storm.txt"))
        another article is called storm.txt already: /news/port/storm.txt is now port/storm.txt
        'port/storm.txt'
        """
        return self._take(_names_of_file(path), printable_path(path))

    def for_name(self, name: str) -> str:
        """Return the id of an article that came without a file, such as standard input."""
        return self._take(iter([name]), name)

    def for_record(self, own_id: str, path: Path | None, line: int) -> str:
        """Return the id of a record that brings its own; `path` is `None` for standard input."""
        file_name = printable_path(path.name) if path else "stdin"
        described = f"line {line} of {path or 'standard input'}"
        return self._take(iter([own_id, f"{file_name}/{own_id}"]), described)

    def _take(self, names: Iterator[str], described: str) -> str:
        wanted = next(names)
        if wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        free = self._first_free(names, wanted)
        self._taken.add(free)
        self._notify(f"another article is called {wanted} already: {described} is now {free}")
        return free

    def _first_free(self, names: Iterable[str], wanted: str) -> str:
        last = wanted
        for last in names:
            if last not in self._taken:
                return last
        return next(name for n in count(2) if (name := f"{last}.{n}") not in self._taken)


def printable_path(path: str | os.PathLike[str]) -> str:
    """Return a path as text that can be written anywhere, even where its bytes are no UTF-8."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _names_of_file(path: Path) -> Iterator[str]:
    """Yield the file's name with none, one, two … of its folders in front."""
    parts = Path(printable_path(os.path.abspath(path))).parts
    for folder_count in range(len(parts) - 1):
        yield "/".join(parts[-1 - folder_count :])
