"""The checks of the known mistakes: the experiments must tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.grading.called_parts import calls_part, is_only_of
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mistake_cache import MISTAKE_CACHE
from kata_runner.grading.diagnosis.mistake_matching import find_mistakes
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, mistake_results
from kata_runner.grading.diagnosis.mistakes import MISTAKE, Mistake, read_mistakes, run_mistakes
from kata_runner.grading.evaluate import block_dependents, describe_failures, evaluate_alone
from kata_runner.grading.variants import Mark, inject, list_unread, read_variants
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.checks_mutants import CHANCE
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.rejection import find_passing_seeds, format_seeds

# How errors begin and end that code gives on every call, whatever its arguments.
DEAD = ("NameError", "UnboundLocalError", "RuntimeError: super()")
OTHER_PARAMETERS = "take the parameters of the starter."


def names(kata: Kata) -> Sequence[str]:
    """Return the names of the mistakes."""
    return [mistake.name for mistake in read_mistakes(kata)]


def run_known_mistakes(context: VerifyContext) -> dict[Mistake, Run]:
    """Run the mistakes on the pinned seed, and return the runs in the order of declaration."""
    mistakes = read_mistakes(context.kata)
    run_by_mistake = dict(
        run_mistakes(context.kata, mistakes, context.key().seed, context.run_many)
    )
    return {mistake: run_by_mistake[mistake] for mistake in mistakes}


def list_known(context: VerifyContext) -> list[MistakeResults]:
    """Return those results of each mistake that differ from the reference's."""
    return [
        mistake_results(mistake, run, context.key())
        for mistake, run in context.once(run_known_mistakes).items()
    ]


def report_unread(file: Path, mark: Mark) -> Iterator[Remark]:
    """Yield an error for each function of a file that declares nothing and is not used, and for a
    file that declares nothing.
    """
    for line, name in list_unread(file, mark):
        yield problem(
            f"{file}:{line}: '{name}' has no @{mark.name} and nothing uses it: write "
            f"@{mark.name}({mark.example}) above it, or take it out",
            name,
        )
    if file.is_file() and not read_variants(file, mark):
        yield problem(f"{file}: no @{mark.name} stands in it: write one, or delete the file")


@check(
    "mistakes",
    names,
    "Change the probe that the first line names, or the mistake, then `{verify} --pin`.",
)
def check_mistakes(context: VerifyContext) -> Iterator[Remark]:
    """Every known mistake is rejected by an outcome of its function alone, on every seed, and
    diagnosed as itself.
    """
    yield from report_unread(context.kata.mistakes, MISTAKE)
    key, known = context.key(), context.once(list_known)
    MISTAKE_CACHE[key] = known
    by_chance = context.once(describe_chances)
    parts = {one.name: one.function for one in known}
    recognised = 0
    for mistake, case in context.once(build_cases).items():
        text = (
            by_chance.get(mistake)
            or describe_unrejected(mistake, case)
            or describe_misdiagnosis(mistake, find_mistakes(case), parts)
            or describe_dead_code(mistake, case)
        )
        recognised += not text
        if text:
            yield problem(f"{mistake.name}: {text}", mistake.name)
        elif crash := describe_crash(mistake, case):
            yield measured(f"{mistake.name}: {crash}", mistake.name)
    if known:
        rate = f"{100 * recognised / len(known):.3g}%"
        seeds = format_seeds(context.seeds)
        yield measured(f"{recognised} of {len(known)} ({rate}) on {seeds}")


def build_cases(context: VerifyContext) -> dict[Mistake, DiagnosisContext]:
    """Return the diagnosis context of each mistake, with its outcomes on the pinned seed."""
    key, case_by_mistake = context.key(), {}
    for mistake, run in context.once(run_known_mistakes).items():
        alone = evaluate_alone(key, run)
        outcomes = describe_failures(block_dependents(alone), key, run)
        case_by_mistake[mistake] = DiagnosisContext(
            context.kata, key, run, alone, outcomes, context.run_many
        )
    return case_by_mistake


def describe_chances(context: VerifyContext) -> dict[Mistake, str]:
    """Return a text for each mistake that some seeds reject and others let pass."""
    jobs, preferred = {}, {}
    for mistake, case in context.once(build_cases).items():
        if not get_rejecting_outcomes(case) or not describe_unrejected(mistake, case):
            job = Job(context.kata, inject(context.kata, mistake))
            jobs[job] = mistake
            preferred[job] = [
                outcome.name
                for outcome in get_rejecting_outcomes(case)
                if is_of(mistake, outcome, case)
            ]
    runs_of = {job: context.once(run_known_mistakes)[mistake] for job, mistake in jobs.items()}
    texts = {}
    for job, seeds in find_passing_seeds(context, runs_of, preferred).items():
        if 0 < len(seeds) < len(context.seeds):
            advice = CHANCE.format(" and ".join(preferred[job]) or "the probe that sees it")
            texts[jobs[job]] = (
                f"passes on {format_seeds(seeds)} (of {format_seeds(context.seeds)}): {advice}"
            )
    return texts


def get_rejecting_outcomes(case: DiagnosisContext) -> list[Outcome]:
    """Return the outcomes that failed and were not blocked by another one."""
    return [
        outcome
        for outcome in case.outcomes
        if not outcome.passed and outcome.status is not Status.BLOCKED
    ]


def describe_unrejected(mistake: Mistake, case: DiagnosisContext) -> str:
    """Return why no outcome of its own part rejects a mistake, or an empty text."""
    if not any(calls_part(one.called, mistake.function) for one in case.key.expectations):
        return f"no experiment calls {mistake.function}"
    failed = get_rejecting_outcomes(case)
    if not failed:
        return (
            f"every experiment lets it pass: let a probe of {mistake.function} show it, or "
            f"leave it out"
        )
    if not any(is_of(mistake, outcome, case) for outcome in failed):
        seen = ", ".join(outcome.name for outcome in failed)
        return (
            f"only {seen} shows it, which calls more than {mistake.function}: let a probe "
            f"of that alone show it"
        )
    return ""


def is_of(mistake: Mistake, outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome concerns only the mistaken function, or has rows for each function."""
    return outcome.name == UNCHANGED or is_only_of(
        case.key.by_name[outcome.name].called, mistake.function
    )


def describe_misdiagnosis(
    mistake: Mistake, diagnoses: Mapping[str, Diagnosis], parts: Mapping[str, str]
) -> str:
    """Return why the mistake is not diagnosed as itself, or an empty text.

    `diagnoses` maps each outcome to its diagnosis, and `parts` each known mistake to its part.
    """
    others = {
        name: cause.mistake for name, cause in diagnoses.items() if cause.mistake != mistake.name
    }
    if others:
        elsewhere = [
            name
            for name, other in others.items()
            if parts.get(other, mistake.function) != mistake.function
        ]
        advice = "let a probe tell them apart, or make them one"
        if elsewhere:
            advice = f"let {' and '.join(sorted(elsewhere))} need a probe of {mistake.function}"
        return f"is diagnosed as {' and as '.join(sorted(set(others.values())))}: {advice}"
    return (
        "" if diagnoses else "is not recognised by values of its own: let a probe show more of it"
    )


def describe_dead_code(mistake: Mistake, case: DiagnosisContext) -> str:
    """Return why the code of a mistake fails before it does anything wrong, or an empty text: it
    lacks a name, or takes other arguments than the kata gives.
    """
    error = get_crash_everywhere(mistake, case)
    if not error.startswith(DEAD) and not error.endswith(OTHER_PARAMETERS):
        return ""
    return f"cannot run ({error.rstrip('.')}): correct its code, or name the error in its sentence"


def describe_crash(mistake: Mistake, case: DiagnosisContext) -> str:
    """Return a remark about a mistake that returns in no experiment of its part, or an empty
    text.
    """
    error = get_crash_everywhere(mistake, case)
    return error and (
        f"crashes wherever {mistake.function} is called ({error:.80}): correct its code if that is "
        f"not the mistake, or name the error in its sentence"
    )


def get_crash_everywhere(mistake: Mistake, case: DiagnosisContext) -> str:
    """Return the first error of a mistake that crashes in every experiment that calls its part.

    The text is empty if one of them ends, or if the mistake's sentence names the error.
    """
    problems = [
        result.problem
        for name, result in case.run.results.items()
        if name != UNCHANGED and calls_part(case.key.by_name[name].called, mistake.function)
    ]
    crashes = [each.text for each in problems if each and each.status is Status.CRASHED]
    if not crashes or len(crashes) < len(problems):
        return ""
    is_of_call = crashes[0].endswith(OTHER_PARAMETERS)
    name = "parameter" if is_of_call else crashes[0].partition(":")[0]
    return "" if name in mistake.says else crashes[0]
