"""Whose words are set in, credited or headed; which stretches are furniture. Tables to read."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.pipeline.boilerplate import furniture_ranges
from quotes.pipeline.credits import with_credits
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.set_in import find_set_in, label_in
from quotes.pipeline.set_in_sources import with_set_in

IN = "\u2003"

# In the expected column: "credit | words / words", ` ?` where it answers a question.
PARTS = {
    "nothing is set in": ("We stay.\n\n    We go.", []),
    "two paragraphs": (f"She wrote:\n\n{IN}We stay.\n\n{IN}We do.", ["- | We stay. / We do."]),
    "a credit with a role": (
        f"{IN}We stay.\n\n{IN}— Orla Venn, fitter",
        ["Orla Venn | We stay."],
    ),
    "two posts in a row": (
        f"{IN}We stay.\n\n{IN}— Orla Venn (@venn) March 3, 2026\n\n{IN}I go.\n\n{IN}— Tom Addis",
        ["Orla Venn | We stay.", "Tom Addis | I go."],
    ),
    "shared by": (
        f"{IN}We stay.\n\n{IN}— A post shared by Orla Venn (@venn)",
        ["Orla Venn | We stay."],
    ),
    "a credit that is not set in": (
        f"{IN}We stay.\n\n— Orla Venn, fitter\n\nIt rained.",
        ["Orla Venn | We stay."],
    ),
    "a letter": (
        f"{IN}Dear all,\n\n{IN}We stay.\n\n{IN}Yours sincerely, Orla Venn",
        ["Orla Venn | Dear all, / We stay. / Yours sincerely, Orla Venn"],
    ),
    "a name under a letter": (
        f"{IN}We stay.\n\n{IN}Orla Venn, fitter",
        ["Orla Venn | We stay. / Orla Venn, fitter"],
    ),
    "a sentence is no name": (
        f"{IN}We stay.\n\n{IN}Port Elm is dry.",
        ["- | We stay. / Port Elm is dry."],
    ),
    "a name inside": (f"It began:\n\n{IN}Venn: We stay.", ["Venn | We stay."]),
    "under who it is from": (
        "It began.\n\nAnd from Mayor Orla Venn:\n\nWe stay.",
        ["- | We stay."],
    ),
    "under who it is from, with a role": (
        "It began.\n\nAnd from skipper Orla Venn:\n\nWe stay.\n\nFrom now on:\n\nIt rains.",
        ["- | We stay."],
    ),
    "an interview": (
        f"Venn sat.\n\nWhy?\n\n{IN}I like it.\n\nSince?\n\n{IN}Since May.\n\nGo on.\n\n{IN}No.",
        ["- | I like it. ?", "- | Since May. ?", "- | No. ?"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS)
def test_set_in_parts_are_found(text: str, expected: list[str]) -> None:
    shown = [
        f"{text[slice(*part.credit)] if part.credit else '-'} | "
        + " / ".join(text[slice(*span)] for span in part.spans)
        + (" ?" if part.is_answer else "")
        for part in find_set_in(text)
    ]
    assert shown == expected


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("From Governor Ada Strand:", "Governor Ada Strand"),
        ("Statement from the Anglers’ League:", "Anglers’ League"),
        ("Orla Venn, harbour master", "Orla Venn"),
        ("From former harbour master Orla Venn:", "Orla Venn"),
        ("And from skipper Orla Venn:", "Orla Venn"),
        ("From now on Port Elm:", None),
        ("From there Orla Venn:", None),
        ("By noon Elm:", None),
        ("Venn:", "Venn"),
        ("What happens now", None),
        ("What happens now:", None),
        ("Orla", None),
        ("It rained in Port Elm.", None),
        ("12 Port Road", None),
    ],
)
def test_lines_that_say_who_speaks_below(line: str, name: str | None) -> None:
    found = label_in(line, (0, len(line)))
    assert (None if found is None else line[slice(*found)]) == name


def doc_of(text: str, *people: str) -> Doc:
    doc = spacy.blank("en")(text)
    spans = []
    for name in people:
        start = text.index(name)
        span = doc.char_span(start, start + len(name), label="PERSON")
        assert span is not None
        spans.append(span)
    doc.ents = spans
    return doc


def part(text: str, label: str, words: str, group: str = "") -> Part:
    start_char = text.index(words)
    return Part(label, start_char, start_char + len(words), 0, group)


def shown(doc: Doc, drafts: list[Draft]) -> list[str]:
    return [
        " | ".join(
            "-" if one is None else doc.text[slice(*one.chars)]
            for one in (draft.source, draft.cue, *draft.contents)
        )
        for draft in drafts
    ]


def test_a_cue_announces_what_is_set_in() -> None:
    text = f"It rained. Orla Venn wrote to the board.\n\n{IN}We stay.\n\n{IN}I hope so."
    doc = doc_of(text, "Orla Venn")
    parts = [part(text, "CUE", "wrote", "c1"), part(text, "SOURCE", "Orla Venn", "c1")]
    assert shown(doc, with_set_in(doc, [], parts, [])) == [
        "Orla Venn | wrote | We stay. | I hope so."
    ]


def test_without_a_cue_who_is_named_last_is_meant() -> None:
    text = f"Tom Addis met Orla Venn on the gangway.\n\n{IN}We stay."
    doc = doc_of(text, "Tom Addis", "Orla Venn")
    assert shown(doc, with_set_in(doc, [], [], [])) == ["Orla Venn | - | We stay."]


@pytest.mark.parametrize(
    ("after", "source"),
    [
        ("He was Orla Venn, and he ran the shop for 41 years.", "Orla Venn"),
        ("So wrote Orla Venn.", "Orla Venn"),
        ("The note was signed by Orla Venn.", "Orla Venn"),
        ("The writer was Orla Venn.", "Orla Venn"),
        ("That is from the letter Orla Venn sent to the owners.", "Orla Venn"),
        ("That was the letter that reached Orla Venn.", "Tom Addis"),
        ("He was cross with Orla Venn.", "Tom Addis"),
        ("Orla Venn took it down.", "Tom Addis"),
    ],
)
def test_the_sentence_after_may_say_whose_words_they_are(after: str, source: str) -> None:
    text = f"Tom Addis found a note on the gangway:\n\n{IN}We stay.\n\n{after}"
    doc = doc_of(text, "Tom Addis", "Orla Venn")
    assert shown(doc, with_set_in(doc, [], [], [])) == [f"{source} | - | We stay."]


def test_what_is_reported_within_stays_and_what_reached_in_is_cut() -> None:
    text = f"She asked why.\n\n{IN}They said we must go. We stay.\n\n{IN}— Orla Venn"
    doc = doc_of(text, "Orla Venn")
    within = Draft(
        part(text, "CUE", "said"),
        part(text, "SOURCE", "They"),
        [part(text, "CONTENT", "we must go")],
    )
    reaching = Draft(
        part(text, "CUE", "asked"),
        None,
        [part(text, "CONTENT", "why"), part(text, "CONTENT", "We stay")],
    )
    assert shown(doc, with_set_in(doc, [within, reaching], [], [])) == [
        "They | said | we must go",
        "- | asked | why",
        "Orla Venn | - | They said we must go. We stay.",
    ]


def test_answers_are_of_whom_the_article_names_most() -> None:
    text = (
        f"Orla Venn on rot\n\nLena Ott met Orla Venn.\n\nWhy?\n\n{IN}I like it.\n\nSince?\n\n"
        f"{IN}Since May.\n\nWhat now?\n\n{IN}No."
    )
    doc = doc_of(text, "Orla Venn", "Lena Ott")
    assert [
        draft.source and text[slice(*draft.source.chars)] for draft in with_set_in(doc, [], [], [])
    ] == ["Orla Venn"] * 3


CREDITS = {
    "behind a dash": ("It began.\n\n“We stay here now.” – Orla Venn, fitter", ["Orla Venn"]),
    "in the next line": ("It began.\n\n“We stay here now.”\n\n— Orla Venn, fitter", ["Orla Venn"]),
    "above": ("It began.\n\nOrla Venn, fitter\n\n“We stay here now.”\n\n“We do.”", ["Orla Venn"]),
    "above a role": ("It began.\n\nOrla Venn\n\nFitter\n\n“We stay here now.”", ["Orla Venn"]),
    "a heading": ("It began.\n\nWhat they said\n\n“We stay here now.”", []),
    "a sentence goes on": ("It began.\n\n“We stay here now” – Orla Venn did not. She left.", []),
}


@pytest.mark.parametrize(("text", "expected"), CREDITS.values(), ids=CREDITS)
def test_credited_quotations_get_their_source(text: str, expected: list[str]) -> None:
    doc = doc_of(text, "Orla Venn") if "Orla Venn" in text else doc_of(text)
    found = with_credits(doc, [], pair_marks(text))
    assert [text[slice(*draft.source.chars)] for draft in found if draft.source] == expected


FURNITURE = {
    "nothing": ("It rained.\n\n“We stay,” said Venn.", []),
    "a pointer and an end": (
        "It rained.\n\nRead also: “I told them,” says Venn\n\nIt stopped.\n\nENDS",
        ["Read also: “I told them,” says Venn", "ENDS"],
    ),
    "all after the end": (
        "It rained. " * 20 + "\n\n-30-\n\nThe desk says that it is sorry.",
        ["-30-\n\nThe desk says that it is sorry."],
    ),
    "other stories under their heading": (
        "It rained.\n\nREAD MORE\n“I told them,” says Venn\nGull returns ring\n\nIt stopped.",
        ["READ MORE\n“I told them,” says Venn\nGull returns ring"],
    ),
    "comments at the end": (
        "It rained. " * 20 + "\n\nTop comments\nGull99: “Never,” I say.\n\nGull98: “Now.”",
        ["Top comments\nGull99: “Never,” I say.\n\nGull98: “Now.”"],
    ),
    "a count of comments at the head": ("Rain\n\n27 comments\n\nIt rained.", ["27 comments"]),
    "pages of a wire story": (
        "Pier to close in March\n\nIt rained.\n\n(MORE)\n\nPier to close in March -- 2\n\nSun.",
        ["(MORE)", "Pier to close in March -- 2"],
    ),
    "a database's record": (
        "Rain\n\nSECTION: News\n\nLENGTH: 90 words\n\nBYLINE: Ana Ruiz\n\nBODY:\n\nIt rained.\n\n"
        "GRAPHIC: Venn, who says it creaks, at the pier",
        [
            *("SECTION: News", "LENGTH: 90 words", "BYLINE: Ana Ruiz"),
            "GRAPHIC: Venn, who says it creaks, at the pier",
        ],
    ),
    "two colons are no record": ("Rain\n\nSource: Venn\n\nIt rained.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FURNITURE.values(), ids=FURNITURE)
def test_furniture_of_plain_text(text: str, expected: list[str]) -> None:
    found = [text[start:end].strip() for start, end in furniture_ranges(text)]
    assert found == expected


def test_long_texts_are_looked_through_once() -> None:
    # A step that grows with the square of the length would take minutes here.
    text = "\n\n".join(
        f"{IN}We stay.\n\n{IN}— Orla Venn\n\nIt rained.\n\nENDS" for _ in range(2_000)
    )
    assert len(find_set_in(text)) == 2_000
    assert furniture_ranges(text)
