"""Windows hold every word once, in order, and never more pieces than the network reads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.pipeline.encoder import MODEL_FOLDER
from quotes.pipeline.wordpieces import (
    CASES,
    MAX_PIECES,
    WordPieces,
    case_of,
    collate,
    quotation_states_of,
)


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces.from_file(MODEL_FOLDER / "tokenizer.json")


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["said", "Akar", "“", "”", ".", "colonizer", "…", "\u0301", "x" * 300]),
        st.text(min_size=1, max_size=12).filter(lambda word: not word.isspace()),
    ),
    min_size=1,
    max_size=700,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.data())
def test_every_word_is_in_one_window(
    pieces: WordPieces, words: list[str], data: st.DataObject
) -> None:
    starts = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    windows = pieces.windows(words, starts)
    assert windows[0].first_word == 0
    assert windows[-1].end_word == len(words)
    assert all(a.end_word == b.first_word for a, b in pairwise(windows))
    for window in windows:
        assert len(window.piece_ids) <= MAX_PIECES
        assert len(window.word_starts) == window.end_word - window.first_word > 0
        assert all(a < b for a, b in pairwise(window.word_starts.tolist()))
        assert window.word_starts[-1] < len(window.piece_ids) - 1


def test_a_paragraph_that_fits_is_never_divided(pieces: WordPieces) -> None:
    words = ("one two three four five six seven eight nine . " * 40).split()
    starts = [index % 50 == 0 for index in range(len(words))]
    windows = pieces.windows(words, starts)
    assert all(starts[window.first_word] for window in windows)


def test_a_long_paragraph_is_cut_after_a_sentence(pieces: WordPieces) -> None:
    words = ("one two three four five six seven eight nine . " * 60).split()
    windows = pieces.windows(words, [True] + [False] * (len(words) - 1))
    assert len(windows) > 1
    assert all(words[window.end_word - 1] == "." for window in windows)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", "lower"),
        ("Akar", "title"),
        ("A", "title"),
        ("McNair", "other"),
        ("SANA", "upper"),
        ("34", "none"),
        ("’s", "lower"),
        ("—", "none"),
    ],
)
def test_letter_case(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


def test_a_missing_mark_misleads_no_further_than_its_paragraph() -> None:
    words = ["“", "Rain", "he", "said", "Sun"]
    assert quotation_states_of(words, [True, False, False, False, True]) == [2, 1, 1, 1, 0]


def test_windows_are_padded_with_nothing(pieces: WordPieces) -> None:
    long = pieces.windows(["rain"] * 9, [True] + [False] * 8)
    short = pieces.windows(["rain"], [True])
    batch = collate(long + short)
    assert batch.attention_mask.sum(axis=1).tolist() == [11, 3]
    assert batch.piece_ids[1, 3:].tolist() == [0] * 8
