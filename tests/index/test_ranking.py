"""The tiers of the ranking, each shown on statements that differ in nothing else."""

from __future__ import annotations

import pytest
from statements import statement

from index.engine import And, Query, SearchEngine, StatementRecord, Word

BRIDGE, TOLLS = Word("bridge"), Word("tolls")

TIERS: list[tuple[str, Query, StatementRecord, StatementRecord]] = [
    ("the word before its stem", BRIDGE, statement("z", "The bridge"), statement("a", "Bridges")),
    (
        "words said before the speaker",
        Word("Okell"),
        statement("z", "Okell left."),
        statement("a", "We left.", "Okell"),
    ),
    (
        "the spelling typed before others",
        Word("Kadhani", "speaker"),
        statement("z", "x", "Kadhani"),
        statement("a", "x", "Qadhani"),
    ),
    (
        "the speaker before the role",
        Word("Marsh"),
        statement("z", "x", "Lena Marsh"),
        statement("a", "x", "Okell", "warden of the marsh"),
    ),
    (
        "the role before the text around",
        BRIDGE,
        statement("z", "x", "Okell", "keeper of the bridge"),
        statement("a", "x", context="On the bridge."),
    ),
    (
        "side by side before apart",
        And((BRIDGE, TOLLS)),
        statement("z", "bridge tolls"),
        statement("a", "the bridge has new tolls"),
    ),
    (
        "in the order typed before another",
        And((BRIDGE, TOLLS)),
        statement("z", "bridge tolls"),
        statement("a", "tolls bridge"),
    ),
    (
        "near each other before far apart",
        And((BRIDGE, TOLLS)),
        statement("z", "tolls on a bridge"),
        statement("a", "tolls one two three four five six seven eight bridge"),
    ),
    (
        "near each other in one content",
        And((BRIDGE, TOLLS)),
        statement("z", "tolls on a bridge"),
        statement("a", ("the bridge", "tolls rise")),
    ),
    (
        "the latest among equals",
        BRIDGE,
        statement("z", "bridge", published="2021-01-02"),
        statement("a", "bridge", published="2021-01-01"),
    ),
    (
        "dated ones before undated",
        BRIDGE,
        statement("z", "bridge", published="1970-01-01"),
        statement("a", "bridge"),
    ),
    ("then by the id", BRIDGE, statement("a", "bridge"), statement("b", "bridge")),
]


@pytest.mark.parametrize(
    ("tree", "first", "second"), [row[1:] for row in TIERS], ids=[row[0] for row in TIERS]
)
def test_tiers(
    engine: SearchEngine, tree: Query, first: StatementRecord, second: StatementRecord
) -> None:
    engine.put([second, first])
    engine.commit(1)

    hits = engine.search(tree).hits

    assert [hit.cluster_id for hit in hits] == [first.cluster_id, second.cluster_id]
    assert all((hit.score * 32).is_integer() for hit in hits)
