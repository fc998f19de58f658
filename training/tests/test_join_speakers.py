"""Who speaks, put together with texts that are not ours to ship: a corpus of one article."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.join_speakers import ANNOTATIONS, joined

ARTICLE = {
    "id": "ferry",
    "text": "The ferry stays, the mayor said.",
    "attributions": [{"source": [[17, 26]], "cue": [[27, 31]], "content": [[0, 15]]}],
}
ADDED = {"n": 0, "speaker": "mayor", "speaker_kind": "unnamed", "role": None, "doubtful": False}


def write(folder: Path, added: list[dict[str, object]]) -> Path:
    line = json.dumps({"id": "ferry", "attributions": added})
    (folder / "articles-1.jsonl").write_text(line + "\n", encoding="utf-8")
    corpus = folder / "train.jsonl.gz"
    with gzip.open(corpus, "wt", encoding="utf-8") as output:
        output.write(json.dumps(ARTICLE) + "\n")
    return corpus


def test_spans_and_speakers_are_put_together(tmp_path: Path) -> None:
    (article,) = joined(write(tmp_path, [ADDED]), tmp_path)
    assert article["text"] == ARTICLE["text"]
    (attribution,) = article["attributions"]
    assert attribution["source"] == [[17, 26]]
    assert attribution["speaker"] == "mayor"
    assert "n" not in attribution


def test_other_attributions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ferry: not in .*, or with other"):
        list(joined(write(tmp_path, [ADDED, {**ADDED, "n": 1}]), tmp_path))


def test_every_annotated_article_numbers_its_attributions() -> None:
    lines = [
        json.loads(line)
        for path in ANNOTATIONS.glob("articles-*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len({line["id"] for line in lines}) == len(lines) > 90
    for line in lines:
        numbers = [entry["n"] for entry in line["attributions"]]
        assert numbers == list(range(len(numbers)))
        assert all("text" not in entry for entry in line["attributions"])
