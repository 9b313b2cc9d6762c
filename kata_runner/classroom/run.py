"""One grading run over a class: what has no verdict yet goes through an executor to the store.

Only the sources of attempts that are running are in memory, and each verdict is stored separately.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kata_runner.classroom.executors.executor import Executor
from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import FAULT, Verdict
from kata_runner.classroom.results.membership import Absent
from kata_runner.classroom.results.normalize import normalize_report
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.results.stored_report import serialize
from kata_runner.classroom.roster.enrollment import Enrollment
from kata_runner.classroom.submissions.submitted_file import RefusedFileError
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError
from kata_runner.grading.answer_key import AnswerKey, compute, pinned_key, read_pinned
from kata_runner.grading.demo import Demo, add_attempt, show_reference
from kata_runner.grading.feedback.notebooks import explain_notebook
from kata_runner.grading.pipeline import grade_run
from kata_runner.model import Attempt, Kata
from kata_runner.packs.plugins import Plugins

MAX_FAULTS = 20  # of the engine, without a verdict between them: the rest would end no better


class GradingRun:
    """Grades the attempts of a class that have no verdict under the given conditions."""

    def __init__(  # noqa: PLR0913  # what a run is made of
        self,
        kata: Kata,
        plugins: Plugins,
        store: Store,
        fingerprint: Fingerprint,
        enrollment: Enrollment,
        *,
        absent: Absent = Absent.REMOVE,
    ) -> None:
        """Read every submission and store the class."""
        self.kata, self.plugins, self.store = kata, plugins, store
        self.seed = fingerprint.seed
        rows, files = enrollment.read()
        self.conditions_id, self.run_id = store.start_run(fingerprint, rows, absent)
        graded = store.list_graded(self.conditions_id)
        self.files, self.total = files, len(files)
        self.pending = {sha256: file for sha256, file in files.items() if sha256 not in graded}
        self.sandbox: Sandbox | None = None
        self.path = Path(f"{kata.name}.py")  # identical files get identical reports

    def grade(self, executor: Executor) -> Iterator[str]:
        """Grade what is pending, and yield each status when it is stored, or `fault`.

        Raises EngineError when nothing but faults come, and PackError when the kata does not load.
        """
        key = self.get_answer_key()
        faults = verdicts = 0
        for job, run in executor.run_many(self.list_jobs(key.allowance)):
            status = self.save(job, run, key)
            verdicts += status != FAULT
            faults += status == FAULT
            if faults >= MAX_FAULTS and not verdicts:
                raise EngineError(f"{faults} attempts failed with an internal error: {run.fault}")
            yield status

    def get_answer_key(self) -> AnswerKey:
        """Return the expected results for this run's seed."""
        if key := pinned_key(self.kata, self.seed):
            return key
        pinned = read_pinned(self.kata)
        with Sandbox() as sandbox:
            key = compute(self.kata, self.seed, sandbox.run)
        # A cost that is measured anew would differ from run to run.
        return replace(key, cost=pinned.cost if pinned else Cost())

    def run_trusted(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run known mistakes, which may run here wherever the attempts do."""
        if self.sandbox is None:
            self.sandbox = Sandbox()
        return self.sandbox.run_many(jobs)

    def close(self) -> None:
        """End the sandbox for known mistakes, if there is one."""
        if self.sandbox is not None:
            self.sandbox.close()

    def list_jobs(self, allowance: float) -> Iterator[Job]:
        """Yield a job for each pending attempt; its source is read when its turn comes."""
        for sha256 in self.pending:
            try:
                attempt = self.read_attempt(sha256)
            except RefusedFileError as error:
                self.store.save_fault(sha256, str(error))
                continue
            yield Job(self.kata, attempt, "graded", self.seed, allowance=allowance)

    def read_attempt(self, sha256: str) -> Attempt:
        """Return what was handed in with this hash.

        Raises RefusedFileError, with a whole sentence, for a file that is not in this run, or is
        gone or changed since it was enrolled.
        """
        if sha256 not in self.files:
            raise RefusedFileError("it is not among what was handed in this time")
        try:
            source = self.files[sha256].read_source()
        except RefusedFileError as error:
            raise RefusedFileError(f"{error}, which it was not at first") from error
        if hashlib.sha256(source).hexdigest() != sha256:
            raise RefusedFileError("the file was changed meanwhile: run the command again")
        return Attempt(self.path, source, sha256)

    def show_attempts(
        self, executor: Executor, attempts: Iterable[Attempt]
    ) -> Iterator[tuple[Attempt, Demo | None]]:
        """Run the demo on attempts, and yield each with its demo as they end, or with None where
        that failed by no fault of the attempt; raises PackError for a kata at fault.
        """
        with Sandbox() as sandbox:
            reference = show_reference(self.kata, sandbox.run)
        allowance = self.get_answer_key().allowance
        jobs = (Job(self.kata, one, "shown", allowance=allowance) for one in attempts)
        for job, run in executor.run_many(jobs):
            demo = None if run.fault else add_attempt(reference, job.attempt, run)
            yield job.attempt, demo

    def save(self, job: Job, run: Run, key: AnswerKey) -> str:
        """Store the verdict on a run, or why there is none, and return the status."""
        attempt = job.attempt
        if run.fault:
            self.store.save_fault(attempt.sha256, run.fault)
            return FAULT
        report = grade_run(job, run, key, self.plugins, self.run_trusted)
        stored = serialize(normalize_report(explain_notebook(report), self.path))
        verdict = Verdict(report.status, report.score, report.max_score, report.seconds, stored)
        self.store.save_verdict(self.conditions_id, self.run_id, attempt.sha256, verdict)
        return report.status
