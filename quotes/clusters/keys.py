"""By which numbers does an archive find the quotes worth a comparison with one?

`quotes.clusters.candidates` looks up the word groups that are rarest in its input. An archive
grows and cannot know what will be rare: its order of the groups is fixed, those with the most
letters in words of content first. Two quotes have a relation only if one of the rare keys of the
shorter is a key of the longer. Hands on keys to `index.linking`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from quotes.clusters.forms import Form
from quotes.clusters.similarity import shared_shingles_needed
from quotes.clusters.wording import FUNCTION_WORDS


def search_keys(form: Form) -> dict[int, bool]:
    """Return the keys of a quote, and of each whether it is one of the rare ones.

    Keys are 63-bit digests: two groups with one number only cost a needless comparison.
    """
    wording = form.wording
    shingles, pairs = wording.shingles, wording.content_pairs
    if wording.is_short:
        # All its groups must be shared: any one will do, and so does a repeat in the article.
        rare = set(_rarest_first(shingles or pairs)[:1])
        words = f"{form.article_id}\n{' '.join(wording.words)}"
        keys = {key: key in rare for key in shingles | pairs}
        return _digests({**keys, words: True} if wording.words else keys)
    needed = max(1, shared_shingles_needed(len(shingles)))
    rare = set(_rarest_first(shingles)[: len(shingles) - needed + 1])
    return _digests({key: key in rare for key in shingles | pairs})


def _rarest_first(groups: Iterable[str]) -> list[str]:
    return sorted(groups, key=lambda group: (-_weight(group), group))


def _weight(group: str) -> int:
    return sum(len(word) for word in group.split() if word not in FUNCTION_WORDS)


def _digests(keys: dict[str, bool]) -> dict[int, bool]:
    return {
        int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        )
        >> 1: is_rare
        for key, is_rare in keys.items()
    }
