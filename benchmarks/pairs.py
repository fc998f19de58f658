"""How many pairs of quotes and of names are rightly told to be the same?

Run: python -m benchmarks.pairs FOLDER, with `quotes.jsonl` and `names.jsonl` in it: lines of
`{"a", "b", "same"}`, for quotes with a `type`. Of quotes, `related` counts for translations only;
of names, only full ones are counted, and only "same" joins two without a second signal's help.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from quotes.clusters.names import compare_names, name_words
from quotes.clusters.retranslations import say_alike
from quotes.clusters.similarity import compare
from quotes.clusters.wording import read_wording


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the pairs of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main(folder: Path) -> None:
    """Print the figures, and the pairs that are wrong."""
    counts: Counter[str] = Counter()
    for row in read_rows(folder / "quotes.jsonl"):
        is_one = compare(row["a"], row["b"]) is not None
        is_related = not is_one and say_alike(read_wording(row["a"]), read_wording(row["b"]))
        is_found = is_one or (is_related and row["type"] == "translation")
        counts["same" if row["same"] else "different"] += 1
        counts["found"] += row["same"] and is_found
        counts["false"] += not row["same"] and is_one
        counts["falsely related"] += not row["same"] and is_related
        if row["same"] != is_found:
            print(f"{row['type']}: {row['a']}\n    {row['b']}")
    print(
        f"quotes: {counts['found']} of {counts['same']} found, {counts['false']} false and"
        f" {counts['falsely related']} falsely related of {counts['different']}"
    )
    names: Counter[tuple[bool, str]] = Counter()
    for row in read_rows(folder / "names.jsonl"):
        if min(len(name_words(row[side])) for side in "ab") > 1:
            names[row["same"], compare_names(row["a"], row["b"])] += 1
    print(
        f"full names: {names[True, 'same']} of {sum(n for (same, _), n in names.items() if same)}"
        f" found, {names[False, 'same']} of"
        f" {sum(n for (same, _), n in names.items() if not same)} different ones the same"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
