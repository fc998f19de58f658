"""Whose words are set in? Makes one attribution of each set-in part of an article.

Its credit says it, or the line before it ("From Governor Strand:"), or the cue that announces it;
failing these, the sentence after it ("He was Bo Strand, and …"), or who is named last before it.
The answers of an interview are the words of the person whom the article introduces before the
first question.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.pipeline.interviewees import PERSON_LABELS, find_interviewee
from quotes.pipeline.marks import Quotation
from quotes.pipeline.paragraphs import Range
from quotes.pipeline.parts import Draft, Part
from quotes.pipeline.set_in import SetIn, find_set_in, label_in
from quotes.pipeline.texts import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORDS = re.compile(r"\w")
_THINGS = frozenset("it this that which he she they who".split())
_READING = re.compile(r"\b(?:read|reads|says|said|ran|runs|went|goes)\W*\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[\w“\"‘'(])")
# "He was Bo Strand, and he left at noon." · "So wrote Bo Strand." · "The note was signed by …"
_IS_NAMED = re.compile(
    r"(?:(?:He|She|[Tt]he (?:writer|author|speaker|sender|poster|man|woman)) (?:was|is)"
    r"|(?:So|Thus) (?:wrote|writes|said|says|spoke|ran)"
    r"|(?:It|They|The (?:words|lines|note|letter|message|post|statement|poem)) (?:was|were|is|are)"
    r"(?: (?:written|signed|sent|posted|spoken))? (?:by|from|those of))\s+"
    r"|(?:That|This|So) (?:is|was|comes|came|runs|ran) (?:(?:in|from) )?(?:the|a) (?:letter|e-?mail"
    r"|statement|note|message|post|speech)(?: (?:that|which))? "
    r"(?=[A-ZÀ-Þ][\w.’' -]{1,40} (?:sent|wrote|posted|read|issued|gave|published)\b)"
)
_BODIES = frozenset({"ORG", "NORP", "GPE"})


def with_set_in(
    doc: Doc, drafts: Sequence[Draft], parts: Sequence[Part], quotations: Sequence[Quotation]
) -> list[Draft]:
    """Return `drafts` with one for each set-in part in place of what was read there as others.

    What somebody is reported to say within a set-in part stays, beside it. `parts` are all that
    the network found, of which cues without words may announce a part.
    """
    found = find_set_in(text_of(doc))
    if not found:
        return list(drafts)
    reader = _Reader(doc, drafts, parts)
    made = [reader.draft(part) for part in found]
    whole = sorted((part.spans[0][0], part.spans[-1][1]) for part in found)
    kept = [draft for draft in drafts if _stays(draft, whole)]
    for draft in made:
        draft.contents = [_without_marks(part, quotations) for part in draft.contents]
    return [*(draft for draft in kept if draft.contents), *made]


def _stays(draft: Draft, whole: Sequence[Range]) -> bool:
    """Take from a draft what is set in, unless it reports somebody within; tell if any is left."""
    edges = [part for part in (draft.cue, draft.source) if part is not None]
    homes = {_holder(whole, part.start_char) for part in (*edges, *draft.contents)}
    if draft.cue is not None and len(homes) == 1 and None not in homes:
        return True
    draft.contents = [part for part in draft.contents if _holder(whole, part.start_char) is None]
    return bool(draft.contents)


def _holder(whole: Sequence[Range], char: int) -> int | None:
    index = bisect_right(whole, char, key=lambda known: known[0]) - 1
    return index if index >= 0 and char < whole[index][1] else None


def _without_marks(part: Part, quotations: Sequence[Quotation]) -> Part:
    """Leave out the marks around a paragraph that is one quotation."""
    index = bisect_right(quotations, part.start_char, key=lambda known: known.outer_start_char) - 1
    while index >= 0 and quotations[index].outer_start_char == part.start_char:
        quotation = quotations[index]
        for start_char, end_char in quotation.spans:
            if part.start_char <= start_char and end_char <= part.end_char <= end_char + 2:
                return replace(part, start_char=start_char, end_char=end_char)
        index -= 1
    return part


class _Reader:
    """Finds who said each set-in part of one article."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft], parts: Sequence[Part]) -> None:
        self._doc = doc
        self._text = text_of(doc)
        self._drafts = drafts
        self._parts = parts
        self._names = sorted(
            (
                (ent.start_char, ent.end_char, ent.label_)
                for ent in doc.ents
                if ent.label_ in PERSON_LABELS | _BODIES
            ),
        )
        self._interviewee: Range | None = None
        self._was_looked_for = False

    def draft(self, part: SetIn) -> Draft:
        """Return the attribution of one set-in part."""
        contents = [self._part("CONTENT", span, quoted=True) for span in part.spans]
        if part.credit is not None:
            return Draft(source=self._part("SOURCE", part.credit), contents=contents)
        if part.is_answer:
            name = self._asked(part)
            return Draft(source=name and self._part("SOURCE", name), contents=contents)
        if part.before is None:
            return Draft(contents=contents)
        label = label_in(self._text, part.before)
        if label is not None:
            colon = (part.before[1] - 1, part.before[1])
            cue = self._part("CUE", colon) if self._text[slice(*colon)] == ":" else None
            return Draft(cue, self._part("SOURCE", label), contents)
        cue, source = self._announcement(part)
        after = self._named_after(part)
        if after is not None and not self._is_person(source):
            return Draft(cue, self._part("SOURCE", after), contents)
        if source is None or self._is_thing(source):
            name = self._last_named(part.before)
            source = source if name is None else self._part("SOURCE", name)
        return Draft(cue, source, contents)

    def _part(self, label: str, chars: Range, *, quoted: bool = False) -> Part:
        span = self._doc.char_span(*chars, alignment_mode="expand")
        assert span is not None, "an expanded span always exists"
        return Part(label, *chars, span.start, "", quoted="all" if quoted else "none")

    def _announcement(self, part: SetIn) -> tuple[Part | None, Part | None]:
        """Return the cue and the source of the last sentence before a part, as far as found."""
        assert part.before is not None
        begin = self._last_sentence(part.before)
        for draft in self._drafts:
            is_its = any(
                part.spans[0][0] <= c.start_char < part.spans[-1][1] for c in draft.contents
            )
            if is_its and draft.cue is not None and begin <= draft.cue.start_char < part.before[1]:
                return draft.cue, draft.source
        used = {draft.cue.start_char for draft in self._drafts if draft.cue and draft.contents}
        cues = [
            known
            for known in self._parts
            if known.label == "CUE"
            and begin <= known.start_char < part.before[1]
            and known.start_char not in used
        ]
        if not cues:
            return None, None
        cue = cues[-1]
        sources = [p for p in self._parts if p.label == "SOURCE" and p.group == cue.group]
        return cue, next(iter(sources), None)

    def _last_sentence(self, line: Range) -> int:
        ends = [found.end() for found in _SENTENCE_END.finditer(self._text, *line)]
        return ends[-1] if ends else line[0]

    def _is_thing(self, source: Part) -> bool:
        """Tell whether a source is only "it" or the like: who is named before tells more."""
        return self._text[source.start_char : source.end_char].lower() in _THINGS

    def _is_person(self, source: Part | None) -> bool:
        """Tell whether a source holds the name of a person."""
        return source is not None and any(
            source.start_char <= start < source.end_char and label in PERSON_LABELS
            for start, _, label in self._names
        )

    def _named_after(self, part: SetIn) -> Range | None:
        """Return the name in the sentence after a part, if that says whose words it is."""
        rest = _WORDS.search(self._text, part.spans[-1][1])
        found = None if rest is None else _IS_NAMED.match(self._text, rest.start())
        if found is None:
            return None
        names = ((start, end) for start, end, _ in self._names if start == found.end())
        return next(names, None)

    def _last_named(self, line: Range) -> Range | None:
        """Return the person, or else the body, named last in the paragraph before a part."""
        here = [name for name in self._names if line[0] <= name[0] < line[1]]
        begin = self._last_sentence(line)
        for names in ([n for n in here if n[0] >= begin], here):
            for labels in (PERSON_LABELS, _BODIES - {"GPE"}):
                found = [(start, end) for start, end, label in names if label in labels]
                if found:
                    return found[-1]
        return None

    def _asked(self, part: SetIn) -> Range | None:
        """Return who is interviewed: who is named most before the first question."""
        if not self._was_looked_for:
            self._was_looked_for = True
            end_char = part.before[0] if part.before is not None else part.spans[0][0]
            self._interviewee = find_interviewee(self._doc, end_char)
        return self._interviewee
