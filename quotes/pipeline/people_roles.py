"""Which roles does an article state for the people it names, and in which words?

Reads what stands before a name, beside it, after it in a signature, and in the clause about it.
Each is found by the order of words and tags first, so that a wrong parse costs little. Hands on
`StatedRole`s for every figure of the cast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_affiliations import affiliation_beside
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_phrases import (
    definite_phrase_ending,
    read_phrase,
    role_phrase_ending,
    skip_brackets,
)
from quotes.pipeline.people_predicates import (
    office_taken,
    role_given,
    role_in_participle,
    role_in_predicate,
    role_in_relative_clause,
)
from quotes.pipeline.people_stated import KINSHIP, StatedRole, make_role
from quotes.pipeline.people_titles import phrase_before
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_MARKS_BESIDE = (",", "–", "—", "―", "--", "-")
_CLOSED_BY = (",", ".", "–", "—", ":", ";")
_CONDITIONS = frozenset({"if", "whether", "unless"})
_FORMERLY = frozenset({"formerly", "once", "previously", "then", "now"})
_ADVERBS = frozenset("also currently himself herself today".split())
_TIMES_MORE = 3


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
        roles[holders[0]].sort(key=lambda one: one.start)


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
    after = _role_after(tokens, cast, mention) or role_given(tokens, cast, mention)
    if after:
        yield from _without_kin(tokens, cast, after)
    elif preceding is None:
        named = _role_named_as(tokens, cast, mention)
        if named:
            yield named


def _without_kin(tokens: Tokens, cast: Cast, role: StatedRole) -> Iterator[StatedRole]:
    """Yield a role, parted where it goes on after kinship: `a miner's widow and a baker`."""
    for index in range(role.head + 1, role.end - 1):
        follows = tokens.lowers[index + 1]
        if role.group in KINSHIP and tokens.lowers[index] == "and" and follows in ("a", "an"):
            bounds = read_phrase(tokens, cast, index + 1)
            if bounds:
                yield replace(role, end=index)
                yield make_role(tokens, cast, bounds, "apposition")
                return
    yield role


def _role_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `Turkish Defence Minister` before a name; a bare title only where there is no more."""
    bounds = phrase_before(tokens, cast, mention.start)
    if bounds is None:
        return None
    role = make_role(tokens, cast, bounds, "before")
    if role.standing == "relation" and role.end - role.start == 1 and role.group not in KINSHIP:
        return None  # "rival Hale Orvik": whose rival he is, the words do not say
    beside = role.affiliation or affiliation_beside(tokens, cast, mention.end)
    return replace(role, affiliation=beside)


def _word_before(tokens: Tokens, mention: NameMention) -> int:
    """Return the word before a name and its titles, or -1 where the name comes first."""
    index = mention.start - 1
    while index > 0 and tokens.title_at(index):
        index -= 1
    return index


def _apposition_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `the deputy minister of trade,` before a name that is itself set off by a comma."""
    comma = _word_before(tokens, mention)  # "the chairman of the port, Gen. Hale Orvik"
    if comma < 2 or tokens.words[comma] != ",":
        return None
    following = skip_brackets(tokens, mention.end)
    closed = following >= len(tokens) or tokens.words[following] in _CLOSED_BY
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
    return make_role(tokens, cast, bounds, "apposition") if bounds else None


def _role_after(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read what is set beside a name after it, or the clause that begins with it."""
    index = mention.end
    bracketed = _role_in_brackets(tokens, cast, index)
    if bracketed:
        return bracketed
    index, is_set_off = _skip_facts(tokens, cast, index)
    if index >= len(tokens):
        return None
    if tokens.lowers[index] == "who":
        return role_in_relative_clause(tokens, cast, index)
    if is_set_off:
        return _apposition_at(tokens, cast, mention, index)
    if mention.start and tokens.lowers[mention.start - 1] in _CONDITIONS:
        return None
    return role_in_predicate(tokens, cast, index, "predicate")


def _skip_facts(tokens: Tokens, cast: Cast, index: int) -> tuple[int, bool]:
    """Step over brackets, a place and an age after a name; tell whether a mark was the last.

    Of "Hale Orvik (Lib.) of Lund, 41, a baker" this leads to "a baker".
    """
    is_set_off = False
    while index < len(tokens):
        after = skip_brackets(tokens, index)
        if after == index:
            after = _skip_place(tokens, cast, index, is_set_off=is_set_off)
        if after == index and is_set_off:
            after = _skip_age(tokens, index)
        if after > index:
            index, is_set_off = after, False
        elif not is_set_off and tokens.words[index] in _MARKS_BESIDE:
            index, is_set_off = index + 1, True
        else:
            break
    return index, is_set_off


def _skip_place(tokens: Tokens, cast: Cast, index: int, *, is_set_off: bool) -> int:
    """Step over `of New York`, or `Lund` between commas; the name of a body only after "of"."""
    linked = index + 1 < len(tokens) and tokens.lowers[index] in ("of", "from")
    start = index + 1 if linked else index
    if linked and tokens.lowers[start] == "the":
        start += 1
    mention = cast.at_word.get(start)
    if mention is None or mention.is_person or not (linked or is_set_off):
        return index
    end = mention.end
    closed = end < len(tokens) and tokens.words[end] in ",("
    if mention.label in ("GPE", "LOC"):
        return end if linked or closed else index
    return end if linked and closed else index


def _skip_age(tokens: Tokens, index: int) -> int:
    """Step over an age between commas (`41`, `aged 41`)."""
    start = index + 1 if tokens.lowers[index] == "aged" else index
    is_age = start + 1 < len(tokens) and tokens.words[start].isdigit()
    return start + 1 if is_age and tokens.words[start + 1] == "," else index


def _role_in_brackets(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Read `(director of the Lake Institute)` after a name: the whole bracket, or to its comma."""
    end = skip_brackets(tokens, index) - 1
    if end <= index:
        return None
    bounds = read_phrase(tokens, cast, index + 1)
    whole = bounds is not None and (bounds[1] == end or tokens.words[bounds[1]] == ",")
    return make_role(tokens, cast, bounds, "apposition") if bounds and whole else None


def _apposition_at(
    tokens: Tokens, cast: Cast, mention: NameMention, index: int
) -> StatedRole | None:
    """Read the phrase after a name's comma: `, a baker`, `, formerly the mayor of Lund`."""
    start = index
    while index < len(tokens) and tokens.lowers[index] in _ADVERBS | _FORMERLY:
        index += 1
    bounds = read_phrase(tokens, cast, index)
    if bounds is None:
        return role_in_participle(tokens, cast, index)
    if _is_ambiguous(tokens, mention, index):
        return None
    role = make_role(tokens, cast, bounds, "apposition")
    if index > start and tokens.lowers[index - 1] in _FORMERLY:
        past = tokens.lowers[index - 1] != "now"
        return replace(role, start=index - 1, standing="past" if past else role.standing)
    return _with_organisation(tokens, cast, mention, role)


def _is_ambiguous(tokens: Tokens, mention: NameMention, index: int) -> bool:
    """Tell whether `a baker` may be the brother in `the brother of Hale Orvik, a baker, said`."""
    before = _word_before(tokens, mention)
    if before < 1 or tokens.lowers[before] not in ("of", "to") or tokens.lowers[index] == "the":
        return False
    return tokens.role_group(before - 1) in KINSHIP


def _with_organisation(
    tokens: Tokens, cast: Cast, mention: NameMention, role: StatedRole
) -> StatedRole:
    """Take the body that ends a signature for the affiliation: `– Hale Orvik, director, Lake Co.`.

    A signature begins with a dash, which follows a quotation or a line break.
    """
    before = _word_before(tokens, mention)
    if before < 0 or tokens.words[before] not in _MARKS_BESIDE[1:]:
        return role
    opens = before == 0 or tokens.is_mark(before - 1)
    opens = opens or tokens.paragraphs[before - 1] != tokens.paragraphs[before]
    if not opens:
        return role
    signed = replace(role, form="signature")
    if role.affiliation or tokens.words[role.end : role.end + 1] != [","]:
        return signed
    start = end = role.end + 1
    while end < len(tokens) and tokens.paragraphs[end] == tokens.paragraphs[before]:
        if tokens.words[end] in (",", ";") or tokens.is_finite(end):
            break
        end += 1
    while end > start and tokens.words[end - 1] in (".", "!"):
        end -= 1
    place = cast.at_word.get(start)
    is_place = place is not None and place.label in ("GPE", "LOC") and place.end == end
    named = end > start and tokens.is_capitalised(start) and not is_place
    return replace(signed, affiliation=tokens.span_text(start, end)) if named else signed


def _role_named_as(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `The union's president is Hale Orvik`, where the sentence ends or breaks there."""
    verb = _word_before(tokens, mention)
    after = tokens.words[mention.end : mention.end + 1]
    if verb < 2 or tokens.lowers[verb] not in ("is", "was") or after not in (["."], [","], [";"]):
        return None
    bounds = role_phrase_ending(tokens, cast, verb)
    if bounds is None or bounds[1] != verb or tokens.lowers[bounds[0] - 1] in ("a", "an"):
        return None
    return make_role(tokens, cast, bounds, "predicate")
