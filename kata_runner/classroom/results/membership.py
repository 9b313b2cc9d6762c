"""A folder of results holds one classroom: what becomes of those in it who are not in a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from enum import Enum

from kata_runner.errors import WrongUse

MAX_NAMED = 5
EARLIER = """
CREATE TEMPORARY TABLE earlier AS SELECT submissions.*, (
    SELECT conditions FROM verdicts WHERE verdicts.attempt = submissions.attempt ORDER BY run DESC LIMIT 1
) AS graded FROM submissions
"""
# Whoever handed in the same file under the same path is there, even if a class list calls them otherwise now.
GONE = """
earlier WHERE NOT EXISTS (SELECT 1 FROM submissions AS now WHERE now.student = earlier.student
    AND (now.refused != 'missing' OR earlier.graded IS NULL))
AND NOT EXISTS (SELECT 1 FROM submissions AS now WHERE now.file = earlier.file AND now.attempt = earlier.attempt
    AND now.attempt != '')
"""
COLUMNS = "student, id, email, file, late, attempt, refused, is_undecided, is_listed, origin, note"


class Absent(Enum):
    """What to do with students of the folder who are not in a run."""

    REFUSE = "refuse"
    KEEP = "keep"
    REMOVE = "remove"


def remember_class(connection: sqlite3.Connection) -> None:
    """Note who is in the folder, before the class is written anew."""
    connection.execute("DROP TABLE IF EXISTS temp.earlier")
    connection.execute(EARLIER)


def settle_absent(connection: sqlite3.Connection, absent: Absent) -> None:
    """Keep those who are gone, let them go, or raise WrongUse where any of them has a grade."""
    if absent is Absent.KEEP:
        keep = f"SELECT {COLUMNS}, CASE WHEN kept THEN kept ELSE ifnull(graded, 0) END FROM {GONE}"
        connection.execute(f"INSERT OR REPLACE INTO submissions ({COLUMNS}, kept) {keep}")
    elif absent is Absent.REFUSE:
        refuse(list(list_gone(connection)))
    connection.execute("DROP TABLE temp.earlier")


def list_gone(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield those who have a grade and are not in the run."""
    return (name for (name,) in connection.execute(f"SELECT student FROM {GONE} AND graded NOT NULL ORDER BY student"))


def refuse(gone: list[str]) -> None:
    """Raise WrongUse where somebody is gone."""
    if gone:
        more = f" and {len(gone) - MAX_NAMED} more" if len(gone) > MAX_NAMED else ""
        raise WrongUse(
            f"{', '.join(gone[:MAX_NAMED])}{more} have grades in this folder and are not among what is named: "
            "--add keeps them, --replace drops them, or choose another --out"
        )
