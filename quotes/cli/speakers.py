"""`quotes speakers`: who is quoted, under which names and roles, and who is whom."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from quotes.cli.messages import counted
from quotes.cli.options import DEFAULT_INDEX, IndexFile
from quotes.cli.streams import is_terminal, output, say, written_file
from quotes.errors import UsageError

if TYPE_CHECKING:
    from index.archive import Archive
    from index.statement_rows import StatementChanges
    from quotes.clusters.decisions import Decision


def speakers(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A name, in any spelling.", show_default=False),
    ] = None,
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[
        Literal["text", "jsonl"] | None,
        typer.Option(help="Text on a terminal, JSON lines elsewhere, unless told."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many at most.")] = 50,
    merge: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="NAME and this name are one person's.")
    ] = None,
    forbid: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="NAME and this name are never one person's."),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(metavar="ARTICLE", help="In this article NAME is somebody else."),
    ] = None,
    undo: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME|ARTICLE", help="Take a decision about NAME back."),
    ] = None,
    export_file: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write all decisions.")
    ] = None,
    import_file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Follow decisions of a file.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the file given to --export.")
    ] = False,
) -> None:
    """List who is quoted, or show one person: spellings, roles over time, who else it may be.

    People are told by given and family name and a second signal, never by a bare surname. What you
    decide with --merge, --forbid and --split is kept in the archive, holds for articles added
    later, and goes to other archives by --export and --import.

    \b
    Examples:
      quotes speakers
      quotes speakers Mekdad
      quotes speakers "Faisal Mekdad" --merge "Fayssal al-Miqdad"
      quotes speakers "Owen Fairlie" --split bridge-ledger.html
      quotes speakers --export decisions.txt
    """
    from index.archive import Archive

    if name is None and (merge or forbid or split or undo):
        raise UsageError("say who: quotes speakers NAME --merge OTHER")
    wanted = _decisions(name or "", merge=merge, forbid=forbid, split=split)
    is_changing = bool(wanted or undo or import_file)
    with Archive.open(index_file, readonly=None) as archive:
        if import_file:
            wanted = [*_read_decisions(import_file), *wanted]
        if undo:
            _tell(archive.withdraw(_matters(archive, name or "", undo)), "taken back", len(undo))
        if wanted:
            _tell(archive.decide(wanted), "kept", len(wanted))
        if export_file:
            _export(archive, export_file, force=force)
        elif name is not None:
            _show(archive, name, format)
        elif not is_changing:
            _list(archive, format, limit)


def _decisions(
    name: str,
    *,
    merge: list[str] | None,
    forbid: list[str] | None,
    split: list[str] | None,
) -> list[Decision]:
    from quotes.clusters.decisions import make_decision

    return [
        make_decision(verb, name, other)  # type: ignore[arg-type]
        for verb, others in (("merge", merge), ("forbid", forbid), ("split", split))
        for other in others or ()
    ]


def _read_decisions(path: Path) -> list[Decision]:
    from quotes.clusters.decisions import read_decisions
    from quotes.errors import ReadError

    try:
        return read_decisions(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read ({error})", str(path)) from error


def _matters(archive: Archive, name: str, others: list[str]) -> list[Decision]:
    """Return the decisions there are about a name and each of these names or articles."""
    from quotes.clusters.decisions import make_decision
    from quotes.errors import NotFoundError
    from quotes.folding import fold_name

    known = {each.key: each for each in archive.decisions()}
    found = []
    for other in others:
        first, second = sorted((fold_name(name), fold_name(other)))
        split = make_decision("split", name, other)
        matter = known.get((first, second)) or known.get(split.key)
        if matter is None:
            raise NotFoundError(f"nothing was decided about {name} and {other}")
        found.append(matter)
    return found


def _tell(changes: StatementChanges, verb: str, count: int) -> None:
    message = f"{counted(count, 'decision')} {verb}"
    altered = len(changes.changed) + len(changes.gone) + len(changes.new)
    if altered:
        message += f"; {counted(altered, 'statement')} not as before"
    say(message)


def _export(archive: Archive, path: Path, *, force: bool) -> None:
    from quotes.clusters.decisions import write_decisions

    decisions = archive.decisions()
    with written_file(path, force=force) as stream:
        stream.write("# Who is whom: merge, forbid or split, a name, a name or an article.\n")
        stream.write(write_decisions(decisions))
    say(f"{counted(len(decisions), 'decision')} written to {path}")


def _list(archive: Archive, format: str | None, limit: int) -> None:
    # One more, to see whether there are more.
    people = archive.people(limit + 1)
    if format == "jsonl" or (format is None and not is_terminal(sys.stdout)):
        for person in people[:limit]:
            print(person.model_dump_json(), file=output())
    else:
        from quotes.cli.speaker_view import print_people

        print_people(people[:limit])
    if len(people) > limit:
        say("those quoted less are left out; see --limit")


def _show(archive: Archive, name: str, format: str | None) -> None:
    from quotes.clusters.profiles import find_profiles

    profiles = find_profiles(name, archive.people_with_quotes(name), archive.decisions())
    if not profiles:
        say(f"nobody called {name} is quoted in {archive.path}")
        raise typer.Exit(1)
    if format == "jsonl" or (format is None and not is_terminal(sys.stdout)):
        for profile in profiles:
            line: dict[str, Any] = {**profile.person.model_dump(), **profile.details()}
            print(json.dumps(line, ensure_ascii=False), file=output())
        return
    from quotes.cli.speaker_view import print_profiles

    print_profiles(profiles)
