"""`quotes show --why`: what led to a speaker and a role, from the archived article alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import TURKISH_COLONIZER, RunQuotes

from quotes.articles import read_articles
from quotes.cli.evidence_view import NOT_FOUND_AGAIN, around, evidence_rows
from quotes.cli.quote_view import print_quote
from quotes.evidence import QuoteEvidence, find_evidence
from quotes.pipeline.people_decisions import StatedRoleText
from quotes.pipeline.people_evidence import EvidenceLink, SpeakerEvidence
from quotes.pipeline.role_evidence import explain_choice
from quotes.records import (
    Article,
    ClusterMember,
    Quote,
    QuoteCluster,
    Relation,
    Role,
    Speaker,
)

TEXT = "Hale Orvik, mayor of Lund, met Dr. Orvik's friends. “Rain fell,” he said."
ARTICLE = Article(id="rain.txt", text=TEXT)
MAYOR = StatedRoleText("mayor of Lund", 12, 25, "apposition")
DOCTOR = StatedRoleText("Dr.", 31, 34, "before", standing="address")


def quote(name: str | None = "Hale Orvik", role: str | None = "mayor of Lund") -> Quote:
    return Quote(
        id="rain.txt:53",
        article_id="rain.txt",
        text="Rain fell",
        kind="direct",
        content=(ARTICLE.span(53, 62),),
        source=ARTICLE.span(65, 67),
        speaker=Speaker(name=name) if name else None,
        role=Role(text=role) if role else None,
    )


def rows(archived: Quote, found: Quote | None = None) -> list[tuple[str, str]]:
    pronoun, name = EvidenceLink("source", "he", 65, 67), EvidenceLink("name", "Hale Orvik", 0, 10)
    speaker = SpeakerEvidence(pronoun, (name,), "who is in mind", ("he was the subject",))
    role = explain_choice(MAYOR, (DOCTOR, MAYOR))
    return list(evidence_rows(archived, ARTICLE, QuoteEvidence(found or archived, speaker, role)))


def test_the_chain_and_the_role_are_shown_with_their_places() -> None:
    assert rows(quote()) == [
        ("source", "“he”, characters 65–67"),
        ("name", "“Hale Orvik”, characters 0–10"),
        ("decided by", "who is in mind"),
        ("because", "he was the subject"),
        ("role", "mayor of Lund, characters 12–25: an office or trade, beside the name"),
        ("stated in", "Hale Orvik, mayor of Lund, met Dr. Orvik's friends. “Rain fell,” he said."),
        ("chosen since", "an office or trade says more than a form of address"),
        ("also stated", "Dr., characters 31–34"),
    ]


def test_what_the_archive_has_otherwise_is_told() -> None:
    shown = rows(quote("Tilda Marsh", "baker"), quote())
    assert [value for name, value in shown if name == "but archived"] == ["Tilda Marsh", "baker"]
    shown = rows(quote(None, None), quote())
    assert [value for name, value in shown if name == "but archived"] == ["no speaker", "no role"]


def test_a_quote_that_is_not_found_again_has_no_evidence() -> None:
    assert list(evidence_rows(quote(), ARTICLE, None)) == [("evidence", NOT_FOUND_AGAIN)]


def test_what_stands_around_is_cut_at_words() -> None:
    text = "one " * 40 + "mayor of Lund" + " two" * 40
    shown = around(text, 160, 173)
    assert (shown[:5], shown[-5:]) == ("… one", "two …")
    assert "mayor of Lund" in shown


def test_show_why_reads_the_archived_article_again(
    workplace: Path, run_quotes: RunQuotes, samples: Path
) -> None:
    (record,) = run_quotes("show", "--why", TURKISH_COLONIZER).records
    shown: Any = record
    why, (article,) = shown["why"], read_articles([samples / "damascus-chronicle.txt"])
    assert why["speaker"]["name"] == "Faisal al-Meqdad"
    chosen = why["role_evidence"]["role"]
    place = slice(chosen["start_char"], chosen["end_char"])
    assert article.text[place] == chosen["text"] == why["role"]["text"]
    assert why["speaker_evidence"]["rule"]


def test_without_why_nothing_is_added(workplace: Path, run_quotes: RunQuotes) -> None:
    (record,) = run_quotes("show", TURKISH_COLONIZER).records
    assert "why" not in record


def test_another_id_than_the_readings_has_no_evidence(samples: Path) -> None:
    (article,) = read_articles([samples / "damascus-chronicle.txt"])
    assert find_evidence(article, "damascus-chronicle.txt:1") is None


def test_what_may_be_the_statement_in_other_words_is_shown_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def member(id: str, relation: Relation) -> ClusterMember:
        values = quote().model_dump() | {"id": id, "relation": relation}
        return ClusterMember.model_validate(values)

    members = (member("a:1", "same"), member("b:1", "shortened"), member("c:1", "related"))
    cluster = QuoteCluster(id="c1", representative_id="a:1", quotes=members)
    print_quote(quote().model_copy(update={"id": "a:1"}), ARTICLE, cluster, (0, len(TEXT)))
    same, _, other = capsys.readouterr().out.partition("Perhaps this statement in other words")
    assert "The same statement in 1 other quote:" in same
    assert ("b:1" in same, "c:1" in same) == (True, False)
    assert ("b:1" in other, "c:1" in other) == (False, True)
