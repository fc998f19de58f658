"""Which paragraphs are set in, and what says whose words they are?

Block quotations, posts and answers of interviews are set in (see `quotes/layout.py`). Hands on
every `SetIn`: its paragraphs, the name in its credit ("— Orla Venn, harbour master") or under its
last line ("Yours faithfully, Orla Venn"), and the line before it. Works on plain text alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.layout import is_set_in
from quotes.pipeline.paragraphs import Range, paragraphs

MIN_ANSWERS = 3
"""So many set-in parts with one line between each, half of them questions, are an interview."""

_CREDIT = re.compile(
    r"(?:[-‒–—―]|--)\s*(?:(?:an? )?(?:post|reel|video|photo|story|note|letter|statement)"
    r"(?: shared| posted| sent)? (?:by|from) |(?:posted |written |said )?by )?(?=\S)",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"\s*(?:[,;(|·•]|\s[-–—]\s|\s@|\s(?:on|via|in|at|from)\s|\s\d|\s(?:January|February|March"
    r"|April|May"
    r"|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov"
    r"|Dec)\.?\s\d|$)"
)
_SIGNATURE = re.compile(
    r"(?:(?:yours|very|most) \w+(?: \w+)?|sincerely|respectfully|regards|(?:kind|best"
    r"|warm) (?:regards"
    r"|wishes)|in solidarity|with (?:love|thanks|gratitude)(?: \w+)*|signed"
    r"|faithfully),?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(
    r"(?:(?:and |then |also )?(?:a )?(?:statement |letter |message |reply )?(?:from|by) )?"
    r"(?:the )?(?P<name>\S.*?)(?P<role>,.*)?\s*(?P<end>:|[-–—])?\Z",
    re.IGNORECASE | re.DOTALL,
)
_SPOKEN_LABEL = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){0,4})(?:, [^:“”\"\n]{1,60})?:\s+(?=\S)"
)
_FROM = re.compile(
    r"(?:(?i:and|then|also) )?(?:(?i:an?) )?(?:\w+ )?(?i:from|by) (?:the )?"
    r"(?P<role>(?:[a-z][\w’'-]+ ){0,4})"
    r"(?=[A-Z])"
)
_WORD = re.compile(r"\w[\w.’'-]*")
_NAMES_ALONE = re.compile(r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}(?=,|\s|\Z)")
_MAX_SIGNATURE_WORDS = 8
_MAX_LABEL_WORDS = 14
_MAX_QUESTION_WORDS = 80
_SMALL_WORDS = frozenset(
    "of the de da van von der den bin al el la le du and for y i di del at in on".split()
)

_NO_ROLES = _SMALL_WORDS | {
    *"now then here there today left right far this that what how when where our his her my".split()
}


@dataclass(frozen=True, slots=True)
class SetIn:
    """One set-in part: a range a paragraph; `before` is the paragraph in front of it.

    `credit` is the name of whose words they are, where a line of the part itself says so.
    `is_answer` says that it answers a question, as in an interview; `is_headed` that it is not set
    in but stands under a line such as "From Governor Strand:".
    """

    spans: tuple[Range, ...]
    credit: Range | None
    before: Range | None
    is_answer: bool = False
    is_headed: bool = False


def find_set_in(text: str) -> list[SetIn]:
    r"""Return the set-in parts of a text in order.

    >>> text = "She wrote:\n\n\u2003We stay.\n\n\u2003— Orla Venn, fitter"
    >>> (found,) = find_set_in(text)
    >>> text[slice(*found.credit)]
    'Orla Venn'
    """
    bounds = paragraphs(text)
    found: list[SetIn] = []
    spans: list[Range] = []
    before: Range | None = None
    for number, bound in enumerate(bounds):
        if not is_set_in(text, bound[0]):
            if not spans and number and _is_headed(text, bounds[number - 1], bound):
                found.append(SetIn((bound,), None, bounds[number - 1], is_headed=True))
            if spans:
                credit = _credit(text, bound) if text[bound[0]] in "-‒–—―" else None
                found.append(_finished(text, spans, credit, before))
                spans = []
            continue
        if not spans:
            before = bounds[number - 1] if number else None
        credit = _credit(text, bound)
        if credit is None:
            spans.append(bound)
        elif spans:
            found.append(_finished(text, spans, credit, before))
            spans, before = [], None
    if spans:
        found.append(_finished(text, spans, None, before))
    return _with_answers(text, found)


def _finished(
    text: str, spans: Sequence[Range], credit: Range | None, before: Range | None
) -> SetIn:
    if credit is None and len(spans) > 1:
        credit = _signature(text, spans[-1])
    if credit is None and (label := _SPOKEN_LABEL.match(text, *spans[0])):
        credit = label.span("name")
        spans = [(label.end(), spans[0][1]), *spans[1:]]
    return SetIn(tuple(spans), credit, before)


def _signature(text: str, line: Range) -> Range | None:
    """Return the name under a letter: behind its last courtesies, or in a short line of names."""
    found = _SIGNATURE.match(text, *line)
    if found is not None:
        return credit_name(text, found.end(), line[1])
    is_short = len(_WORD.findall(text, *line)) <= _MAX_SIGNATURE_WORDS
    named = _NAMES_ALONE.match(text, *line)
    is_sentence = text[line[1] - 1] in '.!?…:;”"’'
    return named.span() if named is not None and is_short and not is_sentence else None


def _credit(text: str, bound: Range) -> Range | None:
    """Return the name in a line that begins with a dash and only says who."""
    found = _CREDIT.match(text, *bound)
    return None if found is None else credit_name(text, found.end(), bound[1])


def credit_name(text: str, start_char: int, end_char: int) -> Range | None:
    """Return the name that a credit begins with, up to a role, a handle, a place or a date."""
    end = _CREDIT_END.search(text, start_char + 1, end_char)
    close = end_char if end is None else min(end.start(), end_char)
    name = text[start_char:close].rstrip(" ,.;:")
    words = _WORD.findall(name)
    if not words or len(words) > _MAX_LABEL_WORDS or name.endswith(("!", "?")):
        return None
    return start_char, start_char + len(name)


def label_in(text: str, line: Range) -> Range | None:
    r"""Return the name in a line that only says who speaks in what follows it.

    "From Governor Adaeze Strandberg:", "Orla Venn, harbour master", "Venn:". A line without a
    colon must be capitals throughout, up to its first comma.

    >>> [label_in(t, (0, len(t))) for t in ("And from Governor Ada Strand:", "What happens now")]
    [(9, 28), None]
    """
    words = _WORD.findall(text, *line)
    if not 0 < len(words) <= _MAX_LABEL_WORDS or text[line[1] - 1] in '.!?”"’':
        return None
    found = _LABEL_LINE.match(text[slice(*line)])
    if found is None:
        return None
    start_char, name = line[0] + found.start("name"), found["name"]
    if (role := _role_before(text, line)) is not None:
        start_char, name = role[1], text[role[1] : line[0] + found.end("name")]
    named = _WORD.findall(name)
    capitals = [word for word in named if word[0].isupper()]
    rest = [word for word in named if not word[0].isupper() and word.lower() not in _SMALL_WORDS]
    if rest or not capitals or any(word[0].isdigit() for word in named):
        return None
    if (found["end"] is None or role is not None) and len(capitals) < 2:
        return None
    return start_char, start_char + len(name.rstrip(" :"))


def _role_before(text: str, line: Range) -> Range | None:
    """Return the role in front of the name in a line such as "From chairwoman Ada Strand:"."""
    found = _FROM.match(text, *line)
    if found is None or not found["role"]:
        return None
    words = found["role"].split()
    return None if _NO_ROLES.intersection(words) else found.span("role")


def _is_headed(text: str, line: Range, bound: Range) -> bool:
    """Tell whether a line says from whom the paragraph below it is."""
    return (
        text[line[1] - 1] == ":"
        and _FROM.match(text, *line) is not None
        and label_in(text, line) is not None
        and text[bound[1] - 1] in '.!?…”"’'
    )


def _with_answers(text: str, found: Sequence[SetIn]) -> list[SetIn]:
    """Mark the parts that answer questions, where the text is an interview."""
    asked = [
        part
        for part in found
        if not part.is_headed
        and part.before is not None
        and len(_WORD.findall(text, *part.before)) <= _MAX_QUESTION_WORDS
    ]
    questions = [part for part in asked if _asks(text, part.before)]
    if len(asked) < MIN_ANSWERS or 2 * len(questions) < len(asked):
        return list(found)
    answers = set(map(id, asked))
    return [
        SetIn(part.spans, None, part.before, is_answer=True)
        if id(part) in answers and part.credit is None
        else part
        for part in found
    ]


def _asks(text: str, line: Range | None) -> bool:
    return line is not None and text[slice(*line)].rstrip("”\"’' ").endswith("?")
