"""What should the reader of an answer know besides the answers?

Who is mentioned and never quoted, which words were perhaps misspelt, what stands in the way of
finding more. Hands on notes: plain sentences without their full stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.engine import (
    And,
    DateRange,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Query,
    SearchResult,
    Word,
    wanted_leaves,
)
from index.known_names import ArchiveNames
from index.mentions import count_mentions
from index.query import ParsedQuery
from index.query_grammar import without_titles
from index.query_questions import looks_like_name
from index.searching import Attempt
from index.words import MAX_EXPANDED_KEYS

MAX_NAME_WORDS = 4
MENTIONS_TIMEOUT_SECONDS = 1.0
"""How long the articles are searched for a name that has no quotes."""


class _Texts(Protocol):
    def article_texts(self) -> Iterator[str]: ...


class _Searched(Protocol):
    @property
    def archive(self) -> _Texts: ...

    def search(self, tree: Query, *, limit: int | None = 20, offset: int = 0) -> SearchResult: ...


def remarks(
    index: _Searched,
    names: ArchiveNames,
    parsed: ParsedQuery,
    used: Attempt,
    found: SearchResult,
) -> Iterator[str]:
    """Yield what there is to say about an answer, the weightiest first."""
    yield from _silence(index, parsed, found)
    is_first = used.text == parsed.reading
    if not found.total or not is_first:
        yield from _spellings(index, names, parsed.tree)
    if not found.total:
        yield from _without_limits(index, parsed.tree)
    yield from _cut(found)
    if used.widened is not None:
        more = index.search(used.widened, limit=0).total - found.total
        if more > 0:
            have = "statement has" if more == 1 else "statements have"
            yield f"{more:,} more {have} it only in the text around; context: looks there"


# --- Who is mentioned, but never quoted ----------------------------------------------------------


def _silence(index: _Searched, parsed: ParsedQuery, found: SearchResult) -> Iterator[str]:
    """Say so where somebody the query names has no quotes at all."""
    for name, is_asked_for in _names(index, parsed, found):
        words = And(tuple(Word(word, "speaker") for word in name.split()))
        if index.search(words, limit=0).total:
            continue
        count, is_complete = count_mentions(
            name,
            index.archive.article_texts(),
            as_written=not is_asked_for,
            timeout_seconds=MENTIONS_TIMEOUT_SECONDS,
        )
        if count:
            at_least = "" if is_complete else "at least "
            articles = "1 article" if count == 1 else f"{count:,} articles"
            yield f"no quotes by {name}; mentioned in {at_least}{articles}"
        elif is_asked_for and is_complete:
            yield f"no quotes by {name}, and no article mentions that name"
        elif is_asked_for:
            yield f"no quotes by {name}"


def _names(
    index: _Searched, parsed: ParsedQuery, found: SearchResult
) -> Iterator[tuple[str, bool]]:
    """Yield the names in a query, and whether what they said is what was asked for."""
    asked_for = [] if parsed.role is not None else list(_speakers(parsed.tree))
    if parsed.asked_for and asked_for and looks_like_name(parsed.asked_for):
        asked_for = [" ".join(without_titles(parsed.asked_for.split()))]
    yield from ((name, True) for name in asked_for if not found.total or looks_like_name(name))
    text = " ".join(without_titles(parsed.text.split()))
    is_outlet = any(leaf.field == "outlet" for leaf in wanted_leaves(parsed.tree))
    if asked_for or is_outlet or not looks_like_name(text) or len(text.split()) > MAX_NAME_WORDS:
        return
    # What is spoken of in these words, a bridge perhaps, is not somebody who is silent.
    if not index.search(Phrase(text, "content"), limit=0).total:
        yield text, False


def _speakers(tree: Query) -> Iterator[str]:
    """Yield the speakers without whom nothing matches; words side by side are one name."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    words = [part for part in parts if isinstance(part, Word | Phrase) and part.field == "speaker"]
    if words:
        yield " ".join(word.text for word in words)
    for part in parts:
        if isinstance(part, And) and part is not tree:
            yield from _speakers(part)


# --- What stands in the way ----------------------------------------------------------------------


def _spellings(index: _Searched, names: ArchiveNames, tree: Query) -> Iterator[str]:
    for leaf in dict.fromkeys(wanted_leaves(tree)):
        if not isinstance(leaf, Word) or leaf.field not in (None, "content", "speaker", "role"):
            continue
        if index.search(leaf, limit=0).total:
            continue
        likely = names.suggestions(leaf.text, as_name=leaf.field == "speaker")
        if likely:
            yield f"“{leaf.text}” is not in the archive; perhaps {_either(likely)}"


def _either(words: tuple[str, ...]) -> str:
    *before, last = words
    return f"{', '.join(before)} or {last}" if before else last


def _without_limits(index: _Searched, tree: Query) -> Iterator[str]:
    """Say what would be found without the dates, or in all outlets."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    for what, is_limit in (("dates", _is_dated), ("outlets", _is_carried)):
        rest = tuple(part for part in parts if not is_limit(part))
        if rest and len(rest) < len(parts):
            count = index.search(And(rest), limit=0).total
            if count:
                statements = "1 statement" if count == 1 else f"{count:,} statements"
                yield f"{statements} of other {what}"


def _is_dated(tree: Query) -> bool:
    return isinstance(tree, DateRange)


def _is_carried(tree: Query) -> bool:
    leaves = wanted_leaves(tree)
    return bool(leaves) and all(leaf.field == "outlet" for leaf in leaves)


def _cut(found: SearchResult) -> Iterator[str]:
    for leaf in found.cut:
        sign = "*" if isinstance(leaf, Prefix) else "~"
        yield (
            f"{_text(leaf)}{sign} stands for more than {MAX_EXPANDED_KEYS:,} words; the first of"
            " them in the alphabet were looked for"
        )


def _text(leaf: Leaf) -> str:
    return " ".join(leaf.words) if isinstance(leaf, Near) else leaf.text
