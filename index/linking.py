"""Which quotes in the archive are one statement, after an article came, changed or went?

Works inside the transaction of `index/archive.py` and leaves the tables `statement_keys`,
`statement_forms`, `clusters` and `cluster_members` as one run of `cluster_quotes` over everything
would have made them, whatever the order in which articles came.

How: what a quote joins depends on nothing but the longer forms it has a relation with, and on the
named members of their statements that stand before it in `Form.order` (`quotes.clusters.stars`).
So the quotes that could have changed are decided anew, the longest first; whenever one begins or
gives up a statement of its own, or lends a statement a name, the shorter ones that have a relation
with it are decided anew too. Nobody else can be concerned.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from index import rows, schema
from index.statement_forms import (
    delete_keys,
    find_place,
    read_stored_voice,
    relatives,
    store_form,
)
from quotes.clusters.decisions import NOTHING_DECIDED, Naming
from quotes.clusters.forms import Form, Voice, find_relation, read_form, voices_agree
from quotes.clusters.keys import SearchKeys, search_keys
from quotes.clusters.retranslations import MAX_DAYS_APART, is_retranslation, share_enough
from quotes.clusters.stars import choose_statement
from quotes.records import Quote, Relation

KEYS_AT_ONCE = 500
"""SQLite takes only so many values in one statement."""
MANY = 20
"""From so many candidates on, their keys are counted before they are read."""


class Seat(NamedTuple):
    """Whose statement a quote belongs to, by the number of its centre, and how."""

    center_no: int
    relation: Relation


@dataclass
class _Known:
    """A statement as the archive knows it; whose voices it holds is looked up if asked."""

    center_no: int
    center: Form
    look_up: Callable[[], set[Voice]]

    @cached_property
    def voices(self) -> set[Voice]:
        """The named speakers of the members before the quote that is decided."""
        return self.look_up()


@dataclass(slots=True)
class Linking:
    """One change of the archive: whose place is to be decided, and which statements it touched."""

    connection: sqlite3.Connection
    naming: Naming = NOTHING_DECIDED
    touched: set[int] = field(default_factory=set)
    """The centres, old and new, of statements that are not as they were."""
    _waiting: list[tuple[tuple[str, str], int]] = field(default_factory=list)
    _queued: set[int] = field(default_factory=set)
    _forms: dict[int, Form] = field(default_factory=dict)
    _search_keys: dict[int, SearchKeys] = field(default_factory=dict)
    _lost_relatives: set[int] = field(default_factory=set)

    def add(self, quotes: Mapping[int, Quote]) -> None:
        """Store what clustering needs of new quotes, and decide their places later."""
        for quote_no, quote in quotes.items():
            form = self._forms[quote_no] = read_form(quote, self.naming)
            store_form(self.connection, quote_no, form, quote)
            self._queue(quote_no)

    def retire(self, quote_nos: Iterable[int]) -> None:
        """Take quotes out, as long as their records are there; decide those they leave behind."""
        gone = list(quote_nos)
        for quote_no in gone:
            form, seat = self._form(quote_no), self._seat(quote_no)
            if seat:
                self.touched.add(seat.center_no)
                self._queue_concerned(quote_no, form, seat, None)
        for quote_no in gone:
            self._lost_relatives |= relatives(self.connection, quote_no)
            delete_keys(self.connection, quote_no, self._keys(quote_no))
            self.connection.execute("DELETE FROM statement_forms WHERE quote_no = ?", (quote_no,))
            self._queued.discard(quote_no)
            del self._forms[quote_no], self._search_keys[quote_no]
        self._waiting = [entry for entry in self._waiting if entry[1] in self._queued]
        heapq.heapify(self._waiting)

    def respell(self, quote_nos: Collection[int], naming: Naming) -> None:
        """Let what was decided about names hold for quotes from now on."""
        records = {no: rows.read_quote(self.connection, no) for no in quote_nos}
        self.retire(quote_nos)
        self.naming = naming
        self.add(records)

    def settle(self) -> None:
        """Decide every quote whose place may have changed, the longest first."""
        while self._waiting:
            _, quote_no = heapq.heappop(self._waiting)
            self._queued.discard(quote_no)
            form = self._form(quote_no)
            old, new = self._seat(quote_no), self._decide(quote_no, form)
            if new == old:
                continue
            self.connection.execute(
                "UPDATE statement_forms SET center_no = ?, relation = ? WHERE quote_no = ?",
                (*new, quote_no),
            )
            self.touched |= {new.center_no} | ({old.center_no} if old else set())
            if old is None or old.center_no != new.center_no:
                self._queue_concerned(quote_no, form, old, new)

    def _decide(self, quote_no: int, form: Form) -> Seat:
        """Choose a statement by the longer forms there are now, all of which are decided."""
        candidates = (
            _Known(center_no, self._form(center_no), partial(self._voices_before, center_no, form))
            for center_no in self._find_centers(quote_no, form)
        )
        chosen = choose_statement(form, candidates)
        return Seat(chosen[0].center_no, chosen[1]) if chosen else Seat(quote_no, "same")

    def relate(self) -> set[int]:
        """Find anew what the touched statements may be in other words.

        Returns the centres that are related to others than before.
        """
        changed = set(self._lost_relatives)
        for center_no in sorted(self.touched):
            old = relatives(self.connection, center_no)
            new = set(self._find_related(center_no)) if self._is_center(center_no) else set()
            for other_no in old - new:
                sql = "DELETE FROM related_statements WHERE center_no IN (?1, ?2)"
                self.connection.execute(f"{sql} AND other_no IN (?1, ?2)", (center_no, other_no))
            pairs = [(center_no, no) for no in new - old] + [(no, center_no) for no in new - old]
            self.connection.executemany("INSERT INTO related_statements VALUES (?, ?)", pairs)
            changed |= (old ^ new) | ({center_no} if old != new else set())
        return changed

    def _find_related(self, center_no: int) -> list[int]:
        """Return the centres that may word the same statement otherwise, in no order."""
        sql = (
            "SELECT other.quote_no, own.topics, other.topics"
            " FROM statement_forms AS own JOIN statement_forms AS other"
            " ON other.speaker_key = own.speaker_key"
            " AND other.day BETWEEN own.day - :days AND own.day + :days"
            " WHERE own.quote_no = :own AND other.quote_no != :own"
            " AND other.center_no = other.quote_no"
        )
        values = {"own": center_no, "days": MAX_DAYS_APART}
        return [
            int(other_no)
            for other_no, own, other in self.connection.execute(sql, values).fetchall()
            if share_enough(frozenset(own.split()), frozenset(other.split()))
            and is_retranslation(self._form(center_no), self._form(other_no))
        ]

    def _is_center(self, quote_no: int) -> bool:
        seat = self._seat(quote_no)
        return seat is not None and seat.center_no == quote_no

    def _find_centers(self, quote_no: int, form: Form) -> list[int]:
        """Return the centres before a form that share enough of its keys, in their order."""
        found: dict[int, tuple[str, str]] = {}
        keys = self._keys(quote_no)
        for portion in _in_portions(sorted(keys.rare)):
            sql = (
                "SELECT form.quote_no, form.length_order, form.moment_order, form.voice"
                " FROM statement_keys AS shared JOIN statement_forms AS form USING (quote_no)"
                f" WHERE shared.key IN ({_marks(portion)}) AND form.center_no = form.quote_no"
                " AND (form.length_order, form.moment_order) < (?, ?)"
            )
            values = (*portion, *find_place(form))
            for other_no, length, moment, voice in self.connection.execute(sql, values):
                if other_no not in found and voices_agree(form.voice, read_stored_voice(voice)):
                    found[other_no] = (length, moment)
        enough = self._sharing_enough(found, keys.counted, keys.needed)
        return sorted(enough, key=lambda other_no: found[other_no])

    def _sharing_enough(
        self, quote_nos: Iterable[int], keys: Sequence[int], needed: int | None = None
    ) -> list[int]:
        """Return those quotes that share as many of these keys as are needed, or as they need."""
        found = list(quote_nos)
        if len(found) < MANY:
            # To read and compare them takes no longer.
            return found
        enough = []
        for portion in _in_portions(found):
            sql = (
                "SELECT quote_no FROM statement_keys JOIN statement_forms USING (quote_no)"
                f" WHERE key IN ({_marks(keys)}) AND is_rare IN (0, 1)"
                f" AND quote_no IN ({_marks(portion)})"
                " GROUP BY quote_no HAVING count(*) >= coalesce(?, keys_needed)"
            )
            values = (*keys, *portion, needed)
            enough += [int(row[0]) for row in self.connection.execute(sql, values)]
        return enough

    def _queue_concerned(
        self, quote_no: int, form: Form, old: Seat | None, new: Seat | None
    ) -> None:
        """Queue those whose place may depend on a quote that moves from one seat to another."""
        was_center = old is not None and old.center_no == quote_no
        is_center = new is not None and new.center_no == quote_no
        if was_center != is_center:
            self._queue_shorter(quote_no, form)
        for seat in (old, new):
            if seat is None or seat.center_no == quote_no or form.voice is None:
                continue
            if self._seat(seat.center_no) is None:
                # The centre is gone, and with it everybody concerned was queued.
                continue
            if form.voice not in self._voices_before(seat.center_no, form):
                self._queue_shorter(seat.center_no, form)

    def _queue_shorter(self, center_no: int, after: Form) -> None:
        """Queue the quotes that have a relation with a form and stand after another one."""
        found: set[int] = set()
        center, keys = self._form(center_no), self._keys(center_no)
        for portion in _in_portions(list(keys.every)):
            sql = (
                "SELECT form.quote_no, form.voice FROM statement_keys AS shared"
                " JOIN statement_forms AS form USING (quote_no)"
                f" WHERE shared.key IN ({_marks(portion)}) AND shared.is_rare = 1"
                " AND (form.length_order, form.moment_order) > (?, ?)"
            )
            for quote_no, voice in self.connection.execute(sql, (*portion, *find_place(after))):
                if quote_no not in found and voices_agree(center.voice, read_stored_voice(voice)):
                    found.add(quote_no)
        for quote_no in self._sharing_enough(found - self._queued - {center_no}, keys.every):
            if find_relation(center, self._form(quote_no)):
                self._queue(quote_no)

    def _queue(self, quote_no: int) -> None:
        if quote_no not in self._queued:
            self._queued.add(quote_no)
            heapq.heappush(self._waiting, (find_place(self._form(quote_no)), quote_no))

    def _voices_before(self, center_no: int, form: Form) -> set[Voice]:
        """Return the named speakers of those members of a statement that stand before a form."""
        sql = (
            "SELECT DISTINCT voice FROM statement_forms WHERE center_no = ? AND voice IS NOT NULL"
            " AND (length_order, moment_order) < (?, ?)"
        )
        found = self.connection.execute(sql, (center_no, *find_place(form)))
        return {voice for (stored,) in found if (voice := read_stored_voice(stored))}

    def _seat(self, quote_no: int) -> Seat | None:
        sql = "SELECT center_no, relation FROM statement_forms WHERE quote_no = ?"
        for center_no, relation in self.connection.execute(sql, (quote_no,)):
            seat = None if center_no is None else schema.stored_number(center_no)
            return None if seat is None else Seat(seat, relation)
        return None

    def _keys(self, quote_no: int) -> SearchKeys:
        if quote_no not in self._search_keys:
            self._search_keys[quote_no] = search_keys(self._form(quote_no))
        return self._search_keys[quote_no]

    def _form(self, quote_no: int) -> Form:
        if quote_no not in self._forms:
            quote = rows.read_quote(self.connection, quote_no)
            self._forms[quote_no] = read_form(quote, self.naming)
        return self._forms[quote_no]


def _in_portions(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    for at in range(0, len(keys), KEYS_AT_ONCE):
        yield keys[at : at + KEYS_AT_ONCE]


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))
