"""Tiny corpora in the layout of the real ones, written to a temporary folder."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parent.parent
TINY = Path(__file__).resolve().parent / "tiny"
sys.path[:0] = [str(TRAINING), str(TRAINING.parent)]


def _located(article: dict) -> dict:
    """Return an article as PolNeAR has it: offsets instead of the words themselves."""
    text = article["text"]
    attributions = []
    for attribution in article["attributions"]:
        after = text.index(attribution["content"][0])
        spans = {}
        for role, pieces in attribution.items():
            starts = [text.find(piece, after) for piece in pieces]
            starts = [s if s >= 0 else text.index(p) for s, p in zip(starts, pieces, strict=True)]
            spans[role] = [[s, s + len(p)] for s, p in zip(starts, pieces, strict=True)]
        attributions.append(spans)
    return {"id": article["id"], "text": text, "attributions": attributions, "discard": []}


@pytest.fixture(scope="session")
def tiny_corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder laid out like the corpora."""
    folder = tmp_path_factory.mktemp("corpora")
    for name in ("polnear", "ud", "gum"):
        (folder / name).mkdir()
    articles = json.loads((TINY / "articles.json").read_text(encoding="utf-8"))
    treebank = (TINY / "treebank.conllu").read_text(encoding="utf-8")
    for split in ("train", "dev"):
        lines = [json.dumps(_located(a)) for a in articles if a["split"] == split]
        with gzip.open(folder / f"polnear/{split}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        for path in (f"ud/ewt-{split}.conllu.gz", f"gum/gum-{split}.conllu.gz"):
            with gzip.open(folder / path, "wt", encoding="utf-8") as file:
                file.write(treebank + "\n")
    return folder
