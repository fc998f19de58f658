"""Which role does the phrase of a source itself state: `a senior official`, `the minister`?

Also reads what stands beside somebody unnamed ("a passenger, a retired nurse") or beside a name
that several share ("the younger Orvik, a geologist"). Hands on `StatedRole`s; who the source is has
been decided before.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.pipeline.people_affiliations import affiliation_in
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner, read_phrase
from quotes.pipeline.people_roles import roles_at
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_stated import KINSHIP, StatedRole, make_role, standing_of
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens
from quotes.records import SpeakerKind

# What does not say more of somebody unnamed than the words that already stand for the name.
_NO_OFFICES = KINSHIP | frozenset(
    "partner neighbour neighbor resident local villager citizen worker labourer teacher student"
    " pupil driver passenger commuter shopper customer client consumer tenant homeowner farmer"
    " fisherman patient nurse witness survivor victim supporter protester volunteer pensioner"
    " teenager youth member fan backer critic opponent ally colleague classmate coworker insider"
    " observer winner star stranger shareholder shopkeeper father mother journalist judge".split()
)


def roles_of_source(
    tokens: Tokens, cast: Cast, reading: SourceReading, kind: SpeakerKind | None
) -> Iterator[StatedRole]:
    """Yield the roles that a source states of its speaker, who is of this kind."""
    if reading.form == "name" and len(cast.figures_of.get(reading.names[0], ())) > 1:
        yield from roles_at(tokens, cast, reading.names[0])
    if reading.form != "person":
        return  # "campaign aides" is who they are
    if kind == "unnamed":
        beside = _beside_unnamed(tokens, cast, reading.end)
        if beside is not None:
            yield beside
            return
    group = tokens.role_group(reading.head)
    if not group:
        return
    if kind == "unnamed" and _is_plain(tokens, reading.head, group):
        return
    yield _role_of_phrase(tokens, cast, reading, group)


def _role_of_phrase(tokens: Tokens, cast: Cast, reading: SourceReading, group: str) -> StatedRole:
    start, end, head = reading.start, reading.end, reading.head
    while start < head and _is_counted(tokens, start):
        start += 1
    while end - 1 > head and tokens.lowers[end - 1] in APOSTROPHES:
        end -= 1  # "the president's" view
    affiliation = affiliation_in(tokens, cast, start, end, head)
    standing = standing_of(tokens, start, end, head, group)
    return StatedRole(start, end, head, group, "source", affiliation, standing)


def _is_counted(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is an article, a number or a pronoun before a role."""
    return (
        is_determiner(tokens, index)
        or tokens.upos[index] in ("DET", "NUM")
        or tokens.lowers[index] in tokens.lexicon.pronouns
    )


def _is_plain(tokens: Tokens, head: int, group: str) -> bool:
    return group in _NO_OFFICES or tokens.singular(head) in _NO_OFFICES


def _beside_unnamed(tokens: Tokens, cast: Cast, end: int) -> StatedRole | None:
    """Read `a retired bell-ringer from Lund` after `a passenger,`."""
    if end + 1 >= len(tokens) or tokens.words[end] != ",":
        return None
    if tokens.lowers[end + 1] not in ("a", "an", "the"):
        return None
    bounds = read_phrase(tokens, cast, end + 1)
    return make_role(tokens, cast, bounds, "apposition") if bounds else None
