"""What each command writes where, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from command_line import TURKISH_COLONIZER, RunQuotes, Terminal

from index.store import QuoteIndex
from quotes.cli import main
from quotes.cli.app import app
from quotes.cli.options import QuoteFormat
from quotes.export import FORMATS
from quotes.records import Answer, Article, CharSpan, Quote

CONTROLS = r"[\x07\u202e]|\x1b\[2J|\x1b\]"
QUESTION = "who said Turkish colonizer"
COMMANDS = (
    "extract read cluster add search export saved show speakers remove stats check backup"
    " rebuild evaluate demo schema"
).split()


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
