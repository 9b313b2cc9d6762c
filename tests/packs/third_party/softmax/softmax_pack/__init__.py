"""A third-party pack that adds a kata, a command, a format, an executor, a cause, a score and an
observer.
"""

import math
import os
from pathlib import Path

import click

from kata_runner import Diagnosis, Sandbox, hookimpl

HERE = Path(__file__).parent


@hookimpl
def register_katas(register):
    """One folder of katas, and the answers beside it."""
    register(katas=HERE / "katas", solutions=HERE / "solutions")


@hookimpl
def register_commands(cli):
    """`kata hello`."""

    @cli.command("hello")
    @click.argument("name", default="you")
    def hello(name):
        """Say hello, to show how a pack adds a command."""
        click.echo(f"hello, {name}")


@hookimpl
def register_reports(register):
    """`kata check --format short`, and `shown`, which tells of the demo too."""
    register("short", lambda: short)
    register("shown", Shown)


def short(report):
    """A report on one line."""
    return f"{report.kata.id} {report.status} {report.score:g}/{report.max_score:g}"


class Shown:
    """Names the experiments of the demo whose values are the expected ones."""

    def __call__(self, report):
        """A report without a demo."""
        return short(report)

    def with_demo(self, report, demo):
        """A report and the demo of its attempt."""
        right = [one.name for one, expected, actual in demo.shown if expected.rows == actual.rows]
        return f"{short(report)}: {', '.join(right)}"


@hookimpl
def register_executors(register):
    """`kata grade --executor one-by-one`."""
    register("one-by-one", lambda: OneByOne)


class OneByOne:
    """Runs jobs in a sandbox, one after the other."""

    def __init__(self, demand):
        """Start nothing yet."""
        self.demand = demand

    def __enter__(self):
        """Start the sandbox."""
        self.sandbox = Sandbox(self.demand.isolation)
        return self

    def __exit__(self, *exception):
        """End it."""
        self.sandbox.close()

    def run_many(self, jobs):
        """Each job with its run."""
        return self.sandbox.run_many(jobs, in_flight=1)


@hookimpl
def diagnose(kata, outcome, actual):
    """Where nan comes from, for this pack's kata only."""
    if kata.pack != "softmax" or actual is None:
        return None
    if any(isinstance(value, float) and math.isnan(value) for row in actual.rows for value in row):
        return Diagnosis("overflow", f"exp overflows in {outcome.name}.")
    return None


@hookimpl
def score(kata, outcomes):
    """All or nothing, for this pack's kata only."""
    if kata.pack != "softmax":
        return None
    return (
        sum(outcome.points for outcome in outcomes)
        if all(outcome.passed for outcome in outcomes)
        else 0
    )


@hookimpl
def attempt_graded(report):
    """A line for each graded attempt, in a file that the environment names."""
    log = os.environ.get("SOFTMAX_PACK_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{report.kata.id} {report.status}\n")
