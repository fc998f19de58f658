"""Evaluating an extractor on two small articles; every figure was worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from quotes.errors import FormatError
from quotes.evaluate import evaluate
from quotes.evaluation_report import Evaluation, bootstrap_interval
from quotes.gold import GoldArticle
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
    faults = {wrong.fault for report in evaluation.articles for wrong in report.discrepancies}
    assert faults == {"missed", "spurious", "kind"}


def test_worst_articles_and_what_is_wrong_in_them(evaluation: Evaluation) -> None:
    worst, better = evaluation.worst(5)
    assert (worst.article_id, better.article_id) == ("bridge", "ferry")
    assert [(w.fault, w.gold, w.found) for w in worst.discrepancies] == [
        ("missed", "Shut the bridge,", None),
        ("spurious", None, "floating palace"),
    ]
    assert [(w.fault, w.gold, w.found) for w in better.discrepancies] == [
        ("kind", "indirect", "direct"),
        ("role", "harbour master", "mayor"),
        ("speaker", "Orla Venn", "Tam Reyes"),
    ]


def test_an_article_that_cannot_be_read_counts_as_nothing_found() -> None:
    def extract(article: Article) -> list[Quote]:
        if article.id == "ferry":
            raise FormatError("no words", "ferry")
        return list(GOLD[1].quotes)

    evaluation = evaluate(GOLD, extract)
    assert evaluation["end to end"].score == Score(1, 1, 3)
    assert evaluation.articles[0].failure == "ferry: no words"
    assert "not read: ferry: ferry: no words" in evaluation.as_table()


def test_table_and_json_say_the_same(evaluation: Evaluation) -> None:
    table = evaluation.as_table(worst_count=1)
    (line,) = [line for line in table.splitlines() if line.startswith("end to end ")]
    assert line.split()[3:6] == ["33.3%", "33.3%", "33.3%"]
    assert line.split()[-3:] == ["1", "3", "3"]
    assert "bridge: 0 right, 1 found, 1 gold" in table
    assert "missed          1  Shut the bridge," in table

    values = json.loads(json.dumps(evaluation.as_json(worst_count=1)))
    assert values["measures"]["end to end"]["f1"] == pytest.approx(1 / 3)
    assert values["measures"]["end to end"]["gold"] == 3
    assert values["articles"] == 2
    assert [report["article_id"] for report in values["worst"]] == ["bridge"]


@pytest.mark.parametrize("extract", [lambda article: [], lambda article: FOUND[article.id]])
def test_an_evaluation_is_the_same_every_time(
    extract: Callable[[Article], list[Quote]],
) -> None:
    assert evaluate(GOLD, extract, seed=3) == evaluate(GOLD, extract, seed=3)


def test_nothing_to_evaluate() -> None:
    evaluation = evaluate([], lambda article: [])
    assert evaluation.measures == ()
    assert "0 articles" in evaluation.as_table(worst_count=3)


def test_interval_of_articles_that_are_alike_is_a_point() -> None:
    interval = bootstrap_interval([Score(1, 2, 2)] * 10)
    assert interval.low == interval.high == 0.5


def test_interval_holds_the_figure_and_narrows_with_more_articles() -> None:
    few = bootstrap_interval([Score(0, 1, 1), Score(1, 1, 1)] * 5, seed=1)
    many = bootstrap_interval([Score(0, 1, 1), Score(1, 1, 1)] * 50, seed=1)
    assert few.low < many.low < 0.5 < many.high < few.high
    # Of 100 coin tosses, 95 in 100 draws have between 40 and 60 heads.
    assert many.low == pytest.approx(0.40, abs=0.02)
    assert many.high == pytest.approx(0.60, abs=0.02)
