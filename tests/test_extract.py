"""From articles to quotes with the shipped model: what must hold whatever the model finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

import quotes
from quotes.errors import InputError
from quotes.extract import extract_articles, extract_quotes, is_shown
from quotes.records import Article, CharSpan, Quote

FERRY = Article(
    id="ferry",
    outlet="Harbour Mail",
    text=(
        "Ferry stays, says mayor\n\n"
        "“The ferry stays,” Ines Calder, the mayor of Oster, said on Monday. “It is ours.”\n\n"
        "She told the council that fares would not rise.\n\n"
        "Tom Addis, who runs the yard, did not say when the repairs would end."
    ),
)


def spans_of(quote: Quote) -> Iterator[CharSpan]:
    yield from quote.content
    yield from (span for span in (quote.cue, quote.source) if span)
    for speaker in (quote.speaker, *quote.speaker_candidates):
        if speaker and speaker.mention:
            yield speaker.mention
    if quote.role and quote.role.mention:
        yield quote.role.mention


def assert_offsets(article: Article, found: tuple[Quote, ...]) -> None:
    for quote in found:
        for span in spans_of(quote):
            assert article.text[span.start_char : span.end_char] == span.text
        starts = [span.start_char for span in quote.content]
        assert starts == sorted(starts)
        assert quote.id.startswith(f"{article.id}:{starts[0]}")
    assert len({quote.id for quote in found}) == len(found)
    firsts = [quote.content[0].start_char for quote in found]
    assert firsts == sorted(firsts)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(quotes.read_articles([quotes.samples_folder()]))


def test_the_plain_case(nlp: Language) -> None:
    first, second, third = next(iter(extract_articles([FERRY], nlp=nlp)))[1][-3:]
    assert first.text == "The ferry stays, … It is ours."
    assert (first.kind, first.medium, first.modality) == ("direct", "speech", "asserted")
    assert first.cue is not None
    assert first.cue.text == "said"
    assert first.speaker is not None
    assert (first.speaker.name, first.speaker.kind) == ("Ines Calder", "person")
    assert first.role is not None
    assert first.role.text == "mayor of Oster"
    assert first.outlet == "Harbour Mail"
    assert second.kind == "indirect"
    assert second.speaker is not None
    assert second.speaker.name == "Ines Calder"
    assert third.modality == "negated"
    assert not is_shown(third)


def test_only_what_is_asserted_is_shown_by_default(nlp: Language) -> None:
    everything = list(extract_quotes([FERRY], nlp=nlp, include_all=True))
    shown = list(extract_quotes([FERRY], nlp=nlp))
    assert shown == [quote for quote in everything if is_shown(quote)]
    assert len(shown) < len(everything)


def test_every_offset_reproduces_its_text_on_the_samples(
    nlp: Language, articles: list[Article]
) -> None:
    count = 0
    for article, found in extract_articles(articles, nlp=nlp):
        assert_offsets(article, found)
        count += len(found)
    assert count > 100


PIECES = st.sampled_from(
    [
        "“", "”", '"', "‘", "’", "'", "«", "»", "„", "—", " ", "\n", "\n\n", "\xa0", "\u00ad",
        "said", "She ", "Calder ", "according to ", "the minister ", "that ", "😀", "\u0301",
        "\u202e", "\x00", "rain. ", "... ", "…", ",”", " he added, ", "Dr. ", "34 ", "العربية ",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=80))
def test_no_text_breaks_the_pipeline_or_an_offset(nlp: Language, pieces: list[str]) -> None:
    article = Article(id="any", text="".join(pieces))
    for _, found in extract_articles([article], nlp=nlp):
        assert_offsets(article, found)


def test_an_articles_quotes_depend_on_it_alone(nlp: Language, articles: list[Article]) -> None:
    in_order = {article.id: found for article, found in extract_articles(articles, nlp=nlp)}
    shuffled = random.Random(5).sample(articles, len(articles))
    for article, found in extract_articles(shuffled, nlp=nlp):
        assert found == in_order[article.id]
    in_two_processes = list(extract_articles(articles, jobs=2))
    assert [article.id for article, _ in in_two_processes] == [a.id for a in articles]
    assert {article.id: found for article, found in in_two_processes} == in_order


def test_reading_ahead_changes_nothing(nlp: Language, articles: list[Article]) -> None:
    in_turn = list(extract_articles(iter(articles), nlp=nlp))
    ahead = list(extract_articles(iter(articles), nlp=nlp, read_ahead=True))
    assert ahead == in_turn
    assert list(extract_articles([], nlp=nlp)) == []


@pytest.mark.parametrize("read_ahead", [False, True])
def test_a_broken_stream_tells_first_what_came_before(nlp: Language, read_ahead: bool) -> None:
    def broken() -> Iterator[Article]:
        yield FERRY
        raise ValueError("the stream ended badly")

    read = extract_articles(broken(), nlp=nlp, read_ahead=read_ahead)
    assert next(read)[0] is FERRY
    with pytest.raises(ValueError, match="ended badly"):
        next(read)


def test_a_stream_is_not_asked_for_more_than_is_yielded(nlp: Language) -> None:
    taken: list[str] = []

    def stream() -> Iterator[Article]:
        for name in ("first", "second"):
            taken.append(name)
            yield FERRY.model_copy(update={"id": name})

    read = extract_articles(stream(), nlp=nlp)
    assert next(read)[0].id == "first"
    assert taken == ["first"]


def test_one_broken_article_does_not_stop_the_rest(nlp: Language) -> None:
    too_long = Article(id="endless", text="rain " * (nlp.max_length // 5 + 1))
    errors: list[InputError] = []
    read = list(extract_articles([too_long, FERRY], nlp=nlp, on_error=errors.append))
    assert [article.id for article, _ in read] == ["ferry"]
    assert [error.source for error in errors] == ["endless"]
    with pytest.raises(InputError, match="endless"):
        list(extract_articles([too_long], nlp=nlp))


def test_quotes_survive_a_docbin(nlp: Language) -> None:
    doc = nlp(FERRY.text)
    assert doc._.quotes
    box = DocBin(store_user_data=True, docs=[doc])
    back = next(iter(DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)))
    assert back._.quotes == doc._.quotes


def test_quotes_survive_other_processes(nlp: Language) -> None:
    texts = [FERRY.text, "“It rained,” said Tom Addis."]
    # Read here first: a forked process has none of the threads that reading has started.
    expected = [nlp(text)._.quotes for text in texts]
    assert [doc._.quotes for doc in nlp.pipe(texts, n_process=2)] == expected


def test_the_pipeline_survives_a_folder(nlp: Language, tmp_path: Path) -> None:
    import spacy

    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(FERRY.text)._.quotes == nlp(FERRY.text)._.quotes


def test_nothing_of_the_network_leaves_the_pipeline(nlp: Language) -> None:
    kept = nlp(FERRY.text).user_data
    assert {key for key in kept if isinstance(key, str)} == {
        "quotes.attributions",
        "quotes.evidence",
        "quotes.speakers",
    }


def test_spacy_loads_the_pipeline_by_name() -> None:
    import spacy

    assert spacy.load("quotes", disable=["quotes_roles"]).pipe_names[-1] == "quotes_speakers"
