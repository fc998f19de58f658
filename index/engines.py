"""Which search engine does an archive get?

Hands on an engine by its name, not yet opened. `auto` takes tantivy where it is installed and made
for this machine, else Whoosh, which always is.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from index.engine import SearchEngine
from quotes.errors import UsageError

EngineName = Literal["auto", "whoosh", "tantivy", "memory"]


def chosen_engine(name: EngineName) -> EngineName:
    """Return the engine that a name stands for: one of the others for `auto`.

    Raises:
        UsageError: there is no engine called so, or it is not installed.
    """
    has_tantivy = find_spec("tantivy") is not None
    if name == "auto":
        return "tantivy" if has_tantivy else "whoosh"
    if name not in ("whoosh", "tantivy", "memory"):
        raise UsageError(
            f"there is no search engine called {name}; use auto, whoosh, tantivy or memory"
        )
    if name == "tantivy" and not has_tantivy:
        raise UsageError('the engine tantivy is not installed; try: pip install "quotes[fast]"')
    return name


def make_engine(name: EngineName, folder: Path) -> SearchEngine:
    """Return an engine that keeps its view in `folder`, in a folder that is called by its name."""
    match chosen_engine(name):
        case "memory":
            from index.memory_engine import MemoryEngine

            return MemoryEngine()
        case "tantivy":
            from index.tantivy_engine import TantivyEngine

            return TantivyEngine(folder / "tantivy")
        case _:
            from index.whoosh_engine import WhooshEngine

            return WhooshEngine(folder / "whoosh")
