"""Bring the documents up to date with the program: python docs/refresh.py.

Writes docs/commands.md from the help texts, and under every `$ command` in a console block of
README.md what the command prints now.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RUN_BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEAD = """\
# Commands

The help texts of the program, written by `make docs`. Every example in them is run by the tests,
in a folder with `samples/` and an archive of the quotes in them, where a search is saved.
"""


def commands_page() -> str:
    """Return docs/commands.md."""
    from typer.main import get_command

    from quotes.cli.app import app

    parts = [HEAD, f"```text\n{help_text()}\n```\n"]
    names = get_command(app).commands  # type: ignore[attr-defined]
    parts += [f"## quotes {name}\n\n```text\n{help_text(name)}\n```\n" for name in names]
    return "\n".join(parts)


def help_text(*arguments: str) -> str:
    """Return what a command prints for `--help`."""
    from quotes.cli import main

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        main([*arguments, "--help"])
    return shown.getvalue().strip()


@contextlib.contextmanager
def reader_folder() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a folder as a reader of the README has it, and the environment to run commands in."""
    with tempfile.TemporaryDirectory(prefix="quotes-readme-") as name:
        folder = Path(name)
        shutil.copytree(PROJECT / "samples", folder / "samples")
        program = folder / "bin" / "quotes"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quotes "$@"\n')
        program.chmod(0o755)
        environment = {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(PROJECT),
            "HOME": name,
            "QUOTES_CACHE": str(folder / "cache"),
            "LC_ALL": "C.UTF-8",
        }
        yield folder, environment


def run_shell(script: str, folder: Path, environment: dict[str, str]) -> str:
    """Return what a shell script prints to standard output; it must end well."""
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    if ended.returncode:
        raise RuntimeError(f"{script}\nended with {ended.returncode}:\n{ended.stderr}")
    return "\n".join(line.rstrip() for line in ended.stdout.splitlines()).strip("\n")


def refreshed_readme(text: str, folder: Path, environment: dict[str, str]) -> str:
    """Return a document with what every console block prints now.

    Runs all shell and console blocks in their order, as a reader would. `make` is left out: it is
    what runs this.
    """

    def refreshed(block: re.Match[str]) -> str:
        if block[1] == "sh":
            lines = [line for line in block[2].splitlines() if not line.startswith("make ")]
            run_shell("\n".join(lines), folder, environment)
            return block[0]
        parts = []
        for line in block[2].splitlines():
            if line.startswith("$ "):
                printed = run_shell(line[2:], folder, environment)
                parts.append(f"{line}\n" + (f"{printed}\n" if printed else ""))
        return f"```console\n{''.join(parts)}```"

    return RUN_BLOCK.sub(refreshed, text)


if __name__ == "__main__":
    for setting in ("QUOTES_INDEX", "COLUMNS"):
        os.environ.pop(setting, None)
    (PROJECT / "docs" / "commands.md").write_text(commands_page(), "utf-8")
    readme = PROJECT / "README.md"
    with reader_folder() as (place, settings):
        readme.write_text(refreshed_readme(readme.read_text("utf-8"), place, settings), "utf-8")
