"""Spoken, written or thought? A table of passages, marked as a reader would mark them."""

from __future__ import annotations

import pytest
from marked_passages import read_marked

from quotes.pipeline.medium import Reported, continued_media, medium_of

SPEECH = """
[Orvik] {said} <rain fell>.
[Orvik] {told} reporters <rain fell>.
[Orvik] {denied} <that rain fell>.
[Orvik] {said} in an interview <that rain fell>.
[Orvik] {said} in an interview with the newspaper <that rain fell>.
[Orvik] {said} by phone <that rain fell>.
[Orvik] {said he believed} <rain fell>.
[Orvik] {expressed hope that} <rain would fall>.
[Orvik] {voiced concern about} <the rain>.
[Orvik] {agreed} <that rain fell>.
[Orvik] {insisted} <that rain fell>.
[Orvik] {acknowledged} <that rain fell>.
[Orvik] {blamed} <Pell for the leak>.
[Orvik] {criticized} <the pump>.
[Orvik] {praised} <the pump>.
[Orvik] {promised} <to mend the pump>.
[Orvik] {vowed} <to mend the pump>.
[Orvik] {refused to say} <whether rain fell>.
[Orvik] {is expected to say} <that rain fell>.
[Orvik] {began to argue} <that rain fell>.
[Orvik] {made clear} <that rain fell>.
[Orvik] {has been critical of} <the pump>.
[Orvik] {described} <the pump as old>.
{According to} [two officials], <the pump was old>.
[The environment agency] {said} <the pump was old>.
[The company] {reported} <a loss>.
[Orvik] {said} <the pump was described in a letter as old>.
[Orvik, who owns 20 percent of the mill,] {said} <the pump was old>.
[Poll workers] {said} <the line was long>.
[Two in the back row] {said} <the pump was old>.
[One of the nine] {said} <the pump was old>.
[Orvik, who wrote a letter,] {said} <the pump was old>.
[ORVIK]{:} <The pump was old.>
The {claim of} [Orvik] <that the pump was old>.
"""

WRITING = """
[Orvik] {wrote} <that rain fell>.
[Orvik] {tweeted} <that rain fell>.
[Orvik] {said in a statement} <that rain fell>.
<Rain fell>, [Orvik] {said} in a statement on Monday.
<Rain fell>, [Orvik] {said} on Twitter.
In a statement on Friday, [Orvik] {said} <that rain fell>.
In a strongly worded letter to staff, [Orvik] {said} <that rain fell>.
In its filing, [the district] {argues} <that rain fell>.
In a newspaper column last week, [Orvik] {acknowledged} <the leak>.
[Orvik] {called} <the feast “a promise”> as she issued a statement on Monday.
[Orvik] {argued} in print <that rain fell>.
[Orvik] {said} by email <that rain fell>.
[Orvik] {explained} on her Facebook page <that rain fell>.
[Orvik] {thanked} <Pell> in a post on Klaxon.
[The report] {says} <that rain fell>.
[54 percent of voters] {said} <they would stay at home>.
[Nearly 70% of those asked] {say} <the pump is old>.
[Four in 10 parents] {said} <the school was too far>.
[Fewer than one in five] {said} <they trusted the board>.
[Most respondents] {said} <they would stay at home>.
[Six of the doctors surveyed] {reported} <more work>.
[The report] {expects} <more rain>.
[The study by two economists] {found} <that rain fell>.
[A Lakeview University poll] {showed} <that rain fell>.
[The ruling] {said} <that rain fell>.
{According to} [court documents], <rain fell>.
{According to} [a council paper seen by the Courier], <rain fell>.
[The Courier newspaper] {reported} <that rain fell>.
[The Meridian Herald] {reported} <that rain fell>.
[The news agency] {said} <that rain fell>.
[The company] {posted a statement} saying <that rain fell>.
[One entry] {reads} <“Safe travels”>.
[Teachers] {had been warned in a memo} <not to wave>.
"""

THOUGHT = """
[Orvik] {thinks} <rain fell>.
[Many Norlanders] {believe} <rain fell>.
[Orvik] {hopes} <rain falls>.
[Orvik] {wants} <to mend the pump>.
[Orvik] {wants to see} <the pump mended>.
[Orvik] {plans} <to mend the pump>.
[Orvik] {supports} <the pump>.
[Orvik] {fears} <the pump may fail>.
[Orvik] {is confident that} <the pump will hold>.
[Residents] {are afraid} <that the pump may fail>.
[Leaders] {increasingly worried about} <the pump>.
[Orvik] {was determined} <to mend the pump>.
{In the view of} [Orvik], <the pump was old>.
It was {the belief of} [Orvik] <that the pump was old>.
[Orvik]’s {eagerness} <to mend the pump>.
[Orvik] {has no illusions about} <the pump>.
[Orvik] {continues her adulation of} <the pump>.
[Orvik] {does not believe} <the pump is old>.
[The council] {seemed} <to like the pump>.
[Orvik] {is considering} <a new pump>.
"""

TABLE = [
    (passage, medium)
    for medium, lines in (("speech", SPEECH), ("writing", WRITING), ("thought", THOUGHT))
    for passage in lines.strip().splitlines()
]


@pytest.mark.parametrize(("passage", "expected"), TABLE)
def test_medium(passage: str, expected: str) -> None:
    marked = read_marked(passage, {"seen": "VBN"})
    assert medium_of(marked.cues[0], marked.source, marked.content_ranges) == expected


def test_without_a_cue_a_source_that_is_a_document_is_writing() -> None:
    marked = read_marked("[The statement]: <Rain fell.>")
    assert medium_of(None, marked.source, marked.content_ranges) == "writing"
    assert medium_of(None) == "speech"


CONTINUED = [
    (
        "<“Rain fell,”> [Orvik] {said} in a statement. <“The pump failed,”> [she] {added}.",
        "writing writing",
    ),
    (
        "[Orvik] {wrote} on Klaxon: <“Rain fell.”>\n\n<“The pump failed,”> [Orvik] {said}.",
        "writing writing",
    ),
    (
        "[Orvik] {wrote}: <“Rain fell.”> [She] {told} the Courier: <“The pump failed.”>",
        "writing speech",
    ),
    (
        "[Orvik] {wrote}: <“Rain fell.”> In an interview [she] {said} <the pump failed>.",
        "writing speech",
    ),
    ("[Orvik] {wrote}: <“Rain fell.”> <“The pump failed,”> [Pell] {said}.", "writing speech"),
    ("[The report] {says} <rain fell>. [It] {adds} <that the pump failed>.", "writing writing"),
    ("[The report] {says} <rain fell>. [She] {says} <that the pump failed>.", "writing speech"),
    (
        "[Orvik] {wrote}: <“Rain fell.”>\n\nA.\n\nB.\n\nC.\n\n[She] {said} <the pump failed>.",
        "writing speech",
    ),
    ("<“We have had enough of rain.”> {—} [Ina Moor]", "writing"),
    ("[Ina Moor] {said} <rain fell>.\n\n<“We have had enough.”> {—} [Ina Moor]", "speech speech"),
]


@pytest.mark.parametrize(("passage", "expected"), CONTINUED)
def test_who_goes_on_with_what_they_wrote_still_writes(passage: str, expected: str) -> None:
    marked = read_marked(passage)
    reported = [
        Reported(cue, source, ranges, medium_of(cue, source, ranges), is_verbatim=True)
        for source, cue, content in zip(marked.sources, marked.cues, marked.contents, strict=True)
        for ranges in ([(content.start_char, content.end_char)],)
    ]
    assert continued_media(marked.doc, reported) == expected.split()
