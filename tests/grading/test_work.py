"""Sources on their way: a job for each, and which source a job is of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kata_runner.engine.attempt_file import MAX_SOURCE, attempt_of
from kata_runner.engine.job import MIN_ALLOWANCE, Cost, Job, Run
from kata_runner.errors import PackError, UsageError
from kata_runner.grading import work as work_module
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.diagnosis.second_run import SecondRun
from kata_runner.grading.work import (
    EXPLAIN_MODULES,
    Work,
    check_sources,
    preload_explain_modules,
    to_attempt,
)
from kata_runner.model import Attempt, Kata, Status

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())


def test_a_source_goes_by_the_kata_s_name_and_an_attempt_by_its_own() -> None:
    attempt = Attempt(Path("ada.py"), b"x", "abc")
    assert to_attempt(KATA, attempt) is attempt
    assert to_attempt(KATA, "x = 'é'").source == "x = 'é'".encode()
    assert to_attempt(KATA, bytearray(b"x")).path == Path("softmax.py")  # type: ignore[arg-type]  # what else holds bytes


def test_a_job_has_the_seed_and_the_allowance_of_its_key() -> None:
    job = Work(KATA, 7, AnswerKey(7, (), Cost(1, 2.0))).make_job("x")
    assert (job.seed, job.which, job.allowance) == (7, "graded", 10.0)
    assert Work(KATA, 7, None).make_job("x").allowance == MIN_ALLOWANCE


def test_each_job_is_of_its_source_whatever_the_order() -> None:
    work = Work(KATA, 0, None)
    jobs = list(work.take(["a", b"a", "b"]))
    assert [work.end(job) for job in reversed(jobs)] == [2, 1, 0]
    with pytest.raises(PackError, match="gave back a job that it was not given, or gave one twice"):
        work.end(jobs[0])


def test_what_is_too_large_is_refused_and_a_job_without_its_code_runs() -> None:
    work = Work(KATA, 0, None)
    large, small = work.take([b"#" * (MAX_SOURCE + 1), b"#" * MAX_SOURCE])
    assert (large.attempt.source, len(small.attempt.source)) == (b"", MAX_SOURCE)
    runs = iter([(small, Run()), (large, Run())])
    first, second = work.take_ended(runs), work.take_ended(runs)
    assert first is not None and second is not None and work.take_ended(runs) is None
    assert (work.end(first[0]), work.end(second[0])) == (1, 0)
    assert first[1].unloadable is None and second[1].unloadable is not None
    assert second[1].unloadable.status is Status.FAILED
    assert second[1].unloadable.text.startswith(f"The source is larger than {MAX_SOURCE:,} bytes")


def test_what_is_no_source_among_others_is_named_by_its_index() -> None:
    jobs = Work(KATA, 0, None).take(["x", None])  # type: ignore[list-item]
    next(jobs)
    with pytest.raises(UsageError, match="index 1: source: expected str, bytes or an Attempt"):
        next(jobs)


def test_sources_that_are_too_large_are_taken_no_faster_than_others() -> None:
    taken: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(1)
            yield b"#" * (MAX_SOURCE + 1)

    jobs = Work(KATA, 0, None).take(endless())
    next(jobs)
    assert len(taken) == 1


@pytest.mark.parametrize("source", [5, None, Path("a.py"), ["a"]])
def test_what_is_no_source_is_refused_with_its_type(source: object) -> None:
    with pytest.raises(UsageError, match=f"got {type(source).__name__}"):
        to_attempt(KATA, source)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sources", ["def f(): ...", b"", {"a": "b"}, attempt_of(Path("a.py"), b"")]
)
def test_one_source_is_not_taken_for_several(sources: Any) -> None:
    with pytest.raises(UsageError, match="expected a list or a generator of sources"):
        check_sources(sources)


class Ahead:
    """What stands for a second run: the job that is certain, and what became of it."""

    def __init__(self, job: Job, run: Run, ahead: Job | None) -> None:
        self.job, self.run, self.ahead, self.taken = job, run, ahead, None

    def prefetch_job(self) -> Job | None:
        return self.ahead

    def take(self, run: Any) -> None:
        self.taken = run


def plan_for(letters: bytes, again: dict[Job, Ahead]) -> Any:
    """A plan that runs what has one of these letters again."""

    def plan(job: Job, run: Run) -> SecondRun | None:
        if job.attempt.source not in letters:
            return None
        ahead = Job(KATA, job.attempt, [job.attempt.source.decode()])
        again[ahead] = Ahead(job, run, ahead)
        return cast(SecondRun, again[ahead])

    return plan


def test_a_second_run_follows_among_the_jobs_and_comes_with_the_first() -> None:
    again: dict[Job, Ahead] = {}
    work = Work(KATA, 0, None, plan_for(b"b", again))
    waiting = work.take(["a", "b", "c"])
    runs: Iterator[tuple[Job, Run]] = ((job, Run(output=str(job.which))) for job in waiting)
    ended = [work.take_ended(runs) for _ in range(4)]
    assert ended.pop() is None
    sources = [one[0].attempt.source for one in ended if one]
    assert sources == [b"a", b"b", b"c"]
    [second] = [one[2] for one in ended if one and one[2] is not None]
    [ahead] = again.values()
    assert second is cast(SecondRun, ahead)
    assert (ahead.run.output, cast(Run, ahead.taken).output) == ("graded", "['b']")


def test_jobs_that_came_to_their_end_give_what_followed_since() -> None:
    again: dict[Job, Ahead] = {}
    work = Work(KATA, 0, None, plan_for(b"a", again))
    waiting = work.take(["a"])
    first = next(waiting)
    assert next(waiting, None) is None
    second = plan_for(b"a", again)(first, Run())
    assert work.add_second_run(second)
    assert [*waiting] == [*again]


def test_a_second_run_that_an_executor_does_not_take_is_left_to_who_needs_it() -> None:
    again: dict[Job, Ahead] = {}
    work = Work(KATA, 0, None, plan_for(b"a", again))
    runs = iter([(job, Run()) for job in work.take(["a"])])
    ended = work.take_ended(runs)
    assert ended is not None and ended[0].attempt.source == b"a"
    [ahead] = again.values()
    assert (ended[2], ahead.taken) == (cast(SecondRun, ahead), None)
    assert work.take_ended(runs) is None


@pytest.mark.parametrize(("processors", "loaded"), [(2, True), (1, False)])
def test_what_explains_is_loaded_when_all_sources_run_if_a_processor_is_free(
    processors: int, loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    monkeypatch.setattr(work_module, "import_module", names.append)
    monkeypatch.setattr(work_module, "count_processors", lambda: processors)
    sources = preload_explain_modules(["a"])
    assert next(sources) == "a" and names == []
    assert list(sources) == []
    assert names == [f"kata_runner.grading.{name}" for name in EXPLAIN_MODULES if loaded]


def test_all_that_explains_can_be_loaded() -> None:
    lines = "".join(f"import kata_runner.grading.{name}\n" for name in EXPLAIN_MODULES)
    subprocess.run([sys.executable, "-c", lines], check=True)
