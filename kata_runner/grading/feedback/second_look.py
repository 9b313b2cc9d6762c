"""What a learner who checks one file gets beyond the grade: a second look at what failed.

It runs the attempt again, under the same limits, and is left out where that would take long; a
classroom does without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kata_runner.engine.job import Job, Result
from kata_runner.grading.answer_key import reference
from kata_runner.grading.diagnosis.alike import alike
from kata_runner.grading.diagnosis.case import Case, failed_by_itself
from kata_runner.grading.feedback.smallest import probes_among, smallest_cases
from kata_runner.grading.feedback.wrapped import told, wrapped
from kata_runner.model import Diagnosis, Outcome
from kata_runner.sanitize import harmless

CHANGE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)?) ([A-Za-z_][\w.\[\]]{0,40})", re.ASCII)
MOST_SECONDS = 2.0  # an attempt that took longer is not run several times more


def looked_again(case: Case, job: Job) -> tuple[Outcome, ...]:
    """The outcomes of a case, with what a second look finds and the command that replays exactly
    it.
    """
    failed = [outcome for outcome in case.outcomes if failed_by_itself(outcome, case)]
    if not failed:
        return case.outcomes
    quick = case.run.seconds < MOST_SECONDS
    unexplained = [
        outcome
        for outcome in failed
        if outcome.diagnosis is None and has_other_values(outcome, case)
    ]
    causes = measured_causes(case, job, unexplained) if quick and unexplained else {}
    probes = [
        (outcome, case.run.results[outcome.name]) for outcome in probes_among(failed, case.key)
    ]
    smallest = smallest_cases(job, case.key, probes, case.run_many) if quick and probes else {}

    def seen(outcome: Outcome) -> Outcome:
        found = smallest.get(outcome.name)
        seed = (
            0
            if case.key.by_name[outcome.name].declaration.shown
            else found.seed
            if found
            else job.seed
        )
        lines = [f"The smallest failing case found: {found}"] if found else []
        lines.append(f"Replay exactly that:\n  {replay(job, outcome.name, seed)}")
        return with_cause(replace(outcome, replay="\n".join(lines)), causes.get(outcome.name))

    return tuple(seen(outcome) if outcome in failed else outcome for outcome in case.outcomes)


def has_other_values(outcome: Outcome, case: Case) -> bool:
    """Whether an outcome failed for its values; of a secret one nothing stands in it."""
    if outcome.secret:
        return case.run.results[outcome.name].table is not None
    return outcome.first_difference is not None


def replay(job: Job, name: str, seed: int) -> str:
    """The command that grades one experiment with the inputs of a seed."""
    file = harmless(str(job.attempt.path)).replace("\n", r"\n")
    seeds = ["--seed", str(seed)] if seed else []
    return job.kata.command("check", file, *seeds, "--only", name)


def with_cause(outcome: Outcome, cause: Diagnosis | None) -> Outcome:
    """The outcome with a cause said first, where there is one."""
    if cause is None:
        return outcome
    return replace(outcome, diagnosis=cause, message=f"{cause.says}\n{outcome.message}")


def measured_causes(case: Case, job: Job, outcomes: Sequence[Outcome]) -> dict[str, Diagnosis]:
    """Causes that show when the functions are watched: an argument changed in place, a matrix used
    transposed.
    """
    names = [outcome.name for outcome in outcomes]
    functions = list(
        dict.fromkeys(name for each in names for name in case.key.by_name[each].called)
    )
    watched = replace(job, attempt=wrapped(job.attempt, functions, "changes"), which=names)
    turned = replace(job, attempt=wrapped(reference(job.kata), functions, "transpose"), which=names)
    ran = dict(case.run_many([watched, turned]))
    found: dict[str, Diagnosis] = {}
    for name in names:
        cause = transposed(case, name, turned, ran[turned].results.get(name)) or changed(
            watched, ran[watched].results.get(name), functions
        )
        if cause is not None:
            found[name] = cause
    return found


def changed(watched: Job, result: Result | None, functions: Collection[str]) -> Diagnosis | None:
    """Which argument is changed in place, if one is.

    What the wrappers tell goes through the attempt's own output, where an attempt that finds their
    word says what it likes: only a function of the kata and a short name are taken from it.
    """
    lines = told(watched.attempt, [result]) if result else []
    found = next(
        (match for line in lines if (match := CHANGE.fullmatch(line)) and match[1] in functions),
        None,
    )
    if found is None:
        return None
    function, argument = found.groups()
    return Diagnosis("input_changed", f"{function} changes {argument} in place, and what it is "
                                      f"given should stay "
                     "as it is: work on a copy, or make a new array.")  # fmt: skip


def transposed(case: Case, name: str, turned: Job, result: Result | None) -> Diagnosis | None:
    """Which matrix is used transposed, if that gives just what came."""
    lines = dict.fromkeys(told(turned.attempt, [result]) if result else [])
    tolerance = case.key.by_name[name].declaration.tolerance
    if result is None or not lines or not alike(result, case.run.results[name], tolerance):
        return None
    function = next(iter(lines)).partition(" ")[0]
    matrices = " and ".join(dict.fromkeys(line.partition(" ")[2] for line in lines))
    return Diagnosis("matrix_transposed", f"{function} uses {matrices} transposed: exchange "
                                          f"the sides of the product, "
                     "or leave out .T.")  # fmt: skip
