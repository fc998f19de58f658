"""From clusters to answers: the archive, the search engines and the questions put to them.

Names are loaded when they are first used, so that importing this package stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MODULE_OF = {
    "AnswerPage": "index.answers",
    "Archive": "index.archive",
    "ParsedQuery": "index.query",
    "QuoteIndex": "index.store",
    "SearchEngine": "index.engine",
    "StatementRecord": "index.engine",
    "add_articles": "index.intake",
    "answer": "index.answers",
    "new_answers": "index.saved_answers",
    "parse_query": "index.query",
}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
