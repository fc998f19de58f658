"""The corpora's labels fall on the words they belong to."""

from __future__ import annotations

from pathlib import Path

from corpora import read_conllu, read_polnear


def tagged(words: list[str], tags: list[str], label: str) -> list[str]:
    spans: list[list[str]] = []
    for word, tag in zip(words, tags, strict=True):
        if tag == f"B-{label}":
            spans.append([word])
        elif tag == f"I-{label}":
            spans[-1].append(word)
    return [" ".join(span) for span in spans]


def test_attributions_become_tags_and_links(tiny_corpora: Path) -> None:
    ferry, orchard = read_polnear(tiny_corpora / "polnear/train.jsonl.gz")
    assert tagged(ferry.words, ferry.attributions, "SOURCE") == [
        "Mayor Ines Calder",
        "She",
        "The harbour board",
    ]
    assert tagged(ferry.words, ferry.attributions, "CUE") == ["said", "added", "reported"]
    assert tagged(orchard.words, orchard.attributions, "CONTENT")[1:3] == [
        "“ We saw it coming , ”",
        "“ Nobody listened . ”",
    ]
    said = orchard.words.index("said")
    coming = orchard.words.index("We") - 1
    assert orchard.links[coming] == said
    assert orchard.links[orchard.words.index("Nobody") - 1] == said


def test_paragraphs_begin_after_a_blank_line(tiny_corpora: Path) -> None:
    ferry = next(read_polnear(tiny_corpora / "polnear/train.jsonl.gz"))
    firsts = [
        w for w, is_first in zip(ferry.words, ferry.paragraph_starts, strict=True) if is_first
    ]
    assert firsts == ["Harbour", "“", "The"]


def test_treebank_heads_point_into_the_document(tiny_corpora: Path) -> None:
    harbour, _ = read_conllu(tiny_corpora / "gum/gum-train.conllu.gz", with_entities=True)
    heads = [harbour.words[head] for head in harbour.heads]
    assert heads[:4] == ["Ines", "opened", "Ines", "opened"]
    assert heads[harbour.words.index("Boats")] == "waited"
    assert [w for w, s in zip(harbour.words, harbour.sentence_starts, strict=True) if s] == [
        "Mayor",
        "Boats",
    ]


def test_names_are_shorn_of_what_is_no_name(tiny_corpora: Path) -> None:
    harbour, _ = read_conllu(tiny_corpora / "gum/gum-train.conllu.gz", with_entities=True)
    assert tagged(harbour.words, harbour.names, "PERSON") == ["Ines Calder"]
    assert tagged(harbour.words, harbour.names, "GPE") == ["Oster"]
