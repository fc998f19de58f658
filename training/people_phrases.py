"""Phrases such as "the senator" of which it is known whom they mean, as a ranker is asked for them.

Known from phrases that a reader annotated (`speakers/phrases.jsonl`) and from annotated speakers
whose source is such a phrase. Hands on `Example`s; the last candidate of each is nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from quotes.pipeline.people_attention import Attention, Ranking
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import read_attributions
from quotes.pipeline.people_description_ranking import DescribedAs, DescriptionRanker
from quotes.pipeline.people_descriptions import Descriptions
from quotes.pipeline.people_ranking import Features
from quotes.pipeline.people_resolution import Resolution
from quotes.records import Speaker
from quotes.scoring_people import is_same_speaker
from training.join_speakers import ANNOTATIONS
from training.people_examples import Example, Text, is_held_out, place_of

Named = Mapping[tuple[int, int], Speaker | None]
"""Whom a phrase in these characters means; nobody who is named where it is `None`."""


def read_phrases() -> dict[str, Named]:
    """Return the annotated phrases of each article, without those in doubt."""
    lines = (ANNOTATIONS / "phrases.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        record["id"]: {
            (phrase["start_char"], phrase["end_char"]): Speaker(
                name=phrase["person"], kind="person"
            )
            if phrase["person"]
            else None
            for phrase in record["phrases"]
            if not phrase["doubtful"]
        }
        for record in map(json.loads, lines)
    }


class _RecordingRanker(DescriptionRanker):
    """A ranker that remembers the first time it was asked about each phrase."""

    def __init__(
        self,
        attention: Attention,
        descriptions: Descriptions,
        weights: Features,
        asked: dict[int, tuple[DescribedAs, list[tuple[Figure | None, Features]]]],
    ) -> None:
        super().__init__(attention, descriptions, weights)
        self._asked = asked

    def rank(self, described: DescribedAs, figures: Sequence[Figure]) -> Ranking:
        """Rank as always; remember the question."""
        candidates = self.describe(described, figures)
        self._asked.setdefault(described.phrase.head, (described, candidates))
        return super().rank(described, figures)


def phrase_examples(text: Text, phrases: Named, weights: Features) -> Iterator[Example]:
    """Yield the phrases of a text of which it is known whom they mean."""
    asked: dict[int, Any] = {}
    ranker = partial(_RecordingRanker, weights=weights, asked=asked)
    resolution = Resolution(text.doc, description_ranker=ranker)
    for attribution in sorted(read_attributions(text.doc), key=place_of):
        resolution.decide(attribution)
    tokens = resolution.story.tokens
    resolution.story.discourse.advance(len(tokens))
    for described, candidates in asked.values():
        phrase = described.phrase
        chars = tokens.starts[phrase.start], tokens.ends[phrase.end - 1]
        if chars in phrases:
            meant = phrases[chars]
        elif chars[0] in text.speakers:
            meant = text.speakers[chars[0]]
        else:
            continue
        right = frozenset(_right(candidates, meant))
        if right:
            features = tuple(features for _, features in candidates)
            held_out = is_held_out(text.name)
            is_source = chars[0] in text.speakers
            yield Example(text.name, features, right, is_source, held_out, "speakers")


def _right(
    candidates: Sequence[tuple[Figure | None, Features]], meant: Speaker | None
) -> Iterator[int]:
    """Yield who is meant; where that is nobody named, everybody unnamed and nobody."""
    is_named = meant is not None and meant.kind == "person"
    for number, (figure, _) in enumerate(candidates):
        if figure is None or not figure.is_named:
            if not is_named:
                yield number
        elif is_named and is_same_speaker(meant, Speaker(name=figure.name, kind=figure.kind)):
            yield number
