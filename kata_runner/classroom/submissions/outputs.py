"""What an earlier run of `kata grade` wrote is nobody's work, wherever it lies."""

from __future__ import annotations

from collections.abc import Iterable

DATABASE, GRADES, FEEDBACK = "results.sqlite", "grades.csv", "feedback"


def find_outputs(names: Iterable[str]) -> set[str]:
    """Return those of a folder's names that are our own results, where the folder has any."""
    names = set(names)
    if DATABASE not in names and not {GRADES, FEEDBACK} <= names:
        return set()
    return {name for name in names if name in (GRADES, FEEDBACK) or name.startswith(DATABASE)}
