"""Languages are told on whole articles only, and English is the answer where it is not plain."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from quotes.articles import read_articles
from quotes.articles.language import find_language

FRENCH = (
    "Le maire de la ville a annoncé mardi sa démission après les critiques sur la gestion du pont. "
    "Il a déclaré que la décision avait été difficile, mais que les habitants méritaient mieux. "
)
GERMAN = (
    "Der Bürgermeister der Stadt hat am Dienstag seinen Rücktritt erklärt, nachdem die Kritik an "
    "der Brücke lauter geworden war. Er sagte, die Entscheidung sei ihm sehr schwer gefallen. "
)
ENGLISH = (
    "The mayor of Port Elm, Abdulrahman al-Khalidi, met Recep Yıldırımoğlu and Zoltán Szegedi at "
    "the ministry on Tuesday. “Inshallah, on verra,” he said after the talks in Al-Qamishli. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH * 5, "fr"),
        (GERMAN * 5, "de"),
        (ENGLISH * 5, "en"),
        (ENGLISH * 5 + FRENCH, "en"),
        (FRENCH, "en"),  # fewer than a hundred words: not judged
        ("1 2 3 " * 100, "en"),
    ],
    ids=lambda value: value[:20],
)
def test_language_of_an_article(text: str, language: str) -> None:
    assert find_language(text) == language


def test_articles_in_other_languages_are_handed_on_and_marked() -> None:
    records = [{"text": FRENCH * 5}, {"text": ENGLISH * 5}, {"text": "Rain.", "language": "en-GB"}]
    stream = io.BytesIO("\n".join(map(json.dumps, records)).encode())
    languages = [article.language for article in read_articles(["-"], stdin=stream)]
    assert languages == ["fr", "en", "en"]


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys, quotes.articles; "
        "heavy = {'spacy', 'trafilatura', 'lxml', 'py3langid', 'numpy'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
