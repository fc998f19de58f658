"""The archive file: what it holds, what it refuses, and that order does not matter."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Statement, Story, story

from index import linking, people
from index.archive import Archive
from index.schema import APPLICATION_ID
from index.tables import MIGRATIONS
from quotes.clusters import cluster_quotes
from quotes.clusters.decisions import Naming, make_decision
from quotes.errors import ArchiveBusyError, ArchiveError, FormatError, NotFoundError
from quotes.records import Article, QuoteCluster

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "quotes.db", create=True) as opened:
        yield opened


def put(archive: Archive, *stories: Story, path: str | None = None) -> None:
    for article, quotes in stories:
        archive.put(article, quotes, path=path)


def all_clusters(archive: Archive) -> list[QuoteCluster]:
    ids = list(archive.changed_clusters(-1))
    return sorted((archive.get_cluster(id_) for id_ in ids), key=lambda cluster: cluster.id)


def clusters_of(*stories: Story, known_as: dict[str, str] | None = None) -> list[QuoteCluster]:
    quotes = [quote for _, quotes in stories for quote in quotes]
    return sorted(cluster_quotes(quotes, Naming(known_as or {})), key=lambda cluster: cluster.id)


# --- What is put in comes out --------------------------------------------------------------------


def test_everything_put_in_comes_out_the_same(archive: Archive) -> None:
    article, quotes = story("a:1 ü.txt", Statement(BRIDGE, role="the mayor’s deputy"), FERRY)
    put(archive, (article, quotes))
    assert archive.get_article("a:1 ü.txt") == article
    assert tuple(archive.quotes()) == quotes
    assert archive.get_quote(quotes[1].id) == quotes[1]
    assert archive.get_cluster(archive.cluster_id_of(quotes[0].id)).quotes[0].text == BRIDGE
    stats = archive.stats()
    assert (stats.articles, stats.quotes, stats.clusters, stats.outlets) == (1, 2, 2, 1)
    assert stats.first_published == "2031-03-03"


def test_one_statement_in_two_outlets_is_one_cluster(archive: Archive) -> None:
    first = story("a.txt", BRIDGE, published="2031-03-02")
    second = story("b.txt", BRIDGE, outlet="Port Gazette")
    put(archive, second, first)
    (cluster,) = all_clusters(archive)
    assert cluster.outlets == ("The Bay Record", "Port Gazette")
    assert cluster.first_published == "2031-03-02"


@pytest.mark.parametrize("get", ["get_article", "get_quote", "get_cluster", "cluster_id_of"])
def test_an_unknown_identifier_is_not_found(archive: Archive, get: str) -> None:
    with pytest.raises(NotFoundError, match=r"nobody\.txt"):
        getattr(archive, get)("nobody.txt")


def test_quotes_that_do_not_fit_their_article_are_refused(archive: Archive) -> None:
    article, quotes = story("a.txt", BRIDGE)
    changed = article.model_copy(update={"text": article.text.replace("bridge", "bridle")})
    with pytest.raises(FormatError, match="does not reproduce the text"):
        archive.put(changed, quotes)
    with pytest.raises(FormatError, match=r"is of a\.txt"):
        archive.put(article.model_copy(update={"id": "b.txt"}), quotes)
    with pytest.raises(FormatError, match="occurs twice"):
        archive.put(article, quotes * 2)
    assert archive.stats().articles == 0
    assert archive.change == 0


def test_half_a_character_is_refused_with_the_article_named(archive: Archive) -> None:
    with pytest.raises(FormatError, match="surrogate"):
        archive.settle(Article(id="a.txt", text="broken \ud83d here"))


# --- The same clusters in any order --------------------------------------------------------------

WORDS = "bridge river storm council mayor repair budget ferry harbour winter road crews".split()
LONG_STATEMENTS = [
    "the council will pay for the repair of the harbour bridge before the winter storm season",
    "no ferry leaves the harbour until the mayor has signed the budget for the river road",
    "we asked for three more crews and the council gave us one crew and a broken lorry instead",
    "the harbour bridge before the winter storm season was never the problem of this council",
]


SPEAKERS = ["Ada Fenwick", "Fenwick", "Tomás Ilić", None]


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A stretch of one of a few sentences, sometimes with a word exchanged, by one of a few."""
    words = draw(st.sampled_from(LONG_STATEMENTS)).split()
    start = draw(st.integers(0, len(words) - 3))
    words = words[start : draw(st.integers(start + 3, len(words)))]
    if draw(st.booleans()):
        words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
    return Statement(" ".join(words), draw(st.sampled_from(SPEAKERS)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_order_of_adding_changing_and_removing_gives_the_clusters_of_a_fresh_run(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    # However many candidates there are, to count their keys first must make no difference.
    linking.MANY = data.draw(st.sampled_from([0, 20]))
    said = st.lists(statements(), min_size=0, max_size=3)
    drafts = data.draw(st.lists(st.tuples(said, said), min_size=1, max_size=8))
    first = [story(f"{n}.txt", *texts) for n, (texts, _) in enumerate(drafts)]
    later = [story(f"{n}.txt", *texts) for n, (_, texts) in enumerate(drafts)]
    changed = data.draw(st.lists(st.sampled_from(range(len(drafts))), max_size=3))
    removed = data.draw(st.sets(st.sampled_from(range(len(drafts))), max_size=2))
    with Archive.open(tmp_path_factory.mktemp("any") / "quotes.db", create=True) as archive:
        put(archive, *data.draw(st.permutations(first)))
        assert all_clusters(archive) == clusters_of(*first)
        put(archive, *(later[n] for n in changed))
        archive.remove(f"{n}.txt" for n in removed)
        left = [
            later[n] if n in changed else first[n] for n in range(len(drafts)) if n not in removed
        ]
        assert all_clusters(archive) == clusters_of(*left)
        archive.recluster()
        assert all_clusters(archive) == clusters_of(*left)
        archive.decide([make_decision("merge", "Ada Fenwick", "Tomás Ilić")])
        assert all_clusters(archive) == clusters_of(*left, known_as={"tomas ilic": "Ada Fenwick"})


# --- Which article is it? ------------------------------------------------------------------------


def test_an_article_is_known_again_by_id_path_or_url(archive: Archive) -> None:
    article, quotes = story("a.txt", BRIDGE, url="https://bay.example/1")
    put(archive, (article, quotes), path="/news/bay/a.txt")
    assert archive.settle(article, path="/news/bay/a.txt").outcome == "unchanged"
    assert archive.settle(article).outcome == "unchanged"

    corrected, _ = story("a.txt", FERRY)
    assert archive.settle(corrected, path="/news/bay/a.txt").outcome == "replaced"
    renamed = archive.settle(corrected.model_copy(update={"id": "x"}), path="/news/bay/a.txt")
    assert (renamed.article.id, renamed.outcome) == ("a.txt", "replaced")
    moved, _ = story("b.html", FERRY, url="https://bay.example/1")
    by_url = archive.settle(moved, path="/saved/b.html")
    assert (by_url.article.id, by_url.outcome) == ("a.txt", "replaced")
    assert by_url.note == "b.html is in the archive already, as a.txt"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news/port/a.txt", "port/a.txt"),
        ("/other/bay/a.txt", "other/bay/a.txt"),
        ("/mirror/news/bay/a.txt", "mirror/news/bay/a.txt"),
    ],
)
def test_a_second_file_of_one_name_gets_the_shortest_prefix_that_tells_them_apart(
    archive: Archive, path: str, expected: str
) -> None:
    put(archive, story("a.txt", BRIDGE), path="/news/bay/a.txt")
    article, _ = story("a.txt", FERRY)
    settled = archive.settle(article, path=path)
    assert (settled.article.id, settled.outcome) == (expected, "added")
    assert settled.note is not None
    assert expected in settled.note
    put(archive, story(expected, FERRY), path=path)
    assert archive.settle(article, path=path).outcome == "unchanged"
    assert archive.article_ids() == ("a.txt", expected)


def test_an_id_given_away_in_the_meantime_is_not_overwritten(archive: Archive) -> None:
    put(archive, story("a.txt", BRIDGE), path="/news/bay/a.txt")
    with pytest.raises(ArchiveBusyError, match="a different article"):
        put(archive, story("a.txt", FERRY), path="/news/port/a.txt")
    assert [quote.text for quote in archive.quotes()] == [BRIDGE]


# --- Changes, history, forgetting ----------------------------------------------------------------


def test_every_stored_article_raises_the_change_number(archive: Archive) -> None:
    seen = [archive.change]
    for name in "abc":
        put(archive, story(f"{name}.txt", BRIDGE))
        seen.append(archive.change)
    assert seen == sorted(set(seen))
    assert all(archive.knows_change(change) for change in seen)
    assert not archive.knows_change(seen[-1] + 1)


def test_only_what_an_article_touches_counts_as_changed(archive: Archive) -> None:
    put(archive, story("a.txt", BRIDGE), story("b.txt", FERRY))
    before = archive.change
    put(archive, story("c.txt", BRIDGE, outlet="Port Gazette"))
    assert len(list(archive.changed_clusters(before))) == 1
    before = archive.change
    archive.remove(["b.txt"])
    assert list(archive.changed_clusters(before)) == []
    assert len(list(archive.removed_clusters(before))) == 1


def test_a_replaced_article_is_kept_in_the_history(archive: Archive) -> None:
    put(archive, story("a.txt", BRIDGE), story("a.txt", FERRY))
    assert [quote.text for quote in archive.quotes()] == [FERRY]
    with sqlite3.connect(archive.path) as reader:
        ((reason, article, quotes),) = reader.execute("SELECT reason, article, quotes FROM history")
    reader.close()
    assert reason == "replaced"
    assert BRIDGE in json.loads(article)["text"]
    assert json.loads(quotes)[0]["text"] == BRIDGE


def test_removing_keeps_the_history_and_forgetting_leaves_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    secret = "Nobody outside this room must ever hear about the orchard behind the mill"
    with Archive.open(path, create=True) as archive:
        put(archive, story("a.txt", BRIDGE), story("secret.txt", secret))
        put(archive, story("secret.txt", secret, FERRY))
        archive.remove(["secret.txt"])
        assert archive.article_ids() == ("a.txt",)
    assert b"orchard" in path.read_bytes()
    with Archive.open(path) as archive:
        archive.remove(["secret.txt"], forget=True)
        assert archive.stats().quotes == 1
        for file in tmp_path.iterdir():
            assert b"orchard" not in file.read_bytes()
            assert b"secret.txt" not in file.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["quotes.db"]


def test_removing_something_unknown_removes_nothing(archive: Archive) -> None:
    put(archive, story("a.txt", BRIDGE))
    with pytest.raises(NotFoundError, match=r"b\.txt"):
        archive.remove(["a.txt", "b.txt"])
    assert archive.article_ids() == ("a.txt",)


# --- Opening -------------------------------------------------------------------------------------


def test_the_archive_is_one_file_when_it_is_closed(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "quotes.db", create=True) as archive:
        put(archive, story("a.txt", BRIDGE))
    assert [file.name for file in tmp_path.iterdir()] == ["quotes.db"]
    copy = tmp_path / "copy.db"
    copy.write_bytes((tmp_path / "quotes.db").read_bytes())
    with Archive.open(copy, readonly=True) as archive:
        assert archive.stats().quotes == 1


def test_nothing_is_created_unless_asked(tmp_path: Path) -> None:
    for options in ({}, {"readonly": True}, {"readonly": True, "create": True}):
        with pytest.raises(ArchiveError, match=r"there is no archive at .*quotes add"):
            Archive.open(tmp_path / "quotes.db", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_dies_while_creating_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    blank = sqlite3.connect(path)
    blank.execute("PRAGMA journal_mode = WAL")
    blank.close()
    assert path.stat().st_size > 0
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive.open(path)
    with Archive.open(path, create=True) as archive:
        assert archive.stats().articles == 0


def test_reading_only_writes_nothing(tmp_path: Path, archive: Archive) -> None:
    put(archive, story("a.txt", BRIDGE))
    with Archive.open(archive.path, readonly=True) as reader:
        assert reader.stats().quotes == 1
        with pytest.raises(ArchiveError, match="for reading only"):
            put(reader, story("b.txt", FERRY))


def test_what_only_reads_opens_an_archive_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "quotes.db"
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive.open(path, readonly=None)
    with Archive.open(path, create=True) as archive:
        put(archive, story("a.txt", BRIDGE))
    with Archive.open(path, readonly=None) as archive:
        put(archive, story("b.txt", FERRY))
    monkeypatch.setattr("os.access", lambda file, mode: Path(file) != path)
    with Archive.open(path, readonly=None) as archive:
        assert archive.stats().articles == 2
        with pytest.raises(ArchiveError, match="nothing can be written"):
            put(archive, story("c.txt", BRIDGE))


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write anywhere")
def test_an_archive_on_read_only_media_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "disc" / "quotes.db"
    path.parent.mkdir()
    with Archive.open(path, create=True) as archive:
        put(archive, story("a.txt", BRIDGE))
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(ArchiveError, match="cannot be written"):
            Archive.open(path)
        with Archive.open(path, readonly=True) as archive:
            assert archive.stats().quotes == 1
    finally:
        path.parent.chmod(0o755)


def test_places_where_no_archive_can_be_are_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive.open(tmp_path, create=True)
    with pytest.raises(ArchiveError, match=r"the folder .* does not exist"):
        Archive.open(tmp_path / "nowhere" / "quotes.db", create=True)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(tmp_path / ("long" * 100), create=True)


def test_statements_and_people_come_in_a_stated_order(archive: Archive) -> None:
    put(
        archive,
        story("a.txt", Statement(FERRY, "Tomás Ilić"), published=None),
        story("b.txt", Statement(BRIDGE, "Ada Fenwick"), published="2031-03-09"),
        story("c.txt", Statement("It rained for a whole week", "Ada Fenwick")),
    )
    with archive.snapshot(), archive.snapshot():
        first, second, last = archive.clusters()
    assert [first.first_published, second.first_published] == ["2031-03-03", "2031-03-09"]
    assert last.representative.text == FERRY
    assert [(person.name, person.quote_count) for person in archive.people()] == [
        ("Ada Fenwick", 2),
        ("Tomás Ilić", 1),
    ]


def not_sqlite(path: Path) -> None:
    path.write_text("Dear editor, please find enclosed\n" * 50)


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE articles (id TEXT)")
    database.close()


def changed(sql: str, path: Path) -> None:
    Archive.open(path, create=True).close()
    database = sqlite3.connect(path)
    database.executescript(sql)
    database.close()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (not_sqlite, "not a SQLite file"),
        (other_program, "database of another program"),
        ("PRAGMA application_id = 7", "database of another program"),
        (f"PRAGMA user_version = {len(MIGRATIONS) + 1}", "newer version of quotes"),
        ("PRAGMA user_version = 0", "has no version"),
        ("DROP TABLE aliases", "table aliases is missing or has been changed"),
        ("DROP INDEX statement_forms_by_center", "index statement_forms_by_center is missing"),
        ("ALTER TABLE quotes ADD COLUMN mood TEXT", "table quotes is missing or has been changed"),
        (
            "CREATE TRIGGER t AFTER INSERT ON quotes BEGIN DELETE FROM articles; END",
            "a trigger named t that quotes did not make",
        ),
        ("CREATE VIEW v AS SELECT load_extension('x')", "a view named v"),
        ("CREATE INDEX i ON quotes (abs(confidence))", "an? index named i"),
        ("CREATE VIRTUAL TABLE f USING fts5(text)", "a table named f"),
        ("DELETE FROM archive", "a row is missing"),
    ],
)
def test_what_is_not_an_archive_of_ours_is_refused(
    tmp_path: Path, spoil: object, message: str
) -> None:
    path = tmp_path / "quotes.db"
    if isinstance(spoil, str):
        changed(spoil, path)
    elif callable(spoil):
        spoil(path)
    before = path.read_bytes()
    for options in ({}, {"create": True}, {"readonly": True}):
        with pytest.raises(ArchiveError, match=message):
            Archive.open(path, **options)
    assert path.read_bytes() == before


def test_a_plain_table_that_somebody_added_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    changed("CREATE TABLE my_notes (note TEXT); CREATE INDEX my_index ON my_notes (note)", path)
    with Archive.open(path) as archive:
        put(archive, story("a.txt", BRIDGE))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE quotes SET record = '{\"id\": 3}'",
        "UPDATE quotes SET record = 'not json'",
        "UPDATE quotes SET record = x'80'",
        "UPDATE quotes SET record = 5",
        "UPDATE quotes SET record = NULL WHERE 0; UPDATE quotes SET record = json_remove(record,"
        " '$.content')",
    ],
)
def test_a_record_that_is_not_one_is_an_error_of_the_archive(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "quotes.db"
    article, quotes = story("a.txt", BRIDGE)
    with Archive.open(path, create=True) as archive:
        put(archive, (article, quotes))
    changed(sql, path)
    with Archive.open(path) as archive:
        with pytest.raises(ArchiveError, match=r"not a valid record|cannot be used"):
            archive.get_quote(quotes[0].id)
        with pytest.raises(ArchiveError, match=r"not a valid record|cannot be used"):
            archive.get_cluster(next(archive.changed_clusters(-1)))
        with pytest.raises(ArchiveError):
            put(archive, story("b.txt", BRIDGE))


def test_a_damaged_file_is_an_error_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Archive.open(path, create=True) as archive:
        put(archive, *(story(f"{n}.txt", f"{BRIDGE} number {n}") for n in range(20)))
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(ArchiveError), Archive.open(path) as archive:
        list(archive.quotes())


def test_a_second_writer_waits_and_then_is_told_what_to_do(archive: Archive) -> None:
    other = sqlite3.connect(archive.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Archive.open(archive.path, timeout_seconds=0.05) as second,
        pytest.raises(ArchiveBusyError, match=r"another process is writing.*try again"),
    ):
        put(second, story("a.txt", BRIDGE))
    other.execute("ROLLBACK")
    other.close()
    put(archive, story("a.txt", BRIDGE))


def test_the_file_says_what_it_is(archive: Archive) -> None:
    with sqlite3.connect(archive.path) as reader:
        assert reader.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert reader.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    reader.close()


def test_of_thousands_of_names_those_most_used_are_listed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"Faisal Meqdad": 3, "Ada Venn": 2, "Ines Orvik": 1, "Fayssal al-Mikdad": 1}
    for name, count in said.items():
        for at in range(count):
            same = Statement(BRIDGE, name) if "sal" in name else Statement(f"{name} {at}", name)
            archive.put(*story(f"{name}-{at}.txt", same))
    everybody = archive.people()
    assert archive.people(2) == everybody[:2]
    monkeypatch.setattr(people, "MAX_NAMES", 1)
    monkeypatch.setattr(people, "NAMES_A_PERSON", 1)
    assert [(person.name, person.quote_count) for person in archive.people(2)] == [
        ("Faisal Meqdad", 4),
        ("Ada Venn", 2),
    ]
    assert archive.people(2) == everybody[:2]
