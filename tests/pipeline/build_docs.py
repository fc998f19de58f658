"""Make a `Doc` by hand from a text, its names and its attributions, in words a journalist can read.

Tags and relations come from a few plain rules, deliberately simpler than a parser: the rules under
test must not depend on a perfect parse. What matters to a case is stated by the case itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import spacy
from spacy.tokens import Doc, Span, SpanGroup

_TAG_OF_WORD = {
    "DT": "the a an this these those every some all both no another",
    "IN": "of in at for with from on by about after before against under over during into as since"
    " if whether because while when although per",
    "TO": "to",
    "PRP": "he she they it we i him them us me you",
    "PRP$": "his her their its our my your",
    "WP": "who whom what",
    "WDT": "which that",
    "CC": "and but or",
    "MD": "will would could might may can should must 'll 'd ’ll",
    "RB": "not never n't n’t also later then yesterday today again only once longtime",
    "POS": "'s ’s",
    "VBD": "said told wrote went was were had did met led became came left spoke stood made saw"
    " took began gave won lost felt thought knew got sent sat ran held kept brought",
    "VBZ": "says is has does leads chairs heads runs warns wants oversees represents",
    "VBP": "say are have do warn want",
    "VB": "be say tell go leave stay comment vote answer pay",
    "VBG": "saying founding leading warning being",
    "VBN": "been quoted appointed retired elected",
    "JJ": "former senior deputy new local chief foreign acting interim old young prime several many"
    " most first second last other late white public national big free angry",
    "CD": "one two three four five six seven eight nine ten dozens hundreds",
    "NNS": "people police residents officials workers critics leaders",
}
_TAGS = {word: tag for tag, words in _TAG_OF_WORD.items() for word in words.split()}
_UPOS = {
    "DT": "DET", "IN": "ADP", "TO": "PART", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WDT": "PRON", "CC": "CCONJ", "MD": "AUX", "RB": "ADV", "POS": "PART", "JJ": "ADJ",
    "JJS": "ADJ",
    "CD": "NUM", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "HYPH": "PUNCT",
    "_SP": "SPACE", "PUNCT": "PUNCT",
}  # fmt: skip
_FORMS_OF_BE = {"is", "are", "was", "were", "be", "been", "being"}
_LEMMAS = {
    "said": "say", "says": "say", "saying": "say", "told": "tell", "wrote": "write", "is": "be",
    "are": "be", "was": "be", "were": "be", "been": "be", "led": "lead", "leads": "lead",
    "chairs": "chair", "heads": "head", "runs": "run", "became": "become", "thought": "think",
    "knew": "know", "appointed": "appoint", "asked": "ask", "called": "call", "denied": "deny",
    "planned": "plan", "declined": "decline", "refused": "refuse", "urged": "urge",
    "ordered": "order", "oversees": "oversee", "represents": "represent", "warns": "warn",
    "wants": "want", "n't": "not", "n’t": "not", "elected": "elect", "tweeted": "tweet",
    "expected": "expect", "hoped": "hope", "believes": "believe", "argued": "argue",
}  # fmt: skip


@dataclass(frozen=True)
class Attributed:
    """The words of one attribution; `he#2` is the second `he` of the text."""

    source: str | None
    cue: str | None
    contents: Sequence[str] = field(default_factory=tuple)


@cache
def _tokenizer() -> spacy.language.Language:
    return spacy.blank("en")


def find_words(text: str, words: str) -> tuple[int, int]:
    """Return the characters of words in a text; `#n` chooses the n-th place they stand in."""
    words, _, number = words.partition("#")
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    places = [match.span() for match in re.finditer(before + re.escape(words) + after, text)]
    return places[int(number or 1) - 1]


def build_doc(
    text: str,
    names: Mapping[str, str] | None = None,
    attributions: Sequence[Attributed] = (),
    *,
    tags: Mapping[str, str] | None = None,
    relation_names: Mapping[str, str] | None = None,
) -> Doc:
    """Return a tagged and roughly parsed `Doc` with names and `doc.spans["quotes"]`.

    Args:
        names: every place of these words becomes a name with the label.
        attributions: their spans get the ids "0", "1", … in this order.
        tags: tags of words the plain rules get wrong.
        relation_names: other names for relations, to test other schemes of labels.
    """
    blank = _tokenizer()(text)
    words = [token.text for token in blank]
    spaces = [bool(token.whitespace_) for token in blank]
    tag_list = [_tag(blank, index, tags or {}) for index in range(len(blank))]
    upos = [_universal(words[index].lower(), tag) for index, tag in enumerate(tag_list)]
    sentences = _sentence_starts(words)
    heads, relations = _attach(words, tag_list, upos, sentences)
    renamed = [(relation_names or {}).get(relation, relation) for relation in relations]
    doc = Doc(
        blank.vocab, words=words, spaces=spaces, tags=tag_list, pos=upos, heads=heads,
        lemmas=[_lemma(words[i], tag_list[i]) for i in range(len(words))], deps=renamed,
    )  # fmt: skip
    doc.ents = list(_names(doc, names or {}))
    spans = [
        _span(doc, find_words(text, part), label, str(number))
        for number, one in enumerate(attributions)
        for label, parts in (
            ("SOURCE", [one.source] if one.source else []),
            ("CUE", [one.cue] if one.cue else []),
            ("CONTENT", list(one.contents)),
        )
        for part in parts
    ]
    doc.spans["quotes"] = SpanGroup(doc, name="quotes", spans=spans)
    return doc


def _span(doc: Doc, chars: tuple[int, int], label: str, key: str) -> Span:
    span = doc.char_span(*chars, alignment_mode="expand")
    assert span is not None
    return Span(doc, span.start, span.end, label=label, span_id=key)


def _names(doc: Doc, names: Mapping[str, str]) -> list[Span]:
    taken: set[int] = set()
    found = []
    for words in sorted(names, key=len, reverse=True):
        start = doc.text.find(words)
        while start >= 0:
            span = doc.char_span(start, start + len(words), label=names[words])
            if span is not None and not taken.intersection(range(span.start, span.end)):
                found.append(span)
                taken.update(range(span.start, span.end))
            start = doc.text.find(words, start + 1)
    return sorted(found, key=lambda span: span.start)


def _tag(doc: Doc, index: int, tags: Mapping[str, str]) -> str:
    word = doc[index].text
    lower = word.lower()
    if word.isspace():
        return "_SP"
    if word in tags:
        return tags[word]
    if word == "-":
        return "HYPH"
    if word.isdigit():
        return "CD"
    if not word[0].isalnum() and lower not in _TAGS:
        return "PUNCT"
    if lower in _TAGS:
        return _TAGS[lower]
    if word[0].isupper():
        return "NNPS" if word.endswith("ns") else "NNP"
    if lower.endswith("ed"):
        return "VBD"
    if lower.endswith("ly"):
        return "RB"
    return "NNS" if lower.endswith("s") and not lower.endswith(("ss", "us")) else "NN"


def _universal(lower: str, tag: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if lower in _FORMS_OF_BE or lower in ("has", "have", "had", "did") else "VERB"
    return _UPOS[tag]


def _lemma(word: str, tag: str) -> str:
    lower = word.lower()
    if lower in _LEMMAS:
        return _LEMMAS[lower]
    if tag in ("NNS", "NNPS") and lower.endswith("s"):
        return lower[:-1]
    if tag == "VBD" and lower.endswith("ed"):
        return lower[:-2]
    return word if tag == "NNP" else lower


def _sentence_starts(words: Sequence[str]) -> list[bool]:
    starts = []
    ended = True
    for index, word in enumerate(words):
        closes = word in ("”", '"', "’") and index > 0 and words[index - 1] in (".", "?", "!")
        starts.append(ended and not closes and not word.isspace())
        if not (closes or word.isspace()):
            ended = word in (".", "?", "!")
        ended = ended or "\n" in word
    return starts


def _attach(
    words: Sequence[str], tags: Sequence[str], upos: Sequence[str], starts: Sequence[bool]
) -> tuple[list[int], list[str]]:
    """Give each sentence a root, subjects before their verbs, and clauses of "who" their nouns."""
    bounds = [index for index, first in enumerate(starts) if first] or [0]
    heads, relations = list(range(len(words))), ["dep"] * len(words)
    for begin, end in zip(bounds, [*bounds[1:], len(words)], strict=True):
        verbs = [i for i in range(begin, end) if tags[i] in ("VBD", "VBZ", "VBP")]
        root = verbs[0] if verbs else begin
        for index in range(begin, end):
            heads[index] = root
        relations[root] = "ROOT"
        for index in range(begin, end - 1):
            if upos[index] in ("NOUN", "PROPN", "PRON") and index + 1 in verbs:
                heads[index], relations[index] = index + 1, "nsubj"
            elif upos[index] == "PROPN" and upos[index + 1] == "PROPN" and index != root:
                heads[index], relations[index] = index + 1, "compound"
        for index in range(begin + 1, end - 1):
            who = words[index].lower() in ("who", "which", "that")
            noun = index - 2 if words[index - 1] == "," else index - 1
            if who and index + 1 in verbs and index + 1 != root and upos[noun] in ("NOUN", "PROPN"):
                heads[index + 1], relations[index + 1] = noun, "acl"
    for index in range(min(bounds[0], len(words))):
        heads[index] = bounds[0]
    return heads, relations
