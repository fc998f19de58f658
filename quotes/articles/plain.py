"""What does a plain-text article hold? Hands on its exact text, its title and its front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from quotes.articles.decoding import reject_surrogates
from quotes.articles.draft import Draft
from quotes.articles.wire import read_stated_facts
from quotes.errors import FormatError

FRONT_MATTER_KEYS = ("title", "outlet", "url", "published", "byline")

# The first line must look like `key: value`: prose between two rules is prose, not broken YAML.
_FENCED = re.compile(
    r"\A---[ \t]*\r?\n(?P<yaml>\s*[A-Za-z_][\w-]*[ \t]*:\s.*?)^---[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_FIRST_LINE = re.compile(r"\S[^\r\n]*")


def read_plain_text(text: str) -> Draft:
    """Read a plain-text article; its `text` is every character after the front matter.

    Without a title of its own the first line that is not empty is the title, and stays in `text`.
    What the front matter does not say may stand in the text: bylines, datelines, the fields of a
    newspaper database.

    Raises:
        FormatError: The front matter is not valid YAML, or nothing follows it.
    """
    front_matter, body = split_front_matter(text)
    if not (first_line := _FIRST_LINE.search(body)):
        raise FormatError("holds front matter but no text after it")
    stated = read_stated_facts(body)
    return Draft(
        text=body,
        title=front_matter.get("title") or stated.title or first_line[0].strip(),
        outlet=front_matter.get("outlet") or stated.outlet,
        url=front_matter.get("url") or stated.url,
        byline=front_matter.get("byline") or stated.byline,
        published=front_matter.get("published") or stated.published,
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Part YAML front matter from the article; a leading `---` without a mapping is ordinary text.

    >>> split_front_matter("---\noutlet: The Bay Record\n---\nRain fell.")
    ({'outlet': 'The Bay Record'}, 'Rain fell.')
    >>> split_front_matter("---\nRain fell.\n---\n")
    ({}, '---\nRain fell.\n---\n')
    """
    fenced = _FENCED.match(text)
    if not fenced:
        return {}, text
    # `BaseLoader` is the one that builds nothing but strings: "1984", "No" and dates stay as
    # they are written, and no tag can make an object.
    try:
        found = yaml.load(fenced["yaml"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise FormatError(f"the front matter is not valid YAML ({_one_line(error)})") from error
    if not isinstance(found, Mapping):
        return {}, text
    return _known_values(found), text[fenced.end() :]


def _known_values(found: Mapping[object, object]) -> dict[str, str]:
    values: dict[str, str] = {}
    for key in FRONT_MATTER_KEYS:
        value = found.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise FormatError(
                f"the front matter's {key!r} should be one value, not a list or a map"
            )
        value = value.strip()
        reject_surrogates(value)
        if value not in {"", "~", "null"}:
            values[key] = value
    return values


def _one_line(error: Exception) -> str:
    """Say what is wrong with YAML and in which line of the file."""
    problem = getattr(error, "problem", None) or type(error).__name__
    mark = getattr(error, "problem_mark", None)
    # The fence is the file's first line, and marks count from 0.
    return f"line {mark.line + 2}: {problem}" if mark else str(problem)
