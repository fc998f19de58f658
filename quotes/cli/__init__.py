"""The command line: the composition root, and the one place with typer.

The commands are a skin on the library: each one reads options, calls rooms, and writes records to
standard output and everything else to standard error. Heavy libraries are imported inside the
commands, so that `--help` answers at once.
"""

from quotes.cli.app import main

__all__ = ["main"]
