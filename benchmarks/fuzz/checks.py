"""What must hold of the quotes of any article, whatever the text and whatever the network says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.records import CONTENT_JOINER, Article, CharSpan, Quote


class BrokenError(AssertionError):
    """Something that must always hold does not."""


def check_quotes(article: Article, found: Sequence[Quote]) -> None:
    """Raise `BrokenError` unless offsets, order, ids and nesting of an article's quotes hold."""
    identities = [quote.id for quote in found]
    _require(len(set(identities)) == len(identities), "two quotes have one id")
    firsts = [quote.content[0].start_char for quote in found]
    _require(firsts == sorted(firsts), "quotes are out of order")
    for quote in found:
        for span in spans_of(quote):
            is_exact = article.text[span.start_char : span.end_char] == span.text
            _require(is_exact and bool(span.text), f"{quote.id}: {span!r} is not in the text")
        for before, after in pairwise(quote.content):
            is_apart = before.end_char <= after.start_char
            _require(is_apart, f"{quote.id}: {before!r} and {after!r} overlap")
        start_char = quote.content[0].start_char
        name = f"{article.id}:{start_char}"
        _require(quote.id == name or quote.id.startswith(f"{name}."), f"{quote.id}: not {name}")
        joined = CONTENT_JOINER.join(span.text for span in quote.content)
        _require(quote.text == joined, f"{quote.id}: its text is not its spans'")
        is_known = quote.nested_in is None or quote.nested_in in identities
        _require(is_known and quote.nested_in != quote.id, f"{quote.id}: in {quote.nested_in}")


def spans_of(quote: Quote) -> Iterator[CharSpan]:
    """Yield every span of a quote, its speakers' and its role's too."""
    yield from quote.content
    yield from (span for span in (quote.cue, quote.source) if span)
    people = (quote.speaker, *quote.speaker_candidates)
    yield from (person.mention for person in people if person and person.mention)
    if quote.role and quote.role.mention:
        yield quote.role.mention


def _require(holds: bool, complaint: str) -> None:
    if not holds:
        raise BrokenError(complaint)
