"""The mutants of a kata's reference, and their results on every seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import reference
from kata_runner.model import Limits
from kata_runner.mutation.mutants import Mutant, make_mutants
from kata_runner.mutation.observe import Observed, read_observations, with_observer
from kata_runner.verify.context import VerifyContext, refuse_fault
from kata_runner.verify.rejection import find_passing_seeds

MAX_SLOWDOWN = 10  # times the reference's time; a mutant that takes longer is assumed not to end


@dataclass(frozen=True, eq=False)
class MutantRun:
    """A mutant, its run on the pinned seed, and the seeds on which all graded experiments pass."""

    mutant: Mutant
    run: Run
    passes_on: tuple[int, ...]

    @property
    def killed(self) -> bool:
        """Whether it is rejected on every seed."""
        return not self.passes_on


def observe_reference(context: VerifyContext) -> dict[str, Observed]:
    """Return what the reference's functions take and return in all graded experiments."""
    run = context.run(context.job(with_observer(context.source)))
    return read_observations([run.output, *(result.output for result in run.results.values())])


def list_mutants(context: VerifyContext) -> list[Mutant]:
    """Return every mutant of the reference, in the order of its lines."""
    return make_mutants(context.source, context.graded, context.once(observe_reference))


def sample_mutants(mutants: Sequence[Mutant], size: int) -> list[Mutant]:
    """Return this many of the mutants, spread over the source; all of them for 0.

    The choice is the same each time.
    """
    if not size or size >= len(mutants):
        return list(mutants)
    return [mutants[place * len(mutants) // size] for place in range(size)]


def run_sampled_mutants(context: VerifyContext) -> list[MutantRun]:
    """Try the requested number of mutants."""
    return try_mutants(context, sample_mutants(context.once(list_mutants), context.sample))


def try_mutants(context: VerifyContext, mutants: Sequence[Mutant]) -> list[MutantRun]:
    """Run mutants until it is clear for each on which seeds it passes.

    Raises PackError for a mutant that could not be run.
    """
    hurried = replace(context.kata, limits=shorten_limits(context))
    jobs = {
        replace(context.job(mutant.source), kata=hurried, hurried=True): mutant
        for mutant in mutants
    }
    runs = dict(context.run_many(jobs))
    for job, run in runs.items():
        refuse_fault(run, f"the mutant {jobs[job].key!r}")
    passing = find_passing_seeds(context, runs, {})
    return [MutantRun(mutant, runs[job], tuple(passing[job])) for job, mutant in jobs.items()]


def shorten_limits(context: VerifyContext) -> Limits:
    """Return the kata's limits, shortened so that endless loops take little time."""
    limits = context.kata.limits
    seconds = context.run(Job(context.kata, reference(context.kata))).seconds
    cpu = max(0.5, MAX_SLOWDOWN * seconds)
    return replace(
        limits,
        cpu=min(limits.cpu, cpu),
        wall=min(limits.wall, 4 * cpu),
        total=min(limits.total, 8 * cpu),
    )
