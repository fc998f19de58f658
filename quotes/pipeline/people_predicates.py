"""Which role does a clause state of its subject: `is the mayor`, `who leads the union`?

Reads what follows a name or the "who" after it by the order of words and tags, so that a wrong
parse costs little. Hands on `StatedRole`s in the forms `predicate` and `relative`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_affiliations import affiliation_in
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner, read_phrase
from quotes.pipeline.people_stated import Form, StatedRole, make_role
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens


def _forms(verbs: str, irregular: str = "") -> frozenset[str]:
    # Taggers' lemmas fail for just these verbs ("leads" as a noun, "chaired"), so forms are listed.
    regular = {verb + ending for verb in verbs.split() for ending in ("", "s", "d", "ed")}
    return frozenset(regular | set(irregular.split()))


_OCCUPYING_FORMS = _forms(
    "head lead chair run direct found own represent oversee edit coach manage command govern host"
    " co-found co-chair co-own advise supervise teach study drive captain organize organise cover"
    " anchor publish farm coordinate",
    "led ran oversaw oversees taught teaches studied studies drove coaches",
)
_WORKING_FORMS = _forms("teach work volunteer coach serve", "teaches taught coaches")
_WORKPLACES = (["at"], ["for"], ["with"])
# After a name without "who" only these: "Orvik ran the race", "led by two points", "found a coin".
_HEADING_FORMS = frozenset(
    "heads headed chairs chaired co-chairs co-chaired directs edits owns co-owns founded co-founded"
    " oversees manages runs leads".split()
)
_PAST_OCCUPATIONS = frozenset(
    "headed chaired co-chaired led ran taught managed directed founded co-founded".split()
)
_BECOMING = frozenset("become remain serve work".split())
_PAST_FORMS = frozenset({"was", "were", "had", "served", "worked", "acted"})
# "Orvik is a powerful speaker": what the article thinks of somebody is no role.
_EVALUATING = frozenset(
    "strong powerful stiff perfect proven true viable great good bad poor terrible fierce serious"
    " real big huge vocal staunch devoted fervent outspoken potential possible likely natural"
    " formidable weak credible nice dangerous lousy successful popular".split()
)
_SERVING = frozenset(
    "serve work act serves works served worked took takes succeeded succeeds replaced replaces"
    " started joined returned doubles doubled continues stayed".split()
)
_ELECTED = frozenset("elected re-elected reelected appointed re-appointed sworn".split())
_TAKING_OFFICE = _ELECTED | frozenset(
    "named hired chosen picked promoted installed nominated selected tapped crowned listed".split()
)
# "the first politician to …", "the only candidate with …" compare; they state no role.
_COMPARING = frozenset("first second third last latest only best worst most least better".split())
# "Was the victim of a fraud" says what happened, no role.
_HAPPENING = frozenset("victim winner suspect survivor".split())
_CONDITIONS = frozenset({"if", "whether", "unless", "not", "never", "n't", "n’t"})
_MAX_BEFORE_AS, _MAX_BEFORE_VERB, _MAX_WORDS_BACK, _MAX_CLAUSE = 6, 8, 60, 20


def role_in_relative_clause(tokens: Tokens, cast: Cast, who: int) -> StatedRole | None:
    """Read `who leads the union`, `who at the time was a judge`, `who is the mayor of Lund`."""
    verb = _first_verb(tokens, who + 1)
    if verb is None:
        return None
    if tokens.lowers[verb] not in _OCCUPYING_FORMS:
        role = role_in_predicate(tokens, cast, verb, "relative")
        works = tokens.lowers[verb] in _WORKING_FORMS
        return role or (_occupation(tokens, cast, verb, "relative") if works else None)
    while verb + 1 < len(tokens) and tokens.lowers[verb + 1] in _OCCUPYING_FORMS:
        verb += 1  # "who founded and runs"
    return _occupation(tokens, cast, verb, "relative")


def roles_in_relative_clause(tokens: Tokens, cast: Cast, who: int) -> Iterator[StatedRole]:
    """Yield the role of a relative clause, and of its second half: `and is the mayor`."""
    role = role_in_relative_clause(tokens, cast, who)
    if role is not None:
        yield role
    start = role.end if role is not None else who + 1
    for index in range(start, min(len(tokens) - 1, who + _MAX_CLAUSE)):
        if tokens.words[index] in (",", ";", ".") or tokens.is_mark(index):
            return
        if tokens.lowers[index] == "and" and tokens.upos[index + 1] in ("AUX", "VERB", "ADV"):
            role = role_in_predicate(tokens, cast, index + 1, "relative")
            if role is not None:
                yield role
                return


def _first_verb(tokens: Tokens, start: int) -> int | None:
    """Return where the verbs of a relative clause begin, an adverbial before them passed over."""
    opens = start < len(tokens) and tokens.upos[start] in ("ADP", "SCONJ", "ADV")
    for index in range(start, min(start + _MAX_BEFORE_VERB, len(tokens))):
        if tokens.lowers[index] in _CONDITIONS or tokens.words[index] in (".", ";", ":"):
            return None
        verbal = tokens.upos[index] in ("VERB", "AUX") and tokens.tags[index] != "VBG"
        if verbal or tokens.lowers[index] in _OCCUPYING_FORMS:
            return index
        if not opens and tokens.upos[index] not in ("ADV", "PART"):
            return None
    return None


def _occupation(
    tokens: Tokens, cast: Cast, verb: int, form: Form, *, needs_body: bool = False
) -> StatedRole | None:
    start = verb + 1
    if tokens.lowers[verb] in _WORKING_FORMS and tokens.lowers[start : start + 1] in _WORKPLACES:
        start += 1  # "teaches at the village school"
    bounds = read_phrase(tokens, cast, start, needs_role=False)
    if bounds is None or (needs_body and not _is_body(tokens, cast, bounds[2])):
        return None
    if needs_body and tokens.lowers[bounds[1] - 1] in APOSTROPHES:
        return None
    led = cast.at_word.get(bounds[0])
    if led and led.is_person and APOSTROPHES.isdisjoint(tokens.lowers[led.end : led.end + 1]):
        return None  # "who leads Orvik by two points"
    covers = tokens.lowers[verb].startswith("cover")  # what a reporter covers is not the paper
    affiliation = None if covers else affiliation_in(tokens, cast, verb, bounds[1], verb)
    is_past = tokens.lowers[verb] in _PAST_OCCUPATIONS
    return StatedRole(verb, bounds[1], verb, "", form, affiliation, "past" if is_past else "office")


def _is_body(tokens: Tokens, cast: Cast, index: int) -> bool:
    mention = cast.at_word.get(index)
    named = mention is not None and mention.label == "ORG"
    return named or tokens.lowers[index] in tokens.lexicon.organization_nouns


def role_in_predicate(tokens: Tokens, cast: Cast, index: int, form: Form) -> StatedRole | None:
    """Read `is the mayor of X`, `served as ambassador`, `was appointed director`, `heads Y`."""
    start = index
    while index < len(tokens) and tokens.upos[index] == "ADV":
        index += 1
    if index >= len(tokens):
        return None
    if form == "predicate" and tokens.lowers[index] in _HEADING_FORMS:
        definite = tokens.lowers[index + 1 : index + 2] not in (["a"], ["an"])
        return _occupation(tokens, cast, index, form, needs_body=True) if definite else None
    phrase = _after_being(tokens, start)
    if phrase is None:
        phrase = _after_serving(tokens, start)
    role = _office_at(tokens, cast, phrase, form) if phrase is not None else None
    if role is None or any(tokens.lowers[i] in _EVALUATING for i in range(role.start, role.head)):
        return None
    if role.group in _HAPPENING:
        return None
    taken = any(tokens.lowers[i] in _TAKING_OFFICE for i in range(start, role.start))
    is_past = tokens.lowers[start] in _PAST_FORMS and not taken and role.standing == "office"
    return replace(role, standing="past") if is_past else role


def _after_being(tokens: Tokens, index: int) -> int | None:
    """Return the word after `is`, `has been`, `was appointed as`: where the office would begin."""
    limit = min(len(tokens), index + 6)
    found = False
    while index < limit and (
        tokens.upos[index] in ("AUX", "ADV")
        or tokens.lemmas[index] in _BECOMING
        or (found and tokens.lowers[index] in _TAKING_OFFICE)
    ):
        if tokens.lowers[index] in _CONDITIONS or tokens.tags[index] == "MD":
            return None
        found = found or tokens.lemmas[index] == "be" or tokens.lemmas[index] in _BECOMING
        if tokens.lowers[index] == "becoming":
            return None  # "the prospect of Orvik becoming mayor"
        last, index = index, index + 1
    if not found or index >= limit:
        return None
    if tokens.lemmas[last] in ("serve", "work") or tokens.lowers[last] in _SERVING:
        return _after_as(tokens, last)
    if tokens.lowers[last] in _TAKING_OFFICE and not is_determiner(tokens, index):
        return _after_as(tokens, last) or index  # "was named last week as"
    return index + 1 if tokens.lowers[index] == "as" else index


def _after_serving(tokens: Tokens, index: int) -> int | None:
    """Return the word after "as" in `has long served as`; nothing for what is denied or to come."""
    while index < len(tokens) - 1 and tokens.upos[index] in ("AUX", "ADV"):
        if tokens.lowers[index] in _CONDITIONS or tokens.tags[index] == "MD":
            return None
        index += 1
    serves = index < len(tokens) and tokens.lowers[index] in _SERVING
    return _after_as(tokens, index) if serves else None


def _after_as(tokens: Tokens, verb: int) -> int | None:
    """Return the word after "as" in `served for ten years as`, `succeeded Marsh as`."""
    for index in range(verb + 1, min(verb + 2 + _MAX_BEFORE_AS, len(tokens) - 1)):
        if tokens.lowers[index] == "as":
            return index + 1
        stops = tokens.upos[index] in ("PUNCT", "VERB", "AUX", "SCONJ")
        if stops or tokens.lowers[index] == "with":
            return None
    return None


def _office_at(tokens: Tokens, cast: Cast, index: int, form: Form) -> StatedRole | None:
    bounds = read_phrase(tokens, cast, index)
    if bounds is None or any(tokens.lowers[i] in _COMPARING for i in range(bounds[0], bounds[2])):
        return None
    return make_role(tokens, cast, bounds, form)


def role_in_participle(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Read `, recently named the company's chief executive`; only the office is the role."""
    while index < len(tokens) and tokens.upos[index] == "ADV":
        index += 1
    if index + 1 >= len(tokens) or tokens.lowers[index] not in _TAKING_OFFICE:
        return None
    index += 2 if tokens.lowers[index + 1] in ("as", "to", "in") else 1
    return _office_at(tokens, cast, index, "apposition")


def role_given(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `appointed Orvik as director` and `with Orvik as her chief of staff`."""
    before, after = mention.start - 1, mention.end
    while before > 0 and tokens.title_at(before):
        before -= 1
    if before < 0 or after + 1 >= len(tokens):
        return None
    verb = tokens.lowers[before]
    if verb != "with" and verb not in _TAKING_OFFICE | {"appoint", "appoints", "chose", "elect"}:
        return None
    if tokens.lowers[after] == "as":
        return _office_at(tokens, cast, after + 1, "predicate")
    if verb == "with" or not tokens.is_nominal(after):
        return None
    return _office_at(tokens, cast, after, "predicate")


def role_acted_in(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `As a Lakeland senator, Hale Orvik voted`; nothing for what somebody would do."""
    comma, verb = mention.start - 1, mention.end
    if comma < 2 or tokens.words[comma] != ",":
        return None
    start = comma
    while start and tokens.sentences[start - 1] == tokens.sentences[comma]:
        start -= 1
    while verb < len(tokens) and tokens.upos[verb] == "ADV":
        verb += 1
    supposed = verb < len(tokens) and tokens.tags[verb] == "MD"
    if tokens.lowers[start] != "as" or supposed or verb >= len(tokens):
        return None
    role = _office_at(tokens, cast, start + 1, "predicate") if tokens.is_finite(verb) else None
    return role if role is not None and role.end == comma else None


def office_taken(tokens: Tokens, cast: Cast, mention: NameMention) -> StatedRole | None:
    """Read `Marsh, who was elected in 2019`: to the office that was last mentioned before.

    Nothing where the clause itself names an office, or where that office is somebody else's.
    """
    who = _skip_comma(tokens, mention.end)
    if tokens.lowers[who : who + 1] != ["who"] or tokens.quoted[mention.start]:
        return None
    verb = who + 1
    while verb < len(tokens) - 1 and tokens.upos[verb] in ("AUX", "ADV"):
        verb += 1
    if tokens.lowers[verb] not in _ELECTED:
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
            return None if named else make_role(tokens, cast, bounds, "predicate")
    return None


def _skip_comma(tokens: Tokens, index: int) -> int:
    """Return the word after a comma that stands here, else the same word."""
    return index + 1 if tokens.words[index : index + 1] == [","] else index
