"""The text of a `Doc`, put together once.

`Doc.text` joins all tokens anew each time it is asked for, and a dozen places ask: a tenth of the
program's time. It is kept with the `Doc` while rooms 2 to 4 work on it and dropped with the
network's reading.
"""

from __future__ import annotations

from spacy.tokens import Doc

_TEXT_KEY = "quotes.text"


def text_of(doc: Doc) -> str:
    """Return `doc.text`."""
    text: str | None = doc.user_data.get(_TEXT_KEY)
    if text is None:
        text = doc.user_data[_TEXT_KEY] = doc.text
    return text


def drop_text(doc: Doc) -> None:
    """Forget what was kept: nothing of it leaves the pipeline."""
    doc.user_data.pop(_TEXT_KEY, None)
