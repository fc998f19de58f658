"""What does a cue say about a statement: spoken, written or thought, and asserted or not?

Reads the words of the reporting expression and a few words around it. Hands on `Medium` and
`Modality` for the attributions; the usual values of verbs and nouns come from the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes.pipeline.lexicon import load_lexicon
from quotes.records import Medium, Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "without"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_REFUSALS = frozenset({"refuse", "decline", "fail", "stop", "avoid", "omit", "neglect"})
_CONDITIONAL = frozenset({"would", "could", "might", "may", "can", "'d", "’d"})
_OBLIGATIONS = frozenset({"must", "should", "ought"})
_DO_FORMS = frozenset({"did", "does", "do", "has", "have", "had"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "wil"})
_BEFORE_VERB = _NEGATIONS | _CONDITIONAL | _OBLIGATIONS | _FUTURE
_CONDITIONS = frozenset({"if", "unless", "whether"})
_UPCOMING = frozenset({"expect", "plan", "intend", "go", "set", "due", "schedule", "prepare"})
_WISHES = frozenset({"like", "love", "prefer", "rather"})
_PLACES_OF_WRITING = frozenset("twitter facebook instagram telegram weibo blog online".split())
_REPORTING_PARTICLES = frozenset({"accord", "according", "per", "via", ":"})
_PARTS = frozenset({"AUX", "PART", "ADV"})
_MAX_AUXILIARIES, _MAX_CONDITION_WORDS, _MAX_WORDS_TO_MARK = 5, 8, 60


def medium_of(cue_lemmas: Sequence[str], source_text: str | None = None) -> Medium:
    """Return whether a cue reports speech, writing or thought.

    A written place in the cue ("said in a statement", "on Twitter") decides first, then a source
    that is itself a document ("the report says"), then the first reporting word of the cue. A cue
    of unknown words, or of a mark alone, is speech.

    Args:
        cue_lemmas: the lemmas of the cue's words, in their order.
        source_text: the words of the source, if there is one.

    >>> medium_of(["say"]), medium_of(["say", "in", "a", "statement"]), medium_of(["hope"])
    ('speech', 'writing', 'thought')
    """
    lexicon = load_lexicon()
    lemmas = [lemma.lower() for lemma in cue_lemmas]
    if any(lemma in _PLACES_OF_WRITING for lemma in lemmas) or _names_a_written_place(lemmas):
        return "writing"
    found = _first_reporting(lemmas)
    if found != "thought" and _is_document(source_text or ""):
        return "writing"
    if found is not None:
        return found
    nouns = [lexicon.cue_nouns[lemma].medium for lemma in lemmas if lemma in lexicon.cue_nouns]
    return nouns[0] if nouns else "speech"


def has_reporting_word(cue_lemmas: Sequence[str]) -> bool:
    """Tell whether a cue has a verb or noun that the lexicon knows to report something.

    >>> has_reporting_word(["have", "say"]), has_reporting_word(["be", "count"])
    (True, False)
    """
    lexicon = load_lexicon()
    return any(
        word in lexicon.verbs or word in lexicon.cue_nouns or word in _REPORTING_PARTICLES
        for word in (lemma.lower() for lemma in cue_lemmas)
    )


def _first_reporting(lemmas: Iterable[str]) -> Medium | None:
    verbs = load_lexicon().verbs
    return next((verbs[lemma].medium for lemma in lemmas if lemma in verbs), None)


def _names_a_written_place(lemmas: Sequence[str]) -> bool:
    """Tell whether a cue goes on with "in a statement", "by email", "in her memoir"."""
    nouns = load_lexicon().cue_nouns
    for index, lemma in enumerate(lemmas):
        if lemma in ("in", "by", "via", "through", "on") and index:
            tail = lemmas[index + 1 : index + 6]
            if any(word == "statement" for word in tail):
                return True
            if any(word in nouns and nouns[word].medium == "writing" for word in tail):
                return True
    return False


def _is_document(source_text: str) -> bool:
    """Tell whether the main noun of a source is a document's."""
    lexicon = load_lexicon()
    words = source_text.lower().replace(",", " , ").split()
    head: str | None = None
    for word in words:
        if word in (",", "of", "by", "from", "on", "in", "that", "which", "released", "published"):
            break
        head = word
    if head is None:
        return False
    singular = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    return head in lexicon.document_nouns or singular in lexicon.document_nouns


def modality_of(doc: Doc, cue: Span) -> Modality:
    """Return whether the text asserts that something was said, or how else it speaks of it.

    Modality is that of the saying, not of what is said: "urged them to go", "asked why" and
    "denied" are asserted, for it was said. `negated`: "did not say", refusals; `hypothetical`:
    "would say", "if she says"; `future`: "will say"; `question`: "Did she say …?", "Asked
    whether …, he said"; `directive`: "must say", "Tell the nurse that …". What is negated is
    never also counted as another.
    """
    words = _CueWords(doc, cue)
    if words.is_negated():
        return "negated"
    if words.is_question():
        return "question"
    if words.is_directive():
        return "directive"
    if words.is_hypothetical():
        return "hypothetical"
    if words.is_future():
        return "future"
    return words.usual()


class _CueWords:
    """The words of one cue and around it, by place in the document."""

    def __init__(self, doc: Doc, cue: Span) -> None:
        self.doc = doc
        self.start, self.end = cue.start, cue.end
        self.lexicon = load_lexicon()
        self.main = self._main_verb()
        self.before = self._auxiliaries()

    def _lemma(self, index: int) -> str:
        token = self.doc[index]
        return (token.lemma_ or token.text).lower()

    def _lower(self, index: int) -> str:
        return self.doc[index].lower_

    def _main_verb(self) -> int:
        """Return the first reporting verb of the cue, else its first verb, else its first word."""
        verbs = [i for i in range(self.start, self.end) if self.doc[i].pos_ == "VERB"]
        known = [i for i in verbs if self._lemma(i) in self.lexicon.verbs]
        return (known or verbs or [self.start])[0]

    def _auxiliaries(self) -> list[str]:
        """Return the auxiliaries, negations and adverbs before the main verb, nearest first."""
        words: list[str] = []
        index = self.main - 1
        while index >= 0 and len(words) < _MAX_AUXILIARIES:
            lower = self._lower(index)
            inside = index >= self.start
            part = self.doc[index].pos_ in _PARTS or lower in _BEFORE_VERB
            if not part and not inside:
                break
            words.append(lower)
            index -= 1
        return words

    def _subject_is_nobody(self) -> bool:
        first = self.main - len(self.before) - 1
        if first < 0:
            return False
        if self._lower(first) in _NOBODY:
            return True
        return first > 0 and self._lower(first) == "one" and self._lower(first - 1) == "no"

    def is_negated(self) -> bool:
        if any(word in _NEGATIONS for word in self.before) or self._subject_is_nobody():
            return True
        lemmas = [self._lemma(index) for index in range(self.start, self.end)]
        if self._lemma(self.main) in _REFUSALS or any(lemma in _REFUSALS for lemma in lemmas[:2]):
            return True
        return lemmas[:2] == ["no", "comment"] or "refusal" in lemmas

    def is_hypothetical(self) -> bool:
        if self._lemma(self.main) in _WISHES:
            return False  # "would like" is a polite "wants"
        if any(word in _CONDITIONAL for word in self.before):
            return True
        for index in range(self.main - 1, max(-1, self.main - _MAX_CONDITION_WORDS), -1):
            token = self.doc[index]
            if token.is_punct or (token.is_sent_start and token.lower_ not in _CONDITIONS):
                return False
            if token.lower_ in _CONDITIONS:
                return not self._asks_before(index)
        return False

    def _asks_before(self, index: int) -> bool:
        """Tell whether an "if" or "whether" only opens what somebody asked."""
        return index > 0 and self._lemma(index - 1) in ("ask", "wonder", "say", "know")

    def is_future(self) -> bool:
        if any(word in _FUTURE for word in self.before):
            return True
        lemmas = [self._lemma(index) for index in range(self.start, self.end)]
        for index in range(len(lemmas) - 2):
            if lemmas[index] in _UPCOMING and lemmas[index + 1] == "to":
                return lemmas[index + 2] in self.lexicon.verbs
        if "to" in self.before and self.main - len(self.before) > 0:
            return self._lemma(self.main - len(self.before) - 1) in _UPCOMING
        return False

    def is_directive(self) -> bool:
        """Tell whether somebody is to say something: "must say", "tell the nurse that …"."""
        if any(word in _OBLIGATIONS for word in self.before):
            return True
        token = self.doc[self.main]
        return self.main == self.start and token.tag_ == "VB" and self._opens_sentence(self.main)

    def is_question(self) -> bool:
        """Tell whether the text itself asks: "Did she say …?", "Asked whether …, he said"."""
        if self._lemma(self.main) == "ask" and self._opens_sentence(self.main):
            return True
        first = self.main - _MAX_AUXILIARIES
        inverted = any(
            self._lower(index) in _DO_FORMS and self._opens_sentence(index)
            for index in range(max(0, first), self.main)
        )
        return inverted and any(
            self.doc[index].text == "?"
            for index in range(self.end, min(len(self.doc), self.end + _MAX_WORDS_TO_MARK))
        )

    def _opens_sentence(self, index: int) -> bool:
        return index == 0 or bool(self.doc[index].is_sent_start)

    def usual(self) -> Modality:
        """Return what the cue's verb or noun says by itself: refusals are negated."""
        verb = self.lexicon.verbs.get(self._lemma(self.main))
        if verb:
            return verb.modality
        for index in range(self.start, self.end):
            noun = self.lexicon.cue_nouns.get(self._lemma(index))
            if noun:
                return noun.modality
        return "asserted"
