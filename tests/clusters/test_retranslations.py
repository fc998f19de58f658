"""Which statements are suggested as one statement in two translations."""

from __future__ import annotations

import pytest

from quotes.clusters import cluster_quotes
from quotes.records import CharSpan, Quote, Speaker

FIRST = "Foreign troops on our soil without permission are occupiers and must withdraw at once"
SECOND = "Any foreign army that came to this land without our consent occupies it and must leave"


def said(text: str, at: str, day: int = 1, speaker: str | None = "Ada Lindqvist") -> Quote:
    return Quote(
        id=f"{at}:0",
        article_id=at,
        published=f"2021-05-{day:02}",
        kind="direct",
        text=text,
        content=(CharSpan(start_char=0, end_char=len(text), text=text),),
        speaker=Speaker(name=speaker) if speaker else None,
    )


def relations(*quotes: Quote) -> list[list[tuple[str, str]]]:
    return [
        [(quote.id, quote.relation) for quote in each.quotes] for each in cluster_quotes(quotes)
    ]


def test_two_translations_name_each_other_and_stay_two_statements() -> None:
    assert relations(said(FIRST, "a"), said(SECOND, "b", day=2)) == [
        [("a:0", "same"), ("b:0", "related")],
        [("b:0", "same"), ("a:0", "related")],
    ]


def test_a_related_quote_counts_for_no_outlet_and_has_no_differences() -> None:
    cluster = cluster_quotes([said(FIRST, "a"), said(SECOND, "b")])[0]
    assert cluster.independent_outlets == 0
    assert [quote.differences for quote in cluster.quotes] == [(), ()]


OTHERS = {
    "another speaker": said(SECOND, "b", speaker="Bo Holm"),
    "nobody named": said(SECOND, "b", speaker=None),
    "three days later": said(SECOND, "b", day=4),
    "denied": said(SECOND.replace("must", "must not"), "b"),
    "with a number": said(f"40 times: {SECOND}", "b"),
    "with a name": said(SECOND.replace("this land", "the soil of Norvik"), "b"),
    "one word exchanged": said(FIRST.replace("withdraw", "pay"), "b"),
    "something else": said("Foreign trade grew and our soil must not be sold without consent", "b"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_others_are_not_suggested(case: str) -> None:
    assert all(
        relation != "related"
        for members in relations(said(FIRST, "a"), OTHERS[case])
        for _, relation in members
    )


def test_many_statements_of_one_speaker_are_compared() -> None:
    noise = [
        said(f"The ferry number {at} will sail from pier {at} whatever the weather", f"n{at}", 1)
        for at in range(2, 40)
    ]
    found = relations(*noise, said(FIRST, "a"), said(SECOND, "b", day=2))
    assert [("a:0", "same"), ("b:0", "related")] in found
