"""Kill `quotes` in every stage of its work, and see whether anything is lost, stale or half done.

One archive lives through all of it, under adding, replacing, removing, forgetting (which compacts
the file) and rebuilding, while another process searches without a pause. The processes are the real
program with its real network; each is killed with SIGKILL (`benchmarks/crashing/victim.py`). Most
are forked from this process, which has the libraries loaded, so that a kill costs a second and not
ten; one in `COLD_EVERY` is started from nothing.

After every kill, in processes of their own: a search must give what the memory engine finds in the
archive, `quotes check` must find the archive whole (that search files were cut short it may say,
once), what was reported must be there, what was not must be there whole or not at all, and the
same command, given again, must do the rest. At the end the archive must be what one undisturbed run
over the same articles makes.

Run: python -m benchmarks.crashes --engine whoosh --kills 200 --log kills.jsonl
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path

import quotes
from benchmarks.crashing import victim
from benchmarks.crashing.newsroom import Ended, Newsroom, WrongError
from benchmarks.crashing.operations import BATCH, Operation
from index.archive import Archive

COLD_EVERY = 25
FIRST_ARTICLES = 16

# Which stage of which operation to aim at, as often as needed for a tenth of all kills in each
# stage; `None` for any moment at all. What a removal, or forgetting, leaves to the search files is
# done by the next search, which is then what is killed.
AIMS: tuple[tuple[str, str | None], ...] = (
    *[("add", stage) for stage in ("reading", "writing", "commit", "engine writing")],
    *[("add", stage) for stage in ("reading", "engine commit", None)],
    *[("replace", stage) for stage in ("reading", "writing", "commit", "engine writing")],
    *[("replace", stage) for stage in ("reading", "engine commit", None)],
    *[("remove", stage) for stage in ("writing", "commit", "engine writing", "engine commit")],
    *[("compact", stage) for stage in ("writing", "commit", "compacting", "rebuild")],
    *[("rebuild", stage) for stage in ("rebuild", "commit", "rebuild", "engine commit", "rebuild")],
    *[(name, "between") for name in ("add", "replace", "remove", "compact", "rebuild")],
    ("compact", None),
    ("rebuild", None),
)
LEFT_TO_SEARCH = {"remove": ("engine writing", "engine commit"), "compact": ("rebuild",)}

# How long a stage takes here, about: a process dies at a moment drawn from this.
LASTS_SECONDS = {"reading": 0.2, "writing": 0.02, "commit": 0.003, "compacting": 0.05}


@dataclass
class Kill:
    """A line of the log."""

    engine: str
    operation: str
    aimed_at: str | None
    entry: int
    delay_seconds: float
    killed: str
    is_cold: bool
    stage: str = ""
    articles: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    done_unreported: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    answers_compared: int = 0
    completed_by: str = ""
    seconds: float = 0.0


def kill_once(room: Newsroom, name: str, stage: str | None, *, is_cold: bool) -> Kill | None:
    """Do one operation, kill it, and check everything; `None` where it ended before it died."""
    begun = time.monotonic()
    operation = Operation(room, name)
    chance = room.chance
    kill = Kill(room.engine, name, stage, 1, 0.0, operation.command[0], is_cold)
    kill.articles = operation.ids
    if stage in ("reading", "writing", "commit") and name in ("add", "replace"):
        kill.entry = chance.randint(1, BATCH)
    if stage == "between":
        # Just after a commit, when nothing has been reported yet.
        kill.entry = 2 * chance.randint(1, BATCH) + 1 if name in ("add", "replace") else 2
    elif stage is None or chance.random() < 0.7:
        longest = LASTS_SECONDS.get(stage or "", 0.1 if stage else 1.0)
        kill.delay_seconds = round(chance.uniform(0.0, longest), 4)
    command, acknowledged = operation.command, list[str]()
    if stage in LEFT_TO_SEARCH.get(name, ()):
        done = room.run(*command)
        if done.code:
            raise WrongError(f"{command} ended with {done.code}: {done.err}")
        acknowledged = operation.acknowledged(done)
        kill.killed, command = "search", ["search", operation.queries[0]]
    ended = die(room, command, kill)
    kill.stage = ended.stage
    kill.reported = operation.acknowledged(ended) or acknowledged
    checks_first = chance.random() < 0.5
    if checks_first:
        kill.findings = room.check()
    done_ids = operation.done(kill.reported)
    kill.done_unreported = [id_ for id_ in done_ids if id_ not in kill.reported]
    kill.answers_compared = room.compare_answers(operation.queries)
    if room.check():
        raise WrongError("what check found was there still after a search")
    kill.completed_by = operation.complete()
    kill.answers_compared += room.compare_answers(operation.queries[:2])
    if name == "compact":
        operation.check_forgotten()
    kill.seconds = round(time.monotonic() - begun, 2)
    if ended.code == -signal.SIGKILL:
        return kill
    if ended.code and command[0] != "search":
        raise WrongError(f"{command} ended with {ended.code}: {ended.err}")
    return None


def die(room: Newsroom, command: Sequence[str], kill: Kill) -> Ended:
    """Run a command and let it die as planned, or kill it from outside."""
    if kill.aimed_at is not None:
        plan = {"stage": kill.aimed_at, "entry": kill.entry, "delay_seconds": kill.delay_seconds}
        return room.end(*room.start(command, is_cold=kill.is_cold, **plan))
    pid, files = room.start(command, is_cold=kill.is_cold)
    time.sleep(kill.delay_seconds)
    # It is not waited for yet, so the id is still its own.
    os.kill(pid, signal.SIGKILL)
    return room.end(pid, files)


# --- All of it -----------------------------------------------------------------------------------


def kills(room: Newsroom, wanted: int) -> Iterator[Kill]:
    """Kill until there were so many kills, and a tenth of them in each stage that must be met."""
    met: Counter[str] = Counter()
    needed = ("reading", "writing", "commit", "engine commit", "rebuild")
    count = attempts = 0
    for name, stage in cycle(room.chance.sample(AIMS, len(AIMS))):
        is_enough = count >= wanted
        if is_enough and all(met[each] >= wanted // 10 for each in needed):
            return
        if is_enough and (stage not in needed or met[stage] >= wanted // 10):
            continue
        attempts += 1
        if attempts > 4 * wanted + 20:
            raise WrongError(f"too few die where they should: {dict(met)}")
        if len(room.versions) < 2 * BATCH and name != "add":
            continue
        kill = kill_once(room, name, stage, is_cold=attempts % COLD_EVERY == 0)
        if kill is not None:
            count += 1
            met[kill.stage] += 1
            yield kill


def compare_with_fresh(room: Newsroom) -> None:
    """Compare the archive with what one undisturbed run over the articles left makes of them."""
    fresh = room.folder / "fresh"
    fresh.mkdir()
    other = Newsroom(fresh, room.engine, 0)
    other.articles.rmdir()
    room.articles.rename(other.articles)
    ended = other.run("add", str(other.articles))
    if ended.code:
        raise WrongError(f"the undisturbed run ended with {ended.code}: {ended.err}")
    statements = []
    for each in (room, other):
        with Archive.open(each.archive, readonly=True) as archive:
            statements.append(
                {
                    (cluster.id, *((quote.id, quote.text, quote.relation) for quote in quotes))
                    for cluster in archive.clusters()
                    if (quotes := cluster.quotes)
                }
            )
    if room.stored() != other.stored() or statements[0] != statements[1]:
        raise WrongError("the archive is not what an undisturbed run makes")


def table(found: Sequence[Kill]) -> str:
    """Return how many died, by operation and stage."""
    operations = list(dict.fromkeys(name for name, _ in AIMS))
    counts = Counter((kill.operation, kill.stage) for kill in found)
    stages = [stage for stage in victim.STAGES if any(counts[name, stage] for name in operations)]
    lines = [f"{'':<16}" + "".join(f"{name:>9}" for name in (*operations, "all"))]
    for stage in (*stages, "all"):
        which = stages if stage == "all" else [stage]
        row = [sum(counts[name, each] for each in which) for name in operations]
        lines.append(f"{stage:<16}" + "".join(f"{count:>9}" for count in (*row, sum(row))))
    return "\n".join(lines)


def run(folder: Path, engine: str, wanted: int, seed: int, log: Path | None) -> None:
    """Fill an archive, kill, and print what died where."""
    os.environ["QUOTES_CACHE"] = str(folder / "cache")
    room = Newsroom(folder, engine, seed)
    while len(room.versions) < FIRST_ARTICLES:
        Operation(room, "add")
    begun = room.run("add", str(room.articles))
    if begun.code or room.stored() != room.expected():
        raise WrongError(f"the first articles could not be added: {begun.err}")
    end = folder / "end"
    command = [sys.executable, "-m", "benchmarks.crashing.reader"]
    reader = subprocess.Popen(
        [*command, str(room.archive), engine, str(end)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    found: list[Kill] = []
    try:
        for kill in kills(room, wanted):
            found.append(kill)
            if log is not None:
                with log.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(asdict(kill), ensure_ascii=False) + "\n")
            if reader.poll() is not None:
                raise WrongError(f"the reader failed: {reader.stderr.read()}")  # type: ignore[union-attr]
    finally:
        end.touch()
        out, err = reader.communicate()
    if reader.returncode:
        raise WrongError(f"the reader failed: {err}")
    compare_with_fresh(room)
    print(f"{engine}: {len(found)} kills, seed {seed}; nothing lost, stale, half done\n")
    print(table(found))
    looks, still = out.split()
    compared = sum(kill.answers_compared for kill in found)
    unreported = sum(bool(kill.done_unreported) for kill in found)
    findings = sum(bool(kill.findings) for kill in found)
    cold = sum(kill.is_cold for kill in found)
    print(
        f"\nsearched meanwhile: {looks} times ({still} while the archive stood still);"
        f" {compared} answers compared after kills; {findings} kills left search files that were"
        f" thrown away; {unreported} left something done but not yet reported; {cold} started cold"
    )


def main() -> None:
    """Read the options and run; the exit code is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20200303)
    parser.add_argument("--log", type=Path, help="a line of JSON for each kill")
    options = parser.parse_args()
    # The processes forked from this one have the network loaded, which makes no threads.
    quotes.load()
    with tempfile.TemporaryDirectory() as folder:
        try:
            run(Path(folder), options.engine, options.kills, options.seed, options.log)
        except WrongError as error:
            print(error, file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
