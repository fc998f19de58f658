"""One encoder for all components of a pipeline, and one reading for each `Doc` while it is read.

The components that need the network ask here; the reading is kept with the `Doc` until the last
of them drops it, so nothing of it leaves the pipeline.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from quotes.pipeline.encoder import MODEL_FOLDER, Encoder
from quotes.pipeline.marks import Quotation, pair_marks
from quotes.pipeline.reading import Begun, Reading, begin_reading, finish_reading
from quotes.pipeline.texts import drop_text, text_of

_READING_KEY = "quotes.reading"
_BEGUN_KEY = "quotes.begun"
_MARKS_KEY = "quotes.marks"


class ReadingSession:
    """Reads each `Doc` once, whichever component asks first."""

    def __init__(self, folder: Path = MODEL_FOLDER, threads: int | None = None) -> None:
        self.encoder = _encoder(folder, threads)

    def begin(self, doc: Doc) -> None:
        """Let the network begin with `doc` on its own threads, before its reading is asked for."""
        if _BEGUN_KEY not in doc.user_data:
            begun = begin_reading(doc, self.encoder, self.quotations(doc))
            doc.user_data[_BEGUN_KEY] = begun

    def reading(self, doc: Doc) -> Reading:
        """Return the network's reading of `doc`."""
        if _READING_KEY not in doc.user_data:
            self.begin(doc)
            begun: Begun = doc.user_data.pop(_BEGUN_KEY)
            # Threads of numpy's BLAS spin after each small product, and the network, which takes
            # its turn with them, then runs at half its speed.
            with _thread_pools().limit(limits=1, user_api="blas"):
                doc.user_data[_READING_KEY] = finish_reading(begun, self.encoder)
        kept: Reading = doc.user_data[_READING_KEY]
        return kept

    def quotations(self, doc: Doc) -> list[Quotation]:
        """Return what stands between quotation marks in `doc`."""
        if _MARKS_KEY not in doc.user_data:
            doc.user_data[_MARKS_KEY] = pair_marks(text_of(doc))
        quotations: list[Quotation] = doc.user_data[_MARKS_KEY]
        return quotations

    def drop(self, doc: Doc) -> None:
        """Forget what was kept for `doc`."""
        doc.user_data.pop(_BEGUN_KEY, None)
        doc.user_data.pop(_READING_KEY, None)
        doc.user_data.pop(_MARKS_KEY, None)
        drop_text(doc)


@cache
def _thread_pools() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=4)
def _encoder(folder: Path, threads: int | None) -> Encoder:
    # Several pipelines in one process share the weights: they are read-only.
    return Encoder(folder, threads)
