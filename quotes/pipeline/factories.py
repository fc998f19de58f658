"""The components' factories, for spaCy's registry and the package's entry points.

`nlp.add_pipe("quotes_spans")` works in any English pipeline once the package is installed, without
importing it. `model` is a folder with a reading model; the bundled one where it is `None`.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from quotes.pipeline.attribution import Attributor
from quotes.pipeline.encoder import MODEL_FOLDER
from quotes.pipeline.extensions import register_extensions
from quotes.pipeline.roles import RoleFinder
from quotes.pipeline.session import ReadingSession
from quotes.pipeline.spans import SpanFinder
from quotes.pipeline.speakers import MIN_CONFIDENCE, SpeakerResolver
from quotes.pipeline.syntax import SyntaxReader

SYNTAX = "quotes_syntax"
ATTRIBUTION_COMPONENTS = ("quotes_spans", "quotes_attribution", "quotes_speakers", "quotes_roles")
_DEFAULTS = {"model": None, "threads": None}


def _session(model: str | None, threads: int | None) -> ReadingSession:
    register_extensions()
    return ReadingSession(Path(model) if model else MODEL_FOLDER, threads)


@Language.factory(
    SYNTAX,
    default_config=_DEFAULTS,
    assigns=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head", "doc.ents"],
)
def make_syntax(nlp: Language, name: str, model: str | None, threads: int | None) -> SyntaxReader:
    """Make the component of `syntax.py`."""
    return SyntaxReader(_session(model, threads))


@Language.factory("quotes_spans", default_config=_DEFAULTS, assigns=["doc.spans"])
def make_spans(nlp: Language, name: str, model: str | None, threads: int | None) -> SpanFinder:
    """Make the component of `spans.py`."""
    return SpanFinder(_session(model, threads))


@Language.factory("quotes_attribution", default_config=_DEFAULTS, assigns=["doc.spans"])
def make_attribution(
    nlp: Language, name: str, model: str | None, threads: int | None
) -> Attributor:
    """Make the component of `attribution.py`."""
    return Attributor(_session(model, threads))


@Language.factory(
    "quotes_speakers", default_config={"min_confidence": MIN_CONFIDENCE}, assigns=["doc.spans"]
)
def make_speakers(nlp: Language, name: str, min_confidence: float) -> SpeakerResolver:
    """Make the component of `speakers.py`."""
    register_extensions()
    return SpeakerResolver(min_confidence=min_confidence)


@Language.factory("quotes_roles", assigns=["doc.spans"])
def make_roles(nlp: Language, name: str) -> RoleFinder:
    """Make the component of `roles.py`."""
    register_extensions()
    return RoleFinder()
