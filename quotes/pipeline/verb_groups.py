"""What governs a saying: its auxiliaries, its negations, the verbs it hangs on?

Reads leftwards from one word, by form and word list; knows no modality itself and hands on a
`VerbGroup` of plain facts, and the word lists that `clauses.py` goes on with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.pipeline.cues import Saying, base_form
from quotes.pipeline.lexicon import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NEGATIONS = frozenset({"not", "n't", "n’t", "nt", "never", "without", "no", "nor", "neither"})
MODALS = frozenset("would could might may can must should ought will shall wo wil ca".split())
AUXILIARIES = frozenset(
    "be am is are was were been being have has had having do does did to had better".split()
)
FINITE = AUXILIARIES - {"to"} | MODALS
OPENERS = frozenset(
    "if unless whether lest that which who whom whose because when while although though as after"
    " before until since where why how what than but so".split()
)
WH_WORDS = frozenset("who what why when where how which whom whose".split())
STOPS = frozenset(',;:.!?—–-“”"()‘')

_NOT_NEGATING = frozenset(
    {"only", "just", "merely", "simply", "surprisingly", "least", "always", "the"}
)
_CONTRACTED = frozenset({"'d", "’d", "'ll", "’ll", "'s", "’s", "'ve", "’ve", "'re", "’re"})
_BE = frozenset("am is are was were be been 'm ’m 're ’re 's ’s".split())
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_PARTS = frozenset({"AUX", "PART", "ADV"})
_ADVERBS = frozenset(
    "again also even ever far just longer maybe only once perhaps so still then well yet".split()
)
_MAX_GROUP_WORDS, _MAX_OBJECT_WORDS, _MAX_ASIDE_WORDS = 14, 8, 5


class VerbGroup:
    """The verb group of one saying.

    `words` are the words in it; `modals` those modal verbs among them that govern a base form or a
    perfect; `effects` what governing words do to it (see `lexicon/governing_words.txt`);
    `negations` how many of all these deny it; `place` the word before it, -1 if there is none.
    """

    def __init__(self, saying: Saying, cue: Span) -> None:
        self.doc = saying.token.doc
        self.saying, self.cue = saying, cue
        self.verb = self._light_verb() or saying.token
        self.words: set[str] = set()
        self.effects: set[str] = set()
        self.negations = 0
        self.has_to = self.is_to = False
        self.place = self.verb.i - 1
        self._read_determiner()
        if self.verb.pos_ != "ADP" and self.verb.is_alpha:
            self._read_group()
        self._read_rest_of_cue()
        self._read_after()
        self.modals = self._governing_modals()

    def _light_verb(self) -> Token | None:
        """Return the verb of the cue that carries a noun or adjective: "gave no reason"."""
        if self.saying.is_verb:
            return None
        before = [token for token in self.cue if token.i < self.saying.token.i]
        return next((token for token in before if token.pos_ == "VERB"), None)

    def _read_determiner(self) -> None:
        """Count the "no" of "no comment" and the "without" of "without explanation"."""
        noun = self.saying.token
        if self.saying.is_verb or (self.saying.word and self.saying.word.medium == "thought"):
            return
        for index in range(noun.i - 1, max(-1, noun.i - 4), -1):
            if self.doc[index].lower_ in {"no", "without", "any"}:
                self.negations += self.doc[index].lower_ != "any"
                self.place = min(self.place, index - 1)
                return
            if self.doc[index].pos_ not in {"ADJ", "ADV", "DET", "NOUN"}:
                return

    def _read_group(self) -> None:
        """Step left over auxiliaries, negations, adverbs and what governs the saying."""
        link = "ing" if self.verb.lower_.endswith("ing") else ""
        for _ in range(_MAX_GROUP_WORDS):
            index = self.place
            if index < 0:
                return
            lower = self.doc[index].lower_
            governed = self._governor(index, link)
            if governed is not None:
                link = "ing" if lower.endswith("ing") else ""
                self._add_governor(index, governed)
            elif lower in {"of", "from", "about", "than"} and link == "ing":
                link = lower
            elif lower == "to":
                link = "to"
            elif lower in NEGATIONS:
                self._add_negation(index)
                link = ""
            elif lower in AUXILIARIES | MODALS | _CONTRACTED or is_adverb(self.doc[index]):
                link = self._add_auxiliary(index, link)
            elif not self._skip(index, link):
                return
            self.place = min(self.place, index - 1)

    def _governor(self, index: int, link: str) -> str | None:
        governing = load_lexicon().governing_words.get(link)
        if governing is None:
            return None
        word = base_form(self.doc[index], governing)
        if (word, link) == ("go", "to"):  # "went on to say", "is going to say"
            return "future" if self.doc[index].lower_ == "going" else "realised"
        if (word, link) == ("likely", "to") and self.doc[index - 1].lower_ in {"more", "less"}:
            return "open"
        return governing.get(word)

    def _add_governor(self, index: int, effect: str) -> None:
        word = load_lexicon().verbs.get(base_form(self.doc[index], load_lexicon().verbs))
        is_own = self.cue.start <= index and effect in {"future", "directive"}
        if is_own and word is not None and word.medium == "speech":
            return
        self.effects.add(effect)
        self.negations += effect == "negated"

    def _add_negation(self, index: int) -> None:
        following = self.doc[index + 1].lower_ if index + 1 < len(self.doc) else ""
        if following not in _NOT_NEGATING:
            self.negations += 1

    def _add_auxiliary(self, index: int, link: str) -> str:
        lower = self.doc[index].lower_
        self.words.add(lower)
        if link == "to" and lower in {"have", "has", "'ve", "’ve"}:
            self.has_to = True
        elif link == "to" and lower in _BE:
            word = self.saying.word
            self.is_to = word is not None and word.medium != "thought"
        return link if is_adverb(self.doc[index]) else ""

    def _skip(self, index: int, link: str) -> bool:
        """Step over an aside, an object, the first of "confirm or deny", the "on" of "go on to"."""
        token = self.doc[index]
        if token.lower_ in {"or", "nor"} and index > 1 and self.doc[index - 1].pos_ == "VERB":
            self.place = index - 2
            return True
        if token.lower_ == "on" and base_form(self.doc[index - 1], {"go"}) == "go":
            return True
        if token.lower_ in {"in", "at", "a", "any", "the"} and link == "":
            return "open" in self.effects and not self.words
        if token.text == ",":
            return self._skip_aside(index)
        return link == "to" and self._skip_object(index)

    def _skip_aside(self, index: int) -> bool:
        """Step over "however" in "did not, however, say"."""
        for start in range(index - 1, max(0, index - 1 - _MAX_ASIDE_WORDS), -1):
            if self.doc[start].text == ",":
                before = self.doc[start - 1].lower_
                if before in AUXILIARIES | MODALS | NEGATIONS:
                    self.place = start - 1
                    return True
                return False
        return False

    def _skip_object(self, index: int) -> bool:
        """Step over the "him" of "ordered him to say", if a governing verb stands before it."""
        governing = load_lexicon().governing_words["object"]
        for start in range(index - 1, max(-1, index - 1 - _MAX_OBJECT_WORDS), -1):
            token = self.doc[start]
            if token.text in STOPS or token.lower_ in OPENERS:
                return False
            word = base_form(token, governing)
            if word in governing and token.pos_ not in {"NOUN", "PROPN"}:
                self._add_governor(start, governing[word])
                self.place = start - 1
                return True
            if token.pos_ in {"VERB", "AUX"}:
                return False
        return False

    def _read_after(self) -> None:
        """Count the "nothing" of "said nothing about"."""
        index = self.verb.i + 1
        if index + 1 < len(self.doc) and self.doc[index].lower_ == "nothing":
            inside = index < self.cue.end
            self.negations += inside or self.doc[index + 1].lower_ in {"about", "of", "on"}

    def _governing_modals(self) -> set[str]:
        """Return the modal verbs that govern the saying: "in May said" has none."""
        modals = {word for word in self.words if word in MODALS}
        is_base = self.verb.lower_ == base_form(self.verb, load_lexicon().verbs)
        if {"'d", "’d"} & self.words and is_base and "better" not in self.words:
            modals.add("would")
        if "ca" in modals:
            modals.add("can")
        is_linked = bool(self.words & (AUXILIARIES - {"had"})) or bool(self.effects)
        return modals if is_base or is_linked or not self.saying.is_verb else set()

    @property
    def is_perfect(self) -> bool:
        """Tell whether it is "should have said": past, and so never done."""
        return "have" in self.words and not self.has_to and bool(self.words & MODALS)

    def _read_rest_of_cue(self) -> None:
        """Take in what stands in the cue before words that govern nothing.

        "will come on to talk about" is future and "did not return calls for comment" negated: a cue
        is one reporting expression. A verb that carries a noun may deny it: "avoided any mention".
        """
        before = [token for token in self.cue if token.i <= self.place]
        self.words |= {token.lower_ for token in before} & _FUTURE
        denials = [token.i for token in before if token.lower_ in NEGATIONS]
        if denials and not self.negations:
            self._add_negation(denials[0])
        if self.verb is not self.saying.token:
            governing = load_lexicon().governing_words["ing"]
            self.negations += governing.get(base_form(self.verb, governing)) == "negated"


def is_adverb(token: Token) -> bool:
    """Tell whether a word may stand among auxiliaries without changing anything."""
    if token.lower_ in OPENERS or token.lower_ in WH_WORDS:
        return False
    is_listed = token.pos_ in _PARTS or token.lower_ in _ADVERBS
    return is_listed or (token.lower_.endswith("ly") and token.pos_ != "PROPN")
