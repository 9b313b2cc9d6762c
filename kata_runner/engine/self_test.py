"""The self-test of the levels of isolation, for `kata doctor`: attack each on this machine, and
report what succeeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job
from kata_runner.engine.levels import LEVELS
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import KataRunnerError
from kata_runner.model import Attempt, Kata

FOLDER = Path(__file__).parent / "attacks"


@dataclass(frozen=True)
class LevelReport:
    """Result for one level: the layers in force, each attack with the error that refused it, or why
    the level is unavailable.

    The error of an attack that was not refused is empty.
    """

    level: str
    layers: tuple[str, ...] = ()
    attacks: tuple[tuple[str, str], ...] = ()
    unavailable: str = ""

    @property
    def succeeded(self) -> list[str]:
        """The attacks that nothing refused."""
        return [attack for attack, refused in self.attacks if not refused]


def run_self_test(secret: Path) -> Iterator[LevelReport]:
    """Attack every level and yield its report; `secret` is a file that no attempt may read, such as
    a solution.
    """
    return (attack_level(level, secret) for level in LEVELS)


def attack_level(level: str, secret: Path) -> LevelReport:
    """Attack one level and return its report."""
    try:
        with Sandbox(level) as sandbox:
            run = sandbox.run(Job(make_kata(), make_attempt(secret)))
    except KataRunnerError as error:
        return LevelReport(level, unavailable=str(error))
    result = run.results.get("attacks")
    if result is None or result.table is None:
        problem = run.unloadable or (result and result.problem)
        return LevelReport(level, run.layers, unavailable=problem.text if problem else "no answer")
    attacks = tuple((str(attack), str(refused)) for attack, refused in result.table.rows)
    return LevelReport(level, run.layers, attacks)


def make_kata() -> Kata:
    """Return the attacks as a kata."""
    return Kata("doctor", "attacks", "Attacks", "", "", "", folder=FOLDER, solutions=FOLDER)


def make_attempt(secret: Path) -> Attempt:
    """Return the attempt that attacks, with the paths of its targets appended to the source."""
    targets = f"SECRET, HOME = {str(secret)!r}, {str(Path.home())!r}\n"
    source = (FOLDER / "attempt.py").read_bytes() + targets.encode()
    return attempt_of(FOLDER / "attempt.py", source)
