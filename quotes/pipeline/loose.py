"""Which attribution do parts belong to that the network linked to no cue?

The text's own order decides: the sentence, a quotation that goes on after "she said.", a source
beside the words it goes with. Each question is answered from an index over the text, so that a
word costs the same in the longest article as in the shortest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes.pipeline.parts import Draft, Part, Places

_MAX_WORDS_TO_SOURCE = 2
_MAX_SENTENCES_ON = 1
_WORD = re.compile(r"\w+")
_WORD_CHARACTER = re.compile(r"\w")
_BREAKS = ",;:.!?…—–-"


def complete_empty(drafts: Sequence[Draft], loose: Sequence[Part], places: Places) -> list[Part]:
    """Give cues without content the unlinked content of their sentence; return what stays loose."""
    in_sentence: dict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(loose):
        if part.label == "CONTENT":
            ends = {places.sentence(part.start_char), places.sentence(max(0, part.end_char - 1))}
            for sentence in ends:
                in_sentence[sentence].append(number)
    given: set[int] = set()
    for draft in drafts:
        if draft.contents or draft.cue is None:
            continue
        cue_char = draft.cue.start_char
        near = [n for n in in_sentence[places.sentence(cue_char)] if n not in given]
        if near:
            best = min(near, key=lambda number: abs(loose[number].start_char - cue_char))
            draft.contents.append(loose[best])
            given.add(best)
    return [part for number, part in enumerate(loose) if number not in given]


def add_contents(text: str, drafts: list[Draft], contents: Sequence[Part], places: Places) -> None:
    """Add each loose content to the attribution that it continues, or as one of its own."""
    by_end = _DraftsByEnd(drafts)
    for content in contents:
        last = by_end.last_before(content.start_char) if content.quoted == "all" else None
        if last is not None and _goes_on(text, *last, content, places):
            last[0].contents.append(content)
            by_end.extend_last(content.end_char)
        else:
            drafts.append(Draft(contents=[content]))
            by_end.add(drafts[-1])


class _DraftsByEnd:
    """Finds the attribution that ends last before a place."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = list(drafts)
        # Of those that end together, the first in the list is to be found.
        self._ends = sorted((draft.end_char, -n) for n, draft in enumerate(drafts))
        self._found = 0

    def last_before(self, start_char: int) -> tuple[Draft, int] | None:
        """Return the attribution, and where it ends."""
        self._found = bisect_right(self._ends, (start_char, 0)) - 1
        if self._found < 0:
            return None
        end_char, number = self._ends[self._found]
        return self._drafts[-number], end_char

    def extend_last(self, end_char: int) -> None:
        """Note that what `last_before` found now ends later."""
        _, number = self._ends.pop(self._found)
        insort(self._ends, (end_char, number))

    def add(self, draft: Draft) -> None:
        """Note one attribution more."""
        insort(self._ends, (draft.end_char, -len(self._drafts)))
        self._drafts.append(draft)


def _goes_on(text: str, last: Draft, end_char: int, content: Part, places: Places) -> bool:
    """Tell whether a quotation goes on after the cue of the one before: "A," she said. "B."."""
    place = end_char - 1
    return (
        last.cue is not None
        and last.contents[-1].quoted == "all"
        and places.paragraph(place) == places.paragraph(content.start_char)
        and places.sentence(content.start_char) - places.sentence(place) <= _MAX_SENTENCES_ON
        and is_before_continuation(text[place : content.start_char])
    )


def is_before_continuation(between: str) -> bool:
    """Tell whether a stop or comma stands last before a quotation that may go on.

    "…," she said, "…" – but not: "…," she said from beneath a sign with the words "…".

    >>> is_before_continuation(" she said. "), is_before_continuation(" she said of ")
    (True, False)
    """
    tail = _WORD_CHARACTER.split(between)[-1]
    return any(mark in tail for mark in _BREAKS)


def give_sources(
    text: str, drafts: Sequence[Draft], sources: Sequence[Part], places: Places
) -> None:
    """Give a loose source to the sourceless attribution beside it in its sentence or paragraph."""
    if not sources:
        return
    neighbours = _Neighbours(text, drafts)
    for source in sources:
        paragraph = places.paragraph(source.start_char)
        near = [
            draft
            for draft in neighbours.of(source)
            if draft.source is None
            and places.paragraph(draft.contents[0].start_char) == paragraph
            and not any(
                p.start_char < source.end_char and source.start_char < p.end_char
                for p in draft.parts
            )
            and len(_WORD.findall(_between(text, source, draft))) <= _MAX_WORDS_TO_SOURCE
        ]
        if near:
            best = min(near, key=lambda draft: len(_between(text, source, draft)))
            best.source = source


class _Neighbours:
    """Finds the attributions that have a part a few words from a source."""

    def __init__(self, text: str, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        edges = [(part, n) for n, draft in enumerate(drafts) for part in draft.parts]
        self._starts = sorted((part.start_char, n) for part, n in edges)
        self._ends = sorted((part.end_char, n) for part, n in edges)
        words = [match.span() for match in _WORD.finditer(text)]
        self._word_starts = [start for start, _ in words]
        self._word_ends = [end for _, end in words]

    def of(self, source: Part) -> Iterator[Draft]:
        """Yield each of them once, in the order of the list, and some that are too far as well."""
        beyond = bisect_left(self._word_starts, source.end_char) + _MAX_WORDS_TO_SOURCE
        last_char = self._word_ends[beyond] if beyond < len(self._word_ends) else None
        before = bisect_right(self._word_ends, source.start_char) - 1 - _MAX_WORDS_TO_SOURCE
        first_char = self._word_starts[before] if before >= 0 else 0
        after = bisect_left(self._starts, (source.end_char, -1))
        end = len(self._starts) if last_char is None else bisect_left(self._starts, (last_char,))
        left = bisect_left(self._ends, (first_char,))
        right = bisect_left(self._ends, (source.start_char + 1,))
        near = {n for _, n in (*self._starts[after:end], *self._ends[left:right])}
        yield from (self._drafts[number] for number in sorted(near))


def _between(text: str, source: Part, draft: Draft) -> str:
    """Return the words between a source and the nearest part of a draft."""
    gaps = []
    for part in draft.parts:
        if part.start_char >= source.end_char:
            gaps.append((source.end_char, part.start_char))
        elif part.end_char <= source.start_char:
            gaps.append((part.end_char, source.start_char))
    start_char, end_char = min(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return text[start_char:end_char]
