"""The checks of the known mistakes: a catalogue is worth what the experiments tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.grading.diagnosis.context import DiagnosisContext
from kata_runner.grading.diagnosis.matching import find_causes
from kata_runner.grading.diagnosis.mistake_cache import MISTAKE_CACHE
from kata_runner.grading.diagnosis.mistake_results import MistakeResults, mistake_results
from kata_runner.grading.diagnosis.mistakes import Mistake, read_mistakes, run_mistakes
from kata_runner.grading.diagnosis.mistakes_json import mistakes_equal, read_pinned_mistakes
from kata_runner.grading.evaluate import block_dependents, evaluate_alone
from kata_runner.grading.parts import calls_part, is_only_of
from kata_runner.grading.variants import inject
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Remark, check, measured, problem
from kata_runner.verify.checks_mutants import CHANCE
from kata_runner.verify.rejection import in_words, passing_seeds


def names(kata: Kata) -> Sequence[str]:
    """The mistakes, by name."""
    return [mistake.name for mistake in read_mistakes(kata)]


def runs(bench: Bench) -> dict[Mistake, Run]:
    """What the mistakes give for the pinned seed, in the order in which they are declared."""
    mistakes = read_mistakes(bench.kata)
    found = dict(run_mistakes(bench.kata, mistakes, bench.key().seed, bench.run_many))
    return {mistake: found[mistake] for mistake in mistakes}


def catalogue(bench: Bench) -> list[MistakeResults]:
    """The same, without what the reference gives too."""
    return [mistake_results(mistake, run, bench.key()) for mistake, run in bench.once(runs).items()]


@check(
    "mistakes",
    names,
    "Change the probe that the first line names, or the mistake, then `{verify} --pin`.",
)
def mistakes_are_told_apart(bench: Bench) -> Iterator[Remark]:
    """Every known mistake is rejected by an outcome of its function alone, on every seed, and
    diagnosed as itself.
    """
    key, known = bench.key(), bench.once(catalogue)
    MISTAKE_CACHE[key] = known
    by_chance = bench.once(chances)
    parts = {one.name: one.function for one in known}
    found = 0
    for mistake, case in bench.once(cases).items():
        text = (
            by_chance.get(mistake)
            or not_rejected(mistake, case)
            or misjudged(mistake, find_causes(case), parts)
        )
        found += not text
        if text:
            yield problem(f"{mistake.name}: {text}", mistake.name)
    if known:
        yield measured(
            f"{found} of {len(known)} ({100 * found / len(known):.3g}%) on {in_words(bench.seeds)}"
        )


def cases(bench: Bench) -> dict[Mistake, DiagnosisContext]:
    """Each mistake with its outcomes on the pinned seed."""
    key, found = bench.key(), {}
    for mistake, run in bench.once(runs).items():
        alone = evaluate_alone(key, run)
        found[mistake] = DiagnosisContext(
            bench.kata, key, run, alone, block_dependents(alone), bench.run_many
        )
    return found


def chances(bench: Bench) -> dict[Mistake, str]:
    """What is to say of mistakes that some seeds reject and others let pass."""
    jobs, preferred = {}, {}
    for mistake, case in bench.once(cases).items():
        if not rejecting(case) or not not_rejected(mistake, case):
            job = Job(bench.kata, inject(bench.kata, mistake))
            jobs[job] = mistake
            preferred[job] = [
                outcome.name for outcome in rejecting(case) if is_of(mistake, outcome, case)
            ]
    runs_of = {job: bench.once(runs)[mistake] for job, mistake in jobs.items()}
    found = {}
    for job, seeds in passing_seeds(bench, runs_of, preferred).items():
        if 0 < len(seeds) < len(bench.seeds):
            advice = CHANCE.format(" and ".join(preferred[job]) or "the probe that sees it")
            found[jobs[job]] = f"passes on {in_words(seeds)} (of {in_words(bench.seeds)}): {advice}"
    return found


def rejecting(case: DiagnosisContext) -> list[Outcome]:
    """The outcomes that fail for a reason of their own."""
    return [
        outcome
        for outcome in case.outcomes
        if not outcome.passed and outcome.status is not Status.BLOCKED
    ]


def not_rejected(mistake: Mistake, case: DiagnosisContext) -> str:
    """Why nobody would notice a mistake where it is made, or nothing."""
    if not any(calls_part(one.called, mistake.function) for one in case.key.expectations):
        return f"no experiment calls {mistake.function}"
    failed = rejecting(case)
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
    """Whether an outcome is of the mistaken function alone, or has rows of its own for each
    function.
    """
    return outcome.name == UNCHANGED or is_only_of(
        case.key.by_name[outcome.name].called, mistake.function
    )


def misjudged(mistake: Mistake, said: Mapping[str, Diagnosis], parts: Mapping[str, str]) -> str:
    """Why a learner who makes a mistake would not be told of it, or nothing.

    `said` has the cause that each outcome was given, and `parts` the part of each known mistake.
    """
    others = {name: cause.mistake for name, cause in said.items() if cause.mistake != mistake.name}
    if others:
        elsewhere = [
            name
            for name, other in others.items()
            if parts.get(other, mistake.function) != mistake.function
        ]
        advice = (f"let {' and '.join(sorted(elsewhere))} need a probe of "
                  f"{mistake.function}" if elsewhere else
                  "let a probe tell them apart, or make them one")  # fmt: skip
        return f"is diagnosed as {' and as '.join(sorted(set(others.values())))}: {advice}"
    return "" if said else "is not recognised, by figures of its own: let a probe show more of it"


@check("pinned mistakes", next_step="Pin what the mistakes give: `{verify} --pin`.")
def mistaken_tables_are_pinned(bench: Bench) -> Iterator[Remark]:
    """The pinned tables of the known mistakes are what they give."""
    if not bench.kata.mistakes.is_file():
        return
    current = bench.once(catalogue)
    pinned = read_pinned_mistakes(bench.kata, bench.key())
    if pinned is None:
        yield problem(
            f"{bench.kata.mistaken} is not there or was made from other files: --pin writes it"
        )
    elif not mistakes_equal(pinned, current, bench.key()):
        yield problem(
            f"{bench.kata.mistaken}: the mistakes give something else now: --pin writes it anew"
        )
