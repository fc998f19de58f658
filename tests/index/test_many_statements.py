"""Many statements, added, replaced and removed in several goes: every engine as the reference."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from engines import ENGINES, build
from statements import statement

from index import whoosh_engine
from index.engine import (
    And,
    DateRange,
    Hit,
    Near,
    Not,
    Only,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchEngine,
    Word,
    day_number,
)

SEED = 20261120
COMMON = "the bridge tolls will rise again this year says council".split()
RARE = [f"rare{number}" for number in range(40)]


def fill(engine: SearchEngine) -> None:
    """Add, replace and remove the same statements, whatever the engine."""
    chance = random.Random(SEED)
    engine.open()
    for number in range(1, 4):
        ids = [f"s{at:04}" for at in chance.sample(range(900), 400)]
        engine.put(
            statement(
                cluster_id,
                " ".join(chance.choices([*COMMON, *COMMON, chance.choice(RARE)], k=9)),
                chance.choice(["Ines Okell", "Samir al-Qadhani", "Tomas Weir"]),
                published=f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            )
            for cluster_id in ids
        )
        engine.remove(f"s{at:04}" for at in chance.sample(range(900), 60))
        engine.commit(number)


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "memory"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """Return the reference and an engine with the same statements."""
    engines = [build(name, tmp_path_factory.mktemp(name)) for name in ("memory", request.param)]
    with pytest.MonkeyPatch.context() as patch:
        # Whoosh's lists are looked at in stretches; there shall be several.
        patch.setattr(whoosh_engine, "_BLOCK_SIZE", 150)
        for engine in engines:
            fill(engine)
        yield engines[0], engines[1]
        for engine in engines:
            engine.close()


SPRING = DateRange(day_number("2031-03-01"), day_number("2031-05-31"))
TREES: list[Query] = [
    Word("bridge"),
    And((Word("bridge"), Word("rare7"))),
    And((Word("rare3"), Word("the", "content"), Word("tolls"))),
    Phrase("the bridge"),
    Phrase("tolls will rise"),
    Phrase("the the"),
    Near(("bridge", "tolls"), 2),
    Near(("bridge", "tolls", "rise"), 3),
    Near(("the", "the"), 1),
    Prefix("rare1"),
    And((Word("bridge"), Not(Word("tolls")), SPRING)),
    And((Or((Word("rare1"), Word("rare2"))), Only(Word("bridge", "content")))),
    And((Word("Okell", "speaker"), Word("council"), Word("rise"))),
]


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_an_engine_finds_what_the_reference_finds(
    pair: tuple[SearchEngine, SearchEngine], tree: Query
) -> None:
    reference, engine = (each.search(tree, limit=None) for each in pair)

    assert reference.hits
    # The rarity of a word counts removed statements until they are merged away.
    assert _ids(engine.hits) == _ids(reference.hits)


def _ids(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.cluster_id for hit in hits}
