"""From outcomes that did not pass to their causes: every plugin is asked, and the first that names one is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kata_runner.engine.job import Run
from kata_runner.grading.answer_key import AnswerKey, RunJobs
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.packs.plugins import Plugins


@dataclass(frozen=True, eq=False)
class Case:
    """An attempt that did not pass: what was wanted, what came, what it amounts to, and a sandbox to run more in."""

    kata: Kata
    key: AnswerKey
    run: Run
    outcomes: tuple[Outcome, ...]
    run_many: RunJobs


def diagnosed(case: Case, plugins: Plugins) -> tuple[Outcome, ...]:
    """The outcomes of a case, a cause said first in each where one is recognised."""
    return tuple(with_cause(outcome, case, plugins) if has_a_cause(outcome, case) else outcome
                 for outcome in case.outcomes)  # fmt: skip


def has_a_cause(outcome: Outcome, case: Case) -> bool:
    """Whether an outcome failed by itself, with something to look at: not blocked, not stopped, not unwritten."""
    result = case.run.results.get(outcome.name)
    if result is None or outcome.status not in (Status.FAILED, Status.CRASHED):
        return False
    return result.problem is None or result.problem.kind != "unwritten"


def with_cause(outcome: Outcome, case: Case, plugins: Plugins) -> Outcome:
    """The outcome with the first cause that a plugin names; one that answers nonsense is blamed and passed over."""
    expected = case.key.by_name[outcome.name].table
    actual = case.run.results[outcome.name].table
    arguments = {"kata": case.kata, "outcome": outcome, "actual": actual, "expected": expected, "case": case}
    for pack, answer in plugins.call("diagnose", **arguments):
        if answer is None:
            continue
        if is_diagnosis(answer):
            return replace(outcome, diagnosis=answer, message=f"{answer.says}\n{outcome.message}")
        pack.blame(f"{pack.source}: diagnose: a Diagnosis with a name and a sentence is wanted, {answer!r:.60} came")
    return outcome


def is_diagnosis(answer: object) -> bool:
    """Whether an answer is a diagnosis, and both of its texts say something."""
    if not isinstance(answer, Diagnosis):
        return False
    return all(isinstance(text, str) and text.strip() for text in (answer.mistake, answer.says))
