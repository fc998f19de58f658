"""Whom does "the minister", "the former president" or "her lawyer" stand for?

Roles the article has stated of somebody are matched by their group of nouns and by what modifies
them; without a match a description may only be taken for the one person in mind.
"""

from __future__ import annotations

from collections.abc import Callable

from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_stated import StatedRole
from quotes.pipeline.people_tokens import Tokens

_MATCHED_SHARE, _IN_MIND_SHARE, _UNMATCHED_SHARE = 0.92, 0.62, 0.5
_CLASHING_COUNTRY, _MISSING_MODIFIER, _MATCHED_MODIFIER = 0.05, 0.7, 1.5
_BACKGROUND = 0.15
_TENSES = frozenset({"former", "ex", "then", "late", "acting", "interim"})


# "the mother of three" describes anybody, whatever the article states of her besides.
_FAMILY = frozenset({"parent", "child", "grandparent", "sibling", "spouse"})


class Descriptions:
    """Ranks the people of an article for a description of one person."""

    def __init__(
        self, tokens: Tokens, roles: dict[Figure, list[StatedRole]], attention: Attention
    ) -> None:
        self.tokens = tokens
        self.attention = attention
        self._roles = roles
        self._by_group: dict[str, list[tuple[Figure, StatedRole]]] = {}
        for figure, stated in roles.items():
            for role in stated:
                if role.group:
                    self._by_group.setdefault(role.group, []).append((figure, role))

    def rank(
        self, reading: SourceReading, factor: Callable[[Figure], float]
    ) -> tuple[Ranking, float]:
        """Return who a description can mean, best first, and the confidence of a clear case.

        An indefinite phrase ("a minister") means somebody not named, so nobody is returned.
        """
        if not reading.is_definite:
            return [], 0.0
        gender = self._gender(reading.head)
        matched = self._rank_by_role(reading, gender, factor)
        if matched:
            return matched, _MATCHED_SHARE
        if self._is_possessed(reading) or self.tokens.quoted[reading.head]:
            return [], 0.0  # what a quoted speaker means is not in the article's own mind
        return self._rank_in_mind(reading, gender, factor)

    def _gender(self, head: int) -> str:
        noun = self.tokens.singular(head)
        role = self.tokens.lexicon.roles.get(noun)
        if role:
            return role.gender
        if noun.startswith(("mother", "father")):
            return "f" if noun.startswith("mother") else "m"
        return self.tokens.lexicon.person_nouns.get(noun, "-")

    def _is_possessed(self, reading: SourceReading) -> bool:
        return self.tokens.lowers[reading.start] not in ("the", "this", "that")

    def _rank_by_role(
        self, reading: SourceReading, gender: str, factor: Callable[[Figure], float]
    ) -> Ranking:
        group = self.tokens.role_group(reading.head)
        scores: dict[Figure, float] = {}
        for figure, role in self._by_group.get(group, ()):
            fit = self._fit(reading, role) * factor(figure)
            fit *= self.attention.gender_factor(figure, gender)
            score = fit * (_BACKGROUND + self.attention.salience(figure, reading.head))
            scores[figure] = max(score, scores.get(figure, 0.0))
        ranking = [(score, figure) for figure, score in scores.items() if score > 0.0]
        ranking.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        return ranking

    def _fit(self, reading: SourceReading, role: StatedRole) -> float:
        """Return how well the modifiers of a description agree with a stated role's words."""
        stated = {self._key(index) for index in range(role.start, role.end)}
        demonyms = self.tokens.lexicon.demonyms
        fit = 1.0
        for index in range(reading.start, reading.end):
            key = self._key(index)
            if index == reading.head or self.tokens.upos[index] not in ("ADJ", "NOUN", "PROPN"):
                continue
            if key in stated:
                fit *= _MATCHED_MODIFIER
            elif key in demonyms.values() and any(word in demonyms.values() for word in stated):
                fit *= _CLASHING_COUNTRY
            elif key not in _TENSES:
                fit *= _MISSING_MODIFIER
        return fit

    def _key(self, index: int) -> str:
        """Return a word as descriptions are compared: `Libyan` as `libya`, `GOP` as its party."""
        lower = self.tokens.lowers[index]
        return self.tokens.lexicon.demonyms.get(lower, lower)

    def _rank_in_mind(
        self, reading: SourceReading, gender: str, factor: Callable[[Figure], float]
    ) -> tuple[Ranking, float]:
        """Rank those in mind of whom nothing speaks against the description.

        Somebody with a stated role is not called by another role noun that the article has not
        stated of him; a general noun ("the woman") fits everybody.
        """
        group = self.tokens.role_group(reading.head)
        is_role = bool(group) and group not in _FAMILY

        def fits(figure: Figure) -> float:
            return 0.0 if is_role and self._roles.get(figure) else factor(figure)

        ranking = self.attention.rank(reading.head, gender, factor=fits)
        return ranking, _UNMATCHED_SHARE if is_role else _IN_MIND_SHARE
