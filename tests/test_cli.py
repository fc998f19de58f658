"""What each command writes where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import TURKISH_COLONIZER, RunQuotes, Terminal

from index.store import QuoteIndex
from quotes.cli import main
from quotes.cli.app import app
from quotes.cli.options import QuoteFormat
from quotes.export import FORMATS
from quotes.records import Answer, Article, CharSpan, ClusterMember, Quote, QuoteCluster

CONTROLS = r"[\x07\u202e]|\x1b\[2J|\x1b\]"
QUESTION = "who said Turkish colonizer"
COMMANDS = (
    "extract cluster add search export show remove stats rebuild evaluate demo schema".split()
)


def test_the_commands_are_those_of_the_design() -> None:
    assert [command.name or command.callback.__name__ for command in app.registered_commands] == (
        COMMANDS
    )


def test_formats_are_those_of_export() -> None:
    assert get_args(QuoteFormat) == FORMATS


# --- Search --------------------------------------------------------------------------------------


def test_search_in_a_pipe_writes_answers_as_json_lines(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("search", QUESTION)
    assert ended.code == 0
    answers = [Answer.model_validate(record) for record in ended.records]
    first = answers[0]
    assert first.speaker is not None
    assert first.speaker.name == "Faisal al-Meqdad"
    assert first.role is not None
    assert first.role.text == "Syria's deputy foreign minister"
    assert first.outlets == ("Harbour Street Chronicle", "Karsk Meridian")
    found = [first.text[start:end] for start, end in first.highlights]
    assert found == ["Turkish", "colonizer"] or "Turkish" in " ".join(found)
    assert "quoted with Turkish and colonizer" in ended.err


def test_search_on_a_terminal_is_a_table(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", QUESTION, on_terminal=True)
    assert ended.code == 0
    assert "quoted with Turkish and colonizer" in ended.out
    assert "Faisal al-Meqdad" in ended.out
    assert "Harbour Street" in ended.out
    assert "2020-03-03" in ended.out
    assert f"quotes show {TURKISH_COLONIZER}" in ended.out
    assert "\x1b[1;33mTurkish" in ended.out, "what was found is emphasised"


def test_a_table_can_be_asked_for_in_a_pipe(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--format", "table", QUESTION)
    assert "Faisal al-Meqdad" in ended.out
    assert "\x1b" not in ended.out


def test_the_words_of_a_query_need_no_quotation_marks(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    assert run_quotes("search", *QUESTION.split()).out == run_quotes("search", QUESTION).out


def test_a_word_can_be_excluded_without_further_ado(workplace: Path, run_quotes: RunQuotes) -> None:
    everything = run_quotes("search", "speaker:Meqdad").records
    for arguments in (["speaker:Meqdad", "-Arabism"], ["speaker:Meqdad -Arabism"]):
        found = run_quotes("search", *arguments).records
        assert 0 < len(found) < len(everything)
        assert not any("Arabism" in str(answer["text"]) for answer in found)
    assert run_quotes("search", "-Arabism speaker:Meqdad").records == found


def test_an_option_is_not_taken_for_an_excluded_word(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("search", "--limt", "3", "bridge")
    assert ended.code == 2
    assert "--limt" in ended.err


def test_nothing_found_is_exit_code_1_and_no_output(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "xylophone zeppelin")
    assert (ended.code, ended.out) == (1, "")
    assert "nothing found" in ended.err


def test_somebody_who_is_only_mentioned_has_no_quotes_and_search_says_so(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("search", "speaker:Haftar")
    assert (ended.code, ended.out) == (1, "")
    assert "no quotes by Haftar; mentioned in 2 articles" in ended.err


def test_a_weaker_reading_is_shown(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "colonizer zeppelin")
    assert ended.code == 0
    assert "nothing found for:" in ended.err
    assert "shown instead:" in ended.err


def test_a_limit_says_how_many_there_are(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--limit", "2", "bridge")
    assert len(ended.records) == 2
    assert "2 of " in ended.err
    assert "more with --limit" in ended.err


def test_search_without_a_query_says_what_to_type(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search")
    assert ended.code == 2
    assert 'as in: quotes search "who said' in ended.err


def test_a_batch_answers_every_line_with_its_query(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("search", "--batch", "-", "--limit", "1", stdin="bridge\n\nArabism\nzzzz\n")
    assert ended.code == 0
    assert [answer["query"] for answer in ended.records] == ["bridge", "Arabism"]
    assert "nothing found" in ended.err


def test_a_batch_that_finds_nothing_ends_with_1(workplace: Path, run_quotes: RunQuotes) -> None:
    assert run_quotes("search", "--batch", "-", stdin="zzzz\nyyyy\n").code == 1


@pytest.mark.parametrize(
    "query", ["", '"', "(((", "speaker:", "AND OR NOT", "*", "\x00", "-", "~3"]
)
def test_no_query_is_an_error(workplace: Path, run_quotes: RunQuotes, query: str) -> None:
    ended = run_quotes("search", "--", query)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err


def test_words_do_nothing_to_a_terminal_but_appear(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    text = "Rain \x1b[2Jfell\x07 on \u202eharbours."
    content = CharSpan(start_char=0, end_char=len(text), text=text)
    quote = Quote(
        id="evil:0",
        article_id="evil",
        kind="direct",
        text=text,
        content=(content,),
        outlet="\x1b]0;",
    )
    with QuoteIndex.open("quotes.db") as index:
        index.add(Article(id="evil", text=text), [quote])
    for command in (["search", "rain"], ["show", "evil:0"]):
        shown = run_quotes(*command, on_terminal=True).out
        assert "�[2Jfell� on �harbours." in shown
        assert not {"\x07", "\u202e", "\x1b[2J", "\x1b]"} & set(re.findall(CONTROLS, shown))
    assert run_quotes("search", "rain").records[0]["text"] == text, "data stay exact"


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


# --- Streams and errors --------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["extract", "cluster", "add"])
def test_a_person_at_a_terminal_is_told_what_to_give(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal())
    assert main([command]) == 2
    assert "nothing to read: name" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_unforeseen_error_is_one_line_unless_debugging(
    workplace: Path, run_quotes: RunQuotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr("index.store.QuoteIndex.stats", fail)
    ended = run_quotes("stats")
    assert ended.code == 3
    assert ended.err.count("\n") == 1
    assert "ZeroDivisionError: nobody thought of this" in ended.err
    monkeypatch.setenv("QUOTES_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run_quotes("stats")


def test_an_interrupted_command_ends_with_130_and_a_sentence(
    workplace: Path, run_quotes: RunQuotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.store.QuoteIndex.stats", interrupt)
    ended = run_quotes("stats")
    assert ended.code == 130
    assert "stopped" in ended.err


# --- Schema and version --------------------------------------------------------------------------


def test_schema_describes_every_field_of_every_line(run_quotes: RunQuotes) -> None:
    (ended,) = [run_quotes("schema")]
    schema = json.loads(ended.out)
    assert {line["title"] for line in schema["anyOf"]} == {
        "article", "quote", "statement", "answer", "batch", "export", "gold",
    }  # fmt: skip
    for definition in schema["$defs"].values():
        assert all(field["description"] for field in definition["properties"].values())


def test_schema_as_text_names_the_fields(run_quotes: RunQuotes) -> None:
    text = run_quotes("schema", "--format", "text", "quote").out
    assert "article_id:start_char of the first content span" in text


def test_an_unknown_line_is_wrong_usage(run_quotes: RunQuotes) -> None:
    ended = run_quotes("schema", "poem")
    assert ended.code == 2
    assert "choose one of: article, quote" in ended.err


def test_the_version_is_that_of_the_distribution(run_quotes: RunQuotes) -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    assert run_quotes("--version").out == f"quotes {project['project']['version']}\n"
