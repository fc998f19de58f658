"""What does an article look like as plain lists of words, tags and relations?

Rules about people look at the same words many times; reading them once from the `Doc` into lists
keeps speakers and roles cheap. Labels arrive mapped, offsets untouched. Hands on `Tokens`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from quotes.pipeline.labels import map_relation
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.marks import pair_marks
from quotes.pipeline.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN"})
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_HASHED = ("ORTH", "LEMMA", "POS", "TAG", "DEP")
_NUMBERS = ("IDX", "HEAD", "SENT_START")
_MAX_SHORT_TITLE = 4
_PERSON_ENDINGS = (*"er or ist ian man woman khand mhand smith wright pherd mate".split(),)
_NO_PEOPLE = frozenset(
    "number matter order paper letter power river water winter summer weather cover layer center"
    " offer answer corner border dinner career master chapter disaster character computer error"
    " factor sector motor mirror honor horror terror labor color floor door interior twist"
    " shoulder quarter remainder newspaper register tower tractor monitor server folder".split()
)
# Taggers sometimes take these for prepositions where a clause follows a long phrase.
_FORMS_OF_BE = {"is": "VBZ", "was": "VBD", "are": "VBP", "were": "VBD"}
_OPEN_OR_CLOSE = frozenset('“”"„«»‘‹›') | {"``", "''"}


class Tokens:
    """The words of one article, by index: text, lower case, lemma, tag, relation, head, place.

    White space that the tokenizer made a token (line breaks, non-breaking spaces) is left out, so
    that neighbours are neighbours; `position` and `doc_index` go from the `Doc` to here and back.
    `sentences` and `paragraphs` number each word's sentence and paragraph; `quoted` tells whether
    it stands inside quotation marks; `starts` and `ends` are character offsets.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.lexicon = load_lexicon()
        rows = doc.to_array([*_HASHED])
        orths, lemmas, upos, tags, labels = (rows[:, i].tolist() for i in range(len(_HASHED)))
        # Heads are stored as signed distances in unsigned columns.
        numbers = doc.to_array([*_NUMBERS]).astype("int64")
        offsets, heads, firsts = (numbers[:, i].tolist() for i in range(len(_NUMBERS)))
        strings = doc.vocab.strings
        decoded = {key: strings[key] for key in {*orths, *lemmas, *upos, *tags, *labels}}
        kept = [index for index, key in enumerate(orths) if not decoded[key].isspace()]
        self.doc_index = kept
        self.position = _positions(kept, len(orths))
        self.words: list[str] = [decoded[orths[index]] for index in kept]
        self.lowers = [word.lower() for word in self.words]
        self.lemmas: list[str] = [decoded[lemmas[index]].lower() for index in kept]
        self.upos: list[str] = [decoded[upos[index]] for index in kept]
        self.tags: list[str] = [decoded[tags[index]] for index in kept]
        for index, lower in enumerate(self.lowers):
            if lower in _FORMS_OF_BE and self.lemmas[index] != "be":
                self.upos[index], self.tags[index] = "AUX", _FORMS_OF_BE[lower]
                self.lemmas[index] = "be"
            elif lower == "former":  # sometimes taken for a preposition
                self.upos[index], self.tags[index] = "ADJ", "JJ"
        last = len(kept) - 1
        self.heads: list[int] = [min(last, self.position[index + heads[index]]) for index in kept]
        self.starts: list[int] = [offsets[index] for index in kept]
        self.ends: list[int] = [
            start + len(word) for start, word in zip(self.starts, self.words, strict=True)
        ]
        mapped = {label: map_relation(decoded[label]) for label in set(labels)}
        self.relations = [mapped[labels[index]] for index in kept]
        bounds = [span[0] for span in paragraphs(self.text)]
        self.paragraphs = [bisect_right(bounds, start) for start in self.starts]
        self.sentences = _number_sentences([firsts[index] for index in kept], self.paragraphs)
        self.quoted = self._mark_quoted()

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def from_doc(self, start: int, end: int) -> tuple[int, int]:
        """Return the words of a span of the `Doc`, as a half-open pair."""
        return self.position[start], self.position[end]

    def _mark_quoted(self) -> list[bool]:
        quoted = [False] * len(self.words)
        for quotation in pair_marks(self.text):
            for start_char, end_char in quotation.spans:
                first, last = self.between_chars(start_char, end_char)
                quoted[first:last] = [True] * (last - first)
        return quoted

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
        if role is None and self.is_short_title(index):
            role = roles.get(self.lexicon.titles[self.title_at(index)].full)
        return role.group if role else ""

    def trade(self, index: int) -> str:
        """Return the group of a role noun, or a common noun that by its ending names a person.

        For places where a phrase can hardly mean anything but a person: "Ferrer, a welder".
        """
        group = self.role_group(index)
        if group or self.upos[index] != "NOUN":
            return group
        noun = self.singular(index).rpartition("-")[2]
        is_person = len(noun) > 4 and noun.endswith(_PERSON_ENDINGS) and noun not in _NO_PEOPLE
        return noun if is_person else ""

    def is_short_title(self, index: int) -> bool:
        """Tell whether a word is an honorific or an abbreviated title (`Mr`, `Sen.`)."""
        title = self.lexicon.titles.get(self.lowers[index].rstrip("."))
        if title is None:
            return False
        if title.is_honorific or self.words[index].endswith("."):
            return True
        if title.full == self.lowers[index] or index + 1 >= len(self):
            return False
        # British papers write "Dr Orvik" without a full stop; "MP" is a role of its own.
        bare = len(self.words[index]) <= _MAX_SHORT_TITLE and self.words[index].istitle()
        return self.words[index + 1] == "." or (bare and self.is_capitalised(index + 1))

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


def _positions(kept: list[int], length: int) -> list[int]:
    """Return for each token of the `Doc`, and its end, the word here that is it or follows it."""
    positions: list[int] = []
    for place, index in enumerate(kept):
        positions.extend([place] * (index + 1 - len(positions)))
    positions.extend([len(kept)] * (length + 1 - len(positions)))
    return positions


def _number_sentences(firsts: list[int], paragraph_numbers: list[int]) -> list[int]:
    """Number sentences; a new paragraph begins one even where the parse goes on."""
    numbers: list[int] = []
    current, paragraph = -1, -1
    for first, number in zip(firsts, paragraph_numbers, strict=True):
        if first == 1 or number != paragraph:
            current, paragraph = current + 1, number
        numbers.append(current)
    return numbers
