"""What tests of the command line share: where the samples are, and how a command ended."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

TURKISH_COLONIZER = "damascus-chronicle.txt:569"
"""The quote that the main question of the project is about."""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Ended:
    """What a command did: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, object]]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


RunQuotes = Callable[..., Ended]
