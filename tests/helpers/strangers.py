"""The corpus of hostile, broken and odd attempts, and grading many of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.attacks import CORPUS, SUFFIX
from kata_runner.grading.pipeline import GradingContext, grade_run
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.attempts import read_source
from tests.helpers.commands import ROOT

# The hostile ones are part of the package: `kata doctor --attacks` runs them against whoever's
# machine it is.
STRANGERS = sorted(
    [*(ROOT / "tests" / "attempts" / "strangers").glob("*.py"), *CORPUS.glob(f"*{SUFFIX}")]
)
REACHED = re.compile(r"^REACHED:.*", re.MULTILINE)
IN_FLIGHT = 4
SEED = 3


def name_of(path: Path) -> str:
    """What an attempt's file is called when it is handed in."""
    return f"{path.stem}.py"


def attempt_at(path: Path, places: Mapping[str, str]) -> Attempt:
    """An attempt that is told where its targets are today, in place of those that its file
    names.
    """
    source = read_source(path)
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
        grade_run(GradingContext(job, run, key, plugins, sandbox.run_many))
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
