"""What the tests share: the real `kata` command, and small packs on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

TESTS = Path(__file__).parent
SOFTMAX = TESTS / "packs" / "third_party" / "softmax" / "softmax_pack"
NOT_OURS = ("KATA_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONPATH", "PYTHONIOENCODING")


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


class RunKata(Protocol):
    """Runs `kata` with these arguments to its end."""

    def __call__(self, *arguments: object, cwd: Path = ..., env: Mapping[str, str] = ...) -> Ended: ...


class WritePlugin(Protocol):
    """Puts a module under this name and an entry point for it where `PYTHONPATH` finds both; gives the folder."""

    def __call__(self, name: str, source: str, *, entry_point: str = ...) -> Path: ...


def kata_command() -> list[str]:
    """`kata`, whatever is first on the path: as an installed script it does not look for modules in `.` either."""
    return [sys.executable, "-P", "-m", "kata_runner"]


def clean_environment(home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what steers `kata`, and with a private home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return kept | {"KATA_HOME": str(home), "PYTHONIOENCODING": "utf-8"} | dict(extra)


def run_kata(home: Path, *arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Ended:
    """Run `kata` in a folder to its end."""
    done = subprocess.run(
        [*kata_command(), *map(str, arguments)],
        cwd=cwd,
        env=clean_environment(home, env or {}),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def kata(tmp_path: Path, work: Path) -> RunKata:
    """The `kata` command in the folder `work`, with a home of its own."""
    return partial(run_kata, tmp_path / "home", cwd=work)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def kata_anywhere(tmp_path_factory: pytest.TempPathFactory) -> RunKata:
    """The same for fixtures that run a command once for many tests."""
    folder = tmp_path_factory.mktemp("anywhere")
    return partial(run_kata, folder / "home", cwd=folder)


@pytest.fixture(scope="session")
def softmax(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that is a plain folder and holds kata 0.1, softmax, the smallest complete kata. Only to be read."""
    return copy_softmax(tmp_path_factory.mktemp("packs") / "softmax-pack")


@pytest.fixture
def own_softmax(tmp_path: Path) -> Path:
    """The same, to be changed."""
    return copy_softmax(tmp_path / "own-pack")


def copy_softmax(pack: Path) -> Path:
    """Copy the katas of the third-party pack, without its Python package."""
    for part in ("katas", "solutions"):
        shutil.copytree(SOFTMAX / part, pack / part)
    return pack


@pytest.fixture(scope="session")
def right(softmax: Path) -> Path:
    """A right attempt at softmax."""
    return softmax / "solutions" / "softmax" / "solution.py"


@pytest.fixture(scope="session")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An attempt at softmax that passes one experiment and fails the other: its large scores overflow."""
    path = tmp_path_factory.mktemp("attempts") / "wrong.py"
    source = "import numpy as np\n\n\ndef softmax(scores):\n    e = np.exp(scores)\n    return e / e.sum()\n"
    path.write_text(source, encoding="utf-8")
    return path


@pytest.fixture
def write_attempt(work: Path) -> Callable[[str], Path]:
    """Writes an attempt of this source to `work/softmax.py`."""

    def write(source: str) -> Path:
        path = work / "softmax.py"
        path.write_text(source, encoding="utf-8")
        return path

    return write


@pytest.fixture
def write_plugin(tmp_path: Path) -> WritePlugin:
    """Installs plugins in a folder without pip; a process sees them with that folder as its `PYTHONPATH`."""
    folder = tmp_path / "plugins"

    def write(name: str, source: str, *, entry_point: str = "") -> Path:
        metadata = folder / f"{name}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        lines = f"[kata_runner]\n{entry_point or name} = {name}\n"
        (metadata / "entry_points.txt").write_text(lines, encoding="utf-8")
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        return folder

    return write
