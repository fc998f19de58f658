"""Who is found under whose name, of those who have none of their own."""

from __future__ import annotations

import pytest

from index.searchable_names import searchable_name
from quotes.records import Speaker, SpeakerKind


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Orvik's officials", "group", "officials"),
        ("Ines Orvik’s lawyer", "unnamed", "lawyer"),
        ("a sheriff's deputy", "unnamed", "a sheriff's deputy"),
        ("Orvik's", "group", "Orvik's"),
        ("officials of the government of Hale al-Orvik", "group", "officials of the government"),
        ("supporters of Orvik", "group", "supporters"),
        ("a spokesman for Orvik", "unnamed", "a spokesman"),
        ("a spokesman for the mayor, Hale Orvik", "unnamed", "a spokesman for the mayor"),
        ("a lawyer for the family of Ines Orvik", "unnamed", "a lawyer for the family"),
        ("forces loyal to Hale Orvik", "group", "forces loyal"),
        ("two people with President Hale Orvik", "group", "two people"),
        # an office, a place, a body: these are said of somebody
        ("the president of Tarrow", "unnamed", "the president of Tarrow"),
        ("a mayor of New Tarrow", "unnamed", "a mayor of New Tarrow"),
        ("residents of Oster", "group", "residents of Oster"),
        ("the government of Tarrow", "group", "the government of Tarrow"),
        ("members of the Tarrow Council", "group", "members of the Tarrow Council"),
        (
            "a spokesman for the Ministry of Works",
            "unnamed",
            "a spokesman for the Ministry of Works",
        ),
        ("aides to the prime minister", "group", "aides to the prime minister"),
        # names in full are left alone
        ("St. Mary's Hospital", "organization", "St. Mary's Hospital"),
        ("Friends of Hartley Creek", "organization", "Friends of Hartley Creek"),
        ("Hale Orvik", "person", "Hale Orvik"),
    ],
)
def test_whoever_speaks_for_somebody_is_not_found_as_that_person(
    name: str, kind: SpeakerKind, expected: str
) -> None:
    assert searchable_name(Speaker(name=name, kind=kind)) == expected
