"""Who is interviewed? The person whom an article names most before the first question.

Hands on the fullest mention of the name there. Used for answers that bear no name of their own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quotes.pipeline.paragraphs import Range
from quotes.pipeline.texts import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

PERSON_LABELS = frozenset({"PERSON", "PER"})
_TITLE_WEIGHT = 2
_POSSESSIVES = ("’s", "'s", "’", "'")


def find_interviewee(doc: Doc, end_char: int) -> Range | None:
    """Return the fullest mention of the person named most before `end_char`, if there is one.

    A name in the first line, the headline, counts twice; of two named equally the one in full is
    meant ("Tom Addis met us at St Osyth's"), else the later: "Orla Venn spoke to Tom Addis, who
    built it".
    """
    text = text_of(doc)
    begin = len(text) - len(text.lstrip())
    headline_end = text.find("\n", begin)
    counts: Counter[str] = Counter()
    fullest: dict[str, Range] = {}
    for ent in doc.ents:
        if ent.label_ not in PERSON_LABELS or ent.start_char >= end_char:
            continue
        name = ent.text
        for ending in _POSSESSIVES:
            name = name.removesuffix(ending)
        words = name.split()
        if not words:
            continue
        surname = words[-1].casefold()
        counts[surname] += _TITLE_WEIGHT if ent.start_char < headline_end else 1
        known = fullest.get(surname)
        if known is None or len(words) > len(text[slice(*known)].split()):
            fullest[surname] = (ent.start_char, ent.start_char + len(name))
    if not counts:
        return None
    highest = max(counts.values())
    named = [fullest[name] for name, count in counts.items() if count == highest]
    in_full = [known for known in named if " " in text[slice(*known)]]
    return (in_full or named)[-1]
