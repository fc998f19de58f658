"""Which characters do these bytes stand for? Hands on text, or says why there is none.

The order of trust is: a byte order mark, what the caller was told, what a page declares, UTF-8.
Nothing is guessed and nothing replaced: a byte that does not fit is an error that names its place,
because a wrong guess would silently alter a quote.
"""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from quotes.errors import FormatError, UsageError

MAX_ARTICLE_BYTES = 20_000_000
"""The size of the largest article that is read, in bytes as stored; a long novel has 5 MB."""

_DECLARATION_REACH_BYTES = 4096
# UTF-32's mark begins with UTF-16's, so it is asked first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC_NUMBERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, a Word document or an e-book"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office"),
    (b"{\\rtf", "an RTF"),
    (b"\x1f\x8b", "a gzip"),
    (b"BZh", "a bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip"),
    (b"\xfd7zXZ\x00", "an xz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite"),
    (b"\x7fELF", "a program"),
)
_DECLARED_CHARSET = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)"""
    rb"""|\A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""",
    re.IGNORECASE,
)
# What browsers do with these labels (WHATWG Encoding Standard, section 4.2): pages that say
# Latin-1 or ASCII hold curly marks in the places where only windows-1252 has them.
_BROWSER_READING = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_encoding(encoding: str) -> str:
    """Return the codec's own name for `encoding`.

    Raises:
        UsageError: No text codec has that name.

    >>> check_encoding("Windows-1252")
    'cp1252'
    """
    try:
        b"a".decode(encoding)
    except UnicodeError:
        pass
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"there is no character set called {encoding!r}; common ones are utf-8, windows-1252, "
            "iso-8859-1, utf-16"
        ) from error
    return codecs.lookup(encoding).name


def decode_text(raw: bytes, *, encoding: str | None = None, page: bool = False) -> str:
    """Decode a whole input to text, without its byte order mark and with nothing else changed.

    `encoding` is what the caller was told; `page` allows a charset declared inside HTML or XHTML.

    Raises:
        FormatError: The input is too large, binary, empty or not in the character set.
    """
    reject_oversize(raw)
    reject_known_binary(raw)
    mark, marked = split_byte_order_mark(raw)
    declared = _declared_encoding(raw) if page else None
    chosen = marked or encoding or declared or "utf-8"
    text = decode_part(raw[len(mark) :], chosen, first_byte=len(mark), told=encoding is not None)
    if "\x00" in text:
        raise FormatError(
            "looks like a binary file (it holds NUL characters); if it is UTF-16 without a byte "
            "order mark, say so with --encoding utf-16-le or utf-16-be"
        )
    if not text.strip():
        raise FormatError("is empty" if not text else "holds nothing but white space")
    return text


def decode_part(part: bytes, encoding: str, *, first_byte: int = 0, told: bool = False) -> str:
    """Decode bytes that begin at `first_byte` of their input, strictly.

    Raises:
        FormatError: A byte does not fit; the message names its place.
    """
    try:
        text = part.decode(encoding)
    except UnicodeDecodeError as error:
        _reject_byte(part, first_byte, error.start, encoding, told)
    except UnicodeError as error:
        raise FormatError(f"is not {encoding} text ({error})") from error
    if not text.isascii() and (found := _SURROGATE.search(text)):
        raise FormatError(f"holds half of a surrogate pair at character {found.start()}")
    return text


def split_byte_order_mark(raw: bytes) -> tuple[bytes, str | None]:
    """Return the byte order mark at the start of `raw` (or nothing) and the codec it stands for."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return mark, codec
    return b"", None


def reject_oversize(raw: bytes) -> None:
    """Raise a `FormatError` where `raw` has more than `MAX_ARTICLE_BYTES`."""
    if len(raw) > MAX_ARTICLE_BYTES:
        megabytes = MAX_ARTICLE_BYTES // 1_000_000
        raise FormatError(f"is larger than {megabytes} MB, too large for one article")


def reject_surrogates(*values: str | None) -> None:
    """Raise a `FormatError` where a text holds half of a surrogate pair, which no file can."""
    for value in values:
        try:
            if value and not value.isascii():
                value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise FormatError("holds half of a surrogate pair (a broken \\u escape)") from error


def reject_known_binary(raw: bytes) -> None:
    """Raise a `FormatError` where `raw` begins like a well-known kind of binary file."""
    for magic, kind in _MAGIC_NUMBERS:
        if raw.startswith(magic):
            raise FormatError(f"looks like {kind} file; save it as plain text or HTML first")


def _declared_encoding(raw: bytes) -> str | None:
    """Read the charset a page declares, as browsers understand it; `None` if it is unknown."""
    found = _DECLARED_CHARSET.search(raw[:_DECLARATION_REACH_BYTES])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii")
    try:
        codec = check_encoding(label)
    except UsageError:
        return None
    # A declaration that can be read byte by byte cannot be in UTF-16, whatever it says.
    if codec.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return _BROWSER_READING.get(codec, codec)


def _reject_byte(part: bytes, first_byte: int, start: int, encoding: str, told: bool) -> NoReturn:
    if b"\x00" in part and not told:
        raise FormatError("looks like a binary file (it holds NUL bytes)")
    advice = (
        "tell another with --encoding"
        if told
        else "tell its character set with --encoding, for example --encoding windows-1252"
    )
    raise FormatError(
        f"byte {first_byte + start} (0x{part[start]:02X}) is not {encoding.upper()} text; {advice}"
    )
