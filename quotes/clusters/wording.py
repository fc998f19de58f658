"""How is the text of a quote prepared for comparison with others?

Hands on `Wording`: the words of a text as they are compared, the stretches between its ellipses,
which words carry content, which are names and numbers, and the word groups two quotes must share
to be looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quotes.folding import find_written, fold_written, words_with_offsets

MIN_WORDS = 4
"""A quote with fewer words says too little to be merged with another by its words."""
MIN_CONTENT_WORDS = 2
"""The same for words that carry content."""

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|\.(?:\s\.){2,}")
_BRACKETED_LETTERS = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,4})\](?!\w)")
"""Letters an editor changed: "[T]he", "expect[ed]"."""
_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n\]”\"“‘(])[\s\"“”‘’'(\[]*$")

_SENTENCE_END = re.compile(r"[.!?;]")

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

INSERTED = "[]"
"""Stands for what an editor put in brackets: no word of the speaker's, and none of content."""
FUNCTION_WORDS |= {INSERTED}

_FORMS = """
be:is,am,are,was,were,been,being have:has,had,having do:does,did,done,doing can:could may:might
will:would shall:should get:got,gotten go:went,gone,going
they:he,she,we,i,you,them,him,us,me their:his,her,our,my,your,its theirs:hers,ours,yours
themselves:himself,herself,itself,ourselves,yourself,myself
bear:bore,borne become:became begin:began,begun break:broke,broken bring:brought build:built
buy:bought catch:caught choose:chose,chosen come:came draw:drew,drawn drink:drank,drunk
drive:drove,driven eat:ate,eaten fall:fell,fallen feel:felt fight:fought find:found fly:flew,flown
forget:forgot,forgotten give:gave,given grow:grew,grown hear:heard hide:hid,hidden hold:held
keep:kept know:knew,known lead:led lend:lent lose:lost make:made mean:meant meet:met pay:paid
ride:rode,ridden rise:rose,risen run:ran see:saw,seen seek:sought sell:sold send:sent
shake:shook,shaken sing:sang,sung sink:sank,sunk sit:sat sleep:slept speak:spoke,spoken
spend:spent stand:stood steal:stole,stolen swear:swore,sworn swim:swam,swum take:took,taken
teach:taught tell:told think:thought throw:threw,thrown understand:understood wake:woke,woken
wear:wore,worn win:won write:wrote,written
first:1st second:2nd third:3rd fourth:4th fifth:5th sixth:6th seventh:7th eighth:8th ninth:9th
tenth:10th eleventh:11th twelfth:12th
"""
_COMPARED_AS = {
    form: base
    for group in _FORMS.split()
    for base, forms in (group.split(":"),)
    for form in forms.split(",")
}
"""Reported speech shifts tenses and persons ("I will" – "he would"), which makes no other statement
of it. Left out is what is another word as well: left, lay, born, ground. Last, ordinals."""

NEGATIONS = frozenset(
    "no not never none nothing nobody nowhere neither nor without hardly barely scarcely rarely"
    " seldom".split()
)
_TITLES = frozenset("president minister prime mr mrs ms dr sir general king queen".split())
_MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_MAGNITUDES |= {"trillion": 10**12, "bn": 10**9, "tn": 10**12}
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(bn|tn)?$")


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text as they are compared.

    `segments` are the half-open ranges of words between ellipses, in order, none empty.
    `names` are the positions of words written with a capital where none is due.
    `content_count` is how many words carry content. `sentences` are the positions at which a
    sentence begins. `inserted` are the words that an editor put
    in brackets; they are none of `words`, unless they are negations or numbers.
    """

    words: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    names: frozenset[int]
    content_count: int
    sentences: tuple[int, ...] = (0,)
    inserted: frozenset[str] = frozenset()

    @property
    def is_short(self) -> bool:
        """Whether there are too few words to recognise the statement by."""
        return len(self.words) < MIN_WORDS or self.content_count < MIN_CONTENT_WORDS

    @property
    def shingles(self) -> frozenset[str]:
        """The groups of neighbouring words by which the text is found; see `shingles`."""
        return frozenset(map(" ".join, self.content_triples))

    @property
    def content_triples(self) -> frozenset[Triple]:
        """Those of its triples with content, and with no word of an editor's."""
        return frozenset(
            triple
            for triple in self.triples
            if not FUNCTION_WORDS.issuperset(triple) and INSERTED not in triple
        )

    @property
    def triples(self) -> frozenset[Triple]:
        """All groups of three neighbouring words, none across an ellipsis."""
        found: set[Triple] = set()
        for start, end in self.segments:
            words = self.words[start:end]
            found.update(zip(words, words[1:], words[2:], strict=False))
        return frozenset(found)

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


_FIRST = (0,)
_NO_NAMES: frozenset[int] = frozenset()
_NOTHING_INSERTED: frozenset[str] = frozenset()


def read_wording(text: str) -> Wording:
    """Prepare a text for comparison.

    >>> read_wording("We lost forty men … at sea").words
    ('they', 'lose', '40', 'men', 'at', 'sea')
    >>> read_wording("[T]he mayor told [the council] he would go").words
    ('the', 'mayor', 'tell', '[]', 'they', 'will', 'go')
    """
    inserted = _NOTHING_INSERTED
    if "[" in text:
        text, inserted = _take_out_brackets(_BRACKETED_LETTERS.sub(r"\1\2", text))
    words: list[str] = []
    names: list[int] = []
    sentences = [0]
    segments: list[tuple[int, int]] = []
    for stretch in _ELLIPSIS.split(text):
        start = len(words)
        for at, part in enumerate(stretch.split(INSERTED)):
            if at:
                words.append(INSERTED)
            _read_stretch(part, words, names, sentences)
        if len(words) > start:
            segments.append((start, len(words)))
    # In a headline with all words capitalised nothing tells names from other words.
    is_headline = len(names) > len(words) / 2
    return Wording(
        words=tuple(words),
        segments=tuple(segments),
        names=frozenset(names) if names and not is_headline else _NO_NAMES,
        content_count=count_content(words),
        sentences=_FIRST if len(sentences) == 1 else tuple(sentences),
        inserted=inserted,
    )


_MARKED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\""
    r"|(?<!\w)[‘']([^‘’']+(?:[’'](?=\w)[^‘’']+)*)[’'](?!\w)"
)
_WORDS_BEFORE = re.compile(r"(?:\S+\s+){0,2}$")


def read_marked_wording(text: str) -> Wording:
    """Prepare a text of which only the parts in quotation marks are the speaker's own words.

    The reporter's words around them are left out where the others say enough, except a negation
    just before.

    >>> read_marked_wording("the dam was not “a gift to those who emptied the town”").words[:3]
    ('not', 'a', 'gift')
    """
    marked = read_wording(
        " … ".join(f"not {part}" if negation else part for negation, part in _marked_parts(text))
    )
    return read_wording(text) if marked.is_short else marked


def marked_words(text: str) -> str:
    """Return of a text what `read_marked_wording` reads of it, as it is written.

    >>> marked_words("the dam was not “a gift to those who emptied the town”, he said")
    'not a gift to those who emptied the town'
    """
    marked = " … ".join(" ".join(filter(None, part)) for part in _marked_parts(text))
    return text if read_wording(marked).is_short else marked


def _marked_parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts in quotation marks, each after the negation just before it, if any."""
    for found in _MARKED.finditer(text):
        before = _WORDS_BEFORE.search(text[: found.start()])
        stretch = before[0] if before else ""
        negations = [
            stretch[word.start_char : word.end_char]
            for word in words_with_offsets(stretch)
            if word.folded in NEGATIONS
        ]
        yield "".join(negations[:1]), found[found.lastindex or 0]


def shingles(text: str) -> frozenset[str]:
    """Return the groups of three neighbouring folded words, none across an ellipsis.

    Groups without a word of content are left out: they say nothing about a statement.

    >>> sorted(shingles("They will not leave by sea … of the"))
    ['leave by sea', 'not leave by', 'will not leave']
    """
    return read_wording(text).shingles


def count_content(words: Sequence[str]) -> int:
    """Count the words that carry content."""
    return len(words) - sum(map(FUNCTION_WORDS.__contains__, words))


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
        return INSERTED

    return _BRACKETS.sub(take_out, text), frozenset(inserted)


def _read_stretch(stretch: str, words: list[str], names: list[int], sentences: list[int]) -> None:
    """Append the words of a text without ellipses, which are names and which begin a sentence.

    "Two hundred" is read as 200 and "5bn" as 5000000000.
    """
    first = len(words)
    last_char = 0
    for match in find_written(stretch):
        written = match[0]
        start_char, end_char = match.span()
        if start_char > last_char + 1 and _SENTENCE_END.search(stretch, last_char, start_char):
            sentences.append(len(words))
        last_char = end_char
        if plain := _read_plain(written):
            words += plain
            continue
        for _, parts in fold_written(written):
            named = written[0].isupper() and is_name(stretch, start_char, written, parts)
            for part in parts:
                if part in _MAGNITUDES and len(words) > first:
                    if number := join_number(words[-1], part):
                        words[-1] = number
                        continue
                elif part[0].isdigit() and (figure := _FIGURE.match(part)) and figure[2]:
                    words.append(_multiply(figure[1], _MAGNITUDES[figure[2]]))
                    continue
                if named:
                    names.append(len(words))
                words.append(_COMPARED_AS.get(part, part))


@lru_cache(maxsize=100_000)
def _read_plain(written: str) -> tuple[str, ...]:
    """Return the words of a written one, nothing where it depends on its place which they are."""
    parts = [part for _, parts in fold_written(written) for part in parts]
    if written[0].isupper() or any(part in _MAGNITUDES or part[0].isdigit() for part in parts):
        return ()
    return tuple(_COMPARED_AS.get(part, part) for part in parts)


def join_number(word: str, following: str) -> str | None:
    """Return the number that two folded words are together, nothing if they are none.

    >>> join_number("2", "hundred"), join_number("the", "hundred")
    ('200', None)
    """
    value = _MAGNITUDES.get(following)
    figure = _FIGURE.match(word) if value else None
    return _multiply(figure[1], value) if value and figure else None


def _multiply(figure: str, value: int) -> str:
    product = f"{Decimal(figure) * value:f}"
    return product.rstrip("0").rstrip(".") if "." in product else product
