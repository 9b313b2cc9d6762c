"""What a learner who checks one file gets beyond the grade: a second look at what failed.

It runs the attempt again, under the same limits, and is left out where that would take long; a
classroom does without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from kata_runner.engine.job import Job, Result
from kata_runner.grading.answer_key import reference
from kata_runner.grading.diagnosis.context import DiagnosisContext, failed_by_itself
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.grading.feedback.instrument import instrument, instrumentation_output
from kata_runner.grading.feedback.minimize import find_smallest_cases, select_probes
from kata_runner.model import Diagnosis, Outcome
from kata_runner.sanitize import harmless

CHANGE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)?) ([A-Za-z_][\w.\[\]]{0,40})", re.ASCII)
STATE = re.compile(
    r"(?P<function>[A-Za-z_]\w*(?:\.\w+)?) (?P<label>=?[A-Za-z_][\w.]{0,40}) (?P<kind>used|left)",
    re.ASCII,
)
MAX_SECONDS = 2.0  # an attempt that took longer is not run several times more


def add_rerun_feedback(case: DiagnosisContext, job: Job) -> tuple[Outcome, ...]:
    """The outcomes of a case, with what a second look finds and the command that replays exactly
    it.
    """
    failed = [outcome for outcome in case.outcomes if failed_by_itself(outcome, case)]
    if not failed:
        return case.outcomes
    quick = case.run.seconds < MAX_SECONDS
    unexplained = [
        outcome
        for outcome in failed
        if outcome.diagnosis is None and has_other_values(outcome, case)
    ]
    causes = instrumented_causes(case, job, unexplained) if quick and unexplained else {}
    probes = [
        (outcome, case.run.results[outcome.name]) for outcome in select_probes(failed, case.key)
    ]
    smallest = find_smallest_cases(job, case.key, probes, case.run_many) if quick and probes else {}

    def explain(outcome: Outcome) -> Outcome:
        smallest_case = smallest.get(outcome.name)
        seed = (
            0
            if case.key.by_name[outcome.name].declaration.shown
            else smallest_case.seed
            if smallest_case
            else job.seed
        )
        lines = [f"The smallest failing case found: {smallest_case}"] if smallest_case else []
        lines.append(f"Replay exactly that:\n  {replay_command(job, outcome.name, seed)}")
        return prepend_cause(replace(outcome, replay="\n".join(lines)), causes.get(outcome.name))

    return tuple(explain(outcome) if outcome in failed else outcome for outcome in case.outcomes)


def has_other_values(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed for its values; of a secret one nothing stands in it."""
    if outcome.secret:
        return case.run.results[outcome.name].table is not None
    return outcome.first_difference is not None


def replay_command(job: Job, name: str, seed: int) -> str:
    """The command that grades one experiment with the inputs of a seed."""
    file = harmless(str(job.attempt.path)).replace("\n", r"\n")
    seeds = ["--seed", str(seed)] if seed else []
    return job.kata.command("check", file, *seeds, "--only", name)


def prepend_cause(outcome: Outcome, cause: Diagnosis | None) -> Outcome:
    """The outcome with a cause said first, where there is one."""
    if cause is None:
        return outcome
    return replace(outcome, diagnosis=cause, message=f"{cause.says}\n{outcome.message}")


def instrumented_causes(
    case: DiagnosisContext, job: Job, outcomes: Sequence[Outcome]
) -> dict[str, Diagnosis]:
    """Causes that show when the functions are watched: an argument changed in place, a matrix used
    transposed.
    """
    names = [outcome.name for outcome in outcomes]
    functions = list(
        dict.fromkeys(name for each in names for name in case.key.by_name[each].called)
    )
    watched = replace(job, attempt=instrument(job.attempt, functions, "changes"), which=names)
    turned = replace(
        job, attempt=instrument(reference(job.kata), functions, "transpose"), which=names
    )
    ran = dict(case.run_many([watched, turned]))
    causes: dict[str, Diagnosis] = {}
    for name in names:
        watched_result = ran[watched].results.get(name)
        cause = (
            transposed_matrix(case, name, turned, ran[turned].results.get(name))
            or mutated_argument(watched, watched_result, functions)
            or foreign_draw(
                watched,
                watched_result,
                functions,
                cache(partial(reference_draws, case, job, name, functions)),
            )
        )
        if cause is not None:
            causes[name] = cause
    return causes


def mutated_argument(
    watched: Job, result: Result | None, functions: Collection[str]
) -> Diagnosis | None:
    """Which argument is changed in place, if one is.

    What the wrappers tell goes through the attempt's own output, where an attempt that finds their
    word says what it likes: only a function of the kata and a short name are taken from it.
    """
    lines = instrumentation_output(watched.attempt, [result]) if result else []
    match = next(
        (match for line in lines if (match := CHANGE.fullmatch(line)) and match[1] in functions),
        None,
    )
    if match is None:
        return None
    function, argument = match.groups()
    return Diagnosis("input_changed", f"{function} changes {argument} in place, and what it is "
                                      f"given should stay "
                     "as it is: work on a copy, or make a new array.")  # fmt: skip


def foreign_draw(
    watched: Job, result: Result | None, functions: Collection[str], right: RightDraws
) -> Diagnosis | None:
    """Whether a function draws from another generator than its own, or never from its own.

    Told by the states before and after: two runs would show nothing, as the engine seeds them all.
    """
    draws = read_draws(watched, result, functions)
    for function, label in draws.used:
        if not label.startswith("=") and (function, label) not in right().used:
            return Diagnosis(
                "own_random",
                f"`{function}` draws from `{label}`, which everybody shares: draw from the "
                "generator that it is given.",
            )
    for function, label in draws.left:
        is_drawn = any(name == function and one.startswith("=") for name, one in right().used)
        if label.startswith("=") and is_drawn:
            return Diagnosis(
                "generator_unused",
                f"`{function}` never draws from `{label[1:]}`: it is as it was before the call.",
            )
    return None


@dataclass(frozen=True)
class Draws:
    """Functions with the generators that they used, and with those they left as they were."""

    used: frozenset[tuple[str, str]]
    left: frozenset[tuple[str, str]]


RightDraws = Callable[[], Draws]


def read_draws(watched: Job, result: Result | None, functions: Collection[str]) -> Draws:
    """What wrappers told of generators; a generator that was used once is not left."""
    lines = instrumentation_output(watched.attempt, [result]) if result else []
    matches = [match for line in lines if (match := STATE.fullmatch(line))]
    known = [match for match in matches if match["function"] in functions]
    used = {(match["function"], match["label"]) for match in known if match["kind"] == "used"}
    every = {(match["function"], match["label"]) for match in known}
    return Draws(frozenset(used), frozenset(every - used))


def reference_draws(case: DiagnosisContext, job: Job, name: str, functions: Sequence[str]) -> Draws:
    """The same of the reference."""
    watched = replace(
        job, attempt=instrument(reference(job.kata), functions, "changes"), which=[name]
    )
    [(_, run)] = case.run_many([watched])
    return read_draws(watched, run.results.get(name), functions)


def transposed_matrix(
    case: DiagnosisContext, name: str, turned: Job, result: Result | None
) -> Diagnosis | None:
    """Which matrix is used transposed, if that gives just what came."""
    lines = dict.fromkeys(instrumentation_output(turned.attempt, [result]) if result else [])
    tolerance = case.key.by_name[name].declaration.tolerance
    if result is None or not lines or not results_equal(result, case.run.results[name], tolerance):
        return None
    function = next(iter(lines)).partition(" ")[0]
    matrices = " and ".join(dict.fromkeys(line.partition(" ")[2] for line in lines))
    return Diagnosis("matrix_transposed", f"{function} uses {matrices} transposed: exchange "
                                          f"the sides of the product, "
                     "or leave out .T.")  # fmt: skip
