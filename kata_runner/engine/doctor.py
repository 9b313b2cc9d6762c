"""The self-test of `kata doctor`: attack this machine at every level and report what succeeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.job import Job
from kata_runner.engine.levels import LEVELS
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.source import attempt_of
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
    for level in LEVELS:
        try:
            with Sandbox(level) as sandbox:
                run = sandbox.run(Job(make_kata(), make_attempt(secret)))
        except KataRunnerError as error:
            yield LevelReport(level, unavailable=str(error))
            continue
        result = run.results.get("attacks")
        if result is None or result.table is None:
            problem = run.unloadable or (result.problem if result else None)
            yield LevelReport(
                level,
                run.layers,
                unavailable=problem.text if problem else "the attacks gave no answer",
            )
            continue
        attacks = tuple((str(attack), str(refused)) for attack, refused in result.table.rows)
        yield LevelReport(level, run.layers, attacks)


def make_kata() -> Kata:
    """Return the attacks as a kata."""
    return Kata("doctor", "attacks", "Attacks", "", "", "", folder=FOLDER, solutions=FOLDER)


def make_attempt(secret: Path) -> Attempt:
    """Return the attempt that attacks, with the paths of its targets appended to the source."""
    targets = f"SECRET, HOME = {str(secret)!r}, {str(Path.home())!r}\n"
    source = (FOLDER / "attempt.py").read_bytes() + targets.encode()
    return attempt_of(FOLDER / "attempt.py", source)
