"""Lines and headings of boxes that sell, praise, count votes or play. Tables for a journalist."""

from __future__ import annotations

import pytest

from quotes.furniture import is_furniture
from quotes.promotions import is_heading_of_advert, is_heading_of_box, is_promotion

PROMOTIONS = [
    "Wool hat, £19. “My ears are warm at last,” says Ida, verified buyer.",
    "“Ropes that hold.” – Hew of Sund, satisfied customer",
    "‘I slept at once,’ raves happy customer Greta",
    "“I can steer by it,” says Bo. Download our free tides app today!",
    "“We mended the boat,” say the scouts. Text PIER to 70001 to give a pound.",
    "“I never win,” says Ana of Sund. Play today and win a kettle!",
    "Should the pier stay? “Yes” 61%, “No” 39%",
    "“Talking was easy,” says a man who wrote to us. Tell us what happened to your boat.",
    "We'd love to hear from you.",
    "Do you know more? Contact our newsroom at news@elm.example.",
    "Would you move to Sund? Never (72%) Gladly (28%)",
]
REPORTING = [
    "“My ears are warm,” said Ida Lund, a customer of the shop.",
    "“It was never tried,” wrote user Kelpie in the forum where the leak was first told.",
    "“Order now,” the ferry’s leaflet says, “or stay on the quay.”",
    "The mayor asked: “Will you vote today?”",
    "Support for the pier rose to 61%, and 39% were against.",
    "“Text me,” she told him.",
    "“Do tell us what you saw,” the judge said.",
    "The leaflet ended: “Help us report it.”",
    "The harbour asked boaters to contact its office. Few did.",
]
BOX_HEADINGS = [
    "From our shop",
    "Get the app",
    "Record Sudoku",
    "Readers’ poll",
    "Poll of the day",
    "Birthday requests",
    "Your messages to the Late Show",
    "Joke of the week",
    "From the guestbook",
]
ARTICLE_HEADINGS = [
    "The vote",
    "The shop",
    "A poll of 900 voters",
    "The requests of the council",
    "Your letters were not read",
    "50 years ago",
]


@pytest.mark.parametrize("line", PROMOTIONS)
def test_promotions_are_no_reporting(line: str) -> None:
    assert is_promotion(line)
    assert is_furniture(line)


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_on_goods_and_votes_stays(line: str) -> None:
    assert not is_promotion(line)
    assert not is_furniture(line)


@pytest.mark.parametrize("line", BOX_HEADINGS)
def test_headings_of_boxes(line: str) -> None:
    assert is_heading_of_box(line)


@pytest.mark.parametrize("line", ARTICLE_HEADINGS)
def test_headings_of_articles(line: str) -> None:
    assert not is_heading_of_box(line)


@pytest.mark.parametrize(
    ("heading", "is_of_advert"),
    [
        ("-- ADVERTISEMENT --", True),
        ("[Advertisement]", True),
        ("Sponsored content", True),
        ("Sponsor Message", True),
        ("A MESSAGE FROM OUR SPONSOR, LUND ROPES", True),
        ("A word from today’s sponsor:", True),
        ("An advertisement for rope", False),
        ("A message from the mayor", False),
        ("Sponsors leave the team", False),
    ],
)
def test_headings_over_advertisements(heading: str, is_of_advert: bool) -> None:
    assert is_heading_of_advert(heading) == is_of_advert
