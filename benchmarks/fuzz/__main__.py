"""Read random texts until the time is over, and stop at the first that breaks something.

    python -m benchmarks.fuzz [--seconds 60] [--seed N] [--trained]

Texts are put together by chance from words, marks, names and characters that break readers, and
from pieces of the hostile texts. The network is the scattered one, which is fast and says anything;
`--trained` takes the shipped one. A text that breaks something is printed with its seed, cut down
as far as it still breaks; exit code 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from contextlib import nullcontext

from spacy.language import Language

import quotes
from benchmarks.fuzz.checks import check_quotes
from benchmarks.fuzz.scattered import scattered_network
from benchmarks.fuzz.texts import HOSTILE_TEXTS
from quotes.extract import extract_articles
from quotes.records import Article

PIECES = [
    "“", "”", '"', "‘", "’", "'", "«", "»", "„", "``", "''", "—", " ", " ", " ", "\n", "\n\n",
    "\r\n", "\xa0", "\u00ad", "\u2028", "\x00", "said", "She ", "Ines Calder ", "Calder ",
    "he said. ", "according to ", "the minister ", "that ", "😀", "👩\u200d👩\u200d👧", "\u0301",
    "\u202e", "rain. ", "... ", "…", ",”", ".” ", " he added, ", "Dr. ", "34 ", "العربية ",
    "quoted ", "as saying ", "called ", "“Bridge House” ", "statement: ", "(HRB) ", "Q: ", "A: ",
    "Harbour Repair Board ", "Tom Addis, the mayor, ", "“We will not go there today,” ", "? ",
    "not ", "will ",
]  # fmt: skip
MAX_PIECES = 120
MAX_HOSTILE_SIZE = 300


def make_text(chance: random.Random) -> str:
    """Return a random text."""
    parts = chance.choices(PIECES, k=chance.randint(0, MAX_PIECES))
    if chance.random() < 0.3:
        hostile = chance.choice(list(HOSTILE_TEXTS.values()))
        parts.insert(
            chance.randint(0, len(parts)), hostile.make(chance.randint(1, MAX_HOSTILE_SIZE))
        )
    return "".join(parts)


def complaint_about(nlp: Language, text: str) -> str:
    """Return what is wrong with the quotes of a text; nothing where all is well."""
    article = Article(id="fuzz", text=text)
    try:
        (_, found), *_ = extract_articles([article], nlp=nlp)
        check_quotes(article, found)
        (_, again), *_ = extract_articles([article], nlp=nlp)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "" if again == found else "read twice, the quotes differ"


def cut_down(nlp: Language, text: str) -> str:
    """Leave out parts of a text, large ones first, as long as what is left still breaks."""
    size = len(text) // 2
    while size:
        start = 0
        while start < len(text):
            shorter = text[:start] + text[start + size :]
            if complaint_about(nlp, shorter):
                text = shorter
            else:
                start += size
        size //= 2
    return text


def main() -> int:
    """Fuzz and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--trained", action="store_true", help="the shipped network, by its scores")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    nlp = quotes.load()
    ends = time.monotonic() + arguments.seconds
    count = 0
    with nullcontext() if arguments.trained else scattered_network(arguments.seed):
        while time.monotonic() < ends:
            text = make_text(random.Random(f"{arguments.seed} {count}"))
            count += 1
            if complaint_about(nlp, text):
                shortest = cut_down(nlp, text)
                print(f"text {count}: {complaint_about(nlp, shortest)}\n{shortest!r}")
                return 1
    print(f"{count} texts, nothing broke")
    return 0


if __name__ == "__main__":
    sys.exit(main())
