"""Archives that earlier versions made are brought up to date, and anybody can read the file.

`archives/version-N.sql` are dumps of archives made by the program as it was then: three articles in
two outlets, one of them corrected, and a removed one.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from newsroom import Statement, story

from index import schema
from index.archive import Archive
from index.tables import MIGRATIONS
from quotes.clusters import cluster_quotes
from quotes.clusters.decisions import Naming
from quotes.errors import ArchiveError

VERSIONS = sorted(int(file.stem.split("-")[1]) for file in Path(__file__).parent.glob("archives/*"))
BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return an archive as an earlier version left it."""
    path = tmp_path / "quotes.db"
    dump = Path(__file__).with_name("archives") / f"version-{request.param}.sql"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(dump.read_text("utf-8"))
    return path


def rows_of(path: Path, sql: str) -> list[dict[str, Any]]:
    """Read the file as any other program would."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(sql)]


def version_of(path: Path) -> int:
    return int(rows_of(path, "PRAGMA user_version")[0]["user_version"])


def test_there_is_an_archive_of_every_earlier_version() -> None:
    assert list(range(1, len(MIGRATIONS))) == VERSIONS


def test_everything_an_earlier_version_stored_is_there(old: Path) -> None:
    before = rows_of(old, "SELECT id, digest, added, text FROM articles ORDER BY id")
    records = rows_of(old, "SELECT id, record FROM quotes ORDER BY id")
    with Archive.open(old) as archive:
        assert archive.article_ids() == ("a.txt", "b.txt", "c.txt")
        quotes = list(archive.quotes())
        known_as = {each.name: each.other for each in archive.decisions()}
        expected = sorted(cluster_quotes(quotes, Naming(known_as)), key=lambda cluster: cluster.id)
        assert sorted(archive.clusters(), key=lambda cluster: cluster.id) == expected
        assert len(expected) == 3
        assert archive.aliases()["The Pilot"] == "Ada Fenwick"
    assert rows_of(old, "SELECT id, digest, added, text FROM articles ORDER BY id") == before
    assert rows_of(old, "SELECT id, record FROM quotes ORDER BY id") == records
    reasons = rows_of(old, "SELECT article_id, reason FROM history ORDER BY history_no")
    assert [tuple(row.values()) for row in reasons] == [("c.txt", "replaced"), ("d.txt", "removed")]
    arrivals = rows_of(
        old, "SELECT DISTINCT first_added, added FROM quotes JOIN articles USING (article_no)"
    )
    assert all(row["first_added"] == row["added"] for row in arrivals)


def test_an_archive_of_an_earlier_version_is_added_to(old: Path) -> None:
    with Archive.open(old) as archive:
        article, quotes = story("e.txt", Statement(BRIDGE), outlet="Harbour Times")
        changes = archive.put(article, quotes)
        assert len(changes.changed) == 1
        assert "Harbour Times" in archive.get_cluster(changes.changed[0]).outlets
    with Archive.open(old, readonly=True) as archive:
        assert archive.stats().articles == 4


def test_an_earlier_version_cannot_be_brought_up_to_date_by_a_reader(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(ArchiveError, match="older version and opened for reading only"):
        Archive.open(old, readonly=True)
    assert old.read_bytes() == before


def test_a_step_that_fails_leaves_the_archive_at_the_step_before(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = len(MIGRATIONS) - 1
    broken = (
        *MIGRATIONS[:last],
        MIGRATIONS[last] + ";DROP TABLE quotes; INSERT INTO nowhere VALUES (1)",
    )
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(ArchiveError, match="nowhere"):
        Archive.open(old)
    assert version_of(old) == last
    assert rows_of(old, "SELECT count(*) AS n FROM quotes") == [{"n": 4}]
    monkeypatch.undo()
    with Archive.open(old) as archive:
        assert archive.stats().quotes == 4
    assert version_of(old) == len(MIGRATIONS)


# --- Read without this program -------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "quotes.db"
    with Archive.open(path, create=True) as archive:
        archive.put(*story("a.txt", Statement(BRIDGE, role="harbour master"), "We close at six"))
        archive.put(*story("b.txt", BRIDGE, outlet="Port Gazette", published="2031-03-05T08:00"))
        archive.put(*story("c.txt", outlet="Port Gazette"))
        archive.put(
            *story("d.txt", Statement("Nobody asked us", None), outlet=None, published=None)
        )
    return path


def test_the_view_of_quotes(path: Path) -> None:
    rows = rows_of(path, "SELECT * FROM quotes_in_articles ORDER BY article_id, start_char")
    assert [row["article_id"] for row in rows] == ["a.txt", "a.txt", "b.txt", "d.txt"]
    first, _, second, unnamed = rows
    assert first["text"] == second["text"] == BRIDGE
    assert first["statement_id"] == second["statement_id"]
    assert (first["speaker"], first["speaker_kind"]) == ("Ada Fenwick", "person")
    assert (first["role"], first["outlet"]) == ("harbour master", "The Bay Record")
    assert {first["relation"], second["relation"]} == {"same"}
    assert (unnamed["speaker"], unnamed["outlet"], unnamed["published"]) == (None, None, None)
    (text,) = rows_of(path, "SELECT text FROM articles WHERE id = 'a.txt'")
    start = first["start_char"]
    assert text["text"][start : start + len(BRIDGE)] == BRIDGE


def test_the_view_of_speakers(path: Path) -> None:
    (ada,) = rows_of(path, "SELECT * FROM speakers")
    assert json.loads(ada.pop("roles")) == ["harbour master"]
    assert ada == {
        "name": "Ada Fenwick",
        "quotes": 3,
        "statements": 2,
        "outlets": 2,
        "first_published": "2031-03-03",
        "last_published": "2031-03-05",
    }


def test_the_view_of_outlets(path: Path) -> None:
    rows = {row.pop("name"): row for row in rows_of(path, "SELECT * FROM outlets")}
    assert list(rows[None].values()) == [1, 1, 1, 0, None, None]
    assert rows["The Bay Record"] | {"quotes": 2, "statements": 2} == rows["The Bay Record"]
    assert rows["Port Gazette"] == {
        "articles": 2,
        "quotes": 1,
        "statements": 1,
        "speakers": 1,
        "first_published": "2031-03-03",
        "last_published": "2031-03-05",
    }


def test_every_column_is_documented(path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text("utf-8")
    names = rows_of(path, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    for (table,) in (row.values() for row in names):
        assert f"`{table}`" in page, table
        for column in rows_of(path, f"SELECT name FROM pragma_table_info('{table}')"):
            assert f"`{column['name']}`" in page, f"{table}.{column['name']}"
