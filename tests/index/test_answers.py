"""From what somebody types to a page of answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Statement, story

from index.answers import AnswerPage, answer, build_answer, context
from index.engine import FACETS, And, Not, Phrase, Word
from index.mentions import count_mentions
from index.store import EngineName, QuoteIndex
from quotes.errors import UsageError
from quotes.records import CharSpan, ClusterMember, Quote, QuoteCluster

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"
PLOUGHS = "We bought two snow ploughs this autumn and we have not paid for either of them"


@pytest.fixture(scope="module", params=["memory", "whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QuoteIndex]:
    """Three statements by two people, one of them in four outlets; Mayor Quill says nothing."""
    folder = tmp_path_factory.mktemp("answers")
    fenwick = Statement(BRIDGE, "Ada Fenwick", "the harbour master")
    stories = [
        story("gazette.txt", fenwick, outlet="Port Gazette", published="2031-03-03T18:00:00Z"),
        story(
            "record.txt",
            Statement(BRIDGE, "Fenwick"),
            Statement(FERRY, "Tomás Ilić", "a ferry captain"),
            opening="Mayor Edda Quill was not at the meeting.",
        ),
        story("times.txt", fenwick, outlet="Harbour Times", published="2031-03-01"),
        story("undated.txt", fenwick, outlet="Old Mirror", published=None),
        story("late.txt", Statement(PLOUGHS, "Ada Fenwick"), published="2031-12-01"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTES_CACHE", str(folder / "cache"))
        with QuoteIndex.open(folder / "quotes.db", engine=request.param, create=True) as opened:
            for article, quotes in stories:
                opened.add(article, quotes)
            yield opened


def found(page: AnswerPage) -> list[str]:
    return [item.text for item in page.answers]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("winter closed", [BRIDGE]),  # another has them in the paragraph before, and only there
        ("meeting Quill", [BRIDGE]),  # only in the paragraph before, where nothing better is found
        ("who said “closed to all traffic”", [BRIDGE]),
        ("what did Ilić say about ferries", [FERRY]),
        ("Fenwick ploughs", [PLOUGHS]),
        ("speaker:Fenwick plows", [PLOUGHS]),
        ("outlet:Mirror", [BRIDGE]),
        ("harbour master storm", [BRIDGE]),
        ("nothing-of-the-kind", []),
        (")( ~^", []),
    ],
)
def test_what_is_typed_is_answered(index: QuoteIndex, query: str, expected: list[str]) -> None:
    page = answer(index, query)
    assert found(page) == expected
    assert page.total == len(expected)
    assert page.query == query
    assert page.reading


def test_an_answer_has_speaker_role_outlets_and_every_quote(index: QuoteIndex) -> None:
    best = answer(index, "winter storms").answers[0]
    assert best.speaker is not None
    assert "Fenwick" in best.speaker.name
    assert best.role is not None
    assert best.role.text == "the harbour master"
    assert best.first_published == "2031-03-01"
    assert best.outlets == ("Harbour Times", "The Bay Record", "Port Gazette", "Old Mirror")
    assert {quote.article_id for quote in best.quotes} == {
        "gazette.txt",
        "record.txt",
        "times.txt",
        "undated.txt",
    }
    assert {quote.relation for quote in best.quotes} == {"same"}


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("winter", ["winter"]),
        ("storm bridges", ["bridge", "storms"]),
        ("“winter storms” arrive", ["winter storms", "arrive"]),
        ('first "first winter storms"', ["first winter storms"]),
        ("storms -ferry", ["storms"]),
        ("storms speaker:Fenwick", ["storms"]),
        ("stor*", ["storms"]),
    ],
)
def test_what_was_found_is_marked(index: QuoteIndex, query: str, marked: list[str]) -> None:
    best = answer(index, query).answers[0]
    assert best.text == BRIDGE
    assert [best.text[start:end] for start, end in best.highlights] == marked


def test_a_weaker_reading_is_shown_and_keeps_the_speaker(index: QuoteIndex) -> None:
    page = answer(index, "speaker:Fenwick ploughs elephant volcano")
    assert found(page) == [PLOUGHS]
    assert page.asked is not None
    assert page.asked != page.reading
    assert answer(index, "speaker:Ilic ploughs elephant").answers == ()


def test_pages_follow_each_other(index: QuoteIndex) -> None:
    every = answer(index, "", limit=None)
    assert len(every.answers) == every.total == 3
    assert every.answers[0].text == PLOUGHS
    pages = [answer(index, "", limit=1, offset=offset) for offset in range(4)]
    assert [found(page) for page in pages] == [[text] for text in found(every)] + [[]]
    assert {page.total for page in pages} == {3}


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("speaker:Quill", ("no quotes by Quill; mentioned in 1 article",)),
        ("what did Edda Quill say", ("no quotes by Edda Quill; mentioned in 1 article",)),
        ("Edda Quill", ("no quotes by Edda Quill; mentioned in 1 article",)),
        ("speaker:Rosenbaum", ("no quotes by Rosenbaum, and no article mentions that name",)),
        ("speaker:Fenwick elephant", ()),
        ("Ada Fenwick", ()),
        (
            "Winter Storms",
            ("1 more statement has it only in the text around; context: looks there",),
        ),
        ("ploughs", ()),
    ],
)
def test_who_is_mentioned_but_never_quoted_is_told(
    index: QuoteIndex, query: str, notes: tuple[str, ...]
) -> None:
    assert answer(index, query).notes == notes


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Ilić", "Captain ILIC left.", True),
        ("Ilic", "Captain Ilić’s ferry", True),
        ("Wałęsa", "Then Walesa spoke", True),
        ("Walesa", "Then Wałęsa spoke", True),
        ("al-Jaafari", "“Ja'afari” was there", True),
        ("al-Jaafari", "the el-Ja’afari family", True),
        ("Edda Quill", "Quill, Edda", True),
        ("Edda Quill", "Otto Quill", False),
        ("Quill", "Quills and feathers", False),
        ("Quill", "tranquill", False),
        ("", "anything", False),
    ],
)
def test_a_name_is_found_whatever_its_accents(name: str, text: str, expected: bool) -> None:
    assert count_mentions(name, [text, "Nobody here"]) == (int(expected), True)


def test_a_name_as_it_is_written_has_its_capitals() -> None:
    texts = ["The winter storms came.", "A band, the Winter Storms, played.", "Storms in Winter"]
    assert count_mentions("Winter Storms", texts, as_written=True).articles == 1


def test_the_search_for_a_name_ends_in_time() -> None:
    endless = iter(lambda: "Edda Quill was there.", None)
    count, is_complete = count_mentions("Quill", endless, timeout_seconds=0.01)
    assert count > 0
    assert not is_complete


def test_the_context_is_exact(index: QuoteIndex) -> None:
    best = answer(index, "winter storms").answers[0]
    for quote in best.quotes:
        before, after = context(index, quote)
        text = index.get_article(quote.article_id).text
        assert before + quote.text + after in text
        assert before == "“"
        assert after.startswith("” said ")
        assert after.endswith(".")


def test_related_quotes_are_shown_but_count_for_nothing() -> None:
    def member(name: str, text: str, relation: str, outlet: str) -> ClusterMember:
        span = CharSpan(start_char=0, end_char=len(text), text=text)
        quote = Quote(
            id=f"{name}:0", article_id=name, kind="direct", content=(span,), text=text,
            outlet=outlet, published="2031-01-01",
        )  # fmt: skip
        return ClusterMember.model_validate({**quote.model_dump(), "relation": relation})

    cluster = QuoteCluster(
        id="c",
        representative_id="a:0",
        quotes=(
            member("b", "Rain is coming", "related", "First Mirror"),
            member("a", "The rain will come", "same", "The Bay Record"),
        ),
    )
    built = build_answer(cluster, 1.0, And((Word("rains"), Not(Phrase("will come")))))
    assert built.outlets == ("The Bay Record",)
    assert built.text == "The rain will come"
    assert [built.text[start:end] for start, end in built.highlights] == ["rain"]
    assert len(built.quotes) == 2


NOTES = [
    ("autum snow", "“autum” is not in the archive; perhaps autumn"),
    ("autom snow", None),  # too short for two letters to differ
    ("speaker:Fenwik", None),  # another spelling of Fenwick, by the sound
    ("speaker:Fenwack", "“Fenwack” is not in the archive; perhaps Fenwick"),
    ("speaker:Fenwiik ploughs", None),
    ("speaker:Fonwick", "“Fonwick” is not in the archive; perhaps Fenwick"),
    ("ploughs in 2030", "1 statement of other dates"),
    ('ploughs outlet:"Port Gazette"', "1 statement of other outlets"),
    ("ploughs", None),
]


@pytest.mark.parametrize(("query", "note"), NOTES)
def test_what_stands_in_the_way_is_told(index: QuoteIndex, query: str, note: str | None) -> None:
    helpful = [text for text in answer(index, query).notes if "perhaps" in text or "other" in text]
    assert helpful == ([note] if note else [])


def test_where_it_was_found_and_what_stands_around(index: QuoteIndex) -> None:
    (ploughs,) = answer(index, "Fenwick ploughs").answers
    assert ploughs.found_in == ("content", "speaker")
    (best, *_) = answer(index, "meeting bridge").answers
    assert best.found_in == ("content", "context")
    assert (ploughs.before, ploughs.after) == ("“", "” said Ada Fenwick.")


def test_every_score_is_accounted_for(index: QuoteIndex) -> None:
    for query in ("winter storms", "Fenwick ploughs", "speaker:Fenwick", "winter OR autumn", ""):
        page = answer(index, query, explains=True)
        assert page.answers
        for found_answer, parts in zip(page.answers, page.explanations, strict=True):
            assert sum(part.score for part in parts) == found_answer.score


def test_facets_count_all_that_is_found(index: QuoteIndex) -> None:
    facets = answer(index, "", limit=1, facets=FACETS).facets

    assert {name: [(c.value, c.statements) for c in counts] for name, counts in facets.items()} == {
        "speaker": [("Ada Fenwick", 2), ("Tomás Ilić", 1)],
        "role": [("a ferry captain", 1), ("not stated", 1), ("the harbour master", 1)],
        "outlet": [
            ("The Bay Record", 3), ("Harbour Times", 1), ("Old Mirror", 1), ("Port Gazette", 1)
        ],
        "kind": [("direct", 3)],
        "month": [("2031-03", 2), ("2031-12", 1)],
    }  # fmt: skip


def test_only_what_is_new(index: QuoteIndex) -> None:
    assert answer(index, "", new_since="2020-01-01").total == 3
    assert answer(index, "", new_since="9999-01-01T00:00+02:00").total == 0
    with pytest.raises(UsageError, match="no time"):
        answer(index, "", new_since="tomorrow")


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
def test_a_page_follows_another_though_statements_came_between(
    engine: EngineName, tmp_path: Path
) -> None:
    with QuoteIndex.open(tmp_path / "quotes.db", engine=engine, create=True) as index:
        texts = [f"{name} bridges will be closed" for name in "Seven Old Two Nine Long".split()]
        for day, text in enumerate(texts, start=1):
            index.add(*story(f"{day}.txt", text, published=f"2031-01-0{day}"))
        first = answer(index, "bridges", limit=2)
        index.add(*story("9.txt", "More bridges will be closed", published="2031-01-09"))

        assert first.next_page is not None
        second = answer(index, "bridges", limit=2, after=first.next_page)
        third = answer(index, "bridges", limit=2, after=second.next_page)

    assert [found(page) for page in (first, second, third)] == [
        [texts[4], texts[3]], [texts[2], texts[1]], [texts[0]]
    ]  # fmt: skip
    assert third.next_page is None


def test_only_where_a_page_ended_can_another_begin(index: QuoteIndex) -> None:
    with pytest.raises(UsageError, match="where a page"):
        answer(index, "", after="bridges")


def test_who_has_a_role_is_found_where_it_is_not_stated(tmp_path: Path) -> None:
    with QuoteIndex.open(tmp_path / "quotes.db", engine="memory", create=True) as index:
        index.add(*story("1.txt", Statement(BRIDGE, "Ada Fenwick", "the harbour master")))
        index.add(*story("2.txt", Statement(PLOUGHS, "Ada Fenwick")))
        index.add(*story("3.txt", Statement(FERRY, "Lee Ploughs")))

        page = answer(index, "what did the harbour master say about snow ploughs")

    assert found(page) == [PLOUGHS]
    assert page.reading == (
        "Statements by Ada Fenwick, called by the role asked for in other articles"
    )


PIECES = st.sampled_from(
    "who said what did say Fenwick Quill bridge ploughs in on The Record last year 2031-03 “ ( - *"
    " outlet: speaker: OR NOT 9/11 eleven thousand plou* brigde~1".split()
)


@given(text=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_typed_has_an_answer(index: QuoteIndex, text: str) -> None:
    page = answer(index, text, limit=2)

    assert page.reading
    assert all(note for note in page.notes)
