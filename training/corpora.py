"""From the corpora's own formats to one kind of example: words with a label for every task.

What a corpus does not say is `None` for that task and costs nothing in training. PolNeAR gives
attributions (by hand) and names and sentence ends (by CoreNLP: silver); the English Web Treebank
gives sentence ends, tags and dependencies; GUM gives those and names.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy

ATTRIBUTION_TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
NAME_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-GPE", "I-GPE", "B-LOC", "I-LOC")

# Places that nobody governs: the rest of what CoreNLP and GUM call a place is a GPE.
_LANDSCAPE = re.compile(
    r"\b(ocean|sea|gulf|lake|river|mountains?|mount|desert|valley|coast|islands?|peninsula|bay"
    r"|street|avenue|road|boulevard|park|airport|bridge|square|beach|europe|asia|africa"
    r"|middle east|west|east|north|south|earth|balkans|caribbean|arctic|antarctica)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor president senator sen rep gov governor king queen prince"
    " princess sir lord lady judge justice captain general gen colonel col major lieutenant"
    " secretary minister pope bishop saint st vice chief justice reverend rev emperor empress"
    " speaker chairman chairwoman chair mayor prime deputy first madam father sister brother"
    " lieutenant sergeant sgt officer detective commander admiral count baron earl duke duchess"
    " attorney ambassador congressman congresswoman representative director".split()
)


@dataclass(slots=True)
class Example:
    """One article or treebank document, as parallel lists with an entry a word."""

    name: str
    words: list[str]
    paragraph_starts: list[bool]
    sentence_starts: list[bool] | None = None
    attributions: list[str] | None = None
    links: dict[int, int] = field(default_factory=dict)
    """First word of a source or content span → first word of its cue, -1 where there is none."""
    names: list[str] | None = None
    universal_tags: list[str] | None = None
    treebank_tags: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    """Index of each word's head in this example; a root points at itself."""
    relations: list[str] | None = None


def read_polnear(path: Path, parses: Path | None = None) -> Iterator[Example]:
    """Yield PolNeAR's articles in file order; `parses` adds the silver names and sentences."""
    tokenize = spacy.blank("en").tokenizer
    silver = _read_parses(parses) if parses else {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            doc = tokenize(record["text"])
            tokens, starts = _words_of(doc)
            example = Example(record["id"], [token.text for token in tokens], starts)
            bounds = [(token.idx, token.idx + len(token)) for token in tokens]
            _add_attributions(example, bounds, record["attributions"])
            if record["id"] in silver:
                _add_silver(example, bounds, silver.pop(record["id"]))
            yield example


def _words_of(doc: spacy.tokens.Doc) -> tuple[list[spacy.tokens.Token], list[bool]]:
    tokens, starts, fresh = [], [], True
    for token in doc:
        if token.is_space:
            fresh = fresh or "\n" in token.text
            continue
        tokens.append(token)
        starts.append(fresh)
        fresh = False
    return tokens, starts


def _covered(bounds: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """Return the words that lie at least half inside `start`..`end`."""
    return [
        index
        for index, (first, last) in enumerate(bounds)
        if first < end and last > start and min(last, end) - max(first, start) >= (last - first) / 2
    ]


def _add_attributions(
    example: Example, bounds: list[tuple[int, int]], attributions: list[dict[str, list[list[int]]]]
) -> None:
    tags = ["O"] * len(bounds)
    # The first span to claim a word keeps it: about one span in twenty overlaps another.
    for attribution in attributions:
        firsts: dict[str, list[int]] = {}
        for role in ("cue", "source", "content"):
            for start, end in attribution[role]:
                covered = _covered(bounds, start, end)
                if not covered or any(tags[index] != "O" for index in covered):
                    continue
                for index in covered:
                    tags[index] = f"I-{role.upper()}"
                tags[covered[0]] = f"B-{role.upper()}"
                firsts.setdefault(role, []).append(covered[0])
        cue = firsts.get("cue", [-1])[0]
        for role in ("source", "content"):
            example.links.update(dict.fromkeys(firsts.get(role, []), cue))
    example.attributions = tags


def _read_parses(path: Path) -> dict[str, list[list[list]]]:
    """Return each article's sentences as lists of tokens; the two files differ in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        parses = (json.loads(line) for line in lines)
        return {parse["id"]: [s["tokens"] for s in parse["sentences"]] for parse in parses}


def _add_silver(
    example: Example, bounds: list[tuple[int, int]], sentences: list[list[list]]
) -> None:
    by_start = {start: index for index, (start, _) in enumerate(bounds)}
    sentence_starts = [False] * len(bounds)
    names = ["O"] * len(bounds)
    for tokens in sentences:
        first = by_start.get(tokens[0][0])
        if first is not None:
            sentence_starts[first] = True
        for kind, start, end in _silver_names(tokens):
            _tag_name(names, kind, _covered_near(bounds, by_start, start, end))
    for index, is_start in enumerate(example.paragraph_starts):
        sentence_starts[index] = sentence_starts[index] or is_start
    example.sentence_starts, example.names = sentence_starts, names


def _covered_near(
    bounds: list[tuple[int, int]], by_start: dict[int, int], start: int, end: int
) -> list[int]:
    index = by_start.get(start)
    if index is None:
        return []
    covered = []
    while index < len(bounds) and bounds[index][0] < end:
        covered.append(index)
        index += 1
    return covered


def _silver_names(tokens: list[list]) -> Iterator[tuple[str, int, int]]:
    position = 0
    while position < len(tokens):
        kind = tokens[position][4]
        end = position + 1
        while end < len(tokens) and tokens[end][4] == kind:
            end += 1
        if kind in ("PERSON", "ORGANIZATION", "LOCATION"):
            text = " ".join(token[3] for token in tokens[position:end])
            yield _name_kind(kind, text), tokens[position][0], tokens[end - 1][1]
        position = end


def _name_kind(kind: str, text: str) -> str:
    if kind.upper() == "PERSON":
        return "PERSON"
    if kind.upper() == "ORGANIZATION":
        return "ORG"
    return "LOC" if _LANDSCAPE.search(text) else "GPE"


def _tag_name(names: list[str], kind: str, covered: list[int]) -> None:
    if covered and all(names[index] == "O" for index in covered):
        for index in covered:
            names[index] = f"I-{kind}"
        names[covered[0]] = f"B-{kind}"


def read_conllu(path: Path, with_entities: bool = False) -> Iterator[Example]:
    """Yield a treebank's documents in file order; `with_entities` reads GUM's entities as names."""
    document: list[list[list[str]]] = []
    fresh_paragraphs: list[bool] = []
    name, fresh = "", True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if document:
                    yield _document(name, document, fresh_paragraphs, with_entities)
                document, fresh_paragraphs = [], []
                name, fresh = line.partition("=")[2].strip(), True
            elif line.startswith("# newpar"):
                fresh = True
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                document.append(rows)
                fresh_paragraphs.append(fresh)
                rows, fresh = [], False
    if document:
        yield _document(name, document, fresh_paragraphs, with_entities)


def _document(
    name: str, sentences: list[list[list[str]]], fresh: list[bool], with_entities: bool
) -> Example:
    rows = [row for sentence in sentences for row in sentence]
    starts = [index == 0 for sentence in sentences for index in range(len(sentence))]
    paragraph_starts = [
        is_fresh and index == 0
        for sentence, is_fresh in zip(sentences, fresh, strict=True)
        for index in range(len(sentence))
    ]
    heads, offset = [], 0
    for sentence in sentences:
        for position, row in enumerate(sentence):
            head = int(row[6])
            heads.append(offset + (head - 1 if head else position))
        offset += len(sentence)
    example = Example(
        name,
        [row[1] for row in rows],
        paragraph_starts,
        sentence_starts=starts,
        universal_tags=[row[3] for row in rows],
        treebank_tags=[row[4] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=heads,
        # Subtypes are kept only where rules need them: who acts and who is acted upon.
        relations=[row[7] if row[7] == "nsubj:pass" else row[7].partition(":")[0] for row in rows],
    )
    if with_entities:
        example.names = _entity_names(rows, heads)
    return example


def _entity_names(rows: list[list[str]], heads: list[int]) -> list[str]:
    """Return name tags for GUM's entities headed by a proper noun, shorn to the name itself."""
    names = ["O"] * len(rows)
    spans = sorted(_entities(rows), key=lambda span: (span[1] - span[2], span[1]))
    for kind, start, end in spans:
        inside = range(start, end)
        head = next((i for i in inside if heads[i] not in inside or heads[i] == i), start)
        if kind not in ("person", "organization", "place") or rows[head][3] != "PROPN":
            continue
        covered = _shorn(rows, kind, start, end, head)
        if head in covered:
            _tag_name(names, _name_kind(kind, " ".join(rows[i][1] for i in covered)), covered)
    return names


def _shorn(rows: list[list[str]], kind: str, start: int, end: int, head: int) -> list[int]:
    while start < head and (
        (rows[start][3] != "PROPN" and rows[start][4] not in ("NNP", "NNPS"))
        or (kind == "person" and rows[start][1].rstrip(".").lower() in _TITLES)
    ):
        start += 1
    stop = start
    while stop < end and (
        rows[stop][3] == "PROPN"
        or rows[stop][4] == "NNP"
        or rows[stop][1] in ("-", "’s", "'s", ".")
        or (kind != "person" and rows[stop][1].lower() in ("of", "the", "and", "for", "&"))
        or (kind == "person" and rows[stop][1].lower() in ("de", "van", "von", "al", "bin"))
    ):
        stop += 1
    while stop > start and rows[stop - 1][3] != "PROPN" and rows[stop - 1][4] != "NNP":
        stop -= 1
    return list(range(start, stop))


def _entities(rows: list[list[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield (type, first, end) of each bracketed entity in MISC's `Entity=(id-type-…` column."""
    open_spans: dict[str, list[tuple[str, int]]] = {}
    for index, row in enumerate(rows):
        found = re.search(r"Entity=([^|]+)", row[9])
        for opened, closed in re.findall(r"\(([^()]+)|([^()]+)\)", found[1]) if found else []:
            if opened:
                identity, kind = opened.split("-")[:2]
                open_spans.setdefault(identity, []).append((kind, index))
                if re.search(rf"\({re.escape(opened)}\)", found[1]):
                    kind, start = open_spans[identity].pop()
                    yield kind, start, index + 1
            elif open_spans.get(closed):
                kind, start = open_spans[closed].pop()
                yield kind, start, index + 1
