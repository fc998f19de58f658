"""Every example in a command's help is run."""

from __future__ import annotations

import glob
import shlex
from pathlib import Path

import pytest
from command_line import RunQuotes
from typer.main import get_command

from quotes.cli.app import app

GROUP = get_command(app)
HELPS = {"": GROUP.help or ""} | {
    name: command.help or "" for name, command in GROUP.commands.items()
}


def examples_in(help: str) -> list[str]:
    block = help.partition("Examples:\n")[2].partition("\n\n")[0]
    return [line.strip() for line in block.splitlines() if line.strip()]


EXAMPLES = sorted({example for help in HELPS.values() for example in examples_in(help)})


@pytest.mark.parametrize("name", HELPS)
def test_help_ends_in_examples_of_this_command(name: str) -> None:
    examples = examples_in(HELPS[name])
    assert examples, f"the help of {name!r} has no examples"
    assert all(f"quotes {name}" in example for example in examples)
    assert HELPS[name].rstrip().endswith(examples[-1])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_does_what_it_says(
    own_workplace: Path, run_quotes: RunQuotes, example: str
) -> None:
    if "--force" in example:
        Path("bridge.csv").write_text("older")
    passed = b""
    pipeline, _, target = example.partition(" > ")
    for part in _split(pipeline, "|"):
        passed = _run_part(part, passed, run_quotes)
    if target:
        assert passed, "nothing was written to the file"


def _run_part(words: list[str], stdin: bytes, run_quotes: RunQuotes) -> bytes:
    """Run one command of a pipeline and return what it writes, as a shell would."""
    program, *arguments = words
    if program == "cat":
        return b"".join(Path(name).read_bytes() for name in arguments)
    if program == "head":
        return b"".join(Path(arguments[2]).read_bytes().splitlines(True)[: int(arguments[1])])
    if program == "printf":
        return arguments[0].encode().decode("unicode_escape").encode()
    assert program == "quotes"
    expanded = [name for word in arguments for name in sorted(glob.glob(word)) or [word]]
    ended = run_quotes(*expanded, stdin=stdin)
    assert ended.code == 0, ended.err
    return ended.out.encode()


def _split(pipeline: str, mark: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in shlex.split(pipeline):
        if word == mark:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts
