"""What do answers look like on a terminal? A table: who, what, where."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.streams import is_terminal, output, printable
from quotes.records import Answer, ClusterMember

if TYPE_CHECKING:
    from index.engine import FacetName
    from index.explain import ScorePart
    from index.facets import FacetCount

_SHOWN = frozenset({"content", "speaker", "role"})
MAX_FACET_VALUES = 12

WIDTH_ELSEWHERE = 100
"""How many columns wide a table is in a file or pipe."""


def console() -> Console:
    """Return a console on standard output that takes nothing in the words for markup."""
    stream = output()
    told = is_terminal(stream) or "COLUMNS" in os.environ
    return Console(
        file=stream,
        width=None if told else WIDTH_ELSEWHERE,
        markup=False,
        highlight=False,
        emoji=False,
    )


def answer_table(
    answers: Iterable[Answer],
    *,
    first_number: int = 1,
    explanations: Sequence[Sequence[ScorePart]] = (),
) -> Table:
    """Return the table of answers, numbered from `first_number`, with what explains each."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, expand=True, padding=(0, 1))
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("Who", ratio=3)
    table.add_column("Words", ratio=6)
    table.add_column("Where", ratio=3)
    for number, answer in enumerate(answers, start=first_number):
        table.add_row(str(number), _who(answer), _words(answer), _where(answer))
        if "context" in answer.found_in and not _SHOWN.intersection(answer.found_in):
            table.add_row("", "", Text("found only in the text around", style="yellow"), "")
        if explanations:
            parts = explanations[number - first_number]
            table.add_row("", "", Text(printable(explained(parts)), style="dim"), "")
        table.add_row(
            "", "", Text(printable(f"quotes show {answer.quotes[0].id}"), style="dim"), ""
        )
    return table


def explained(parts: Sequence[ScorePart]) -> str:
    """Return what a score is made of, in one line."""
    if not parts:
        return "0: nothing in the query counts; the latest come first"
    total = sum(part.score for part in parts)
    sums = " + ".join(f"{part.score:g} {part.found} ({part.where})" for part in parts)
    return f"{total:g} = {sums}"


def facet_lines(facets: Mapping[FacetName, Sequence[FacetCount]]) -> Iterator[str]:
    """Yield a line for each facet: the values that most statements have, months in order."""
    for name, counts in facets.items():
        shown = [f"{printable(count.value)} {count.statements:,}" for count in counts]
        more = len(shown) - MAX_FACET_VALUES
        kept = shown[-MAX_FACET_VALUES:] if name == "month" else shown[:MAX_FACET_VALUES]
        rest = f", {more} more" if more > 0 else ""
        yield f"{name}: {', '.join(kept)}{rest}"


def shown_words(text: str, kind: str, spans: Iterable[tuple[int, int]] = ()) -> Text:
    """Return the words of a quote, in marks where all of them are the speaker's own.

    `spans` are `[start, end)` in `text`, to be emphasised.
    """
    words = Text(printable(text))
    for start, end in spans:
        words.stylize("bold yellow", start, end)
    if kind == "direct":
        return Text("“") + words + Text("”")
    return words + Text(f"  [{kind}]", style="dim")


def shown_speaker(quote: Answer | ClusterMember) -> Text:
    """Return the speaker's name, and the role below it."""
    name = quote.speaker.name if quote.speaker else "speaker not stated"
    who = Text(printable(name), style="bold" if quote.speaker else "dim")
    if quote.role:
        who.append(f"\n{printable(quote.role.text)}", style="not bold")
    return who


def _who(answer: Answer) -> Text:
    return shown_speaker(answer)


def _words(answer: Answer) -> Text:
    return shown_words(answer.text, answer.quotes[0].kind, answer.highlights)


def _where(answer: Answer) -> Text:
    where = Text(printable("\n".join(_places(answer.quotes))))
    if 0 < answer.independent_outlets < len(answer.outlets):
        where.append(f"\n{answer.independent_outlets} independent, the rest wire copy", style="dim")
    return where


def _places(quotes: Iterable[ClusterMember]) -> Iterator[str]:
    """Yield each outlet that carried the statement once, with the day it first did."""
    days: dict[str, str] = {}
    for quote in quotes:
        if quote.relation == "related":
            continue
        outlet = quote.outlet or quote.article_id
        day = (quote.published or "")[:10]
        days[outlet] = min(filter(None, (days.get(outlet, ""), day)), default="")
    for outlet, day in sorted(days.items(), key=lambda item: (not item[1], item[1])):
        yield f"{outlet}, {day}" if day else outlet
