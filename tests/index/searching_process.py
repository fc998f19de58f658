"""The process that searches while others add: prints what it finds, until nothing is missing."""

from __future__ import annotations

import sys

from index.answers import answer
from index.engine import Everything
from index.store import QuoteIndex

if __name__ == "__main__":
    path, wanted = sys.argv[1], int(sys.argv[2])
    found = -1
    while found < wanted:
        # Opened anew each time, as every command does.
        with QuoteIndex.open(path, readonly=None) as index:
            for _ in range(3):
                before = index.stats().clusters
                found = index.search(Everything(), limit=0).total
                assert before <= found <= index.stats().clusters, "an answer is not of its moment"
                print(found, flush=True)
                for each in answer(index, "ferry", limit=3).answers:
                    assert "ferry" in each.text, "an answer is of another statement"
