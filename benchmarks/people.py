"""Is the right person named, in the right role, and how far can the confidence be trusted?

    python -m benchmarks.people GOLD [--lines odd|even|all] [--errors] [--min-confidence 0.5]

GOLD is anything `quotes evaluate` reads whose lines state speakers, or passages as in
`tests/quality/people/`. Everything is measured twice:

- given the attributions: sources, cues and contents are those of the annotation, so that what is
  wrong is the speaker's or the role's fault alone; all media and modalities count.
- from raw text: the whole program reads the article; a quote counts as right where it overlaps and
  the speaker is right, over asserted speech and writing (`quotes.scoring_people`).

`--errors` lists every wrong answer. The reliability table holds the answers that would be given
without a threshold, in bins of their confidence. The last line is the share of the time of a whole
run that speakers and roles took in this one.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

import quotes
from benchmarks.passages import read_entries
from quotes.evaluate import evaluate
from quotes.evaluation_report import END_TO_END, QUOTE_FOUND, ROLE_RIGHT
from quotes.gold import GoldArticle
from quotes.pipeline.extensions import quotes_in
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.parts import ATTRIBUTIONS_KEY
from quotes.pipeline.people_decisions import BYLINE_KEY, SPANS_KEY
from quotes.pipeline.speakers import SpeakerResolver
from quotes.records import CharSpan, Quote
from quotes.scoring import Score
from quotes.scoring_people import is_same_role, is_same_speaker

PEOPLE = ("quotes_speakers", "quotes_roles")
READ_BEFORE = ("quotes_syntax", "quotes_spans", "quotes_attribution")
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass
class Given:
    """Counts over attributions that were given: of those with a speaker stated, and of roles."""

    right: int = 0
    wrong: int = 0
    left_open: int = 0
    named_without_speaker: int = 0
    without_speaker: int = 0
    role: Score = field(default_factory=Score)
    role_without_role: int = 0
    without_role: int = 0

    @property
    def stated(self) -> int:
        """How many attributions have a speaker stated."""
        return self.right + self.wrong + self.left_open

    def add(self, gold: Quote, found: Quote) -> None:
        """Count one attribution."""
        if gold.speaker is None:
            self.without_speaker += 1
            self.named_without_speaker += found.speaker is not None
        elif found.speaker is None:
            self.left_open += 1
        elif is_same_speaker(gold.speaker, found.speaker):
            self.right += 1
        else:
            self.wrong += 1
        if gold.role is None:
            self.without_role += 1
            self.role_without_role += found.role is not None
        else:
            is_right = is_same_role(gold.role, found.role)
            self.role += Score(is_right, found.role is not None, 1)


@dataclass
class Timing:
    """Seconds of the components before speakers, and of speakers and roles."""

    before: float = 0.0
    people: float = 0.0

    @property
    def share(self) -> float:
        """The part of the whole that speakers and roles took."""
        return self.people / (self.before + self.people or 1.0)


def with_attributions(doc: Doc, given: Sequence[Quote]) -> Doc:
    """Replace the attributions of a doc by those given, with the ids "0", "1" … in their order."""
    keys = {quote.id: str(number) for number, quote in enumerate(given)}
    spans: list[Span] = []
    for quote in given:
        parts = [("SOURCE", quote.source), ("CUE", quote.cue)]
        parts += [("CONTENT", content) for content in quote.content]
        spans += [_span(doc, part, label, keys[quote.id]) for label, part in parts if part]
    doc.spans[SPANS_KEY] = sorted(spans, key=lambda span: (span.start, span.end))
    doc.user_data[ATTRIBUTIONS_KEY] = {
        keys[quote.id]: {
            "kind": quote.kind,
            "medium": quote.medium,
            "modality": quote.modality,
            "content": [_chars(content) for content in quote.content],
            "cue": _chars(quote.cue) if quote.cue else None,
            "source": _chars(quote.source) if quote.source else None,
            "nested_in": keys.get(quote.nested_in or ""),
            "confidence": 1.0,
        }
        for quote in given
    }
    return doc


def _chars(span: CharSpan) -> list[int]:
    return [span.start_char, span.end_char]


def _span(doc: Doc, part: CharSpan, label: str, key: str) -> Span:
    span = doc.char_span(
        part.start_char, part.end_char, label=label, span_id=key, alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"no word stands at {part.start_char}–{part.end_char}")
    return span


def name_given(nlp: Language, doc: Doc, entry: GoldArticle) -> list[tuple[Quote, Quote]]:
    """Return each annotated quote with what the program says of its speaker and role.

    Doubtful annotations are given too, for what stands around them, but not returned. Runs only
    speakers and roles: `doc` must have been read by the components before them.
    """
    everything = [*entry.quotes, *entry.set_aside]
    everything.sort(key=lambda quote: (quote.content[0].start_char, quote.id))
    doc = with_attributions(doc, everything)
    for name in PEOPLE:
        doc = nlp.get_pipe(name)(doc)
    sure = {quote.id for quote in entry.quotes}
    found = quotes_in(doc, entry.article)
    return [(gold, one) for gold, one in zip(everything, found, strict=True) if gold.id in sure]


def read_raw(nlp: Language, entry: GoldArticle, timing: Timing) -> tuple[Doc, tuple[Quote, ...]]:
    """Return the article as read, and the quotes the whole program finds in it."""
    started = time.perf_counter()
    doc = nlp.make_doc(entry.article.text)
    doc.user_data[BYLINE_KEY] = entry.article.byline
    for name in READ_BEFORE:
        doc = nlp.get_pipe(name)(doc)
    reached = time.perf_counter()
    for name in PEOPLE:
        doc = nlp.get_pipe(name)(doc)
    found = quotes_in(doc, entry.article)
    timing.before += reached - started
    timing.people += time.perf_counter() - reached
    return doc, found


def is_pronoun(quote: Quote) -> bool:
    """Tell whether the source is a personal or relative pronoun by itself."""
    if quote.source is None:
        return False
    known = load_lexicon().pronouns.get(quote.source.text.lower())
    return known is not None and known.person != "indefinite"


def reliability(pairs: Iterable[tuple[Quote, Quote]]) -> Iterator[tuple[float, float, Score]]:
    """Yield bins of confidence, lowest first, with how many names were right of those given."""
    named = [(gold, found) for gold, found in pairs if found.speaker and gold.speaker]
    for low, high in itertools.pairwise(BINS):
        inside = [pair for pair in named if low <= _confidence(pair[1]) < high]
        if inside:
            right = sum(is_same_speaker(gold.speaker, found.speaker) for gold, found in inside)
            mean = sum(_confidence(found) for _, found in inside) / len(inside)
            yield low, mean, Score(right, len(inside), len(inside))


def _confidence(quote: Quote) -> float:
    return quote.speaker.confidence if quote.speaker else 0.0


def describe(gold: Quote, found: Quote) -> str:
    """Return one line on a wrong answer."""
    source = gold.source.text if gold.source else "–"
    wanted = gold.speaker.name if gold.speaker else "–"
    returned = f"{found.speaker.name} ({found.speaker.confidence})" if found.speaker else "–"
    if found.speaker is None and found.speaker_candidates:
        best = found.speaker_candidates[0]
        returned = f"– [{best.name} {best.confidence}]"
    place = gold.content[0].start_char
    return f"  {place:6} “{source}” wanted: {wanted}; returned: {returned}; “{gold.text[:60]}…”"


def _selected(path: Path, lines: str) -> Iterator[tuple[GoldArticle, frozenset[str]]]:
    for number, entry in enumerate(read_entries(path), start=1):
        if lines == "all" or (number % 2 == 1) == (lines == "odd"):
            yield entry


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:5.1f} % ({part:g} of {whole:g})" if whole else "    – (0)"


def print_given(title: str, pairs: Sequence[tuple[Quote, Quote]]) -> None:
    """Print the figures of attributions that were given."""
    counts = Given()
    for gold, found in pairs:
        counts.add(gold, found)
    print(f"{title}: {len(pairs)} attributions")
    print("  speaker right where stated ", _percent(counts.right, counts.stated))
    print("  speaker wrong where stated ", _percent(counts.wrong, counts.stated))
    print("  left open where stated     ", _percent(counts.left_open, counts.stated))
    without = _percent(counts.named_without_speaker, counts.without_speaker)
    print("  named where none is stated ", without)
    print("  role right where stated    ", _percent(counts.role.shared, counts.role.gold))
    print("  role given where none is   ", _percent(counts.role_without_role, counts.without_role))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--lines", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--min-confidence", type=float)
    options = parser.parse_args(arguments)
    nlp = quotes.load()
    resolver = nlp.get_pipe("quotes_speakers")
    assert isinstance(resolver, SpeakerResolver)
    threshold = options.min_confidence
    threshold = resolver.min_confidence if threshold is None else threshold
    timing = Timing()
    entries: list[GoldArticle] = []
    read: dict[str, tuple[Quote, ...]] = {}
    given: list[tuple[Quote, Quote]] = []
    open_pairs: list[tuple[Quote, Quote]] = []
    all_hard: set[str] = set()
    for entry, hard in _selected(options.gold, options.lines):
        resolver.min_confidence = threshold
        doc, raw = read_raw(nlp, entry, timing)
        entries.append(entry)
        all_hard |= hard
        read[entry.article.id] = raw
        pairs = name_given(nlp, doc, entry)
        given += pairs
        resolver.min_confidence = 0.0
        open_pairs += name_given(nlp, doc, entry)
        if options.errors:
            print(entry.article.id)
            for gold, found in pairs:
                if not is_same_speaker(gold.speaker, found.speaker):
                    print(describe(gold, found))
    print_given("given the attributions", given)
    print_given("given, pronouns", [pair for pair in given if is_pronoun(pair[0])])
    if all_hard:
        print_given("given, the hard ones", [pair for pair in given if pair[0].id in all_hard])
    spoken = [pair for pair in given if pair[0].medium != "thought"]
    if len(spoken) < len(given):
        print_given("given, speech and writing", spoken)
    print("from raw text, asserted speech and writing")
    for measure in evaluate(entries, lambda article: read[article.id], resamples=1).measures:
        if measure.name in (END_TO_END, QUOTE_FOUND, ROLE_RIGHT):
            score = measure.score
            rates = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
            counts = f"({score.shared:g} of {score.gold:g}, {score.found:g} found)"
            print(f"  {measure.name:14} {rates}  {counts}")
    print("reliability without a threshold: from, mean confidence, right")
    for low, mean, score in reliability(open_pairs):
        print(f"  {low:.2f}  {mean:.2f}  {_percent(score.shared, score.gold)}")
    print(f"speakers and roles took {100 * timing.share:.1f} % of the time of reading")


if __name__ == "__main__":
    main()
