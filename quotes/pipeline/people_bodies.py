"""Which body speaks: a ministry, a campaign, "the council", whoever issued a poll?

Bodies named by a common noun are followed to the longer name they had before; documents to the
body that issued them, where the phrase says which.
"""

from __future__ import annotations

from quotes.pipeline.mentions import FIRM_ENDINGS, NameMention
from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_conclusions import Conclusions
from quotes.pipeline.people_decisions import SpeakerDecision
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_sources import SourceReading, issuer_before
from quotes.pipeline.people_tokens import Tokens

_NEWS_NOUNS = frozenset({"agency", "newspaper", "station", "broadcaster", "magazine", "website"})
_FIRM_NOUNS = frozenset({"company", "firm", "manufacturer", "business", "corporation"})
_ISSUED = "issued the document"


class Bodies:
    """Decides sources that are bodies or documents of one article."""

    def __init__(
        self, tokens: Tokens, cast: Cast, conclude: Conclusions, attention: Attention
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.conclude = conclude
        self.attention = attention
        self._spoken: dict[str, SpeakerDecision] = {}

    def decide_body(self, key: str, reading: SourceReading, last_place: int) -> SpeakerDecision:
        """Decide for a body; "the council" for the one that was called so, or ends so, before."""
        tokens = self.tokens
        start = reading.start + 1 if is_determiner(tokens, reading.start) else reading.start
        noun = tokens.singular(reading.head)
        if reading.is_definite and reading.head == start:
            known = self._spoken.get(noun)
            if known is None:
                return self._named_by_noun(key, reading, noun, last_place)
            reason = f'"{noun}" stands for {known.name}'
            return SpeakerDecision(key, known.name, known.kind, known.mention, 0.75, reason=reason)
        name = self.cast.at_word.get(start)
        last = name is not None and name.end == reading.head == reading.end - 1
        if name and last and noun in _NEWS_NOUNS and name.label == "ORG":
            figure = self.cast.figures_of[name][0]
            return self.conclude.decided(key, figure, 0.9, f"named: {figure.name}")
        names_it = any(map(tokens.is_capitalised, range(start, reading.end)))
        if not reading.is_definite and not names_it:
            return self.conclude.as_worded(key, reading, "unnamed", 0.6)
        decision = self._body(key, start, reading.end, 0.8, "a body")
        self._spoken[noun] = decision
        return decision

    def _named_by_noun(
        self, key: str, reading: SourceReading, noun: str, last_place: int
    ) -> SpeakerDecision:
        """Decide for the body whose name ends in a noun ("the council", the Lake Council)."""
        figure = self._figure_by_noun(noun, max(last_place, reading.head))
        if figure is None:
            return self.conclude.as_worded(key, reading, "organization", 0.6)
        return self.conclude.decided(key, figure, 0.75, f'the "{noun}" of the article')

    def _figure_by_noun(self, noun: str, place: int) -> Figure | None:
        figures = [f for f in self.cast.figures if not f.is_person and f.words[-1] == noun]
        ranking = self.attention.rank(place, is_person=False, among=figures)
        if not figures and noun in _FIRM_NOUNS:
            figures = [f for f in self.cast.figures if f.words[-1] in FIRM_ENDINGS]
        return ranking[0][1] if ranking else (figures[0] if len(figures) == 1 else None)

    def _body(
        self, key: str, start: int, end: int, confidence: float, reason: str
    ) -> SpeakerDecision:
        name = self.tokens.span_text(start, end)
        mention = self.conclude.chars(start, end)
        return SpeakerDecision(key, name, "organization", mention, confidence, reason=reason)

    def begins_a_body(self, name: NameMention) -> bool:
        """Tell whether a name only begins a body's: `Lake` in "the Lake campaign's website"."""
        nouns = self.tokens.lexicon.organization_nouns
        return name.end < len(self.tokens) and self.tokens.singular(name.end) in nouns

    def is_cut(self, reading: SourceReading, name: NameMention) -> bool:
        """Tell whether the issuer's name is longer than what was marked: `Times/CBS` News."""
        issuer = issuer_before(self.tokens, self.cast, reading.start, reading.head)
        return issuer is not None and issuer[0] < name.start and name.end <= issuer[1]

    def decide_document(
        self, key: str, reading: SourceReading, last_body: SpeakerDecision | None
    ) -> SpeakerDecision:
        """Decide for a document without a named issuer of its own.

        "The data" may be of `last_body`, the body that spoke just before.
        """
        issuer = issuer_before(self.tokens, self.cast, reading.start, reading.head)
        if issuer:
            return self._body(key, *issuer, 0.7, _ISSUED)
        if reading.owner:
            return self._body(key, reading.owner.start, reading.owner.end + 1, 0.8, _ISSUED)
        before = reading.head - 1
        noun = self.tokens.singular(before) if before >= reading.start else ""
        if noun in self.tokens.lexicon.organization_nouns:
            figure = self._figure_by_noun(noun, reading.head)
            if figure is not None:  # "a council paper", of the one council the article names
                return self.conclude.decided(key, figure, 0.65, _ISSUED)
        if last_body is not None:
            return SpeakerDecision(
                key,
                last_body.name,
                last_body.kind,
                last_body.mention,
                0.5,
                reason="the body that spoke before",
            )
        return self.conclude.as_worded(key, reading, "unnamed", 0.6)
