"""What people type, and how it is read: tables of queries beside their meaning."""

from __future__ import annotations

import pytest
from engines import ENGINES, build
from hypothesis import example, given, settings
from hypothesis import strategies as st
from statements import STATEMENTS

from index.engine import (
    And,
    AtLeast,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Not,
    Only,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchEngine,
    Word,
    day_number,
)
from index.memory_engine import MemoryEngine
from index.query import ParsedQuery, parse_query


def word(text: str) -> Word:
    return Word(text)


def by(name: str) -> Word:
    return Word(name, "speaker")


def quoted(text: str) -> Word:
    return Word(text, "content")


def excluded(leaf: Word | Phrase) -> Not:
    """A bare word that must not be there: in what is shown, not in the context."""
    fields = ("content", "speaker", "role")
    return Not(Or(tuple(type(leaf)(leaf.text, name) for name in fields)))  # type: ignore[arg-type]


def days(earliest: str | None, latest: str | None) -> DateRange:
    return DateRange(day_number(earliest), day_number(latest))


SIGNS: list[tuple[str, Query]] = [
    ("harbour bridge", And((word("harbour"), word("bridge")))),
    ("harbour AND bridge", And((word("harbour"), word("bridge")))),
    ("harbour && bridge", And((word("harbour"), word("bridge")))),
    ("+harbour +bridge", And((word("harbour"), word("bridge")))),
    ("harbour, bridge!", And((word("harbour"), word("bridge")))),
    ("harbour harbour", word("harbour")),
    # phrases, in any marks
    ('"harbour master"', Phrase("harbour master")),
    ("“harbour master”", Phrase("harbour master")),
    ("„harbour master“", Phrase("harbour master")),
    ("«harbour master»", Phrase("harbour master")),
    ('"harbour bridge"~6', Near(("harbor", "bridge"), 6)),
    # words to exclude
    ("harbour -bridge", And((word("harbour"), excluded(word("bridge"))))),
    ("harbour NOT bridge", And((word("harbour"), excluded(word("bridge"))))),
    ("harbour −bridge", And((word("harbour"), excluded(word("bridge"))))),
    ('harbour -"new bridge"', And((word("harbour"), excluded(Phrase("new bridge"))))),
    ("harbour -speaker:Okell", And((word("harbour"), Not(by("Okell"))))),
    ("NOT NOT harbour", Or(tuple(Word("harbour", f) for f in ("content", "speaker", "role")))),  # type: ignore[arg-type]
    # alternatives bind closer than neighbours
    ("harbour OR port", Or((word("harbour"), word("port")))),
    ("harbour || port", Or((word("harbour"), word("port")))),
    ("harbour OR port bridge", And((Or((word("harbour"), word("port"))), word("bridge")))),
    ("(new bridge) OR port", Or((And((word("new"), word("bridge"))), word("port")))),
    # a hyphen inside a word is part of it, a dash alone is nothing
    ("Al-Qadhani", word("Al-Qadhani")),
    ("modern-day", word("modern-day")),
    ("harbour - bridge", And((word("harbour"), word("bridge")))),
    ("harbour — bridge", And((word("harbour"), word("bridge")))),
    # parts of words
    ("fabric*", Prefix("fabric")),
    ("brigde~", Fuzzy("brigde", 1)),
    ("brigde~2", Fuzzy("brigde", 2)),
    ("brigde~0", word("brigde")),
    # fields
    ("speaker:Okell", by("Okell")),
    ("Speaker: Okell", by("Okell")),
    ("speaker:Okell harbour", And((by("Okell"), word("harbour")))),
    ('speaker:"Ines Okell"', And((by("Ines"), by("Okell")))),
    ("speaker:(Okell OR Weir)", Or((by("Okell"), by("Weir")))),
    ("role:minister", Word("minister", "role")),
    ('role:"deputy minister"', Phrase("deputy minister", "role")),
    ('outlet:"Torrin Post"', Phrase("Torrin Post", "outlet")),
    ("kind:indirect", Word("indirect", "kind")),
    ("cue:warned", Word("warned", "cue")),
    ("cluster:akar.txt:210", Word("akar.txt:210", "cluster")),
    ('cluster:"my notes (2).txt:3"', Word("my notes (2).txt:3", "cluster")),
    # dates: a day, a month, a year
    ("on:2020-03-04", days("2020-03-04", "2020-03-04")),
    ("on:2020-02", days("2020-02-01", "2020-02-29")),
    ("before:2020-03-04", days(None, "2020-03-03")),
    ("after:2020-03-04", days("2020-03-05", None)),
    ("before:2020", days(None, "2019-12-31")),
    ("after:2019 before:2021", days("2020-01-01", "2020-12-31")),
    ("harbour on:2020/3/4", And((word("harbour"), days("2020-03-04", "2020-03-04")))),
    # words that nearly everything has are not asked for beside others
    ("the harbour of Torrin", And((word("harbour"), word("Torrin")))),
    ("vitamin A", And((word("vitamin"), word("A")))),
    ("to be or not to be", And(tuple(word(w) for w in ("to", "be", "or", "not")))),
    ('"the harbour"', Phrase("the harbour")),
    # nothing
    ("", Everything()),
    ("  \n", Everything()),
    ("???", Or(())),
]


@pytest.mark.parametrize(("text", "tree"), SIGNS, ids=[text for text, _ in SIGNS])
def test_words_and_signs(text: str, tree: Query) -> None:
    assert parse_query(text).tree == tree


WHO_SAID = [
    "who said rotten harbour",
    "Who said rotten harbour?",
    "who said that rotten harbour",
    "WHO SAID rotten harbour ???",
    "who has said rotten harbour",
    "who used the words rotten harbour",
    "who was quoted as saying rotten harbour",
]


@pytest.mark.parametrize("text", WHO_SAID)
def test_who_said_asks_for_the_quoted_words_first_and_then_anywhere(text: str) -> None:
    parsed = parse_query(text)

    assert parsed.tree == And((quoted("rotten"), quoted("harbour")))
    assert [fallback.tree for fallback in parsed.fallbacks] == [
        And((word("rotten"), word("harbour"))),
        Or((quoted("rotten"), quoted("harbour"))),
        Or((word("rotten"), word("harbour"))),
    ]


SAID_BY_OKELL = And((by("Okell"), word("harbour")))

QUESTIONS: list[tuple[str, Query]] = [
    ('who said "rotten harbour"?', Phrase("rotten harbour", "content")),
    ("who said “rotten harbour”?", Phrase("rotten harbour", "content")),
    ("who called Weir a pirate", And((word("Weir"), quoted("pirate")))),
    ("who called the mayor an old pirate?", And((word("mayor"), quoted("old"), quoted("pirate")))),
    ("who described Weir as a pirate", And((word("Weir"), quoted("pirate")))),
    ("who compared Weir to pirates", And((word("Weir"), quoted("pirates")))),
    ("who spoke about the harbour", word("harbour")),
    ("who denied the fabrication", And((Word("denied", "cue"), word("fabrication")))),
    ("what did Okell say about harbour", SAID_BY_OKELL),
    ("What did Okell say about the harbour?", SAID_BY_OKELL),
    ("what does Okell say on the harbour", SAID_BY_OKELL),
    ("what has Okell said about the harbour", SAID_BY_OKELL),
    ("what Okell said about the harbour", SAID_BY_OKELL),
    ("everything Okell said about the harbour", SAID_BY_OKELL),
    ("quotes by Okell on the harbour", SAID_BY_OKELL),
    ("Okell quotes about the harbour", SAID_BY_OKELL),
    ("Okell on harbour", SAID_BY_OKELL),
    ("Okell about the harbour", SAID_BY_OKELL),
    ("what did Okell say", by("Okell")),
    ("what did Mr Okell say?", by("Okell")),
    ("Okell quotes", by("Okell")),
    ("quotes from Okell", by("Okell")),
    ("did Okell say the harbour is safe", And((by("Okell"), quoted("harbour"), quoted("safe")))),
    (
        "what did Ines Okell say",
        And((Or((by("Ines"), Word("Ines", "role"))), by("Okell"))),
    ),
    (
        "what did the harbour master say",
        And(
            (
                Or((by("harbour"), Word("harbour", "role"))),
                Or((by("master"), Word("master", "role"))),
            )
        ),
    ),
    # not names: the words as they stand are asked for too
    (
        "war on terror",
        Or((And((by("war"), word("terror"))), And((word("war"), word("terror"))))),
    ),
    (
        "stock quotes",
        Or((by("stock"), And((word("stock"), word("quotes"))))),
    ),
    # questions of another kind are words
    ("what is this", And((word("what"), word("this")))),
    ("what did he say", And((word("what"), word("did"), word("he"), word("say")))),
]


@pytest.mark.parametrize(("text", "tree"), QUESTIONS, ids=[text for text, _ in QUESTIONS])
def test_questions(text: str, tree: Query) -> None:
    assert parse_query(text).tree == tree


DOUBTS = [
    ('"rotten harbour', "a quotation mark is not closed"),
    ("(rotten harbour", "a bracket is not closed"),
    ("rotten harbour)", "a bracket is closed that was never opened"),
    ("rotten harbour ()", "there is nothing between the brackets"),
    ('rotten harbour ""', "there is no word between the quotation marks"),
    ("(" * 30 + "rotten harbour" + ")" * 30, "the brackets are nested too deep"),
]


@pytest.mark.parametrize(("text", "reason"), DOUBTS)
def test_in_doubt_all_words_are_looked_for_and_it_says_so(text: str, reason: str) -> None:
    parsed = parse_query(text)

    assert parsed.tree == And((word("rotten"), word("harbour")))
    assert parsed.notes == (f"read as plain words: {reason}",)


@pytest.mark.parametrize("text", [") NOT  OR ^", "harbour OR", "NOT", "AND harbour", "a OR OR b"])
def test_operators_with_nothing_to_work_on_are_words(text: str) -> None:
    assert parse_query(text).notes[0].startswith("read as plain words: ")


NOTES = [
    ("ha*", "* needs 3 letters before it"),
    ("harbour~7", "~ allows 2 letters of difference at most"),
    ('"harbour bridge"~900', "~ reaches over 50 words at most"),
    ("before:yesterday", "before: needs a date such as 2020-03-31; “yesterday” was read as a word"),
    ("on:2020-13-45", "on: needs a date such as 2020-03-31; “2020-13-45” was read as a word"),
    ("kind:spoken", "kind: is one of direct, indirect, mixed"),
    ("the harbour", "too common to look for: the"),
    ("harbour " * 100, "only the first 64 words were looked for"),
    ("x" * 3_000, "only the first 2,000 characters were read"),
]


@pytest.mark.parametrize(("text", "note"), NOTES, ids=[note for _, note in NOTES])
def test_what_was_not_taken_as_typed_is_noted(text: str, note: str) -> None:
    assert note in parse_query(text).notes


READINGS = [
    ("rotten harbour", "Statements with rotten and harbour"),
    ('"rotten harbour"', "Statements with exactly “rotten harbour”"),
    ("who said rotten harbour?", "Statements quoted with rotten and harbour"),
    ("what did Okell say about the harbour?", "Statements said by Okell, with harbour"),
    (
        "what did the harbour master say",
        "Statements said by somebody with harbour and master in name or role",
    ),
    (
        "war on terror",
        "Statements either said by war, with terror, or with war and terror",
    ),
    ("harbour -bridge", "Statements with harbour, not with bridge"),
    ("harbour OR port bridge", "Statements with bridge, (with harbour or port)"),
    ("speaker:(Okell OR Weir)", "Statements said by Okell or Weir"),
    ("role:poet outlet:Post", "Statements said by somebody in the role poet, carried by Post"),
    ("fabric*", "Statements with a word beginning with fabric"),
    ("brigde~2", "Statements with a word like brigde (2 letters off)"),
    ("on:2020-03-04 cue:warned", "Statements reported with warned, published on 4 March 2020"),
    ("after:2019 before:2021", "Statements published from 1 January 2020 to 31 December 2020"),
    ("before:2021", "Statements published up to 31 December 2020"),
    ("after:2020", "Statements published from 1 January 2021 on"),
    ("", "All statements, the newest first"),
    ("?", "Nothing: there is no word to look for"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reading"), READINGS)
def test_the_reading_is_a_sentence(text: str, reading: str) -> None:
    assert parse_query(text).reading == reading


def test_any_word_keeps_speaker_field_date_and_exclusion() -> None:
    parsed = parse_query("speaker:Okell outlet:Post after:2019 -bridge spring tide")

    assert [fallback.tree for fallback in parsed.fallbacks] == [
        And(
            (
                by("Okell"),
                Word("Post", "outlet"),
                days("2020-01-01", None),
                excluded(word("bridge")),
                Or((word("spring"), word("tide"))),
            )
        )
    ]


def test_a_phrase_falls_back_to_its_words_and_then_to_any_of_them() -> None:
    parsed = parse_query('"spring tide"')

    assert [fallback.tree for fallback in parsed.fallbacks] == [
        And((word("spring"), word("tide"))),
        Or((word("spring"), word("tide"))),
    ]


def test_somebody_named_is_not_exchanged_for_their_spokeswoman() -> None:
    parsed = parse_query("what did Okell say about fishermen")

    assert answer(parsed) == set()


def answer(parsed: ParsedQuery) -> set[str]:
    """Ask for the readings in order until something is found."""
    engine = MemoryEngine()
    engine.put(STATEMENTS)
    engine.commit(1)
    for tree in (parsed.tree, *(fallback.tree for fallback in parsed.fallbacks)):
        found = {hit.cluster_id for hit in engine.search(tree, limit=None).hits}
        if found:
            return found
    return set()


ANSWERS = [
    ("who said the war on terror is over", {"s08"}),
    ("war on terror", {"s08"}),
    ("War on Terror", {"s08"}),
    ("who called Weir a modern-day pirate?", {"s09"}),
    ("who said colonisers never leave", {"s11"}),
    ("Okell on spring", {"s01", "s14"}),
    ("okell on spring", {"s01", "s14"}),
    ("what did the deputy minister say about the bridge", {"s04", "s05"}),
    ("what did Deputy Minister Kadhani say about the bridge", {"s04", "s05"}),
    ("Kadhani fabrication", {"s04", "s05"}),
    ("speaker:Kadhani after:2020-02-11", {"s05"}),
    ("speaker:pirate", set()),
    ("who denied fabrication", {"s05"}),
    ("harbour lighthouse", {"s01", "s02", "s03", "s13", "s14"}),
    ("speaker:Okell lighthouse tide", {"s14"}),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_what_a_query_finds_among_the_fifteen(text: str, expected: set[str]) -> None:
    assert answer(parse_query(text)) == expected


PIECES = st.sampled_from(
    "harbour bridge Okell spring war on who said what did say about the a quotes called as OR AND"
    " NOT not ( ) \" “ ” - -bridge speaker: role: outlet: on: before: 2020-03 cluster: s01 kind:"
    " fab* ha* brigd~1 * \"the bridge\"~3 \"harbour master\" : ' ’ — ? 9/11 Al-Kadhani".split(" ")
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join)))
@example("\ud800 \x00 (\u202e")
@example("who said " * 200)
@example("what did " + "x " * 900)
@settings(max_examples=300, deadline=2_000)
def test_nothing_typed_is_an_error(text: str) -> None:
    parsed = parse_query(text)

    for sentence in (parsed.reading, *parsed.notes, *(f.text for f in parsed.fallbacks)):
        assert sentence.strip()
    trees = [parsed.tree, *(fallback.tree for fallback in parsed.fallbacks)]
    assert len(set(trees)) == len(trees)


TEXTS = st.sampled_from(
    "harbour harbor bridges Okell Kadhani weir the be never leave flags Post minister café"
    " modern-day fishermen’s 9/11 said — x".split()
)
FIELDS = st.sampled_from(
    [None, None, "content", "speaker", "role", "context", "outlet", "cue", "kind", "cluster"]
)
LEAVES = st.one_of(
    st.builds(Word, TEXTS, FIELDS),
    st.builds(Phrase, st.lists(TEXTS, max_size=3).map(" ".join), FIELDS),
    st.builds(Near, st.lists(TEXTS, max_size=3).map(tuple), st.integers(0, 60), FIELDS),
    st.builds(Prefix, st.sampled_from(["", "har", "fabri", "okel", "the"]), FIELDS),
    st.builds(Fuzzy, TEXTS, st.integers(0, 2), FIELDS),
    st.builds(
        DateRange,
        *[st.one_of(st.none(), st.integers(737_480, 737_500))] * 2,
    ),
    st.just(Everything()),
)
TREES = st.recursive(
    LEAVES,
    lambda trees: st.one_of(
        st.builds(Not, trees),
        st.builds(Only, trees),
        st.builds(AtLeast, st.integers(0, 3), st.lists(trees, max_size=4).map(tuple)),
        *(st.builds(kind, st.lists(trees, max_size=4).map(tuple)) for kind in (And, Or)),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def all_engines(tmp_path_factory: pytest.TempPathFactory) -> list[SearchEngine]:
    """Return the engines, the reference first, filled in three goes."""
    folder = tmp_path_factory.mktemp("engines")
    engines: list[SearchEngine] = [build(name, folder / name) for name in ENGINES]
    for engine in engines:
        engine.open()
        for number, part in enumerate((STATEMENTS[:6], STATEMENTS[6:11], STATEMENTS[11:]), start=1):
            engine.put(part)
            engine.commit(number)
    return engines


def assert_all_alike(engines: list[SearchEngine], tree: Query) -> None:
    reference, *others = (engine.search(tree, limit=None) for engine in engines)
    assert [other.hits for other in others] == [reference.hits] * len(others)


@given(tree=TREES)
@settings(max_examples=200, deadline=None)
def test_engines_agree_on_any_tree(all_engines: list[SearchEngine], tree: Query) -> None:
    assert_all_alike(all_engines, tree)


@given(text=st.lists(PIECES, min_size=1, max_size=6).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_engines_agree_on_anything_typed(all_engines: list[SearchEngine], text: str) -> None:
    parsed = parse_query(text)

    for tree in (parsed.tree, *(fallback.tree for fallback in parsed.fallbacks)):
        assert_all_alike(all_engines, tree)


@given(tree=TREES, limit=st.integers(0, 4), offset=st.integers(0, 16))
@settings(max_examples=100, deadline=None)
def test_a_page_is_a_stretch_of_all_hits(
    all_engines: list[SearchEngine], tree: Query, limit: int, offset: int
) -> None:
    for engine in all_engines:
        every = engine.search(tree, limit=None)
        page = engine.search(tree, limit=limit, offset=offset)
        assert (page.hits, page.total) == (every.hits[offset : offset + limit], every.total)
