"""Passages written apart, with what a careful reader would answer, as gold articles.

`tests/quality/people/README.md` says how a line looks: pieces of text are given as strings, with
the number of the occurrence where there are several.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes.gold import GoldArticle, read_gold
from quotes.records import CONTENT_JOINER, Article, CharSpan, Quote, Role, Speaker

HARD = "hard"


def read_entries(path: Path) -> Iterator[tuple[GoldArticle, frozenset[str]]]:
    """Yield the articles of a gold file or of passages, with the ids of the quotes that are hard.

    Of a gold file none is.
    """
    if _has_passages(path):
        with path.open(encoding="utf-8") as lines:
            yield from (read_passage(json.loads(line)) for line in lines)
    else:
        yield from ((entry, frozenset()) for entry in read_gold(path))


def _has_passages(path: Path) -> bool:
    if path.suffix != ".jsonl":
        return False
    with path.open(encoding="utf-8") as lines:
        first = json.loads(next(lines, "{}"))
    return "text" in first and "quotes" in first


def read_passage(record: Mapping[str, Any]) -> tuple[GoldArticle, frozenset[str]]:
    """Return a passage as a gold article, and the ids of its hard quotes."""
    article = Article(
        id=record["id"], text=record["text"], title=record["title"], byline=record["byline"]
    )
    quotes, hard = [], set()
    for number, entry in enumerate(record["quotes"]):
        quote = _quote(article, entry, number)
        quotes.append(quote)
        if entry[HARD]:
            hard.add(quote.id)
    return GoldArticle(article=article, quotes=tuple(quotes)), frozenset(hard)


def _quote(article: Article, entry: Mapping[str, Any], number: int) -> Quote:
    content = tuple(_span(article, piece) for piece in entry["content"])
    speaker = entry["speaker"]
    return Quote(
        id=f"{article.id}:{content[0].start_char}.{number}",
        article_id=article.id,
        kind=entry["kind"],
        medium=entry["medium"],
        content=content,
        cue=_span(article, entry["cue"]) if entry["cue"] else None,
        source=_span(article, entry["source"]) if entry["source"] else None,
        text=CONTENT_JOINER.join(span.text for span in content),
        speaker=Speaker(name=speaker, kind=entry["speaker_kind"]) if speaker else None,
        role=Role(text=entry["role"]) if entry["role"] else None,
    )


def _span(article: Article, piece: str | Mapping[str, Any]) -> CharSpan:
    """Return the span of a piece, at its first or its numbered occurrence."""
    words, count = (piece, 1) if isinstance(piece, str) else (piece["text"], piece["occurrence"])
    start = -len(words)
    for _ in range(count):
        start = article.text.index(words, start + len(words))
    return article.span(start, start + len(words))
