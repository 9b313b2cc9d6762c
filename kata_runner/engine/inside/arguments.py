"""What a program inside is told on its command line."""

from __future__ import annotations

import sys


def arguments() -> list[list[str]]:
    """The three lists on the command line: folders to import from, packages to import, files that
    may be read.
    """
    lists: list[list[str]] = [[]]
    for argument in sys.argv[1:]:
        if argument == "--":
            lists.append([])
        else:
            lists[-1].append(argument)
    return lists
