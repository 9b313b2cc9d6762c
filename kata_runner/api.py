"""The Python way in: grade sources and show demos from a notebook, a server, a course's script or a
training run.

    from kata_runner import Grader

    with Grader() as grader:
        report = grader.grade("0.1", source)
        report.passed, report.fraction, report.to_dict()

The source runs in a sandbox and answers with plain numbers; the verdict is computed here. Nothing
is recorded as a learner's progress.
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
from kata_runner.grading.demo import Demo, show
from kata_runner.grading.pipeline import grade_run, plan_second_run
from kata_runner.grading.work import Source, Work, load_meanwhile, to_attempt
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Kata, Report
from kata_runner.packs.catalogue import Catalogue, load_catalogue
from kata_runner.seeds import draw_seed
from kata_runner.table import Table

if TYPE_CHECKING:
    from kata_runner.figures.settings import Prepared
    from kata_runner.grading.diagnosis.second_run import SecondRun

MAX_KEYS = 64  # expected tables of so many seeds are kept


class Grader:
    """Grades attempts at katas, with the packs loaded once and one warm sandbox.

    Any thread may call it; one call runs at a time and the others wait, so under asyncio use
    `asyncio.to_thread`. The sandbox starts with the first call that needs it. Close the grader, or
    use it in a `with` statement.
    """

    def __init__(  # noqa: PLR0913  # what a grader is made of
        self,
        packs: Sequence[str | Path] = (),
        isolation: str | None = None,
        limits: Mapping[str, float] | None = None,
        workers: int | None = None,
        *,
        catalogue: Catalogue | None = None,
        open_sandbox: Callable[[], Sandbox] | None = None,
    ) -> None:
        """Load the installed packs and those in these folders.

        `isolation` demands a level as `--isolation` does, "full", "kernel", "process" or several
        with commas between;
        `limits` replace those of every kata, as `--limit` does; `workers` attempts are on their way
        at a time. What has a `catalogue` already, or opens the sandbox in a way of its own, hands
        that over.

        Raises UsageError for a folder that is missing, an unknown level or limit, or a number of
        workers below 1.
        """
        if (level := find_unknown_level(isolation)) is not None:
            raise UsageError(
                f"unknown isolation level {level!r:.40}: choose from {', '.join(LEVELS)}"
            )
        if workers is not None and workers < 1:
            raise UsageError(f"workers: expected a number from 1 up, got {workers}")
        limits = limits or {}
        check_limits(limits)
        self._catalogue = catalogue or load_catalogue([Path(pack) for pack in packs])
        self._katas = {kata: kata.with_limits(limits) for kata in self._catalogue.katas}
        self._open_sandbox = open_sandbox or partial(Sandbox, isolation, many=True)
        self._in_flight = workers or default_in_flight()
        self._lock = RLock()
        self._sandbox: Sandbox | None = None
        self._pinned = lru_cache(MAX_KEYS)(pinned_key)
        self._computed = lru_cache(MAX_KEYS)(self._compute)
        self._closed = False

    def __enter__(self) -> Self:
        """Nothing to do: the sandbox starts when it is needed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the sandbox; the grader cannot be used any more."""
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

        Raises IsolationUnavailableError where the one that was demanded cannot be had.
        """
        with self._lock:
            return self._open().level

    @property
    def fallback(self) -> str:
        """Why attempts run at a weaker level than the first choice, in a sentence, or nothing."""
        with self._lock:
            return self._open().fallback

    def kata(self, name: str) -> Kata:
        """Return the kata of that id, name or unambiguous beginning, under the grader's limits.

        Raises UnknownKataError.
        """
        return self._katas[self._catalogue.find(name)]

    def warm_up(self, kata: str | Kata, seed: int = PINNED_SEED) -> None:
        """Have the sandbox make ready for attempts at a kata, and do not wait for it.

        Raises UnknownKataError, PackError and IsolationUnavailableError.
        """
        kata = self._kata(kata)
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

        With `explain` it is run again where it failed, for what `kata check` adds to the messages:
        a smaller failing case, and where in the source it happened. Never raises for what the
        source is or does: one that does not load, or does not end, has a report that says so.
        Raises UnknownKataError, PackError where the kata itself is at fault, and EngineError where
        the grader is.
        """
        [(_, graded)] = self._graded(self._kata(kata), [source], seed, explain=explain)
        if isinstance(graded, EngineError):
            raise graded
        return graded

    def grade_only(
        self, kata: str | Kata, source: Source, experiment: str, seed: int = PINNED_SEED
    ) -> Report:
        """Grade one experiment, whatever it needs, with all that goes in and comes out, or one
        part; plugins are not told.

        Raises as `grade` does, and UsageError for a name that there is not.
        """
        from kata_runner.grading.feedback.notebooks import explain_notebook
        from kata_runner.grading.feedback.single import grade_only

        kata = self._kata(kata)
        job = Job(kata, to_attempt(kata, source), [experiment], seed)
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
        """Grade attempts, several at a time, and yield each one's index and report in the order in
        which they end.

        All are graded on one seed; None draws a fresh one, which stands in every report. Sources
        are taken as there is room for them, so they may be generated. A fault of ours at one source
        is tried once more; then its error comes in place of the report, and the rest goes on. An
        executor's `run_many` runs them elsewhere.
        Raises UnknownKataError and PackError.
        """
        seed = draw_seed() if seed is None else seed
        return self._graded(self._kata(kata), sources, seed, run_many)

    def demo(
        self,
        kata: str | Kata,
        source: Source | None = None,
        settings: Mapping[str, float] | None = None,
    ) -> Demo:
        """Run the shown experiments on the reference, and on a source where one is given.

        `settings` are values of controls, by name, in place of their defaults.
        Raises UnknownKataError, PackError and EngineError, and UsageError for a setting that no
        control takes; never for what the source does.
        """
        kata = self._kata(kata)
        attempt = None if source is None else to_attempt(kata, source)
        with self._lock:
            if not settings:
                return show(kata, attempt, self._open().run)
            from kata_runner.figures.settings import show_with

            return show_with(kata, attempt, self._open().run, settings)

    def prepare(self, demo: Demo, source: Source | None = None) -> dict[str, list[Prepared]]:
        """Draw the pictures of a demo's controls over their ranges, by experiment.

        Raises PackError and EngineError.
        """
        from kata_runner.figures.settings import prepare

        attempt = None if source is None else to_attempt(demo.kata, source)
        with self._lock:
            return prepare(demo.kata, attempt, self._open().run, demo)

    def _kata(self, kata: str | Kata) -> Kata:
        """The kata that was named, or was given."""
        return self.kata(kata) if isinstance(kata, str) else kata

    def parts(self, kata: Kata) -> dict[str, Sequence[str]]:
        """Return which of the kata's functions and methods each graded experiment calls, by its
        name.

        Raises PackError and EngineError.
        """
        with self._lock:
            key = self._key(kata, PINNED_SEED)
        return key.calls

    def trace(self, kata: Kata, experiment: str, seed: int) -> tuple[list[str], Table | None]:
        """Return lines that tell with which arguments an experiment calls which functions, and the
        expected table; nothing for a secret one.

        Raises PackError and EngineError.
        """
        from kata_runner.grading.feedback.single import trace

        with self._lock:
            return trace(kata, experiment, seed, self._key(kata, PINNED_SEED), self._run_many)

    def _graded(
        self,
        kata: Kata,
        sources: Iterable[Source],
        seed: int,
        run_many: RunJobs | None = None,
        *,
        explain: bool = False,
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """The reports of sources; the lock is held while one is waited for, and not while the
        caller works.
        """
        with self._lock:
            key = self._key(kata, seed)
            plan = partial(plan_second_run, key=key, run_many=self._run_many, explain=explain)
            work = Work(kata, seed, key, plan)
            run_many = run_many or partial(self._open().run_many, in_flight=self._in_flight)
            runs = run_many(work.take(load_meanwhile(sources) if explain else sources))
        while True:
            with self._lock:
                ended = work.take_ended(runs)
                if ended is None:
                    return
                job, run, second = ended
                graded = self._report(job, run, key, explain, second)
                if explain:  # with other terms: those of the next attempt are made ready meanwhile
                    self._open().prepare(job)
            yield work.end(job), graded

    def _report(
        self, job: Job, run: Run, key: AnswerKey, explain: bool, second: SecondRun | None
    ) -> Report | EngineError:
        """The report of a run, or the error that stands in its place."""
        from kata_runner.grading.feedback.notebooks import explain_notebook

        plugins = self._catalogue.plugins
        try:
            report = grade_run(
                job, run, key, plugins, self._run_many, explain=explain, second=second
            )
        except EngineError as error:
            return error
        return explain_notebook(report)

    def _key(self, kata: Kata, seed: int) -> AnswerKey:
        """What is right for a seed: pinned, or computed once."""
        return self._pinned(kata, seed) or self._computed(kata, seed)

    def _compute(self, kata: Kata, seed: int) -> AnswerKey:
        """What the reference gives for a seed."""
        return compute_key(kata, seed, self._open().run)

    def _run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run what reports need beside the attempts themselves, which may run elsewhere."""
        return self._open().run_many(jobs)

    def _open(self) -> Sandbox:
        """Return the sandbox; raises IsolationUnavailableError, and UsageError for a closed
        grader.
        """
        if self._closed:
            raise UsageError("this grader is closed: make a new one")
        if self._sandbox is None:
            self._sandbox = self._open_sandbox()
        return self._sandbox


def grade(kata: str, source: Source, seed: int = PINNED_SEED) -> Report:
    """Grade one attempt at an installed kata, as `Grader.grade` does; for more than one keep a
    `Grader`.
    """
    with Grader() as grader:
        return grader.grade(kata, source, seed)


def check_limits(limits: Mapping[str, float]) -> None:
    """Raise UsageError for a limit that does not exist, or for a value that it cannot have."""
    for name, value in limits.items():
        if name not in LIMITS:
            raise UsageError(f"unknown limit {name!r:.40}: choose from {', '.join(LIMITS)}")
        if problem := describe_wrong_limit(name, value):
            raise UsageError(f"limit {name}: {problem}, got {value!r:.40}")
