"""What a found span holds that is not part of it: datelines, and the relay of somebody's words.

"X quoted Y as saying …" is one attribution, by Y (the design's rule); PolNeAR's annotators put "Y
as saying" now here, now there, so what the network learned is put right by the wording.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quotes.pipeline.marks import Quotation
from quotes.pipeline.parts import Draft, Part

# AMITY BEND, Ohio — · LONDON (Reuters) - · CALDERPORT, England, Feb 12 (Tarn) -
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([A-Z][\w ]*\))? ?[—–-]{1,2} "
)
_RELAYING = re.compile(r"\b(?:quot|cit)(?:e|es|ed|ing)\b", re.IGNORECASE)
_AS_SAYING = re.compile(
    r"\s*(?P<who>[^\s,.;:“”\"][^,.;:“”\"]{0,79}?)\s+as\s+"
    r"(?:saying|telling (?:it|them|reporters|the \w+))\b[,:]?\s+"
)
_NAMING = re.compile(
    r"\b(?:call|(?:code-?|nick)?name|dub|title|brand|christen|know)(?:s|d|ed|n|ing|led|bed)?\b",
    re.IGNORECASE,
)
_LETTERING = re.compile(
    r"\b(?:paint|daub|scrawl|spray|letter|stencil|inscrib|emblazon|embroider)(?:s|es|e|ed|ing)?\b",
    re.IGNORECASE,
)
_MAX_NAME_WORDS = 4
_MAX_TITLE_WORDS = 10
_SMALL_WORDS = frozenset("a an and at for from in of on or the to".split())
# Nouns that a title follows at once: her film “Night Ferry”, an article headlined “…”.
_WORK = re.compile(
    r"\b(?:film|movie|documentary|book|novel|memoir|song|single|album|series|musical|poem"
    r"|essay|painting|podcast|episode|(?:clip|scene|trailer|performance) (?:of|from))s?,?\s+\W*\Z",
    re.IGNORECASE,
)
_MAX_WORK_CHARS = 24
_CLAUSE_WORDS = ("that ", "whether ", "to ", "how ", "if ")
_TOLD = re.compile(
    r"(?:was|were|is|are|been|being|be)\b.*\b"
    r"(?:told|asked|warned|urged|ordered|advised|instructed|informed|reminded)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w’'-]*")
_AFTER_COMMA = re.compile(r",?(?<=,)\s+(?P<rest>\w[^“”\"]*\w)[\s.!?”’\"')]*\Z")


def without_dateline(text: str, part: Part) -> Part:
    """Return a part that begins its paragraph without the dateline there."""
    found = _DATELINE.match(text, part.start_char, part.end_char)
    return replace(part, start_char=found.end()) if found else part


def with_relayed_speaker(text: str, draft: Draft) -> Draft:
    """Return the attribution with Y as source where its words are "X quoted Y as saying …"."""
    if draft.cue is None or not _RELAYING.search(text[slice(*draft.cue.chars)]):
        return draft
    cue_word = _RELAYING.search(text, draft.cue.start_char, draft.cue.end_char)
    assert cue_word is not None, "the cue was searched already"
    found = _AS_SAYING.match(text, cue_word.end())
    if found is None:
        return draft
    contents = []
    for part in draft.contents:
        start_char = max(part.start_char, found.end())
        if start_char < part.end_char:
            contents.append(replace(part, start_char=start_char))
    if not contents:
        return draft
    start_char, end_char = found.span("who")
    token = draft.cue.token + 1
    return Draft(
        replace(draft.cue, start_char=cue_word.start(), end_char=cue_word.end()),
        replace(draft.cue, label="SOURCE", start_char=start_char, end_char=end_char, token=token),
        contents,
    )


def with_rest_of_sentence(text: str, draft: Draft, sentence_end_char: int) -> Draft:
    """Return the attribution with what follows a source set in commas: "A, according to B, C".

    The cue "according to" divides one content in two; the network often sees the first part only.
    """
    cue, source = draft.cue, draft.source
    if cue is None or source is None or text[slice(*cue.chars)].lower() != "according to":
        return draft
    first = draft.contents[0]
    between = text[first.end_char : cue.start_char].strip()
    if len(draft.contents) > 1 or first.end_char > cue.start_char or between != ",":
        return draft
    found = _AFTER_COMMA.match(text, source.end_char, sentence_end_char)
    if found is None or first.quoted != "none":
        return draft
    rest = replace(first, start_char=found.start("rest"), end_char=found.end("rest"))
    return replace(draft, contents=[first, rest])


def without_hearer(text: str, draft: Draft) -> Draft:
    """Return the attribution without an empty "it" or the hearer before a passive cue.

    "Residents were told to stay", "It was claimed that …": what was said comes after the cue.
    """
    if draft.cue is None or len(draft.contents) < 2:
        return draft
    first, *others = draft.contents
    if first.end_char > draft.cue.start_char or first.quoted != "none":
        return draft
    said = text[others[0].start_char : others[0].end_char].lower()
    is_empty = text[slice(*first.chars)].lower() == "it" and said.startswith(_CLAUSE_WORDS)
    if is_empty or _TOLD.match(text[slice(*draft.cue.chars)]):
        return replace(draft, contents=others)
    return draft


def is_name_of_a_thing(text: str, draft: Draft, quotations: Sequence[Quotation]) -> bool:
    """Tell whether all that is reported is what something is called ("a van called “Number 10”").

    So it is where a naming verb goes with quoted words that are few and written like a name, and
    where the title of a work follows the word for it ("her film “Night Ferry”").
    """
    within = [quotation for part in draft.contents for quotation in _touched(part, quotations)]
    if within and all(_is_title_of_work(text, quotation) for quotation in within):
        return all(part.quoted == "all" for part in draft.contents)
    spans = [span for quotation in within for span in quotation.spans]
    if draft.cue is not None and not _NAMING.search(text[slice(*draft.cue.chars)]):
        # What somebody painted is a name too, unless it is in capitals, as on a sign.
        is_lettering = _LETTERING.search(text[slice(*draft.cue.chars)]) is not None
        if not is_lettering or any(text[slice(*span)].isupper() for span in spans):
            return False
    return bool(spans) and all(_is_like_a_name(text, *span, _MAX_NAME_WORDS) for span in spans)


def _touched(part: Part, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield the innermost quotation that a part begins in, and those that begin in the part."""
    first = bisect_right(quotations, part.start_char, key=lambda q: q.outer_start_char)
    for index in range(first - 1, -1, -1):
        if quotations[index].end_char > part.start_char:
            yield quotations[index]
            break
        if not quotations[index].depth:
            break
    for index in range(first, len(quotations)):
        if quotations[index].outer_start_char >= part.end_char:
            break
        yield quotations[index]


def _is_title_of_work(text: str, quotation: Quotation) -> bool:
    start_char = quotation.outer_start_char
    return _WORK.search(text, max(0, start_char - _MAX_WORK_CHARS), start_char) is not None and all(
        _is_like_a_name(text, *span, _MAX_TITLE_WORDS) for span in quotation.spans
    )


def _is_like_a_name(text: str, start_char: int, end_char: int, most_words: int) -> bool:
    found = [word[0] for word in islice(_WORD.finditer(text, start_char, end_char), most_words + 1)]
    return len(found) <= most_words and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in found
    )
