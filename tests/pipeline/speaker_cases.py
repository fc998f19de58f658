"""What a table of speakers consists of: a text, its names, and who speaks in each attribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_docs import Attributed, build_doc

from quotes.pipeline.speakers import resolve_speakers

PERSON, ORG, GPE = "PERSON", "ORG", "GPE"

Speaks = tuple[str, str | None]
"""The source of an attribution, and the name of its speaker."""


@dataclass(frozen=True)
class Case:
    """A text and, for each source in its order, the name of the speaker.

    A source without a number is the first place of its words.
    """

    text: str
    names: Mapping[str, str]
    speakers: Sequence[Speaks]
    tags: Mapping[str, str] = field(default_factory=dict)
    lemmas: Mapping[str, str] = field(default_factory=dict)
    objects: Sequence[str] = ()
    """Words that are the object of the verb before them: `build_doc` finds none by itself."""


def found_speakers(case: Case) -> list[str | None]:
    """Return the names found for the sources of a case, in its order."""
    given = [Attributed(source, None, ()) for source, _ in case.speakers]
    doc = build_doc(case.text, case.names, given, tags=case.tags)
    for token in doc:
        token.lemma_ = case.lemmas.get(token.text, token.lemma_)
        if token.text in case.objects:
            token.dep_ = "obj"
            token.head = next(doc[i] for i in range(token.i, -1, -1) if doc[i].pos_ == "VERB")
    decisions = {decision.attribution_id: decision for decision in resolve_speakers(doc)}
    return [decisions[str(number)].name for number in range(len(given))]
