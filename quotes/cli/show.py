"""`quotes show`: one quote in its context, with every variant and outlet."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from quotes.cli.options import DEFAULT_INDEX, IndexFile
from quotes.cli.streams import is_terminal, output, say

if TYPE_CHECKING:
    from index.store import QuoteIndex
    from quotes.evidence import QuoteEvidence
    from quotes.records import Article, Quote, QuoteCluster


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a quote or a statement.")],
    index_file: IndexFile = DEFAULT_INDEX,
    format: Annotated[
        Literal["text", "json"] | None,
        typer.Option(help="Text on a terminal, JSON elsewhere, unless told."),
    ] = None,
    why: Annotated[
        bool,
        typer.Option("--why", help="Add what shows that this person spoke, in this role."),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Add how each variant is worded otherwise (JSON always has)."),
    ] = False,
) -> None:
    """Show a quote in its context, with every variant.

    The paragraphs around it, exactly as the article has them, with speaker, role, cue, outlet,
    date, address and offsets, and every other quote of the same statement with its relation and
    outlet. The words are emphasised on a terminal.

    With --why the archived article is read once more, to show what led to the speaker and the role:
    the source, the mentions from there to the name, the words that state the role, and the rule.

    \b
    Examples:
      quotes show damascus-meridian.html:657
      quotes show --format text damascus-meridian.html:657
      quotes show --why damascus-meridian.html:657
      quotes show --diff --format text bridge-tarn.txt:862
    """
    from index.store import QuoteIndex

    with QuoteIndex.open(index_file, readonly=None) as index:
        quote, cluster = _find(index, id)
        article = index.get_article(quote.article_id)
    evidence = _evidence(article, quote) if why else None
    if format == "text" or (format is None and is_terminal(sys.stdout)):
        from quotes.cli.quote_view import print_quote

        print_quote(quote, article, cluster, around(article.text, quote))
        if diff:
            from quotes.cli.diff_view import print_differences

            print_differences(cluster)
        if why:
            from quotes.cli.evidence_view import print_evidence

            print_evidence(quote, article, evidence)
        return
    record = _record(quote, article, cluster)
    if why:
        record["why"] = evidence.to_plain() if evidence else None
    print(json.dumps(record, ensure_ascii=False), file=output())


def _evidence(article: Article, quote: Quote) -> QuoteEvidence | None:
    """Read the archived article again for the evidence; say so where the quote is not found."""
    from quotes.evidence import find_evidence

    evidence = find_evidence(article, quote.id)
    if evidence is None:
        from quotes.cli.evidence_view import NOT_FOUND_AGAIN

        say(NOT_FOUND_AGAIN)
    return evidence


def around(text: str, quote: Quote) -> tuple[int, int]:
    """Return `[start, end)` of the paragraphs of a quote with one before and one after."""
    from index.statements import paragraphs_around

    found = paragraphs_around(text, quote, neighbours=1)
    first, last = quote.content[0].start_char, quote.content[-1].end_char
    return (
        min([first, *(start for start, _ in found)]),
        max([last, *(end for _, end in found)]),
    )


def _find(index: QuoteIndex, id: str) -> tuple[Quote, QuoteCluster]:
    """Return a quote and its statement; of a statement, its longest quote.

    Raises:
        NotFoundError: Neither a quote nor a statement has this id.
    """
    from quotes.errors import NotFoundError

    try:
        return index.get_quote(id), index.get_cluster_of(id)
    except NotFoundError as error:
        try:
            cluster = index.get_cluster(id)
        except NotFoundError:
            raise error from None
        return index.get_quote(cluster.representative_id), cluster


def _record(quote: Quote, article: Article, cluster: QuoteCluster) -> dict[str, Any]:
    start_char, end_char = around(article.text, quote)
    return {
        "quote": quote.model_dump(),
        "article": article.model_dump(exclude={"text"}),
        "context": article.span(start_char, end_char).model_dump(),
        "statement": cluster.model_dump(),
    }
