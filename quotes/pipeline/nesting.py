"""Attributions inside attributions: which stand in which, and those only the grammar shows.

PolNeAR, which the network learned from, marks one attribution where two are nested ("the agency
reported that the mayor said …"); the inner one is found here by its verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from quotes.pipeline.drafts import Draft, Part
from quotes.pipeline.labels import map_relation
from quotes.pipeline.lexicon import load_lexicon


def nested_in(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the smallest other attribution that has all of `draft` inside one of its contents."""
    start_char = min(part.start_char for part in draft.parts)
    holders = [
        (part.end_char - part.start_char, position)
        for position, other in enumerate(drafts)
        if other is not draft
        for part in other.contents
        if part.start_char <= start_char and draft.end_char <= part.end_char
    ]
    return drafts[min(holders)[1]] if holders else None


def add_nested(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Return `drafts` with the attributions that stand inside their unquoted contents."""
    cues = {part.token for draft in drafts for part in draft.parts if part.label == "CUE"}
    found = list(drafts)
    for draft in drafts:
        for content in draft.contents:
            if content.quoted == "all" or not doc.has_annotation("DEP"):
                continue
            span = doc.char_span(*content.chars, alignment_mode="contract")
            if span is not None:
                found.extend(_inner(span, content, cues))
    return found


def _inner(span: Span, content: Part, cues: set[int]) -> Iterator[Draft]:
    verbs = load_lexicon().verbs
    for token in span:
        known = verbs.get(token.lemma_.lower())
        if token.pos_ != "VERB" or known is None or known.medium == "thought" or token.i in cues:
            continue
        subject = _child(token, "nsubj")
        clause = _child(token, "ccomp")
        if subject is None or clause is None or subject.i > token.i or clause.i < token.i:
            continue
        source, said = _extent(subject, span), _extent(clause, span)
        if source is not None and said is not None and said.start > token.i:
            cue = span.doc[token.i : token.i + 1]
            yield Draft(
                _part(cue, "CUE", content),
                _part(source, "SOURCE", content),
                [_part(said, "CONTENT", content)],
            )


def _child(token: Token, label: str) -> Token | None:
    return next((child for child in token.children if map_relation(child.dep_) == label), None)


def _extent(token: Token, span: Span) -> Span | None:
    """Return the token's subtree as far as it is one stretch inside `span`, edges trimmed."""
    left, right = token.left_edge.i, token.right_edge.i
    if left < span.start or right >= span.end:
        return None
    while right > left and (token.doc[right].is_punct or token.doc[right].is_space):
        right -= 1
    return token.doc[left : right + 1]


def _part(span: Span, label: str, content: Part) -> Part:
    quoted = content.quoted if label == "CONTENT" else "none"
    return Part(
        label,
        span.start_char,
        span.end_char,
        span.start,
        "",
        content.confidence,
        content.link_confidence,
        quoted,
    )
