"""What all tests share: a place of their own, the samples, and an archive of their gold quotes."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import SAMPLES, Ended, RunQuotes, Terminal

from quotes.records import Article, Quote


@pytest.fixture(autouse=True, scope="session")
def _own_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from the user's archive, cache and settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTES_CACHE", str(tmp_path_factory.mktemp("cache") / "quotes"))
        for name in ("QUOTES_INDEX", "QUOTES_DEBUG", "COLUMNS", "FORCE_COLOR", "NO_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of sample articles."""
    return SAMPLES


@pytest.fixture(scope="session")
def gold() -> list[tuple[Article, list[Quote]]]:
    """Return the sample articles with the quotes that a careful reader would extract."""
    lines = (SAMPLES / "expected.jsonl").read_text("utf-8").split("\n")
    records = [json.loads(line) for line in lines if line]
    return [
        (
            Article.from_exchange(record["article"]),
            [Quote.from_exchange(quote | _of_article(record)) for quote in record["quotes"]],
        )
        for record in records
    ]


def _of_article(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a quote repeats of its article; the gold leaves it out."""
    return {name: record["article"].get(name) for name in ("outlet", "title", "url", "published")}


@pytest.fixture(scope="session")
def _shared_workplace(
    gold: list[tuple[Article, list[Quote]]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    from index.store import QuoteIndex

    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(SAMPLES, folder / "samples")
    with QuoteIndex.open(folder / "quotes.db", create=True) as index:
        index.archive.save_search("bridge", "bridge")
        for article, quotes in gold:
            index.add(article, quotes)
    return folder


@pytest.fixture
def workplace(_shared_workplace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the samples and an archive, quotes.db, of their gold quotes.

    A search for "bridge" was saved there before the first article came.
    All tests share it: only for those that write nothing there.
    """
    monkeypatch.chdir(_shared_workplace)
    return _shared_workplace


@pytest.fixture
def own_workplace(_shared_workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a copy of `workplace` that the test may change."""
    shutil.copytree(_shared_workplace, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run_quotes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunQuotes:
    """Return what runs the command line in this process, in a pipe or `on_terminal`."""
    from quotes.cli import main

    def run(*arguments: str, stdin: str | bytes = b"", on_terminal: bool = False) -> Ended:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        terminal = Terminal()
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
            if on_terminal:
                patch.setattr("sys.stdout", terminal)
                patch.setenv("COLUMNS", "100")
                patch.setenv("TERM", "xterm-256color")
            code = main(arguments)
        captured = capsys.readouterr()
        return Ended(code, terminal.getvalue() if on_terminal else captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def nlp() -> Any:
    """Return the bundled pipeline, loaded once for all tests."""
    import quotes

    return quotes.load()
