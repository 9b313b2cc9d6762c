"""Tables on disk that stand in for what would grow in memory with the class."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

MOST_CACHED = 256  # KB of such a table in memory


def row_by_row(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The row's number and these columns of each row, in order, whatever is done to the table meanwhile."""
    query = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"
    number = 0
    while row := connection.execute(query, (number,)).fetchone():
        number = row[0]
        yield row
