"""Who is taken for the person interviewed, by how an article names people before its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from quotes.pipeline.interviewees import find_interviewee

if TYPE_CHECKING:
    from spacy.tokens import Doc


def doc_with(text: str, *names: str) -> Doc:
    """Return a text in which each of these names, wherever it stands, is a person."""
    doc = spacy.blank("en")(text)
    found = [(start, name) for name in names for start in _places(text, name)]
    spans = [doc.char_span(start, start + len(name), label="PERSON") for start, name in found]
    doc.ents = [span for span in spans if span is not None]
    return doc


def _places(text: str, name: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(name, start)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Bells\n\nIda Holm tunes bells. We met at St Orm.", ("Ida Holm", "Orm"), "Ida Holm"),
        ("Bells\n\nOrla Venn met Tom Addis.", ("Orla Venn", "Tom Addis"), "Tom Addis"),
        ("Orm at home\n\nWe met Ida Holm.", ("Orm", "Ida Holm"), "Orm"),
        ("Bells\n\nHe is Orm. She is Ida.", ("Orm", "Ida"), "Ida"),
        ("Bells\n\nNobody is named.", (), None),
    ],
    ids=["a place", "the later", "the headline", "bare names", "nobody"],
)
def test_who_is_interviewed(text: str, names: tuple[str, ...], expected: str | None) -> None:
    found = find_interviewee(doc_with(text, *names), len(text))
    assert (text[slice(*found)] if found else None) == expected
