"""What an engine is told about a statement, and the paragraphs around a quote."""

from __future__ import annotations

from newsroom import Statement, story

from index.engine import day_number
from index.statements import (
    CONTEXT_REACH_CHARS,
    paragraphs_around,
    statement_record,
)
from quotes.clusters import cluster_quotes
from quotes.records import Article, Quote

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"


def test_a_quote_over_several_paragraphs_has_them_all_around_it() -> None:
    text = "One.\n\n“Two.\n\n“Three,” she said.\n\nFour."
    article = Article(id="a", text=text)
    spans = tuple(article.span(text.index(w), text.index(w) + len(w)) for w in ("Two.", "Three,"))
    quote = Quote(id="a:7", article_id="a", kind="direct", content=spans, text="Two. … Three,")
    around = [text[start:end] for start, end in paragraphs_around(text, quote)]
    assert around == ["“Two.", "“Three,” she said."]
    wider = [text[start:end] for start, end in paragraphs_around(text, quote, neighbours=1)]
    assert wider == ["One.", "“Two.", "“Three,” she said.", "Four."]


def test_a_statement_is_told_with_what_each_of_its_quotes_adds() -> None:
    stories = [
        story("a.txt", Statement(BRIDGE, "Ada Fenwick", "the harbour master")),
        story("b.txt", FERRY, Statement(BRIDGE, "A. Fenwick"), outlet="Port Gazette"),
    ]
    clusters = cluster_quotes([quote for _, quotes in stories for quote in quotes])
    cluster = next(cluster for cluster in clusters if cluster.representative.text == BRIDGE)
    texts = {article.id: article.text for article, _ in stories}
    record = statement_record(cluster, texts.__getitem__, {"The Pilot": "Ada Fenwick"})
    assert record.contents == (BRIDGE,)
    assert set(record.speakers) == {"Ada Fenwick", "A. Fenwick", "The Pilot"}
    assert record.roles == ("the harbour master",)
    assert set(record.outlets) == {"The Bay Record", "Port Gazette"}
    assert record.kinds == ("direct",)
    assert record.cues == ("said",)
    assert record.published_days == (day_number("2031-03-03"),)
    assert set(record.contexts) == {
        "The council met on Monday.",
        "“",
        "” said Ada Fenwick, the harbour master.",
        f"“{FERRY}” said Ada Fenwick.",
        "” said A. Fenwick.",
    }


def test_where_a_text_has_no_paragraphs_the_context_is_what_stands_near() -> None:
    far = "farword " * 100
    text = f"{far}nearword “Rain” he said nearly {far}"
    article = Article(id="a", text=text)
    at = text.index("Rain")
    quote = Quote(
        id=f"a:{at}",
        article_id="a",
        kind="direct",
        content=(article.span(at, at + 4),),
        text="Rain",
    )
    (cluster,) = cluster_quotes([quote])
    before, after = statement_record(cluster, lambda _: text, {}).contexts
    assert before.endswith(" nearword “")
    assert after.startswith("” he said nearly ")
    for part in (before, after):
        assert set(part.split()) <= {"farword", "nearword", "“", "”", "he", "said", "nearly"}
        assert len(part) <= CONTEXT_REACH_CHARS + len("farword ")
