"""Which names are one organisation's."""

from __future__ import annotations

import pytest

from quotes.clusters.organizations import (
    compare_organizations,
    is_full_organization,
    organization_blocks,
)

PAIRS = [
    ("Ministry of Defence", "the Defense Ministry", "same"),
    ("Norvik Harbour Union", "Harbor Union of Norvik", "same"),
    ("the Bank of Norvik", "Norvik Bank", "same"),
    ("Harbour Union", "Norvik Harbour Union", "maybe"),
    ("NHU", "Norvik Harbour Union", "maybe"),
    ("N.H.U.", "the Norvik Harbour Union", "maybe"),
    ("Norvik Harbour Union", "Norvik Harbour Board", "different"),
    ("Norvik Harbour Union", "Sudby Harbour Union", "different"),
    ("NHB", "Norvik Harbour Union", "different"),
    ("", "Norvik Harbour Union", "different"),
]


@pytest.mark.parametrize(("one", "other", "relation"), PAIRS)
def test_names_of_organizations_are_compared(one: str, other: str, relation: str) -> None:
    assert compare_organizations(one, other) == relation
    assert compare_organizations(other, one) == relation
    if relation != "different":
        assert organization_blocks(one) & organization_blocks(other)


@pytest.mark.parametrize(
    ("name", "is_full"),
    [
        ("Norvik Harbour Union", True),
        ("Halvorsen Chemicals", True),
        ("NHU", True),
        ("the Defence Ministry", False),
        ("the Supreme Court", False),
        ("the company", False),
        ("harbour union", False),
    ],
)
def test_a_kind_of_institution_is_no_full_name(name: str, is_full: bool) -> None:
    assert is_full_organization(name) == is_full
