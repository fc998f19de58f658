"""How are the archive and its search engine kept in step?

`QuoteIndex` is the pair of them. The archive is the truth; what the engine keeps is a view in the
user's own cache folder, never beside the archive, because Whoosh's files must not come from
somebody else. Before every search the change numbers of the two are compared: what the view lacks
is applied, and a view that is damaged, of another version or of another copy of the archive is
thrown away and built anew. So adding only ever writes the archive. Hands on hits and records to
`index/answers.py`, and takes articles from `index/intake.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from index.archive import Archive
from index.archive_reader import ArchiveStats
from index.engine import (
    EngineDamagedError,
    FacetName,
    FieldName,
    Form,
    Query,
    SearchEngine,
    SearchResult,
    StatementRecord,
    Term,
)
from index.engines import EngineName, chosen_engine, make_engine
from index.identity import Settled
from index.statement_rows import StatementChanges
from index.statements import record_of
from index.view_place import ViewPlace
from quotes.errors import ArchiveBusyError
from quotes.records import Article, Quote, QuoteCluster

Kept = TypeVar("Kept")
Reply = TypeVar("Reply")


class QuoteIndex:
    """An archive with its search engine. Use as a context manager, or call `close`."""

    def __init__(self, archive: Archive, engine: EngineName) -> None:
        """Take over an open archive and an engine by its own name; use `QuoteIndex.open`."""
        self.archive = archive
        self._engine_name = engine
        self._place = None if engine == "memory" else ViewPlace(archive.id, archive.path)
        self._engine = make_engine(engine, self._place.folder if self._place else Path())
        self._is_engine_open = False
        self._kept: dict[object, tuple[int, Any]] = {}

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        engine: EngineName = "auto",
        create: bool = False,
        readonly: bool | None = False,
        timeout_seconds: float = 10.0,
    ) -> Self:
        """Open the archive at `path`; only with `create` is one made where there is none.

        `readonly` is about the archive, see `Archive.open`: a view is written wherever it is not up
        to date.

        Raises:
            ArchiveError: there is none, it is not ours, or the cache folder cannot be used.
            ArchiveBusyError: another process held it for longer than `timeout_seconds`.
            UsageError: there is no such engine, or it is not installed.
        """
        engine = chosen_engine(engine)
        archive = Archive.open(
            path, create=create, readonly=readonly, timeout_seconds=timeout_seconds
        )
        try:
            return cls(archive, engine)
        except BaseException:
            archive.close()
            raise

    @property
    def engine(self) -> SearchEngine:
        """The engine, for what is asked of it beside a search."""
        return self._engine

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close both; what the view lacks is applied before the next search."""
        try:
            self._close_engine()
        finally:
            self.archive.close()

    def settle(self, article: Article, *, path: str | Path | None = None) -> Settled:
        """Find the id an article has or would have here; see `index.identity.settle`."""
        return self.archive.settle(article, path=path)

    def add(
        self, article: Article, quotes: Sequence[Quote], *, path: str | Path | None = None
    ) -> StatementChanges:
        """Store one settled article with its quotes; it is safe on the disk when this returns.

        Returns which statements are new, not as they were, or gone.
        """
        return self.archive.put(article, quotes, path=path)

    def add_unless_there(
        self, article: Article, quotes: Sequence[Quote], *, path: str | Path | None = None
    ) -> StatementChanges | None:
        """Store an article as `add` does, unless it is here word for word: then return `None`."""
        return self.archive.put_unless_there(article, quotes, path=path)

    def remove(self, article_ids: Iterable[str], *, forget: bool = False) -> StatementChanges:
        """Remove articles with their quotes; `forget` leaves no trace of them, in views either.

        Returns which statements are not as they were, or gone.

        Raises:
            NotFoundError: one of them is not here; then nothing is removed.
        """
        try:
            return self.archive.remove(article_ids, forget=forget)
        finally:
            if forget:
                self._throw_view_away()

    def search(
        self,
        tree: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        timeout_seconds: float | None = None,
    ) -> SearchResult:
        """Return the statements a query finds, best first, as of the archive's last change."""
        return self._ask(
            lambda engine: engine.search(
                tree, limit=limit, offset=offset, timeout_seconds=timeout_seconds
            )
        )

    def count_values(self, tree: Query, facet: FacetName) -> dict[str | None, int]:
        """Return how many statements that match have each value of a facet; `None`: have none."""
        return self._ask(lambda engine: engine.count_values(tree, facet))

    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]:
        """Return the keys of a field in one form that begin with `start`; see `SearchEngine`."""
        return self._ask(lambda engine: engine.terms(field, form, start))

    def once_a_change(self, work_out: Callable[[QuoteIndex], Kept]) -> Kept:
        """Return what is worked out of the whole index, kept until the archive changes."""
        change = self.archive.change
        if self._kept.get(work_out, (None, None))[0] != change:
            self._kept[work_out] = (change, work_out(self))
        kept: Kept = self._kept[work_out][1]
        return kept

    def refresh(self) -> None:
        """Apply to the view whatever it lacks, or build it anew."""
        if self._is_up_to_date():
            return
        with self._writing_view():
            try:
                self._open_engine()
                self._catch_up()
            except EngineDamagedError:
                self._start_empty()
                self._catch_up()

    def rebuild(self) -> None:
        """Compare all quotes anew by the rules of today, and build the view from nothing."""
        if not self.archive.readonly:
            self.archive.recluster()
        self._build_anew()

    def get_article(self, article_id: str) -> Article:
        """Return one article; raises `NotFoundError`."""
        return self.archive.get_article(article_id)

    def get_quote(self, quote_id: str) -> Quote:
        """Return one quote; raises `NotFoundError`."""
        return self.archive.get_quote(quote_id)

    def get_cluster(self, cluster_id: str) -> QuoteCluster:
        """Return one statement with its quotes; raises `NotFoundError`."""
        return self.archive.get_cluster(cluster_id)

    def get_cluster_of(self, quote_id: str) -> QuoteCluster:
        """Return the statement that a quote counts for; raises `NotFoundError`."""
        return self.archive.get_cluster(self.archive.cluster_id_of(quote_id))

    def stats(self) -> ArchiveStats:
        """Count what is here."""
        return self.archive.stats()

    def is_view_as_left(self) -> bool:
        """Tell whether nobody has touched the view's files since this program wrote them."""
        if self._place is None:
            return True
        with self._place.locked() as lock:
            return lock.is_as_left(self._engine_name)

    # --- The view --------------------------------------------------------------------------------

    def _ask(self, question: Callable[[SearchEngine], Reply]) -> Reply:
        """Put a question to the engine, with the view as of the archive's last change."""
        self.refresh()
        try:
            return question(self._engine)
        except EngineDamagedError:
            # Perhaps another process has thrown it away, and made a new one.
            self._close_engine()
            self.refresh()
        try:
            return question(self._engine)
        except EngineDamagedError:
            self._build_anew()
            return question(self._engine)

    def _is_up_to_date(self) -> bool:
        """Tell whether the engine is open, and there is nothing that the view lacks."""
        try:
            return self._is_engine_open and self._engine.change_number == self.archive.change
        except EngineDamagedError:
            # Another process has thrown the view away; what is there now is opened anew.
            self._close_engine()
            return False

    def _open_engine(self) -> None:
        """Open the engine as the view is now; other processes may have written it since."""
        if not self._is_engine_open:
            self._is_engine_open = True
            self._engine.open()

    def _close_engine(self) -> None:
        if self._is_engine_open:
            self._is_engine_open = False
            self._engine.close()

    def _start_empty(self) -> None:
        self._is_engine_open = True
        self._engine.reset()

    def _build_anew(self) -> None:
        with self._writing_view():
            self._start_empty()
            self._catch_up()

    def _catch_up(self) -> None:
        """Apply what the view lacks; the engine is open, and no other process writes the view."""
        with self.archive.snapshot():
            change, known = self.archive.change, self._engine.change_number
            if known == change:
                return
            if known and not self.archive.knows_change(known):
                self._start_empty()
                known = 0
            self._engine.remove(self.archive.removed_clusters(known))
            self._engine.put(self._records(known))
            self._engine.commit(change)

    def _records(self, since: int) -> Iterator[StatementRecord]:
        article_text = lru_cache(maxsize=256)(lambda id_: self.archive.get_article(id_).text)
        aliases = self.archive.aliases()
        for cluster_id, quotes in self.archive.changed_statements(since):
            yield record_of(cluster_id, quotes, article_text, aliases)

    @contextmanager
    def _writing_view(self) -> Iterator[None]:
        """Hold the view's lock; throw away first what is not as we left it, and seal the rest."""
        if self._place is None:
            yield
            return
        with self._place.locked() as lock:
            if not self._is_engine_open:
                lock.throw_away_unless_as_left(self._engine_name)
            yield
            lock.seal(self._engine_name)

    def _throw_view_away(self) -> None:
        self._close_engine()
        if self._place is not None:
            try:
                self._place.throw_away()
            except ArchiveBusyError as error:
                raise ArchiveBusyError(
                    f"{self.archive.path}: forgotten, but another process is still writing search"
                    " files; the next search throws them away"
                ) from error
