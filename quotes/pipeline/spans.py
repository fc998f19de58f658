"""Component: SOURCE, CUE and CONTENT spans, found by the network and settled by the marks.

Writes `doc.spans["quotes"]`; spans that the network links bear one `span.id_`, the others an id of
their own. Direct contents are whole quotations, without their marks. `attribution.py` makes whole
attributions of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from quotes.pipeline.contents import Candidate, settle_contents
from quotes.pipeline.marks import Quotation
from quotes.pipeline.reading import Reading
from quotes.pipeline.reading_spans import FoundSpan
from quotes.pipeline.session import ReadingSession
from quotes.pipeline.texts import text_of

SPANS_KEY = "quotes"
CONFIDENCE_KEY = "quotes.confidence"
"""`doc.user_data` key: a list parallel to the span group, (confidence, link confidence) each."""


class SpanFinder:
    """Finds the parts of attributions."""

    def __init__(self, session: ReadingSession) -> None:
        self.session = session

    def __call__(self, doc: Doc) -> Doc:
        """Predict first, write second."""
        spans, confidences = self.predict(doc)
        doc.spans[SPANS_KEY] = spans
        doc.user_data[CONFIDENCE_KEY] = confidences
        return doc

    def predict(self, doc: Doc) -> tuple[list[Span], list[tuple[float, float]]]:
        """Return the spans in order of their start, and their confidences."""
        reading = self.session.reading(doc)
        found = sorted(
            _parts(doc, reading, self.session.quotations(doc)),
            key=lambda part: (part[0].start_char, part[0].end_char),
        )
        return [span for span, _, _ in found], [(own, link) for _, own, link in found]


def _parts(
    doc: Doc, reading: Reading, quotations: list[Quotation]
) -> Iterator[tuple[Span, float, float]]:
    candidates = []
    for part in reading.spans:
        start_char, end_char = _chars(doc, reading, part)
        cue = None if part.cue_first is None else doc[reading.tokens[part.cue_first]].idx
        if part.label == "CONTENT":
            candidates.append(
                Candidate(start_char, end_char, part.confidence, cue, part.link_confidence)
            )
        else:
            group = f"s{start_char}" if cue is None else f"c{cue}"
            span = _span(doc, start_char, end_char, part.label, group)
            yield span, part.confidence, part.link_confidence
    for content in settle_contents(text_of(doc), candidates, quotations):
        group = f"x{content.start_char}" if content.cue is None else f"c{content.cue}"
        for start_char, end_char in content.spans:
            span = _span(doc, start_char, end_char, "CONTENT", group)
            yield span, content.confidence, content.link_confidence


def _chars(doc: Doc, reading: Reading, part: FoundSpan) -> tuple[int, int]:
    first, last = doc[reading.tokens[part.first_word]], doc[reading.tokens[part.end_word - 1]]
    return first.idx, last.idx + len(last)


def _span(doc: Doc, start_char: int, end_char: int, label: str, group: str) -> Span:
    # A mark that the tokenizer left on a word is taken along here and cut off in `attribution.py`.
    span = doc.char_span(start_char, end_char, label=label, span_id=group, alignment_mode="expand")
    assert span is not None, "an expanded span always exists"
    return span
