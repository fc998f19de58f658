"""The parts of attributions on their way through room 3, and where they stand in the text.

Hands on `Part` (one span with its offsets), `Draft` (an attribution in the making) and `Places`
(which sentence and which paragraph an offset is in).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc

from quotes.pipeline.paragraphs import paragraphs
from quotes.pipeline.texts import text_of

ATTRIBUTIONS_KEY = "quotes.attributions"
"""`doc.user_data` key of what is known of each attribution, by its id (see `attribution.py`)."""

Quoted = Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True)
class Part:
    """One span of an attribution with its offsets, its first token and the group it is linked to.

    `quoted` says how much of it stands between marks; it means something for contents only.
    """

    label: str
    start_char: int
    end_char: int
    token: int
    group: str
    confidence: float = 1.0
    link_confidence: float = 1.0
    quoted: Quoted = "none"

    @property
    def chars(self) -> tuple[int, int]:
        """The offsets as a pair."""
        return self.start_char, self.end_char


@dataclass(slots=True)
class Draft:
    """One attribution in the making."""

    cue: Part | None = None
    source: Part | None = None
    contents: list[Part] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        """All spans, in no particular order."""
        return [part for part in (self.source, self.cue, *self.contents) if part is not None]

    @property
    def end_char(self) -> int:
        """Where the last of the spans ends."""
        return max(part.end_char for part in self.parts)

    @property
    def confidence(self) -> float:
        """The least certain of the spans and links decides, from 0 to 1."""
        return min(min(part.confidence, part.link_confidence) for part in self.parts)


class Places:
    """Tells the sentence and the paragraph of an offset."""

    def __init__(self, doc: Doc) -> None:
        self._sentences = [token.idx for token in doc if token.is_sent_start]
        self._paragraphs = [start_char for start_char, _ in paragraphs(text_of(doc))]

    def sentence(self, char: int) -> int:
        """Return the number of the sentence that holds the character."""
        return bisect_right(self._sentences, char)

    def paragraph(self, char: int) -> int:
        """Return the number of the paragraph that holds the character."""
        return bisect_right(self._paragraphs, char)
