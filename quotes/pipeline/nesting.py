"""Attributions inside attributions: which stand in which, and those only the grammar shows.

PolNeAR, which the network learned from, marks one attribution where two are nested ("the agency
reported that the mayor said …"); the other one is found here by its verb and its clauses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from quotes.pipeline.labels import map_relation
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.marks import Quotation
from quotes.pipeline.parts import Draft, Part, Quoted

_MAX_WORDS_BEFORE_MARK = 5
_EMPTY_SUBJECTS = frozenset({"it", "that", "which", "what", "there", "this"})


def find_holders(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each attribution the index of the smallest other one that has all of it inside.

    Inside means within one of the other's contents. One sweep over the text: the contents open at
    any place are few.
    """
    contents = sorted(
        (part.start_char, part.end_char, index)
        for index, draft in enumerate(drafts)
        for part in draft.contents
    )
    starts = [min(part.start_char for part in draft.parts) for draft in drafts]
    ends = [draft.end_char for draft in drafts]
    holders: list[int | None] = [None] * len(drafts)
    opened: list[tuple[int, int, int]] = []
    position = 0
    for index in sorted(range(len(drafts)), key=starts.__getitem__):
        while position < len(contents) and contents[position][0] <= starts[index]:
            opened.append(contents[position])
            position += 1
        opened = [content for content in opened if content[1] > starts[index]]
        around = [
            (end_char - start_char, other)
            for start_char, end_char, other in opened
            if other != index and end_char >= ends[index]
        ]
        holders[index] = min(around)[1] if around else None
    return holders


def add_nested(doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Return `drafts` with those inside their contents and those around them."""
    if not doc.has_annotation("DEP"):
        return list(drafts)
    taken = {
        token.i for draft in drafts if draft.cue is not None for token in _tokens(doc, draft.cue)
    }
    found = list(drafts)
    found.extend(_quoted_inside(doc, drafts, quotations, taken))
    for draft in drafts:
        found.extend(_outer(doc, draft, taken))
        for content in draft.contents:
            if content.quoted != "all":
                found.extend(_inner(doc, content, taken))
    return found


def with_subject(doc: Doc, draft: Draft) -> Draft:
    """Return the attribution with the grammatical subject of its cue as source.

    So it is where the network found no source, or only a piece that hangs on the subject ("the
    council, backed by Calder, said": not Calder).
    """
    if draft.cue is None or not doc.has_annotation("DEP"):
        return draft
    verb = _tokens(doc, draft.cue).root
    subject = _child(verb, "nsubj") if verb.pos_ == "VERB" else None
    # Passive subjects hear or are spoken of; pronouns of the clause stand for what is said.
    if subject is None or subject.dep_.endswith("pass") or subject.lower_ in _EMPTY_SUBJECTS:
        return draft
    extent = _extent(subject)
    if draft.source is not None and not _hangs_on(_tokens(doc, draft.source), subject, extent):
        return draft
    source = _part(extent, "SOURCE", draft.cue)
    overlaps = any(
        part.start_char < source.end_char and source.start_char < part.end_char
        for part in draft.parts
        if part is not draft.source
    )
    return draft if overlaps else replace(draft, source=source)


def _hangs_on(piece: Span, subject: Token, extent: Span) -> bool:
    """Tell whether a source is only part of a clause or phrase that describes the subject."""
    if not extent.start <= piece.start < piece.end <= extent.end + 1:
        return False
    if piece.start <= subject.i < piece.end:
        return False
    token = piece.root
    while token != subject and token.head != token:
        if map_relation(token.dep_) == "acl":
            return True
        token = token.head
    return False


def _tokens(doc: Doc, part: Part) -> Span:
    span = doc.char_span(part.start_char, part.end_char, alignment_mode="expand")
    assert span is not None, "an expanded span always exists"
    return span


def _inner(doc: Doc, content: Part, taken: set[int]) -> Iterator[Draft]:
    """Yield the attribution that a clause inside `content` makes ("that the mayor said …")."""
    span = _tokens(doc, content)
    for verb in span:
        clause = _child(verb, "ccomp") if _reports(verb) and verb.i not in taken else None
        if clause is None:
            continue
        draft = _draft(verb, clause, content, content.quoted)
        if draft is not None and all(
            content.start_char <= part.start_char and part.end_char <= content.end_char
            for part in draft.parts
        ):
            yield draft


def _outer(doc: Doc, draft: Draft, taken: set[int]) -> Iterator[Draft]:
    """Yield the attribution whose content is all of `draft` ("the agency reported that …")."""
    if draft.cue is None or draft.source is None:
        return
    inner = _tokens(doc, draft.cue).root
    verb = inner.head
    if map_relation(inner.dep_) != "ccomp" or verb.i in taken or not _reports(verb):
        return
    quoted: Quoted = "some" if any(part.quoted != "none" for part in draft.contents) else "none"
    outer = _draft(verb, inner, draft.cue, quoted)
    if outer is not None and all(
        outer.contents[0].start_char <= part.start_char
        and part.end_char <= outer.contents[0].end_char
        for part in draft.parts
    ):
        yield outer


def _quoted_inside(
    doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation], taken: set[int]
) -> Iterator[Draft]:
    """Yield attributions of marks within marks: “My mother said, ‘One day.’”."""
    inner = [quotation for quotation in quotations if quotation.depth == 1]
    starts = [quotation.outer_start_char for quotation in inner]
    for content in (part for draft in drafts for part in draft.contents if part.quoted == "all"):
        first, end = (bisect_left(starts, char) for char in content.chars)
        for quotation in inner[first:end]:
            mark = doc.char_span(
                quotation.outer_start_char, quotation.outer_end_char, alignment_mode="expand"
            )
            verb = None if mark is None else _verb_before(mark, content, taken)
            subject = None if verb is None else _child(verb, "nsubj")
            if verb is None or subject is None or subject.i > verb.i:
                continue
            said = [
                Part("CONTENT", *chars, 0, "", content.confidence, content.link_confidence, "all")
                for chars in quotation.spans
            ]
            cue = _part(doc[verb.i : verb.i + 1], "CUE", content)
            yield Draft(cue, _part(_extent(subject), "SOURCE", content), said)


def _verb_before(mark: Span, content: Part, taken: set[int]) -> Token | None:
    """Return the verb of speech that leads up to a mark, a comma or colon between them at most."""
    for index in range(mark.start - 1, max(-1, mark.start - 1 - _MAX_WORDS_BEFORE_MARK), -1):
        token = mark.doc[index]
        if token.idx < content.start_char or token.text in (".", "!", "?", ";"):
            return None
        if _reports(token) and index not in taken:
            return token
    return None


def _reports(verb: Token) -> bool:
    """Tell whether a token is a verb of speech or writing."""
    known = load_lexicon().verbs.get(verb.lemma_.lower())
    return verb.pos_ == "VERB" and known is not None and known.medium != "thought"


def _draft(verb: Token, clause: Token, like: Part, quoted: Quoted) -> Draft | None:
    """Return subject, verb and the clause after it as an attribution, if they stand in that order.

    Confidence is taken over from `like`, the part that it was found by.
    """
    subject = _child(verb, "nsubj")
    if subject is None or not subject.i < verb.i < clause.i:
        return None
    source, said = _extent(subject), _extent(clause)
    if source.end > verb.i:
        return None
    # A conjunction of an outer clause is sometimes hung on the inner one.
    said = verb.doc[max(said.start, verb.i + 1) : said.end]
    return Draft(
        _part(verb.doc[verb.i : verb.i + 1], "CUE", like),
        _part(source, "SOURCE", like),
        [_part(said, "CONTENT", like, quoted)],
    )


def _child(token: Token, label: str) -> Token | None:
    return next((child for child in token.children if map_relation(child.dep_) == label), None)


def _extent(token: Token) -> Span:
    """Return the stretch of the token's subtree without marks and stops at its edges."""
    left, right = token.left_edge.i, token.right_edge.i
    while right > left and (token.doc[right].is_punct or token.doc[right].is_space):
        right -= 1
    while left < right and (token.doc[left].is_punct or token.doc[left].is_space):
        left += 1
    return token.doc[left : right + 1]


def _part(span: Span, label: str, like: Part, quoted: Quoted = "none") -> Part:
    return Part(
        label,
        span.start_char,
        span.end_char,
        span.start,
        "",
        like.confidence,
        like.link_confidence,
        quoted,
    )
