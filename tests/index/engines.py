"""The engines that are held to one contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.engine import SearchEngine
from index.memory_engine import MemoryEngine
from index.whoosh_engine import WhooshEngine

ENGINES = ["memory", "whoosh", "tantivy"]
"""The reference first."""


def build(name: str, folder: Path) -> SearchEngine:
    """Return an engine, not yet opened; a test is skipped where its library is not installed."""
    if name == "memory":
        return MemoryEngine()
    if name == "whoosh":
        return WhooshEngine(folder / "cache" / "view")
    # It comes with the extra `fast`.
    pytest.importorskip("tantivy")
    from index.tantivy_engine import TantivyEngine

    return TantivyEngine(folder / "cache" / "view")
