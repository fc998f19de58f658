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
        "[Advertisement]\n“My feet are dry,” says Ida, 58\nropes.example",
        "A MESSAGE FROM OUR SPONSOR, LUND ROPES\n“We never thought it would hold,” says Bo.",
        "--> “It hangs by a thread”: Read all theories ( https://elm.example/theories )",
        "Send us your photos of the roof. “They printed my gull,” says Ida.",
        "(As delivered. “Accuracy first,” says the handbook.)",
        "(c) Elm News. The owner has said that “news is bread.”",
        "PHOTO CAPTION: Lund on the roof. “Careful,” she told him. (Elm/Bo Berg)",
        "ALSO IN THE POST:\nSUND - “I swam,” says man fined. 310 words by 1600 GMT.",
        "FROM OUR ARCHIVE\n‘He taught me to plait’: the last basket man\nToll will go (2019)",
        "QUOTE OF THE DAY\n‘I have nothing against gulls.’ - Councillor Pim Berg",
        "More papers in this base\n1. ‘I am no gull,’ says Lund, The Post\n2. Roof to stay",
        "Ana Ruiz covers the coast. Her editors call her “a gale in a hat”.",
        "Forwarded this email? A reader in Sund says it “saved my week”.",
        "You are reading the Thursday email. “It wakes me,” says Bo.",
        "That is all. Was this forwarded to you? Sign up. “It wakes me,” says Bo.",
    ],
)
def test_a_stretch_that_says_what_it_is(stretch: str) -> None:
    byline = "By Ana Ruiz"
    text = f"Roof put off\n{byline}\n\n{BODY}\n\n{stretch}"
    ranges = furniture_ranges(text)
    assert [text[start:end] for start, end in ranges] == [byline, stretch]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Listen again,” said Lund. “I will not say it a third time.”",
        "[Laughter]",
        "Her opinions on the roof are well known, and Lund shared them: “Let it leak.”",
        "(Lund had said as much before: “Let it leak.”) Nobody laughed.",
        "REACTIONS\nBo Lind, roofer: “I told them.”\nIda Berg, tenant: “It drips.”",
        "WHAT TENANTS SAID\n“It drips,” one wrote. – Bo Lind",
        "What comes next\nThe roof goes to the board again, and Lund said: “I am tired.”",
        "LUND: Let it leak.\nBERG: It does.",
        "Ana Ruiz, who owns a roof, said: “I am dry.”",
        "Related questions were put off too: “Next year,” Lund said.",
    ],
)
def test_a_paragraph_of_the_article(paragraph: str) -> None:
    assert furniture_ranges(f"Roof put off\n\n{BODY}\n\n{paragraph}") == []


def test_a_heading_over_lines_in_the_midst_of_an_article_stays() -> None:
    box = "FROM THE MINUTES\nLund said it would wait.\nNobody asked why."
    assert furniture_ranges(f"Roof put off\n\n{BODY}\n\n{box}\n\n{BODY}\n\n{BODY}") == []


def test_the_words_of_a_sponsor_go_with_their_heading() -> None:
    advert = "A word from our sponsor\n\n“It held,” says Bo."
    text = f"Roof put off\n\n{advert}\n\n{BODY}"
    ranges = furniture_ranges(text)
    assert [text[start:end] for start, end in ranges] == advert.split("\n\n")


def test_a_record_with_codes_may_have_codes_that_nobody_knows() -> None:
    codes = "ART  “It held,” says Lund. PHOTO: BO LIND\nQX  Letters: “Let it leak”\nAN  Document 7"
    text = f"HD  Roof put off\nBY  Ana Ruiz\nPD  3 March 2026\n\nLP  \n{BODY}\n\n{codes}"
    assert codes in [text[start:end] for start, end in furniture_ranges(text)]
    assert all(BODY not in text[start:end] for start, end in furniture_ranges(text))


def test_an_article_goes_on_after_an_advertisement() -> None:
    halves = BODY[: len(BODY) // 2], BODY[len(BODY) // 2 :]
    for gap in ("\n\n", "\n"):
        text = f"Roof put off\n\n{BODY}\n\n{halves[0]}\n\nAdvertisement{gap}{halves[1] * 2}"
        assert [text[start:end] for start, end in furniture_ranges(text)] == ["Advertisement"]
