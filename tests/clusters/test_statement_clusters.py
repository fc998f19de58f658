"""Which quotes end up in one cluster, whatever the order in which they come."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.clusters import cluster_quotes, have_relation
from quotes.clusters.forms import read_form
from quotes.clusters.keys import search_keys
from quotes.clusters.wording import read_wording
from quotes.errors import FormatError
from quotes.records import CharSpan, ClusterMember, Quote, QuoteCluster, Role, Speaker

LONG = "The bridge belongs to the valley, and we will rebuild it before the first snow falls"
CUT = "The bridge belongs to the valley … we will rebuild it"
FRAGMENT = "before the first snow falls"
OTHER = "The council has lost our trust, and the ferry will sail again before the first snow falls"


def said(
    text: str,
    speaker: str | None = None,
    *,
    at: str = "a.txt:0",
    published: str | None = None,
    **fields: object,
) -> Quote:
    """Build a quote; `at` is its id."""
    if speaker is not None:
        kind = "organization" if speaker.startswith("the ") else "person"
        kind = "unnamed" if speaker.startswith("an ") else kind
        fields["speaker"] = Speaker(name=speaker.removeprefix("the "), kind=kind)
    values = {
        "id": at,
        "article_id": at.rpartition(":")[0],
        "outlet": at.rpartition(".")[0],
        "kind": "direct",
        "content": (CharSpan(start_char=0, end_char=len(text), text=text),),
        "text": text,
        "published": published,
        **fields,
    }
    return Quote.model_validate(values)


def ids(clusters: list[QuoteCluster]) -> list[list[str]]:
    """Return the ids of the members, cluster by cluster, in the order they came."""
    return [[quote.id for quote in cluster.quotes] for cluster in clusters]


def counted(cluster: QuoteCluster) -> list[ClusterMember]:
    return [quote for quote in cluster.quotes if quote.relation != "related"]


def together(*quotes: Quote) -> bool:
    return len(cluster_quotes(quotes)) == 1


def test_one_statement_in_three_outlets_is_one_cluster() -> None:
    quotes = [
        said(CUT, at="b.txt:9", published="2021-05-02"),
        said(LONG, "Ada Lindqvist", at="a.txt:3", published="2021-05-03"),
        said(FRAGMENT, "Lindqvist", at="c.txt:7", published="2021-05-01"),
        said("The ferry is late again because of the ice", at="d.txt:1"),
    ]
    first, second = cluster_quotes(quotes)
    assert [(quote.id, quote.relation) for quote in first.quotes] == [
        ("a.txt:3", "same"),
        ("c.txt:7", "contained"),
        ("b.txt:9", "shortened"),
    ]
    assert first.representative_id == "a.txt:3"
    assert first.first_published == "2021-05-01"
    assert first.outlets == ("a", "c", "b")
    assert ids([second]) == [["d.txt:1"]]


def test_a_quote_is_kept_as_it_was() -> None:
    quote = said(LONG, "Ada Lindqvist", role=Role(text="mayor"), confidence=0.5)
    (cluster,) = cluster_quotes([quote])
    (member,) = cluster.quotes
    assert member == ClusterMember(**dict(quote), relation="same")
    assert cluster_quotes([member]) == [cluster]


SPEAKERS = [
    ("Ada Lindqvist", "Ada Lindqvist", True),
    ("Ada Lindqvist", "Lindqvist", True),
    ("Ada Lindqvist", None, True),
    ("Ada Lindqvist", "an official", True),
    ("Tariq al-Qadiri", "Tarek Kadiri", True),
    ("the Harbour Ministry", "the ministry", True),
    ("Ada Lindqvist", "Bo Lindqvist", False),
    ("Ada Lindqvist", "Holm", False),
    ("Hassan Qadiri", "Hussein Qadiri", False),
    ("Ada Lindqvist", "the Harbour Ministry", False),
    ("the Harbour Ministry", "the Harbour Union", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SPEAKERS)
def test_different_speakers_never_share_a_statement(
    one: str, other: str | None, expected: bool
) -> None:
    assert together(said(LONG, one, at="a.txt:0"), said(LONG, other, at="b.txt:0")) is expected
    assert together(said(CUT, one, at="a.txt:0"), said(LONG, other, at="b.txt:0")) is expected


def test_a_ministry_and_its_spokesman_are_one_speaker() -> None:
    ministry = said(LONG, "the Harbour Ministry", at="a.txt:0")
    spokesman = said(LONG, "Bo Holm", at="b.txt:0", role=Role(text="Harbour Ministry spokesman"))
    stranger = said(LONG, "Bo Holm", at="b.txt:0", role=Role(text="ferry captain"))
    assert together(ministry, spokesman)
    assert not together(ministry, stranger)


def test_an_unknown_speaker_does_not_bridge_two_named_ones() -> None:
    quotes = [
        said(LONG, at="a.txt:0"),
        said(LONG, "Ada Lindqvist", at="b.txt:0"),
        said(LONG, "Bo Holm", at="c.txt:0"),
    ]
    assert sorted(ids(cluster_quotes(quotes))) == [["a.txt:0"], ["b.txt:0"], ["c.txt:0"]]


def test_a_fragment_that_fits_two_statements_stays_alone() -> None:
    both = [said(LONG, at="a.txt:0"), said(OTHER, at="b.txt:0")]
    fragment = said(FRAGMENT, at="c.txt:0")
    assert ["c.txt:0"] in ids(cluster_quotes([*both, fragment]))
    # The same words from somebody who said only one of the two are no riddle.
    named = [said(LONG, "Ada Lindqvist", at="a.txt:0"), said(OTHER, "Bo Holm", at="b.txt:0")]
    known = said(FRAGMENT, "Bo Holm", at="c.txt:0")
    assert ["b.txt:0", "c.txt:0"] in ids(cluster_quotes([*named, known]))


def test_a_fragment_does_not_chain_two_statements() -> None:
    texts = {"a.txt:0": LONG, "b.txt:0": OTHER, "c.txt:0": FRAGMENT}
    quotes = [said(text, at=at) for at, text in texts.items()]
    assert len(cluster_quotes(quotes)) == 3


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ada Lindqvist", "Ada Lindqvist", True),
        ("Ada Lindqvist", None, False),
        (None, None, False),
    ],
)
def test_two_words_are_told_only_where_the_speaker_is_known(
    one: str | None, other: str | None, expected: bool
) -> None:
    whole = said("Nobody will forget the stolen bridge and the men who took it", one, at="a.txt:0")
    assert together(whole, said("stolen bridge", other, at="b.txt:0")) is expected


def test_short_answers_in_two_articles_are_two_statements() -> None:
    quotes = [said("No comment", "Bo Holm", at=f"{name}.txt:0") for name in "ab"]
    assert len(cluster_quotes(quotes)) == 2


def test_repeats_in_one_article_are_one_cluster() -> None:
    quotes = [
        said("stolen bridge", at="a.txt:0"),
        said("“Stolen” bridge", "Ada Lindqvist", at="a.txt:90"),
        said(LONG, "Ada Lindqvist", at="a.txt:200"),
        said(CUT, at="a.txt:300"),
    ]
    assert sorted(map(sorted, ids(cluster_quotes(quotes)))) == [
        ["a.txt:0", "a.txt:90"],
        ["a.txt:200", "a.txt:300"],
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"modality": "negated"},
        {"modality": "question"},
        {"medium": "thought"},
        {"nested_in": "a.txt:0"},
        {"kind": "indirect", "cue": {"start_char": 0, "end_char": 6, "text": "denied"}},
    ],
)
def test_the_same_words_in_another_act_are_another_statement(fields: dict[str, object]) -> None:
    asserted = said(LONG, "Ada Lindqvist", at="a.txt:0")
    assert not together(asserted, said(LONG, "Ada Lindqvist", at="b.txt:0", **fields))


def test_writing_and_speech_carry_one_statement() -> None:
    assert together(said(LONG, at="a.txt:0"), said(LONG, at="b.txt:0", medium="writing"))


def test_the_cluster_keeps_its_id_as_it_grows() -> None:
    early = said(CUT, at="a.txt:0", published="2021-05-01T23:30:00-05:00")
    late = said(LONG, at="b.txt:0", published="2021-05-02T04:31:00+00:00")
    undated = said(LONG + " in the hills", at="A.txt:0")
    (alone,) = cluster_quotes([early])
    (grown,) = cluster_quotes([late, early])
    (more,) = cluster_quotes([undated, late, early])
    assert alone.id == grown.id == more.id
    assert more.representative_id == "A.txt:0"
    assert more.first_published == "2021-05-01T23:30:00-05:00"
    assert cluster_quotes([late])[0].id != alone.id


def test_an_id_that_stands_for_two_quotes_is_refused() -> None:
    quote = said(LONG)
    assert len(cluster_quotes([quote, quote])[0].quotes) == 1
    with pytest.raises(FormatError, match=r"a\.txt:0"):
        cluster_quotes([quote, said(CUT)])


def test_quotes_without_words_are_kept() -> None:
    quotes = [said("…", at="a.txt:0"), said("—", at="b.txt:0"), said(LONG, at="c.txt:0")]
    assert len(cluster_quotes(quotes)) == 3
    assert cluster_quotes([]) == []


TEXTS = [
    LONG,
    CUT,
    FRAGMENT,
    OTHER,
    "we will rebuild it before the snow falls",
    "The bridge belongs to the valley, and we shall rebuild it before the first snow falls",
    "The bridge does not belong to the valley, and we will not rebuild it before the snow falls",
    "first snow",
    "the valley",
    "The council has lost our trust",
    "THE COUNCIL HAS LOST OUR TRUST … the ferry will sail again",
    "",
]
QUOTES = st.lists(
    st.builds(
        said,
        st.sampled_from(TEXTS),
        st.sampled_from([None, "Ada Lindqvist", "Lindqvist", "Bo Holm", "the Harbour Ministry"]),
        at=st.builds("{}.txt:{}".format, st.sampled_from("abcdef"), st.integers(0, 9)),
        published=st.sampled_from([None, "2021-05-01", "2021-05-02T10:00:00+02:00", "May"]),
    ),
    max_size=9,
    unique_by=lambda quote: quote.id,
)


@given(QUOTES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_clusters_do_not_depend_on_the_order(quotes: list[Quote], chance: Random) -> None:
    clusters = cluster_quotes(quotes)
    shuffled = list(quotes)
    chance.shuffle(shuffled)
    assert cluster_quotes(shuffled) == clusters
    members = [member.id for cluster in clusters for member in counted(cluster)]
    assert sorted(members) == sorted(quote.id for quote in quotes)
    for cluster in clusters:
        assert cluster.quotes[0].id == cluster.representative_id
        assert cluster.quotes[0].relation == "same"
        sizes = [len(read_wording(quote.text).words) for quote in cluster.quotes]
        assert sizes[0] == max(sizes)


@given(QUOTES)
@settings(deadline=None)
def test_a_connected_part_can_be_clustered_by_itself(quotes: list[Quote]) -> None:
    """What the archive relies on when it clusters only what an article touches."""
    parts = {quote.id: {quote.id} for quote in quotes}
    for one, other in combinations(quotes, 2):
        linked = have_relation(one, other)
        assert linked == together(one, other)
        if linked:
            forms = sorted(map(read_form, (one, other)), key=lambda form: form.order)
            longer, shorter = map(search_keys, forms)
            assert shorter.rare & set(longer.every)
            assert len(set(longer.every) & set(shorter.counted)) >= shorter.needed
            merged = parts[one.id] | parts[other.id]
            parts.update(dict.fromkeys(merged, merged))
    separately = [
        (cluster.id, counted(cluster))
        for part in {frozenset(part) for part in parts.values()}
        for cluster in cluster_quotes(quote for quote in quotes if quote.id in part)
    ]
    together_ = [(cluster.id, counted(cluster)) for cluster in cluster_quotes(quotes)]
    assert sorted(separately, key=str) == sorted(together_, key=str)


def test_what_a_reporter_says_between_the_marks_is_no_difference() -> None:
    whole = "The dam will hold through the winter. We have not seen a crack in it."
    told = "that “the dam will hold through the winter” and asked Oster if 40 crews could stay"
    (cluster,) = cluster_quotes(
        [said(whole, "Ada Venn"), said(told, "Ada Venn", at="b.txt:0", kind="mixed")]
    )
    (difference,) = cluster.quotes[1].differences
    assert (difference.change, difference.variant) == ("cut", "")
    assert difference.stakes == ()


def test_what_follows_an_ellipsis_is_no_name() -> None:
    whole = "We are patient people … A good mill is worth waiting for and nobody knows it better"
    (cluster,) = cluster_quotes(
        [
            said(whole, "Ada Venn"),
            said("good mill is worth waiting for and nobody", "Ada Venn", at="b.txt:0"),
        ]
    )
    assert [one.stakes for one in cluster.quotes[1].differences] == [(), ()]
