"""The command line: who is quoted, and who is whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import RunQuotes


def test_everybody_is_listed_the_most_quoted_first(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("speakers")
    assert ended.code == 0
    counts = [int(str(record["quote_count"])) for record in ended.records]
    assert counts == sorted(counts, reverse=True)
    fewer = run_quotes("speakers", "--limit", "2")
    assert fewer.records == ended.records[:2]
    assert "left out; see --limit" in fewer.err


def test_one_person_is_shown_with_every_spelling_and_role(
    workplace: Path, run_quotes: RunQuotes
) -> None:
    (record,) = run_quotes("speakers", "Mekdad").records
    assert set(record["spellings"]) == {"Faisal al-Meqdad", "Faisal Mekdad"}  # type: ignore[call-overload]
    assert record["role_periods"]
    shown = run_quotes("speakers", "--format", "text", "Miqdad").out
    assert "Faisal al-Meqdad" in shown
    assert "2020-03-03" in shown


def test_nobody_of_a_name_ends_with_1(workplace: Path, run_quotes: RunQuotes) -> None:
    ended = run_quotes("speakers", "Zeppelin")
    assert (ended.code, ended.out) == (1, "")
    assert "nobody called Zeppelin is quoted" in ended.err


def test_decisions_are_kept_exported_imported_and_taken_back(
    own_workplace: Path, run_quotes: RunQuotes
) -> None:
    apart = run_quotes("speakers", "Faisal Mekdad", "--forbid", "Faisal al-Meqdad")
    assert "1 decision kept" in apart.err
    assert [record["spellings"] for record in run_quotes("speakers", "Faisal Mekdad").records] == [
        ["Faisal Mekdad"]
    ]
    assert run_quotes("speakers", "--export", "who.txt").code == 0
    assert "forbid\tFaisal Mekdad\tFaisal al-Meqdad\n" in Path("who.txt").read_text("utf-8")
    assert run_quotes("speakers", "--export", "who.txt").code == 2
    undone = run_quotes("speakers", "Faisal al-Meqdad", "--undo", "Faisal Mekdad")
    assert "1 decision taken back" in undone.err
    assert len(run_quotes("speakers", "Faisal Mekdad").records[0]["spellings"]) == 2  # type: ignore[arg-type]
    assert "1 decision kept" in run_quotes("speakers", "--import", "who.txt").err
    assert len(run_quotes("speakers", "Faisal Mekdad").records[0]["spellings"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--merge", "Ada Venn"], 2, "say who"),
        (["Ada Venn", "--merge", "ada venn"], 3, "one name to the program"),
        (["Ada Venn", "--undo", "A. Wenn"], 1, "nothing was decided"),
        (["--import", "none.txt"], 3, "none.txt: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(
    own_workplace: Path, run_quotes: RunQuotes, arguments: list[str], code: int, message: str
) -> None:
    ended = run_quotes("speakers", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err


def test_variants_are_shown_with_what_changed(workplace: Path, run_quotes: RunQuotes) -> None:
    shown = run_quotes("show", "--diff", "--format", "text", "damascus-meridian.html:657").out
    assert "Differences from the longest form" in shown
