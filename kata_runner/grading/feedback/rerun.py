"""Further feedback for a learner who checks one file: what failed is examined a second time.

The attempt runs again under the same limits. This is left out if it would take long, and in a
classroom.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import reference
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, failed_by_itself
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.grading.diagnosis.second_run import MAX_SECONDS
from kata_runner.grading.feedback.fresh import FailingExample, confirm
from kata_runner.grading.feedback.instrument import instrument, read_printed
from kata_runner.grading.feedback.minimize import (
    FailingCase,
    SeedSearch,
    failing_cases,
    has_random_inputs,
)
from kata_runner.grading.feedback.shrink import find_small_calls, plan_calls
from kata_runner.grading.feedback.worked_example import (
    Output,
    add_examples,
    describe_example,
    list_failing,
    paste_example,
    read_outputs,
)
from kata_runner.grading.unchanged_arguments import describe_change
from kata_runner.model import Diagnosis, Outcome, Status
from kata_runner.sanitize import harmless

# Headings of a failing call, by whether the part has one cause, as else it is not known which of
# them the call shows, and by whether the call fails only after others.
OF_LESSON = {
    (True, False): "The lesson's example:",
    (True, True): "The lesson's example fails after another call:",
    (False, False): "The lesson's example fails too, perhaps for another reason:",
    (False, True): "The lesson's example fails too after another call, perhaps for another reason:",
}
SMALLEST = {
    (True, False): "A small call that fails:",
    (True, True): "A small call fails after another:",
    (False, False): "A small call fails too, perhaps for another reason:",
    (False, True): "A small call fails too after another, perhaps for another reason:",
}
CHANGE = re.compile(
    r"(?P<function>[A-Za-z_]\w*(?:\.\w+)?) (?P<argument>[A-Za-z_][\w.\[\]]{0,40})", re.ASCII
)
STATE = re.compile(
    r"(?P<function>[A-Za-z_]\w*(?:\.\w+)?) (?P<label>=?[A-Za-z_][\w.]{0,40}) (?P<kind>used|left)",
    re.ASCII,
)
Draws = dict[tuple[str, str], bool]  # whether a function used a generator, by their names


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
        unexplained = [
            outcome.name
            for outcome in failed
            if outcome.diagnosis is None and has_other_values(outcome, case)
        ]
        called = [name for each in unexplained for name in case.key.by_name[each].called]
        self.functions = list(dict.fromkeys(called))
        self.examples = self.find_examples(job)
        probes = [
            outcome
            for outcome in failed
            if has_random_inputs(outcome, case.key) and outcome.part not in self.examples
        ]
        planned = plan_calls(job, list(filter(self.is_first, probes)))
        self.watched = self.instrument(replace(job, which=unexplained), "changes")
        turned = replace(job, attempt=reference(job.kata), which=unexplained)
        self.turned = self.instrument(turned, "transpose")
        jobs = [self.watched, self.turned] if unexplained else []
        self.ran = dict(case.run_many([*jobs, planned] if planned else jobs))
        self.causes = {name: self.find_cause(name) for name in unexplained}
        self.calls: dict[str, FailingExample] = {}
        if planned:
            noted = self.ran[planned]
            self.calls = find_small_calls(job, planned, noted, case.key, case.run_many)
        others = [one.name for one in probes if one.part not in self.calls]
        self.search = SeedSearch(job, case.key, others)
        self.ran |= dict(case.run_many(self.search.jobs))

    def instrument(self, job: Job, action: str) -> Job:
        """Return a job with wrappers around the functions of its attempt."""
        return replace(job, attempt=instrument(job.attempt, self.functions, action))

    def read_output(self, job: Job, run: Run, name: str) -> list[str]:
        """Return what the wrappers of a job printed in an experiment."""
        result = run.results.get(name)
        return read_printed(job.attempt, result.output) if result else []

    def find_examples(self, job: Job) -> dict[str, FailingExample]:
        """Return the lesson's first example that fails, by the part that fails in it."""
        if self.case.second is None:
            return {}
        examples, outputs = self.case.second.examples, read_certain_outputs(self.case)
        parts = dict.fromkeys(outcome.part for outcome in self.failed)
        failing = {part: list_failing(examples, outputs, part) for part in parts}
        return confirm(job, failing, self.case.run_many)

    def find_example(self, outcome: Outcome) -> FailingExample | None:
        """Return the example or else the smallest call in which an outcome's part fails; None
        unless the outcome is the first failure of the part.
        """
        known = self.examples.get(outcome.part) or self.calls.get(outcome.part)
        return known if self.is_first(outcome) else None

    def is_first(self, outcome: Outcome) -> bool:
        """Whether an outcome is the first failure of its part."""
        first = next(one for one in self.failed if one.part == outcome.part)
        return outcome.status is Status.FAILED and outcome is first

    def has_one_cause(self, outcome: Outcome) -> bool:
        """Whether all failures of an outcome's part have the same cause, or the outcome has none
        that a call could contradict.
        """
        own = self.get_cause(outcome)
        causes = [self.get_cause(one) for one in self.failed if one.part == outcome.part]
        return own is None or all(cause and cause.says == own.says for cause in causes)

    def get_cause(self, outcome: Outcome) -> Diagnosis | None:
        """Return the cause that is reported for an outcome: what the wrappers show comes first."""
        return self.causes.get(outcome.name) or outcome.diagnosis

    def find_smallest(self, outcome: Outcome, seed: int) -> FailingCase | None:
        """Return the smallest failing case of a probe."""
        if not has_random_inputs(outcome, self.case.key):
            return None
        expectation = self.case.key.by_name[outcome.name]
        own = failing_cases(seed, expectation, self.case.run.results[outcome.name])
        others = self.search.cases(outcome.name, self.ran)
        return min([*own, *others], key=lambda case: case.size, default=None)

    def find_cause(self, name: str) -> Diagnosis | None:
        """Return a cause that the wrappers around the functions show: a matrix used transposed, an
        argument changed in place, random numbers from another generator.
        """
        printed = self.read_output(self.watched, self.ran[self.watched], name)
        return (
            self.find_transposed_matrix(name)
            or find_changed_argument(printed, self.functions)
            or self.find_foreign_draw(name, read_draws(printed, self.functions))
        )

    def find_transposed_matrix(self, name: str) -> Diagnosis | None:
        """Return the cause if a matrix is used transposed: transposing it in the reference gives
        exactly the attempt's result.
        """
        run, result = self.ran[self.turned], self.case.run.results[name]
        lines = dict.fromkeys(self.read_output(self.turned, run, name))
        tolerance = self.case.key.by_name[name].declaration.tolerance
        if not lines or not results_equal(run.results[name], result, tolerance):
            return None
        functions, matrices = zip(*(line.split(" ", 1) for line in lines), strict=True)
        return Diagnosis(
            "matrix_transposed",
            f"{functions[0]} uses {' and '.join(dict.fromkeys(matrices))} transposed: exchange the "
            f"sides of the product, or leave out .T.",
        )

    def find_foreign_draw(self, name: str, draws: Draws) -> Diagnosis | None:
        """Return the cause if a function draws from another generator than its own, or never from
        its own, and the reference does not.

        The states before and after are compared: two runs would not differ, as the engine seeds
        them all.
        """
        foreign = [draw for draw, is_used in draws.items() if is_used and not is_own(draw)]
        unused = [draw for draw, is_used in draws.items() if not is_used and is_own(draw)]
        if not foreign and not unused:
            return None
        right = self.read_reference_draws(name)
        for function, label in foreign:
            if not right.get((function, label)):
                return Diagnosis(
                    "own_random",
                    f"`{function}` draws from `{label}`, which everybody shares: draw from the "
                    "generator that it is given.",
                )
        drawing = {draw[0] for draw, is_used in right.items() if is_used and is_own(draw)}
        for function, label in unused:
            if function in drawing:
                return Diagnosis(
                    "generator_unused",
                    f"`{function}` never draws from `{label[1:]}`: it is as it was before the "
                    "call.",
                )
        return None

    def read_reference_draws(self, name: str) -> Draws:
        """Return the draws of the reference in an experiment."""
        plain = replace(self.turned, attempt=reference(self.case.kata), which=[name])
        job = self.instrument(plain, "changes")
        [(_, run)] = self.case.run_many([job])
        return read_draws(self.read_output(job, run, name), self.functions)


def read_certain_outputs(case: DiagnosisContext) -> dict[int, Output]:
    """Return the outputs of the lesson's examples, by their numbers.

    An example is left out if its output on the reference is not the lesson's: then a statement that
    it needs was left out.
    """
    if case.second is None:
        return {}
    examples = case.second.examples
    outputs = {index: one for index, one in case.second.outputs.items() if index < len(examples)}
    doubtful = [index for index in outputs if not examples[index].is_certain]
    if doubtful:
        attempt = reference(case.kata)
        below = add_examples(attempt, [examples[index] for index in doubtful])
        [(_, run)] = case.run_many([Job(case.kata, below, [])])
        right = read_outputs(attempt, run)
        for place, index in enumerate(doubtful):
            if place not in right or right[place].text != examples[index].expected:
                del outputs[index]
    return outputs


def explain(outcome: Outcome, job: Job, look: SecondLook | None, case: DiagnosisContext) -> Outcome:
    """Return an outcome with its smallest case and the command that replays it."""
    seed = 0 if case.key.by_name[outcome.name].declaration.shown else job.seed
    cause = outcome.diagnosis
    if look is not None:
        cause = look.get_cause(outcome)
        if shown := look.find_example(outcome):
            headings = OF_LESSON if outcome.part in look.examples else SMALLEST
            heading = headings[look.has_one_cause(outcome), shown.is_late]
            example = shown.example, shown.actual
            code = paste_example(*example, job.attempt.path.stem)
            outcome = replace(outcome, case=describe_example(*example, heading), python=code)
        elif smallest_case := look.find_smallest(outcome, seed):
            outcome = replace(outcome, case=str(smallest_case))
            seed = smallest_case.seed
    replay = f"Replay exactly that:\n  {replay_command(job, outcome.name, seed)}"
    return replace(outcome, replay=replay, diagnosis=cause)


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


def find_changed_argument(lines: Iterable[str], functions: Collection[str]) -> Diagnosis | None:
    """Return the cause if an argument is changed in place.

    The wrappers print to the attempt's own output, and an attempt that finds out their prefix can
    print anything there: only a function of the kata and a short name are accepted.
    """
    for line in lines:
        match = CHANGE.fullmatch(line)
        if match and match["function"] in functions:
            return Diagnosis(
                "input_changed",
                describe_change(match["function"], match["argument"]),
            )
    return None


def read_draws(lines: Iterable[str], functions: Collection[str]) -> Draws:
    """Return what wrappers reported about generators, whether each was used in any call."""
    draws: Draws = {}
    for line in lines:
        match = STATE.fullmatch(line)
        if match and match["function"] in functions:
            draw = match["function"], match["label"]
            draws[draw] = draws.get(draw, False) or match["kind"] == "used"
    return draws


def is_own(draw: tuple[str, str]) -> bool:
    """Whether a function was given the generator, which has ``=`` before its name then."""
    return draw[1].startswith("=")
