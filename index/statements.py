"""What is a search engine told about one statement, and what stands around a quote?

Hands on `StatementRecord`s to `index/store.py`, and the paragraphs around a quote to whoever shows
one. Pure: works on records alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from index.engine import StatementRecord, day_number
from quotes.records import Quote, QuoteCluster

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[ \t\u00a0]*(?:\r\n?|\n)\s*")
_LINE_ENDS = re.compile(r"(?:\r\n?|\n)\s*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the `[start, end)` of every paragraph of `text`, in order.

    Paragraphs are parted by blank lines; in a text without any, every line is one.

    >>> paragraphs("Rain fell.\nRoads\n\nclosed.")
    [(0, 16), (18, 25)]
    """
    parting = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_ENDS
    found = []
    start_char = 0
    for gap in parting.finditer(text):
        found.append((start_char, gap.start()))
        start_char = gap.end()
    found.append((start_char, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def paragraphs_around(text: str, quote: Quote, *, neighbours: int = 0) -> list[tuple[int, int]]:
    """Return the paragraphs that a quote's content stands in, with some before and after.

    `neighbours` is how many more to give on each side. Offsets are of `text`, the article's.
    """
    first, last = quote.content[0].start_char, quote.content[-1].end_char
    found = paragraphs(text)
    inside = [at for at, (start, end) in enumerate(found) if start < last and first < end]
    if not inside:
        return []
    return found[max(inside[0] - neighbours, 0) : inside[-1] + neighbours + 1]


def statement_record(
    cluster: QuoteCluster, article_text: Callable[[str], str], aliases: Mapping[str, str]
) -> StatementRecord:
    """Return what engines index of one cluster.

    `article_text` gives the text of an article by its id. Quotes that are only `related` belong
    to another statement and are left out. `aliases` gives names by their other spellings.
    """
    quotes = [quote for quote in cluster.quotes if quote.relation != "related"]
    names = _without_repeats(quote.speaker.name for quote in quotes if quote.speaker)
    return StatementRecord(
        cluster_id=cluster.id,
        contents=_without_repeats(quote.text for quote in quotes),
        speakers=_without_repeats(_spellings(names, aliases)),
        roles=_without_repeats(quote.role.text for quote in quotes if quote.role),
        outlets=_without_repeats(quote.outlet for quote in quotes if quote.outlet),
        kinds=_without_repeats(quote.kind for quote in quotes),
        cues=_without_repeats(quote.cue.text for quote in quotes if quote.cue),
        contexts=_without_repeats(_contexts(quotes, article_text)),
        published_days=tuple(
            dict.fromkeys(day for quote in quotes if (day := day_number(quote.published)))
        ),
    )


def _contexts(quotes: Iterable[Quote], article_text: Callable[[str], str]) -> Iterator[str]:
    for quote in quotes:
        text = article_text(quote.article_id)
        for start, end in paragraphs_around(text, quote, neighbours=1):
            yield text[start:end]


def _spellings(names: Iterable[str], aliases: Mapping[str, str]) -> Iterator[str]:
    """Yield names, and for each what stands for it and what it stands for."""
    for name in names:
        yield name
        known_as = aliases.get(name, name)
        yield known_as
        yield from (spelling for spelling, alias in aliases.items() if alias == known_as)


def _without_repeats(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
