"""What is the answer to what somebody typed?

Reads the query, asks the engine, tries weaker readings where nothing is found, and builds from the
archive's records the `AnswerPage` that every way to show it (table, JSONL, page) works from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from index.engine import And, Phrase, Query, Word, day_number, wanted_leaves
from index.known_names import ArchiveNames
from index.mentions import count_mentions
from index.query import ParsedQuery, Reading, parse_query
from index.query_questions import looks_like_name
from index.searching import attempts
from index.statements import paragraphs_around
from index.store import QuoteIndex
from index.words import find_in_text
from quotes.clusters.names import same_name
from quotes.errors import NotFoundError
from quotes.records import Answer, ClusterMember, Quote, QuoteCluster, Role, Speaker

MAX_NAME_WORDS = 4
MENTIONS_TIMEOUT_SECONDS = 1.0
"""How long the articles are searched for a name that has no quotes."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A stretch of the answers to a query, best first.

    `reading`: the sentence saying how the query was read in the end. `asked`: how it was read
    first, where nothing was found that way and a weaker reading was tried; else `None`. `total`:
    how many statements match; at least so many where `is_complete` is false, because the time ran
    out. `notes`: what else the reader should know.
    """

    query: str
    reading: str
    asked: str | None
    answers: tuple[Answer, ...]
    total: int
    offset: int = 0
    is_complete: bool = True
    notes: tuple[str, ...] = ()


def answer(
    index: QuoteIndex,
    query_text: str,
    *,
    limit: int | None = 20,
    offset: int = 0,
    timeout_seconds: float | None = 10.0,
    today: date | None = None,
) -> AnswerPage:
    """Answer anything that can be typed; no text is an error.

    Returns at most `limit` answers (`None`: all), from the one at `offset` on.

    Raises:
        ArchiveError: the archive or its view cannot be read.
    """
    names = ArchiveNames(index, index._engine)
    parsed = parse_query(query_text, known=names, today=today)
    readings = (Reading(parsed.tree, parsed.reading), *parsed.fallbacks)
    tries = [attempt for reading in readings for attempt in attempts(reading)]
    for used in tries:
        found = index.search(used.tree, limit=limit, offset=offset, timeout_seconds=timeout_seconds)
        if found.total:
            break
    else:
        used = tries[0]
    answers = []
    for hit in found.hits:
        try:
            cluster = index.get_cluster(hit.cluster_id)
        except NotFoundError:
            # Another process has removed it since the search.
            continue
        answers.append(build_answer(cluster, hit.score, used.tree))
    return AnswerPage(
        query=query_text,
        reading=used.text,
        asked=None if used is tries[0] else parsed.reading,
        answers=tuple(answers),
        total=found.total,
        offset=offset,
        is_complete=found.is_complete,
        notes=(*parsed.notes, *_silence(index, parsed)),
    )


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


# --- Who is mentioned, but never quoted ----------------------------------------------------------


def _silence(index: QuoteIndex, parsed: ParsedQuery) -> Iterator[str]:
    """Say so where somebody the query names has no quotes at all."""
    for name, is_asked_for in _names(parsed):
        words = And(tuple(Word(word, "speaker") for word in name.split()))
        if index.search(words, limit=1).total:
            continue
        count, is_complete = count_mentions(
            name,
            index.archive.article_texts(),
            as_written=not is_asked_for,
            timeout_seconds=MENTIONS_TIMEOUT_SECONDS,
        )
        if count:
            at_least = "" if is_complete else "at least "
            articles = "1 article" if count == 1 else f"{count:,} articles"
            yield f"no quotes by {name}; mentioned in {at_least}{articles}"
        elif is_asked_for and is_complete:
            yield f"no quotes by {name}, and no article mentions that name"
        elif is_asked_for:
            yield f"no quotes by {name}"


def _names(parsed: ParsedQuery) -> Iterator[tuple[str, bool]]:
    """Yield the names in a query, and whether what they said is what was asked for."""
    asked_for = list(_speakers(parsed.tree))
    yield from ((name, True) for name in asked_for)
    text = parsed.text.strip()
    if not asked_for and looks_like_name(text) and len(text.split()) <= MAX_NAME_WORDS:
        yield text, False


def _speakers(tree: Query) -> Iterator[str]:
    """Yield the speakers without whom nothing matches; words side by side are one name."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    words = [part for part in parts if isinstance(part, Word | Phrase) and part.field == "speaker"]
    if words:
        yield " ".join(word.text for word in words)
    for part in parts:
        if isinstance(part, And) and part is not tree:
            yield from _speakers(part)
