"""The names of the package are there, and importing it stays quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import index


@pytest.mark.parametrize("name", index.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(index, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        index.nonsense  # noqa: B018


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = {"spacy", "textacy", "whoosh", "onnxruntime", "trafilatura", "numpy"}
    code = f"import index, index.engine, index.query, sys; print({heavy} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "set()"
