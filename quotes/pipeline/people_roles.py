"""Which roles does an article state for the people it names, and in which words?

Asks at every mention of a person what stands before the name, beside it, and in the clause about
it, and then what later sentences say. Everything is found by the order of words and tags first, so
that a wrong parse costs little. Hands on `StatedRole`s for every figure of the cast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_affiliations import affiliation_beside
from quotes.pipeline.people_appositions import (
    parted,
    role_in_brackets,
    role_set_before,
    roles_set_after,
    skip_facts,
    word_before,
)
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_joint_roles import joint_role
from quotes.pipeline.people_phrases import Bounds, is_determiner, is_plural, role_phrase_ending
from quotes.pipeline.people_predicates import (
    office_taken,
    role_acted_in,
    role_given,
    role_in_predicate,
    roles_in_relative_clause,
)
from quotes.pipeline.people_stated import KINSHIP, StatedRole, make_role
from quotes.pipeline.people_subjects import role_before_first_name, roles_of_subjects
from quotes.pipeline.people_titles import own_words, phrase_before, walk_left
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

# What stands before a name in "if Orvik is mayor", "the notion that Orvik is a liar".
_CONDITIONS = frozenset("if whether unless that maybe perhaps".split())
_TIMES_MORE, _MAX_SET_OFF = 3, 12


def find_stated_roles(tokens: Tokens, cast: Cast) -> dict[Figure, list[StatedRole]]:
    """Return what the article states of each person, in the order of the text."""
    roles: dict[Figure, list[StatedRole]] = defaultdict(list)
    shared: list[NameMention] = []
    for mention in cast.mentions:
        if not mention.is_person:
            continue
        figures = cast.figures_of[mention]
        if len(figures) > 1:
            shared.append(mention)
            continue
        for role in roles_at(tokens, cast, mention):
            roles[figures[0]].append(role)
            _learn_gender(tokens, figures[0], role)
        office = office_taken(tokens, cast, mention)
        if office and not roles[figures[0]]:
            roles[figures[0]].append(office)
    for mention in shared:
        _add_shared(tokens, cast, mention, roles)
    introduced = role_before_first_name(tokens, cast, roles)
    for figure, role in [*roles_of_subjects(tokens, cast), *filter(None, [introduced])]:
        roles[figure].append(role)
        _learn_gender(tokens, figure, role)
    return roles


def _add_shared(
    tokens: Tokens, cast: Cast, mention: NameMention, roles: dict[Figure, list[StatedRole]]
) -> None:
    """Add the role before a name that several share (`President Marsh`) where it can be one's only.

    It is of the one who has that role already, else of the one who is named three times as often as
    any other.
    """
    role = _role_before(tokens, cast, mention)
    if role is None:
        return
    figures = cast.figures_of[mention]
    holders = [f for f in figures if any(one.group == role.group for one in roles.get(f, ()))]
    by_count = sorted(figures, key=lambda figure: -len(figure.mentions))
    if not holders and len(by_count[0].mentions) >= _TIMES_MORE * len(by_count[1].mentions):
        holders = by_count[:1]
    if len(holders) == 1:
        roles[holders[0]].append(role)


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
    preceding = role_set_before(tokens, cast, mention)
    if preceding:
        yield preceding
    acting = role_acted_in(tokens, cast, mention)
    if acting:
        yield acting
    if tokens.quoted[mention.start]:
        return  # what one person says of another is a claim, not the article's statement
    joint = joint_role(tokens, cast, mention)
    if joint:
        yield joint
    after = list(_roles_after(tokens, cast, mention))
    yield from after
    if not after and preceding is None:
        named = role_given(tokens, cast, mention) or _role_named_as(tokens, cast, mention)
        if named:
            yield named


def _role_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `Turkish Defence Minister` before a name; a bare title only where there is no more."""
    bounds = phrase_before(tokens, cast, mention.start)
    if bounds is None and mention.end - mention.start > 1:
        bounds = _phrase_called(tokens, cast, mention.start - 1)
        bounds = bounds or _title_inside(tokens, cast, mention)
    if bounds is None:
        return None
    role = make_role(tokens, cast, bounds, "before")
    if role.standing == "relation" and not _says_whose(tokens, cast, role):
        return None  # "chief rival Hale Orvik": whose rival he is, the words do not say
    if tokens.lowers[role.head] in ("elder", "younger"):
        return None  # "the elder Orvik"
    beside = role.affiliation or affiliation_beside(tokens, cast, mention.end)
    return replace(role, affiliation=beside)


def _phrase_called(tokens: Tokens, cast: Cast, called: int) -> Bounds | None:
    """Read `a collector called` before a name."""
    if called < 2 or tokens.lowers[called] not in ("called", "named"):
        return None
    start, head = own_words(tokens, walk_left(tokens, cast, called), called), called - 1
    is_role = start <= head and tokens.trade(head) and not is_plural(tokens, head)
    return (start, called, head) if is_role and is_determiner(tokens, start - 1) else None


def _title_inside(tokens: Tokens, cast: Cast, mention: NameMention) -> Bounds | None:
    """Read what was taken for a part of a name: `Lund Mayor Orvik`, pilot and `Marine Orvik`."""
    joined = mention.start > 1 and tokens.lowers[mention.start - 1] == "and"
    if joined and tokens.role_group(mention.start):
        other = phrase_before(tokens, cast, mention.start - 1)
        return (other[0], mention.start + 1, mention.start) if other else None
    for index in range(mention.start + 1, mention.end - 1):
        if tokens.title_at(index) and not tokens.is_short_title(index):
            return mention.start, index + 1, index
    return None


def _says_whose(tokens: Tokens, cast: Cast, role: StatedRole) -> bool:
    """Tell whether the words of a role say whose rival somebody is; of relatives they need not."""
    named = any(index in cast.at_word for index in range(role.start, role.end))
    owner = role.start > 0 and tokens.lowers[role.start - 1] in tokens.lexicon.pronouns
    side = any(map(tokens.is_capitalised, range(role.start, role.head)))  # "her Liberal rival"
    return named or role.group in KINSHIP or (owner and side)


def _roles_after(tokens: Tokens, cast: Cast, mention: NameMention) -> Iterator[StatedRole]:
    """Yield what is set beside a name after it, or what the clause that begins with it states."""
    bracketed = role_in_brackets(tokens, cast, mention.end)
    if bracketed:
        yield bracketed
        return
    index, is_set_off = skip_facts(tokens, cast, mention.end)
    if index >= len(tokens):
        return
    clause: StatedRole | None = None
    if tokens.lowers[index] == "who":
        for role in roles_in_relative_clause(tokens, cast, index):
            yield from parted(tokens, cast, role)
    elif is_set_off:
        beside = list(roles_set_after(tokens, cast, mention, index))
        yield from beside
        if not beside and _is_stated_subject(tokens, cast, mention):
            clause = _after_what_is_set_off(tokens, cast, index)
    elif _is_stated_subject(tokens, cast, mention):
        clause = role_in_predicate(tokens, cast, index, "predicate")
    if clause:
        yield from parted(tokens, cast, clause)


def _after_what_is_set_off(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Read `was elected mayor` in `Hale Orvik, a Lutheran, was elected mayor`."""
    for comma in range(index + 1, min(len(tokens) - 1, index + _MAX_SET_OFF)):
        if tokens.is_finite(comma) or tokens.is_mark(comma) or tokens.words[comma] in ".;:":
            return None
        if tokens.words[comma] == ",":
            return role_in_predicate(tokens, cast, comma + 1, "predicate")
    return None


def _is_stated_subject(tokens: Tokens, cast: Cast, mention: NameMention) -> bool:
    """Tell whether a name can be the subject of a clause that the article itself states."""
    titled = phrase_before(tokens, cast, mention.start)
    before = min(word_before(tokens, mention), titled[0] - 1 if titled else mention.start)
    if before < 0 or tokens.sentences[before] != tokens.sentences[mention.start]:
        return True
    return tokens.lowers[before] not in _CONDITIONS and tokens.upos[before] != "ADP"


def _role_named_as(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `The union's president is Hale Orvik`, where the sentence ends or breaks there."""
    verb = word_before(tokens, mention)
    after = tokens.words[mention.end : mention.end + 1]
    if verb < 2 or tokens.lowers[verb] not in ("is", "was") or after not in (["."], [","], [";"]):
        return None
    bounds = role_phrase_ending(tokens, cast, verb)
    if bounds is None or bounds[1] != verb:
        return None
    if bounds[0] and tokens.lowers[bounds[0] - 1] in ("a", "an", "that", "this", "one"):
        return None
    return make_role(tokens, cast, bounds, "predicate")
