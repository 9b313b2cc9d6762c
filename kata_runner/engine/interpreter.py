"""The files that Python needs in the attempt's process, and the command that starts it there: the
same for every level of isolation.

Every check waits until this module is imported, so paths are strings here: importing pathlib takes
as long as the rest of it, and sysconfig's tables take longer.
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
    """Return the command that starts one of our programs: no user site, no site-packages but the
    libraries it needs, UTF-8 mode.

    `packages` are imported there once for all attempts; `readable` are the paths that Landlock
    allows, or the grader's process id for `runner.py`.
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
    """Return the path of the interpreter, with the links of a virtual environment resolved."""
    return os.path.realpath(sys.executable)


def search_path(packages: Iterable[str] = ()) -> list[str]:
    """The folders that our package and its libraries are imported from."""
    return list(dict.fromkeys([dirname(PACKAGE), *map(dirname, with_requirements(packages))]))


def libraries(packages: Iterable[str] = ()) -> list[str]:
    """Return the paths of the libraries that are imported in the attempt's process, without
    importing them: the folder of a package, the file of a single module.

    Raises EngineError for a library that is not installed.
    """
    paths: list[str] = []
    for name in sorted(LIBRARIES.union(packages)):
        places = places_of(name)
        if places is None:
            raise EngineError(
                f"{name} is not installed beside kata-runner: pip install {name}, or correct "
                f"field 'packages' of the kata's kata.toml"
            )
        paths += places
    return paths


def with_requirements(packages: Iterable[str] = ()) -> list[str]:
    """Return the paths of the libraries, of everything that the packages require, and of the
    metadata folders that show what is installed.
    """
    paths = libraries(packages)
    if others := frozenset(packages) - LIBRARIES:
        from kata_runner.engine.requirements import resolve

        names, folders = resolve(others)
        paths += [place for name in names for place in places_of(name) or ()]
        paths += folders
    return list(dict.fromkeys(paths))


def places_of(name: str) -> list[str] | None:
    """Return where a module's files are: an empty list for a built-in module, None where there is
    no such module.
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
    """Return the environment of the attempt's process: a fixed hash seed, so that verdicts are
    repeatable, and one thread for numerical libraries, which is faster.
    """
    single = (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    )
    # Windows starts no process without it.
    inherited = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return dict.fromkeys(single, "1") | {"PYTHONHASHSEED": "0"} | inherited


def standard_library() -> str:
    """The folder of the standard library."""
    return dirname(os.path.abspath(os.__file__))


def system_files() -> list[str]:
    """The interpreter and the shared libraries it is linked to."""
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
    """Return the files of our package that run in the attempt's process, none of katas and
    solutions, and the libraries with the shared libraries they bundle.

    A file is listed with its bytecode: without it each start compiles it again, which takes a
    twentieth of a cold `kata check`.
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
    """Return where a Python without options stores the bytecode of a file, even if this process is
    configured to store it elsewhere.
    """
    name = basename(path).removesuffix(".py")
    return join(dirname(path), "__pycache__", f"{name}.{sys.implementation.cache_tag}.pyc")


def visible(packages: Iterable[str] = ()) -> list[str]:
    """Return every path that an attempt may read, the standard library first: the interpreter, the
    libraries, and our own code that runs in its process.

    The folders of other packages below the standard library are listed by `hidden`.
    """
    return [standard_library(), *system_files(), *own_files(packages)]


def hidden() -> list[str]:
    """Folders below the visible ones that hold other people's packages."""
    return [folder for name in SITE_FOLDERS if isdir(folder := join(standard_library(), name))]


def readable(packages: Iterable[str] = ()) -> list[str]:
    """Return the visible paths for Landlock, without the hidden folders: Landlock cannot hide a
    folder below an allowed one.
    """
    library, others = standard_library(), set(hidden())
    below = [path for name in os.listdir(library) if (path := join(library, name)) not in others]
    return [*system_files(), *own_files(packages), *below]
