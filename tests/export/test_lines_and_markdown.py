"""JSON lines read back as the same records; Markdown shows the words as they are."""

from __future__ import annotations

import io
import json

import pytest
from markdown_it import MarkdownIt

from quotes.errors import UsageError
from quotes.export import FORMATS, write_json_lines, write_quotes
from quotes.records import CharSpan, Quote, Role, Speaker

TEXTS = [
    "Rain fell.",
    "a *bold* _claim_ [link](http://x.example) `code` ~~gone~~",
    "<script>alert(1)</script> &amp; <b>no</b>",
    "# not a heading",
    "1. not a list\n- nor this\n+ nor this\n> nor a quotation",
    "    not code",
    "first\n\nsecond\r\nthird",
    "| not | a | table |",
    "back\\slash",
    "===",
    "---",
    "one\u2028two",
]


def quote_of(text: str, **fields: object) -> Quote:
    content = (CharSpan(start_char=0, end_char=len(text), text=text),)
    defaults: dict[str, object] = {
        "id": "storm.txt:0",
        "article_id": "storm.txt",
        "kind": "direct",
        "content": content,
        "text": text,
    }
    return Quote.model_validate(defaults | fields)


def written(quote: Quote, format: str) -> str:
    stream = io.StringIO(newline="")
    assert write_quotes([quote], stream, format) == 1  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_of_json_reads_back_as_the_same_quote(text: str) -> None:
    line = written(quote_of(text), "jsonl")
    assert len(line.splitlines()) == 1
    assert Quote.model_validate_json(line) == quote_of(text)


def test_every_field_is_on_the_line() -> None:
    assert set(json.loads(written(quote_of("Rain fell."), "jsonl"))) == set(Quote.model_fields)


def test_a_line_is_there_before_the_next_record_is_made() -> None:
    stream = io.StringIO()
    seen: list[int] = []

    def records() -> object:
        for number in range(3):
            seen.append(stream.getvalue().count("\n"))
            yield quote_of(f"Rain fell {number} times.")

    assert write_json_lines(records(), stream) == 3  # type: ignore[arg-type]
    assert seen == [0, 1, 2]


def block_quotation_in(markdown: str) -> tuple[str, set[str]]:
    """Return the words a reader sees in the block quotation, and the kinds of markup there."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    closing = next(at for at, token in enumerate(tokens) if token.type == "blockquote_close")
    inline = [token for token in tokens[:closing] if token.type == "inline"]
    shown = " ".join(
        "".join(child.content or " " for child in token.children or ()) for token in inline
    )
    kinds = {token.type for token in tokens[:closing]} | {
        child.type for token in inline for child in token.children or ()
    }
    return shown, kinds


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_shows_the_words_and_nothing_in_them_is_markup(text: str) -> None:
    shown, kinds = block_quotation_in(written(quote_of(text), "markdown"))
    assert shown.split() == text.split()
    allowed = {"blockquote_open", "paragraph_open", "inline", "paragraph_close", "text"}
    assert kinds <= allowed | {"softbreak", "text_special"}


def test_markdown_says_who_and_where() -> None:
    quote = quote_of(
        "Rain fell.",
        speaker=Speaker(name="Oda Brandt"),
        role=Role(text="mayor of Calderport"),
        outlet="Calderport Courier",
        title="Storm [live]",
        url="https://calder.example/a(b)",
        published="2025-02-03",
    )
    html = MarkdownIt("commonmark").render(written(quote, "markdown"))
    assert "<strong>Oda Brandt</strong>, mayor of Calderport" in html
    assert '<a href="https://calder.example/a%28b%29">Storm [live]</a>' in html
    assert "Calderport Courier, 2025-02-03, quote storm.txt:0" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.example/ a", "file:///etc"])
def test_only_web_addresses_become_links(url: str) -> None:
    html = MarkdownIt("commonmark").render(written(quote_of("Rain fell.", url=url), "markdown"))
    assert "<a " not in html


def test_markdown_warns_of_words_that_are_not_the_speakers_own() -> None:
    quote = quote_of("rain would fall", kind="indirect", modality="future")
    assert "speaker not stated · in the outlet's words · future" in written(quote, "markdown")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="jsonl, csv, excel, markdown"):
        write_quotes([], io.StringIO(), "xml")  # type: ignore[arg-type]
    assert FORMATS == ("jsonl", "csv", "excel", "markdown")
