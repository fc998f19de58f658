"""`quotes saved`: queries kept in the archive, and what is new in their answers."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.options import DEFAULT_INDEX, IndexFile
from quotes.cli.search import AnswerFormat, show_page, write_page
from quotes.cli.streams import is_terminal, output, say
from quotes.errors import UsageError

if TYPE_CHECKING:
    from index.answers import AnswerPage
    from index.saved_searches import SavedSearch
    from index.store import QuoteIndex


def saved(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Saved searches to run.", show_default=False),
    ] = None,
    index_file: IndexFile = DEFAULT_INDEX,
    query: Annotated[
        str | None, typer.Option(metavar="QUERY", help="Keep this query under NAME.")
    ] = None,
    delete: Annotated[
        bool, typer.Option("--delete", help="Keep these searches no longer.")
    ] = False,
    every: Annotated[bool, typer.Option("--every", help="Run all that are saved.")] = False,
    show_all: Annotated[
        bool, typer.Option("--all", help="All that is found, not only what is new.")
    ] = False,
    new_since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="What is new since then (UTC), not since the last run."),
    ] = None,
    format: Annotated[
        AnswerFormat | None,
        typer.Option(help="A table on a terminal, JSON lines elsewhere, unless told."),
    ] = None,
) -> None:
    """Keep searches, and show what is new in their answers since the last time.

    Without a name, the saved searches are listed. A statement is shown once: after it was saved, a
    search gives what came into the archive since then, and after that since its last run; --all and
    --new-since only look. The exit code is 1 where nothing is new, for a timed job.

    \b
    Examples:
      quotes saved
      quotes saved repairs --query "bridge repair OR ferry"
      quotes saved bridge
      quotes saved --every --format jsonl > new.jsonl
      quotes saved --all bridge
      quotes saved --delete bridge
    """
    from index.store import QuoteIndex

    _check_usage(names, query=query, delete=delete, every=every)
    shows_table = is_terminal(sys.stdout) if format is None else format == "table"
    with QuoteIndex.open(index_file, readonly=None) as index:
        searches = index.archive.saved_searches()
        if every:
            names = [search.name for search in searches]
        if query is not None and names:
            index.archive.save_search(names[0], query)
            say(f"saved {names[0]}: {query}; new to it is what comes into the archive from now on")
        elif delete:
            for name in names or ():
                index.archive.delete_search(name)
                say(f"deleted {name}")
        elif names is None:
            _list(searches, shows_table=shows_table)
        elif not _run(index, names, show_all, new_since, shows_table=shows_table):
            raise typer.Exit(1)


def _check_usage(names: list[str] | None, *, query: str | None, delete: bool, every: bool) -> None:
    if query is not None and (len(names or ()) != 1 or delete):
        raise UsageError("say under which name: quotes saved NAME --query QUERY")
    if delete and not names:
        raise UsageError("say which: quotes saved --delete NAME")
    if every and names:
        raise UsageError("give names or --every, not both")


def _run(
    index: QuoteIndex,
    names: list[str],
    show_all: bool,
    new_since: str | None,
    *,
    shows_table: bool,
) -> bool:
    """Show the answers of saved searches; return whether there are any."""
    from index.answers import answer
    from index.saved_answers import new_answers

    found_any = False
    for name in names:
        search = index.archive.saved_search(name)
        if show_all or new_since:
            look = answer(
                index, search.query, limit=None, new_since=new_since, timeout_seconds=None
            )
            _show(look, shows_table=shows_table, names_query=len(names) > 1)
            found = bool(look.answers)
        else:
            with new_answers(index, name) as page:
                _show(page, shows_table=shows_table, names_query=len(names) > 1)
                # What nobody got does not count as shown.
                sys.stdout.flush()
            found = bool(page.answers)
        if not found:
            since = search.last_run or search.saved
            say(
                f"{name}: nothing found"
                if show_all
                else f"{name}: nothing new since {new_since or since}"
            )
        found_any = found_any or found
    return found_any


def _show(page: AnswerPage, *, shows_table: bool, names_query: bool) -> None:
    if page.answers and shows_table:
        show_page(page)
    elif page.answers:
        write_page(page, names_query=names_query)


def _list(searches: list[SavedSearch], *, shows_table: bool) -> None:
    for search in searches:
        fields = {name: getattr(search, name) for name in ("name", "query", "saved", "last_run")}
        if not shows_table:
            print(json.dumps(fields, ensure_ascii=False), file=output())
            continue
        run = f"last run {search.last_run}" if search.last_run else "never run"
        print(f"{search.name}: {search.query} ({run})", file=output())
    if not searches:
        say('no searches are saved; save one with: quotes saved NAME --query "…"')
