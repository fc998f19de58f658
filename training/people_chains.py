"""Chains of mentions from the corpora: which places in a text mean the same person.

PolNeAR's are CoreNLP's (silver: wrong in about one pronoun of eight); GUM's are annotated by hand.
Hands on texts or treebank documents with `Chain`s in characters.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.scoring import Range

_PIECES = re.compile(r"\([^()]*\)?|[^()]*\)")


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One mention: its characters, and those of its main word."""

    chars: Range
    head: Range


Chain = list[ChainMention]


def read_silver_chains(path: Path) -> dict[str, list[Chain]]:
    """Return the chains of each article of a `.parse.jsonl.gz`, by its id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {parse["id"]: _silver(parse) for parse in map(json.loads, lines)}


def _silver(parse: dict[str, Any]) -> list[Chain]:
    chains = []
    for places in parse["coreference"]:
        chain = []
        for sentence, first, end in places:
            tokens = parse["sentences"][sentence]["tokens"]
            head = _head_of(parse["sentences"][sentence]["deps"], first, end)
            chain.append(ChainMention((tokens[first][0], tokens[end - 1][1]), _chars(tokens[head])))
        chains.append(chain)
    return chains


def _chars(token: list[Any]) -> Range:
    return token[0], token[1]


def _head_of(dependencies: list[list[Any]], first: int, end: int) -> int:
    """Return the token whose head is outside the mention, the last one where there is none."""
    inside = range(first, end)
    return next((i for i in inside if dependencies[i][0] - 1 not in inside), end - 1)


def read_gold_chains(path: Path) -> dict[str, list[list[tuple[int, int, int]]]]:
    """Return GUM's chains of each document as `(first, end, head)` in its words, by its name."""
    found: dict[str, dict[str, list[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(list))
    name, index = "", 0
    opened: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in _lines(path):
        if line.startswith("# newdoc"):
            name, index = line.partition("=")[2].strip(), 0
            opened.clear()
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        for piece in _PIECES.findall(_entity_of(columns[9])):
            fields = piece.strip("()").split("-")
            if piece.startswith("("):
                opened[fields[0]].append((index, _main_word(fields)))
            if piece.endswith(")") and opened[fields[0]]:
                first, main = opened[fields[0]].pop()
                found[name][fields[0]].append((first, index + 1, first + main - 1))
        index += 1
    return {
        name: [chain for chain in chains.values() if len(chain) > 1]
        for name, chains in found.items()
    }


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _entity_of(miscellaneous: str) -> str:
    fields = dict(field.partition("=")[::2] for field in miscellaneous.split("|"))
    return fields.get("Entity", "")


def _main_word(fields: list[str]) -> int:
    """Return which word of an entity is its main one: id-type-infstat-salience-cf-minspan-link."""
    minimal = fields[5] if len(fields) > 5 else "1"
    return int(minimal.split(",")[0]) if minimal.split(",")[0].isdigit() else 1
