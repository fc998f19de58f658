"""Invented articles with known quotes, and an extractor that knows them, for the index's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from quotes.errors import InputError
from quotes.records import Article, Quote, Role, Speaker

Story = tuple[Article, tuple[Quote, ...]]


class Statement(NamedTuple):
    """What somebody says in an article, and who it is."""

    text: str
    speaker: str | None = "Ada Fenwick"
    role: str | None = None


def story(
    article_id: str,
    *statements: Statement | str,
    outlet: str | None = "The Bay Record",
    published: str | None = "2031-03-03",
    url: str | None = None,
    opening: str = "The council met on Monday.",
    language: str = "en",
) -> Story:
    """Return an article with a paragraph for each statement, and the quotes in it."""
    said = [Statement(item) if isinstance(item, str) else item for item in statements]
    paragraphs = [opening]
    for statement in said:
        by = ", ".join(part for part in (statement.speaker, statement.role) if part)
        paragraphs.append(f"“{statement.text}” said {by}." if by else f"“{statement.text}”")
    article = Article(
        id=article_id,
        text="\n\n".join(paragraphs),
        outlet=outlet,
        published=published,
        url=url,
        language=language,
    )
    return article, tuple(_quotes(article, said))


def _quotes(article: Article, statements: Iterable[Statement]) -> Iterator[Quote]:
    searched = 0
    for statement in statements:
        start_char = article.text.index(f"“{statement.text}”", searched) + 1
        end_char = searched = start_char + len(statement.text)
        speaker = role = cue = None
        if statement.speaker:
            cue = article.span(end_char + 2, end_char + 6)
            speaker = Speaker(name=statement.speaker)
        if statement.role:
            role = Role(text=statement.role)
        yield Quote(
            id=f"{article.id}:{start_char}",
            article_id=article.id,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            kind="direct",
            content=(article.span(start_char, end_char),),
            cue=cue,
            text=statement.text,
            speaker=speaker,
            role=role,
        )


def reader_of(
    stories: Iterable[Story], read: list[str] | None = None, broken: Mapping[str, InputError] = {}
) -> Callable[..., Iterator[Story]]:
    """Return an extractor that knows these stories, notes what it reads, and fails on `broken`."""
    known = {(article.id, article.text): quotes for article, quotes in stories}

    def extract(
        articles: Iterable[Article], *, on_error: Callable[[InputError], None], **_: object
    ) -> Iterator[Story]:
        for article in articles:
            if read is not None:
                read.append(article.id)
            if article.id in broken:
                on_error(broken[article.id])
                continue
            yield article, known[article.id, article.text]

    return extract
