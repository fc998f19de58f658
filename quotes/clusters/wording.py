"""How is the text of a quote prepared for comparison with others?

Hands on `Wording`: the words of a text as they are compared, the stretches between its ellipses,
which words carry content, which are names and numbers, and the word groups two quotes must share
to be looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quotes.folding import words_with_offsets

SHINGLE_WORDS = 3
MIN_WORDS = 4
"""A quote with fewer words says too little to be merged with another by its words."""
MIN_CONTENT_WORDS = 2
"""The same for words that carry content."""

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|\.(?:\s\.){2,}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\]”\"“‘(])[\s\"“”‘’'(\[]*$")

FUNCTION_WORDS = frozenset(
    """a an the this that these those there here it its he him his she her hers they them their
    theirs we us our ours you your yours i me my mine myself yourself himself herself itself
    ourselves themselves who whom whose which what when where why how
    and or but nor so yet if then than because as while though although unless until since
    of in on at by for from to with into onto upon over under about after before between through
    during against within without toward along across out off up down per via
    is am are was were be been being do does did done doing have has had having will would shall
    should can could may might must ought going go get got
    no not never none nothing nobody neither cannot
    very too also just only even still again more most much many some any all both each every
    such same other another own s well now yes oh 1 too quite rather really like
    say says said""".split()
)
"""Words too common to tell statements apart: they count as words, not as content."""

NEGATIONS = frozenset(
    "no not never none nothing nobody nowhere neither nor without hardly barely scarcely".split()
)
_TITLES = frozenset("president minister prime mr mrs ms dr sir general king queen".split())
_MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_MAGNITUDES |= {"trillion": 10**12, "bn": 10**9, "tn": 10**12}
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(bn|tn)?$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text as they are compared.

    `segments` are the half-open ranges of words between ellipses, in order, none empty.
    `names` are the positions of words written with a capital where none is due.
    `content_count` is how many words carry content; for `shingles` see the function.
    """

    words: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    names: frozenset[int]
    content_count: int
    shingles: frozenset[str]
    vocabulary: frozenset[str]

    @property
    def is_short(self) -> bool:
        """Whether there are too few words to recognise the statement by."""
        return len(self.words) < MIN_WORDS or self.content_count < MIN_CONTENT_WORDS


@lru_cache(maxsize=20_000)
def read_wording(text: str) -> Wording:
    """Prepare a text for comparison.

    >>> read_wording("We lost forty men … at sea").words
    ('we', 'lost', '40', 'men', 'at', 'sea')
    """
    marked: list[tuple[str, bool]] = []
    segments: list[tuple[int, int]] = []
    for stretch in _ELLIPSIS.split(text):
        start = len(marked)
        marked.extend(_join_numbers(_read_stretch(stretch)))
        if len(marked) > start:
            segments.append((start, len(marked)))
    words = tuple(word for word, _ in marked)
    names = frozenset(at for at, (_, is_name) in enumerate(marked) if is_name)
    # In a headline with all words capitalised nothing tells names from other words.
    is_headline = len(names) > len(words) / 2
    return Wording(
        words=words,
        segments=tuple(segments),
        names=frozenset() if is_headline else names,
        content_count=count_content(words),
        shingles=_find_shingles(words, segments),
        vocabulary=frozenset(words),
    )


def shingles(text: str) -> frozenset[str]:
    """Return the groups of three neighbouring folded words, none across an ellipsis.

    Groups without a word of content are left out: they say nothing about a statement.

    >>> sorted(shingles("They will not leave by sea … of the"))
    ['leave by sea', 'not leave by', 'will not leave']
    """
    return read_wording(text).shingles


def _find_shingles(words: tuple[str, ...], segments: Sequence[tuple[int, int]]) -> frozenset[str]:
    return frozenset(
        " ".join(words[at : at + SHINGLE_WORDS])
        for start, end in segments
        for at in range(start, end - SHINGLE_WORDS + 1)
        if not FUNCTION_WORDS.issuperset(words[at : at + SHINGLE_WORDS])
    )


def content_pairs(wording: Wording) -> frozenset[str]:
    """Return the pairs of neighbouring words that both carry content."""
    words = wording.words
    return frozenset(
        f"{words[at]} {words[at + 1]}"
        for start, end in wording.segments
        for at in range(start, end - 1)
        if words[at] not in FUNCTION_WORDS and words[at + 1] not in FUNCTION_WORDS
    )


def count_content(words: Sequence[str]) -> int:
    """Count the words that carry content."""
    return sum(word not in FUNCTION_WORDS for word in words)


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number."""
    return word[0].isdigit() and _FIGURE.match(word) is not None


def _is_name(stretch: str, start_char: int, written: str, parts: Sequence[str]) -> bool:
    """Tell whether a word with a capital is written so for its own sake."""
    if written == "I" or written[:2] in ("I'", "I’") or parts[0] in _TITLES:
        return False
    is_acronym = len(written) > 1 and written.replace(".", "").isupper()
    return is_acronym or not _SENTENCE_START.search(stretch[max(0, start_char - 12) : start_char])


def _read_stretch(stretch: str) -> list[tuple[str, bool]]:
    """Return the words of a text without ellipses, each with whether it is a name."""
    words = []
    for word in words_with_offsets(stretch):
        written = stretch[word.start_char : word.end_char]
        is_name = written[0].isupper() and _is_name(stretch, word.start_char, written, word.parts)
        words.extend([(part, is_name) for part in word.parts])
    return words


def _join_numbers(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Read "two hundred" as 200 and "5bn" as 5000000000."""
    joined: list[tuple[str, bool]] = []
    for word, is_name in words:
        value = _MAGNITUDES.get(word)
        figure = _FIGURE.match(joined[-1][0]) if value and joined else None
        own = _FIGURE.match(word) if word[0].isdigit() else None
        if value and figure:
            joined[-1] = (_multiply(figure[1], value), False)
        elif own and own[2]:
            joined.append((_multiply(own[1], _MAGNITUDES[own[2]]), False))
        else:
            joined.append((word, is_name))
    return joined


def _multiply(figure: str, value: int) -> str:
    product = f"{Decimal(figure) * value:f}"
    return product.rstrip("0").rstrip(".") if "." in product else product
