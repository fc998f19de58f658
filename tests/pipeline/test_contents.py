"""What the network guesses is settled by the marks: a table a journalist could read.

In each passage `[square brackets]` stand around what the network took for content; they are taken
out before the passage is read, and its cue is taken to stand outside all marks. The answer lists
the contents that come of it, a span each, ` / ` between the spans of one content; a content that
is all quoted has a `"` before it.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline.contents import Candidate, settle_contents
from quotes.pipeline.marks import pair_marks


def bracketed(passage: str) -> tuple[str, list[Candidate]]:
    text, candidates, opened = "", [], 0
    for piece in re.split(r"([\[\]])", passage):
        if piece == "[":
            opened = len(text)
        elif piece == "]":
            candidates.append(Candidate(opened, len(text), 0.9, cue=10_000))
        else:
            text += piece
    return text, candidates


TABLE = [
    ("He said [the bridge was safe].", ["the bridge was safe"]),
    ("[“The bridge is safe,”] he said.", ['"The bridge is safe,']),
    ("“The bridge [is safe],” he said.", ['"The bridge is safe,']),
    ("[“The bridge is safe] and dry,” he said.", ['"The bridge is safe and dry,']),
    ("He said [the bridge was “perfectly] safe”.", ["the bridge was “perfectly safe”"]),
    ("He said the bridge was [“perfectly safe”].", ['"perfectly safe']),
    ("He sang “The Ferry” and left.", []),
    ("Officials call it a “bridge”.", []),
    ("[“We go,”] she said. [“We stay.”]", ['"We go,', '"We stay.']),
    ("[“We go,” “we stay”], she said.", ['"We go, / we stay']),
    ("“The bridge was built in a year by hand.”", ['"The bridge was built in a year by hand.']),
    ("“The Ferry”", []),
    ("‘Our ferry stays where it is’: mayor firm", ['"Our ferry stays where it is']),
    ("“The Last Ferry to Oster Bay”", []),
    ("‘Our ferry stays’ said twice on page one", []),
    ("[Would she go? “Never,”] she said.", ['"Never,']),
    ("[She would go. “Never,” and “not] now”, she said.", ["She would go. “Never,” and “not now”"]),
    (
        "“The bridge [is safe],” she said.\n\nThe “old” ferry sank.",
        ['"The bridge is safe,'],
    ),
    (
        "She said: [“The bridge is safe.\n\n“It is dry.\n\n“It is ours.”]",
        ['"The bridge is safe. / It is dry. / It is ours.'],
    ),
    (
        "She said: [“The bridge is safe.]\n\n“It is dry.\n\n“It is ours.”",
        ['"The bridge is safe. / It is dry. / It is ours.'],
    ),
    (
        "She said [she was glad, “because it is dry.]\n\n“It is ours.”",
        ["she was glad, “because it is dry. / It is ours."],
    ),
    # One sentence goes on within the marks.
    (
        "She said [fares would rise], “[and soon].”",
        ["fares would rise, “and soon.”"],
    ),
    (
        "She said [fares would rise] – “[and soon].”",
        ["fares would rise – “and soon.”"],
    ),
    (
        "She said [fares would rise]. “[And soon].”",
        ["fares would rise", '"And soon.'],
    ),
    # The quotation ends its sentence; what follows is another one.
    (
        "People say, “[The bridge is safe.” Facing a hard winter], few would cross it.",
        ['"The bridge is safe.'],
    ),
    (
        "He said [it was “safe as stone.” Not that anybody crossed it].",
        ["it was “safe as stone.”"],
    ),
    (
        "[“The bridge is safe.” She said it twice: “We have tested it.”]",
        ['"The bridge is safe.', '"We have tested it.'],
    ),
    (
        "[The crowd called “Bridge!” Harrow Quay had won], she said.",
        ["The crowd called “Bridge!” Harrow Quay had won"],
    ),
    (
        "She says [“the bridge is safe” and dry].",
        ["“the bridge is safe” and dry"],
    ),
    # A colon parts what leads up to a quoted sentence from it.
    ("She told [the clerk: “Close the bridge.”]", ['"Close the bridge.']),
    (
        "She warned of [a hard winter for the island: “There will be no bridge,”] she wrote.",
        ["a hard winter for the island", '"There will be no bridge,'],
    ),
    (
        "She said [it had one merit: “age”].",
        ["it had one merit: “age”"],
    ),
    # Written like a title, with or without a stop.
    ("“The Last Ferry to Oster Bay.”", []),
    ("“The last ferry to Oster Bay is gone.”", ['"The last ferry to Oster Bay is gone.']),
    ("‘[The bridge is safe],’ he said.", ['"The bridge is safe,']),
    ("«[Le pont est] sûr», he said.", ['"Le pont est sûr']),
]


@pytest.mark.parametrize(("passage", "expected"), TABLE)
def test_contents_are_settled_by_the_marks(passage: str, expected: list[str]) -> None:
    text, candidates = bracketed(passage)
    found = [
        ('"' if content.is_direct else "")
        + " / ".join(text[start:end] for start, end in content.spans)
        for content in settle_contents(text, candidates, pair_marks(text))
    ]
    assert found == expected


PIECES = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "rain ", "Sun. ", "\n\n", "it's ", ", he said, "]),
    max_size=40,
)


def test_the_last_paragraph_may_be_of_another_cue() -> None:
    text = "Venn said: “It is dry.\n\n“It is wet,” Tom Addis replied."
    candidates = [
        Candidate(text.index(words), text.index(words) + len(words), 0.9, cue=text.index(cue))
        for words, cue in (("It is dry.", "said"), ("It is wet,", "replied"))
    ]
    found = settle_contents(text, candidates, pair_marks(text))
    assert [(text[slice(*content.spans[0])], len(content.spans)) for content in found] == [
        ("It is dry.", 1),
        ("It is wet,", 1),
    ]


def test_what_misses_its_closing_mark_ends_before_its_own_cue() -> None:
    text = "“The bridge is safe, said Orla Venn. “It is dry.”"
    said = "The bridge is safe"
    start_char = text.index(said)
    candidate = Candidate(start_char, start_char + len(said), 0.9, cue=text.index("said"))
    first = settle_contents(text, [candidate], pair_marks(text))[0]
    assert [text[slice(*span)] for span in first.spans] == [said]


@given(PIECES, st.data())
def test_contents_stay_inside_the_text_and_in_order(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    edge = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(edge, edge), max_size=6))
    candidates = [Candidate(min(a, b), max(a, b), 0.9) for a, b in pairs if a != b]
    contents = settle_contents(text, candidates, pair_marks(text))
    starts = [content.start_char for content in contents]
    assert starts == sorted(starts)
    for content in contents:
        assert all(0 <= start < end <= len(text) for start, end in content.spans)
        assert list(content.spans) == sorted(content.spans)
