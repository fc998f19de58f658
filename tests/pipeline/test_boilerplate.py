"""Stretches of plain text that are none of the article's words, and such as only look so."""

from __future__ import annotations

import pytest

from quotes.pipeline.boilerplate import furniture_ranges

BODY = "\n\n".join(
    f"The board of Port Elm met for the {nth} time and put off the roof, said Greta Lund."
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)


@pytest.mark.parametrize(
    "stretch",
    [
        "Suggested Topics:\nTimber\nMan in bog tells of ‘two cold nights’",
        "Related articles in this paper: ‘I am off,’ says verger (3 March 2009)",
        "[Box: How to dry boots. “Not on the stove!” says our cobbler.]",
        "Listen again on our website. A caller says last week’s programme “woke the cat”.",
        "Opinions given here are the guests’ and do not necessarily reflect “our view”.",
        "Top comment\n“Sell it,” said my aunt.",
        "Sponsored by Lund Ropes: “We hold.”",
    ],
)
def test_a_stretch_that_says_what_it_is(stretch: str) -> None:
    text = f"Roof put off\n\n{BODY}\n\n{stretch}"
    assert [text[start:end] for start, end in furniture_ranges(text)] == [stretch]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Listen again,” said Lund. “I will not say it a third time.”",
        "[Laughter]",
        "Her opinions on the roof are well known, and Lund shared them: “Let it leak.”",
        "Related questions were put off too: “Next year,” Lund said.",
    ],
)
def test_a_paragraph_of_the_article(paragraph: str) -> None:
    assert furniture_ranges(f"Roof put off\n\n{BODY}\n\n{paragraph}") == []
