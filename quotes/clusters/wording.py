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

from quotes.folding import words_with_offsets

SHINGLE_WORDS = 3
MIN_WORDS = 4
"""A quote with fewer words says too little to be merged with another by its words."""
MIN_CONTENT_WORDS = 2
"""The same for words that carry content."""

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|\.(?:\s\.){2,}")
_BRACKETED_LETTERS = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,4})\](?!\w)")
"""Letters an editor changed: "[T]he", "expect[ed]"."""
_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
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
    `content_count` is how many words carry content. `inserted` are the words that an editor put
    in brackets; they are none of `words`, unless they are negations or numbers.
    """

    words: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    names: frozenset[int]
    content_count: int
    inserted: frozenset[str] = frozenset()

    @property
    def is_short(self) -> bool:
        """Whether there are too few words to recognise the statement by."""
        return len(self.words) < MIN_WORDS or self.content_count < MIN_CONTENT_WORDS

    @property
    def shingles(self) -> frozenset[str]:
        """The groups of neighbouring words by which the text is found; see `shingles`."""
        words = self.words
        return frozenset(
            " ".join(words[at : at + SHINGLE_WORDS])
            for start, end in self.segments
            for at in range(start, end - SHINGLE_WORDS + 1)
            if not FUNCTION_WORDS.issuperset(words[at : at + SHINGLE_WORDS])
        )

    @property
    def content_pairs(self) -> frozenset[str]:
        """The pairs of neighbouring words that both carry content."""
        words = self.words
        return frozenset(
            f"{words[at]} {words[at + 1]}"
            for start, end in self.segments
            for at in range(start, end - 1)
            if words[at] not in FUNCTION_WORDS and words[at + 1] not in FUNCTION_WORDS
        )


_NO_NAMES: frozenset[int] = frozenset()
_NOTHING_INSERTED: frozenset[str] = frozenset()


def read_wording(text: str) -> Wording:
    """Prepare a text for comparison.

    >>> read_wording("We lost forty men … at sea").words
    ('we', 'lost', '40', 'men', 'at', 'sea')
    >>> read_wording("[T]he mayor told [the council] he would go").words
    ('the', 'mayor', 'told', 'he', 'would', 'go')
    """
    inserted = _NOTHING_INSERTED
    if "[" in text:
        text, inserted = _take_out_brackets(_BRACKETED_LETTERS.sub(r"\1\2", text))
    words: list[str] = []
    names: list[int] = []
    segments: list[tuple[int, int]] = []
    for stretch in _ELLIPSIS.split(text):
        start = len(words)
        _read_stretch(stretch, words, names)
        if len(words) > start:
            segments.append((start, len(words)))
    # In a headline with all words capitalised nothing tells names from other words.
    is_headline = len(names) > len(words) / 2
    return Wording(
        words=tuple(words),
        segments=tuple(segments),
        names=frozenset(names) if names and not is_headline else _NO_NAMES,
        content_count=count_content(words),
        inserted=inserted,
    )


def shingles(text: str) -> frozenset[str]:
    """Return the groups of three neighbouring folded words, none across an ellipsis.

    Groups without a word of content are left out: they say nothing about a statement.

    >>> sorted(shingles("They will not leave by sea … of the"))
    ['leave by sea', 'not leave by', 'will not leave']
    """
    return read_wording(text).shingles


def count_content(words: Sequence[str]) -> int:
    """Count the words that carry content."""
    return sum(word not in FUNCTION_WORDS for word in words)


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number."""
    return word[0].isdigit() and _FIGURE.match(word) is not None


def is_name(stretch: str, start_char: int, written: str, parts: Sequence[str]) -> bool:
    """Tell whether a word with a capital is written so for its own sake."""
    if written == "I" or written[:2] in ("I'", "I’") or parts[0] in _TITLES:
        return False
    is_acronym = len(written) > 1 and written.replace(".", "").isupper()
    return is_acronym or not _SENTENCE_START.search(stretch[max(0, start_char - 12) : start_char])


def _take_out_brackets(text: str) -> tuple[str, frozenset[str]]:
    """Return a text without what stands in brackets, and the words that stood there.

    An editor's additions are not the speaker's words. Negations and numbers stay where they are:
    what they change must not be lost.
    """
    inserted: set[str] = set()

    def take_out(found: re.Match[str]) -> str:
        words = [word for read in words_with_offsets(found[0]) for word in read.parts]
        if not words or any(word in NEGATIONS or is_number(word) for word in words):
            return found[0]
        inserted.update(words)
        return " "

    return _BRACKETS.sub(take_out, text), frozenset(inserted)


def _read_stretch(stretch: str, words: list[str], names: list[int]) -> None:
    """Append the words of a text without ellipses, and which of them are names.

    "Two hundred" is read as 200 and "5bn" as 5000000000.
    """
    first = len(words)
    for _, start_char, end_char, parts in words_with_offsets(stretch):
        named = stretch[start_char].isupper() and is_name(
            stretch, start_char, stretch[start_char:end_char], parts
        )
        for part in parts:
            if part in _MAGNITUDES and len(words) > first:
                if figure := _FIGURE.match(words[-1]):
                    words[-1] = _multiply(figure[1], _MAGNITUDES[part])
                    continue
            elif part[0].isdigit() and (figure := _FIGURE.match(part)) and figure[2]:
                words.append(_multiply(figure[1], _MAGNITUDES[figure[2]]))
                continue
            if named:
                names.append(len(words))
            words.append(part)


def _multiply(figure: str, value: int) -> str:
    product = f"{Decimal(figure) * value:f}"
    return product.rstrip("0").rstrip(".") if "." in product else product
