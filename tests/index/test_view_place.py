"""Search files that are not as they were left are thrown away unread, whatever is in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import story
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from index.archive import Archive
from index.engine import Word
from index.engines import EngineName
from index.store import QuoteIndex
from index.view_place import ViewPlace
from index.whoosh_fields import whoosh_schema

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
ENGINES: tuple[EngineName, ...] = ("whoosh", "tantivy")


class Payload:
    """An object that leaves a mark where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = str(mark)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, ...]]:
        return os.mkdir, (self._mark,)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    name: EngineName = request.param
    return name


@pytest.fixture
def path(tmp_path: Path, engine: EngineName) -> Path:
    """An archive with one article and a view that is up to date."""
    path = tmp_path / "quotes.db"
    with QuoteIndex.open(path, engine=engine, create=True) as index:
        index.add(*story("a.txt", BRIDGE))
        assert index.search(Word("bridge")).total == 1
    return path


def files_of(path: Path, engine: EngineName) -> Path:
    with Archive.open(path, readonly=True) as archive:
        return ViewPlace(archive.id, archive.path).folder / engine


def is_built_anew(path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Search, and tell whether the archive was read for a new view."""
    read: list[int] = []
    changed = Archive.changed_statements
    with monkeypatch.context() as patch:
        patch.setattr(
            Archive, "changed_statements", lambda self, n: read.append(n) or changed(self, n)
        )
        with QuoteIndex.open(path, engine=engine) as index:
            assert index.search(Word("bridge")).total == 1
    return bool(read)


def test_what_is_as_it_was_left_is_used(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_built_anew(path, engine, monkeypatch)


def test_a_change_that_hides_its_traces_is_noticed(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = max(files_of(path, engine).iterdir(), key=lambda file: file.stat().st_size)
    before, content = file.stat(), bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert is_built_anew(path, engine, monkeypatch)
    assert not is_built_anew(path, engine, monkeypatch)


def test_a_planted_pickle_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quotes.db"
    with QuoteIndex.open(path, engine="whoosh", create=True) as index:
        index.add(*story("a.txt", BRIDGE))
        assert index.search(Word("bridge")).total == 1
    folder = files_of(path, "whoosh")
    mark, storage = tmp_path / "mark", FileStorage(str(folder))
    TOC(whoosh_schema(), Payload(mark), 99_999).write(storage, "quotes")
    TOC.read(storage, "quotes", schema=whoosh_schema())
    assert mark.exists(), "the pickle would do no harm"
    mark.rmdir()
    assert is_built_anew(path, "whoosh", monkeypatch)
    assert not (folder / "_quotes_99999.toc").exists()
    assert not mark.exists()


def test_search_files_of_somebody_else_are_not_opened(
    path: Path, engine: EngineName, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The whole cache folder, with what is noted of the files in it, as another machine made it.
    shutil.copytree(cache, cache.with_name("copy"), copy_function=shutil.copy2)
    shutil.rmtree(cache)
    cache.with_name("copy").rename(cache)
    assert is_built_anew(path, engine, monkeypatch)


@pytest.mark.skipif(os.name != "posix", reason="there may be no links here")
@pytest.mark.parametrize("where", ["folder", "file", "extra", "subfolder", "instead"])
def test_links_and_folders_among_search_files_are_not_followed(
    path: Path, engine: EngineName, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, elsewhere = files_of(path, engine), tmp_path / "elsewhere"
    if where == "folder":
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)
    elif where == "file":
        file = max(folder.iterdir(), key=lambda file: file.stat().st_size)
        file.rename(elsewhere)
        file.symlink_to(elsewhere)
    elif where == "extra":
        elsewhere.write_text("precious")
        (folder / "link").symlink_to(elsewhere)
    elif where == "subfolder":
        (folder / "more").mkdir()
    else:
        shutil.rmtree(folder)
        folder.write_text("no folder")
    assert is_built_anew(path, engine, monkeypatch)
    assert not folder.is_symlink()
    assert not any(file.is_symlink() or file.is_dir() for file in folder.iterdir())
    if where not in ("subfolder", "instead"):
        assert elsewhere.exists(), "what a link led to was removed"


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
def test_a_lost_note_of_the_files_costs_only_a_new_view(
    path: Path, engine: EngineName, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files_of(path, engine).with_name("lock.sqlite").write_bytes(content)
    assert is_built_anew(path, engine, monkeypatch)
    assert not is_built_anew(path, engine, monkeypatch)


def test_a_crash_after_the_engine_s_commit_costs_only_a_new_view(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("index.view_place.ViewLock.seal", lambda *_: None)
        with QuoteIndex.open(path, engine=engine) as index:
            index.add(*story("b.txt", "The museum opens in June"))
            assert index.search(Word("museum")).total == 1
    assert is_built_anew(path, engine, monkeypatch)
    with QuoteIndex.open(path, engine=engine) as index:
        assert index.search(Word("museum")).total == 1


def test_adding_keeps_the_view(
    path: Path, engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        with QuoteIndex.open(path, engine=engine) as index:
            index.add(*story(f"{number}.txt", f"The museum opens on day {number}"))
            assert index.search(Word("museum")).total
        assert not is_built_anew(path, engine, monkeypatch)
