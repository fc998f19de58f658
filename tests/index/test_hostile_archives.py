"""Archives from anybody: each of these is built for real, and refused with a sentence."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from newsroom import Statement, story

from index import schema
from index.answers import answer
from index.archive import Archive
from index.backup import back_up
from index.checking import check_index
from index.engine import FACETS
from index.saved_answers import new_answers
from index.store import QuoteIndex
from quotes.clusters.decisions import make_decision
from quotes.errors import ArchiveError, QuotesError

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
posix = pytest.mark.skipif(os.name != "posix", reason="there are no such files here")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with something in every table but one."""
    path = tmp_path_factory.mktemp("whole") / "quotes.db"
    with Archive.open(path, create=True) as archive:
        archive.save_search("bridge", "bridge")
        archive.put(*story("a.txt", Statement(BRIDGE, role="mayor"), url="https://bay.example/1"))
        archive.put(*story("b.txt", Statement(f"{BRIDGE} again", "A. Fenwick"), outlet="Gazette"))
        archive.put(*story("c.txt", "The museum opens in June"))
        archive.put(*story("c.txt", "The museum opens in July"))
        archive.set_alias("The Pilot", "Ada Fenwick")
        archive.decide([make_decision("merge", "Ada Fenwick", "A. Fenwick")])
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "quotes.db"))


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)


def open_it(path: Path) -> None:
    """Try every way to open an archive; raise what they all raise, `None` where one does not."""
    for options in ({"create": True}, {}, {"readonly": True}):
        with pytest.raises(ArchiveError) as caught:
            Archive.open(path, **options)
    raise caught.value


# --- Places --------------------------------------------------------------------------------------


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(os.path.relpath(path))


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.db")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_a_folder(path: Path) -> None:
    path.symlink_to("/tmp")


def a_file_as_folder(path: Path) -> None:
    path.symlink_to(Path(__file__) / "quotes.db")


@posix
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Path.mkdir, "is a folder"),
        (a_pipe, "not a file but a pipe"),
        (a_socket, "not a file but a pipe, socket or device"),
        (a_device, "not a file but a pipe, socket or device"),
        (a_link_to_nothing, "is a link to nowhere.db, which is not there"),
        (a_link_to_itself, "cannot be opened"),
        (a_link_to_a_folder, "is a folder"),
        (a_file_as_folder, "cannot be opened"),
    ],
)
def test_what_is_no_file_is_no_archive(
    tmp_path: Path, make: Callable[[Path], None], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "quotes.db"
    make(path)
    with pytest.raises(ArchiveError, match=message):
        open_it(path)
    assert os.listdir(tmp_path) == ["quotes.db"], "something was made beside it"


@posix
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_link_where_sqlite_keeps_its_work_is_not_followed(path: Path, end: str) -> None:
    victim = path.with_name("victim.txt")
    victim.write_text("precious")
    Path(f"{path}{end}").symlink_to(victim)
    with pytest.raises(ArchiveError, match=f"quotes.db{end} is not a plain file"):
        open_it(path)
    assert victim.read_text() == "precious"


@posix
def test_a_link_to_an_archive_is_that_archive(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with Archive.open(link) as archive:
        archive.put(*story("d.txt", "The ferry sails at noon"))
    with Archive.open(path) as archive:
        assert "d.txt" in archive.article_ids()


# --- Files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"PK\x03\x04 not SQLite at all" * 300,
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + b"\xff" * 5000,
        b"SQLite format 3\x00" + b"\x00" * 4080,
        b"\x00" * 100_000,
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "quotes.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError):
        open_it(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_an_archive_cut_short_is_refused_or_found_damaged(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    try:
        with QuoteIndex.open(path, engine="memory") as index:
            assert list(check_index(index))
    except ArchiveError:
        pass


# --- Schemas -------------------------------------------------------------------------------------


def by_hand(sql: str) -> str:
    """Return SQL that writes the schema itself, past all of SQLite's checks."""
    return f"PRAGMA writable_schema = ON; {sql}; PRAGMA writable_schema = OFF"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (
            "CREATE TRIGGER t AFTER UPDATE ON archive BEGIN DELETE FROM articles; END",
            "a trigger named t",
        ),
        ("CREATE TRIGGER t INSTEAD OF INSERT ON speakers BEGIN SELECT 1; END", "a trigger named t"),
        ("CREATE VIEW v AS SELECT * FROM nowhere", "a view named v"),
        ("DROP VIEW speakers", "view speakers is missing or has been changed"),
        (
            "DROP VIEW speakers; CREATE VIEW speakers AS SELECT * FROM nowhere",
            "view speakers is missing or has been changed",
        ),
        (
            "DROP TABLE aliases; CREATE VIEW aliases AS WITH RECURSIVE n(spelling, name) AS"
            " (SELECT 1, 1 UNION ALL SELECT spelling + 1, 1 FROM n) SELECT * FROM n",
            "table aliases is missing or has been changed",
        ),
        ("CREATE INDEX i ON articles (text) WHERE length(text) > 5", "an? index named i"),
        ("CREATE VIRTUAL TABLE f USING rtree(id, a, b)", "a table named f"),
        (
            by_hand("UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'BLOB')"),
            "missing or has been changed|cannot be used",
        ),
        (
            by_hand("UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'quotes'"),
            "damaged|missing or has been changed|cannot be used",
        ),
        (
            by_hand("UPDATE sqlite_master SET type = 'view', rootpage = 0 WHERE name = 'quotes'"),
            "damaged|missing or has been changed|cannot be used",
        ),
        (
            by_hand("UPDATE sqlite_master SET tbl_name = 'articles' WHERE name = 'quotes'"),
            "damaged|missing or has been changed|cannot be used",
        ),
    ],
)
def test_a_schema_that_is_not_ours_to_the_letter_is_refused(
    path: Path, sql: str, message: str
) -> None:
    change(path, sql)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=message):
        open_it(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("table", "other"), [("quotes", "articles"), ("clusters", "decisions")])
def test_tables_that_stand_in_each_other_s_place_do_no_harm(
    path: Path, table: str, other: str
) -> None:
    change(
        path,
        by_hand(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master AS other"
            f" WHERE name = '{other}') WHERE name = '{table}'"
        ),
    )
    assert use(path) > 0


# --- What stands in the columns ------------------------------------------------------------------


def uses(path: Path) -> Iterator[Callable[[QuoteIndex], Any]]:
    """Yield everything that can be done with an archive."""
    yield lambda index: index.stats()
    yield lambda index: answer(index, "bridge", facets=FACETS, new_since="2000-01-01")
    yield lambda index: answer(index, "who said museum opens", explains=True)
    yield lambda index: index.archive.people_with_quotes("Fenwick")
    yield lambda index: index.archive.people()
    yield lambda index: list(index.archive.clusters())
    yield lambda index: list(index.archive.quotes())
    yield lambda index: [index.get_article(id_) for id_ in index.archive.article_ids()]
    yield lambda index: (index.archive.aliases(), index.archive.decisions())
    yield lambda index: new_answers(index, "bridge").__enter__()
    yield lambda index: list(check_index(index))
    yield lambda index: back_up(path, path.with_name("copy.db"), overwrite=True)
    yield lambda index: index.add(*story("e.txt", BRIDGE, outlet="Harbour Times"))
    yield lambda index: index.add(*story("a.txt", BRIDGE))
    yield lambda index: index.remove(["c.txt"])
    yield lambda index: index.remove(["b.txt"], forget=True)
    yield lambda index: index.rebuild()


def use(path: Path) -> int:
    """Do everything with an archive; return how often it was refused, and raise anything else."""
    refused = 0
    for do in uses(path):
        try:
            with QuoteIndex.open(path, engine="memory") as index:
                do(index)
        except QuotesError as error:
            refused += isinstance(error, ArchiveError)
    return refused


def columns(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(
            "SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info"
            "(tables.name) AS columns WHERE tables.type = 'table' AND NOT columns.pk"
        ).fetchall()


@pytest.mark.parametrize("value", ["x'00ff'", "'abc'", "9223372036854775807"])
@pytest.mark.parametrize("table", ["archive", "articles", "quotes", "clusters", "statement_forms"])
def test_values_of_wrong_types_are_refused_wherever_they_stand(
    path: Path, table: str, value: str
) -> None:
    for at, (found, column) in enumerate(columns(path)):
        if found == table and at % 3 == len(value) % 3:
            spoilt = Path(shutil.copy(path, path.with_name("spoilt.db")))
            change(spoilt, f"UPDATE OR IGNORE {table} SET {column} = {value}")
            use(spoilt)


def test_bytes_in_the_place_of_words_are_refused_by_everything(path: Path) -> None:
    change(path, "UPDATE quotes SET record = CAST(record AS BLOB)")
    assert use(path) >= 8


@pytest.mark.parametrize(
    "record",
    [
        "'[' || replace(hex(zeroblob(100000)), '0', '[')",
        "json_set(record, '$.content[0].start_char', -5)",
        "json_set(record, '$.content[0].start_char', 1e300)",
        "json_set(record, '$.content[0].end_char', 99999999999999999999)",
        "json_set(record, '$.speaker.name', json_array(1))",
        "json_set(record, '$.kind', 'loud')",
        "substr(record, 1, 50)",
    ],
)
def test_records_that_are_none_are_refused(path: Path, record: str) -> None:
    change(path, f"UPDATE quotes SET record = {record}")
    assert use(path) > 0


def test_a_huge_value_is_refused_unread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MAX_VALUE_BYTES", 25_000_000)
    change(path, "UPDATE articles SET text = zeroblob(30000000) WHERE id = 'a.txt'")
    with Archive.open(path) as archive, pytest.raises(ArchiveError, match="too big"):
        archive.get_article("a.txt")


def test_a_file_that_says_it_has_more_pages_than_it_has_is_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[28:32] = struct.pack(">I", 2**31)
    path.write_bytes(content)
    try:
        with QuoteIndex.open(path, engine="memory") as index:
            assert list(check_index(index))
    except ArchiveError:
        pass
