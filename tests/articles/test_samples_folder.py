"""The sample articles are found in a checkout, in an installed wheel, or missed with an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.articles import samples, samples_folder
from quotes.errors import ReadError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder as it is laid out on disk, to which the module is made to belong."""
    package = tmp_path / "quotes"
    (package / "articles").mkdir(parents=True)
    monkeypatch.setattr(samples, "__file__", str(package / "articles" / "samples.py"))
    return package


def test_a_checkout_has_them_beside_the_package(package: Path) -> None:
    folder = package.parent / "samples"
    folder.mkdir()
    assert samples_folder() == folder


def test_a_wheel_has_them_inside_the_package(package: Path) -> None:
    (package.parent / "samples").mkdir()
    (package / "samples").mkdir()
    assert samples_folder() == package / "samples"


def test_without_them_the_error_says_so(package: Path) -> None:
    with pytest.raises(ReadError, match="sample articles are missing"):
        samples_folder()


def test_this_checkout_has_them() -> None:
    assert samples_folder() == Path(__file__).parents[2] / "samples"
