"""What in the article shows that this person spoke?

A reader who doubts a name wants to see the words of the source, the chain of mentions from there to
the name, and what decided. Kept on the `Doc` as plain values in
`doc.user_data["quotes.evidence"]`, by the attribution's id in that document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE_KEY = "quotes.evidence"

LinkKind = Literal["source", "pronoun", "description", "short name", "title", "name"]
"""How a place in the text names somebody: `source` is the source's own words where these are no
name, `title` a role that was stated beside a name, `name` the fullest name, which ends a chain."""


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A place in the text where somebody is named or meant: `start_char` to before `end_char`."""

    kind: LinkKind
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class SpeakerEvidence:
    """Why a speaker was concluded.

    `source` are the words that the attribution gives as its source, or nothing. `chain` leads from
    there to the fullest name, each step once, the name last; it is empty where nobody is named.
    `rule` says in plain words what decided. `reasons` are the strongest grounds of a ranking, best
    first; none where a rule was certain.
    """

    source: EvidenceLink | None = None
    chain: tuple[EvidenceLink, ...] = ()
    rule: str = ""
    reasons: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return plain lists, strings and numbers."""
        return {
            "source": _plain_link(self.source) if self.source else None,
            "chain": [_plain_link(link) for link in self.chain],
            "rule": self.rule,
            "reasons": list(self.reasons),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> SpeakerEvidence:
        """Read back what `to_plain` wrote.

        >>> evidence = SpeakerEvidence(EvidenceLink("pronoun", "she", 4, 7), (), "who is in mind")
        >>> SpeakerEvidence.from_plain(evidence.to_plain()) == evidence
        True
        """
        source = plain["source"]
        return cls(
            EvidenceLink(**source) if source else None,
            tuple(EvidenceLink(**link) for link in plain["chain"]),
            plain["rule"],
            tuple(plain["reasons"]),
        )


def _plain_link(link: EvidenceLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in link.__slots__}


def speaker_evidence(doc: Doc) -> dict[str, SpeakerEvidence]:
    """Return the evidence for each attribution of a document that has some, by attribution id.

    The ids are those of the spans' `id_` and of `doc.user_data["quotes.attributions"]`, whose order
    is also that of `doc._.quotes`.
    """
    plain: Mapping[str, Mapping[str, Any]] = doc.user_data.get(EVIDENCE_KEY, {})
    return {key: SpeakerEvidence.from_plain(value) for key, value in plain.items()}
