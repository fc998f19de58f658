"""Quotes as Markdown: to paste into a draft, with who said it and where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO
from urllib.parse import quote as percent_encode

from quotes.records import Quote

# What Markdown, or the HTML inside it, would take for its own; a backslash in front shows it as
# it is. Hyphens, plus and equals signs and numbers mean something only where a line begins.
_MARKUP = re.compile(
    r"""[\\`*_{}\[\]<>&\#|~$] | (?m:^[ \t]*)[-+=] | (?m:^[ \t]*\d+)[.)]""", re.VERBOSE
)
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SAFE_IN_ADDRESS = "%/:?#@!$&'*+,;=~-._"
_KIND_NOTES = {"indirect": "in the outlet's words", "mixed": "partly in the outlet's words"}


def write_markdown(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Write every quote as a block quotation, then who said it and where; return how many."""
    count = 0
    for quote in quotes:
        stream.write(f"\n{_entry(quote)}" if count else _entry(quote))
        count += 1
    return count


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it is, whatever marks are in it.

    >>> print(escape("a *bold* [claim](x)"))
    a \*bold\* \[claim\](x)
    """
    return _MARKUP.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", text)


def _entry(quote: Quote) -> str:
    # Spaces where a line begins would make it a block of code.
    lines = (escape(line.strip(" \t")) for line in _LINE_END.split(quote.text))
    words = "\n".join(f"> {line}".rstrip(" ") for line in lines)
    who = " · ".join((_speaker(quote), *_notes(quote)))
    where = ", ".join(part for part in _place(quote) if part)
    return f"{words}\n\n{who}  \n{where}\n"


def _speaker(quote: Quote) -> str:
    name = f"**{_line(quote.speaker.name)}**" if quote.speaker else "speaker not stated"
    return f"{name}, {_line(quote.role.text)}" if quote.role else name


def _notes(quote: Quote) -> Iterator[str]:
    """Yield what a reader must know before printing the words as a quotation."""
    if quote.kind in _KIND_NOTES:
        yield _KIND_NOTES[quote.kind]
    if quote.medium != "speech":
        yield quote.medium
    if quote.modality != "asserted":
        yield quote.modality


def _place(quote: Quote) -> Iterator[str | None]:
    title = _line(quote.title or quote.article_id)
    if quote.url and _WEB_ADDRESS.fullmatch(quote.url):
        yield f"[{title}]({percent_encode(quote.url, safe=_SAFE_IN_ADDRESS)})"
    else:
        yield title
    yield _line(quote.outlet) if quote.outlet else None
    yield _line(quote.published) if quote.published else None
    yield f"quote {_line(quote.id)}"


def _line(text: str) -> str:
    return escape(" ".join(_LINE_END.split(text)))
