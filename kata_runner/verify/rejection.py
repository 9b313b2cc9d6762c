"""The seeds on which wrong code passes: code that passes on any seed is not rejected.

To run everything on every seed would multiply the time by the number of seeds. On a further seed,
the experiment that rejected the code on the first seed runs first, and all experiments run only if
that one passes. Code that an experiment without random inputs rejected is not run again.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.evaluate import find_status, get_result
from kata_runner.model import Status
from kata_runner.mutation.syntax import list_positional
from kata_runner.packs.author_files import read_python
from kata_runner.verify.context import VerifyContext, refuse_fault

DRAWS = re.compile(r"\brandom\.\w+\(|\bdefault_rng\(|\burandom\(|\bsecrets\.")


def find_passing_seeds(
    context: VerifyContext, first: Mapping[Job, Run], preferred: Mapping[Job, Sequence[str]]
) -> dict[Job, list[int]]:
    """Return, for each job, the seeds on which every graded experiment passes.

    All jobs are of the pinned seed. `first` has their runs, `preferred` the experiments that ought
    to reject them, if there are any. Raises PackError for a job that could not be run.
    """
    key = context.key()
    failed = {job: list_failures(key, run, job) for job, run in first.items()}
    passing = {job: [] if rejecters else [key.seed] for job, rejecters in failed.items()}
    open_jobs = {
        job: [name for name in failed[job] if name in preferred.get(job, failed[job])]
        or failed[job]
        for job in first
        if not is_settled(context, job, failed[job])
    }
    for seed in context.seeds:
        if seed != key.seed:
            for job in find_passing(context, open_jobs, seed):
                passing[job].append(seed)
    return passing


def is_settled(context: VerifyContext, job: Job, failed: Sequence[str]) -> bool:
    """Whether the result is the same on all seeds.

    That is so if the code does not load, or if it draws no random numbers and fails an experiment
    without random inputs.
    """
    if failed == [""]:
        return True
    uses_random_inputs = DRAWS.search(job.attempt.source.decode(errors="replace"))
    return not uses_random_inputs and not set(failed).isdisjoint(context.once(list_deterministic))


def find_passing(
    context: VerifyContext, rejecters: Mapping[Job, Sequence[str]], seed: int
) -> list[Job]:
    """Return the jobs that pass every experiment on another seed."""
    one = {
        replace(job, which=[name], seed=seed): job
        for job, name in choose_rejecters(rejecters).items()
    }
    missed = set(rejecters) - find_rejected(context, one, seed)
    everything = {
        replace(job, which="graded", seed=seed): job for job in rejecters if job in missed
    }
    missed -= find_rejected(context, everything, seed)
    return [job for job in rejecters if job in missed]


def choose_rejecters(rejecters: Mapping[Job, Sequence[str]]) -> dict[Job, str]:
    """Return one rejecting experiment for each job, as few different ones as possible.

    The jobs of one experiment follow each other, because they share what is prepared for it.
    """
    counts = Counter(name for names in rejecters.values() for name in names if name != UNCHANGED)
    best = {
        job: max(names, key=lambda name: counts[name]) for job, names in rejecters.items() if names
    }
    return dict(sorted(best.items(), key=lambda item: item[1]))


def find_rejected(context: VerifyContext, jobs: Mapping[Job, Job], seed: int) -> set[Job]:
    """Return the jobs that fail in an experiment on another seed.

    `jobs` maps each job for that seed to the original job, which is returned.
    """
    key = context.key(seed)
    return {jobs[job] for job, run in context.run_many(jobs) if list_failures(key, run, job)}


def list_failures(key: AnswerKey, run: Run, job: Job) -> list[str]:
    """Return the experiments that a run fails, ``[""]`` if the code does not load.

    Those that ended early come after the others, and the one on unchanged arguments comes last.
    Raises PackError for a run that could not be made.
    """
    refuse_fault(run, str(job.attempt.path))
    if run.unloadable:
        return [""]
    asked = key.by_name if isinstance(job.which, str) else job.which
    failed = []
    for expectation in key.expectations:
        name = expectation.declaration.name
        if name not in asked:
            continue
        result = get_result(expectation, run, key)
        if find_status(expectation, result) is not Status.PASSED:
            ended_early = result.problem is not None and result.problem.status.ended_early
            failed.append((name == UNCHANGED, ended_early, name))
    return [name for *_, name in sorted(failed, key=lambda one: one[:2])]


def list_deterministic(context: VerifyContext) -> frozenset[str]:
    """Return the experiments that give the same on every seed, for the same code.

    These are the shown ones, which take no `rng`, and the probes that do not use it.
    """
    shown = {one.declaration.name for one in context.key().expectations if one.declaration.shown}
    steady = {
        node.name
        for node in ast.parse(read_python(context.kata.experiments)).body
        if isinstance(node, ast.FunctionDef) and not uses_random_inputs(node)
    }
    return frozenset(shown | (steady & context.key().by_name.keys()))


def uses_random_inputs(probe: ast.FunctionDef) -> bool:
    """Whether a probe has random inputs.

    It uses its second argument, or declares `inputs`, which are drawn with the `rng`.
    """
    names = [argument.arg for argument in list_positional(probe.args)[1:2]]
    makes_inputs = any(
        isinstance(part, ast.keyword) and part.arg == "inputs"
        for decorator in probe.decorator_list
        for part in ast.walk(decorator)
    )
    used = {
        part.id
        for statement in probe.body
        for part in ast.walk(statement)
        if isinstance(part, ast.Name)
    }
    return makes_inputs or not names or not used.isdisjoint(names)


def format_seeds(seeds: Sequence[int]) -> str:
    """Format seeds for a sentence.

    >>> format_seeds([0, 1, 2, 3]), format_seeds([2]), format_seeds([1, 3])
    ('seeds 0 to 3', 'seed 2', 'seeds 1 and 3')
    """
    if len(seeds) == 1:
        return f"seed {seeds[0]}"
    if len(seeds) > 2 and list(seeds) == list(range(seeds[0], seeds[0] + len(seeds))):
        return f"seeds {seeds[0]} to {seeds[-1]}"
    return f"seeds {', '.join(map(str, seeds[:-1]))} and {seeds[-1]}"
