"""What every engine must find, in which order, and keep; the expected hits are written by hand."""

from __future__ import annotations

import pytest
from statements import STATEMENTS, statement

from index.engine import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchEngine,
    Word,
    day_number,
)

ALL = {f"s{number:02}" for number in range(1, 16)}


def days(earliest: str | None, latest: str | None) -> DateRange:
    return DateRange(day_number(earliest), day_number(latest))


def found(engine: SearchEngine, tree: Query) -> set[str]:
    result = engine.search(tree, limit=None)
    assert result.is_complete
    assert result.total == len(result.hits) == engine.count(tree)
    return {hit.cluster_id for hit in result.hits}


def fill(engine: SearchEngine) -> None:
    engine.put(STATEMENTS)
    engine.commit(1)


def ranked(engine: SearchEngine, tree: Query) -> list[str]:
    hits = engine.search(tree, limit=None).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [hit.cluster_id for hit in hits]


WORDS = [
    # British and American spelling; in the role and in the context around too
    (Word("harbour"), {"s01", "s02", "s03", "s13", "s14"}),
    (Word("HARBORS"), {"s01", "s02", "s03", "s13", "s14"}),
    (Word("harbour", "content"), {"s01", "s02", "s13"}),
    (Word("harbour", "role"), {"s01", "s14"}),
    (Word("harbour", "context"), {"s03"}),
    # one stem
    (Word("fabrication"), {"s04", "s05"}),
    (Word("colonizer"), {"s11"}),
    (Word("fisherman", "content"), set()),
    # short words, figures, function words
    (Word("US", "content"), {"s07"}),
    (Word("9/11"), {"s07"}),
    (Word("not", "content"), {"s06"}),
    # hyphens, accents, possessives
    (Word("modern-day"), {"s09"}),
    (Word("modern"), {"s09"}),
    (Word("cafe"), {"s12"}),
    (Word("façade"), {"s12"}),
    (Word("fishermen"), {"s03", "s10"}),
    (Word("fishermen's"), {"s03", "s10"}),
    # nothing there
    (Word("lighthouse"), set()),
    (Word("—"), set()),
    (Word(""), set()),
]

SPEAKERS = [
    (Word("Okell", "speaker"), {"s01", "s14"}),
    (Word("Okell"), {"s01", "s03", "s14"}),
    # every spelling of a name, with its article or without
    (Word("Qadhani", "speaker"), {"s04", "s05"}),
    (Word("al-Kadhani", "speaker"), {"s04", "s05"}),
    (Word("Ghadhani", "speaker"), {"s04", "s05"}),
    (Word("kadhani"), {"s04", "s05"}),
    # other people's names: only the vowels differ
    (Word("Hassan", "speaker"), {"s09"}),
    (Word("Hasan", "speaker"), {"s09"}),
    (Word("Hussein", "speaker"), {"s10"}),
    # only mentioned in the words of others
    (Word("pirate", "speaker"), set()),
    (Word("Weir", "speaker"), {"s02"}),
    # a bare word of few consonants is no name: Weir did not say this
    (Word("war"), {"s08"}),
    (Word("union", "speaker"), {"s11"}),
    (Phrase("samir al qadhani", "speaker"), {"s04", "s05"}),
]

COMBINED = [
    (And((Word("harbour"), Word("spring"))), {"s01", "s14"}),
    (And((Word("Okell", "speaker"), Word("bridge"))), {"s14"}),
    (Or((Word("pirate"), Word("café"))), {"s09", "s12"}),
    (Or((And((Word("spring"), Word("tide"))), Word("war"))), {"s08", "s14"}),
    (And((Word("bridge"), Not(Word("minister")))), {"s14", "s15"}),
    (Not(Or((Word("the", "content"), Word("a", "content")))), {"s05"}),
    (Not(Everything()), set()),
    (And(()), ALL),
    (Or(()), set()),
    (Everything(), ALL),
    (And((Word("harbour"), Or(()))), set()),
    (And((Word("harbour"), Word("—"))), set()),
    (And((Word("harbour"), Near(("—", "…"), 3))), set()),
    (And((Word("harbour"), Not(Phrase("—")))), {"s01", "s02", "s03", "s13", "s14"}),
    # a word that was looked for by itself before it is looked for in a sequence
    (And((Word("will"), Word("close"), Phrase("will close the bridge"))), {"s14"}),
    (And((Word("bridge"), Word("the"), Phrase("the first bridge"))), set()),
    (Or((And((Word("first"), Phrase("the bridge first"))), Word("flags"))), {"s11", "s15"}),
]

SEQUENCES = [
    (Phrase("the bridge"), {"s04", "s14", "s15"}),  # s05 has it in the context
    (Phrase("bridge the"), set()),
    (Phrase("will rebuild the bridge"), set()),  # two texts of one statement
    (Phrase("war on terror"), {"s08"}),
    (Phrase("To be, or not to be!"), {"s06"}),
    (Phrase("harbour master", "role"), {"s01", "s14"}),
    (Phrase("Torrin Post", "outlet"), {"s01", "s03", "s05"}),
    (Phrase("colonizer never"), set()),  # as written, not by the stem
    (Phrase("colonizers never leave"), {"s11"}),
    (Phrase(""), set()),
    (Near(("leave", "flags"), 2), {"s11"}),
    (Near(("flags", "leave"), 2), {"s11"}),
    (Near(("leave", "flags"), 1), set()),
    (Near(("rebuild", "bridge"), 50), set()),
    (Near(("be", "be"), 3), {"s06"}),
    (Near(("be", "be"), 2), set()),
]

PARTS_OF_WORDS = [
    (Prefix("fabric"), {"s04", "s05"}),
    (Prefix("harb"), {"s01", "s02", "s13", "s14"}),
    (Prefix("qad", "speaker"), {"s04", "s05"}),
    (Prefix("zzz"), set()),
    (Prefix(""), set()),
    (Fuzzy("brigde"), {"s02", "s04", "s14", "s15"}),
    (Fuzzy("pyrite", 1), set()),
    (Fuzzy("pyrite", 2), {"s09"}),
    (Fuzzy("Okel", 1, "speaker"), {"s01", "s14"}),
    (Fuzzy("lkell", 1, "speaker"), set()),  # the first letter must agree
]

RESTRICTED = [
    (Word("Post", "outlet"), {"s01", "s03", "s04", "s05", "s11"}),
    (Word("indirect", "kind"), {"s03"}),
    (Word("mixed", "kind"), {"s08"}),
    (Word("deny", "cue"), {"s05"}),
    (Word("s07", "cluster"), {"s07"}),
    (Word("s0", "cluster"), set()),
    (days("2020-03-04", "2020-03-04"), {"s02", "s11"}),  # s01: the day before and the day after
    (days("2020-03-03", "2020-03-04"), {"s01", "s02", "s11"}),
    (days(None, "2020-02-28"), {"s04", "s05", "s15"}),
    (days("2021-01-01", None), {"s07", "s14"}),
    (days("2020-03-04", "2020-03-03"), set()),
    (DateRange(), {"s01", "s02", "s03", "s04", "s05", "s07", "s09", "s11", "s14", "s15"}),
    (And((Word("bridge"), days("2020-01-01", "2020-12-31"))), {"s02", "s04", "s05"}),
]


@pytest.mark.parametrize(
    ("tree", "expected"),
    WORDS + SPEAKERS + COMBINED + SEQUENCES + PARTS_OF_WORDS + RESTRICTED,
    ids=repr,
)
def test_what_is_found(filled: SearchEngine, tree: Query, expected: set[str]) -> None:
    assert found(filled, tree) == expected


ORDERS = [
    # content, then role, then context; among equals the latest first, undated last
    (Word("harbour"), ["s02", "s01", "s13", "s14", "s03"]),
    # the content before the speaker
    (Word("Weir"), ["s14", "s09", "s02"]),
    # the speaker before the role
    (Word("Okell"), ["s14", "s01", "s03"]),
    # the word itself before its stem
    (Word("fabrication"), ["s05", "s04"]),
    (Word("fabricated"), ["s04", "s05"]),
    # the spelling as typed before other spellings is the same statement here; then the latest
    (Word("Kadhani", "speaker"), ["s05", "s04"]),
    # standing together before apart
    (And((Word("the", "content"), Word("bridge", "content"))), ["s14", "s04", "s15", "s02"]),
    # more of the words before fewer, the rare word before the common one
    (Or((Word("bridge"), Word("tide"))), ["s14", "s02", "s04", "s15", "s05"]),
    (Or((Word("strike"), Word("harbour"))), ["s10", "s02", "s01", "s13", "s14", "s03"]),
    # what only restricts adds nothing: the latest first, then by identifier
    (Word("Post", "outlet"), ["s03", "s11", "s01", "s05", "s04"]),
    (Not(DateRange()), ["s06", "s08", "s10", "s12", "s13"]),
]


@pytest.mark.parametrize(("tree", "expected"), ORDERS, ids=repr)
def test_in_which_order(filled: SearchEngine, tree: Query, expected: list[str]) -> None:
    assert ranked(filled, tree) == expected


def test_pages_follow_one_another(filled: SearchEngine) -> None:
    everything = ranked(filled, Everything())

    pages = [filled.search(Everything(), limit=4, offset=start) for start in range(0, 20, 4)]

    assert [hit.cluster_id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {15}


def test_no_hits_asked_for(filled: SearchEngine) -> None:
    result = filled.search(Word("harbour"), limit=0)

    assert (result.hits, result.total) == ((), 5)


def test_no_time_gives_a_partial_answer_that_says_so(filled: SearchEngine) -> None:
    result = filled.search(Everything(), timeout_seconds=-1)

    assert not result.is_complete
    assert result.total < 15


def test_nothing_is_found_in_an_empty_engine(engine: SearchEngine) -> None:
    assert engine.change_number == 0
    for tree in (Everything(), Word("harbour"), Not(Word("harbour")), DateRange(), Prefix("har")):
        assert engine.search(tree).hits == ()


def test_what_is_put_is_found_after_the_commit(engine: SearchEngine) -> None:
    engine.put(STATEMENTS[:2])
    assert found(engine, Everything()) == set()

    engine.commit(7)

    assert found(engine, Everything()) == {"s01", "s02"}
    assert engine.change_number == 7


def test_put_replaces(engine: SearchEngine) -> None:
    fill(engine)
    engine.put([statement("s01", "The quay is open.", "Marta Quell")])
    engine.commit(2)

    assert found(engine, Word("reopen")) == set()
    assert found(engine, Word("Marta", "speaker")) == {"s01"}
    assert found(engine, Everything()) == ALL


def test_the_last_of_several_changes_counts(engine: SearchEngine) -> None:
    engine.put([statement("a", "first"), statement("a", "second"), statement("b", "first")])
    engine.put([statement("a", "third")])
    engine.remove(["b"])
    engine.remove(["c"])
    engine.put([statement("c", "third")])
    engine.commit(1)

    assert found(engine, Or((Word("first"), Word("second")))) == set()
    assert found(engine, Everything()) == {"a", "c"}


def test_removed_statements_are_gone(engine: SearchEngine) -> None:
    fill(engine)
    assert found(engine, Word("harbour")) >= {"s01"}

    engine.remove(["s01", "s02", "never there"])
    engine.commit(2)

    assert found(engine, Everything()) == ALL - {"s01", "s02"}
    assert found(engine, Word("harbour")) == {"s03", "s13", "s14"}
    assert found(engine, Not(Word("harbour"))) == ALL - {"s01", "s02", "s03", "s13", "s14"}


def test_many_small_commits_lose_and_double_nothing(engine: SearchEngine) -> None:
    for number, record in enumerate(STATEMENTS, start=1):
        engine.put([record])
        engine.remove(["s05"] if number == 9 else [])
        engine.commit(number)
        assert engine.change_number == number
        assert engine.count(Everything()) == number - (number >= 9)

    assert found(engine, Word("harbour")) == {"s01", "s02", "s03", "s13", "s14"}


def test_reset_leaves_nothing(engine: SearchEngine) -> None:
    fill(engine)
    engine.reset()

    assert found(engine, Everything()) == set()
    assert engine.change_number == 0
    engine.put(STATEMENTS)
    engine.commit(3)
    assert found(engine, Everything()) == ALL


def test_closing_gives_up_what_was_not_committed(engine: SearchEngine) -> None:
    engine.put(STATEMENTS[:1])
    engine.close()
    engine.close()
    engine.open()

    assert found(engine, Everything()) == set()


def test_odd_texts_are_kept_and_found(engine: SearchEngine) -> None:
    odd_id = "r\udce9union.txt:12 (copy)"
    engine.put([statement(odd_id, "x" * 5_000 + " \x00 naïve \ud800 words", "", "  ")])
    engine.commit(1)

    assert found(engine, Word(odd_id, "cluster")) == {odd_id}
    assert found(engine, And((Word("naive"), Word("x" * 5_000)))) == {odd_id}
