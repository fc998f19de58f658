"""`quotes schema`: what the lines that go in and out of the program mean."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

import typer

from quotes.cli.streams import is_terminal, output
from quotes.errors import UsageError


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[LINE]",
            help="One of article, quote, statement, answer, batch, export, gold.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"] | None,
        typer.Option(help="Text on a terminal, JSON Schema elsewhere, unless told."),
    ] = None,
) -> None:
    """Explain the JSON lines that commands read and write.

    \b
    Examples:
      quotes schema --format text
      quotes schema --format text quote
      quotes schema answer > answer.schema.json
    """
    from quotes.export.schema import LINES, describe, json_schema

    if name is not None and name not in LINES:
        raise UsageError(f"there is no line called {name!r}; choose one of: {', '.join(LINES)}")
    names = list(LINES) if name is None else [name]
    if format == "text" or (format is None and is_terminal(sys.stdout)):
        print("\n\n".join(describe(line) for line in names), file=output())
    else:
        print(json.dumps(json_schema(names), indent=2, ensure_ascii=False), file=output())
