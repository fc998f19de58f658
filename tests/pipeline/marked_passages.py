"""Passages with their attributions marked as people read them: `[source]`, `{cue}`, `<content>`.

The marks are taken out before the passage is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_docs import build_doc
from spacy.tokens import Doc, Span

_OPENING = {"[": "source", "{": "cue", "<": "content"}
_CLOSING = {"]": "source", "}": "cue", ">": "content"}


@dataclass(frozen=True)
class Marked:
    """A passage as a `Doc`, with the marked spans in the order of the text."""

    doc: Doc
    sources: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)

    @property
    def source(self) -> Span | None:
        """The first source, if one is marked."""
        return self.sources[0] if self.sources else None

    @property
    def content_ranges(self) -> list[tuple[int, int]]:
        """The character ranges of the contents."""
        return [(span.start_char, span.end_char) for span in self.contents]


def read_marked(passage: str, tags: dict[str, str] | None = None) -> Marked:
    """Return the passage without its marks and the spans that they stood around."""
    text, ranges, begun = "", [], {}
    for piece in re.split(r"([\[\]{}<>])", passage):
        if piece in _OPENING:
            begun[_OPENING[piece]] = len(text)
        elif piece in _CLOSING:
            ranges.append((_CLOSING[piece], begun.pop(_CLOSING[piece]), len(text)))
        else:
            text += piece
    doc = build_doc(text, tags=tags)
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for label, start_char, end_char in sorted(ranges, key=lambda found: found[1]):
        span = doc.char_span(start_char, end_char, alignment_mode="expand")
        assert span is not None
        spans[label].append(span)
    return Marked(doc, spans["source"], spans["cue"], spans["content"])
