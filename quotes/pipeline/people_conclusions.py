"""How is a conclusion about a speaker put into words, with its place, roles and confidence?

Builds the `SpeakerDecision`s for the rules of resolution: for somebody of the cast, for the first
of a ranking, or for a phrase that stands as the article words it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from quotes.pipeline.people_attention import Ranking
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_decisions import SpeakerCandidate, SpeakerDecision, StatedRoleText
from quotes.pipeline.people_source_roles import roles_of_source
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_stated import StatedRole
from quotes.pipeline.people_tokens import Tokens
from quotes.records import SpeakerKind

_MAX_CANDIDATES = 4
_AS_WORDED = 0.75
# More wordings than any article has for one person; every decision about them carries these.
_MAX_ROLES = 40


class Conclusions:
    """Builds decisions about one article and remembers whom of the cast each named."""

    def __init__(self, tokens: Tokens, cast: Cast, roles: dict[Figure, list[StatedRole]]) -> None:
        self.tokens = tokens
        self.cast = cast
        self.roles = roles
        self._figure_at: dict[tuple[int, int], Figure] = {}
        self._places: dict[Figure, tuple[int, int]] = {}
        self._roles_of: dict[Figure, tuple[StatedRoleText, ...]] = {}

    def figure_of(self, decision: SpeakerDecision) -> Figure | None:
        """Return whom of the cast an earlier decision named."""
        return self._figure_at.get(decision.mention) if decision.mention else None

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the words `start` to before `end`."""
        return self.tokens.starts[start], self.tokens.ends[end - 1]

    def _name_place(self, figure: Figure) -> tuple[int, int]:
        """Return the place the fullest name was read from."""
        if figure not in self._places:
            self._places[figure] = self._find_name_place(figure)
        return self._places[figure]

    def _find_name_place(self, figure: Figure) -> tuple[int, int]:
        for mention in figure.mentions:
            if self.tokens.span_text(mention.start, mention.end) == figure.name:
                return self.chars(mention.start, mention.end)
        return self.chars(figure.mentions[0].start, figure.mentions[0].end)

    def decided(
        self,
        key: str,
        figure: Figure,
        confidence: float,
        reason: str,
        others: Ranking | None = None,
    ) -> SpeakerDecision:
        """Decide for somebody of the cast; `others` are listed as candidates."""
        place = self._name_place(figure)
        self._figure_at[place] = figure
        return SpeakerDecision(
            key,
            figure.name,
            figure.kind,
            place,
            round(confidence, 3),
            tuple(self._candidates(others or [])),
            reason,
            self._role_texts(figure),
        )

    def _candidates(self, ranking: Ranking) -> Iterator[SpeakerCandidate]:
        total = sum(score for score, _ in ranking) or 1.0
        for score, figure in ranking[:_MAX_CANDIDATES]:
            share = round(score / total, 3)
            yield SpeakerCandidate(figure.name, figure.kind, share, self._name_place(figure))

    def from_ranking(
        self, key: str, ranking: Ranking, reason: str, share: float
    ) -> SpeakerDecision:
        """Decide for the first of a ranking, the more surely the further the next is behind."""
        if not ranking:
            return SpeakerDecision(key, reason=f"{reason}: nobody found")
        best = ranking[0][0]
        margin = 1.0 - (ranking[1][0] / best if len(ranking) > 1 else 0.0)
        confidence = share * (0.5 + 0.5 * margin) * min(1.0, 0.6 + best)
        return self.decided(key, ranking[0][1], confidence, reason, ranking[1:])

    def likeliest(
        self, key: str, ranking: Ranking, reason: str, share: float = 1.0
    ) -> SpeakerDecision:
        """Decide for the first of a ranking by probabilities; `share` is of a sure case."""
        if not ranking:
            return SpeakerDecision(key, reason=f"{reason}: nobody found")
        probability, figure = ranking[0]
        return self.decided(key, figure, share * probability, reason, ranking[1:])

    def undecided(
        self, key: str, last: SpeakerDecision, figures: list[Figure], reason: str
    ) -> SpeakerDecision:
        """Name nobody, and list the last speaker and other people as candidates."""
        listed = [
            SpeakerCandidate(figure.name, figure.kind, 0.3, self._name_place(figure))
            for figure in figures[:_MAX_CANDIDATES]
        ]
        if last.name is not None and last.kind is not None:
            listed.insert(0, SpeakerCandidate(last.name, last.kind, 0.4, last.mention))
        return SpeakerDecision(key, candidates=tuple(listed), reason=reason)

    def unnamed(
        self, key: str, figure: Figure, reading: SourceReading, share: float
    ) -> SpeakerDecision:
        """Decide for somebody whom the article does not name, as it words it most fully.

        "The winner" is named as "a lottery winner" where the article brought him or her in so.
        `share` is how likely it is (0..1) that nobody named is meant.
        """
        confidence = min(_AS_WORDED, share)
        first = figure.mentions[0]
        if first.start < reading.start and first.end - first.start > reading.end - reading.start:
            return self.decided(key, figure, confidence, "as the article brought in who it is")
        self._figure_at[self.chars(reading.start, reading.end)] = figure
        return self.as_worded(key, reading, "unnamed", confidence)

    def as_worded(
        self, key: str, reading: SourceReading, kind: SpeakerKind, confidence: float
    ) -> SpeakerDecision:
        """Decide for the source phrase itself, without what only describes it."""
        name = self.tokens.span_text(reading.start, reading.end)
        chars = self.chars(reading.start, reading.end)
        return SpeakerDecision(key, name, kind, chars, confidence, reason="as the article words it")

    def _role_texts(self, figure: Figure) -> tuple[StatedRoleText, ...]:
        """Return the roles stated for somebody, each wording once, where it stands first."""
        if figure not in self._roles_of:
            self._roles_of[figure] = self._worded(self.roles.get(figure, ()))
        return self._roles_of[figure]

    def _worded(self, stated: Sequence[StatedRole]) -> tuple[StatedRoleText, ...]:
        worded: dict[tuple[str, str, str | None], StatedRoleText] = {}
        for role in stated:
            if role.group != "counterpart":  # that only compares with somebody else's role
                text = self._role_text(self._dated(role, stated))
                worded.setdefault((text.text, text.form, text.affiliation), text)
        return tuple(islice(worded.values(), _MAX_ROLES))

    def _dated(self, role: StatedRole, stated: Sequence[StatedRole]) -> StatedRole:
        """Take the title of a former office for a form of address: `Gen.` of a retired general."""
        if role.standing != "title":
            return role
        groups = {
            self.tokens.role_group(index)
            for other in stated
            if other.standing == "past"
            for index in range(other.start, other.end)
        }
        return replace(role, standing="address") if role.group in groups else role

    def _role_text(self, role: StatedRole) -> StatedRoleText:
        return StatedRoleText(
            self.tokens.span_text(role.start, role.end),
            *self.chars(role.start, role.end),
            form=role.form,
            affiliation=role.affiliation,
            standing=role.standing,
        )

    def roles_of_all(self, figures: Sequence[Figure]) -> tuple[StatedRoleText, ...]:
        """Return the roles that are stated of several people at once, of these and no fewer."""
        of_others = [self._role_texts(figure) for figure in figures[1:]]
        of_first = self._role_texts(figures[0]) if of_others else ()
        return tuple(role for role in of_first if all(role in roles for roles in of_others))

    def with_described(
        self, decision: SpeakerDecision, described: Mapping[Figure, Sequence[StatedRole]]
    ) -> SpeakerDecision:
        """Add the roles that descriptions state of the speaker, behind those beside the name."""
        figure = self.figure_of(decision)
        if figure is None or figure not in described or decision.kind == "group":
            return decision
        of_source = tuple(role for role in decision.roles if role.at_source)
        stated = [*self.roles.get(figure, ()), *described[figure]]
        return replace(decision, roles=(*self._worded(stated), *of_source))

    def with_source_role(
        self, decision: SpeakerDecision, reading: SourceReading | None
    ) -> SpeakerDecision:
        """Add the role that the source phrase itself states ("a senior official")."""
        if reading is None or decision.name is None:
            return decision
        stated = roles_of_source(self.tokens, self.cast, reading, decision.kind)
        said = tuple(replace(self._role_text(role), at_source=True) for role in stated)
        return replace(decision, roles=(*decision.roles, *said))
