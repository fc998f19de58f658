"""Every error this program raises on purpose, and the exit code each one means.

    QuotesError                 1  base: catch this to catch them all
    ├── UsageError              2  (ValueError) an option or argument makes no sense
    ├── InputError              3  an input could not be used; the batch goes on without it
    │   ├── ReadError           3  (OSError) a file, folder or stream could not be read
    │   └── FormatError         3  (ValueError) it was read, but is not what it should be
    ├── ModelError              3  (RuntimeError) the reading model is missing or damaged
    ├── ArchiveError            3  the archive cannot be opened, read or written
    │   └── ArchiveBusyError    3  another process is writing to it
    ├── EngineDamagedError      3  (in `index.engine`) a search view must be made anew
    └── NotFoundError           1  (LookupError) nothing in the archive has that identifier

A message says what was found, where, what was expected and what to do. Errors of other libraries
are caught in the one module that calls the library and leave it as one of these.
"""


class QuotesError(Exception):
    """The base of all errors raised on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(QuotesError, ValueError):
    """An option or argument makes no sense."""

    exit_code = 2


class InputError(QuotesError):
    """An input could not be used; `source` names the file, line or stream it came from."""

    exit_code = 3

    def __init__(self, message: str, source: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        """Return the message with where it came from in front."""
        return f"{self.source}: {self.message}" if self.source else self.message


class ReadError(InputError, OSError):
    """A file, folder or stream could not be read."""


class FormatError(InputError, ValueError):
    """An input was read but is not what it should be."""


class ModelError(QuotesError, RuntimeError):
    """The reading model is missing, damaged or unsuitable."""

    exit_code = 3


class ArchiveError(QuotesError):
    """The archive cannot be opened, read or written."""

    exit_code = 3


class ArchiveBusyError(ArchiveError):
    """Another process is writing to the archive."""


class NotFoundError(QuotesError, LookupError):
    """Nothing in the archive has that identifier."""
