"""Whatever the bytes: an article with text, or an error of ours that names its source."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.articles import read_articles
from quotes.errors import InputError

TAGS = st.sampled_from(
    ["p", "q", "div", "h1", "article", "table", "td", "li", "blockquote", "br", "script", "title"]
)
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.text(max_size=20),
        st.sampled_from(["&nbsp;", "&#0;", "&#xD800;", "<!--", "-->", "<![CDATA[", "\u2028", "“"]),
    ),
    max_size=30,
).map("".join)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=100).map(lambda raw: b"---\n" + raw + b"\n---\nRain fell."),
    st.text(max_size=100).map(
        lambda text: f"---\ntitle: {text}\n---\nRain.".encode("utf-8", "replace")
    ),
    st.binary(max_size=100).map(lambda raw: b'{"text": "Rain."}\n' + raw),
)
RECORDS = st.dictionaries(
    st.sampled_from(["id", "text", "title", "outlet", "published", "language", "article"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=4,
    ),
)


def check(given_paths: list[Path | str], stdin: bytes, encoding: str | None = None) -> None:
    errors: list[InputError] = []
    articles = list(
        read_articles(
            given_paths, stdin=io.BytesIO(stdin), encoding=encoding, on_error=errors.append
        )
    )
    assert articles or errors
    assert all(error.source and error.message for error in errors)
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.text.strip()
        # It can be written out and read again.
        assert type(article).model_validate_json(article.model_dump_json()) == article


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=BYTES, suffix=st.sampled_from([".txt", ".html", ".jsonl", ".md", ""]))
def test_any_bytes_in_a_file(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"input{suffix}"
    path.write_bytes(raw)
    check([path], b"")


@settings(max_examples=100, deadline=None)
@given(raw=BYTES, encoding=st.sampled_from([None, "cp1252", "utf-16", "utf-7", "gb18030"]))
def test_any_bytes_on_standard_input(raw: bytes, encoding: str | None) -> None:
    check(["-"], raw, encoding)


@settings(max_examples=100, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_any_json_records(records: list[dict[str, object]]) -> None:
    import json

    check(["-"], "\n".join(map(json.dumps, records)).encode())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=50))
def test_any_path(name: str) -> None:
    if name in {"-", "", ".", "..", "/"} or Path(name.replace("\x00", "")).exists():
        return
    with pytest.raises(InputError):
        list(read_articles([f"no-such-folder/{name}"]))
