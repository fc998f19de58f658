"""Plain text is kept to the code point; front matter is read and is not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.articles import read_articles
from quotes.articles.plain import read_plain_text
from quotes.errors import FormatError
from quotes.records import Article


def read_one(path: Path) -> Article:
    [article] = read_articles([path])
    return article


@pytest.mark.parametrize(
    "text",
    [
        "Storm hits Port Elm\n\n“We are safe,” said Ana Ruiz.\n",
        "Line one\r\nLine two\rLine three\n",
        "  Indented first line\n",
        "\n\n\nThree empty lines first",
        "No-break\u00a0space, soft\u00adhyphen, zero\u200bwidth, line\u2028separator",
        "A mark inside \ufeff stays",
        "Astral \U0001f327 rain",
        "---\nA rule, then prose.\n---\nMore prose.\n",
        "---\nThe mayor said: no.\n---\n",
        "--- not a fence\ntitle: x\n---\n",
        "---\ntitle: never closed\n",
    ],
)
def test_text_is_exactly_what_the_file_holds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "storm.txt"
    path.write_bytes(text.encode())
    assert read_one(path).text == text


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")))
def test_plain_text_is_kept_to_the_code_point(text: str) -> None:
    body = "x" + text
    assert read_plain_text(body).text == body


def test_front_matter_is_read_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "storm.txt"
    path.write_bytes(
        b"---\r\ntitle: 'Storm: the night after'\r\noutlet: The Bay Record\r\n"
        b"url: https://bay.example/storm\r\npublished: 2026-03-03\r\nbyline: Ana Ruiz\r\n"
        b"tags: [weather, port]\r\n---\r\n\r\nRain fell.\r\n"
    )
    assert read_one(path) == Article(
        id="storm.txt",
        text="\r\nRain fell.\r\n",
        title="Storm: the night after",
        outlet="The Bay Record",
        url="https://bay.example/storm",
        published="2026-03-03",
        byline="Ana Ruiz",
    )


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: 1984", "title", "1984"),
        ("title: No", "title", "No"),
        ("title: 12:30", "title", "12:30"),
        ("outlet: 20 Minutes", "outlet", "20 Minutes"),
        ("outlet: ~", "outlet", None),
        ("outlet:", "outlet", None),
        ("published: 2026-03-03", "published", "2026-03-03"),
        ("published: 2026-03-03T10:00:00+02:00", "published", "2026-03-03T10:00:00+02:00"),
        ("published: 2026-03-03 10:00:00Z", "published", "2026-03-03T10:00:00+00:00"),
        ("published: last Tuesday", "published", None),
        ("title: !!python/object/apply:os.getcwd []", "title", FormatError),
        ("title: [one, two]", "title", FormatError),
        ("title: 'unclosed", "title", FormatError),
        ("title: a: b", "title", FormatError),
    ],
)
def test_front_matter_values_stay_as_written(
    tmp_path: Path, line: str, key: str, value: str | type[Exception] | None
) -> None:
    path = tmp_path / "storm.txt"
    path.write_text(f"---\n{line}\n---\nRain fell.\n")
    if isinstance(value, type):
        with pytest.raises(value, match="front matter"):
            read_one(path)
    elif key == "title":
        assert read_one(path).title == value
    else:
        assert getattr(read_one(path), key) == value


def test_a_malformed_front_matter_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "storm.txt"
    path.write_text("---\noutlet: The Bay Record\ntitle: 'unclosed\n---\nRain fell.\n")
    with pytest.raises(FormatError, match=r"storm\.txt: the front matter is not valid YAML \(line"):
        read_one(path)


def test_front_matter_with_nothing_after_it_is_an_error() -> None:
    with pytest.raises(FormatError, match="no text after"):
        read_plain_text("---\ntitle: Storm\n---\n \n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Storm hits\nRain fell.", "Storm hits"),
        ("\n \n  Storm hits \r\nRain fell.", "Storm hits"),
        ("Storm hits\rRain fell.", "Storm hits"),
    ],
)
def test_the_first_line_is_the_title_and_stays(text: str, title: str) -> None:
    draft = read_plain_text(text)
    assert (draft.title, draft.text) == (title, text)


def test_half_of_a_surrogate_pair_in_the_front_matter_is_named() -> None:
    with pytest.raises(FormatError, match="surrogate"):
        read_plain_text('---\ntitle: "Storm \\ud800"\n---\nRain fell.')
