"""Which role does a later sentence state of somebody: `She has been its director since 2009`?

The sentence before must be about one person, who is its subject: a pronoun then means that person.
Also reads what a first paragraph tells of somebody whom a later one names. Hands on pairs of a
figure and a `StatedRole`, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_phrases import read_phrase
from quotes.pipeline.people_predicates import role_in_predicate
from quotes.pipeline.people_stated import StatedRole, make_role
from quotes.pipeline.people_tokens import Tokens

_SUBJECT_PRONOUNS = {"he": "m", "she": "f"}
_MAX_WORDS_BACK, _MAX_WORDS_BEFORE_NAME = 100, 150
RULING = frozenset("judge prosecutor inspector detective officer coroner jury".split())
"""Groups of role nouns for those who have to do with a matter and are seldom whom it is about."""


def roles_of_subjects(tokens: Tokens, cast: Cast) -> Iterator[tuple[Figure, StatedRole]]:
    """Yield what clauses with "he" and "she" state of the subject of the sentence before."""
    for index in range(1, len(tokens) - 2):
        lower = tokens.lowers[index]
        if lower in _SUBJECT_PRONOUNS and not tokens.quoted[index]:
            role = role_in_predicate(tokens, cast, index + 1, "predicate")
            if role is not None:
                figure = _person_before(tokens, cast, index, _SUBJECT_PRONOUNS[lower])
                if figure is not None:
                    yield figure, role


def role_before_first_name(
    tokens: Tokens, cast: Cast, roles: Mapping[Figure, Sequence[StatedRole]]
) -> tuple[Figure, StatedRole] | None:
    """Read `The deputy head of the port resigned.`, where the first name of the article follows.

    The phrase must be the subject of a sentence in a paragraph that mentions nobody else, and the
    first person to be named, who has no stated role, the subject of a later paragraph.
    """
    lead = _lead(tokens, cast)
    if lead is not None:
        named = _first_without_role(tokens, cast, roles, lead.end)
        if named is not None:
            return named, lead
    first = _first_named(tokens, cast)
    if first is None or len(first.words) < 2 or tokens.quoted[first.start]:
        return None
    figures = cast.figures_of[first]
    if len(figures) > 1 or roles.get(figures[0]) or not _is_told_of(tokens, first):
        return None
    for index in range(max(0, first.start - _MAX_WORDS_BEFORE_NAME), first.start):
        opens = index == 0 or tokens.paragraphs[index - 1] != tokens.paragraphs[index]
        if not opens or tokens.paragraphs[index] >= tokens.paragraphs[first.start]:
            continue
        role = _introduced(tokens, cast, index)
        if role is not None and role.group not in RULING:
            return figures[0], role
    return None


def _lead(tokens: Tokens, cast: Cast) -> StatedRole | None:
    """Return the role of a speaker with whom the article begins: `A Lund councillor called for …`.

    In the first paragraph, or in the one after the headline.
    """
    for index in range(min(_MAX_WORDS_BACK, len(tokens))):
        if tokens.paragraphs[index] > tokens.paragraphs[0] + 1:
            return None
        opens = index == 0 or tokens.paragraphs[index - 1] != tokens.paragraphs[index]
        if opens and tokens.lowers[index] in ("a", "an"):
            role = _opening_role(tokens, cast, index)
            if role is not None and _says(tokens, role.end):
                return role
    return None


def _says(tokens: Tokens, index: int) -> bool:
    """Tell whether the verb that begins here is one of speech: `is calling for`, not `found a`."""
    last = len(tokens) - 1
    while index < last and (tokens.upos[index] in ("AUX", "ADV") or tokens.lemmas[index] == "be"):
        index += 1
    saying = tokens.lexicon.verbs.get(tokens.lemmas[index])
    is_speech = saying is not None and saying.medium == "speech"
    return is_speech and index < last and tokens.upos[index + 1] != "DET"


def _first_without_role(
    tokens: Tokens, cast: Cast, roles: Mapping[Figure, Sequence[StatedRole]], start: int
) -> Figure | None:
    """Return whoever is named in full as a subject in a later paragraph and has no role till then.

    Who else an article quotes is introduced with a role.
    """
    for mention in cast.mentions:
        if not start < mention.start < start + _MAX_WORDS_BEFORE_NAME or not mention.is_person:
            continue
        figures = cast.figures_of[mention]
        is_new = len(figures) == 1 and min(one.start for one in figures[0].mentions) > start
        if is_new and mention.end - mention.start > 1 and not roles.get(figures[0]):
            later = tokens.paragraphs[mention.start] > tokens.paragraphs[start]
            subject = "nsubj" in tokens.relations[mention.start : mention.end]
            subject = subject or _opens_clause(tokens, mention.start)
            return figures[0] if later and subject else None
    return None


def _is_told_of(tokens: Tokens, name: NameMention) -> bool:
    """Tell whether a name begins a sentence and is the subject of a verb that is no saying.

    Whoever is first named as saying something about the matter is mostly an expert or an official.
    """
    start, end = name.start, name.end
    begins = start == 0 or tokens.sentences[start - 1] != tokens.sentences[start]
    while end < len(tokens) and (tokens.words[end] == "," or tokens.words[end].isdigit()):
        end += 1  # an age
    while end < len(tokens) and tokens.upos[end] in ("AUX", "ADV"):
        end += 1
    if not begins or end + 1 >= len(tokens) or tokens.upos[end] != "VERB":
        return False
    saying = tokens.lexicon.verbs.get(tokens.lemmas[end])
    noun_follows = tokens.lowers[end + 1] in ("the", "a", "an", "his", "her")
    return saying is None or (saying.medium != "speech" and noun_follows)  # "signed the contract"


def _first_named(tokens: Tokens, cast: Cast) -> NameMention | None:
    """Return the first name of a person in running text, after headlines and the like."""
    headline = -1
    for mention in cast.mentions:
        paragraph = tokens.paragraphs[mention.start]
        if not mention.is_person or paragraph == headline:
            continue
        if _is_running_text(tokens, mention.start):
            return mention
        headline = paragraph
    return None


def _is_running_text(tokens: Tokens, index: int) -> bool:
    """Tell whether a word stands in a sentence that ends with a stop, and not in a headline."""
    paragraph = tokens.paragraphs[index]
    while index + 1 < len(tokens) and tokens.paragraphs[index + 1] == paragraph:
        index += 1
    return tokens.words[index][-1:] in ".!?”’\"'"


def _introduced(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Return the role that opens a paragraph as its subject and is the only person in it."""
    if tokens.lowers[index] not in ("the", "a", "an"):
        return None
    role = _opening_role(tokens, cast, index)
    if role is None:
        return None
    for other in range(role.end, len(tokens)):
        if tokens.paragraphs[other] != tokens.paragraphs[index]:
            break
        person = tokens.role_group(other) or tokens.singular(other) in tokens.lexicon.person_nouns
        if tokens.upos[other] == "NOUN" and person:
            return None
    return role


def _opening_role(tokens: Tokens, cast: Cast, index: int) -> StatedRole | None:
    """Return the role in two words or more that begins here and is the subject of a verb."""
    bounds = read_phrase(tokens, cast, index)
    if bounds is None:
        return None
    start, end, head = bounds
    says_more = end - start > 1 and tokens.role_group(head)
    acts = end < len(tokens) and (tokens.is_finite(end) or tokens.upos[end] == "AUX")
    return make_role(tokens, cast, bounds, "description") if says_more and acts else None


def _person_before(tokens: Tokens, cast: Cast, index: int, gender: str) -> Figure | None:
    """Return the subject of the sentence before, if nobody else can be meant from there on.

    Of two people the one whose gender agrees, where the other's is known and does not.
    """
    sentence = tokens.sentences[index]
    people: dict[Figure, bool] = {}
    place = index - 1
    while place >= 0 and tokens.sentences[place] >= sentence - 1:
        if index - place > _MAX_WORDS_BACK:
            return None
        mention = cast.at_word.get(place)
        if mention and mention.is_person and not tokens.quoted[place]:
            figures = cast.figures_of[mention]
            if len(figures) > 1:
                return None
            subject = "nsubj" in tokens.relations[mention.start : mention.end]
            subject = subject or _opens_clause(tokens, place)
            people[figures[0]] = people.get(figures[0], False) or subject
        place -= 1
    if place + 1 < len(tokens) and tokens.paragraphs[place + 1] != tokens.paragraphs[index]:
        return None
    fitting = [figure for figure in people if _may_be(tokens, figure, gender)]
    if len(fitting) == 2:
        fitting = [figure for figure in fitting if figure.gender == gender != "-"]
    return fitting[0] if len(fitting) == 1 and people[fitting[0]] else None


def _opens_clause(tokens: Tokens, index: int) -> bool:
    """Tell whether a name stands before the first verb of its sentence, as its subject does."""
    sentence = tokens.sentences[index]
    for before in range(index, max(-1, index - _MAX_WORDS_BACK), -1):
        if tokens.sentences[before] != sentence:
            break
        if tokens.is_finite(before):
            return False
    return True


def _may_be(tokens: Tokens, figure: Figure, gender: str) -> bool:
    known = figure.gender
    if known == "-" and len(figure.words) > 1:
        known = tokens.lexicon.given_names.get(figure.words[0], "-")
    return "-" in (gender, known) or gender == known
