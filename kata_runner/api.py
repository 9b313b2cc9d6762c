"""The Python API: grade sources and show demos from a notebook, a server, a course's script or a
training run.

    from kata_runner import Grader

    with Grader() as grader:
        report = grader.grade("0.1", source)
        report.passed, report.fraction, report.to_dict()

The source runs in a sandbox that returns plain values only; the verdict is computed in this
process. Nothing is recorded as a learner's progress.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self

from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.job import Job, Run
from kata_runner.engine.levels import LEVELS, find_unknown_level
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError, UsageError
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs, compute_key, pinned_key
from kata_runner.grading.demo_tables import Demo, show
from kata_runner.grading.pipeline import GradingContext, grade_run, plan_second_run
from kata_runner.grading.work import Source, Work, check_sources, to_small_attempt
from kata_runner.limits import check_limits
from kata_runner.model import Kata, Outcome, Report
from kata_runner.packs.catalogue import Catalogue, list_folders, load_catalogue
from kata_runner.seeds import check_seed, draw_seed

if TYPE_CHECKING:
    from kata_runner.figures.settings import Prepared
    from kata_runner.grading.diagnosis.second_run import SecondRun

MAX_KEYS = 64  # answer keys in each cache, one for each kata and seed


class Grader:
    """Grades attempts at katas, with the packs loaded once and one warm sandbox.

    Any thread may call it; one call runs at a time and the others wait, so under asyncio use
    `asyncio.to_thread`. The sandbox starts with the first call that needs it. Close the grader, or
    use it in a `with` statement.
    """

    def __init__(  # noqa: PLR0913  # what a grader is made of
        self,
        packs: str | Path | Sequence[str | Path] = (),
        isolation: str | None = None,
        limits: Mapping[str, float] | None = None,
        workers: int | None = None,
        *,
        catalogue: Catalogue | None = None,
        open_sandbox: Callable[[], Sandbox] | None = None,
    ) -> None:
        """Load the installed packs and those in these folders.

        `isolation` requires a level, as `--isolation` does: "full", "kernel", "process" or several
        separated by commas. `limits` replace those of every kata, as `--limit` does. At most
        `workers` attempts run at a time. A caller that already has a `catalogue`, or opens the
        sandbox differently, passes `catalogue` or `open_sandbox`.

        Raises UsageError for a folder that is missing, an unknown level or limit, or a number of
        workers below 1.
        """
        if (level := find_unknown_level(isolation)) is not None:
            raise UsageError(
                f"unknown isolation level {level!r:.40}: choose from {', '.join(LEVELS)}"
            )
        if workers is not None and not (isinstance(workers, int) and workers >= 1):
            raise UsageError(f"workers: expected a number from 1 up, got {workers!r:.40}")
        limits = limits or {}
        check_limits(limits)
        self._catalogue = catalogue or load_catalogue(list_folders(packs))
        self._katas = {kata: kata.with_limits(limits) for kata in self._catalogue.katas}
        self._open_sandbox = open_sandbox or partial(Sandbox, isolation, many=True)
        self._in_flight = workers or default_in_flight()
        self._lock = RLock()
        self._sandbox: Sandbox | None = None
        self._pinned = lru_cache(MAX_KEYS)(pinned_key)
        self._computed = lru_cache(MAX_KEYS)(partial(compute_key, run=self._run))
        self._closed = False

    def __enter__(self) -> Self:
        """Return the grader; the sandbox starts when it is first needed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the grader."""
        self.close()

    def close(self) -> None:
        """Close the sandbox; the grader cannot be used any more."""
        with self._lock:
            self._closed = True
            if self._sandbox is not None:
                self._sandbox.close()
                self._sandbox = None

    @property
    def katas(self) -> tuple[Kata, ...]:
        """The katas of all packs, in the order of their ids."""
        return tuple(self._katas.values())

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with packs, a line each; the other packs are not affected."""
        return tuple(self._catalogue.problems)

    @property
    def isolation(self) -> str:
        """The level of isolation that attempts run at: "full", "kernel" or "process".

        Raises IsolationUnavailableError if the required level is not available.
        """
        with self._lock:
            return self._open().level

    @property
    def fallback(self) -> str:
        """Why attempts run at a weaker level than the first choice; empty if they do not."""
        with self._lock:
            return self._open().fallback

    def kata(self, name: str) -> Kata:
        """Return the kata with this id, name or unambiguous prefix, with the grader's limits.

        Raises UnknownKataError.
        """
        return self._katas[self._catalogue.find(name)]

    def warm_up(self, kata: str | Kata, seed: int = PINNED_SEED) -> None:
        """Prepare the sandbox for attempts at a kata, without waiting for it.

        Raises UnknownKataError, PackError and IsolationUnavailableError.
        """
        kata, seed = self._kata(kata), check_seed(seed)
        with self._lock:
            self._open().prepare(Work(kata, seed, self._pinned(kata, seed)).make_job(b""))

    def grade(
        self,
        kata: str | Kata,
        source: Source,
        seed: int = PINNED_SEED,
        *,
        explain: bool = False,
    ) -> Report:
        """Grade one attempt.

        With `explain`, a failed attempt runs again to add what `kata check` adds to the messages: a
        smaller failing case, and where in the source the failure happened. Nothing that the source
        contains or does raises an error here: if it does not load or does not end, the report says
        so. Raises UnknownKataError, PackError if the kata itself is at fault, and EngineError if
        the grader is.
        """
        seed = check_seed(seed)
        [(_, graded)] = self._graded(self._kata(kata), [source], seed, explain=explain)
        if isinstance(graded, EngineError):
            raise graded
        return graded

    def grade_only(
        self, kata: str | Kata, source: Source, experiment: str, seed: int = PINNED_SEED
    ) -> Report:
        """Grade one experiment or one part; of the plugin hooks only `diagnose` is called.

        An experiment is evaluated regardless of its prerequisites, and its outcome shows all inputs
        and values. Raises as `grade` does, and UsageError for an unknown name.
        """
        from kata_runner.grading.feedback.notebooks import explain_notebook
        from kata_runner.grading.feedback.single import grade_only

        kata, seed = self._kata(kata), check_seed(seed)
        job = Job(kata, to_small_attempt(kata, source), [experiment], seed)
        with self._lock:
            key = self._key(kata, seed)
            return explain_notebook(grade_only(job, key, self._run_many, self._catalogue.plugins))

    def grade_many(
        self,
        kata: str | Kata,
        sources: Iterable[Source],
        seed: int | None = None,
        *,
        run_many: RunJobs | None = None,
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """Grade attempts, several at a time, and yield the index and report of each as it ends.

        All are graded on one seed; None draws a fresh one, which every report contains. Sources are
        consumed lazily, so they may be generated. If the grader itself fails at a source, it
        retries once; then it yields the error in place of the report and continues with the others.
        An executor's `run_many` runs the attempts elsewhere. Raises UnknownKataError and PackError.
        """
        check_sources(sources)
        seed = draw_seed() if seed is None else check_seed(seed)
        return self._graded(self._kata(kata), sources, seed, run_many)

    def demo(
        self,
        kata: str | Kata,
        source: Source | None = None,
        settings: Mapping[str, float] | None = None,
    ) -> Demo:
        """Run the shown experiments on the reference, and on a source if one is given.

        `settings` are values of controls, by name, in place of their defaults. Raises
        UnknownKataError, PackError and EngineError, and UsageError for a setting that no control
        takes; nothing that the source does raises an error here.
        """
        kata = self._kata(kata)
        attempt = None if source is None else to_small_attempt(kata, source)
        with self._lock:
            if not settings:
                return show(kata, attempt, self._run)
            from kata_runner.figures.settings import show_with

            return show_with(kata, attempt, self._run, settings)

    def prepare(self, demo: Demo, source: Source | None = None) -> dict[str, list[Prepared]]:
        """Draw the figures of a demo for values over the range of each control, by experiment.

        Raises PackError and EngineError.
        """
        from kata_runner.figures.settings import prepare

        attempt = None if source is None else to_small_attempt(demo.kata, source)
        with self._lock:
            return prepare(demo.kata, attempt, self._run, demo)

    def _kata(self, kata: str | Kata) -> Kata:
        """Return the kata itself, or find it by name; raises UsageError for anything else."""
        if not isinstance(kata, str | Kata):
            raise UsageError(f"kata: expected an id, a name or a Kata, got {kata!r:.40}")
        return self.kata(kata) if isinstance(kata, str) else kata

    def parts(self, kata: str | Kata) -> dict[str, Sequence[str]]:
        """Return, by experiment, which of the kata's functions and methods each graded one calls.

        Raises PackError and EngineError.
        """
        with self._lock:
            key = self._key(self._kata(kata), PINNED_SEED)
        return key.calls

    def write_case(self, report: Report, outcome: Outcome) -> str:
        """Return the smallest failing case of one of a report's outcomes as Python to paste.

        It is empty for a secret experiment. Raises PackError and EngineError.
        """
        from kata_runner.learner.case import write_case

        with self._lock:
            key = self._key(report.kata, report.seed)
            return write_case(report, outcome, key, self._run_many)

    def _graded(
        self,
        kata: Kata,
        sources: Iterable[Source],
        seed: int,
        run_many: RunJobs | None = None,
        *,
        explain: bool = False,
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """Yield the index and the report of each source.

        The lock is held while a report is awaited, and released while the caller handles it.
        """
        with self._lock:
            key = self._key(kata, seed)
            plan = partial(plan_second_run, key=key, run_many=self._run_many, explain=explain)
            work = Work(kata, seed, key, plan)
            run_many = run_many or partial(self._open().run_many, in_flight=self._in_flight)
            runs = iter(run_many(work.take(sources, explain=explain)))
        while True:
            with self._lock:
                self._require_open()
                ended = work.take_ended(runs)
                if ended is None:
                    break
                job, run, second = ended
                graded = self._report(job, run, key, explain, second)
                if explain:  # second runs have other terms: load those of the next attempt
                    self._open().prepare(job)
            yield work.end(job), graded
        for index in work.indexes.values():
            yield index, EngineError("an executor gave no result back: run this attempt again")

    def _report(
        self, job: Job, run: Run, key: AnswerKey, explain: bool, second: SecondRun | None
    ) -> Report | EngineError:
        """Return the report of a run, or the error to yield in its place."""
        from kata_runner.grading.feedback.notebooks import explain_notebook

        plugins = self._catalogue.plugins
        try:
            report = grade_run(
                GradingContext(job, run, key, plugins, self._run_many, explain, second)
            )
        except EngineError as error:
            return error
        return explain_notebook(report)

    def _key(self, kata: Kata, seed: int) -> AnswerKey:
        """Return the answer key for a seed: pinned, or computed and cached."""
        return self._pinned(kata, seed) or self._computed(kata, seed)

    def _run(self, job: Job) -> Run:
        """Run a job in the sandbox."""
        return self._open().run(job)

    def _run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run the jobs that reports need beside the attempts, always in the grader's own sandbox;
        an executor may run the attempts themselves elsewhere.
        """
        return self._open().run_many(jobs)

    def _open(self) -> Sandbox:
        """Return the sandbox, started if necessary.

        Raises IsolationUnavailableError, and UsageError for a closed grader.
        """
        self._require_open()
        if self._sandbox is None:
            self._sandbox = self._open_sandbox()
        return self._sandbox

    def _require_open(self) -> None:
        """Raise UsageError for a closed grader."""
        if self._closed:
            raise UsageError("this grader is closed: make a new one")


def grade(kata: str, source: Source, seed: int = PINNED_SEED) -> Report:
    """Grade one attempt at an installed kata, as `Grader.grade` does.

    For more than one attempt, keep a `Grader`.
    """
    with Grader() as grader:
        return grader.grade(kata, source, seed)
