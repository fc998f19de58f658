"""The archive that lives through all kills, and the processes that work on it.

Hands on how a process ended and what the archive holds after it; raises `WrongError` where anything
was lost, stale or half done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.crashing import victim
from benchmarks.crashing.articles import QUOTES_AN_ARTICLE, name_of, text_of
from benchmarks.crashing.victim import Plan
from index.answers import answer
from index.archive import Archive
from index.store import QuoteIndex

LIMIT = 500


class WrongError(Exception):
    """Something was lost, stale, half done, or needed a hand."""


class Ended(NamedTuple):
    """How a process ended, what it wrote, and in which stage it was last."""

    code: int
    out: str
    err: str
    stage: str


class Newsroom:
    """The archive that lives through it, the files of its articles, and what must be in it."""

    def __init__(self, folder: Path, engine: str, seed: int) -> None:
        self.folder, self.engine, self.chance = folder, engine, Random(seed)
        self.archive, self.articles = folder / "quotes.db", folder / "articles"
        self.articles.mkdir()
        self.versions: dict[int, int] = {}
        self.next_number = 0
        self.started = 0

    # --- Processes -------------------------------------------------------------------------------

    def start(
        self, arguments: Sequence[str], *, is_cold: bool = False, **plan: Any
    ) -> tuple[int, Path]:
        """Start `quotes` with a plan for its death; return its process id and where it writes."""
        self.started += 1
        files = self.folder / f"process-{self.started}"
        files.mkdir()
        whole = Plan(self.engine, str(files / "stages"), **plan)
        arguments = [arguments[0], "--index", str(self.archive), *arguments[1:]]
        if is_cold:
            (files / "plan").write_text(json.dumps(whole._asdict()))
            command = [sys.executable, "-m", "benchmarks.crashing.victim", str(files / "plan")]
            with (files / "out").open("w") as out, (files / "err").open("w") as err:
                process = subprocess.Popen([*command, *arguments], stdout=out, stderr=err)
            process.returncode = 0  # It is waited for below.
            return process.pid, files
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            try:
                for name, number in (("out", 1), ("err", 2)):
                    os.dup2(os.open(files / name, os.O_WRONLY | os.O_CREAT, 0o600), number)
                victim.run(whole, arguments)
            finally:
                sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
                os._exit(70)
        return pid, files

    def end(self, pid: int, files: Path) -> Ended:
        """Wait for a process."""
        status = os.waitpid(pid, 0)[1]
        stages = (files / "stages").read_text().splitlines() if (files / "stages").exists() else []
        texts = [(files / name).read_text("utf-8", "replace") for name in ("out", "err")]
        for file in files.iterdir():
            file.unlink()
        files.rmdir()
        return Ended(os.waitstatus_to_exitcode(status), *texts, stages[-1] if stages else "between")

    def run(self, *arguments: str) -> Ended:
        """Run `quotes` undisturbed."""
        return self.end(*self.start(arguments))

    # --- What must be so -------------------------------------------------------------------------

    def stored(self) -> dict[str, str]:
        """Return the text of every article in the archive, and see that each has all its quotes."""
        with Archive.open(self.archive, readonly=True) as archive:
            counts = Counter(quote.article_id for quote in archive.quotes())
            texts = {id_: archive.get_article(id_).text for id_ in archive.article_ids()}
        for article_id in texts:
            if counts[article_id] != QUOTES_AN_ARTICLE:
                raise WrongError(f"{article_id} has {counts[article_id]} quotes")
        return texts

    def expected(self) -> dict[str, str]:
        """Return the text of every article that must be in the archive."""
        versions = self.versions.items()
        return {name_of(number): text_of(number, version) for number, version in versions}

    def compare_answers(self, queries: Sequence[str]) -> int:
        """Search in a new process; the memory engine must find the same in the archive."""
        asked = self.folder / "queries.txt"
        asked.write_text("\n".join(queries) + "\n")
        limit = str(LIMIT)
        ended = self.run("search", "--format", "jsonl", "--limit", limit, "--batch", str(asked))
        if ended.code not in (0, 1):
            raise WrongError(f"search ended with {ended.code}: {ended.err}")
        found = [shown(json.loads(line)) for line in ended.out.splitlines()]
        with QuoteIndex.open(self.archive, engine="memory", readonly=True) as index:
            right = [
                shown({"query": query, **found.model_dump(mode="json")})
                for query in queries
                for found in answer(index, query, limit=LIMIT).answers
            ]
        if found != right:
            raise WrongError(f"stale or wrong answers: {found} instead of {right}")
        return len(found)

    def check(self) -> list[str]:
        """Run `quotes check`; return what it finds, which may only be about the search files."""
        ended = self.run("check", "--format", "jsonl")
        found = [json.loads(line) for line in ended.out.splitlines()]
        if ended.code not in (0, 3) or bool(found) != (ended.code == 3):
            raise WrongError(f"check ended with {ended.code}: {ended.err}")
        for finding in found:
            if not finding["remedy"].startswith("nothing"):
                raise WrongError(f"check found {finding}")
        return [f"{finding['where']} {finding['problem']}" for finding in found]


def shown(found: dict[str, Any]) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what must be the same in an answer, whichever engine found it."""
    quotes = tuple(f"{quote['id']} {quote['text']}" for quote in found["quotes"])
    return found["query"], found["cluster_id"], found["text"], quotes
