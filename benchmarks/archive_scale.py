"""How long does it take to add an article to an archive of a million quotes?

Loads quotes that `benchmarks.cluster_scale` wrote into a new archive, in one transaction and one
clustering, and then adds articles one by one, as a running program would; what the articles hold
was left out of the load. Extraction is not counted.

Run: python -m benchmarks.archive_scale QUOTES.jsonl ARCHIVE.db [HOW_MANY_ARTICLES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from index import rows, statement_forms
from index.archive import Archive
from index.statement_rows import all_centers, write_statements
from quotes.clusters.decisions import NOTHING_DECIDED
from quotes.export.json_lines import read_json_lines
from quotes.records import Article, Quote

LEFT_OUT_EVERY = 500
"""One article in so many is left out of the load, to be added later."""


def read_articles(path: Path) -> Iterator[tuple[Article, list[Quote]]]:
    """Yield the articles of a file of quotes with their quotes, whose text is made to fit."""

    def fail(error: Exception) -> None:
        raise error

    with path.open("rb") as lines:
        quotes = read_json_lines(lines, Quote, path.name, fail)
        for article_id, group in groupby(quotes, key=lambda quote: quote.article_id):
            text, found = "", []
            for quote in group:
                if quote.content[0].start_char < len(text):
                    continue  # planted over another quote's words: one of a few thousand
                found.append(quote)
                for span in quote.content:
                    text = text.ljust(span.start_char) + span.text
            first = found[0]
            yield (
                Article(id=article_id, text=text, outlet=first.outlet, published=first.published),
                found,
            )


def load(path: Path, archive: Archive) -> None:
    """Store all articles but those left out, and cluster their quotes in one run."""
    with archive._writing() as change:
        for at, (article, quotes) in enumerate(read_articles(path)):
            if at % LEFT_OUT_EVERY:
                rows.insert_article(archive._connection, article, quotes, None, change)
        statement_forms.relink_all(archive._connection, NOTHING_DECIDED)
        write_statements(archive._connection, all_centers(archive._connection), (), change)


def main(arguments: list[str]) -> None:
    """Print how long the load took, and the middle and the worst of the articles added."""
    source, target = Path(arguments[0]), Path(arguments[1])
    how_many = int(arguments[2]) if len(arguments) > 2 else 100
    is_new = not target.exists()
    with Archive.open(target, create=True) as archive:
        if is_new:
            start, cpu = time.monotonic(), time.process_time()
            load(source, archive)
            print(
                f"loaded in {time.monotonic() - start:.0f} s"
                f" ({time.process_time() - cpu:.0f} s of CPU)"
            )
        print(archive.stats())
        left_out = (
            story for at, story in enumerate(read_articles(source)) if at % LEFT_OUT_EVERY == 0
        )
        walls, cpus = [], []
        for (article, quotes), _ in zip(left_out, range(how_many), strict=False):
            start, cpu = time.monotonic(), time.process_time()
            changes = archive.put(article, quotes)
            walls.append(time.monotonic() - start)
            cpus.append(time.process_time() - cpu)
            assert changes.new or changes.changed
        for name, times in (("seconds", sorted(walls)), ("CPU seconds", sorted(cpus))):
            middle, most, worst = (times[int((len(times) - 1) * at)] for at in (0.5, 0.95, 1))
            print(
                f"{name} an article of 8 quotes: {middle:.3f} in the middle, {most:.3f} at 95 %,"
                f" {worst:.3f} at worst"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
