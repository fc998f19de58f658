"""Which engine a name stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import engines
from index.engine import Everything
from index.engines import chosen_engine, make_engine
from quotes.errors import UsageError


def test_auto_takes_tantivy_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    assert chosen_engine("auto") == "tantivy"
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert chosen_engine("auto") == "whoosh"
    with pytest.raises(UsageError, match="not installed"):
        chosen_engine("tantivy")


def test_an_engine_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="no search engine called lucene"):
        chosen_engine("lucene")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["auto", "whoosh", "memory"])
def test_engines_are_made(name: str, tmp_path: Path) -> None:
    engine = make_engine(name, tmp_path)  # type: ignore[arg-type]
    engine.open()
    assert engine.count(Everything()) == 0
    engine.close()
