"""Quotation marks in passages as they are printed, and what must hold for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline.marks import Quotation, pair_marks, paragraphs

# In the expected column: one entry a quotation, in order of start; "> " for each level of depth;
# " | " between the paragraphs of one quotation; " [open]" where no closing mark was found.
PASSAGES = {
    # --- the usual marks -------------------------------------------------------------------
    "curly": (
        "“The bridge will open in May,” Orla Venn said.",
        ["The bridge will open in May,"],
    ),
    "straight": (
        '"The bridge will open in May," Orla Venn said.',
        ["The bridge will open in May,"],
    ),
    "split by the cue": (
        '"The bridge," Orla Venn said, "will open in May."',
        ["The bridge,", "will open in May."],
    ),
    "two in one paragraph": (
        "“It is late,” she said. “We should go.”",
        ["It is late,", "We should go."],
    ),
    "British single": (
        "‘The bridge will open in May,’ Orla Venn said.",
        ["The bridge will open in May,"],
    ),
    "straight single": (
        "'The bridge will open in May,' Orla Venn said.",
        ["The bridge will open in May,"],
    ),
    "part of a sentence": (
        "The mayor called the plan “a gift to nobody” on Monday.",
        ["a gift to nobody"],
    ),
    "after a colon": ("Venn: “No comment.”", ["No comment."]),
    "in brackets": ('The clerk (he said "never again") left.', ["never again"]),
    "marks that touch": ("“Yes”“No”", ["Yes", "No"]),
    "straight marks that touch": ('"Yes""No"', ["Yes", "No"]),
    "full stop after the mark": ("Venn called it “a gift”.", ["a gift"]),
    "comma after the mark": ("“a gift”, Venn said", ["a gift"]),
    "question": ('"Who paid?" Venn asked.', ["Who paid?"]),
    "ellipsis first": ('"...and then the roof fell," Venn said.', ["...and then the roof fell,"]),
    "dash inside at the end": ('"I never—" Venn began.', ["I never—"]),
    "dash before": ('Venn wanted one thing—"a fair price"—and said so.', ["a fair price"]),
    "sum of money first": ('"$5 is too much," Venn said.', ["$5 is too much,"]),
    "digits at the end": ('"We won in 2016" was his answer.', ["We won in 2016"]),
    "nothing between": ('He wrote "" and “” and left.', []),
    "only stops between": ("She answered “…” and left.", []),
    "no marks": ("The council met on Monday.", []),
    "empty text": ("", []),
    # --- other conventions -----------------------------------------------------------------
    "German low and high": ("„Wir bleiben“, sagte Anna Lohr.", ["Wir bleiben"]),
    "Polish low and high": ("„Zostajemy”, powiedziała Anna.", ["Zostajemy"]),
    "German inward guillemets": ("»Wir bleiben«, sagte Anna Lohr.", ["Wir bleiben"]),
    "German inner": (
        "„Er sagte ‚nein‘ zu uns“, sagte Anna.",
        ["Er sagte ‚nein‘ zu uns", "> nein"],
    ),
    "French with spaces": ("« Nous restons », dit Anne Lohr.", ["Nous restons"]),
    "French with non-breaking spaces": (
        "«\u00a0Nous restons\u00a0», dit Anne. «\u202fOui.\u202f»",
        ["Nous restons", "Oui."],
    ),
    "Swiss without spaces": ("«Wir bleiben», sagte Anna Lohr.", ["Wir bleiben"]),
    "single guillemets inside": ("«Er sagte ‹nein› dazu.»", ["Er sagte ‹nein› dazu.", "> nein"]),
    "Swedish right marks": ("”Vi stannar”, sade Anna Lohr.", ["Vi stannar"]),
    "high reversed": ("‟We stay,” Anna Lohr said.", ["We stay,"]),
    "TeX": ("``We stay,'' Anna Lohr said. ``For good.''", ["We stay,", "For good."]),
    "tokenised": ("`` We stay , '' Anna Lohr said .", ["We stay ,"]),
    "tokenised straight": ('" We stay , " Anna said . " For good . "', ["We stay ,", "For good ."]),
    "doubled straight singles": ("''We stay,'' Anna Lohr said.", ["We stay,"]),
    "doubled curly singles": ("‘‘We stay,’’ Anna Lohr said.", ["We stay,"]),
    "arrow between links": ("Home » World » Europe", []),
    # --- quotations inside quotations ------------------------------------------------------
    "single inside double": (
        "“He told us ‘never again’ and left,” she said.",
        ["He told us ‘never again’ and left,", "> never again"],
    ),
    "double inside single": (
        "‘He told us “never again” and left,’ she said.",
        ["He told us “never again” and left,", "> never again"],
    ),
    "straight single inside straight double": (
        "\"He told us 'never again' and left,\" she said.",
        ["He told us 'never again' and left,", "> never again"],
    ),
    "closing together": (
        "“He told us, ‘Never again.’”",
        ["He told us, ‘Never again.’", "> Never again."],
    ),
    "opening together": (
        "“‘Never again’ was all he said,” she said.",
        ["‘Never again’ was all he said,", "> Never again"],
    ),
    "straight closing together": (
        "She said: \"He told us, 'Never again.'\"",
        ["He told us, 'Never again.'", "> Never again."],
    ),
    "three deep": (
        "“She said, ‘The sign says “closed” on it.’”",
        [
            "She said, ‘The sign says “closed” on it.’",
            "> The sign says “closed” on it.",
            ">> closed",
        ],
    ),
    "straight inside straight": (
        '"They told me "no" to my face," she said.',
        ['They told me "no" to my face,', "> no"],
    ),
    "curly inside straight": (
        '"They told me “no” to my face," she said.',
        ["They told me “no” to my face,", "> no"],
    ),
    # --- apostrophes -----------------------------------------------------------------------
    "contraction": ("I don't know and don’t care.", []),
    "possessive plural": ("The workers' union and the drivers’ club met.", []),
    "possessive plural in singles": (
        "'The workers' union is strong,' Venn said.",
        ["The workers' union is strong,"],
    ),
    "possessive plural in curly singles": (
        "‘The workers’ union is strong,’ Venn said.",
        ["The workers’ union is strong,"],
    ),
    "singles around a plural": ("The 'workers' met the 'bosses' there.", ["workers", "bosses"]),
    "decade": ("The '90s were kind to the workers' club.", []),
    "decade with the wrong mark": ("The ‘90s were kind to the workers’ club.", []),
    "elided word": ("Give 'em the drivers' keys, 'cause it's late.", []),
    "elided word opens the quotation": ("''Tis late,' Venn said.", ["'Tis late,"]),
    "elided word behind one mark": ("'Tis late,' Venn said.", ["Tis late,"]),
    "rock 'n' roll": ("Rock 'n' roll and rock ’n’ roll came to Harrow Quay.", []),
    "rock 'n' roll in singles": ("'Rock 'n' roll is back,' he said.", ["Rock 'n' roll is back,"]),
    "Irish name": ("Sean O'Brien met Maeve O’Dowd.", []),
    "Arabic name": ("The town of al-'Arish and the Ka'ba were named; 'Ali was not.", []),
    "dropped g": ("They were singin' and dancin' all night.", []),
    "dropped g in singles": (
        "'We were singin' all night,' Venn said.",
        ["We were singin' all night,"],
    ),
    "possessive of a quoted title": ("She reads “Night Ferry”’s last page.", ["Night Ferry"]),
    # --- feet and inches -------------------------------------------------------------------
    "feet and inches": ("He is 6'2\" tall and she is 5' 10\" tall.", []),
    "curly feet and inches": ("He is 6’2” tall.", []),
    "inches alone": ('A 6" pipe and an 8" pipe.', []),
    "inches inside": ('"A 12" pipe burst," Venn said.', ['A 12" pipe burst,']),
    "height inside": ('"He is 6\'2" tall," Venn said.', ["He is 6'2\" tall,"]),
    "height ends it": ('"He is 6\'2"," Venn said.', ["He is 6'2\","]),
    "true primes": ("He is 6′2″ tall, “give or take”.", ["give or take"]),
    # --- wrong, odd and missing marks ------------------------------------------------------
    "closing mark turned round": ("“We stay,“ she said.", ["We stay,"]),
    "opening mark turned round": ("”We stay,” she said.", ["We stay,"]),
    "curly closed by straight": ('“We stay," she said.', ["We stay,"]),
    "straight closed by curly": ('"We stay,” she said.', ["We stay,"]),
    "space on the wrong side": ('He said" We stay" and left.', ["We stay"]),
    "closing missing at the start of a paragraph": (
        "“We stay, she said.",
        ["We stay, she said. [open]"],
    ),
    "closing missing after a cue": (
        "She said, “We stay.",
        ["We stay. [open]"],
    ),
    "closing missing after a whole quotation": (
        "“We stay,” she said. “They go.",
        ["We stay,", "They go. [open]"],
    ),
    "closing missing before another": (
        "“We stay, she said. “They go,” she added.",
        ["We stay, she said. [open]", "They go,"],
    ),
    "closing missing before another speaker's words": (
        "Venn said: “We stay. Addis replied: “You never do.”",
        ["We stay. [open]", "You never do."],
    ),
    "stray opening in the middle": ("The so-called “expert left early.", []),
    "stray closing": ("The expert” left early.", []),
    "stray closing beside a whole one": ("An expert” said “no” twice.", ["no"]),
    "stray straight in the middle": ('The so-called "expert left early.', []),
    "stray inside a quotation": (
        "“The ‘expert left early,” she said.",
        ["The ‘expert left early,"],
    ),
    "stray keeps to its paragraph": (
        "The so-called “expert left.\n\n“I saw it,” she said.\n\n“So did I,” he said.",
        ["I saw it,", "So did I,"],
    ),
    "closing missing, next paragraph without a mark": (
        "“We stay.\n\nThe council met.\n\n“They go,” she said.",
        ["We stay. [open]", "They go,"],
    ),
    # --- several paragraphs ----------------------------------------------------------------
    "two paragraphs": (
        "“The roof fell in.\n\n“Then the rain came,” Venn said.",
        ["The roof fell in. | Then the rain came,"],
    ),
    "three paragraphs, one line each": (
        '"The roof fell in.\n"Then the rain came.\n"Then the mud," Venn said.',
        ["The roof fell in. | Then the rain came. | Then the mud,"],
    ),
    "it begins within a paragraph": (
        "“It was late,” Venn said. “The roof fell in.\n\n“Then the rain came.”",
        ["It was late,", "The roof fell in. | Then the rain came."],
    ),
    "it begins after a cue without a comma": (
        "Venn said “The roof fell in.\n\n“Then the rain came.”",
        ["The roof fell in. | Then the rain came."],
    ),
    "another follows in its last paragraph": (
        "“The roof fell in.\n\n“Then the rain came,” Venn said. “We ran.”",
        ["The roof fell in. | Then the rain came,", "We ran."],
    ),
    "inner quotation in the second paragraph": (
        "“The roof fell in.\n\n“I said ‘run’ and they ran,” Venn said.",
        ["The roof fell in. | I said ‘run’ and they ran,", "> run"],
    ),
    "a closed one in the next paragraph is its own": (
        "“The roof fell in.”\n\n“Then the rain came.”",
        ["The roof fell in.", "Then the rain came."],
    ),
    "never closed": (
        "“The roof fell in.\n\n“Then the rain came.\n\nThe council met.",
        ["The roof fell in. | Then the rain came. [open]"],
    ),
    "British singles over two paragraphs": (
        "‘The roof fell in.\n\n‘Then the rain came,’ Venn said.",
        ["The roof fell in. | Then the rain came,"],
    ),
    "straight singles over two paragraphs": (
        "'The roof fell in.\n\n'Then the rain came,' Venn said.",
        ["The roof fell in. | Then the rain came,"],
    ),
    "guillemets over two paragraphs": (
        "« Le toit est tombé.\n\n« Puis la pluie est venue », dit Anne.",
        ["Le toit est tombé. | Puis la pluie est venue"],
    ),
    "a name with an apostrophe first is no quotation": ("'Abd al-Nur left the club.", []),
    "an inner one stays open with the outer": (
        "“He told us, ‘The roof is gone.\n\n“We ran.”",
        ["He told us, ‘The roof is gone. | We ran."],
    ),
    "the last paragraph forgets its opening mark": (
        "“The roof fell in.\n\nThen the rain came,” Venn said. “We ran.”",
        ["The roof fell in. | Then the rain came,", "We ran."],
    ),
    "straight marks only at both ends": (
        '"The roof fell in.\n\nThen the rain came.\n\nThen the mud," Venn said.',
        ["The roof fell in. | Then the rain came. | Then the mud,"],
    ),
    "British singles only at both ends": (
        "‘The roof fell in.\n\nThe workers’ shed went.\n\nThen the rain came,’ Venn said.",
        ["The roof fell in. | The workers’ shed went. | Then the rain came,"],
    ),
    "a paragraph in the first person forgets its opening mark": (
        "“The roof fell in.\n\nWe ran to the quay.\n\n“Then the rain came,” Venn said.",
        ["The roof fell in. | We ran to the quay. | Then the rain came,"],
    ),
    "the article's own paragraph after a forgotten closing mark": (
        "“The roof fell in, Venn said.\n\nThe council met.\n\n“It is late,” a clerk said.",
        ["The roof fell in, Venn said. [open]", "It is late,"],
    ),
    "a paragraph that forgets its mark has marks within": (
        "“The roof fell in.\n\nI said ‘run’ and they ran.\n\nThen the rain came,” Venn said.",
        ["The roof fell in. | I said ‘run’ and they ran. | Then the rain came,", "> run"],
    ),
    "the speaker's name before the closing mark": (
        "“The roof fell in.\nOrla Venn, fitter”\n\nThe council met.",
        ["The roof fell in. [open]"],
    ),
    "a stray closing mark much later": (
        "She said “Stay.\n\n" + "The council met.\n\n" * 4 + "It closed” at noon.",
        ["Stay. [open]"],
    ),
    # --- dashes ----------------------------------------------------------------------------
    "dash dialogue": (
        "— We stay here, said the keeper.\n\n– Not for long.",
        ["We stay here, said the keeper. [open]", "Not for long. [open]"],
    ),
    "signature after a quotation": (
        "“We stay here.”\n\n–Commissioner Orla Venn",
        ["We stay here."],
    ),
    "list with dashes": ("– Roads and bridges;\n– schools and clinics.", []),
    "dash before a quotation": ("— “We stay here,” said the keeper.", ["We stay here,"]),
    # --- lines and paragraphs --------------------------------------------------------------
    "hard-wrapped": (
        "The keeper of the lighthouse at Harrow Quay said “the lamp will\n"
        "burn as long as there are ships to see it” and went back up the\n"
        "stairs.",
        ["the lamp will\nburn as long as there are ships to see it"],
    ),
    "one line a paragraph": (
        "Keeper: the so-called “lamp is out\nShips: “We wait,” a captain said.",
        ["We wait,"],
    ),
}


def shown(text: str, quotation: Quotation) -> str:
    """Write a quotation as the expected column does."""
    words = " | ".join(text[start:end] for start, end in quotation.spans)
    depth = ">" * quotation.depth + " " if quotation.depth else ""
    return depth + words + ("" if quotation.closed else " [open]")


@pytest.mark.parametrize(("text", "expected"), PASSAGES.values(), ids=PASSAGES)
def test_passage(text: str, expected: list[str]) -> None:
    assert [shown(text, quotation) for quotation in pair_marks(text)] == expected


@pytest.mark.parametrize(
    ("text", "ending", "lead", "word_count"),
    [
        ("“We stay,” she said.", "comma", "none", 2),
        ("She said, “We stay.”", "sentence", "comma", 2),
        ("She said: ‘We can’t stay’.", "sentence", "colon", 4),
        ("She said:\n“Will they stay?”", "sentence", "colon", 3),
        ("a “modern-day king” indeed", "none", "none", 3),
        ("“He said, ‘Go.’ ” she said", "sentence", "none", 3),
        ("« Oui », dit Anne", "comma", "none", 1),
    ],
)
def test_what_the_punctuation_says(text: str, ending: str, lead: str, word_count: int) -> None:
    quotation = pair_marks(text)[0]
    assert (quotation.ending, quotation.lead, quotation.word_count) == (ending, lead, word_count)


def test_outer_range_holds_the_marks() -> None:
    text = "She said: « Oui. »"
    (quotation,) = pair_marks(text)
    assert text[quotation.outer_start_char : quotation.outer_end_char] == "« Oui. »"
    assert text[quotation.start_char : quotation.end_char] == "Oui."
    assert quotation.style == "guillemets"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n\nBody one.\nBody two.", ["Title", "Body one.", "Body two."]),
        ("One.\r\n \t\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("One.\u2029Two.\u2028Three.", ["One.", "Two.", "Three."]),
        ("  \u00a0 indented \n", ["indented"]),
        ("\n \n", []),
        (
            "The ferry company said on Monday that it would cut four of the six\n"
            "crossings a day because fewer people had come than in the years\n"
            "before, and nobody was surprised.\n\nThe end.",
            [
                "The ferry company said on Monday that it would cut four of the six\n"
                "crossings a day because fewer people had come than in the years\n"
                "before, and nobody was surprised.",
                "The end.",
            ],
        ),
        # A headline and what stands under it are about as wide, but begin with a capital.
        (
            "Ferry company to cut four of six daily crossings to Harrow\n"
            "Passengers of the line say that nobody has asked them",
            [
                "Ferry company to cut four of six daily crossings to Harrow",
                "Passengers of the line say that nobody has asked them",
            ],
        ),
        # Lines that had room for the next word were broken on purpose.
        (
            "the ferry that goes over to the island every day at noon\n"
            "it is late\nwe wait\nand we wait for it all day long",
            [
                "the ferry that goes over to the island every day at noon",
                "it is late",
                "we wait",
                "and we wait for it all day long",
            ],
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


PIECES = [*"“”\"‘’'«»„`—.,: \n", "''", "\n\n", "We ", "stay", "s", "6", "Venn said", "don’t", "… "]
passages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
paragraph_texts = st.lists(
    st.sampled_from([piece for piece in PIECES if "\n" not in piece]), min_size=1, max_size=12
).map("".join)


@given(st.one_of(st.text(max_size=200), passages))
def test_spans_are_inside_the_text_nested_and_in_order(text: str) -> None:
    quotations = pair_marks(text)
    paragraph_at = {
        position: start for start, end in paragraphs(text) for position in range(start, end)
    }
    assert quotations == sorted(quotations, key=lambda q: (q.outer_start_char, -q.outer_end_char))
    open_quotations: list[Quotation] = []
    for quotation in quotations:
        assert 0 <= quotation.outer_start_char < quotation.start_char
        assert quotation.end_char <= quotation.outer_end_char <= len(text)
        for start, end in quotation.spans:
            assert start < end
            assert text[start:end] == text[start:end].strip()
            assert any(character.isalnum() or character == "_" for character in text[start:end])
            assert paragraph_at[start] == paragraph_at[end - 1]
        while open_quotations and (
            open_quotations[-1].outer_end_char <= quotation.outer_start_char
        ):
            open_quotations.pop()
        assert quotation.depth == len(open_quotations)
        if open_quotations:
            assert quotation.outer_end_char <= open_quotations[-1].outer_end_char
        open_quotations.append(quotation)


@given(st.lists(paragraph_texts, min_size=1, max_size=5), st.data())
def test_an_odd_mark_disturbs_only_its_paragraph_and_its_chain(
    texts: list[str], data: st.DataObject
) -> None:
    changed_index = data.draw(st.integers(0, len(texts) - 1))
    words = texts[changed_index]
    position = data.draw(st.integers(0, len(words)))
    mark = data.draw(st.sampled_from("“”\"‘’'«»„"))
    changed = [*texts]
    changed[changed_index] = words[:position] + mark + words[position:]

    before = _by_paragraph(texts)
    after = _by_paragraph(changed)
    disturbed = _disturbed(texts, changed_index) | _disturbed(changed, changed_index)
    for index in range(len(texts)):
        if index not in disturbed:
            assert before[index] == after[index]


def _by_paragraph(texts: list[str]) -> list[list[tuple[object, ...]]]:
    """List, for each paragraph, its quotations with offsets counted from its start."""
    found: list[list[tuple[object, ...]]] = [[] for _ in texts]
    starts = _starts(texts)
    for quotation in pair_marks("\n\n".join(texts)):
        index = _index_at(starts, quotation.outer_start_char)
        spans = [(start - starts[index], end - starts[index]) for start, end in quotation.spans]
        found[index].append((spans, quotation.style, quotation.closed, quotation.depth))
    return found


def _disturbed(texts: list[str], changed_index: int) -> set[int]:
    """Return the paragraphs of every chain of open paragraphs that takes in the changed one."""
    starts = _starts(texts)
    disturbed = {changed_index}
    for quotation in pair_marks("\n\n".join(texts)):
        first = _index_at(starts, quotation.outer_start_char)
        last = _index_at(starts, quotation.outer_end_char - 1)
        if first <= changed_index <= last:
            disturbed.update(range(first, last + 1))
    return disturbed


def _starts(texts: list[str]) -> list[int]:
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 2)
    return starts


def _index_at(starts: list[int], char: int) -> int:
    return max(index for index, start in enumerate(starts) if start <= char)


@pytest.mark.parametrize(
    ("text", "count", "deepest"),
    [
        ("“a” " * 50_000, 50_000, 0),
        ("“‘" * 500 + "x" + "’”" * 500, 1_000, 999),
        ("“a " * 1_000 + "x" + " b”" * 1_000, 1_000, 999),
        ("“" + "x" * 1_000_000 + "”", 1, 0),
        ("“" * 10_000 + "x" + "”" * 10_000, 10_000, 9_999),
        ("don't " * 50_000, 0, None),
        ("'Abd left.\n\n" * 20_000, 0, None),
    ],
    ids=["many", "nested", "nested alike", "no space", "very deep", "apostrophes", "never closed"],
)
def test_large_texts_are_read_whole(text: str, count: int, deepest: int | None) -> None:
    # A quadratic step would take minutes here.
    quotations = pair_marks(text)
    assert len(quotations) == count
    assert max((quotation.depth for quotation in quotations), default=None) == deepest
    if count:
        first = quotations[0]
        assert text[first.outer_start_char] in '“"'
        assert first.start_char == first.outer_start_char + 1
