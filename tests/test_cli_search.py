"""What `quotes search` offers besides answers: counts, reasons, pages, batches, and what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import RunQuotes


def test_counts_of_all_that_is_found(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--facets", "--limit", "1", "speaker:Mekdad")

    assert len(ended.records) == 1
    assert "speaker: Faisal al-Meqdad 3" in ended.err
    assert "outlet: Harbour Street Chronicle 3, Karsk Meridian 1" in ended.err
    assert "month: 2020-03 3" in ended.err


def test_reasons_for_the_order(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--explain", "Turkish colonizer")
    table = run_quotes("search", "--explain", "--format", "table", "Turkish colonizer")

    assert "Turkish (the words)" in ended.err
    assert "2 Turkish colonizer (close together in the words)" in ended.err
    assert "Turkish" in table.out


def test_pages_follow_each_other(workplace: Path, run_quotes: RunQuotes) -> None:
    every = [record["cluster_id"] for record in run_quotes("search", "bridge").records]
    assert len(every) > 4
    shown = []
    arguments = ["search", "--limit", "3", "bridge"]
    while arguments:
        ended = run_quotes(*arguments)
        shown += [record["cluster_id"] for record in ended.records]
        _, _, page = ended.err.rpartition("--after ")
        is_last = "--after" not in ended.err
        arguments = [] if is_last else ["search", "--limit", "3", "--after", page.strip(), "bridge"]
    assert shown == every


def test_where_a_page_begins_must_be_right(workplace: Path, run_quotes: RunQuotes) -> None:
    assert run_quotes("search", "--after", "there", "bridge").code == 2
    assert run_quotes("search", "--after", "3/x", "--batch", "-", stdin="bridge\n").code == 2


def test_what_is_new(workplace: Path, run_quotes: RunQuotes) -> None:
    assert run_quotes("search", "--new-since", "2020-01-01", "bridge").code == 0
    nothing = run_quotes("search", "--new-since", "9999-01-01", "bridge")
    assert (nothing.code, nothing.out) == (1, "")
    assert run_quotes("search", "--new-since", "lately", "bridge").code == 2


BATCHES = [
    ("lines.txt", "passport\n\ncolonizer\n"),
    ("table.csv", 'id,query,who\n1,passport,me\n2,"colonizer",you\n'),
    ("one.csv", "query\npassport\ncolonizer\n"),
    ("table.txt", "name,query\na,passport\nb,colonizer\n"),
]


@pytest.mark.parametrize(("name", "text"), BATCHES, ids=[name for name, _ in BATCHES])
def test_batches(own_workplace: Path, run_quotes: RunQuotes, name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")

    ended = run_quotes("search", "--batch", name)

    assert [record["query"] for record in ended.records] == ["passport", "colonizer"]


def test_a_table_without_queries_is_told(own_workplace: Path, run_quotes: RunQuotes) -> None:
    Path("bad.csv").write_text("id,question\n1,passport\n", "utf-8")

    ended = run_quotes("search", "--batch", "bad.csv")

    assert ended.code == 3
    assert "no column called query" in ended.err


def test_what_is_found_only_around_is_marked(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--format", "table", "lacemaker")

    assert "found only in the text around" in ended.out
    assert "be it only in the text around" in ended.out
