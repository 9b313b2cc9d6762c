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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Self

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.job import Job, Problem, Run
from kata_runner.engine.levels import LEVELS, find_unknown_level
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.source import MAX_SOURCE, attempt_of
from kata_runner.errors import EngineError, UsageError
from kata_runner.figures.settings import Prepared, prepare, show_with
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, compute, pinned_key, reference
from kata_runner.grading.demo import Demo
from kata_runner.grading.pipeline import grade_run
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Attempt, Kata, Report, Status
from kata_runner.packs.catalogue import load_catalogue
from kata_runner.seeds import draw_seed
from kata_runner.table import Table

MAX_KEYS = 64  # expected tables of so many seeds are kept

Source = str | bytes | Attempt  # an attempt goes by its own file name in what is said of it


class Grader:
    """Grades attempts at katas, with the packs loaded once and one warm sandbox.

    Any thread may call it; one call runs at a time and the others wait, so under asyncio use
    `asyncio.to_thread`. The sandbox starts with the first call that needs it. Close the grader, or
    use it in a `with` statement.
    """

    def __init__(
        self,
        packs: Sequence[str | Path] = (),
        isolation: str | None = None,
        limits: Mapping[str, float] | None = None,
        workers: int | None = None,
    ) -> None:
        """Load the installed packs and those in these folders.

        `isolation` demands a level as `--isolation` does, "full", "kernel", "process" or several
        with commas between;
        `limits` replace those of every kata, as `--limit` does; `workers` attempts are on their way
        at a time.

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
        self._catalogue = load_catalogue([Path(pack) for pack in packs])
        self._katas = {kata: kata.with_limits(limits) for kata in self._catalogue.katas}
        self._demanded = isolation
        self._in_flight = workers or default_in_flight()
        self._lock = RLock()
        self._sandbox: Sandbox | None = None
        self._keys: dict[tuple[Kata, int], AnswerKey] = {}
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

    def kata(self, name: str) -> Kata:
        """Return the kata of that id, name or unambiguous beginning, under the grader's limits.

        Raises UnknownKataError.
        """
        return self._katas[self._catalogue.find(name)]

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
        [(_, graded)] = self._graded(self._kata(kata), [source], seed, explain)
        if isinstance(graded, EngineError):
            raise graded
        return graded

    def grade_many(
        self, kata: str | Kata, sources: Iterable[Source], seed: int | None = None
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """Grade attempts, several at a time, and yield each one's index and report in the order in
        which they end.

        All are graded on one seed; None draws a fresh one, which stands in every report. Sources
        are taken as there is room for them, so they may be generated. A fault of ours at one source
        is tried once more; then its error comes in place of the report, and the rest goes on.
        Raises UnknownKataError and PackError.
        """
        seed = draw_seed() if seed is None else seed
        return self._graded(self._kata(kata), sources, seed)

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
            return show_with(kata, attempt, self._open().run, settings or {})

    def prepare(self, demo: Demo, source: Source | None = None) -> dict[str, list[Prepared]]:
        """Draw the pictures of a demo's controls over their ranges, by experiment.

        Raises PackError and EngineError.
        """
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
        from kata_runner.grading.feedback.instrument import instrument, instrumentation_output

        with self._lock:
            expectation = self._key(kata, PINNED_SEED).by_name.get(experiment)
            if expectation is None or expectation.declaration.secret or experiment == UNCHANGED:
                return [], None
            attempt = instrument(reference(kata), expectation.called, "calls")
            run = self._open().run(Job(kata, attempt, [experiment], seed))
        return instrumentation_output(attempt, run.results.values()), run.results[experiment].table

    def _graded(
        self, kata: Kata, sources: Iterable[Source], seed: int, explain: bool = False
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """The reports of sources; the lock is held while one is waited for, and not while the
        caller works.
        """
        with self._lock:
            key = self._key(kata, seed)
            work = Work(kata, seed, key, sources)
            runs = self._open().run_many(work.jobs(), self._in_flight)
        while True:
            with self._lock:
                ended = work.take_refused() or next(runs, None) or work.take_refused()
                if ended is None:
                    return
                job, run = ended
                graded = self._report(job, run, key, explain)
            yield work.indexes.pop(job), graded

    def _report(self, job: Job, run: Run, key: AnswerKey, explain: bool) -> Report | EngineError:
        """The report of a run, or the error that stands in its place."""
        try:
            return grade_run(
                job, run, key, self._catalogue.plugins, self._open().run_many, explain=explain
            )
        except EngineError as error:
            return error

    def _key(self, kata: Kata, seed: int) -> AnswerKey:
        """What is right for a seed: pinned, or computed once."""
        if (kata, seed) not in self._keys:
            if len(self._keys) >= MAX_KEYS:
                self._keys.pop(next(iter(self._keys)))
            self._keys[kata, seed] = pinned_key(kata, seed) or compute(kata, seed, self._open().run)
        return self._keys[kata, seed]

    def _open(self) -> Sandbox:
        """Return the sandbox; raises IsolationUnavailableError, and UsageError for a closed
        grader.
        """
        if self._closed:
            raise UsageError("this grader is closed: make a new one")
        if self._sandbox is None:
            self._sandbox = Sandbox(self._demanded, many=True)
        return self._sandbox


class Work:
    """Sources on their way: which job is which source's, and what is too large to be run."""

    def __init__(self, kata: Kata, seed: int, key: AnswerKey, sources: Iterable[Source]) -> None:
        """Nothing is on its way."""
        self.kata, self.seed, self.allowance, self.sources = kata, seed, key.allowance, sources
        self.indexes: dict[Job, int] = {}
        self.refused: list[Job] = []

    def jobs(self) -> Iterator[Job]:
        """A job for each source that can be run."""
        for index, source in enumerate(self.sources):
            attempt = to_attempt(self.kata, source)
            is_too_large = len(attempt.source) > MAX_SOURCE
            if is_too_large:
                attempt = replace(attempt, source=b"")
            job = Job(self.kata, attempt, "graded", self.seed, allowance=self.allowance)
            self.indexes[job] = index
            if is_too_large:
                self.refused.append(job)
            else:
                yield job

    def take_refused(self) -> tuple[Job, Run] | None:
        """A job that is not run, with a run that says why; None where there is none so far."""
        if not self.refused:
            return None
        text = f"The source is larger than {MAX_SOURCE:,} bytes, which no hand-written file is."
        return self.refused.pop(), Run(unloadable=Problem(Status.FAILED, "too_large", text))


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


def to_attempt(kata: Kata, source: Source) -> Attempt:
    """A source as an attempt, which goes by the kata's own file name unless it has one."""
    if isinstance(source, Attempt):
        return source
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    return attempt_of(Path(f"{kata.name}.py"), data)
