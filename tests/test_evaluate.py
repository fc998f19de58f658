"""Evaluating an extractor on two small articles; every figure was worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from quotes.errors import FormatError
from quotes.evaluate import compare, evaluate
from quotes.evaluation_report import MEASURES, Evaluation, bootstrap_interval
from quotes.gold import GoldArticle, parse_gold_line
from quotes.records import Article, Quote, Role, Speaker
from quotes.scoring import Score

FERRY = Article(
    id="ferry",
    text="“The ferry is late,” said Orla Venn, the harbour master. She said it would sail. "
    "Tam Reyes hopes to cross. By Ada Moss, who said so.",
)
BRIDGE = Article(id="bridge", text="“Shut the bridge,” a notice read. It is a ‘floating palace’.")


def quote(
    article: Article,
    words: str,
    *,
    speaker: str | None = None,
    role: str | None = None,
    cue: str | None = None,
    **fields: object,
) -> Quote:
    start_char = article.text.index(words)
    values: dict[str, object] = {"kind": "direct", **fields}
    return Quote(
        id=f"{article.id}:{start_char}",
        article_id=article.id,
        content=(article.span(start_char, start_char + len(words)),),
        text=words,
        cue=article.span(at := article.text.index(cue), at + len(cue)) if cue else None,
        speaker=Speaker(name=speaker) if speaker else None,
        role=Role(text=role) if role else None,
        **values,  # type: ignore[arg-type]
    )


GOLD = [
    GoldArticle(
        FERRY,
        quotes=(
            quote(
                FERRY, "The ferry is late,", speaker="Orla Venn", role="harbour master", cue="said"
            ),
            quote(
                FERRY, "it would sail", speaker="Orla Venn", role="harbour master", kind="indirect"
            ),
            quote(FERRY, "to cross", speaker="Tam Reyes", medium="thought", kind="indirect"),
        ),
        discarded=((FERRY.text.index("By Ada"), len(FERRY.text)),),
    ),
    GoldArticle(
        BRIDGE,
        quotes=(quote(BRIDGE, "Shut the bridge,"),),
    ),
]
FOUND = {
    "ferry": [
        quote(FERRY, "“The ferry is late,”", speaker="Venn", role="master", cue="said"),
        quote(FERRY, "it would sail", speaker="Tam Reyes", role="mayor"),
        quote(FERRY, "to cross", speaker="Tam Reyes", kind="indirect"),
        quote(FERRY, "so", speaker="Ada Moss", kind="indirect"),
    ],
    "bridge": [quote(BRIDGE, "floating palace", speaker="Orla Venn")],
}


@pytest.fixture
def evaluation() -> Evaluation:
    return evaluate(GOLD, lambda article: FOUND[article.id], resamples=200)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Shown gold: late, sail, bridge. Found: late (right), sail (wrong speaker), palace; what
        # matches the hope counts neither way, and the byline was not annotated.
        ("end to end", Score(1, 3, 3)),
        ("end to end, direct", Score(1, 2, 2)),
        ("end to end, indirect", Score(0, 1, 1)),
        ("end to end, mixed", Score(0, 0, 0)),
        ("quote found", Score(2, 3, 3)),
        ("speaker right", Score(1, 2, 2)),
        ("role right", Score(1, 2, 2)),
        # All gold: late, sail, hope, bridge. All found: late, sail, hope, palace.
        ("content exact", Score(3, 4, 4)),
        ("content exact, untrimmed", Score(2, 4, 4)),
        ("cue exact", Score(1, 1, 1)),
        ("source exact", Score(0, 0, 0)),
        # Both have Theferryislate 14, itwouldsail 11, tocross 7; gold Shutthebridge 13, found
        # floatingpalace 14 besides.
        ("content characters", Score(32, 46, 45)),
        ("whole attribution", Score(3, 4, 4)),
        ("found, direct", Score(1, 2, 2)),
        ("found, indirect", Score(2, 2, 2)),
        ("kind right", Score(2, 3, 3)),
        ("content begin", Score(3, 4, 4)),
        ("content Jaccard", Score(3, 4, 4)),
        # Gold: late and bridge. Returned as direct: late, sail and palace, the first two right.
        ("direct content exact", Score(1, 3, 2, 2)),
        ("indirect content exact", Score(2, 1, 2, 1)),
        ("mixed content exact", Score(0, 0, 0, 0)),
        ("direct content characters", Score(14, 39, 27, 25)),
        # The annotation states the medium of the hope alone.
        ("medium right", Score(0, 1, 1)),
    ],
)
def test_figures(evaluation: Evaluation, name: str, expected: Score) -> None:
    assert evaluation[name].score == expected


def test_doubtful_annotations_count_neither_way() -> None:
    doubtful = GoldArticle(BRIDGE, quotes=(), set_aside=GOLD[1].quotes)
    found = quote(BRIDGE, "Shut the bridge,", speaker="Ada Moss")
    evaluation = evaluate([doubtful], lambda article: [found])
    assert evaluation["end to end"].score == Score(0, 0, 0)
    assert evaluation["content exact"].score == Score(0, 0, 0)


def test_speakers_are_not_measured_where_none_are_annotated() -> None:
    plain = [GoldArticle(g.article, g.quotes, has_speakers=False) for g in GOLD]
    evaluation = evaluate(plain, lambda article: FOUND[article.id])
    assert evaluation["content exact"].score.gold == 4
    with pytest.raises(KeyError):
        evaluation["end to end"]
    faults = {wrong.fault for _, wrong in evaluation.errors(20)}
    assert faults == {"missed", "spurious", "kind", "medium"}


def test_errors_come_worst_first_with_what_is_wrong(evaluation: Evaluation) -> None:
    listed = [(place, w.fault, w.gold, w.found) for place, w in evaluation.errors(10)]
    assert listed == [
        ("ferry", "speaker", "Orla Venn", "Tam Reyes"),
        ("bridge", "spurious", None, "floating palace"),
        ("ferry", "medium", "thought", "speech"),
        ("bridge", "missed", "Shut the bridge,", None),
        ("ferry", "role", "harbour master", "mayor"),
        ("ferry", "kind", "indirect", "direct"),
    ]
    assert evaluation.errors(2) == evaluation.errors(10)[:2]
    assert evaluation.errors(0) == []


def test_of_one_fault_the_surest_error_comes_first_and_silence_last() -> None:
    gold = [GoldArticle(FERRY, quotes=GOLD[0].quotes[:2])]
    late = quote(FERRY, "The ferry is late,", speaker="Tam Reyes", confidence=0.5)
    for other, first in (("Ada Moss", "it would sail"), (None, "The ferry is late,")):
        sail = quote(FERRY, "it would sail", speaker=other, kind="indirect", confidence=0.9)
        evaluation = evaluate(gold, lambda article, sail=sail: [late, sail])  # type: ignore[misc]
        (_, worst), *_ = evaluation.errors(1)
        assert (worst.fault, worst.text) == ("speaker", first)


def test_an_article_that_cannot_be_read_counts_as_nothing_found() -> None:
    def extract(article: Article) -> list[Quote]:
        if article.id == "ferry":
            raise FormatError("no words", "ferry")
        return list(GOLD[1].quotes)

    evaluation = evaluate(GOLD, extract)
    assert evaluation["end to end"].score == Score(1, 1, 3)
    assert evaluation.failures == {"ferry": "ferry: no words"}
    assert "not read: ferry: no words" in evaluation.as_table()


def test_table_and_json_say_the_same(evaluation: Evaluation) -> None:
    table = evaluation.as_table(error_count=4)
    (line,) = [line for line in table.splitlines() if line.startswith("end to end ")]
    assert line.split()[3:6] == ["33.3%", "33.3%", "33.3%"]
    assert line.split()[-3:] == ["1", "3", "3"]
    place = FERRY.text.index("it would sail")
    assert f"speaker     ferry:{place}  Orla Venn → Tam Reyes: it would sail" in table
    assert "missed      bridge:1  Shut the bridge," in table

    values = json.loads(json.dumps(evaluation.as_json(error_count=4)))
    assert values["measures"]["end to end"]["f1"] == pytest.approx(1 / 3)
    assert values["measures"]["end to end"]["gold"] == 3
    assert values["articles"] == 2
    assert [error["article_id"] for error in values["errors"]] == ["ferry", "bridge"] * 2


def test_the_table_shows_every_figure_once_and_as_it_is(evaluation: Evaluation) -> None:
    assert set(MEASURES) >= {measure.name for measure in evaluation.measures}
    lines = evaluation.as_table().splitlines()
    for measure in evaluation.measures:
        (line,) = [line for line in lines if line.startswith(f"{measure.name}  ")]
        shown = line.removeprefix(measure.name).split()
        assert shown[:3] == [
            f"{rate:.1%}"
            for rate in (measure.score.precision, measure.score.recall, measure.score.f1)
        ]


def test_medium_and_modality_are_measured_where_they_are_stated() -> None:
    text = FERRY.text

    def entry(words: str, **stated: str) -> dict[str, object]:
        start_char = text.index(words)
        return {
            "source": [],
            "cue": [],
            "content": [[start_char, start_char + len(words)]],
        } | stated

    silent = entry("The ferry is late")
    thought = entry("it would sail", medium="thought")
    denied = entry("to cross", medium="speech", modality="negated")
    found = [quote(FERRY, words) for words in ("The ferry is late", "it would sail", "to cross")]

    def measured(*entries: dict[str, object]) -> Evaluation:
        line = json.dumps({"id": "ferry", "text": text, "attributions": entries})
        return evaluate([parse_gold_line(line)], lambda article: found, resamples=1)

    names = {measure.name for measure in measured(silent).measures}
    assert names.isdisjoint({"medium right", "modality right", "modality right, not asserted"})
    evaluation = measured(silent, thought, denied)
    assert evaluation["medium right"].score == Score(1, 2, 2)
    assert evaluation["modality right"].score == Score(0, 1, 1)
    assert evaluation["modality right, not asserted"].score == Score(0, 1, 1)
    faults = {(wrong.fault, wrong.gold, wrong.found) for _, wrong in evaluation.errors(9)}
    assert {("medium", "thought", "speech"), ("modality", "negated", "asserted")} <= faults


def test_a_comparison_shows_each_extractor_on_the_same_articles() -> None:
    read = []

    def perfect(article: Article) -> tuple[Quote, ...]:
        read.append(article.id)
        return next(gold.quotes for gold in GOLD if gold.article is article)

    def broken(article: Article) -> tuple[Quote, ...]:
        read.append(article.id)
        raise FormatError("an odd mark", article.id)

    comparison = compare(GOLD, {"perfect": perfect, "broken": broken}, resamples=50)
    assert read == ["ferry", "ferry", "bridge", "bridge"]
    head, *rows = comparison.as_table().splitlines()
    assert head.split()[-2:] == ["perfect", "broken"]
    (line,) = [row for row in rows if row.startswith("end to end  ")]
    assert line.split()[3:] == ["100.0%", "100.0%–100.0%", "0.0%", "0.0%–0.0%"]
    assert rows[-2:] == ["2 articles", "broken could not read 2 of them"]

    values = json.loads(json.dumps(comparison.as_json()))
    assert values["perfect"]["measures"]["end to end"]["f1"] == 1
    assert values["broken"]["failures"] == {
        "ferry": "ferry: an odd mark",
        "bridge": "bridge: an odd mark",
    }


def test_nothing_is_compared_without_articles_or_with_speakers_nobody_annotated() -> None:
    assert compare([], {"ours": lambda article: []}).as_table().split()[-2:] == ["0", "articles"]
    plain = [GoldArticle(g.article, g.quotes, has_speakers=False) for g in GOLD]
    table = compare(plain, {"ours": lambda article: []}, resamples=1).as_table()
    assert "end to end" not in table
    assert "content exact" in table


@pytest.mark.parametrize("extract", [lambda article: [], lambda article: FOUND[article.id]])
def test_an_evaluation_is_the_same_every_time(
    extract: Callable[[Article], list[Quote]],
) -> None:
    assert evaluate(GOLD, extract, seed=3) == evaluate(GOLD, extract, seed=3)


def test_nothing_to_evaluate() -> None:
    evaluation = evaluate([], lambda article: [])
    assert evaluation.measures == ()
    assert "0 articles" in evaluation.as_table(error_count=3)


def test_interval_of_articles_that_are_alike_is_a_point() -> None:
    interval = bootstrap_interval([Score(1, 2, 2)] * 10)
    assert interval.low == interval.high == 0.5


def test_interval_counts_what_is_right_on_both_sides() -> None:
    interval = bootstrap_interval([Score(1, 2, 4, 2)] * 10)
    assert interval.low == interval.high == pytest.approx(Score(1, 2, 4, 2).f1)


def test_interval_holds_the_figure_and_narrows_with_more_articles() -> None:
    few = bootstrap_interval([Score(0, 1, 1), Score(1, 1, 1)] * 5, seed=1)
    many = bootstrap_interval([Score(0, 1, 1), Score(1, 1, 1)] * 50, seed=1)
    assert few.low < many.low < 0.5 < many.high < few.high
    # Of 100 coin tosses, 95 in 100 draws have between 40 and 60 heads.
    assert many.low == pytest.approx(0.40, abs=0.02)
    assert many.high == pytest.approx(0.60, abs=0.02)
