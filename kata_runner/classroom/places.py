"""Where files lie, as plain values that a database takes: with a large class, none of it stays in memory."""

from __future__ import annotations

import os

from kata_runner.classroom.submissions.entry import Entry, Tree
from kata_runner.sanitize import harmless


class Places:
    """The trees of one command by number: they are few, and each of them may hold ten thousand entries."""

    def __init__(self) -> None:
        """There is none yet."""
        self.trees: list[Tree] = []
        self.numbers: dict[Tree, int] = {}

    def packed(self, entry: Entry) -> tuple[int, bytes, str]:
        """An entry's tree, its place in there and its name, which need not be text that a database takes."""
        if entry.tree not in self.numbers:
            self.numbers[entry.tree] = len(self.trees)
            self.trees.append(entry.tree)
        return self.numbers[entry.tree], os.fsencode(entry.place), harmless(entry.name)

    def entry(self, tree: int, place: bytes, name: str) -> Entry:
        """The entry that was packed, to be read."""
        return Entry((name,), 0.0, self.trees[tree], os.fsdecode(place))
