"""The network: one BERT-like encoder and a small head for every task, all read at words' starts.

Heads (per word): attribution tags and the edges of whole spans (scores for a semi-Markov CRF, see
`semi_crf.py`), links and dependency arcs (two vectors each, compared by dot product), relation
labels (two vectors, added), Universal and treebank tags, name tags, sentence starts. The graph that
is exported ends at these scores; the decoders are in `quotes/pipeline/`.

The arc and label scoring follows Dozat & Manning (2017) with the labels' bilinear form replaced by
addition, as in Kiperwasser & Goldberg (2016), for speed.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from semi_crf import SemiCrf
from torch import Tensor, nn
from torch.nn import functional

from quotes.pipeline.decoding import FORBIDDEN


@dataclass(frozen=True, slots=True)
class Sizes:
    """The widths of the encoder and its heads; the defaults are MiniLM-L6's."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 256
    link: int = 128
    span: int = 64
    dropout: float = 0.1

    def as_dict(self) -> dict[str, float]:
        """Return the sizes for `meta.json`."""
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer in BERT's order (normalisation after each residual sum)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.attention_heads
        self.query = nn.Linear(sizes.width, sizes.width)
        self.key = nn.Linear(sizes.width, sizes.width)
        self.value = nn.Linear(sizes.width, sizes.width)
        self.output = nn.Linear(sizes.width, sizes.width)
        self.output_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.widen = nn.Linear(sizes.width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.width)
        self.narrow_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; both are (windows, pieces, width), `mask` is added to scores."""
        rows, pieces, width = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(rows, pieces, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = (
            split(project(states)) for project in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        attended = self.dropout(functional.softmax(scores, dim=-1)) @ value
        attended = attended.transpose(1, 2).reshape(rows, pieces, width)
        states = self.output_norm(states + self.dropout(self.output(attended)))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.narrow_norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """Word pieces with three extra features → one state a piece."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.segment = nn.Parameter(torch.zeros(sizes.width))
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.features = nn.ModuleList(nn.Embedding(count, sizes.width) for count in (5, 3, 2))
        for feature in self.features:
            nn.init.normal_(feature.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return states of shape (windows, pieces, width)."""
        ids = batch["piece_ids"]
        positions = torch.arange(ids.shape[1], device=ids.device)
        states = self.pieces(ids) + self.positions(positions) + self.segment
        names = ("cases", "quotation_states", "paragraph_firsts")
        for feature, name in zip(self.features, names, strict=True):
            states = states + feature(batch[name])
        states = self.dropout(self.norm(states))
        mask = (1.0 - batch["attention_mask"][:, None, None, :].to(states.dtype)) * FORBIDDEN
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_pretrained(self, folder: Path) -> None:
        """Copy the weights of a BERT checkpoint in safetensors form."""
        config = json.loads((folder / "config.json").read_text())
        if config["hidden_size"] != self.pieces.embedding_dim:
            raise ValueError(f"the base is {config['hidden_size']} wide, not as configured")
        base = {
            name.removeprefix("bert."): t
            for name, t in load_file(folder / "model.safetensors").items()
        }
        renamed = {
            "pieces.weight": base["embeddings.word_embeddings.weight"],
            "positions.weight": base["embeddings.position_embeddings.weight"],
            "segment": base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "output_norm": "attention.output.LayerNorm",
            "widen": "intermediate.dense",
            "narrow": "output.dense",
            "narrow_norm": "output.LayerNorm",
        }
        for index in range(len(self.layers)):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    renamed[f"layers.{index}.{ours}.{kind}"] = base[
                        f"encoder.layer.{index}.{theirs}.{kind}"
                    ]
        missing, unexpected = self.load_state_dict(renamed, strict=False)
        if unexpected or any(not name.startswith("features.") for name in missing):
            raise ValueError(f"the base does not fit: missing {missing}, unexpected {unexpected}")


class Reader(nn.Module):
    """The encoder and all heads; `forward` returns what the exported graph returns, by name."""

    def __init__(self, sizes: Sizes, labels: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.encoder = Encoder(sizes)
        width = sizes.width
        self.dropout = nn.Dropout(0.2)
        self.attribution = nn.Linear(width, len(labels["attribution"]))
        self.crf = SemiCrf(labels["attribution"])
        self.span_start = nn.Linear(width, self.crf.kinds * sizes.span)
        self.span_end = nn.Linear(width, self.crf.kinds * sizes.span)
        # At first a span is worth what its words are: training begins as with a linear chain.
        nn.init.zeros_(self.span_end.weight)
        nn.init.zeros_(self.span_end.bias)
        self.names = nn.Linear(width, len(labels["names"]))
        self.sentences = nn.Linear(width, 1)
        self.universal_tags = nn.Linear(width, len(labels["universal_tags"]))
        self.treebank_tags = nn.Linear(width, len(labels["treebank_tags"]))
        self.arc_dependent = nn.Linear(width, sizes.arc)
        self.arc_head = nn.Linear(width, sizes.arc)
        self.label_dependent = nn.Linear(width, sizes.label)
        self.label_head = nn.Linear(width, sizes.label)
        self.label_output = nn.Linear(sizes.label, len(labels["relations"]))
        self.link_dependent = nn.Linear(width, sizes.link)
        self.link_head = nn.Linear(width, sizes.link)
        self.link_none = nn.Parameter(torch.zeros(sizes.link))
        self.mixed = True
        self.scale = sizes.arc**-0.5, sizes.link**-0.5, sizes.span**-0.5

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return scores and vectors of shape (windows, words, …) by name."""
        # Half the time of a step; the heads and their losses stay in single precision.
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and self.mixed):
            states = self.encoder(batch)
        states = states.float()
        starts = batch["word_starts"][:, :, None].expand(-1, -1, states.shape[-1])
        words = self.dropout(states.gather(1, starts))
        gelu = functional.gelu
        return {
            "attribution": self.attribution(words),
            "span_start": self.dropout(gelu(self.span_start(words))) * self.scale[2],
            "span_end": self.span_end(words),
            "names": self.names(words),
            "sentences": self.sentences(words).squeeze(-1),
            "universal_tags": self.universal_tags(words),
            "treebank_tags": self.treebank_tags(words),
            "arc_dependent": self.dropout(gelu(self.arc_dependent(words))) * self.scale[0],
            "arc_head": self.arc_head(words),
            "label_dependent": self.label_dependent(words),
            "label_head": self.label_head(words),
            "link_dependent": self.dropout(gelu(self.link_dependent(words))) * self.scale[1],
            "link_head": self.link_head(words),
        }

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return relation scores for pairs of label vectors."""
        return self.label_output(self.dropout(functional.relu(dependent + head)))
