"""Which Universal Dependencies v2 relation, and which kind of name, does a label stand for?

Rules read only what this table hands on, so that they work with the bundled pipeline (UD v2), with
the English pipelines of spaCy (ClearNLP relations, OntoNotes names) and with CoreNLP's UD v1.
Subtypes are dropped, because not every parser predicts them; only the table knows the dialects.

Source: the ClearNLP guidelines (Choi and Palmer 2012), the list of changes from UD v1 to v2.
"""

from __future__ import annotations

from typing import Final

_UD2_BASE: Final = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse"
    " dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis"
    " punct reparandum root vocative xcomp".split()
)

_FROM_CLEARNLP: Final = {
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux",
    "csubjpass": "csubj",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "nounmod": "nmod",
    "npadvmod": "obl",
    "npmod": "obl",
    "nsubjpass": "nsubj",
    "num": "nummod",
    "number": "compound",
    "oprd": "xcomp",
    "partmod": "acl",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod",
    "possessive": "case",
    "preconj": "cc",
    "predet": "det",
    "prep": "case",
    "prt": "compound",
    "quantmod": "advmod",
    "rcmod": "acl",
    "relcl": "acl",
}

_FROM_UD1: Final = {
    "dobj": "obj",
    "foreign": "flat",
    "mwe": "fixed",
    "name": "flat",
    "remnant": "orphan",
}

_NAMES: Final = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "NORP": "NORP",
    "GPE": "GPE",
    "CITY": "GPE",
    "COUNTRY": "GPE",
    "STATE_OR_PROVINCE": "GPE",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "FAC": "LOC",
}


def map_relation(label: str) -> str:
    """Return the UD v2 relation, without subtype, that a dependency label stands for.

    Labels of no known scheme become `dep`, the relation of which nothing is claimed.

    >>> [map_relation(label) for label in ("nsubjpass", "acl:relcl", "name", "ROOT")]
    ['nsubj', 'acl', 'flat', 'root']
    """
    base = label.split(":", 1)[0].lower()
    if base in _UD2_BASE:
        return base
    return _FROM_UD1.get(base) or _FROM_CLEARNLP.get(base) or "dep"


def map_name(label: str) -> str:
    """Return PERSON, ORG, GPE, LOC or NORP for a name's label, and nothing for other labels.

    >>> map_name("ORGANIZATION"), map_name("DATE")
    ('ORG', '')
    """
    return _NAMES.get(label.upper(), "")
