"""Who says the words that a headline or a pull quote repeats without a name?

An article's headline often quotes what its body attributes. A quotation that nobody is named for
gets the speaker of the attribution in the same article that holds the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    contents = {one.id: tuple(_words(doc, one)) for one in attributions}
    sourceless = {one.id for one in attributions if not one.sources and not one.cues}
    unnamed = {
        decision.attribution_id
        for decision in decisions
        if decision.name is None and decision.attribution_id in sourceless
    }
    if not unnamed:
        return list(decisions)
    named: dict[tuple[str, ...], SpeakerDecision] = {}
    for decision in decisions:
        if decision.name is not None:
            named.setdefault(contents[decision.attribution_id], decision)
    attributed = _AttributedWords(named)
    return [
        _with_speaker_of(attributed.best(contents[decision.attribution_id]), decision)
        if decision.attribution_id in unnamed
        else decision
        for decision in decisions
    ]


def _words(doc: Doc, attribution: AttributionSpans) -> list[str]:
    return [
        word
        for start, end in attribution.contents
        for word in fold_text(doc[start:end].text).split()
    ]


def _with_speaker_of(other: SpeakerDecision | None, decision: SpeakerDecision) -> SpeakerDecision:
    if other is None:
        return decision
    return replace(
        other,
        attribution_id=decision.attribution_id,
        confidence=other.confidence * _CONFIDENCE,
        reason=f"repeats words attributed elsewhere in the article ({other.reason})",
    )


class _AttributedWords:
    """Finds whose words a quotation repeats, the first of those that share most."""

    def __init__(self, named: Mapping[tuple[str, ...], SpeakerDecision]) -> None:
        self._named = list(named.items())
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, (words, _) in enumerate(self._named):
            for word in set(words):
                self._holders[word].append(number)
        self._known: dict[tuple[str, ...], SpeakerDecision | None] = {}

    def best(self, words: tuple[str, ...]) -> SpeakerDecision | None:
        """Return the decision about the attributed words that hold enough of `words`, if any."""
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

    def _find(self, words: tuple[str, ...]) -> SpeakerDecision | None:
        if len(words) < MIN_REPEATED_WORDS:
            return None
        # Who misses so many of the words shares too little: the rarest of them tell.
        most_missing = int(len(words) * (1 - MIN_REPEATED_SHARE) + 1e-9)
        rarest = sorted(words, key=lambda word: len(self._holders.get(word, ())))
        near = {n for word in rarest[: most_missing + 1] for n in self._holders.get(word, ())}
        shares = [
            (LCSseq.similarity(words, self._named[number][0]) / len(words), self._named[number][1])
            for number in sorted(near)
        ]
        share, other = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        return other if share >= MIN_REPEATED_SHARE else None
