"""`quotes evaluate` as a user runs it: baselines, comparison, errors, wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import RunQuotes

from quotes.baselines import has_textacy

TEXT = (
    "Ferry delayed again\n\n"
    "“The ferry is late and it will stay late,” said Orla Venn, the harbour master. "
    "Tam Reyes said the boat was old."
)


def entry(content: str, source: str, cue: str = "said") -> dict[str, object]:
    """Return an attribution in PolNeAR's layout."""
    places = {}
    for name, words in (("source", source), ("cue", cue), ("content", content)):
        start_char = TEXT.index(words)
        places[name] = [[start_char, start_char + len(words)]]
    return {**places, "speaker": source, "speaker_kind": "person"}


@pytest.fixture
def gold(tmp_path: Path) -> str:
    entries = [
        entry("The ferry is late and it will stay late,", "Orla Venn"),
        entry("the boat was old", "Tam Reyes"),
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "ferry", "text": TEXT, "attributions": entries}), "utf-8")
    return str(path)


def test_a_baseline_is_measured_alone(gold: str, run_quotes: RunQuotes) -> None:
    ended = run_quotes("evaluate", "--baseline", "marks-and-verbs", gold)
    assert ended.code == 0, ended.err
    measures = json.loads(ended.out)["measures"]
    assert measures["quote found"]["right"] == measures["quote found"]["found"] == 1
    assert measures["quote found"]["gold"] == 2
    assert measures["direct content exact"]["recall"] == 1


@pytest.mark.skipif(not has_textacy(), reason="textacy cannot be installed there")
def test_all_are_compared_in_one_run(gold: str, run_quotes: RunQuotes) -> None:
    ended = run_quotes("evaluate", "--compare", "--format", "table", gold)
    assert ended.code == 0, ended.err
    head, *rows = ended.out.splitlines()
    assert head.split()[3:] == ["quotes", "textacy", "marks-and-verbs"]
    assert rows[-1] == "1 articles"
    (found,) = [row for row in rows if row.startswith("quote found")]
    assert found.split()[2::2] == ["100.0%", "66.7%", "66.7%"]

    alone = json.loads(run_quotes("evaluate", gold).out)
    together = json.loads(run_quotes("evaluate", "--compare", gold).out)
    assert together["quotes"] == alone


def test_without_textacy_the_others_are_compared(
    gold: str, run_quotes: RunQuotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.baselines.has_textacy", lambda: False)
    ended = run_quotes("evaluate", "--compare", gold)
    assert ended.code == 0
    assert json.loads(ended.out).keys() == {"quotes", "marks-and-verbs"}
    assert "textacy is not installed" in ended.err
    alone = run_quotes("evaluate", "--baseline", "textacy", gold)
    assert alone.code == 2
    assert "textacy is not installed" in alone.err


def test_errors_are_listed(gold: str, run_quotes: RunQuotes) -> None:
    ended = run_quotes(
        *("evaluate", "--baseline", "marks-and-verbs", "--format", "table", "--errors", "1", gold)
    )
    place = TEXT.index("the boat")
    assert f"missed      ferry:{place}  the boat was old" in ended.out


@pytest.mark.parametrize("option", [("--errors", "3"), ("--baseline", "textacy")])
def test_comparing_goes_with_nothing_else(
    gold: str, run_quotes: RunQuotes, option: tuple[str, ...]
) -> None:
    ended = run_quotes("evaluate", "--compare", *option, gold)
    assert ended.code == 2
    assert "--compare" in ended.err
