"""How records stand in the archive's tables: which column holds what, and back again.

Hands on the columns to store and, from stored rows, records of `quotes.records`, every one
validated: what reads them turns pydantic's `ValidationError` into an `ArchiveError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from index import identity, schema
from quotes.records import Article, Quote

Reason = Literal["replaced", "removed"]

ARTICLE_FIELDS = ("id", "title", "outlet", "published", "url", "byline", "language", "text")
ARTICLE_COLUMNS = ", ".join(ARTICLE_FIELDS)


class Arrival(NamedTuple):
    """When the words of a quote first came in: the time (ISO 8601, UTC) and the change number."""

    first_added: str
    first_change: int


def article_fields(article: Article) -> dict[str, Any]:
    """Return the columns of `articles` that hold the record itself."""
    return {name: getattr(article, name) for name in ARTICLE_FIELDS}


def quote_fields(quote: Quote) -> dict[str, Any]:
    """Return the columns of `quotes`: the record as JSON, and what people filter by."""
    return {
        "id": quote.id,
        "text": quote.text,
        "speaker": quote.speaker.name if quote.speaker else None,
        "role": quote.role.text if quote.role else None,
        "outlet": quote.outlet,
        "published": quote.published,
        "kind": quote.kind,
        "medium": quote.medium,
        "modality": quote.modality,
        "start_char": quote.content[0].start_char,
        "confidence": quote.confidence,
        "record": quote.model_dump_json(exclude_none=True),
    }


def to_article(row: Sequence[Any]) -> Article:
    """Read one article from `ARTICLE_COLUMNS`."""
    return Article(**dict(zip(ARTICLE_FIELDS, row, strict=True)))


def to_quote(record: str) -> Quote:
    """Read one quote from its JSON."""
    return Quote.model_validate_json(record)


def read_quote(connection: sqlite3.Connection, quote_no: int) -> Quote:
    """Read the quote of a row number that another row names."""
    sql = "SELECT record FROM quotes WHERE quote_no = ?"
    for (record,) in connection.execute(sql, (quote_no,)):
        return to_quote(record)
    raise sqlite3.DatabaseError(f"quote {quote_no} is spoken of and not there")


def insert(connection: sqlite3.Connection, table: str, fields: dict[str, Any]) -> int:
    """Insert one row and return its number; `table` and the keys of `fields` are our own names."""
    marks = ", ".join("?" * len(fields))
    sql = f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({marks})"
    return int(connection.execute(sql, tuple(fields.values())).lastrowid or 0)


def arrivals(connection: sqlite3.Connection, article_id: str) -> dict[str, Arrival]:
    """Return when the words of each quote of an article, as it is stored now, first came in."""
    sql = (
        "SELECT quotes.text, first_added, first_change FROM quotes JOIN articles USING (article_no)"
        " WHERE articles.id = ? ORDER BY first_change DESC"
    )
    return {text: Arrival(*seen) for text, *seen in connection.execute(sql, (article_id,))}


def insert_article(
    connection: sqlite3.Connection,
    article: Article,
    quotes: Sequence[Quote],
    path: str | Path | None,
    change: int,
    known: Mapping[str, Arrival] | None = None,
) -> dict[int, Quote]:
    """Store one article and its quotes; return the quotes by their row numbers.

    `known`: when words came in that are not new.
    """
    added = schema.now()
    fields = {
        "path": identity.full_path(path),
        "digest": identity.digest(article),
        "added": added,
    }
    article_no = insert(connection, "articles", article_fields(article) | fields)
    numbered = {}
    for quote in quotes:
        arrival = (known or {}).get(quote.text, Arrival(added, change))
        own = {"article_no": article_no, **arrival._asdict()}
        numbered[insert(connection, "quotes", quote_fields(quote) | own)] = quote
    return numbered


def copy_to_history(connection: sqlite3.Connection, article_id: str, reason: Reason) -> int | None:
    """Keep an article and its quotes as they are now; return its row number, if it is here."""
    sql = f"SELECT article_no, path, {ARTICLE_COLUMNS} FROM articles WHERE id = ?"
    for article_no, path, *row in connection.execute(sql, (article_id,)).fetchall():
        sql = "SELECT record FROM quotes WHERE article_no = ? ORDER BY start_char, quote_no"
        found = [to_quote(record) for (record,) in connection.execute(sql, (article_no,))]
        quotes = ", ".join(quote.model_dump_json(exclude_none=True) for quote in found)
        fields = {
            "article_id": article_id,
            "ended": schema.now(),
            "reason": reason,
            "path": path,
            "article": to_article(row).model_dump_json(),
            "quotes": f"[{quotes}]",
        }
        insert(connection, "history", fields)
        return int(article_no)
    return None
