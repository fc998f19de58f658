"""How is the phrase of a source followed to somebody's name?

One `Resolution` reads one article from left to right. Rules that are certain come first (names,
relative pronouns), then roles the article has stated, then the ranking of who is in mind; where
none of them decides, the phrase stands as the article words it, or nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_antecedents import answers_question, antecedent_phrase, plural_before
from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_bodies import Bodies
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_conclusions import Conclusions
from quotes.pipeline.people_decisions import AttributionSpans, SpeakerDecision
from quotes.pipeline.people_descriptions import Descriptions
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_roles import find_stated_roles
from quotes.pipeline.people_sources import SourceReading, read_source, whole_noun_phrase
from quotes.pipeline.people_tokens import Tokens
from quotes.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMED_IN_OWN_WORDS = 0.15
_CLEARLY_MEANT = 0.7
_NO_ONE = frozenset({"one", "nobody", "anybody", "anyone", "none"})
_BODY_PRONOUNS = frozenset({"it", "its", "itself"})
_SHARES = {"full": 0.97, "short": 0.92, "shared": 0.85}


class Resolution:
    """Reads one article's people once and decides its attributions in the order of the text."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = Tokens(doc)
        self.cast = Cast(self.tokens)
        roles = find_stated_roles(self.tokens, self.cast)
        self.conclude = Conclusions(self.tokens, self.cast, roles)
        self.attention = Attention(self.tokens, self.cast)
        self.bodies = Bodies(self.tokens, self.cast, self.conclude, self.attention)
        self.descriptions = Descriptions(self.tokens, roles, self.attention)
        self._last: SpeakerDecision | None = None
        self._last_place, self._last_end = 0, 0
        self._last_group: SpeakerDecision | None = None
        self._contents: tuple[tuple[int, int], ...] = ()

    def decide(self, attribution: AttributionSpans, *, is_nested: bool = False) -> SpeakerDecision:
        """Decide one attribution; attributions are given in the order of the text.

        Who speaks inside somebody else's words does not become the article's last speaker.
        """
        from_doc = self.tokens.from_doc
        self._contents = tuple(from_doc(*words) for words in attribution.contents)
        spans = (*attribution.sources, *attribution.cues, *attribution.contents)
        place = from_doc(*(attribution.sources or attribution.cues or attribution.contents)[0])
        self.attention.advance(place[0])
        if attribution.sources:
            decision = self._decide_source(attribution.id, *place)
        else:
            decision = self._decide_without_source(attribution)
        if is_nested:
            return decision
        if self.tokens.span_text(*place).lower() in _NO_ONE:
            return decision  # "what does one say?": no quotation goes on with nobody's words
        self._last, self._last_place = decision, place[0]
        self._last_end = from_doc(*max(spans, key=lambda words: words[1]))[1] - 1
        figure = self.conclude.figure_of(decision)
        if figure is not None:
            self.attention.note_speaker(figure, place[0])
        if decision.kind == "group":
            self._last_group = decision
        return decision

    def _decide_source(self, key: str, start: int, end: int) -> SpeakerDecision:
        start, end = whole_noun_phrase(self.tokens, start, end)
        reading = read_source(self.tokens, self.cast, start, end)
        if reading is None:
            return SpeakerDecision(key, reason="the source has no words")
        return self.conclude.with_source_role(self._decide_reading(key, reading), reading)

    def _decide_reading(self, key: str, reading: SourceReading) -> SpeakerDecision:
        if reading.form == "name":
            return self._decide_name(key, reading.names[0])
        if reading.form == "names":
            return self._decide_names(key, reading)
        if reading.form == "unknown_name":
            return self._decide_unknown_name(key, reading)
        if reading.form == "pronoun":
            return self._decide_pronoun(key, reading)
        if reading.form == "person":
            return self._decide_description(key, reading)
        if reading.form == "body":
            return self.bodies.decide_body(key, reading, self._last_place)
        if reading.form == "document":
            return self._decide_document(key, reading)
        kind: SpeakerKind = "group" if reading.form == "group" else "unnamed"
        pair = self._decide_pair(key, reading) if kind == "group" else None
        return pair or self.conclude.as_worded(key, reading, kind, 0.75 if kind == "group" else 0.5)

    def _decide_pair(self, key: str, reading: SourceReading) -> SpeakerDecision | None:
        """Take "the two men" for the two people in mind, where they are clearly those two."""
        tokens = self.tokens
        first, noun = (
            tokens.lowers[reading.start : reading.start + 2],
            tokens.singular(reading.head),
        )
        if first != ["the", "two"] and first[:1] != ["both"]:
            return None
        if not tokens.role_group(reading.head) and noun not in tokens.lexicon.person_nouns:
            return None
        gender = tokens.lexicon.person_nouns.get(noun, "-")
        ranking = self.attention.rank(reading.head, gender)
        if len(ranking) < 2 or (len(ranking) > 2 and ranking[2][0] > 0.5 * ranking[1][0]):
            return None
        pair = sorted(ranking[:2], key=lambda item: item[1].mentions[0].start)
        name = " and ".join(figure.name for _, figure in pair)
        chars = self.conclude.chars(reading.start, reading.end)
        return SpeakerDecision(key, name, "group", chars, 0.5, reason="the two in mind")

    def _decide_name(self, key: str, mention: NameMention) -> SpeakerDecision:
        figures = self.cast.figures_of[mention]
        if len(figures) == 1:
            full = len(mention.words) > 1 or len(figures[0].words) == 1
            share = _SHARES["full" if full else "short"]
            return self.conclude.decided(key, figures[0], share, f"named: {figures[0].name}")
        ranking = self.attention.choose(mention, figures)
        return self.conclude.from_ranking(
            key, ranking, "a name that several share", _SHARES["shared"]
        )

    def _decide_names(self, key: str, reading: SourceReading) -> SpeakerDecision:
        names = []
        for mention in reading.names:
            figures = self.cast.figures_of[mention]
            ranking = self.attention.choose(mention, figures)
            figure = figures[0] if len(figures) == 1 else ranking[0][1]
            names.append(figure.name)
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        mention_chars = self.conclude.chars(reading.names[0].start, reading.names[-1].end)
        return SpeakerDecision(
            key, name, "group", mention_chars, 0.85, reason="several names joined"
        )

    def _decide_unknown_name(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Take capitals that no name was seen in for a name: the cast's, else a new one."""
        tokens = self.tokens
        start, end = reading.head, reading.head + 1
        while start > reading.start and tokens.upos[start - 1] == "PROPN":
            if tokens.title_at(start - 1):
                break
            start -= 1
        words = name_words(tokens.span_text(start, end))
        figures = self.cast.people_called(words) or self.cast.bodies_abbreviated(start, end)
        mention = NameMention(start, end, words, "PERSON" if figures else self._guess(start, end))
        if len(figures) == 1:
            return self.conclude.decided(key, figures[0], 0.85, f"named: {figures[0].name}")
        if figures:
            ranking = self.attention.choose(mention, figures)
            return self.conclude.from_ranking(key, ranking, "a name that several share", 0.8)
        if not words:
            return SpeakerDecision(key, reason="the source has no name")
        figure = self.cast.add_figure(mention)
        return self.conclude.decided(key, figure, 0.6, "capitals that nothing else names")

    def _guess(self, start: int, end: int) -> str:
        """Guess whether unknown capitals are a person's or a body's name."""
        tokens = self.tokens
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
        tokens = self.tokens
        lower = tokens.lowers[reading.head]
        pronoun = tokens.lexicon.pronouns[lower]
        if pronoun.person == "relative":
            return self._decide_relative(key, reading)
        if pronoun.person in ("first", "second"):
            return SpeakerDecision(key, reason=f'"{lower}" is not resolved')
        if pronoun.person == "indefinite":
            kind: SpeakerKind = "unnamed" if pronoun.number == "singular" else "group"
            return self.conclude.as_worded(key, reading, kind, 0.6)
        if lower in _BODY_PRONOUNS:
            ranking = self.attention.rank(reading.head, is_person=False)
            return self.conclude.from_ranking(key, ranking, '"it": the body in mind', 0.75)
        if pronoun.number == "plural":
            return self._decide_they(key, reading)
        factor = self._not_in_own_words(reading.head)
        ranking = self.attention.rank(reading.head, pronoun.gender, factor=factor)
        if not ranking:
            ranking = self.attention.rank_ahead(reading.head, pronoun.gender)
        share = 0.95
        if ranking and self.attention.gender_factor(ranking[0][1], pronoun.gender) < 0.5:
            share = 0.4  # nobody fits; the one in mind only by going against his or her name
        decision = self.conclude.from_ranking(key, ranking, f'"{lower}": who is in mind', share)
        clear = len(ranking) == 1 or (ranking and ranking[0][0] >= 2 * ranking[1][0])
        if clear and decision.confidence >= _CLEARLY_MEANT:
            self.attention.learn_gender(ranking[0][1], pronoun.gender)
        return decision

    def _decide_they(self, key: str, reading: SourceReading) -> SpeakerDecision:
        last, found = self._last_group, plural_before(self.tokens, reading.head)
        if found and (last is None or last.mention is None or self._starts_after(found, last)):
            name = self.tokens.span_text(*found)
            return SpeakerDecision(
                key, name, "group", self.conclude.chars(*found), 0.5, reason="the plural before"
            )
        if last is not None:
            why = "the group that spoke before"
            return replace(last, attribution_id=key, confidence=0.65, candidates=(), reason=why)
        ranking = self.attention.rank(reading.head, is_person=False)
        return self.conclude.from_ranking(key, ranking, '"they": the body in mind', 0.5)

    def _starts_after(self, words: tuple[int, int], decision: SpeakerDecision) -> bool:
        return decision.mention is None or self.tokens.starts[words[0]] > decision.mention[1]

    def _decide_relative(self, key: str, reading: SourceReading) -> SpeakerDecision:
        phrase = antecedent_phrase(self.tokens, self.cast, reading.head)
        antecedent = read_source(self.tokens, self.cast, *phrase) if phrase else None
        if antecedent is None or antecedent.form == "pronoun":
            return SpeakerDecision(key, reason="no antecedent found")
        if antecedent.form == "unknown_name" and self.tokens.lowers[reading.head] != "who":
            return self.conclude.as_worded(key, antecedent, "unnamed", 0.4)
        decision = self._decide_reading(key, antecedent)
        return self.conclude.with_source_role(decision, antecedent)

    def _decide_description(self, key: str, reading: SourceReading) -> SpeakerDecision:
        ranking, share = self.descriptions.rank(reading, self._not_in_own_words(reading.head))
        if ranking:
            text = self.tokens.span_text(reading.start, reading.end)
            return self.conclude.from_ranking(key, ranking, f'described as "{text}"', share)
        return self.conclude.as_worded(key, reading, "unnamed", 0.7)

    def _decide_document(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Take the issuer of a poll, a letter or a ruling for its speaker, where one is named."""
        owner = reading.owner
        named = owner is not None and not self.bodies.begins_a_body(owner)
        if owner and named and (owner.is_person or not self.bodies.is_cut(reading, owner)):
            return self._decide_name(key, owner)
        tokens = self.tokens
        pronoun = tokens.lexicon.pronouns.get(tokens.lowers[reading.start])
        if pronoun and pronoun.person == "third" and reading.head > reading.start:
            is_person = pronoun.gender in ("m", "f")
            ranking = self.attention.rank(reading.start, pronoun.gender, is_person=is_person)
            reason = f'the document is "{tokens.lowers[reading.start]}"'
            return self.conclude.from_ranking(key, ranking, reason, 0.7)
        last = self._last
        near = self._paragraph(reading.head) - self._paragraph(self._last_place) <= 1
        is_last = reading.is_definite and near and last and last.kind == "organization"
        return self.bodies.decide_document(key, reading, last if is_last else None)

    def _decide_without_source(self, attribution: AttributionSpans) -> SpeakerDecision:
        """Carry the last speaker on to a quotation that stands alone right after his own.

        A cue without a source ("was accused of") names nobody, unless it only goes on with the
        sentence of the last attribution ("…, she said, noting that …").
        """
        key, last = attribution.id, self._last
        if last is None or last.name is None:
            return SpeakerDecision(key, reason="nothing says who")
        if attribution.cues:
            if not self._goes_on(*self.tokens.from_doc(*attribution.cues[0])):
                return SpeakerDecision(key, reason="nothing says who")
            share = min(0.7, last.confidence)
            return replace(
                last, attribution_id=key, confidence=share, reason="goes on with the sentence"
            )
        if not self._contents or not self._continues(self._contents[0]):
            return SpeakerDecision(key, reason="nothing says who")
        others = self._named_since(self._last_end, self._contents[0][0])
        if others:
            return self.conclude.undecided(key, last, others, "somebody else was named between")
        return replace(
            last,
            attribution_id=key,
            confidence=min(0.8, last.confidence),
            candidates=(),
            reason="continues the quotation before",
        )

    def _goes_on(self, start: int, end: int) -> bool:
        """Tell whether a cue without a source is said of the last speaker in the same sentence."""
        tokens = self.tokens
        if start >= end or tokens.sentences[start] != tokens.sentences[self._last_place]:
            return False
        before = tokens.lowers[start - 1] if start else ""
        participle = tokens.tags[start] == "VBG" and tokens.upos[start] == "VERB"
        return participle or (before in ("and", "but") and tokens.tags[start] in ("VBD", "VBZ"))

    def _continues(self, content: tuple[int, int]) -> bool:
        """Tell whether a quotation goes on where the last attribution ended.

        It does in the same paragraph, and in the next one where it stands at the beginning or
        answers a question there.
        """
        first, end = content
        tokens = self.tokens
        if not tokens.quoted[first] and not tokens.quoted[end - 1]:
            return False
        away = self._paragraph(first) - self._paragraph(self._last_end)
        begins = first < 2 or any(
            self._paragraph(first) != self._paragraph(before) for before in (first - 1, first - 2)
        )
        begins = begins or answers_question(tokens, first)
        return away == 0 or (away == 1 and begins)

    def _named_since(self, start: int, end: int) -> list[Figure]:
        """Return the people other than the last speaker who are named between two words."""
        last = self.attention.last_speaker
        between = {
            self.cast.at_word[index]
            for index in range(start + 1, end)
            if index in self.cast.at_word and not self.tokens.quoted[index]
        }
        figures = (self.cast.figures_of[mention] for mention in between if mention.is_person)
        found = {group[0] for group in figures if last not in group}
        return sorted(found, key=lambda figure: figure.mentions[0].start)

    def _not_in_own_words(self, index: int) -> Callable[[Figure], float]:
        """Return a factor against those whom the quoted words before `index` name.

        Somebody named in indirect speech may well be its speaker: "Marsh would resign, she said".
        """
        named = {
            figure
            for start, end in self._contents
            if end <= index
            for place in range(start, end)
            if place in self.cast.at_word and self.tokens.quoted[place]
            for figure in self.cast.figures_of[self.cast.at_word[place]]
        }
        return lambda figure: _NAMED_IN_OWN_WORDS if figure in named else 1.0

    def _paragraph(self, index: int) -> int:
        return self.tokens.paragraphs[index]
