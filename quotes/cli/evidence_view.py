"""What shows that this person spoke, and in this role: the answer to `quotes show --why`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from quotes.cli.answer_table import console
from quotes.cli.streams import printable
from quotes.folding import fold_name

if TYPE_CHECKING:
    from quotes.evidence import QuoteEvidence
    from quotes.pipeline.people_evidence import EvidenceLink, SpeakerEvidence
    from quotes.pipeline.role_evidence import RoleEvidence
    from quotes.records import Article, Quote, Role

NOT_FOUND_AGAIN = (
    "read again, the article has no quote that begins there, so there is no evidence to show;"
    " another version or another program may have found this one"
)
_MAX_OTHERS = 5
_REACH_CHARS = 60


def print_evidence(quote: Quote, article: Article, evidence: QuoteEvidence | None) -> None:
    """Write why an archived quote has its speaker and role, as the article shows it now."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in evidence_rows(quote, article, evidence):
        table.add_row(name, Text(printable(value)))
    out = console()
    out.print("\nWhy this speaker and role:")
    out.print(table)


def evidence_rows(
    quote: Quote, article: Article, evidence: QuoteEvidence | None
) -> Iterator[tuple[str, str]]:
    """Yield what to show, as pairs of a name and a value."""
    if evidence is None:
        yield "evidence", NOT_FOUND_AGAIN
        return
    if evidence.speaker is not None:
        yield from _speaker_rows(evidence.speaker)
    else:
        yield "speaker", "no evidence was kept by this reading"
    archived, found = quote.speaker, evidence.quote.speaker
    if (fold_name(archived.name) if archived else "") != (fold_name(found.name) if found else ""):
        yield "but archived", archived.name if archived else "no speaker"
    if evidence.role is not None:
        yield from _role_rows(evidence.role, article)
    else:
        yield "role", "none is stated for this speaker"
    if _words(quote.role) != _words(evidence.quote.role):
        yield "but archived", quote.role.text if quote.role else "no role"


def _words(role: Role | None) -> str:
    return role.text if role else ""


def _speaker_rows(evidence: SpeakerEvidence) -> Iterator[tuple[str, str]]:
    if evidence.source:
        yield "source", _link(evidence.source)
    for link in evidence.chain:
        yield link.kind, _link(link)
    yield "decided by", evidence.rule
    for reason in evidence.reasons:
        yield "because", reason


def _link(link: EvidenceLink) -> str:
    return f"“{link.text}”, characters {link.start_char}–{link.end_char}"


def _role_rows(evidence: RoleEvidence, article: Article) -> Iterator[tuple[str, str]]:
    chosen = evidence.chosen
    place = f"characters {chosen.start_char}–{chosen.end_char}"
    yield "role", f"{chosen.text}, {place}: {evidence.standing}, {evidence.place}"
    yield "stated in", around(article.text, chosen.start_char, chosen.end_char)
    yield "chosen since", evidence.rule
    for other in evidence.others[:_MAX_OTHERS]:
        yield "also stated", f"{other.text}, characters {other.start_char}–{other.end_char}"
    left_out = len(evidence.others) - _MAX_OTHERS
    if left_out > 0:
        yield "also stated", f"and {left_out} more"


def around(text: str, start_char: int, end_char: int) -> str:
    """Return a stretch of text with whole words around it, its line breaks as spaces.

    >>> around("Rain fell on Hale Orvik, mayor of Lund, and on others.", 25, 38)
    'Rain fell on Hale Orvik, mayor of Lund, and on others.'
    """
    first, last = max(0, start_char - _REACH_CHARS), min(len(text), end_char + _REACH_CHARS)
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    shown = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"
