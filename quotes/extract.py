"""From articles to quotes: the pipeline run over a stream of articles.

An article's quotes depend on the article alone: not on its neighbours, their order or `jobs`.
Hands on `Quote` records in the order of the articles and, within each, of the text.
"""

from __future__ import annotations

import signal
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice, pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING

from quotes.errors import InputError
from quotes.network import open_no_sockets
from quotes.records import Article, Quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OnError = Callable[[InputError], None]
Extracted = tuple[Article, tuple[Quote, ...]]

_BACKLOG_PER_JOB = 4
_REACH_CHARS = 600
_MAX_STRINGS = 100_000
"""spaCy keeps every word it ever met, about half a kilobyte each. With more than these, those of
some two thousand articles, the bundled pipeline is loaded anew, which takes a fraction of a second;
its weights stay."""


def is_shown(quote: Quote) -> bool:
    """Tell whether a quote is shown by default: asserted speech or writing."""
    return quote.modality == "asserted" and quote.medium != "thought"


def withhold_speaker(quote: Quote, min_confidence: float) -> Quote:
    """Return a quote whose speaker, and role, is left open where it is less certain than this.

    `min_confidence` runs from 0 to 1. Whoever is left out becomes the first candidate. A quote
    whose speaker is open already stays as it is: the program itself names nobody below 0.5.
    """
    if quote.speaker is None or quote.speaker.confidence >= min_confidence:
        return quote
    candidates = (quote.speaker, *quote.speaker_candidates)
    return quote.model_copy(
        update={"speaker": None, "role": None, "speaker_candidates": candidates}
    )


def extract_quotes(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    include_all: bool = False,
    jobs: int = 1,
    on_error: OnError | None = None,
) -> Iterator[Quote]:
    """Yield the quotes of `articles` in the order of the text.

    `include_all` adds thoughts and what is not asserted. See `extract_articles` for the rest.
    """
    for _, quotes in extract_articles(
        articles, nlp=nlp, include_all=include_all, jobs=jobs, on_error=on_error
    ):
        yield from quotes


def extract_articles(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    include_all: bool = True,
    jobs: int = 1,
    read_ahead: bool | None = None,
    on_error: OnError | None = None,
) -> Iterator[Extracted]:
    """Yield each article with its quotes, in the order of `articles`.

    `nlp` is a pipeline from `quotes.load`, by default the bundled one. `jobs` above 1 reads in
    that many processes with the bundled model (an `nlp` given by the caller stays in this one).
    `read_ahead` takes one article more from `articles` than was yielded, for the network to begin
    with: faster, but a stream that pauses holds the article before it back. By default it does so
    for lists and tuples.
    An article that cannot be read is passed to `on_error` and left out; without `on_error` the
    error is raised.
    """
    if read_ahead is None:
        read_ahead = isinstance(articles, list | tuple)
    if jobs > 1 and nlp is None:
        read = _in_processes(articles, jobs)
    elif read_ahead:
        read = _ahead(articles, nlp)
    else:
        read = _in_turn(articles, nlp)
    for article, quotes in read:
        if isinstance(quotes, InputError):
            if on_error is None:
                raise quotes
            on_error(quotes)
            continue
        yield article, tuple(quote for quote in quotes if include_all or is_shown(quote))


def _in_turn(
    articles: Iterable[Article], nlp: Language | None
) -> Iterator[tuple[Article, tuple[Quote, ...] | InputError]]:
    bundled = _BundledPipeline()
    for article in articles:
        yield article, _read(nlp or bundled.current(), article)


def _ahead(
    articles: Iterable[Article], nlp: Language | None
) -> Iterator[tuple[Article, tuple[Quote, ...] | InputError]]:
    """Read in turn, and let the network begin with each next article before this one is decoded."""
    bundled = _BundledPipeline()
    stream = iter(articles)
    begun: tuple[Article, Language, Doc | InputError] | None = None
    failure: Exception | None = None
    while True:
        coming = None
        try:
            article = next(stream)
        except StopIteration:
            pass
        # Whatever breaks the stream, the article before it is told first.
        except Exception as error:
            failure = error
        else:
            pipeline = nlp or bundled.current()
            coming = (article, pipeline, _begin(pipeline, article))
        if begun is not None:
            article, pipeline, doc = begun
            yield article, doc if isinstance(doc, InputError) else _finish(pipeline, doc, article)
        if failure is not None:
            raise failure
        if coming is None:
            return
        begun = coming


def _in_processes(
    articles: Iterable[Article], jobs: int
) -> Iterator[tuple[Article, tuple[Quote, ...] | InputError]]:
    """Read in worker processes, with a bounded backlog, and yield in the order of the articles."""
    waiting: deque[tuple[Article, Future[tuple[Quote, ...] | InputError]]] = deque()
    stream = iter(articles)
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        while True:
            room = jobs * _BACKLOG_PER_JOB - len(waiting)
            waiting.extend((a, pool.submit(_work, a)) for a in islice(stream, room))
            if not waiting:
                return
            article, future = waiting.popleft()
            yield article, future.result()
    finally:
        # Whoever stops listening does not wait for what was read ahead.
        pool.shutdown(cancel_futures=True)


class _BundledPipeline:
    """Loads the bundled pipeline when it is first asked for, and anew before it grows too large."""

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads
        self._nlp: Language | None = None

    def current(self) -> Language:
        """Return the pipeline to read the next article with."""
        if self._nlp is None or len(self._nlp.vocab.strings) > _MAX_STRINGS:
            from quotes.pipeline.load import load_pipeline

            self._nlp = load_pipeline(threads=self._threads)
        return self._nlp


# The processes share the cores; more threads than one would only get in each other's way.
_of_worker = _BundledPipeline(threads=1)


def _start_worker() -> None:
    open_no_sockets()
    # An interrupt goes to all processes at once; the first one ends the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _of_worker.current()


def _work(article: Article) -> tuple[Quote, ...] | InputError:
    return _read(_of_worker.current(), article)


def _read(nlp: Language, article: Article) -> tuple[Quote, ...] | InputError:
    doc = _make_doc(nlp, article)
    return doc if isinstance(doc, InputError) else _finish(nlp, doc, article)


def _begin(nlp: Language, article: Article) -> Doc | InputError:
    """Make the `Doc` of an article and let the network begin with it.

    Where another component comes before ours it may change the tokens: then nothing is begun.
    """
    from quotes.pipeline.session import ReadingSession

    doc = _make_doc(nlp, article)
    session = getattr(nlp.pipeline[0][1], "session", None) if nlp.pipeline else None
    if isinstance(session, ReadingSession) and not isinstance(doc, InputError):
        try:
            session.begin(doc)
        except Exception as error:
            return _failure(error, article)
    return doc


def _make_doc(nlp: Language, article: Article) -> Doc | InputError:
    from quotes.pipeline.extensions import BYLINE_KEY

    try:
        doc = nlp.make_doc(article.text)
        if article.byline:
            doc.user_data[BYLINE_KEY] = article.byline
        return doc
    except Exception as error:
        return _failure(error, article)


def _finish(nlp: Language, doc: Doc, article: Article) -> tuple[Quote, ...] | InputError:
    from quotes.pipeline.extensions import quotes_in

    try:
        quotes = quotes_in(nlp(doc), article)
    # Whatever one article breaks, the batch goes on and the user learns which one it was.
    except Exception as error:
        return _failure(error, article)
    return with_context(article, quotes)


def _failure(error: Exception, article: Article) -> InputError:
    return InputError(f"could not be read for quotes ({type(error).__name__}: {error})", article.id)


def with_context(article: Article, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes with sketches of what stands around them; see `quotes.surroundings`."""
    from quotes.pipeline.paragraphs import paragraphs
    from quotes.surroundings import sketch_surroundings

    ranges = paragraphs(article.text)
    starts, ends = [start for start, _ in ranges], [end for _, end in ranges]

    def piece(start_char: int, end_char: int) -> str:
        return article.text[max(start_char, 0) : end_char]

    def sketch(quote: Quote) -> str | None:
        spans = quote.content
        first_char, last_char = spans[0].start_char, spans[-1].end_char
        before, after = bisect_right(ends, first_char) - 1, bisect_left(starts, last_char)
        start_char = ends[before] if before >= 0 else 0
        end_char = starts[after] if after < len(starts) else len(article.text)
        # Of a paragraph only what is near: it may never end, and hold quotes without number.
        own = [piece(max(start_char, first_char - _REACH_CHARS), first_char)]
        for one, other in pairwise(spans):
            own.append(piece(one.end_char, min(other.start_char, one.end_char + _REACH_CHARS)))
        own.append(piece(last_char, min(end_char, last_char + _REACH_CHARS)))
        return sketch_surroundings(
            piece(max(starts[before], start_char - _REACH_CHARS), start_char)
            if before >= 0
            else "",
            " ".join(own),
            piece(end_char, min(ends[after], end_char + _REACH_CHARS))
            if after < len(starts)
            else "",
        )

    return tuple(quote.model_copy(update={"context_digest": sketch(quote)}) for quote in quotes)
