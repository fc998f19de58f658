"""Which of the statements that a query finds are new?

Those whose first quote is new, and those that would not be found without their new quotes: what
another outlet adds to a statement may be what was looked for. A corrected article makes nothing new
but the words that it did not have before. Hands on the hits that are new.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from index.engine import Hit, Query
from index.ranking import matches
from index.rows import Arrival
from index.statements import statement_record
from index.store import QuoteIndex
from quotes.errors import NotFoundError, UsageError


class News:
    """What counts as new: since a time, with some changes of the archive, or all there is."""

    def __init__(self, since: str | None = None, arrived: range | None = None) -> None:
        """Take an ISO date or date-time (UTC where it names no zone), and change numbers.

        Raises:
            UsageError: `since` is no time.
        """
        self._since, self._arrived = _moment_of(since), arrived
        self.is_everything = since is None and arrived is None

    def among(self, hits: Iterable[Hit], tree: Query, index: QuoteIndex) -> list[Hit]:
        """Return which hits of a query are new, in their order."""
        found = list(hits)
        arrivals = index.archive.arrivals(hit.cluster_id for hit in found)
        # One that another process has just removed has no arrivals.
        return [
            hit for hit in found if self._is_new(hit, arrivals.get(hit.cluster_id, {}), tree, index)
        ]

    def _is_new(
        self, hit: Hit, arrivals: dict[str, Arrival], tree: Query, index: QuoteIndex
    ) -> bool:
        old = {quote_id for quote_id, arrival in arrivals.items() if self._is_before(arrival)}
        if not any(self._holds(arrival) for arrival in arrivals.values()):
            return False
        return not old or not _found_by(tree, hit.cluster_id, old, index)

    def _is_before(self, arrival: Arrival) -> bool:
        if self._since is not None and arrival.first_added < self._since:
            return True
        return self._arrived is not None and arrival.first_change < self._arrived.start

    def _holds(self, arrival: Arrival) -> bool:
        is_known = self._arrived is None or arrival.first_change < self._arrived.stop
        return is_known and not self._is_before(arrival)


def _found_by(tree: Query, cluster_id: str, quote_ids: set[str], index: QuoteIndex) -> bool:
    """Tell whether a query would find a statement that had no other quotes than these."""
    try:
        cluster = index.get_cluster(cluster_id)
        quotes = tuple(quote for quote in cluster.quotes if quote.id in quote_ids)
        texts = {quote.article_id: index.get_article(quote.article_id).text for quote in quotes}
    except NotFoundError:
        # Another process has removed it since the search.
        return True
    known = cluster.model_copy(update={"quotes": quotes})
    return matches(tree, statement_record(known, texts.__getitem__, index.archive.aliases()))


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
