"""Names of packs and katas: valid names, names derived from them, and the next free id."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path

from kata_runner.errors import UsageError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import natural_sort_key

MAX_LETTERS = 60


@dataclass(frozen=True)
class PackNames:
    """A pack's names: on the package index, and as a Python package."""

    distribution: str
    package: str


def make_pack_names(name: str) -> PackNames:
    """Return the names derived from a pack's name.

    Raises UsageError for an invalid name, and for that of an existing Python package.
    """
    refuse_bad_name(
        name,
        r"[a-z][a-z0-9]*(-[a-z0-9]+)*",
        "a pack",
        "small letters, digits and '-'",
        to_distribution_name,
    )
    package = name.replace("-", "_")
    if find_spec(package) is not None:
        raise UsageError(
            f"a Python package is called {package!r} here already: choose another name for the pack"
        )
    return PackNames(name, package)


def check_kata_name(name: str) -> str:
    """Return the name, which becomes that of a Python file.

    Raises UsageError for an invalid one.
    """
    refuse_bad_name(
        name,
        r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
        "a kata",
        "small letters, digits and '_'",
        to_module_name,
    )
    if name in sys.stdlib_module_names or is_installed(name):
        kind = "a module of Python" if name in sys.stdlib_module_names else "an installed package"
        raise UsageError(
            f"{name!r} is {kind}, which a learner's file {name}.py would hide: choose another"
        )
    return name


def is_installed(name: str) -> bool:
    """Whether a package of this name can be imported from elsewhere than the current folder."""
    elsewhere = [folder for folder in sys.path if Path(folder).resolve() != Path.cwd()]
    return PathFinder.find_spec(name, elsewhere) is not None


def refuse_bad_name(
    name: str, pattern: str, thing: str, letters: str, to_valid: Callable[[str], str]
) -> None:
    """Raise UsageError unless the name has this pattern, is short and is not a keyword.

    The error proposes the closest valid name.
    """
    if not is_valid_name(name, pattern):
        near = to_valid(name)
        hint = f", as in {near!r}" if is_valid_name(near, pattern) else ""
        raise UsageError(
            f"{name!r:.60} is no name for {thing}: use a letter and then {letters}, "
            f"{MAX_LETTERS} at most, and no word of Python's own{hint}"
        )


def is_valid_name(name: str, pattern: str) -> bool:
    """Whether a name is valid for a file and for a Python module."""
    return (
        bool(re.fullmatch(pattern, name, re.ASCII))
        and len(name) <= MAX_LETTERS
        and not iskeyword(name)
    )


def to_distribution_name(text: str) -> str:
    """Return the closest name of a distribution."""
    return to_module_name(text).replace("_", "-")


def to_module_name(text: str) -> str:
    """Return the closest name of a module."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def to_title(name: str) -> str:
    """Return a title made from a name, until the author writes a better one."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def get_next_id(katas: Sequence[Kata], pack: str, taken: Container[str]) -> str:
    """Return the id after the pack's last one, except for taken ones.

    Without katas, it is the pack's name and 1, because no other pack will have that id.
    """
    last = max((kata.id for kata in katas), key=natural_sort_key, default=f"{pack}.0")
    # The pattern matches every text.
    head, number = re.fullmatch(r"(.*?)(\d*)", last).groups()  # type: ignore[union-attr]
    following = int(number or 1) + 1
    if not number:
        head += "."
    while f"{head}{following}" in taken:
        following += 1
    return f"{head}{following}"
