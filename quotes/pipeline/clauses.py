"""Whose saying is it, what opens its clause, and does the sentence ask?

Reads on leftwards from the verb group, by form and word list; knows no modality itself and hands on
a `Clause` of plain facts.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.pipeline.cues import base_form
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.verb_groups import (
    FINITE,
    NEGATIONS,
    OPENERS,
    STOPS,
    WH_WORDS,
    VerbGroup,
    is_adverb,
)

if TYPE_CHECKING:
    from spacy.tokens import Span

_NOBODY = frozenset({"nobody", "none", "neither", "no", "nothing"})
_DENIALS = frozenset({"nor", "never", "neither", "not", "no", "nowhere", "little"})
_SUPPOSING = frozenset({"suppose", "supposing", "imagine", "assume", "assuming", "provided"})
_BEFORE_ORDERS = frozenset(
    "please just always then so and do simply remember be sure don't n't n’t not forget to".split()
)
_MAX_SUBJECT_WORDS, _MAX_WORDS_TO_MARK, _MAX_WORDS_AFTER = 25, 80, 6


class Clause:
    """The clause that a verb group stands in.

    `opener` is the word that opens it ("if", "that"), empty if there is none; `inverted_word` the
    auxiliary before the subject ("did she say"), `inversion_opener` the denial before that ("nor");
    `negations` how many words of the subject deny that anybody said it; `adverbs` what stands
    between opener and subject.
    """

    def __init__(self, group: VerbGroup, source: Span | None) -> None:
        self.doc, self.group, self.verb = group.verb.doc, group, group.verb
        self.source = source
        self.opener = self.inverted_word = self.inversion_opener = ""
        self.is_inverted = False
        self.negations = 0
        self.adverbs: set[str] = set()
        self._opener_place = 0
        self.subject_start = self._find_subject()
        boundary = self._before_adverbs(self.subject_start - 1)
        if boundary >= 0:
            self._read_boundary(boundary)
        is_before = source is not None and source.end <= self.verb.i
        self._read_quantifier(source.start if source and is_before else self.subject_start)

    def _find_subject(self) -> int:
        """Return where the subject begins: the source's first word, or what looks like it."""
        place = self.group.place
        source = self.source
        if source is not None and source.start <= place and source.end <= self.verb.i:
            between = self.doc[source.end : place + 1]
            if all(token.pos_ != "VERB" for token in between):
                return source.start
        index = place
        while index > max(-1, place - _MAX_SUBJECT_WORDS):
            token = self.doc[index]
            is_verb = token.pos_ in {"VERB", "AUX"} or token.lower_ in FINITE
            if token.text in STOPS or token.is_space or token.lower_ in OPENERS or is_verb:
                break
            index -= 1
        return index + 1

    def _before_adverbs(self, index: int) -> int:
        """Step over adverbs before the subject: "perhaps she said"."""
        while index >= 0 and is_adverb(self.doc[index]):
            lower = self.doc[index].lower_
            if lower in NEGATIONS or lower in FINITE:
                break
            self.adverbs.add(lower)
            index -= 1
        return index

    def _read_boundary(self, index: int) -> None:
        token = self.doc[index]
        lower = token.lower_
        if lower in OPENERS:
            self.opener, self._opener_place = lower, index
            return
        if lower in NEGATIONS and self.doc[index - 1].lower_ in FINITE:
            self.inversion_opener = lower
            index -= 1
            lower = self.doc[index].lower_
        if lower not in FINITE:
            return
        before = self.doc[index - 1].lower_ if index else ""
        opens = self._opens_sentence(index) or before in WH_WORDS or before in {",", "“", '"', "—"}
        once = {self.doc[i].lower_ for i in range(max(0, index - 4), index)}
        denial = once & _DENIALS
        if opens or denial:
            self.is_inverted, self.inverted_word = True, lower
            self.inversion_opener = self.inversion_opener or next(iter(denial), "")

    def _read_quantifier(self, start: int) -> None:
        """Count the denial in "no one", "neither side", "not everyone", "none of them"."""
        for index in range(max(0, start - 1), min(start + 3, self.group.place + 1)):
            token = self.doc[index]
            if index < start and token.lower_ not in {"no", "not", "neither"}:
                continue
            if token.lower_ in _NOBODY or (token.lower_ == "not" and not self.is_inverted):
                if not (index < start and self.inversion_opener):
                    self.negations += 1
                return
            if index >= start and not (is_adverb(self.doc[index]) or token.pos_ == "CCONJ"):
                return

    @property
    def is_first_person(self) -> bool:
        """Tell whether somebody speaks of the own saying: "I would argue", "we can confirm"."""
        subject = {token.lower_ for token in self.doc[self.subject_start : self.group.place + 1]}
        return bool(subject) and subject <= {"i", "we"} and not self.group.negations

    def is_own_report(self) -> bool:
        """Tell whether an outlet announces its own finding: "The Ledger can reveal"."""
        return self.doc[self.group.place].text[:1].isupper() and self.verb.lower_ in {
            "reveal", "report", "disclose", "confirm",
        }  # fmt: skip

    @property
    def asks_who(self) -> bool:
        """Tell whether it is "Who said …" at the beginning of a sentence."""
        return self.opener in WH_WORDS and self._opens_sentence(self._opener_place)

    def opened_by(self, words: Collection[str]) -> bool:
        """Tell whether one of these words stands just before the opener of the clause."""
        before = self.doc[max(0, self._opener_place - 4) : self._opener_place]
        return any(base_form(token, words) in words for token in before)

    @property
    def is_supposed(self) -> bool:
        """Tell whether the clause is only imagined: "Suppose she says …"."""
        index = self.subject_start - 1
        if index > 0 and self.doc[index].lower_ == "that":
            index -= 1
        return index >= 0 and self.doc[index].lower_ in _SUPPOSING

    @cached_property
    def follows_condition(self) -> bool:
        """Tell whether the sentence begins with "If …," and this is what would follow."""
        index = self.subject_start - 1
        if index < 0 or self.doc[index].text != ",":
            return False
        return self.doc[self._sentence_start(index)].lower_ in {
            "if",
            "unless",
            "should",
            "were",
            "had",
        }

    @cached_property
    def nearby(self) -> set[str]:
        """Return the words from the beginning of the sentence up to just after the saying."""
        start = self._sentence_start(self.verb.i)
        words = {token.lower_ for token in self.doc[start : self.verb.i]}
        for token in self.doc[self.verb.i + 1 : self.verb.i + 1 + _MAX_WORDS_AFTER]:
            if token.text in STOPS or token.lower_ in OPENERS:
                break
            words.add(token.lower_)
        return words

    def is_reported(self) -> bool:
        """Tell whether the clause is what somebody is reported to have said in the past."""
        index = self.subject_start - 1
        if index > 0 and self.doc[index].lower_ == "that":
            index -= 1
        verbs = load_lexicon().verbs
        for token in self.doc[max(0, index - 2) : index + 1]:
            verb = base_form(token, verbs)
            if verb in verbs and token.pos_ in {"VERB", "AUX"} and token.lower_ != verb:
                return not (token.lower_.endswith("s") or "if" in self.nearby)
        return False

    def is_participle_at_start(self) -> bool:
        """Tell whether the saying opens its sentence as "Asked whether …", "When asked …"."""
        index = self.verb.i
        if self.doc[index - 1].lower_ == "when" and index:
            index -= 1
        return self.verb.lower_.endswith("ed") and self._opens_sentence(index)

    def is_imperative(self) -> bool:
        """Tell whether the saying is an order: "Tell the nurse that …", "Let him explain"."""
        start = self.subject_start
        if (
            self.verb.lower_ != base_form(self.verb, load_lexicon().verbs)
            or not self.group.saying.is_verb
        ):
            return False
        if self.doc[start].lower_ == "let" or self.doc[start - 1].lower_ == "let":
            return True
        words = {token.lower_ for token in self.doc[start : self.verb.i]}
        has_subject = self.source is not None and self.source.end <= self.verb.i
        return words <= _BEFORE_ORDERS and self._opens_sentence(start) and not has_subject

    def is_subjunctive(self) -> bool:
        """Tell whether the saying stands in its bare form: "demanded that he explain"."""
        return (
            self.verb.lower_ == base_form(self.verb, load_lexicon().verbs) and not self.group.words
        )

    def ends_with_question_mark(self) -> bool:
        """Tell whether the sentence ends with a question mark of its own, not of a quotation."""
        depth, is_open = 0, False
        for token in self.doc[self.verb.i + 1 : self.verb.i + 1 + _MAX_WORDS_TO_MARK]:
            if token.text in {"“", "‘", "”"}:
                depth += -1 if token.text == "”" else 1
            elif token.text == '"':
                is_open = not is_open
                depth += 1 if is_open else -1
            elif depth <= 0 and token.text in {"?", ".", "!"}:
                return token.text == "?"
            elif token.is_space and "\n" in token.text:
                return False
        return False

    def _sentence_start(self, index: int) -> int:
        """Return the first word of the sentence, or a word far before in a text without stops."""
        limit = max(0, index - _MAX_WORDS_TO_MARK)
        while index > limit and not self._opens_sentence(index):
            index -= 1
        return index

    def _opens_sentence(self, index: int) -> bool:
        if index <= 0 or self.doc[index].is_sent_start:
            return True
        before = self.doc[index - 1]
        return before.is_space or before.text in {".", "?", "!", "“", ":"}
