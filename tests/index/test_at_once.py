"""One writer and many readers at a time, in processes of their own; and two writers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from adding_process import OUTLETS
from test_kill import check_index

from index.archive import Archive
from index.store import QuoteIndex

FOLDER = Path(__file__).parent
ARTICLE_COUNT = 60
STATEMENTS = 2 * ARTICLE_COUNT // len(OUTLETS)
READERS = 2


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTES_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "quotes.db"
    Archive.open(path, create=True).close()
    return path


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(FOLDER / program), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER.parents[1]), *sys.path])},
    )


def lines_of(process: subprocess.Popen[str]) -> list[str]:
    """Wait for a process, and return what it printed."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.split()


def read_until(process: subprocess.Popen[str], wanted: int) -> list[int]:
    """Read what a searching process finds, up to so many statements."""
    assert process.stdout is not None
    found = []
    for line in process.stdout:
        found.append(int(line))
        if found[-1] == wanted:
            return found
    pytest.fail(f"it ended with {found}: {process.communicate()[1]}")


def test_others_search_while_one_adds(path: Path) -> None:
    readers = [start("searching_process.py", path, STATEMENTS) for _ in range(READERS)]
    found = [read_until(reader, 0) for reader in readers]
    # All search from here on; in between they have found the half.
    for count in (ARTICLE_COUNT // 2, ARTICLE_COUNT):
        assert len(lines_of(start("adding_process.py", path, count))) == ARTICLE_COUNT // 2
        for reader, lines in zip(readers, found, strict=True):
            lines += read_until(reader, STATEMENTS * count // ARTICLE_COUNT)
    for reader, lines in zip(readers, found, strict=True):
        lines_of(reader)
        assert lines == sorted(lines), "what was found once was not found again"
    with QuoteIndex.open(path, readonly=True) as index:
        check_index(index, ARTICLE_COUNT)


def test_two_writers_store_every_article_once(path: Path) -> None:
    writers = [start("adding_process.py", path, ARTICLE_COUNT) for _ in range(2)]
    first, second = (lines_of(writer) for writer in writers)
    assert len(first) + len(second) == ARTICLE_COUNT
    assert not set(first) & set(second)
    with QuoteIndex.open(path, readonly=True) as index:
        check_index(index, ARTICLE_COUNT)
