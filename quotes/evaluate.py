"""How right is an extractor on articles that people have annotated?

Runs it and compares article by article; hands on an `Evaluation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from quotes.errors import InputError
from quotes.evaluation_report import (
    END_TO_END,
    KIND_RIGHT,
    MEASURES,
    QUOTE_FOUND,
    RESAMPLES,
    ROLE_RIGHT,
    SPEAKER_RIGHT,
    WHOLE_ATTRIBUTION,
    ArticleReport,
    Discrepancy,
    Evaluation,
    Fault,
    Measure,
    bootstrap_interval,
)
from quotes.gold import GoldArticle
from quotes.records import KINDS, Article, Quote
from quotes.scoring import (
    PARTS,
    Range,
    Score,
    exact_score,
    match_quotes,
    token_overlap_score,
    whole_attribution_score,
)
from quotes.scoring_people import EndToEnd, compare_end_to_end, is_same_role, is_same_speaker

Extract = Callable[[Article], Iterable[Quote]]


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
    reports = tuple(_evaluate_article(entry, extract) for entry in gold)
    measures = []
    for name in MEASURES:
        scores = [report.scores[name] for report in reports if name in report.scores]
        if scores:
            interval = bootstrap_interval(scores, resamples=resamples, seed=seed)
            measures.append(Measure(name, sum(scores, Score()), interval))
    return Evaluation(tuple(measures), reports)


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
    matched = {match.gold_index: match.found_index for match in matches}
    scores = _attribution_scores(text, gold, found, matched)
    missed = set(range(len(gold))) - set(matched)
    spurious = set(range(len(found))) - set(matched.values())
    wrong: list[Discrepancy] = []
    if entry.has_speakers:
        result = compare_end_to_end(text, gold, found)
        scores |= _end_to_end_scores(gold, found, result)
        matches = list(result.matches)
        missed, spurious = set(result.missed_indexes), set(result.spurious_indexes)
        wrong += _misnamed((gold[m.gold_index], found[m.found_index]) for m in matches)
    wrong += _misfits(text, ((gold[m.gold_index], found[m.found_index]) for m in matches))
    wrong += [_discrepancy("missed", gold[index], None) for index in missed]
    wrong += [_discrepancy("spurious", None, found[index]) for index in spurious]
    wrong.sort(key=lambda discrepancy: (discrepancy.start_char, discrepancy.fault))
    return ArticleReport(entry.article.id, scores, tuple(wrong), failure)


def _attribution_scores(
    text: str, gold: Sequence[Quote], found: Sequence[Quote], matched: Mapping[int, int]
) -> dict[str, Score]:
    """Compare all attributions with all; `matched` maps places in gold to places in found."""
    scores = {}
    for part in PARTS:
        scores[f"{part} exact"] = exact_score(text, gold, found, part)
        scores[f"{part} exact, untrimmed"] = exact_score(text, gold, found, part, trimmed=False)
        scores[f"{part} characters"] = token_overlap_score(text, gold, found, part)
    scores[WHOLE_ATTRIBUTION] = whole_attribution_score(text, gold, found)
    for kind in KINDS:
        of_kind = [index for index, quote in enumerate(gold) if quote.kind == kind]
        scores[f"found, {kind}"] = _share(index in matched for index in of_kind)
    scores[KIND_RIGHT] = _share(gold[i].kind == found[j].kind for i, j in matched.items())
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


def _misfits(text: str, pairs: Iterable[tuple[Quote, Quote]]) -> list[Discrepancy]:
    """List the matched quotes with other boundaries or of another kind."""
    wrong = []
    for gold, found in pairs:
        if exact_score(text, [gold], [found], "content").f1 < 1:
            wrong.append(_discrepancy("boundaries", gold, found))
        if gold.kind != found.kind:
            wrong.append(Discrepancy("kind", _start(gold), gold.kind, found.kind))
    return wrong


def _misnamed(pairs: Iterable[tuple[Quote, Quote]]) -> Iterator[Discrepancy]:
    """Yield the matched quotes with another speaker or role."""
    for gold, found in pairs:
        if not is_same_speaker(gold.speaker, found.speaker):
            names = [quote.speaker.name if quote.speaker else None for quote in (gold, found)]
            yield Discrepancy("speaker", _start(gold), *names)
        if not is_same_role(gold.role, found.role):
            roles = [quote.role.text if quote.role else None for quote in (gold, found)]
            yield Discrepancy("role", _start(gold), *roles)


def _discrepancy(fault: Fault, gold: Quote | None, found: Quote | None) -> Discrepancy:
    start_char = min(_start(quote) for quote in (gold, found) if quote is not None)
    return Discrepancy(
        fault, start_char, gold.text if gold else None, found.text if found else None
    )


def _start(quote: Quote) -> int:
    return quote.content[0].start_char
