"""Labels of three schemes, and what the word lists say."""

from __future__ import annotations

import pytest

from quotes.pipeline.labels import map_name, map_relation
from quotes.pipeline.lexicon import load_lexicon
from quotes.records import MEDIA, MODALITIES


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("nsubj", "nsubj"), ("nsubj:pass", "nsubj"), ("nsubjpass", "nsubj"), ("dobj", "obj"),
        ("obj", "obj"), ("ROOT", "root"), ("acl:relcl", "acl"), ("relcl", "acl"),
        ("nmod:poss", "nmod"), ("poss", "nmod"), ("name", "flat"), ("flat:name", "flat"),
        ("mwe", "fixed"), ("pobj", "obl"), ("prep", "case"), ("neg", "advmod"), ("attr", "xcomp"),
        ("auxpass", "aux"), ("appos", "appos"), ("", "dep"), ("nonsense", "dep"),
    ],
)  # fmt: skip
def test_relations(label: str, expected: str) -> None:
    assert map_relation(label) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PERSON", "PERSON"), ("PER", "PERSON"), ("ORGANIZATION", "ORG"), ("ORG", "ORG"),
        ("COUNTRY", "GPE"), ("GPE", "GPE"), ("LOCATION", "LOC"), ("FAC", "LOC"), ("DATE", ""),
        ("NORP", "NORP"),
    ],
)  # fmt: skip
def test_names(label: str, expected: str) -> None:
    assert map_name(label) == expected


def test_word_lists_are_read_whole_and_once() -> None:
    lexicon = load_lexicon()
    assert load_lexicon() is lexicon
    assert len(lexicon.verbs) >= 250
    for word in (*lexicon.verbs.values(), *lexicon.cue_nouns.values()):
        assert word.medium in MEDIA
        assert word.modality in MODALITIES
    genders = {role.gender for role in lexicon.roles.values()}
    genders |= {title.gender for title in lexicon.titles.values()}
    genders |= {*lexicon.given_names.values(), *lexicon.person_nouns.values()}
    assert genders == {"m", "f", "-"}


@pytest.mark.parametrize("groups", [("lawyer", "attorney"), ("nominee", "candidate")])
def test_synonyms_share_a_group(groups: tuple[str, str]) -> None:
    roles = load_lexicon().roles
    assert roles[groups[0]].group == roles[groups[1]].group
