"""From linked and unlinked parts to whole attributions, each with one cue at most.

The network's links decide first. What they leave over is joined by the text's own order: a
quotation that goes on after "she said.", a source before a colon, words of one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from spacy.tokens import Doc

from quotes.pipeline.boilerplate import without_furniture
from quotes.pipeline.contents import trimmed
from quotes.pipeline.credits import with_credits
from quotes.pipeline.loose import (
    add_contents,
    complete_empty,
    give_sources,
    is_before_continuation,
)
from quotes.pipeline.marks import Quotation, paragraphs
from quotes.pipeline.parts import Draft, Part, Places, Quoted
from quotes.pipeline.set_in_sources import with_set_in
from quotes.pipeline.texts import text_of
from quotes.pipeline.turns import find_transcripts, with_turns

MIN_UNATTRIBUTED_WORDS = 4
"""A quotation with neither cue nor source needs this many words: shorter ones are names of things,
scare quotes or single terms."""

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?!(?:The|An?|Mrs?|Ms|Dr)\b)[A-Z]\w+")


def assemble(doc: Doc, parts: Sequence[Part], quotations: Sequence[Quotation]) -> list[Draft]:
    """Return the attributions that have content, in no particular order."""
    text, places = text_of(doc), Places(doc)
    outermost = [quotation for quotation in quotations if not quotation.depth]
    parts = [_with_quoted(part, outermost) for part in _clean(text, parts)]
    drafts, loose = _by_links(parts, places)
    loose.extend(_far_contents(text, drafts, quotations, places))
    loose = complete_empty(drafts, loose, places)
    _announce_blocks(doc, drafts, outermost)
    drafts = [draft for draft in drafts if draft.contents]
    add_contents(text, drafts, [part for part in loose if part.label == "CONTENT"], places)
    _join_paragraph_runs(text, drafts, quotations)
    _take_whole_blocks(text, drafts)
    give_sources(text, drafts, [part for part in loose if part.label == "SOURCE"], places)
    drafts = with_turns(doc, drafts, find_transcripts(text, quotations))
    drafts = with_credits(doc, drafts, outermost)
    drafts = without_furniture(text, with_set_in(doc, drafts, parts, outermost))
    for draft in drafts:
        draft.contents = _without_overlaps(draft.contents)
    return [draft for draft in drafts if _stands(text, draft)]


def _without_overlaps(contents: Sequence[Part]) -> list[Part]:
    """Return contents in order, those that share words made one: each took in the same marks."""
    apart: list[Part] = []
    for part in sorted(contents, key=lambda part: (part.start_char, -part.end_char)):
        if not apart or apart[-1].end_char <= part.start_char:
            apart.append(part)
        elif apart[-1].end_char < part.end_char:
            quoted: Quoted = part.quoted if part.quoted == apart[-1].quoted else "some"
            apart[-1] = replace(apart[-1], end_char=part.end_char, quoted=quoted)
    return apart


def _clean(text: str, parts: Sequence[Part]) -> list[Part]:
    """Trim white space from the parts and leave out those without a word.

    A colon alone is a cue ("Orla Venn: “Never.”").
    """
    cleaned = []
    for part in parts:
        start_char, end_char = trimmed(text, part.start_char, part.end_char)
        is_colon = part.label == "CUE" and text[start_char:end_char] == ":"
        if is_colon or _WORD.search(text, start_char, end_char):
            cleaned.append(replace(part, start_char=start_char, end_char=end_char))
    return cleaned


def _with_quoted(part: Part, outermost: Sequence[Quotation]) -> Part:
    """Say of a content how much of it stands in the outermost quotations, which never overlap."""
    if part.label != "CONTENT":
        return part
    quoted: Quoted = "none"
    first = bisect_right(outermost, part.start_char, key=lambda q: q.outer_end_char)
    for index in range(first, len(outermost)):
        if outermost[index].outer_start_char >= part.end_char:
            break
        spans = outermost[index].spans
        for place in range(bisect_right(spans, part.start_char, key=itemgetter(1)), len(spans)):
            start_char, end_char = spans[place]
            if start_char >= part.end_char:
                break
            if start_char <= part.start_char and part.end_char <= end_char:
                return replace(part, quoted="all")
            quoted = "some"
    return replace(part, quoted=quoted)


def _by_links(parts: Sequence[Part], places: Places) -> tuple[list[Draft], list[Part]]:
    """Return a draft for every cue with what is linked to it, and what is linked to none."""
    drafts: dict[str, Draft] = {}
    loose: list[Part] = []
    for part in parts:
        if part.label == "CUE":
            drafts[part.group] = Draft(cue=part)
    for part in parts:
        draft = drafts.get(part.group)
        if part.label == "CUE":
            continue
        if draft is None or draft.cue is None or _far_source(part, draft.cue, places):
            loose.append(part)
        elif part.label == "CONTENT":
            draft.contents.append(part)
        elif draft.source is None:
            draft.source = part
        else:
            weaker, draft.source = sorted((draft.source, part), key=lambda p: p.link_confidence)
            loose.append(weaker)
    return list(drafts.values()), loose


def _far_source(part: Part, cue: Part, places: Places) -> bool:
    """Tell whether a source stands in another paragraph than the cue it is linked to."""
    if part.label != "SOURCE":
        return False
    return places.paragraph(part.start_char) != places.paragraph(cue.start_char)


def _far_contents(
    text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation], places: Places
) -> list[Part]:
    """Take from the drafts, and return, what is linked across paragraphs or forms wrongly.

    A closed quotation in another paragraph is an attribution of its own, unless the cue has no
    other content ("She said:" before a new paragraph). One that runs on over paragraphs stays.
    """
    runs = {span: q.spans for q in quotations if len(q.spans) > 1 for span in q.spans}
    far: list[Part] = []
    for draft in drafts:
        if draft.cue is None or len(draft.contents) < 2:
            continue
        home = places.paragraph(draft.cue.start_char)
        kept = [part for part in draft.contents if places.paragraph(part.start_char) == home]
        kept = kept or [min(draft.contents, key=lambda part: part.start_char)]
        kept = _of_one_form(kept, places.sentence(draft.cue.start_char), places)
        kept = [part for part in kept if not _is_detached(text, part, draft, places)] or kept
        running = {span for part in kept for span in runs.get(part.chars, ())}
        moved = [p for p in draft.contents if p not in kept and p.chars not in running]
        draft.contents = [part for part in draft.contents if part not in moved]
        far.extend(moved)
    return far


def _is_detached(text: str, part: Part, draft: Draft, places: Places) -> bool:
    """Tell whether a content ends in a sentence before the cue's, with other words between.

    "They call it “the Pan.” Calder wrote: “…”": the first marks are not Calder's.
    """
    cue, source = draft.cue, draft.source
    if cue is None:
        return False
    if part.end_char > cue.start_char:
        return _is_beside(text, part, cue, draft.contents)
    if places.sentence(part.end_char - 1) == places.sentence(cue.start_char):
        return False
    first = source if source is not None and source.start_char >= part.end_char else cue
    follows = any(other.start_char > cue.start_char for other in draft.contents)
    return follows and bool(
        _WORD.search(text, part.end_char, min(first.start_char, cue.start_char))
    )


def _is_beside(text: str, part: Part, cue: Part, contents: Sequence[Part]) -> bool:
    """Tell whether marks after a cue only stand near a quotation that ended before it.

    "“We go,” she said from beneath a sign with the words “No ferry”."
    """
    return (
        part.quoted == "all"
        and part.start_char > cue.end_char
        and any(other.quoted == "all" and other.end_char <= cue.start_char for other in contents)
        and not is_before_continuation(text[cue.end_char : part.start_char])
    )


def _of_one_form(contents: list[Part], sentence: int, places: Places) -> list[Part]:
    """Leave out a quotation of another sentence than the cue's where unquoted words were reported.

    "She said fares would rise. “Nobody likes it.”" are two attributions, the second without a cue.
    """
    here = [part for part in contents if places.sentence(part.start_char) == sentence]
    if not here or all(part.quoted == "all" for part in here):
        return contents
    return [part for part in contents if part in here or part.quoted != "all"]


def _join_paragraph_runs(text: str, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Bring the paragraphs of one unclosed quotation together, whichever draft they fell to."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        for part in draft.contents:
            numbers[part.start_char].append(number)
    for quotation in quotations:
        if quotation.depth or len(quotation.spans) < 2:
            continue
        starts = {start_char for start_char, _ in quotation.spans}
        found = sorted({number for start in starts for number in numbers.get(start, ())})
        holders = [drafts[number] for number in found]
        if len(holders) < 2:
            continue
        keeper = next((draft for draft in holders if draft.cue is not None), holders[0])
        for draft in holders:
            if draft is not keeper and not _is_other_speaker(text, keeper, draft):
                keeper.contents.extend(p for p in draft.contents if p.start_char in starts)
                draft.contents = [p for p in draft.contents if p.start_char not in starts]
    drafts[:] = [draft for draft in drafts if draft.contents]
    for draft in drafts:
        draft.contents.sort(key=lambda part: part.start_char)


def _is_other_speaker(text: str, first: Draft, second: Draft) -> bool:
    """Tell whether the second of two sources names somebody else than the first.

    A full name after a pronoun or another name does; a pronoun or a word of the first does not.
    """
    if first.source is None or second.source is None:
        return False
    before, after = (
        set(_NAME.findall(text[slice(*source.chars)])) for source in (first.source, second.source)
    )
    return len(after) >= 2 and not before & after


def _announce_blocks(doc: Doc, drafts: Sequence[Draft], outermost: Sequence[Quotation]) -> None:
    """Give a cue without content, whose paragraph ends in a colon, the paragraph that follows.

    The network reads no attribution into "The company posted a statement:" and a block of words
    without marks below it, several sentences long. What has marks is found by them.
    """
    text = text_of(doc)
    bounds = paragraphs(text)
    starts = [start_char for start_char, _ in bounds]
    # What begins or ends in a block takes it: other contents, and marks.
    taken = sorted(
        [char for draft in drafts for part in draft.contents for char in part.chars]
        + [char for q in outermost for char in (q.outer_start_char, q.outer_end_char - 1)]
    )
    for draft in drafts:
        if draft.cue is None or draft.contents:
            continue
        number = bisect_right(starts, draft.cue.start_char)
        announced = text[draft.cue.start_char : bounds[number - 1][1]].rstrip()
        if number == len(bounds) or not announced.endswith(":"):
            continue
        start_char, end_char = bounds[number]
        block = doc.char_span(start_char, end_char, alignment_mode="expand")
        is_free = bisect_left(taken, start_char) == bisect_left(taken, end_char)
        if block is not None and is_free:
            part = replace(draft.cue, label="CONTENT", start_char=start_char, end_char=end_char)
            draft.contents = [replace(part, token=block.start, quoted="all")]


def _take_whole_blocks(text: str, drafts: Sequence[Draft]) -> None:
    """Widen a content to its paragraph where a colon before the paragraph announces it.

    What follows "The company posted a statement:" on a line of its own is verbatim, marks or not.
    """
    bounds = {start: (start, end) for start, end in paragraphs(text)}
    for draft in drafts:
        if draft.cue is None or len(draft.contents) != 1:
            continue
        content = draft.contents[0]
        announced = text[draft.cue.start_char : content.start_char].rstrip()
        if content.quoted != "none" or content.start_char not in bounds:
            continue
        if draft.cue.end_char <= content.start_char and announced.endswith(":"):
            start_char, end_char = bounds[content.start_char]
            draft.contents = [
                replace(content, start_char=start_char, end_char=end_char, quoted="all")
            ]


def _stands(text: str, draft: Draft) -> bool:
    """Tell whether an attribution is one: it says who or how, or is a quotation of some length."""
    if draft.cue is not None or draft.source is not None:
        return True
    words = sum(len(_WORD.findall(text[p.start_char : p.end_char])) for p in draft.contents)
    return draft.contents[0].quoted == "all" and words >= MIN_UNATTRIBUTED_WORDS
