"""How do statements stand in the archive's tables, and which of them did a change change?

Writes `clusters` and `cluster_members` from the places that `index.linking` decided, and hands on
what is new, not as it was, or gone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index import rows, schema
from quotes.clusters.statements import cluster_id

Members = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class StatementChanges:
    """The ids of the statements that a change made, altered and ended.

    A statement that only got another id, because an earlier quote of it was found, is among
    `changed` under the new one; the old one still finds it.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What a statement's row says, but for the change number."""

    id: str
    representative_id: str
    first_published: str | None
    text: str
    speaker: str | None
    outlet_count: int
    quote_count: int
    members: Members

    def columns(self) -> dict[str, object]:
        """Return what stands in the statement's own row."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = "id representative_id first_published text speaker outlet_count quote_count".split()


def write_statements(
    connection: sqlite3.Connection,
    center_nos: Iterable[int],
    rewritten: Collection[int],
    change: int,
) -> StatementChanges:
    """Write the statements of these centres anew where they are not as they were.

    Those with a quote in `rewritten` count as changed even if their members are the same.
    """
    old: dict[int, _State] = {}
    new: dict[int, _State] = {}
    for center_no in sorted(center_nos):
        before = _stored(connection, center_no)
        after = _wanted(connection, center_no)
        if before and before == after and not _holds(before, rewritten):
            continue
        if before:
            old[center_no] = before
        if after:
            new[center_no] = after
    # Ids may change hands: all old rows go before the first new one comes.
    for center_no, state in old.items():
        _delete(connection, center_no, state.id, change)
    for center_no, state in new.items():
        _insert(connection, center_no, state, change)
    return _changes(list(old.values()), list(new.values()), rewritten)


def _changes(
    old: Sequence[_State], new: Sequence[_State], rewritten: Collection[int]
) -> StatementChanges:
    """Tell by shared quotes and ids which statements went on; a rewritten quote is another one."""
    before, after = ({state.id for state in states} for states in (old, new))
    held = {no for state in old for no, _ in state.members}.difference(rewritten)
    kept = {no for state in new for no, _ in state.members}.difference(rewritten)
    went_on = {state.id for state in new if state.id in before or _holds(state, held)}
    return StatementChanges(
        new=tuple(state.id for state in new if state.id not in went_on),
        changed=tuple(state.id for state in new if state.id in went_on),
        gone=tuple(state.id for state in old if state.id not in after and not _holds(state, kept)),
    )


def _holds(state: _State, quote_nos: Collection[int]) -> bool:
    return any(quote_no in quote_nos for quote_no, _ in state.members)


def wrong_statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the ids of the statements whose rows are not what their quotes make them."""
    for center_no in sorted(all_centers(connection)):
        stored, wanted = _stored(connection, center_no), _wanted(connection, center_no)
        if stored != wanted:
            yield next(state.id for state in (stored, wanted) if state)


def all_centers(connection: sqlite3.Connection) -> set[int]:
    """Return every centre there is, and every one there was."""
    found = connection.execute(
        "SELECT center_no FROM statement_forms UNION SELECT center_no FROM clusters"
    )
    return {schema.stored_number(row[0]) for row in found if row[0] is not None}


def drop_statements_without_center(connection: sqlite3.Connection, change: int) -> None:
    """Drop the statements that an earlier version wrote, before all are decided anew."""
    connection.execute(
        "REPLACE INTO removed_clusters SELECT id, ? FROM clusters WHERE center_no IS NULL",
        (change,),
    )
    connection.execute("DELETE FROM clusters WHERE center_no IS NULL")


def _stored(connection: sqlite3.Connection, center_no: int) -> _State | None:
    sql = f"SELECT cluster_no, {', '.join(_COLUMNS)} FROM clusters WHERE center_no = ?"
    for cluster_no, *columns in connection.execute(sql, (center_no,)).fetchall():
        members = connection.execute(
            "SELECT quote_no, relation FROM cluster_members WHERE cluster_no = ?"
            " AND relation != 'related' ORDER BY position",
            (cluster_no,),
        )
        values: dict[str, Any] = dict(zip(_COLUMNS, columns, strict=True))
        return _State(**values, members=members.fetchall())
    return None


def _wanted(connection: sqlite3.Connection, center_no: int) -> _State | None:
    """Return what a statement's row should say."""
    found = connection.execute(
        "SELECT quote_no, relation, quotes.id, outlet, published"
        " FROM statement_forms JOIN quotes USING (quote_no)"
        " WHERE center_no = ? ORDER BY moment_order",
        (center_no,),
    ).fetchall()
    by_number = {row[0]: row for row in found}
    if center_no not in by_number:
        return None
    _, _, representative_id, _, _ = by_number[center_no]
    center: Members = [(center_no, "same")]
    text, speaker = connection.execute(
        "SELECT text, speaker FROM quotes WHERE quote_no = ?", (center_no,)
    ).fetchone()
    return _State(
        id=cluster_id(found[0][2]),
        representative_id=representative_id,
        first_published=found[0][4],
        text=text,
        speaker=speaker,
        outlet_count=len({outlet for _, _, _, outlet, _ in found if outlet}),
        quote_count=len(found),
        members=center + [(row[0], row[1]) for row in found if row[0] != center_no],
    )


def _insert(connection: sqlite3.Connection, center_no: int, state: _State, change: int) -> None:
    own = {"change": change, "center_no": center_no}
    cluster_no = rows.insert(connection, "clusters", state.columns() | own)
    connection.executemany(
        "INSERT INTO cluster_members (cluster_no, position, quote_no, relation)"
        " VALUES (?, ?, ?, ?)",
        [(cluster_no, position, *seat) for position, seat in enumerate(state.members)],
    )
    connection.execute("DELETE FROM removed_clusters WHERE id = ?", (state.id,))


def _delete(connection: sqlite3.Connection, center_no: int, id_: str, change: int) -> None:
    connection.execute("REPLACE INTO removed_clusters VALUES (?, ?)", (id_, change))
    connection.execute("DELETE FROM clusters WHERE center_no = ?", (center_no,))
