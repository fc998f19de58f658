"""Who is whom, by what a person decided against or beyond the program's own conclusions?

Decisions are about names as they are written, so that they hold for articles read again and for
other archives. As a text file: one a line, its parts separated by tabs, `#` before remarks:

    merge   Khalil al-Hawaij    Lahweej
    forbid  Hassan Qadiri       Hassan Kadiri
    split   John Hartley        storm-ledger.html

Hands on `Decision`s, which `quotes.clusters.people` follows, and what they say of names, which
counts for statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from quotes.errors import FormatError
from quotes.folding import fold_name

Verb = Literal["merge", "forbid", "split"]


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision.

    `merge`: quotes by `name` and by `other` are one person's. `forbid`: they never are. `split`:
    whoever is called `name` in the article `other` is not who is called so elsewhere; all articles
    split off one name are of one second person.
    """

    verb: Verb
    name: str
    other: str

    @property
    def key(self) -> tuple[str, str]:
        """What two decisions about one matter share: the later takes the place of the earlier."""
        if self.verb == "split":
            return fold_name(self.name), f"\t{self.other}"
        first, second = sorted((fold_name(self.name), fold_name(self.other)))
        return first, second


@dataclass(frozen=True, slots=True)
class Naming:
    """What the decisions say of names, by folded names.

    `known_as`: the name it goes by. `apart`: the names, as they go by, of people it never is.
    """

    known_as: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return which name somebody goes by, and whose folded names are never theirs."""
        goes_by = self.known_as.get(fold_name(name), name)
        return goes_by, tuple(sorted(self.apart.get(fold_name(goes_by), ())))

    def differing(self, other: Naming) -> set[str]:
        """Return the folded names that two namings do not treat alike."""
        names = {*self.known_as, *other.known_as, *self.apart, *other.apart}
        return {name for name in names if self.of(name) != other.of(name)}


NOTHING_DECIDED = Naming()


def make_decision(verb: Verb, name: str, other: str) -> Decision:
    """Return a decision, checked.

    Raises:
        FormatError: a name is empty or holds a tab or line end, or both are one name.
    """
    for text in (name, other):
        if not text.strip() or any(mark in text for mark in "\t\n\r"):
            raise FormatError(f"{text!r} is no name: it is empty, or holds a tab or a line end")
    if verb != "split" and not (fold_name(name) and fold_name(other)):
        raise FormatError(f"{name} and {other}: one of the two has no letter in it")
    decision = Decision(verb, name.strip(), other.strip())
    if verb != "split" and len(set(decision.key)) == 1:
        raise FormatError(
            f"{name} and {other} are one name to the program; use split to tell apart two people"
            " of one name"
        )
    return decision


def read_decisions(text: str, source: str) -> list[Decision]:
    """Read a file of decisions; of several about one matter the last holds.

    Raises:
        FormatError: naming the line that is no decision.
    """
    found: dict[tuple[str, str], Decision] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t") if part.strip()]
        if len(parts) != 3 or parts[0] not in get_args(Verb):
            raise FormatError(
                "is no decision: expected merge, forbid or split, a name, and a second name or an"
                " article's id, with tabs between them",
                f"{source}:{number}",
            )
        verb, name, other = parts
        try:
            decision = make_decision(verb, name, other)  # type: ignore[arg-type]
        except FormatError as error:
            raise FormatError(error.message, f"{source}:{number}") from error
        found[decision.key] = decision
    return list(found.values())


def write_decisions(decisions: Iterable[Decision]) -> str:
    """Return decisions as the text of a file, in order.

    >>> write_decisions([Decision("merge", "Ada Venn", "A. Venn")])
    'merge\\tAda Venn\\tA. Venn\\n'
    """
    lines = (f"{each.verb}\t{each.name}\t{each.other}\n" for each in sorted(decisions))
    return "".join(lines)


def spelled_alike(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return for each name that was merged into another the name it goes by."""
    by_key: dict[str, str] = {}
    written: dict[str, str] = {}

    def root(key: str) -> str:
        while by_key.get(key, key) != key:
            key = by_key[key]
        return key

    for decision in decisions:
        if decision.verb == "merge":
            keys = fold_name(decision.name), fold_name(decision.other)
            for key, name in zip(keys, (decision.name, decision.other), strict=True):
                written.setdefault(key, name)
            one, other = root(keys[0]), root(keys[1])
            if one != other:
                by_key[other] = one
    return {name: written[root(key)] for key, name in written.items() if root(key) != key}


def read_naming(decisions: Iterable[Decision]) -> Naming:
    """Return what decisions say of names: which are one speaker's, and which are never.

    >>> naming = read_naming([Decision("forbid", "Ada Venn", "Ada Wenn")])
    >>> naming.of("Ada Venn"), naming.of("Ines Orvik")
    (('Ada Venn', ('ada wenn',)), ('Ines Orvik', ()))
    """
    decided = list(decisions)
    known_as = {fold_name(name): goes_by for name, goes_by in spelled_alike(decided).items()}
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for decision in decided:
        if decision.verb == "forbid":
            one, other = (fold_name(known_as.get(key, key)) for key in decision.key)
            if one != other:
                apart[one].add(other)
                apart[other].add(one)
    return Naming(known_as, {name: frozenset(others) for name, others in apart.items()})
