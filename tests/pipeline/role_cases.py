"""What a table of roles consists of: a text, whose source is asked about, what it states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_docs import Attributed, build_doc

from quotes.pipeline.roles import find_roles
from quotes.pipeline.speakers import resolve_speakers

PERSON, ORG, GPE = "PERSON", "ORG", "GPE"
HALE = {"Hale Orvik": PERSON}
TILDA = {"Tilda Marsh": PERSON}


@dataclass(frozen=True)
class Case:
    """A text, whose source is asked about, and the role and affiliation it states.

    The source says "rain fell", or "Rain fell" where the text has it so.
    """

    text: str
    source: str
    role: str | None
    affiliation: str | None = None
    names: Mapping[str, str] = field(default_factory=lambda: HALE)
    tags: Mapping[str, str] = field(default_factory=dict)


def expected_roles(case: Case) -> list[tuple[str, str | None]]:
    """Return the role and affiliation that a case states, or nothing."""
    return [(case.role, case.affiliation)] if case.role else []


def found_roles(case: Case) -> list[tuple[str, str | None]]:
    """Return the role and affiliation found for a case; its place must have its very words."""
    content = "Rain fell" if "“Rain fell" in case.text else "rain fell"
    doc = build_doc(
        case.text, case.names, [Attributed(case.source, None, (content,))], tags=case.tags
    )
    roles = find_roles(doc, resolve_speakers(doc))
    for role in roles:
        assert case.text[slice(*role.mention)] == role.text
    return [(role.text, role.affiliation) for role in roles]
