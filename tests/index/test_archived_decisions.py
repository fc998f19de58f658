"""What is decided about who is whom stays in the archive, and changes people and statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Statement, Story, story

from index.archive import Archive
from quotes.clusters.decisions import make_decision
from quotes.errors import NotFoundError

BRIDGE = "The bridge will open before the first snow falls in the valley"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "quotes.db", create=True) as archive:
        yield archive


def by(name: str, speaker: str, text: str = BRIDGE, **fields: str) -> Story:
    return story(f"{name}.txt", Statement(text, speaker), **fields)


def put(archive: Archive, *stories: Story) -> None:
    for article, quotes in stories:
        archive.put(article, quotes)


def people(archive: Archive) -> list[tuple[str, int]]:
    return [(person.name, person.quote_count) for person in archive.people()]


def test_two_names_merged_are_one_person_and_their_statement_is_one(archive: Archive) -> None:
    put(archive, by("a", "Khalil Hawaij"), by("b", "Lahweej"))
    assert archive.stats().clusters == 2
    merge = make_decision("merge", "Khalil Hawaij", "Lahweej")
    changes = archive.decide([merge])
    assert (len(changes.new), len(changes.changed), len(changes.gone)) == (0, 1, 0)
    assert people(archive) == [("Khalil Hawaij", 2)]
    (cluster,) = archive.clusters()
    assert [quote.relation for quote in cluster.quotes] == ["same", "same"]
    assert archive.aliases() == {"Lahweej": "Khalil Hawaij"}
    archive.withdraw([merge])
    assert archive.stats().clusters == 2
    assert archive.aliases() == {}


def test_decisions_hold_for_articles_added_again_and_rebuilt(archive: Archive) -> None:
    archive.decide([make_decision("merge", "Khalil Hawaij", "Lahweej")])
    put(archive, by("a", "Khalil Hawaij"), by("b", "Lahweej"))
    assert archive.stats().clusters == 1
    archive.remove(["b.txt"])
    put(archive, by("b", "Lahweej", opening="Another day."))
    assert archive.stats().clusters == 1
    archive.recluster()
    assert archive.stats().clusters == 1
    path = archive.path
    archive.close()
    with Archive.open(path) as again:
        assert people(again) == [("Khalil Hawaij", 2)]


def test_what_was_split_and_forbidden_stays_apart(archive: Archive) -> None:
    put(archive, by("a", "John Hartley"), by("b", "John Hartley", "Nothing of the kind was said"))
    assert people(archive) == [("John Hartley", 2)]
    archive.decide([make_decision("split", "John Hartley", "b.txt")])
    assert people(archive) == [("John Hartley", 1), ("John Hartley", 1)]
    put(archive, by("c", "Jon Hartly", "Nothing of the kind was said"))
    archive.decide([make_decision("forbid", "John Hartley", "Jon Hartly")])
    assert len(people(archive)) == 3


def test_the_later_decision_holds_and_an_unknown_one_cannot_be_taken_back(
    archive: Archive,
) -> None:
    merge = make_decision("merge", "Ada Venn", "A. Wenn")
    archive.decide([merge, make_decision("forbid", "A. Wenn", "Ada Venn")])
    assert [each.verb for each in archive.decisions()] == ["forbid"]
    with pytest.raises(NotFoundError, match=r"Bo Holm and B\. Holm"):
        archive.withdraw([merge, make_decision("merge", "Bo Holm", "B. Holm")])
    assert len(archive.decisions()) == 1


def test_a_statement_is_found_by_the_ids_it_had(archive: Archive) -> None:
    put(archive, by("b", "Ada Fenwick", published="2031-03-05"))
    (old,) = archive.clusters()
    changes = archive.put(*by("a", "Ada Fenwick", published="2031-03-04"))
    (new,) = archive.clusters()
    assert new.id != old.id
    assert archive.get_cluster(old.id) == new
    assert (changes.new, changes.changed, changes.gone) == ((), (new.id,), ())
    changes = archive.remove(["a.txt"])
    assert changes.changed == (old.id,)
    with pytest.raises(NotFoundError):
        archive.get_cluster(new.id)


def test_what_an_article_changed_is_reported(archive: Archive) -> None:
    changes = archive.put(*by("a", "Ada Fenwick"))
    assert (len(changes.new), changes.changed, changes.gone) == (1, (), ())
    rain = "It rained for a whole week in the valley"
    changes = archive.put(*by("a", "Ada Fenwick", rain, opening="Nobody came."))
    assert (len(changes.new), changes.changed, len(changes.gone)) == (1, (), 1)


def test_those_forbidden_to_be_one_have_no_statement_in_common(archive: Archive) -> None:
    put(archive, by("a", "Hassan Qadiri"), by("b", "Hassan Kadiri"), by("c", "Hassan Qadiri"))
    assert archive.stats().clusters == 1
    forbid = make_decision("forbid", "Hassan Qadiri", "Hassan Kadiri")
    archive.decide([forbid])
    assert statements(archive) == [["a.txt", "c.txt"], ["b.txt"]]
    put(archive, by("d", "Hassan Kadiri"))
    assert statements(archive) == [["a.txt", "c.txt"], ["b.txt", "d.txt"]]
    archive.recluster()
    assert statements(archive) == [["a.txt", "c.txt"], ["b.txt", "d.txt"]]
    archive.withdraw([forbid])
    assert archive.stats().clusters == 1


def test_a_name_merged_with_one_of_those_forbidden_is_kept_apart_too(archive: Archive) -> None:
    put(archive, by("a", "Hassan Qadiri"), by("b", "Hassan Kadiri"), by("c", "Abu Salim"))
    archive.decide([make_decision("merge", "Hassan Qadiri", "Abu Salim")])
    assert archive.stats().clusters == 1
    archive.decide([make_decision("forbid", "Abu Salim", "Hassan Kadiri")])
    assert statements(archive) == [["a.txt", "c.txt"], ["b.txt"]]


def statements(archive: Archive) -> list[list[str]]:
    return sorted(
        sorted(quote.article_id for quote in cluster.quotes) for cluster in archive.clusters()
    )
