"""Parsing of the command line of the programs in this folder."""

from __future__ import annotations

import sys


def arguments() -> list[list[str]]:
    """Return the three lists on the command line, separated by ``--``: folders to import from,
    packages to import, files that may be read.
    """
    lists: list[list[str]] = [[]]
    for argument in sys.argv[1:]:
        if argument == "--":
            lists.append([])
        else:
            lists[-1].append(argument)
    return lists
