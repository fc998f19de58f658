"""From articles to the index: what became of each one. Reading quotes is stubbed in this file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import reader_of, story

from index.archive import Archive
from index.engine import Everything
from index.intake import IntakeReport, StoredArticle, add_articles
from index.statement_rows import StatementChanges
from index.store import QuoteIndex
from quotes.articles import LocatedArticle, locate_articles
from quotes.errors import ArchiveError, FormatError, InputError
from quotes.records import Article

BRIDGE = "The old bridge will be closed to all traffic before the first winter storms arrive"
FERRY = "Every passenger who paid for a cancelled ferry crossing will get the money back by May"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[QuoteIndex]:
    with QuoteIndex.open(tmp_path / "quotes.db", engine="memory", create=True) as opened:
        yield opened


def report(**counts: object) -> IntakeReport:
    none = dict.fromkeys(
        ("added", "replaced", "unchanged", "other_language", "failed", "quotes"), 0
    )
    return IntakeReport(**{**none, **counts})  # type: ignore[arg-type]


def test_articles_are_stored_and_counted(index: QuoteIndex) -> None:
    stories = [story("a.txt", BRIDGE, FERRY), story("b.txt", BRIDGE), story("c.txt")]
    told: list[StoredArticle] = []
    found = add_articles(
        index,
        [article for article, _ in stories],
        extract=reader_of(stories),
        on_article=told.append,
    )
    assert found == report(added=3, quotes=3)
    assert found.stored == 3
    assert [len(stored.changes.new) for stored in told] == [2, 0, 0]
    assert [len(stored.changes.changed) for stored in told] == [0, 1, 0]
    assert [stored._replace(changes=StatementChanges()) for stored in told] == [
        StoredArticle("a.txt", "added", 2),
        StoredArticle("b.txt", "added", 1),
        StoredArticle("c.txt", "added", 0),
    ]
    assert index.search(Everything()).total == 2


def test_an_unchanged_article_is_not_read_again_and_a_changed_one_is(index: QuoteIndex) -> None:
    stories = [story("a.txt", BRIDGE), story("b.txt", FERRY)]
    add_articles(index, [article for article, _ in stories], extract=reader_of(stories))
    change = index.archive.change

    read: list[str] = []
    articles = [article for article, _ in stories]
    assert add_articles(index, articles, extract=reader_of(stories, read)) == report(unchanged=2)
    assert read == []
    assert index.archive.change == change

    later = [stories[0], story("b.txt", BRIDGE)]
    articles = [article for article, _ in later]
    found = add_articles(index, articles, extract=reader_of(later, read))
    assert found == report(unchanged=1, replaced=1, quotes=1)
    assert read == ["b.txt"]
    assert [quote.text for quote in index.archive.quotes()] == [BRIDGE, BRIDGE]


def test_an_article_is_told_of_only_when_it_is_safe(index: QuoteIndex) -> None:
    stories = [story(f"{name}.txt", BRIDGE) for name in "abc"]
    seen: list[bool] = []

    def look(stored: StoredArticle) -> None:
        with Archive.open(index.archive.path, readonly=True) as other:
            seen.append(stored.id in other.article_ids())

    articles = (article for article, _ in stories)
    add_articles(index, articles, extract=reader_of(stories), on_article=look)
    assert seen == [True, True, True]


def test_articles_are_stored_as_they_come(index: QuoteIndex) -> None:
    stories = [story(f"{name}.txt", BRIDGE) for name in "abc"]
    stored: list[str] = []

    def articles() -> Iterator[Article]:
        for number, (article, _) in enumerate(stories):
            assert len(stored) == number
            yield article

    add_articles(
        index,
        articles(),
        extract=reader_of(stories),
        on_article=lambda article: stored.append(article.id),
    )
    assert len(stored) == 3


def test_a_failing_article_is_reported_and_the_rest_goes_on(index: QuoteIndex) -> None:
    wrong, quotes = story("wrong.txt", BRIDGE)
    unstorable = Article(id="broken.txt", text="half a character \ud83d")
    stories = [story("a.txt", BRIDGE), story("unread.txt", FERRY), story("z.txt", FERRY)]
    stories.append((wrong, (quotes[0].model_copy(update={"article_id": "x", "id": "x:1"}),) * 2))
    failure = FormatError("cannot be read", source="unread.txt")
    articles = [unstorable, *(article for article, _ in (stories[3], *stories[:3]))]
    errors: list[InputError] = []
    found = add_articles(
        index,
        articles,
        extract=reader_of(stories, broken={"unread.txt": failure}),
        on_error=errors.append,
    )
    assert found == report(added=2, failed=3, quotes=2)
    assert [error.source for error in errors] == ["'broken.txt'", "wrong.txt", "unread.txt"]
    assert index.archive.article_ids() == ("a.txt", "z.txt")


def test_without_anybody_to_tell_the_first_failure_is_raised(index: QuoteIndex) -> None:
    with pytest.raises(FormatError, match="surrogate"):
        add_articles(index, [Article(id="a", text="\udead")], extract=reader_of([]))


def test_an_archive_that_cannot_be_written_ends_the_batch(tmp_path: Path) -> None:
    Archive.open(tmp_path / "quotes.db", create=True).close()
    stories = [story("a.txt", BRIDGE)]
    with (
        QuoteIndex.open(tmp_path / "quotes.db", engine="memory", readonly=True) as index,
        pytest.raises(ArchiveError, match="for reading only"),
    ):
        add_articles(
            index,
            [article for article, _ in stories],
            extract=reader_of(stories),
            on_error=lambda error: pytest.fail(str(error)),
        )


def test_other_languages_are_left_out_and_are_no_failure(index: QuoteIndex) -> None:
    french, _ = story("f.txt", "Le vieux pont sera fermé", language="fr")
    english = story("a.txt", BRIDGE, language="en-GB")
    told: list[StoredArticle] = []
    found = add_articles(
        index, [french, english[0]], extract=reader_of([english]), on_article=told.append
    )
    assert found == report(other_language=1, added=1, quotes=1)
    assert told[0] == StoredArticle("f.txt", "other language", note="fr")
    assert index.archive.article_ids() == ("a.txt",)


def test_a_file_of_the_same_name_is_another_article_and_known_again(index: QuoteIndex) -> None:
    first, second = story("a.txt", BRIDGE), story("a.txt", FERRY)
    bay = LocatedArticle(first[0], Path("/news/bay/a.txt"), False)
    port = LocatedArticle(second[0], Path("/news/port/a.txt"), False)
    read = reader_of([first, second])
    add_articles(index, [bay], extract=read)
    found = add_articles(index, [port], extract=read)
    assert (found.added, len(found.notes)) == (1, 1)
    assert "port/a.txt" in found.notes[0]
    assert index.archive.article_ids() == ("a.txt", "port/a.txt")
    (_, quote) = index.archive.quotes()
    assert (quote.article_id, quote.text) == ("port/a.txt", FERRY)
    assert quote.id == second[1][0].id.replace("a.txt", "port/a.txt")
    assert add_articles(index, [port, bay], extract=read).unchanged == 2


def test_two_such_files_in_one_batch_are_both_stored(index: QuoteIndex) -> None:
    first, second = story("a.txt", BRIDGE), story("a.txt", FERRY)
    batch = [
        LocatedArticle(first[0], Path("/news/bay/a.txt"), False),
        LocatedArticle(second[0], Path("/news/port/a.txt"), False),
    ]
    add_articles(index, batch, extract=reader_of([first, second]))
    assert index.archive.article_ids() == ("a.txt", "port/a.txt")


def test_records_of_one_file_are_articles_of_their_own(index: QuoteIndex) -> None:
    stories = [story("feed.jsonl:1", BRIDGE), story("feed.jsonl:2", FERRY)]
    feed = Path("/news/feed.jsonl")
    batch = [LocatedArticle(article, feed, False) for article, _ in stories]
    assert add_articles(index, batch, extract=reader_of(stories)).added == 2
    assert add_articles(index, batch, extract=reader_of(stories)).unchanged == 2


def test_a_record_with_its_own_id_is_the_same_article_in_any_file(index: QuoteIndex) -> None:
    first, second = story("n-17", BRIDGE), story("n-17", FERRY)
    read = reader_of([first, second])
    add_articles(index, [LocatedArticle(first[0], Path("/a/1.jsonl"), True)], extract=read)
    found = add_articles(index, [LocatedArticle(second[0], Path("/b/2.jsonl"), True)], extract=read)
    assert found == report(replaced=1, quotes=1)
    assert index.archive.article_ids() == ("n-17",)


def test_adding_what_is_there_already_does_not_even_load_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rain\n\n“It will rain,” said Ada Fenwick.\n", "utf-8")
    path = tmp_path / "quotes.db"
    located = list(locate_articles([file]))
    with QuoteIndex.open(path, create=True) as index:
        index.add(located[0].article, [], path=located[0].path)
    program = (
        "import sys; from quotes.cli import main;"
        f" code = main(['add', '--index', {str(path)!r}, {str(file)!r}]);"
        " print(code, {'spacy', 'onnxruntime', 'quotes.extract'} & set(sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert ended.stdout.strip() == "0 set()"
    assert "1 unchanged" in ended.stderr
