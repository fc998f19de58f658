"""What do the differences between the variants of a statement look like on a terminal?"""

from __future__ import annotations

from rich.text import Text

from quotes.cli.answer_table import console
from quotes.cli.streams import printable
from quotes.records import ClusterMember, Difference, QuoteCluster

_STYLES = {"cut": "red strike", "added": "green", "replaced": "yellow"}


def print_differences(cluster: QuoteCluster) -> None:
    """Write, for each variant, in which words it differs from the longest form.

    What may change the meaning is named: a negation, number, name, condition or opposite.
    """
    out = console()
    longest = cluster.representative
    out.print(Text(f"\nDifferences from the longest form, {printable(_place(longest))}:"))
    for member in cluster.quotes:
        if member.id == longest.id or member.relation == "related":
            continue
        wire = ", wire copy" if member.wire else ""
        out.print(Text(f"\n{printable(_place(member))} ({member.relation}{wire})", style="bold"))
        if not member.differences:
            out.print("  none")
        for difference in member.differences:
            out.print(_line(difference))


def _line(difference: Difference) -> Text:
    words = " → ".join(
        f"“{printable(' '.join(words.split()))}”"
        for words in (difference.representative, difference.variant)
        if words
    )
    line = Text(f"  {difference.change}: ", style="dim")
    line.append(words, style=_STYLES[difference.change])
    if difference.stakes:
        line.append(f"  may change the meaning: {', '.join(difference.stakes)}", style="bold red")
    return line


def _place(member: ClusterMember) -> str:
    return ", ".join(filter(None, (member.outlet, (member.published or "")[:10], member.id)))
