"""A demanded level of isolation holds or nothing is run, in every spelling and for every command
that runs attempts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import RunKata
from tests.helpers.commands import Ended

Run = Callable[[str, str, str, dict[str, str]], Ended]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's"),
]

# Tells by whether it can read a file of the system where it is run; below it is called as a
# learner's file.
TELLS_WHERE = (
    "import os\n\nraise ValueError('outside' if os.path.exists('/etc/passwd') else "
    "'behind walls')\n"
)
COMMANDS = ("check", "run", "grade")
SPELLINGS: dict[str, Callable[[str, list[str]], list[str]]] = {
    "two words, behind": lambda level, before: [*before, "--isolation", level],
    "two words, in front": lambda level, before: ["--isolation", level, *before],
    "one word, behind": lambda level, before: [*before, f"--isolation={level}"],
    "one word, in front": lambda level, before: [f"--isolation={level}", *before],
    "one word, before the file": lambda level, before: [
        before[0],
        f"--isolation={level}",
        *before[1:],
    ],
    "the last of two": lambda level, before: [
        "--isolation=kernel",
        *before,
        f"--isolation={level}",
    ],
    "in front of a double dash": lambda level, before: [f"--isolation={level}", "--", *before],
    "one of one": lambda level, before: [*before, f"--isolation={level},{level}"],
}


@pytest.fixture
def attempt(work: Path) -> Path:
    """A file that tells where it is run, in a folder of its own for `kata grade`."""
    path = work / "submissions" / "softmax.py"
    path.parent.mkdir()
    path.write_text(TELLS_WHERE, encoding="utf-8")
    return path


@pytest.fixture
def run(kata: RunKata, softmax: Path, attempt: Path) -> Run:
    """Runs a command on the attempt with its level spelt in one of the ways."""

    def ran(command: str, spelling: str, level: str, env: dict[str, str]) -> Ended:
        options = ["--out", "out"] if command == "grade" else []
        words = SPELLINGS[spelling](level, ["0.1", str(attempt)])
        return kata(command, "--pack", softmax, *options, *words, env=env)

    return ran


def feedback(ended: Ended, work: Path) -> str:
    """All that was said about the attempt."""
    files = sorted((work / "out").glob("feedback/*.md"))
    return ended.out + "".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_attempt_is_run_at_the_level_that_is_demanded(
    command: str, spelling: str, run: Run, work: Path
) -> None:
    told = feedback(run(command, spelling, "process", {}), work)
    assert "ValueError: outside" in told and "ValueError: behind walls" not in told


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_where_the_level_cannot_be_had_nothing_is_run(
    command: str, spelling: str, run: Run, work: Path, tmp_path: Path
) -> None:
    ended = run(command, spelling, "full", {"PATH": str(tmp_path)})  # without bubblewrap
    assert (ended.code, ended.out) == (3, "")
    assert "bubblewrap is not installed" in ended.err
    assert "ValueError" not in feedback(ended, work)
