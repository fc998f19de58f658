"""Quotes as CSV: one exact, for programs, and one that is safe to open in a spreadsheet.

Both are RFC 4180: commas, quotation marks doubled, and rows that end in a carriage return and a
line feed, so that either of the two inside a quote is within quotation marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from quotes.export.columns import Cell, cells, column_names
from quotes.records import Record

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, "CSV Injection")."""

BYTE_ORDER_MARK = "\ufeff"


def write_csv(records: Iterable[Record], kind: type[Record], stream: TextIO) -> int:
    """Write a header and a row a record, every cell exactly as it is; return how many rows.

    `stream` must leave line ends alone (`newline=""`).
    """
    table = csv.writer(stream)
    table.writerow(column_names(kind))
    count = 0
    for record in records:
        table.writerow(cells(record))
        count += 1
    return count


def write_spreadsheet_csv(records: Iterable[Record], kind: type[Record], stream: TextIO) -> int:
    """Write CSV for Excel and its kin: nothing in it runs, and the letters are right.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front. The byte order
    mark tells Excel that this is UTF-8.
    """
    stream.write(BYTE_ORDER_MARK)
    table = csv.writer(stream, quoting=csv.QUOTE_ALL)
    table.writerow(column_names(kind))
    count = 0
    for record in records:
        table.writerow([defuse(cell) for cell in cells(record)])
        count += 1
    return count


def defuse(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs as a formula.

    >>> defuse("=1+1"), defuse("one and one"), defuse(-2)
    ("'=1+1", 'one and one', -2)
    """
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
