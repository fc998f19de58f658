"""Bytes become characters by stated rules only; what does not fit is named with its place."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from quotes.articles import read_articles
from quotes.articles.decoding import MAX_ARTICLE_BYTES
from quotes.errors import FormatError, InputError, UsageError

TEXT = "Café owner: “Naïve,” she said."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        # A byte order mark is surer than what somebody said.
        (codecs.BOM_UTF8 + TEXT.encode(), "windows-1252"),
    ],
)
def test_character_sets(tmp_path: Path, raw: bytes, told: str | None) -> None:
    path = tmp_path / "cafe.txt"
    path.write_bytes(raw)
    [article] = read_articles([path], encoding=told)
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("raw", "told", "reason"),
    [
        (b"Caf\xe9", None, r"byte 3 \(0xE9\) is not UTF-8 text; .*--encoding windows-1252"),
        (codecs.BOM_UTF8 + b"Caf\xe9", None, r"byte 6 \(0xE9\)"),
        (b"Caf\xe9", "ascii", r"byte 3 \(0xE9\) is not ASCII text; tell another"),
        (b"", None, "is empty"),
        (codecs.BOM_UTF8, None, "is empty"),
        (b" \r\n\t\n", None, "nothing but white space"),
        ("\u00a0\u3000".encode(), None, "nothing but white space"),
        (b"abc\x00def", None, "binary file"),
        (b"\xff\x00\x80\x00", None, "binary file"),
        (TEXT.encode("utf-16-le"), None, "binary file"),
        (b"%PDF-1.7\n%\xe2\xe3", None, "looks like a PDF file"),
        (b"PK\x03\x04rest", None, "looks like a ZIP archive"),
        (b"{\\rtf1\\ansi Hello}", None, "looks like an RTF file"),
        (b"\x89PNG\r\n\x1a\n", None, "looks like a PNG image file"),
        (b"a" * (MAX_ARTICLE_BYTES + 1), None, "larger than 20 MB"),
        (b"+2AA-", "utf-7", "surrogate"),
    ],
    ids=lambda value: repr(value)[:30],
)
@pytest.mark.parametrize("name", ["bad.txt", "bad.html", "bad.unknown"])
def test_unusable_bytes_are_explained(
    tmp_path: Path, name: str, raw: bytes, told: str | None, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    errors: list[InputError] = []
    assert list(read_articles([path], encoding=told, on_error=errors.append)) == []
    [error] = errors
    assert isinstance(error, FormatError)
    assert error.source == str(path)
    with pytest.raises(FormatError, match=reason):
        list(read_articles([path], encoding=told))


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "a\x00b"])
def test_an_unknown_encoding_is_refused_at_once(encoding: str) -> None:
    with pytest.raises(UsageError, match="character set"):
        read_articles([], encoding=encoding)


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        # Browsers read Latin-1 as windows-1252, which has the curly marks.
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("<meta charset='utf-16'>", "utf-8"),
        ('<meta charset="no-such-set">', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_pages_declare_their_charset(tmp_path: Path, head: str, codec: str) -> None:
    path = tmp_path / "page.html"
    page = f"<html><head>{head}</head><body><article><p>{TEXT}</p></article></body></html>"
    path.write_bytes(page.encode(codec))
    [article] = read_articles([path])
    assert article.text == TEXT


def test_xhtml_declares_its_charset(tmp_path: Path) -> None:
    path = tmp_path / "page.xhtml"
    page = (
        '<?xml version="1.0" encoding="windows-1252"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Cafés</title></head><body><p>{TEXT}</p></body></html>"
    )
    path.write_bytes(page.encode("cp1252"))
    [article] = read_articles([path])
    assert article.text == f"Cafés\n\n{TEXT}"


def test_a_told_charset_is_surer_than_a_declared_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = f'<meta charset="utf-8"><h1>News</h1><p>{TEXT}</p>'
    path.write_bytes(page.encode("cp1252"))
    [article] = read_articles([path], encoding="cp1252")
    assert TEXT in article.text
    with pytest.raises(FormatError, match="not UTF-8"):
        list(read_articles([path]))
