"""Is a page an interview, with questions in bold or italics and answers below? Sets these in.

A question is a paragraph all in bold or italics, or a heading, and most of them ask. It is an
interview where the answers speak in the first person outside marks; explainers, which ask and
answer themselves, do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.articles.page_blocks import Block
from quotes.articles.page_tree import names_of

MIN_QUESTIONS = 3
"""Fewer bold lines may stand in any article."""

_MIN_ASKING_SHARE = 0.5
_MIN_OWN_SHARE = 0.5
_MIN_EMPHASIS_SHARE = 0.95
_OWN_WORDS = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur|[Uu]s)\b")
_QUESTION_NAMES = re.compile(r"(?:\A|[\s-])(?:question|interviewer)(?:\Z|\s)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LABELLED = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})\s?:\s")
_QUESTION_OR_ANSWER = re.compile(r"(?:Q|A|Question|Answer)(?: ?\d+)?\s?[:.–—-]\s")


def set_answers_in(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the answers of an interview set in, or unchanged if it is none."""
    questions = [n for n, block in enumerate(blocks) if _is_question(block)]
    if len(questions) < MIN_QUESTIONS or any(map(_is_labelled, blocks)):
        return list(blocks)
    asking = sum(blocks[n].text.rstrip("”\"’'").endswith("?") for n in questions)
    answers = _answers(blocks, questions)
    own = [any(_speaks(blocks[n].text) for n in numbers) for numbers in answers if numbers]
    if asking < _MIN_ASKING_SHARE * len(questions) or not own:
        return list(blocks)
    if sum(own) < _MIN_OWN_SHARE * len(own):
        return list(blocks)
    highest = max((block.group or 0 for block in blocks), default=0)
    groups = {n: highest + 1 + turn for turn, numbers in enumerate(answers) for n in numbers}
    return [
        replace(block, kind="quotation", group=groups[number]) if number in groups else block
        for number, block in enumerate(blocks)
    ]


def _is_question(block: Block) -> bool:
    if block.is_set_in or block.kind in ("time", "cell"):
        return False
    if _LABELLED.match(block.text) and not block.text.endswith("?"):
        return False
    if _QUESTION_NAMES.search(names_of(block.element)):
        return True
    return block.emphasis_share >= _MIN_EMPHASIS_SHARE or (
        block.kind == "heading" and block.text.endswith("?")
    )


def _is_labelled(block: Block) -> bool:
    """Tell whether a block begins with "Q:" or "A:": a transcript, which needs no setting in."""
    return _QUESTION_OR_ANSWER.match(block.text) is not None


def _answers(blocks: Sequence[Block], questions: Sequence[int]) -> list[list[int]]:
    """Return the numbers of the blocks that answer each question.

    The last answer ends before the first paragraph that nobody speaks in, which is the article's.
    """
    ends = [*questions[1:], len(blocks)]
    answers = []
    for question, end in zip(questions, ends, strict=True):
        numbers: list[int] = []
        for number in range(question + 1, end):
            block = blocks[number]
            if block.is_set_in or block.kind == "heading":
                continue
            if end == len(blocks) and numbers and not _speaks(block.text):
                break
            numbers.append(number)
        answers.append(numbers)
    return answers


def _speaks(text: str) -> bool:
    return _OWN_WORDS.search(_QUOTED.sub("", text)) is not None
