"""Article ids: the file's name, a prefix only where two would be called the same."""

from __future__ import annotations

import json
import os
from pathlib import Path

from quotes.articles import locate_articles, read_articles


def put(folder: Path, name: str, text: str = "Rain fell.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_two_files_with_one_name_are_two_articles(tmp_path: Path) -> None:
    paths = [
        put(tmp_path, "one/bay/storm.txt"),
        put(tmp_path, "one/port/storm.txt"),
        put(tmp_path, "two/port/storm.txt"),
        put(tmp_path, "two/port/rain.txt"),
    ]
    notices: list[str] = []
    ids = [article.id for article in read_articles(paths, on_notice=notices.append)]
    assert ids == ["storm.txt", "port/storm.txt", "two/port/storm.txt", "rain.txt"]
    assert [notice.split(": ")[0] for notice in notices] == [
        "another article is called storm.txt already"
    ] * 2
    assert str(paths[1]) in notices[0]
    assert notices[0].endswith("is now port/storm.txt")


def test_one_file_named_twice_is_one_article(tmp_path: Path) -> None:
    path = put(tmp_path, "storm.txt")
    link = tmp_path / "again.txt"
    link.symlink_to(path)
    notices: list[str] = []
    articles = list(read_articles([path, tmp_path, str(path)], on_notice=notices.append))
    assert [article.id for article in articles] == ["storm.txt"]
    assert len(notices) == 3


def test_records_with_one_id_are_told_apart_by_their_file(tmp_path: Path) -> None:
    line = json.dumps({"id": "n1", "text": "Rain."})
    one = put(tmp_path, "a.jsonl", f"{line}\n")
    two = put(tmp_path, "b.jsonl", f"{line}\n{line}\n{line}\n")
    notices: list[str] = []
    ids = [article.id for article in read_articles([one, two], on_notice=notices.append)]
    assert ids == ["n1", "b.jsonl/n1", "b.jsonl/n1.2", "b.jsonl/n1.3"]
    assert len(notices) == 3
    assert notices[0] == (
        f"another article is called n1 already: line 1 of {two} is now b.jsonl/n1"
    )


def test_files_of_records_with_one_name_are_prefixed_once(tmp_path: Path) -> None:
    lines = '{"text": "One."}\n{"text": "Two."}\n'
    paths = [put(tmp_path, "a/wire.jsonl", lines), put(tmp_path, "b/wire.jsonl", lines)]
    notices: list[str] = []
    ids = [article.id for article in read_articles(paths, on_notice=notices.append)]
    assert ids == ["wire.jsonl:1", "wire.jsonl:2", "b/wire.jsonl:1", "b/wire.jsonl:2"]
    assert len(notices) == 1


def test_a_record_never_takes_the_name_of_a_file(tmp_path: Path) -> None:
    storm = put(tmp_path, "storm.txt")
    wire = put(tmp_path, "wire.jsonl", '{"id": "storm.txt", "text": "Rain."}\n')
    assert [a.id for a in read_articles([storm, wire])] == ["storm.txt", "wire.jsonl/storm.txt"]
    ids = [a.id for a in read_articles([wire, storm])]
    assert ids == ["storm.txt", f"{tmp_path.name}/storm.txt"]


def test_a_file_name_that_is_no_utf8_can_still_be_written_out(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(b"Rain fell.")
    [article] = read_articles([os.fsdecode(path)])
    assert article.id.encode() == "caf\ufffd.txt".encode()


def test_located_articles_tell_file_and_own_id(tmp_path: Path) -> None:
    storm = put(tmp_path, "storm.txt")
    wire = put(tmp_path, "wire.jsonl", '{"id": "n1", "text": "Rain."}\n{"text": "Rain."}\n')
    located = [(a.id, path, own) for a, path, own in locate_articles([storm, wire])]
    assert located == [
        ("storm.txt", storm, False),
        ("n1", wire, True),
        ("wire.jsonl:2", wire, False),
    ]
