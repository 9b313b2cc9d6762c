"""The gate of mutants: whatever small thing is wrong with a reference, some experiment must see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kata_runner.engine.job import Job, Run
from kata_runner.errors import BrokenPack
from kata_runner.grading.answer_key import reference
from kata_runner.grading.gates.gate import Bench, Remark, gate, measured, problem
from kata_runner.grading.grade import judge
from kata_runner.grading.strength.mutants import Mutant, mutants_of
from kata_runner.model import Limits

PATIENCE = 10  # a mutant that takes so many times the reference's time will not come back


@dataclass(frozen=True, eq=False)
class Tried:
    """A mutant and what came of running every graded experiment on it; `killed` when one of them did not pass."""

    mutant: Mutant
    run: Run
    killed: bool


@gate("mutants")
def mutants_are_killed(bench: Bench) -> Iterator[Remark]:
    """No small change to the reference goes unnoticed."""
    tried, waived = bench.once(tried_mutants), bench.kata.waived
    survivors = {each.mutant.key: each.mutant for each in tried if not each.killed}
    excused = [key for key in survivors if key in waived]
    score = f"killed {len(tried) - len(survivors)} of {len(tried)}"
    yield measured(score + (f", {len(excused)} waived" if excused else ""))
    for key, mutant in survivors.items():
        if key not in waived:
            yield problem(f"survived, line {mutant.line}: {key}\n{mutant.diff}", key)
    yield from needless(waived, survivors, {each.mutant.key for each in tried})


def needless(waived: Mapping[str, str], survivors: Mapping[str, Mutant], all_keys: set[str]) -> Iterator[Remark]:
    """Waivers that excuse nothing: a wrong one would hide the next survivor of that name."""
    for key in waived:
        if key not in survivors:
            why = "it is killed: take the waiver out" if key in all_keys else "there is no such mutant"
            yield problem(f"kata.toml waives {key!r}, and {why}")


def tried_mutants(bench: Bench) -> list[Tried]:
    """Every mutant of the reference, run on the pinned seed, in the order of its lines."""
    hurried = replace(bench.kata, limits=short_limits(bench))
    mutants = mutants_of(bench.source, bench.graded)
    jobs = {replace(bench.job(mutant.source), kata=hurried, hurried=True): mutant for mutant in mutants}
    runs = {jobs[done]: run for done, run in bench.run_many(jobs)}
    return [Tried(mutant, runs[mutant], killed(mutant, runs[mutant], bench)) for mutant in mutants]


def killed(mutant: Mutant, run: Run, bench: Bench) -> bool:
    """Whether it does not load, or fails an experiment; raises BrokenPack when it could not be tried."""
    if run.fault:
        raise BrokenPack(f"the mutant {mutant.key!r} could not be tried: {run.fault}")
    return run.unloadable is not None or not all(outcome.passed for outcome in judge(bench.key(), run))


def short_limits(bench: Bench) -> Limits:
    """The kata's limits, so much shorter that endless loops cost little."""
    limits = bench.kata.limits
    seconds = bench.run(Job(bench.kata, reference(bench.kata))).seconds
    cpu = max(0.5, PATIENCE * seconds)
    return replace(limits, cpu=min(limits.cpu, cpu), wall=min(limits.wall, 4 * cpu), total=min(limits.total, 8 * cpu))
