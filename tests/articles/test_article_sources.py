"""Files, folders, globs and standard input: order, and what happens to the unreadable."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from quotes.articles import read_articles
from quotes.errors import InputError, ReadError, UsageError
from quotes.records import Article


def put(folder: Path, name: str, text: str = "Rain fell.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*paths: str | Path, stdin: bytes = b"") -> list[str]:
    return [article.id for article in read_articles(paths, stdin=io.BytesIO(stdin))]


def read_all(*paths: str | Path) -> tuple[list[Article], list[InputError], list[str]]:
    errors: list[InputError] = []
    notices: list[str] = []
    articles = list(read_articles(paths, on_error=errors.append, on_notice=notices.append))
    return articles, errors, notices


def test_a_folder_is_read_sorted_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/y.html", "c.jsonl", "d.text"):
        text = '{"text": "Rain."}' if name.endswith("jsonl") else "<p>Rain fell.</p>"
        put(tmp_path, name, text)
    for name in (".hidden.txt", ".git/x.txt", "README.md", "photo.jpg", "notes"):
        put(tmp_path, name)
    articles, errors, notices = read_all(tmp_path)
    assert [article.id for article in articles] == [
        "y.html", "z.TXT", "b.txt", "c.jsonl:1", "d.text",
    ]  # fmt: skip
    assert errors == []
    assert notices == [f"{tmp_path}: 3 other files were left out (.jpg, .md, no ending)"]


def test_a_file_named_by_itself_may_end_in_anything(tmp_path: Path) -> None:
    assert ids(put(tmp_path, "README.md"), put(tmp_path, "notes"), put(tmp_path, ".hidden")) == [
        "README.md",
        "notes",
        ".hidden",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[b-z].*", ["b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "c.txt"]),
    ],
)
def test_globs_name_files_in_order(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        put(tmp_path, name)
    assert ids(f"{tmp_path}/{pattern}") == expected


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert ids(put(tmp_path, "[a].txt")) == ["[a].txt"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Rain fell.", ["stdin"]),
        (b"\n\n  Rain fell.", ["stdin"]),
        (b'\xef\xbb\xbf{"text": "Rain."}\n{"id": "n2", "text": "Rain."}', ["stdin:1", "n2"]),
        (b'\n{"text": "Rain."}', ["stdin:2"]),
        (b"<!DOCTYPE html><h1>Storm</h1><p>Rain fell.</p>", ["stdin"]),
        ("\ufeff<p>Rain fell.</p>".encode("utf-16-le"), ["stdin"]),
    ],
)
def test_standard_input_is_recognised_by_its_content(content: bytes, expected: list[str]) -> None:
    assert ids("-", stdin=content) == expected


def test_text_that_only_looks_like_markup_stays_text() -> None:
    for text in ("{curly} words", "< 5 people came", "[1] Notes"):
        [article] = read_articles(["-"], stdin=io.BytesIO(text.encode()))
        assert article.text == text


def test_markup_is_recognised_in_files_without_a_known_ending(tmp_path: Path) -> None:
    page = "<html><body><h1>Storm</h1><p>Rain fell all night, they said.</p></body></html>"
    [article] = read_articles([put(tmp_path, "page.php", page)])
    assert article.text == "Storm\n\nRain fell all night, they said."


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = put(tmp_path, "good.txt")
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "gone.txt")
    circle = tmp_path / "circle.txt"
    circle.symlink_to(circle)
    empty = tmp_path / "empty"
    empty.mkdir()
    cases: list[tuple[str | Path, str]] = [
        (tmp_path / "missing.txt", "no such file or folder"),
        (f"{tmp_path}/*.docx", "no file matches this pattern"),
        (dangling, "no such file or folder"),
        (circle, "symbolic links"),
        (empty, "holds no articles"),
        ("https://bay.example/storm", "not fetched"),
        ("null\x00byte.txt", "null"),
        ("x" * 5000, "too long"),
        ("", "no such file"),
    ]
    articles, errors, _ = read_all(*[path for path, _ in cases], good)
    assert [article.id for article in articles] == ["good.txt"]
    assert [error.source for error in errors] == [str(path) for path, _ in cases]
    for error, (_, reason) in zip(errors, cases, strict=True):
        assert isinstance(error, ReadError)
        assert reason in error.message


def test_without_on_error_the_first_problem_is_raised(tmp_path: Path) -> None:
    good = put(tmp_path, "good.txt")
    articles = read_articles([good, tmp_path / "missing.txt", good])
    assert next(articles).id == "good.txt"
    with pytest.raises(ReadError, match=r"missing\.txt: there is no such file"):
        next(articles)


def test_a_socket_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wire.txt")
        with pytest.raises(ReadError, match=r"wire\.txt: cannot be read"):
            list(read_articles(["wire.txt"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_forbidden_files_and_folders_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "open.txt")
    put(tmp_path, "secret.txt").chmod(0)
    put(tmp_path, "locked/a.txt").parent.chmod(0)
    try:
        articles, errors, _ = read_all(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert [article.id for article in articles] == ["open.txt"]
    assert {Path(error.source).name for error in errors} == {"locked", "secret.txt"}


def test_loops_of_links_end_and_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "a/storm.txt")
    (tmp_path / "a/b").symlink_to(tmp_path)
    articles, errors, _ = read_all(tmp_path)
    assert [article.id for article in articles] == ["storm.txt"]
    assert [(error.source, type(error)) for error in errors] == [(str(tmp_path / "a/b"), ReadError)]


def test_links_to_folders_elsewhere_are_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/storm.txt")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to(tmp_path / "elsewhere")
    assert ids(tmp_path / "here") == ["storm.txt"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "storm.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["storm.txt"]
    assert ids(f"{tmp_path}/*.txt") == ["storm.txt"]


def test_a_file_that_vanishes_between_listing_and_reading_is_reported(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        put(tmp_path, name)
    errors: list[InputError] = []
    articles = read_articles([tmp_path / "a.txt", f"{tmp_path}/[bc].txt"], on_error=errors.append)
    assert next(articles).id == "a.txt"
    assert next(articles).id == "b.txt"
    (tmp_path / "c.txt").unlink()
    assert list(articles) == []
    assert [Path(error.source).name for error in errors] == ["c.txt"]


def test_annotations_in_a_folder_are_left_to_those_who_name_them(tmp_path: Path) -> None:
    put(tmp_path, "storm.txt")
    gold = put(
        tmp_path, "answers.jsonl", '{"article": {"id": "storm.txt", "text": "Rain."}, "quotes": []}'
    )
    articles, errors, notices = read_all(tmp_path)
    assert [article.id for article in articles] == ["storm.txt"]
    assert errors == []
    assert notices == [f"{gold} holds annotated articles; name it to read it"]
    assert ids(gold) == ["storm.txt"]


def test_a_single_path_is_taken_as_one(tmp_path: Path) -> None:
    assert [a.id for a in read_articles(str(put(tmp_path, "storm.txt")))] == ["storm.txt"]


def test_told_values_fill_only_what_is_missing(tmp_path: Path) -> None:
    known = put(
        tmp_path, "a.txt", "---\noutlet: Coast Wire\npublished: 2026-01-01\n---\nRain fell."
    )
    unknown = put(tmp_path, "b.txt")
    articles = read_articles([known, unknown], outlet="The Bay Record", published="2026-03-03")
    assert [(a.outlet, a.published) for a in articles] == [
        ("Coast Wire", "2026-01-01"),
        ("The Bay Record", "2026-03-03"),
    ]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-03-03", "2026-03-03"),
        ("20260303", "2026-03-03"),
        ("2026-03-03T10:00Z", "2026-03-03T10:00:00+00:00"),
        ("2026-03-03T10:00+02:00", "2026-03-03T10:00:00+02:00"),
        ("2026-03-03T10:00", None),
        ("3 March 2026", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_a_told_date_is_iso_or_refused_at_once(tmp_path: Path, told: str, kept: str | None) -> None:
    path = put(tmp_path, "storm.txt")
    if kept is None:
        with pytest.raises(UsageError, match="write it like"):
            read_articles([path], published=told)
    else:
        assert [a.published for a in read_articles([path], published=told)] == [kept]
