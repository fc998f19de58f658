"""What do the lines that go in and out of the program mean, field by field?

Hands on JSON Schema, made from the records themselves, with a sentence for every field, and the
same as text for people.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from quotes.export.formats import AnswerToQuery, ExportRow
from quotes.records import Answer, Article, Quote, QuoteCluster, Record


class GoldLine(Record):
    """An article with its quotes as a careful reader marked them."""

    article: Article
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of line: what it holds, and which commands read and write it."""

    record: type[Record]
    text: str


LINES: dict[str, Line] = {
    "article": Line(
        Article,
        "An article. Read by extract and add (a .jsonl file, or standard input). Only text is"
        " needed; id is how the article is called from then on.",
    ),
    "quote": Line(
        Quote,
        "One attributed statement in one article. Written by extract, read by cluster. One"
        " attribution is one quote, even where the cue splits it into several content spans.",
    ),
    "statement": Line(
        QuoteCluster,
        "Quotes of one or several outlets that carry the same statement. Written by cluster."
        " Every quote counts for exactly one statement.",
    ),
    "answer": Line(
        Answer,
        "A statement that matches a query, best first. Written by search.",
    ),
    "batch": Line(
        AnswerToQuery,
        "An answer with the query that it answers. Written by search --batch.",
    ),
    "export": Line(
        ExportRow,
        "A quote of an archive. Written by export; rows of one cluster_id are one statement. CSV"
        " has the same fields, dotted (speaker.name), with lists as JSON and the first content"
        " span in columns of its own.",
    ),
    "gold": Line(
        GoldLine,
        "An article with its quotes as a careful reader marked them. Read by evaluate.",
    ),
}
"""By the name that `quotes schema` takes."""

FIELD_TEXTS: dict[str, str] = {
    "Answer.cluster_id": "the statement",
    "Answer.score": "higher is better; only the order means something",
    "Answer.text": "the longest form of the words",
    "Answer.speaker": "who said it",
    "Answer.role": "the speaker's role as an article words it",
    "Answer.first_published": "the first date on which it was published",
    "Answer.outlets": "who carried it, in the order of publication",
    "Answer.independent_outlets": "how many outlets, all with one wire text counted as one",
    "Answer.found_in": "content, speaker, role, context …: where the query was found",
    "Answer.before": "what stands before the words in their paragraph",
    "Answer.after": "what stands after them",
    "Answer.highlights": "[start, end) of what the query found, in text",
    "Answer.quotes": "every quote of the statement with its relation",
    "AnswerToQuery.query": "the query that this answers",
    "Article.id": "what the article is called; the file's name where the input has no id",
    "Article.text": "the words, exactly; all offsets count its code points",
    "Article.outlet": "who published it",
    "Article.title": "its headline",
    "Article.url": "its address",
    "Article.byline": "who wrote it, as it is printed",
    "Article.published": "an ISO date, or a date-time with its zone",
    "Article.language": "an ISO 639-1 code; only en is read for quotes",
    "Attribution.kind": "direct (all verbatim), indirect, or mixed",
    "Attribution.medium": "speech, writing or thought",
    "Attribution.modality": "asserted, negated, hypothetical, future, question or directive",
    "Attribution.content": "what was said, in order; outermost quotation marks left out",
    "Attribution.cue": "the whole reporting expression",
    "Attribution.source": "who it is attributed to, as the sentence words it",
    "Attribution.nested_in": "the id of the quote that this one stands in",
    "Attribution.confidence": "how sure the reading is, 0 to 1",
    "CharSpan.start_char": "first code point of article.text",
    "CharSpan.end_char": "one past the last",
    "CharSpan.text": "article.text[start_char:end_char], exactly",
    "ClusterMember.differences": "from the representative's words, in the order of the text",
    "ClusterMember.relation": "same, shortened, contained, or related (counts elsewhere)",
    "ClusterMember.wire": "another article of the statement has the same text around it",
    "Difference.change": "cut (only the representative has the words), added or replaced",
    "Difference.representative": "the representative's words",
    "Difference.stakes": "negation, number, name, condition or opposite: may change the meaning",
    "Difference.variant": "this quote's words",
    "ExportRow.cluster_id": "the statement that the quote counts for",
    "GoldLine.article": "the article",
    "GoldLine.quotes": "its quotes",
    "Quote.id": "article_id:start_char of the first content span; .2 … for the next ones there",
    "Quote.article_id": "the article it stands in",
    "Quote.outlet": "the article's outlet",
    "Quote.title": "the article's headline",
    "Quote.url": "the article's address",
    "Quote.published": "the article's date",
    "Quote.text": 'the content spans, joined by " … "',
    "Quote.speaker": "who said it; null where the text does not say",
    "Quote.speaker_candidates": "who else it might be",
    "Quote.role": "the role stated for the speaker",
    "Quote.context_digest": "a sketch of what stands around; alike in reprints of one text",
    "QuoteCluster.id": "the statement",
    "QuoteCluster.representative_id": "the quote with the longest form",
    "QuoteCluster.first_published": "the first date on which it was published",
    "QuoteCluster.independent_outlets": "outlets, all that printed one wire text counted as one",
    "QuoteCluster.quotes": "its quotes with their relation, the longest form first",
    "Role.text": "as the article words it",
    "Role.mention": "where it stands",
    "Role.affiliation": "the organisation or country stated with it",
    "Speaker.name": "the fullest form in the article, without title",
    "Speaker.kind": "person, organization, group or unnamed",
    "Speaker.mention": "where the name was read",
    "Speaker.confidence": "how sure the conclusion is, 0 to 1",
    "Speaker.person_id": "the person across articles, once known",
}
"""A sentence for every field, by the record that brings it in."""


def json_schema(names: Sequence[str]) -> dict[str, Any]:
    """Return one JSON Schema for the named lines: a line is valid if it is any of them."""
    kinds = [LINES[name].record for name in names]
    places, schema = models_json_schema([(kind, "validation") for kind in kinds])
    for kind in _with_parts(kinds):
        own = schema["$defs"][kind.__name__]
        # Whoever reads our lines must expect fields of later versions, as we do with theirs.
        own.pop("additionalProperties", None)
        own["description"] = (kind.__doc__ or "").partition("\n")[0]
        for field, field_schema in own["properties"].items():
            field_schema["description"] = field_text(kind, field)
    lines = [
        {"title": name, "description": LINES[name].text, **places[kind, "validation"]}
        for name, kind in zip(names, kinds, strict=True)
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "JSON lines of quotes",
        "anyOf": lines,
        **schema,
    }


def describe(name: str) -> str:
    """Return what a line means as text: a sentence or two, then its fields, then theirs."""
    line = LINES[name]
    parts = [f"{name.upper()}\n{textwrap.fill(line.text, 96)}"]
    for kind in _with_parts([line.record]):
        rows = "\n".join(_rows(kind))
        parts.append(rows if kind is line.record else f"  {kind.__name__}\n{rows}")
    return "\n\n".join(parts)


def field_text(kind: type[Record], field: str) -> str:
    """Return the sentence for a field, from the record that brings it in."""
    for owner in kind.__mro__:
        text = FIELD_TEXTS.get(f"{owner.__name__}.{field}")
        if text is not None:
            return text
    raise LookupError(f"nothing is written about {kind.__name__}.{field}")


def _rows(kind: type[Record]) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        needed = "*" if field.is_required() else " "
        yield f"  {needed} {name:<20} {field_text(kind, name)}"


def _with_parts(kinds: Sequence[type[Record]]) -> list[type[Record]]:
    """Return the records with all records inside them, each once, in the order of the fields."""
    found: dict[type[Record], None] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found[kind] = None
            for field in kind.model_fields.values():
                waiting += _records_in(field.annotation)
    return list(found)


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records_in(inner)
