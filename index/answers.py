"""What is the answer to what somebody typed?

Reads the query, asks the engine, tries weaker readings where nothing is found, and builds from the
archive's records the `AnswerPage` that every way to show it (table, JSONL, page) works from.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from index.engine import (
    And,
    FacetName,
    Hit,
    Or,
    Query,
    SearchResult,
    StatementRecord,
    Word,
    day_number,
    wanted_leaves,
)
from index.explain import ScorePart, explain, found_in
from index.facets import FacetCount, count_facets
from index.known_names import ArchiveNames
from index.news import News
from index.query import ParsedQuery, Reading, parse_query
from index.remarks import remarks
from index.searching import Attempt, attempts
from index.statements import paragraphs_around, statement_record
from index.store import QuoteIndex
from index.words import find_in_text
from quotes.clusters.names import name_words, same_name
from quotes.errors import NotFoundError, UsageError
from quotes.records import Answer, ClusterMember, Quote, QuoteCluster, Role, Speaker

MAX_HOLDERS = 20
"""So many people who are called by a role somewhere are looked for by their names."""
_LOOK_BACK = 1_000
"""How far statements can have moved down between one page and the next for it to follow on."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A stretch of the answers to a query, best first.

    `reading`: the sentence saying how the query was read in the end. `asked`: how it was read
    first, where nothing was found that way and a weaker reading was tried; else `None`. `total`:
    how many statements match; at least so many where `is_complete` is false, because the time ran
    out. `notes`: what else the reader should know. `facets`: how all that match are spread, where
    that was asked for. `explanations`: the parts of each answer's score, where asked for.
    """

    query: str
    reading: str
    asked: str | None
    answers: tuple[Answer, ...]
    total: int
    offset: int = 0
    is_complete: bool = True
    notes: tuple[str, ...] = ()
    facets: dict[FacetName, tuple[FacetCount, ...]] = field(default_factory=dict)
    explanations: tuple[tuple[ScorePart, ...], ...] = ()

    @property
    def next_page(self) -> str | None:
        """What `answer` takes as `after` to go on from here, `None` where nothing follows."""
        end = self.offset + len(self.answers)
        return f"{end}/{self.answers[-1].cluster_id}" if self.answers and end < self.total else None


def answer(
    index: QuoteIndex,
    query_text: str,
    *,
    limit: int | None = 20,
    offset: int = 0,
    after: str | None = None,
    new_since: str | None = None,
    arrived: range | None = None,
    facets: Collection[FacetName] = (),
    explains: bool = False,
    timeout_seconds: float | None = 10.0,
    today: date | None = None,
) -> AnswerPage:
    """Answer anything that can be typed; no text is an error.

    Args:
        index: Where to look.
        query_text: What was typed.
        limit: At most so many answers; `None` for all.
        offset: From the answer at this place on.
        after: A page's `next_page`, in the place of `offset`: the page that follows it, also where
            statements were added before or among its answers meanwhile.
        new_since: Only statements that came into the archive at this time or later (ISO date or
            date-time, UTC).
        arrived: Only statements whose words came into the archive with one of these changes.
        facets: What to count all statements that match by.
        explains: Also tell what each score is made of.
        timeout_seconds: Then the answer is of what was looked at so far.
        today: The day that "last week" counts from; by default this one.

    Raises:
        UsageError: `after` is no page's, or `new_since` no time.
        ArchiveError: the archive or its view cannot be read.
    """
    asked = _Asked(index, limit, offset, News(new_since, arrived), timeout_seconds)
    names = ArchiveNames(index)
    parsed = parse_query(query_text, known=names, today=today)
    used, found = asked.first_that_finds(parsed)
    if after is not None:
        offset, found = asked.page_after(used, after)
    answers, records = [], []
    # What one shows is of one moment, whatever other processes add and remove meanwhile.
    with index.archive.snapshot():
        for built, record in _answers_to(index, used.tree, found.hits):
            answers.append(built)
            records.extend([record] if explains else [])
    explanations = tuple(explain(used.tree, record, index) for record in records)
    return AnswerPage(
        query=query_text,
        reading=used.text,
        asked=None if used.text == parsed.reading else parsed.reading,
        answers=tuple(answers),
        total=found.total,
        offset=offset,
        is_complete=found.is_complete,
        notes=tuple(dict.fromkeys((*parsed.notes, *remarks(index, names, parsed, used, found)))),
        facets=asked.count(used, facets) if facets and found.total else {},
        explanations=explanations,
    )


class _Asked:
    """One question put to an index: which stretch of which statements, and in what time."""

    def __init__(
        self,
        index: QuoteIndex,
        limit: int | None,
        offset: int,
        news: News,
        timeout_seconds: float | None,
    ) -> None:
        self._index = index
        self._limit, self._offset = limit, offset
        self._news = news
        self._timeout_seconds = timeout_seconds
        self._begun = time.monotonic()

    def first_that_finds(self, parsed: ParsedQuery) -> tuple[Attempt, SearchResult]:
        """Return the first attempt that finds something, or the first one, with what it finds."""
        first: tuple[Attempt, SearchResult] | None = None
        for attempt in self._attempts(parsed):
            found = self.search(attempt.tree, self._limit, self._offset)
            if found.total or not found.is_complete or self._finds_older(attempt.tree):
                return attempt, found
            first = first or (attempt, found)
        assert first is not None, "every query has a reading"
        return first

    def _attempts(self, parsed: ParsedQuery) -> Iterator[Attempt]:
        yield from attempts(Reading(parsed.tree, parsed.reading))
        if parsed.role is not None:
            yield from self._by_holders(parsed.role, parsed.besides)
        for reading in parsed.fallbacks:
            yield from attempts(reading)

    def _by_holders(self, role: Query, besides: Query | None) -> Iterator[Attempt]:
        """Yield the attempt to find, by their names, those who are called by a role elsewhere."""
        hits = self._index.search(role, limit=MAX_HOLDERS).hits
        found = _clusters(self._index, hits)
        speakers = (build_answer(cluster, 0, role).speaker for _, cluster in found)
        names = {speaker.name for speaker in speakers if speaker and speaker.kind == "person"}
        full = sorted(name for name in names if len(name_words(name)) > 1)
        if full and besides is not None:
            people = [And(tuple(Word(word, "speaker") for word in name.split())) for name in full]
            tree = And((Or(tuple(people)), besides))
            text = f"Statements by {_either(full)}, called by the role asked for in other articles"
            yield from attempts(Reading(tree, text))

    def search(self, tree: Query, limit: int | None, offset: int) -> SearchResult:
        """Search in the time that is left."""
        if self._news.is_everything:
            return self._index.search(
                tree, limit=limit, offset=offset, timeout_seconds=self._seconds_left()
            )
        every = self._index.search(tree, limit=None, timeout_seconds=self._seconds_left())
        new = self._news.among(every.hits, tree, self._index)
        end = None if limit is None else offset + limit
        return replace(every, hits=tuple(new[offset:end]), total=len(new))

    def _finds_older(self, tree: Query) -> bool:
        """Tell whether something matches that is only not new: then no weaker reading is tried."""
        return not self._news.is_everything and bool(
            self._index.search(tree, limit=0, timeout_seconds=self._seconds_left()).total
        )

    def page_after(self, used: Attempt, page: str) -> tuple[int, SearchResult]:
        """Return where the page after another begins now, and its hits."""
        place, _, last_id = page.partition("/")
        if not place.isdecimal() or not last_id:
            raise UsageError(f"“{page}” is not where a page of answers ended")
        reach = self.search(used.tree, int(place) + _LOOK_BACK, 0)
        ids = [hit.cluster_id for hit in reach.hits]
        start = ids.index(last_id) + 1 if last_id in ids else int(place)
        return start, self.search(used.tree, self._limit, start)

    def count(
        self, used: Attempt, names: Collection[FacetName]
    ) -> dict[FacetName, tuple[FacetCount, ...]]:
        """Count all statements that match by each of some facets."""
        if self._news.is_everything:
            return count_facets(self._index, used.tree, names)
        hits = self.search(used.tree, None, 0).hits
        new = Or(tuple(Word(hit.cluster_id, "cluster") for hit in hits))
        return count_facets(self._index, new, names)

    def _seconds_left(self) -> float | None:
        if self._timeout_seconds is None:
            return None
        return self._timeout_seconds - (time.monotonic() - self._begun)


def _clusters(index: QuoteIndex, hits: Iterable[Hit]) -> Iterator[tuple[Hit, QuoteCluster]]:
    """Yield the statements of hits, but those another process has removed since the search."""
    for hit in hits:
        with suppress(NotFoundError):
            yield hit, index.get_cluster(hit.cluster_id)


def _answers_to(
    index: QuoteIndex, tree: Query, hits: Iterable[Hit]
) -> Iterator[tuple[Answer, StatementRecord]]:
    """Yield hits as answers, each with what engines know of its statement."""
    for hit, cluster in _clusters(index, hits):
        record = _record(index, cluster)
        before, behind = context(index, cluster.representative)
        extra = {"found_in": found_in(tree, record), "before": before, "after": behind}
        yield build_answer(cluster, hit.score, tree).model_copy(update=extra), record


def _record(index: QuoteIndex, cluster: QuoteCluster) -> StatementRecord:
    def article_text(article_id: str) -> str:
        return index.get_article(article_id).text

    return statement_record(cluster, article_text, index.archive.aliases())


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def build_answer(cluster: QuoteCluster, score: float, tree: Query) -> Answer:
    """Return one statement as the answer to a query: its longest form, and all that carry it."""
    members = [quote for quote in cluster.quotes if quote.relation != "related"]
    representative = cluster.representative
    speaker, role = _who(representative, members)
    return Answer(
        cluster_id=cluster.id,
        score=score,
        text=representative.text,
        speaker=speaker,
        role=role,
        first_published=cluster.first_published,
        outlets=_outlets(members),
        independent_outlets=cluster.independent_outlets,
        highlights=tuple(_highlights(tree, representative.text)),
        quotes=cluster.quotes,
    )


def context(index: QuoteIndex, quote: Quote) -> tuple[str, str]:
    """Return what stands before and after a quote's content in its own paragraphs, exactly.

    Raises:
        NotFoundError: its article is not in the index.
    """
    text = index.get_article(quote.article_id).text
    around = paragraphs_around(text, quote)
    first, last = quote.content[0].start_char, quote.content[-1].end_char
    start_char = min([first, *(start for start, _ in around)])
    end_char = max([last, *(end for _, end in around)])
    return text[start_char:first], text[last:end_char]


def _who(
    representative: ClusterMember, members: Sequence[ClusterMember]
) -> tuple[Speaker | None, Role | None]:
    """Return the speaker of the longest form and their role; what it leaves out, others may say."""
    by_form = [representative, *members]
    speaker = next((quote.speaker for quote in by_form if quote.speaker), None)
    if speaker is None:
        return None, representative.role
    roles = (
        quote.role
        for quote in by_form
        if quote.role and quote.speaker and same_name(quote.speaker.name, speaker.name)
    )
    return speaker, next(roles, None)


def _outlets(members: Iterable[Quote]) -> tuple[str, ...]:
    """Return who carried it, in the order of publication, the undated last."""
    in_order = sorted(members, key=lambda quote: _moment(quote.published))
    return tuple(dict.fromkeys(quote.outlet for quote in in_order if quote.outlet))


def _moment(published: str | None) -> tuple[int, float]:
    """Return what to sort by: the day as it is written, then the time where there is one."""
    day = day_number(published)
    if day is None or published is None:
        return (10**9, 0.0)
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return (day, 0.0)
    return (day, moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())


def _highlights(tree: Query, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` that the query found, in order, overlapping ones joined."""
    found = sorted(span for leaf in wanted_leaves(tree) for span in find_in_text(leaf, text))
    current: tuple[int, int] | None = None
    for start_char, end_char in found:
        if current is not None and start_char <= current[1]:
            current = (current[0], max(current[1], end_char))
            continue
        if current is not None:
            yield current
        current = (start_char, end_char)
    if current is not None:
        yield current
