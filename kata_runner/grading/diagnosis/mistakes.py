"""A kata's known mistakes: declared in `mistakes.py`, which is parsed and never imported, and run
like any attempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kata_runner.engine.job import Job, Run
from kata_runner.errors import EngineError, PackError
from kata_runner.grading.answer_key import RunJobs
from kata_runner.grading.variants import Mark, Variant, inject, read_variants
from kata_runner.model import Kata
from kata_runner.packs.author_files import add_location

MISTAKE = Mark("mistake", '"function", "the sentence a learner reads"')
Mistake = Variant


def read_mistakes(kata: Kata) -> tuple[Mistake, ...]:
    """Return the declared mistakes in their order, none if there is no such file.

    Raises PackError for a file that is not Python, and for a declaration that is not two texts.
    """
    return read_variants(kata.mistakes, MISTAKE)


def run_mistakes(
    kata: Kata, mistakes: Iterable[Mistake], seed: int, run_many: RunJobs
) -> Iterator[tuple[Mistake, Run]]:
    """Run mistakes, and yield each with its run, in the order in which they end.

    Raises PackError for a mistake that does not load, and EngineError for a fault of our own.
    """
    jobs = {Job(kata, inject(kata, mistake), "graded", seed): mistake for mistake in mistakes}
    for job, run in run_many(jobs):
        yield jobs[job], check_loaded(kata, jobs[job], run)


def check_loaded(kata: Kata, mistake: Mistake, run: Run) -> Run:
    """Return the run of a mistake that loads; raises PackError for any other, and EngineError for a
    fault of our own.
    """
    if run.unloadable:
        text = f"'{mistake.name}' does not load: {run.unloadable.text}"
        raise PackError(add_location(kata.mistakes, mistake.line, text))
    if run.fault:
        raise EngineError(run.fault)
    return run
