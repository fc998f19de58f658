"""The queries written apart from the program: the half that is worked on is answered right.

The archive holds what a careful reader finds in the samples, so that nothing here depends on how
articles are read. The memory engine takes long over so many; the contract holds it to the others.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.search_queries import filled_index, score_queries

WORK = Path(__file__).parent / "quality" / "queries" / "work.jsonl"


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_the_half_that_is_worked_on(engine: str, tmp_path: Path) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy")

    with filled_index(tmp_path, engine) as index:
        score = score_queries(index, WORK)

    assert score.asked.total() == 120
    assert score.misses == []
