"""The archive from the command line: what goes out of it, what is shown, kept and removed."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from command_line import TURKISH_COLONIZER, RunQuotes

from quotes.records import ClusterMember, Quote, QuoteCluster

QUESTION = "who said Turkish colonizer"


# --- Export --------------------------------------------------------------------------------------


def test_export_writes_every_quote_once(
    workplace: Path, run_quotes: RunQuotes, gold: list[Any]
) -> None:
    ended = run_quotes("export")
    assert ended.code == 0
    exported = {str(record["id"]): record for record in ended.records}
    assert len(exported) == len(ended.records)
    assert exported.keys() == {quote.id for _, quotes in gold for quote in quotes}
    for _, quotes in gold:
        for quote in quotes:
            assert Quote.from_exchange(exported[quote.id]) == quote


def test_rows_of_one_statement_stand_together(workplace: Path, run_quotes: RunQuotes) -> None:
    clusters = [record["cluster_id"] for record in run_quotes("export").records]
    runs = [id for at, id in enumerate(clusters) if at == 0 or clusters[at - 1] != id]
    assert len(runs) == len(set(runs))


def test_an_export_is_read_again_by_cluster(workplace: Path, run_quotes: RunQuotes) -> None:
    exported = run_quotes("export", "bridge").out
    ended = run_quotes("cluster", stdin=exported)
    assert ended.code == 0
    clusters = [QuoteCluster.model_validate(record) for record in ended.records]
    members = [q.id for c in clusters for q in c.quotes if q.relation != "related"]
    assert sorted(members) == sorted(str(json.loads(line)["id"]) for line in exported.splitlines())


def test_export_with_a_query_that_finds_nothing_ends_with_1(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("export", "-o", "none.csv", "--format", "csv", "zeppelin")
    assert (ended.code, ended.out) == (1, "")
    assert not Path("none.csv").exists()


def test_csv_has_dotted_names(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("export", "--format", "csv", "Turkish colonizer")
    rows = list(csv.DictReader(io.StringIO(ended.out, newline="")))
    carrying = [row for row in rows if "Turkish colonizer" in row["text"]]
    assert [row["speaker.name"] for row in carrying] == ["Faisal al-Meqdad", "Faisal Mekdad"]
    assert carrying[0]["cluster_id"] == carrying[1]["cluster_id"]


def test_a_file_is_written_and_never_overwritten(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    assert run_quotes("export", "-o", "out.jsonl", "bridge").code == 0
    before = Path("out.jsonl").read_bytes()
    again = run_quotes("export", "-o", "out.jsonl")
    assert again.code == 2
    assert "--force" in again.err
    assert Path("out.jsonl").read_bytes() == before
    assert run_quotes("export", "--force", "-o", "out.jsonl").code == 0
    assert len(Path("out.jsonl").read_bytes()) > len(before)
    assert sorted(file.name for file in own_workplace.iterdir()) == [
        "out.jsonl",
        "quotes.db",
        "samples",
    ]


def test_a_file_that_cannot_be_written_is_named(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("export", "-o", "no/such/folder.csv")
    assert ended.code == 2
    assert "no/such/folder.csv cannot be written" in ended.err


# --- Show ----------------------------------------------------------------------------------------


def test_show_gives_a_quote_in_its_exact_context(
    workplace: Path, run_quotes: RunQuotes, gold: list[Any]
) -> None:
    ended = run_quotes("show", TURKISH_COLONIZER)
    assert ended.code == 0
    (record,) = ended.records
    shown: dict[str, Any] = record
    text = next(article.text for article, _ in gold if article.id == "damascus-chronicle.txt")
    context = shown["context"]
    assert text[context["start_char"] : context["end_char"]] == context["text"]
    quote = Quote.model_validate(shown["quote"])
    assert all(span.text in context["text"] for span in quote.content)
    assert context["start_char"] < quote.content[0].start_char
    assert context["end_char"] > quote.content[-1].end_char
    members = [ClusterMember.model_validate(member) for member in shown["statement"]["quotes"]]
    assert {member.outlet for member in members} == {"Harbour Street Chronicle", "Karsk Meridian"}


def test_show_as_text_has_the_facts_and_the_variants(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    shown = run_quotes("show", "--format", "text", TURKISH_COLONIZER).out
    for fact in (
        "Faisal al-Meqdad",
        "Syria's deputy foreign minister",
        "Harbour Street Chronicle",
        "2020-03-03",
        "characters 569–",
        "We believe in one Libya",
        "shortened",
        "Karsk Meridian",
        "damascus-meridian.html:657",
    ):
        assert fact in shown, fact


def test_show_takes_the_id_of_a_statement_too(workplace: Path, run_quotes: RunQuotes) -> None:
    cluster_id = str(run_quotes("search", QUESTION).records[0]["cluster_id"])
    assert run_quotes("show", cluster_id).out == run_quotes("show", TURKISH_COLONIZER).out


def test_an_unknown_id_is_exit_code_1(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("show", "nothing.txt:1")
    assert (ended.code, ended.out) == (1, "")
    assert "nothing.txt:1" in ended.err


# --- The archive ---------------------------------------------------------------------------------


def test_remove_takes_articles_out_of_answers(own_workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("remove", "damascus-chronicle.txt")
    assert (ended.code, ended.out) == (0, "")
    assert "removed 1 article with 3 quotes" in ended.err
    (answer,) = run_quotes("search", QUESTION).records
    assert answer["outlets"] == ["Karsk Meridian"]


def test_if_one_article_is_unknown_nothing_is_removed(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    before = run_quotes("stats").out
    ended = run_quotes("remove", "damascus-chronicle.txt", "nothing.txt")
    assert ended.code == 1
    assert "nothing.txt" in ended.err
    assert run_quotes("stats").out == before


def test_forget_leaves_no_trace_in_the_file(own_workplace: Path, run_quotes: RunQuotes) -> None:
    assert b"Arabism" in Path("quotes.db").read_bytes()
    assert run_quotes("remove", "--forget", "damascus-chronicle.txt").code == 0
    assert b"Arabism" not in Path("quotes.db").read_bytes()


def test_stats_counts_as_json_and_as_a_table(
    workplace: Path, run_quotes: RunQuotes, gold: list[Any]
) -> None:
    (counts,) = run_quotes("stats").records
    assert counts["articles"] == len(gold)
    assert counts["quotes"] == sum(len(quotes) for _, quotes in gold)
    table = run_quotes("stats", "--format", "table").out
    assert f"articles {len(gold):>20}".split() == table.splitlines()[0].split()


def test_rebuild_changes_no_answer(own_workplace: Path, run_quotes: RunQuotes) -> None:
    before = run_quotes("search", "bridge").out
    assert run_quotes("rebuild").code == 0
    assert run_quotes("search", "bridge").out == before


@pytest.mark.parametrize(
    "command", [["search", "bridge"], ["export"], ["show", "x:1"], ["remove", "x"], ["stats"]]
)
def test_where_there_is_no_archive_it_is_said_how_to_make_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_quotes: RunQuotes,
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run_quotes(*command)
    assert ended.code == 3
    assert "there is no archive at quotes.db" in ended.err
    assert not list(tmp_path.iterdir())


def test_the_archive_is_named_by_option_then_by_environment(
    workplace: Path, run_quotes: RunQuotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTES_INDEX", "elsewhere.db")
    assert "no archive at elsewhere.db" in run_quotes("stats").err
    assert run_quotes("stats", "--index", "quotes.db").code == 0


def test_a_database_of_another_program_is_refused(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    with sqlite3.connect("other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    ended = run_quotes("stats", "--index", "other.db")
    assert ended.code == 3
    assert "another program" in ended.err


# --- Cluster -------------------------------------------------------------------------------------


def test_cluster_reports_broken_lines_by_number_and_goes_on(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    good = run_quotes("export", "Arabism").out.splitlines()[0]
    lines = [good, "{", '{"id": "a"}', "", '["list"]', good]
    ended = run_quotes("cluster", stdin="\n".join(lines))
    assert ended.code == 3
    assert len(ended.records) == 1
    for problem in ("stdin:2: is not a line of JSON", "stdin:3: is not a quote", "stdin:5:"):
        assert problem in ended.err
    assert "comes twice and is used once" in ended.err
    assert "3 inputs failed" in ended.err


def test_two_different_quotes_of_one_id_are_an_error(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    record = run_quotes("export", "Arabism").records[0]
    other = record | {"confidence": 0.123}
    ended = run_quotes("cluster", stdin=f"{json.dumps(record)}\n{json.dumps(other)}\n")
    assert ended.code == 3
    assert "two different quotes have the id" in ended.err


def test_fields_of_other_programs_are_ignored_and_missing_ones_filled(
    run_quotes: RunQuotes,
) -> None:
    line = {
        "id": "a:0",
        "article_id": "a",
        "kind": "direct",
        "text": "Rain fell.",
        "content": [{"start_char": 0, "end_char": 10, "text": "Rain fell.", "colour": "grey"}],
        "mood": "wet",
    }
    ended = run_quotes("cluster", stdin=json.dumps(line))
    assert ended.code == 0
    (cluster,) = (QuoteCluster.model_validate(record) for record in ended.records)
    assert cluster.quotes[0].modality == "asserted"


# --- Whole, and a copy of it ---------------------------------------------------------------------


def test_check_says_what_is_wrong_and_ends_with_3(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    whole = run_quotes("check")
    assert (whole.code, whole.out) == (0, "")
    assert "quotes.db is whole: 20 articles" in whole.err
    with sqlite3.connect("quotes.db") as connection:
        connection.execute("UPDATE articles SET text = 'gone' WHERE id = 'damascus-chronicle.txt'")
    connection.close()
    ended = run_quotes("check")
    assert ended.code == 3
    (finding,) = [each for each in ended.records if str(each["where"]).startswith("article")]
    assert finding["where"] == "article damascus-chronicle.txt"
    assert "quotes remove damascus-chronicle.txt" in str(finding["remedy"])
    shown = run_quotes("check", "--format", "text").out
    assert "what to do: quotes remove damascus-chronicle.txt" in shown


def test_a_backup_is_an_archive_and_overwrites_nothing(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("backup", "copy.db")
    assert (ended.code, ended.out) == (0, "")
    assert (
        run_quotes("search", QUESTION, "--index", "copy.db").out
        == run_quotes("search", QUESTION).out
    )
    again = run_quotes("backup", "copy.db")
    assert again.code == 2
    assert "--force" in again.err
    assert run_quotes("remove", "damascus-chronicle.txt").code == 0
    assert run_quotes("backup", "--index", "copy.db", "--force", "quotes.db").code == 0
    assert run_quotes("show", TURKISH_COLONIZER).code == 0
