"""The simpler programs, on docs parsed by hand: what they find is what their rules say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

import pytest
import spacy
from spacy.tokens import Doc

from quotes.baselines import has_textacy, make_extractors, marks_and_verbs, textacy_quotations
from quotes.errors import InputError, UsageError
from quotes.records import Article, Quote

LEMMAS = {"said": "say", "added": "add", "told": "tell", "was": "be", "saw": "see"}
needs_textacy = pytest.mark.skipif(not has_textacy(), reason="it cannot be installed there")


def build(
    *sentences: str,
    links: Mapping[str, tuple[str, str]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Doc:
    """Return a `Doc` of these sentences.

    `links` gives words their relation and head (`{"Venn": ("flat", "Orla")}`); every other word
    hangs on the first verb of its sentence.
    """
    tokenize = spacy.blank("en")
    words, spaces, heads, relations = [], [], [], []
    for sentence in sentences:
        tokens = list(tokenize(sentence))
        forms = [token.text for token in tokens]
        root = next((i for i, form in enumerate(forms) if form in LEMMAS), 0)
        for index, token in enumerate(tokens):
            relation, head = (links or {}).get(token.text, ("dep", forms[root]))
            relations.append("ROOT" if index == root else relation)
            heads.append(len(words) - index + (index if index == root else forms.index(head)))
            words.append(token.text)
            spaces.append(bool(token.whitespace_) or index + 1 == len(tokens))
    pos = [
        "VERB" if word in LEMMAS else "PUNCT" if not word[0].isalnum() else "X" for word in words
    ]
    lemmas = [LEMMAS.get(word, word) for word in words]
    doc = Doc(tokenize.vocab, words, spaces, pos=pos, lemmas=lemmas, heads=heads, deps=relations)
    spans = []
    for name, label in (names or {}).items():
        start_char = doc.text.index(name)
        spans.append(doc.char_span(start_char, start_char + len(name), label=label))
    doc.ents = [span for span in spans if span is not None]
    return doc


Row = tuple[list[str], str | None, str | None, str | None]
"""Contents, cue, source and the speaker's name."""


def rows(find: Callable[[Doc, Article], Iterable[Quote]], doc: Doc) -> list[Row]:
    article = Article(id="a", text=doc.text)
    found = list(find(doc, article))
    for quote in found:
        for span in (*quote.content, quote.cue, quote.source):
            assert span is None or doc.text[span.start_char : span.end_char] == span.text
    return [
        (
            [span.text for span in quote.content],
            quote.cue.text if quote.cue else None,
            quote.source.text if quote.source else None,
            quote.speaker.name if quote.speaker else None,
        )
        for quote in found
    ]


ORLA = {"Orla Venn": "PERSON"}
SUBJECT = {"Orla": ("nsubj", "said"), "Venn": ("flat", "Orla")}


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (
            build("“The ferry is late,” said Orla Venn.", links=SUBJECT, names=ORLA),
            [(["The ferry is late,"], "said", "Orla Venn", "Orla Venn")],
        ),
        # Both halves have one cue: one quote.
        (
            build(
                "“The ferry is late,” she said, “and so am I.”", links={"she": ("nsubj", "said")}
            ),
            [(["The ferry is late,", "and so am I."], "said", "she", "she")],
        ),
        # Two words are no quotation; a quotation inside another is part of it.
        (build("It is a “floating palace”."), []),
        (
            build("“It was no ‘work of great art’,” Orla Venn added.", names=ORLA),
            [(["It was no ‘work of great art’,"], "added", "Orla Venn", "Orla Venn")],
        ),
        # The subject of a passive is the hearer, so the nearest name is taken instead.
        (
            build(
                "The mayor was told by Orla Venn “to wait for it”.",
                links={"mayor": ("nsubj:pass", "told")},
                names=ORLA,
            ),
            [(["to wait for it"], "told", "Orla Venn", "Orla Venn")],
        ),
        # Verbs in marks, of other sentences and of other meanings are no cues; names of places
        # are no sources.
        (
            build(
                "Orla Venn said so.",
                "Quay saw “what she said to me”.",
                names={"Orla Venn": "PERSON", "Quay": "GPE"},
            ),
            [(["what she said to me"], None, None, None)],
        ),
        (
            build("“One two three.”", "“Four five six.”"),
            [(["One two three."], None, None, None), (["Four five six."], None, None, None)],
        ),
        # The mark that stays open takes nothing with it.
        (
            build("“The ferry is late,” said Orla Venn. “Yes", links=SUBJECT, names=ORLA),
            [(["The ferry is late,"], "said", "Orla Venn", "Orla Venn")],
        ),
    ],
)
def test_marks_and_verbs(doc: Doc, expected: list[Row]) -> None:
    assert rows(marks_and_verbs, doc) == expected


@needs_textacy
def test_textacy_returns_whole_names_of_universal_dependencies() -> None:
    doc = build("“The ferry is late,” said Orla Venn.", links=SUBJECT, names=ORLA)
    assert rows(textacy_quotations, doc) == [
        (["“The ferry is late,”"], "said", "Orla Venn", "Orla Venn")
    ]
    assert {token.dep_ for token in doc} == {"ROOT", "dep", "nsubj", "flat"}, "ours is untouched"


class Pipeline:
    """Stands in for a pipeline and counts what it reads."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.reading_count = 0

    def __call__(self, text: str) -> Doc:
        self.reading_count += 1
        return self.doc


@needs_textacy
def test_an_article_is_read_once_and_one_extractor_may_fail() -> None:
    nlp = Pipeline(build("“The ferry is late,” said Orla Venn. “Yes", links=SUBJECT, names=ORLA))
    extractors = make_extractors(nlp, ["marks-and-verbs", "textacy"])  # type: ignore[arg-type]
    article = Article(id="ferry", text=nlp.doc.text)
    assert len(extractors["marks-and-verbs"](article)) == 1
    with pytest.raises(InputError, match=r"ferry: .*3 quotation marks"):
        extractors["textacy"](article)
    assert nlp.reading_count == 1
    extractors["marks-and-verbs"](article.model_copy())
    assert nlp.reading_count == 2


def test_textacy_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.baselines.has_textacy", lambda: False)
    with pytest.raises(UsageError, match="not installed"):
        make_extractors(Pipeline(build("Rain fell.")), ["textacy"])  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "textacy", None)
    assert make_extractors(Pipeline(build("Rain fell.")), ["marks-and-verbs"])  # type: ignore[arg-type]
