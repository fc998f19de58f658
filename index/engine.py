"""What a search engine of this program must do, what it indexes and what it can be asked.

An engine holds a *view* of the archive: one `StatementRecord` for each cluster of quotes. It can
be thrown away and rebuilt at any time; the archive is the truth. `index/store.py` keeps the two in
step with the change number, and hands on hits to `index/answers.py`.

The contract, which `tests/index/test_engine_contract.py` holds every engine to:

Matching.
    Words are compared folded (`quotes.folding`) and, in a second place, stemmed. A text is one
    member's content, one spelling, one role, one paragraph: nothing matches across two texts,
    but the children of an `And` may match in different texts and fields of one statement.
    A leaf without a field looks in content, speaker, role and context. In the speaker a word
    also matches other spellings of the same name. `Phrase`, `Near`, `Prefix` and `Fuzzy` look at
    folded words only, and not in the context. A leaf with no word in it, and an `Or` without
    children, match nothing; an `And` without children, and an `AtLeast` of none, match everything.

Ranking.
    `index/ranking.py` has the figures. A leaf scores by the best place it was found in: content,
    then speaker and role, then context; in each, the word itself before its stem or another
    spelling. A rare word weighs more than a common one. `And`, `Or` and `AtLeast` add up; what
    only restricts (`Only`, `Not`, `DateRange`, `Everything`, and the fields outlet, kind, cue,
    cluster) adds nothing. Words that follow each other in an `And` score higher where they stand
    together in one content. Equal scores: the most recently first-published statement first,
    undated ones last, then by `cluster_id`.

Keeping.
    `put` replaces a record of the same `cluster_id`. Nothing put or removed is found before
    `commit`, which stores it together with the change number: after a crash the view holds an
    earlier number, and doing the same changes once more does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol, get_args

from quotes.errors import QuotesError

FieldName = Literal["content", "speaker", "role", "context", "outlet", "kind", "cue", "cluster"]

Form = Literal["word", "stem", "name", "spelling", "identifier"]
"""In which form the words of a field are compared; see `index.words.keys`."""

FacetName = Literal["speaker", "role", "outlet", "kind", "month"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
"""By what statements that match are counted."""

DEFAULT_FIELDS: tuple[FieldName, ...] = ("content", "speaker", "role", "context")
"""Where a leaf without a field looks, in the order of their weight."""

MAX_NEAR_DISTANCE = 50
MAX_FUZZY_DISTANCE = 2
MIN_PREFIX_LETTERS = 3
"""Fewer letters before `*` would match a good part of all words, and take seconds."""


class EngineDamagedError(QuotesError):
    """The view is damaged, of another version or not ours: `reset()` it and build it again."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """What an engine indexes: one statement with everything it can be found by.

    `contents`: the text of every member. `speakers`: every spelling of every name of the speaker.
    `roles`, `outlets`, `kinds`, `cues`: of the members. `contexts`: the paragraphs around them.
    `published_days`: the days (see `day_number`) on which members were published. All without
    repeats; their order means nothing. `named`: the name by which the speaker is counted.
    """

    cluster_id: str
    contents: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    published_days: tuple[int, ...] = ()
    named: str | None = None

    @property
    def first_day(self) -> int | None:
        """The day it was first published, or `None` where no member is dated."""
        return min(self.published_days, default=None)

    def texts(self, field: FieldName) -> tuple[str, ...]:
        """Return the texts that a leaf restricted to `field` looks in."""
        by_field: dict[FieldName, tuple[str, ...]] = {
            "content": self.contents,
            "speaker": self.speakers,
            "role": self.roles,
            "context": self.contexts,
            "outlet": self.outlets,
            "kind": self.kinds,
            "cue": self.cues,
            "cluster": (self.cluster_id,),
        }
        return by_field[field]

    def facet_values(self, facet: FacetName) -> tuple[str, ...]:
        """Return the values of a facet for which the statement counts, none where none is."""
        match facet:
            case "speaker":
                return (self.named,) if self.named else ()
            case "month":
                day = self.first_day
                return (date.fromordinal(day).isoformat()[:7],) if day else ()
            case _:
                return self.texts(facet)


def day_number(published: str | None) -> int | None:
    """Return the day of an ISO date or date-time as a number, `None` where there is none.

    The day is the one written down, in the zone it was written in: what a reader sees.

    >>> day_number("2020-03-04T23:30:00-05:00") - day_number("2020-03-03")
    1
    """
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


# --- The query tree ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word, by itself or by its stem. In the field `cluster`: the whole identifier."""

    text: str
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words in this order with nothing between them, as written (not by their stems)."""

    text: str
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with `text` (at least `MIN_PREFIX_LETTERS` letters)."""

    text: str
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word at most `distance` letters away (1 or 2); the first letter must agree.

    A letter too many, too few or another one counts one, and so do two letters exchanged.
    """

    text: str
    distance: int = 1
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """All words in any order, as written, with at most `distance` other words among them."""

    words: tuple[str, ...]
    distance: int
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of the children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the children (1: as `Or`); what more of them match adds to the score."""

    count: int
    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """Every statement that the child matches, adding nothing to its score."""

    child: Query


@dataclass(frozen=True, slots=True)
class Not:
    """Every statement that the child does not match."""

    child: Query


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published on a day from `earliest` to `latest`, both included; `None` leaves a side open.

    Undated statements never match.
    """

    earliest: int | None = None
    latest: int | None = None

    def contains(self, day: int) -> bool:
        """Tell whether `day` lies in the range."""
        return (self.earliest is None or day >= self.earliest) and (
            self.latest is None or day <= self.latest
        )


@dataclass(frozen=True, slots=True)
class Everything:
    """Every statement."""


Leaf = Word | Phrase | Prefix | Fuzzy | Near
Query = Leaf | And | Or | AtLeast | Only | Not | DateRange | Everything


def wanted_leaves(tree: Query) -> tuple[Leaf, ...]:
    """Return the leaves that make a statement match, in order: those under no `Not`.

    >>> wanted_leaves(And((Word("bridge"), Not(Word("river")))))
    (Word(text='bridge', field=None),)
    """
    if isinstance(tree, And | Or | AtLeast):
        return tuple(leaf for child in tree.children for leaf in wanted_leaves(child))
    if isinstance(tree, Only):
        return wanted_leaves(tree.child)
    return () if isinstance(tree, Not | DateRange | Everything) else (tree,)


def all_leaves(tree: Query) -> tuple[Leaf, ...]:
    """Return every leaf of a tree, excluded ones too, in order."""
    match tree:
        case And(children) | Or(children) | AtLeast(_, children):
            return tuple(leaf for child in children for leaf in all_leaves(child))
        case Not(child) | Only(child):
            return all_leaves(child)
        case DateRange() | Everything():
            return ()
        case _:
            return (tree,)


def map_leaves(tree: Query, change: Callable[[Leaf], Query]) -> Query:
    """Return a tree with every leaf, excluded ones too, replaced by what `change` makes of it."""
    match tree:
        case And(children):
            return And(tuple(map_leaves(child, change) for child in children))
        case Or(children):
            return Or(tuple(map_leaves(child, change) for child in children))
        case AtLeast(count, children):
            return AtLeast(count, tuple(map_leaves(child, change) for child in children))
        case Not(child):
            return Not(map_leaves(child, change))
        case Only(child):
            return Only(map_leaves(child, change))
        case DateRange() | Everything():
            return tree
        case _:
            return change(tree)


# --- The engine ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that matches, with its score (higher is better; only its order is meant)."""

    cluster_id: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits asked for, best first, and how many statements match in all.

    `is_complete` is false where the time ran out: the hits are the best of what was looked at,
    and `total` counts no further. `cut`: the leaves that stand for more words than are looked for
    (a beginning, a likeness); only the first of these, in the order of the alphabet, were.
    """

    hits: tuple[Hit, ...]
    total: int
    is_complete: bool = True
    cut: tuple[Leaf, ...] = ()


class Term(NamedTuple):
    """A key that is indexed, and in how many statements it stands (about: see `terms`)."""

    key: str
    statements: int


class SearchEngine(Protocol):
    """A view of the archive that can be searched; see the module's contract.

    Used by one thread at a time. Every method but `open`, `reset` and `close` needs an open
    engine. A method that finds the view damaged raises `EngineDamagedError`; one that cannot
    write because another process does raises `quotes.errors.ArchiveBusyError`.
    """

    def open(self) -> None:
        """Open the view, or start an empty one (change number 0) where there is none."""

    def reset(self) -> None:
        """Throw away whatever is there, damaged or not, and open an empty view."""

    def close(self) -> None:
        """Give up what was not committed and release everything; closing twice does no harm."""

    @property
    def change_number(self) -> int:
        """The number given at the last commit, read from the view; 0 in an empty one."""

    def put(self, records: Iterable[StatementRecord]) -> None:
        """Add records, each in the place of the one with the same `cluster_id`."""

    def remove(self, cluster_ids: Iterable[str]) -> None:
        """Remove records; an identifier that is not there is passed over."""

    def commit(self, change_number: int) -> None:
        """Make everything put and removed findable, and store the change number with it."""

    def search(
        self,
        tree: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        timeout_seconds: float | None = None,
    ) -> SearchResult:
        """Return the hits from `offset` on, at most `limit` (`None`: all), best first."""

    def count(self, tree: Query, *, timeout_seconds: float | None = None) -> int:
        """Return how many statements match."""

    def count_values(self, tree: Query, facet: FacetName) -> dict[str | None, int]:
        """Return how many statements that match have each value of a facet; `None`: have none."""

    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]:
        """Return the keys of a field in one form that begin with `start`, in order.

        A statement that was removed may still be counted, and a key only it held be returned.
        """
