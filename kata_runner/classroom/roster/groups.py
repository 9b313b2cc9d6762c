"""Groups of students, and which group a submission is named after: it counts for each member.

A group is identified by its name, with or without punctuation, accents and leading zeros:
`Gruppe 03` is also gruppe3. A group whose name is only a number is also identified by a word for a
group and the number: `3` is also group3 and team_03. Moodle writes the name of a group in front of
each member's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kata_runner.classroom.roster.columns import normalize_heading
from kata_runner.classroom.roster.handles import fold, to_letters

WORDS = ("group", "gruppe", "groupe", "grupo", "team", "equipe", "equipo")
NO_GROUP = {"no group", "no groups", "none", "keine gruppe", "keine gruppen", "aucun groupe",
            "sin grupo", "sin grupos", "no hay grupos"}  # fmt: skip
# Moodle's group of the students who are in no group.
DEFAULT_GROUP = {"default group", "standardgruppe", "groupe par defaut", "grupo por defecto"}
ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
SEPARATORS = re.compile(r"[,;|\r\n]")


class Groups:
    """The groups of a class list; students are rows of the list."""

    def __init__(self) -> None:
        self._members: dict[str, dict[str, set[int]]] = {}  # by handle, then by name

    def add(self, student: int, names: Iterable[str]) -> None:
        """Add a student to groups."""
        for name in names:
            for handle in list_handles(name):
                self._members.setdefault(handle, {}).setdefault(name, set()).add(student)

    def find(self, label: str) -> dict[str, set[int]]:
        """Return the members of the groups with a label, by name: exact, else simplified."""
        return self._members.get(fold(label)) or self._members.get(simplify(label)) or {}

    def list_splits(self, sender: str) -> Iterator[tuple[set[int] | None, str]]:
        """Split a sender's name into a group's and a student's: yield the members and that student.

        The members are None for Moodle's group of the students who are in no group.
        """
        for match in re.finditer("-", sender):
            group, name = sender[: match.start()], sender[match.end() :]
            if normalize_heading(group) in DEFAULT_GROUP:
                yield None, name
            for members in self.find(group).values():
                yield members, name


def join(groups: Mapping[str, set[int]]) -> set[int]:
    """Return the members of all these groups."""
    return set().union(*groups.values())


def list_handles(name: str) -> set[str]:
    """Return the handles that identify a group."""
    simple = simplify(name)
    numbered = {f"{word}{simple}" for word in WORDS} if simple.isdecimal() else set()
    return {fold(name), simple, *numbered} - {""}


def simplify(name: str) -> str:
    """Return a group's name without punctuation, accents and leading zeros.

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
