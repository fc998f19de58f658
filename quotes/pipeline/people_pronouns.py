"""Whom do "he", "she", "it" and "I" mean as the source of an attribution?"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.pipeline.people_attention import Ranking
from quotes.pipeline.people_bodies import Bodies
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import BYLINE_KEY, SpeakerDecision
from quotes.pipeline.people_story import Story

_CLEARLY_MEANT = 0.7
_FITTING, _AGAINST_GENDER = 0.5, 0.3
_MAX_PARAGRAPHS_AHEAD = 3
_AHEAD_SHARE = 0.65
_MAX_SENTENCES_BACK = 2
_BYLINE = re.compile(r"^\s*(?:by|von)\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:,|\||\band\b|\bfor\b|\bin\b|•|\n).*$", re.DOTALL)


def decide_he_or_she(story: Story, key: str, index: int, gender: str) -> SpeakerDecision:
    """Decide by the ranking of those in mind, else for somebody who is named soon after."""
    question = story.question(index, gender)
    story.discourse.answered.add(index)
    ranking = story.ranker.rank(question)
    word = story.tokens.lowers[index]
    if not ranking:
        ranking = _ranking_ahead(story, index, gender)
        return story.conclude.likeliest(key, ranking, f'"{word}": named only after', 1.0)
    fits = story.attention.gender_factor(ranking[0][1], gender) >= _FITTING
    share = 1.0 if fits else _AGAINST_GENDER
    decision = story.conclude.likeliest(key, ranking, f'"{word}": who is in mind', share)
    story.reasons = story.ranker.reasons(question, ranking)
    if decision.confidence >= _CLEARLY_MEANT:
        story.attention.learn_gender(ranking[0][1], gender)
    return decision


def _ranking_ahead(story: Story, index: int, gender: str) -> Ranking:
    """Return who is named soon after a pronoun that nobody stands before."""
    tokens, fits = story.tokens, dict[Figure, float]()
    for mention in story.cast.mentions:
        if mention.start < index or not mention.is_person:
            continue
        if tokens.paragraphs[mention.start] - tokens.paragraphs[index] > _MAX_PARAGRAPHS_AHEAD:
            break
        figure = story.cast.figures_of[mention][0]
        if not tokens.quoted[mention.start]:
            fit = story.attention.gender_factor(figure, gender)
            fits.setdefault(figure, fit * _AHEAD_SHARE ** len(fits))
    total = sum(fits.values())
    ranking = [(_AHEAD_SHARE * fit / total, figure) for figure, fit in fits.items() if fit > 0.0]
    return sorted(ranking, key=lambda pair: -pair[0])


def decide_it(story: Story, key: str, index: int, bodies: Bodies) -> SpeakerDecision:
    """Decide for the body that is the subject before "it", or that spoke just before."""
    last = story.last
    last_is_body = last is not None and last.kind == "organization"
    if last is not None and last_is_body and story.paragraphs_since_last(index) == 0:
        why = '"it": the body that spoke before'
        return replace(
            last,
            attribution_id=key,
            confidence=min(0.8, last.confidence),
            candidates=(),
            reason=why,
        )
    subject = _body_subject(story, index)
    if subject is not None:
        decision = bodies.decide_at(key, subject, story.last_place)
        if decision is not None:
            return replace(
                decision,
                confidence=min(0.75, decision.confidence),
                reason='"it": the subject before',
            )
    if last is not None and last_is_body and story.paragraphs_since_last(index) == 1:
        why = '"it": the body that spoke before'
        return replace(last, attribution_id=key, confidence=0.6, candidates=(), reason=why)
    ranking = story.attention.rank(index, is_person=False)
    return story.conclude.from_ranking(key, ranking, '"it": the body in mind', 0.75)


def _body_subject(story: Story, index: int) -> int | None:
    """Return the nearest subject before "it", in the sentences just before, that is a body."""
    tokens = story.tokens
    for place in range(index - 1, -1, -1):
        if tokens.sentences[index] - tokens.sentences[place] > _MAX_SENTENCES_BACK:
            return None
        if tokens.paragraphs[index] - tokens.paragraphs[place] > 1:
            return None
        if tokens.relations[place] != "nsubj" or tokens.quoted[place]:
            continue
        name = story.cast.at_word.get(place)
        if name is not None and name.label == "ORG":
            return place
        noun = tokens.singular(place)
        if noun in tokens.lexicon.organization_nouns and not tokens.looks_plural(place):
            return place
    return None


def decide_first_person(story: Story, key: str, index: int) -> SpeakerDecision:
    """Decide for "I" outside quotations: the author, where the text or its record names one."""
    lower = story.tokens.lowers[index]
    name = None if story.tokens.quoted[index] or lower != "i" else _author(story)
    if name is None:
        return SpeakerDecision(key, reason=f'"{lower}" is not resolved')
    figure = next((f for f in story.cast.figures if f.is_person and f.name == name), None)
    if figure is not None:
        return story.conclude.decided(key, figure, 0.8, "the author of the article")
    return SpeakerDecision(key, name, "person", None, 0.8, reason="the author of the article")


def _author(story: Story) -> str | None:
    """Return the one name of the byline, of the record or among the first lines of the text."""
    given = story.tokens.doc.user_data.get(BYLINE_KEY)
    lines = [given] if given else story.tokens.text[:600].splitlines()[:6]
    for line in lines:
        match = _BYLINE.match(line)
        name = line[match.end() :] if match else line if given else ""
        name = _AFTER_NAME.sub("", name.strip())
        words = name.split()
        if 1 < len(words) < 5 and all(word[:1].isupper() for word in words):
            return name
    return None
