"""From linked and loose parts to attributions: a table a journalist could read.

In each passage `[1S She]` is a source, `[1C said]` a cue and `[1X it rained]` a content that the
network links by the same number; without a number it links them to nothing. The answer lists the
attributions as "source | cue | contents", ` / ` between contents and `-` for what is missing.
"""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc

from quotes.pipeline.attribution import kind_of
from quotes.pipeline.drafts import assemble
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.parts import Draft, Part

LABELS = {"S": "SOURCE", "C": "CUE", "X": "CONTENT"}


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def read(nlp: spacy.Language, passage: str) -> tuple[Doc, list[Draft]]:
    text, marked, position = "", [], 0
    for found in re.finditer(r"\[(\d?)([SCX]) ([^\]]*)\]", passage):
        text += passage[position : found.start()]
        marked.append((found[1], LABELS[found[2]], len(text), len(text) + len(found[3])))
        text += found[3]
        position = found.end()
    text += passage[position:]
    doc = nlp(text)
    parts = [
        Part(label, start, end, 0, f"g{group}" if group else f"loose{start}")
        for group, label, start, end in marked
    ]
    drafts = assemble(doc, parts, pair_marks(text))
    return doc, sorted(drafts, key=lambda draft: draft.contents[0].start_char)


def shown(doc: Doc, draft: Draft) -> str:
    def words(part: Part | None) -> str:
        return "-" if part is None else doc.text[slice(*part.chars)]

    contents = " / ".join(words(part) for part in draft.contents)
    return f"{words(draft.source)} | {words(draft.cue)} | {contents}"


TABLE = [
    ("[1S She] [1C said] [1X it rained].", ["She | said | it rained"]),
    (
        "“[1X Rain,]” [1S she] [1C said]. “[X And then snow.]”",
        ["she | said | Rain, / And then snow."],
    ),
    (
        "“[1X Rain,]” [1S she] [1C said].\n\n“[X And then there was snow.]”",
        ["she | said | Rain,", "- | - | And then there was snow."],
    ),
    (
        "“[1X Rain,]” [1S she] [1C said]. “[2X Snow,]” [2S he] [2C said].",
        ["she | said | Rain,", "he | said | Snow,"],
    ),
    (
        "[1S She] [1C said] [1X it rained]. “[X And then there was snow.]”",
        ["She | said | it rained", "- | - | And then there was snow."],
    ),
    (
        "“[1X Rain,]” [1S she] [1C said].\n\n“[1X And then there was snow.]”",
        ["she | said | Rain,", "- | - | And then there was snow."],
    ),
    (
        "[1S She] [1C said] [1X fares would rise]. “[1X Nobody here likes it.]”",
        ["She | said | fares would rise", "- | - | Nobody here likes it."],
    ),
    (
        "[1S She] [1C said] [1X fares would rise], “[1X and soon.]”",
        ["She | said | fares would rise / and soon."],
    ),
    ("[1S She] [1C said]:\n\n“[1X And then snow.]”", ["She | said | And then snow."]),
    (
        "[1X Rain ahead]\n\n[1S She] [1C foresaw] [1X rain].",
        ["She | foresaw | rain"],
    ),
    (
        "[2S She] [1C told] them [1X fares rise].\n\nAddis [2C said] [2X they fall].",
        ["She | told | fares rise", "- | said | they fall"],
    ),
    (
        "It has a name: “[1X the Pan.]” Yesterday [1S Calder] [1C wrote]: “[1X It is full.]”",
        ["Calder | wrote | It is full."],
    ),
    (
        "“[1X We go,]” [1S she] [1C said] beneath a sign reading “[1X NO FERRY]”.",
        ["she | said | We go,"],
    ),
    (
        "“[1X We go,]” [1S she] [1C said] beneath a sign with the words “[X NO FERRY HERE NOW]”.",
        ["she | said | We go,", "- | - | NO FERRY HERE NOW"],
    ),
    (
        "[1S The yard] [1C posted this at noon:]\n\n[1X We regret] the loss.\n\nIt rained.",
        ["The yard | posted this at noon: | We regret the loss."],
    ),
    (
        "[1S The yard] [1C posted this] at noon:\n\nWe regret the loss. It was ours.\n\nIt rained.",
        ["The yard | posted this | We regret the loss. It was ours."],
    ),
    ("[1S The yard] [1C posted this] at noon.\n\nIt rained.", []),
    (
        "[1S The yard] [1C posted this]:\n\nThe ferry, [2S Addis] [2C said], [2X is lost].",
        ["Addis | said | is lost"],
    ),
    ("[S Ines Calder]: “[X The ferry stays.]”", ["Ines Calder | - | The ferry stays."]),
    ("[1S Ines Calder][1C :] “[1X The ferry stays.]”", ["Ines Calder | : | The ferry stays."]),
    (
        "And from [1S Ines Calder][1C :]\n\n“[1X The ferry stays.]”",
        ["Ines Calder | : | The ferry stays."],
    ),
    ("[1S She] [1C said] nothing.", []),
    ("[1S She] [1C warned] of [X a flood].", ["She | warned | a flood"]),
    ("They sang “[X The Ferry]”.", []),
    ("In [X the last days of a long winter] they left.", []),
    (
        "[1C According to] [1S the board], [1X fares rise]. [2S It] [2C added] [2X they must].",
        ["the board | According to | fares rise", "It | added | they must"],
    ),
    (
        "[1S She] [1C said]: “[1X It is dry.]\n\n“[X It is ours.]”",
        ["She | said | It is dry. / It is ours."],
    ),
    (
        "[1S Venn] [1C said]: “[1X It is dry.]\n\n“[2X It is wet,]” [2S Tom Addis] [2C replied].",
        ["Venn | said | It is dry.", "Tom Addis | replied | It is wet,"],
    ),
    (
        "[1S Orla Venn] [1C said]: “[1X It is dry.]\n\n“[2X It is ours,]” [2S Venn] [2C said].",
        ["Orla Venn | said | It is dry. / It is ours,"],
    ),
    (
        "[1S Orla Venn] [1C said]: “[1X It is dry.]\n\n“[2X It is ours,]” [2S she] [2C said].",
        ["Orla Venn | said | It is dry. / It is ours,"],
    ),
    (
        "[1C as follows:]\n\n“[1X VENN: Why?]\n\n“[1X ADDIS: Why not?]”",
        ["VENN | : | Why?", "ADDIS | : | Why not?"],
    ),
]


@pytest.mark.parametrize(("passage", "expected"), TABLE)
def test_parts_become_attributions(nlp: spacy.Language, passage: str, expected: list[str]) -> None:
    doc, drafts = read(nlp, passage)
    assert [shown(doc, draft) for draft in drafts] == expected


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("“[1X Rain,]” [1S she] [1C said].", "direct"),
        ("‘[1X Rain,]’ [1S she] [1C said].", "direct"),
        ("[1S She] [1C said] [1X it rained].", "indirect"),
        ("[1S She] [1C said] [1X it “really” rained].", "mixed"),
        ("“[1X Rain,]” [1S she] [1C said], [1X as if it were news].", "mixed"),
    ],
)
def test_kind_follows_the_marks(nlp: spacy.Language, passage: str, kind: str) -> None:
    _, drafts = read(nlp, passage)
    assert [kind_of(draft) for draft in drafts] == [kind]


def test_the_better_linked_of_two_sources_is_kept(nlp: spacy.Language) -> None:
    doc = nlp("Calder, who met Addis, said it rained.")
    parts = [
        Part("SOURCE", 0, 6, 0, "g", link_confidence=0.9),
        Part("SOURCE", 16, 21, 0, "g", link_confidence=0.4),
        Part("CUE", 23, 27, 0, "g"),
        Part("CONTENT", 28, 37, 0, "g"),
    ]
    drafts = assemble(doc, parts, [])
    assert [shown(doc, draft) for draft in drafts] == ["Calder | said | it rained"]
