"""Import of `progress.json`, in which earlier versions stored the best scores and the hints."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kata_runner.learner.fields import to_count, to_number, to_text
from kata_runner.learner.home import old_progress_file

if TYPE_CHECKING:
    import sqlite3

IMPORTED_SUFFIX = ".imported.json"


def import_old_file(connection: sqlite3.Connection, remark: Callable[[str], object]) -> bool:
    """Write the content of the old file into new tables; return whether it could be read.

    The old file has no times, versions and largest scores: times and largest scores are 0, the
    version is empty.
    """
    file = old_progress_file()
    if file is None or not os.path.lexists(file):
        return False
    try:
        standings, hints = rows_in(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, OverflowError, RecursionError, KeyError, TypeError,
            AttributeError):  # fmt: skip
        remark(f"{file}, which an earlier version wrote, is damaged: it stays there, unread")
        return False
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?, 0, 0, 0, '', ?, '')",
        standings,
    )
    connection.executemany("INSERT INTO hint VALUES (?, ?, ?)", hints)
    return True


def rows_in(data: Any) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the rows of the tables `standing` and `hint`.

    Data of another structure raises KeyError, ValueError, TypeError, AttributeError or
    OverflowError.
    """
    standings = [
        (to_text(kata), to_number(entry["score"]), 0.0 if entry["passed"] is True else None)
        for kata, entry in data["katas"].items()
    ]
    hints = [
        (to_text(kata), to_text(part), to_count(number))
        for kata, counts in data.get("hints", {}).items()
        for part, number in counts.items()
    ]
    return standings, hints


def set_old_file_aside() -> None:
    """Rename the old file once its content is stored.

    If that fails, it does no harm: the file is not read again.
    """
    file = old_progress_file()
    if file is not None:
        with suppress(OSError):
            file.replace(file.with_suffix(IMPORTED_SUFFIX))
