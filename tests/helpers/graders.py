"""Graders in a sandbox that is there already, with plugins of a test's own."""

from __future__ import annotations

from kata_runner.api import Grader
from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import Plugins


def make_grader(sandbox: Sandbox, plugins: Plugins) -> Grader:
    """A grader that leaves the sandbox open: whoever started it closes it."""
    return Grader(catalogue=Catalogue(plugins), open_sandbox=lambda: sandbox)


def grade(job: Job, sandbox: Sandbox, plugins: Plugins) -> Report:
    """The report on a job's attempt, explained as `kata check` does."""
    return make_grader(sandbox, plugins).grade(job.kata, job.attempt, job.seed, explain=True)


def grade_only(kata: Kata, attempt: Attempt, seed: int, name: str, sandbox: Sandbox) -> Report:
    """The report of `kata check --only`."""
    return make_grader(sandbox, Plugins([])).grade_only(kata, attempt, name, seed)
