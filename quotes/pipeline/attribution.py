"""Component: whole attributions from their parts: which source, cue and contents belong together.

Rewrites `doc.spans["quotes"]` so that the spans of one attribution share `span.id_` ("0", "1", …
in the order of the text), and keeps what spans cannot carry (kind, medium, modality, nesting,
confidence, exact offsets of contents) in `doc.user_data["quotes.attributions"]`, keyed by id.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from spacy.tokens import Doc, Span

from quotes.pipeline.cues import has_reporting_word
from quotes.pipeline.drafts import assemble
from quotes.pipeline.marks import Quotation, paragraphs
from quotes.pipeline.medium import Reported, continued_media, medium_of
from quotes.pipeline.modality import modality_of
from quotes.pipeline.nesting import add_nested, find_holders, with_subject
from quotes.pipeline.parts import ATTRIBUTIONS_KEY, Draft, Part
from quotes.pipeline.session import ReadingSession
from quotes.pipeline.spans import CONFIDENCE_KEY, SPANS_KEY
from quotes.pipeline.texts import text_of
from quotes.pipeline.trimming import (
    is_name_of_a_thing,
    with_relayed_speaker,
    with_rest_of_sentence,
    without_dateline,
    without_hearer,
)
from quotes.records import Kind, Medium

MIN_CONFIDENCE_OF_UNKNOWN_CUE = 0.75
"""PolNeAR's notion is wider than speech; a verb that the lexicon does not know to report anything
("counted", "repainted") is taken for speech only where the network is this sure of every part.
Chosen on the sample articles for work: true ones stood at 0.94 and above, false ones under 0.66."""


class Attributor:
    """Makes attributions of the parts that `SpanFinder` found."""

    def __init__(self, session: ReadingSession) -> None:
        self.session = session

    def __call__(self, doc: Doc) -> Doc:
        """Predict first, write second; the network's reading is dropped here."""
        drafts = self.predict(doc)
        self.set_annotations(doc, drafts)
        self.session.drop(doc)
        doc.user_data.pop(CONFIDENCE_KEY, None)
        return doc

    def predict(self, doc: Doc) -> list[Draft]:
        """Return the attributions in the order of their first content."""
        text, quotations = text_of(doc), self.session.quotations(doc)
        drafts = assemble(doc, _parts(doc, quotations), quotations)
        drafts = [without_hearer(text, with_relayed_speaker(text, draft)) for draft in drafts]
        drafts = [with_subject(doc, draft) for draft in drafts]
        ends = sentence_ends(doc)
        drafts = [
            with_rest_of_sentence(text, draft, ends[bisect_right(ends, draft.end_char - 1)])
            for draft in drafts
        ]
        drafts = [
            draft
            for draft in add_nested(doc, drafts, quotations)
            if not is_name_of_a_thing(text, draft, quotations)
        ]
        return sorted(drafts, key=lambda draft: (draft.contents[0].start_char, -draft.end_char))

    def set_annotations(self, doc: Doc, drafts: list[Draft]) -> None:
        """Write the span group and the facts of every attribution."""
        spans: list[Span] = []
        facts: dict[str, dict[str, Any]] = {}
        reported = [_reported(doc, draft) for draft in drafts]
        found = zip(
            drafts, reported, continued_media(doc, reported), find_holders(drafts), strict=True
        )
        for number, (draft, one, medium, holder) in enumerate(found):
            identity = str(number)
            spans.extend(_span(doc, part, identity) for part in draft.parts)
            facts[identity] = _facts(draft, one, medium, holder)
        doc.spans[SPANS_KEY] = sorted(spans, key=lambda span: (span.start, span.end))
        doc.user_data[ATTRIBUTIONS_KEY] = facts


def sentence_ends(doc: Doc) -> list[int]:
    """Return where each sentence ends, with the end of the text as the last."""
    ends = [token.idx for token in doc if token.is_sent_start and token.i]
    length = doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
    return [*ends, length, length + 1]


def _parts(doc: Doc, quotations: list[Quotation]) -> list[Part]:
    """Return the found spans as parts with exact offsets, in order."""
    inner = dict(span for quotation in quotations for span in quotation.spans)
    text = text_of(doc)
    starts = {start_char for start_char, _ in paragraphs(text)}
    parts = []
    confidences = doc.user_data.get(CONFIDENCE_KEY, [])
    for span, (confidence, link) in zip(doc.spans.get(SPANS_KEY, []), confidences, strict=True):
        start_char, end_char = span.start_char, span.end_char
        if span.label_ == "CONTENT":
            start_char, end_char = _exact(text, start_char, end_char, inner)
        part = Part(span.label_, start_char, end_char, span.start, span.id_, confidence, link)
        parts.append(without_dateline(text, part) if start_char in starts else part)
    return parts


def _exact(text: str, start_char: int, end_char: int, inner: dict[int, int]) -> tuple[int, int]:
    """Return the quotation's own edges where the span is one with marks stuck to its words."""
    for start in range(start_char, min(start_char + 3, end_char)):
        end = inner.get(start)
        if end is not None and end <= end_char <= end + 3:
            return start, end
    return start_char, end_char


def _span(doc: Doc, part: Part, identity: str) -> Span:
    span = doc.char_span(
        part.start_char,
        part.end_char,
        label=part.label,
        span_id=identity,
        alignment_mode="expand",
    )
    assert span is not None, "an expanded span always exists"
    return span


def _reported(doc: Doc, draft: Draft) -> Reported:
    """Return what the medium is read from, with the medium the attribution has by itself."""
    cue = None if draft.cue is None else _span(doc, draft.cue, "")
    source = None if draft.source is None else _span(doc, draft.source, "")
    contents = [part.chars for part in draft.contents]
    is_verbatim = kind_of(draft) == "direct"
    is_doubtful = not is_verbatim and draft.confidence < MIN_CONFIDENCE_OF_UNKNOWN_CUE
    medium: Medium = "thought"
    if cue is None or not is_doubtful or has_reporting_word(cue):
        medium = medium_of(cue, source, contents)
    return Reported(cue, source, contents, medium, is_verbatim)


def _facts(draft: Draft, reported: Reported, medium: Medium, holder: int | None) -> dict[str, Any]:
    cue = reported.cue
    return {
        "kind": kind_of(draft),
        "medium": medium,
        "modality": modality_of(cue, reported.source) if cue else "asserted",
        "content": [list(part.chars) for part in draft.contents],
        "cue": None if draft.cue is None else list(draft.cue.chars),
        "source": None if draft.source is None else list(draft.source.chars),
        "nested_in": None if holder is None else str(holder),
        "confidence": draft.confidence,
    }


def kind_of(draft: Draft) -> Kind:
    """Return direct where all content stands in marks, mixed where some of it does."""
    if all(part.quoted == "all" for part in draft.contents):
        return "direct"
    return "indirect" if all(part.quoted == "none" for part in draft.contents) else "mixed"
