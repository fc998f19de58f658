"""Who speaks in a quotation, or with a cue, that has no source of its own?

The last speaker goes on in a quotation that stands alone right after his own, and in a participle
of the same sentence ("…, she said, noting that …"); otherwise nobody is named.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.pipeline.people_antecedents import answers_question
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import SpeakerDecision, WordRange
from quotes.pipeline.people_story import Story


def decide_without_source(story: Story, key: str) -> SpeakerDecision:
    """Carry the last speaker on to the attribution in hand, where the text does."""
    last = story.last
    if last is None or last.name is None:
        return SpeakerDecision(key, reason="nothing says who")
    if story.cues:
        if not _continues_sentence(story, *story.cues[0]):
            return SpeakerDecision(key, reason="nothing says who")
        share = min(0.7, last.confidence)
        return replace(
            last, attribution_id=key, confidence=share, reason="goes on with the sentence"
        )
    if not story.contents or not _continues(story, story.contents[0]):
        return SpeakerDecision(key, reason="nothing says who")
    others = _named_since(story, story.contents[0][0])
    if others:
        return story.conclude.undecided(key, last, others, "somebody else was named between")
    return replace(
        last,
        attribution_id=key,
        confidence=min(0.8, last.confidence),
        candidates=(),
        reason="continues the quotation before",
    )


def _continues_sentence(story: Story, start: int, end: int) -> bool:
    """Tell whether a cue without a source is said of the last speaker in the same sentence."""
    tokens = story.tokens
    if start >= end or tokens.sentences[start] != tokens.sentences[story.last_place]:
        return False
    before = tokens.lowers[start - 1] if start else ""
    participle = tokens.tags[start] == "VBG" and tokens.upos[start] == "VERB"
    return participle or (before in ("and", "but") and tokens.tags[start] in ("VBD", "VBZ"))


def _continues(story: Story, content: WordRange) -> bool:
    """Tell whether a quotation goes on where the last attribution ended.

    It does in the same paragraph, and in the next one where it stands at the beginning or answers a
    question there.
    """
    first, end = content
    tokens, paragraphs = story.tokens, story.tokens.paragraphs
    if not tokens.quoted[first] and not tokens.quoted[end - 1]:
        return False
    away = paragraphs[first] - paragraphs[story.last_end]
    begins = first < 2 or any(
        paragraphs[first] != paragraphs[before] for before in (first - 1, first - 2)
    )
    begins = begins or answers_question(tokens, first)
    return away == 0 or (away == 1 and begins)


def _named_since(story: Story, end: int) -> list[Figure]:
    """Return the people other than the last speaker who are named before a word, since he spoke."""
    cast, last = story.cast, story.attention.last_speaker
    between = {
        cast.at_word[index]
        for index in range(story.last_end + 1, end)
        if index in cast.at_word and not story.tokens.quoted[index]
    }
    figures = (cast.figures_of[mention] for mention in between if mention.is_person)
    found = {group[0] for group in figures if last not in group}
    return sorted(found, key=lambda figure: figure.mentions[0].start)
