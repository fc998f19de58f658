"""Which written words are compared as one, and whether every offset leads back to the text."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.folding import fold_name, fold_text, fold_word, words_with_offsets

SAME_WORD = """
colour = color              colourful = colorful        neighbouring = neighboring
unfavourable = unfavorable  misdemeanours = misdemeanors  labourers = laborers
organise = organize         organisations = organizations  criticised = criticized
apologising = apologizing   emphasise = emphasize       militarise = militarize
colonisers = colonizers     disorganised = disorganized analyse = analyze
paralysed = paralyzed       centre = center             theatres = theaters
kilometres = kilometers     travelled = traveled        cancelling = canceling
marvellous = marvelous      counsellor = counselor      unravelled = unraveled
defence = defense           offences = offenses         licence = license
practised = practiced       programme = program         catalogue = catalog
cheque = check              fulfilment = fulfillment    enrol = enroll
skilfully = skillfully      sceptical = skeptical       mould = mold
aluminium = aluminum        paediatrician = pediatrician  foetus = fetus
haemorrhage = hemorrhage    manoeuvres = maneuvers      judgement = judgment
enquiry = inquiry           whilst = while              towards = toward
DEFENCE = defense           “Colour” = color            café = CAFE
façade = facade             Erdoğan = Erdogan           Łódź = Lodz
don’t = don't               ‘tis = tis                  al‑Meqdad = al-Meqdad
co-operate = cooperate      re-elected = reelected      e-mail = email
forty = 40                  twenty-five = 25            thirty-four-year-old = 34-year-old
2,500,000 = 2500000         U.S. = US                   J.K. = JK
O’Brien = OBrien            Qur'an = Quran              rock'n'roll = rocknroll
"""

UNCHANGED = """
our four hour tour pour your sour flour detour contour devour troubadour glamorous
advise advised adviser arise comprise compromise demise despise devise disguise enterprise
excise exercise expertise franchise improvise improvisation merchandise paradise precise premise
premises promise promised raise rise rising uprising revise supervise surprise surprised televise
wise otherwise likewise noise cruise praise crises trellises advertising chastised concise
disenfranchised highrise louise denise miser wiser kaiser
controlled compelled patrolled rebelled excelled dialogue analyses archer were where metro
tyre grocer vice price fence hence pence licensed
"""

OPENED = [
    ("don't", "do not"),
    ("can’t", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("I'm", "i am"),
    ("I’ve", "i have"),
    ("they'd", "they would"),
    ("We're", "we are"),
    ("it's", "it is"),
    ("let's", "let us"),
    ("shouldn't've", "should not have"),
    ("gonna", "going to"),
    ("the government'll", "the government will"),
    # a possessive is no contraction, and an Arabic name is none either
    ("the minister's car", "the minister's car"),
    ("the travellers’ ordeal", "the travelers ordeal"),
    ("Sa'd", "sad"),
]


def _pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::3], words[2::3], strict=True))


@pytest.mark.parametrize(("one", "other"), _pairs(SAME_WORD))
def test_two_spellings_fold_alike(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize("word", UNCHANGED.split())
def test_look_alikes_keep_their_spelling(word: str) -> None:
    assert fold_word(word) == {"four": "4"}.get(word, word)


@pytest.mark.parametrize(("written", "opened"), OPENED)
def test_contractions_are_opened(written: str, opened: str) -> None:
    assert fold_text(written) == opened


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assad", "Asaad"),
        ("our", "or"),
        ("live", "life"),
        ("25", "26"),
        ("2.5", "25"),
        ("9/11", "911"),
        ("Turkey's", "Turkeys"),
        ("right", "rite"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It rose 3% this year.", "It rose 3 per cent this year"),
        ("It rose 3 percent this year", "It rose three per\u00a0cent this year"),
        ("the co\u00adop\u00aderation of all", "the cooperation of all"),
        ("the\u00a0Labour\u202fParty", "the Labor Party"),
        ("cafe\u0301", "café"),
        ("«Nous» – said he —", "nous said he"),
    ],
)
def test_texts_that_read_the_same_fold_alike(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


def test_each_word_stands_where_it_was_read() -> None:
    text = "“Don’t,” said Al-Mekdad’s aide, 25\u00a0years old."
    shown = [
        (word.folded, text[word.start_char : word.end_char]) for word in words_with_offsets(text)
    ]
    assert shown == [
        ("do", "Don’t"),
        ("not", "Don’t"),
        ("said", "said"),
        ("al-mekdad's", "Al-Mekdad’s"),
        ("aide", "aide"),
        ("25", "25"),
        ("years", "years"),
        ("old", "old"),
    ]


def test_a_hyphenated_name_is_one_word_with_parts() -> None:
    (name,) = words_with_offsets("Al-Mekdad's")
    assert name.parts == ("al", "mekdad")
    (age,) = words_with_offsets("thirty-four-year-old")
    assert (age.folded, age.parts) == ("34-year-old", ("34", "year", "old"))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Kim Jong-un", "kim jong un"),
        ("Bashar Ja’afari’s", "bashar jaafari"),
        ("Earl Grey", "earl grey"),
        ("Seven of Nine", "seven of nine"),
        ("George H.W. Bush", "george hw bush"),
        ("Dr. May Li", "dr may li"),
        ("", ""),
    ],
)
def test_names_are_folded_without_the_rules_of_prose(name: str, folded: str) -> None:
    assert fold_name(name) == folded


LETTERS_AND_MARKS = string.ascii_letters + "éüßøŁğи '’-‑\u00ad\u200b\u00a0\u0301.,/%0123456789“”…\n"


@given(st.text(LETTERS_AND_MARKS, max_size=60))
@example("U.S.A.B 9/11/ 1,000.5 'n' --a'-'s")
@example("isn't've'd")
def test_offsets_are_in_order_and_reproduce_the_words(text: str) -> None:
    end_before = 0
    for word in words_with_offsets(text):
        assert 0 <= word.start_char < word.end_char <= len(text)
        written = text[word.start_char : word.end_char]
        assert word.folded in fold_text(written).split(" ")
        assert word.start_char >= end_before or end_before == word.end_char
        assert word.folded
        assert all(word.parts)
        end_before = word.end_char


@given(st.text(string.ascii_letters + "éß '’-.,\u00ad\u00a0", max_size=60))
@example("cooperatise reorganise's")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text(max_size=40))
def test_any_text_at_all_can_be_folded(text: str) -> None:
    assert fold_text(text) == " ".join(word.folded for word in words_with_offsets(text))
    fold_name(text)


def test_the_tail_of_a_contraction_is_a_word_by_itself() -> None:
    assert [word.folded for word in words_with_offsets("did N't go")] == ["did", "not", "go"]
