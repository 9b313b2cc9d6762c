"""The Python way in: grade sources and show demos from a notebook, a server, a course's script or a training run.

    from kata_runner import Grader

    with Grader() as grader:
        report = grader.grade("0.1", source)
        report.passed, report.fraction, report.to_dict()

The source runs in a sandbox and answers with plain numbers; the verdict is computed here. Nothing is recorded as a
learner's progress.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Any, Self

from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.job import Job, Problem, Run
from kata_runner.engine.sandbox import LEVELS, Sandbox, levels_in
from kata_runner.engine.source import MAX_SOURCE, attempt_of
from kata_runner.errors import EngineError, PathError, UsageError
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, compute, pinned_key
from kata_runner.grading.demo import Demo, show
from kata_runner.grading.pipeline import grade_run
from kata_runner.limits import LIMITS, wrong_limit
from kata_runner.model import Attempt, Kata, Report, Status
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugins import load_plugins
from kata_runner.seeds import draw_seed

PROGRESS_PLUGIN = "progress"
MAX_KEYS = 64  # expected tables of so many seeds are kept

Source = str | bytes


class Grader:
    """Grades attempts at katas, with the packs loaded once and one warm sandbox.

    Any thread may call it; one call runs at a time and the others wait, so under asyncio use `asyncio.to_thread`. The
    sandbox starts with the first call that needs it. Close the grader, or use it in a `with` statement.
    """

    def __init__(
        self,
        packs: Sequence[str | Path] = (),
        isolation: str | None = None,
        limits: Mapping[str, float] | None = None,
        workers: int | None = None,
    ) -> None:
        """Load the installed packs and those in these folders.

        `isolation` demands a level as `--isolation` does, "full", "kernel", "process" or several with commas between;
        `limits` replace those of every kata, as `--limit` does; `workers` attempts are on their way at a time.

        Raises UsageError for a folder that is missing, an unknown level or limit, or a number of workers below 1.
        """
        folders = [Path(pack) for pack in packs]
        check_folders(folders)
        check_levels(isolation)
        check_limits(limits or {})
        if workers is not None and workers < 1:
            raise UsageError(f"workers: expected a number from 1 up, got {workers}")
        plugins = load_plugins()
        if plugins.manager.has_plugin(PROGRESS_PLUGIN):
            plugins.manager.unregister(name=PROGRESS_PLUGIN)
        self._catalogue = Catalogue(plugins, folders)
        self._katas = {kata: limit(kata, limits or {}) for kata in self._catalogue.katas}
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

    def grade(self, kata: str | Kata, source: Source, seed: int = PINNED_SEED) -> Report:
        """Grade one attempt.

        Never raises for what the source is or does: one that does not load, or does not end, has a report that says
        so. Raises UnknownKataError, PackError where the kata itself is at fault, and EngineError where the grader is.
        """
        [(_, graded)] = self.grade_many(kata, [source], seed)
        if isinstance(graded, EngineError):
            raise graded
        return graded

    def grade_many(
        self, kata: str | Kata, sources: Iterable[Source], seed: int | None = None
    ) -> Iterator[tuple[int, Report | EngineError]]:
        """Grade attempts, several at a time, and yield each one's index and report in the order in which they end.

        All are graded on one seed; None draws a fresh one, which stands in every report. Sources are taken as there is
        room for them, so they may be generated. A fault of ours at one source is tried once more; then its error comes
        in place of the report, and the rest goes on. Raises UnknownKataError and PackError.
        """
        kata = self.kata(kata) if isinstance(kata, str) else kata
        seed = draw_seed() if seed is None else seed
        return self._graded(kata, sources, seed)

    def demo(self, kata: str | Kata, source: Source | None = None) -> Demo:
        """Run the shown experiments on the reference, and on a source where one is given.

        Raises UnknownKataError, PackError and EngineError; never for what the source does.
        """
        kata = self.kata(kata) if isinstance(kata, str) else kata
        attempt = None if source is None else to_attempt(kata, source)
        with self._lock:
            return show(kata, attempt, self._open().run)

    def _graded(self, kata: Kata, sources: Iterable[Source], seed: int) -> Iterator[tuple[int, Report | EngineError]]:
        """The reports of sources; the lock is held while one is waited for, and not while the caller works."""
        with self._lock:
            key = self._key(kata, seed)
            work = Work(kata, seed, key.allowance, enumerate(sources))
            runs = self._open().run_many(work.jobs(), self._in_flight)
        while True:
            with self._lock:
                if work.refused:
                    index, attempt = work.refused.pop()
                    job, run = work.job(attempt), too_large(attempt)
                elif (ended := next(runs, None)) is not None:
                    job, run = ended
                    index = work.indexes.pop(job)
                elif not work.refused:
                    return
                else:
                    continue
                graded = self._report(job, run, key)
            yield index, graded

    def _report(self, job: Job, run: Run, key: AnswerKey) -> Report | EngineError:
        """The report of a run, or the error that stands in its place."""
        try:
            return grade_run(job, run, key, self._catalogue.plugins, self._open().run_many)
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
        """Return the sandbox; raises IsolationUnavailableError, and UsageError for a closed grader."""
        if self._closed:
            raise UsageError("this grader is closed: make a new one")
        if self._sandbox is None:
            self._sandbox = Sandbox(self._demanded, many=True)
        return self._sandbox


@dataclass
class Work:
    """Sources on their way: which job is which source's, and those that are too large to be run."""

    kata: Kata
    seed: int
    allowance: float
    sources: Iterator[tuple[int, Source]]

    def __post_init__(self) -> None:
        """Nothing is on its way."""
        self.indexes: dict[Job, int] = {}
        self.refused: list[tuple[int, Attempt]] = []

    def jobs(self) -> Iterator[Job]:
        """A job for each source."""
        for index, source in self.sources:
            attempt = to_attempt(self.kata, source)
            if len(attempt.source) > MAX_SOURCE:
                self.refused.append((index, replace(attempt, source=b"")))
                continue
            job = self.job(attempt)
            self.indexes[job] = index
            yield job

    def job(self, attempt: Attempt) -> Job:
        """The job of an attempt."""
        return Job(self.kata, attempt, "graded", self.seed, allowance=self.allowance)


def grade(kata: str, source: Source, seed: int = PINNED_SEED) -> Report:
    """Grade one attempt at an installed kata, as `Grader.grade` does; for more than one keep a `Grader`."""
    with Grader() as grader:
        return grader.grade(kata, source, seed)


def check_folders(folders: Iterable[Path]) -> None:
    """Raise UsageError for a folder that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise PathError(f"{folder}: no such folder: a pack holds katas/ and solutions/")


def check_levels(isolation: str | None) -> None:
    """Raise UsageError for a level of isolation that does not exist."""
    for level in levels_in(isolation) if isolation is not None else ():
        if level not in LEVELS:
            raise UsageError(f"unknown isolation level {level!r:.40}: choose from {', '.join(LEVELS)}")


def check_limits(limits: Mapping[str, float]) -> None:
    """Raise UsageError for a limit that does not exist, or for a value that it cannot have."""
    for name, value in limits.items():
        if name not in LIMITS:
            raise UsageError(f"unknown limit {name!r:.40}: choose from {', '.join(LIMITS)}")
        if problem := wrong_limit(name, value):
            raise UsageError(f"limit {name}: {problem}, got {value!r:.40}")


def limit(kata: Kata, limits: Mapping[str, Any]) -> Kata:
    """The kata under these limits in place of its own."""
    return replace(kata, limits=replace(kata.limits, **limits)) if limits else kata


def to_attempt(kata: Kata, source: Source) -> Attempt:
    """A source as an attempt that goes by the kata's own file name."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    return attempt_of(Path(f"{kata.name}.py"), data)


def too_large(attempt: Attempt) -> Run:
    """The run of a source that is not run, as it is larger than any hand-written file."""
    text = f"The source is larger than {MAX_SOURCE:,} bytes, which no hand-written file is."
    return Run(unloadable=Problem(Status.FAILED, "too_large", text))
