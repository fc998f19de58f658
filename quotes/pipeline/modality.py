"""Does the text assert that something was said, or how else does it speak of the saying?

Modality is that of the saying, not of what is said: "urged them to go", "asked why", "denied" and
"warned that it may" are asserted, for it was said. Read from the words before the saying, by form
rather than by tag wherever the form decides; hands on one `Modality` for each cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.pipeline.clauses import Clause
from quotes.pipeline.cues import base_form, saying_of
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.verb_groups import VerbGroup
from quotes.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Span

_CONDITIONAL = frozenset({"would", "could", "might", "may", "can"})
_OBLIGATIONS = frozenset({"must", "should", "ought"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "wil", "gonna"})
_WISHES = frozenset({"like", "love", "prefer", "rather", "welcome"})
_PERCEIVING = frozenset("see hear feel remember recall imagine understand sense".split())
_DISCLOSING = frozenset({"confirm", "reveal", "report", "disclose", "announce", "tell", "say"})
_AFTERWARDS = frozenset(
    "later afterwards afterward eventually ultimately subsequently finally often always sometimes"
    " repeatedly frequently usually regularly invariably".split()
)
_DEMANDS = frozenset(
    "demand insist ask request order require recommend propose suggest urge direct".split()
)
_KNOWING = frozenset(
    "ask wonder know see clear sure unclear unsure unknown uncertain certain question doubt inquire"
    " determine establish learn say disclose".split()
)
_PRESSING = frozenset({"ask", "press", "question", "quiz", "query"})
_OPENINGS = frozenset({"nor", "neither", "never", "not", "no", "little", "nowhere"})


def modality_of(cue: Span, source: Span | None = None) -> Modality:
    """Return how the text speaks of a saying.

    - `question`: the text itself asks whether it was said ("Did she say …?", "it is unclear whether
      she told …"), or gives only what was asked of somebody ("Asked whether …, he said").
    - `negated`: it was not said: "did not say", "refused to say", "no one said", "without saying".
      Two negations cancel out ("did not hesitate to say").
    - `directive`: somebody is to say it: "Tell your doctor that", "must say", "has to say",
      "ordered him to state". "Had to admit" was said. An order not to say is negated.
    - `hypothetical`: "would say", "might say", "if she says", "wants to say", "should have said".
      Not hypothetical: what the words around show to have come later ("would later say", "would
      often say"), the polite forms of saying something now ("I would argue", "we can confirm").
    - `future`: "will announce", "is expected to say", "plans to tell", and the future of reported
      speech ("she said she would tell them").
    - `asserted`: everything else.

    Where several hold, the first of this list counts, with a condition ("if she does not say")
    between the first and the second. What governs a saying is in `lexicon/governing_words.txt`.
    """
    reading = _Reading(cue, source)
    for holds, modality in (
        (reading.is_question, "question"),
        (reading.is_on_condition, "hypothetical"),
        (reading.is_negated, "negated"),
        (reading.is_directive, "directive"),
        (reading.is_hypothetical, "hypothetical"),
        (reading.is_future, "future"),
    ):
        if holds():
            return modality  # type: ignore[return-value]
    return "asserted"


class _Reading:
    """One cue, its saying, and the clause it stands in."""

    def __init__(self, cue: Span, source: Span | None) -> None:
        self.cue, self.source = cue, source
        self.saying = saying_of(cue)
        self.verb = self.saying.token
        self.group = VerbGroup(self.saying, cue)
        self.clause = Clause(self.group, source)
        self.lemma = base_form(self.verb, load_lexicon().verbs)

    def is_question(self) -> bool:
        clause = self.clause
        if clause.opener == "whether" or (clause.opener == "if" and clause.opened_by(_KNOWING)):
            return True
        if self.lemma in _PRESSING and clause.is_participle_at_start():
            return True
        asks = clause.is_inverted or clause.asks_who
        return asks and clause.ends_with_question_mark()

    def is_on_condition(self) -> bool:
        """Tell whether the saying itself is the condition, or follows only under one."""
        clause, group = self.clause, self.group
        if clause.opener in {"if", "unless", "lest"} or clause.is_supposed:
            return True
        if clause.is_inverted and clause.inverted_word in {"had", "should", "were"}:
            return True
        return clause.follows_condition and bool(group.words & (_FUTURE | _CONDITIONAL))

    def is_negated(self) -> bool:
        clause = self.clause
        count = self.group.negations + clause.negations + (clause.inversion_opener in _OPENINGS)
        if self.saying.word is not None and self.saying.word.modality == "negated":
            count += 1
        return count % 2 == 1

    def is_directive(self) -> bool:
        clause, group = self.clause, self.group
        if clause.is_first_person and not group.is_perfect:
            return False  # "I must say" says it
        if group.words & _OBLIGATIONS or "directive" in group.effects or group.has_to:
            return not group.is_perfect
        if clause.is_imperative():
            return True
        return clause.opener == "that" and clause.opened_by(_DEMANDS) and clause.is_subjunctive()

    def is_hypothetical(self) -> bool:
        clause, group = self.clause, self.group
        if group.is_perfect and group.words & (_OBLIGATIONS | _CONDITIONAL):
            return True
        if group.modals & _CONDITIONAL:
            return not self._was_said_after_all() and not self._is_backshifted()
        return "hypothetical" in group.effects or bool(
            (group.words | clause.adverbs) & {"perhaps", "maybe"}
        )

    def _was_said_after_all(self) -> bool:
        """Tell whether a conditional form stands for what is said now or was said later."""
        clause, group = self.clause, self.group
        if self.lemma in _WISHES or clause.is_first_person:
            return True
        if group.modals & {"can", "could"} and self.lemma in _PERCEIVING:
            return True
        if "can" in group.modals and self.lemma in _DISCLOSING and clause.is_own_report():
            return True
        later = bool(clause.nearby & _AFTERWARDS) or "realised" in group.effects
        return "would" in group.modals and later

    def _is_backshifted(self) -> bool:
        """Tell whether "would" is the "will" of somebody's reported words."""
        return "would" in self.group.modals and self.clause.is_reported()

    def is_future(self) -> bool:
        clause, group = self.clause, self.group
        if group.words & _FUTURE and not clause.is_first_person:
            return True
        if "would" in group.modals and self._is_backshifted():
            return True
        return "future" in group.effects or group.is_to
