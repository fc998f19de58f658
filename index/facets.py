"""How are all the statements that a query finds spread over speakers, roles, outlets and months?

The search engine counts: it has every value in a column, and to look up in the archive what a
common word finds takes hundreds of times as long (`benchmarks.search_speed`). Hands on counts, the
greatest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.engine import Everything, FacetName, Query
from index.store import QuoteIndex
from quotes.clusters.names import name_blocks, same_name
from quotes.folding import fold_text

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value, as most write it, and how many statements have it."""

    value: str
    statements: int


def count_facets(
    index: QuoteIndex, tree: Query, names: Iterable[FacetName]
) -> dict[FacetName, tuple[FacetCount, ...]]:
    """Count the statements that match by each facet; one may count for several roles or outlets.

    Speakers are counted by person: every spelling of a name under the one that most have. The
    greatest counts first, then by the alphabet; months in their own order. Not stated is what no
    quote of a statement states.
    """
    return {name: _counts(index, tree, name) for name in names}


def _counts(index: QuoteIndex, tree: Query, name: FacetName) -> tuple[FacetCount, ...]:
    found = index.count_values(tree, name)
    not_stated = found.pop(None, 0)
    stated = {value: count for value, count in found.items() if value is not None}
    if name == "speaker":
        stated = _joined(stated, index.once_a_change(_first_spellings))
    if name == "role":
        stated = _joined(stated, {text: fold_text(text) for text in stated})
    if not_stated:
        stated[NOT_STATED] = not_stated
    order = sorted(stated.items(), key=lambda item: (-item[1], item[0]))
    if name == "month":
        order = sorted(stated.items(), key=lambda item: (item[0] == NOT_STATED, item[0]))
    return tuple(FacetCount(value, count) for value, count in order)


def _joined(found: Mapping[str, int], group_of: Mapping[str, str]) -> dict[str, int]:
    """Add up the values of each group under the one that most statements have."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for value, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        counts[shown.setdefault(group_of.get(value, value), value)] += count
    return dict(counts)


def _first_spellings(index: QuoteIndex) -> dict[str, str]:
    """Return for every speaker's name in the index the first spelling of the same name.

    The first is the one that most statements have.
    """
    every = index.count_values(Everything(), "speaker")
    first: dict[str, str] = {}
    known: dict[str, list[str]] = {}
    for name in sorted((name for name in every if name), key=lambda name: (-every[name], name)):
        blocks = name_blocks(name)
        others = (other for block in sorted(blocks) for other in known.get(block, ()))
        first[name] = next((other for other in others if same_name(name, other)), name)
        for block in blocks if first[name] == name else ():
            known.setdefault(block, []).append(name)
    return first
