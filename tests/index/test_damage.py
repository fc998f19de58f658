"""Search files cut short, a full disk, archives copied and moved: answers stay right by themselves.

Processes that are killed are in `tests/test_crashes.py`, two writers at once there and in
`test_at_once.py`.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from adding_process import stories
from newsroom import story
from test_kill import check_index as check_against_one_run

from index.archive import Archive
from index.checking import check_index
from index.engine import Everything, Word
from index.engines import EngineName
from index.store import QuoteIndex
from index.view_place import ViewPlace
from quotes.errors import ArchiveBusyError

FOLDER = Path(__file__).parent
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"
MUSEUM = "The museum opens in June and nobody will have to pay for it before the autumn"
ARTICLE_COUNT = 30


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest) -> EngineName:
    name: EngineName = request.param
    if name == "tantivy":
        pytest.importorskip("tantivy")
    return name


@pytest.fixture
def path(tmp_path: Path, engine: EngineName) -> Path:
    """An archive of some articles whose view is up to date, and was written in two steps."""
    path = tmp_path / "quotes.db"
    with QuoteIndex.open(path, engine=engine, create=True) as index:
        for number, (article, quotes) in enumerate(stories(ARTICLE_COUNT)):
            index.add(article, quotes)
            if number in (ARTICLE_COUNT // 2, ARTICLE_COUNT - 1):
                index.refresh()
    return path


def files_of(path: Path, engine: EngineName) -> list[Path]:
    with Archive.open(path, readonly=True) as archive:
        folder = ViewPlace(archive.id, archive.path).folder / engine
    return sorted(file for file in folder.iterdir() if file.stat().st_size)


def check(path: Path, engine: EngineName) -> None:
    with QuoteIndex.open(path, engine=engine, readonly=True) as index:
        check_against_one_run(index, ARTICLE_COUNT)
        assert not list(check_index(index))


# --- Search files that are not whole -------------------------------------------------------------


@pytest.mark.parametrize("damage", ["emptied", "cut short", "gone"])
def test_each_file_that_is_not_whole_costs_only_a_new_view(
    path: Path, engine: EngineName, damage: str
) -> None:
    kinds = {file.suffix for file in files_of(path, engine)}
    assert len(kinds) > 1
    for kind in sorted(kinds):
        # A new view has files of other names, and some only once something was replaced.
        with QuoteIndex.open(path, engine=engine) as index:
            index.add(*next(stories()))
            index.refresh()
        file = next(file for file in files_of(path, engine) if file.suffix == kind)
        if damage == "gone":
            file.unlink()
        else:
            os.truncate(file, file.stat().st_size // 2 if damage == "cut short" else 0)
        check(path, engine)


def test_check_tells_of_files_cut_short_once(path: Path, engine: EngineName) -> None:
    os.truncate(files_of(path, engine)[0], 1)
    with QuoteIndex.open(path, engine=engine, readonly=True) as index:
        (finding,) = check_index(index)
    assert "cut short" in finding.problem
    assert finding.remedy.startswith("nothing")
    check(path, engine)


# --- Others work on it meanwhile -----------------------------------------------------------------


def test_a_reader_goes_on_when_another_throws_its_view_away(path: Path, engine: EngineName) -> None:
    with QuoteIndex.open(path, engine=engine, readonly=True) as reader:
        assert reader.search(Word("depot", field="content")).total
        with QuoteIndex.open(path, engine=engine) as writer:
            writer.remove(["0.txt"], forget=True)
            for question in (
                lambda: reader.search(Everything(), limit=None).total,
                lambda: reader.count_values(Everything(), "outlet")["The Bay Record"],
                lambda: len(reader.terms("outlet", "identifier")),
            ):
                assert question() > 0
            writer.rebuild()
            assert reader.search(Everything()).total == writer.stats().clusters


def test_who_waits_for_a_view_that_is_thrown_away_gets_the_one_lock(
    path: Path, engine: EngineName
) -> None:
    with Archive.open(path, readonly=True) as archive:
        place = ViewPlace(archive.id, archive.path)
    lock = place.folder / "lock.sqlite"
    before = lock.stat().st_ino
    place.throw_away()
    assert lock.stat().st_ino == before
    assert [file.name for file in place.folder.iterdir()] == ["lock.sqlite"]
    check(path, engine)


def test_forgetting_while_another_builds_search_files_says_what_is_left(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.view_place.LOCK_TIMEOUT_SECONDS", 0.1)
    with QuoteIndex.open(path, engine=engine) as index:
        index.add(*story("ferry.txt", FERRY))
        assert index.search(Word("passenger")).total == 1
        place = ViewPlace(index.archive.id, path)
        with place.locked(), pytest.raises(ArchiveBusyError, match="forgotten, but another"):
            index.remove(["ferry.txt"], forget=True)
        assert index.search(Word("passenger")).total == 0
    assert not any(b"passenger" in file.read_bytes() for file in [path, *files_of(path, engine)])
    check(path, engine)


def test_check_finds_nothing_where_others_add_and_search_meanwhile(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories_to_come = iter([story("ferry.txt", FERRY), story("museum.txt", MUSEUM)])
    changed_clusters = Archive.changed_clusters

    def read_late(archive: Archive, since: int) -> list[str]:
        for article, quotes in islice(stories_to_come, 1):
            with QuoteIndex.open(path, engine=engine) as other:
                other.add(article, quotes)
                other.refresh()
        return list(changed_clusters(archive, since))

    monkeypatch.setattr(Archive, "changed_clusters", read_late)
    with QuoteIndex.open(path, engine=engine, readonly=True) as index:
        assert not list(check_index(index))
        assert index.stats().articles == ARTICLE_COUNT + 2


# --- Copies and moves ----------------------------------------------------------------------------


def test_a_copy_and_its_original_are_used_at_once(
    path: Path, engine: EngineName, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "quotes.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with (
        QuoteIndex.open(path, engine=engine) as one,
        QuoteIndex.open(copy, engine=engine) as other,
    ):
        assert one.archive.id == other.archive.id
        before = one.search(Everything()).total
        for turn in range(3):
            one.add(*story(f"ferry-{turn}.txt", f"{FERRY} {turn}, {turn}"))
            other.add(*story(f"museum-{turn}.txt", MUSEUM))
            assert one.search(Word("passenger")).total >= 1
            assert one.search(Word("museum")).total == 0
            assert other.search(Word("museum")).total == 1
            assert other.search(Word("passenger")).total == 0
        assert other.search(Everything()).total == before + 1
        one.remove(["ferry-0.txt"], forget=True)
        assert other.search(Word("museum")).total == 1
        assert not [*check_index(one), *check_index(other)]


def test_an_archive_that_was_moved_answers_as_before(
    path: Path, engine: EngineName, tmp_path: Path
) -> None:
    moved = tmp_path / "moved.db"
    path.rename(moved)
    check(moved, engine)
    # Another archive takes its old place.
    with QuoteIndex.open(path, engine=engine, create=True) as index:
        index.add(*story("a.txt", MUSEUM))
        assert index.search(Everything()).total == 1
        assert index.search(Word("depot")).total == 0
    check(moved, engine)


# --- No room on the disk -------------------------------------------------------------------------


def run_full_disk(full: str, engine: EngineName, folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(FOLDER / "full_disk_process.py"), full, engine, str(folder)]
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", *program],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER.parents[1]), *sys.path])},
    )


def can_mount() -> bool:
    """Tell whether this system lets us have a small disk of our own."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("full", ["archive", "cache"])
def test_a_full_disk_takes_nothing_that_was_reported(
    full: str, engine: EngineName, tmp_path: Path
) -> None:
    if not can_mount():
        pytest.skip("no file system can be mounted here")
    ended = run_full_disk(full, engine, tmp_path)
    assert ended.returncode == 0, ended.stderr


LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="files have no such limit here")
def test_an_archive_that_may_not_grow_keeps_what_was_reported(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    program = [str(FOLDER / "adding_process.py"), str(path), str(ARTICLE_COUNT)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(FOLDER.parents[1]), *sys.path]),
    }
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, "600000", *program],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    reported = ended.stdout.split()
    assert "ArchiveError" in ended.stderr
    assert 0 < len(reported) < ARTICLE_COUNT
    with Archive.open(path) as archive:
        assert set(archive.article_ids()) == set(reported)
    again = subprocess.run(
        [sys.executable, *program], capture_output=True, text=True, env=environment, timeout=60
    )
    assert again.returncode == 0, again.stderr
    assert len(again.stdout.split()) == ARTICLE_COUNT - len(reported)
    check(path, "whoosh")
