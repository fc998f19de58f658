"""Which texts around a quote are told to be one text, reprinted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extract import with_context
from quotes.records import Article, Quote
from quotes.surroundings import have_same_surroundings

QUOTE = "The dam will hold through the winter"
WIRE = (
    "Engineers have finished their inspection of the Norvik dam, the water board said on Monday.\n"
    "\n“The dam will hold through the winter,” chief engineer Ada Venn told reporters at the site."
    "\n\nThe inspection began in March after a crack was found in the eastern wall. It cost two"
    " million kroner and took eleven weeks."
)
OWN = (
    "It was raining again when we drove up to the dam, and nobody in the valley had slept.\n"
    "\n“The dam will hold through the winter,” said Ada Venn. She did not look at the wall.\n"
    "\nBelow, the shopkeeper had stacked sandbags against his door. He has heard this before."
)
RESPELLED = WIRE.replace("“", '"').replace("”", '"').replace("finished", "completed")
CUT = WIRE.partition(" It cost")[0] + "."
LAST_PARAGRAPH_GONE = WIRE.rpartition("\n\n")[0]
NEW_BEGINNING = "The dam is safe.\n\n" + WIRE.partition("\n\n")[2]


def quote_in(text: str, name: str) -> Quote:
    article = Article(id=name, text=text)
    start = text.index(QUOTE)
    span = article.span(start, start + len(QUOTE))
    quote = Quote(id=f"{name}:{start}", article_id=name, kind="direct", text=QUOTE, content=(span,))
    return with_context(article, [quote])[0]


@pytest.mark.parametrize("text", [WIRE, RESPELLED, CUT, LAST_PARAGRAPH_GONE, NEW_BEGINNING])
def test_an_edited_reprint_is_known(text: str) -> None:
    one, other = quote_in(WIRE, "a.txt"), quote_in(text, "b.txt")
    assert have_same_surroundings(one.context_digest, other.context_digest)
    assert have_same_surroundings(other.context_digest, one.context_digest)


def test_a_report_in_words_of_its_own_is_another() -> None:
    one, other = quote_in(WIRE, "a.txt"), quote_in(OWN, "b.txt")
    assert not have_same_surroundings(one.context_digest, other.context_digest)


def test_two_quotes_with_nothing_around_them_tell_nothing() -> None:
    one, other = quote_in(QUOTE, "a.txt"), quote_in(QUOTE, "b.txt")
    assert one.context_digest is None
    assert not have_same_surroundings(one.context_digest, other.context_digest)
    said = quote_in(f"“{QUOTE},” she said.", "c.txt")
    assert not have_same_surroundings(said.context_digest, said.context_digest)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_digest_can_be_compared(one: str, other: str) -> None:
    """An archive of an older version, or of somebody else, may hold anything."""
    assert have_same_surroundings(one, other) == have_same_surroundings(other, one)
