"""Texts that break readers, of any size: what a scraper, a converter or an enemy might hand over.

`HOSTILE_TEXTS` maps a name to a maker; `maker(size)` returns a text whose length or number of
parts grows with `size`. The names, words and outlets in them are invented. The suite reads them
small (`tests/pipeline/test_hostile.py`), `benchmarks/limits.py` at full size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

_FAMILY = "👩\u200d👩\u200d👧\u200d👦"
_FLAG = "🇳🇴"
_WAVE = "👋🏽"
_ACUTE, _SOFT_HYPHEN = "\u0301", "\u00ad"
_NAMES = "Calder Addis Orvik Marsh Tolland Hale Bresk Venn Sorrel Quist".split()
_GIVEN = "Ines Tom Mara Jonas Edda Piet Lena Karl Ruth Owen".split()


@dataclass(frozen=True, slots=True)
class HostileText:
    """A way to make a text: `full_size` is what the benchmark asks for, `small_size` the suite."""

    make: Callable[[int], str]
    small_size: int
    full_size: int


def of_length(piece: str, size: int) -> str:
    """Repeat `piece` to `size` characters.

    >>> of_length("ab", 5)
    'ababa'
    """
    return (piece * (size // len(piece) + 1))[:size]


def nested_marks(depth: int) -> str:
    """Open `depth` quotations within each other, double and single in turn, and close them all."""
    opening = "".join("‘“"[level % 2] for level in range(depth, 0, -1))
    closing = "".join("’”"[level % 2] for level in range(1, depth + 1))
    return f"Calder said: {opening}the ferry stays{closing}."


def nested_reports(depth: int) -> str:
    """Report a report of a report, `depth` times, each within the marks of the one before."""
    opening = "".join(f"{name} said, {'“‘'[i % 2]}" for i, name in _counted_names(depth))
    closing = "".join("”’"[level % 2] for level in range(depth - 1, -1, -1))
    return f"{opening}The ferry stays.{closing}"


def unclosed_chain(paragraph_count: int) -> str:
    """Open a mark at each paragraph and close only the last: one quotation of many paragraphs."""
    opened = "\n\n".join(f"“We counted the boats on day {i}." for i in range(paragraph_count))
    return f"Ines Calder said:\n\n{opened}”\n\nNobody answered."


def cast_of_thousands(sentence_count: int) -> str:
    """Let somebody new say something in each sentence, all in one paragraph."""
    return " ".join(
        f"{_GIVEN[i % 10]} {name}{_letters(i)} said that the bridge was closed."
        for i, name in _counted_names(sentence_count)
    )


def repeated_words(paragraph_count: int) -> str:
    """Alternate attributed and unattributed quotations of nearly the same words."""
    return "\n\n".join(
        f"“Nobody will cross the bridge on day {i}.”\n\n“Nobody will cross it on day {i},”"
        f" {_GIVEN[i % 10]} {name} said."
        for i, name in _counted_names(paragraph_count)
    )


def mixed_line_ends(line_count: int) -> str:
    """End lines in all the ways there are, one after the other."""
    ends = ["\r\n", "\n", "\r", "\n\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r\r\n\n"]
    lines = islice(cycle(["“It rained,”", "she said.", "Tom Addis, 34,", "did not."]), line_count)
    return "".join(f"{line}{ends[i % len(ends)]}" for i, line in enumerate(lines))


def _counted_names(count: int) -> list[tuple[int, str]]:
    return list(enumerate(islice(cycle(_NAMES), count)))


def _letters(number: int) -> str:
    """Return a number as lower-case letters, to make many names of a few."""
    letters = ""
    while number:
        number, digit = divmod(number, 10)
        letters = "aeioubdgkl"[digit] + letters
    return letters


def _every_control(size: int) -> str:
    controls = "".join(map(chr, [*range(32), *range(127, 160), 0xAD, 0x200B, 0x2066, 0xFFFE]))
    return of_length(f"“It{controls}rained,” she{controls}said. ", size)


def _right_to_left(size: int) -> str:
    return of_length("قال الوزير: «لن نغادر المدينة» \u202eاليوم\u202c، وأضاف “سنبقى”. ", size)


def _plain(sentence: str, end: str = " ") -> Callable[[int], str]:
    """Return a maker that repeats a sentence, of as many words as `size` says."""
    words = len(sentence.split())

    def make(size: int) -> str:
        return end.join([sentence] * max(1, size // words))

    return make


HOSTILE_TEXTS: dict[str, HostileText] = {
    # One run of characters.
    "no space": HostileText(lambda size: "a" * size, 2_000, 1_000_000),
    "no space, stops": HostileText(lambda n: of_length("word,word.(word)", n), 400, 1_000_000),
    "opening marks": HostileText(lambda size: "“" * size, 400, 100_000),
    "straight marks": HostileText(lambda size: '"' * size, 400, 100_000),
    "apostrophes": HostileText(lambda size: "'" * size, 400, 100_000),
    "all marks": HostileText(lambda n: of_length("“”\"„«»‹›‘’'‚‛``''", n), 400, 100_000),
    "marks apart": HostileText(lambda size: of_length("“ \" ‘ ' ” « ", size), 400, 100_000),
    "marks and letters": HostileText(lambda n: of_length("“a‘b\"c'd«e", n), 400, 100_000),
    "feet and inches": HostileText(lambda size: of_length("6'2\" ", size), 400, 100_000),
    "stops": HostileText(lambda size: of_length(".,;:!?…—-", size), 400, 100_000),
    "brackets": HostileText(lambda size: "(" * (size // 2) + ")" * (size // 2), 400, 100_000),
    # Characters that are not letters.
    "emoji": HostileText(lambda n: of_length(_FAMILY + _FLAG + _WAVE, n), 400, 100_000),
    "flags": HostileText(lambda size: of_length(_FLAG, size), 400, 100_000),
    "emoji apart": HostileText(lambda n: of_length(f"“{_FAMILY} {_FLAG},” ", n), 400, 100_000),
    "right to left": HostileText(_right_to_left, 400, 100_000),
    "controls": HostileText(_every_control, 400, 100_000),
    "NUL": HostileText(lambda size: "\x00" * size, 400, 100_000),
    "combining marks": HostileText(lambda n: f"“e{_ACUTE * n}t,” she said.", 10_000, 1_000_000),
    "soft hyphens": HostileText(lambda n: f"She s{_SOFT_HYPHEN * n}aid “no”.", 10_000, 1_000_000),
    # White space.
    "spaces": HostileText(lambda size: " " * size, 2_000, 1_000_000),
    "line breaks": HostileText(lambda size: "\n" * size, 2_000, 1_000_000),
    "kinds of space": HostileText(lambda n: of_length(" \t\xa0\u2003\r\n", n), 400, 100_000),
    "space between": HostileText(lambda n: f"“It rained,”{' ' * n}she said.", 2_000, 1_000_000),
    "line ends": HostileText(mixed_line_ends, 60, 50_000),
    # Quotations in quotations, and over paragraphs.
    "nested marks": HostileText(nested_marks, 1_000, 10_000),
    "nested reports": HostileText(nested_reports, 100, 10_000),
    "unclosed chain": HostileText(unclosed_chain, 30, 20_000),
    "dashes": HostileText(_plain("— We stay, said the keeper.", "\n"), 120, 100_000),
    # Many of one thing.
    "one line": HostileText(_plain("The mayor said it rained, “again and again,” and he left."),
                            300, 200_000),
    "one-word paragraphs": HostileText(lambda size: "\n\n".join(["Rain"] * size), 400, 50_000),
    "cues alone": HostileText(_plain("He said."), 200, 50_000),
    "sources alone": HostileText(_plain("Ines Calder, the mayor, according to Tom Addis."),
                                 200, 50_000),
    "loose quotations": HostileText(_plain("“We will not go there.”"), 200, 50_000),
    "quoted paragraphs": HostileText(_plain("“We will not go there today.”", "\n\n"), 200, 50_000),
    "names of things": HostileText(_plain("It was called “Bridge House” then."), 200, 50_000),
    "reports": HostileText(_plain("Ines Calder said that the bridge was closed."), 200, 50_000),
    "cast of thousands": HostileText(cast_of_thousands, 25, 5_000),
    "repeated words": HostileText(repeated_words, 12, 5_000),
    "acronyms": HostileText(_plain("The Harbour Repair Board (HRB) said so."), 200, 50_000),
}  # fmt: skip
