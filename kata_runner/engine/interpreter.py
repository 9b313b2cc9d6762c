"""Which files Python needs inside, and how it is started there: the same for every level of
isolation.

Every learner waits for this module at every check, so paths are text here: pathlib takes as long to
import as the rest of it, sysconfig's tables take longer.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable
from os.path import basename, dirname, exists, isdir, join

from kata_runner.errors import EngineError

PACKAGE = dirname(dirname(os.path.abspath(__file__)))
INSIDE = join(PACKAGE, "engine", "inside")
LIBRARIES = frozenset({"numpy", "msgpack"})
SITE_FOLDERS = ("site-packages", "dist-packages")


def command(program: str, packages: Iterable[str] = (), readable: Iterable[str] = ()) -> list[str]:
    """Start one of our programs inside: no site-packages but the libraries it names, no user site,
    UTF-8 throughout.

    `packages` are imported there once for all attempts; `readable` is what Landlock is to allow.
    """
    flags = ["-s", "-S", "-P", "-X", "utf8"]
    folders = search_path(packages)
    return [
        interpreter(),
        *flags,
        join(INSIDE, program),
        *folders,
        "--",
        *sorted(packages),
        "--",
        *readable,
    ]


def interpreter() -> str:
    """The interpreter itself, behind whatever links a virtual environment has."""
    return os.path.realpath(sys.executable)


def search_path(packages: Iterable[str] = ()) -> list[str]:
    """The folders that our package and its libraries are imported from."""
    return list(dict.fromkeys([dirname(PACKAGE), *map(dirname, with_requirements(packages))]))


def libraries(packages: Iterable[str] = ()) -> list[str]:
    """What is imported inside, found without importing it: a package's folder, the file of a module
    that is only one.

    Raises EngineError for what is not installed.
    """
    paths: list[str] = []
    for name in sorted(LIBRARIES.union(packages)):
        places = places_of(name)
        if places is None:
            raise EngineError(f"{name} is not installed beside kata-runner: pip install {name}")
        paths += places
    return paths


def with_requirements(packages: Iterable[str] = ()) -> list[str]:
    """The same with all that the packages require, and with what says of that that it is
    installed.
    """
    paths = libraries(packages)
    if others := frozenset(packages) - LIBRARIES:
        from kata_runner.engine.requirements import resolve

        names, folders = resolve(others)
        paths += [place for name in names for place in places_of(name) or ()]
        paths += folders
    return list(dict.fromkeys(paths))


def places_of(name: str) -> list[str] | None:
    """Where a module's files are; none for one that is built in, and nothing where there is no such
    module.
    """
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations is not None:
        return list(spec.submodule_search_locations)
    return [spec.origin] if spec.has_location and spec.origin is not None else []


def environment() -> dict[str, str]:
    """All that the attempt may know: a fixed hash seed, so that verdicts repeat, and one thread,
    which is faster.
    """
    single = (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    )
    inherited = {
        name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ
    }  # Windows starts nothing without
    return dict.fromkeys(single, "1") | {"PYTHONHASHSEED": "0"} | inherited


def standard_library() -> str:
    """The folder of the standard library."""
    return dirname(os.path.abspath(os.__file__))


def system_files() -> list[str]:
    """The interpreter and what it is linked to."""
    multiarch = getattr(sys.implementation, "_multiarch", "")
    folders = [
        "/lib64",
        "/usr/lib64",
        *(join(root, multiarch) for root in ("/lib", "/usr/lib") if multiarch),
    ]
    base = join(sys.base_prefix, "lib")
    shared = (
        sorted(name for name in os.listdir(base) if name.startswith("libpython"))
        if isdir(base)
        else []
    )
    return [
        path
        for path in [interpreter(), *(join(base, name) for name in shared), *folders]
        if exists(path)
    ]


def own_files(packages: Iterable[str] = ()) -> list[str]:
    """Of our own package what runs inside, nothing of katas and solutions, and the libraries with
    what they bundle. A file comes with its bytecode: without it each start compiles it anew,
    which is a twentieth of a cold `kata check`.
    """
    names = (
        "__init__.py",
        "cells.py",
        "table.py",
        "limits.py",
        "authoring.py",
        "figure.py",
        "controls.py",
        "engine/__init__.py",
        "engine/inside",
    )
    libraries_found = with_requirements(packages)
    bundled = [f"{path}.libs" for path in libraries_found if exists(f"{path}.libs")]
    paths = [*(join(PACKAGE, name) for name in names), *libraries_found]
    modules = [path for path in paths if path.endswith(".py")]
    bytecode = [cached for path in modules if exists(cached := get_cache_path(path))]
    return [*paths, *bytecode, *bundled]


def get_cache_path(path: str) -> str:
    """Where a Python without options keeps the bytecode of a file; ours may be told to keep it
    elsewhere.
    """
    name = basename(path).removesuffix(".py")
    return join(dirname(path), "__pycache__", f"{name}.{sys.implementation.cache_tag}.pyc")


def visible(packages: Iterable[str] = ()) -> list[str]:
    """Everything an attempt may read: the interpreter, the standard library, the libraries, what
    runs inside of ours.

    Below the standard library lie folders of other people's packages, which `hidden` names.
    """
    return [standard_library(), *system_files(), *own_files(packages)]


def hidden() -> list[str]:
    """Folders below the visible ones that hold other people's packages."""
    return [folder for name in SITE_FOLDERS if isdir(folder := join(standard_library(), name))]


def readable(packages: Iterable[str] = ()) -> list[str]:
    """The visible files for Landlock, which cannot hide a folder below one that it shows."""
    library, others = standard_library(), set(hidden())
    below = [path for name in os.listdir(library) if (path := join(library, name)) not in others]
    return [*system_files(), *own_files(packages), *below]
