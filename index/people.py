"""Whom does the archive know, and what was decided about who is whom?

Reads what tells one speaker from another straight from the tables, without the records, and keeps
decisions. Works inside the transactions of `index/archive.py`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from index import rows, schema
from quotes.clusters.decisions import Decision, Naming, read_naming
from quotes.clusters.names import compare_names, name_blocks
from quotes.clusters.organizations import compare_organizations, organization_blocks
from quotes.clusters.people import Spoken
from quotes.folding import fold_name

MAX_STEPS = 3
MAX_NAMES = 1000
NAMES_A_PERSON = 4
"""So many of the names most used are looked at for each person to be listed: some are of groups,
or of one person."""


def read_spoken(
    connection: sqlite3.Connection, names: Collection[str] | None = None
) -> Iterator[Spoken]:
    """Yield what is asked of every quote, or of those by `names`, to tell whose it is."""
    if names is None:
        yield from _read_spoken(connection, "", ())
        return
    for name in names:
        yield from _read_spoken(connection, " AND speaker = ?", (name,))


def _read_spoken(
    connection: sqlite3.Connection, condition: str, values: tuple[str, ...]
) -> Iterator[Spoken]:
    sql = (
        "SELECT moment_order, quotes.id, articles.id, speaker,"
        " json_extract(record, '$.speaker.kind'), role,"
        " json_extract(record, '$.role.affiliation'), center_no"
        " FROM quotes JOIN articles USING (article_no) JOIN statement_forms USING (quote_no)"
        f" WHERE speaker IS NOT NULL{condition}"
    )
    for moment, quote_id, *rest, center_no in connection.execute(sql, values):
        article_id, name, kind, role, affiliation = rest
        is_undated = moment[:1] != "0"
        published = int(is_undated), moment[1 : len(moment) - len(quote_id) - 1]
        statement = str(center_no)
        yield Spoken(
            published, quote_id, article_id, name, kind or "unnamed", role, affiliation, statement
        )


def names_most_used(connection: sqlite3.Connection, people_wanted: int) -> set[str] | None:
    """Return the names under which most was said; nothing where there are few names in all."""
    sql = "SELECT speaker FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker"
    sql += " ORDER BY count(*) DESC, speaker LIMIT ?"
    most = max(MAX_NAMES, people_wanted * NAMES_A_PERSON)
    found = [name for (name,) in connection.execute(sql, (most + 1,))]
    return None if len(found) <= most else set(found[: people_wanted * NAMES_A_PERSON])


def names_around(connection: sqlite3.Connection, wanted: Collection[str]) -> set[str]:
    """Return the names in the archive that may be the same as those wanted, or as one of these.

    Spellings are followed for a few steps, and up to a thousand names beyond those wanted: whoever
    goes by a name is told from others by no more.
    """
    found = connection.execute("SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL")
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for (known,) in found:
        for key in _lookup_keys(known):
            sharing[key].append(known)
    decided: defaultdict[str, set[str]] = defaultdict(set)
    for decision in read_stored_decisions(connection):
        for one, other in (decision.key, decision.key[::-1]):
            decided[one].add(other)
    names: set[str] = set()
    newest = set(wanted)
    most = len(newest) + MAX_NAMES
    for _ in range(MAX_STEPS):
        reached: set[str] = set()
        for looked_at in sorted(newest):
            matters = decided[fold_name(looked_at)]
            keys = _lookup_keys(looked_at).union(*map(_lookup_keys, matters))
            for other in {each for key in keys for each in sharing[key]} - names - reached:
                if fold_name(other) in matters or _may_be_one(looked_at, other):
                    reached.add(other)
            if len(names) + len(reached) > most:
                return names | reached
        names |= reached
        newest = reached
    return names


def _lookup_keys(name: str) -> set[str]:
    return {*fold_name(name).split(), *name_blocks(name), *organization_blocks(name)}


def _may_be_one(one: str, other: str) -> bool:
    return (
        compare_names(one, other) != "different"
        or compare_organizations(one, other) != "different"
        or set(fold_name(one).split()) <= set(fold_name(other).split())
    )


def read_stored_decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Return the decisions in the order in which they were made."""
    sql = "SELECT verb, name, other FROM decisions ORDER BY decision_no"
    return [Decision(*row) for row in connection.execute(sql)]


def naming(connection: sqlite3.Connection) -> Naming:
    """Return what the decisions say of names."""
    return read_naming(read_stored_decisions(connection))


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
    known_as = naming(connection).known_as
    if not known_as:
        return {}
    found = connection.execute("SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL")
    return {name: known_as[folded] for (name,) in found if (folded := fold_name(name)) in known_as}
