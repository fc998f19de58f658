"""The records that pass between rooms and out of the program, and what their fields mean.

Every record is frozen and refuses unknown fields, so that a misspelt field is an error here and
not a silent loss. Exchange files written by other programs may carry more: read those with
`from_exchange`, which ignores what it does not know and fills what is missing from the defaults.

Offsets count Unicode code points of `Article.text` and are half-open:
`article.text[span.start_char:span.end_char] == span.text` for every span that leaves the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["direct", "indirect", "mixed"]
Medium = Literal["speech", "writing", "thought"]
Modality = Literal["asserted", "negated", "hypothetical", "future", "question", "directive"]
SpeakerKind = Literal["person", "organization", "group", "unnamed"]
Relation = Literal["same", "shortened", "contained", "related"]
Change = Literal["cut", "added", "replaced"]
Stake = Literal["negation", "number", "name", "condition", "opposite"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MEDIA: tuple[Medium, ...] = get_args(Medium)
MODALITIES: tuple[Modality, ...] = get_args(Modality)

CONTENT_JOINER = " … "
"""What stands between two content spans in `Quote.text`."""


class Record(BaseModel):
    """The common form of all records: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def from_exchange(cls, value: Mapping[str, Any]) -> Self:
        """Read a record from an exchange file: unknown keys are ignored, missing ones defaulted."""
        return cls.model_validate(value, extra="ignore")


class CharSpan(Record):
    """A stretch of an article's text: `start_char` inclusive, `end_char` exclusive."""

    start_char: int = Field(ge=0)
    end_char: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end_char - self.start_char != len(self.text):
            raise ValueError(
                f"the span {self.start_char}–{self.end_char} does not have the length of its text"
                f" ({len(self.text)})"
            )
        return self


class Article(Record):
    """One article as it is read: its words, and where and when they were published."""

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    """An ISO date, or a date-time with its zone."""
    language: str = "en"

    def span(self, start_char: int, end_char: int) -> CharSpan:
        """Return the stretch `start_char`..`end_char` of this article's text.

        >>> Article(id="a", text="Rain fell.").span(0, 4).text
        'Rain'
        """
        return CharSpan(
            start_char=start_char, end_char=end_char, text=self.text[start_char:end_char]
        )


class Speaker(Record):
    """Who is concluded to have said something.

    `name` is the fullest form in the article, without title; `mention` is the span the name was
    read from; `confidence` runs from 0 to 1; `person_id` is known only across articles.
    """

    name: str
    kind: SpeakerKind = "person"
    mention: CharSpan | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    person_id: str | None = None


class Role(Record):
    """The role stated for a speaker, as the article words it, with its place and affiliation."""

    text: str
    mention: CharSpan | None = None
    affiliation: str | None = None


class Attribution(Record):
    """What the text shows: content, cue and source, with no conclusion about who it is.

    `kind`: `direct` (all of the content verbatim), `indirect` or `mixed`.
    `medium`: `speech`, `writing` or `thought`. `modality`: `asserted`, `negated`, `hypothetical`,
    `future`, `question` or `directive`.
    `content`: one or more spans in the order of the text, outermost quotation marks left out.
    `cue`: the whole reporting expression. `nested_in`: the id of the quote this one stands in.
    """

    kind: Kind
    medium: Medium = "speech"
    modality: Modality = "asserted"
    content: tuple[CharSpan, ...] = Field(min_length=1)
    cue: CharSpan | None = None
    source: CharSpan | None = None
    nested_in: str | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)


class Quote(Attribution):
    """One attributed statement in one article.

    `id` is `article_id:start_char` of the first content span, with `.2`, `.3` … appended where
    several begin there. `text` is the content spans joined by " … ". `speaker` is `None` where
    the text does not say. `context_digest` is of the paragraphs around the quote.
    """

    id: str
    article_id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    text: str
    speaker: Speaker | None = None
    speaker_candidates: tuple[Speaker, ...] = ()
    role: Role | None = None
    context_digest: str | None = None


class Difference(Record):
    """Neighbouring words in which a quote is not worded as the representative of its cluster is.

    `change`: `cut` (the representative has them, this quote has not), `added` or `replaced`.
    `representative` and `variant`: the words on each side as they are written, empty where there
    are none. `stakes`: what is at stake where the difference can change the meaning: a negation, a
    number, a name, a condition, or a word against its opposite.
    """

    change: Change
    representative: str = ""
    variant: str = ""
    stakes: tuple[Stake, ...] = ()


class ClusterMember(Quote):
    """A quote as a member of a cluster, with its relation to the representative.

    `wire`: it stands in a text that another article of the cluster has too, nearly word for word.
    `differences`: from the representative's words, in the order of the text.
    """

    relation: Relation = "same"
    wire: bool = False
    differences: tuple[Difference, ...] = ()


class QuoteCluster(Record):
    """One statement and every quote that carries it, representative (longest form) first.

    Every quote is a member of exactly one cluster by `same`, `shortened` or `contained`; as
    `related` it may stand in others too, and then counts for no outlet. `independent_outlets`
    counts the outlets, all that printed one wire text as one.
    """

    id: str
    representative_id: str
    first_published: str | None = None
    independent_outlets: int = 0
    quotes: tuple[ClusterMember, ...] = Field(min_length=1)

    @property
    def representative(self) -> ClusterMember:
        """The member with the longest form."""
        return next(quote for quote in self.quotes if quote.id == self.representative_id)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carried the statement, in order of first appearance."""
        carried = (quote.outlet for quote in self.quotes if quote.relation != "related")
        return tuple(dict.fromkeys(outlet for outlet in carried if outlet))


class Person(Record):
    """One person or organisation across articles: the fullest spelling, all spellings, roles."""

    id: str
    name: str
    kind: SpeakerKind = "person"
    spellings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quote_count: int = 0


class Answer(Record):
    """One statement that matches a query; `highlights` are `[start, end)` pairs in `text`.

    `found_in`: where the query was found, the weightiest first: `content`, `speaker`, `role`,
    `context` and others. `before`, `after`: what stands around `text` in its paragraphs.
    """

    cluster_id: str
    score: float
    text: str
    speaker: Speaker | None = None
    role: Role | None = None
    first_published: str | None = None
    outlets: tuple[str, ...] = ()
    independent_outlets: int = 0
    highlights: tuple[tuple[int, int], ...] = ()
    found_in: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    quotes: tuple[ClusterMember, ...] = ()
