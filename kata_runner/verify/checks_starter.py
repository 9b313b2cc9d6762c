"""The check of the starter: a learner begins with nothing done and nothing broken."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.engine.job import Job
from kata_runner.engine.source import attempt_of
from kata_runner.grading.evaluate import evaluate
from kata_runner.packs.starter import get_starter_text
from kata_runner.verify.check import Remark, check, problem
from kata_runner.verify.context import VerifyContext


@check("starter")
def check_starter(context: VerifyContext) -> Iterator[Remark]:
    """The starter loads and passes nothing."""
    starter = attempt_of(context.kata.starter, get_starter_text(context.kata).encode())
    run = context.run(Job(context.kata, starter))
    if run.unloadable:
        yield problem(f"it does not load: {run.unloadable.text}")
        return
    passed = [outcome.name for outcome in evaluate(context.key(), run) if outcome.passed]
    if passed:
        yield problem(f"it passes {', '.join(passed)}")
