"""Statements, reprints and differences on sets written apart, by somebody who saw no code.

The answers of the half for work may be read; the other half is only counted, by the command
`python -m benchmarks.statements unread`.
"""

from __future__ import annotations

import pytest

from benchmarks.statements import Score, score_half

HALVES = ["work"]


@pytest.fixture(scope="module", params=HALVES)
def score(request: pytest.FixtureRequest) -> Score:
    return score_half(request.param)


def test_quotes_are_joined_that_carry_one_statement_and_no_others(score: Score) -> None:
    assert score.precision >= 0.99
    assert score.recall >= 0.85


def test_reprints_of_one_wire_text_are_told_from_independent_reports(score: Score) -> None:
    assert score.wire >= 0.95


def test_differences_that_change_the_meaning_are_flagged_and_hardly_any_others(
    score: Score,
) -> None:
    assert score.flagged >= 0.9
    assert score.falsely_flagged <= 0.2
