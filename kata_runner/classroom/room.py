"""Grading what has no verdict yet: a source in memory for each attempt that is on its way, a transaction a verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kata_runner.classroom.backlog import Backlog
from kata_runner.classroom.conditions import Conditions
from kata_runner.classroom.executors import Executor
from kata_runner.classroom.membership import Absent
from kata_runner.classroom.record import recorded
from kata_runner.classroom.roster.enrollment import Enrollment
from kata_runner.classroom.steady import steady
from kata_runner.classroom.store import Store, Verdict
from kata_runner.classroom.submissions.entry import RefusedError
from kata_runner.classroom.submissions.submission import read_source
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineFault
from kata_runner.grading.answer_key import AnswerKey, compute, pinned_key, read_pinned
from kata_runner.grading.feedback.notebooks import explain_notebook
from kata_runner.grading.pipeline import grade_run
from kata_runner.model import Attempt, Kata
from kata_runner.packs.plugins import Plugins

MOST_FAULTS = 20  # so many of our own, and nothing else: the rest would end no better
FAULT = "fault"


class Room:
    """One run over a class."""

    def __init__(  # noqa: PLR0913  # what a run is made of
        self,
        kata: Kata,
        plugins: Plugins,
        store: Store,
        conditions: Conditions,
        found: Enrollment,
        *,
        absent: Absent = Absent.REMOVE,
    ) -> None:
        """Enter the class into the store, and see what is left to do."""
        self.kata, self.plugins, self.store = kata, plugins, store
        self.seed = conditions.seed
        self.backlog = Backlog(store.connection, found.places)
        self.conditions, self.run = store.begin(conditions, found.lines(self.backlog), absent)
        self.total = len(self.backlog)
        self.backlog.leave_out_judged(self.conditions)
        self.left = len(self.backlog)
        self.sandbox: Sandbox | None = None
        self.path = Path(f"{kata.name}.py")  # identical files must read the same, whatever each is called

    def grade(self, executor: Executor) -> Iterator[str]:
        """Judge what is left, and yield each status when it is kept; `fault` where our own side failed.

        Raises EngineFault when nothing but faults come, and BrokenPack when the kata's own files do not load.
        """
        key = self.answer_key()
        faults = verdicts = 0
        for job, run in executor.run_many(self.jobs(key.allowance)):
            status = self.keep(job, run, key)
            verdicts += status != FAULT
            faults += status == FAULT
            if faults >= MOST_FAULTS and not verdicts:
                raise EngineFault(f"nothing but faults of our own, {faults} of them; the last: {run.fault}")
            yield status

    def answer_key(self) -> AnswerKey:
        """What is right for this run's seed."""
        pinned = pinned_key(self.kata, self.seed)
        if pinned:
            return pinned
        pinned = read_pinned(self.kata)
        with Sandbox() as sandbox:
            key = compute(self.kata, self.seed, sandbox.run)
        return replace(key, cost=pinned.cost if pinned else Cost())  # measured anew it would differ from run to run

    def run_ours(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run known mistakes; what is ours may run here, wherever the attempts do."""
        if self.sandbox is None:
            self.sandbox = Sandbox()
        return self.sandbox.run_many(jobs)

    def close(self) -> None:
        """End the sandbox for what is ours, where one was needed."""
        if self.sandbox is not None:
            self.sandbox.close()

    def jobs(self, allowance: float) -> Iterator[Job]:
        """A job for each attempt without a verdict, its source read at the last moment."""
        for sha256, entry in self.backlog.entries():
            try:
                source = read_source(entry)
            except RefusedError as error:
                self.store.keep_fault(sha256, f"{error}, which it was not at first")
                continue
            if hashlib.sha256(source).hexdigest() == sha256:
                attempt = Attempt(self.path, source, sha256)
                yield Job(self.kata, attempt, "graded", self.seed, allowance=allowance)
            else:
                self.store.keep_fault(sha256, "the file was changed meanwhile: run the command again")

    def keep(self, job: Job, run: Run, key: AnswerKey) -> str:
        """Compare, and keep the verdict, or the fault; the status."""
        attempt = job.attempt
        if run.fault:
            self.store.keep_fault(attempt.sha256, run.fault)
            return FAULT
        report = grade_run(job, run, key, self.plugins, self.run_ours)
        record = recorded(steady(explain_notebook(report), self.path))
        verdict = Verdict(report.status, report.score, report.max_score, report.seconds, record)
        self.store.keep(self.conditions, self.run, attempt.sha256, verdict)
        return report.status
