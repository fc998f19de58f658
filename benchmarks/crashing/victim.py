"""Runs `quotes` as it is, notes in which stage it is, and kills it there.

Nothing of what the program does is changed: a few of its functions are wrapped to write a line to a
file when they begin. The process is ended with SIGKILL, either at once, by itself, or after a delay
by a second process that was started for this, wherever it is by then.

Stages: `reading` articles and what was said in them, `writing` inside a transaction on the archive,
its `commit`, `engine writing` (statements that the search files lack) and `engine commit` (until
they are sealed), `rebuild` (of statements or of all search files), `compacting` after something was
forgotten. What is none of these is `between`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

STAGES = (
    "reading",
    "writing",
    "commit",
    "engine writing",
    "engine commit",
    "rebuild",
    "compacting",
    "between",
)


class Plan(NamedTuple):
    """When to die: at the `entry`-th time that a stage begins, or `delay_seconds` later.

    With no stage the process is left alone; whoever started it may kill it. `stages_file` is where
    the stages are written, one to a line.
    """

    engine: str
    stages_file: str
    stage: str | None = None
    entry: int = 1
    delay_seconds: float = 0.0


class _Stages:
    """Where the program is, how often it was there, and whether this is where it dies."""

    def __init__(self, plan: Plan, kill: Callable[[float], None]) -> None:
        self._plan, self._kill = plan, kill
        self._file = os.open(plan.stages_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._entries: Counter[str] = Counter()
        self.now = ""
        self.is_rebuilding = False
        self.enter("between")

    def enter(self, stage: str) -> None:
        """Note that a stage begins."""
        if stage == self.now:
            return
        self.now = stage
        os.write(self._file, f"{stage}\n".encode())
        self._entries[stage] += 1
        if stage == self._plan.stage and self._entries[stage] == self._plan.entry:
            self._kill(self._plan.delay_seconds)


def run(plan: Plan, arguments: Sequence[str]) -> NoReturn:
    """Be the program `quotes` with these arguments, and end as it does, or as planned."""
    if plan.engine == "whoosh":
        # As where tantivy is not installed.
        sys.modules["tantivy"] = None  # type: ignore[assignment]
    stages = _Stages(plan, _executioner() if plan.stage else lambda _: None)
    _watch_reading(stages)
    _watch_archive(stages)
    _watch_view(stages)
    from quotes.cli import main

    code = main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _executioner() -> Callable[[float], None]:
    """Start a process that waits for the word, and return what gives it."""
    victim = os.getpid()
    reading_end, writing_end = os.pipe()
    if os.fork() == 0:
        os.close(writing_end)
        order = os.read(reading_end, 64)
        if order:
            time.sleep(float(order))
            os.kill(victim, signal.SIGKILL)
        os._exit(0)
    os.close(reading_end)

    def kill(seconds: float) -> None:
        if seconds == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(writing_end, str(seconds).encode())

    return kill


def _watch_reading(stages: _Stages) -> None:
    from index import intake

    bundled = intake._bundled_extract

    def watched_extract() -> Any:
        extract = bundled()

        def watched(*arguments: Any, **options: Any) -> Iterator[Any]:
            found = iter(extract(*arguments, **options))
            while True:
                stages.enter("reading")
                try:
                    each = next(found)
                except StopIteration:
                    return
                finally:
                    stages.enter("between")
                yield each

        return watched

    intake._bundled_extract = watched_extract


def _watch_archive(stages: _Stages) -> None:
    from index import schema
    from index.archive import Archive
    from index.store import QuoteIndex

    connect, transaction, shrink = schema.connect, Archive._transaction, Archive._shrink
    rebuild = QuoteIndex.rebuild

    def watched_connect(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)

        def see(sql: str) -> None:
            if sql == "COMMIT" and stages.now in ("writing", "rebuild"):
                stages.enter("commit")

        connection.set_trace_callback(see)
        return connection

    @contextmanager
    def watched_transaction(archive: Archive) -> Iterator[None]:
        stages.enter("rebuild" if stages.is_rebuilding else "writing")
        with transaction(archive):
            yield
        stages.enter("between")

    def watched_shrink(archive: Archive) -> None:
        stages.enter("compacting")
        shrink(archive)

    def watched_rebuild(index: QuoteIndex) -> None:
        stages.is_rebuilding = True
        rebuild(index)

    schema.connect = watched_connect
    Archive._transaction = watched_transaction  # type: ignore[method-assign]
    Archive._shrink = watched_shrink  # type: ignore[method-assign]
    QuoteIndex.rebuild = watched_rebuild  # type: ignore[method-assign]


def _watch_view(stages: _Stages) -> None:
    from index.store import QuoteIndex
    from index.whoosh_engine import WhooshEngine

    engines: list[Any] = [WhooshEngine]
    if sys.modules.get("tantivy", stages) is not None:
        from index.tantivy_engine import TantivyEngine

        engines.append(TantivyEngine)
    start_empty, catch_up = QuoteIndex._start_empty, QuoteIndex._catch_up
    writing_view, throw_away = QuoteIndex._writing_view, QuoteIndex._throw_view_away

    def watched_start_empty(index: QuoteIndex) -> None:
        stages.enter("rebuild")
        start_empty(index)
        stages.enter("rebuild")

    def watched_catch_up(index: QuoteIndex) -> None:
        if stages.now not in ("rebuild", "engine commit"):
            stages.enter("engine writing")
        catch_up(index)

    @contextmanager
    def watched_writing_view(index: QuoteIndex) -> Iterator[None]:
        with writing_view(index):
            yield
        stages.enter("between")

    def watched_throw_away(index: QuoteIndex) -> None:
        stages.enter("compacting")
        throw_away(index)
        stages.enter("between")

    def watched_commit(commit: Any) -> Any:
        def watched(engine: Any, change_number: int) -> None:
            if change_number:
                stages.enter("engine commit")
            commit(engine, change_number)

        return watched

    QuoteIndex._start_empty = watched_start_empty  # type: ignore[method-assign]
    QuoteIndex._catch_up = watched_catch_up  # type: ignore[method-assign]
    QuoteIndex._writing_view = watched_writing_view  # type: ignore[method-assign]
    QuoteIndex._throw_view_away = watched_throw_away  # type: ignore[method-assign]
    for engine in engines:
        engine.commit = watched_commit(engine.commit)


if __name__ == "__main__":
    run(Plan(**json.loads(Path(sys.argv[1]).read_text("utf-8"))), sys.argv[2:])
