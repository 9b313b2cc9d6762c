"""A student, as a class list or the name of a submission describes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the class list, or whoever a submission's name tells of (`is_listed` says which).

    `ids` of a sender hold the learning platform's number, where there is one; `groups` are the class list's.
    """

    name: str
    ids: tuple[str, ...] = ()
    email: str = ""
    files: tuple[str, ...] = ()
    is_listed: bool = False
    groups: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The first id, or nothing."""
        return self.ids[0] if self.ids else ""
