"""The first steps of the programs in this folder, before anything else is imported."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType

# OpenSSL: each fork would have to copy it, and Python implements the common hashes without it.
REFUSED = ("_hashlib",)
# numpy's docstrings: a tenth of the time that numpy takes to load.
EMPTY = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


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


def omit() -> None:
    """Refuse the import of some modules, and leave others empty: they take long to load, and no
    attempt needs them.
    """
    # None in place of a module makes its import fail.
    sys.modules.update(dict.fromkeys(REFUSED))  # type: ignore[arg-type]
    sys.modules.update({name: ModuleType(name) for name in EMPTY})


def load_packages(folders: list[str], packages: list[str]) -> None:
    """Import the packages that attempts may import, then remove the folders from the search path,
    so that attempts can import nothing else from them.
    """
    for package in packages:
        importlib.import_module(package)
    # The warning about a coroutine that nobody awaited names the place where the coroutine is
    # disposed of, a line of the grader.
    warnings.filterwarnings("ignore", r"coroutine .* was never awaited", RuntimeWarning)
    sys.path[:] = [entry for entry in sys.path if entry not in folders]
