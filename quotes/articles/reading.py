"""Which articles do these inputs hold? Hands on one `Article` after another, as they are read.

This is the one place that chooses a reader: by the ending of the name, then by looking at the
content. One article is in memory at a time. What cannot be used is reported, and the rest goes on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from quotes.articles.dates import check_published, read_published
from quotes.articles.decoding import (
    MAX_ARTICLE_BYTES,
    check_encoding,
    decode_text,
    reject_known_binary,
    split_byte_order_mark,
)
from quotes.articles.draft import Draft
from quotes.articles.identifiers import ArticleIdentifiers
from quotes.articles.jsonl import holds_annotations, read_json_lines
from quotes.articles.language import find_language, primary_language
from quotes.articles.plain import read_plain_text
from quotes.articles.sources import Notify, Report, Source, StrPath, find_sources, reason
from quotes.errors import InputError, ReadError
from quotes.records import Article

Format = Literal["plain", "html", "jsonl"]

FORMAT_OF_SUFFIX: dict[str, Format] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

_MAX_BLANK_LINES = 1000
_JSON_START = re.compile(rb'\{\s*(?:["}]|\Z)')
_HTML_START = re.compile(rb"<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)


class LocatedArticle(NamedTuple):
    """An article and where it came from.

    `path` is absolute, and `None` for standard input. `has_own_id` says that the id came with the
    record, so that the same id later means the same article; other ids only name a file.
    """

    article: Article
    path: Path | None
    has_own_id: bool


def read_articles(
    paths: Iterable[StrPath] | StrPath,
    *,
    outlet: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    on_error: Callable[[InputError], None] | None = None,
    on_notice: Callable[[str], None] | None = None,
) -> Iterator[Article]:
    """Read the articles of files, folders, globs and standard input (`-`).

    Articles come in the order of `paths`, folders sorted by name, JSON lines in their order. Each
    is called after its file, or by its record's own id; ids are unique within one call.

    Args:
        paths: Files, folders (read with all their subfolders), globs, or `-`.
        outlet: The outlet of articles that do not name theirs.
        published: The ISO date, or date-time with zone, of articles that do not state theirs.
        encoding: The character set of inputs without a byte order mark.
        stdin: What `-` reads instead of the process's standard input.
        on_error: Called with every input that cannot be used; without it, the first is raised.
        on_notice: Called with a sentence where something was renamed, left out or dropped.

    Raises:
        UsageError: At once, where `published` or `encoding` makes no sense.
        ReadError: Something could not be read, and there is no `on_error`.
        FormatError: Something is not an article, and there is no `on_error`.
    """
    located = locate_articles(
        paths,
        outlet=outlet,
        published=published,
        encoding=encoding,
        stdin=stdin,
        on_error=on_error,
        on_notice=on_notice,
    )
    return (article for article, _, _ in located)


def locate_articles(
    paths: Iterable[StrPath] | StrPath,
    *,
    outlet: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    on_error: Callable[[InputError], None] | None = None,
    on_notice: Callable[[str], None] | None = None,
) -> Iterator[LocatedArticle]:
    """Read articles as `read_articles` does, each with the file it came from."""
    told = _Told(
        outlet=outlet,
        published=check_published(published) if published is not None else None,
        encoding=check_encoding(encoding) if encoding is not None else None,
    )
    batch = _Batch(told, on_error or _raise, on_notice or _ignore)
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return batch.read(given, stdin)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the caller knows about all inputs."""

    outlet: str | None
    published: str | None
    encoding: str | None


class _Batch:
    """One call of `read_articles`: what it was told, whom it reports to, which ids it gave out."""

    def __init__(self, told: _Told, report: Report, notify: Notify) -> None:
        self._told = told
        self._report = report
        self._notify = notify
        self._identifiers = ArticleIdentifiers(notify)

    def read(self, paths: Iterable[StrPath], stdin: BinaryIO | None) -> Iterator[LocatedArticle]:
        for source in find_sources(paths, stdin=stdin, report=self._report, notify=self._notify):
            try:
                yield from self._read_source(source)
            except InputError as error:
                error.source = error.source or source.label
                self._report(error)
            except OSError as error:
                self._report(ReadError(reason(error), source.label))

    def _read_source(self, source: Source) -> Iterator[LocatedArticle]:
        namer = _SourceNamer(source, self._identifiers)
        with source.open() as stream:
            for draft in self._drafts(source, stream):
                yield self._finish(draft, source, namer)

    def _drafts(self, source: Source, stream: BinaryIO) -> Iterator[Draft]:
        head = _read_head(stream)
        chosen = FORMAT_OF_SUFFIX.get(source.suffix) or recognise_format(head)
        encoding = self._told.encoding
        if chosen == "jsonl":
            # Annotations beside the articles they are about would bring every article twice.
            if not source.was_named and holds_annotations(head):
                self._notify(f"{source.label} holds annotated articles; name it to read it")
                return
            reject_known_binary(head)
            yield from read_json_lines(
                stream, head=head, label=source.label, encoding=encoding, report=self._report
            )
            return
        raw = head + stream.read(max(0, MAX_ARTICLE_BYTES + 1 - len(head)))
        text = decode_text(raw, encoding=encoding, page=chosen == "html")
        del raw, head
        if chosen == "html":
            from quotes.articles.html import read_page

            yield read_page(text)
        else:
            yield read_plain_text(text)

    def _finish(self, draft: Draft, source: Source, namer: _SourceNamer) -> LocatedArticle:
        """Give the draft its id and fill in what was told and what can be found out."""
        published = read_published(draft.published) if draft.published else None
        if draft.published and not published:
            place = f"{source.label}:{draft.line}" if draft.line else source.label
            self._notify(f"{place}: {draft.published!r} is not an ISO date and was left out")
        article = Article(
            id=namer.name(draft),
            text=draft.text,
            outlet=draft.outlet or self._told.outlet,
            title=draft.title,
            url=draft.url,
            byline=draft.byline,
            published=published or self._told.published,
            language=(
                primary_language(draft.language) if draft.language else find_language(draft.text)
            ),
        )
        path = Path(os.path.abspath(source.path)) if source.path else None
        return LocatedArticle(article, path, has_own_id=draft.own_id is not None)


class _SourceNamer:
    """Names the articles of one source; a file of records takes its own name only when needed."""

    def __init__(self, source: Source, identifiers: ArticleIdentifiers) -> None:
        self._source = source
        self._identifiers = identifiers
        self._label: str | None = None

    def name(self, draft: Draft) -> str:
        if draft.own_id and draft.line:
            return self._identifiers.for_record(draft.own_id, self._source.path, draft.line)
        if self._label is None:
            path = self._source.path
            self._label = (
                self._identifiers.for_file(path)
                if path
                else self._identifiers.for_name(self._source.label)
            )
        if draft.line is None:
            return self._label
        return self._identifiers.for_name(f"{self._label}:{draft.line}")


def recognise_format(head: bytes) -> Format:
    """Tell the format of an input from its first lines.

    >>> recognise_format(b'{"text": "Rain fell."}'), recognise_format(b"<!doctype html>")
    ('jsonl', 'html')
    """
    mark, codec = split_byte_order_mark(head)
    start = head[len(mark) :]
    if codec and codec != "utf-8":
        start = start.decode(codec, "ignore").encode("utf-8", "ignore")
    start = start.lstrip()
    if _JSON_START.match(start):
        return "jsonl"
    return "html" if _HTML_START.match(start) else "plain"


def _read_head(stream: BinaryIO) -> bytes:
    """Read up to the first line that is not empty, without waiting for more than that line."""
    lines: list[bytes] = []
    for line in islice(iter(lambda: stream.readline(MAX_ARTICLE_BYTES + 1), b""), _MAX_BLANK_LINES):
        lines.append(line)
        if line.strip():
            break
    return b"".join(lines)


def _raise(error: InputError) -> None:
    raise error


def _ignore(_: str) -> None:
    pass
