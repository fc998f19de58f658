"""A process that is killed, or works beside others: adds articles and prints what is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from newsroom import Story, reader_of, story

from index.intake import StoredArticle, add_articles
from index.store import QuoteIndex

ARTICLE_COUNT = 120
OUTLETS = ("The Bay Record", "Port Gazette", "Harbour Times")


def stories(count: int = ARTICLE_COUNT) -> Iterator[Story]:
    """Yield small articles, every statement carried by three outlets."""
    for number in range(count):
        event, outlet = divmod(number, len(OUTLETS))
        yield story(
            f"{number}.txt",
            f"Ward {event} gets its own ferry in year {2000 + event} and no day before that",
            f"The crew of the {event} tram refused to drive past the flooded depot again",
            outlet=OUTLETS[outlet],
        )


def report(stored: StoredArticle) -> None:
    """Print the article, unless it was there before."""
    if stored.fate == "added":
        print(stored.id, flush=True)


if __name__ == "__main__":
    with QuoteIndex.open(sys.argv[1], create=True) as index:
        known = list(stories(*map(int, sys.argv[2:])))
        articles = (article for article, _ in known)
        add_articles(index, articles, extract=reader_of(known), on_article=report)
