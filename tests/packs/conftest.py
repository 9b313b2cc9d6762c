"""A fresh environment into which pip has installed our wheel and other people's packs, made once.

Needs the network, as pip does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THIRD_PARTY = Path(__file__).parent / "third_party"
NOT_OURS = ("KATA_", "PYTHON", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "VIRTUAL_ENV", "GIT_")
Kata = Callable[..., "subprocess.CompletedProcess[str]"]
Succeed = Callable[..., str]


def environment(**more: str) -> dict[str, str]:
    """The user's environment, without what belongs to this Python."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)
    } | more


@pytest.fixture(scope="session")
def succeed() -> Succeed:
    """Runs a command that must not fail and gives what it printed, which is shown, whatever it was,
    when it does.
    """

    def run(*command: object, cwd: Path | None = None, **env: str) -> str:
        done = subprocess.run(
            [*map(str, command)],
            cwd=cwd,
            env=environment(**env),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory, succeed: Succeed) -> Path:
    """The interpreter of an environment in which pip has installed our wheel and three packs."""
    folder = tmp_path_factory.mktemp("install")
    succeed(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(folder / "env")
    found = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    packs = [THIRD_PARTY / name for name in ("softmax", "broken", "careless")]
    install = (
        found,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
    )
    succeed(*install, wheel, "hatchling")
    succeed(
        *install, "--no-build-isolation", *packs
    )  # isolation would fetch the same hatchling once for each of them
    return found


@pytest.fixture(scope="session")
def installed(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Kata:
    """That environment's `kata`, run in a folder that has nothing to do with the project."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
        command = [python.with_name("kata"), *arguments]
        home = {"KATA_HOME": str(elsewhere / "home"), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [*map(str, command)],
            cwd=elsewhere,
            env=environment(**home | env),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def site_packages(python: Path, succeed: Succeed) -> Path:
    return Path(
        succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
