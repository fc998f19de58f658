"""What is a role that an article states, and how much does it say of somebody?

An office or a trade says in which capacity somebody speaks; a bare title says less, a former office
is not the present one, and whose rival or brother somebody is says least. Hands on `StatedRole`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.pipeline.people_affiliations import affiliation_in
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import MEMBERSHIPS, PAST_TENSES, Bounds
from quotes.pipeline.people_tokens import Tokens

Form = Literal[
    "before", "apposition", "signature", "predicate", "relative", "description", "source"
]
"""Where a role stands: before or beside the name, after it in a signature, in a predicate, in a
relative clause, in a description elsewhere ("The former salesman …"), or as the source itself."""

Standing = Literal[
    "office", "shared", "title", "past", "byname", "relation", "address", "membership"
]
"""How much a role says; `shared` is an office stated of several at once ("the candidates"),
`byname` what somebody is known as ("the Lakeland billionaire")."""

KINSHIP = frozenset(
    "parent child grandchild grandparent sibling spouse uncle aunt nephew relative friend".split()
)
"""Groups of role nouns that only say whose relative or friend somebody is."""

_RELATIONS = KINSHIP | frozenset(
    "partner rival ally supporter critic colleague neighbor classmate roommate predecessor"
    " successor client mate foe admirer acquaintance".split()
)
_BYNAMES = frozenset("icon legend star hero celebrity billionaire millionaire native".split())
# "The panel's ranking Democrat" and "the top Republican in the house" hold an office.
_LEADING = frozenset("ranking top senior leading highest second first chief lead no no.".split())
_ADDRESSES = frozenset("doctor lady lord baroness baron priest nun reverend honourable".split())
_NOW = frozenset({"current", "now", "currently", "today"})


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A role in the words `start` to before `end`; `head` is its main noun, `group` its synonyms.

    `group` is empty where a verb says the role ("leads the union").
    """

    start: int
    end: int
    head: int
    group: str
    form: Form
    affiliation: str | None = None
    standing: Standing = "office"


def make_role(tokens: Tokens, cast: Cast, bounds: Bounds, form: Form) -> StatedRole:
    """Return the role that a phrase states, with its affiliation and standing."""
    start, end, head = bounds
    group = tokens.trade(head)
    # "White House hopeful": a candidate does not yet belong to what he or she hopes for.
    affiliation = None if group == "candidate" else affiliation_in(tokens, cast, start, end, head)
    standing = standing_of(tokens, start, end, head, group)
    return StatedRole(start, end, head, group, form, affiliation, standing)


def standing_of(tokens: Tokens, start: int, end: int, head: int, group: str) -> Standing:
    """Return how much the words of a role say; the first that fits of past, relation, party, title.

    A former office named together with a current one is no past role.
    """
    words = tokens.lowers[start:end]
    if group in _RELATIONS and not _is_trade(tokens, start, head):
        joined = tokens.lowers[head + 1 : head + 2] == ["and"]  # "a friend and adviser"
        second = tokens.role_group(end - 1) if joined and end == head + 3 else ""
        return "office" if second and second not in _RELATIONS else "relation"
    is_past = not PAST_TENSES.isdisjoint(tokens.lowers[start:head])
    if is_past or words[0].startswith(("ex-", "then-")):
        return "past" if _NOW.isdisjoint(words) else "office"
    if group in MEMBERSHIPS and _LEADING.isdisjoint(words):
        comes_from = tokens.lowers[head + 1 : head + 2] in (["of"], ["from"])
        if end == head + 1 or (comes_from and head - start < 2 and end - head < 5):
            return "membership"
    # "Col." may be two words.
    if group in _BYNAMES:
        return "byname"
    titles = [tokens.title_at(i) for i in range(start, end) if tokens.words[i] != "."]
    if all(titles) and (len(titles) == 1 or tokens.is_short_title(end - 1)):
        full = tokens.lexicon.titles[titles[-1]].full
        return "address" if full in _ADDRESSES else "title"
    return "office"


def _is_trade(tokens: Tokens, start: int, head: int) -> bool:
    """Tell a film critic and the partner of a firm from somebody's critic or partner."""
    noun = tokens.singular(head)
    kind_before = head > start and tokens.upos[head - 1] == "NOUN"
    return noun == "partner" or (noun == "critic" and kind_before)
