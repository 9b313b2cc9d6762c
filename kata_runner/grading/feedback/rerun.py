"""Further feedback for a learner who checks one file: what failed is examined a second time.

The attempt runs again under the same limits. This is left out if it would take long, and in a
classroom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import RunJobs, reference
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, failed_by_itself
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.grading.diagnosis.second_run import MAX_SECONDS
from kata_runner.grading.feedback.instrument import instrument, instrumentation_output
from kata_runner.grading.feedback.minimize import (
    FailingCase,
    SeedSearch,
    failing_cases,
    select_probes,
    smallest,
)
from kata_runner.grading.feedback.shrink import SmallCall, find_small_calls, plan_calls
from kata_runner.grading.feedback.worked_example import (
    WorkedExample,
    add_examples,
    describe_example,
    first_failing,
    paste_example,
    read_outputs,
)
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.sanitize import harmless

OF_LESSON = "The lesson's example:"
SMALLEST = "A small call that fails:"
# The part has other causes too, and which of them this shows is unknown.
ALSO_OF_LESSON = "The lesson's example fails too, perhaps for another reason:"
ALSO_SMALLEST = "A small call fails too, perhaps for another reason:"
CHANGE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)?) ([A-Za-z_][\w.\[\]]{0,40})", re.ASCII)
STATE = re.compile(
    r"(?P<function>[A-Za-z_]\w*(?:\.\w+)?) (?P<label>=?[A-Za-z_][\w.]{0,40}) (?P<kind>used|left)",
    re.ASCII,
)


def add_rerun_feedback(case: DiagnosisContext, job: Job) -> tuple[Outcome, ...]:
    """Return the outcomes of a case with the findings of a second look, and the command that
    replays each.
    """
    failed = [outcome for outcome in case.outcomes if failed_by_itself(outcome, case)]
    if not failed:
        return case.outcomes
    look = SecondLook(case, job, failed) if case.run.seconds < MAX_SECONDS else None
    return tuple(
        explain(outcome, job, look, case) if outcome in failed else outcome
        for outcome in case.outcomes
    )


class SecondLook:
    """Finds what helps a learner see a failure.

    This is the lesson's example that shows it, or else a small call that does, or else a row of a
    probe, searched on other seeds too. If no cause is known, the attempt also runs once more with
    wrappers around its functions.
    """

    def __init__(self, case: DiagnosisContext, job: Job, failed: Sequence[Outcome]) -> None:
        """Run the jobs that are needed."""
        self.case, self.failed = case, failed
        self.unexplained = [
            outcome.name
            for outcome in failed
            if outcome.diagnosis is None and has_other_values(outcome, case)
        ]
        self.functions = list(dict.fromkeys(
            name for each in self.unexplained for name in case.key.by_name[each].called
        ))  # fmt: skip
        self.examples = case.second.examples if case.second else []
        self.outputs = read_certain_outputs(case)
        probes = [one for one in select_probes(failed, case.key)
                  if not first_failing(self.examples, self.outputs, one.part)]  # fmt: skip
        planned = plan_calls(job, list(filter(self.is_first, probes)))
        self.watched, self.turned = (
            replace(job, attempt=instrument(attempt, self.functions, action),
                    which=self.unexplained)
            for attempt, action in ((job.attempt, "changes"), (reference(job.kata), "transpose"))
        )  # fmt: skip
        watch = [self.watched, self.turned] if self.unexplained else []
        self.ran = self.run([*watch, planned] if planned else watch)
        noted = self.ran.get(planned) if planned else None
        self.calls = (
            find_small_calls(job, planned, noted, case.run_many) if planned and noted else {}
        )
        others = [one.name for one in probes if one.part not in self.calls]
        self.search = SeedSearch(job, case.key, others)
        self.ran |= self.run(self.search.jobs)

    def run(self, jobs: list[Job]) -> dict[Job, Run]:
        """Run jobs and return their runs."""
        return dict(self.case.run_many(jobs)) if jobs else {}

    def find_example(self, outcome: Outcome) -> tuple[WorkedExample, str] | None:
        """Return the lesson's example in which an outcome's part fails, with its output; None
        unless the outcome is the first failure of the part.
        """
        if not self.is_first(outcome):
            return None
        return first_failing(self.examples, self.outputs, outcome.part)

    def find_call(self, outcome: Outcome) -> SmallCall | None:
        """Return the smallest call of an outcome's part that fails; there is none if a lesson's
        example fails.
        """
        return self.calls.get(outcome.part) if self.is_first(outcome) else None

    def is_first(self, outcome: Outcome) -> bool:
        """Whether an outcome is the first failure of its part."""
        first = next(one for one in self.failed if one.part == outcome.part)
        return outcome.status is Status.FAILED and outcome is first

    def has_one_cause(self, outcome: Outcome) -> bool:
        """Whether all failures of an outcome's part have the same cause, or the outcome has none
        that a call could contradict.
        """
        own = self.get_cause(outcome)
        failures = [one for one in self.failed if one.part == outcome.part]
        return own is None or all(
            (cause := self.get_cause(one)) is not None and cause.says == own.says
            for one in failures
        )

    def get_cause(self, outcome: Outcome) -> Diagnosis | None:
        """Return the cause that is reported for an outcome: what the wrappers show comes first."""
        return self.find_cause(outcome) or outcome.diagnosis

    def find_smallest(self, outcome: Outcome, seed: int) -> FailingCase | None:
        """Return the smallest failing case of a probe."""
        if outcome not in select_probes([outcome], self.case.key):
            return None
        expectation = self.case.key.by_name[outcome.name]
        own = failing_cases(seed, expectation, self.case.run.results[outcome.name])
        return smallest([*own, *self.search.cases(outcome.name, self.ran)])

    def find_cause(self, outcome: Outcome) -> Diagnosis | None:
        """Return a cause that the wrappers around the functions show: an argument changed in place,
        a matrix used transposed, random numbers from another generator.
        """
        name = outcome.name
        if name not in self.unexplained:
            return None
        watched, functions = self.ran[self.watched].results.get(name), self.functions
        right = cache(partial(reference_draws, self.case, self.turned, name, functions))
        turned = self.ran[self.turned].results.get(name)
        return (
            transposed_matrix(self.case, name, self.turned, turned)
            or mutated_argument(self.watched, watched, functions)
            or foreign_draw(self.watched, watched, functions, right)
        )


def read_certain_outputs(case: DiagnosisContext) -> dict[int, str]:
    """Return the outputs of the lesson's examples, by their numbers.

    An example is left out if its output on the reference is not the lesson's: then a statement that
    it needs was left out.
    """
    if case.second is None:
        return {}
    examples, outputs = case.second.examples, case.second.outputs
    doubtful = tuple(one for one in examples if not one.is_certain)
    is_right = dict(zip(doubtful, reproduced(case.kata, doubtful, case.run_many), strict=True))
    return {
        index: text for index, text in outputs.items()
        if index < len(examples) and is_right.get(examples[index], True)
    }  # fmt: skip


@lru_cache(maxsize=64)
def reproduced(
    kata: Kata, examples: Sequence[WorkedExample], run_many: RunJobs
) -> tuple[bool, ...]:
    """Whether each of these examples gives on the reference what the lesson says."""
    if not examples:
        return ()
    attempt = reference(kata)
    [(_, run)] = run_many([Job(kata, add_examples(attempt, examples), [])])
    outputs = read_outputs(attempt, run)
    return tuple(outputs.get(index) == one.expected for index, one in enumerate(examples))


def explain(outcome: Outcome, job: Job, look: SecondLook | None, case: DiagnosisContext) -> Outcome:
    """Return an outcome with its smallest case and the command that replays it."""
    seed = 0 if case.key.by_name[outcome.name].declaration.shown else job.seed
    cause = None
    if look is not None:
        cause = look.find_cause(outcome)
        example, call = look.find_example(outcome), look.find_call(outcome)
        smallest_case = None if example or call else look.find_smallest(outcome, seed)
        if shown := example or call:
            code = paste_example(*shown, job.attempt.path.stem)
            is_sure = look.has_one_cause(outcome)
            heading = choose_heading(is_of_lesson=bool(example), is_sure=is_sure)
            outcome = replace(outcome, case=describe_example(*shown, heading), python=code)
        elif smallest_case is not None:
            outcome = replace(outcome, case=str(smallest_case))
            seed = smallest_case.seed
    replay = f"Replay exactly that:\n  {replay_command(job, outcome.name, seed)}"
    return replace(outcome, replay=replay, diagnosis=cause or outcome.diagnosis)


def choose_heading(*, is_of_lesson: bool, is_sure: bool) -> str:
    """Return the heading of a failing call, which says whether it is sure to show the cause."""
    if is_sure:
        return OF_LESSON if is_of_lesson else SMALLEST
    return ALSO_OF_LESSON if is_of_lesson else ALSO_SMALLEST


def has_other_values(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed because of its values, which a secret one does not contain."""
    if outcome.secret:
        return case.run.results[outcome.name].table is not None
    return outcome.first_difference is not None


def replay_command(job: Job, name: str, seed: int) -> str:
    """Return the command that grades one experiment with the inputs of a seed."""
    file = harmless(str(job.attempt.path)).replace("\n", r"\n")
    seeds = ["--seed", str(seed)] if seed else []
    return job.kata.command("check", file, *seeds, "--only", name)


def mutated_argument(
    watched: Job, result: Result | None, functions: Collection[str]
) -> Diagnosis | None:
    """Return the cause if an argument is changed in place.

    The wrappers print to the attempt's own output, and an attempt that finds out their prefix can
    print anything there: only a function of the kata and a short name are accepted.
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
    """Return the cause if a function draws from another generator than its own, or never from its
    own.

    The states before and after are compared: two runs would not differ, as the engine seeds them
    all.
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
    """Functions with the generators that they used, and with those that they left unused."""

    used: frozenset[tuple[str, str]]
    left: frozenset[tuple[str, str]]


RightDraws = Callable[[], Draws]


def read_draws(watched: Job, result: Result | None, functions: Collection[str]) -> Draws:
    """Return what wrappers reported about generators; one that was used once does not count as
    left.
    """
    lines = instrumentation_output(watched.attempt, [result]) if result else []
    matches = [match for line in lines if (match := STATE.fullmatch(line))]
    known = [match for match in matches if match["function"] in functions]
    used = {(match["function"], match["label"]) for match in known if match["kind"] == "used"}
    every = {(match["function"], match["label"]) for match in known}
    return Draws(frozenset(used), frozenset(every - used))


def reference_draws(case: DiagnosisContext, job: Job, name: str, functions: Sequence[str]) -> Draws:
    """Return the draws of the reference."""
    watched = replace(
        job, attempt=instrument(reference(job.kata), functions, "changes"), which=[name]
    )
    [(_, run)] = case.run_many([watched])
    return read_draws(watched, run.results.get(name), functions)


def transposed_matrix(
    case: DiagnosisContext, name: str, turned: Job, result: Result | None
) -> Diagnosis | None:
    """Return the cause if a matrix is used transposed: transposing it in the reference gives
    exactly the attempt's result.
    """
    lines = dict.fromkeys(instrumentation_output(turned.attempt, [result]) if result else [])
    tolerance = case.key.by_name[name].declaration.tolerance
    if result is None or not lines or not results_equal(result, case.run.results[name], tolerance):
        return None
    function = next(iter(lines)).partition(" ")[0]
    matrices = " and ".join(dict.fromkeys(line.partition(" ")[2] for line in lines))
    return Diagnosis("matrix_transposed", f"{function} uses {matrices} transposed: exchange "
                                          f"the sides of the product, "
                     "or leave out .T.")  # fmt: skip
