"""By which numbers does an archive find the quotes worth a comparison with one?

`quotes.clusters.candidates` looks up the word groups that are rarest in its input. An archive
grows and cannot know what will be rare: its order of the groups is fixed, those with the most
letters in words of content first. Two quotes have a relation only if one of the rare keys of the
shorter is a key of the longer. Hands on keys to `index.linking`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from quotes.clusters.forms import Form
from quotes.clusters.similarity import shared_shingles_needed
from quotes.clusters.wording import FUNCTION_WORDS


class SearchKeys(NamedTuple):
    """The keys of a quote, as 63-bit digests: two groups with one number cost a comparison only.

    `rare`: one of these a longer quote must share. `counted`: of these it must share `needed`.
    `every`: all by which the quote is found by shorter ones.
    """

    rare: frozenset[int]
    counted: tuple[int, ...]
    every: tuple[int, ...]
    needed: int


def search_keys(form: Form) -> SearchKeys:
    """Return the keys of a quote."""
    wording = form.wording
    groups = _rarest_first(wording.shingles)
    shingles, pairs = _digests(groups), _digests(wording.content_pairs)
    if not wording.is_short:
        needed = max(1, shared_shingles_needed(len(shingles)))
        rare = shingles[: max(0, len(shingles) - needed + 1)]
        return SearchKeys(frozenset(rare), shingles, shingles + pairs, needed)
    # All its groups must be shared, so that any one of them will do to look it up.
    whole = f"{form.article_id}\n{' '.join(wording.words)}"
    repeat = _digests([whole] if wording.words else [])
    counted = shingles + pairs or repeat
    rare = (shingles or pairs)[:1] + repeat
    return SearchKeys(frozenset(rare), counted, shingles + pairs + repeat, len(counted))


def _rarest_first(groups: Iterable[str]) -> list[str]:
    return sorted(groups, key=lambda group: (-_weight(group), group))


def _weight(group: str) -> int:
    return sum(len(word) for word in group.split() if word not in FUNCTION_WORDS)


def _digests(keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(
        int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        )
        >> 1
        for key in keys
    )
