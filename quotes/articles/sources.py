"""Which inputs do the given paths name? Hands on one source a file or stream, in a stated order.

Folders are walked in the order of their names, links into other folders are followed and loops of
links reported; globs name files only. Nothing is opened here, and nothing is ever fetched.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quotes.articles.identifiers import printable_path
from quotes.errors import InputError, ReadError

StrPath = str | os.PathLike[str]
Report = Callable[[InputError], None]
Notify = Callable[[str], None]

FOLDER_SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"})
"""The endings read from folders; a file named by itself may end in anything."""

STDIN_NAME = "stdin"


@dataclass(frozen=True, slots=True)
class Source:
    """One file or stream; `label` is how messages name it, `path` is `None` for streams.

    `was_named` is false for what was only met in a folder.
    """

    label: str
    path: Path | None = None
    stream: BinaryIO | None = None
    was_named: bool = True

    @property
    def suffix(self) -> str:
        """The ending of the file's name in lower case, or nothing."""
        return self.path.suffix.lower() if self.path else ""

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the source for reading bytes; the caller's stream is left open."""
        if self.path is not None:
            return self.path.open("rb")
        assert self.stream is not None
        return nullcontext(self.stream)


def find_sources(
    paths: Iterable[StrPath], *, stdin: BinaryIO | None, report: Report, notify: Notify
) -> Iterator[Source]:
    """Yield the sources that `paths` name, in the order given; each file once.

    What is missing or cannot be listed is reported and left out.
    """
    seen: set[str] = set()
    for given in paths:
        for source in _expand(given, stdin, report, notify):
            if source.path is not None:
                real_path = os.path.realpath(source.path)
                if real_path in seen:
                    notify(f"{source.label} has been read already in this batch; it is read once")
                    continue
                seen.add(real_path)
            yield source


def _expand(
    given: StrPath, stdin: BinaryIO | None, report: Report, notify: Notify
) -> Iterator[Source]:
    name = os.fspath(given)
    try:
        if name == "-":
            yield _stdin_source(stdin)
        elif not os.path.lexists(name) and glob.has_magic(name):
            yield from _glob_sources(name)
        elif stat.S_ISDIR(os.stat(name).st_mode):
            yield from _folder_sources(name, report, notify)
        else:
            yield Source(printable_path(name), Path(name))
    except InputError as error:
        report(error)
    except FileNotFoundError:
        report(ReadError(_why_missing(name), printable_path(name)))
    except (OSError, ValueError) as error:
        report(ReadError(reason(error), printable_path(name)))


def _stdin_source(stdin: BinaryIO | None) -> Source:
    stream = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("there is no standard input to read from", STDIN_NAME)
    return Source(STDIN_NAME, stream=stream)


def _glob_sources(pattern: str) -> Iterator[Source]:
    # Pipes and devices would block or never end, so a pattern only ever names regular files.
    matches = sorted(name for name in glob.iglob(pattern, recursive=True) if os.path.isfile(name))
    if not matches:
        raise ReadError("no file matches this pattern", printable_path(pattern))
    for name in matches:
        yield Source(printable_path(name), Path(name))


def _folder_sources(top: str, report: Report, notify: Notify) -> Iterator[Source]:
    """Yield the articles of a folder, depth first, sorted by name within each folder."""
    skipped: Counter[str] = Counter()
    found_count = 0
    walked: set[str] = set()
    pending = [top]
    while pending:
        path = pending.pop()
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
            if is_folder:
                _enter(path, walked)
                names = sorted(os.listdir(path), reverse=True)
                pending += [os.path.join(path, name) for name in names if name[0] != "."]
                continue
        except InputError as error:
            report(error)
            continue
        except OSError as error:
            report(ReadError(reason(error), printable_path(path)))
            continue
        suffix = Path(path).suffix.lower()
        if suffix in FOLDER_SUFFIXES and os.path.isfile(path):
            found_count += 1
            yield Source(printable_path(path), Path(path), was_named=False)
        else:
            skipped[suffix] += 1
    _tell_skipped(top, found_count, skipped, notify)


def _enter(folder: str, walked: set[str]) -> None:
    """Refuse to walk a folder twice: links can lead back to where they stand."""
    real_path = os.path.realpath(folder)
    if real_path in walked:
        raise ReadError("this link leads to a folder that has been read already", folder)
    walked.add(real_path)


def _tell_skipped(top: str, found_count: int, skipped: Counter[str], notify: Notify) -> None:
    folder = printable_path(top)
    if not found_count:
        endings = " ".join(sorted(FOLDER_SUFFIXES))
        raise ReadError(f"this folder holds no articles (files ending in {endings})", folder)
    if skipped:
        endings = ", ".join(sorted(printable_path(suffix) or "no ending" for suffix in skipped))
        notify(f"{folder}: {skipped.total()} other files were left out ({endings})")


def _why_missing(name: str) -> str:
    if "://" in name:
        return "web addresses are not fetched; save the page and give the file"
    return "there is no such file or folder"


def reason(error: OSError | ValueError) -> str:
    """Say in a few words why the system could not read something."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be read ({text[0].lower()}{text[1:]})"
