"""Who has no home learns and is graded all the same, and nothing is written where it does not
belong.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers.commands import kata_command


@pytest.fixture
def homeless(tmp_path: Path) -> Path:
    """An empty folder to work in, with no other thing in the folder above it."""
    (tmp_path / "above" / "work").mkdir(parents=True)
    return tmp_path / "above" / "work"


@pytest.mark.parametrize("home", ["", "relative", "/", "~", "MISSING"])
@pytest.mark.parametrize("command", [["check", "0.1"], ["hint", "0.1"], ["list"], ["run", "0.1"]])
def test_without_a_home_everything_works_and_nothing_is_written(
    homeless: Path, softmax: Path, right: Path, home: str, command: list[str]
) -> None:
    home = str(homeless.parent / "missing") if home == "MISSING" else home
    file = [str(right)] if command[0] == "check" else []
    known = {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    before = set(Path("/").iterdir())
    done = subprocess.run(
        [*kata_command(), *command, *file, "--pack", str(softmax)],
        cwd=homeless,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert set(homeless.parent.rglob("*")) == {homeless}
    assert set(Path("/").iterdir()) == before
