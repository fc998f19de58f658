"""What does the archive keep of each quote so that its statement can be found, and how?

Hands on the rows of `statement_keys`, `statement_forms` and `related_statements` to
`index/linking.py`, and writes all of them anew where the rules have changed.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any

from index import rows
from quotes.clusters.decisions import Naming
from quotes.clusters.forms import Form, Voice, read_form, read_voice
from quotes.clusters.keys import SearchKeys, search_keys
from quotes.clusters.retranslations import day_of, speaker_key, topics
from quotes.clusters.statements import cluster_forms, cluster_id
from quotes.records import Quote


def find_place(form: Form) -> tuple[str, str]:
    """Return `Form.order` as two texts that sort alike: its length, and its moment with the id."""
    words, segments, is_unnamed, moment, id_ = form.order
    return f"{10**8 - 1 + words:08}{segments:06}{is_unnamed:d}", f"{moment[0]}{moment[1]}\t{id_}"


def store_form(connection: sqlite3.Connection, quote_no: int, form: Form, quote: Quote) -> None:
    """Store what is looked up of a quote, before it is decided whose statement it carries."""
    keys = search_keys(form)
    _store_looks(connection, quote_no, form, quote, keys)
    connection.executemany("INSERT INTO statement_keys VALUES (?, ?, ?)", key_rows(quote_no, keys))


def key_rows(quote_no: int, keys: SearchKeys) -> list[tuple[int, bool, int]]:
    """Return the rows of `statement_keys` for one quote."""
    return [(key, key in keys.rare, quote_no) for key in sorted(set(keys.every) | keys.rare)]


def delete_keys(connection: sqlite3.Connection, quote_no: int, keys: SearchKeys) -> None:
    """Take the rows of one quote out of `statement_keys`."""
    connection.executemany(
        "DELETE FROM statement_keys WHERE key = ? AND is_rare = ? AND quote_no = ?",
        key_rows(quote_no, keys),
    )


def _store_looks(
    connection: sqlite3.Connection, quote_no: int, form: Form, quote: Quote, keys: SearchKeys
) -> None:
    fields: dict[str, Any] = {
        "quote_no": quote_no,
        "voice": stored_voice(quote, form),
        "keys_needed": keys.needed,
        "own_cluster_id": cluster_id(quote.id),
    }
    speaker, day = speaker_key(form), day_of(form)
    if speaker is not None and day is not None and not form.wording.is_short:
        spoken_of = " ".join(sorted(topics(form.wording)))
        fields |= {"speaker_key": speaker, "day": day, "topics": spoken_of}
    length, moment = find_place(form)
    orders = {"length_order": length, "moment_order": moment}
    rows.insert(connection, "statement_forms", fields | orders)


def stored_voice(quote: Quote, form: Form) -> str | None:
    """Return a named speaker as the archive keeps them beside the form."""
    if form.voice is None:
        return None
    role = quote.role
    office = (role.text, role.affiliation) if role else ("", None)
    apart = [form.voice.apart] if form.voice.apart else []
    return json.dumps([form.voice.name, form.voice.is_person, *office, *apart])


@lru_cache(maxsize=50_000)
def read_stored_voice(stored: str | None) -> Voice | None:
    """Return the speaker that `stored_voice` kept."""
    if stored is None:
        return None
    try:
        name, is_person, role, affiliation, *apart = json.loads(stored)
        return read_voice(name, is_person, role, affiliation, tuple(*apart))
    except (ValueError, TypeError, AttributeError) as error:
        raise sqlite3.DatabaseError(f"a stored speaker is none: {stored[:80]}") from error


def relatives(connection: sqlite3.Connection, center_no: int) -> set[int]:
    """Return the centres that a statement's centre is stored as related to."""
    sql = "SELECT other_no FROM related_statements WHERE center_no = ?"
    return {int(row[0]) for row in connection.execute(sql, (center_no,))}


def relink_all(connection: sqlite3.Connection, naming: Naming) -> None:
    """Compare all quotes anew, by the rules of today."""
    connection.execute("DELETE FROM statement_keys")
    connection.execute("DELETE FROM statement_forms")
    # Millions of keys go into the table in its own order, or every one would be a page of its own.
    connection.execute("CREATE TEMP TABLE new_keys (key, is_rare, quote_no)")
    forms: list[Form] = []
    for quote_no, record in connection.execute("SELECT quote_no, record FROM quotes"):
        quote = rows.to_quote(record)
        form = read_form(quote, naming)
        form.place = quote_no
        keys = search_keys(form)
        _store_looks(connection, quote_no, form, quote, keys)
        connection.executemany("INSERT INTO new_keys VALUES (?, ?, ?)", key_rows(quote_no, keys))
        forms.append(form)
    connection.execute("INSERT INTO statement_keys SELECT * FROM new_keys ORDER BY 1, 2, 3")
    connection.execute("DROP TABLE new_keys")
    statements = cluster_forms(forms)
    seats = (
        (statement.center.place, relation, form.place)
        for statement in statements
        for form, relation in statement.members
    )
    connection.executemany(
        "UPDATE statement_forms SET center_no = ?, relation = ? WHERE quote_no = ?", seats
    )
    connection.execute("DELETE FROM related_statements")
    pairs = ((each.center.place, other.place) for each in statements for other in each.related)
    connection.executemany("INSERT INTO related_statements VALUES (?, ?)", pairs)
