"""One grading run over a class: run the attempts without a verdict, and store their verdicts.

Only the sources of running attempts are in memory, and each verdict is stored separately.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kata_runner.api import Grader
from kata_runner.classroom.executors.executor import Executor
from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import FAULT
from kata_runner.classroom.results.earlier_runs import claim_known
from kata_runner.classroom.results.membership import Absent
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.results.stored_report import normalize_report, serialize
from kata_runner.classroom.roster.enrollment import Enrollment
from kata_runner.classroom.submissions.submitted_file import RefusedFileError
from kata_runner.engine.job import Job
from kata_runner.errors import EngineError
from kata_runner.grading.demo_tables import Demo, add_attempt
from kata_runner.model import Attempt, Kata, Report

MAX_FAULTS = 20  # engine errors without a verdict that end the run: the rest would fail too


class GradingRun:
    """Grades the attempts of a class that have no verdict under the given conditions."""

    def __init__(  # noqa: PLR0913  # a run needs all of them
        self,
        grader: Grader,
        kata: Kata,
        store: Store,
        fingerprint: Fingerprint,
        enrollment: Enrollment,
        *,
        absent: Absent = Absent.REMOVE,
    ) -> None:
        """Read every submission and store the class."""
        self.grader, self.kata, self.store = grader, kata, store
        self.seed = fingerprint.seed
        rows, files = enrollment.read()
        if absent is Absent.KEEP:
            rows = claim_known(rows, store.list_class(), enrollment.notes)
        self.conditions_id, self.run_id = store.start_run(fingerprint, rows, absent)
        graded = store.list_graded(self.conditions_id)
        self.files, self.total = files, len(files)
        self.pending = {sha256: file for sha256, file in files.items() if sha256 not in graded}
        self.taken: list[str] = []  # hashes of the attempts that the executor took, in order
        self.path = Path(f"{kata.name}.py")  # one for all: identical files get identical reports

    def grade(self, executor: Executor) -> Iterator[str]:
        """Grade the pending attempts, and yield each one's status, or `fault`, once it is stored.

        Raises EngineError after `MAX_FAULTS` faults without a verdict, and PackError when the kata
        does not load.
        """
        faults = verdicts = 0
        attempts = self.list_attempts()
        graded = self.grader.grade_many(self.kata, attempts, self.seed, run_many=executor.run_many)
        for index, report in graded:
            status = self.save(self.taken[index], report)
            verdicts += status != FAULT
            faults += status == FAULT
            if faults >= MAX_FAULTS and not verdicts:
                raise EngineError(f"{faults} attempts failed with an internal error: {report}")
            yield status

    def list_attempts(self) -> Iterator[Attempt]:
        """Yield each pending attempt, reading its source only then; store a fault if that fails."""
        for sha256 in self.pending:
            try:
                attempt = self.read_attempt(sha256)
            except RefusedFileError as error:
                self.store.save_fault(sha256, str(error))
                continue
            self.taken.append(sha256)
            yield attempt

    def read_attempt(self, sha256: str) -> Attempt:
        """Return the submitted file with this hash as an attempt.

        Raises RefusedFileError, whose message is a whole sentence, for a file that is not in this
        run, or was removed or changed after it was enrolled.
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
        """Run the demo on attempts, and yield each with its demo, in the order in which they end.

        The demo is None if it failed and the attempt is not the cause. Raises PackError for an
        error of the kata.
        """
        reference = self.grader.demo(self.kata)
        jobs = (Job(self.kata, attempt, "shown") for attempt in attempts)
        for job, run in executor.run_many(jobs):
            yield job.attempt, None if run.fault else add_attempt(reference, job.attempt, run)

    def save(self, sha256: str, report: Report | EngineError) -> str:
        """Store the verdict on an attempt, or the error instead of one, and return the status."""
        if isinstance(report, EngineError):
            self.store.save_fault(sha256, str(report))
            return FAULT
        stored = serialize(normalize_report(report, self.path))
        verdict = stored._replace(seconds=report.seconds)
        self.store.save_verdict(self.conditions_id, self.run_id, sha256, verdict)
        return report.status
