"""Which group speaks: "they", "the couple", "these voters", "the two men"?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_antecedents import names_before, plural_before
from quotes.pipeline.people_decisions import SpeakerDecision
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_story import Story

PAIR_NOUNS = frozenset({"couple", "pair", "duo", "two", "spouse"})
_GROUPS = frozenset({"groups", "organizations", "organisations"})
_PLURAL = 0.45
"""Left open: of the plurals that were taken for "they" one in five was right."""

_POINTING = frozenset({"these", "those"})


def decide_names(
    story: Story, key: str, names: Sequence[NameMention], confidence: float, reason: str
) -> SpeakerDecision:
    """Decide for several who are named together, each by the fullest name."""
    meant = []
    for mention in names:
        figures = story.cast.figures_of[mention]
        figure = figures[0] if len(figures) == 1 else story.discourse.choose(mention, figures)[0][1]
        meant.append(figure)
    full = [figure.name for figure in meant]
    name = f"{', '.join(full[:-1])} and {full[-1]}"
    chars = story.conclude.chars(names[0].start, names[-1].end)
    roles = story.conclude.roles_of_all(meant)
    return SpeakerDecision(key, name, "group", chars, confidence, reason=reason, roles=roles)


def with_others(story: Story, decision: SpeakerDecision, reading: SourceReading) -> SpeakerDecision:
    """Add the others to "she and her advisers", "the minister and her advisers"."""
    tokens = story.tokens
    after = reading.head + 1
    if decision.name is None or tokens.lowers[after : after + 1] != ["and"]:
        return decision
    is_pronoun = reading.form == "pronoun"
    if decision.kind != "person" or not (is_pronoun or tokens.tags[after + 1] == "PRP$"):
        return decision  # "the founder and chairman" is one
    others = tokens.span_text(reading.head + 2, reading.end)
    return replace(decision, name=f"{decision.name} and {others}", kind="group", roles=())


def decide_they(story: Story, key: str, pronoun: int) -> SpeakerDecision:
    """Decide for "they": the nearest plural subject or the group that spoke before, the later."""
    last, found = story.last_group, plural_before(story.tokens, pronoun)
    names, starts = names_before(story.tokens, story.cast, pronoun), story.tokens.starts
    since = last.mention[1] if last and last.mention else -1
    if names and names[0].start > (found[0] if found else -1) and starts[names[0].start] > since:
        return decide_names(story, key, names, 0.6, "those named together before")
    if found and starts[found[0]] > since:
        name = story.tokens.span_text(*found)
        chars = story.conclude.chars(*found)
        return SpeakerDecision(key, name, "group", chars, _PLURAL, reason="the plural before")
    if last is not None:
        return _same(last, key, "the group that spoke before", 0.65)
    ranking = story.attention.rank(pronoun, is_person=False)
    return story.conclude.from_ranking(key, ranking, '"they": the body in mind', 0.5)


def decide_group(story: Story, key: str, reading: SourceReading) -> SpeakerDecision:
    """Decide for a plural; it stands as the article words it where it was not named before."""
    found = _named_pair(story, key, reading) or _group_pointed_at(story, key, reading)
    return found or story.conclude.as_worded(key, reading, "group", 0.85)


def _same(decision: SpeakerDecision, key: str, why: str, confidence: float) -> SpeakerDecision:
    return replace(decision, attribution_id=key, confidence=confidence, candidates=(), reason=why)


def _group_pointed_at(story: Story, key: str, reading: SourceReading) -> SpeakerDecision | None:
    """Take "these voters", or bare "the voters", for the voters who spoke before."""
    first, head = story.tokens.lowers[reading.start], story.tokens.lowers[reading.head]
    bare = first == "the" and reading.head == reading.start + 1 == reading.end - 1
    if not bare and first not in _POINTING:
        return None
    same = _GROUPS if head in _GROUPS else {head}
    for group in story.groups:
        words = name_words(group.name or "")
        if not same.isdisjoint(words) and (not bare or len(words) > 2):
            return _same(group, key, f'"{head}" as before', 0.7)
    return None


def _is_two_people(story: Story, group: SpeakerDecision) -> bool:
    """Tell whether a group that spoke before is two people of the article."""
    both = (group.name or "").split(" and ")
    return len(both) == 2 and all(story.cast.people_called(name_words(one)) for one in both)


def _named_pair(story: Story, key: str, reading: SourceReading) -> SpeakerDecision | None:
    """Take "the couple" for the pair that spoke, "the two men" for the two clearly in mind."""
    tokens = story.tokens
    first = tokens.lowers[reading.start : reading.start + 2]
    noun = tokens.singular(reading.head)
    goes_on = tokens.lowers[reading.head + 1 : reading.head + 2] == ["of"]  # "the pair of hats"
    is_pair = noun in PAIR_NOUNS and first[:1] == ["the"] and not goes_on
    if not is_pair and first != ["the", "two"] and first[:1] != ["both"]:
        return None
    is_people = is_pair or tokens.role_group(reading.head) or noun in tokens.lexicon.person_nouns
    pair = next((one for one in story.groups if is_people and _is_two_people(story, one)), None)
    if pair is not None:
        return _same(pair, key, "the two who spoke before", 0.7)
    is_bare = reading.head == reading.start + (1 if first[:1] == ["both"] else 2)
    if not is_pair and (noun not in tokens.lexicon.person_nouns or not is_bare):
        return None
    gender = tokens.lexicon.person_nouns.get(noun, "-")
    ranking = [pair for pair in story.attention.rank(reading.head, gender) if pair[1].is_named]
    if len(ranking) < 2 or (len(ranking) > 2 and ranking[2][0] > 0.5 * ranking[1][0]):
        return None
    both = sorted((figure for _, figure in ranking[:2]), key=lambda f: f.mentions[0].start)
    name = " and ".join(figure.name for figure in both)
    chars = story.conclude.chars(reading.start, reading.end)
    return SpeakerDecision(key, name, "group", chars, 0.5, reason="the two in mind")
