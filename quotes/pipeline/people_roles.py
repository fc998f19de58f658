"""Which roles does an article state for the people it names, and in which words?

Six ways of stating a role are read: before the name, in apposition after it or before it, in a
relative clause, in a predicate, and as a bare title. Each is found by the order of words and tags
first, so that a wrong parse costs little. Hands on `StatedRole`s for every figure of the cast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_phrases import (
    affiliation_in,
    definite_phrase_ending,
    phrase_before,
    read_phrase,
    role_phrase_ending,
    skip_brackets,
)
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

Form = Literal["apposition", "predicate", "relative", "before", "kinship", "title"]

_OCCUPYING_VERBS = (
    "head lead chair run direct found own represent oversee edit coach manage command govern host"
    " co-found co-chair advise supervise teach study drive captain organize organise".split()
)
_TAKING_OFFICE = frozenset("elected re-elected reelected appointed re-appointed sworn".split())
_MAX_WORDS_BACK = 60
_IRREGULAR = "led ran oversaw oversees taught teaches studied studies drove".split()
# Taggers' lemmas fail for just these verbs ("leads" as a noun, "chaired"), so forms are listed.
_OCCUPYING_FORMS = frozenset(
    form for verb in _OCCUPYING_VERBS for form in (verb, verb + "s", verb + "d", verb + "ed")
) | frozenset(_IRREGULAR)
KINSHIP = frozenset(
    "parent child grandchild grandparent sibling spouse uncle aunt nephew relative friend".split()
)
"""Groups of role nouns that only say whose relative or friend somebody is."""

_BECOMING_VERBS = frozenset({"become", "remain", "serve", "work", "appoint", "elect", "name"})
# "the first politician to …", "the only candidate with …" compare; they state no role.
_COMPARING = frozenset("first second third last latest only best worst most least better".split())
_CONDITIONS = frozenset({"if", "whether", "unless", "not", "never"})


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A role in the words `start` to before `end`; `head` is its main noun, `group` its synonyms.

    `group` is empty for a relative clause ("leads the union").
    """

    start: int
    end: int
    head: int
    group: str
    form: Form
    affiliation: str | None = None


def find_stated_roles(tokens: Tokens, cast: Cast) -> dict[Figure, list[StatedRole]]:
    """Return what the article states of each person, in the order of the text."""
    roles: dict[Figure, list[StatedRole]] = defaultdict(list)
    for mention in cast.mentions:
        figures = cast.figures_of[mention]
        if not mention.is_person or len(figures) != 1:
            continue
        for role in roles_at(tokens, cast, mention):
            roles[figures[0]].append(role)
            _learn_gender(tokens, figures[0], role)
        office = _office_taken(tokens, cast, mention)
        if office and not roles[figures[0]]:
            roles[figures[0]].append(office)
    return roles


def _office_taken(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `Marsh, who was elected in 2019`: to the office that was last mentioned before.

    Nothing where the clause itself names an office, or where that office is somebody else's.
    """
    who = mention.end + (tokens.words[mention.end : mention.end + 1] == [","])
    if tokens.lowers[who : who + 1] != ["who"] or tokens.quoted[mention.start]:
        return None
    verb = who + 1
    while verb < len(tokens) - 1 and tokens.upos[verb] in ("AUX", "ADV"):
        verb += 1
    if tokens.lowers[verb] not in _TAKING_OFFICE:
        return None
    oldest = tokens.paragraphs[mention.start] - 1
    for index in range(mention.start - 1, max(-1, mention.start - _MAX_WORDS_BACK), -1):
        if tokens.paragraphs[index] < oldest:
            return None
        if tokens.lowers[index] != "the" or tokens.quoted[index]:
            continue
        bounds = read_phrase(tokens, cast, index)
        if bounds and bounds[1] <= mention.start and tokens.role_group(bounds[2]):
            after = cast.at_word.get(_skip_comma(tokens, bounds[1]))
            named = after is not None and after.is_person
            return None if named else _make(tokens, cast, bounds, "predicate")
    return None


def _skip_comma(tokens: Tokens, index: int) -> int:
    """Return the word after a comma that stands here, else the same word."""
    return index + 1 if tokens.words[index : index + 1] == [","] else index


def _learn_gender(tokens: Tokens, figure: Figure, role: StatedRole) -> None:
    noun = tokens.lexicon.roles.get(tokens.singular(role.head))
    if noun and noun.gender != "-" and not figure.gender_is_certain:
        figure.gender, figure.gender_is_certain = noun.gender, True


def roles_at(tokens: Tokens, cast: Cast, mention: NameMention) -> Iterator[StatedRole]:
    """Yield the roles stated at one mention of a person."""
    before = _role_before(tokens, cast, mention)
    if before:
        yield before
    if mention.end >= len(tokens) or tokens.lowers[mention.end] in APOSTROPHES:
        return
    preceding = _apposition_before(tokens, cast, mention)
    if preceding:
        yield preceding
    if tokens.quoted[mention.start]:
        return  # what one person says of another is a claim, not the article's statement
    after = _role_after(tokens, cast, mention)
    if after:
        yield from _without_kin(tokens, cast, after)


def _without_kin(tokens: Tokens, cast: Cast, role: StatedRole) -> Iterator[StatedRole]:
    """Yield a role, parted where it goes on after kinship: `a miner's widow and a baker`."""
    for index in range(role.head + 1, role.end - 1):
        follows = tokens.lowers[index + 1]
        if role.form == "kinship" and tokens.lowers[index] == "and" and follows in ("a", "an"):
            bounds = read_phrase(tokens, cast, index + 1)
            if bounds:
                yield _make(tokens, cast, (role.start, index, role.head), "kinship")
                yield _make(tokens, cast, bounds, "apposition")
                return
    yield role


def _make(tokens: Tokens, cast: Cast, bounds: tuple[int, int, int], form: Form) -> StatedRole:
    start, end, head = bounds
    affiliation = affiliation_in(tokens, cast, start, end, head)
    group = tokens.trade(head)
    kept = "kinship" if group in KINSHIP else form
    return StatedRole(start, end, head, group, kept, affiliation)


def _role_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `Turkish Defence Minister` before a name; a bare title only where there is no more."""
    bounds = phrase_before(tokens, cast, mention.start)
    if bounds is None:
        return None
    start, end, head = bounds
    is_bare = end - start == 1 and bool(tokens.title_at(start))
    return _make(tokens, cast, (start, end, head), "title" if is_bare else "before")


def _apposition_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `the deputy minister of trade,` before a name that is itself set off by a comma."""
    comma = mention.start - 1
    while comma > 1 and tokens.title_at(comma):
        comma -= 1  # "the chairman of the port, Gen. Hale Orvik"
    if comma < 2 or tokens.words[comma] != ",":
        return None
    following = skip_brackets(tokens, mention.end)
    closed = following >= len(tokens) or tokens.words[following] in (",", ".", "–", "—", ":", ";")
    linked = tokens.heads[mention.start] in range(max(0, comma - 20), comma) and (
        tokens.relations[mention.start] == "appos"
    )
    if not closed and not linked:
        return None
    bounds = role_phrase_ending(tokens, cast, comma)
    marks = tokens.words[following : following + 1]
    quotation_ends = following + 1 < len(tokens) and tokens.is_mark(following + 1)
    if bounds is None and (marks != [","] or quotation_ends):
        ends = quotation_ends or not marks or marks[0] in (".", "!", "?")
        bounds = definite_phrase_ending(tokens, cast, comma, name_ends_sentence=ends)
    return _make(tokens, cast, bounds, "apposition") if bounds else None


def _role_after(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    index = skip_brackets(tokens, mention.end)
    index = _skip_place(tokens, cast, index)
    if index >= len(tokens):
        return None
    if tokens.words[index] in (",", "–", "—", "―", "--", "-"):
        index = _skip_age(tokens, index + 1)
        if index >= len(tokens):
            return None
        if tokens.lowers[index] == "who":
            return _role_in_relative_clause(tokens, cast, index)
        bounds = read_phrase(tokens, cast, index)
        return _make(tokens, cast, bounds, "apposition") if bounds else None
    if tokens.lowers[index] == "who":
        return _role_in_relative_clause(tokens, cast, index)
    if mention.start and tokens.lowers[mention.start - 1] in _CONDITIONS:
        return None
    return _role_in_predicate(tokens, cast, index, "predicate")


def _skip_place(tokens: Tokens, cast: Cast, index: int) -> int:
    """Step over `of New York` between a name and what follows it."""
    if index + 1 < len(tokens) and tokens.lowers[index] in ("of", "from"):
        mention = cast.at_word.get(index + 1)
        if mention and mention.label in ("GPE", "LOC"):
            return skip_brackets(tokens, mention.end)
    return index


def _skip_age(tokens: Tokens, index: int) -> int:
    if index + 1 < len(tokens) and tokens.words[index].isdigit() and tokens.words[index + 1] == ",":
        return index + 2
    return index


def _role_in_relative_clause(tokens: Tokens, cast: Cast, who: int) -> StatedRole | None:
    verb = who + 1
    while verb < len(tokens) and tokens.upos[verb] in ("ADV", "AUX", "PART"):
        if tokens.lowers[verb] in _CONDITIONS:
            return None
        verb += 1
    if verb >= len(tokens):
        return None
    if tokens.lowers[verb] not in _OCCUPYING_FORMS:
        return _role_in_predicate(tokens, cast, who + 1, "relative")
    bounds = read_phrase(tokens, cast, verb + 1, needs_role=False)
    if bounds is None:
        return None
    affiliation = affiliation_in(tokens, cast, verb, bounds[1], verb)
    return StatedRole(verb, bounds[1], verb, "", "relative", affiliation)


def _role_in_predicate(tokens: Tokens, cast: Cast, index: int, form: Form) -> StatedRole | None:
    """Read `is the mayor of X`, `served as ambassador`, `was appointed director`."""
    limit = min(len(tokens), index + 5)
    found = False
    while index < limit and (
        tokens.upos[index] in ("AUX", "ADV") or tokens.lemmas[index] in _BECOMING_VERBS
    ):
        if tokens.lowers[index] in _CONDITIONS or tokens.tags[index] == "MD":
            return None
        found = found or tokens.lemmas[index] == "be" or tokens.lemmas[index] in _BECOMING_VERBS
        index += 1
    if not found or index >= limit:
        return None
    if tokens.lowers[index] == "as":
        index += 1
    bounds = read_phrase(tokens, cast, index)
    if bounds is None or any(tokens.lowers[i] in _COMPARING for i in range(bounds[0], bounds[2])):
        return None
    return _make(tokens, cast, bounds, form)
