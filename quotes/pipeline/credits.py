"""Which quotations have who said them in a line of their own, or behind a dash?

“We stay.” – Orla Venn, fitter · or the name, perhaps with a role below it, as a heading over
paragraphs that are quotations and nothing else. Gives such quotations their source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.layout import is_set_in
from quotes.pipeline.marks import Quotation
from quotes.pipeline.paragraphs import Range, paragraphs
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.set_in import credit_name, label_in
from quotes.pipeline.texts import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_WORDS = 4
"""A shorter quotation under a heading may be a title or a term."""

_NAME_LABELS = frozenset({"PERSON", "PER", "ORG"})
_MAX_CREDIT_WORDS = 16
_MAX_ROLE_WORDS = 8
_DASH = re.compile(r"\s*(?:[-‒–—―]|--)\s*(?=\w)")
_WORD = re.compile(r"\w+")


def with_credits(doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Return the drafts, those of credited quotations with their source, and missing ones added.

    What has a cue, or a source in its own paragraph, stays as it is.
    """
    text = text_of(doc)
    credited = dict(_credited(doc, text, quotations))
    if not credited:
        return list(drafts)
    found = list(drafts)
    for content, name in credited.items():
        source = _part(doc, "SOURCE", name)
        holder = next((d for d in found if any(p.chars == content for p in d.contents)), None)
        if holder is None:
            found.append(Draft(source=source, contents=[_part(doc, "CONTENT", content)]))
        elif holder.source is None and (holder.cue is None or not _has_words(text, holder.cue)):
            holder.source, holder.cue = source, None
    return found


def _has_words(text: str, part: Part) -> bool:
    """Tell whether a cue has words: a dash or a colon has none."""
    return _WORD.search(text, *part.chars) is not None


def _credited(
    doc: Doc, text: str, quotations: Sequence[Quotation]
) -> Iterator[tuple[Range, Range]]:
    """Yield the contents and names of the quotations that are credited."""
    named = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _NAME_LABELS]
    bounds = paragraphs(text)
    headed: list[tuple[Range, Range]] = []
    outer = {q.outer_start_char: q for q in quotations if not q.depth and len(q.spans) == 1}
    above: Range | None = None
    for number, bound in enumerate(bounds):
        quotation = outer.get(bound[0])
        if quotation is None or is_set_in(text, bound[0]):
            above = None
            continue
        content, rest = quotation.spans[0], (quotation.outer_end_char, bound[1])
        if _WORD.search(text, *rest):
            name = _behind_dash(text, rest)
            if name is not None:
                yield content, name
            above = None
            continue
        if quotation.word_count < MIN_WORDS:
            continue
        if above is None and number > 1:
            above = _heading(text, bounds, number)
        following = bounds[number + 1] if number + 1 < len(bounds) else None
        name = None if following is None else _behind_dash(text, following)
        if name is not None:
            yield content, name
        elif above is not None:
            headed.append((content, above))
    # One heading that is a name may be a place; where half of several are names, all are.
    names = {name for _, name in headed}
    known = [name for name in names if any(a < name[1] and name[0] < b for a, b in named)]
    if 2 * len(known) >= len(names):
        yield from headed


def _behind_dash(text: str, rest: Range) -> Range | None:
    """Return the name where a range is nothing but a dash and who said it."""
    dash = _DASH.match(text, *rest)
    if dash is None or len(_WORD.findall(text, dash.end(), rest[1])) > _MAX_CREDIT_WORDS:
        return None
    if text[rest[1] - 1] in '!?”"' or ". " in text[dash.end() : rest[1]]:
        return None
    name = credit_name(text, dash.end(), rest[1])
    words = text[slice(*name)].split() if name is not None else []
    return name if words and words[0][0].isupper() else None


def _heading(text: str, bounds: Sequence[Range], number: int) -> Range | None:
    """Return the name in the line above a quotation, or above the line of a role."""
    name = label_in(text, bounds[number - 1])
    if name is None and number > 2 and _is_role_line(text, bounds[number - 1]):
        name = label_in(text, bounds[number - 2])
    return name


def _is_role_line(text: str, line: Range) -> bool:
    words = _WORD.findall(text, *line)
    return 0 < len(words) <= _MAX_ROLE_WORDS and text[line[1] - 1].isalnum()


def _part(doc: Doc, label: str, chars: Range) -> Part:
    span = doc.char_span(*chars, alignment_mode="expand")
    assert span is not None, "an expanded span always exists"
    return Part(label, *chars, span.start, "", quoted="all" if label == "CONTENT" else "none")
