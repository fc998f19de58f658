"""JSON lines: an article a line, a broken line is named and the rest goes on."""

from __future__ import annotations

import codecs
import io
import json
from pathlib import Path

import pytest

from quotes.articles import read_articles
from quotes.articles.decoding import MAX_ARTICLE_BYTES
from quotes.errors import FormatError, InputError
from quotes.records import Article


def write(path: Path, *lines: object) -> Path:
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_every_field_is_read_and_unknown_ones_ignored(tmp_path: Path) -> None:
    article = Article(
        id="w-1",
        text="Storm\r\nRain fell.\u00a0",
        outlet="Coast Wire",
        title="Storm",
        url="https://wire.example/1",
        byline="Ana Ruiz",
        published="2026-03-03T10:00:00+02:00",
        language="en",
    )
    path = write(tmp_path / "wire.jsonl", {**article.model_dump(), "section": ["weather"]})
    assert list(read_articles([path])) == [article]


def test_gold_lines_hold_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", {"article": {"id": "g", "text": "Rain."}, "quotes": []})
    assert [(a.id, a.text) for a in read_articles([path])] == [("g", "Rain.")]


def test_lines_without_id_are_called_after_file_and_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "wire.jsonl",
        {"text": "One."},
        "",
        {"id": 7, "text": "Two."},
        {"text": "Three.", "id": ""},
    )
    assert [a.id for a in read_articles([path])] == ["wire.jsonl:1", "7", "wire.jsonl:4"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not valid JSON"),
        ('"a string"', "not a JSON object"),
        ("{}", "no 'text'"),
        ('{"text": null}', "no 'text'"),
        ('{"text": 5}', "'text' is not a string"),
        ('{"text": " "}', "'text' is empty"),
        ('{"text": "x", "title": 5}', "'title' is not a string"),
        ('{"text": "x", "id": [1]}', "'id' is neither"),
        ('{"text": "x", "id": true}', "'id' is neither"),
        ('{"text": "\\ud800"}', "surrogate"),
        ('{"text": "x", "id": "\\ud800"}', "surrogate"),
        ('{"id": "a:1", "article_id": "a", "text": "x", "content": []}', "is a quote"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "huge number"),
    ],
    ids=lambda value: value[:30],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = write(tmp_path / "wire.jsonl", {"text": "One."}, "", line, {"text": "Four."})
    errors: list[InputError] = []
    articles = list(read_articles([path], on_error=errors.append))
    assert [article.text for article in articles] == ["One.", "Four."]
    [error] = errors
    assert isinstance(error, FormatError)
    assert error.source == f"{path}:3"
    assert reason in error.message


def test_a_line_in_another_character_set_loses_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(b'{"text": "One."}\n{"text": "Caf\xe9"}\n{"text": "Three."}')
    errors: list[InputError] = []
    assert len(list(read_articles([path], on_error=errors.append))) == 2
    assert [error.source for error in errors] == [f"{path}:2"]


def test_an_overlong_line_loses_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    overlong = b'{"text": "' + b"a" * (MAX_ARTICLE_BYTES + 3_000_000) + b'"}\n'
    path.write_bytes(b'{"text": "One."}\n' + overlong + b'{"text": "Three."}\n')
    errors: list[InputError] = []
    articles = list(read_articles([path], on_error=errors.append))
    assert [article.id for article in articles] == ["wire.jsonl:1", "wire.jsonl:3"]
    assert [(error.source, "20 MB" in error.message) for error in errors] == [(f"{path}:2", True)]


@pytest.mark.parametrize("mark", ["utf-8", "utf-16-le", "utf-16-be"])
def test_byte_order_marks(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "wire.jsonl"
    lines = '{"text": "“One਀” — Ċ"}\r\n\r\n{"text": "Two."}'
    bom = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}.get(
        mark, codecs.BOM_UTF16_BE
    )
    path.write_bytes(bom + lines.encode(mark))
    articles = list(read_articles([path]))
    assert [(a.id, a.text) for a in articles] == [
        ("wire.jsonl:1", "“One਀” — Ċ"),
        ("wire.jsonl:3", "Two."),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b'[{"text": "x"},\n{"text": "y"}]', "one article a line"),
        (b'{\n  "text": "x"\n}\n', "one article a line"),
        (b"\x00\x01\x02\n\x00", "binary"),
        (codecs.BOM_UTF16_LE + b"{\x00\n\x00\x00\xd8", "stops being UTF-16-LE"),
    ],
)
def test_a_file_that_is_no_jsonl_is_one_error(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(content)
    errors: list[InputError] = []
    assert list(read_articles([path], on_error=errors.append)) == []
    assert errors[-1].source == str(path)
    assert reason in errors[-1].message


def test_lines_are_handed_on_before_the_rest_is_read() -> None:
    class Wire(io.RawIOBase):
        """A stream that must not be asked for a second line before the first is used."""

        allowed = 1

        def readline(self, size: int | None = -1, /) -> bytes:
            assert self.allowed, "read ahead"
            self.allowed -= 1
            return b'{"text": "One."}\n'

    wire = Wire()
    articles = read_articles(["-"], stdin=wire)  # type: ignore[arg-type]
    assert next(articles).id == "stdin:1"
    wire.allowed = 1
    assert next(articles).id == "stdin:2"


def test_an_unreadable_date_is_dropped_with_a_notice(tmp_path: Path) -> None:
    path = write(tmp_path / "wire.jsonl", {"text": "One.", "published": "yesterday"})
    notices: list[str] = []
    [article] = read_articles([path], published="2026-03-03", on_notice=notices.append)
    assert article.published == "2026-03-03"
    assert notices == [f"{path}:1: 'yesterday' is not an ISO date and was left out"]
