"""The archive and the search view in step, whatever happens to the view."""

from __future__ import annotations

import gc
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Statement, story

from index.archive import Archive
from index.engine import Everything, Phrase, Word
from index.engines import EngineName
from index.store import QuoteIndex
from index.view_place import ViewPlace
from quotes.errors import ArchiveError, NotFoundError, UsageError

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"
ENGINES: tuple[EngineName, ...] = ("memory", "whoosh", "tantivy")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuoteIndex]:
    with QuoteIndex.open(tmp_path / "quotes.db", engine=request.param, create=True) as opened:
        yield opened


def texts(index: QuoteIndex, word: str) -> list[str]:
    """Return the statements found, best first."""
    hits = index.search(Word(word)).hits
    return [index.get_cluster(hit.cluster_id).representative.text for hit in hits]


def view_of(path: Path) -> Path:
    with Archive.open(path, readonly=True) as archive:
        return ViewPlace(archive.id, archive.path).folder


def test_what_was_added_is_found_at_once(index: QuoteIndex) -> None:
    assert texts(index, "bridge") == []
    index.add(*story("a.txt", BRIDGE))
    assert texts(index, "bridge") == [BRIDGE]
    index.add(*story("b.txt", FERRY))
    assert texts(index, "ferry") == [FERRY]
    assert index.search(Everything()).total == 2


def test_what_was_replaced_or_removed_is_not_found(index: QuoteIndex) -> None:
    index.add(*story("a.txt", BRIDGE))
    index.add(*story("b.txt", "The museum opens in June"))
    assert texts(index, "bridge") == [BRIDGE]
    index.add(*story("a.txt", FERRY))
    assert texts(index, "bridge") == []
    index.remove(["a.txt"])
    assert texts(index, "ferry") == []
    assert index.search(Everything()).total == 1


def test_a_statement_is_found_by_what_each_member_says(index: QuoteIndex) -> None:
    index.add(*story("a.txt", Statement(BRIDGE, "Ada Fenwick", "the harbour master")))
    index.add(*story("b.txt", Statement(BRIDGE, "A. Fenwick"), outlet="Port Gazette"))
    for word in ("bridge", "Ada", "harbour", "council"):
        assert texts(index, word) == [BRIDGE], word
    assert index.search(Word("Gazette", field="outlet")).total == 1
    assert index.search(Phrase("winter storms", field="content")).total == 1


def test_an_alias_finds_the_name_it_stands_for(index: QuoteIndex) -> None:
    index.add(*story("a.txt", Statement(BRIDGE, "Ada Fenwick")))
    assert texts(index, "Pilot") == []
    index.archive.set_alias("The Pilot", "Ada Fenwick")
    assert texts(index, "Pilot") == [BRIDGE]


@pytest.mark.parametrize("name", ["a b:c\td.txt", "zürich/«1».txt", "x' OR 1=1 --", "a:2.2"])
def test_any_characters_in_an_identifier_work(index: QuoteIndex, name: str) -> None:
    article, quotes = story(name, BRIDGE)
    index.add(article, quotes)
    (hit,) = index.search(Word("bridge")).hits
    assert index.get_cluster(hit.cluster_id).quotes[0].id == quotes[0].id
    assert index.get_quote(quotes[0].id) == quotes[0]
    assert index.get_cluster_of(quotes[0].id).id == hit.cluster_id
    index.remove([name])
    assert texts(index, "bridge") == []


def test_unknown_names_are_told(tmp_path: Path, index: QuoteIndex) -> None:
    with pytest.raises(NotFoundError):
        index.get_quote("nobody:1")
    with pytest.raises(UsageError, match="no search engine called lucene"):
        QuoteIndex.open(tmp_path / "x.db", engine="lucene", create=True)  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="there is no archive"):
        QuoteIndex.open(tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


# --- The view ------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with one article and a view that is up to date."""
    path = tmp_path / "quotes.db"
    with QuoteIndex.open(path, engine="whoosh", create=True) as index:
        index.add(*story("a.txt", BRIDGE))
        assert texts(index, "bridge") == [BRIDGE]
    return path


def test_the_view_is_private_and_not_beside_the_archive(path: Path, cache: Path) -> None:
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == ["quotes.db"]
    view = view_of(path)
    assert cache in view.parents
    assert list((view / "whoosh").iterdir())
    if os.name == "posix":
        for folder in (cache, cache / "views", view.parent, view):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_view_is_used_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "changed_statements", lambda *_: pytest.fail("built anew"))
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert index.search(Word("bridge")).total == 1


def test_a_missing_view_is_built_anew(path: Path, cache: Path) -> None:
    shutil.rmtree(cache)
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "bridge") == [BRIDGE]


def test_what_was_stored_without_the_view_is_applied_before_any_answer(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.put(*story("b.txt", FERRY))
        archive.remove(["a.txt"])
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "ferry") == [FERRY]
        assert texts(index, "bridge") == []


def test_what_another_process_stores_meanwhile_is_found(path: Path) -> None:
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as reader:
        assert texts(reader, "ferry") == []
        with QuoteIndex.open(path, engine="whoosh") as writer:
            writer.add(*story("b.txt", FERRY))
            assert texts(reader, "ferry") == [FERRY]
            assert texts(writer, "ferry") == [FERRY]
            writer.add(*story("c.txt", "The museum opens in June"))
            assert texts(writer, "museum") == ["The museum opens in June"]
            assert texts(reader, "museum") == ["The museum opens in June"]


def test_an_older_copy_of_the_archive_put_back_is_noticed(path: Path) -> None:
    older = path.read_bytes()
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.add(*story("b.txt", FERRY))
        assert texts(index, "ferry") == [FERRY]
    path.write_bytes(older)
    with QuoteIndex.open(path, engine="whoosh") as index:
        assert texts(index, "ferry") == []
        index.add(*story("c.txt", "The museum opens in June"))
        assert texts(index, "museum") == ["The museum opens in June"]
        assert index.search(Everything()).total == 2


def test_a_copy_elsewhere_has_a_view_of_its_own(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "quotes.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with QuoteIndex.open(copy, engine="whoosh") as index:
        index.add(*story("b.txt", FERRY))
        assert texts(index, "ferry") == [FERRY]
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "ferry") == []


# Whoosh leaves a file open when it stumbles over what is in it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("content", [b"", b"garbage" * 100])
@pytest.mark.parametrize("which", ["whoosh", "lock.sqlite"])
def test_a_damaged_view_is_built_anew(path: Path, which: str, content: bytes) -> None:
    view = view_of(path)
    files = [file for file in (view, *view.rglob("*")) if file.is_file() and which in str(file)]
    assert files
    for file in files:
        file.write_bytes(content)
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "bridge") == [BRIDGE]
    gc.collect()


def test_a_view_of_another_version_is_built_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.view_place.VIEW_VERSION", 1_000_000)
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "bridge") == [BRIDGE]


def test_rebuilding_by_command_keeps_every_statement(path: Path) -> None:
    with QuoteIndex.open(path, engine="whoosh") as index:
        before = index.archive.stats()
        index.rebuild()
        assert texts(index, "bridge") == [BRIDGE]
        assert index.archive.stats() == before


def test_forgetting_leaves_nothing_in_the_view(path: Path, cache: Path) -> None:
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.add(*story("b.txt", "Nobody may know about the orchard behind the mill"))
        assert index.search(Word("orchard")).total == 1
        index.remove(["b.txt"], forget=True)
        left = [file.name for file in cache.rglob("*") if file.is_file()]
        assert left == ["lock.sqlite"], "search files are left"
        assert index.search(Word("orchard")).total == 0
        assert texts(index, "bridge") == [BRIDGE]
    for file in (*cache.rglob("*"), path):
        assert file.is_dir() or b"orchard" not in file.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="folders have no such modes here")
def test_a_view_that_others_could_have_written_is_not_opened(path: Path) -> None:
    view = view_of(path)
    view.chmod(0o777)
    (view / "whoosh" / "planted").write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        assert texts(index, "bridge") == [BRIDGE]
    assert not (view / "whoosh" / "planted").exists()
    assert stat.S_IMODE(view.stat().st_mode) == 0o700


def test_a_cache_folder_that_cannot_be_used_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "file"))
    with pytest.raises(ArchiveError, match="set QUOTES_CACHE to a folder"):
        QuoteIndex.open(path, engine="whoosh")
