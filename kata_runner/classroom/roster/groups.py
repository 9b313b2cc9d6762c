"""Who is in which group, and which group a submission is called after: what it handed in is each member's.

A group is known by its name, also without its signs, accents and zeros in front of numbers, and one that has only a
number by a word for a group and the number: `Gruppe 03` is also gruppe3, `3` is also group3 and team_03. Moodle writes
a group's name in front of each member's.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from kata_runner.classroom.roster.columns import normalize_heading
from kata_runner.classroom.roster.handles import fold, to_letters
from kata_runner.classroom.tables import key_of

TABLE = """
CREATE TABLE members (handle BLOB, name TEXT, student INTEGER, PRIMARY KEY (handle, name, student)) WITHOUT ROWID;
"""
WORDS = ("group", "gruppe", "groupe", "grupo", "team", "equipe", "equipo")
NO_GROUP = {"no group", "no groups", "none", "keine gruppe", "keine gruppen", "aucun groupe", "sin grupo", "sin grupos",
            "no hay grupos"}  # fmt: skip
DEFAULT_GROUP = {"default group", "standardgruppe", "groupe par defaut", "grupo por defecto"}  # Moodle's for the others
ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
SEPARATORS = re.compile(r"[,;|\n]")


class Groups:
    """The groups of a class list, in a table beside its students."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the members where the class list is; there are none yet."""
        self.connection = connection
        connection.execute(TABLE)

    def add(self, student: int, names: Iterable[str]) -> None:
        """Put the student on a line of the list into groups."""
        rows = ((key_of(handle), name, student) for name in names for handle in list_handles(name))
        self.connection.executemany("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", rows)

    def find(self, label: str) -> dict[str, set[int]]:
        """Return the groups that go by a label, each with the lines of its members: by the whole name, else by less."""
        for handle in filter(None, (fold(label), simplify(label))):
            if found := self.find_handle(handle):
                return found
        return {}

    def find_handle(self, handle: str) -> dict[str, set[int]]:
        """Return the groups that go by exactly this."""
        found: dict[str, set[int]] = {}
        query = "SELECT name, student FROM members WHERE handle = ?"
        for name, student in self.connection.execute(query, (key_of(handle),)):
            found.setdefault(name, set()).add(student)
        return found

    def list_splits(self, sender: str) -> Iterator[tuple[set[int] | None, str]]:
        """Yield the members of a group whose name stands in front of a student's, and the student's name.

        The members are None for Moodle's group of those who are in none.
        """
        for match in re.finditer("-", sender):
            group, name = sender[: match.start()], sender[match.end() :]
            if normalize_heading(group) in DEFAULT_GROUP:
                yield None, name
            for members in self.find(group).values():
                yield members, name


def join(groups: Mapping[str, set[int]]) -> set[int]:
    """Return the lines of everybody in any of these groups."""
    return set().union(*groups.values())


def list_handles(name: str) -> set[str]:
    """Return what a group is known by."""
    simple = simplify(name)
    numbered = {f"{word}{simple}" for word in WORDS} if simple.isdecimal() else set()
    return {fold(name), simple, *numbered} - {""}


def simplify(name: str) -> str:
    """Return a group's name without signs, accents and zeros in front.

    >>> simplify("Gruppe 03"), simplify("team-B_10"), simplify("007")
    ('gruppe3', 'teamb10', '7')
    """
    return ZEROS.sub("", to_letters(name))


def split_groups(cell: str) -> tuple[str, ...]:
    """Return the groups in a cell that lists them, as Moodle's column of groups does.

    >>> split_groups("Group 1, Lab B"), split_groups("No groups")
    (('Group 1', 'Lab B'), ())
    """
    names = (name.strip() for name in SEPARATORS.split(cell))
    return tuple(name for name in names if name and normalize_heading(name) not in NO_GROUP)
