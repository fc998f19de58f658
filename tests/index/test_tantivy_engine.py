"""What the contract does not say of tantivy: files, locks, and equals across its segments."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from statements import STATEMENTS, statement

from index.engine import EngineDamagedError, Everything, Fuzzy, Near, Or, Prefix, Query, Word
from index.memory_engine import MemoryEngine
from index.words import MAX_EXPANDED_KEYS
from quotes.errors import ArchiveBusyError

pytest.importorskip("tantivy")

from index import tantivy_engine
from index.tantivy_engine import TantivyEngine

SEED = 20261120


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    opened = TantivyEngine(tmp_path / "view")
    opened.open()
    yield opened
    opened.close()


EQUALS: list[Query] = [
    Word("bridge"),
    Everything(),
    Or((Word("bridge"), Word("tolls"))),
    Prefix("bri"),
    Near(("new", "bridge", "tolls"), 3),
]


@pytest.mark.parametrize("tree", EQUALS, ids=repr)
def test_equals_are_ordered_over_the_whole_view(engine: TantivyEngine, tree: Query) -> None:
    chance = random.Random(SEED)
    reference = MemoryEngine()
    for number in range(1, 5):
        records = [
            statement(
                f"{number}-{at:04}",
                chance.choice(["the bridge", "bridges", "new tolls for the bridge", "tolls"]),
                published=chance.choice(["", "2031-01-01", f"2031-02-{chance.randint(1, 28):02}"]),
            )
            for at in chance.sample(range(600), 600)
        ]
        for each in (engine, reference):
            each.put(records)
            each.remove([f"{number - 1}-{at:04}" for at in range(0, 600, 7)])
            each.commit(number)

    expected = reference.search(tree, limit=None).hits
    for limit, offset in ((1, 0), (20, 0), (20, 40), (7, 1_000), (20, len(expected) - 3)):
        # The rarity of a word counts removed statements until they are merged away.
        found = engine.search(tree, limit=limit, offset=offset).hits
        ids = [hit.cluster_id for hit in expected[offset : offset + limit]]
        assert [hit.cluster_id for hit in found] == ids


def test_what_another_process_commits_is_found(engine: TantivyEngine, tmp_path: Path) -> None:
    other = TantivyEngine(tmp_path / "view")
    other.open()
    other.put(STATEMENTS)
    other.commit(5)
    other.close()

    assert engine.change_number == 5
    assert engine.count(Everything()) == 15


def test_a_second_writer_is_told_to_wait(
    engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_engine, "_LOCK_TIMEOUT_SECONDS", 0.1)
    engine.put(STATEMENTS[:1])
    other = TantivyEngine(tmp_path / "view")
    other.open()

    with pytest.raises(ArchiveBusyError, match="another process"):
        other.put(STATEMENTS[1:])

    engine.commit(1)
    other.put(STATEMENTS[1:])
    other.commit(2)
    assert other.count(Everything()) == 15
    other.close()


def test_damaged_files_are_told(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    engine = TantivyEngine(whole)
    engine.open()
    for number, part in enumerate((STATEMENTS[:8], STATEMENTS[8:]), start=1):
        engine.put(part)
        engine.commit(number)
    engine.close()
    one_of_a_kind = {path.suffix: path.name for path in sorted(whole.iterdir())}
    names = sorted({"meta.json", *one_of_a_kind.values()})
    outcomes = set()
    for name in names:
        copy = tmp_path / f"copy of {name}"
        shutil.copytree(whole, copy)
        data = (copy / name).read_bytes()
        (copy / name).write_bytes(data[: len(data) // 2])
        outcomes.add(_outcome(copy))
    assert outcomes <= {"damaged", "whole"}
    assert "damaged" in outcomes


def _outcome(folder: Path) -> str:
    """Return what becomes of a view: `damaged` and then good again, or `whole`."""
    engine = TantivyEngine(folder)
    try:
        engine.open()
        hits = engine.search(Or((Word("harbour"), Word("bridge"))), limit=None).hits
        return "whole" if len(hits) == 8 and engine.change_number == 2 else "wrong"
    except EngineDamagedError:
        engine.reset()
        engine.put(STATEMENTS)
        engine.commit(3)
        assert engine.count(Everything()) == 15
        return "damaged"
    finally:
        engine.close()


def test_a_view_of_another_version_is_refused(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.close()
    monkeypatch.setattr(tantivy_engine, "VIEW_VERSION", 999)

    with pytest.raises(EngineDamagedError, match="another version"):
        engine.open()


def test_a_beginning_stands_for_so_many_words_at_most(engine: TantivyEngine) -> None:
    words = [f"bri{at:05}" for at in range(MAX_EXPANDED_KEYS + 5)]
    engine.put(statement(word, word) for word in words)
    engine.commit(1)

    many = engine.search(Prefix("bri"), limit=0)
    few = engine.search(Fuzzy("bri00001", 1), limit=0)

    assert (many.total, many.cut) == (MAX_EXPANDED_KEYS, (Prefix("bri"),))
    assert few.total > 1
    assert few.cut == ()
