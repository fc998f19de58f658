"""The questions of an interview: whose are they, where their label is short for the outlet?"""

from __future__ import annotations

import pytest

from quotes.pipeline.extensions import _outlet_in_full
from quotes.records import Speaker


@pytest.mark.parametrize(
    ("label", "outlet", "expected"),
    [
        ("Breakwater", "Breakwater Magazine", "Breakwater Magazine"),
        ("Port Elm", "The Port Elm Review", "The Port Elm Review"),
        ("BM", "Breakwater Magazine", "Breakwater Magazine"),
        ("PEP", "The Port Elm Post", "The Port Elm Post"),
        ("Elm", "Elm Ropes", "Elm"),
        ("Venn", "Breakwater Magazine", "Venn"),
        ("B", "Breakwater", "B"),
        ("Breakwater", None, "Breakwater"),
        ("Breakwater", "", "Breakwater"),
    ],
)
def test_a_label_that_is_short_for_the_outlet(
    label: str, outlet: str | None, expected: str
) -> None:
    speaker = Speaker(name=label, kind="person", confidence=0.9)
    found = _outlet_in_full(speaker, outlet)
    assert found.name == expected
    assert found.kind == ("organization" if expected == outlet else "person")
