"""What is a search engine told about one statement, and what stands around a quote?

Hands on `StatementRecord`s to `index/store.py`, and the paragraphs around a quote to whoever shows
one. Pure: works on records alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from index.engine import StatementRecord, day_number
from index.searchable_names import searchable_name
from quotes.pipeline.paragraphs import paragraphs
from quotes.records import Quote, QuoteCluster

CONTEXT_REACH_CHARS = 400
"""How far around a quote its context goes at most: not all texts have paragraphs, and the time it
takes to build a view grows with every word in it."""

_WHITE_SPACE = re.compile(r"\s")


@lru_cache(maxsize=8)
def _paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    # A statement's quotes are often of one article: its text is looked through once.
    return tuple(paragraphs(text))


def paragraphs_around(
    text: str, quote: Quote, *, neighbours: int = 0
) -> tuple[tuple[int, int], ...]:
    """Return the `[start, end)` of the paragraphs that a quote's content stands in.

    `neighbours` is how many more to give before and after. Offsets are of `text`, the article's.
    """
    first, last = quote.content[0].start_char, quote.content[-1].end_char
    found = _paragraphs(text)
    inside = [at for at, (start, end) in enumerate(found) if start < last and first < end]
    if not inside:
        return ()
    return found[max(inside[0] - neighbours, 0) : inside[-1] + neighbours + 1]


def statement_record(
    cluster: QuoteCluster, article_text: Callable[[str], str], aliases: Mapping[str, str]
) -> StatementRecord:
    """Return what engines index of one cluster.

    `article_text` gives the text of an article by its id. Quotes that are only `related` belong
    to another statement and are left out. `aliases` gives names by their other spellings.
    """
    quotes = [quote for quote in cluster.quotes if quote.relation != "related"]
    return record_of(cluster.id, quotes, article_text, aliases)


def record_of(
    cluster_id: str,
    quotes: Sequence[Quote],
    article_text: Callable[[str], str],
    aliases: Mapping[str, str],
) -> StatementRecord:
    """Return what engines index of the quotes of one statement; see `statement_record`."""
    names = _without_repeats(searchable_name(quote.speaker) for quote in quotes if quote.speaker)
    return StatementRecord(
        cluster_id=cluster_id,
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
        named=next((quote.speaker.name for quote in quotes[:1] if quote.speaker), None),
    )


def _contexts(quotes: Iterable[Quote], article_text: Callable[[str], str]) -> Iterator[str]:
    """Yield what stands around each quote: the paragraph before, and the rest of its own.

    The quote's own words are left out: they are indexed as content.
    """
    for quote in quotes:
        text = article_text(quote.article_id)
        first, last = quote.content[0].start_char, quote.content[-1].end_char
        for paragraph in paragraphs_around(text, quote, neighbours=1):
            start_char = max(paragraph[0], _word_edge(text, first - CONTEXT_REACH_CHARS))
            end_char = min(paragraph[1], _word_edge(text, last + CONTEXT_REACH_CHARS))
            if start_char >= last:
                break
            for span in quote.content:
                if span.start_char < end_char and start_char < span.end_char:
                    yield text[start_char : span.start_char]
                    start_char = span.end_char
            yield text[start_char:end_char]


def _word_edge(text: str, at: int) -> int:
    """Return the end of the word that `at` stands in, kept within the text."""
    if at <= 0:
        return 0
    found = _WHITE_SPACE.search(text, at)
    return found.start() if found else len(text)


def _spellings(names: Iterable[str], aliases: Mapping[str, str]) -> Iterator[str]:
    """Yield names, and for each what stands for it and what it stands for."""
    for name in names:
        yield name
        known_as = aliases.get(name, name)
        yield known_as
        yield from (spelling for spelling, alias in aliases.items() if alias == known_as)


def _without_repeats(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
