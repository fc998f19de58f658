"""What cues say about medium and modality, in a table."""

from __future__ import annotations

import pytest
from build_docs import Attributed, build_doc

from quotes.pipeline.cues import medium_of, modality_of


@pytest.mark.parametrize(
    ("cue_lemmas", "source_text", "expected"),
    [
        ("say", "Orvik", "speech"),
        ("tell reporter", "Orvik", "speech"),
        ("write", "Orvik", "writing"),
        ("tweet", None, "writing"),
        ("say in a statement", "Orvik", "writing"),
        ("say in a letter to staff", "Orvik", "writing"),
        ("say on Twitter", "Orvik", "writing"),
        ("say in an interview", "Orvik", "speech"),
        ("say by email", "Orvik", "writing"),
        ("say", "the report", "writing"),
        ("show", "a Lakeview University poll", "writing"),
        ("find", "the study by two economists", "writing"),
        ("according to", "court documents", "writing"),
        ("according to", "two officials", "speech"),
        ("think", "Orvik", "thought"),
        ("believe", "many Norlanders", "thought"),
        ("hope", None, "thought"),
        ("deny", "Orvik", "speech"),
        ("say he believe", "Orvik", "speech"),
        (":", "ORVIK", "speech"),
        ("", None, "speech"),
        ("claim of", None, "speech"),
        ("his belief", None, "thought"),
    ],
)
def test_medium(cue_lemmas: str, source_text: str | None, expected: str) -> None:
    assert medium_of(cue_lemmas.split(), source_text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Orvik said rain fell.", "said", "asserted"),
        ("Orvik did not say rain fell.", "did not say", "negated"),
        ("Orvik did not say rain fell.", "say", "negated"),
        ("Orvik didn’t say rain fell.", "say", "negated"),
        ("Orvik never said rain fell.", "never said", "negated"),
        ("Orvik refused to say that rain fell.", "refused to say", "negated"),
        ("Orvik declined to comment on rain.", "declined to comment", "negated"),
        ("Nobody said rain fell.", "said", "negated"),
        ("No one said rain fell.", "said", "negated"),
        ("Orvik could not say if rain fell.", "could not say", "negated"),
        ("Orvik denied that rain fell.", "denied", "asserted"),
        ("Orvik rejected the claim that rain fell.", "rejected", "asserted"),
        ("Orvik would say that rain fell.", "would say", "hypothetical"),
        ("Orvik might say that rain fell.", "say", "hypothetical"),
        ("If Orvik says that rain fell, he is wrong.", "says", "hypothetical"),
        ("Orvik would like rain.", "would like", "asserted"),
        ("Orvik will say that rain fell.", "will say", "future"),
        ("He'll say that rain fell.", "say", "future"),
        ("Orvik planned to announce rain.", "planned to announce", "future"),
        ("Orvik asked whether rain fell.", "asked", "asserted"),
        ("Orvik asked Pell to leave.", "asked", "asserted"),
        ("Orvik asked for rain.", "asked for", "asserted"),
        ("Orvik told Pell to leave.", "told", "asserted"),
        ("Orvik told Pell that he wanted to leave.", "told", "asserted"),
        ("Orvik urged Pell to leave.", "urged", "asserted"),
        ("Orvik called on Pell to leave.", "called on", "asserted"),
        ("Orvik called Pell a liar.", "called", "asserted"),
        ("Orvik ordered police to leave.", "ordered", "asserted"),
        ("The order came late.", "order", "asserted"),
        ("Asked whether rain fell, Orvik left.", "Asked", "question"),
        ("Did Orvik say that rain fell?", "say", "question"),
        ("Orvik must say that rain fell.", "must say", "directive"),
        ("Tell Pell that rain fell.", "Tell", "directive"),
        ("Rain fell, Orvik said later.", "said", "asserted"),
        ("If rain falls, Orvik said, he would leave.", "said", "asserted"),
        ("“Will rain fall?” Orvik said.", "said", "asserted"),
    ],
)
def test_modality(text: str, cue: str, expected: str) -> None:
    tags = {
        "announce": "VB",
        "Tell": "VB",
        "Asked": "VBN",
        "comment": "VB",
        "like": "VB",
        "wanted": "VBD",
    }
    doc = build_doc(text, {}, [Attributed(None, cue, ())], tags=tags)
    (span,) = doc.spans["quotes"]
    assert modality_of(doc, span) == expected
