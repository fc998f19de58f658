"""What is told while a batch runs: progress, notices, failures, and the counts at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from quotes.cli.streams import is_terminal, printable, say
from quotes.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress


class Batch:
    """One run over many inputs: shows how far it is and remembers whether anything failed."""

    def __init__(self, bar: Progress | None) -> None:
        """Begin; `bar` is `None` where nobody watches."""
        self._bar = bar
        self._task = bar.add_task("articles", total=None) if bar else None
        self.failed = 0

    def advance(self) -> None:
        """Count one more article as done."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def tell(self, message: str) -> None:
        """Write a message, above the bar where there is one."""
        if self._bar is None:
            say(message)
        else:
            self._bar.console.print(f"quotes: {printable(message)}", markup=False, highlight=False)

    def log(self, message: str) -> None:
        """Write a line of a log: shown where there is no bar to say the same."""
        if self._bar is None:
            say(message)

    def report(self, error: InputError) -> None:
        """Count and tell an input that could not be used."""
        self.failed += 1
        self.tell(str(error))

    def end(self, summary: str) -> None:
        """Say what was done, and leave with 3 where some or all inputs failed."""
        if self.failed:
            summary += f"; {counted(self.failed, 'input')} failed"
        say(summary)
        if self.failed:
            raise typer.Exit(3)


@contextmanager
def batch(*, has_output: bool) -> Iterator[Batch]:
    """Run a batch, with a bar where standard error is a terminal.

    `has_output`: results are written meanwhile; where these are shown on a terminal too, there is
    no bar, because the two would write over each other.
    """
    if not is_terminal(sys.stderr) or (has_output and is_terminal(sys.stdout)):
        yield Batch(None)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("articles: {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Batch(bar)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "quote"), counted(1200, "quote")
    ('1 quote', '1,200 quotes')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
