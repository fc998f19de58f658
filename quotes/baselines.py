"""How far do simpler programs get on the same articles?

Hands on extractors to compare with ours: textacy's direct quotations, and the rule that most people
would write first. All of them, ours too, read one `Doc` an article, so that sentences, tags, parse
and names are the same and only what is made of them differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, cast, get_args

from quotes.errors import InputError, UsageError
from quotes.pipeline.extensions import quotes_in
from quotes.pipeline.labels import map_name, map_relation
from quotes.pipeline.marks import Quotation, pair_marks
from quotes.records import CONTENT_JOINER, Article, CharSpan, Quote, Speaker

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

Baseline = Literal["textacy", "marks-and-verbs"]
BASELINES: tuple[Baseline, ...] = get_args(Baseline)
OURS = "quotes"

MIN_WORDS = 3
"""Fewer words in marks are more often a title or a scare quote than speech."""
REPORTING_VERBS = frozenset(
    """acknowledge add admit announce answer argue ask claim declare deny explain insist note recall
    reply report respond say state suggest tell testify tweet warn write""".split()
)

_Find = Callable[["Doc", Article], Iterable[Quote]]
Extract = Callable[[Article], tuple[Quote, ...]]


def make_extractors(nlp: Language, names: Sequence[str]) -> dict[str, Extract]:
    """Return the extractors of these names, which are `OURS` or a `Baseline`.

    They share one reading of an article as long as it goes to all of them before the next one.
    Each raises `InputError` where it cannot read an article, and returns every quote as asserted
    speech, but for ours. Raises `UsageError` for textacy where it is not installed.
    """
    finders: dict[str, _Find] = {
        OURS: quotes_in,
        "textacy": textacy_quotations,
        "marks-and-verbs": marks_and_verbs,
    }
    if "textacy" in names and not has_textacy():
        raise UsageError(
            "textacy is not installed, so its quotations cannot be measured (there is none for"
            " Python 3.13)"
        )
    reader = _SharedReader(nlp)
    return {name: reader.extractor(finders[name]) for name in names}


def has_textacy() -> bool:
    """Tell whether textacy is installed."""
    from importlib.util import find_spec

    return find_spec("textacy") is not None


class _SharedReader:
    """Reads an article once, whoever asks, and remembers the last one."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._last: tuple[Article, Doc] | None = None

    def extractor(self, find: _Find) -> Extract:
        def extract(article: Article) -> tuple[Quote, ...]:
            try:
                return tuple(find(self._read(article), article))
            # Whatever one article breaks, the others are still measured.
            except Exception as error:
                raise InputError(
                    f"could not be read ({type(error).__name__}: {error})", article.id
                ) from error

        return extract

    def _read(self, article: Article) -> Doc:
        if self._last is None or self._last[0] is not article:
            self._last = article, self._nlp(article.text)
        return self._last[1]


def textacy_quotations(doc: Doc, article: Article) -> Iterator[Quote]:
    """Yield what `textacy.extract.direct_quotations` finds, in the order of the text.

    After Krestel, Bergler and Witte (LREC 2008). It raises `ValueError` on an odd number of marks.
    It knows the ClearNLP labels, in which the words of a name are compounds; in Universal
    Dependencies they are `flat`, and are renamed so that it returns whole names.
    """
    from textacy.extract.triples import direct_quotations

    relabelled = doc.copy()
    for token in relabelled:
        if map_relation(token.dep_) == "flat":
            token.dep_ = "compound"
    for speaker, cue, content in direct_quotations(relabelled):
        source = _hull(article, speaker)
        yield _quote(
            article,
            [article.span(content.start_char, content.end_char)],
            cue=_hull(article, cue),
            source=source,
            name=source.text,
        )


def marks_and_verbs(doc: Doc, article: Article) -> Iterator[Quote]:
    """Yield what stands in marks, with the nearest reporting verb and its subject.

    A closed quotation of `MIN_WORDS` or more that stands in no other is content. Its cue is the
    nearest of `REPORTING_VERBS` outside all marks in the sentences it touches; quotations with one
    cue are one quote. The source is the cue's subject, or else the nearest name of a person or
    organisation in these sentences; the speaker is the longest name in the source, or all of its
    words. In the order of the first contents.
    """
    quotations = [q for q in pair_marks(doc.text) if q.depth == 0 and q.closed]
    marked = {token.i for quotation in quotations for token in _inside(doc, quotation)}
    quotes: dict[int, tuple[list[CharSpan], Token | None, Span | None]] = {}
    for number, quotation in enumerate(quotations):
        if quotation.word_count < MIN_WORDS:
            continue
        around = _words_around(doc, quotation, marked)
        cue = next((token for token in around if _is_reporting_verb(token)), None)
        source = _subject(doc, cue, marked) or _nearest_name(doc, around)
        # A quotation without a cue is a quote by itself; no word has a negative place.
        key = -1 - number if cue is None else cue.i
        contents, _, _ = quotes.setdefault(key, ([], cue, source))
        contents += [article.span(*span) for span in quotation.spans]
    for contents, cue, source in quotes.values():
        yield _quote(
            article,
            contents,
            cue=None if cue is None else _hull(article, [cue]),
            source=None if source is None else _hull(article, source),
            name=None if source is None else _longest_name(source),
        )


def _inside(doc: Doc, quotation: Quotation) -> Span:
    start_char, end_char = quotation.outer_start_char, quotation.outer_end_char
    # There is none only where no word begins or ends, and marks are part of words.
    return cast("Span", doc.char_span(start_char, end_char, alignment_mode="expand"))


def _words_around(doc: Doc, quotation: Quotation, marked: set[int]) -> list[Token]:
    """Return the words outside all marks in the sentences of a quotation, nearest first."""
    inside = _inside(doc, quotation)
    sentences = doc[inside[0].sent.start : inside[-1].sent.end]
    outside = [token for token in sentences if token.i not in marked]
    return sorted(outside, key=lambda t: min(abs(t.i - inside.start), abs(t.i - inside.end + 1)))


def _is_reporting_verb(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in REPORTING_VERBS


def _subject(doc: Doc, cue: Token | None, marked: set[int]) -> Span | None:
    """Return the subject of a cue with all its words, or its head where they run into marks."""
    for child in () if cue is None else cue.children:
        # The subject of "was told" is the hearer.
        if map_relation(child.dep_) == "nsubj" and not child.dep_.endswith("pass"):
            whole = doc[child.left_edge.i : child.right_edge.i + 1]
            is_clear = not any(token.i in marked or token == cue for token in whole)
            return whole if is_clear else doc[child.i : child.i + 1]
    return None


def _nearest_name(doc: Doc, around: Sequence[Token]) -> Span | None:
    places = {token.i: place for place, token in enumerate(around)}
    near = [name for name in doc.ents if name.start in places and _is_of_a_speaker(name)]
    return min(near, key=lambda name: places[name.start], default=None)


def _is_of_a_speaker(name: Span) -> bool:
    return map_name(name.label_) in ("PERSON", "ORG")


def _longest_name(source: Span) -> str:
    names = [name.text for name in source.ents if _is_of_a_speaker(name)]
    return max(names, key=len, default=source.text)


def _hull(article: Article, tokens: Iterable[Token]) -> CharSpan:
    """Return the stretch from the first to the last of these words, which need not adjoin."""
    listed = sorted(tokens, key=lambda token: token.idx)
    return article.span(listed[0].idx, listed[-1].idx + len(listed[-1]))


def _quote(
    article: Article,
    contents: Sequence[CharSpan],
    *,
    cue: CharSpan | None,
    source: CharSpan | None,
    name: str | None,
) -> Quote:
    return Quote(
        id=f"{article.id}:{contents[0].start_char}",
        article_id=article.id,
        kind="direct",
        content=tuple(contents),
        text=CONTENT_JOINER.join(span.text for span in contents),
        cue=cue,
        source=source,
        speaker=Speaker(name=name, mention=source) if name else None,
    )
