"""Turn a run's last state into the shipped files: `python training/export.py --run PATH …`.

Writes `reader.onnx` (encoder and heads, int8), `decoders.npz` (the CRF's tables, the relation
labels' output layer, the vector that stands for "no cue"), `tokenizer.json`, `lemmas.json` and
`meta.json` into the model folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import read_conllu
from lemmas import learn_lemmas, write_lemmas
from network import Reader, Sizes
from train import BASE_DIGEST

INPUTS = (
    "piece_ids",
    "attention_mask",
    "cases",
    "quotation_states",
    "paragraph_firsts",
    "word_starts",
)
OUTPUTS = (
    "attribution",
    "span_start",
    "span_end",
    "names",
    "sentences",
    "universal_tags",
    "treebank_tags",
    "arc_dependent",
    "arc_head",
    "label_dependent",
    "label_head",
    "link_dependent",
    "link_head",
)


class Graph(torch.nn.Module):
    """The reader with its inputs and outputs in a fixed order, as an exported graph has them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the outputs in the order of `OUTPUTS`."""
        outputs = self.reader(dict(zip(INPUTS, inputs, strict=True)))
        return tuple(outputs[name] for name in OUTPUTS)


def load_reader(run: Path) -> tuple[Reader, dict]:
    """Return the network, and the run's last state.

    Its weights are the mean of those at the ends of the cycles after the first (Izmailov et al.,
    2018); where there was only one cycle, the last ones.
    """
    state = torch.load(run / "state.pt", weights_only=True)
    sizes = {name: type(getattr(Sizes(), name))(value) for name, value in state["sizes"].items()}
    reader = Reader(Sizes(**sizes), {task: tuple(v) for task, v in state["labels"].items()})
    ends = [run / f"cycle-{number + 1}.pt" for number in range(1, len(state["cycles"]))]
    kept = [torch.load(path, weights_only=True) for path in ends if path.exists()]
    reader.load_state_dict(mean_of(kept) if kept else state["reader"])
    return reader.eval(), state


def mean_of(weights: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of each weight; all have the same names and shapes."""
    return {name: sum(one[name] for one in weights) / len(weights) for name in weights[0]}


def write_graph(reader: Reader, path: Path) -> None:
    """Write the network in single precision, for any number of windows, pieces and words."""
    example = tuple(
        torch.ones(2, 7 if name != "word_starts" else 5, dtype=torch.long) for name in INPUTS
    )
    axes: dict[str, dict[int, str]] = {name: {0: "windows", 1: "pieces"} for name in INPUTS}
    axes["word_starts"][1] = "words"
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(reader).eval(),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantize(source: Path, target: Path) -> None:
    """Write the int8 graph: 7-bit weights, so that processors without VNNI do not saturate."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(target),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(str(target))


def write_decoders(reader: Reader, path: Path) -> None:
    """Write what the decoders need beside the graph's outputs."""
    transitions, starts = reader.crf.tables()
    arrays = {
        "transitions": transitions,
        "starts": starts,
        "label_weight": reader.label_output.weight,
        "label_bias": reader.label_output.bias,
        "link_none": reader.link_none,
    }
    np.savez(path, **{name: t.detach().numpy().astype(np.float32) for name, t in arrays.items()})


def main() -> None:
    """Read the command line and write the model folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the folder to write")
    parser.add_argument("--keep-float", type=Path, help="also keep the graph in single precision")
    arguments = parser.parse_args()
    arguments.model.mkdir(parents=True, exist_ok=True)
    reader, state = load_reader(arguments.run)
    with tempfile.TemporaryDirectory() as folder:
        full = arguments.keep_float or Path(folder) / "full.onnx"
        write_graph(reader, full)
        quantize(full, arguments.model / "reader.onnx")
    write_decoders(reader, arguments.model / "decoders.npz")
    if arguments.tokenizer.resolve() != (arguments.model / "tokenizer.json").resolve():
        shutil.copyfile(arguments.tokenizer, arguments.model / "tokenizer.json")
    paths = ("ud/ewt-train.conllu.gz", "gum/gum-train.conllu.gz")
    documents = (document for path in paths for document in read_conllu(arguments.corpora / path))
    write_lemmas(learn_lemmas(documents), arguments.model / "lemmas.json")
    write_meta(arguments.model, arguments.run, state)


def write_meta(model: Path, run: Path, state: dict) -> None:
    """Write labels, settings, versions, figures and digests."""
    log = run / "log.jsonl"
    figures = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    files = ("reader.onnx", "decoders.npz", "tokenizer.json", "lemmas.json")
    meta = {
        "format": 2,
        "labels": state["labels"],
        "sizes": state["sizes"],
        "settings": state["settings"],
        "cycles": state["cycles"],
        "epochs_done": state["epochs_done"],
        "weights": "mean of the ends of all cycles but the first",
        "base_digest": BASE_DIGEST,
        "versions": {"torch": torch.__version__, "onnx": onnx.__version__},
        "development": figures[-1]["dev"] if figures else {},
        "digests": {
            name: hashlib.sha256((model / name).read_bytes()).hexdigest() for name in files
        },
    }
    (model / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
