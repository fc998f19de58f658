"""Who is the source of each attribution, in this article?

Reads the SOURCE, CUE and CONTENT spans in `doc.spans["quotes"]` and concludes a speaker for each
attribution, or nobody where nothing says who. Hands on SPEAKER spans with the same `id_`, and the
rest as plain values in `doc.user_data["quotes.speakers"]`, by attribution id.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quotes.pipeline.parts import ATTRIBUTIONS_KEY
from quotes.pipeline.people_decisions import (
    SPANS_KEY,
    SPEAKERS_KEY,
    AttributionSpans,
    SpeakerDecision,
    read_attributions,
    write_spans,
)
from quotes.pipeline.people_evidence import EVIDENCE_KEY, SpeakerEvidence
from quotes.pipeline.people_repeats import name_repeats
from quotes.pipeline.people_resolution import Resolution

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_CONFIDENCE = 0.5
"""Below this a speaker is not named and only listed as a candidate."""


def resolve_speakers(doc: Doc, *, min_confidence: float = MIN_CONFIDENCE) -> list[SpeakerDecision]:
    """Conclude who speaks in each attribution of a document, in the order of their first span.

    Changes nothing. A decision has no name where the text does not say who speaks, or where the
    conclusion would be weaker than `min_confidence` (0..1); who came into question is then listed.
    """
    attributions = read_attributions(doc)
    if not attributions:
        return []
    resolution = Resolution(doc)
    facts: dict[str, dict[str, Any]] = doc.user_data.get(ATTRIBUTIONS_KEY, {})
    holders = {key: fact["nested_in"] for key, fact in facts.items() if fact["nested_in"]}
    decided: dict[str, SpeakerDecision] = {}
    for attribution in sorted(attributions, key=_place):
        decision = resolution.decide(attribution, is_nested=attribution.id in holders)
        decided[attribution.id] = decision.withheld_below(min_confidence)
    for attribution in attributions:
        holder = decided.get(holders.get(attribution.id, ""))
        if holder is not None and _is_first_person(doc, attribution):
            decided[attribution.id] = replace(
                holder,
                attribution_id=attribution.id,
                evidence=_with_source(decided[attribution.id].evidence, holder.evidence),
                reason=f"first person in their own words ({holder.reason})",
            )
    decisions = [resolution.with_later_roles(decided[one.id]) for one in attributions]
    return name_repeats(doc, attributions, decisions)


def _with_source(
    own: SpeakerEvidence | None, other: SpeakerEvidence | None
) -> SpeakerEvidence | None:
    """Return somebody's evidence with the source of another attribution."""
    return replace(other, source=own.source) if own and other else other


def _is_first_person(doc: Doc, attribution: AttributionSpans) -> bool:
    return any(doc[start:end].text.lower() == "i" for start, end in attribution.sources)


def _place(attribution: AttributionSpans) -> int:
    """Return the word where an attribution is decided: at its source, cue, or first content."""
    spans = attribution.sources or attribution.cues or attribution.contents
    return spans[0][0]


class SpeakerResolver:
    """The pipeline component: writes SPEAKER spans and `user_data["quotes.speakers"]`.

    What led to each decision goes to `user_data["quotes.evidence"]`.
    """

    def __init__(self, *, min_confidence: float = MIN_CONFIDENCE) -> None:
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Predict first, write second."""
        decisions = self.predict(doc)
        self.set_annotations(doc, decisions)
        return doc

    def predict(self, doc: Doc) -> list[SpeakerDecision]:
        """Return the decisions for a document and change nothing."""
        return resolve_speakers(doc, min_confidence=self.min_confidence)

    def set_annotations(self, doc: Doc, decisions: list[SpeakerDecision]) -> None:
        """Write the decisions; earlier ones of this component are replaced."""
        if SPANS_KEY not in doc.spans:
            return
        mentions = {d.attribution_id: d.mention for d in decisions if d.mention}
        write_spans(doc, "SPEAKER", mentions)
        plain: dict[str, dict[str, Any]] = {d.attribution_id: d.to_plain() for d in decisions}
        doc.user_data[SPEAKERS_KEY] = plain
        doc.user_data[EVIDENCE_KEY] = {
            d.attribution_id: replace(d.evidence, rule=d.reason).to_plain()
            for d in decisions
            if d.evidence is not None
        }
