"""What browsers, wires and mail programs print around an article. Tables for a journalist."""

from __future__ import annotations

import pytest

from quotes.furniture import is_furniture
from quotes.printouts import (
    is_mail_notice,
    is_slug,
    running_address,
    running_title,
    title_and_outlet,
    without_wire_marks,
)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("12/4/24, 8:17 AM      Pier closes | The Elm Post", "Pier closes | The Elm Post"),
        ("04/12/2024, 20:17     Pier closes — The Elm Post", "Pier closes — The Elm Post"),
        ("4.12.2024 20:17\tPier closes", "Pier closes"),
        ("12/4/24, 8:17 AM", None),
        ("On 12/4/24, 8:17 AM the pier closed", None),
        ("12/4/24, 8:17 AM the pier closed.", None),
    ],
)
def test_the_title_over_a_printed_sheet(line: str, title: str | None) -> None:
    assert running_title(line) == title
    if title is not None:
        assert is_furniture(line)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("https://elm.example/pier                 1/3", "https://elm.example/pier"),
        ("https://elm.example/pier   Page 1 of 3", "https://elm.example/pier"),
        ("https://elm.example/pier   1/3   12/4/24, 8:17 AM", "https://elm.example/pier"),
        ("1 of 3          12/4/24, 8:17 AM", None),
        ("https://elm.example/pier was down all day.", None),
        ("1/3 of the pier is gone", None),
    ],
)
def test_the_address_under_a_printed_sheet(line: str, address: str | None) -> None:
    assert running_address(line) == address


def test_a_title_is_parted_where_the_text_shows_its_first_part() -> None:
    lines = frozenset({"pier – or what is left – closes"})
    title = "Pier – or what is left – closes – The Elm Post"
    assert title_and_outlet(title, lines) == ("Pier – or what is left – closes", "The Elm Post")
    assert title_and_outlet(title, frozenset()) == (title, None)


@pytest.mark.parametrize(
    "line",
    [
        "BC-ELM-PIER-1stLd-Writethru, 2nd Add",
        "elm-pn-035",
        "elm-pn-11-02 0512EST<",
        "a0417   r i PM-PIER-CLOSES 3rdLd 10-03 0231",
        "URGENT BC-PIER-FIRE",
    ],
)
def test_slugs_and_takes(line: str) -> None:
    assert is_slug(line)
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "EU-Borland talks collapse",
        "PM-designate Orla Venn resigned on Monday.",
        "UN-backed",
        "Covid-19",
        "The BC-FERRY-SERVICE failed again.",
    ],
)
def test_words_with_hyphens_are_no_slugs(line: str) -> None:
    assert not is_slug(line)


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("^By ANA RUIZ=", "By ANA RUIZ"),
        ("^Pier closes<", "Pier closes"),
        ("Pier < shore", "Pier < shore"),
        ("x^2 = 4", "x^2 = 4"),
    ],
)
def test_marks_of_wires(line: str, bare: str) -> None:
    assert without_wire_marks(line) == bare


@pytest.mark.parametrize(
    ("line", "is_notice"),
    [
        ("View this email in your browser ( https://elm.example/1 )", True),
        ("You are receiving this newsletter because you asked for it.", True),
        ("You received this email at ana@elm.example. Unsubscribe.", True),
        ("That is all for today. Was this forwarded to you? Sign up here.", True),
        ("Did a friend send you this? Subscribe. “It wakes me,” says Bo.", True),
        ("Forwarded this email? A reader says it “saved my week”.", True),
        ("Good evening. You are reading our Thursday email. “It wakes me,” says Bo.", True),
        ("“You are reading the wrong email,” she said.", False),
        ("Lund had forwarded this email to the mayor.", False),
        ("Unsubscribe | Manage your preferences", True),
        ("To be removed from this list, reply REMOVE.", True),
        ("Lund forwarded this to you and to the mayor, the court heard.", False),
        ("She was receiving this email in her sleep, she said.", False),
        ("“Unsubscribe me,” he wrote to the mayor.", False),
        ("View this in the light of what he knew, Lund said.", False),
    ],
)
def test_what_a_newsletter_says_of_itself(line: str, is_notice: bool) -> None:
    assert is_mail_notice(line) == is_notice
    assert is_furniture(line) == is_notice
