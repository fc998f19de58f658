"""A file of quotes is clustered as the quotes are, line for line."""

from __future__ import annotations

import gc

import pytest

from benchmarks.cluster_scale import make_quotes
from quotes.cluster_lines import cluster_lines
from quotes.clusters import cluster_quotes
from quotes.errors import InputError
from quotes.export.json_lines import json_line
from quotes.records import Quote

CONTENTS = [
    sentence.split()
    for sentence in (
        "the dam will hold through the winter if the valley stays dry and nobody needs to leave",
        "we have asked the council for three more crews and the council has given us one lorry",
        "nobody in the valley has forgotten what the mill owners did with the river last spring",
        "a heavy burden for every family in the northern districts",
        "the old bridge",
    )
]


def quotes(count: int = 120) -> list[Quote]:
    return [Quote.from_exchange(record) for record, _, _ in make_quotes(CONTENTS, count)]


def run(lines: list[bytes], jobs: int = 1) -> tuple[list[str], list[str], list[str]]:
    errors: list[InputError] = []
    repeats: list[str] = []
    found = cluster_lines(
        lines, "in.jsonl", jobs=jobs, on_error=errors.append, on_repeat=repeats.append
    )
    return [line for line, _ in found], [str(error) for error in errors], repeats


def to_lines(records: list[Quote]) -> list[bytes]:
    return [json_line(record).encode() + b"\n" for record in records]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_statements_are_those_of_the_quotes(jobs: int) -> None:
    records = quotes()
    found, errors, repeats = run(to_lines(records), jobs)
    assert found == [json_line(cluster) for cluster in cluster_quotes(records)]
    assert any('"shortened"' in line for line in found)
    assert (errors, repeats) == ([], [])
    assert gc.isenabled()


def test_every_quote_is_counted_once() -> None:
    records = quotes()
    found = cluster_lines(to_lines(records), "x", on_error=pytest.fail, on_repeat=lambda _: None)
    assert sum(count for _, count in found) == len(records)


def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_used() -> None:
    first, second = quotes(2)
    other = second.model_copy(update={"id": first.id})
    lines = [*to_lines([first, first]), b"\n", b"{}\n", *to_lines([other, second]), b"[1]"]
    found, errors, repeats = run(lines)
    assert repeats == [first.id]
    assert [error.partition(" ")[0] for error in errors] == [
        "in.jsonl:4:",
        "in.jsonl:5:",
        "in.jsonl:7:",
    ]
    assert "two different quotes" in errors[1]
    assert found == [json_line(cluster) for cluster in cluster_quotes([first, second])]


def test_nothing_at_all_gives_nothing() -> None:
    assert run([]) == ([], [], [])
