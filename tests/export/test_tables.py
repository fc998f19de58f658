"""CSV holds every field of a record, exactly, whatever is in the words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.export import ExportFormat, ExportRow, write_quotes
from quotes.export.columns import column_names
from quotes.records import CharSpan, Quote, Role, Speaker

HOSTILE = {
    "a line feed": "first\nsecond",
    "a carriage return": "first\rsecond",
    "both": "first\r\nsecond\r\n",
    "marks": 'she said "no", then left',
    "a NUL": "nul\x00inside",
    "a formula": '=HYPERLINK("http://example.org","click")',
    "an apostrophe": "'=1+1",
    "right to left": "قال الوزير \u202e evil",
    "a line separator": "one\u2028two\u2029three\x85four",
    "only a comma": ",",
    "outside the basic plane": "𝒜 🗳 word",
    "a byte order mark": "\ufeffword",
    "spaces at the edges": "  padded\u00a0 ",
}


def span(text: str, start_char: int = 0) -> CharSpan:
    return CharSpan(start_char=start_char, end_char=start_char + len(text), text=text)


def quote_of(text: str, **fields: Any) -> Quote:
    defaults: dict[str, Any] = {
        "id": "storm.txt:0",
        "article_id": "storm.txt",
        "kind": "direct",
        "content": (span(text),),
        "text": text,
    }
    return Quote(**(defaults | fields))


def full_quote(text: str) -> Quote:
    return quote_of(
        f"{text} … {text}",
        content=(span(text), span(text, 500)),
        outlet=text,
        title=text,
        url="https://calder.example/storm",
        published="2025-02-03",
        cue=span("said", 900),
        source=span("Mayor Oda Brandt", 905),
        speaker=Speaker(name=text, mention=span("Oda Brandt", 911), confidence=0.75),
        speaker_candidates=(
            Speaker(name="Oda Brandt"),
            Speaker(name="Ida Brandt", mention=span("Ida", 3), confidence=0.25),
        ),
        role=Role(text=text, mention=span("Mayor", 905), affiliation=text),
        nested_in="storm.txt:12",
        confidence=0.5,
        context_digest="ab12",
    )


def table_of(quotes: Sequence[Quote], format: ExportFormat = "csv", **options: Any) -> list[Any]:
    stream = io.StringIO(newline="")
    assert write_quotes(quotes, stream, format, **options) == len(quotes)
    text = stream.getvalue()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rebuilt(row: dict[str, str]) -> Quote:
    """Build the record again from nothing but its row."""
    tree: dict[str, Any] = {}
    for name, cell in row.items():
        *folders, leaf = name.split(".")
        if folders and folders[0] == "content":
            continue
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})
        place[leaf] = cell or None
    for name in ("content", "speaker_candidates"):
        tree[name] = json.loads(tree[name] or "[]")
    return Quote.model_validate(_without_empty(tree))


def _without_empty(tree: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in tree.items():
        inner = _without_empty(value) if isinstance(value, dict) else value
        if inner not in (None, {}):
            cleaned[name] = inner
    return cleaned


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_everything_in_the_record_is_in_its_row(text: str) -> None:
    quote = full_quote(text)
    (row,) = table_of([quote])
    assert rebuilt(row) == quote


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_words_come_back_exactly(text: str) -> None:
    quote = full_quote(text)
    (row,) = table_of([quote])
    assert rebuilt(row) == quote


def test_a_quote_without_speaker_has_empty_cells() -> None:
    quote = quote_of("Rain fell.")
    (row,) = table_of([quote])
    assert row["speaker.name"] == row["role.text"] == row["cue.start_char"] == ""
    assert rebuilt(row) == quote


def test_the_first_content_span_has_columns_of_its_own() -> None:
    (row,) = table_of([full_quote("Rain fell.")])
    assert (row["content.start_char"], row["content.end_char"]) == ("0", "10")
    assert row["content.text"] == "Rain fell."
    assert len(json.loads(row["content"])) == 2


def test_columns_are_named_as_in_json_lines() -> None:
    names = column_names(Quote)
    assert names[:4] == ("kind", "medium", "modality", "content")
    for name in ("id", "speaker.name", "speaker.mention.start_char", "role.text", "cue.text"):
        assert name in names
    assert len(set(names)) == len(names)
    assert {name.split(".")[0] for name in names} == set(Quote.model_fields)


def test_rows_of_an_archive_name_their_statement() -> None:
    row = ExportRow(**quote_of("Rain fell.").model_dump(), relation="contained", cluster_id="c1")
    (cells,) = table_of([row], kind=ExportRow)
    assert (cells["relation"], cells["cluster_id"]) == ("contained", "c1")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0"],
)
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    (row,) = table_of([full_quote(text)], "excel")
    cells = [row["text"], row["content.text"], row["speaker.name"], row["outlet"], row["title"]]
    assert all(cell.startswith("'" + text) for cell in cells)


def test_no_cell_of_a_spreadsheet_begins_like_a_formula() -> None:
    quotes = [full_quote(text) for text in HOSTILE.values()]
    for row in table_of(quotes, "excel"):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_plain_csv_stays_exact() -> None:
    (row,) = table_of([quote_of("=1+1")])
    assert row["text"] == "=1+1"


def test_a_spreadsheet_is_told_that_it_is_utf8() -> None:
    stream = io.StringIO(newline="")
    write_quotes([quote_of("Rain fell.")], stream, "excel")
    assert stream.getvalue().encode().startswith(b"\xef\xbb\xbf")


def test_no_quotes_are_a_header_alone() -> None:
    stream = io.StringIO(newline="")
    assert write_quotes([], stream, "csv") == 0
    assert stream.getvalue().count("\r\n") == 1
