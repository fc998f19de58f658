"""What becomes of Whoosh's files when things go wrong, and what other processes see of them."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from statements import STATEMENTS, statement

import index.whoosh_engine
import index.whoosh_fields
from index.engine import And, EngineDamagedError, Everything, Near, Phrase, Word
from index.whoosh_engine import WhooshEngine
from quotes.errors import ArchiveBusyError, ArchiveError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "view"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(folder)
    engine.open()
    engine.put(STATEMENTS)
    engine.commit(5)
    yield engine
    engine.close()


def test_the_view_outlives_the_engine(engine: WhooshEngine, folder: Path) -> None:
    engine.close()

    again = WhooshEngine(folder)
    again.open()

    assert again.change_number == 5
    assert again.count(Everything()) == len(STATEMENTS)
    again.close()


def test_the_folder_is_readable_by_its_owner_alone(engine: WhooshEngine, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_others_may_write_to_is_not_read_and_is_closed_to_them_by_a_reset(
    engine: WhooshEngine, folder: Path
) -> None:
    engine.close()
    folder.chmod(0o777)

    with pytest.raises(EngineDamagedError, match="other users may write"):
        engine.open()
    engine.reset()

    assert folder.stat().st_mode & 0o077 == 0
    assert engine.count(Everything()) == 0


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(Path.cwd() / "exploded"),)


def test_what_lies_in_a_folder_of_others_is_never_unpickled(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    engine.close()
    contents = max(folder.glob("*.toc"))
    written = contents.read_bytes()
    contents.write_bytes(written[: written.index(b"\x80")] + pickle.dumps(Bomb(), 2))
    folder.chmod(0o770)

    with pytest.raises(EngineDamagedError):
        engine.open()

    assert not (tmp_path / "exploded").exists()


def test_a_reset_removes_no_file_that_is_not_the_engines(
    engine: WhooshEngine, folder: Path
) -> None:
    letter = folder / "letter.txt"
    letter.write_text("keep me")

    engine.reset()

    assert letter.read_text() == "keep me"
    assert engine.count(Everything()) == 0


def every_file(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file() and path.stat().st_size]


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.95])
@pytest.mark.parametrize("suffix", [".toc", ".seg"])
def test_a_file_cut_short_is_noticed_at_the_latest_when_it_is_read(
    engine: WhooshEngine, folder: Path, suffix: str, keep: float
) -> None:
    engine.close()
    for path in folder.glob(f"*{suffix}"):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])

    with pytest.raises(EngineDamagedError):
        engine.open()
    engine.reset()
    engine.put(STATEMENTS)
    engine.commit(6)

    assert (engine.count(Word("harbour")), engine.change_number) == (5, 6)


def test_a_missing_segment_is_damage(engine: WhooshEngine, folder: Path) -> None:
    engine.close()
    for path in folder.glob("*.seg"):
        path.unlink()

    with pytest.raises(EngineDamagedError):
        engine.open()


def test_files_without_a_table_of_contents_are_damage(engine: WhooshEngine, folder: Path) -> None:
    engine.close()
    for path in folder.glob("*.toc"):
        path.unlink()

    with pytest.raises(EngineDamagedError):
        engine.open()


def test_a_view_of_another_version_is_not_used(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.close()
    monkeypatch.setattr(index.whoosh_engine, "VIEW_VERSION", 1_000)

    with pytest.raises(EngineDamagedError, match="another version"):
        engine.open()


def test_a_file_where_the_folder_should_be_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "view").write_text("not a folder")

    with pytest.raises((EngineDamagedError, ArchiveError)):
        WhooshEngine(tmp_path / "view").open()


def test_a_full_disk_is_told_and_is_no_damage(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(index.whoosh_fields.KeysField, "index", fail)
        with pytest.raises(ArchiveError, match="No space left"):
            engine.put([statement("s50", "Too much.")])

    assert engine.count(Everything()) == len(STATEMENTS)


def test_a_second_engine_sees_what_the_first_commits(engine: WhooshEngine, folder: Path) -> None:
    reader = WhooshEngine(folder)
    reader.open()
    assert reader.count(Word("harbour")) == 5

    engine.remove(["s01"])
    engine.put([statement("s99", "Another harbour."), statement("s98", "One more harbour.")])
    engine.commit(6)

    assert reader.change_number == 6
    assert {hit.cluster_id for hit in reader.search(Word("harbour")).hits} == {
        "s02", "s03", "s13", "s14", "s98", "s99",
    }  # fmt: skip
    assert reader.count(Everything()) == len(STATEMENTS) + 1
    reader.close()


def test_two_writers_do_not_mix(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.whoosh_engine, "_LOCK_TIMEOUT_SECONDS", 0.1)
    other = WhooshEngine(folder)
    other.open()
    engine.put([statement("s20", "Mine.")])

    with pytest.raises(ArchiveBusyError, match="another process"):
        other.put([statement("s21", "Yours.")])
    engine.commit(6)
    other.put([statement("s21", "Yours.")])
    other.commit(7)

    assert engine.count(Everything()) == len(STATEMENTS) + 2
    other.close()


def test_an_error_while_putting_gives_up_the_changes_and_the_lock(engine: WhooshEngine) -> None:
    with pytest.raises(EngineDamagedError):
        engine.put([statement("s30", "Good."), statement("s31", 7)])  # type: ignore[arg-type]

    engine.put([statement("s32", "Better.")])
    engine.commit(6)
    assert engine.count(Everything()) == len(STATEMENTS) + 1
    assert engine.count(Word("s30", "cluster")) == 0


KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from index.engine import StatementRecord
from index.whoosh_engine import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]))
engine.open()
engine.put(StatementRecord(f"k{number}", ("lost words",)) for number in range(50))
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_writer_killed_before_its_commit_leaves_the_view_as_it_was(
    engine: WhooshEngine, folder: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(folder)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == -9

    assert engine.change_number == 5
    assert engine.count(Word("lost")) == 0
    engine.put([statement("s40", "Kept words.")])
    engine.commit(6)
    assert engine.count(Everything()) == len(STATEMENTS) + 1


def test_long_lists_are_read_block_by_block_and_looked_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks smaller than a segment, and lists long enough to look candidates up in."""
    monkeypatch.setattr(index.whoosh_engine, "_BLOCK_SIZE", 700)
    engine = WhooshEngine(folder)
    engine.open()
    engine.put(
        statement(f"n{number:04}", "a common word" + " and a rare bird" * (number % 500 == 3))
        for number in range(2_000)
    )
    engine.commit(1)
    rare = ["n0003", "n0503", "n1003", "n1503"]

    for tree in (
        And((Word("rare"), Word("common"))),
        And((Word("common"), Phrase("rare bird"))),
        And((Word("bird"), Near(("common", "rare"), 3))),
    ):
        assert [hit.cluster_id for hit in engine.search(tree).hits] == rare
    assert engine.count(Word("common")) == 2_000
    assert [hit.cluster_id for hit in engine.search(Word("common"), limit=3).hits] == [
        "n0000", "n0001", "n0002",
    ]  # fmt: skip
    engine.close()
