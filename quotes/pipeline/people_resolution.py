"""How is the phrase of a source followed to somebody's name?

One `Resolution` reads one article from left to right. Rules that are certain come first (names,
relative pronouns), then roles the article has stated, then the ranking of who is in mind; where
none of them decides, the phrase stands as the article words it, or nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotes.pipeline.mentions import Cast, Figure, NameMention
from quotes.pipeline.people_antecedents import antecedent_phrase, plural_before
from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_decisions import (
    AttributionSpans,
    SpeakerCandidate,
    SpeakerDecision,
    StatedRoleText,
)
from quotes.pipeline.people_descriptions import Descriptions
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_phrases import affiliation_in, is_determiner
from quotes.pipeline.people_roles import StatedRole, find_stated_roles
from quotes.pipeline.people_sources import SourceReading, read_source
from quotes.pipeline.people_tokens import Tokens
from quotes.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MAX_CANDIDATES = 4
_NAMED_IN_OWN_WORDS = 0.15
_BODY_PRONOUNS = frozenset({"it", "its", "itself"})
_SHARES = {"full": 0.97, "short": 0.92, "shared": 0.85}


class Resolution:
    """Reads one article's people once and decides its attributions in the order of the text."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = Tokens(doc)
        self.cast = Cast(self.tokens)
        self.roles: dict[Figure, list[StatedRole]] = find_stated_roles(self.tokens, self.cast)
        self.attention = Attention(self.tokens, self.cast)
        self.descriptions = Descriptions(self.tokens, self.roles, self.attention)
        self._last: SpeakerDecision | None = None
        self._last_figure: Figure | None = None
        self._last_place = 0
        self._last_group: SpeakerDecision | None = None
        self._bodies: dict[str, SpeakerDecision] = {}
        self._contents: tuple[tuple[int, int], ...] = ()
        self._figure: Figure | None = None

    def decide(self, attribution: AttributionSpans) -> SpeakerDecision:
        """Decide one attribution; attributions are given in the order of the text."""
        self._contents = attribution.contents
        self._figure = None
        if attribution.sources:
            start, end = attribution.sources[0]
            self.attention.advance(start)
            reading = read_source(self.tokens, self.cast, start, end)
            decision = (
                self._decide_reading(attribution.id, reading)
                if reading
                else SpeakerDecision(attribution.id, reason="the source has no words")
            )
            decision = self._with_source_role(decision, reading)
            place = start
        else:
            place = (attribution.cues or attribution.contents)[0][0]
            self.attention.advance(place)
            decision = self._decide_without_source(attribution)
        self._remember(decision, place)
        return decision

    # --- one way of deciding for each form of source ---------------------------------------

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
            return self._decide_body(key, reading)
        if reading.form == "document":
            return self._decide_document(key, reading)
        kind: SpeakerKind = "group" if reading.form == "group" else "unnamed"
        return self._as_worded(key, reading, kind, 0.75 if kind == "group" else 0.5)

    def _decide_name(self, key: str, mention: NameMention) -> SpeakerDecision:
        figures = self.cast.figures_of[mention]
        if len(figures) == 1:
            full = len(mention.words) > 1 or len(figures[0].words) == 1
            share = _SHARES["full" if full else "short"]
            return self._decided(key, figures[0], share, f"named: {figures[0].name}")
        ranking = self.attention.choose(mention, figures)
        return self._from_ranking(key, ranking, "a name that several share", _SHARES["shared"])

    def _decide_names(self, key: str, reading: SourceReading) -> SpeakerDecision:
        names = []
        for mention in reading.names:
            figures = self.cast.figures_of[mention]
            ranking = self.attention.choose(mention, figures)
            figure = figures[0] if len(figures) == 1 else ranking[0][1]
            names.append(figure.name)
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        mention_chars = self._chars(reading.names[0].start, reading.names[-1].end)
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
        figures = self.cast.people_called(words)
        mention = NameMention(start, end, words, "PERSON" if figures else self._guess(start, end))
        if len(figures) == 1:
            return self._decided(key, figures[0], 0.85, f"named: {figures[0].name}")
        if figures:
            ranking = self.attention.choose(mention, figures)
            return self._from_ranking(key, ranking, "a name that several share", 0.8)
        if not words:
            return SpeakerDecision(key, reason="the source has no name")
        figure = self.cast.add_figure(mention)
        return self._decided(key, figure, 0.6, "capitals that nothing else names")

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
            return self._as_worded(key, reading, kind, 0.6)
        if lower in _BODY_PRONOUNS:
            ranking = self.attention.rank(reading.head, is_person=False)
            return self._from_ranking(key, ranking, '"it": the body in mind', 0.75)
        if pronoun.number == "plural":
            return self._decide_they(key, reading)
        ranking = self.attention.rank(
            reading.head, pronoun.gender, factor=self._not_in_own_words(reading.head)
        )
        if not ranking:
            ranking = self._rank_ahead(reading.head, pronoun.gender)
        return self._from_ranking(key, ranking, f'"{lower}": who is in mind', 0.95)

    def _rank_ahead(self, index: int, gender: str) -> Ranking:
        """Look for "he" ahead in its own sentence ("As he spoke, Sato …") when none is behind."""
        sentence = self.tokens.sentences[index]
        for mention in self.cast.mentions:
            if mention.start > index and mention.is_person:
                if self.tokens.sentences[mention.start] != sentence:
                    break
                figure = self.cast.figures_of[mention][0]
                return [(self.attention.gender_factor(figure, gender) * 0.3, figure)]
        return []

    def _decide_they(self, key: str, reading: SourceReading) -> SpeakerDecision:
        last = self._last_group
        found = plural_before(self.tokens, reading.head)
        if found and (last is None or last.mention is None or self._starts_after(found, last)):
            name = self.tokens.span_text(*found)
            return SpeakerDecision(
                key, name, "group", self._chars(*found), 0.5, reason="the plural before"
            )
        if last is not None:
            return SpeakerDecision(
                key, last.name, last.kind, last.mention, 0.65, reason="the group that spoke before",
                roles=last.roles,
            )
        ranking = self.attention.rank(reading.head, is_person=False)
        return self._from_ranking(key, ranking, '"they": the body in mind', 0.5)

    def _starts_after(self, words: tuple[int, int], decision: SpeakerDecision) -> bool:
        return decision.mention is None or self.tokens.starts[words[0]] > decision.mention[1]

    def _decide_relative(self, key: str, reading: SourceReading) -> SpeakerDecision:
        phrase = antecedent_phrase(self.tokens, self.cast, reading.head)
        antecedent = read_source(self.tokens, self.cast, *phrase) if phrase else None
        if antecedent is None or antecedent.form == "pronoun":
            return SpeakerDecision(key, reason="no antecedent found")
        decision = self._decide_reading(key, antecedent)
        return self._with_source_role(decision, antecedent)

    def _decide_description(self, key: str, reading: SourceReading) -> SpeakerDecision:
        ranking, share = self.descriptions.rank(reading, self._not_in_own_words(reading.head))
        if ranking:
            text = self.tokens.span_text(reading.start, reading.end)
            return self._from_ranking(key, ranking, f'described as "{text}"', share)
        return self._as_worded(key, reading, "unnamed", 0.7)

    def _decide_body(self, key: str, reading: SourceReading) -> SpeakerDecision:
        tokens = self.tokens
        start = reading.start + 1 if is_determiner(tokens, reading.start) else reading.start
        noun = tokens.singular(reading.head)
        is_bare = reading.is_definite and reading.head - start < 1
        if is_bare:
            known = self._bodies.get(noun) or self._body_ending(key, noun)
            if known:
                return SpeakerDecision(
                    key, known.name, "organization", known.mention, 0.75,
                    reason=f'"{noun}" stands for {known.name}',
                )
        if not reading.is_definite and not any(map(tokens.is_capitalised, range(start, reading.end))):
            return self._as_worded(key, reading, "unnamed", 0.6)
        name = tokens.span_text(start, reading.end)
        mention = self._chars(start, reading.end)
        decision = SpeakerDecision(key, name, "organization", mention, 0.8, reason="a body")
        if not is_bare:
            self._bodies[noun] = decision
        return decision

    def _body_ending(self, key: str, noun: str) -> SpeakerDecision | None:
        """Return the body in mind whose name ends in a noun: "the council", the Lake Council."""
        figures = [f for f in self.cast.figures if not f.is_person and f.words[-1] == noun]
        ranking = self.attention.rank(
            len(self.tokens) - 1 if not self._last_place else self._last_place,
            is_person=False,
            among=figures,
        )
        figure = ranking[0][1] if ranking else (figures[0] if len(figures) == 1 else None)
        return self._decided(key, figure, 0.75, "named by its noun") if figure else None

    def _decide_document(self, key: str, reading: SourceReading) -> SpeakerDecision:
        """Take the issuer of a poll, a letter or a ruling for its speaker, where he is named."""
        if reading.owner:
            body = self._body_with(reading.owner)
            if body:
                return SpeakerDecision(
                    key, body[0], "organization", body[1], 0.8, reason="issued the document"
                )
            return self._decide_name(key, reading.owner)
        first = self.tokens.lowers[reading.start]
        pronoun = self.tokens.lexicon.pronouns.get(first)
        if pronoun and pronoun.person == "third" and reading.head > reading.start:
            is_person = pronoun.gender in ("m", "f")
            ranking = self.attention.rank(reading.start, pronoun.gender, is_person=is_person)
            return self._from_ranking(key, ranking, f'"{first}" document', 0.7)
        return self._as_worded(key, reading, "unnamed", 0.6)

    def _body_with(self, owner: NameMention) -> tuple[str, tuple[int, int]] | None:
        """Return the body that a name only begins: `Lake` in "the Lake campaign's website"."""
        after = owner.end
        if after < len(self.tokens) and (
            self.tokens.singular(after) in self.tokens.lexicon.organization_nouns
        ):
            return self.tokens.span_text(owner.start, after + 1), self._chars(
                owner.start, after + 1
            )
        return None

    def _decide_without_source(self, attribution: AttributionSpans) -> SpeakerDecision:
        """Carry the last speaker on to a quotation that stands alone right after his own.

        A cue without a source ("was accused of") names nobody.
        """
        key, last = attribution.id, self._last
        if attribution.cues or last is None or last.name is None:
            return SpeakerDecision(key, reason="nothing says who")
        first = attribution.contents[0][0]
        if not self.tokens.quoted[first] and not self.tokens.quoted[attribution.contents[0][1] - 1]:
            return SpeakerDecision(key, reason="nothing says who")
        away = self.tokens.paragraphs[first] - self.tokens.paragraphs[self._last_place]
        if not 0 <= away <= 1:
            return SpeakerDecision(key, reason="nothing says who")
        self._figure = self._last_figure
        return SpeakerDecision(
            key, last.name, last.kind, last.mention, min(0.8, last.confidence),
            reason="continues the quotation before", roles=last.roles,
        )

    # --- building decisions ---------------------------------------------------------------

    def _not_in_own_words(self, index: int):  # type: ignore[no-untyped-def]
        """Return a factor against those whom the attribution's own words name before `index`."""
        named = {
            figure
            for start, end in self._contents
            if end <= index
            for place in range(start, end)
            if place in self.cast.at_word
            for figure in self.cast.figures_of[self.cast.at_word[place]]
        }
        return lambda figure: _NAMED_IN_OWN_WORDS if figure in named else 1.0

    def _chars(self, start: int, end: int) -> tuple[int, int]:
        return self.tokens.starts[start], self.tokens.ends[end - 1]

    def _name_place(self, figure: Figure) -> tuple[int, int]:
        """Return the place the fullest name was read from."""
        for mention in figure.mentions:
            if self.tokens.span_text(mention.start, mention.end) == figure.name:
                return self._chars(mention.start, mention.end)
        return self._chars(figure.mentions[0].start, figure.mentions[0].end)

    def _decided(
        self, key: str, figure: Figure, confidence: float, reason: str, others: Ranking = ()  # type: ignore[assignment]
    ) -> SpeakerDecision:
        self._figure = figure
        return SpeakerDecision(
            key,
            figure.name,
            "person" if figure.is_person else "organization",
            self._name_place(figure),
            round(confidence, 3),
            tuple(self._candidates(others)),
            reason,
            tuple(self._role_text(role) for role in self.roles.get(figure, ())),
        )

    def _candidates(self, ranking: Ranking) -> Iterable[SpeakerCandidate]:
        total = sum(score for score, _ in ranking) or 1.0
        for score, figure in ranking[:_MAX_CANDIDATES]:
            kind: SpeakerKind = "person" if figure.is_person else "organization"
            share = round(score / total, 3)
            yield SpeakerCandidate(figure.name, kind, share, self._name_place(figure))

    def _from_ranking(
        self, key: str, ranking: Ranking, reason: str, share: float
    ) -> SpeakerDecision:
        """Decide for the first of a ranking, the more surely the further the next is behind."""
        if not ranking:
            return SpeakerDecision(key, reason=f"{reason}: nobody found")
        best = ranking[0][0]
        margin = 1.0 - (ranking[1][0] / best if len(ranking) > 1 else 0.0)
        confidence = share * (0.5 + 0.5 * margin) * min(1.0, 0.6 + best)
        return self._decided(key, ranking[0][1], confidence, reason, ranking[1:])

    def _as_worded(
        self, key: str, reading: SourceReading, kind: SpeakerKind, confidence: float
    ) -> SpeakerDecision:
        name = self.tokens.span_text(reading.start, reading.end)
        chars = self._chars(reading.start, reading.end)
        return SpeakerDecision(key, name, kind, chars, confidence, reason="as the article words it")

    def _role_text(self, role: StatedRole) -> StatedRoleText:
        return StatedRoleText(
            self.tokens.span_text(role.start, role.end),
            *self._chars(role.start, role.end),
            form=role.form,
            affiliation=role.affiliation,
        )

    def _with_source_role(
        self, decision: SpeakerDecision, reading: SourceReading | None
    ) -> SpeakerDecision:
        """Add the role that the source phrase itself states: "a senior official", "the minister"."""
        if reading is None or reading.form not in ("person", "group") or decision.name is None:
            return decision
        tokens = self.tokens
        if not tokens.role_group(reading.head):
            return decision
        start = reading.start
        while start < reading.head and (
            is_determiner(tokens, start) or tokens.upos[start] in ("DET", "NUM")
        ):
            start += 1
        affiliation = affiliation_in(tokens, self.cast, start, reading.end, reading.head)
        role = StatedRoleText(
            tokens.span_text(start, reading.end),
            *self._chars(start, reading.end),
            form="source",
            affiliation=affiliation,
            at_source=True,
        )
        from dataclasses import replace

        return replace(decision, roles=(*decision.roles, role))

    def _remember(self, decision: SpeakerDecision, place: int) -> None:
        self._last, self._last_place, self._last_figure = decision, place, self._figure
        if self._figure is not None:
            self.attention.note_speaker(self._figure, place)
        if decision.kind == "group":
            self._last_group = decision
