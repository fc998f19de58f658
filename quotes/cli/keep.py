"""`quotes check` and `quotes backup`: is the archive whole, and is there a copy of it?"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from quotes.cli.messages import counted
from quotes.cli.options import DEFAULT_INDEX, IndexFile
from quotes.cli.streams import is_terminal, output, printable, say


def check(
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[
        Literal["text", "jsonl"] | None,
        typer.Option(help="Text on a terminal, JSON lines elsewhere, unless told."),
    ] = None,
) -> None:
    """Look whether the archive is whole, and say what is wrong and what to do.

    Looks at the file, at every article and quote (each span against the text it is of), at every
    statement and its members, at the history, and at the search files. Nothing in the archive is
    changed. The exit code is 3 where anything is wrong.

    \b
    Examples:
      quotes check
      quotes check --format text
    """
    from index.checking import check_index
    from index.store import QuoteIndex

    shows_text = is_terminal(sys.stdout) if format is None else format == "text"
    count = 0
    with QuoteIndex.open(index_file, readonly=None) as index:
        for finding in check_index(index):
            count += 1
            if shows_text:
                line = f"{finding.where}: {finding.problem}\n  what to do: {finding.remedy}"
                print(printable(line), file=output())
            else:
                print(json.dumps(dataclasses.asdict(finding), ensure_ascii=False), file=output())
        stats = index.stats()
    looked_at = (
        f"{counted(stats.articles, 'article')}, {counted(stats.quotes, 'quote')},"
        f" {counted(stats.clusters, 'statement')}"
    )
    if count:
        say(f"{index_file}: {counted(count, 'problem')} in {looked_at}")
        raise typer.Exit(3)
    say(f"{index_file} is whole: {looked_at}")


def backup(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.", show_default=False)],
    index_file: IndexFile = DEFAULT_INDEX,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Copy the archive to one file, also while others search it or add to it.

    The copy is of one moment, is checked, and appears only once it is whole. It is an archive like
    any other: to go back to it, put it in the place of the archive.

    \b
    Examples:
      quotes backup quotes-2020-03-31.db
      quotes backup --force last-week.db
    """
    from index.backup import back_up

    size = back_up(index_file, copy, overwrite=force)
    say(f"copied {index_file} to {copy} ({size / 1_000_000:,.1f} MB)")
