"""Which statement does a quote join, of those begun by longer ones?

Star clusters: a quote joins the longest form that words its statement, and never by way of another
short one, because chains of look-alikes bridge statements that have nothing to do with each other.
One that fits none, or as a fragment fits several, stands alone and may be joined by shorter ones.
What a quote joins depends on nothing but the longer forms it has a relation with and those of their
members that stand before it in `Form.order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from quotes.clusters.forms import Form, Voice, find_relation, voices_agree
from quotes.clusters.similarity import longest_same
from quotes.records import Relation


@dataclass(slots=True)
class Statement:
    """A cluster in the making: the longest form in the centre, and what has joined it.

    `voices` are the named speakers of its members, each once; `related` the centres of other
    statements that may be this one in other words.
    """

    center: Form
    members: list[tuple[Form, Relation]] = field(default_factory=list)
    voices: dict[Voice, None] = field(default_factory=dict)
    related: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Let the centre be the first member."""
        self.add(self.center, "same")

    def add(self, form: Form, relation: Relation) -> None:
        """Let a quote join."""
        self.members.append((form, relation))
        if form.voice:
            self.voices[form.voice] = None


class Candidate(Protocol):
    """What a quote may join: a `Statement`, or what an archive knows of one.

    `voices` are of the members that stand before the quote.
    """

    @property
    def center(self) -> Form:
        """The longest form."""

    @property
    def voices(self) -> Iterable[Voice]:
        """The named speakers of the members; empty where nobody is named."""


CandidateT = TypeVar("CandidateT", bound=Candidate)


def choose_statement(
    form: Form, candidates: Iterable[CandidateT]
) -> tuple[CandidateT, Relation] | None:
    """Return the statement that a quote joins, nothing where it fits none or it cannot be told.

    `candidates` come in the order of their centres, all of which stand before the quote. They
    are looked at one by one, and no more of them than are needed.
    """
    return _choose(form, _find_fits(form, candidates))


def _find_fits(form: Form, candidates: Iterable[CandidateT]) -> list[tuple[CandidateT, Relation]]:
    """Return the statements a quote fits; of those it is a fragment of, no more than two."""
    fits: list[tuple[CandidateT, Relation]] = []
    part_count = 0
    longest = longest_same(len(form.wording.words))
    for candidate in candidates:
        if part_count > 1 and len(candidate.center.wording.words) > longest:
            continue
        relation = find_relation(candidate.center, form)
        # No member was said by somebody else.
        if relation and all(voices_agree(voice, form.voice) for voice in candidate.voices):
            fits.append((candidate, relation))
            part_count += relation != "same"
    return fits


def _choose(
    form: Form, fits: Sequence[tuple[CandidateT, Relation]]
) -> tuple[CandidateT, Relation] | None:
    """Return the one statement to join.

    A whole form beats a fragment. Where an unknown speaker's words are those of several named
    ones, it joins only others of whom nobody knows the speaker either.
    """
    same = [fit for fit in fits if fit[1] == "same"]
    if len(same) > 1 and form.voice is None:
        same = [fit for fit in same if not fit[0].voices]
        return same[0] if same else None
    if same:
        return max(same, key=lambda fit: fit[0].center.wording.words == form.wording.words)
    return fits[0] if len(fits) == 1 else None
