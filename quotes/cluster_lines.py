"""From quotes as JSON lines to statements as JSON lines, a million of them in bounded memory.

The records wait in a temporary file; in memory is only what clustering needs of them
(`quotes.clusters.forms`). Reading and writing, which take most of the time, can be shared out
between processes. The result is that of `cluster_quotes`, line for line.
"""

from __future__ import annotations

import gc
import signal
import tempfile
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import IO, Any, NamedTuple, TypeVar

from pydantic_core import from_json, to_json

from quotes.clusters.forms import Form, Parts, build_form, read_parts
from quotes.clusters.members import find_standings
from quotes.clusters.stars import Statement
from quotes.clusters.statements import cluster_forms, cluster_id, first_moment, ordered_members
from quotes.errors import FormatError, InputError
from quotes.export.json_lines import escape_line_ends, read_json_lines
from quotes.records import Kind, Quote, Relation

LINES_AT_ONCE = 1000
STATEMENTS_AT_ONCE = 500

_BACKLOG_PER_JOB = 3

_GivenT = TypeVar("_GivenT")
_ResultT = TypeVar("_ResultT")


Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""What `map` is."""


class _ReadLine(NamedTuple):
    """A line that was read: its number, and the record with its parts, or what is wrong."""

    number: int
    record: bytes
    parts: Parts | None
    problem: str = ""


class _Draft(NamedTuple):
    """A statement to be written: its id and its members' records, the representative first."""

    id: str
    first: int
    members: tuple[tuple[bytes, Relation], ...]


def cluster_lines(
    lines: Iterable[bytes],
    source: str,
    *,
    jobs: int = 1,
    on_error: Callable[[InputError], None],
    on_repeat: Callable[[str], None],
) -> Iterator[tuple[str, int]]:
    """Group quotes, a JSON line each, into statements; yield each one's line and count of quotes.

    The lines are JSON, without line ends. The statements come in the order of `cluster_quotes`. A
    line that is no quote goes to `on_error` with its number, and so does a second quote of an id;
    the id of a quote that comes twice goes to `on_repeat`, and it is used once. `source` is what
    messages call the input, and `jobs` how many processes work on it.
    """
    with tempfile.TemporaryFile() as spool, _processes(jobs) as run, _without_collecting():
        records = _Records(spool)
        read = run(partial(_read_lines, source=source), _chunks(enumerate(lines, 1), LINES_AT_ONCE))
        forms = list(records.keep(read, source, on_error, on_repeat))
        statements = sorted(cluster_forms(forms), key=first_moment)
        del forms
        drafts = map(records.draft, statements)
        for written in run(_write_statements, _chunks(drafts, STATEMENTS_AT_ONCE)):
            yield from written


class _Records:
    """The records of the quotes, each at its place in a file."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._starts = array("Q", [0])

    def keep(
        self,
        chunks: Iterable[list[_ReadLine]],
        source: str,
        on_error: Callable[[InputError], None],
        on_repeat: Callable[[str], None],
    ) -> Iterator[Form]:
        """Store the records that were read; yield their forms, each id once."""
        places: dict[str, int] = {}
        for line in (line for chunk in chunks for line in chunk):
            if line.parts is None:
                on_error(FormatError(line.problem, f"{source}:{line.number}"))
                continue
            id_, free = line.parts[0], len(self._starts) - 1
            known = places.setdefault(id_, free)
            if known == free:
                self._spool.write(line.record)
                self._starts.append(self._starts[-1] + len(line.record))
                yield build_form(line.parts, free)
            elif self._read(known) == line.record:
                on_repeat(id_)
            else:
                message = f"two different quotes have the id {id_}; the first is used"
                on_error(FormatError(message, f"{source}:{line.number}"))

    def draft(self, statement: Statement) -> _Draft:
        """Return a statement with the records of its members."""
        members = ordered_members(statement)
        earliest = first_moment(statement)[1]
        ids = [form.id for form, _ in members]
        return _Draft(
            cluster_id(earliest),
            ids.index(earliest),
            tuple((self._read(form.place), relation) for form, relation in members),
        )

    def _read(self, place: int) -> bytes:
        start, end = self._starts[place], self._starts[place + 1]
        self._spool.seek(start)
        record = self._spool.read(end - start)
        self._spool.seek(self._starts[-1])
        return record


def _read_lines(lines: list[tuple[int, bytes]], source: str) -> list[_ReadLine]:
    """Read quotes; what is wrong with a line is told by whoever asked."""
    read = []
    for number, line in lines:
        problems: list[InputError] = []
        read += [
            _ReadLine(number, quote.model_dump_json().encode(), read_parts(quote))
            for quote in read_json_lines([line], Quote, source, problems.append)
        ]
        read += [_ReadLine(number, b"", None, problem.message) for problem in problems]
    return read


class _Carried(NamedTuple):
    """What has to be read of a record to write a statement."""

    id: str
    article_id: str
    outlet: str | None
    published: str | None
    kind: Kind
    text: str
    context_digest: str | None


def _write_statements(drafts: list[_Draft]) -> list[tuple[str, int]]:
    return [(_write(draft), _count(draft)) for draft in drafts]


def _count(draft: _Draft) -> int:
    return sum(relation != "related" for _, relation in draft.members)


def _write(draft: _Draft) -> str:
    """Return the line of a statement's `QuoteCluster`.

    A member's fields are those of its quote, and some more at the end: the records need not be
    built anew.
    """
    members = [(_read_carried(record), relation) for record, relation in draft.members]
    independent_outlets, standings = find_standings(members)
    quotes = ",".join(
        f"{record[:-1].decode()},{to_json(standing._asdict())[1:].decode()}"
        for (record, _), standing in zip(draft.members, standings, strict=True)
    )
    head = {
        "id": draft.id,
        "representative_id": members[0][0].id,
        "first_published": members[draft.first][0].published,
        "independent_outlets": independent_outlets,
    }
    return escape_line_ends(f'{to_json(head)[:-1].decode()},"quotes":[{quotes}]}}')


def _read_carried(record: bytes) -> _Carried:
    values = from_json(record)
    return _Carried._make(map(values.__getitem__, _Carried._fields))


# --- Processes -----------------------------------------------------------------------------------


def _chunks(items: Iterable[_GivenT], size: int) -> Iterator[list[_GivenT]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


@contextmanager
def _processes(jobs: int) -> Iterator[Run]:
    """Give a function that calls another for each of many inputs, in order, in `jobs` processes."""
    if jobs == 1:
        yield map
        return
    # The parent has work of its own while the others read, and hardly any when they write.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker) as executor:
        yield partial(_run_in_order, executor, jobs * _BACKLOG_PER_JOB)


def _run_in_order(
    executor: ProcessPoolExecutor,
    backlog: int,
    function: Callable[[_GivenT], _ResultT],
    inputs: Iterable[_GivenT],
) -> Iterator[_ResultT]:
    """Yield the results in the order of the inputs, with no more than `backlog` under way."""
    waiting: deque[Future[_ResultT]] = deque()
    for given in inputs:
        waiting.append(executor.submit(function, given))
        if len(waiting) > backlog:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start_worker() -> None:
    # An interrupt goes to all processes at once; the first one ends the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector from looking through millions of objects, none of which is a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
