"""Reading annotated articles in their three layouts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import FormatError, InputError, ReadError
from quotes.gold import parse_gold_line, read_gold, states

TEXT = "“The ferry is late,” Orla Venn, the harbour master, said. She “hopes” it comes."
POLNEAR: dict[str, Any] = {
    "id": "ferry",
    "publisher": "Quay Courier",
    "date": "2021-04-02",
    "title": "Ferry",
    "text": TEXT,
    "attributions": [
        {"source": [[21, 30]], "cue": [[52, 56]], "content": [[1, 19]]},
        {"source": [[58, 61]], "cue": [[63, 68]], "content": [[70, 78]]},
    ],
    "discard": [[0, 1]],
}
WITH_SPEAKER = {
    "speaker": "Orla Venn",
    "speaker_kind": "person",
    "speaker_mention": [21, 30],
    "role": "harbour master",
    "role_mention": [36, 50],
    "affiliation": None,
    "medium": "writing",
    "kind": "mixed",
    "nested_in": None,
}


def test_gold_line_with_only_offsets_is_filled_in() -> None:
    entry = {"kind": "direct", "content": [{"start_char": 1, "end_char": 19}]}
    line = json.dumps({"article": {"id": "ferry", "text": TEXT}, "quotes": [entry, entry]})
    gold = parse_gold_line(line)
    first, second = gold.quotes
    assert first.text == first.content[0].text == "The ferry is late,"
    assert (first.id, second.id) == ("ferry:1", "ferry:1.2")
    assert first.article_id == "ferry"
    assert (first.medium, first.modality, first.speaker) == ("speech", "asserted", None)
    assert gold.has_speakers


def test_gold_line_comes_back_as_it_was_written() -> None:
    written = parse_gold_line(json.dumps(POLNEAR))
    line = {
        "article": written.article.model_dump(mode="json"),
        "quotes": [quote.model_dump(mode="json") for quote in written.quotes],
        "annotator": "of a later version",
    }
    read = parse_gold_line(json.dumps(line))
    assert (read.article, read.quotes) == (written.article, written.quotes)


def test_polnear() -> None:
    gold = parse_gold_line(json.dumps(POLNEAR))
    late, hopes = gold.quotes
    assert (late.text, late.kind) == ("The ferry is late,", "direct")
    assert late.source is not None
    assert late.source.text == "Orla Venn"
    assert (hopes.text, hopes.kind) == ("it comes", "indirect")
    assert (late.outlet, late.published) == ("Quay Courier", "2021-04-02")
    assert gold.discarded == ((0, 1),)
    assert not gold.has_speakers


def test_kind_follows_the_marks() -> None:
    contents = [[[0, 20]], [[62, 78]], [[70, 78]], [[1, 19], [70, 78]]]
    entries = [{"source": [], "cue": [], "content": content} for content in contents]
    gold = parse_gold_line(json.dumps({**POLNEAR, "attributions": entries}))
    assert [quote.kind for quote in gold.quotes] == ["direct", "mixed", "indirect", "mixed"]


def test_polnear_with_speakers() -> None:
    sure = {**POLNEAR["attributions"][0], **WITH_SPEAKER}
    doubtful = {**POLNEAR["attributions"][1], **WITH_SPEAKER, "doubtful": True}
    gold = parse_gold_line(json.dumps({**POLNEAR, "attributions": [sure, doubtful]}))
    (quote,) = gold.quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Orla Venn"
    assert quote.role is not None
    assert quote.role.mention is not None
    assert quote.role.mention.text == "harbour master"
    assert (quote.medium, quote.kind) == ("writing", "mixed")
    assert [aside.text for aside in gold.set_aside] == ["it comes"]
    assert gold.has_speakers


def test_what_an_annotation_leaves_to_the_default_is_not_stated() -> None:
    (late, _), (annotated, *_) = (
        parse_gold_line(json.dumps({**POLNEAR, "attributions": entries})).quotes
        for entries in (
            POLNEAR["attributions"],
            [{**POLNEAR["attributions"][0], **WITH_SPEAKER}],
        )
    )
    assert (late.medium, late.modality) == ("speech", "asserted")
    assert not states(late, "medium")
    assert not states(late, "modality")
    assert states(annotated, "medium")
    assert not states(annotated, "modality")

    content = [{"start_char": 1, "end_char": 19}]
    entry = {"kind": "direct", "modality": "asserted", "content": content}
    line = {"article": {"id": "ferry", "text": TEXT}, "quotes": [entry]}
    (ours,) = parse_gold_line(json.dumps(line)).quotes
    assert states(ours, "modality")
    assert not states(ours, "medium")


def test_pieces_of_a_source_are_joined_and_empty_contents_left_out() -> None:
    entries = [
        {"source": [[36, 50], [21, 30]], "cue": [], "content": [[70, 78], [1, 19]]},
        {"source": [[21, 30]], "cue": [[52, 56]], "content": []},
    ]
    (quote,) = parse_gold_line(json.dumps({**POLNEAR, "attributions": entries})).quotes
    assert quote.source is not None
    assert quote.source.text == "Orla Venn, the harbour master"
    assert quote.text == "The ferry is late, … it comes"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "expected"),
        ('{"text": "x"}', "expected"),
        ('{"article": {"id": "a"}, "quotes": []}', "text: Field required"),
        ('{"article": {"id": "a", "text": "x"}, "quotes": [{"kind": "direct"}]}', "content"),
        (json.dumps({**POLNEAR, "attributions": [{"content": [[1, 999]]}]}), "1–999"),
        (
            json.dumps(
                {
                    "article": {"id": "a", "text": "abc"},
                    "quotes": [
                        {
                            "kind": "direct",
                            "content": [{"start_char": 0, "end_char": 2, "text": "bc"}],
                        }
                    ],
                }
            ),
            "'bc'",
        ),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_gold_line(line, source="gold.jsonl:3")
    assert str(caught.value).startswith("gold.jsonl:3: ")
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_a_file_is_read_line_by_line_past_broken_ones(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(POLNEAR), "", "broken", json.dumps({**POLNEAR, "id": "second"})]
    data = "\n".join(lines).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    errors: list[InputError] = []
    gold = list(read_gold(path, on_error=errors.append))
    assert [entry.article.id for entry in gold] == ["ferry", "second"]
    assert [error.source for error in errors] == [f"{path}:3"]
    with pytest.raises(FormatError):
        list(read_gold(path))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"absent\.jsonl"):
        list(read_gold(tmp_path / "absent.jsonl"))
    cut_short = tmp_path / "cut.jsonl.gz"
    cut_short.write_bytes(gzip.compress(b'{"a": 1}\n' * 500)[:30])
    with pytest.raises(ReadError, match=r"cut\.jsonl\.gz"):
        list(read_gold(cut_short, on_error=lambda error: None))
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes("{“é”}".encode("latin-1", errors="replace"))
    with pytest.raises(FormatError, match="UTF-8"):
        list(read_gold(latin))
