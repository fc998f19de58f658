"""How do articles get into the index? Articles → quotes → clusters → archive, one by one.

The one use case that the command line, the page and the library share. Streams: an article is
stored, and reported, before the batch has been read to its end. Hands on an `IntakeReport`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from index.identity import Settled, digest
from index.statement_rows import StatementChanges
from index.store import QuoteIndex
from quotes.errors import InputError, QuotesError
from quotes.records import Article, Quote

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.articles import LocatedArticle

Fate = Literal["added", "replaced", "unchanged", "other language"]


Extract = Callable[..., Iterable[tuple[Article, Sequence[Quote]]]]
"""What `quotes.extract.extract_articles` is: articles in, each one with its quotes out."""


class StoredArticle(NamedTuple):
    """What became of one article, and of the statements it is about.

    `id` is the one it has in the archive.
    """

    id: str
    fate: Fate
    quote_count: int = 0
    note: str | None = None
    changes: StatementChanges = StatementChanges()


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """How many articles had which fate, how many quotes were stored, and what is to be said.

    `failed` counts articles that could be read from their files but not taken in.
    """

    added: int
    replaced: int
    unchanged: int
    other_language: int
    failed: int
    quotes: int
    notes: tuple[str, ...] = ()

    @property
    def stored(self) -> int:
        """The articles that were written to the archive."""
        return self.added + self.replaced


def add_articles(
    index: QuoteIndex,
    articles: Iterable[Article | LocatedArticle],
    *,
    jobs: int = 1,
    nlp: Language | None = None,
    include_all: bool = False,
    read_ahead: bool = False,
    on_article: Callable[[StoredArticle], None] | None = None,
    on_error: Callable[[InputError], None] | None = None,
    extract: Extract | None = None,
) -> IntakeReport:
    """Read quotes from articles and store both; return what became of them.

    An article that is here already, word for word, is not read again. Articles in another language
    than English are left out. An article that cannot be taken in is reported and the rest goes on.

    Args:
        index: Where to store; brought up to date for searching at the end.
        articles: Articles, or what `quotes.articles.locate_articles` yields; of these the file
            is kept, so that they are known again.
        jobs: How many processes read at a time.
        nlp: The spaCy pipeline to read with; the bundled one where `None`.
        include_all: Also store thoughts and what was not asserted.
        read_ahead: Let the network begin with the next article while one is stored; a stream that
            pauses then holds the article before it back.
        on_article: Told what became of an article once it is safe on the disk.
        on_error: Told of every article that failed; without it, the first one is raised.
        extract: What reads the quotes, instead of `quotes.extract.extract_articles`.

    Raises:
        ArchiveError: the archive cannot be written, which no other article would change.
        InputError: an article failed, and there is no `on_error`.
    """
    intake = _Intake(index, on_article, on_error)
    options: dict[str, Any] = {"nlp": nlp, "include_all": include_all, "jobs": jobs}
    options["read_ahead"] = read_ahead
    chosen = intake.choose(articles)
    for first in chosen:
        # Where there is nothing to read, what reads is not even loaded.
        read = extract or _bundled_extract()
        to_read = chain([first], chosen)
        for article, quotes in read(to_read, **options, on_error=intake.report_error):
            intake.store(article, quotes)
    return intake.finish()


def _bundled_extract() -> Extract:
    # Only here, because it brings spaCy with it.
    from quotes.extract import extract_articles

    return extract_articles


@dataclass(slots=True)
class _Intake:
    """One call of `add_articles`: what has been seen and counted so far."""

    index: QuoteIndex
    on_article: Callable[[StoredArticle], None] | None
    on_error: Callable[[InputError], None] | None
    counts: dict[Fate, int] = field(default_factory=dict)
    quote_count: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    paths: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def choose(self, articles: Iterable[Article | LocatedArticle]) -> Iterator[Article]:
        """Yield the articles to read, and remember the file of each until it comes back."""
        for incoming in articles:
            article = incoming if isinstance(incoming, Article) else incoming.article
            path = None if isinstance(incoming, Article) else _own_path(incoming)
            try:
                settled = self.index.settle(article, path=path)
            except InputError as error:
                self.report_error(error)
                continue
            if article.language.lower().split("-")[0] != "en":
                self._count(StoredArticle(article.id, "other language", note=article.language))
            elif settled.outcome == "unchanged":
                self._count(StoredArticle(settled.article.id, "unchanged", note=settled.note))
            else:
                self.paths[article.id, digest(article)] = path
                yield article

    def store(self, article: Article, quotes: Sequence[Quote]) -> None:
        """Store one article that was read, under the id it has by now."""
        path = self.paths.pop((article.id, digest(article)), None)
        try:
            settled = self.index.settle(article, path=path)
            if settled.article.id != article.id:
                quotes = [_moved(quote, article.id, settled.article.id) for quote in quotes]
            changes = self.index.add_unless_there(settled.article, quotes, path=path)
        except InputError as error:
            self.report_error(error)
            return
        if changes is None:
            # It was twice in the batch, or another process was quicker.
            self._count(StoredArticle(settled.article.id, "unchanged", note=settled.note))
            return
        self.quote_count += len(quotes)
        self._count(_stored(settled, len(quotes), changes))

    def report_error(self, error: InputError) -> None:
        """Count an article that failed, and hand the reason on."""
        if self.on_error is None:
            raise error
        self.failed += 1
        self.on_error(error)

    def finish(self) -> IntakeReport:
        """Bring the view up to date and sum up."""
        try:
            self.index.refresh()
        except QuotesError as error:
            self.notes.append(f"everything is stored, but the next search has to catch up: {error}")
        return IntakeReport(
            added=self.counts.get("added", 0),
            replaced=self.counts.get("replaced", 0),
            unchanged=self.counts.get("unchanged", 0),
            other_language=self.counts.get("other language", 0),
            failed=self.failed,
            quotes=self.quote_count,
            notes=tuple(self.notes),
        )

    def _count(self, stored: StoredArticle) -> None:
        self.counts[stored.fate] = self.counts.get(stored.fate, 0) + 1
        if stored.note and stored.fate != "other language":
            self.notes.append(stored.note)
        if self.on_article is not None:
            self.on_article(stored)


def _stored(settled: Settled, quote_count: int, changes: StatementChanges) -> StoredArticle:
    return StoredArticle(settled.article.id, settled.outcome, quote_count, settled.note, changes)


def _own_path(incoming: LocatedArticle) -> str | None:
    """Return a path that names this article alone, `None` where there is none.

    Of a file that holds many articles without ids, each is called by its line: `feed.jsonl:12`.
    """
    path, name = incoming.path, incoming.article.id.rsplit("/", 1)[-1]
    if path is None or incoming.has_own_id:
        return None
    return str(path.with_name(name) if name.startswith(f"{path.name}:") else path)


def _moved(quote: Quote, old_id: str, new_id: str) -> Quote:
    """Return the quote as one of the same article under another id."""
    moved = {"article_id": new_id, "id": new_id + quote.id.removeprefix(old_id)}
    if quote.nested_in is not None:
        moved["nested_in"] = new_id + quote.nested_in.removeprefix(old_id)
    return quote.model_copy(update=moved)
