"""Which role is set beside a name: `Hale Orvik, 41, a baker`, `the mayor, Hale Orvik,`?

Reads appositions before and after a name, brackets, and the signature under a quotation. Hands on
`StatedRole`s in the forms `apposition` and `signature`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_affiliations import affiliation_in
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import (
    is_determiner,
    long_phrase_set_off,
    phrase_set_off,
    read_phrase,
    role_phrase_ending,
    skip_brackets,
)
from quotes.pipeline.people_predicates import role_in_participle, roles_in_relative_clause
from quotes.pipeline.people_stated import KINSHIP, StatedRole, make_role
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_MARKS_BESIDE = (",", "–", "—", "―", "--", "-")
_CLOSED_BY = (",", ".", "–", "—", ":", ";")
_FORMERLY = frozenset({"formerly", "once", "previously", "then", "now"})
_ADVERBS = frozenset("also currently himself herself today".split())
_TIME_WORDS = frozenset({"until", "till", "from", "since", "between", "in"})
_MAX_TIME, _MAX_ORGANISATION, _MAX_CLAUSE, _MAX_PARTY, _MAX_SEAT = 6, 12, 60, 3, 6


def word_before(tokens: Tokens, mention: NameMention) -> int:
    """Return the word before a name and its titles, or -1 where the name comes first."""
    index = mention.start - 1
    while index > 0 and tokens.title_at(index):
        index -= 1
    return index


def role_set_before(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `the deputy minister of trade,` before a name that is itself set off by a comma."""
    comma = word_before(tokens, mention)  # "the chairman of the port, Gen. Hale Orvik"
    if comma < 2 or tokens.words[comma] not in (",", "–", "—", "--"):
        return None
    following = skip_brackets(tokens, mention.end)
    following = _skip_place(tokens, cast, following, is_set_off=False)
    closed = following >= len(tokens) or tokens.words[following] in _CLOSED_BY
    linked = tokens.heads[mention.start] in range(max(0, comma - 20), comma) and (
        tokens.relations[mention.start] == "appos"
    )
    if not closed and not linked:
        return None
    bounds = role_phrase_ending(tokens, cast, comma)
    marks = tokens.words[following : following + 1]
    quotation_ends = following + 1 < len(tokens) and tokens.is_mark(following + 1)
    acts = marks == [","] and (
        _acts(tokens, following + 1)
        or _is_theirs(tokens, comma)
        or _follows_verb(tokens, comma, following + 1)
    )
    if bounds is None and (marks != [","] or quotation_ends or acts):
        ends = quotation_ends or acts or not marks or marks[0] in (".", "!", "?")
        bounds = phrase_set_off(tokens, cast, comma, is_surely_set_off=ends, indefinite=acts)
        if bounds is None and ends:
            bounds = long_phrase_set_off(tokens, cast, comma)
    return make_role(tokens, cast, bounds, "apposition") if bounds else None


def _follows_verb(tokens: Tokens, comma: int, after: int) -> bool:
    """Tell whether a sentence runs on past a name: `came from the club's director, Hale Orvik, to`.

    Its verb stands before, and nothing was set in front of it ("When he met the director, …").
    """
    if after >= len(tokens) or tokens.upos[after] not in ("ADP", "SCONJ"):
        return False
    first, has_verb = comma, False
    while first and tokens.sentences[first - 1] == tokens.sentences[comma]:
        if has_verb and tokens.words[first - 1] == ",":
            break  # "According to the paper, …" may stand before
        first -= 1
        if comma - first > _MAX_CLAUSE:
            return False
        has_verb = has_verb or tokens.is_finite(first)
    return has_verb and tokens.upos[first] in ("DET", "PRON", "PROPN", "NOUN")


def _is_theirs(tokens: Tokens, comma: int) -> bool:
    """Tell whether `her husband` stands before a comma: a name closed by the next one is his."""
    known = tokens.role_group(comma - 1) in KINSHIP
    return known and tokens.lowers[comma - 2] in tokens.lexicon.pronouns


def _acts(tokens: Tokens, index: int) -> bool:
    """Tell whether the verb of a subject stands here: `the mayor, Hale Orvik,` stood up."""
    while index < len(tokens) and tokens.upos[index] == "ADV":
        index += 1
    return index < len(tokens) and tokens.is_finite(index)


def skip_facts(tokens: Tokens, cast: Cast, index: int) -> tuple[int, bool]:
    """Step over brackets, a place and an age after a name; tell whether a mark was the last.

    Of "Hale Orvik (Lib.) of Lund, 41, a baker" this leads to "a baker".
    """
    is_set_off = False
    while index < len(tokens):
        after = skip_brackets(tokens, index)
        if after == index:
            after = _skip_place(tokens, cast, index, is_set_off=is_set_off)
        if after == index and is_set_off:
            after = max(_skip_age(tokens, index), _skip_party(tokens, index))
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


def _skip_party(tokens: Tokens, index: int) -> int:
    """Step over a party and a seat between commas (`L-Lakeland`, as one word or as three)."""
    if not 0 < len(tokens.words[index].partition("-")[0].rstrip(".")) <= _MAX_PARTY:
        return index
    for end in range(index, min(index + _MAX_SEAT, len(tokens))):
        if tokens.words[end] == ",":
            return end if "-" in "".join(tokens.words[index:end]) else index
        if not (tokens.is_capitalised(end) or tokens.words[end] in ("-", ".")):
            return index
    return index


def role_in_brackets(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Read `(director of the Lake Institute)` after a name: the whole bracket, or to its comma."""
    end = skip_brackets(tokens, index) - 1
    if end <= index:
        return None
    bounds = read_phrase(tokens, cast, index + 1)
    whole = bounds is not None and (bounds[1] == end or tokens.words[bounds[1]] == ",")
    return make_role(tokens, cast, bounds, "apposition") if bounds and whole else None


def roles_set_after(
    tokens: Tokens, cast: Cast, mention: NameMention, index: int
) -> Iterator[StatedRole]:
    """Yield what the phrase after a name's comma states: `, a baker`, `, once the mayor of Lund`.

    After whose relative somebody is, a further phrase is read: `, his daughter, a lawyer`.
    """
    signed = _is_signature(tokens, mention)
    role = _role_at(tokens, cast, index, is_signed=signed)
    if role is None:
        taken = role_in_participle(tokens, cast, index) or _byname(tokens, cast, mention, index)
        if taken is not None:
            yield taken
        return
    if _is_ambiguous(tokens, mention, index):
        return
    if signed:
        yield _with_organisation(tokens, cast, role)
        return
    present = _office_now(tokens, cast, role.end)
    if present is not None:
        yield replace(role, standing="past") if role.standing == "office" else role
        yield present
        return
    yield from parted(tokens, cast, role)
    if tokens.lowers[role.end : role.end + 1] == ["who"]:
        yield from roles_in_relative_clause(tokens, cast, role.end)
    further = role.end + 1
    if role.standing == "relation" and further < len(tokens) and tokens.words[role.end] == ",":
        beside = _role_at(tokens, cast, further) if is_determiner(tokens, further) else None
        if beside is not None:
            yield beside


def _byname(tokens: Tokens, cast: Cast, mention: NameMention, index: int) -> StatedRole | None:
    """Read what a headline calls somebody: `Hale Orvik, scourge of the port, dies at 92`."""
    if tokens.paragraphs[mention.start] != tokens.paragraphs[0]:
        return None
    bounds = read_phrase(tokens, cast, index, needs_role=False)
    if bounds is None or tokens.words[bounds[1] : bounds[1] + 1] != [","]:
        return None
    start, end, head = bounds
    is_noun = tokens.upos[head] == "NOUN" and not tokens.looks_plural(head)
    if end - start < 2 or not is_noun or not _acts(tokens, end + 1):
        return None
    return replace(make_role(tokens, cast, bounds, "apposition"), standing="byname")


def _office_now(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Read `and now director of the port` after an office that somebody held before."""
    for now in range(index + 1, min(len(tokens) - 1, index + _MAX_TIME + 4)):
        if tokens.words[now - 1] == "," or tokens.is_finite(now - 1) or tokens.is_mark(now - 1):
            return None
        if tokens.lowers[now - 1 : now + 1] == ["and", "now"]:
            bounds = read_phrase(tokens, cast, now + 1)
            return make_role(tokens, cast, bounds, "apposition") if bounds else None
    return None


def _role_at(
    tokens: Tokens, cast: Cast, index: int, *, is_signed: bool = False
) -> StatedRole | None:
    """Read a role with what says when it was held: `formerly`, `until 2030` the bank's head."""
    while index < len(tokens) and tokens.lowers[index] in _ADVERBS:
        index += 1
    start = index
    index = _skip_time(tokens, index)
    bounds = read_phrase(tokens, cast, index, is_signed=is_signed)
    if bounds is None:
        return None
    role = make_role(tokens, cast, bounds, "apposition")
    if index == start:
        return role
    is_past = tokens.lowers[start] not in ("now", "since")
    return replace(role, start=start, standing="past" if is_past else role.standing)


def _skip_time(tokens: Tokens, index: int) -> int:
    """Step over `formerly`, or over a time that ends in a year: `until 2030`."""
    if index < len(tokens) and tokens.lowers[index] in _FORMERLY:
        return index + 1
    if index < len(tokens) and tokens.lowers[index] in _TIME_WORDS:
        for last in range(index + 1, min(index + _MAX_TIME, len(tokens) - 1)):
            if is_determiner(tokens, last + 1) and tokens.words[last][-2:].isdigit():
                return last + 1
    return index


def parted(tokens: Tokens, cast: Cast, role: StatedRole) -> Iterator[StatedRole]:
    """Yield a role, parted between kinship and trade: `a miner's widow` and `a baker`."""
    for index in range(role.head + 1, role.end - 1):
        if tokens.lowers[index] != "and" or tokens.lowers[index + 1] not in ("a", "an", "the"):
            continue
        bounds = read_phrase(tokens, cast, index + 1)
        other = make_role(tokens, cast, bounds, "apposition") if bounds else None
        if other and (other.group in KINSHIP) is not (role.group in KINSHIP):
            affiliation = affiliation_in(tokens, cast, role.start, index, role.head)
            yield replace(role, end=index, affiliation=affiliation)
            yield other
            return
    yield role


def _is_ambiguous(tokens: Tokens, mention: NameMention, index: int) -> bool:
    """Tell whether `a baker` may be the brother in `the brother of Hale Orvik, a baker, said`."""
    before = word_before(tokens, mention)
    if before < 1 or tokens.lowers[before] not in ("of", "to") or tokens.lowers[index] == "the":
        return False
    return tokens.role_group(before - 1) in KINSHIP


def _is_signature(tokens: Tokens, mention: NameMention) -> bool:
    """Tell whether a name signs a quotation: after a dash that follows it or begins a line."""
    dash = word_before(tokens, mention)
    if dash < 0 or tokens.words[dash] not in _MARKS_BESIDE[1:]:
        return False
    begins = dash == 0 or tokens.paragraphs[dash - 1] != tokens.paragraphs[dash]
    return begins or tokens.is_mark(dash - 1) or tokens.words[dash - 1] in APOSTROPHES


def _with_organisation(tokens: Tokens, cast: Cast, role: StatedRole) -> StatedRole:
    """Take the body that ends a signature for its affiliation: `– Orvik, director, Lake Co.`."""
    signed = replace(role, form="signature")
    if role.affiliation or tokens.words[role.end : role.end + 1] != [","]:
        return signed
    start = end = role.end + 1
    last = min(len(tokens), start + _MAX_ORGANISATION)
    while end < last and tokens.paragraphs[end] == tokens.paragraphs[role.start]:
        if tokens.words[end] in (",", ";") or tokens.is_finite(end) or tokens.is_mark(end):
            break
        end += 1
    while end > start and tokens.words[end - 1] in (".", "!"):
        end -= 1
    place = cast.at_word.get(start)
    is_place = place is not None and place.label in ("GPE", "LOC")
    named = end > start and tokens.is_capitalised(start) and not is_place
    return replace(signed, affiliation=tokens.span_text(start, end)) if named else signed
