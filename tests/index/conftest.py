"""The engines under test, empty and filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import ENGINES, build
from statements import STATEMENTS

from index.engine import SearchEngine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """Return an open, empty engine."""
    engine = build(request.param, tmp_path)
    engine.open()
    yield engine
    engine.close()


@pytest.fixture(params=ENGINES, scope="session")
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    """Return an open engine that holds the fifteen statements: for reading only."""
    engine = build(request.param, tmp_path_factory.mktemp("filled"))
    engine.open()
    engine.put(STATEMENTS)
    engine.commit(1)
    yield engine
    engine.close()
