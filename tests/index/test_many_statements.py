"""Many statements, added, replaced and removed in several goes: every engine as the reference."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from engines import ENGINES, build
from statements import statement

from index import whoosh_engine
from index.engine import (
    FACETS,
    And,
    DateRange,
    Everything,
    FacetName,
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
from index.query import Reading
from index.searching import attempts

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


# --- The order of many equals --------------------------------------------------------------------


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "memory"])
def unchanged_pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """Return the reference and an engine to which statements were only ever added."""
    engines = [build(name, tmp_path_factory.mktemp(name)) for name in ("memory", request.param)]
    with pytest.MonkeyPatch.context() as patch:
        # Hundreds of statements shall be looked at as millions would be.
        patch.setattr(whoosh_engine, "_BLOCK_SIZE", 150)
        if request.param == "tantivy":
            patch.setattr("index.tantivy_hits._FEW", 5)
            patch.setattr("index.tantivy_hits._FIRST_STRETCH", 20)
        for engine in engines:
            only_add(engine)
        yield engines[0], engines[1]
        for engine in engines:
            engine.close()


def only_add(engine: SearchEngine) -> None:
    """Add statements in three goes, many of one day or none, with ids that begin alike."""
    chance = random.Random(SEED)
    engine.open()
    for number in range(1, 4):
        engine.put(
            statement(
                f"{chance.choice(('c0', 'c0ffee', 'zebra'))}{number}{at:03}",
                " ".join(chance.choices([*COMMON, *COMMON, chance.choice(RARE)], k=9)),
                chance.choice(["Ines Okell", "Samir al-Qadhani", "Tomas Weir", "Rise Council"]),
                published=chance.choice(("", "2031-05-07", f"2031-{chance.randint(1, 12):02}-11")),
                context=" ".join(chance.choices(COMMON, k=4)),
            )
            for at in range(200)
        )
        engine.commit(number)


def typed(*words: str) -> Query:
    """Return what is asked for words that were typed without a field."""
    leaves = tuple(Word(word) for word in words)
    return next(attempts(Reading(leaves[0] if len(leaves) == 1 else And(leaves), ""))).tree


@pytest.mark.parametrize(
    "tree",
    [
        *TREES,
        *(typed(word) for word in ("bridge", "rise", "rare5", "Qaddani", "will")),
        typed("bridge", "tolls"),
        typed("rise", "again", "year"),
        Or((Word("council"), Word("Weir"))),
        Everything(),
        Not(Word("bridge", "content")),
    ],
    ids=repr,
)
@pytest.mark.parametrize(("offset", "limit"), [(0, 3), (20, 20), (0, None)])
def test_an_engine_has_the_order_of_the_reference(
    unchanged_pair: tuple[SearchEngine, SearchEngine], tree: Query, offset: int, limit: int | None
) -> None:
    reference, engine = (each.search(tree, limit=limit, offset=offset) for each in unchanged_pair)

    assert (engine.hits, engine.total) == (reference.hits, reference.total)


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("tree", [Everything(), typed("rise"), Word("rare5"), Word("nowhere")])
def test_an_engine_counts_what_the_reference_counts(
    unchanged_pair: tuple[SearchEngine, SearchEngine], tree: Query, facet: FacetName
) -> None:
    reference, engine = (each.count_values(tree, facet) for each in unchanged_pair)

    assert engine == reference
    assert bool(reference) is (tree != Word("nowhere"))
