"""Decisions about who is whom: as a file, and followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.clusters.decisions import (
    Decision,
    make_decision,
    read_decisions,
    spelled_alike,
    write_decisions,
)
from quotes.errors import FormatError

FILE = """# Who is whom in the harbour case.
merge\tAda Lindqvist\tA. Lindquist

forbid\tHassan Qadiri\tHassan Kadiri
split\tJohn Hartley\tstorm-ledger.html
"""


def test_a_file_is_read_and_written() -> None:
    decisions = read_decisions(FILE, "decisions.txt")
    assert decisions == [
        Decision("merge", "Ada Lindqvist", "A. Lindquist"),
        Decision("forbid", "Hassan Qadiri", "Hassan Kadiri"),
        Decision("split", "John Hartley", "storm-ledger.html"),
    ]
    assert read_decisions(write_decisions(decisions), "x") == sorted(decisions)


def test_the_last_of_several_about_one_matter_holds() -> None:
    text = "merge\tAda Venn\tA. Wenn\nforbid\ta. wenn\tADA VENN\n"
    assert read_decisions(text, "x") == [Decision("forbid", "a. wenn", "ADA VENN")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("merge\tAda Venn", "expected merge, forbid or split"),
        ("join\tAda Venn\tA. Wenn", "expected merge, forbid or split"),
        ("merge\tAda Venn\tada VENN", "one name to the program"),
        ("merge\tAda Venn\t…", "no letter in it"),
    ],
)
def test_what_is_no_decision_is_told_with_its_line(line: str, message: str) -> None:
    with pytest.raises(FormatError, match=rf"who\.txt:2: .*{message}"):
        read_decisions(f"# remark\n{line}\n", "who.txt")


def test_a_name_goes_by_the_first_it_was_merged_with() -> None:
    chain = [
        make_decision("merge", "Ada Venn", "A. Wenn"),
        make_decision("merge", "A. Wenn", "Wen"),
    ]
    assert spelled_alike(chain) == {"A. Wenn": "Ada Venn", "Wen": "Ada Venn"}
    assert spelled_alike([make_decision("forbid", "Ada Venn", "A. Wenn")]) == {}


NAMES = st.sampled_from(["Ada Venn", "A. Wenn", "Wen", "Bo Holm", "B. Holm"])


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=6))
def test_merges_in_a_ring_come_to_an_end(pairs: list[tuple[str, str]]) -> None:
    known_as = spelled_alike(make_decision("merge", *pair) for pair in pairs)
    assert not known_as.keys() & set(known_as.values())
