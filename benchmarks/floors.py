"""May this measurement stand? The floors below which no figure may fall.

A file of floors holds, for the SHA-256 digest of an evaluation set, the figure that each measure
must reach, less a slack for what differs between processors. A set with another digest is refused:
a figure on other texts says nothing about these floors. Floors are raised when asked; one is
lowered only by name and with a reason, which the file keeps.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.errors import FormatError, QuotesError, ReadError, UsageError

SLACK = 0.005
"""How far below its floor a figure may be, as a share of 1 (half a point)."""

Figures = Mapping[str, float]


class SetChangedError(QuotesError):
    """An evaluation set is not one that the floors were measured on."""


class BelowFloorError(QuotesError):
    """A figure is below its floor, or was not measured at all."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A set of annotated texts: its name, folder and file, and the digest of what it holds."""

    name: str
    digest: str

    @classmethod
    def of(cls, path: Path) -> EvaluationSet:
        """Describe the set in a file; that of a gzipped file is the digest of its contents."""
        try:
            content = path.read_bytes()
            content = gzip.decompress(content) if path.suffix == ".gz" else content
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ReadError(f"the evaluation set could not be read: {reason}", str(path)) from error
        name = f"{path.resolve().parent.name}/{path.name.partition('.')[0]}"
        return cls(name, hashlib.sha256(content).hexdigest())


@dataclass(slots=True)
class SetFloors:
    """The floors of one set by measure, and every floor that was ever taken back."""

    name: str
    floors: dict[str, float]
    taken_back: list[dict[str, Any]] = field(default_factory=list)


class FloorFile:
    """A file of floors: sets by digest, each with a floor for every measure.

    Raises `FormatError` where the file is not one that `write` wrote; a file that does not exist
    yet has no floors.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sets: dict[str, SetFloors] = {}
        if not path.exists():
            return
        try:
            for digest, entry in json.loads(path.read_text(encoding="utf-8")).items():
                floors = {str(name): float(floor) for name, floor in entry["floors"].items()}
                self.sets[digest] = SetFloors(entry["set"], floors, list(entry["taken_back"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FormatError(f"not a file of floors ({error!r})", str(path)) from error

    def write(self) -> None:
        """Write the file, sets in the order of their names."""
        entries = {
            digest: {"set": entry.name, "floors": entry.floors, "taken_back": entry.taken_back}
            for digest, entry in sorted(self.sets.items(), key=lambda item: item[1].name)
        }
        text = json.dumps(entries, ensure_ascii=False, indent=2)
        self.path.write_text(text + "\n", encoding="utf-8")

    def require(self, evaluated: EvaluationSet) -> None:
        """Refuse a set that has no floors here, before anything is measured on it."""
        if evaluated.digest in self.sets:
            return
        known = [f"{entry.name} ({digest[:12]}…)" for digest, entry in self.sets.items()]
        raise SetChangedError(
            f"{evaluated.name} has the digest {evaluated.digest[:12]}…, but {self.path} has floors"
            f" for {', '.join(known) or 'no set'} only; measure on the set that the floors were"
            " measured on, or give this one floors of its own with --add-sets"
        )

    def check(self, evaluated: EvaluationSet, figures: Figures) -> None:
        """Raise `BelowFloorError`, naming every figure that is below its floor or missing."""
        self.require(evaluated)
        wrong = []
        for measure, floor in self.sets[evaluated.digest].floors.items():
            name = f"{evaluated.name}: {measure}"
            if measure not in figures:
                wrong.append(f"{name} has a floor of {floor:.4f} but was not measured")
            elif _rounded(figures[measure]) < _rounded(floor - SLACK):
                wrong.append(
                    f"{name} is {figures[measure]:.4f}, more than {SLACK} below its floor of"
                    f' {floor:.4f}; to accept it: --lower-floor "{name}" --reason "…"'
                )
        if wrong:
            raise BelowFloorError("\n".join(wrong))

    def lower(self, evaluated: EvaluationSet, measure: str, figures: Figures, reason: str) -> None:
        """Set one floor to this run's lower figure, or drop it where it is no longer measured."""
        self.require(evaluated)
        entry = self.sets[evaluated.digest]
        if measure not in entry.floors:
            raise UsageError(f"{evaluated.name}: {measure} has no floor in {self.path}")
        floor, figure = entry.floors[measure], figures.get(measure)
        if figure is not None and _rounded(figure) >= floor:
            raise UsageError(
                f"{evaluated.name}: {measure} is {figure:.4f}, not below its floor of {floor:.4f}"
            )
        if figure is None:
            del entry.floors[measure]
        else:
            entry.floors[measure] = _rounded(figure)
        _note(entry, reason, measure=measure, floor=floor, lowered_to=entry.floors.get(measure))

    def raise_to(self, evaluated: EvaluationSet, figures: Figures) -> None:
        """Raise every floor that a figure is above, and give a floor to every new measure."""
        self.require(evaluated)
        floors = self.sets[evaluated.digest].floors
        for measure, figure in figures.items():
            floors[measure] = max(floors.get(measure, 0.0), _rounded(figure))

    def add(self, evaluated: EvaluationSet, figures: Figures, reason: str | None) -> None:
        """Give a set floors; one that changed under its name loses the old ones, with a reason."""
        floors = {measure: _rounded(figure) for measure, figure in figures.items()}
        added = SetFloors(evaluated.name, floors)
        for digest in [d for d, entry in self.sets.items() if entry.name == evaluated.name]:
            if digest == evaluated.digest:
                raise UsageError(f"{evaluated.name} has floors in {self.path} already")
            old = self.sets.pop(digest)
            added.taken_back = old.taken_back
            _note(added, _needed(reason, "--add-sets"), digest=digest, floors=old.floors)
        self.sets[evaluated.digest] = added


def _rounded(figure: float) -> float:
    """Round to the four decimals that are shown, so that what reads alike counts alike."""
    return round(figure, 4)


def _note(entry: SetFloors, reason: str, **what: Any) -> None:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    entry.taken_back.append({"date": today, "reason": reason, **what})


def _needed(reason: str | None, option: str) -> str:
    if reason is None or not reason.strip():
        raise UsageError(f"{option} takes floors back; say why with --reason")
    return reason.strip()


def add_options(parser: argparse.ArgumentParser, default: Path) -> None:
    """Give a measuring command the options of the gate."""
    group = parser.add_argument_group("floors")
    group.add_argument("--floors", type=Path, default=default, help="the file of floors")
    group.add_argument(
        "--raise-floors", action="store_true", help="write the figures that are above their floors"
    )
    group.add_argument(
        "--lower-floor", metavar="NAME", action="append", default=[], help="accept a lower figure"
    )
    group.add_argument("--reason", help="why floors are taken back; kept in the file")
    group.add_argument(
        "--add-sets",
        action="store_true",
        help="write first floors for sets that have none",
    )


def refuse_unknown(options: argparse.Namespace, sets: Sequence[EvaluationSet]) -> None:
    """Refuse, before measuring, sets without floors, unless they are to be added."""
    if options.lower_floor:
        _needed(options.reason, "--lower-floor")
    for evaluated in sets:
        if not options.add_sets:
            FloorFile(options.floors).require(evaluated)


def hold(options: argparse.Namespace, measured: Mapping[EvaluationSet, Figures]) -> None:
    """Compare what was measured with the floors and write those that were asked to change.

    Raises `BelowFloorError` and then writes nothing.
    """
    file = FloorFile(options.floors)
    for evaluated, figures in measured.items():
        if options.add_sets and evaluated.digest not in file.sets:
            file.add(evaluated, figures, options.reason)
    for name in options.lower_floor:
        set_name, _, measure = name.partition(": ")
        target = next((known for known in measured if known.name == set_name), None)
        if target is None:
            raise UsageError(f"--lower-floor {name!r}: expected “SET: MEASURE” of a set measured")
        reason = _needed(options.reason, "--lower-floor")
        file.lower(target, measure, measured[target], reason)
    shortfalls = []
    for evaluated, figures in measured.items():
        try:
            file.check(evaluated, figures)
        except BelowFloorError as error:
            shortfalls.append(str(error))
        if options.raise_floors:
            file.raise_to(evaluated, figures)
    if shortfalls:
        raise BelowFloorError("\n".join(shortfalls))
    if options.raise_floors or options.lower_floor or options.add_sets:
        file.write()
