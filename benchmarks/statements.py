"""How right are statements, reprints and differences on the sets that were written apart?

Run: python -m benchmarks.statements work|unread [--errors]

Reads `tests/quality/statements/`: groups of variants of one statement, pairs that look alike and
are two, pairs of articles that share a quote (reprints of one wire text or not), and pairs whose
differences change the meaning or not. Prints how many are right; with `--errors` which are not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from quotes.clusters import cluster_quotes
from quotes.clusters.differences import find_differences
from quotes.extract import with_context
from quotes.records import Article, CharSpan, Quote, QuoteCluster, Role, Speaker

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "quality" / "statements"

Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """The figures of one half, and what is wrong, a line each."""

    precision: float = 0.0
    recall: float = 0.0
    recall_by_type: dict[str, tuple[int, int]] = field(default_factory=dict)
    false_pairs: int = 0
    wire: float = 0.0
    flagged: float = 0.0
    named_right: float = 0.0
    falsely_flagged: float = 0.0
    errors: list[str] = field(default_factory=list)


def read_rows(half: str, name: str) -> list[Row]:
    """Return the lines of one set."""
    lines = (FOLDER / f"{half}-{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def to_quote(row: Row, article_id: str) -> Quote:
    """Return a variant as the only quote of its article."""
    text = row["text"]
    return Quote(
        id=f"{article_id}:0",
        article_id=article_id,
        outlet=row["outlet"],
        published=row["published"],
        kind=row["kind"],
        text=text,
        content=(CharSpan(start_char=0, end_char=len(text), text=text),),
        speaker=_speaker(row["speaker"]),
        role=Role(text=row["role"]) if row.get("role") else None,
    )


def _speaker(name: str | None) -> Speaker | None:
    """Return who is named; "harbour master" in small letters is nobody's name."""
    if not name:
        return None
    return Speaker(name=name, kind="unnamed" if name.islower() else "person")


def score_statements(groups: Sequence[Row], negatives: Sequence[Row], score: Score) -> None:
    """Cluster everything together; count pairs of quotes that are, and should be, one statement."""
    rows = [(row["id"], row["type"], row["variants"]) for row in groups]
    rows += [(row["id"] + side, row["type"], [row[side]]) for row in negatives for side in "ab"]
    quotes = [
        to_quote(variant, f"{id_}.{at}")
        for id_, _, variants in rows
        for at, variant in enumerate(variants)
    ]
    texts = {quote.article_id: quote.text for quote in quotes}
    found = set(_pairs(_counted(cluster) for cluster in cluster_quotes(quotes)))
    wanted = {
        pair: type_
        for id_, type_, variants in rows
        for pair in _pairs([[f"{id_}.{at}" for at in range(len(variants))]])
    }
    right = found & wanted.keys()
    score.precision = len(right) / max(1, len(found))
    score.recall = len(right) / max(1, len(wanted))
    score.false_pairs = len(found) - len(right)
    by_type: defaultdict[str, list[bool]] = defaultdict(list)
    for pair, type_ in wanted.items():
        by_type[type_].append(pair in right)
    score.recall_by_type = {type_: (sum(each), len(each)) for type_, each in by_type.items()}
    for pair in sorted(found - wanted.keys()) + sorted(wanted.keys() - found):
        kind = f"MISSED ({wanted[pair]})" if pair in wanted else "FALSE"
        score.errors.append(f"{kind} {pair}\n    {texts[pair[0]]}\n    {texts[pair[1]]}")


def _counted(cluster: QuoteCluster) -> list[str]:
    return [quote.article_id for quote in cluster.quotes if quote.relation != "related"]


def _pairs(groups: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)


def score_wire(rows: Sequence[Row], score: Score) -> None:
    """Count the pairs of articles rightly told to be reprints of one text, or not to be."""
    right = 0
    for row in rows:
        quotes = [
            _quote_in(article, words, f"{row['id']}.{at}")
            for at, (article, words) in enumerate(zip(row["articles"], row["quote"], strict=True))
        ]
        clusters = cluster_quotes(quotes)
        is_wire = len(clusters) == 1 and clusters[0].independent_outlets == 1
        right += is_wire == row["wire"]
        if is_wire != row["wire"]:
            score.errors.append(f"WIRE {row['id']} is {row['wire']}; {len(clusters)} statements")
    score.wire = right / len(rows)


def _quote_in(row: Row, words: str, article_id: str) -> Quote:
    article = Article(id=article_id, **row)
    start = article.text.index(words)
    quote = Quote(
        id=f"{article_id}:{start}",
        article_id=article_id,
        outlet=article.outlet,
        published=article.published,
        kind="direct",
        text=words,
        content=(article.span(start, start + len(words)),),
        speaker=Speaker(name="Ada Lindqvist"),
    )
    return with_context(article, [quote])[0]


def score_differences(rows: Sequence[Row], score: Score) -> None:
    """Count the pairs that are flagged where the meaning changes, and where it does not."""
    counts: Counter[str] = Counter()
    for row in rows:
        stakes = {
            stake
            for difference in find_differences(row["a"]["text"], row["b"]["text"])
            for stake in difference.stakes
        }
        wanted = set(row["changes"])
        counts["wanted" if wanted else "unwanted"] += 1
        counts["flagged" if wanted else "false"] += bool(stakes)
        counts["named"] += len(stakes & wanted)
        counts["to name"] += len(wanted)
        if stakes != wanted:
            score.errors.append(
                f"STAKES {row['id']} {sorted(stakes)} for {sorted(wanted)}"
                f"\n    {row['a']['text']}\n    {row['b']['text']}"
            )
    score.flagged = counts["flagged"] / counts["wanted"]
    score.named_right = counts["named"] / counts["to name"]
    score.falsely_flagged = counts["false"] / max(1, counts["unwanted"])


def score_half(half: str) -> Score:
    """Score one half of the sets, `work` or `unread`."""
    score = Score()
    score_statements(read_rows(half, "groups"), read_rows(half, "negatives"), score)
    score_wire(read_rows(half, "wire"), score)
    score_differences(read_rows(half, "differences"), score)
    return score


def main(arguments: list[str]) -> None:
    """Print the figures of one half."""
    score = score_half(arguments[0])
    print(f"pairwise precision {score.precision:.3f} ({score.false_pairs} false pairs)")
    print(f"pairwise recall    {score.recall:.3f}")
    for type_, (right, wanted) in sorted(score.recall_by_type.items()):
        print(f"    {type_:<20} {right} of {wanted}")
    print(f"reprints told      {score.wire:.3f}")
    print(f"changes flagged    {score.flagged:.3f} (by their own name {score.named_right:.3f})")
    print(f"falsely flagged    {score.falsely_flagged:.3f}")
    if "--errors" in arguments:
        print("\n".join(score.errors))


if __name__ == "__main__":
    main(sys.argv[1:])
