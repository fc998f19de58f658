"""Real processes and pipes: what is written when, and how a command ends that is cut short."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import SAMPLES

PROJECT = SAMPLES.parent
QUOTES = [sys.executable, "-m", "quotes"]


@pytest.fixture
def environment(workplace: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PROJECT)}


@pytest.fixture
def slow_extract(workplace: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """An extraction that has been given one article and waits for the next."""
    process = subprocess.Popen(
        [*QUOTES, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdin is not None
    process.stdin.write((SAMPLES / "wire.jsonl").read_bytes().splitlines(keepends=True)[0])
    process.stdin.flush()
    yield process
    process.kill()
    process.communicate()


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_quote_is_written_before_the_next_article_is_there(
    slow_extract: subprocess.Popen[bytes],
) -> None:
    assert json.loads(first_line(slow_extract))["article_id"]
    assert slow_extract.poll() is None, "it still waits for more"


def test_ctrl_c_ends_with_130_and_a_sentence(slow_extract: subprocess.Popen[bytes]) -> None:
    first_line(slow_extract)
    slow_extract.send_signal(signal.SIGINT)
    _, messages = slow_extract.communicate(timeout=60)
    assert slow_extract.returncode == 130
    assert messages.decode().splitlines()[-1].startswith("quotes: stopped")
    assert "Traceback" not in messages.decode()


def test_a_reader_that_hangs_up_is_no_failure(workplace: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*QUOTES, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert first_line(process)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    messages = process.stderr.read().decode()
    assert process.wait(timeout=60) == 0
    process.stderr.close()
    assert messages == ""


def test_output_is_utf8_whatever_the_locale(workplace: Path, environment: dict[str, str]) -> None:
    told = environment | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ended = subprocess.run(
        [*QUOTES, "export", "Turkish colonizer"], capture_output=True, env=told, check=True
    )
    assert "…" in ended.stdout.decode("utf-8")


HEAVY = {"spacy", "numpy", "whoosh", "onnxruntime", "trafilatura", "textacy"}


def modules_loaded_by(arguments: list[str], environment: dict[str, str]) -> set[str]:
    """Run a command by itself; what makes it slow to start is what it imports."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "quotes", *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"]])
def test_help_loads_nothing_heavy(environment: dict[str, str], arguments: list[str]) -> None:
    loaded = modules_loaded_by(arguments, environment)
    assert "typer" in loaded
    assert not HEAVY & loaded


def test_a_search_loads_nothing_heavy_but_its_engine(
    workplace: Path, environment: dict[str, str]
) -> None:
    pytest.importorskip("tantivy")
    loaded = modules_loaded_by(["search", "who said Turkish colonizer"], environment)
    assert "tantivy" in loaded
    assert not HEAVY & loaded


def test_progress_is_not_mixed_into_a_pipe(workplace: Path, environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [*QUOTES, "search", "bridge"], capture_output=True, env=environment, check=True
    )
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert all(json.loads(line) for line in ended.stdout.splitlines())
