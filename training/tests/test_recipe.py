"""The whole recipe on a tiny corpus with a randomly initialised encoder of two layers.

Proves that it runs, that a run that was stopped goes on where it was, that it learns, and that
what it exports is a model the program loads. It says nothing about how good a model is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

TRAINING = Path(__file__).resolve().parent.parent
MODEL = TRAINING.parent / "quotes" / "pipeline" / "model"


def run(script: str, *arguments: str | Path) -> str:
    command = [sys.executable, str(TRAINING / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def trained(tiny_corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    arguments = ["--corpora", tiny_corpora, "--tokenizer", MODEL / "tokenizer.json"]
    arguments += ["--run", folder, "--layers", "2", "--batch-windows", "1"]
    run("train.py", *arguments, "--epochs", "20,10", "--stop-after", "25")
    state = torch.load(folder / "state.pt", weights_only=True)
    assert (state["cycle"], state["epoch"], state["epochs_done"]) == (1, 5, 25)
    run("train.py", *arguments, "--epochs", "20,10")
    return folder


def test_a_stopped_run_goes_on_and_learns(trained: Path) -> None:
    log = [json.loads(line) for line in (trained / "log.jsonl").read_text().splitlines()]
    assert [report["epoch"] for report in log] == list(range(1, 31))
    assert [report["cycle"] for report in log] == [1] * 20 + [2] * 10
    for task in ("attribution", "links", "names", "universal_tags", "arcs", "sentences"):
        assert log[19]["loss"][task] < log[0]["loss"][task] / 2, task
    # The later cycle reads a part of the treebanks: of a tiny one, nothing.
    assert log[-1]["loss"]["attribution"] < log[19]["loss"]["attribution"]


def test_the_export_is_a_model_the_program_reads_with(
    trained: Path, tiny_corpora: Path, tmp_path: Path
) -> None:
    model, full = tmp_path / "model", tmp_path / "full.onnx"
    run(
        "export.py",
        *("--run", trained, "--corpora", tiny_corpora, "--model", model),
        *("--tokenizer", MODEL / "tokenizer.json", "--keep-float", full),
    )
    import quotes

    nlp = quotes.load(model)
    doc = nlp("“The ferry stays,” Mayor Ines Calder said on Monday.")
    assert doc.has_annotation("DEP")
    assert doc[-2].text == "Monday"
    for quote in doc._.quotes:
        for span in quote.content:
            assert doc.text[span.start_char : span.end_char] == span.text


def test_int8_scores_are_near_those_in_single_precision(
    trained: Path, tiny_corpora: Path, tmp_path: Path
) -> None:
    import onnxruntime
    from export import load_reader, quantize, write_graph

    from quotes.pipeline.wordpieces import WordPieces, collate

    reader, _ = load_reader(trained)
    write_graph(reader, tmp_path / "full.onnx")
    quantize(tmp_path / "full.onnx", tmp_path / "int8.onnx")
    pieces = WordPieces.from_file(MODEL / "tokenizer.json")
    words = "The harbour board reported that fares would rise .".split()
    feeds = collate(pieces.windows(words, [True] + [False] * (len(words) - 1))).feeds()
    scores = [
        onnxruntime.InferenceSession(str(tmp_path / name)).run(["attribution"], feeds)[0]
        for name in ("full.onnx", "int8.onnx")
    ]
    with torch.no_grad():
        tensors = {name: torch.from_numpy(array) for name, array in feeds.items()}
        expected = reader(tensors)["attribution"].numpy()
    np.testing.assert_allclose(scores[0], expected, atol=1e-4)
    assert (scores[0].argmax(-1) == scores[1].argmax(-1)).mean() >= 0.8


def test_the_exported_weights_are_the_mean_of_the_later_cycles(
    trained: Path, tmp_path: Path
) -> None:
    from export import load_reader, mean_of

    state = torch.load(trained / "state.pt", weights_only=True)
    (tmp_path / "state.pt").write_bytes((trained / "state.pt").read_bytes())
    weights = state["reader"]
    other = {name: value + 2.0 for name, value in weights.items()}
    torch.testing.assert_close(mean_of([weights, other])["names.bias"], weights["names.bias"] + 1.0)
    torch.save(other, tmp_path / "cycle-2.pt")
    reader, _ = load_reader(tmp_path)
    assert torch.equal(reader.state_dict()["names.bias"], other["names.bias"])


def test_other_base_weights_are_refused(tmp_path: Path) -> None:
    from train import check_base

    (tmp_path / "model.safetensors").write_bytes(b"not the pinned weights")
    with pytest.raises(SystemExit, match="digest"):
        check_base(tmp_path)
