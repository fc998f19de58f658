"""What is concluded about an attribution, and how is it kept on the `Doc`?

Decisions are small frozen values that become plain dictionaries and back, so that they survive
`DocBin` and several processes. Also reads and writes the spans of `doc.spans["quotes"]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.pipeline.people_evidence import SpeakerEvidence
from quotes.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPANS_KEY = "quotes"
SPEAKERS_KEY = "quotes.speakers"
BYLINE_KEY = "quotes.byline"
"""`doc.user_data` key of the article's author, where the text itself does not give a name."""

WordRange = tuple[int, int]
CharRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """The spans of one attribution as half-open word ranges, each kind in the order of the text."""

    id: str
    sources: tuple[WordRange, ...]
    cues: tuple[WordRange, ...]
    contents: tuple[WordRange, ...]


@dataclass(frozen=True, slots=True)
class StatedRoleText:
    """A role as the article words it.

    `form` says how it was stated, `standing` how much it says (see `people_stated`), `at_source`
    whether the source itself says it.
    """

    text: str
    start_char: int
    end_char: int
    form: str
    affiliation: str | None = None
    at_source: bool = False
    standing: str = "office"


@dataclass(frozen=True, slots=True)
class SpeakerCandidate:
    """Somebody who came into question, with the confidence that it was they."""

    name: str
    kind: SpeakerKind
    confidence: float
    mention: CharRange | None = None


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """Who speaks in one attribution: a name and its kind, or neither.

    `mention` is the place of the name in characters; `confidence` runs from 0 to 1; `candidates`
    stand best first and without the one decided on; `reason` is for people to read; `roles` are
    all roles the article states for this speaker, in the order of the text. `evidence` is what
    led there; it is kept apart from the rest (see `people_evidence.py`).
    """

    attribution_id: str
    name: str | None = None
    kind: SpeakerKind | None = None
    mention: CharRange | None = None
    confidence: float = 0.0
    candidates: tuple[SpeakerCandidate, ...] = ()
    reason: str = ""
    roles: tuple[StatedRoleText, ...] = ()
    evidence: SpeakerEvidence | None = None

    def withheld_below(self, min_confidence: float) -> SpeakerDecision:
        """Return the decision, with the name moved to the candidates where it is too weak."""
        if self.name is None or self.kind is None or self.confidence >= min_confidence:
            return self
        first = SpeakerCandidate(self.name, self.kind, self.confidence, self.mention)
        return replace(
            self,
            name=None,
            kind=None,
            mention=None,
            roles=(),
            confidence=0.0,
            candidates=(first, *self.candidates),
            reason=f"too uncertain: {self.reason}",
        )

    def to_plain(self) -> dict[str, Any]:
        """Return plain lists, strings and numbers, without the attribution's id."""
        # `asdict` would take nearly all the time of the component in a long article.
        plain = {name: getattr(self, name) for name in self.__slots__}
        del plain["attribution_id"], plain["evidence"]
        plain["mention"] = list(self.mention) if self.mention else None
        plain["roles"] = [_fields(role) for role in self.roles]
        plain["candidates"] = [
            {**_fields(one), "mention": list(one.mention) if one.mention else None}
            for one in self.candidates
        ]
        return plain

    @classmethod
    def from_plain(cls, attribution_id: str, plain: Mapping[str, Any]) -> SpeakerDecision:
        """Read back what `to_plain` wrote; keys of other components are passed over."""

        def pair(value: Any) -> CharRange | None:
            return (value[0], value[1]) if value else None

        return cls(
            attribution_id=attribution_id,
            name=plain["name"],
            kind=plain["kind"],
            mention=pair(plain["mention"]),
            confidence=plain["confidence"],
            candidates=tuple(
                SpeakerCandidate(**{**one, "mention": pair(one["mention"])})
                for one in plain["candidates"]
            ),
            reason=plain["reason"],
            roles=tuple(StatedRoleText(**role) for role in plain["roles"]),
        )


def _fields(record: StatedRoleText | SpeakerCandidate) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def read_attributions(doc: Doc) -> list[AttributionSpans]:
    """Return the attributions of a document, in the order of their first span.

    A span without an id belongs to no attribution and is passed over.
    """
    if SPANS_KEY not in doc.spans:
        return []
    ranges: dict[str, dict[str, list[WordRange]]] = {}
    for span in doc.spans[SPANS_KEY]:
        if span.label_ in ("SOURCE", "CUE", "CONTENT") and span.id_:
            kinds = ranges.setdefault(span.id_, {"SOURCE": [], "CUE": [], "CONTENT": []})
            kinds[span.label_].append((span.start, span.end))
    found = [
        AttributionSpans(
            key,
            tuple(sorted(kinds["SOURCE"])),
            tuple(sorted(kinds["CUE"])),
            tuple(sorted(kinds["CONTENT"])),
        )
        for key, kinds in ranges.items()
    ]
    return sorted(found, key=lambda one: min((*one.sources, *one.cues, *one.contents)))


def write_spans(doc: Doc, label: str, places: Mapping[str, CharRange]) -> None:
    """Set the spans of one label, one for each attribution id, in `doc.spans["quotes"]`."""
    from spacy.tokens import Span, SpanGroup

    kept = [span for span in doc.spans[SPANS_KEY] if span.label_ != label]
    for key, (start_char, end_char) in places.items():
        span = doc.char_span(start_char, end_char, alignment_mode="expand")
        if span is not None:
            kept.append(Span(doc, span.start, span.end, label=label, span_id=key))
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=kept)
