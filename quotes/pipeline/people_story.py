"""What has the article told up to the attribution that is being decided?

Everything that the rules of resolution share: the words, the cast, who is in mind, who spoke last
and where, and the spans of the attribution in hand.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_conclusions import Conclusions
from quotes.pipeline.people_decisions import AttributionSpans, SpeakerDecision, WordRange
from quotes.pipeline.people_description_ranking import DescriptionRanker, MakeDescriptionRanker
from quotes.pipeline.people_descriptions import Descriptions
from quotes.pipeline.people_discourse import Discourse
from quotes.pipeline.people_ranking import Question, Ranker, use_of_pronoun
from quotes.pipeline.people_roles import find_stated_roles
from quotes.pipeline.people_tokens import Tokens
from quotes.pipeline.people_unnamed import find_person_phrases

_GOING_ON = frozenset({"add", "continue", "go", "conclude", "reiterate"})
_MAX_GROUPS = 12


class Story:
    """One article as it is read from left to right.

    `last` is the last decision that was not nested, `last_place` the word it was decided at,
    `last_end` the last word of its attribution; `groups` are the groups that spoke, latest first.
    `sources`, `cues` and `contents` are those of the attribution in hand, as words; `reasons` the
    grounds of the ranking that decided it.
    """

    def __init__(
        self,
        tokens: Tokens,
        ranker: Callable[[Attention], Ranker] = Ranker,
        description_ranker: MakeDescriptionRanker = DescriptionRanker,
    ) -> None:
        self.tokens = tokens
        self.cast = Cast(tokens)
        roles = find_stated_roles(tokens, self.cast)
        self.conclude = Conclusions(tokens, self.cast, roles)
        self.attention = Attention(tokens, self.cast)
        self.ranker = ranker(self.attention)
        phrases = find_person_phrases(tokens, self.cast, chain.from_iterable(roles.values()))
        descriptions = Descriptions(tokens, roles, self.attention)
        self.discourse = Discourse(
            tokens,
            self.cast,
            self.attention,
            self.ranker,
            descriptions,
            description_ranker,
            phrases,
        )
        self.last: SpeakerDecision | None = None
        self.last_place, self.last_end = 0, 0
        self.groups: list[SpeakerDecision] = []
        self.sources: tuple[WordRange, ...] = ()
        self.cues: tuple[WordRange, ...] = ()
        self.contents: tuple[WordRange, ...] = ()
        self.reasons: tuple[str, ...] = ()
        self.source_at: dict[int, WordRange] = {}

    @property
    def last_group(self) -> SpeakerDecision | None:
        """The group that spoke last."""
        return self.groups[0] if self.groups else None

    @property
    def place(self) -> int:
        """The word at which the attribution in hand is decided."""
        return (self.sources or self.cues or self.contents)[0][0]

    def begin(self, attribution: AttributionSpans) -> None:
        """Take an attribution in hand, and in everything that is mentioned before it."""
        from_doc = self.tokens.from_doc
        self.sources = tuple(from_doc(*words) for words in attribution.sources)
        self.cues = tuple(from_doc(*words) for words in attribution.cues)
        self.contents = tuple(from_doc(*words) for words in attribution.contents)
        self.reasons = ()
        self.discourse.advance(self.place)

    def end(self, decision: SpeakerDecision) -> None:
        """Remember who spoke in the attribution in hand."""
        self.last, self.last_place = decision, self.place
        self.last_end = max(end for _, end in (*self.sources, *self.cues, *self.contents)) - 1
        if self.sources:
            self.source_at[self.place] = self.sources[0]
        figure = self.conclude.figure_of(decision)
        if figure is not None:
            self.attention.note_speaker(figure, self.place, self.last_end)
        if decision.kind == "group":
            self.groups.insert(0, decision)
            del self.groups[_MAX_GROUPS:]

    def paragraphs_since_last(self, index: int) -> int:
        """Return how many paragraphs a word is behind the one where somebody spoke last."""
        paragraphs = self.tokens.paragraphs
        return paragraphs[index] - paragraphs[self.last_place]

    def question(self, index: int, gender: str) -> Question:
        """Ask whom the pronoun that is the source of the attribution in hand means."""
        quoted: set[Figure] = set()
        reported: set[Figure] = set()
        for start, end in self.contents:
            for place in range(start, end if end <= index else start):
                mention = self.cast.at_word.get(place)
                if mention is not None:
                    named = quoted if self.tokens.quoted[place] else reported
                    named.update(self.cast.figures_of[mention])
        return Question(
            index,
            gender,
            use_of_pronoun(self.tokens.lowers[index], self.tokens.tags[index]),
            is_source=True,
            follows_content=bool(self.contents) and self.contents[0][0] < index,
            goes_on=any(self.tokens.lemmas[i] in _GOING_ON for i in self._cue_words()),
            quoted_names=quoted,
            reported_names=reported,
            hearers=self._hearers(),
        )

    def _cue_words(self) -> list[int]:
        return [index for start, end in self.cues for index in range(start, end)]

    def _hearers(self) -> set[Figure]:
        """Return those whom the cue names: "told Marsh"."""
        names = (self.cast.at_word.get(index) for index in self._cue_words())
        return {figure for name in names if name for figure in self.cast.figures_of[name]}
