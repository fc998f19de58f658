"""Assemble a pipeline that reads quotes: the bundled model, or any English one with ours behind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from quotes.errors import ModelError
from quotes.pipeline import factories, tokenizing

MAX_CHARACTERS = 25_000_000
"""Longer texts are refused by spaCy; articles are refused earlier (see `quotes/articles/`)."""


def load_pipeline(
    model: str | Path | None = None,
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: dict[str, Any] | None = None,
    threads: int | None = None,
) -> Language:
    """Return a pipeline whose docs have `doc._.quotes`.

    `model` is the name or folder of an English spaCy pipeline, or a folder written by
    `training/export.py`; the bundled model where it is `None`. `threads` is how many
    windows the encoder reads at a time, by default one a core. The other arguments are those of
    `spacy.load`. Raises `ModelError` where the model is missing, damaged, not English or has no
    dependencies.
    """
    folder = Path(model) if model is not None else None
    is_ours = folder is None or (folder / "reader.onnx").is_file()
    settings: dict[str, Any] = {"threads": threads}
    if is_ours:
        tokenizer = {"nlp": {"tokenizer": {"@tokenizers": tokenizing.NAME}}}
        nlp = spacy.blank("en", vocab=vocab, config={**tokenizer, **(config or {})})
        settings["model"] = None if folder is None else str(folder.resolve())
        names = [factories.SYNTAX, *factories.ATTRIBUTION_COMPONENTS]
    else:
        nlp = _load_other(str(model), vocab, config)
        names = list(factories.ATTRIBUTION_COMPONENTS)
    left_out = _names(exclude)
    for name in names:
        if name not in left_out:
            takes_model = name not in ("quotes_speakers", "quotes_roles")
            nlp.add_pipe(name, config=settings if takes_model else {})
    nlp.max_length = MAX_CHARACTERS
    kept = _names(enable)
    for name in list(nlp.pipe_names):
        if name in _names(disable) or (kept and name not in kept):
            nlp.disable_pipe(name)
    return nlp


def _names(value: str | Iterable[str]) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def _load_other(model: str, vocab: Any, config: dict[str, Any] | None) -> Language:
    try:
        nlp = spacy.load(model, vocab=vocab, config=config or {})
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"{model}: no spaCy pipeline can be loaded from there ({error}); give the name of an"
            " installed English pipeline or a folder, or leave --model out"
        ) from error
    if nlp.lang != "en":
        raise ModelError(f"{model}: reads the language “{nlp.lang}”; quotes needs English (en)")
    if not {"parser", "transformer", factories.SYNTAX} & set(nlp.pipe_names):
        raise ModelError(f"{model}: has no parser; quotes needs dependencies and sentence ends")
    return nlp
