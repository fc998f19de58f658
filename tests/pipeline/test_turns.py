"""Transcripts: who speaks, and which words are theirs. Tables a journalist could read."""

from __future__ import annotations

import pytest
import spacy

from quotes.pipeline.marks import pair_marks
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.turns import Transcript, find_transcripts, with_turns

# In the expected column: "name: words", ` | ` between the paragraphs of one turn.
TRANSCRIPTS = {
    "an opening mark at each paragraph": (
        "“VENN: It was money.\n\n“ADDIS: We paid in March.\n\n“VENN: You paid half.”",
        ["VENN: It was money.", "ADDIS: We paid in March.", "VENN: You paid half."],
    ),
    "a turn of two paragraphs": (
        "“VENN: It was money.\n\n“It is always money.\n\n“ADDIS: We paid in March.”",
        ["VENN: It was money. | It is always money.", "ADDIS: We paid in March."],
    ),
    "a remark between the turns": (
        '"VENN: It was --\n\n"(CROSSTALK.)\n\n"ADDIS: We paid in March."',
        ["VENN: It was --", "ADDIS: We paid in March."],
    ),
    "every turn closed": (
        "“VENN: It was money.”\n\n“ADDIS: We paid in March.”",
        ["VENN: It was money.", "ADDIS: We paid in March."],
    ),
    "what the article quotes next": (
        "“VENN: It was money.”\n\n“ADDIS: We paid.”\n\n“They paid half,” a clerk said.",
        ["VENN: It was money.", "ADDIS: We paid."],
    ),
    "whole names, one of them twice": (
        "“Orla Venn: Why?\n\n“Tom Addis: We had no boat.\n\n“Orla Venn: You had two.”",
        ["Orla Venn: Why?", "Tom Addis: We had no boat.", "Orla Venn: You had two."],
    ),
    "how it was said": (
        "“VENN (by telephone): Why?\n\n“TOM ADDIS [laughing]: Why not?”",
        ["VENN: Why?", "TOM ADDIS: Why not?"],
    ),
    "marks within a turn": (
        "“VENN: They told me ‘never’ twice.\n\n“ADDIS: I did not.”",
        ["VENN: They told me ‘never’ twice.", "ADDIS: I did not."],
    ),
    "without marks": (
        "VENN: Why?\n\nADDIS: We had no boat.\n\nVENN: You had two.",
        ["VENN: Why?", "ADDIS: We had no boat.", "VENN: You had two."],
    ),
    "marks after each name": (
        "VENN: “Why?”\n\nADDIS: “We had no boat.”\n\nVENN: “You had two.”",
        ["VENN: Why?", "ADDIS: We had no boat.", "VENN: You had two."],
    ),
    "the fields above a broadcast": (
        "PROGRAMME: Tide Tables\nSTATION: Radio Elm\nDATE: 5 June 2024\n\n"
        "VENN: Why?\n\nADDIS: We had no boat.\n\nVENN: You had two.",
        ["VENN: Why?", "ADDIS: We had no boat.", "VENN: You had two."],
    ),
    "one name alone": ("“BREAKING: The yard burns,” she wrote.", []),
    "names far apart": (
        "VENN: Why?" + "\n\nIt rained." * 6 + "\n\nVENN: You had two.",
        [],
    ),
    "a list without marks": ("ROADS: Four miles.\n\nSCHOOLS: None.", []),
    "the article's own words after the quotation": (
        "Venn: “Why?” she asked.\n\nVenn: “Why not?” she asked.",
        [],
    ),
    "roles behind the names": (
        "ADA KERR, HOST: Why?\n\nVENN: We had no boat.\n\nVENN: We had two.",
        ["ADA KERR: Why?", "VENN: We had no boat.", "VENN: We had two."],
    ),
    "a turn that goes on to a remark in brackets": (
        "VENN: It was money.\n\nIt is always money.\n\n(Laughter.)\n\nADDIS: Why?\n\nVENN: Ask me.",
        ["VENN: It was money. | It is always money.", "ADDIS: Why?", "VENN: Ask me."],
    ),
    "a turn of two paragraphs without marks": (
        "VENN: It was money.\n\nIt is always money.\n\nADDIS: Why?\n\nVENN: Ask me.",
        ["VENN: It was money. | It is always money.", "ADDIS: Why?", "VENN: Ask me."],
    ),
    "the time before each name": (
        "00:12 Ada Kerr: Why?\n\n00:19 Orla Venn: We had no boat.\n\n[00:25] Ada Kerr: Who?",
        ["Ada Kerr: Why?", "Orla Venn: We had no boat.", "Ada Kerr: Who?"],
    ),
    "questions and answers": (
        "Q: Why?\n\nA: We had no boat.\n\nQ: Who?\n\nA: I do not know.",
        ["Q: Why?", "A: We had no boat.", "Q: Who?", "A: I do not know."],
    ),
    "a list of reactions": (
        "- Orla Venn, fitter: “We stay.”\n\n- Élodie de Roux, angler: “We go.”",
        ["Orla Venn: We stay.", "Élodie de Roux: We go."],
    ),
    "reactions behind a dash": (
        "Orla Venn, fitter – “We stay.”\n\nTom Addis, angler – “We go.”",
        ["Orla Venn– We stay.", "Tom Addis– We go."],
    ),
    "a headline with a colon": (
        "Podcast: The pier\n\nVENN: Why?\n\nADDIS: We had no boat.\n\nVENN: You had two.",
        ["VENN: Why?", "ADDIS: We had no boat.", "VENN: You had two."],
    ),
    "headings among names in capitals": (
        "Speakers: Orla Venn, fitter\n\nVENN: Why?\n\nADDIS: We had no boat.\n\nVENN: You had.",
        ["VENN: Why?", "ADDIS: We had no boat.", "VENN: You had."],
    ),
    "a name in a line of its own": (
        "ADA KERR, HOST:\n\nThe pier is gone. Why?\n\nVENN: Ask me.\n\nKERR:\n\nI do.\n\nVENN: No.",
        ["ADA KERR: The pier is gone. Why?", "VENN: Ask me.", "KERR: I do.", "VENN: No."],
    ),
    "names with times in lines of their own": (
        "Ada Kerr (00:12):\nWhy?\n\nOrla Venn (00:19):\nWe had no boat.\n\n"
        "Ada Kerr (00:25):\nWho?\n\nOrla Venn (00:29):\nAsk me.",
        ["Ada Kerr: Why?", "Orla Venn: We had no boat.", "Ada Kerr: Who?", "Orla Venn: Ask me."],
    ),
    "letters in lines of their own": (
        "Q:\n\nWhy?\n\nA:\n\n(Laughs.)\n\nWe had no boat.\n\nQ: Who?\n\nA: Ask me.",
        ["Q: Why?", "A: We had no boat.", "Q: Who?", "A: Ask me."],
    ),
    "a dateline that announces": (
        "The Latest: The pier burns\n\nPORT ELM, Sund (CW) — The latest on the pier (all times"
        " local):\n\nIt burns.",
        [],
    ),
    "headings in lines of their own": (
        "Next steps:\n\nOak is dear.\n\nRisks:\n\nRain.\n\nOrla Venn:\n\nWe had no boat.",
        [],
    ),
    "a time is no name": ("“At 10:30 we left.\n\n“At 11:30 we came back.”", []),
}


def shown(text: str, transcript: Transcript) -> list[str]:
    return [
        f"{text[slice(*turn.name)]}{text[slice(*turn.colon)]} "
        + " | ".join(text[slice(*span)] for span in turn.spans)
        for turn in transcript.turns
    ]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS.values(), ids=TRANSCRIPTS)
def test_turns_are_found(text: str, expected: list[str]) -> None:
    found = find_transcripts(text, pair_marks(text))
    assert [line for transcript in found for line in shown(text, transcript)] == expected


def part(text: str, label: str, words: str) -> Part:
    start_char = text.index(words)
    return Part(label, start_char, start_char + len(words), 0, "")


def read(text: str, *drafts: Draft) -> list[str]:
    doc = spacy.blank("en")(text)
    found = with_turns(doc, drafts, find_transcripts(text, pair_marks(text)))
    return [
        " | ".join(
            "-" if one is None else text[slice(*one.chars)]
            for one in (draft.source, draft.cue, *draft.contents)
        )
        for draft in found
    ]


def test_turns_take_the_place_of_one_long_quotation() -> None:
    text = "The talk as it was held:\n\n“VENN: It was money.\n\n“ADDIS: She said we paid.”"
    whole = Draft(
        cue=part(text, "CUE", "as it was held"),
        contents=[
            part(text, "CONTENT", "VENN: It was money."),
            part(text, "CONTENT", "ADDIS: She said we paid."),
        ],
    )
    within = Draft(
        part(text, "CUE", "said"), part(text, "SOURCE", "She"), [part(text, "CONTENT", "we paid")]
    )
    assert read(text, whole, within) == [
        "She | said | we paid",
        "VENN | : | It was money.",
        "ADDIS | : | She said we paid.",
    ]


def test_without_marks_somebody_must_have_been_seen_to_speak() -> None:
    text = "WINNER: Boat four.\n\nLOSER: Boat two.\n\nWINNER: Boat seven."
    assert read(text) == []
    seen = Draft(source=part(text, "SOURCE", "LOSER"), contents=[part(text, "CONTENT", "Boat two")])
    assert read(text, seen) == [
        "WINNER | : | Boat four.",
        "LOSER | : | Boat two.",
        "WINNER | : | Boat seven.",
    ]


def test_a_list_is_one_where_people_speak_for_themselves() -> None:
    text = "Orla Venn, fitter: I stay here.\n\nTom Addis, angler: We go."
    assert read(text) == []
    doc = spacy.blank("en")(text)
    doc.ents = [doc.char_span(0, 9, label="PERSON"), doc.char_span(33, 42, label="PERSON")]
    found = with_turns(doc, [], find_transcripts(text, pair_marks(text)))
    assert [text[slice(*draft.contents[0].chars)] for draft in found] == ["I stay here.", "We go."]
    ratings = "Orla Venn, goalkeeper: Seven saves.\n\nTom Addis, striker: Two goals."
    assert read(ratings) == []


def test_answers_are_of_the_person_the_article_introduces() -> None:
    text = "Orla Venn on boats\n\nQ: Why?\n\nA: We had no boat.\n\nQ: Who?\n\nA: I do not know."
    doc = spacy.blank("en")(text)
    doc.ents = [doc.char_span(0, 9, label="PERSON")]
    found = with_turns(doc, [], find_transcripts(text, pair_marks(text)))
    assert [(d.source and text[slice(*d.source.chars)], d.contents[0].chars) for d in found] == [
        ("Orla Venn", (text.index("We had"), text.index("We had") + 15)),
        ("Orla Venn", (text.index("I do"), len(text))),
    ]


def test_long_transcripts_are_read_whole() -> None:
    # A quadratic step would take minutes here.
    text = "\n\n".join("“VENN: Why?\n\n“ADDIS: Why not?" for _ in range(3_000))
    (found,) = find_transcripts(text, pair_marks(text))
    assert len(found.turns) == 6_000
