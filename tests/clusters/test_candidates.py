"""No quote is kept from a longer one that it has a relation with."""

from __future__ import annotations

import random

import pytest

from benchmarks.cluster_scale import make_quotes
from quotes.clusters import candidates
from quotes.clusters.candidates import Candidates
from quotes.clusters.forms import Form, find_relation, read_form
from quotes.records import Quote

WORDS = (
    "the mayor of Oster will not pay for 3 bridges over river Tarn this winter said council and"
    " we have seen no money since the flood took old mill road but nobody asked why it did"
).split()


def forms(count: int) -> list[Form]:
    """Return forms of few words in all, so that many quotes share some, in their order."""
    chance = random.Random(7)
    contents = [chance.choices(WORDS, k=chance.randrange(2, 18)) for _ in range(40)]
    quotes = [Quote.from_exchange(record) for record, _, _ in make_quotes(contents, count)]
    return sorted(map(read_form, quotes), key=lambda form: form.order)


@pytest.mark.parametrize("forms_at_once", [1, 16, 1024])
def test_every_longer_quote_with_a_relation_is_a_candidate(
    monkeypatch: pytest.MonkeyPatch, forms_at_once: int
) -> None:
    monkeypatch.setattr(candidates, "FORMS_AT_ONCE", forms_at_once)
    monkeypatch.setattr(candidates, "MANY", 2)
    ordered = forms(300)
    looked_up = Candidates(ordered)
    relations = 0
    for rank, form in enumerate(ordered):
        related = {at for at in range(rank) if find_relation(ordered[at], form)}
        found = list(looked_up.find(rank))
        assert found == sorted(set(found))
        assert related <= set(found)
        relations += len(related)
        looked_up.begin(rank)
    assert relations > 300


def test_hardly_any_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "FORMS_AT_ONCE", 1)
    monkeypatch.setattr(candidates, "ENTRIES_AT_ONCE", 1)
    ordered = forms(300)
    looked_up = Candidates(ordered)
    found = related = 0
    for rank, form in enumerate(ordered):
        for at in looked_up.find(rank):
            found += 1
            related += find_relation(ordered[at], form) is not None
        looked_up.begin(rank)
    assert found < 4 * related
