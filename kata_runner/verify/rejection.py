"""Which seeds let something wrong pass: one that passes with any is not rejected, whoever was lucky
with the others.

Trying everything on every seed would take as many times as long as there are seeds. On a further
seed the experiment runs first that rejected it on the first one, and all of them only where that
does not; and what was rejected by an experiment without random inputs is not run again.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.evaluate import find_status, get_result
from kata_runner.model import Status
from kata_runner.packs.author_files import read_python
from kata_runner.verify.context import VerifyContext

DRAWS = re.compile(r"\brandom\.\w+\(|\bdefault_rng\(|\burandom\(|\bsecrets\.")


def find_passing_seeds(
    context: VerifyContext, first: Mapping[Job, Run], preferred: Mapping[Job, Sequence[str]]
) -> dict[Job, list[int]]:
    """For each job, all of the pinned seed, the seeds on which every graded experiment passes.

    `first` has their runs, `preferred` the experiments that ought to reject them, where there are
    such. Raises PackError where one cannot be run.
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
    """Whether other seeds would say the same: it does not load, or fails where nothing is
    random.
    """
    if failed == [""]:
        return True
    uses_random_inputs = DRAWS.search(job.attempt.source.decode(errors="replace"))
    return not uses_random_inputs and not set(failed).isdisjoint(context.once(list_deterministic))


def find_passing(
    context: VerifyContext, rejecters: Mapping[Job, Sequence[str]], seed: int
) -> list[Job]:
    """The jobs that pass everything on another seed."""
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
    """One rejecter of each job, as few different ones as there may be, and those of one together.

    What is made ready for an experiment is used by all jobs of it that follow one another.
    """
    counts = Counter(name for names in rejecters.values() for name in names if name != UNCHANGED)
    best = {
        job: max(names, key=lambda name: counts[name]) for job, names in rejecters.items() if names
    }
    return dict(sorted(best.items(), key=lambda item: item[1]))


def find_rejected(context: VerifyContext, jobs: Mapping[Job, Job], seed: int) -> set[Job]:
    """Those of the jobs, by what they are the further seed's of, that fail in what they ran."""
    key = context.key(seed)
    return {jobs[job] for job, run in context.run_many(jobs) if list_failures(key, run, job)}


def list_failures(key: AnswerKey, run: Run, job: Job) -> list[str]:
    """The experiments that a run fails, those first that ended by themselves; ``""`` for one that
    does not load.

    Raises PackError for a run that could not be made.
    """
    if run.fault:
        raise PackError(f"{job.attempt.path} could not be tried: {run.fault}")
    if run.unloadable:
        return [""]
    asked = key.by_name if isinstance(job.which, str) else job.which
    failed = []
    for expectation in key.expectations:
        name = expectation.declaration.name
        if name not in asked:
            continue
        result = get_result(expectation, run)
        if find_status(expectation, result) is not Status.PASSED:
            ended_early = result.problem is not None and result.problem.status.ended_early
            failed.append((name == UNCHANGED, ended_early, name))
    return [name for *_, name in sorted(failed, key=lambda one: one[:2])]


def list_deterministic(context: VerifyContext) -> frozenset[str]:
    """The experiments that give an implementation the same whatever the seed: they take no `rng`,
    or do not use it.
    """
    shown = {one.declaration.name for one in context.key().expectations if one.declaration.shown}
    functions = [node for node in ast.parse(read_python(context.kata.experiments)).body
                 if isinstance(node, ast.FunctionDef)]  # fmt: skip
    return frozenset(
        shown
        | {
            node.name
            for node in functions
            if node.name in context.key().by_name and not uses_random_inputs(node)
        }
    )


def uses_random_inputs(probe: ast.FunctionDef) -> bool:
    """Whether a probe uses what it is handed over beside the implementation, or has inputs made of
    it.
    """
    names = [argument.arg for argument in probe.args.args[1:2]]
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
    """Seeds as people list them.

    >>> format_seeds([0, 1, 2, 3]), format_seeds([2]), format_seeds([1, 3])
    ('seeds 0 to 3', 'seed 2', 'seeds 1 and 3')
    """
    if len(seeds) == 1:
        return f"seed {seeds[0]}"
    if len(seeds) > 2 and list(seeds) == list(range(seeds[0], seeds[0] + len(seeds))):
        return f"seeds {seeds[0]} to {seeds[-1]}"
    return f"seeds {', '.join(map(str, seeds[:-1]))} and {seeds[-1]}"
