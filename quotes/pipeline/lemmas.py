"""The dictionary form of a word, from its treebank tag: learned suffix rules and exceptions.

The table (`model/lemmas.json`) is learned from the treebanks by `training/lemmas.py`:
`{"rules": {tag: {suffix: [letters to cut, letters to add]}}, "exceptions": {tag: {form: lemma}}}`.
The longest known suffix of the lower-cased form decides; exceptions come first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

MAX_SUFFIX = 5

_PROPER = frozenset(["NNP", "NNPS"])


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """Suffix rules and exceptions by treebank tag."""

    rules: dict[str, dict[str, tuple[int, str]]]
    exceptions: dict[str, dict[str, str]]

    @classmethod
    def from_file(cls, path: Path) -> LemmaTable:
        """Read a table that `training/lemmas.py` wrote."""
        read = json.loads(path.read_text(encoding="utf-8"))
        rules = {
            tag: {suffix: (int(cut), str(add)) for suffix, (cut, add) in table.items()}
            for tag, table in read["rules"].items()
        }
        return cls(rules, read["exceptions"])

    def lemma(self, form: str, tag: str) -> str:
        """Return the lemma of `form` under the treebank tag `tag`; names keep their case.

        >>> table = LemmaTable({"VBD": {"ied": (3, "y")}}, {"VBD": {"said": "say"}})
        >>> table.lemma("Denied", "VBD"), table.lemma("said", "VBD"), table.lemma("Akar", "NNP")
        ('deny', 'say', 'Akar')
        """
        if tag in _PROPER:
            return form
        lowered = form.lower()
        known = self.exceptions.get(tag, {}).get(lowered)
        if known is not None:
            return known
        table = self.rules.get(tag)
        if table is None:
            return lowered
        for length in range(min(MAX_SUFFIX, len(lowered)), -1, -1):
            rule = table.get(lowered[len(lowered) - length :])
            if rule is not None:
                cut, add = rule
                return lowered[: len(lowered) - cut] + add
        return lowered
