"""What does an article look like as plain lists of words, tags and relations?

Rules about people look at the same words many times; reading them once from the `Doc` into lists
keeps speakers and roles cheap. Labels arrive mapped, offsets untouched. Hands on `Tokens`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.pipeline.labels import is_passive_subject, map_relation
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN"})
BREAKS = frozenset({".", "!", "?", ";", ":", "…", "...", "–", "—", "―", "--", "-"})
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_OPEN_OR_CLOSE = frozenset("“”\"„«»‘‹›") | {"``", "''"}


class Tokens:
    """The words of one article, by index: text, lower case, lemma, tag, relation, head, place.

    `sentences` and `paragraphs` number each word's sentence and paragraph from 0; `quoted` tells
    whether it stands inside quotation marks; `starts` and `ends` are character offsets.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.lexicon = load_lexicon()
        self.words = [token.text for token in doc]
        self.lowers = [word.lower() for word in self.words]
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.upos = [token.pos_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self._labels = [token.dep_ for token in doc]
        mapped = {label: map_relation(label) for label in set(self._labels)}
        self.relations = [mapped[label] for label in self._labels]
        self.sentences = _number_sentences(doc)
        bounds = [span[0] for span in paragraphs(self.text)]
        self.paragraphs = [bisect_right(bounds, start) for start in self.starts]
        self.quoted = self._mark_quoted()

    def __len__(self) -> int:
        return len(self.words)

    def _mark_quoted(self) -> list[bool]:
        quoted = [False] * len(self.words)
        for quotation in pair_marks(self.text):
            for start_char, end_char in quotation.spans:
                first, last = self.between_chars(start_char, end_char)
                quoted[first:last] = [True] * (last - first)
        return quoted

    @cached_property
    def passive_verbs(self) -> frozenset[int]:
        """The verbs that the parse, or a form of *be* before a participle, shows as passive."""
        marked = {
            self.heads[index]
            for index, label in enumerate(self._labels)
            if label and is_passive_subject(label)
        }
        for index, relation in enumerate(self.relations):
            head = self.heads[index]
            if relation == "aux" and self.lemmas[index] == "be" and self.tags[head] == "VBN":
                marked.add(head)
        return frozenset(marked)

    def span_text(self, start: int, end: int) -> str:
        """Return the article's text from word `start` to before word `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def between_chars(self, start_char: int, end_char: int) -> tuple[int, int]:
        """Return the words that begin within a stretch of characters, as a half-open pair."""
        first = bisect_right(self.starts, start_char - 1)
        return first, bisect_right(self.starts, end_char - 1)

    def is_capitalised(self, index: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self.words[index][:1].isupper()

    def is_mark(self, index: int) -> bool:
        """Tell whether a word is a quotation mark."""
        return self.words[index] in _OPEN_OR_CLOSE

    def is_nominal(self, index: int) -> bool:
        """Tell whether a word is a common or proper noun."""
        return self.upos[index] in NOMINAL

    def is_finite(self, index: int) -> bool:
        """Tell whether a word is a verb that can carry a clause (no infinitive, no participle)."""
        if self.upos[index] not in ("VERB", "AUX"):
            return False
        return self.tags[index] in ("VBD", "VBZ", "VBP", "MD", "")

    def singular(self, index: int) -> str:
        """Return a noun's singular in lower case, from its lemma or else by regular endings."""
        lemma = self.lemmas[index]
        lower = self.lowers[index]
        if lemma and lemma != lower:
            return lemma
        return _singular(lower) if self.looks_plural(index) else lower

    def looks_plural(self, index: int) -> bool:
        """Tell whether a noun is plural, by its tag or, without one, by its form."""
        tag = self.tags[index]
        if tag in ("NNS", "NNPS"):
            return True
        if tag in ("NN", "NNP"):
            return False
        lower = self.lowers[index]
        return lower.endswith("s") and not lower.endswith(("ss", "us", "is"))

    def role_group(self, index: int) -> str:
        """Return the group of the role noun that ends at a word, or an empty string.

        >>> load_lexicon().roles["attorney"].group
        'lawyer'
        """
        roles = self.lexicon.roles
        noun = self.singular(index)
        if index:
            pair = roles.get(f"{self.lowers[index - 1]} {noun}")
            if pair:
                return pair.group
        role = roles.get(noun) or roles.get(noun.rpartition("-")[2])
        return role.group if role else ""

    def title_at(self, index: int) -> str:
        """Return the key of the title that a word is (without full stop), or an empty string."""
        key = self.lowers[index].rstrip(".")
        return key if key in self.lexicon.titles else ""


def _singular(lower: str) -> str:
    if lower.endswith("men"):
        return lower[:-3] + "man"
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _number_sentences(doc: Doc) -> list[int]:
    numbers: list[int] = []
    current = -1
    for token in doc:
        if token.is_sent_start or current < 0:
            current += 1
        numbers.append(current)
    return numbers
