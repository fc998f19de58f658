"""Which words are whole names: the network's tags, settled by what holds in the whole article.

The network tags names window by window. Here titles are taken out of them, initials are put to the
name they belong to, and a name that was read as one thing in one place and another thing elsewhere
is read alike in the whole article. Hands on BIO tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quotes.pipeline.decoding import tagged_spans
from quotes.pipeline.lexicon import load_lexicon

PERSON = "PERSON"
ORGANIZATION = "ORG"
OUTSIDE = "O"
_INITIAL = re.compile(r"[A-Z]\.?|(?:[A-Z]\.)+")
_NOT_INITIALS = frozenset({"A", "I", "O"})
"""Words of one letter that begin a sentence more often than they begin a name."""

_HYPHENS = frozenset("-‐‑")
_NO_SURNAME = re.compile(
    r"(?i:ed|ing|style|era|led|like|type|born|based|run|free|linked|related|elect|designate)\Z"
)
"""What the second half of "Venn-backed" ends with, be it with a capital, as in headlines."""

_SURNAMES_TOO = frozenset(
    {"King", "Prince", "Bishop", "Pope", "Marshal", "Judge", "Baron", "Cardinal"}
)
"""Titles that are surnames as well: after another title they are one ("Judge King")."""


def settle_names(words: Sequence[str], names: list[str]) -> None:
    """Settle the BIO tags `names` of `words`, an entry a word of the whole article, in place."""
    join_initials(words, names)
    join_hyphens(words, names)
    untitle(words, names)
    read_alike(words, names)


def join_initials(words: Sequence[str], names: list[str]) -> None:
    """Put a person's initials to the name they stand before or in, in place.

    >>> names = ["B-PERSON", "B-PERSON", "O", "B-PERSON", "I-PERSON", "O", "O"]
    >>> join_initials(["R.", "Venn", "met", "Ines", "B.", "CALDER", "today"], names)
    >>> names
    ['B-PERSON', 'I-PERSON', 'O', 'B-PERSON', 'I-PERSON', 'I-PERSON', 'O']
    """
    for label, first, end in tagged_spans(names):
        if label != PERSON:
            continue
        before = first - 1
        if before >= 0 and names[before] in (OUTSIDE, f"B-{PERSON}") and _is_initial(words[before]):
            names[before], names[first] = f"B-{PERSON}", f"I-{PERSON}"
        is_cut_short = end - first > 1 and _is_initial(words[end - 1])
        if is_cut_short and end < len(words) and names[end] == OUTSIDE and words[end][0].isupper():
            names[end] = f"I-{PERSON}"


def _is_initial(word: str) -> bool:
    return word not in _NOT_INITIALS and _INITIAL.fullmatch(word) is not None


def join_hyphens(words: Sequence[str], names: list[str]) -> None:
    """Put the halves of a person's name with a hyphen in it together, in place.

    One half was read as no name, or ends a name of two words or more, or its hyphen was read as
    part of it, or both were read as one name elsewhere in the article. Two names of one word each
    stay two otherwise: a hyphen may stand between rivals.

    >>> names = ["B-PERSON", "I-PERSON", "O", "B-GPE", "O"]
    >>> join_hyphens(["Nuala", "Feeney", "-", "Osei", "spoke"], names)
    >>> names
    ['B-PERSON', 'I-PERSON', 'I-PERSON', 'I-PERSON', 'O']
    """
    common = {word for word in words if word.islower()}
    whole = {
        (words[n - 1], words[n + 1])
        for n in range(1, len(words) - 1)
        if words[n] in _HYPHENS and names[n].startswith("I-") and names[n + 1].startswith("I-")
    }
    for hyphen in range(1, len(words) - 1):
        if words[hyphen] not in _HYPHENS:
            continue
        first, last = hyphen - 1, hyphen + 1
        halves = (words[first], words[last])
        if not all(half[0].isupper() and half.lower() not in common for half in halves):
            continue
        if _NO_SURNAME.search(halves[1]) or names[last].startswith("I-"):
            continue
        before, after = names[first][2:], names[last][2:]
        is_long = names[first].startswith("I-")
        is_next_short = last + 1 == len(words) or not names[last + 1].startswith("I-")
        # "Ford-Rockefeller Republicans" names two people, and what follows them.
        if not after and last + 1 < len(words) and words[last + 1][0].isupper():
            continue
        is_half = PERSON in (before, after) and not (before and after)
        is_tail = before == PERSON and is_long and is_next_short
        is_cut = before == PERSON and names[hyphen] != OUTSIDE
        if is_half or is_tail or is_cut or (before and halves in whole):
            kind = before if before and not is_half else PERSON
            if not before:
                names[first] = f"B-{kind}"
            names[hyphen] = names[last] = f"I-{kind}"


def untitle(words: Sequence[str], names: list[str]) -> None:
    """Take the titles before a person's name out of it, in place; `names` are BIO tags.

    What is nothing but titles, two words or more, is no name unless the last is a surname as well
    ("Dr. King"); nor is one word directly before a title ("Mr. Chief Justice"). One word alone may
    be a surname.

    >>> names = ["B-PERSON", "I-PERSON", "O", "B-PERSON", "O", "B-PERSON", "O"]
    >>> untitle(["Justice", "Venn", "met", "King", "and", "Madam", "Speaker"], names)
    >>> names
    ['O', 'B-PERSON', 'O', 'B-PERSON', 'O', 'O', 'O']
    """
    titles = load_lexicon().titles

    def is_title(index: int) -> bool:
        return words[index][0].isupper() and words[index].rstrip(".").lower() in titles

    for label, first, end in tagged_spans(names):
        if label != PERSON:
            continue
        if end - first == 1:
            if end < len(words) and names[end] == OUTSIDE and is_title(end):
                names[first] = OUTSIDE
            continue
        start = first
        stop = end - (words[end - 1] in _SURNAMES_TOO)
        while start < stop and is_title(start):
            names[start] = OUTSIDE
            start += 1
        if start < end:
            names[start] = f"B-{PERSON}"


def read_alike(words: Sequence[str], names: list[str]) -> None:
    """Give names of one word the kind they have most often in the article, in place.

    A longer organization that a word opens ("Coron Mining") counts as one more reading of it. A
    word that ends a longer name of a person ("Ines Coron") keeps whatever it was read as, since it
    may be a person here and a place there; so does a word with as many readings of either kind.

    >>> names = ["B-GPE", "O", "B-GPE", "O", "B-PERSON"]
    >>> read_alike(["Coron", ",", "Coron", "and", "Coron"], names)
    >>> names[-1]
    'B-GPE'
    """
    spans = list(tagged_spans(names))
    longer = [(label, first, end) for label, first, end in spans if end - first > 1]
    surnames = {words[end - 1] for label, _, end in longer if label == PERSON}
    opened = Counter(words[first] for label, first, _ in longer if label == ORGANIZATION)
    singles: dict[str, list[tuple[str, int]]] = {}
    for label, first, end in spans:
        if end - first == 1 and words[first] not in surnames:
            singles.setdefault(words[first], []).append((label, first))
    for word, readings in singles.items():
        kinds = Counter(label for label, _ in readings)
        if len(kinds) < 2:
            continue
        kinds[ORGANIZATION] += opened[word]
        (kind, most), (_, next_most) = kinds.most_common(2)
        if most > next_most:
            for _, index in readings:
                names[index] = f"B-{kind}"
