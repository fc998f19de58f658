"""What does one quote look like on a terminal, with its proof?"""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.table import Table
from rich.text import Text

from quotes.cli.answer_table import console, shown_speaker, shown_words
from quotes.cli.messages import counted
from quotes.cli.streams import printable
from quotes.records import Article, CharSpan, ClusterMember, Quote, QuoteCluster


def print_quote(
    quote: Quote, article: Article, cluster: QuoteCluster, around: tuple[int, int]
) -> None:
    """Write a quote: the facts, the words in their context, and who else carried them.

    `around` is the `[start, end)` of the article's text to show.
    """
    out = console()
    out.print(_facts(quote, article, cluster))
    out.print(_context(quote, article, around))
    others = [member for member in cluster.quotes if member.id != quote.id]
    related = [member for member in others if member.relation == "related"]
    same = [member for member in others if member.relation != "related"]
    if same:
        out.print(f"\nThe same statement in {counted(len(same), 'other quote')}:")
        out.print(_variants(same))
    if related:
        out.print("\nPerhaps this statement in other words, counted as another one:")
        out.print(_variants(related))


def _facts(quote: Quote, article: Article, cluster: QuoteCluster) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in _fact_rows(quote, article, cluster):
        table.add_row(name, Text(printable(value)))
    return table


def _fact_rows(quote: Quote, article: Article, cluster: QuoteCluster) -> Iterator[tuple[str, str]]:
    if quote.speaker:
        speaker = quote.speaker
        yield "speaker", f"{speaker.name} ({speaker.kind}, confidence {speaker.confidence:.2f})"
        if speaker.mention:
            yield "named at", _place(speaker.mention)
    else:
        yield "speaker", "not stated"
    if quote.speaker_candidates:
        names = ", ".join(candidate.name for candidate in quote.speaker_candidates)
        yield "or perhaps", names
    if quote.role:
        affiliation = quote.role.affiliation
        yield "role", f"{quote.role.text} ({affiliation})" if affiliation else quote.role.text
        if quote.role.mention:
            yield "stated at", _place(quote.role.mention)
    if quote.source:
        yield "source", f"{quote.source.text}, {_place(quote.source)}"
    if quote.cue:
        yield "cue", f"{quote.cue.text}, {_place(quote.cue)}"
    yield "kind", f"{quote.kind}, {quote.medium}, {quote.modality}"
    yield "confidence", f"{quote.confidence:.2f}"
    if quote.nested_in:
        yield "within", quote.nested_in
    yield from _article_rows(article)
    yield "words at", "; ".join(_place(span) for span in quote.content)
    yield "statement", cluster.id


def _article_rows(article: Article) -> Iterator[tuple[str, str]]:
    for name in ("outlet", "published", "title", "byline", "url"):
        value = getattr(article, name)
        if value:
            yield name, value
    yield "article", article.id


def _place(span: CharSpan) -> str:
    return f"characters {span.start_char}–{span.end_char}"


def _context(quote: Quote, article: Article, around: tuple[int, int]) -> Text:
    """Return the paragraphs exactly, the content strong, cue, source and mentions underlined."""
    start_char, end_char = around
    shown = Text(f"\n{printable(article.text[start_char:end_char])}")
    offset = 1 - start_char
    speaker = quote.speaker.mention if quote.speaker else None
    role = quote.role.mention if quote.role else None
    for span in (quote.source, quote.cue, speaker, role):
        if span and start_char <= span.start_char and span.end_char <= end_char:
            shown.stylize("underline", span.start_char + offset, span.end_char + offset)
    for span in quote.content:
        shown.stylize("bold yellow", span.start_char + offset, span.end_char + offset)
    return shown


def _variants(members: list[ClusterMember]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for name in ("Relation", "Where", "Who", "Words"):
        table.add_column(name)
    for member in members:
        place = "\n".join(filter(None, (member.outlet, member.published, member.id)))
        table.add_row(
            member.relation,
            Text(printable(place)),
            shown_speaker(member),
            shown_words(member.text, member.kind),
        )
    return table
