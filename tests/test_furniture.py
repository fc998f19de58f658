"""Lines that are not the article, known by their words. Tables a journalist could read."""

from __future__ import annotations

import pytest

from quotes.datelines import dateline_agency, dateline_end, field_of, is_only_date, page_header
from quotes.furniture import (
    is_byline,
    is_caption,
    is_contact,
    is_credit,
    is_ending,
    is_furniture,
    is_heading_of_others,
    is_heading_of_public,
    is_notice,
    is_pointer,
)
from quotes.printouts import is_insert

BYLINES = [
    "By Ana Ruiz",
    "BY ANA RUIZ",
    "By Ana Ruiz and Bo Lind, City Editors",
    "Words by Ana Ruiz",
    "Story: by Ana Ruiz",
    "From our correspondent in Sund",
    "Published 3 March 2026",
    "Last updated: 9.30am, Tuesday 3 March",
    "3 March 2026 | 09:30 GMT",
    "Updated 2 hours ago",
]
NO_BYLINES = [
    "By noon, all of them had left.",
    "By Tuesday the pier was shut.",
    "“By God,” said Ana Ruiz",
    "Published works fill his shelves",
    "March was wet",
    "By Ana Ruiz’s count there were nine boats in the harbour, and two of them burnt at dusk",
]
FURNITURE = [
    "Read also: ‘I told them so,’ says winner",
    "READ MORE | Gull returns ring",
    "RELATED: Oak prices rise",
    "» See also: The long winter",
    "Also in Harbour: “The cranes lean,” says crane driver",
    "Next week: the ghost of the mill",
    "Advertisement",
    "Advertisement · Scroll to continue",
    "Story continues below",
    "Sign up for our letter",
    "Subscribe to the Post for a penny",
    "Follow us on Chirper",
    "© 2026 Port Elm Post",
    "Copyright 2014 Port Elm Newspapers. All rights reserved.",
    "This material may not be published, broadcast or rewritten.",
    "We use cookies to make the page remember you.",
    "4 min read",
    "Got a story? Ring the newsroom.",
    "Photo: Lou Berg",
    "Picture by Lou Berg",
    "(Reporting by Bo Lind; editing by Ana Ruiz)",
    "Additional reporting by Lena Ott",
    "The pier in May. “Mind the gap,” reads a sign. Photo: Lou Berg",
    "ENDS",
    "-30-",
    "###",
    "(MORE)",
    "MORE TO COME",
    "(Adds comment by the mayor, background)",
    "Page 2 of 3",
    "Continued on Page Seven",
    "FOR IMMEDIATE RELEASE",
    "Contact: press@portelm.example",
    "For media inquiries call 555-0133",
    "THE BAY RECORD, FRIDAY, OCTOBER 3, 1952      Page Four",
    "You might also like: Gull, 12, “wants for nothing”",
    "Related articles from the archives: ‘Sell the crane,’ says builder",
    "Most read: “Leave it,” says vicar",
    "Follow the Bay Record for more from your street",
    "Get our free app for tide alerts",
    "Never miss an episode",
    "Enjoying this story? Buy us a bucket of paint.",
    "If you value local reporting, please chip in a crown a week.",
    "Donate today and keep the lamp lit",
    "Please consider becoming a friend of the Record.",
    "Become a founding member of the Record",
    "Sponsored by Lund Ropes: “We hold when others let go.”",
    "A message from our partners: “Nobody sells more rope.”",
    "Do Not Sell or Share My Personal Information",
    '<iframe src="https://bay.example/embed/3" title="The Bay Record player">',
    "Staff writer Lena Ott in Sund contributed to this article.",
    "Contact Lena Ott at 555-0133.",
    "Lena Ott can be reached at lena@bay.example or 555-0133.",
    "[Chart 2: Boats lost a year. “Too many,” says the harbour master.]",
]
ARTICLE = [
    "Read the letter, she said, and weep.",
    "Related deaths rose by a third.",
    "More than forty boats were lost.",
    "More: a word he never used.",
    "Share prices fell on Monday.",
    "Subscribers were told on Tuesday that the paper would close.",
    "Photos by the dozen were found, said Bo Lind.",
    "Pictures of the pier hung in every kitchen.",
    "Source: that is what she called him.",
    "He ended by thanking the cook.",
    "The ends justify nothing.",
    "Contact was lost at noon.",
    "Copyright law is older than the gramophone.",
    "Click, click, went the lock.",
    "Follow the river north for a mile.",
    "Comments by the mayor were met with silence.",
    "Watch him closely, she told me.",
    "Editing the film took two years.",
    "She asked for more to come.",
    "By the time it rained he had gone.",
    "“Sign up for what?” asked Bo Lind.",
    "Follow the river for more than a mile.",
    "Follow Lund for a day and you learn to swear.",
    "You might also like to know what it cost.",
    "Never miss a train in Sund: there are two a week.",
    "If you like, I can show you the wall, he said.",
    "If you value your boots, stay off the pier.",
    "Become a harbour master and you are never asked to dinner.",
    "Donate a kidney and they give you a badge, she said.",
    "Sponsored by a brewer, the team has won every match but two.",
    "Presented by the mayor with a medal, he dropped it.",
    "The rain contributed to this year’s losses.",
    "A lack of oak contributed to the delay.",
    "Contact with the crew was lost at 10 in the morning.",
    "The lighthouse can be reached at low water.",
    "Enjoying the sun? So was the cat.",
    "[Laughter]",
    "[She pointed at the box: it was empty.]",
]


@pytest.mark.parametrize("line", BYLINES)
def test_a_byline_is_known(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", NO_BYLINES)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ARTICLE)
def test_the_words_of_an_article_are_no_furniture(line: str) -> None:
    known_by = (is_pointer, is_notice, is_credit, is_caption, is_ending, is_contact)
    known_by += (is_insert, is_only_date)
    assert [known.__name__ for known in known_by if known(line)] == []


@pytest.mark.parametrize(
    ("heading", "is_of_others"),
    [
        ("Related stories", True),
        ("Most read in the Bay", True),
        ("14 Comments", True),
        ("Top comments", True),
        ("You may also like", True),
        ("Editor’s picks", True),
        ("Related deaths rise", False),
        ("Comments (14)", True),
        ("Also in this issue", True),
        ("More headlines", True),
        ("Suggested topics:", True),
        ("What our listeners say", True),
        ("Comments that hurt", False),
        ("What listeners heard", False),
        ("Reviews of the wall", False),
        ("What happens now", False),
        ("Topics of the day were bread and oil", False),
    ],
)
def test_headings_over_other_stories(heading: str, is_of_others: bool) -> None:
    assert is_heading_of_others(heading) == is_of_others


@pytest.mark.parametrize(
    ("heading", "is_of_public"),
    [
        ("Top comment", True),
        ("COMMENTS (3)", True),
        ("Reader mail", True),
        ("Letters to the Editor", True),
        ("What viewers told us", True),
        ("Classifieds", True),
        ("Related stories", False),
        ("What readers should know", False),
        ("Letters from the front", False),
    ],
)
def test_headings_over_the_words_of_the_public(heading: str, is_of_public: bool) -> None:
    assert is_heading_of_public(heading) == is_of_public


@pytest.mark.parametrize(
    ("paragraph", "rest", "agency"),
    [
        ("PORT ELM, March 3 (Coast Wire) - Rain fell.", "Rain fell.", "Coast Wire"),
        ("PORT ELM, Oct. 2.--Rain fell.", "Rain fell.", None),
        ("PORT ELM, Texas — Rain fell.", "Rain fell.", None),
        ("Sund (Coast Wire) – Rain fell.", "Rain fell.", "Coast Wire"),
        ("PORT ELM, 3 March 2026 /NewsLine/ -- Rain fell.", "Rain fell.", "NewsLine"),
        ("Greta Lund — the mayor — resigned.", None, None),
        ("A man – the third – was seen.", None, None),
        ("RELATED - Rain falls.", None, None),
    ],
)
def test_datelines(paragraph: str, rest: str | None, agency: str | None) -> None:
    end_char = dateline_end(paragraph)
    assert (paragraph[end_char:] if end_char else None) == rest
    assert dateline_agency(paragraph) == agency


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BYLINE: Ana Ruiz", ("byline", "Ana Ruiz")),
        ("SN  The Port Elm Post", ("outlet", "The Port Elm Post")),
        ("LOAD-DATE: October 4, 2014", (None, "October 4, 2014")),
        ("BODY:", (None, "")),
        ("Venn: We stay.", None),
        ("She said: “No.”", None),
    ],
)
def test_fields_of_databases(line: str, expected: tuple[str | None, str] | None) -> None:
    assert field_of(line) == expected


def test_a_page_header_is_no_headline() -> None:
    assert page_header("Page 4  THE BAY RECORD, Friday, October 3, 1952") == "THE BAY RECORD"
    assert page_header("PIER TO CLOSE, SAYS BOARD") is None
    assert page_header("The pier closed on October 3, 1952") is None


@pytest.mark.parametrize("text", ["-" * 200_000, "( " * 100_000, "A" * 200_000, "by " * 70_000])
def test_long_lines_cost_little(text: str) -> None:
    # A pattern that goes back over its steps would not come to an end here.
    assert not is_byline(text)
    is_furniture(text)
    dateline_end(text)
    page_header(text)
