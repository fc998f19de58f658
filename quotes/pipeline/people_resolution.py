"""How is the phrase of a source followed to somebody's name?

One `Resolution` reads one article from left to right. Rules that are certain come first (names,
relative pronouns), then what the article has stated, then the ranking of who is in mind; where
none of them decides, the phrase stands as the article words it, or nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_antecedents import antecedent_phrase
from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_bodies import Bodies
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import AttributionSpans, SpeakerDecision
from quotes.pipeline.people_described import described_roles
from quotes.pipeline.people_description_ranking import DescriptionRanker, MakeDescriptionRanker
from quotes.pipeline.people_documents import DocumentSources
from quotes.pipeline.people_floating import decide_without_source
from quotes.pipeline.people_groups import (
    PAIR_NOUNS,
    decide_group,
    decide_names,
    decide_they,
    with_others,
)
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_pronouns import decide_first_person, decide_he_or_she, decide_it
from quotes.pipeline.people_ranking import Ranker
from quotes.pipeline.people_sources import (
    SourceReading,
    named_after,
    read_source,
    whole_noun_phrase,
)
from quotes.pipeline.people_stated import StatedRole
from quotes.pipeline.people_story import Story
from quotes.pipeline.people_tokens import Tokens
from quotes.pipeline.people_trail import trace
from quotes.pipeline.people_unnamed import PersonPhrase, gender_of_noun, introduces
from quotes.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_ONE = frozenset({"one", "nobody", "anybody", "anyone", "none"})
_BODY_PRONOUNS = frozenset({"it", "its", "itself"})
_WHICH = 0.7
_SHARES = {"full": 0.97, "short": 0.92, "shared": 0.85}


class Resolution:
    """Reads one article's people once and decides its attributions in the order of the text."""

    def __init__(
        self,
        doc: Doc,
        ranker: Callable[[Attention], Ranker] = Ranker,
        description_ranker: MakeDescriptionRanker = DescriptionRanker,
    ) -> None:
        self.story = Story(Tokens(doc), ranker, description_ranker)
        story = self.story
        self.bodies = Bodies(
            story.tokens, story.cast, story.conclude, story.attention, story.ranker
        )
        self.documents = DocumentSources(story, self.bodies)

    def decide(self, attribution: AttributionSpans, *, is_nested: bool = False) -> SpeakerDecision:
        """Decide one attribution; attributions are given in the order of the text.

        Who speaks inside somebody else's words does not become the article's last speaker.
        """
        self.story.begin(attribution)
        if self.story.sources:
            decision = self._decide_source(attribution.id, *self.story.sources[0])
        else:
            decision = decide_without_source(self.story, attribution.id)
        if self.story.reasons or decision.name is not None:
            trail = trace(self.story, decision, self.story.reasons)
            decision = replace(decision, evidence=trail)
        source = self.story.sources[:1]
        # "What does one say?": no quotation goes on with nobody's words.
        said_by_no_one = source and self.story.tokens.span_text(*source[0]).lower() in _NO_ONE
        if not is_nested and not said_by_no_one:
            self.story.end(decision)
        return decision

    def with_later_roles(self, decision: SpeakerDecision) -> SpeakerDecision:
        """Add what descriptions anywhere in the article state of a decision's speaker."""
        return self.story.conclude.with_described(decision, self._described)

    @cached_property
    def _described(self) -> dict[Figure, list[StatedRole]]:
        story = self.story
        return described_roles(story.tokens, story.cast, story.discourse, story.conclude.roles)

    def _decide_source(self, key: str, start: int, end: int) -> SpeakerDecision:
        start, end = whole_noun_phrase(self.story.tokens, start, end)
        reading = read_source(self.story.tokens, self.story.cast, start, end)
        if reading is None:
            return decide_without_source(self.story, key)
        name = None
        if reading.form in ("person", "body") and reading.end == end:
            name = named_after(self.story.tokens, self.story.cast, end)
        decision = self._decide_name(key, name) if name else self._decide_reading(key, reading)
        if name and reading.form == "body":
            self.bodies.remember(self.story.tokens.singular(reading.head), decision)
        return self.story.conclude.with_source_role(decision, reading)

    def _decide_reading(self, key: str, reading: SourceReading) -> SpeakerDecision:
        if reading.form == "name":
            return self._decide_name(key, reading.names[0])
        if reading.form == "names":
            return decide_names(self.story, key, reading.names, 0.9, "several names joined")
        if reading.form == "unknown_name":
            return self._decide_unknown_name(key, reading)
        if reading.form == "pronoun":
            return self._decide_pronoun(key, reading)
        if reading.form == "person":
            return with_others(self.story, self._decide_description(key, reading), reading)
        if reading.form == "body":
            return self.bodies.decide_body(key, reading, self.story.last_place)
        if reading.form == "document":
            return self.documents.decide(key, reading)
        noun = self.story.tokens.singular(reading.head)
        if reading.form == "group" or noun in PAIR_NOUNS:
            return decide_group(self.story, key, reading)
        return self._decide_thing(key, reading)

    def _decide_name(self, key: str, mention: NameMention) -> SpeakerDecision:
        figures = self.story.cast.figures_of[mention]
        if len(figures) == 1:
            full = len(mention.words) > 1 or len(figures[0].words) == 1
            share = _SHARES["full" if full else "short"]
            return self.story.conclude.decided(key, figures[0], share, f"named: {figures[0].name}")
        ranking = self.story.discourse.choose(mention, figures)
        return self.story.conclude.from_ranking(
            key, ranking, "a name that several share", _SHARES["shared"]
        )

    def _decide_unknown_name(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Take capitals that no name was seen in for a name: the cast's, else a new one."""
        tokens = self.story.tokens
        start, end = reading.head, reading.head + 1
        while start > reading.start and tokens.upos[start - 1] == "PROPN":
            if tokens.title_at(start - 1):
                break
            start -= 1
        words = name_words(tokens.span_text(start, end))
        figures = self.story.cast.people_called(words) or self.story.cast.bodies_called(start, end)
        mention = NameMention(start, end, words, "PERSON" if figures else self._guess(start, end))
        if len(figures) == 1:
            return self.story.conclude.decided(key, figures[0], 0.85, f"named: {figures[0].name}")
        if figures:
            ranking = self.story.discourse.choose(mention, figures)
            return self.story.conclude.from_ranking(key, ranking, "a name that several share", 0.8)
        if not words:
            return SpeakerDecision(key, reason="the source has no name")
        figure = self.story.cast.add_figure(mention)
        return self.story.conclude.decided(key, figure, 0.6, "capitals that nothing else names")

    def _guess(self, start: int, end: int) -> str:
        """Guess whether unknown capitals are a person's or a body's name."""
        tokens = self.story.tokens
        if any(tokens.lowers[i] in tokens.lexicon.organization_nouns for i in range(start, end)):
            return "ORG"
        if start and tokens.title_at(start - 1):
            return "PERSON"
        if end - start == 1 and tokens.words[start].isupper():
            follows = tokens.words[end : end + 1] == [":"]
            return "PERSON" if follows else "ORG"
        given = tokens.lowers[start] in tokens.lexicon.given_names
        return "PERSON" if given or 1 < end - start < 4 else "ORG"

    def _decide_pronoun(self, key: str, reading: SourceReading) -> SpeakerDecision:
        story, head = self.story, reading.head
        lower = story.tokens.lowers[head]
        pronoun = story.tokens.lexicon.pronouns[lower]
        if pronoun.person == "relative":
            return self._decide_relative(key, reading)
        if pronoun.person == "first":
            return decide_first_person(story, key, head)
        if pronoun.person == "second":
            return SpeakerDecision(key, reason=f'"{lower}" is not resolved')
        if pronoun.person == "indefinite":
            kind: SpeakerKind = "unnamed" if pronoun.number == "singular" else "group"
            return story.conclude.as_worded(key, reading, kind, 0.6)
        if lower in _BODY_PRONOUNS:
            same = self.documents.decide_it(key, head)
            return same or decide_it(story, key, head, self.bodies)
        if pronoun.number == "plural":
            return decide_they(story, key, head)
        decision = decide_he_or_she(story, key, head, pronoun.gender)
        return with_others(story, decision, reading)

    def _decide_relative(self, key: str, reading: SourceReading) -> SpeakerDecision:
        phrase = antecedent_phrase(self.story.tokens, self.story.cast, reading.head)
        antecedent = read_source(self.story.tokens, self.story.cast, *phrase) if phrase else None
        if antecedent is None or antecedent.form == "pronoun":
            return SpeakerDecision(key, reason="no antecedent found")
        if antecedent.form == "unknown_name" and self.story.tokens.lowers[reading.head] != "who":
            return self.story.conclude.as_worded(key, antecedent, "unnamed", 0.4)
        decision = self._decide_reading(key, antecedent)
        if self.story.tokens.lowers[reading.head] != "who":
            decision = replace(decision, confidence=_WHICH * decision.confidence)
        return self.story.conclude.with_source_role(decision, antecedent)

    def _decide_description(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Decide for "the driver", "her lawyer", "a resident": somebody named, or nobody is."""
        story = self.story
        phrase = self._phrase(reading)
        figure = story.discourse.figure_of_phrase(phrase)
        if not figure.is_named:
            share = story.discourse.share_of_unnamed(phrase)
            return story.conclude.unnamed(key, figure, reading, share)
        text = story.tokens.span_text(reading.start, reading.end)
        ranking = story.discourse.ranking_at[phrase.head]
        story.reasons = story.discourse.reasons(phrase)
        return story.conclude.likeliest(key, ranking, f'described as "{text}"')

    def _phrase(self, reading: SourceReading) -> PersonPhrase:
        known = self.story.discourse.phrase_at.get(reading.head)
        if known is not None:
            return known
        tokens = self.story.tokens
        gender = gender_of_noun(tokens, reading.head)
        group = tokens.trade(reading.head) or tokens.singular(reading.head)
        is_new = not reading.is_definite or introduces(tokens, reading.start)
        return PersonPhrase(reading.start, reading.end, reading.head, group, gender, is_new)

    def _decide_thing(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Decide for a noun of which nothing is known; it may be a trade that was stated."""
        story = self.story
        if reading.is_definite and story.discourse.was_said_of_somebody(self._phrase(reading)):
            return self._decide_description(key, reading)
        start, end = reading.start + is_determiner(story.tokens, reading.start), reading.end
        if story.tokens.is_capitalised(start) and not _opens_sentence(story.tokens, start):
            bodies = story.cast.bodies_called(start, end)  # "Week" for Week Magazine
            if bodies:
                return story.conclude.decided(key, bodies[0], 0.7, f"named: {bodies[0].name}")
        return story.conclude.as_worded(key, reading, "unnamed", 0.5)


def _opens_sentence(tokens: Tokens, index: int) -> bool:
    """Tell whether a word begins its sentence, where every word has a capital."""
    return index == 0 or tokens.sentences[index - 1] != tokens.sentences[index]
