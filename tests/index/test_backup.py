"""Copies of an archive: whole, of one moment, and never in the place of something else."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from adding_process import ARTICLE_COUNT
from newsroom import story

from index.archive import Archive
from index.backup import back_up
from index.store import QuoteIndex
from quotes.errors import ArchiveError, UsageError

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "quotes.db"
    with Archive.open(path, create=True) as archive:
        for number in range(20):
            archive.put(*story(f"{number}.txt", f"{BRIDGE} on day {number}"))
        archive.save_search("bridge", "bridge")
    return path


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def test_a_copy_is_an_archive_like_the_original(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with QuoteIndex.open(path) as index:
        index.add(*story("late.txt", "The museum opens in June"))
        size = back_up(path, copy)
        assert copy.stat().st_size == size
        index.remove(["late.txt"])
    with Archive.open(copy) as archive:
        assert archive.get_article("late.txt").id == "late.txt"
        assert [search.name for search in archive.saved_searches()] == ["bridge"]
        archive.put(*story("later.txt", BRIDGE))
    with Archive.open(path) as archive:
        assert "late.txt" not in archive.article_ids()


def test_a_copy_is_one_file_that_needs_no_other_to_be_read(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    back_up(path, copy)
    assert contents(copy) == contents(path)
    assert [file.name for file in copy.parent.iterdir()] == ["copy.db"]


def test_copies_made_while_another_process_adds_are_each_of_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "busy.db"
    Archive.open(path, create=True).close()
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("adding_process.py")), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )
    counts = []
    with process:
        assert process.stdout is not None
        for at, _ in enumerate(process.stdout):
            if at % 15 == 0:
                copy = tmp_path / f"copy-{at}.db"
                back_up(path, copy)
                with Archive.open(copy) as archive:
                    stats = archive.stats()
                    members = [q for each in archive.clusters() for q in each.quotes]
                assert stats.quotes == len(members) == 2 * stats.articles
                assert stats.articles > at
                counts.append(stats.articles)
    assert process.returncode == 0
    assert counts == sorted(counts)
    assert counts[0] < ARTICLE_COUNT, "all was added before the first copy"


def test_an_archive_of_an_earlier_version_is_copied_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    dump = Path(__file__).with_name("archives") / "version-1.sql"
    with closing(sqlite3.connect(old)) as database:
        database.executescript(dump.read_text("utf-8"))
    back_up(old, tmp_path / "copy.db")
    assert contents(tmp_path / "copy.db") == contents(old)


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
@pytest.mark.parametrize(("mode", "copied"), [(0o600, 0o600), (0o440, 0o640), (0o664, 0o664)])
def test_nobody_may_read_a_copy_who_may_not_read_the_archive(
    path: Path, tmp_path: Path, mode: int, copied: int
) -> None:
    path.chmod(mode)
    back_up(path, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == copied


def test_nothing_is_overwritten_unless_asked(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("a letter")
    with pytest.raises(UsageError, match="add --force"):
        back_up(path, copy)
    assert copy.read_text() == "a letter"
    back_up(path, copy, overwrite=True)
    assert contents(copy) == contents(path)


@pytest.mark.skipif(os.name != "posix", reason="there are no such files here")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda copy: copy.mkdir(), "is not a file"),
        (lambda copy: os.mkfifo(copy), "is not a file"),
        (lambda copy: copy.symlink_to("nowhere"), "is not a file"),
        (lambda copy: copy.symlink_to("quotes.db"), "is the archive itself"),
        (lambda copy: os.link(copy.with_name("quotes.db"), copy), "is the archive itself"),
    ],
)
def test_a_copy_goes_to_a_file_of_its_own(
    path: Path, tmp_path: Path, make: object, message: str
) -> None:
    assert callable(make)
    make(tmp_path / "copy.db")
    with pytest.raises(UsageError, match=message):
        back_up(path, tmp_path / "copy.db", overwrite=True)
    with pytest.raises(UsageError, match="does not exist"):
        back_up(path, tmp_path / "no" / "copy.db")


def test_an_archive_in_use_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "other.db", create=True) as other:
        other.put(*story("a.txt", BRIDGE))
        with pytest.raises(UsageError, match="is in use"):
            back_up(path, tmp_path / "other.db", overwrite=True)
    back_up(path, tmp_path / "other.db", overwrite=True)
    with Archive.open(tmp_path / "other.db") as archive:
        assert archive.stats().articles == 20


def test_what_is_damaged_is_not_copied(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2))
    with pytest.raises(ArchiveError, match="damaged"):
        back_up(path, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []


def test_a_full_disk_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, limits[1]))
    try:
        with pytest.raises(ArchiveError, match=r"cannot be copied|cannot be written"):
            back_up(path, tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []
    back_up(path, tmp_path / "copy.db")
