"""Words that are forms of one word, and words that only look so."""

from __future__ import annotations

import pytest

from index.stems import stem

ALIKE = [
    "fabricated fabrication fabricate",
    "colonise colonised colonising".replace("is", "iz"),
    "negotiate negotiations negotiator",
    "resign resigned resignation",
    "criticism critic criticized",
    "populism populist populists",
    "terrorism terrorist",
    "insist insists insisted",
    "experiment experiments",
    "bridge bridges",
]
UNLIKE = [
    ("arab", "arabism"),
    ("arabic", "arabs"),
    ("colon", "colonizer"),
    ("university", "universe"),
    ("important", "imports"),
    ("several", "severe"),
    ("author", "authority"),
    ("executive", "execution"),
    ("emergency", "emerge"),
    ("population", "populist"),
    ("protest", "protestant"),
    ("hardly", "hard"),
    ("harris", "harry"),
    ("train", "training"),
    ("fabric", "fabrication"),
    ("social", "socialism"),
]


@pytest.mark.parametrize("words", ALIKE)
def test_forms_of_one_word(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike_words(one: str, other: str) -> None:
    assert stem(one) != stem(other)
