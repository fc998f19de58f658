"""Who says the words that a headline or a pull quote repeats without a name?

An article's headline often quotes what its body attributes. A quotation that nobody is named for
gets the speaker of the attribution in the same article that holds the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from quotes.folding import fold_text
from quotes.pipeline.people_decisions import AttributionSpans, SpeakerDecision

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_REPEATED_WORDS = 4
MIN_REPEATED_SHARE = 0.8
"""Share of the repeated words that the attributed ones must hold in the same order: a headline
drops or changes a word, two different statements share far less."""

_CONFIDENCE = 0.9


def name_repeats(
    doc: Doc, attributions: Sequence[AttributionSpans], decisions: Sequence[SpeakerDecision]
) -> list[SpeakerDecision]:
    """Return the decisions, with speakers for quotations that only repeat attributed words."""
    contents = {one.id: _words(doc, one) for one in attributions}
    sourceless = {one.id for one in attributions if not one.sources and not one.cues}
    named = [decision for decision in decisions if decision.name is not None]
    return [
        _with_speaker_of_repeat(decision, contents, named)
        if decision.name is None and decision.attribution_id in sourceless
        else decision
        for decision in decisions
    ]


def _words(doc: Doc, attribution: AttributionSpans) -> list[str]:
    return [
        word
        for start, end in attribution.contents
        for word in fold_text(doc[start:end].text).split()
    ]


def _with_speaker_of_repeat(
    decision: SpeakerDecision,
    contents: dict[str, list[str]],
    named: Sequence[SpeakerDecision],
) -> SpeakerDecision:
    words = contents[decision.attribution_id]
    if len(words) < MIN_REPEATED_WORDS:
        return decision
    shares = [
        (LCSseq.similarity(words, contents[other.attribution_id]) / len(words), other)
        for other in named
    ]
    best, other = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if other is None or best < MIN_REPEATED_SHARE:
        return decision
    return replace(
        other,
        attribution_id=decision.attribution_id,
        confidence=other.confidence * _CONFIDENCE,
        reason=f"repeats words attributed elsewhere in the article ({other.reason})",
    )
