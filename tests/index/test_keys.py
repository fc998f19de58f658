"""The keys of a text are those of its folded words, however quickly they are worked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import words
from index.stems import stem
from index.words import keys
from quotes.folding import words_with_offsets

PIECES = [
    "per cent",
    "Per\u00a0Cent",
    "super",
    "per",
    "cent",
    "don’t",
    "Al-Mekdad's",
    "U.S.",
    "9/11",
]
PIECES += [
    "9/11",
    "½",
    "2,500",
    "can\u00adcel",
    "e\u0301",
    " ",
    "\u00a0",
    "\n",
    "\x1c",
    "%",
    "-",
    ".",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_keys_are_those_of_the_words_of_the_whole_text(text: str) -> None:
    folded = [part[:80] for word in words_with_offsets(text) for part in word.parts]

    assert keys(text, "word") == folded
    assert keys(text, "stem") == [stem(word) for word in folded]


def test_a_long_stretch_without_a_space_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_kept_words", words._KeptKeys(words._kept_words.work_out))

    assert keys("short " + "x-" * 100, "word") == ["short"] + ["x"] * 100
    assert list(words._kept_words) == ["short"]
