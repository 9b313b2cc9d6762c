"""Tables on disk that stand in for what would grow in memory with the class."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

MOST_CACHED = 128  # KB of such a table in memory


def nameless(schema: str) -> sqlite3.Connection:
    """Tables in a file without a name, which goes with the connection."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{MOST_CACHED}")
    connection.executescript(schema)
    connection.execute("BEGIN")  # one transaction to the end, which nobody needs to keep: each of its own takes time
    return connection


def row_by_row(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The row's number and these columns of each row, in order, whatever is done to the table meanwhile."""
    query = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"
    number = 0
    while row := connection.execute(query, (number,)).fetchone():
        number = row[0]
        yield row


class Ordered:
    """Rows in the order of their keys, to be gone through as often as wanted; of two with one key the later stays."""

    def __init__(self, *columns: str) -> None:
        """There are none yet; each will be a key and what stands in these columns."""
        table = f"CREATE TABLE ordered (key BLOB PRIMARY KEY, {', '.join(columns)}) WITHOUT ROWID"
        self.connection = nameless(table)
        self.insert = f"INSERT OR REPLACE INTO ordered VALUES (?{', ?' * len(columns)})"

    def put(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Put rows in, in whatever order they come."""
        self.connection.executemany(self.insert, rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Each row, its key first."""
        return self.connection.execute("SELECT * FROM ordered ORDER BY key")

    def close(self) -> None:
        """Forget them."""
        self.connection.close()


def key_of(*parts: str) -> bytes:
    """Names as one key: it is ordered as the tuple of them would be, and they need not be proper text."""
    return "\0".join(parts).encode("utf-8", "surrogatepass")


def parts_of(key: bytes) -> tuple[str, ...]:
    """The names in a key."""
    return tuple(key.decode("utf-8", "surrogatepass").split("\0"))
