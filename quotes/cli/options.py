"""The options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

QuoteFormat = Literal["jsonl", "csv", "excel", "markdown"]

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files, folders or patterns; `-` or nothing is standard input.",
        show_default=False,
    ),
]
IndexFile = Annotated[
    Path,
    typer.Option("--index", envvar="QUOTES_INDEX", metavar="FILE", help="The archive."),
]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="The outlet of articles that name none.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The ISO date of articles that state none.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The character set, where it is not UTF-8.")
]
IncludeAll = Annotated[
    bool,
    typer.Option(
        "--all", help="Also thoughts, and what was not asserted (denied to say, will say, asked)."
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        min=0.0, max=1.0, metavar="SHARE", help="Leave speakers open that are less certain (0–1)."
    ),
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read.")]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another English spaCy pipeline, by name or folder."),
]

DEFAULT_INDEX = Path("quotes.db")
ARTICLES_EXPECTED = "the articles to read (files or folders, as in: quotes extract news/*.txt)"
