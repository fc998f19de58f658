"""Learn the lemma table of `quotes/pipeline/lemmas.py` from treebank documents."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from corpora import Example

from quotes.pipeline.lemmas import MAX_SUFFIX, LemmaTable

MIN_SUPPORT = 2
"""Different words that must share a suffix and its change before it is a rule."""


def learn_lemmas(examples: Iterable[Example]) -> LemmaTable:
    """Return suffix rules, with exceptions wherever they miss the lemma of a word seen."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for example in examples:
        for word, tag, lemma in zip(
            example.words, example.treebank_tags, example.lemmas, strict=True
        ):
            if tag not in ("NNP", "NNPS") and lemma != "_":
                seen[tag][word.lower()][lemma.lower()] += 1
    rules: dict[str, dict[str, tuple[int, str]]] = {}
    exceptions: dict[str, dict[str, str]] = {}
    for tag, forms in sorted(seen.items()):
        best = {form: lemmas.most_common(1)[0][0] for form, lemmas in forms.items()}
        rules[tag] = _rules(best)
        table = LemmaTable({tag: rules[tag]}, {})
        exceptions[tag] = {
            form: lemma for form, lemma in sorted(best.items()) if table.lemma(form, tag) != lemma
        }
    return LemmaTable(rules, exceptions)


def _change(form: str, lemma: str) -> tuple[int, str] | None:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    cut = len(form) - shared
    return (cut, lemma[shared:]) if cut <= MAX_SUFFIX else None


def _rules(lemmas: dict[str, str]) -> dict[str, tuple[int, str]]:
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, lemma in lemmas.items():
        change = _change(form, lemma)
        if change is None:
            continue
        for length in range(min(change[0], len(form)), min(MAX_SUFFIX, len(form)) + 1):
            votes[form[len(form) - length :]][change] += 1
    rules: dict[str, tuple[int, str]] = {}
    # Short suffixes first, so that a longer one is kept only where it says something else.
    for suffix in sorted(votes, key=lambda text: (len(text), text)):
        change, support = votes[suffix].most_common(1)[0]
        shorter = next(
            (rules[suffix[i:]] for i in range(1, len(suffix) + 1) if suffix[i:] in rules), None
        )
        if support >= MIN_SUPPORT and change != shorter:
            rules[suffix] = change
    return rules


def write_lemmas(table: LemmaTable, path: Path) -> None:
    """Write the table as JSON, one line, keys sorted."""
    value = {"rules": table.rules, "exceptions": table.exceptions}
    path.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
