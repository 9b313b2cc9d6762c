"""Which files Python needs inside, and how it is started there: the same for every level of isolation."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from kata_runner.errors import EngineFault

INSIDE = Path(__file__).parent / "inside"
PACKAGE = Path(__file__).parents[1]
LIBRARIES = frozenset({"numpy", "msgpack", "landlock"})
OPTIONAL = ("landlock",)  # Linux has it; without it a wall is missing, and the report says so
SITE_FOLDERS = ("site-packages", "dist-packages")


def command(program: str, packages: Iterable[str] = (), readable: Iterable[str] = ()) -> list[str]:
    """Start one of our programs inside: no site-packages but the libraries it names, no user site, UTF-8 throughout.

    `packages` are imported there once for all attempts; `readable` is what Landlock is to allow.
    """
    flags = ["-s", "-S", "-P", "-X", "utf8"]
    folders = search_path(packages)
    return [interpreter(), *flags, str(INSIDE / program), *folders, "--", *sorted(packages), "--", *readable]


def interpreter() -> str:
    """The interpreter itself, behind whatever links a virtual environment has."""
    return os.path.realpath(sys.executable)


def search_path(packages: Iterable[str] = ()) -> list[str]:
    """The folders that our package and its libraries are imported from."""
    return list(dict.fromkeys([str(PACKAGE.parent), *(str(folder.parent) for folder in library_folders(packages))]))


def library_folders(packages: Iterable[str] = ()) -> list[Path]:
    """The libraries that are imported inside, found without importing them; raises EngineFault for a missing one."""
    found = []
    for name in sorted(LIBRARIES.union(packages)):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found.append(Path(spec.origin).parent)
        elif name not in OPTIONAL:
            raise EngineFault(f"{name} is not installed beside kata-runner: pip install {name}")
    return found


def environment() -> dict[str, str]:
    """All that the attempt may know: a fixed hash seed, so that verdicts repeat, and one thread, which is faster."""
    single = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows starts nothing without
    return dict.fromkeys(single, "1") | {"PYTHONHASHSEED": "0"} | kept


def standard_library() -> Path:
    """The folder of the standard library."""
    return Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix, "base": sys.base_prefix}))


def visible(packages: Iterable[str] = ()) -> list[Path]:
    """Everything an attempt may read: the interpreter, the standard library and what it links to, the libraries.

    Of our own package only what runs inside; nothing of katas, solutions or other installed packages.
    """
    own = [
        PACKAGE / name for name in ("__init__.py", "table.py", "authoring.py", "engine/__init__.py", "engine/inside")
    ]
    libraries = library_folders(packages)
    bundled = [folder.with_name(f"{folder.name}.libs") for folder in libraries]
    base = Path(sys.base_prefix)
    multiarch = str(sysconfig.get_config_var("MULTIARCH") or "")
    system = [
        Path("/lib64"),
        Path("/usr/lib64"),
        *(Path(root) / multiarch for root in ("/lib", "/usr/lib") if multiarch),
    ]
    shared = sorted((base / "lib").glob("libpython*.so*"))
    wanted = [Path(interpreter()), standard_library(), *shared, *system, *own, *libraries, *bundled]
    return [path for path in wanted if path.exists()]


def hidden() -> list[Path]:
    """Folders below the visible ones that hold other people's packages."""
    return [folder for name in SITE_FOLDERS if (folder := standard_library() / name).is_dir()]


def readable(packages: Iterable[str] = ()) -> list[str]:
    """The visible files for Landlock, which cannot hide a folder below one that it shows."""
    library, others = standard_library(), set(hidden())
    below = [entry for entry in library.iterdir() if entry not in others]
    return [str(path) for path in [*(path for path in visible(packages) if path != library), *below]]
