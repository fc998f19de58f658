"""Every block in the documents is run, every command they print is checked, every link leads on."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCUMENTS += sorted((PROJECT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def load_refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", PROJECT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


refresh = load_refresh()


def blocks(name: str, *languages: str) -> list[tuple[str, str]]:
    found = BLOCK.findall((PROJECT / name).read_text("utf-8"))
    return [(language, body) for language, body in found if language in languages]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_checked(document: Path) -> None:
    kinds = {language for language, _ in BLOCK.findall(document.read_text("utf-8"))}
    allowed = {"README.md": {"sh", "console", "python"}, "CONTRIBUTING.md": {"sh"}}
    assert kinds <= allowed.get(document.name, {"text"})


FIGURE = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.skipif(find_spec("textacy") is None, reason="the README compares with textacy")
def test_every_command_runs_and_prints_what_the_readme_shows() -> None:
    """Words must be the same; a figure may be off a little, as processors round differently."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    with refresh.reader_folder() as (folder, environment):
        now = refresh.refreshed_readme(readme, folder, environment)
    assert words_of(now) == words_of(readme), "run `make docs`"
    for was, figure in zip(FIGURE.findall(readme), FIGURE.findall(now), strict=True):
        assert float(figure) == pytest.approx(float(was), rel=0.05, abs=3), "run `make docs`"


def words_of(text: str) -> list[str]:
    return FIGURE.sub("0", text).split()


@pytest.mark.parametrize("code", [body for _, body in blocks("README.md", "python")])
def test_python_in_the_readme_runs(
    code: str, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    finally:
        Path("news.db").unlink(missing_ok=True)
    assert capsys.readouterr().out.strip(), "it prints something"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_is_there(name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    targets = set(re.findall(r"^make ([\w-]+)", text, re.MULTILINE))
    assert targets, "the document names targets"
    for target in targets:
        dry_run = ["make", "--dry-run", target]
        assert subprocess.run(dry_run, cwd=PROJECT, capture_output=True).returncode == 0, target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("document", [*DOCUMENTS, PROJECT / "NOTICE"], ids=lambda path: path.name)
def test_no_document_names_a_place_on_one_machine(document: Path) -> None:
    assert not re.search(r"(?<![\w.<])/(?:work|home|root|tmp|Users)/", document.read_text("utf-8"))


def test_the_first_screen_names_who_said_it() -> None:
    (_, first), *_ = blocks("README.md", "console")
    assert first.startswith("$ quotes demo\n")
    assert "Faisal al-Meqdad" in first
    assert "Turkish colonizer" in first


def test_the_command_page_is_up_to_date() -> None:
    page = (PROJECT / "docs" / "commands.md").read_text("utf-8")
    assert page == refresh.commands_page(), "run `make docs`"
