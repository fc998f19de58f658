"""Does the wheel, alone in a bare environment elsewhere, do the main job with the network off?

Run by `.ci/run`, apart from the test suite, because it builds and installs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

# Runs the command line so that any attempt to use a socket, by whatever library, is an error.
OFFLINE = """
import sys
FORBIDDEN = {"socket.__new__", "socket.bind", "socket.connect", "socket.getaddrinfo",
             "socket.gethostbyname", "socket.sendto"}
def refuse(event, arguments):
    if event in FORBIDDEN:
        sys.stderr.write(f"a socket was used: {event} {arguments[1:]}\\n")
        raise SystemExit(99)
sys.addaudithook(refuse)
from quotes.cli import main
sys.exit(main())
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="quotes-wheel-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def bare_python(elsewhere: Path) -> Path:
    """Build the wheel, install it with nothing but what it asks for, and return that Python."""
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(elsewhere / "dist")]
    subprocess.run([*build, str(PROJECT)], check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (elsewhere / "dist").glob("quotes-*.whl")
    venv.create(elsewhere / "bare", with_pip=True)
    python = elsewhere / "bare" / "bin" / "python"
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "install", str(wheel)], check=True)
    return python


@pytest.fixture(scope="module")
def run(bare_python: Path, elsewhere: Path) -> Run:
    """Return what runs a command of the installed program, offline, in an empty folder."""
    folder = elsewhere / "somewhere"
    folder.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "QUOTES_CACHE": str(elsewhere / "cache"),
        "PYTHONNOUSERSITE": "1",
    }
    no_network = _without_network()

    def run_command(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*no_network, str(bare_python), "-c", OFFLINE, *arguments],
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_command


def _without_network() -> list[str]:
    """Return the command that takes the network away, where this machine permits it."""
    unshare = [shutil.which("unshare") or "", "--net", "--map-root-user"]
    permitted = (
        unshare[0] and subprocess.run([*unshare, "true"], capture_output=True).returncode == 0
    )
    return unshare if permitted else []


def test_the_audit_hook_would_notice_a_socket(bare_python: Path) -> None:
    program = OFFLINE.replace("from quotes.cli import main", "import socket; main = socket.socket")
    ended = subprocess.run([bare_python, "-c", program], capture_output=True, text=True)
    assert ended.returncode == 99, ended.stderr


def test_the_demo_names_who_said_it(run: Run) -> None:
    ended = run("demo")
    assert ended.returncode == 0, ended.stderr
    assert "Faisal al-Meqdad" in ended.stdout
    assert "Turkish colonizer" in ended.stdout


def test_the_demo_leaves_nothing_behind(run: Run, elsewhere: Path) -> None:
    run("demo")
    assert not list((elsewhere / "somewhere").glob("*.db*"))


def test_articles_go_in_and_answers_come_out(run: Run, bare_python: Path) -> None:
    where = "from quotes import samples_folder; print(samples_folder())"
    samples = subprocess.run(
        [bare_python, "-I", "-c", where], capture_output=True, text=True, check=True
    ).stdout.strip()
    extracted = run("extract", f"{samples}/damascus-chronicle.txt")
    assert extracted.returncode == 0, extracted.stderr
    quotes = [json.loads(line) for line in extracted.stdout.splitlines()]
    assert any("Turkish colonizer" in quote["text"] for quote in quotes)
    assert run("add", f"{samples}/damascus-chronicle.txt").returncode == 0
    found = run("search", "who said Turkish colonizer")
    assert found.returncode == 0, found.stderr
    answer = json.loads(found.stdout.splitlines()[0])
    assert answer["speaker"]["name"] == "Faisal al-Meqdad"
    assert answer["quotes"][0]["article_id"] == "damascus-chronicle.txt"


def test_nothing_of_the_training_is_needed(bare_python: Path) -> None:
    installed = subprocess.run(
        [bare_python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = {package["name"].lower() for package in json.loads(installed)}
    assert "quotes" in names
    assert not names & {"torch", "onnx", "transformers", "tensorflow"}
