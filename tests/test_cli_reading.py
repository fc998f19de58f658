"""`quotes extract` and `quotes add` on real articles: what comes out, and what fails how."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import RunQuotes

from quotes.records import Quote

GERMAN = (
    "Der Bürgermeister sagte am Dienstag, die Brücke bleibe bis zum Frühjahr geschlossen. "
    "„Wir haben keine andere Wahl“, erklärte er vor dem Stadtrat. Die Bürger seien enttäuscht. "
)


def quotes_in(lines: str) -> list[Quote]:
    return [Quote.model_validate_json(line) for line in lines.splitlines()]


def test_files_and_standard_input_give_the_same_quotes(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    from_file = run_quotes("extract", "--all", "samples/wire.jsonl")
    piped = run_quotes("extract", "--all", stdin=Path("samples/wire.jsonl").read_bytes())
    assert from_file.code == piped.code == 0
    assert from_file.out == piped.out
    assert quotes_in(from_file.out)


def test_every_span_reproduces_the_article(workplace: Path, run_quotes: RunQuotes) -> None:
    path = Path("samples/bridge-courier.txt")
    text = path.read_text("utf-8")
    quotes = quotes_in(run_quotes("extract", "--all", str(path)).out)
    assert quotes
    for quote in quotes:
        assert quote.id.startswith(f"bridge-courier.txt:{quote.content[0].start_char}")
        for span in (*quote.content, quote.cue, quote.source):
            if span:
                assert text[span.start_char : span.end_char] == span.text


def test_all_adds_to_what_is_shown_by_default(workplace: Path, run_quotes: RunQuotes) -> None:
    path = "samples/strike-beacon.html"
    shown = {quote.id for quote in quotes_in(run_quotes("extract", path).out)}
    everything = quotes_in(run_quotes("extract", "--all", path).out)
    asserted = {q.id for q in everything if q.modality == "asserted" and q.medium != "thought"}
    assert shown == asserted


def test_doubtful_speakers_become_candidates(workplace: Path, run_quotes: RunQuotes) -> None:
    path = "samples/strike-beacon.html"
    usual = quotes_in(run_quotes("extract", path).out)
    strict = quotes_in(run_quotes("extract", "--min-confidence", "1", path).out)
    assert [quote.id for quote in strict] == [quote.id for quote in usual]
    named = [(one, two) for one, two in zip(usual, strict, strict=True) if one.speaker]
    assert named
    for one, two in named:
        assert (two.speaker, two.role) == (None, None)
        assert two.speaker_candidates[0] == one.speaker
    assert run_quotes("extract", "--min-confidence", "2", path).code == 2


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    good = "samples/damascus-chronicle.txt"
    ended = run_quotes("extract", "empty.txt", "missing.txt", good, "binary.txt")
    assert ended.code == 3
    assert {quote.article_id for quote in quotes_in(ended.out)} == {"damascus-chronicle.txt"}
    for name in ("empty.txt: ", "missing.txt: ", "binary.txt: "):
        assert name in ended.err
    assert "3 inputs failed" in ended.err


def test_an_article_in_another_language_is_left_out_and_no_failure(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    Path("bruecke.txt").write_text(GERMAN * 4, "utf-8")
    for command in ("extract", "add"):
        ended = run_quotes(command, "bruecke.txt")
        assert (ended.code, ended.out) == (0, "")
        assert "left out bruecke.txt" in ended.err
        assert "another language (de)" in ended.err


def test_an_outlet_and_a_date_fill_what_the_article_does_not_say(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    told = ["--outlet", "Calderport Courier", "--published", "2025-02-12"]
    for path, outlet in (
        ("samples/bridge-courier.txt", "Calderport Courier"),
        ("samples/damascus-chronicle.txt", "Harbour Street Chronicle"),
    ):
        quotes = quotes_in(run_quotes("extract", *told, path).out)
        assert {quote.outlet for quote in quotes} == {outlet}


def test_a_date_that_is_none_is_wrong_usage(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("extract", "--published", "yesterday", "samples/bridge-courier.txt")
    assert ended.code == 2
    assert "yesterday" in ended.err


def test_adding_twice_adds_nothing_twice(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, run_quotes: RunQuotes
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [str(samples / "damascus-chronicle.txt"), str(samples / "damascus-meridian.html")]
    first = run_quotes("add", *paths)
    assert (first.code, first.out) == (0, "")
    assert "added damascus-chronicle.txt: " in first.err
    assert "2 articles added" in first.err
    counts = run_quotes("stats").records
    again = run_quotes("add", *paths)
    assert again.code == 0
    assert "0 articles added" in again.err
    assert "2 unchanged" in again.err
    assert run_quotes("stats").records == counts
    assert [file.name for file in tmp_path.iterdir()] == ["quotes.db"], "the one file is whole"


def test_the_demo_answers_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_quotes: RunQuotes
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run_quotes("demo")
    assert ended.code == 0
    assert "20 articles" in ended.out
    assert "Faisal al-Meqdad" in ended.out
    assert "Turkish colonizer" in ended.out
    assert not list(tmp_path.iterdir())


def test_another_model_that_is_not_there_is_named(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("extract", "--model", "no_such_model", "samples/bridge-courier.txt")
    assert ended.code == 3
    assert "no_such_model" in ended.err


def test_several_processes_with_another_model_are_refused(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    ended = run_quotes("extract", "--model", "m", "--jobs", "2", "samples/bridge-courier.txt")
    assert ended.code == 2


def test_markdown_and_csv_can_be_extracted_directly(workplace: Path, run_quotes: RunQuotes) -> None:
    path = "samples/damascus-chronicle.txt"
    assert run_quotes("extract", "--format", "csv", path).out.startswith("kind,medium,")
    assert run_quotes("extract", "--format", "markdown", path).out.startswith("> ")


def test_evaluate_reports_lines_that_are_no_gold(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("evaluate", stdin="{}\n")
    assert ended.code == 3
    assert "stdin:1: " in ended.err
    assert "holds no annotated articles" in ended.err
