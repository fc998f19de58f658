"""Where do results go, and messages? What is read when nothing is named?

Standard output carries data only: exactly as it is into files and pipes, and made harmless on a
terminal. Standard error carries everything else.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from quotes.errors import ReadError, UsageError

# Words from articles and archives could carry commands to the terminal, or turn the direction of
# writing around: ISO 6429 control characters, and Unicode's controls of direction (UAX 9).
_TERMINAL_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return text that does nothing to a terminal but appear on it.

    >>> printable("Rain\x1b[2Jfell.")
    'Rain�[2Jfell.'
    """
    return _TERMINAL_CONTROLS.sub("\ufffd", text)


def say(message: str) -> None:
    """Write one message to standard error."""
    print(f"quotes: {printable(message)}", file=sys.stderr, flush=True)


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is a terminal; one that is closed or missing is none."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def output() -> TextIO:
    """Return standard output, set up for data: UTF-8, line ends left alone."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        if is_terminal(stream):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="strict", newline="")
    return stream


def discard_output() -> None:
    """Send what is left for standard output nowhere, so that closing it raises nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    finally:
        os.close(nowhere)


@contextmanager
def written_file(path: Path | None, *, force: bool) -> Iterator[TextIO]:
    """Open `path` for data, or standard output where it is `None`.

    A file appears under its name only once it is whole, and none is overwritten without `force`.

    Raises:
        UsageError: The file exists, or cannot be written.
    """
    if path is None:
        yield output()
        return
    if path.exists() and not force:
        raise UsageError(f"{path} exists; add --force to overwrite it, or choose another name")
    if path.exists() and not path.is_file():
        # A device or pipe, such as /dev/null, is written to as it is.
        with _opened(path, path) as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(part, path) as stream:
            yield stream
        try:
            if not force and path.exists():
                raise UsageError(f"{path} has appeared meanwhile; add --force to overwrite it")
            part.replace(path)
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def _opened(path: Path, meant: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{meant} cannot be written ({error.strerror})") from error


@contextmanager
def read_file(path: str | None, *, expected: str) -> Iterator[tuple[str, BinaryIO]]:
    """Open a file for reading bytes, or standard input for `-` and for nothing.

    Yields what to call it in messages, and the stream. `expected` says what a person at a
    terminal who gave no file should give.

    Raises:
        UsageError: Nothing is named, and standard input is a terminal.
        ReadError: The file cannot be opened.
    """
    if path is None or path == "-":
        check_stdin(is_named=path == "-", expected=expected)
        yield "stdin", sys.stdin.buffer
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReadError(f"cannot be read ({reason})", path) from error
    with stream:
        yield path, stream


def check_stdin(*, is_named: bool, expected: str) -> None:
    """Say what is waited for where standard input is a terminal; refuse if it was not asked for.

    Raises:
        UsageError: `-` was not given, and nobody has piped anything in.
    """
    if not is_terminal(sys.stdin):
        return
    if not is_named:
        raise UsageError(f"nothing to read: name {expected}, or pipe it in")
    say(f"reading {expected} from the keyboard; end with Ctrl-D")
