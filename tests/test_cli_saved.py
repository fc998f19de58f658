"""`quotes saved`: searches kept, listed, run and deleted from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import RunQuotes

ARTICLE = """A second bridge

"The new bridge at Tarn opens on Friday," said Ada Fenwick, the harbour master.
"""


@pytest.fixture
def archive(own_workplace: Path, run_quotes: RunQuotes) -> Path:
    """An archive whose saved search "bridge" has been run."""
    assert run_quotes("saved", "bridge").code == 0
    return own_workplace / "quotes.db"


def add_article(name: str, text: str = ARTICLE) -> None:
    """Store an article with its first paragraph's quote."""
    from index.store import QuoteIndex
    from quotes.records import Article, Quote

    article = Article(id=name, text=text, outlet="Tarn Weekly")
    start = text.index("The new")
    content = (article.span(start, text.index(',"')),)
    quote = Quote(
        id=f"{name}:{start}", article_id=name, kind="direct", content=content, text=content[0].text
    )
    with QuoteIndex.open("quotes.db") as index:
        index.add(article, [quote])


def test_what_is_new_is_shown_once(archive: Path, run_quotes: RunQuotes) -> None:
    nothing = run_quotes("saved", "bridge")
    assert (nothing.code, nothing.out) == (1, "")
    assert "bridge: nothing new since 2" in nothing.err
    add_article("tarn.txt")
    found = run_quotes("saved", "bridge")
    assert found.code == 0
    assert [record["text"] for record in found.records] == [
        "The new bridge at Tarn opens on Friday"
    ]
    assert run_quotes("saved", "bridge").code == 1


def test_looking_does_not_count_as_a_run(archive: Path, run_quotes: RunQuotes) -> None:
    add_article("tarn.txt")
    assert len(run_quotes("saved", "--all", "bridge").records) > 1
    assert len(run_quotes("saved", "--new-since", "1999-01-01", "bridge").records) > 1
    assert run_quotes("saved", "--new-since", "2999-01-01", "bridge").code == 1
    assert len(run_quotes("saved", "bridge").records) == 1


def test_all_are_run_and_each_answer_names_its_query(archive: Path, run_quotes: RunQuotes) -> None:
    saved = run_quotes("saved", "tarn", "--query", "Tarn -ferry")
    assert (saved.code, saved.out) == (0, "")
    add_article("tarn.txt")
    ended = run_quotes("saved", "--every")
    assert ended.code == 0
    assert [record["query"] for record in ended.records] == ["bridge", "Tarn -ferry"]
    assert run_quotes("saved", "--every").code == 1


def test_searches_are_listed_and_deleted(archive: Path, run_quotes: RunQuotes) -> None:
    (record,) = run_quotes("saved").records
    assert (record["name"], record["query"]) == ("bridge", "bridge")
    assert record["last_run"]
    assert "bridge: bridge (last run" in run_quotes("saved", "--format", "table").out
    assert run_quotes("saved", "--delete", "bridge").code == 0
    listed = run_quotes("saved")
    assert (listed.code, listed.out) == (0, "")
    assert "no searches are saved" in listed.err
    assert run_quotes("saved", "--every").code == 1


def test_a_table_on_a_terminal(archive: Path, run_quotes: RunQuotes) -> None:
    add_article("tarn.txt")
    shown = run_quotes("saved", "bridge", on_terminal=True).out
    assert "at Tarn opens on Friday" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nobody"], 1, "no saved search called nobody"),
        (["--delete", "nobody"], 1, "no saved search called nobody"),
        (["bridge", "--query", "ferry"], 2, "saved already, for: bridge"),
        (["--query", "ferry"], 2, "under which name"),
        (["a", "b", "--query", "ferry"], 2, "under which name"),
        (["--delete"], 2, "say which"),
        (["bridge", "--every"], 2, "not both"),
        (["bridge", "--new-since", "yesterday"], 2, "is no time"),
        (["bridge", "--new-since", "0001-01-01T00:00+14:00"], 2, "not a time"),
    ],
)
def test_mistakes_are_told(
    archive: Path, run_quotes: RunQuotes, arguments: list[str], code: int, message: str
) -> None:
    ended = run_quotes("saved", *arguments)
    assert ended.code == code
    assert message in ended.err
