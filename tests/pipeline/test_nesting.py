"""Attributions inside attributions, with the shipped model's grammar and parts set by hand.

`[1S …]`, `[1C …]`, `[1X …]` are the source, cue and content of one attribution that was found; the
answer lists those that are added, and in which content each stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quotes.pipeline.drafts import assemble
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.nesting import add_nested, find_holders, with_subject
from quotes.pipeline.parts import Draft, Part

LABELS = {"S": "SOURCE", "C": "CUE", "X": "CONTENT"}


def read(nlp: Language, passage: str) -> tuple[Doc, list[Draft]]:
    text, found, position = "", [], 0
    for match in re.finditer(r"\[(\d)([SCX]) ([^\]]*)\]", passage):
        text += passage[position : match.start()]
        found.append((match[1], LABELS[match[2]], len(text), len(text) + len(match[3])))
        text += match[3]
        position = match.end()
    text += passage[position:]
    with nlp.select_pipes(enable=["quotes_syntax"]):
        doc = nlp(text)
    parts = []
    for group, label, start, end in found:
        span = doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        parts.append(Part(label, start, end, span.start, group))
    return doc, assemble(doc, parts, pair_marks(text))


def words(doc: Doc, part: Part | None) -> str:
    return "-" if part is None else doc.text[slice(*part.chars)]


@pytest.mark.parametrize(
    ("passage", "added"),
    [
        (
            "[1S The agency] [1C reported] [1X that the mayor said the ferry would stay].",
            ["the mayor | said | the ferry would stay"],
        ),
        (
            "The agency reported that [1S the mayor] [1C said] [1X the ferry would stay].",
            ["The agency | reported | that the mayor said the ferry would stay"],
        ),
        (
            "“[1X My mother said, ‘One day the ferry will stop.’ It did.]” [1S Addis] [1C said].",
            ["My mother | said | One day the ferry will stop."],
        ),
        ("[1S The mayor] [1C said] [1X that the ferry would stay].", []),
        ("[1S The mayor] [1C said] [1X she thought the ferry would stay].", []),
    ],
)
def test_nested_attributions_are_added(nlp: Language, passage: str, added: list[str]) -> None:
    doc, drafts = read(nlp, passage)
    everything = add_nested(doc, drafts, pair_marks(doc.text))
    new = [draft for draft in everything if not any(draft is old for old in drafts)]
    assert [
        " | ".join(words(doc, part) for part in (draft.source, draft.cue, *draft.contents))
        for draft in new
    ] == added
    # One of the two stands in the other, never both in each other.
    holders = find_holders(everything)
    assert len([holder for holder in holders if holder is not None]) == len(added)


@pytest.mark.parametrize(
    ("passage", "source"),
    [
        ("The mayor [1C said] [1X the ferry would stay].", "The mayor"),
        ("“[1X The ferry stays,]” Ines Calder [1C said].", "Ines Calder"),
        (
            "The council, backed by [1S Calder], [1C said] [1X the ferry would stay].",
            "The council, backed by Calder",
        ),
        ("[1S Calder] of the council [1C said] [1X the ferry would stay].", "Calder"),
        ("[1X The ferry was late], it [1C said].", "-"),
        ("Addis was [1C told] [1X that the ferry was late].", "-"),
    ],
)
def test_a_cue_takes_its_subject_as_source(nlp: Language, passage: str, source: str) -> None:
    doc, drafts = read(nlp, passage)
    assert [words(doc, with_subject(doc, draft).source) for draft in drafts] == [source]


def test_the_smallest_holder_counts(nlp: Language) -> None:
    part = Part("CONTENT", 0, 90, 0, "")
    outer = Draft(contents=[part])
    middle = Draft(contents=[replace(part, start_char=10, end_char=80)])
    inner = Draft(contents=[replace(part, start_char=20, end_char=30)])
    assert find_holders([outer, middle, inner]) == [None, 0, 1]
    assert find_holders([inner, outer, middle]) == [2, None, 1]
