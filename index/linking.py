"""Which quotes in the archive are one statement, after an article came, changed or went?

Works inside the transaction of `index/archive.py` and leaves the tables `statement_keys`, `links`,
`clusters` and `cluster_members` as one run of `cluster_quotes` over everything would have made
them, whatever the order in which articles came.

How: two quotes have a relation only if they share a word group (`statement_keys`); whether they
have one (`have_relation`) is decided by the two alone, and is kept as a link. Which clusters form
depends on no quote outside the part of this graph that is connected with it, so that exactly the
parts an article touches are clustered anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from index import rows
from quotes.clusters import cluster_quotes, have_relation, shingles, statement_keys
from quotes.clusters.similarity import MIN_SHARED_SHINGLES
from quotes.clusters.wording import read_wording
from quotes.records import Quote, QuoteCluster

SPARSE = 2
"""The kind of all keys of a quote that is worth comparing wherever one key is shared."""

Members = list[tuple[int, str]]


def link(connection: sqlite3.Connection, added: Mapping[int, Quote]) -> None:
    """Store the keys of new quotes, and link them with every quote they have a relation with."""
    for quote_no, quote in added.items():
        rows_of_keys = [(quote_no, *key) for key in sorted(_keys(quote).items())]
        connection.executemany("INSERT INTO statement_keys VALUES (?, ?, ?)", rows_of_keys)
    for quote_no, quote in added.items():
        for other_no in _candidates(connection, quote_no, quote):
            # Two new quotes meet twice; once is enough.
            if other_no in added and other_no > quote_no:
                continue
            other = added.get(other_no) or _load(connection, other_no)
            if have_relation(quote, other):
                pair = sorted((quote_no, other_no))
                connection.execute("INSERT INTO links VALUES (?, ?)", pair)


def detach_article(connection: sqlite3.Connection, article_no: int, change: int) -> set[int]:
    """Take apart the clusters with quotes of this article; return the other quotes concerned."""
    sql = "SELECT quote_no FROM quotes WHERE article_no = ?"
    own = {int(row[0]) for row in connection.execute(sql, (article_no,))}
    touched: set[int] = set()
    for quote_no in own:
        touched |= _neighbours(connection, quote_no)
    for cluster_no in _clusters_of(connection, own):
        _delete_cluster(connection, cluster_no, change)
    return touched - own


def recluster(
    connection: sqlite3.Connection,
    touched: Iterable[int],
    rewritten: Collection[int],
    change: int,
) -> None:
    """Cluster anew every quote connected with `touched`; store what is not as it was.

    Quotes that are gone are passed over. Clusters with a quote in `rewritten` count as changed
    even if their members are the same.
    """
    by_number = "SELECT quote_no FROM quotes WHERE quote_no = ?"
    seeds = {no for no in touched if connection.execute(by_number, (no,)).fetchone()}
    quotes = {no: _load(connection, no) for no in _connected(connection, seeds)}
    numbers = {quote.id: quote_no for quote_no, quote in quotes.items()}
    fresh = cluster_quotes(sorted(quotes.values(), key=lambda quote: quote.id))
    wanted: dict[str, tuple[QuoteCluster, Members]] = {
        cluster.id: (cluster, [(numbers[quote.id], quote.relation) for quote in cluster.quotes])
        for cluster in fresh
    }
    for cluster_no in _clusters_of(connection, quotes):
        old_id, old_state = _stored_state(connection, cluster_no)
        if old_id in wanted and _is_as_it_was(old_state, *wanted[old_id], rewritten):
            del wanted[old_id]
        else:
            _delete_cluster(connection, cluster_no, change)
    for cluster, members in wanted.values():
        _insert_cluster(connection, cluster, members, change)


def relink_all(connection: sqlite3.Connection, change: int) -> None:
    """Compare all quotes anew, by the rules of today."""
    connection.execute("DELETE FROM statement_keys")
    connection.execute("DELETE FROM links")
    everything = [int(row[0]) for row in connection.execute("SELECT quote_no FROM quotes")]
    for quote_no in everything:
        link(connection, {quote_no: _load(connection, quote_no)})
    recluster(connection, everything, (), change)


def _keys(quote: Quote) -> dict[int, int]:
    """Return the keys of a quote as numbers, each with its kind (see `index/schema.py`).

    63 bits of a digest: two keys with one number only cost a needless comparison.
    """
    groups = shingles(quote.text)
    kinds = {}
    for key in statement_keys(quote):
        digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
        kind = SPARSE if _is_sparse(quote) else int(key in groups)
        kinds[int.from_bytes(digest, "big") >> 1] = kind
    return kinds


def _is_sparse(quote: Quote) -> bool:
    """Tell whether one shared key is enough to compare a quote with any other."""
    wording = read_wording(quote.text)
    return wording.is_short or len(wording.shingles) < MIN_SHARED_SHINGLES


def _candidates(connection: sqlite3.Connection, quote_no: int, quote: Quote) -> list[int]:
    """Return the quotes that share enough keys with one to be worth a comparison, in order."""
    found = connection.execute(
        "SELECT other.quote_no FROM statement_keys AS own"
        " JOIN statement_keys AS other ON other.key = own.key"
        " WHERE own.quote_no = ? AND other.quote_no != own.quote_no"
        " GROUP BY other.quote_no HAVING ? OR max(other.kind) = ? OR sum(other.kind) >= ?"
        " ORDER BY other.quote_no",
        (quote_no, _is_sparse(quote), SPARSE, MIN_SHARED_SHINGLES),
    )
    return [int(row[0]) for row in found.fetchall()]


def _connected(connection: sqlite3.Connection, touched: Iterable[int]) -> set[int]:
    connected = set(touched)
    waiting = list(connected)
    while waiting:
        found = _neighbours(connection, waiting.pop()) - connected
        connected |= found
        waiting.extend(found)
    return connected


def _neighbours(connection: sqlite3.Connection, quote_no: int) -> set[int]:
    """Return the quotes linked with one, and those that stand in a cluster with it."""
    found = connection.execute(
        "SELECT other_no FROM links WHERE quote_no = :own"
        " UNION SELECT quote_no FROM links WHERE other_no = :own"
        " UNION SELECT mate.quote_no FROM cluster_members AS seat"
        " JOIN cluster_members AS mate USING (cluster_no) WHERE seat.quote_no = :own",
        {"own": quote_no},
    )
    return {int(row[0]) for row in found}


def _clusters_of(connection: sqlite3.Connection, quote_nos: Iterable[int]) -> set[int]:
    sql = "SELECT cluster_no FROM cluster_members WHERE quote_no = ?"
    return {int(row[0]) for no in quote_nos for row in connection.execute(sql, (no,))}


def _load(connection: sqlite3.Connection, quote_no: int) -> Quote:
    sql = "SELECT record FROM quotes WHERE quote_no = ?"
    (record,) = connection.execute(sql, (quote_no,)).fetchone()
    return rows.to_quote(record)


def _stored_state(
    connection: sqlite3.Connection, cluster_no: int
) -> tuple[str, tuple[str, str | None, Members]]:
    cluster_id, representative_id, first_published = connection.execute(
        "SELECT id, representative_id, first_published FROM clusters WHERE cluster_no = ?",
        (cluster_no,),
    ).fetchone()
    members = connection.execute(
        "SELECT quote_no, relation FROM cluster_members WHERE cluster_no = ? ORDER BY position",
        (cluster_no,),
    ).fetchall()
    return cluster_id, (representative_id, first_published, members)


def _is_as_it_was(
    old_state: tuple[str, str | None, Members],
    cluster: QuoteCluster,
    members: Members,
    rewritten: Collection[int],
) -> bool:
    state = (cluster.representative_id, cluster.first_published, members)
    return state == old_state and not any(quote_no in rewritten for quote_no, _ in members)


def _insert_cluster(
    connection: sqlite3.Connection, cluster: QuoteCluster, members: Members, change: int
) -> None:
    representative = cluster.representative
    speaker = representative.speaker.name if representative.speaker else None
    fields = {
        "id": cluster.id,
        "representative_id": cluster.representative_id,
        "first_published": cluster.first_published,
        "text": representative.text,
        "speaker": speaker,
        "outlet_count": len(cluster.outlets),
        "quote_count": sum(relation != "related" for _, relation in members),
        "change": change,
    }
    cluster_no = rows.insert(connection, "clusters", fields)
    connection.executemany(
        "INSERT INTO cluster_members (cluster_no, position, quote_no, relation)"
        " VALUES (?, ?, ?, ?)",
        [(cluster_no, position, *seat) for position, seat in enumerate(members)],
    )
    connection.execute("DELETE FROM removed_clusters WHERE id = ?", (cluster.id,))


def _delete_cluster(connection: sqlite3.Connection, cluster_no: int, change: int) -> None:
    connection.execute(
        "REPLACE INTO removed_clusters SELECT id, ? FROM clusters WHERE cluster_no = ?",
        (change, cluster_no),
    )
    connection.execute("DELETE FROM clusters WHERE cluster_no = ?", (cluster_no,))
