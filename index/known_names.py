"""Which names does an archive know, and which of them did a misspelt word mean?

Tells the reader of queries what is an outlet and who is a speaker here, and offers words and names
that are written nearly as what was typed and not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from rapidfuzz.distance import OSA

from index.engine import FieldName, Form, Query, SearchResult, Term, Word
from index.words import keys
from quotes.clusters.names import word_skeleton
from quotes.errors import NotFoundError
from quotes.records import QuoteCluster

MAX_OUTLETS = 20_000
"""With more outlets than this their names are not looked for in queries."""
MAX_SUGGESTIONS = 3
MIN_NAME_LETTERS = 4
MIN_WORD_LETTERS = 5
MIN_LETTERS_FOR_TWO = 8
"""Only in words as long as this may two letters differ."""


_EDGES = ".,;:!?…“”‘’\"'()[]–—"


class _Searched(Protocol):
    def search(self, tree: Query, *, limit: int | None = 20) -> SearchResult: ...
    def terms(self, field: FieldName, form: Form, start: str = "") -> list[Term]: ...
    def get_cluster(self, cluster_id: str) -> QuoteCluster: ...


class ArchiveNames:
    """The names in one index, looked up as they are needed."""

    def __init__(self, index: _Searched) -> None:
        """Keep an index; nothing is looked up yet."""
        self._index = index

    @cached_property
    def _outlets(self) -> tuple[str, ...]:
        found = self._index.terms("outlet", "identifier")
        return tuple(term.key for term in found) if len(found) <= MAX_OUTLETS else ()

    def outlets(self) -> tuple[str, ...]:
        """Return the names of all outlets."""
        return self._outlets

    def is_speaker(self, word: str) -> bool:
        """Tell whether anybody who is quoted is called so, in any spelling."""
        return bool(self._index.search(Word(word, "speaker"), limit=0).total)

    def is_quoted(self, word: str) -> bool:
        """Tell whether a word stands in anything that was said."""
        return bool(self._index.search(Word(word, "content"), limit=0).total)

    def suggestions(self, word: str, *, as_name: bool = False) -> tuple[str, ...]:
        """Return words of the archive that are written nearly as one it does not have.

        The likeliest first: fewest letters changed, then the most statements. Names of speakers
        alone with `as_name`; else the words of quotes and roles too. None for short words and for
        words that are there.
        """
        folded = keys(word, "name" if as_name else "word")
        shortest = MIN_NAME_LETTERS if as_name or word[:1].isupper() else MIN_WORD_LETTERS
        if len(folded) != 1 or len(folded[0]) < shortest:
            return ()
        wanted = folded[0]
        fields: list[tuple[FieldName, Form]] = [("speaker", "name")]
        fields += [] if as_name else [("content", "word"), ("role", "word")]
        best: dict[str, tuple[float, int, str]] = {}
        for field, form in fields:
            for term in self._near(field, form, wanted):
                if term.key == wanted:
                    return ()
                rank = (_distance(wanted, term.key), -term.statements, term.key)
                best[term.key] = min(rank, best.get(term.key, rank))
        likely = [key for _, _, key in sorted(best.values())[:MAX_SUGGESTIONS]]
        return tuple(dict.fromkeys(self._as_written(key, fields) for key in likely))

    def _as_written(self, key: str, fields: Sequence[tuple[FieldName, Form]]) -> str:
        """Return a folded word as the archive writes it where it is found first."""
        for field, form in fields:
            for hit in self._index.search(Word(key, field), limit=1).hits:
                try:
                    cluster = self._index.get_cluster(hit.cluster_id)
                except NotFoundError:
                    # Another process has removed it since the search.
                    continue
                for word in _texts(cluster, field):
                    if key in keys(word, form):
                        return word.strip(_EDGES).removesuffix("’s").removesuffix("'s")
        return key

    def _near(self, field: FieldName, form: Form, wanted: str) -> list[Term]:
        most = 1 if len(wanted) < MIN_LETTERS_FOR_TWO else 2
        return [
            term
            for term in self._index.terms(field, form, wanted[0])
            if OSA.distance(term.key, wanted, score_cutoff=most) <= most
            or (form == "name" and word_skeleton(term.key) == word_skeleton(wanted))
        ]


def _texts(cluster: QuoteCluster, field: FieldName) -> Iterator[str]:
    """Yield the words of a statement's quotes, speakers or roles."""
    for quote in cluster.quotes:
        if field == "content":
            yield from quote.text.split()
        elif field == "speaker" and quote.speaker:
            yield from quote.speaker.name.split()
        elif field == "role" and quote.role:
            yield from quote.role.text.split()


def _distance(one: str, other: str) -> float:
    """Return how many letters differ; a letter exchanged with its neighbour counts less."""
    distance = float(OSA.distance(one, other))
    return distance - 0.5 if sorted(one) == sorted(other) else distance
