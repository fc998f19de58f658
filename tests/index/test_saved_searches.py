"""What is new in a saved search: every statement once, and none left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Statement, story

from index.answers import answer
from index.engines import EngineName
from index.saved_answers import new_answers
from index.store import QuoteIndex
from quotes.errors import NotFoundError, UsageError

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
LONGER = f"{BRIDGE}, and the tunnel stays shut as well"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"


@pytest.fixture(params=["memory", "whoosh"])
def index(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[QuoteIndex]:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    engine: EngineName = request.param
    with QuoteIndex.open(tmp_path / "quotes.db", engine=engine, create=True) as opened:
        yield opened


def new(index: QuoteIndex, name: str) -> list[str]:
    """Run a saved search and return the statements it shows."""
    with new_answers(index, name) as page:
        return [found.text for found in page.answers]


def test_what_was_there_when_it_was_saved_is_not_new(index: QuoteIndex) -> None:
    index.add(*story("a.txt", BRIDGE))
    index.archive.save_search("bridge", "bridge")
    assert new(index, "bridge") == []
    assert len(answer(index, "bridge").answers) == 1


def test_every_statement_is_shown_once(index: QuoteIndex) -> None:
    index.archive.save_search("all", "bridge OR ferry")
    index.add(*story("a.txt", BRIDGE))
    assert new(index, "all") == [BRIDGE]
    assert new(index, "all") == []
    index.add(*story("b.txt", FERRY))
    assert new(index, "all") == [FERRY]
    assert new(index, "all") == []


def test_each_search_has_its_own_last_run(index: QuoteIndex) -> None:
    index.archive.save_search("one", "bridge")
    index.archive.save_search("two", "speaker:Fenwick")
    index.add(*story("a.txt", BRIDGE))
    assert new(index, "one") == [BRIDGE]
    assert new(index, "two") == [BRIDGE]


def test_what_was_not_shown_to_the_end_is_shown_again(index: QuoteIndex) -> None:
    index.archive.save_search("bridge", "bridge")
    index.add(*story("a.txt", BRIDGE))
    with pytest.raises(BrokenPipeError), new_answers(index, "bridge"):
        raise BrokenPipeError
    assert new(index, "bridge") == [BRIDGE]


def test_what_comes_in_while_it_is_shown_is_new_the_next_time(index: QuoteIndex) -> None:
    index.archive.save_search("all", "bridge OR ferry")
    index.add(*story("a.txt", BRIDGE))
    with new_answers(index, "all") as page:
        index.add(*story("b.txt", FERRY))
        assert [found.text for found in page.answers] == [BRIDGE]
    assert new(index, "all") == [FERRY]


def test_another_outlet_makes_nothing_new_unless_it_adds_what_was_looked_for(
    index: QuoteIndex,
) -> None:
    index.add(*story("a.txt", BRIDGE))
    index.archive.save_search("bridge", "bridge")
    index.archive.save_search("tunnel", "tunnel")
    index.add(*story("b.txt", BRIDGE, outlet="Port Gazette"))
    assert new(index, "bridge") == []
    index.add(*story("c.txt", LONGER, outlet="Harbour Times"))
    assert new(index, "bridge") == []
    assert new(index, "tunnel") == [LONGER]
    assert new(index, "tunnel") == []


def test_a_corrected_article_makes_only_its_new_words_new(index: QuoteIndex) -> None:
    index.add(*story("a.txt", BRIDGE))
    index.archive.save_search("all", "bridge OR ferry")
    index.add(*story("a.txt", FERRY, BRIDGE, opening="The council met on Tuesday."))
    assert new(index, "all") == [FERRY]
    assert [each.text for each in answer(index, "bridge", new_since="1999-01-01").answers] == [
        BRIDGE
    ]


def test_where_only_older_statements_match_no_weaker_reading_is_tried(index: QuoteIndex) -> None:
    index.add(*story("a.txt", BRIDGE))
    index.archive.save_search("both", "winter bridge")
    index.add(*story("b.txt", Statement("The toll bridge opens in June", "Tomás Ilić")))
    assert new(index, "both") == []


def test_running_a_search_does_not_change_the_archive_for_others(index: QuoteIndex) -> None:
    index.archive.save_search("bridge", "bridge")
    before = index.archive.change
    new(index, "bridge")
    assert index.archive.change == before
    (kept,) = index.archive.saved_searches()
    assert kept.last_run is not None
    assert kept.last_change == before


def test_searches_are_listed_by_name_and_deleted(index: QuoteIndex) -> None:
    index.archive.save_search("b", "bridge")
    index.archive.save_search("a", "ferry")
    assert [each.name for each in index.archive.saved_searches()] == ["a", "b"]
    index.archive.delete_search("a")
    assert [each.name for each in index.archive.saved_searches()] == ["b"]
    for use in (index.archive.delete_search, index.archive.saved_search):
        with pytest.raises(NotFoundError, match="no saved search called a"):
            use("a")


def test_a_name_stands_for_one_query(index: QuoteIndex) -> None:
    index.archive.save_search("bridge", "bridge")
    index.add(*story("a.txt", BRIDGE))
    index.archive.save_search("bridge", "bridge")
    assert new(index, "bridge") == [BRIDGE], "saving the same again must not skip what is new"
    with pytest.raises(UsageError, match="saved already, for: bridge"):
        index.archive.save_search("bridge", "ferry")


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "x" * 20_000, "\ud83d"])
def test_a_name_or_query_that_is_no_line_of_text_is_refused(index: QuoteIndex, text: str) -> None:
    with pytest.raises(UsageError, match="the name of a saved search"):
        index.archive.save_search(text, "bridge")
    with pytest.raises(UsageError, match="the query of a saved search"):
        index.archive.save_search("bridge", text)
    assert index.archive.saved_searches() == []
