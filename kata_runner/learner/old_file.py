"""Taking over `progress.json`, in which earlier versions kept the best scores and the hints."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kata_runner.learner.home import old_progress_file

if TYPE_CHECKING:
    import sqlite3

IMPORTED_SUFFIX = ".imported.json"


def import_old_file(connection: sqlite3.Connection, remark: Callable[[str], object]) -> bool:
    """Write what the old file holds into new tables; whether there was one that can be read.

    When anything was reached is not known: times are 0, the version is empty and the largest score
    is 0.
    """
    file = old_progress_file()
    if file is None or not os.path.lexists(file):
        return False
    try:
        standings, hints = rows_in(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        remark(f"{file}, which an earlier version wrote, is damaged: it stays there, unread")
        return False
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?, 0, 0, 0, '', ?, '')",
        standings,
    )
    connection.executemany("INSERT INTO hint VALUES (?, ?, ?)", hints)
    return True


def rows_in(data: Any) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the rows of both tables; raises what looking into other data raises."""
    standings = [
        (str(kata), float(entry["score"]), 0.0 if entry["passed"] is True else None)
        for kata, entry in data["katas"].items()
    ]
    hints = [
        (str(kata), str(part), int(number))
        for kata, counts in data.get("hints", {}).items()
        for part, number in counts.items()
    ]
    return standings, hints


def set_old_file_aside() -> None:
    """Rename the old file once its content is kept; where that fails it is merely not read
    again.
    """
    file = old_progress_file()
    if file is not None:
        with suppress(OSError):
            file.replace(file.with_suffix(IMPORTED_SUFFIX))
