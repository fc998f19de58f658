"""Train the reading network: `python training/train.py --corpora PATH --base PATH --run PATH`.

Epochs go over PolNeAR (attributions, silver names and sentences) and over the treebanks (tags,
dependencies, names) in mixed batches, in the cycles of `cycles.py`. After every epoch the state is
saved; the same command begun again goes on from there. `export.py` turns the last state into the
shipped files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from batches import batches_of
from corpora import ATTRIBUTION_TAGS, NAME_TAGS, Example, read_conllu, read_polnear
from cycles import RECIPE, Cycle
from losses import Piece, losses
from measure import measure
from network import Reader, Sizes

from quotes.pipeline.wordpieces import WordPieces

BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` of all-MiniLM-L6-v2, the weights that training starts from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole run; kept in `meta.json` beside the cycles."""

    batch_windows: int = 8
    weight_decay: float = 0.01
    clip: float = 1.0


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--base", type=Path, help="folder of the base checkpoint; none: random")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json (default: the base's)")
    parser.add_argument("--run", type=Path, required=True, help="folder for states and figures")
    parser.add_argument(
        "--epochs",
        default=",".join(str(cycle.epochs) for cycle in RECIPE),
        help="epochs of each cycle (default: %(default)s)",
    )
    parser.add_argument("--layers", type=int, default=Sizes().layers)
    parser.add_argument("--batch-windows", type=int, default=Settings().batch_windows)
    parser.add_argument("--stop-after", type=int, help="stop after so many epochs, to go on later")
    parser.add_argument("--limit", type=int, help="use only so many documents a corpus")
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    settings = Settings(batch_windows=arguments.batch_windows)
    epochs = [int(count) for count in arguments.epochs.split(",")]
    cycles = [replace(cycle, epochs=n) for cycle, n in zip(RECIPE, epochs, strict=False)]
    tokenizer = arguments.tokenizer or arguments.base / "tokenizer.json"
    train(arguments, settings, cycles, WordPieces.from_file(tokenizer))


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


@dataclass(slots=True)
class State:
    """Where a run is: the network, what has been done, and what was measured after it."""

    reader: Reader
    cycle: int = 0
    epochs_done: int = 0
    """In all cycles."""
    epoch: int = 0
    """Of this cycle."""
    optimizer: torch.optim.AdamW | None = None
    schedule: torch.optim.lr_scheduler.LambdaLR | None = None


def optimizer_of(reader: Reader, settings: Settings, cycle: Cycle) -> torch.optim.AdamW:
    """Return AdamW with one rate for the encoder, one for its features, one for the heads."""
    embeddings = (reader.encoder.pieces.weight, reader.encoder.positions.weight)
    for parameter in embeddings:
        parameter.requires_grad_(cycle.trains_embeddings)
    groups: dict[float, list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in reader.named_parameters():
        rate = cycle.head_rate
        if name.startswith("encoder."):
            is_feature = name.startswith("encoder.features.")
            rate = cycle.feature_rate if is_feature else cycle.encoder_rate
        if parameter.requires_grad:
            groups[rate].append(parameter)
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for rate, parameters in groups.items()],
        weight_decay=settings.weight_decay,
        fused=True,
    )


def train(
    arguments: argparse.Namespace, settings: Settings, cycles: list[Cycle], pieces: WordPieces
) -> None:
    """Run the epochs that are still missing in the run's folder."""
    training = read_corpora(arguments.corpora, "train", arguments.limit)
    development = read_corpora(arguments.corpora, "dev", arguments.limit)
    labels = label_sets(training)
    indices = {task: {label: i for i, label in enumerate(names)} for task, names in labels.items()}
    torch.manual_seed(cycles[0].seed)
    sizes = Sizes(layers=arguments.layers, vocabulary=pieces.tokenizer.get_vocab_size())
    state = State(Reader(sizes, labels))
    if arguments.base:
        check_base(arguments.base)
        state.reader.encoder.load_pretrained(arguments.base)
    kept = resume(arguments.run, state)
    about = {
        "sizes": sizes.as_dict(),
        "labels": labels,
        "settings": asdict(settings),
        "cycles": [asdict(cycle) for cycle in cycles],
    }
    for number in range(state.cycle, len(cycles)):
        cycle = cycles[number]
        begin_cycle(state, number, cycle, settings, training, pieces, kept)
        kept = None
        while state.epoch < cycle.epochs:
            if arguments.stop_after and state.epochs_done >= arguments.stop_after:
                return
            begun = time.monotonic()
            torch.manual_seed(cycle.seed + state.epoch)
            batches = batches_of(training, pieces, cycle, state.epoch, settings.batch_windows)
            means = run_epoch(state, batches, indices, settings, cycle)
            save(arguments.run, state, about)
            figures = measure(state.reader, development, pieces, labels)
            report(arguments.run, state, (time.monotonic() - begun) / 60, means, figures)
        torch.save(state.reader.state_dict(), arguments.run / f"cycle-{number + 1}.pt")


def begin_cycle(
    state: State,
    number: int,
    cycle: Cycle,
    settings: Settings,
    training: dict[str, list[Example]],
    pieces: WordPieces,
    kept: dict | None,
) -> None:
    """Set up the cycle's optimizer and schedule, or take up those of the stopped run."""
    state.optimizer = optimizer_of(state.reader, settings, cycle)
    # Epochs differ by some batches; the rate reaches its last value a little before or after.
    first = batches_of(training, pieces, cycle, 0, settings.batch_windows)
    steps = len(first) * cycle.epochs
    state.schedule = torch.optim.lr_scheduler.LambdaLR(
        state.optimizer, lambda step: rate_at(step, steps, cycle.warm_up, cycle.last_share)
    )
    if kept:
        state.optimizer.load_state_dict(kept["optimizer"])
        state.schedule.load_state_dict(kept["schedule"])
    else:
        state.cycle, state.epoch = number, 0


def rate_at(step: int, steps: int, warm_up: float, last_share: float) -> float:
    """Return the share of the full rate: linear up over `warm_up` of the steps, then down."""
    rising = max(1, int(steps * warm_up))
    if step < rising:
        return (step + 1) / rising
    left = max(0.0, (steps - step) / max(1, steps - rising))
    return last_share + (1 - last_share) * left


def run_epoch(
    state: State,
    batches: list[list[Piece]],
    indices: dict[str, dict[str, int]],
    settings: Settings,
    cycle: Cycle,
) -> dict[str, float]:
    """Go once over `batches` and return the mean loss of every task."""
    state.reader.train()
    weights = cycle.weights()
    trained = [parameter for parameter in state.reader.parameters() if parameter.requires_grad]
    sums: dict[str, list[float]] = defaultdict(list)
    begun = time.monotonic()
    for number, batch in enumerate(batches, 1):
        found = losses(state.reader, batch, indices, cycle.whole_spans)
        total = sum(weights[task] * loss for task, loss in found.items())
        state.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(trained, settings.clip)
        state.optimizer.step()
        state.schedule.step()
        for task, loss in found.items():
            sums[task].append(loss.item())
        if number % 50 == 0 or number == len(batches):
            recent = {task: round(sum(v[-50:]) / len(v[-50:]), 3) for task, v in sums.items()}
            seconds = time.monotonic() - begun
            print(f"{number}/{len(batches)} {seconds:.0f} s {recent}", file=sys.stderr, flush=True)
    state.epoch += 1
    state.epochs_done += 1
    return {task: round(sum(values) / len(values), 4) for task, values in sums.items()}


def report(
    run: Path, state: State, minutes: float, means: dict[str, float], figures: dict[str, float]
) -> None:
    """Print what an epoch came to, and add it to the run's log."""
    line = {
        "epoch": state.epochs_done,
        "cycle": state.cycle + 1,
        "minutes": round(minutes, 1),
        "loss": means,
        "dev": figures,
    }
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def save(run: Path, state: State, about: dict) -> None:
    """Write the state of the run so that a kill leaves either the old one or the new one."""
    kept = about | {
        "cycle": state.cycle,
        "epoch": state.epoch,
        "epochs_done": state.epochs_done,
        "reader": state.reader.state_dict(),
        "optimizer": state.optimizer.state_dict(),
        "schedule": state.schedule.state_dict(),
    }
    torch.save(kept, run / "state.new")
    (run / "state.new").replace(run / "state.pt")


def resume(run: Path, state: State) -> dict | None:
    """Take up the state in the run's folder and return it, or None where there is none."""
    if not (run / "state.pt").exists():
        return None
    kept = torch.load(run / "state.pt", weights_only=True)
    state.reader.load_state_dict(kept["reader"])
    state.cycle, state.epoch = kept["cycle"], kept["epoch"]
    state.epochs_done = kept["epochs_done"]
    return kept


if __name__ == "__main__":
    main()
