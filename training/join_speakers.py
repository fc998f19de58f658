"""Who speaks in 235 more PolNeAR articles: put our annotation and PolNeAR's texts together.

    python -m training.join_speakers CORPORA/polnear/train.jsonl.gz speakers.jsonl.gz

PolNeAR's texts may not be handed on, so `training/speakers/` holds only what we added: for each
attribution (by its number `n` in the article) the speaker, kind of speaker, role and medium, and
whether it is in doubt. Written by reading, without sight of the program, on 2026-11-20; the
conventions are those of `speakers/` (training/README.md). What is written here is read by
`quotes evaluate` and `python -m benchmarks.people`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ANNOTATIONS = Path(__file__).parent / "speakers"
UNREAD = ANNOTATIONS / "unread"
"""Annotations that only measure: nobody trains on these articles or reads their errors."""


def unread_ids() -> frozenset[str]:
    """Return the ids of the articles that only measure."""
    return frozenset(
        json.loads(line)["id"]
        for path in sorted(UNREAD.glob("articles-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def joined(polnear: Path, annotations: Path = ANNOTATIONS) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles in the order of the annotation files.

    Raises `ValueError` where an article is not in the corpus or has other attributions.
    """
    with gzip.open(polnear, "rt", encoding="utf-8") as lines:
        articles = {record["id"]: record for record in map(json.loads, lines)}
    for path in sorted(annotations.glob("articles-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            added = json.loads(line)
            article = articles.get(added["id"])
            numbers = [entry["n"] for entry in added["attributions"]]
            if article is None or numbers != list(range(len(article["attributions"]))):
                raise ValueError(f"{added['id']}: not in {polnear}, or with other attributions")
            pairs = zip(article["attributions"], added["attributions"], strict=True)
            attributions = [
                {**spans, **{name: value for name, value in entry.items() if name != "n"}}
                for spans, entry in pairs
            ]
            yield {**article, "attributions": attributions}


def main() -> None:
    """Write the articles as JSON lines, gzipped."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("polnear", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--unread", action="store_true", help="those that only measure")
    arguments = parser.parse_args()
    annotations = UNREAD if arguments.unread else ANNOTATIONS
    with gzip.open(arguments.output, "xt", encoding="utf-8") as output:
        for article in joined(arguments.polnear, annotations):
            output.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
