"""What is wrong with an archive is found, named in words, and mended by what the finding says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from newsroom import Statement, story

from index.archive import Archive
from index.checking import REBUILD, RESTORE, Finding, check_archive, check_index
from index.store import QuoteIndex
from quotes.clusters.decisions import make_decision

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
STORIES = [
    story("a.txt", Statement(BRIDGE, role="harbour master"), "We close at six"),
    story("b.txt", Statement(BRIDGE, "A. Fenwick"), outlet="Port Gazette"),
    story("c.txt", "The museum opens in June"),
]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "quotes.db"
    with QuoteIndex.open(path, engine="whoosh", create=True) as index:
        for article, quotes in STORIES:
            index.add(article, quotes)
        index.add(*story("c.txt", "The museum opens in July"))
        index.archive.decide([make_decision("merge", "Ada Fenwick", "A. Fenwick")])
        index.archive.save_search("bridge", "bridge")
        index.refresh()
    return path


def change(path: Path, sql: str) -> None:
    """Change the file as somebody else would, with SQLite's checks off."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)


def findings(path: Path) -> list[Finding]:
    with QuoteIndex.open(path, engine="whoosh", readonly=True) as index:
        return list(check_index(index))


def test_a_whole_archive_has_no_findings(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize(
    ("sql", "where", "problem"),
    [
        (
            "UPDATE articles SET text = replace(text, 'council', 'jury') WHERE id = 'a.txt'",
            "article a.txt",
            "not what was stored",
        ),
        ("UPDATE articles SET outlet = 'Elsewhere' WHERE id = 'b.txt'", "article b.txt", "stored"),
        (
            "UPDATE quotes SET speaker = 'Nobody' WHERE id LIKE 'b.txt%'",
            "quote b.txt:",
            "its column speaker says 'Nobody', its record 'A. Fenwick'",
        ),
        (
            "UPDATE quotes SET record = json_set(record, '$.content[0].start_char', 30,"
            " '$.content[0].end_char', 34, '$.content[0].text', 'boat'), start_char = 30"
            " WHERE id LIKE 'c.txt%'",
            "quote c.txt:",
            "does not reproduce the text at 30–34",
        ),
    ],
)
def test_an_article_that_is_not_as_it_was_stored_is_found_and_added_again(
    path: Path, sql: str, where: str, problem: str
) -> None:
    change(path, sql)
    # Statements repeat what quotes say, so they may be told of as well.
    found = next(each for each in findings(path) if each.where.startswith(where))
    assert problem in found.problem
    id_ = found.where.split()[1].split(":")[0]
    assert found.remedy == f"quotes remove {id_}, then quotes add its file again"
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.remove([id_])
        index.add(*next(each for each in STORIES if each[0].id == id_))
    assert findings(path) == []


@pytest.mark.parametrize(
    ("sql", "where", "problem"),
    [
        ("UPDATE clusters SET quote_count = 9 WHERE quote_count = 2", "statement ", "counts"),
        ("UPDATE clusters SET text = 'x' WHERE quote_count = 2", "statement ", "words"),
        ("UPDATE clusters SET speaker = 'Nobody'", "statement ", "words"),
        ("DELETE FROM cluster_members WHERE position = 1", "quote ", "in 0 statements"),
        (
            "INSERT INTO cluster_members SELECT min(cluster_no), 7, max(quote_no), 'same' FROM"
            " cluster_members",
            "quote ",
            "in 2 statements",
        ),
        ("DELETE FROM clusters WHERE quote_count = 2", "quote ", "in 0 statements"),
        ("UPDATE statement_forms SET center_no = quote_no", "statement ", "members"),
        ("UPDATE archive SET change = change - 1", "the file", "change number"),
    ],
)
def test_a_statement_that_does_not_fit_its_quotes_is_found_and_rebuilt(
    path: Path, sql: str, where: str, problem: str
) -> None:
    change(path, f"PRAGMA foreign_keys = ON; {sql}")
    assert any(
        each.where.startswith(where) and problem in each.problem and each.remedy == REBUILD
        for each in findings(path)
    )
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.rebuild()
    assert findings(path) == []


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE quotes SET record = '{}' WHERE id LIKE 'a.txt%'", "is not a valid record"),
        (
            "UPDATE articles SET text = x'00ff' WHERE id = 'a.txt'",
            "text of articles are of a wrong",
        ),
        ("UPDATE articles SET text = CAST(x'ff' AS TEXT) WHERE id = 'a.txt'", "Could not decode"),
        ("UPDATE quotes SET first_change = 'late'", "first_change of quotes are of a wrong type"),
        ("DELETE FROM quotes WHERE id LIKE 'b.txt%'", "belongs to a row of quotes"),
    ],
)
def test_what_only_a_copy_can_mend_is_told(path: Path, sql: str, problem: str) -> None:
    change(path, sql)
    found = [each for each in check_archive(path) if problem in each.problem]
    assert found
    assert {each.remedy for each in found} == {RESTORE}


def test_a_damaged_history_is_found_and_forgotten(path: Path) -> None:
    change(path, "UPDATE history SET quotes = '[{}]'")
    (found,) = findings(path)
    assert found.where.startswith("the state of c.txt until 2")
    assert found.remedy.startswith("quotes remove --forget c.txt")
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.remove(["c.txt"], forget=True)
    assert findings(path) == []


def test_damaged_pages_are_found_and_the_rest_is_looked_at(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'history'"
        (page,) = database.execute(sql).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    change_article = "UPDATE articles SET outlet = 'Elsewhere' WHERE id = 'b.txt'"
    change(path, change_article)
    found = list(check_archive(path))
    assert [each.where for each in found] == ["the file", "article b.txt", "the file"]
    assert all("malformed" in each.problem for each in found if each.where == "the file")
    assert found[0].remedy == RESTORE


def test_search_files_that_somebody_changed_are_found_and_made_anew(path: Path) -> None:
    with Archive.open(path, readonly=True) as archive:
        from index.view_place import ViewPlace

        files = ViewPlace(archive.id, archive.path).folder / "whoosh"
    (files / "more").write_text("more")
    (found,) = findings(path)
    assert found.where == "the search files"
    assert "not as they were left" in found.problem
    assert findings(path) == []


def test_search_files_that_lack_a_statement_are_found_and_rebuilt(path: Path) -> None:
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.refresh()
        gone = next(index.archive.changed_clusters(-1))
        with index._writing_view():
            index.engine.remove([gone])
            index.engine.commit(index.archive.change)
    (found,) = findings(path)
    assert found == Finding("the search files", "lack 1 statements and have 0 too many", REBUILD)
    with QuoteIndex.open(path, engine="whoosh") as index:
        index.rebuild()
    assert findings(path) == []
