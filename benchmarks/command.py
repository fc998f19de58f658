"""The command line that the measurements of a model share: what is read, compared and held."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import floors
from quotes.errors import QuotesError
from quotes.pipeline.encoder import MODEL_FOLDER


def measure_model(
    description: str,
    *,
    data: str,
    needed: str,
    default_floors: Path,
    run: Callable[[argparse.Namespace], None],
) -> None:
    """Read the options and run; end with the exit code of the error where there is one.

    `data` names the positional argument and the option that holds it, `needed` says what it is.
    Nothing is measured without it: `make bench` runs every benchmark without arguments, and the
    corpora are not ours to ship.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(data, type=Path, nargs="?")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--against", type=Path, help="the folder of a second model")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    floors.add_options(parser, default_floors)
    options = parser.parse_args()
    if getattr(options, data) is None:
        print(f"nothing measured: give {needed} (training/README.md)")
        return
    try:
        run(options)
    except QuotesError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
