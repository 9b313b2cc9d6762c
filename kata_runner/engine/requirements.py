"""The requirements of a package, from the metadata of its distribution: without them it does not
load in the attempt's process.

Imported only for katas that allow more than numpy: listing the contents of all distributions takes
as long as starting Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from os.path import isdir


@lru_cache(maxsize=8)
def resolve(packages: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the import names of these packages and of everything that they require, and the
    folders with the metadata of their distributions.

    Markers are evaluated: a requirement for another system, another Python or an extra that is not
    requested is left out, and so is a distribution that is not installed.
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
    """Yield each requirement of a distribution, and again with each extra that is requested of it;
    nothing for a distribution that is not installed.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    for text in (metadata.requires(distribution) or ()) if is_installed(distribution) else ():
        try:
            needed = Requirement(text)
        except InvalidRequirement:
            continue  # pip cannot have installed anything by it either
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
    """Return the folder with a distribution's metadata, which some packages read while they load;
    an empty text if there is none.
    """
    files: Iterable[metadata.PackagePath] = metadata.distribution(distribution).files or ()
    own = (
        file
        for file in files
        if file.name == "METADATA" and file.parent.name.endswith(".dist-info")
    )
    # The declared type of `locate` has no `parent`.
    return next((str(file.locate().parent) for file in own), "")  # type: ignore[attr-defined]


def normalize(distribution: str) -> str:
    """Return a distribution's name in lower case, with one hyphen for each run of hyphens,
    underscores and dots (PEP 503).

    >>> normalize("Python_-DateUtil")
    'python-dateutil'
    """
    return re.sub(r"[-_.]+", "-", distribution.lower())
