"""Which of the statements that a query finds are new?

A statement is as new as the first of its quotes to come in: another outlet that carries it, or a
corrected article that still has its words, makes none new. Hands on the hits that are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from index.archive_reader import ArchiveReader
from index.engine import Hit
from quotes.errors import UsageError


class News:
    """What counts as new: since a time, with some changes of the archive, or all there is."""

    def __init__(self, since: str | None = None, arrived: range | None = None) -> None:
        """Take an ISO date or date-time (UTC where it names no zone), and change numbers.

        Raises:
            UsageError: `since` is no time.
        """
        self._since, self._arrived = _moment_of(since), arrived
        self.is_everything = since is None and arrived is None

    def among(self, hits: Iterable[Hit], archive: ArchiveReader) -> list[Hit]:
        """Return the hits that are new, in their order."""
        found = list(hits)
        arrivals = archive.first_arrivals(hit.cluster_id for hit in found)
        new = []
        for hit in found:
            # One that another process has just removed has no arrival.
            arrival = arrivals.get(hit.cluster_id)
            if arrival is not None and self._holds(*arrival):
                new.append(hit)
        return new

    def _holds(self, first_added: str, first_change: int) -> bool:
        is_since = self._since is None or first_added >= self._since
        return is_since and (self._arrived is None or first_change in self._arrived)


def _moment_of(text: str | None) -> str | None:
    """Return a time as the archive writes it: in UTC, to the second."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no time; write 2020-03-31 or 2020-03-31T18:00") from error
    aware = moment.replace(tzinfo=moment.tzinfo or UTC)
    try:
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError as error:
        raise UsageError(f"“{text}” is not a time that can be looked for") from error
