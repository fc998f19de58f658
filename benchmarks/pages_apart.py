"""How well are pages and files read that were written apart from the program?

    python -m benchmarks.pages_apart tests/quality/pages/work tests/quality/pages/work-*.jsonl

For every document: the share of the sentences to keep that stand in the cleaned text, the share of
those to drop that do not (or, in plain text, give no quote), quotes from what is to be dropped, the
fields of the metadata that are right, and the quotes of each form that are found with the right
speaker. A quote is found where its content overlaps (intersection over union of the characters that
are no white space) by half or more. All that is asked of a document that cannot be read is counted
wrong, but for what should be left out. `--misses` lists what is wrong, document by document.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from quotes.articles import read_articles
from quotes.errors import InputError
from quotes.extract import extract_articles, is_shown
from quotes.records import CONTENT_JOINER, Article, CharSpan, Quote, Speaker
from quotes.scoring import match_quotes
from quotes.scoring_people import is_same_speaker

FIELDS = ("title", "outlet", "published", "byline", "url", "language")
FORMS = ("blockquote", "reaction", "transcript", "post", "liveblog", "body")

Answer = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of right and of all, by what was asked, and what was wrong in words."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, what: str, is_right: bool, document: str, miss: str) -> None:
        """Count one answer."""
        self.all[what] += 1
        self.right[what] += is_right
        if not is_right:
            self.misses[document].append(f"{what}: {miss}")

    def count_clean(self, documents: Iterable[str]) -> None:
        """Count the documents whose text is right: all kept, all dropped, no quote from these."""
        texts = ("documents read: ", "kept: ", "dropped: ", "no quote from dropped: ")
        for document in documents:
            self.all["documents clean"] += 1
            self.right["documents clean"] += not any(
                miss.startswith(texts) for miss in self.misses.get(document, ())
            )

    def share(self, what: str) -> float:
        """Return the share that is right, 1 where nothing was asked."""
        return self.right[what] / self.all[what] if self.all[what] else 1.0

    def shares(self, *names: str) -> float:
        """Return the share that is right of several questions together."""
        total = sum(self.all[name] for name in names)
        return sum(self.right[name] for name in names) / total if total else 1.0

    def lines(self) -> Iterator[str]:
        """Yield the figures, one a line."""
        for name in sorted(self.all):
            yield f"{name:24} {self.share(name):6.3f}  {self.right[name]:4} of {self.all[name]}"


def read_answers(paths: Sequence[Path]) -> list[Answer]:
    """Return the answers of one or more files, a line a document."""
    return [
        json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line
    ]


def tally(folder: Path, answers: Sequence[Answer], nlp: Any = None) -> Tally:
    """Read the documents of a folder and compare them with what was written apart."""
    counts = Tally()
    for answer in answers:
        name = answer["file"].rpartition("/")[2]
        errors: list[InputError] = []
        found = list(
            read_articles([folder / name], on_error=errors.append, on_notice=lambda _: None)
        )
        counts.count("documents read", not errors, name, "; ".join(map(str, errors)))
        if not found:
            _count_unread(counts, name, answer)
        for article in found:
            _count_text(counts, name, article, answer)
            _count_metadata(counts, name, article, answer["metadata"])
            _count_quotes(counts, name, article, answer, nlp)
    counts.count_clean(answer["file"].rpartition("/")[2] for answer in answers)
    return counts


def _count_unread(counts: Tally, name: str, answer: Answer) -> None:
    for sentence in answer["kept"]:
        counts.count("kept", False, name, sentence)
    for key in filter(answer["metadata"].__contains__, FIELDS):
        counts.count(f"meta {key}", False, name, "not read")
    for one in answer["quotes"]:
        for question in ("found", "speaker"):
            counts.count(f"{question} {one['form']}", False, name, one["text"])


def _count_text(counts: Tally, name: str, article: Article, answer: Answer) -> None:
    text = plain(article.text)
    for sentence in answer["kept"]:
        counts.count("kept", plain(sentence) in text, name, sentence)
    if not name.endswith(".txt"):
        for sentence in answer["dropped"]:
            counts.count("dropped", plain(sentence) not in text, name, sentence)


def _count_metadata(counts: Tally, name: str, article: Article, stated: Answer) -> None:
    for key in FIELDS:
        if key not in stated:
            continue
        wanted, found = stated[key], getattr(article, key)
        counts.count(f"meta {key}", _is_same_value(key, wanted, found), name, f"{wanted} ≠ {found}")


def _is_same_value(key: str, wanted: str | None, found: str | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    if key == "published" and "T" in wanted and "T" in found:
        # Sites state milliseconds; the answers are to the second.
        moments = (datetime.fromisoformat(value) for value in (wanted, found))
        return len({moment.replace(microsecond=0) for moment in moments}) == 1
    if key == "byline":
        return _names(wanted) == _names(found)
    return plain(wanted).casefold() == plain(found).casefold()


def _names(byline: str) -> list[str]:
    return [name.strip().casefold() for name in re.split(r",| and | & ", byline) if name.strip()]


def _count_quotes(counts: Tally, name: str, article: Article, answer: Answer, nlp: Any) -> None:
    if article.language != "en":
        quotes: list[Quote] = []
    else:
        ((_, extracted),) = extract_articles([article], nlp=nlp)
        quotes = list(filter(is_shown, extracted))
    dropped = [span for text in answer["dropped"] if (span := locate(article.text, text))]
    from_dropped = [
        quote
        for quote in quotes
        if any(
            span.start_char < part.end_char and part.start_char < span.end_char
            for span in dropped
            for part in quote.content
        )
    ]
    counts.count(
        "no quote from dropped", not from_dropped, name, str([quote.text for quote in from_dropped])
    )
    gold = [(one, made) for one in answer["quotes"] if (made := _gold(article, one)) is not None]
    located = [id(one) for one, _ in gold]
    matches = match_quotes(article.text, [made for _, made in gold], quotes)
    found_by = {id(gold[match.gold_index][0]): quotes[match.found_index] for match in matches}
    for one in answer["quotes"]:
        quote = found_by.get(id(one))
        is_right = quote is not None and _is_same_speaker(one["speaker"], quote.speaker)
        shown = "not in the text" if id(one) not in located else "not found"
        if quote is not None:
            shown = f"by {quote.speaker.name if quote.speaker else None}, {quote.text[:60]!r}"
        label = f"{one['speaker']}: {one['text'][:90]!r} {shown}"
        counts.count(f"found {one['form']}", quote is not None, name, label)
        counts.count(f"speaker {one['form']}", is_right, name, label)
    matched = {match.found_index for match in matches}
    for number, quote in enumerate(quotes):
        counts.count("precision", number in matched, name, f"too much: {quote.text[:90]!r}")


def _gold(article: Article, one: Answer) -> Quote | None:
    spans = [locate(article.text, piece) for piece in one["text"].split(CONTENT_JOINER)]
    content = [span for span in spans if span is not None]
    if not content:
        return None
    return Quote(
        id="gold", article_id=article.id, kind="direct", text=one["text"], content=tuple(content)
    )


def _is_same_speaker(wanted: str | None, found: Speaker | None) -> bool:
    if wanted is None or found is None:
        return wanted is None and found is None
    kind = "person" if re.search(r"[A-Z]", wanted) else "unnamed"
    return is_same_speaker(Speaker.model_validate({"name": wanted, "kind": kind}), found)


def plain(text: str) -> str:
    """Return text with single spaces."""
    return " ".join(text.split())


def locate(text: str, words: str) -> CharSpan | None:
    """Return where words stand in a text, white space counting as one space."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text) if pattern else None
    if found is None:
        return None
    return CharSpan(start_char=found.start(), end_char=found.end(), text=found[0])


def main() -> None:
    """Print the figures, and what is wrong if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the documents are")
    parser.add_argument("answers", type=Path, nargs="+", help="what was written apart of them")
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()

    import quotes

    counts = tally(options.folder, read_answers(options.answers), quotes.load())
    if options.misses:
        for document, misses in sorted(counts.misses.items()):
            print(document, *(f"    {miss}" for miss in misses), sep="\n")
    print(*counts.lines(), sep="\n")


if __name__ == "__main__":
    main()
