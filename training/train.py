"""Train the reading network: `python training/train.py --corpora PATH --base PATH --run PATH`.

Epochs go over PolNeAR (attributions, silver names and sentences) and over the treebanks (tags,
dependencies, names) in mixed batches. After every epoch the state is saved; the same command
begun again goes on from there. `export.py` turns the last state into the shipped files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import ATTRIBUTION_TAGS, NAME_TAGS, Example, read_conllu, read_polnear
from losses import WEIGHTS, Piece, losses
from measure import measure
from network import Reader, Sizes

from quotes.pipeline.wordpieces import WordPieces, quotation_states_of

BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` of all-MiniLM-L6-v2, the weights that training starts from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a run; kept in `meta.json`."""

    epochs: int = 4
    batch_windows: int = 8
    encoder_rate: float = 2e-4
    feature_rate: float = 1e-3
    head_rate: float = 2e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    clip: float = 1.0
    mark_swaps: float = 0.15
    seed: int = 7


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--base", type=Path, help="folder of the base checkpoint; none: random")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json (default: the base's)")
    parser.add_argument("--run", type=Path, required=True, help="folder for states and figures")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--layers", type=int, default=Sizes().layers)
    parser.add_argument("--batch-windows", type=int, default=Settings().batch_windows)
    parser.add_argument("--stop-after", type=int, help="stop after this epoch, to go on later")
    parser.add_argument("--limit", type=int, help="use only so many documents a corpus")
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    settings = Settings(epochs=arguments.epochs, batch_windows=arguments.batch_windows)
    tokenizer = arguments.tokenizer or arguments.base / "tokenizer.json"
    train(arguments, settings, WordPieces.from_file(tokenizer))


def read_corpora(folder: Path, split: str, limit: int | None = None) -> dict[str, list[Example]]:
    """Return the examples of one split by corpus."""
    parses = folder / f"polnear/{split}.parse.jsonl.gz"
    readers = {
        "polnear": lambda: read_polnear(
            folder / f"polnear/{split}.jsonl.gz", parses if parses.exists() else None
        ),
        "ewt": lambda: read_conllu(folder / f"ud/ewt-{split}.conllu.gz"),
        "gum": lambda: read_conllu(folder / f"gum/gum-{split}.conllu.gz", with_entities=True),
    }
    return {name: list(read())[:limit] for name, read in readers.items()}


def label_sets(corpora: dict[str, list[Example]]) -> dict[str, tuple[str, ...]]:
    """Return the labels of every task, fixed where the program relies on them."""

    def seen(field: str) -> tuple[str, ...]:
        examples = (example for part in corpora.values() for example in part)
        return tuple(sorted({v for e in examples for v in getattr(e, field) or ()}))

    return {
        "attribution": ATTRIBUTION_TAGS,
        "names": NAME_TAGS,
        "universal_tags": seen("universal_tags"),
        "treebank_tags": seen("treebank_tags"),
        "relations": seen("relations"),
    }


def check_base(folder: Path) -> None:
    """Refuse base weights other than the pinned ones."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_DIGEST:
        raise SystemExit(f"{folder}: the base weights have digest {digest}, not {BASE_DIGEST}")


def swap_marks(example: Example, chance: float, source: random.Random) -> Example:
    """Sometimes return the example with other quotation marks: straight, or British single ones."""
    if source.random() >= chance:
        return example
    table = source.choice([{"“": '"', "”": '"', "’": "'"}, {"“": "‘", "”": "’", '"': "'"}])
    words = ["".join(table.get(character, character) for character in w) for w in example.words]
    fields = {name: getattr(example, name) for name in Example.__slots__}
    return Example(**(fields | {"words": words}))


def batches_of(
    corpora: dict[str, list[Example]], pieces: WordPieces, settings: Settings, epoch: int
) -> list[list[Piece]]:
    """Return one epoch's batches in random order; a batch is of one kind of corpus."""
    source = random.Random(settings.seed * 1000 + epoch)
    kinds: dict[str, list[Piece]] = defaultdict(list)
    for name, examples in corpora.items():
        for example in examples:
            read = example
            if name == "polnear":
                read = swap_marks(example, settings.mark_swaps, source)
            # Whatever the marks look like, what they mark is known.
            states = quotation_states_of(example.words, example.paragraph_starts)
            for window in pieces.windows(read.words, read.paragraph_starts, states):
                kinds["polnear" if name == "polnear" else "treebank"].append(Piece(read, window))
    batches = []
    size = settings.batch_windows
    for windows in kinds.values():
        source.shuffle(windows)
        # Windows of like length share a batch, within a pool small enough to stay random.
        for start in range(0, len(windows), size * 16):
            pool = sorted(windows[start : start + size * 16], key=lambda p: len(p.window.piece_ids))
            batches.extend(pool[i : i + size] for i in range(0, len(pool), size))
    source.shuffle(batches)
    return batches


def optimizer_of(reader: Reader, settings: Settings) -> torch.optim.AdamW:
    """Return AdamW with one rate for the encoder, one for its features, one for the heads."""
    groups: dict[float, list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in reader.named_parameters():
        rate = settings.head_rate
        if name.startswith("encoder."):
            is_feature = name.startswith("encoder.features.")
            rate = settings.feature_rate if is_feature else settings.encoder_rate
        groups[rate].append(parameter)
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for rate, parameters in groups.items()],
        weight_decay=settings.weight_decay,
    )


def train(arguments: argparse.Namespace, settings: Settings, pieces: WordPieces) -> None:
    """Run the epochs that are still missing in the run's folder."""
    training = read_corpora(arguments.corpora, "train", arguments.limit)
    development = read_corpora(arguments.corpora, "dev", arguments.limit)
    labels = label_sets(training)
    indices = {task: {label: i for i, label in enumerate(names)} for task, names in labels.items()}
    torch.manual_seed(settings.seed)
    sizes = Sizes(layers=arguments.layers, vocabulary=pieces.tokenizer.get_vocab_size())
    reader = Reader(sizes, labels)
    if arguments.base:
        check_base(arguments.base)
        reader.encoder.load_pretrained(arguments.base)
    optimizer = optimizer_of(reader, settings)
    steps = len(batches_of(training, pieces, settings, 0)) * settings.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step, steps, settings.warm_up)
    )
    first = resume(arguments.run, reader, optimizer, schedule)
    for epoch in range(first, min(settings.epochs, arguments.stop_after or settings.epochs)):
        torch.manual_seed(settings.seed + epoch)
        begun = time.monotonic()
        batches = batches_of(training, pieces, settings, epoch)
        means = run_epoch(reader, batches, indices, optimizer, schedule, settings)
        save(arguments.run, epoch + 1, reader, optimizer, schedule, sizes, labels, settings)
        figures = measure(reader, development, pieces, labels)
        minutes = (time.monotonic() - begun) / 60
        report = {"epoch": epoch + 1, "minutes": round(minutes, 1), "loss": means, "dev": figures}
        with (arguments.run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(report) + "\n")
        print(json.dumps(report), flush=True)


def rate_at(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the full rate: linear up over `warm_up` of the steps, then down to 0."""
    rising = max(1, int(steps * warm_up))
    if step < rising:
        return (step + 1) / rising
    return max(0.0, (steps - step) / max(1, steps - rising))


def run_epoch(
    reader: Reader,
    batches: list[list[Piece]],
    indices: dict[str, dict[str, int]],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    settings: Settings,
) -> dict[str, float]:
    """Go once over `batches` and return the mean loss of every task."""
    reader.train()
    sums: dict[str, list[float]] = defaultdict(list)
    begun = time.monotonic()
    for number, batch in enumerate(batches, 1):
        found = losses(reader, batch, indices)
        total = sum(WEIGHTS[task] * loss for task, loss in found.items())
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), settings.clip)
        optimizer.step()
        schedule.step()
        for task, loss in found.items():
            sums[task].append(loss.item())
        if number % 50 == 0 or number == len(batches):
            recent = {task: round(sum(v[-50:]) / len(v[-50:]), 3) for task, v in sums.items()}
            seconds = time.monotonic() - begun
            print(f"{number}/{len(batches)} {seconds:.0f} s {recent}", file=sys.stderr, flush=True)
    return {task: round(sum(values) / len(values), 4) for task, values in sums.items()}


def save(
    run: Path,
    epoch: int,
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    sizes: Sizes,
    labels: dict[str, tuple[str, ...]],
    settings: Settings,
) -> None:
    """Write the state of the run so that a kill leaves either the old one or the new one."""
    state = {
        "epoch": epoch,
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "sizes": sizes.as_dict(),
        "labels": labels,
        "settings": asdict(settings),
    }
    torch.save(state, run / "state.new")
    (run / "state.new").replace(run / "state.pt")


def resume(
    run: Path,
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
) -> int:
    """Take up the state in the run's folder, if any, and return the epochs already done."""
    if not (run / "state.pt").exists():
        return 0
    state = torch.load(run / "state.pt", weights_only=True)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])


if __name__ == "__main__":
    main()
