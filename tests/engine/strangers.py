"""The corpus of hostile, broken and odd attempts: what their headers expect, and grading many of
them at once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.attacks import CORPUS, SUFFIX
from kata_runner.grading.pipeline import grade_run
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugins import Plugins
from tests.engine.conftest import ROOT, SEED

# The hostile ones are part of the package: `kata doctor --attacks` runs them against whoever's
# machine it is.
STRANGERS = sorted(
    [*(ROOT / "tests" / "attempts" / "strangers").glob("*.py"), *CORPUS.glob(f"*{SUFFIX}")]
)
REACHED = re.compile(r"^REACHED:.*", re.MULTILINE)
IN_FLIGHT = 4


@dataclass(frozen=True)
class Header:
    """The comments that an attempt begins with, as `name: value` pairs in their order."""

    lines: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Every value under a name."""
        return [value for key, value in self.lines if key == name]

    def first(self, name: str) -> str:
        """The first value under a name, or nothing."""
        return next(iter(self.all(name)), "")

    def verdict(self, level: str) -> str:
        """What the report's status is to be at this level; `A or B` where it depends on who is
        faster.
        """
        return self.first(f"verdict at {level}") or self.first("expect")

    def outcomes(self, level: str) -> dict[str, str]:
        """What some outcomes are to be, where the level gives the usual verdict."""
        usual = self.verdict(level) == self.first("expect")
        return dict(map(str.split, self.all("outcome"))) if usual else {}

    def runs(self, level: str) -> bool:
        """Whether it can be run at this level on this machine without harm to the machine."""
        machine = self.first("only on") or os.uname().machine
        return machine == os.uname().machine and not self.first(f"at {level}").startswith("not run")


def header(path: Path) -> Header:
    """An attempt's header, in whatever way its file is written."""
    found = []
    for line in re.split(
        "\r\n|\r|\n", path.read_bytes().decode("latin-1").removeprefix("\xef\xbb\xbf")
    ):
        if not line.startswith("#"):
            break
        if match := re.fullmatch(r"# ([a-z0-9_ ]+): (.*)", line):
            found.append((match[1], match[2]))
    return Header(tuple(found))


def name_of(path: Path) -> str:
    """What an attempt's file is called when it is handed in."""
    return f"{path.stem}.py"


def attempt_at(path: Path, places: Mapping[str, str]) -> Attempt:
    """An attempt that is told where its targets are today, in place of those that its file
    names.
    """
    source = path.read_bytes()
    for name, place in places.items():
        source = source.replace(name.encode(), place.encode())
    return Attempt(path.with_suffix(".py"), source, hashlib.sha256(source).hexdigest())


def graded(
    kata: Kata, key: AnswerKey, sandbox: Sandbox, attempts: Iterable[Attempt]
) -> list[Report]:
    """The reports on attempts, in the order in which they came to their ends."""
    plugins = Plugins([point for point in entry_points("kata_runner") if point.name == "scoring"])
    jobs = (Job(kata, attempt, "graded", SEED) for attempt in attempts)
    return [
        grade_run(job, run, key, plugins, sandbox.run_many)
        for job, run in sandbox.run_many(jobs, IN_FLIGHT)
    ]


def told(report: Report) -> str:
    """Everything of a report that came from the attempt."""
    parts = [report.output, report.message]
    return "\n".join(
        [*parts, *(f"{outcome.message}\n{outcome.output}" for outcome in report.outcomes)]
    )


def reached(report: Report) -> list[str]:
    """What an attempt says it got hold of."""
    return REACHED.findall(
        "\n".join([report.output, *(outcome.output for outcome in report.outcomes)])
    )
