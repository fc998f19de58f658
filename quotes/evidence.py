"""Why does a quote have this speaker and this role?

The evidence is not kept: whoever asks has the article read again, which takes a second or so and
leaves archives small and records as they are. Hands on a `QuoteEvidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.pipeline.people_decisions import SPEAKERS_KEY
from quotes.pipeline.people_evidence import SpeakerEvidence
from quotes.pipeline.role_evidence import RoleEvidence
from quotes.records import Article, Quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class QuoteEvidence:
    """A quote as the article is read now, with what shows its speaker and its role.

    `speaker` is `None` where this reading kept no evidence, `role` where none is stated.
    """

    quote: Quote
    speaker: SpeakerEvidence | None = None
    role: RoleEvidence | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return plain dictionaries for JSON: the speaker and role found, and their grounds."""
        quote = self.quote.model_dump(include={"speaker", "role"})
        return {
            **quote,
            "speaker_evidence": self.speaker.to_plain() if self.speaker else None,
            "role_evidence": self.role.to_plain() if self.role else None,
        }


def _reason_only(doc: Doc, key: str) -> SpeakerEvidence | None:
    """Return the reason that a decision carries, where no more was kept of it."""
    known = doc.user_data.get(SPEAKERS_KEY, {}).get(key)
    return SpeakerEvidence(rule=known["reason"]) if known else None


def find_evidence(
    article: Article, quote_id: str, *, nlp: Language | None = None
) -> QuoteEvidence | None:
    """Read an article again and return the evidence for one of its quotes.

    Nothing where this reading has no quote with that id: another version may have made the
    archive, or the quote came from another program. `nlp` is by default the bundled pipeline.
    """
    from quotes.pipeline.extensions import BYLINE_KEY, quotes_in
    from quotes.pipeline.load import load_pipeline
    from quotes.pipeline.parts import ATTRIBUTIONS_KEY
    from quotes.pipeline.people_evidence import speaker_evidence
    from quotes.pipeline.role_evidence import role_evidence

    pipeline = nlp or load_pipeline()
    doc = pipeline.make_doc(article.text)
    if article.byline:
        doc.user_data[BYLINE_KEY] = article.byline
    doc = pipeline(doc)
    keys: list[str] = list(doc.user_data.get(ATTRIBUTIONS_KEY, {}))
    for key, quote in zip(keys, quotes_in(doc, article), strict=True):
        if quote.id == quote_id:
            return QuoteEvidence(
                quote,
                speaker_evidence(doc).get(key) or _reason_only(doc, key),
                role_evidence(doc).get(key),
            )
    return None
