"""Who speaks where the source is a document: "the poll", "a letter", "Orvik's lawsuit"?

Whoever issued it, by the words around it or by what the article says of it elsewhere; else whoever
spoke in it just before, else the phrase stands as it is.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.pipeline.people_bodies import Bodies
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import SpeakerDecision
from quotes.pipeline.people_issuers import NORMS, Documents, Issuer, Issuers
from quotes.pipeline.people_ranking import Question
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_story import Story
from quotes.pipeline.people_tokens import APOSTROPHES

_ISSUED, _ISSUED_ELSEWHERE = "issued the document", "issued it, as the article says elsewhere"

_WORKS = frozenset({"film", "book", "memoir", "autobiography", "series", "script"})
"""What is by its author, not by the body that is spoken of."""

_OF_PAPERS = frozenset({"paper", "editorial"})
_IT = '"it": the document before'


class DocumentSources:
    """Decides sources that are documents of one article."""

    def __init__(self, story: Story, bodies: Bodies) -> None:
        self.story = story
        self.bodies = bodies
        self.documents = Documents(story.tokens, story.cast)

    def decide(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Take the issuer of a poll, a letter or a ruling for its speaker, where one is named."""
        own = self.documents.issuers(reading.start, reading.head)
        if own:
            return self._issued(key, own, 0.9, _ISSUED)
        decision = self._of_pronoun(key, reading) or self._of_body_noun(key, reading)
        if decision is not None:
            return decision
        elsewhere = self.documents.issuers_elsewhere(
            reading.start, reading.head, is_definite=reading.is_definite or self._heads(reading)
        )
        if elsewhere and not self.story.tokens.looks_plural(reading.head):
            return self._issued(key, elsewhere, 0.8, _ISSUED_ELSEWHERE)
        return (
            self._said_in_it(key, reading)
            or self._of_the_paper(key, reading)
            or self.story.conclude.as_worded(key, reading, "unnamed", 0.7)
        )

    def _heads(self, reading: SourceReading) -> bool:
        """Tell whether a document opens the headline, which needs no article: `Poll`: it rained."""
        is_bare = reading.start == reading.head and reading.head == 0
        return is_bare and not self.story.tokens.looks_plural(0)

    def _of_the_paper(self, key: str, reading: SourceReading) -> SpeakerDecision | None:
        """Decide for "the editorial" in an article that names one newspaper."""
        if not reading.is_definite or self.story.tokens.singular(reading.head) not in _OF_PAPERS:
            return None
        paper = self.bodies.only_one_called("newspaper")
        why = "the one paper of the article"
        return self.story.conclude.decided(key, paper, 0.7, why) if paper else None

    def decide_it(self, key: str, index: int) -> SpeakerDecision | None:
        """Take "it" for the document that was the source before, in the same paragraph."""
        last = self.story.last
        if last is None or last.reason not in (_ISSUED, _ISSUED_ELSEWHERE, _IT):
            return None
        if self.story.paragraphs_since_last(index) > 0:
            return None
        return replace(last, attribution_id=key, confidence=0.7, candidates=(), reason=_IT)

    def _issued(
        self, key: str, issuers: Issuers, confidence: float, reason: str
    ) -> SpeakerDecision:
        conclude = self.story.conclude
        if len(issuers) > 1:
            return self.joined(key, issuers, confidence, reason)
        issuer = issuers[0]
        figure = self._figure(issuer)
        if figure is None and issuer.end - issuer.start == 1:
            called = self.story.cast.bodies_called(issuer.start, issuer.end)
            figure = called[0] if called else None
        if figure is not None:
            return conclude.decided(key, figure, confidence, reason)
        name = self.story.tokens.span_text(issuer.start, issuer.end)
        chars = conclude.chars(issuer.start, issuer.end)
        return SpeakerDecision(key, name, "organization", chars, confidence, reason=reason)

    def _figure(self, issuer: Issuer) -> Figure | None:
        if issuer.name is None or self.bodies.begins_a_body(issuer.name):
            return None
        figures = self.story.cast.figures_of[issuer.name]
        if len(figures) == 1:
            return figures[0]
        return self.story.discourse.choose(issuer.name, figures)[0][1]

    def joined(self, key: str, issuers: Issuers, confidence: float, reason: str) -> SpeakerDecision:
        """Decide for several who issued it together."""
        names = []
        for one in issuers:
            figure = self._figure(one)
            text = self.story.tokens.span_text(one.start, one.end)
            names.append(figure.name if figure else text)
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        chars = self.story.conclude.chars(issuers[0].start, issuers[-1].end)
        return SpeakerDecision(key, name, "group", chars, confidence, reason=reason)

    def _of_pronoun(self, key: str, reading: SourceReading) -> SpeakerDecision | None:
        """Decide for "his letter", "its report"."""
        story, tokens = self.story, self.story.tokens
        pronoun = tokens.lexicon.pronouns.get(tokens.lowers[reading.start])
        if not pronoun or pronoun.person != "third" or reading.head == reading.start:
            return None
        reason = f'the document is "{tokens.lowers[reading.start]}"'
        if pronoun.gender in ("m", "f"):
            ranking = story.ranker.rank(Question(reading.start, pronoun.gender, "owner"))
            return story.conclude.likeliest(key, ranking, reason, 0.9)
        ranking = story.attention.rank(reading.start, is_person=False)
        return story.conclude.from_ranking(key, ranking, reason, 0.7)

    def _of_body_noun(self, key: str, reading: SourceReading) -> SpeakerDecision | None:
        """Decide for "a council paper", of the one council that the article names."""
        tokens = self.story.tokens
        before = reading.head - 1
        owners = (i for i in range(before, reading.start, -1) if tokens.lowers[i] in APOSTROPHES)
        before = next(owners, reading.head) - 1  # "the party's new rules"
        noun = tokens.singular(before) if before >= reading.start else ""
        if noun not in tokens.lexicon.organization_nouns:
            return None
        return self.bodies.decide_owner(key, noun, reading.start, reading.head)

    def _said_in_it(self, key: str, reading: SourceReading) -> SpeakerDecision | None:
        """Decide for who spoke in "the statement" a paragraph before, or for the body that did."""
        story, last = self.story, self.story.last
        if not reading.is_definite or last is None or not last.name:
            return None
        if story.tokens.looks_plural(reading.head) or story.tokens.is_capitalised(reading.head):
            return None
        if story.paragraphs_since_last(reading.head) > 1:
            return None
        if story.tokens.singular(reading.head) in NORMS:
            return None
        if self._is_mentioned_with_last(reading):
            why = "what the one who spoke before said it in"
            return replace(last, attribution_id=key, confidence=0.7, candidates=(), reason=why)
        is_work = self.story.tokens.singular(reading.head) in _WORKS
        if is_work or last.kind not in ("organization", "group"):
            return None
        why = "the body or group that spoke before"
        return SpeakerDecision(key, last.name, last.kind, last.mention, 0.6, reason=why)

    def _is_mentioned_with_last(self, reading: SourceReading) -> bool:
        tokens, story = self.story.tokens, self.story
        noun, sentence = tokens.singular(reading.head), tokens.sentences[story.last_place]
        return any(
            tokens.singular(index) == noun
            for index in range(story.last_place, reading.start)
            if tokens.sentences[index] == sentence and not tokens.quoted[index]
        )
