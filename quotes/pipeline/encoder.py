"""The neural reader: windows of words → scores of every head, by one ONNX session.

Hands on plain arrays; what they mean is decoded in `reading.py`. Each window is a run of its own:
int8 scales are taken over a whole run, and so a window's scores depend on that window alone.
Several windows are read at a time, each on one thread: windows are so small that threads within a
run would wait for one another more than they work.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from quotes.errors import ModelError
from quotes.pipeline.decoding import Floats, Ints
from quotes.pipeline.wordpieces import Window, WordPieces, collate

MODEL_FOLDER = Path(__file__).parent / "model"
FORMAT = 2
WINDOWS_AHEAD = 24
"""How many windows may be read before their scores are asked for, half a megabyte each."""
_FILES = ("meta.json", "reader.onnx", "decoders.npz", "tokenizer.json", "lemmas.json")


@dataclass(frozen=True, slots=True)
class Decoders:
    """The small tables that decoding needs beside the network's scores (shapes in `export.py`)."""

    transitions: Floats
    starts: Floats
    label_weight: Floats
    label_bias: Floats
    link_none: Floats


class Encoder:
    """One loaded model: labels, word pieces, decoders and the session.

    `threads` is how many windows are read at a time, by default one a core that this process may
    use. Raises `ModelError` where a file is missing, damaged or of another format.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, threads: int | None = None) -> None:
        self.folder = folder
        self.meta = _read_meta(folder)
        self.labels: dict[str, tuple[str, ...]] = {
            task: tuple(names) for task, names in self.meta["labels"].items()
        }
        self.pieces = WordPieces.from_file(folder / "tokenizer.json")
        with np.load(folder / "decoders.npz", allow_pickle=False) as arrays:
            self.decoders = Decoders(**{name: arrays[name] for name in Decoders.__slots__})
        self.threads = threads or _usable_cores()
        self._session = _open_session(folder / "reader.onnx")
        self._pool: ThreadPoolExecutor | None = None
        self._pool_process = 0
        self._names = [output.name for output in self._session.get_outputs()]

    def scores(self, window: Window) -> dict[str, Floats]:
        """Return every head's output for one window, each of shape (words, …)."""
        return {name: array[0] for name, array in self.run(collate([window]).feeds()).items()}

    def scores_of(self, windows: Iterable[Window]) -> Iterator[dict[str, Floats]]:
        """Return an iterator over the scores of each window, in their order.

        Other threads begin with the first windows at once, and keep ahead of who asks.
        """
        return map(self.scores, windows) if self.threads == 1 else ScoresAhead(self, windows)

    def pool(self) -> ThreadPoolExecutor:
        """Return the threads that windows are read on; a forked process gets its own."""
        if self._pool is None or self._pool_process != os.getpid():
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="quotes-encoder")
            self._pool_process = os.getpid()
        return self._pool

    def run(self, feeds: Mapping[str, Ints]) -> dict[str, Floats]:
        """Run the session on padded windows and return its outputs, (windows, words, …) each."""
        outputs = self._session.run(None, dict(feeds))
        return dict(zip(self._names, outputs, strict=True))

    def digest(self) -> str:
        """Return a digest of the weights, for figures that are only true of one model."""
        return hashlib.sha256((self.folder / "reader.onnx").read_bytes()).hexdigest()


class ScoresAhead(Iterator[dict[str, Floats]]):
    """The scores of windows in their order, read before they are asked for.

    What is not asked for any more is not read, but for the few windows that are being read.
    """

    def __init__(self, encoder: Encoder, windows: Iterable[Window]) -> None:
        self._waiting: deque[Future[dict[str, Floats]]] = deque()
        self._encoder = encoder
        self._windows = iter(windows)
        self._read_ahead()

    def __next__(self) -> dict[str, Floats]:
        """Return the next window's scores."""
        if not self._waiting:
            raise StopIteration
        scores = self._waiting.popleft().result()
        self._read_ahead()
        return scores

    def __del__(self) -> None:
        """Read no more windows than are being read."""
        for future in self._waiting:
            future.cancel()

    def _read_ahead(self) -> None:
        pool = self._encoder.pool()
        for window in islice(self._windows, WINDOWS_AHEAD - len(self._waiting)):
            self._waiting.append(pool.submit(self._encoder.scores, window))


def _read_meta(folder: Path) -> dict[str, Any]:
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"{folder}: the reading model is incomplete ({', '.join(missing)} not found);"
            " reinstall quotes, or give the folder of a complete model"
        )
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{folder / 'meta.json'}: not readable as JSON ({error})") from error
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise ModelError(f"{folder}: a model of another format than {FORMAT}; reinstall quotes")
    return meta


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _open_session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own unrelated classes
        raise ModelError(f"{path}: the network cannot be loaded ({error})") from error
