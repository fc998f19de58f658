"""Write docs/commands.md from the help texts: python docs/write_commands.py."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from typer.main import get_command

from quotes.cli import main
from quotes.cli.app import app

HEAD = """\
# Commands

The help texts of the program, written by `make docs`. Every example in them is run by the tests,
in a folder with `samples/` and an archive of the quotes in them.
"""


def help_text(*arguments: str) -> str:
    """Return what a command prints for `--help`."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        main([*arguments, "--help"])
    return shown.getvalue().strip()


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, f"```text\n{help_text()}\n```\n"]
    names = get_command(app).commands  # type: ignore[attr-defined]
    parts += [f"## quotes {name}\n\n```text\n{help_text(name)}\n```\n" for name in names]
    return "\n".join(parts)


if __name__ == "__main__":
    for name in ("QUOTES_INDEX", "COLUMNS"):
        os.environ.pop(name, None)
    Path(__file__).with_name("commands.md").write_text(page(), "utf-8")
