"""Which commands are there, and how does each of them end?

Puts the commands together and turns every error into one sentence and an exit code: 0 done,
1 nothing found, 2 wrong usage, 3 some or all inputs failed, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from quotes import __version__
from quotes.cli.archive import add, rebuild, remove, stats
from quotes.cli.demo import demo
from quotes.cli.evaluate import evaluate
from quotes.cli.extract import cluster, extract
from quotes.cli.keep import backup, check
from quotes.cli.read import read
from quotes.cli.saved import saved
from quotes.cli.schema import schema
from quotes.cli.search import QueryCommand, export, search
from quotes.cli.show import show
from quotes.cli.speakers import speakers
from quotes.cli.streams import discard_output, say
from quotes.errors import QuotesError
from quotes.network import open_no_sockets


class _Commands(TyperGroup):
    """The group of all commands; the one place where errors end."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except BrokenPipeError:
            # Whoever read has what they wanted, as with `| head -1`: that is no failure.
            discard_output()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("stopped; what was written or reported as stored is complete")
            raise typer.Exit(130) from None
        except QuotesError as error:
            say(str(error))
            raise typer.Exit(error.exit_code) from None
        except Exception as error:
            if os.environ.get("QUOTES_DEBUG"):
                raise
            say(
                f"an error in the program itself, for which we are sorry: {type(error).__name__}:"
                f" {error}. Run the same again with QUOTES_DEBUG=1 and report what it prints"
            )
            raise typer.Exit(3) from None
        return result


app = typer.Typer(
    name="quotes",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"quotes {__version__}")
        raise typer.Exit()


@app.callback()
def _quotes(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Find out who said what, in which role and in which outlets, and see the proof.

    Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 nothing
    found, 2 wrong usage, 3 some or all inputs failed.

    \b
    Examples:
      quotes demo
      quotes add samples/*.txt
      quotes search "who said Turkish colonizer"
    """


app.command()(extract)
app.command()(read)
app.command()(cluster)
app.command()(add)
app.command(cls=QueryCommand)(search)
app.command(cls=QueryCommand)(export)
app.command()(saved)
app.command()(show)
app.command()(speakers)
app.command()(remove)
app.command()(stats)
app.command()(check)
app.command()(backup)
app.command()(rebuild)
app.command()(evaluate)
app.command()(demo)
app.command()(schema)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `arguments` default to the process's own."""
    open_no_sockets()
    try:
        app(args=arguments, prog_name="quotes")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
