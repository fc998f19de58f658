"""How right is an extractor on articles that people have annotated?

Runs it, or several, and compares article by article; hands on an `Evaluation`, or a `Comparison`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from quotes.errors import InputError
from quotes.evaluation_report import (
    END_TO_END,
    KIND_RIGHT,
    MEASURES,
    MEDIUM_RIGHT,
    MODALITY_RIGHT,
    NOT_ASSERTED_RIGHT,
    QUOTE_FOUND,
    RESAMPLES,
    ROLE_RIGHT,
    SPEAKER_RIGHT,
    WHOLE_ATTRIBUTION,
    ArticleReport,
    Comparison,
    Discrepancy,
    Evaluation,
    Fault,
    Measure,
    bootstrap_interval,
)
from quotes.gold import GoldArticle, states
from quotes.records import KINDS, Article, Kind, Quote
from quotes.scoring import PARTS, Part, Range, Score, match_quotes, whole_attribution_score
from quotes.scoring_people import EndToEnd, compare_end_to_end, is_same_role, is_same_speaker
from quotes.scoring_spans import begin_score, exact_score, jaccard_score, token_overlap_score

Extract = Callable[[Article], Iterable[Quote]]
QuotePair = tuple[Quote, Quote]
"""A gold quote and the one that was found in its place."""


def evaluate(
    gold: Iterable[GoldArticle],
    extract: Extract,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Evaluation:
    """Run an extractor over annotated articles and count what is right.

    `extract` must return all attributions, of every medium and modality (`--all`): the exact
    figures compare all with all; the end-to-end figures then look only at asserted speech and
    writing. An article that raises `InputError` counts as one in which nothing was found. The
    intervals are percentiles over `resamples` draws of the articles with replacement, the same
    for the same `seed`.
    """
    compared = compare(gold, {"": extract}, resamples=resamples, seed=seed)
    return compared.evaluations[""]


def compare(
    gold: Iterable[GoldArticle],
    extractors: Mapping[str, Extract],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """Run several extractors, by their names, over the same articles and count as in `evaluate`.

    Each article goes to all of them before the next one, so that they may share what is costly.
    """
    reports: dict[str, list[ArticleReport]] = {name: [] for name in extractors}
    for entry in gold:
        for name, extract in extractors.items():
            reports[name].append(_evaluate_article(entry, extract))
    return Comparison({name: _summed(listed, resamples, seed) for name, listed in reports.items()})


def _summed(reports: Sequence[ArticleReport], resamples: int, seed: int) -> Evaluation:
    measures = []
    for name in MEASURES:
        scores = [report.scores[name] for report in reports if name in report.scores]
        if scores:
            interval = bootstrap_interval(scores, resamples=resamples, seed=seed)
            measures.append(Measure(name, sum(scores, Score()), interval))
    return Evaluation(tuple(measures), tuple(reports))


def _evaluate_article(entry: GoldArticle, extract: Extract) -> ArticleReport:
    try:
        returned, failure = tuple(extract(entry.article)), None
    except InputError as error:
        returned, failure = (), str(error)
    found = _countable(entry, returned)
    return compare_article(entry, found, failure=failure)


def compare_article(
    entry: GoldArticle, found: Sequence[Quote], *, failure: str | None = None
) -> ArticleReport:
    """Count what is right in one article and list what is wrong."""
    text, gold = entry.article.text, entry.quotes
    matches = match_quotes(text, gold, found)
    pairs = [(gold[m.gold_index], found[m.found_index]) for m in matches]
    matched = {match.gold_index for match in matches}
    scores = _attribution_scores(text, gold, found)
    scores |= _pair_scores(gold, matched, pairs)
    missed = set(range(len(gold))) - matched
    spurious = set(range(len(found))) - {match.found_index for match in matches}
    wrong = list(_misread(pairs))
    if entry.has_speakers:
        result = compare_end_to_end(text, gold, found)
        scores |= _end_to_end_scores(gold, found, result)
        pairs = [(gold[m.gold_index], found[m.found_index]) for m in result.matches]
        missed, spurious = set(result.missed_indexes), set(result.spurious_indexes)
        wrong += _misnamed(pairs)
    wrong += _misfits(text, pairs)
    wrong += [_discrepancy("missed", gold[index], None) for index in missed]
    wrong += [_discrepancy("spurious", None, found[index]) for index in spurious]
    wrong.sort(key=lambda discrepancy: (discrepancy.start_char, discrepancy.fault))
    return ArticleReport(entry.article.id, scores, tuple(wrong), failure)


def _attribution_scores(
    text: str, gold: Sequence[Quote], found: Sequence[Quote]
) -> dict[str, Score]:
    """Compare all attributions with all, by part and, for contents, by kind."""
    scores = {WHOLE_ATTRIBUTION: whole_attribution_score(text, gold, found)}
    sides: list[tuple[str, Part, Kind | None]] = [(part, part, None) for part in PARTS]
    sides += [(f"{kind} content", "content", kind) for kind in KINDS]
    for name, part, kind in sides:
        exact = exact_score(text, gold, found, part, kind=kind)
        untrimmed = exact_score(text, gold, found, part, trimmed=False, kind=kind)
        scores[f"{name} exact"], scores[f"{name} exact, untrimmed"] = exact, untrimmed
        scores[f"{name} begin"] = begin_score(text, gold, found, part, kind=kind)
        scores[f"{name} Jaccard"] = jaccard_score(text, gold, found, part, kind=kind)
        scores[f"{name} characters"] = token_overlap_score(text, gold, found, part, kind=kind)
    return scores


def _pair_scores(
    gold: Sequence[Quote], matched: set[int], pairs: Sequence[QuotePair]
) -> dict[str, Score]:
    """Count the gold quotes found, by kind, and what is said of them; `matched` are their places.

    Medium and modality are counted where the annotation states them.
    """
    scores = {}
    for kind in KINDS:
        of_kind = [index for index, quote in enumerate(gold) if quote.kind == kind]
        scores[f"found, {kind}"] = _share(index in matched for index in of_kind)
    scores[KIND_RIGHT] = _share(left.kind == right.kind for left, right in pairs)
    if any(states(quote, "medium") for quote in gold):
        with_medium = [pair for pair in pairs if states(pair[0], "medium")]
        scores[MEDIUM_RIGHT] = _share(left.medium == right.medium for left, right in with_medium)
    if any(states(quote, "modality") for quote in gold):
        stated = [pair for pair in pairs if states(pair[0], "modality")]
        scores[MODALITY_RIGHT] = _share(left.modality == right.modality for left, right in stated)
        # Nearly everything is asserted, so a reader that knows nothing else is often right.
        scores[NOT_ASSERTED_RIGHT] = _share(
            left.modality == right.modality for left, right in stated if left.modality != "asserted"
        )
    return scores


def _countable(entry: GoldArticle, returned: Sequence[Quote]) -> list[Quote]:
    """Return the quotes that count: not those in discarded stretches or matching doubtful gold."""
    text = entry.article.text
    annotated = [quote for quote in returned if not _stands_in(quote, entry.discarded)]
    matches = match_quotes(text, (*entry.quotes, *entry.set_aside), annotated)
    doubtful = {m.found_index for m in matches if m.gold_index >= len(entry.quotes)}
    return [quote for index, quote in enumerate(annotated) if index not in doubtful]


def _stands_in(quote: Quote, ranges: Iterable[Range]) -> bool:
    start_char, end_char = quote.content[0].start_char, quote.content[-1].end_char
    return any(start <= start_char and end_char <= end for start, end in ranges)


def _end_to_end_scores(
    gold: Sequence[Quote], found: Sequence[Quote], result: EndToEnd
) -> dict[str, Score]:
    pairs = [(gold[m.gold_index], found[m.found_index]) for m in result.matches]
    named = [is_same_speaker(left.speaker, right.speaker) for left, right in pairs]
    scores = {
        END_TO_END: result.score,
        QUOTE_FOUND: result.overlap_score,
        SPEAKER_RIGHT: _share(named),
        ROLE_RIGHT: Score(
            shared=sum(
                left.role is not None and is_same_role(left.role, right.role)
                for left, right in pairs
            ),
            found=sum(right.role is not None for _, right in pairs),
            gold=sum(left.role is not None for left, _ in pairs),
        ),
    }
    for kind in KINDS:
        right = [
            is_right for (left, _), is_right in zip(pairs, named, strict=True) if left.kind == kind
        ]
        lost = [False for index in result.missed_indexes if gold[index].kind == kind]
        scores[f"{END_TO_END}, {kind}"] = _share((*right, *lost))
    return scores


def _share(answers: Iterable[bool]) -> Score:
    """Return how many of these are true, as a score whose precision and recall are the share."""
    listed = list(answers)
    return Score(sum(listed), len(listed), len(listed))


def _misread(pairs: Iterable[QuotePair]) -> Iterator[Discrepancy]:
    """Yield the matched quotes of another medium or modality than is stated."""
    for gold, found in pairs:
        if states(gold, "medium") and gold.medium != found.medium:
            yield _difference("medium", gold, found, gold.medium, found.medium)
        if states(gold, "modality") and gold.modality != found.modality:
            yield _difference("modality", gold, found, gold.modality, found.modality)


def _misfits(text: str, pairs: Iterable[QuotePair]) -> Iterator[Discrepancy]:
    """Yield the matched quotes with other boundaries or of another kind."""
    for gold, found in pairs:
        if exact_score(text, [gold], [found], "content").f1 < 1:
            yield _discrepancy("boundaries", gold, found)
        if gold.kind != found.kind:
            yield _difference("kind", gold, found, gold.kind, found.kind)


def _misnamed(pairs: Iterable[QuotePair]) -> Iterator[Discrepancy]:
    """Yield the matched quotes with another speaker or role."""
    for gold, found in pairs:
        if not is_same_speaker(gold.speaker, found.speaker):
            names = [quote.speaker.name if quote.speaker else None for quote in (gold, found)]
            yield _difference("speaker", gold, found, *names)
        if not is_same_role(gold.role, found.role):
            roles = [quote.role.text if quote.role else None for quote in (gold, found)]
            yield _difference("role", gold, found, *roles)


def _difference(
    fault: Fault, gold: Quote, found: Quote, wanted: str | None, returned: str | None
) -> Discrepancy:
    """Describe a matched quote of which one thing is wrong.

    What was left open was returned with no confidence at all.
    """
    confidence = 0.0 if returned is None else found.confidence
    return Discrepancy(fault, _start(gold), gold.text, wanted, returned, confidence)


def _discrepancy(fault: Fault, gold: Quote | None, found: Quote | None) -> Discrepancy:
    quotes = [quote for quote in (gold, found) if quote is not None]
    return Discrepancy(
        fault,
        start_char=min(_start(quote) for quote in quotes),
        text=quotes[0].text,
        gold=gold.text if gold else None,
        found=found.text if found else None,
        confidence=found.confidence if found else 0.0,
    )


def _start(quote: Quote) -> int:
    return quote.content[0].start_char
