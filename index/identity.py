"""Which article is this: one that is here already, or a new one, and under which id?

Hands on `Settled` articles to `index/archive.py` and `index/intake.py`. Reads the archive's table
of articles and writes nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic_core import PydanticSerializationError

from quotes.errors import FormatError
from quotes.records import Article, Quote

Outcome = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class Settled:
    """An article under the id it has in the archive, and what storing it would do.

    `note` says why the id is not the one it came with, `None` where it is.
    """

    article: Article
    outcome: Outcome
    note: str | None = None


def settle(
    connection: sqlite3.Connection, article: Article, path: str | Path | None = None
) -> Settled:
    """Find the id `article` has or would have in the archive, and what storing it would do.

    It is an article already here when its path, its own id or its URL is the same, in this order.
    `path` is the file that holds this article and no other, where there is one. A second file of
    the same name, read from another folder, is another article unless its words and metadata are
    the same too: it gets the shortest folder prefix that tells the two apart.

    Raises:
        FormatError: its text cannot be stored as Unicode.
    """
    article_digest = digest(article)
    path = full_path(path)
    found = _find(connection, article, path, article_digest)
    if found is not None:
        known_id, known_digest = found
        note = None
        if known_id != article.id:
            note = f"{article.id} is in the archive already, as {known_id}"
        outcome: Outcome = "unchanged" if known_digest == article_digest else "replaced"
        return Settled(article.model_copy(update={"id": known_id}), outcome, note)
    new_id = _free_id(connection, article.id, path)
    if new_id == article.id:
        return Settled(article, "added")
    note = f"an article from another folder is called {article.id} already: this one is {new_id}"
    return Settled(article.model_copy(update={"id": new_id}), "added", note)


def digest(article: Article) -> str:
    """Return the fingerprint of an article's words and metadata, whatever its id.

    Raises:
        FormatError: it holds half a surrogate pair, which is no character and cannot be stored.
    """
    try:
        record = article.model_dump_json(exclude={"id"}, exclude_none=True)
        article.id.encode()
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        message = "the text or metadata hold half a surrogate pair, which is not a character"
        raise FormatError(message, source=ascii(article.id)) from error
    return hashlib.sha256(record.encode()).hexdigest()


def full_path(path: str | Path | None) -> str | None:
    """Return a path from the root on, with `/` between its parts; `None` stays `None`."""
    if path is None:
        return None
    # A name whose bytes are no UTF-8 can be opened but not stored as text.
    whole = Path(os.path.abspath(path)).as_posix()
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def check_quotes(article: Article, quotes: Sequence[Quote]) -> None:
    """Refuse quotes that are not of this article, or whose spans do not reproduce its text.

    Raises:
        FormatError: naming the quote and what is wrong with it.
    """
    seen = set()
    for quote in quotes:
        if quote.article_id != article.id or quote.id in seen:
            problem = "occurs twice" if quote.id in seen else f"is of {quote.article_id}"
            raise FormatError(f"the quote {quote.id} {problem}", source=article.id)
        seen.add(quote.id)
        for span in (*quote.content, quote.cue, quote.source):
            if span and article.text[span.start_char : span.end_char] != span.text:
                place = f"{span.start_char}–{span.end_char}"
                message = f"the quote {quote.id} does not reproduce the text at {place}"
                raise FormatError(message, source=article.id)


def _find(
    connection: sqlite3.Connection, article: Article, path: str | None, article_digest: str
) -> tuple[str, str] | None:
    """Return the id and fingerprint of the same article in the archive, if it is there."""
    if path is not None:
        by_path = "SELECT id, digest FROM articles WHERE path = ?"
        for known_id, known_digest in connection.execute(by_path, (path,)):
            return known_id, known_digest
    by_id = "SELECT id, digest, path FROM articles WHERE id = ?"
    for known_id, known_digest, known_path in connection.execute(by_id, (article.id,)):
        one_file = path is None or known_path is None or path == known_path
        if one_file or known_digest == article_digest:
            return known_id, known_digest
    if article.url:
        by_url = "SELECT id, digest FROM articles WHERE url = ? ORDER BY article_no"
        for known_id, known_digest in connection.execute(by_url, (article.url,)):
            return known_id, known_digest
    return None


def _free_id(connection: sqlite3.Connection, article_id: str, path: str | None) -> str:
    """Return `article_id`, or with the shortest folder prefix that no other article could have."""
    taken = connection.execute("SELECT path FROM articles WHERE id = ?", (article_id,)).fetchone()
    if taken is None or path is None:
        return article_id
    parts = [part for part in Path(path).parts if part.strip("/\\")]
    for count in range(2, len(parts) + 1):
        prefixed = "/".join(parts[-count:])
        fits_other = f"/{taken[0]}".endswith(f"/{prefixed}")
        by_id = "SELECT 1 FROM articles WHERE id = ?"
        if not fits_other and connection.execute(by_id, (prefixed,)).fetchone() is None:
            return prefixed
    return path
