"""What every reader of a format hands on: an article before it has an id."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its format states it; `None` where the format does not say.

    `published` is as written, not yet checked. `own_id` is the id a record brings along;
    `line` counts from 1 in files that hold one record a line.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    own_id: str | None = None
    line: int | None = None
