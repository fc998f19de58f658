"""Whom does the archive know, and what was decided about who is whom?

Reads what tells one speaker from another straight from the tables, without the records, and keeps
decisions. Works inside the transactions of `index/archive.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from index import rows, schema
from quotes.clusters.decisions import Decision, spelled_alike
from quotes.clusters.people import Spoken
from quotes.folding import fold_name


def read_spoken(connection: sqlite3.Connection) -> Iterator[Spoken]:
    """Yield what is asked of every quote to tell whose it is."""
    sql = (
        "SELECT moment_order, quotes.id, articles.id, speaker,"
        " json_extract(record, '$.speaker.kind'), role,"
        " json_extract(record, '$.role.affiliation'), center_no"
        " FROM quotes JOIN articles USING (article_no) JOIN statement_forms USING (quote_no)"
        " WHERE speaker IS NOT NULL"
    )
    for (
        moment,
        quote_id,
        article_id,
        name,
        kind,
        role,
        affiliation,
        center_no,
    ) in connection.execute(sql):
        is_undated = moment[:1] != "0"
        published = int(is_undated), moment[1 : len(moment) - len(quote_id) - 1]
        statement = str(center_no)
        yield Spoken(
            published, quote_id, article_id, name, kind or "unnamed", role, affiliation, statement
        )


def read_stored_decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Return the decisions in the order in which they were made."""
    sql = "SELECT verb, name, other FROM decisions ORDER BY decision_no"
    return [Decision(*row) for row in connection.execute(sql)]


def spellings(connection: sqlite3.Connection) -> dict[str, str]:
    """Return for each folded name that was merged with another the name it goes by."""
    decided = spelled_alike(read_stored_decisions(connection))
    return {fold_name(name): known_as for name, known_as in decided.items()}


def store_decisions(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Store decisions, each in the place of an earlier one about the same matter."""
    for each in decisions:
        withdraw_decision(connection, each)
        first, second = each.key
        fields = {"first_key": first, "second_key": second, "decided": schema.now()}
        rows.insert(
            connection,
            "decisions",
            {"verb": each.verb, "name": each.name, "other": each.other, **fields},
        )


def withdraw_decision(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Take back what was decided about a matter; tell whether anything was."""
    sql = "DELETE FROM decisions WHERE first_key = ? AND second_key = ?"
    return connection.execute(sql, decision.key).rowcount > 0


def quotes_by(connection: sqlite3.Connection, names: Collection[str]) -> list[int]:
    """Return the numbers of the quotes by speakers of these folded names."""
    found = connection.execute("SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL")
    written = [name for (name,) in found if fold_name(name) in names]
    sql = "SELECT quote_no FROM quotes WHERE speaker = ?"
    return [int(row[0]) for name in written for row in connection.execute(sql, (name,))]


def written_spellings(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the names as they stand in the archive that go by another by decision."""
    known_as = spellings(connection)
    if not known_as:
        return {}
    found = connection.execute("SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL")
    return {name: known_as[folded] for (name,) in found if (folded := fold_name(name)) in known_as}
