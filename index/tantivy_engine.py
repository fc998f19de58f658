"""How are the words of statements kept in tantivy's files, safely, and read from them?

For large archives: tens of times as quick as Whoosh, with the same hits in the same order. The
modules called `tantivy_` are the only ones that import `tantivy`, which the extra `fast` brings
along. Hands on what any `SearchEngine` does.

What is known of tantivy 0.27 and heeded here:

- Another process's commits are seen after `reload` only.
- A writer's merging goes on in threads: it is waited for, so that the next writer gets the lock.
- It may panic on damaged files, which is no `Exception`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tantivy import Index, Order
from tantivy import Query as Found

from index.engine import (
    EngineDamagedError,
    FacetName,
    FieldName,
    Form,
    Hit,
    Query,
    SearchResult,
    StatementRecord,
    Term,
    all_leaves,
)
from index.expansions import Expansions
from index.tantivy_fields import (
    CHANGE_FIELD,
    ERA_FIELD,
    FACET_FIELDS,
    ID_PLACE,
    ORDER_FIELD,
    TOKENIZER,
    VERSION_FIELD,
    VIEW_FIELD,
    VIEW_KEY,
    document,
    field_name,
    key_analyzer,
    restored,
    stored,
    tantivy_schema,
    view_document,
)
from index.tantivy_hits import HitSearch, OutOfTimeError
from index.tantivy_queries import QueryMaker, last_era
from index.view_folder import ViewFolder
from index.words import Place, place_of
from quotes.errors import ArchiveBusyError, QuotesError

VIEW_VERSION = 4
"""Raise it whenever the fields, or the keys in them, are made in another way."""

_WRITE_MEMORY_BYTES = 128_000_000
_LOCK_TIMEOUT_SECONDS = 5.0
_LOCK_RETRY_SECONDS = 0.05
_KEPT_VOCABULARIES = 64


class TantivyEngine:
    """A search engine that keeps its view in a folder of its own; see `SearchEngine`."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is created, readable by its owner alone, when it is opened."""
        self._folder = ViewFolder(folder, ("",))
        self._schema = tantivy_schema()
        self._index: Any = None
        self._searcher: Any = None
        self._writer: Any = None
        self._seen: tuple[int, ...] = ()
        self._change_number: int | None = None
        self._touched: set[str] = set()
        self._view_has_statements = False
        self._vocabularies: dict[tuple[Place, str], list[str]] = {}
        self._eras: list[tuple[str, int]] = []

    # --- Opening and closing ---------------------------------------------------------------------

    def open(self) -> None:
        """Open the view, or start an empty one where the folder holds none."""
        self.close()
        with self._reading():
            self._folder.prepare()
            self._folder.refuse_if_strange()
            is_new = not any(self._folder.files())
            if not is_new and not Index.exists(str(self._folder.path)):
                raise EngineDamagedError(f"{self._folder.path}: the search view is not whole")
            self._index = Index(
                self._schema,
                str(self._folder.path),
                sort_by_field=ORDER_FIELD,
                sort_order=Order.Desc,
            )
            self._index.register_tokenizer(TOKENIZER, key_analyzer())
            if is_new:
                self.commit(0)
            self._reload()
            if self._view_value(VERSION_FIELD) != _view_version():
                raise EngineDamagedError(
                    f"{self._folder.path}: the search view is of another version"
                )

    def reset(self) -> None:
        """Remove the view's files and start an empty view."""
        self.close()
        with self._reading():
            self._folder.prepare()
            self._folder.clear()
        self.open()

    def close(self) -> None:
        """Give up what was not committed and close every file."""
        self._drop_writer()
        self._index = self._searcher = None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn every error of tantivy, and of files that are not as they should be, into ours."""
        try:
            yield
        except (QuotesError, OutOfTimeError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            is_panic = type(error).__name__ == "PanicException"
            if not isinstance(error, Exception) and not is_panic:
                raise
            raise self._folder.failure(error) from error

    # --- Writing ---------------------------------------------------------------------------------

    def put(self, records: Iterable[StatementRecord]) -> None:
        """Add or replace records at the next commit."""
        for record in records:
            with self._writing():
                self._delete(record.cluster_id)
                self._writer.add_document(document(record))

    def remove(self, cluster_ids: Iterable[str]) -> None:
        """Remove records at the next commit."""
        for cluster_id in cluster_ids:
            with self._writing():
                self._delete(cluster_id)

    def commit(self, change_number: int) -> None:
        """Make all changes findable, and wait until the disk has them."""
        with self._writing():
            self._writer.delete_documents_by_term(VIEW_FIELD, VIEW_KEY)
            self._writer.add_document(view_document(change_number, _view_version()))
            self._writer.commit()
            writer, self._writer = self._writer, None
            self._touched.clear()
            writer.wait_merging_threads()
            self._folder.wait_for_disk()
            self._reload()

    def _delete(self, cluster_id: str) -> None:
        # tantivy looks for everything deleted in every file, so a new view deletes nothing.
        if self._view_has_statements or cluster_id in self._touched:
            self._writer.delete_documents_by_term(field_name(ID_PLACE), stored(cluster_id))
        else:
            self._touched.add(cluster_id)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Open a writer where there is none; give up everything uncommitted on an error."""
        try:
            with self._reading():
                if self._writer is None:
                    self._writer = self._open_writer()
                    self._reload()
                    self._touched.clear()
                    self._view_has_statements = self._searcher.num_docs > 1
                yield
        except BaseException:
            self._drop_writer()
            raise

    def _open_writer(self) -> Any:
        deadline = time.monotonic() + _LOCK_TIMEOUT_SECONDS
        while True:
            try:
                return self._index.writer(_WRITE_MEMORY_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise ArchiveBusyError(
                        f"{self._folder.path}: another process is writing to the search view;"
                        " try again"
                    ) from error
            time.sleep(_LOCK_RETRY_SECONDS)

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with self._reading():
                writer.rollback()
                writer.wait_merging_threads()

    # --- Reading ---------------------------------------------------------------------------------

    @property
    def change_number(self) -> int:
        """The number given at the last commit, by whichever process."""
        with self._reading():
            self._reload()
            if self._change_number is None:
                self._change_number = int(self._view_value(CHANGE_FIELD))
            return self._change_number

    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]:
        """Return the keys of a field, with the counts tantivy keeps."""
        with self._reading():
            return [Term(key, count) for key, count in self._terms(place_of(field, form), start)]

    def search(
        self,
        tree: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        timeout_seconds: float | None = None,
    ) -> SearchResult:
        """Let tantivy look at all statements; the clock is looked at between its steps."""
        deadline = math.inf if timeout_seconds is None else time.monotonic() + timeout_seconds
        with self._reading():
            leaves = all_leaves(tree)
            expansions = Expansions.of(leaves, self._vocabulary)
            last = last_era(tree)
            eras = [each for each in self._eras if each[0] <= last]
            search = HitSearch(self._schema, self._searcher, eras, deadline)
            try:
                search.check_time()
                maker = QueryMaker(self._schema, self._searcher, expansions, search.verify)
                total = search.count_all(maker.counting(tree))
                end = total if limit is None else min(offset + limit, total)
                hits = _best(search, maker, tree, end, total)[offset:] if end > offset else []
            except OutOfTimeError:
                return SearchResult((), 0, False, expansions.cut)
        return SearchResult(tuple(hits), total, True, expansions.cut)

    def count(self, tree: Query, *, timeout_seconds: float | None = None) -> int:
        """Return how many statements match."""
        return self.search(tree, limit=0, timeout_seconds=timeout_seconds).total

    def count_values(self, tree: Query, facet: FacetName) -> dict[str | None, int]:
        """Let tantivy count, in the column of a facet."""
        with self._reading():
            expansions = Expansions.of(all_leaves(tree), self._vocabulary)
            search = HitSearch(self._schema, self._searcher, (), math.inf)
            query = QueryMaker(self._schema, self._searcher, expansions, search.verify).matching(
                tree
            )
            return search.count_values(query, FACET_FIELDS[facet])

    def _reload(self) -> None:
        """Look at the view as it is now; every commit puts another file in the place of this."""
        state = (self._folder.path / "meta.json").stat()
        seen = (state.st_ino, state.st_mtime_ns, state.st_size)
        if self._searcher is None or seen != self._seen:
            self._index.reload()
            self._searcher = self._index.searcher()
            self._seen = seen
            self._change_number = None
            self._vocabularies.clear()
            eras = self._searcher.terms_with_prefix(ERA_FIELD, "")
            self._eras = sorted(eras, reverse=True)

    def _view_value(self, field: str) -> Any:
        query = Found.term_query(self._schema, VIEW_FIELD, VIEW_KEY, "basic")
        ((_, address),) = self._searcher.search(query, 2).hits
        return self._searcher.doc(address)[field][0]

    def _terms(self, place: Place, start: str) -> list[tuple[str, int]]:
        found = self._searcher.terms_with_prefix(field_name(place), stored(start))
        return sorted((restored(key), count) for key, count in found)

    def _vocabulary(self, place: Place, start: str) -> list[str]:
        """Return the keys of a place that begin with `start`, in order; kept for the next time."""
        if (place, start) not in self._vocabularies:
            if len(self._vocabularies) >= _KEPT_VOCABULARIES:
                self._vocabularies.clear()
            self._vocabularies[place, start] = [key for key, _ in self._terms(place, start)]
        return self._vocabularies[place, start]


def _best(search: HitSearch, maker: QueryMaker, tree: Query, end: int, total: int) -> list[Hit]:
    highest = maker.highest_score(tree)
    said = maker.scoring_said(tree) if search.is_many(total, end) else None
    if said is not None:
        # Where common words were said so often, their many other places are not looked at.
        hits = search.best_said(said[0], end, total, highest, said[1])
        if hits is not None:
            return hits
    return search.best(maker.scoring(tree), end, total, highest)


def _view_version() -> str:
    """Return the version of the keys: ours, the program's and tantivy's, whose files may differ."""
    parts = [str(VIEW_VERSION)]
    for name in ("quotes", "tantivy"):
        try:
            parts.append(version(name))
        except PackageNotFoundError:
            parts.append("")
    return "/".join(parts)
