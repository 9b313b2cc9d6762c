"""Sources on their way: a job for each, and which source a job is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.engine.job import MIN_ALLOWANCE, Cost, Run
from kata_runner.engine.source import MAX_SOURCE
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.work import Work, to_attempt
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


def test_what_is_too_large_is_refused_without_being_run() -> None:
    work = Work(KATA, 0, None)
    [small] = work.take([b"#" * (MAX_SOURCE + 1), b"#" * MAX_SOURCE])
    refused = work.take_refused()
    assert refused is not None
    job, run = refused
    assert (work.end(small), work.end(job), job.attempt.source) == (1, 0, b"")
    assert isinstance(run, Run) and run.unloadable is not None
    assert run.unloadable.status is Status.FAILED
    assert run.unloadable.text.startswith(f"The source is larger than {MAX_SOURCE:,} bytes")
    assert work.take_refused() is None
