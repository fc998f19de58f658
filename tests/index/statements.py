"""Fifteen statements by invented people, for every test of searching."""

from __future__ import annotations

from index.engine import StatementRecord, day_number


def statement(
    cluster_id: str,
    content: str | tuple[str, ...],
    speaker: str | tuple[str, ...] = (),
    role: str | tuple[str, ...] = (),
    *,
    outlet: str | tuple[str, ...] = (),
    kind: str | tuple[str, ...] = "direct",
    cue: str | tuple[str, ...] = "said",
    context: str | tuple[str, ...] = (),
    published: str = "",
) -> StatementRecord:
    """Build a record; a field with one text may be given as that text, dates side by side."""

    def texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else value

    days = [day_number(day) for day in published.split()]
    return StatementRecord(
        cluster_id,
        texts(content),
        texts(speaker),
        texts(role),
        texts(outlet),
        texts(kind),
        texts(cue),
        texts(context),
        tuple(day for day in days if day is not None),
        named=next(iter(texts(speaker)), None),
    )


OKELL = "Ines Okell"
QADHANI = ("Samir al-Qadhani", "Sameer Kadhani")

STATEMENTS = (
    statement(
        "s01", "The harbour will reopen by spring.", OKELL, "harbour master of Torrin",
        outlet=("Torrin Post", "Coast Daily"), published="2020-03-03 2020-03-05",
        context="Storms closed the quay in November. Ines Okell spoke to reporters.",
    ),
    statement(
        "s02", "Dredging the harbor costs more than a new bridge.", "Tomas Weir",
        "finance minister", outlet="Coast Daily", cue="warned", published="2020-03-04",
    ),
    statement(
        "s03", "nobody had asked the fishermen", "Lena Marsh", "spokeswoman for Okell",
        outlet="Torrin Post", kind="indirect", published="2020-03-06",
        context="Okell herself did not comment on the harbour.",
    ),
    statement(
        "s04", "The bridge was fabricated abroad.", QADHANI, "deputy minister of works",
        outlet="Inland Post", published="2020-02-10",
    ),
    statement(
        "s05", "This is pure fabrication.", QADHANI, "deputy minister of works",
        outlet="Torrin Post", cue="denied", published="2020-02-12",
        context="He was asked about the bridge.",
    ),
    statement("s06", "To be or not to be is no question for a port.", "Jonas Brandt", "poet"),
    statement(
        "s07", "The US should remember 9/11.", "Carla Hoff", "senator", published="2021-09-11"
    ),
    statement("s08", "The war on terror is over.", "Carla Hoff", "senator", kind="mixed"),
    statement(
        "s09", "Weir is a modern-day pirate.", "Hassan Idrani", outlet="Coast Daily",
        published="2020-03-07",
    ),
    statement("s10", "We honour the fishermen’s strike.", "Hussein Idrani", "union leader"),
    statement(
        "s11", ("colonisers never leave", "The colonizers never leave, they change flags"),
        "Union of Dockers", outlet=("Coast Daily", "Inland Post"), published="2020-03-04",
    ),
    statement("s12", "The café is closed.", "Zoë Brânza", "owner of the Café Façade"),
    statement("s13", "Fees for the harbour double in April."),
    statement(
        "s14", "A spring tide will close the bridge, Weir says.", OKELL, "harbour master",
        cue="wrote", published="2021-04-01",
    ),
    statement("s15", ("We will rebuild", "the bridge first"), "Petra Lund", published="1999-12-31"),
)  # fmt: skip
