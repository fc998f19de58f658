"""Counting what is right. Every figure here was worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.records import CharSpan, Quote, Role, Speaker, SpeakerKind
from quotes.scoring import Score, match_quotes, trim, whole_attribution_score
from quotes.scoring_people import compare_end_to_end, is_same_role, is_same_speaker

TEXT = (
    "“The ferry is late,” Orla Venn said. The captain added that it would sail at noon. "
    "Tam Reyes hopes to cross. A ‘floating palace’ it is not. "
    "“We wait,” the man shouted. “We always wait.”"
)


def span(words: str) -> CharSpan:
    start_char = TEXT.index(words)
    return CharSpan(start_char=start_char, end_char=start_char + len(words), text=words)


def quote(
    *content: str,
    source: str | None = None,
    cue: str | None = None,
    speaker: str | None = None,
    **fields: object,
) -> Quote:
    spans = tuple(span(words) for words in content)
    values: dict[str, object] = {"kind": "direct", **fields}
    return Quote(
        id=f"a:{spans[0].start_char}",
        article_id="a",
        content=spans,
        text=" … ".join(words.text for words in spans),
        source=span(source) if source else None,
        cue=span(cue) if cue else None,
        speaker=Speaker(name=speaker) if speaker else None,
        **values,  # type: ignore[arg-type]
    )


LATE = quote("The ferry is late,", source="Orla Venn", cue="said", speaker="Orla Venn")
NOON = quote("that it would sail at noon", source="The captain", cue="added", speaker="Orla Venn")
HOPE = quote("to cross", source="Tam Reyes", cue="hopes", speaker="Tam Reyes", medium="thought")
WAIT = quote("We wait,", "We always wait.", source="the man", cue="shouted", speaker="Tam Reyes")


def test_score_adds_up_and_divides() -> None:
    score = Score(shared=3, found=4, gold=6) + Score(shared=1, found=1, gold=4)
    assert score == Score(4, 5, 10)
    assert (score.precision, score.recall) == (0.8, 0.4)
    assert score.f1 == pytest.approx(8 / 15)
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)


def test_score_with_two_counts_of_what_is_right() -> None:
    # 3 of 6 gold ones were found; of the 4 returned all are right.
    score = Score(shared=3, found=4, gold=6, shared_found=4)
    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.f1 == pytest.approx(2 / 3)
    assert score + score == Score(6, 8, 12, 8)
    assert Score(1, 2, 2) + score == Score(4, 6, 8, 5)
    assert sum([score], Score()) == score
    assert Score(0, 4, 0, 0).f1 == 0.0


@pytest.mark.parametrize(
    ("written", "is_content", "expected"),
    [
        ("“It is over.”", True, "It is over"),
        (" «\u00a0Oui !\u00a0» ", True, "Oui"),
        ("that “it is over”", True, "it is over"),
        ("that “it is over”", False, "that “it is over"),
        ("“that that is so”", True, "is so"),
        ("thatched roofs", True, "thatched roofs"),
        ("— the mayor —", False, "the mayor"),
        ("…and then…", True, "and then"),
        ("“…”", True, "“…”"),
        ("that ", True, "that"),
        ("a (great) deal", True, "a (great) deal"),
    ],
)
def test_trim(written: str, is_content: bool, expected: str) -> None:
    start_char, end_char = trim(f"x{written}x", 1, 1 + len(written), is_content=is_content)
    assert f"x{written}x"[start_char:end_char] == expected


@given(st.text(alphabet="that “”.,a\n", max_size=30))
def test_trimming_twice_changes_nothing(text: str) -> None:
    once = trim(text, 0, len(text), is_content=True)
    assert 0 <= once[0] <= once[1] <= len(text)
    assert trim(text, *once, is_content=True) == once


def test_whole_attribution() -> None:
    same = quote("The ferry is late", source="Orla Venn", cue="said")
    wider_cue = quote("The ferry is late", source="Orla Venn", cue="Venn said")
    other_source = quote("The ferry is late", source="Venn", cue="said")
    no_cue = quote("The ferry is late", source="Orla Venn")
    part = quote("We wait,", source="the man", cue="shouted")
    assert whole_attribution_score(TEXT, [LATE], [same]) == Score(1, 1, 1)
    assert whole_attribution_score(TEXT, [LATE], [wider_cue]) == Score(1, 1, 1)
    assert whole_attribution_score(TEXT, [LATE], [other_source]) == Score(0, 1, 1)
    assert whole_attribution_score(TEXT, [LATE], [no_cue]) == Score(0, 1, 1)
    assert whole_attribution_score(TEXT, [no_cue], [no_cue]) == Score(1, 1, 1)
    assert whole_attribution_score(TEXT, [WAIT], [part]) == Score(0, 1, 1)
    assert whole_attribution_score(TEXT, [LATE], [same, same]) == Score(1, 2, 1)


def test_overlap_is_intersection_over_union_of_characters() -> None:
    # "ferry is late" has 11 of the 14 characters of "The ferry is late".
    (match,) = match_quotes(TEXT, [LATE], [quote("ferry is late")])
    assert match.overlap == pytest.approx(11 / 14)
    # "late" has 4 of 14: too little. "Theferry" has 8 of 14, "ferryis" 7 of 14: just enough.
    assert match_quotes(TEXT, [LATE], [quote("late")]) == []
    assert len(match_quotes(TEXT, [LATE], [quote("ferry is")])) == 1
    assert match_quotes(TEXT, [LATE], [quote("is late")]) == []


def test_a_whole_paragraph_does_not_match_a_short_quote() -> None:
    assert match_quotes(TEXT, [LATE], [quote(TEXT)]) == []


def test_best_pairs_come_first_and_each_is_used_once() -> None:
    gold = [quote("The ferry is late"), quote("ferry is late")]
    found = [quote("ferry is late"), quote("The ferry is late"), quote("The ferry is late")]
    pairs = [(m.gold_index, m.found_index) for m in match_quotes(TEXT, gold, found)]
    assert pairs == [(0, 1), (1, 0)]


def test_pieces_of_a_content_are_compared_together() -> None:
    # "Wewait" and "Wealwayswait" have 6 and 12 characters: the second alone is 12 of 18.
    (match,) = match_quotes(TEXT, [WAIT], [quote("We always wait.")])
    assert match.overlap == pytest.approx(12 / 18)
    assert match_quotes(TEXT, [WAIT], [quote("We wait,")]) == []


@pytest.mark.parametrize(
    ("gold", "kind", "found", "expected"),
    [
        ("Orla Venn", "person", "Orla Venn", True),
        ("Orla Venn", "person", "ORLA VENN", True),
        ("Orla Venn", "person", "Mayor Orla Venn", True),
        ("Orla Venn", "person", "Venn", True),
        ("Orla Venn", "person", "Ms. Venn", True),
        ("Orla Venn", "person", "Orla", False),
        ("Orla Venn", "person", "Tam Venn", False),
        ("Orla Venn", "person", "Venn Reyes", False),
        ("Orla Venn", "person", None, False),
        (None, "person", "Orla Venn", False),
        (None, "person", None, True),
        ("Orla J. Venn Jr.", "person", "Orla Venn", True),
        ("Yusuf al-Rahwan", "person", "Yusuf Al Rahwan", True),
        ("Yusuf al-Rahwan", "person", "al-Rahwan", True),
        ("Zoë Ibáñez", "person", "Zoe Ibanez", True),
        ("Harrow Quay Ferries", "organization", "Harrow Quay", False),
        ("Harrow Quay Ferries", "organization", "Quay Ferries", True),
        ("the company", "unnamed", "company", True),
        # Three words without the article; two of them are two thirds.
        ("a senior port official", "unnamed", "port official", True),
        ("a senior port official", "unnamed", "official", False),
        ("an official", "unnamed", "a port official who was there", False),
    ],
)
def test_speaker_right(
    gold: str | None, kind: SpeakerKind, found: str | None, expected: bool
) -> None:
    wanted = Speaker(name=gold, kind=kind) if gold else None
    assert is_same_speaker(wanted, Speaker(name=found) if found else None) is expected


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("mayor", "the mayor", True),
        ("mayor of Harrow Quay", "mayor", True),
        ("mayor", "former deputy mayor of Harrow Quay", True),
        # Words shared: port, director; F1 = 2 * 2 / (3 + 3) = 0.67.
        ("director of port", "director, port authority", True),
        # Words shared: port; F1 = 2 * 1 / (2 + 3) = 0.4.
        ("port director", "port authority chief", False),
        ("defense minister", "defence minister", True),
        ("mayor", None, False),
        (None, "mayor", False),
        (None, None, True),
    ],
)
def test_role_right(gold: str | None, found: str | None, expected: bool) -> None:
    roles = [Role(text=text) if text else None for text in (gold, found)]
    assert is_same_role(*roles) is expected


def test_end_to_end_needs_the_quote_and_the_speaker() -> None:
    found = [
        quote("“The ferry is late,”", speaker="Venn"),
        quote("it would sail at noon", speaker="Tam Reyes"),
    ]
    result = compare_end_to_end(TEXT, [LATE, NOON, WAIT], found)
    assert result.score == Score(1, 2, 3)
    assert result.overlap_score == Score(2, 2, 3)
    assert result.missed_indexes == (2,)
    assert result.spurious_indexes == ()


def test_end_to_end_counts_a_scare_quote_against() -> None:
    found = [LATE, quote("floating palace", speaker="Tam Reyes")]
    result = compare_end_to_end(TEXT, [LATE], found)
    assert result.score == Score(1, 2, 1)
    assert result.spurious_indexes == (1,)


def test_end_to_end_counts_thought_and_other_modalities_neither_way() -> None:
    denied = NOON.model_copy(update={"modality": "negated"})
    found = [LATE, quote("to cross", speaker="Tam Reyes"), quote("it would sail at noon")]
    result = compare_end_to_end(TEXT, [LATE, HOPE, denied], found)
    assert result.score == Score(1, 1, 1)
    assert result.missed_indexes == result.spurious_indexes == ()


def test_end_to_end_looks_only_at_what_is_shown() -> None:
    found = [LATE.model_copy(update={"medium": "thought"}), HOPE]
    assert compare_end_to_end(TEXT, [LATE], found).score == Score(0, 0, 1)


def test_end_to_end_prefers_the_right_speaker_of_two_equal_quotes() -> None:
    found = [quote("The ferry is late", speaker="Tam Reyes"), LATE]
    result = compare_end_to_end(TEXT, [LATE], found)
    assert result.score == Score(1, 2, 1)
    assert result.spurious_indexes == (0,)


def test_nobody_is_right_where_nobody_is_named() -> None:
    unsigned = quote("We wait,")
    assert compare_end_to_end(TEXT, [unsigned], [unsigned]).score == Score(1, 1, 1)
    invented = quote("We wait,", speaker="Orla Venn")
    assert compare_end_to_end(TEXT, [unsigned], [invented]).score == Score(0, 1, 1)


def test_nothing_on_either_side() -> None:
    assert compare_end_to_end(TEXT, [], []).score == Score(0, 0, 0)
    assert match_quotes(TEXT, [], [LATE]) == match_quotes(TEXT, [LATE], []) == []
