"""What did people find in these articles?

Reads annotated articles, one JSON object a line, plain or gzipped, in three layouts: gold lines
as the program writes and documents them (`{"article": {…}, "quotes": […]}`); PolNeAR's
attributions (`{"id", "text", "attributions": [{"source", "cue", "content"}…], "discard"}`, ranges
as `[start, end]`); and these with speaker, role, medium and kind added. Hands on `GoldArticle`s.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from quotes.errors import FormatError, InputError, ReadError
from quotes.pipeline.marks import pair_marks
from quotes.records import CONTENT_JOINER, Article, CharSpan, Kind, Quote, Role, Speaker
from quotes.scoring import Range, common_ranges, merged_ranges, trim


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and the quotes people found in it.

    `set_aside` are annotations in doubt, which count neither for nor against; `discarded` are
    stretches that were not annotated, such as bylines. `has_speakers` is false where the
    annotation says nothing about who speaks and in which role; see `states` for the rest.
    """

    article: Article
    quotes: tuple[Quote, ...]
    set_aside: tuple[Quote, ...] = ()
    discarded: tuple[Range, ...] = ()
    has_speakers: bool = True


def states(quote: Quote, field: Literal["medium", "modality"]) -> bool:
    """Tell whether the annotation of a gold quote says this, and does not leave it to the default.

    PolNeAR says nothing of either; a gold line of ours says both.
    """
    return field in quote.model_fields_set


def read_gold(
    path: Path, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[GoldArticle]:
    """Yield the articles of a gold file (.jsonl or .jsonl.gz) in the order of its lines.

    Raises `ReadError` if the file cannot be read. A line that is not a gold line raises
    `FormatError` with its number, or is left out and handed to `on_error` where that is given.
    """
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            yield parse_gold_line(line, source=f"{path}:{number}")
        except FormatError as error:
            if on_error is None:
                raise
            on_error(error)


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            yield from (line.decode("utf-8-sig") for line in stream)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"the gold file could not be read: {reason}", str(path)) from error
    except UnicodeDecodeError as error:
        raise FormatError("the gold file is not UTF-8", str(path)) from error


def parse_gold_line(line: str, *, source: str = "") -> GoldArticle:
    """Read one line in any of the three layouts.

    Raises `FormatError`, which names `source`, where it is none of them or its offsets do not
    fit the text.
    """
    try:
        value = json.loads(line)
        if isinstance(value, dict) and isinstance(value.get("attributions"), list):
            return _from_polnear(value)
        if isinstance(value, dict) and "article" in value and "quotes" in value:
            return _from_exchange(value)
    except json.JSONDecodeError as error:
        raise FormatError(f"not JSON: {error}", source) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FormatError(f"{place}: {first['msg']}", source) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"not a gold line: {error!r}", source) from error
    raise FormatError('expected {"article": …, "quotes": …} or {"attributions": …}', source)


def _from_exchange(value: Mapping[str, Any]) -> GoldArticle:
    """Read a gold line; ids, texts of spans and joined texts that are left out are filled in."""
    article = Article.from_exchange(value["article"])
    identifiers = _Identifiers(article.id)
    quotes = []
    for entry in value["quotes"]:
        completed = {**entry, "article_id": article.id}
        for name in ("source", "cue"):
            completed[name] = _completed_span(article, entry.get(name))
        completed["content"] = [_completed_span(article, span) for span in entry["content"]]
        texts = [span["text"] for span in completed["content"]]
        completed.setdefault("text", CONTENT_JOINER.join(texts))
        start_char = completed["content"][0]["start_char"] if texts else 0
        identifier = identifiers.next_at(start_char)
        completed.setdefault("id", identifier)
        quotes.append(Quote.from_exchange(completed))
    return GoldArticle(article=article, quotes=tuple(quotes))


def _completed_span(article: Article, span: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if span is None:
        return None
    read = _span(article, (span["start_char"], span["end_char"]))
    if span.get("text", read.text) != read.text:
        raise ValueError(
            f"the text of the span {read.start_char}–{read.end_char} is {span['text']!r},"
            f" but the article has {read.text!r} there"
        )
    return read.model_dump()


def _from_polnear(value: Mapping[str, Any]) -> GoldArticle:
    """Read an article with attributions.

    An attribution without content is no quote and is left out (37 of 22,000 in PolNeAR). A source
    in several pieces (9 of 22,000) is read as one stretch from the first to the last.
    """
    article = Article(
        id=str(value["id"]),
        text=value["text"],
        outlet=value.get("publisher"),
        title=value.get("title"),
        url=value.get("url"),
        published=value.get("date"),
    )
    in_marks = merged_ranges(
        (quotation.outer_start_char, quotation.outer_end_char)
        for quotation in pair_marks(article.text)
    )
    identifiers = _Identifiers(article.id)
    sure: list[Quote] = []
    doubtful: list[Quote] = []
    for entry in value["attributions"]:
        if entry["content"]:
            quote = _quote(article, entry, identifiers, in_marks)
            (doubtful if entry.get("doubtful") else sure).append(quote)
    return GoldArticle(
        article=article,
        quotes=tuple(sure),
        set_aside=tuple(doubtful),
        discarded=tuple((start, end) for start, end in value.get("discard", ())),
        has_speakers=any("speaker" in entry for entry in value["attributions"]),
    )


def _quote(
    article: Article, entry: Mapping[str, Any], identifiers: _Identifiers, in_marks: list[Range]
) -> Quote:
    content = tuple(_span(article, span) for span in sorted(entry["content"]))
    return Quote(
        id=identifiers.next_at(content[0].start_char),
        article_id=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        kind=entry.get("kind") or kind_by_marks(article.text, content, in_marks),
        **{name: entry[name] for name in ("medium", "modality") if entry.get(name)},
        content=content,
        cue=_hull(article, entry["cue"]),
        source=_hull(article, entry["source"]),
        text=CONTENT_JOINER.join(span.text for span in content),
        speaker=_speaker(article, entry),
        role=_role(article, entry),
    )


def _speaker(article: Article, entry: Mapping[str, Any]) -> Speaker | None:
    if not entry.get("speaker"):
        return None
    mention = entry.get("speaker_mention")
    return Speaker(
        name=entry["speaker"],
        kind=entry.get("speaker_kind") or "person",
        mention=_span(article, mention) if mention else None,
    )


def _role(article: Article, entry: Mapping[str, Any]) -> Role | None:
    if not entry.get("role"):
        return None
    mention = entry.get("role_mention")
    return Role(
        text=entry["role"],
        mention=_span(article, mention) if mention else None,
        affiliation=entry.get("affiliation"),
    )


def _span(article: Article, span: Iterable[int]) -> CharSpan:
    start_char, end_char = span
    if not 0 <= start_char < end_char <= len(article.text):
        raise ValueError(
            f"the span {start_char}–{end_char} is not in the text ({len(article.text)} characters)"
        )
    return article.span(start_char, end_char)


def _hull(article: Article, spans: list[list[int]]) -> CharSpan | None:
    if not spans:
        return None
    return _span(article, (min(span[0] for span in spans), max(span[1] for span in spans)))


def kind_by_marks(text: str, content: Iterable[CharSpan], in_marks: list[Range]) -> Kind:
    """Tell the kind of a content from how much of it stands in quotation marks.

    `in_marks` are the outer ranges of the quotations in `text`, in order and without overlaps.
    """
    trimmed = merged_ranges(trim(text, span.start_char, span.end_char) for span in content)
    inside = sum(end - start for start, end in common_ranges(trimmed, in_marks))
    if not inside:
        return "indirect"
    return "direct" if inside == sum(end - start for start, end in trimmed) else "mixed"


class _Identifiers:
    """Numbers the quotes of one article: `id:start_char`, then `.2`, `.3` where several begin."""

    def __init__(self, article_id: str) -> None:
        self._article_id = article_id
        self._taken: Counter[int] = Counter()

    def next_at(self, start_char: int) -> str:
        self._taken[start_char] += 1
        count = self._taken[start_char]
        return f"{self._article_id}:{start_char}" + (f".{count}" if count > 1 else "")
