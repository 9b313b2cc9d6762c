"""What a package needs beside itself, as its distribution says: without that it does not load where
attempts run.

Loaded only for katas that allow more than numpy: reading what all distributions hold takes as long
as starting Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from os.path import isdir


@lru_cache(maxsize=8)
def resolve(packages: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names under which all that these packages require is imported, and the folders that say
    what is installed.

    Markers are respected: what another system, another Python or an extra nobody asked for would
    need is left out, and so is what is not installed.
    """
    owners = metadata.packages_distributions()
    imported: dict[str, list[str]] = {}
    for name, distributions in owners.items():
        for distribution in distributions:
            imported.setdefault(normalize(distribution), []).append(name)
    waiting = [
        (distribution, "")
        for package in sorted(packages)
        for distribution in owners.get(package, ())
    ]
    seen: dict[tuple[str, str], None] = {}
    while waiting:
        distribution, extra = waiting.pop()
        if (normalize(distribution), extra) not in seen:
            seen[normalize(distribution), extra] = None
            waiting += requirements(distribution, extra)
    distributions_needed = dict.fromkeys(distribution for distribution, _ in seen)
    names = [
        name
        for distribution in distributions_needed
        for name in sorted(imported.get(distribution, ()))
    ]
    return tuple(dict.fromkeys(names)), tuple(
        filter(isdir, map(find_metadata, filter(is_installed, distributions_needed)))
    )


def requirements(distribution: str, extra: str) -> Iterator[tuple[str, str]]:
    """What a distribution needs, each with an extra that is asked of it; nothing for one that is
    not installed.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    for text in (metadata.requires(distribution) or ()) if is_installed(distribution) else ():
        try:
            needed = Requirement(text)
        except InvalidRequirement:
            continue  # pip would not have installed it by that either
        if needed.marker is None or needed.marker.evaluate({"extra": extra}):
            yield needed.name, ""
            yield from ((needed.name, more) for more in sorted(needed.extras))


def is_installed(distribution: str) -> bool:
    """Whether there is a distribution of this name."""
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def find_metadata(distribution: str) -> str:
    """The folder with a distribution's metadata, which some packages read while they load; nothing
    without one.
    """
    files: Iterable[metadata.PackagePath] = metadata.distribution(distribution).files or ()
    own = (
        file
        for file in files
        if file.name == "METADATA" and file.parent.name.endswith(".dist-info")
    )
    return next((str(file.locate().parent) for file in own), "")  # type: ignore[attr-defined]  # a path in a folder


def normalize(distribution: str) -> str:
    """A distribution's name as all ways to write it have in common.

    >>> normalize("Python_DateUtil")
    'python-dateutil'
    """
    return "-".join(distribution.lower().replace("_", "-").replace(".", "-").split("-"))
