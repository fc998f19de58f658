"""How are the words of statements kept in Whoosh's files, safely, and read from them?

With `index/whoosh_fields.py` the only module that imports `whoosh`. Whoosh keeps the lists of where
every word stands; the query tree is worked out over them in `index/postings.py`, so no text ever
reaches Whoosh's own parser, stop words or stemmer. Hands on what any `SearchEngine` does.

What is known of Whoosh 2.7 and heeded here:

- Its table of contents and its lists are pickles: whoever can write them can run code here. A
  folder that another user could write to is not opened.
- It does not wait for the disk; a power cut may leave files cut short. After a commit we wait, and
  whatever goes wrong in reading is an `EngineDamagedError`, after which the view is rebuilt.
- `Searcher.refresh` keeps the readers of segments that were merged away and of segments whose
  statements were removed. We open a new searcher when the generation has changed.
- A writer that is dropped keeps its lock until it is collected: we cancel it.
- Updating a statement twice within one writer leaves two of it: we commit in between.
"""

from __future__ import annotations

import gc
import traceback
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex, LockError

from index.engine import (
    EngineDamagedError,
    FacetName,
    FieldName,
    Form,
    Leaf,
    Query,
    SearchResult,
    StatementRecord,
    Term,
    all_leaves,
    wanted_leaves,
)
from index.expansions import Expansions
from index.postings import BlockSearch, FoundSoFar
from index.ranking import rarity, rarity_key
from index.view_folder import ViewFolder
from index.whoosh_blocks import (
    FACET_FIELDS,
    VIEW_FIELD,
    VIEW_KEY,
    Clock,
    OutOfTimeError,
    Segment,
    SegmentBlock,
    document,
    field_name,
    terms,
    vocabulary,
)
from index.whoosh_fields import ID_PLACE, KeysCodec, whoosh_schema
from index.whoosh_lists import KeptLists
from index.words import place_of
from quotes.errors import ArchiveBusyError, QuotesError

VIEW_VERSION = 5
"""Raise it whenever the fields, or the keys in them, are made in another way."""

_INDEX_NAME = "quotes"
_BLOCK_SIZE = 131_072
_WRITE_MEMORY_MB = 128
_LOCK_TIMEOUT_SECONDS = 5.0


def _view_version() -> str:
    """Return the version of the keys: ours, and the program's, whose folding may have changed."""
    try:
        return f"{VIEW_VERSION}/{version('quotes')}"
    except PackageNotFoundError:
        return f"{VIEW_VERSION}/"


class WhooshEngine:
    """A search engine that keeps its view in a folder of its own; see `SearchEngine`."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is created, readable by its owner alone, when it is opened."""
        self._folder = ViewFolder(folder, (_INDEX_NAME, f"_{_INDEX_NAME}_"))
        self._index: Any = None
        self._searcher: Any = None
        self._segments: list[Segment] = []
        self._writer: Any = None
        self._touched: set[str] = set()
        self._index_has_statements = False

    # --- Opening and closing ---------------------------------------------------------------------

    def open(self) -> None:
        """Open the view, or start an empty one where the folder holds none."""
        self.close()
        with self._reading():
            self._folder.prepare()
            self._folder.refuse_if_strange()
            if not any(self._folder.files()):
                self._create()
            self._index = FileIndex(
                FileStorage(str(self._folder.path)), whoosh_schema(), _INDEX_NAME
            )
            if self._view_document().get("view_version") != _view_version():
                raise EngineDamagedError(
                    f"{self._folder.path}: the search view is of another version"
                )

    def reset(self) -> None:
        """Remove the view's files, and only those, and start an empty view."""
        self.close()
        with self._reading():
            self._folder.prepare()
            self._folder.clear()
        self.open()

    def close(self) -> None:
        """Cancel what was not committed and close every file."""
        writer, self._writer = self._writer, None
        searcher, self._searcher = self._searcher, None
        self._index, self._segments = None, []
        self._touched.clear()
        with self._reading():
            _give_up(writer)
            if searcher is not None:
                searcher.close()

    def _create(self) -> None:
        self._index = FileIndex.create(
            FileStorage(str(self._folder.path)), whoosh_schema(), _INDEX_NAME
        )
        self.commit(0)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn every error of Whoosh, and of files that are not as they should be, into ours."""
        try:
            yield
        except (QuotesError, OutOfTimeError):
            raise
        except LockError as error:
            raise ArchiveBusyError(
                f"{self._folder.path}: another process is writing to the search view; try again"
            ) from error
        except Exception as error:
            _close_abandoned_files(error)
            raise self._folder.failure(error) from error

    # --- Writing ---------------------------------------------------------------------------------

    def put(self, records: Iterable[StatementRecord]) -> None:
        """Add or replace records at the next commit."""
        for record in records:
            with self._writing():
                self._delete(record.cluster_id)
                self._writer.add_document(**document(record))

    def remove(self, cluster_ids: Iterable[str]) -> None:
        """Remove records at the next commit."""
        for cluster_id in cluster_ids:
            with self._writing():
                self._delete(cluster_id)

    def commit(self, change_number: int) -> None:
        """Make all changes findable, and wait until the disk has them."""
        with self._writing():
            self._writer.delete_by_term(VIEW_FIELD, VIEW_KEY)
            self._writer.add_document(
                **{VIEW_FIELD: [[VIEW_KEY]]},
                change_number=change_number,
                view_version=_view_version(),
            )
            self._finish_writer()
            self._folder.wait_for_disk()

    def _delete(self, cluster_id: str) -> None:
        if cluster_id in self._touched:
            self._finish_writer(merge=False)
            self._open_writer()
        self._touched.add(cluster_id)
        if self._index_has_statements:
            self._writer.delete_by_term(field_name(ID_PLACE), cluster_id)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Open a writer where there is none; give up everything uncommitted on an error."""
        try:
            with self._reading():
                self._open_writer()
                yield
        except BaseException:
            writer, self._writer = self._writer, None
            self._touched.clear()
            _give_up(writer)
            raise

    def _open_writer(self) -> None:
        if self._writer is None:
            self._writer = self._index.writer(
                timeout=_LOCK_TIMEOUT_SECONDS, limitmb=_WRITE_MEMORY_MB, codec=KeysCodec()
            )
            self._index_has_statements = not self._index.is_empty()

    def _finish_writer(self, **options: bool) -> None:
        self._writer.commit(**options)
        self._writer = None
        self._touched.clear()

    # --- Reading ---------------------------------------------------------------------------------

    @property
    def change_number(self) -> int:
        """The number given at the last commit, by whichever process."""
        with self._reading():
            return int(self._view_document()["change_number"])

    def search(
        self,
        tree: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        timeout_seconds: float | None = None,
    ) -> SearchResult:
        """Look at the statements block by block, the last added first."""
        clock = Clock(timeout_seconds)
        found = FoundSoFar()
        with self._reading():
            reader = self._current_reader()
            rarities = {leaf: _rarity(reader, leaf) for leaf in wanted_leaves(tree)}
            expansions = Expansions.of(all_leaves(tree), partial(vocabulary, reader))
            try:
                for block in self._blocks(reader, clock):
                    numbers, scores = BlockSearch(block, rarities, expansions).run(tree)
                    found.add(numbers + block.offset, scores, block.first_days(numbers))
                is_complete = True
            except OutOfTimeError:
                is_complete = False
            end = None if limit is None else offset + limit
            hits = found.best(end, lambda number: reader.stored_fields(number)["cluster_id"])
        return SearchResult(tuple(hits[offset:]), found.total, is_complete, expansions.cut)

    def count(self, tree: Query, *, timeout_seconds: float | None = None) -> int:
        """Return how many statements match."""
        return self.search(tree, limit=0, timeout_seconds=timeout_seconds).total

    def count_values(self, tree: Query, facet: FacetName) -> dict[str | None, int]:
        """Count segment by segment."""
        counts: Counter[str | None] = Counter()
        with self._reading():
            reader = self._current_reader()
            expansions = Expansions.of(all_leaves(tree), partial(vocabulary, reader))
            for block in self._blocks(reader, Clock(None)):
                found, _ = BlockSearch(block, {}, expansions).run(tree)
                counts.update(block.count_values(found, FACET_FIELDS[facet]))
        return dict(counts)

    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]:
        """Return the keys of a field, with the counts Whoosh keeps."""
        with self._reading():
            return terms(self._current_reader(), place_of(field, form), start)

    def _current_reader(self) -> Any:
        if self._searcher is None or not self._searcher.up_to_date():
            previous, self._searcher = self._searcher, self._index.searcher()
            if previous is not None:
                previous.close()
            kept = KeptLists()
            readers = self._searcher.reader().leaf_readers()
            self._segments = [Segment(reader, kept) for reader, _ in readers]
        return self._searcher.reader()

    def _view_document(self) -> dict[str, Any]:
        reader = self._current_reader()
        matcher = reader.postings(VIEW_FIELD, VIEW_KEY)
        document: dict[str, Any] = reader.stored_fields(matcher.id())
        return document

    def _blocks(self, reader: Any, clock: Clock) -> Iterator[SegmentBlock]:
        """Yield all statements in blocks, the last added first."""
        offsets = (offset for _, offset in reader.leaf_readers())
        for segment, offset in reversed(list(zip(self._segments, offsets, strict=True))):
            size = segment.reader.doc_count_all()
            for start in reversed(range(0, size, _BLOCK_SIZE)):
                clock.check()
                stretch = range(start, min(start + _BLOCK_SIZE, size))
                yield SegmentBlock(segment, stretch, offset + start, clock)


def _give_up(writer: Any) -> None:
    """Cancel a writer; one that could not write, as on a full disk, may not even manage that."""
    if writer is None or writer.is_closed:
        return
    try:
        writer.cancel()
    except Exception as error:
        writer.writelock.release()
        _close_abandoned_files(error)


def _close_abandoned_files(error: Exception) -> None:
    """Close the files that Whoosh leaves open where it fails, before anybody opens them anew."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        for value in list(frame.f_locals.values()):
            if isinstance(value, StructFile) and not value.is_closed:
                # What is left to write may not fit on the disk.
                with suppress(OSError, ValueError):
                    value.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        traceback.clear_frames(error.__traceback__)
        gc.collect()


def _rarity(reader: Any, leaf: Leaf) -> float:
    frequent = rarity_key(leaf)
    if frequent is None:
        return 1.0
    place, key = frequent
    # One document is the view's own; removed ones are counted until their segment is merged.
    return rarity(reader.doc_frequency(field_name(place), key), reader.doc_count() - 1)
