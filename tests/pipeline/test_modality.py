"""Was it said? A table of passages, the saying marked as a reader would mark it."""

from __future__ import annotations

import pytest
from marked_passages import read_marked

from quotes.pipeline.modality import modality_of

ASSERTED = """
[Orvik] {said} rain fell.
[Orvik] {denied} that rain fell.
[Orvik] {rejected} the claim that rain fell.
[Orvik] {urged} Pell to leave.
[Orvik] {asked} why the bridge was shut.
[Orvik] {asked} whether rain fell.
[Orvik] {told} Pell to leave.
[Orvik] {warned} that the dam may not hold.
[Orvik] {said} nobody had told her about the leak.
[Orvik] {said} she would never comment on the leak.
[Orvik] {insisted} the council had not refused to pay.
[Orvik] {promised} to tell voters the price.
[Orvik] {threatened to sue} the ferry line.
[Orvik] {ordered} the clerk to say nothing.
[Orvik] {did say} that the pump was old.
[Orvik] {had to admit} that the pump was old.
[Orvik] {was forced to concede} that the pump was old.
[Orvik] {began to argue} that the pump was old.
[Orvik] {went on to say} that the pump was old.
[Orvik] {managed to say} that the pump was old.
[Orvik] {would later say} that the pump was old.
[He] {would tell} reporters afterwards that the pump was old.
Years later [Orvik] {would claim} that the pump was old.
[Orvik] {would often say} that the pump was old.
[Orvik] {would go on to say} that the pump was old.
[Orvik] {did not hesitate to say} that the pump was old.
[Orvik] {never tired of saying} that the pump was old.
[Orvik] {not only said} the pump was old but proved it.
[Few residents] {said} they had been warned.
[Orvik] in May {said} the pump was old.
[I] {would argue} that the pump is old.
[I] {must say} that the pump is old.
[The Ledger] {can reveal} that the pump was old.
[We] {can confirm} that the pump was old.
[Orvik] {could see} that the pump was old.
[Orvik] {would like} rain.
“Will rain fall?” [Orvik] {said}.
Rain fell, [Orvik] {said} later.
If rain falls, [Orvik] {said}, he would leave.
“Why,” [Orvik] {asked}, “did nobody look at the pump?”
Orvik, who did not vote, {said} the pump was old.
The pump, which nobody had tested, failed, {according to} [Orvik].
[Orvik] did not resign and {said} the pump was old.
[Orvik] is not afraid and {tells} everyone so.
[Orvik] {was not the only one to say} that the pump was old.
What [Orvik] {said} was that the pump was old.
Nobody was hurt, [Orvik] {said}.
As [Orvik] {said}, should rain fall, the pump will stop.
Only then did [Orvik] {say} that the pump was old.
Only when the pump failed did [Orvik] {admit} that it was old.
[ORVIK]{:} The pump was old.
In [Orvik]’s {words}, the pump was old.
"""

NEGATED = """
[Orvik] {did not say} whether rain fell.
[Orvik] did not {say} whether rain fell.
[Orvik] didn’t {say} whether rain fell.
[Orvik] hasn't {said} whether rain fell.
[Orvik] {did not immediately say} whether rain fell.
[Orvik] {did not, however, say} whether rain fell.
[Orvik] {never said} rain fell.
[Orvik] {has never once claimed} that rain fell.
[Orvik] {won't say} whether rain fell.
[Orvik] {would not say} whether rain fell.
[Orvik] {could not say} if rain fell.
[Orvik] {cannot say} if rain fell.
[Orvik] {refused to say} whether rain fell.
[Orvik] refused to {say} whether rain fell.
[Orvik] {refused even to say} whether rain fell.
[Orvik] {declined to comment on} the rain.
[Orvik] {declined to confirm or deny} that rain fell.
[Orvik] declined to confirm or {deny} that rain fell.
[Orvik] {has repeatedly refused to say} whether rain fell.
[Orvik] {stopped short of saying} that rain fell.
[Orvik] {fell short of calling} Pell a liar.
[Orvik] {failed to mention} the rain.
[Orvik] {neglected to mention} the rain.
[Orvik] {omitted to mention} the rain.
[Orvik] {was unable to say} whether rain fell.
[Orvik] {was unwilling to say} whether rain fell.
[Orvik] {is yet to comment on} the rain.
[Orvik] {has yet to say} whether rain fell.
[Orvik] {has not yet said} whether rain fell.
[Orvik] {avoided saying} whether rain fell.
[Orvik] {refrained from saying} whether rain fell.
[Orvik] {was not in a position to say} whether rain fell.
[Orvik] left without {saying} whether rain fell.
[Orvik] left {without saying} whether rain fell.
Instead of {saying} that rain fell, [Orvik] left.
[Orvik] smiled but never {said} that rain fell.
[No one] {said} rain fell.
No one {said} rain fell.
[Nobody] {has claimed} that rain fell.
[None of the officials] {said} that rain fell.
[Neither side] {would say} whether rain fell.
[Neither Orvik nor Pell] {said} whether rain fell.
[No official at the ministry] {has said} that rain fell.
[Not one minister] {said} that rain fell.
He left and [nobody] {said} a word.
Nor did [she] {say} that rain fell.
Nor has [the mayor’s office] {said} that rain fell.
Never has [he] {claimed} that rain fell.
At no point did [Orvik] {say} that rain fell.
Not once did [the mayor] {say} that rain fell.
[Orvik] {had no comment on} the rain.
[Orvik] {made no mention of} the rain.
[Orvik] {did not make any mention of} the rain.
[Orvik] {gave no explanation for} the rain.
[Orvik] {said nothing about} the rain.
[Orvik] {did not respond to} questions about the rain.
[Orvik] {could not be reached for comment} on the rain.
[Orvik] {has remained silent on} the rain.
[Orvik] {decided not to say} whether rain fell.
[Orvik] {denied saying} that rain fell.
Do not {say} that rain fell.
[Pell]’s {refusal to say} whether rain fell angered them.
[Orvik] {no longer says} that rain fell.
[Orvik] {did not return calls for comment} on the rain.
[Orvik] {avoided any mention of} the rain.
[A spokesman] {would neither confirm nor deny} that rain fell.
[Orvik] {is not saying} whether rain fell.
[Orvik] {did not deny} that rain fell.
"""

HYPOTHETICAL = """
[Orvik] {would say} that rain fell.
[Orvik] {might say} that rain fell.
[Orvik] might {say} that rain fell.
[Orvik] {could say} that rain fell.
[Orvik] {may well say} that rain fell.
[He]’d {say} that rain fell.
[Orvik] {would have said} that rain fell.
[Orvik] {might have told} Pell that rain fell.
[Orvik] {should have said} that rain fell.
If [Orvik] {says} that rain fell, he is wrong.
If [the new mayor] {says} that rain fell, he is wrong.
Unless [Orvik] {apologises} for the rain, he must go.
Even if [she] {did not say} that rain fell, it did.
Had [Orvik] {said} that rain fell, Pell would have left.
Should [Orvik] {say} that rain fell, Pell will leave.
If the picture comes back, [she] {will say} thank you.
[Orvik] {wants to tell} Pell that rain fell.
[Orvik] {is considering telling} Pell that rain fell.
Suppose [Orvik] {says} that rain fell.
Imagine that [Orvik] {said} the pump was old.
Were [she] to {say} that, Pell would leave.
Perhaps [Orvik] {said} that rain fell.
Orvik acted as if [Pell] {had said} that rain fell.
"""

FUTURE = """
[Orvik] {will say} that rain fell.
[He]'ll {say} that rain fell.
[The ministry] {will announce} its decision in June.
[Orvik] {is going to tell} Pell that rain fell.
[Orvik] {is expected to say} that rain fell.
[Orvik] is expected to {say} that rain fell.
[Orvik] {is widely expected to say} that rain fell.
[Orvik] {plans to tell} Pell that rain fell.
[Orvik] {planned to announce} rain.
[Orvik] {intends to argue} that rain fell.
[Orvik] {is due to announce} a new pump.
[Orvik] {was set to announce} a new pump.
[Orvik] {is about to announce} a new pump.
[Orvik] {is likely to say} that rain fell.
[Orvik] {is to announce} a new pump on Monday.
[Orvik] {is scheduled to testify} that rain fell.
[Orvik] promised to {tell} Pell what the pump cost.
Orvik said [she] {would tell} Pell what the pump cost.
Orvik promised that [she] {would explain} the cost.
"""

QUESTION = """
Did [Orvik] {say} that rain fell?
Did [the mayor of Amity Bend] ever {say} that rain fell?
Has [Orvik] {claimed} that rain fell?
Hasn't [she] {said} that rain fell?
Who {said} that rain fell?
Why did [Orvik] {say} that rain fell?
Would [Orvik] {say} that rain fell?
It is unclear whether [she] {told} Pell that rain fell.
It is not known whether [the mayor] {said} that rain fell.
Pell wondered if [she] {had said} that rain fell.
Investigators want to know if [Orvik] {told} Pell about the rain.
The question is whether [he] {promised} to pay.
{Asked} whether rain fell, Orvik left.
When {asked} whether rain fell, Orvik left.
"""

DIRECTIVE = """
{Tell} your doctor that you slept badly.
Don't forget to {tell} the nurse that you slept badly.
Please {tell} the nurse that you slept badly.
Anyone who feels ill should {tell} the nurse.
[Orvik] {must say} that rain fell.
[Parliament] {must declare} its opinion before Christmas.
[Orvik] {has to say} that rain fell.
[Orvik] {needs to explain} the rain.
[Orvik] {ought to say} that rain fell.
The judge ordered [him] to {state} that rain fell.
The judge told [Orvik] to {explain} the rain.
Pell asked [the clerk] to {confirm} that rain fell.
[Orvik] was ordered to {state} that rain fell.
The council demanded that [he] {explain} the rain.
Let [him] {explain} the rain.
"""


TAGS = {"confirm": "VB", "deny": "VB", "make": "VB", "return": "VB"}
"""What the plain rules of `build_docs` get wrong."""


def _table(**passages: str) -> list[tuple[str, str]]:
    return [
        (passage, modality)
        for modality, lines in passages.items()
        for passage in lines.strip().splitlines()
    ]


TABLE = _table(
    asserted=ASSERTED, negated=NEGATED, hypothetical=HYPOTHETICAL, future=FUTURE,
    question=QUESTION, directive=DIRECTIVE,
)  # fmt: skip


@pytest.mark.parametrize(("passage", "expected"), TABLE)
def test_modality(passage: str, expected: str) -> None:
    marked = read_marked(passage, TAGS)
    assert modality_of(marked.cues[-1], marked.source) == expected
