"""Who said what, in which role, in which outlets, with the proof.

    >>> import quotes
    >>> quotes.CharSpan(start_char=0, end_char=4, text="Rain").text
    'Rain'

Names are loaded when they are first used: importing this package loads neither spaCy nor pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from quotes.articles import read_articles, samples_folder
    from quotes.clusters import cluster_quotes
    from quotes.errors import QuotesError
    from quotes.export import write_quotes
    from quotes.extract import extract_articles, extract_quotes
    from quotes.records import (
        Answer,
        Article,
        Attribution,
        CharSpan,
        ClusterMember,
        Person,
        Quote,
        QuoteCluster,
        Role,
        Speaker,
    )

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Article",
    "Attribution",
    "CharSpan",
    "ClusterMember",
    "Person",
    "Quote",
    "QuoteCluster",
    "QuotesError",
    "Role",
    "Speaker",
    "cluster_quotes",
    "extract_articles",
    "extract_quotes",
    "load",
    "read_articles",
    "samples_folder",
    "write_quotes",
]

_MODULE_OF = dict.fromkeys(__all__, "quotes.records") | {
    "QuotesError": "quotes.errors",
    "cluster_quotes": "quotes.clusters",
    "extract_articles": "quotes.extract",
    "extract_quotes": "quotes.extract",
    "read_articles": "quotes.articles",
    "samples_folder": "quotes.articles",
    "write_quotes": "quotes.export",
}


def load(model: str | Path | None = None, **overrides: Any) -> Language:
    """Load a spaCy pipeline that reads quotes.

    Args:
        model: The name or folder of an English spaCy pipeline to read with; the bundled one
            where `None`.
        overrides: What `spacy.load` takes besides (`vocab`, `disable`, `enable`, `exclude`,
            `config`), so that `spacy.load("quotes")` works.

    Raises:
        ModelError: It is missing, damaged or not for English.
    """
    from quotes.pipeline.load import load_pipeline

    return load_pipeline(model, **overrides)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULE_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
