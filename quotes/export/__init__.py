"""Records out of the program: JSON lines, CSV, CSV for spreadsheets, Markdown.

Hands on nothing: this is where the records leave. Every format is written as the records come, one
after another, and holds the words exactly as the article has them.
"""

from __future__ import annotations

from quotes.export.formats import FORMATS, AnswerToQuery, ExportFormat, ExportRow, write_quotes
from quotes.export.json_lines import json_line, read_json_lines, write_json_lines

__all__ = [
    "FORMATS",
    "AnswerToQuery",
    "ExportFormat",
    "ExportRow",
    "json_line",
    "read_json_lines",
    "write_json_lines",
    "write_quotes",
]
