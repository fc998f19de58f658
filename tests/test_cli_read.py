"""`quotes read`: what is shown is what is read, and what is read can be read again."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import RunQuotes

PAGE = (
    "<html><head><meta property='og:site_name' content='Port Elm Post'></head><body><article>"
    "<h1>Pier closed</h1><p class='byline'>By Ana Ruiz</p><p>The pier of Port Elm has closed.</p>"
    "<blockquote>We stay.</blockquote></article></body></html>"
)


def test_text_and_metadata_are_shown(tmp_path: Path, run_quotes: RunQuotes) -> None:
    path = tmp_path / "pier.html"
    path.write_text(PAGE)
    shown = run_quotes("read", "--format", "text", str(path)).out
    assert shown == (
        "id         pier.html\n"
        "title      Pier closed\n"
        "outlet     Port Elm Post\n"
        "published  -\n"
        "byline     Ana Ruiz\n"
        "url        -\n"
        "language   en\n"
        "\n"
        "Pier closed\n\nThe pier of Port Elm has closed.\n\n\u2003We stay.\n"
    )


def test_in_a_pipe_it_writes_articles_that_read_the_same_again(
    tmp_path: Path, run_quotes: RunQuotes
) -> None:
    page, lines = tmp_path / "pier.html", tmp_path / "pier.jsonl"
    page.write_text(PAGE)
    lines.write_text(run_quotes("read", str(page)).out)
    assert json.loads(lines.read_text())["text"].endswith("\u2003We stay.")
    assert run_quotes("read", str(lines)).out == lines.read_text()
    assert run_quotes("extract", str(lines)).out == run_quotes("extract", str(page)).out


def test_what_cannot_be_read_is_said(tmp_path: Path, run_quotes: RunQuotes) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body></body></html>")
    ended = run_quotes("read", str(path))
    assert (ended.out, ended.code) == ("", 3)
    assert "no article was found" in ended.err
