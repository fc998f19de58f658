"""What is new in the answers to a saved search since it was last run?

Hands on the `AnswerPage` of what is new; once it has been shown, that is kept in the archive. What
comes in meanwhile is new the next time: nothing is shown twice, and nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.answers import AnswerPage, answer
from index.store import QuoteIndex


@contextmanager
def new_answers(index: QuoteIndex, name: str) -> Iterator[AnswerPage]:
    """Yield what is new in a saved search; it counts as shown when the block ends well.

    Raises:
        NotFoundError: there is no search of this name.
        ArchiveError: the archive cannot be read, or it cannot be kept what was shown.
    """
    saved = index.archive.saved_search(name)
    change = index.archive.change
    arrived = range(saved.last_change + 1, change + 1)
    page = answer(index, saved.query, limit=None, arrived=arrived, timeout_seconds=None)
    yield page
    index.archive.mark_search_run(name, change)
